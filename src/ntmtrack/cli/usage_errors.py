"""Command lines that cannot be read: Typer finds the mistake, our own problems word it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence

from ntmtrack import wording
from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands import PROGRAM
from ntmtrack.cli.commands import command_reader
from ntmtrack.cli.commands import find
from ntmtrack.cli.help_text import metavar
from ntmtrack.cli.options import Format
from ntmtrack.cli.typer_adapter import BadParameter
from ntmtrack.cli.typer_adapter import Parameter
from ntmtrack.cli.typer_adapter import Reader
from ntmtrack.cli.typer_adapter import TyperException
from ntmtrack.cli.typer_adapter import choices
from ntmtrack.cli.typer_adapter import is_argument
from ntmtrack.cli.typer_adapter import is_flag
from ntmtrack.cli.typer_adapter import limits
from ntmtrack.directive import inexact_names
from ntmtrack.directive.names import Named
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import Words

# Text that begins with a dash but is not an option: a list item, a number, several words.
_TEXT = re.compile(r"-+(?:[^-A-Za-z]|.*\s)")

# Short options that other programs have, and the long ones that they stand for here.
_SHORT = {"-h": "--help", "-V": "--version", "-v": "--version"}


def no_such_command(typed: str, known: Iterable[str]) -> NtmError:
    """Return the error for an unknown command."""
    return usage(wording.Code.NO_SUCH_COMMAND, value=typed, near=_near(typed, known))


def too_many(rest: Iterable[str], reader: Reader) -> NtmError:
    """Return the error for leftover arguments, such as the second word of an unquoted name."""
    return usage(wording.Code.EXTRA_ARGUMENT, value=" ".join(rest), command=reader.path)


def own_error(
    error: TyperException, reader: Reader, arguments: Sequence[str], words: Words
) -> Exception:
    """Return our own error for what Typer found wrong with the arguments of a command."""
    option = getattr(error, "option_name", None)
    if option is not None:
        if text := _text_with_a_dash(option, reader, arguments):
            return _dash_in_text(text, reader, arguments)
        return _wrong_option(option, reader, words)
    if isinstance(error, BadParameter) and isinstance(error.param, Parameter):
        parameter = error.param
        value = reader.text_of(str(parameter.name), arguments)
        if value is None:
            return usage(
                wording.Code.MISSING_ARGUMENT, name=_usage_of(parameter, words), command=reader.path
            )
        return _bad_value(parameter, value, words)
    return error


def _near(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(inexact_names.similar_ids(typed, [Named(name, ()) for name in known]))


def _text_with_a_dash(option: str, reader: Reader, arguments: Sequence[str]) -> str | None:
    """Find the text of a note that was taken for an option because it begins with a dash."""
    if all(parameter.name != "text" for parameter in reader.parameters):
        return None
    known = {name: parameter for parameter in reader.parameters for name in parameter.opts}
    texts = (
        text
        for before, text in zip(("", *arguments), arguments, strict=False)
        if text.startswith(option)
        and _TEXT.match(text)
        and (before not in known or is_flag(known[before]))  # else it is the value of that option
    )
    return next((text for text in texts if text.split()[0] not in known), None)


def _dash_in_text(text: str, reader: Reader, arguments: Sequence[str]) -> NtmError:
    """Return the error that shows the command with the text after `--`, where no options follow."""
    others = list(arguments)
    others.remove(text)
    line = f"{reader.path} {command_line(*others, '--', text)}"
    return usage(wording.Code.NO_SUCH_OPTION_TEXT, value=text, command=line)


def _wrong_option(option: str, reader: Reader, words: Words) -> NtmError:
    """Return the error for an option that is unknown, lacks its value, or takes none."""
    options = (parameter for parameter in reader.parameters if not is_argument(parameter))
    known = {name: parameter for parameter in options for name in parameter.opts}
    if option in known and is_flag(known[option]):
        return usage(wording.Code.TAKES_NO_VALUE, option=option)
    if option in known:
        return usage(wording.Code.NEEDS_VALUE, option=option, name=metavar(known[option], words))
    long_option = _SHORT.get(option, "")
    near = (long_option,) if long_option in (*known, "--help") else _near(option, known)
    if reader.path == PROGRAM and not near and _is_of_a_command(option):
        return usage(wording.Code.NO_SUCH_OPTION_FIRST, value=option)
    return usage(wording.Code.NO_SUCH_OPTION, value=option, command=reader.path, near=near)


def _is_of_a_command(option: str) -> bool:
    """Return whether any command has an option."""
    readers = (command_reader(name, find(name)) for name in COMMANDS)
    return any(option in parameter.opts for reader in readers for parameter in reader.parameters)


def _bad_value(parameter: Parameter, value: str, words: Words) -> NtmError:
    """Return the error for a bad value: the parameter takes a few words, or limited numbers."""
    known = tuple(choices(parameter))
    if parameter.name == "format" and value in set(Format):
        return usage(wording.Code.NO_SUCH_FORMAT, value=value, choices=known)
    option = metavar(parameter, words) if is_argument(parameter) else max(parameter.opts, key=len)
    if known:
        code, near = wording.Code.BAD_CHOICE_OPTION, _near(value, known)
        return usage(code, option=option, value=value, choices=known, near=near)
    least, most = map(str, limits(parameter) or ("", ""))
    code = wording.Code.BAD_COUNT_OPTION
    return usage(code, option=option, value=value, least=least, most=most)


def _usage_of(parameter: Parameter, words: Words) -> str:
    """Return a parameter as its help shows it: ID, or --to DAY."""
    value = metavar(parameter, words)
    return value if is_argument(parameter) else f"{parameter.opts[0]} {value}"
