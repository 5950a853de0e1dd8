"""The commands around a data file: to begin one, to edit it, to let an editor check it."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Annotated

from ntmtrack import wording
from ntmtrack.cli import editor
from ntmtrack.cli import output
from ntmtrack.cli import reading
from ntmtrack.cli import run
from ntmtrack.cli.options import Argument
from ntmtrack.cli.options import Lang
from ntmtrack.cli.options import Option
from ntmtrack.cli.options import Options
from ntmtrack.cli.options import WriteOptions
from ntmtrack.cli.options import with_options
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words


def init(
    path: Annotated[
        str, Argument(metavar="PATH", help=N_("The new file."))
    ] = "data/assignments.yaml",
    *,
    example: Annotated[
        bool, Option("--example", help=N_("A copy of the directive that came along."))
    ] = False,
    lang: Lang = None,
) -> None:
    """Write a new data file, with a schema for editors beside it."""
    words = run.words_of(WriteOptions(lang=lang))
    target = Path(path)
    files.create(target, files.read(files.packaged() if example else files.starter(words.language)))
    said = words.say("{path} is yours now; ntmtrack check checks it.", path=path)
    with contextlib.suppress(Exception):  # the file is there, whether or not that can be said
        _add_schema(target.parent, words)
        output.say(clean(said))


def _add_schema(folder: Path, words: Words) -> None:
    """Put the schema beside a data file, unless one is there; editors do without it, too."""
    from ntmtrack.datafile import file_schema

    with contextlib.suppress(NtmError):
        files.create(folder / file_schema.NAME, _schema(words).encode())


@with_options(Options, without=tuple(set(Options._fields) - {"file", "lang"}))
def edit(options: Options) -> None:
    """Open the data file in an editor, then report every problem of it."""
    found = run.data_file(options)
    if found.packaged:
        raise NtmError([Problem(wording.Code.PACKAGED_COPY)], Exit.CANT_CREATE)
    files.read(found.path)  # before an editor opens on nothing
    editor.run(found.path)
    reading.check.run(options)


def schema(
    *,
    output_: Annotated[
        bool, Option("--output", help=N_("Of what reports and check print with -F json."))
    ] = False,
    lang: Lang = None,
) -> None:
    """Print the JSON Schema of the data file, or of our JSON."""
    if output_:
        found = Path(__file__).parent.parent / "schemas" / "output.json"
        output.say(files.read(found).decode())
    else:
        output.say(_schema(run.words_of(WriteOptions(lang=lang))))


def _schema(words: Words) -> str:
    from ntmtrack.datafile import file_schema

    return json.dumps(file_schema.schema(words), ensure_ascii=False, indent=1) + "\n"
