"""The list of commands; each is imported only when it is run."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any
from typing import NamedTuple

from ntmtrack.cli.options import Command
from ntmtrack.wording.words import N_


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


def find(name: str) -> Command | Callable[..., None]:
    """Import a command."""
    functions: dict[str, Any] = vars(import_module(f"ntmtrack.cli.{COMMANDS[name].module}"))
    found: Command | Callable[..., None] = functions.get(name) or functions[f"{name}_"]
    return found
