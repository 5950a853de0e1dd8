"""Command lines that cannot be read, as problems of our own: Typer finds them, we say them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.names import Named
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from typer._click.core import Command
    from typer._click.core import Context
    from typer._click.core import Parameter
    from typer._click.exceptions import UsageError
    from typer._click.formatting import HelpFormatter


def no_such_command(typed: str, known: Iterable[str]) -> NtmError:
    """Give the error for a command that there is none of."""
    return usage(wording.Code.NO_SUCH_COMMAND, value=typed, near=_near(typed, known))


def too_much(rest: Iterable[str], ctx: Context) -> NtmError:
    """Give the error for arguments that are left over, as after a name without its quotes."""
    return usage(wording.Code.EXTRA_ARGUMENT, value=" ".join(rest), command=ctx.command_path)


def ours(error: UsageError, ctx: Context, typed: Sequence[str]) -> Exception:
    """Give the error of our own for one of Typer's; `typed` are the arguments of the command."""
    from typer._click import exceptions as theirs

    match error:
        case theirs.NoSuchOption(option_name=option):
            return _no_such_option(option, ctx)
        case theirs.MissingParameter(param=param) if param:
            return usage(
                wording.Code.MISSING_ARGUMENT, name=_shown(param, ctx), command=ctx.command_path
            )
        case theirs.BadOptionUsage(option_name=option):
            return _bad_use(option, ctx)
        case theirs.BadParameter(param=param) if param and param.name:
            given, *_ = ctx.command.make_parser(ctx).parse_args(list(typed))
            return _bad_value(param, ctx, given[param.name])
    return error


def _near(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(names.near(typed, [Named(one, ()) for one in known]))


def _no_such_option(option: str, ctx: Context) -> NtmError:
    known = [name for one in ctx.command.get_params(ctx) for name in one.opts]
    near = _near(option, known)
    if ctx.parent is None and not near:
        return usage(wording.Code.NO_SUCH_OPTION_FIRST, value=option)
    return usage(wording.Code.NO_SUCH_OPTION, value=option, command=ctx.command_path, near=near)


def _bad_use(option: str, ctx: Context) -> NtmError:
    """Tell a value that is missing from one that is too much."""
    found = next(one for one in ctx.command.get_params(ctx) if option in one.opts)
    if getattr(found, "is_flag", False):
        return usage(wording.Code.TAKES_NO_VALUE, option=option)
    return usage(wording.Code.NEEDS_VALUE, option=option, name=found.make_metavar(ctx))


def _bad_value(param: Parameter, ctx: Context, value: str) -> NtmError:
    """Say which values an option takes: one of a few words, or a number within limits."""
    of_option = param.param_type_name == "option"
    option = max(param.opts, key=len) if of_option else param.make_metavar(ctx)
    if choices := tuple([str(one) for one in getattr(param.type, "choices", ())]):
        near = _near(value, choices)
        code = wording.Code.BAD_CHOICE_OPTION
        return usage(code, option=option, value=value, choices=choices, near=near)
    least, most = (str(getattr(param.type, limit)) for limit in ("min", "max"))
    code = wording.Code.BAD_COUNT_OPTION
    return usage(code, option=option, value=value, least=least, most=most)


def _shown(param: Parameter, ctx: Context) -> str:
    """Write a parameter as its help does: ID, or --to DAY."""
    metavar = param.make_metavar(ctx)
    return metavar if param.param_type_name == "argument" else f"{param.opts[0]} {metavar}"


# What stands for a value in the usage of commands.
METAVARS = (
    N_("ID"),
    N_("ID…"),
    N_("NAME"),
    N_("NUMBER"),
    N_("STATUS"),
    N_("MARK"),
    N_("TEXT"),
    N_("DAY"),
    N_("WHEN"),
    N_("MOMENT"),
    N_("PATH"),
    N_("FILE"),
    N_("N"),
    N_("SHELL"),
    N_("[MEASURE=]N"),
)
# The column of names takes so much of the width, where a long name does not stand alone.
_NAMES = 3 / 8
STDOUT = "-"


def write(
    command: Command, listed: Sequence[tuple[str, str]], ctx: Context, formatter: HelpFormatter
) -> None:
    """Write how a command is used: its usage, what it does, what it takes, the commands it has."""
    words: Words = ctx.obj
    params = command.get_params(ctx)
    arguments = [one for one in params if one.param_type_name == "argument"]
    options = [one for one in params if one.param_type_name == "option"]
    pieces = [one.make_metavar(ctx) for one in arguments if one.required]
    pieces += [f"[{one.make_metavar(ctx)}]" for one in arguments if not one.required]
    pieces += [words.say("COMMAND")] if listed else []
    usage = " ".join([*pieces, words.say("[OPTIONS]")])
    formatter.write_usage(ctx.command_path, usage, words.say("Usage: "))
    formatter.write_paragraph()
    about = fill(command.help or "", formatter.width, initial_indent="  ", subsequent_indent="  ")
    formatter.write(f"{about}\n")
    for heading, rows in (
        (words.say("Arguments"), [_record(one, ctx) for one in arguments]),
        (words.say("Options"), [_record(one, ctx) for one in options]),
        (words.say("Commands"), listed),
    ):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows, col_max=int(formatter.width * _NAMES))


def _record(param: Parameter, ctx: Context) -> tuple[str, str]:
    """Give a parameter's names and what it is for, with its default and its limits."""
    words: Words = ctx.obj
    metavar = param.make_metavar(ctx)
    if param.param_type_name == "argument":
        return metavar, _about(param, words)
    if param is ctx.command.get_help_option(ctx):
        return "--help", words.say("Show this text.")
    names = ", ".join(sorted(param.opts, key=len))
    flag = getattr(param, "is_flag", False)
    return names if flag else f"{names} {metavar}", _about(param, words)


def _about(param: Parameter, words: Words) -> str:
    about = [getattr(param, "help", None) or ""]
    least, most = (getattr(param.type, limit, None) for limit in ("min", "max"))
    if least is not None and most is not None:
        about.append(words.say("[from {least} to {most}]", least=least, most=most))
    if isinstance(param.default, str) and param.default != STDOUT:
        about.append(words.say("[default: {value}]", value=str(param.default)))
    if param.required and param.param_type_name == "option":
        about.append(words.say("[required]"))
    return " ".join(about)
