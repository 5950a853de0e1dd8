"""The command `edit`."""

from __future__ import annotations

from ntmtrack import wording
from ntmtrack.cli import editor
from ntmtrack.cli.commands import Command
from ntmtrack.cli.commands.check_command import CheckOptions
from ntmtrack.cli.commands.check_command import check
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.run import Run
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem


def edit(run: Run, options: FileOptions) -> Exit:
    """Open the data file in an editor, then report every problem of it."""
    found = run.data_file(options)
    if found.packaged:
        raise NtmError([Problem(wording.Code.PACKAGED_COPY)], Exit.CANT_CREATE)
    files.read(found.path)  # before an editor opens on nothing
    editor.run(found.path, run.environment)
    return check(run, CheckOptions(file=options.file, lang=options.lang))


COMMAND = Command(FileOptions, edit)
