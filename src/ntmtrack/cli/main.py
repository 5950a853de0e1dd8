"""Where the program starts and ends: the only module that runs a line and prints its errors.

Typer reads the line, and only the command that it names is imported.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from collections.abc import Sequence
from functools import partial
from typing import Any

from ntmtrack import system
from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands import PROGRAM
from ntmtrack.cli.commands import Command
from ntmtrack.cli.commands import command_reader
from ntmtrack.cli.commands import find
from ntmtrack.cli.commands import program_reader
from ntmtrack.cli.formats import format_of_name
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.options import LanguageOption
from ntmtrack.cli.options import Names
from ntmtrack.cli.options import Options
from ntmtrack.cli.output import Streams
from ntmtrack.cli.run import Run
from ntmtrack.cli.run import load
from ntmtrack.cli.typer_adapter import HelpAskedError
from ntmtrack.cli.typer_adapter import ReadArguments
from ntmtrack.cli.typer_adapter import Reader
from ntmtrack.cli.typer_adapter import TyperException
from ntmtrack.directive import dates
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import failure
from ntmtrack.wording.words import Language

_HOME = r"~(?=[/\\]|$)"
_PATTERN = r"[*?][^/\\]*\.\w{2,7}$"
COMPLETE = "__complete"  # the command that the scripts of shells call


def main() -> None:
    """Run the command line of this process, and exit with its exit code."""
    run = Run(Streams.of_process(), os.environ, dates.clock)
    sys.exit(outcome(run, sys.argv[1:]))


def outcome(run: Run, arguments: Sequence[str]) -> Exit:
    """Run a command line, print any error, and return the exit code."""
    try:
        if arguments[:1] == [COMPLETE]:
            from ntmtrack.cli import completion

            return completion.answer(run, arguments[1:])
        return read(run, _expand(arguments) if system.WINDOWS else arguments)()
    except NtmError as error:
        return _report(run, error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        if run.environment.get("NTMTRACK_DEBUG"):
            raise
        return _report(run, failure(error))


def read(run: Run, arguments: Sequence[str]) -> Callable[[], Exit]:
    """Read a command line and return the function that runs it, or raise a usage error.

    Help and errors are in the language of `--lang`, wherever it stands on the line; without it,
    errors are in the language of the data file.
    """
    reader, rest = program_reader(), arguments
    try:
        before = reader.read(rest)
        if before.values["version"]:
            return partial(_show_versions, run)
        if not before.rest:
            return partial(_show_what_there_is, run, reader)
        name, *rest = _with_help_asked(before.rest)
        command = _find(name)
        reader = command_reader(name, command)
        options = _options(command, reader, reader.read(rest))
    except (HelpAskedError, NtmError, TyperException) as error:
        run.typed_language, file_names = _language_and_files_in(arguments)
        if isinstance(error, HelpAskedError):
            return partial(_show_help, run, reader)
        run.learn_language(FileOptions(file=file_names))
        raise _own_error(error, reader, rest, run) from None
    if isinstance(options, LanguageOption):
        run.typed_language = options.lang
    if isinstance(options, FileOptions):
        run.expect_files(options)
    return partial(command.run, run, options)


def _report(run: Run, error: NtmError) -> Exit:
    run.learn_language()
    run.print_problems(error.problems)
    return error.exit_code


def _expand(arguments: Sequence[str]) -> list[str]:
    """Expand file patterns and ~ for the home folder, which Windows leaves to programs.

    A note such as “~5 km” or “Xong? 50%” is left alone: a pattern must end in a file extension.
    Each file that a pattern after -f matches gets its own -f.
    """
    from glob import glob

    paths = [os.path.expanduser(text) if re.match(_HOME, text) else text for text in arguments]  # noqa: PTH111 - as
    expanded: list[str] = []
    for path in paths:
        names = sorted(glob(path)) if re.search(_PATTERN, path) else []  # noqa: PTH207 - typed, with its slashes
        repeated = expanded[-1:] if expanded[-1:] in (["-f"], ["--file"]) else []
        first, *others = names or [path]
        expanded += [first, *(word for name in others for word in (*repeated, name))]
    return expanded


def _with_help_asked(line: Sequence[str]) -> Sequence[str]:
    """Turn `help COMMAND` into `COMMAND --help`."""
    name, *rest = line
    command = next((word for word in rest if word in COMMANDS), None) if name == "help" else None
    if not command:
        return line
    rest.remove(command)
    return [command, *rest, "--help"]


def _own_error(
    error: NtmError | TyperException, reader: Reader, rest: Sequence[str], run: Run
) -> Exception:
    """Return our own error for what Typer found wrong with a line."""
    if isinstance(error, NtmError):
        return error
    from ntmtrack.cli import usage_errors

    return usage_errors.own_error(error, reader, rest, run.words)


def _find(name: str) -> Command[Any]:
    if name in COMMANDS:
        return find(name)
    from ntmtrack.cli import usage_errors

    raise usage_errors.no_such_command(name, COMMANDS)


def _options(command: Command[Any], reader: Reader, arguments: ReadArguments) -> Options:
    """Make a command's options; without --format, the extension of --output sets the format."""
    if arguments.rest:
        from ntmtrack.cli import usage_errors

        raise usage_errors.too_many(arguments.rest, reader)
    options: Options = command.options(**arguments.values)
    if command.formats and "format" not in arguments.typed:
        format_ = format_of_name(arguments.values["output"], command.formats)
        return options.replace(format=format_) if format_ else options
    return options


def _language_and_files_in(arguments: Sequence[str]) -> tuple[Language | None, Names]:
    """Read only --lang and --file from a line, whatever else it contains."""
    fields = FileOptions.fields()
    fields_to_read = {name: fields[name] for name in ("lang", "file")}
    reader = Reader(PROGRAM, "", fields_to_read, ignore_unknown_options=True)
    values = reader.read(arguments, leniently=True).values
    return values["lang"], values["file"]


def _show_help(run: Run, reader: Reader) -> Exit:
    from ntmtrack.cli import help_text

    commands = COMMANDS if reader.path == PROGRAM else {}
    run.streams.print(help_text.command_help(reader, commands, run.words, run.streams.look().width))
    return Exit.OK


def _show_what_there_is(run: Run, reader: Reader) -> Exit:
    """Show a user who typed no command the help, or the first steps if there is no data file."""
    from ntmtrack.cli import help_text

    (data_file, *_) = run.data_files(FileOptions())
    if data_file.packaged:
        example = load(data_file.path).document
        text = help_text.first_steps(example.directive.issued, run.words) if example else ""
    else:
        text = help_text.command_help(reader, COMMANDS, run.words, run.streams.look().width)
    run.streams.print_error(text.rstrip("\n"))
    return Exit.USAGE


def _show_versions(run: Run) -> Exit:
    from ntmtrack.cli import help_text

    run.streams.print(help_text.versions())
    return Exit.OK
