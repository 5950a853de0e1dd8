"""Where the program starts and ends: a line is read and done, and errors are printed, only here.

Typer reads a line, and only the command that it names is imported.
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
from ntmtrack.cli.formats import named_by
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
COMPLETE = "__complete"  # what the scripts of shells ask with


def main() -> None:
    """Run the command line of this process, and end with the exit code of its outcome."""
    run = Run(Streams.of_process(), os.environ, dates.clock)
    sys.exit(outcome(run, sys.argv[1:]))


def outcome(run: Run, arguments: Sequence[str]) -> Exit:
    """Do what a command line asks, print what is wrong, and give the exit code."""
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
    """Read a command line and return what it asks for; raise a usage error where it is wrong.

    Help and errors are in the language that `--lang` names, wherever on the line it stands; without
    it, errors are in that of the data file.
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
    return partial(command.run, run, options)


def _report(run: Run, error: NtmError) -> Exit:
    run.learn_language()
    run.print_problems(error.problems)
    return error.exit_code


def _expand(arguments: Sequence[str]) -> list[str]:
    """Expand patterns of files, and ~ for the home folder, which Windows leaves to programs.

    A note such as “~5 km” or “Xong? 50%” is left alone: a pattern ends in the ending of a file.
    Each file of a pattern after -f is named by an -f of its own.
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
    """Turn `help COMMAND` into the other way to ask for it, `COMMAND --help`."""
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
    """Make the options of a command; without --format, the ending of --output names the format."""
    if arguments.rest:
        from ntmtrack.cli import usage_errors

        raise usage_errors.too_many(arguments.rest, reader)
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
    from ntmtrack.cli import help_text

    (data_file, *_) = run.data_files(FileOptions())
    if data_file.packaged:
        example = load(data_file.path).document
        text = help_text.first_steps(example.directive.issued, run.words) if example else ""
    else:
        text = help_text.of(reader, COMMANDS, run.words, run.streams.look().width)
    run.streams.print_error(text.rstrip("\n"))
    return Exit.USAGE


def _show_versions(run: Run) -> Exit:
    from ntmtrack.cli import help_text

    run.streams.print(help_text.versions())
    return Exit.OK
