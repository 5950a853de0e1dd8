"""The command `edit`.

It opens the user's own editor, found as other programs find it.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.commands.check_command import CheckOptions
from ntmtrack.cli.commands.check_command import check
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.run import Run
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage

USUAL_EDITORS = ("notepad",) if system.WINDOWS else ("sensible-editor", "nano", "vi")
_EXAMPLE = "notepad" if system.WINDOWS else "nano"


def edit(run: Run, options: FileOptions) -> Exit:
    """Open the data file in an editor, then report every problem in it."""
    path = run.own_file(options)
    files.read(path)  # raises an error rather than opening an editor on a missing file
    open_editor(path, run.environment)
    return check(run, CheckOptions(file=options.file, lang=options.lang))


def open_editor(path: Path, environment: Mapping[str, str]) -> None:
    """Open a file in the editor and wait until it is closed, or raise a usage error."""
    command = choose_editor(environment)
    try:
        result = subprocess.run([*command, str(path.absolute())], check=False)  # noqa: S603 - the user named it
    except (OSError, ValueError):
        raise usage(wording.Code.NO_EDITOR_NAMED, value=command[0], name=_EXAMPLE) from None
    if result.returncode:
        raise usage(wording.Code.EDITOR_FAILED, value=command[0], status=str(result.returncode))


def choose_editor(environment: Mapping[str, str]) -> list[str]:
    """Return the command of the editor: VISUAL, EDITOR, or one that is usually installed."""
    for name in ("VISUAL", "EDITOR"):
        command = environment.get(name, "").strip()
        if command:
            return split_command(name, command)
    for editor in USUAL_EDITORS:
        if shutil.which(editor):
            return [editor]
    raise usage(wording.Code.NO_EDITOR, name=_EXAMPLE)


def split_command(name: str, text: str) -> list[str]:
    """Split a command as a shell does; on Windows, a backslash is only part of a path."""
    try:
        words = shlex.split(text, posix=not system.WINDOWS)
    except ValueError:
        raise usage(wording.Code.BAD_EDITOR, value=text, name=name) from None
    return [word.strip('"') for word in words] if system.WINDOWS else words


COMMAND = Command(FileOptions, edit)
