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
    "status": N_("Show where the directive stands: totals, by village, by owner, what is urgent."),
    "overdue": N_("List what is overdue, the longest overdue first."),
    "list": N_("List every item that the filters select."),
    "matrix": N_("Show a table of villages and tasks with their status."),
    "show": N_("Show everything about a task: clause, owners, deadline, status, log."),
    "history": N_("Show everything recorded, including what was taken back."),
    "check": N_("Check the data file; print nothing if all is well."),
    "schema": N_("Print the JSON Schema of the data file, or of the program's JSON output."),
    "weekly": N_("Report on a week: done, late and why, and what comes next."),
    "volumes": N_("Show figures: goals, figures by village, sums, who has given none."),
    "register": N_("Show the register of recurring reports: on time, late, missing."),
    "remind": N_("Write a reminder for each owner with something due or late; send nothing."),
    "export": N_("Export all items for another program: a table, or what --output ends in."),
    "import": N_("Record what a filled-in form says: all of it, or nothing."),
    "done": N_("Record that an item is done."),
    "start": N_("Record that an item was begun."),
    "reopen": N_("Reopen a finished item."),
    "extend": N_("Extend a deadline; needs a reason and who allowed it."),
    "cancel": N_("Cancel an item, so it is no longer owed; needs a reason and who allowed it."),
    "note": N_("Add a note, a figure or evidence to an item."),
    "obstacle": N_("Record an obstacle that the office should know about, or that it is solved."),
    "undo": N_("Take back the latest command; repeat it to go further back."),
    "draft": N_("Make a draft data file from a document, and help confirm it."),
    "init": N_("Start a data file of your own, with an example to replace."),
    "edit": N_("Open the data file in your editor, then check it."),
    "completion": N_("Print the script for command completion in a shell."),
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
