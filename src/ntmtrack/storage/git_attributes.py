"""Telling git how to merge a data file: its log only grows, so both sides' lines are kept."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from ntmtrack import system
from ntmtrack.storage import files
from ntmtrack.wording.problem import NtmError

NAME = ".gitattributes"
_ATTRIBUTE = "merge"
_SPECIAL = re.compile(r"[\\*?\[\]!#]")  # to a pattern of git


class AddedLine(NamedTuple):
    """Hold a line that was added, and the file that has it now."""

    path: Path
    line: str


def add_union(data: Path) -> AddedLine | None:
    """Let git join both versions of a data file in a work tree, by a line in the file beside it.

    Nothing is done outside a work tree, where the file has a word on merging already, or where the
    line cannot be written: without it git leaves conflict markers, which `check` finds.
    """
    path = data.parent / NAME
    if not data.name.isprintable() or not _is_in_work_tree(data.parent):
        return None
    pattern = _pattern(data.name)
    line = f"{pattern} {_ATTRIBUTE}=union"
    try:
        old = files.read(path) if os.path.lexists(path) else b""
        if _decides(old, pattern):
            return None
        _append(path, f"{line}\n".encode(), after=old)
    except (OSError, NtmError):
        return None
    return AddedLine(path, line)


def _is_in_work_tree(folder: Path) -> bool:
    """Tell whether a folder, or one above it, has a repository of git or a link to one."""
    real = Path(os.path.realpath(folder))
    marks = (above / ".git" for above in (real, *real.parents))
    return any(os.path.isfile(mark) or os.path.isfile(mark / "HEAD") for mark in marks)  # noqa: PTH113 - is_file() may raise, for a closed folder


def _pattern(name: str) -> str:
    """Write a file's name as a pattern that means it alone."""
    pattern = _SPECIAL.sub(r"\\\g<0>", name)
    if not any(char.isspace() or char == '"' for char in name):
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _decides(attributes: bytes, pattern: str) -> bool:
    """Tell whether lines of attributes say already how the file is to be merged."""
    rows = (row.strip() for row in attributes.decode(errors="replace").splitlines())
    said = [row.removeprefix(pattern) for row in rows if row.startswith(pattern)]
    words = [word for rest in said if rest[:1].isspace() for word in rest.split()]
    return any(word.lstrip("-!").partition("=")[0] == _ATTRIBUTE for word in words)


def _append(path: Path, line: bytes, *, after: bytes) -> None:
    """Add a line to the end of a file that git would read, which is no link."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | system.NO_LINK
    handle = os.open(path, flags | system.BINARY, 0o666)
    with os.fdopen(handle, "ab") as file:
        file.write(line if after[-1:] in (b"", b"\n") else b"\n" + line)
