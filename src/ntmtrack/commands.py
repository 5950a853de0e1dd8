"""The list of commands; each is imported and built only when it is run."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from typing import NamedTuple
from typing import cast

import typer
from typer.core import TyperArgument
from typer.core import TyperCommand
from typer.core import TyperGroup
from typer.core import TyperOption
from typer.main import get_command
from typer.main import get_group

from ntmtrack.options import Command
from ntmtrack.words import N_
from ntmtrack.words import Words


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
    "init": Listed(
        "writing", N_("Begin a data file of your own: a copy of the one that came along.")
    ),
}
PLAIN: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
}


class Commands(TyperGroup):
    """List commands by name and help alone, and load the one that is run."""

    words: Words

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - private to Typer
        """Find the command to run; a mistyped name is an error."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and load(args[0], self.words), rest


def program(words: Words) -> Commands:
    """Give the command line, its help in these words."""
    about = words.say(N_("Track who owes what, where and by when under a directive."))
    app = typer.Typer(cls=Commands, help=about, no_args_is_help=True, **PLAIN)
    found = cast("Commands", get_group(app))
    found.words = words
    for name, listed in COMMANDS.items():
        found.add_command(TyperCommand(name, help=words.say(listed.help), rich_markup_mode=None))
    return found


def load(name: str, words: Words) -> TyperCommand:
    """Import a command and build it, its help in these words."""
    listed = COMMANDS[name]
    functions = vars(import_module(f"ntmtrack.{listed.module}"))
    found = functions.get(name) or functions[f"{name}_"]
    app = typer.Typer(**PLAIN)
    run = found.callback() if isinstance(found, Command) else found
    app.command(name, help=words.say(listed.help))(run)
    built = cast("TyperCommand", get_command(app))
    for one in built.params:
        if isinstance(one, TyperArgument | TyperOption) and one.help:
            one.help = words.say(one.help)
    return built
