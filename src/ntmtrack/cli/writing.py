"""The commands that record: what was typed becomes entries, which `recording` has written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli import recording
from ntmtrack.cli import run
from ntmtrack.cli.options import Argument
from ntmtrack.cli.options import Option
from ntmtrack.cli.options import WriteOptions
from ntmtrack.cli.options import with_options
from ntmtrack.recording import typed
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.model import MarkName
    from ntmtrack.recording.planning import Change

Ids = Annotated[list[str], Argument(metavar="ID…", help=N_("Ids of tasks or items."))]
Id = Annotated[str, Argument(metavar="ID", help=N_("The id of a task or item."))]
Text = Annotated[str, Argument(metavar="TEXT", help=N_("What there is to say."))]
_NO_FIGURES = ("for_", "amount", "evidence")


@with_options(WriteOptions)
def done(
    options: WriteOptions,
    ids: Ids,
    *,
    nothing: Annotated[
        bool, Option("--nothing", help=N_("A recurring report with nothing to tell."))
    ] = False,
    excused: Annotated[
        bool, Option("--excused", help=N_("No report is owed for these days."))
    ] = False,
) -> None:
    """Record `done`, or one of the two special marks of a recurring duty."""
    if nothing and excused:
        raise usage("one-mark")
    mark: MarkName = "nothing" if nothing else "excused" if excused else "done"
    _record(options, mark, ids)


@with_options(WriteOptions, without=("for_",))
def start(options: WriteOptions, ids: Ids) -> None:
    """Record `started`."""
    _record(options, "started", ids)


@with_options(WriteOptions, without=("amount", "evidence"))
def reopen(options: WriteOptions, id_: Id) -> None:
    """Record `reopened`."""
    _record(options, "reopened", [id_])


@with_options(WriteOptions, without=_NO_FIGURES)
def extend(
    options: WriteOptions,
    id_: Id,
    *,
    to: Annotated[str, Option("--to", metavar="DAY", help=N_("The new deadline."))],
) -> None:
    """Record `extended`."""
    _record(options, "extended", [id_], to=to)


@with_options(WriteOptions, without=_NO_FIGURES)
def cancel(options: WriteOptions, id_: Id) -> None:
    """Record `cancelled`."""
    _record(options, "cancelled", [id_])


@with_options(WriteOptions, without=("note",))
def note(options: WriteOptions, id_: Id, text: Text) -> None:
    """Record `note`."""
    _record(options, "note", [id_], note=text)


@with_options(WriteOptions, without=("note", "for_"))
def obstacle(options: WriteOptions, id_: Id, text: Text) -> None:
    """Record `obstacle`."""
    _record(options, "obstacle", [id_], note=text)


@with_options(
    WriteOptions, without=("all_villages", "owner", "on", "for_", "note", "evidence", "amount")
)
def undo(
    options: WriteOptions,
    *,
    task: Annotated[
        list[str] | None, Option(metavar="ID", help=N_("Only entries of this task."))
    ] = None,
) -> None:
    """Record `undone` entries for the newest command not yet undone."""

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack.recording import undo as undoing
        from ntmtrack.recording.planning import Change

        del now
        narrow = undoing.Narrow(task or (), options.village or (), typed.text(options.by))
        return Change(undoing.plan(document, narrow, at))

    recording.write(options, plan)


def _record(
    options: WriteOptions,
    mark: MarkName,
    ids: Sequence[str],
    *,
    to: str | None = None,
    note: str | None = None,
) -> None:
    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack.recording import planning

        folder = recording.folder(options)
        papers = map(typed.text, options.evidence or ())
        request = planning.Request(
            mark=mark,
            tasks=ids,
            villages=options.village or (),
            owners=options.owner or (),
            all_villages=options.all_villages,
            on=typed.moment(options.on),
            for_days=[run.day(day) for day in options.for_ or ()],
            to=run.day(to) if to is not None else None,
            amounts=options.amount or (),
            by=typed.text(options.by),
            note=typed.text(note or options.note),
            evidence=list(dict.fromkeys(_relative(one, folder) for one in papers if one)),
        )
        return planning.plan(document, request, now, at)

    recording.write(options, plan)


def _relative(path: str, folder: Path) -> str:
    """Give a paper's path as seen from the data file's folder, with plain slashes."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except (ValueError, FileNotFoundError):  # another drive, or a folder that was removed
        return path
