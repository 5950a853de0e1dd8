"""Data files that several people write: finding conflict copies, and merging both sides in git."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ntmtrack import system
from ntmtrack.storage import files
from ntmtrack.wording.problem import NtmError

_HEAD = 400  # the bytes at the start in which a copy equals the file
# What is added to the name of a copy: OneDrive and Google Drive add a number or the name of the
# machine; Dropbox, Nextcloud and Syncthing mention a conflict, Windows a copy.
_ADDED = re.compile(
    r" ?\(\d{1,3}\)|-[A-Z][A-Z0-9-]{1,14}| - (?:Copy|Sao chép)(?: \(\d+\))?"
    r"|[ (_.-]{1,2}[^()]*(?i:conflict).*"
)
ATTRIBUTES = ".gitattributes"
_ATTRIBUTE = "merge"
_SPECIAL = re.compile(r"[\\*?\[\]!#]")  # special in patterns of git


def conflict_copies(names: Iterable[str], path: Path) -> list[str]:
    """Return which of the names beside a data file belong to conflict copies of it."""
    likely = [name for name in names if _is_of(name, path)]
    return [name for name in likely if _begins_alike(path, path.with_name(name))]


def _is_of(name: str, path: Path) -> bool:
    """Return whether a name is that of the file with an addition that copies get."""
    added = name.removeprefix(path.stem).removesuffix(path.suffix)
    return bool(_ADDED.fullmatch(added))


def _begins_alike(path: Path, other: Path) -> bool:
    try:
        return _head(path) == _head(other)
    except NtmError:
        return False


def _head(path: Path) -> bytes:
    """Return the beginning of a file without its log, in which copies differ."""
    return files.read(path).partition(b"\nprogress:")[0][:_HEAD]


class AddedLine(NamedTuple):
    """Name a line that was added, and the file that now contains it."""

    path: Path
    line: str


def add_union(data: Path) -> AddedLine | None:
    """Make git merge both versions of a data file, by a line in .gitattributes beside it.

    Do nothing outside a work tree, if merging is configured already, or if the line cannot be
    written: git then leaves conflict markers, which `check` finds.
    """
    path = data.parent / ATTRIBUTES
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
    """Return whether a folder or one above it contains a git repository or a link to one."""
    real = Path(os.path.realpath(folder))
    marks = (above / ".git" for above in (real, *real.parents))
    return any(os.path.isfile(mark) or os.path.isfile(mark / "HEAD") for mark in marks)  # noqa: PTH113 - is_file() may raise, for a closed folder


def _pattern(name: str) -> str:
    """Return a pattern that matches only this file name."""
    pattern = _SPECIAL.sub(r"\\\g<0>", name)
    if not any(char.isspace() or char == '"' for char in name):
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _decides(attributes: bytes, pattern: str) -> bool:
    """Return whether the attributes already say how the file is to be merged."""
    rows = (row.strip() for row in attributes.decode(errors="replace").splitlines())
    rests = [row.removeprefix(pattern) for row in rows if row.startswith(pattern)]
    words = [word for rest in rests if rest[:1].isspace() for word in rest.split()]
    return any(word.lstrip("-!").partition("=")[0] == _ATTRIBUTE for word in words)


def _append(path: Path, line: bytes, *, after: bytes) -> None:
    """Append a line to a file that is not a link, as git reads no links."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | system.NO_LINK
    handle = os.open(path, flags | system.BINARY, 0o666)
    with os.fdopen(handle, "ab") as file:
        file.write(line if after[-1:] in (b"", b"\n") else b"\n" + line)
