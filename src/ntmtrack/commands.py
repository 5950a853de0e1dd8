"""The list of commands; each is imported and built only when it is run."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import cast

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperArgument
from typer.core import TyperCommand
from typer.core import TyperGroup
from typer.core import TyperOption
from typer.main import get_command
from typer.main import get_group

from ntmtrack import output
from ntmtrack.options import Command
from ntmtrack.words import N_
from ntmtrack.words import Words

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.core import Parameter
    from typer._click.formatting import HelpFormatter


class Listed(NamedTuple):
    """Name a command's module and what it does.

    Its function there has the command's name, with a `_` after it where Python has that itself.
    """

    module: str
    help: str


COMMANDS = {
    "status": Listed(
        "reading", N_("Show how the directive stands: totals, by village, by owner, what presses.")
    ),
    "overdue": Listed("reading", N_("List what is overdue, most days late first.")),
    "list": Listed("reading", N_("List every item that the filters select.")),
    "matrix": Listed("reading", N_("Show villages and tasks as a table of states.")),
    "show": Listed(
        "reading", N_("Show everything about a task: clause, owners, deadline, states, log.")
    ),
    "history": Listed("reading", N_("Show all that was recorded, and what was taken back.")),
    "check": Listed("reading", N_("Check the data file; print nothing when all is well.")),
    "schema": Listed("starting", N_("Print the JSON Schema of the data file, or of our JSON.")),
    "weekly": Listed("periodic", N_("Report on a week: done, late and why, and what comes next.")),
    "volumes": Listed(
        "periodic", N_("Show what was counted: goals, figures by village, sums, who gave none.")
    ),
    "register": Listed(
        "periodic", N_("Show the register of recurring reports: on time, late, missing.")
    ),
    "remind": Listed(
        "periodic", N_("Draft a reminder for each owner with something due or late; send nothing.")
    ),
    "export": Listed(
        "exporting", N_("Write all items for another program: a table, or what --output ends in.")
    ),
    "import": Listed("exporting", N_("Record what a filled form says: all of it, or nothing.")),
    "done": Listed("writing", N_("Record that something is done.")),
    "start": Listed("writing", N_("Record that something was begun.")),
    "reopen": Listed("writing", N_("Open a finished item again.")),
    "extend": Listed(
        "writing", N_("Move a deadline to a later day; a reason and who allowed it are needed.")
    ),
    "cancel": Listed("writing", N_("Cancel an item: it is no longer owed.")),
    "note": Listed("writing", N_("Add a note, a figure or a paper to an item.")),
    "obstacle": Listed("writing", N_("Record an obstacle that the office should know of.")),
    "undo": Listed("writing", N_("Take the newest command back; repeated, it goes further back.")),
    "init": Listed("starting", N_("Begin a data file of your own, with an example to replace.")),
    "edit": Listed("starting", N_("Open the data file in your editor, then check it.")),
    "completion": Listed("completion", N_("Print the script that completes commands in a shell.")),
}
PLAIN: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
}


class Commands(TyperGroup):
    """List commands by name and help alone, and load the one that is run."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read what stands before the command; with nothing after it, the help is shown."""
        try:
            return super().parse_args(ctx, [] if args == ["--"] else args)
        except UsageError as error:
            from ntmtrack import mistyped

            raise mistyped.ours(error, ctx, args) from None

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, TyperCommand | None, list[str]]:
        """Find the command to run; a mistyped name is an error."""
        name, *rest = args
        if name in self.commands:
            return name, load(name, ctx.obj), rest
        if ctx.resilient_parsing:
            return None, None, rest
        from ntmtrack import mistyped

        raise mistyped.no_such_command(name, self.commands)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help in the language of the run."""
        from ntmtrack import helptext

        listed = [(name, one.help or "") for name, one in self.commands.items()]
        helptext.write(self, listed, ctx, formatter)


class _Command(TyperCommand):
    """Read and explain a command's arguments in the language of the run."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments, or raise what is wrong with them as a problem of our own."""
        typed = list(args)
        ctx.allow_extra_args = True  # what is left over is said below
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            from ntmtrack import mistyped

            raise mistyped.ours(error, ctx, typed) from None
        if rest and not ctx.resilient_parsing:
            from ntmtrack import mistyped

            raise mistyped.too_much(rest, ctx)
        return rest

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help in the language of the run."""
        from ntmtrack import helptext

        helptext.write(self, (), ctx, formatter)


def program(words: Words) -> Commands:
    """Give the command line, its help in these words."""
    about = words.say(N_("Track who owes what, where and by when under a directive."))
    app = typer.Typer(cls=Commands, help=about, no_args_is_help=True, **PLAIN)
    found = cast("Commands", get_group(app))
    about = words.say(N_("Show the versions of the program and its libraries."))
    found.params.append(
        TyperOption(
            param_decls=["--version"],
            help=about,
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_versions,
        )
    )
    for name, listed in COMMANDS.items():
        found.add_command(TyperCommand(name, help=words.say(listed.help), rich_markup_mode=None))
    return found


def _show_versions(ctx: Context, _: Parameter, asked: bool) -> None:  # noqa: FBT001 - Typer's way
    if asked and not ctx.resilient_parsing:
        from ntmtrack import versions

        output.say(versions.text())
        raise typer.Exit


def load(name: str, words: Words) -> TyperCommand:
    """Import a command and build it, its help in these words."""
    listed = COMMANDS[name]
    functions = vars(import_module(f"ntmtrack.{listed.module}"))
    found = functions.get(name) or functions[f"{name}_"]
    app = typer.Typer(**PLAIN)
    run = found.callback() if isinstance(found, Command) else found
    app.command(name, cls=_Command, help=words.say(listed.help))(run)
    built = cast("TyperCommand", get_command(app))
    for one in built.params:
        if isinstance(one, TyperArgument | TyperOption):
            one.help = one.help and words.say(one.help)
            one.metavar = one.metavar and words.say(one.metavar)
    return built
