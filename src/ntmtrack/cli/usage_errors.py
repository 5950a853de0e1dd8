"""Lines that cannot be read, as problems of our own: Typer finds them, they are worded here."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from ntmtrack.cli.commands import PROGRAM
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
from ntmtrack.directive import names
from ntmtrack.directive.names import Named
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import Words


def no_such_command(typed: str, known: Iterable[str]) -> NtmError:
    """Give the error for a command that there is none of."""
    return usage("no-such-command", value=typed, **_near(typed, known))


def too_many(left: Iterable[str], reader: Reader) -> NtmError:
    """Give the error for arguments that are left over, as after a name without its quotes."""
    return usage("extra-argument", value=" ".join(left), command=reader.path)


def worded(
    error: TyperException, reader: Reader, arguments: Sequence[str], words: Words
) -> Exception:
    """Return our own error for what Typer found wrong with the arguments of a command."""
    option = getattr(error, "option_name", None)
    if option is not None:
        return _wrong_option(option, reader, words)
    if isinstance(error, BadParameter) and isinstance(error.param, Parameter):
        parameter = error.param
        value = reader.text_of(str(parameter.name), arguments)
        if value is None:
            return usage("missing-argument", name=_usage_of(parameter, words), command=reader.path)
        return _bad_value(parameter, value, words)
    return error


def _near(typed: str, known: Iterable[str]) -> dict[str, str]:
    near = ", ".join(names.near(typed, [Named(name, ()) for name in known]))
    return {"near": near} if near else {}


def _wrong_option(option: str, reader: Reader, words: Words) -> NtmError:
    """Say that an option is unknown, lacks its value, or takes none."""
    known = {name: parameter for parameter in reader.parameters for name in parameter.opts}
    if option in known and is_flag(known[option]):
        return usage("takes-no-value", option=option)
    if option in known:
        return usage("needs-value", option=option, name=metavar(known[option], words))
    near = _near(option, known)
    if reader.path == PROGRAM and not near:
        return usage("no-such-option", detail="first", value=option)
    return usage("no-such-option", value=option, command=reader.path, **near)


def _bad_value(parameter: Parameter, value: str, words: Words) -> NtmError:
    """Say which values a parameter takes: one of a few words, or a number within limits."""
    known = choices(parameter)
    listed = ", ".join(known)
    if parameter.name == "format" and value in set(Format):
        return usage("no-such-format", value=value, choices=listed)
    option = metavar(parameter, words) if is_argument(parameter) else max(parameter.opts, key=len)
    about = {"detail": "option", "option": option, "value": value}
    if known:
        return usage("bad-choice", choices=listed, **about, **_near(value, known))
    least, most = limits(parameter) or ("", "")
    return usage("bad-count", least=str(least), most=str(most), **about)


def _usage_of(parameter: Parameter, words: Words) -> str:
    """Write a parameter as its help does: ID, or --to DAY."""
    value = metavar(parameter, words)
    return value if is_argument(parameter) else f"{parameter.opts[0]} {value}"
