"""The command `init`."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Literal
from typing import get_args

from ntmtrack.cli.commands import Command
from ntmtrack.cli.commands.schema_command import file_schema_text
from ntmtrack.cli.help_text import example_day
from ntmtrack.cli.options import LanguageOption
from ntmtrack.cli.run import Run
from ntmtrack.cli.run import load
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.typer_adapter import OptionWithoutValue
from ntmtrack.storage import files
from ntmtrack.storage import shared_files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.directive.model import Document

Example = Literal["letter", "plan"]


class InitOptions(LanguageOption):
    """Define the options of `init`."""

    path: Annotated[str, Argument(metavar="PATH", help=N_("The new file."))] = (
        "data/assignments.yaml"
    )
    example: Annotated[
        Example | None,
        OptionWithoutValue(
            Option(
                "--example",
                metavar=f"[{'|'.join(get_args(Example))}]",
                help=N_("Copy an example: the letter that comes with the program, or a plan."),
            ),
            alone="letter",
        ),
    ] = None


def init(run: Run, options: InitOptions) -> Exit:
    """Write a new data file and its schema for editors, and set up git to merge it."""
    words = run.words
    target = Path(options.path)
    files.create(target, files.read(_source(options.example, words)))
    with run.after_writing():
        document = load(target).document
        if document:
            _add_schema(target, document)
        _say_what_is_next(run, options, document)
        if added := shared_files.add_union(target):
            notice = words.say(
                "Added “{line}” to {path}: git then keeps the log entries of both people"
                " when their copies are merged.",
                path=added.path,
                line=added.line,
            )
            run.streams.print(clean(notice))
    return Exit.OK


def _say_what_is_next(run: Run, options: InitOptions, document: Document | None) -> None:
    """Print what the user can do with the new file."""
    words = run.words
    file = () if run.finds_by_itself(Path(options.path)) else ("--file", options.path)
    check = command_line("ntmtrack", "check", *file)
    created = words.say("{path} is ready; {command} checks it.", path=options.path, command=check)
    run.streams.print(clean(created))
    if options.example and document:
        run.streams.print(clean(_about_example(document.directive.issued, file, words)))
        return
    hint = N_("If you have a document, ntmtrack draft FILE -o nhap.yaml drafts the file from it.")
    run.streams.print(words.say(hint))


def _source(example: Example | None, words: Words) -> Path:
    """Return the file that the new file is copied from."""
    if example == "letter":
        return files.packaged_file()
    return files.starter(example or words.language)


def _add_schema(target: Path, document: Document) -> None:
    """Write the schema beside a data file, in the file's language, unless one exists.

    Editors work without it, so a failure is ignored.
    """
    from ntmtrack.datafile import file_schema

    text = file_schema_text(Words(document.directive.language), document)
    with contextlib.suppress(NtmError):
        files.create(target.parent / file_schema.NAME, text.encode())


def _about_example(issued: date, file: Sequence[str], words: Words) -> str:
    """Return the sentence on how old an example is, and which day to look at it."""
    day = words.day(example_day(issued))
    return words.say(
        "This is an example dated {issued}: {command} shows where it stood then.",
        issued=words.day(issued),
        command=command_line("ntmtrack", "status", *file, "--as-of", day),
    )


COMMAND = Command(InitOptions, init)
