"""The help of a command in the language of the run, in the order and form that help has."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from ntmtrack.words import N_
from ntmtrack.words import Words

if TYPE_CHECKING:
    from typer._click.core import Command
    from typer._click.core import Context
    from typer._click.core import Parameter
    from typer._click.formatting import HelpFormatter

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
