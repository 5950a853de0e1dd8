"""The list of commands and the readers of their lines; a command's module is imported to run it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import Literal
from typing import TypeVar

from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.typer_adapter import OptionField
from ntmtrack.cli.typer_adapter import Reader
from ntmtrack.records import Record
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.cli.options import Format
    from ntmtrack.cli.options import Options
    from ntmtrack.cli.run import Run
    from ntmtrack.wording.problem import Exit

CommandOptionsT = TypeVar("CommandOptionsT", bound="Options")

PROGRAM = "ntmtrack"
# Each command with its description, in the order of the help text. The module of `status` is
# `status_command`.
COMMANDS = {
    "status": N_("Show how the directive stands: totals, by village, by owner, what presses."),
    "overdue": N_("List what is overdue, most days late first."),
    "list": N_("List every item that the filters select."),
    "matrix": N_("Show villages and tasks as a table of states."),
    "show": N_("Show everything about a task: clause, owners, deadline, states, log."),
    "history": N_("Show all that was recorded, and what was taken back."),
    "check": N_("Check the data file; print nothing when all is well."),
    "schema": N_("Print the JSON Schema of the data file, or of our JSON."),
    "weekly": N_("Report on a week: done, late and why, and what comes next."),
    "volumes": N_("Show what was counted: goals, figures by village, sums, who gave none."),
    "register": N_("Show the register of recurring reports: on time, late, missing."),
    "remind": N_("Write a reminder for each owner with something due or late; send nothing."),
    "export": N_("Write all items for another program: a table, or what --output ends in."),
    "import": N_("Record what a filled form says: all of it, or nothing."),
    "done": N_("Record that something is done."),
    "start": N_("Record that something was begun."),
    "reopen": N_("Open a finished item again."),
    "extend": N_("Move a deadline to a later day; a reason and who allowed it are needed."),
    "cancel": N_("Cancel an item: it is no longer owed; --note says why, --by who allowed it."),
    "note": N_("Add a note, a figure or evidence to an item."),
    "obstacle": N_("Record an obstacle that the office should know of, or that it is solved."),
    "undo": N_("Take the newest command back; repeated, it goes further back."),
    "draft": N_("Make a draft data file from a document, and help to confirm it."),
    "init": N_("Begin a data file of your own, with an example to replace."),
    "edit": N_("Open the data file in your editor, then check it."),
    "completion": N_("Print the script that completes commands in a shell."),
    "help": N_("Explain the data file, dates, names or an office's week."),
}


class Command(Record, Generic[CommandOptionsT]):
    """Describe a command: its options, the function that runs it, and its formats."""

    options: type[CommandOptionsT]
    run: Callable[[Run, CommandOptionsT], Exit]
    formats: Collection[Format] = ()


def find(name: str) -> Command[Any]:
    """Import a command."""
    command: Command[Any] = import_module(f"{__name__}.{name}_command").COMMAND
    return command


def program_reader() -> Reader:
    """Return the reader of a line up to the name of a command."""
    about = N_("Track who owes what, where and by when under a directive.")
    versions = N_("Show the versions of the program and its libraries.")
    version = OptionField(bool, Option("--version", help=versions), default=False)
    return Reader(PROGRAM, about, {"version": version}, allow_interspersed_args=False)


def command_reader(name: str, command: Command[Any]) -> Reader:
    """Return the reader of a command's options; `--format` takes only the command's formats."""
    fields = command.options.fields()
    if command.formats:
        literal: Any = Literal  # mypy knows no types that are made at run time
        fields["format"] = fields["format"]._replace(kind=literal[tuple(command.formats)])
    return Reader(f"{PROGRAM} {name}", COMMANDS[name], fields)
