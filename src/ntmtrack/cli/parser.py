"""Reading a command line: Typer reads it, and only the command that it names is imported."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from functools import partial
from typing import Any
from typing import Literal

from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands import PROGRAM
from ntmtrack.cli.commands import Command
from ntmtrack.cli.commands import find
from ntmtrack.cli.formats import named_by
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.options import LanguageOption
from ntmtrack.cli.options import Names
from ntmtrack.cli.options import Options
from ntmtrack.cli.run import Run
from ntmtrack.cli.run import load
from ntmtrack.cli.typer_adapter import HelpAskedError
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.typer_adapter import OptionField
from ntmtrack.cli.typer_adapter import ReadArguments
from ntmtrack.cli.typer_adapter import Reader
from ntmtrack.cli.typer_adapter import TyperException
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Language


def read(run: Run, arguments: Sequence[str]) -> Callable[[], Exit]:
    """Read a command line and return what it asks for; raise a usage error where it is wrong.

    Help and errors are in the language that `--lang` names, wherever on the line it stands; without
    it, errors are in that of the data file.
    """
    reader, left = program_reader(), arguments
    try:
        before = reader.read(left)
        if before.values["version"]:
            return partial(_show_versions, run)
        if not before.left:
            return partial(_show_what_there_is, run, reader)
        name, *left = before.left
        asked = next((word for word in left if word in COMMANDS), None) if name == "help" else None
        if asked:  # the other way to ask for --help
            left.remove(asked)
            name, left = asked, [*left, "--help"]
        command = _find(name)
        reader = command_reader(name, command)
        options = _options(command, reader, reader.read(left))
    except (HelpAskedError, NtmError, TyperException) as error:
        run.typed_language, named = _language_and_files_in(arguments)
        if isinstance(error, HelpAskedError):
            return partial(_show_help, run, reader)
        run.learn_language(FileOptions(file=named))
        if isinstance(error, NtmError):
            raise
        from ntmtrack.cli import usage_errors

        raise usage_errors.worded(error, reader, left, run.words) from None
    if isinstance(options, LanguageOption):
        run.typed_language = options.lang
    return partial(command.run, run, options)


def program_reader() -> Reader:
    """Make what reads a line up to the name of a command."""
    about = N_("Track who owes what, where and by when under a directive.")
    versions = N_("Show the versions of the program and its libraries.")
    version = OptionField(bool, Option("--version", help=versions), default=False)
    return Reader(PROGRAM, about, {"version": version}, allow_interspersed_args=False)


def command_reader(name: str, command: Command[Any]) -> Reader:
    """Make what reads the options of a command; `--format` takes only the formats that it has."""
    fields = command.options.fields()
    if command.formats:
        literal: Any = Literal  # for mypy knows no type that is made while the program runs
        fields["format"] = fields["format"]._replace(kind=literal[tuple(command.formats)])
    return Reader(f"{PROGRAM} {name}", COMMANDS[name], fields)


def _find(name: str) -> Command[Any]:
    if name in COMMANDS:
        return find(name)
    from ntmtrack.cli import usage_errors

    raise usage_errors.no_such_command(name, COMMANDS)


def _options(command: Command[Any], reader: Reader, arguments: ReadArguments) -> Options:
    """Make the options of a command; without --format, the ending of --output names the format."""
    if arguments.left:
        from ntmtrack.cli import usage_errors

        raise usage_errors.too_many(arguments.left, reader)
    options: Options = command.options(**arguments.values)
    if command.formats and "format" not in arguments.typed:
        format_ = named_by(arguments.values["output"], command.formats)
        return options.replace(format=format_) if format_ else options
    return options


def _language_and_files_in(arguments: Sequence[str]) -> tuple[Language | None, Names]:
    """Read only --lang and --file from a line, whatever else stands there."""
    fields = FileOptions.fields()
    known = {name: fields[name] for name in ("lang", "file")}
    reader = Reader(PROGRAM, "", known, ignore_unknown_options=True)
    values = reader.read(arguments, leniently=True).values
    return values["lang"], values["file"]


def _show_help(run: Run, reader: Reader) -> Exit:
    from ntmtrack.cli import help_text

    commands = COMMANDS if reader.path == PROGRAM else {}
    run.streams.print(help_text.of(reader, commands, run.words, run.streams.look().width))
    return Exit.OK


def _show_what_there_is(run: Run, reader: Reader) -> Exit:
    """Show somebody who named no command the help, or without a data file the first steps."""
    (found, *_) = run.data_files(FileOptions())
    if found.packaged:
        from ntmtrack.cli import first_steps

        example = load(found.path).document
        text = first_steps.text(example.directive.issued, run.words) if example else ""
    else:
        from ntmtrack.cli import help_text

        text = help_text.of(reader, COMMANDS, run.words, run.streams.look().width)
    run.streams.print_error(text.rstrip("\n"))
    return Exit.USAGE


def _show_versions(run: Run) -> Exit:
    from ntmtrack.cli import versions

    run.streams.print(versions.text())
    return Exit.OK
