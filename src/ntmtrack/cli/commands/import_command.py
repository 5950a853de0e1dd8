"""The command `import`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import record
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.cli.write_options import OnOption
from ntmtrack.cli.write_options import WriteOptions
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.recording.planning import Change


class ImportOptions(WriteOptions, OnOption):
    """Define the options of `import`."""

    form: Annotated[
        str, Argument(metavar="FILE", help=N_("The filled-in form: .xlsx, .ods or CSV."))
    ]


def import_form(run: Run, options: ImportOptions) -> Exit:
    """Record the entries of a filled-in form, all or none."""
    from ntmtrack.recording import filled_form
    from ntmtrack.recording import form_entries
    from ntmtrack.recording import sheets
    from ntmtrack.recording import typed_input

    run.data_file(options)  # learn its language first, for problems with the form
    grids = sheets.read(files.read(Path(options.form), "form"), options.form)
    on, by = typed_input.moment(options.on), typed_input.text(options.by)

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        words = run.words  # in the file's own language, which is known by now
        forms = filled_form.forms(grids, words)
        return form_entries.plan(document, forms, form_entries.Defaults(on, by, words), now, at)

    return record(run, options, plan)


COMMAND = Command(ImportOptions, import_form)
