"""The command `schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.options import LanguageOption
from ntmtrack.cli.run import Run
from ntmtrack.cli.run import load
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.storage import files
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.directive.model import Document

_OUTPUT_SCHEMA = Path(__file__).parents[2] / "schemas" / "output.json"


class SchemaOptions(LanguageOption):
    """Define the options of `schema`."""

    output: Annotated[
        bool,
        Option("--output", help=N_("The schema of what reports and check print with -F json.")),
    ] = False
    file: Annotated[
        str | None,
        Option(
            "--file", "-f", metavar="PATH", help=N_("Let editors suggest the ids in this file.")
        ),
    ] = None


def schema(run: Run, options: SchemaOptions) -> Exit:
    """Print the JSON Schema of the data file, or of our JSON."""
    if options.output:
        run.streams.print(files.read(_OUTPUT_SCHEMA).decode())
    else:
        document = _document(run, Path(options.file)) if options.file else None
        run.streams.print(file_schema_text(run.words, document))
    return Exit.OK


def _document(run: Run, path: Path) -> Document | None:
    """Load a file; None for a draft, which gets editor help, but whose ids cannot be relied on."""
    loaded = load(path)
    wrong = [problem for problem in loaded.problems if not problem.warning]
    if wrong and all(problem.code is Code.DRAFT_LEFT for problem in wrong):
        run.file_language = loaded.language
        return None
    return run.document(loaded)


def file_schema_text(words: Words, document: Document | None = None) -> str:
    """Return the JSON Schema of the data file, with the ids of a document."""
    from ntmtrack.datafile import file_schema

    return json.dumps(file_schema.schema(words, document), ensure_ascii=False, indent=1) + "\n"


COMMAND = Command(SchemaOptions, schema)
