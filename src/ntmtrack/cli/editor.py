"""The user's own editor, as other programs find it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.wording.problem import usage

USUAL = ("notepad",) if system.WINDOWS else ("sensible-editor", "nano", "vi")


def run(path: Path, environment: Mapping[str, str]) -> None:
    """Open a file in the editor and wait until it is closed, or raise a usage error."""
    command = choose(environment)
    try:
        ended = subprocess.run([*command, str(path.absolute())], check=False)  # noqa: S603 - as above
    except (OSError, ValueError):
        raise usage(wording.Code.NO_EDITOR_NAMED, value=command[0]) from None
    if ended.returncode:
        raise usage(wording.Code.EDITOR_FAILED, value=command[0], status=ended.returncode)


def choose(environment: Mapping[str, str]) -> list[str]:
    """Choose the editor, as words of a command: VISUAL, EDITOR, or one that is usually there."""
    for name in ("VISUAL", "EDITOR"):
        named = environment.get(name, "").strip()
        if named:
            return split(name, named)
    for usual in USUAL:
        if shutil.which(usual):
            return [usual]
    raise usage(wording.Code.NO_EDITOR)


def split(name: str, text: str) -> list[str]:
    """Split a command as a shell does; on Windows a backslash is only a part of a path."""
    try:
        words = shlex.split(text, posix=not system.WINDOWS)
    except ValueError:
        raise usage(wording.Code.BAD_EDITOR, value=text, name=name) from None
    return [word.strip('"') for word in words] if system.WINDOWS else words
