"""The commands that record: each plans its entries, has them written, and says what it did.

Once the file is replaced nothing may look like a failure: a word that cannot be printed is lost.
"""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from ntmtrack import dates
from ntmtrack import files
from ntmtrack import output
from ntmtrack import session
from ntmtrack.clean import clean
from ntmtrack.errors import Exit
from ntmtrack.errors import NtmError
from ntmtrack.errors import Problem
from ntmtrack.errors import usage
from ntmtrack.options import Lang
from ntmtrack.options import Options
from ntmtrack.options import WriteOptions
from ntmtrack.options import with_options
from ntmtrack.words import N_

if TYPE_CHECKING:
    from ntmtrack import store
    from ntmtrack.changes import Change
    from ntmtrack.dates import Moment
    from ntmtrack.items import Item
    from ntmtrack.model import Document
    from ntmtrack.model import Entry
    from ntmtrack.model import MarkName
    from ntmtrack.words import Words

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help=N_("Ids of tasks or items."))]
Id = Annotated[str, typer.Argument(metavar="ID", help=N_("The id of a task or item."))]
Text = Annotated[str, typer.Argument(metavar="TEXT", help=N_("What there is to say."))]
LONGEST_TEXT = 10_000
_AROUND = 20  # letters to show on both sides of a bad one
_ODD_SPACE = re.compile(r"[^\S\n ]")  # read as plain spaces in a file, so written as such
# Loaded before the lock is taken: nobody waits for it, and once the file is replaced none of it can
# be missing, for instance because an upgrade is under way.
_NEEDED = ("changes", "undo", "problems", "views", "reports.written", "render.text")
_NO_FIGURES = ("for_", "amount", "evidence")


@with_options(WriteOptions)
def done(
    options: WriteOptions,
    ids: Ids,
    *,
    nothing: Annotated[
        bool, typer.Option("--nothing", help=N_("A recurring report with nothing to tell."))
    ] = False,
    excused: Annotated[
        bool, typer.Option("--excused", help=N_("No report is owed for these days."))
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
    to: Annotated[str, typer.Option("--to", metavar="DAY", help=N_("The new deadline."))],
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
        list[str] | None, typer.Option(metavar="ID", help=N_("Only entries of this task."))
    ] = None,
) -> None:
    """Record `undone` entries for the newest command not yet undone."""

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack import undo as undoing
        from ntmtrack.changes import Change

        del now
        narrow = undoing.Narrow(task or (), options.village or (), _text(options.by))
        return Change(undoing.plan(document, narrow, at))

    _write(options, plan)


def init(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help=N_("The new file."))
    ] = "data/assignments.yaml",
    *,
    lang: Lang = None,
) -> None:
    """Copy the packaged file to a new place."""
    files.create(Path(path), files.read(files.packaged()))
    words = session.words_of(WriteOptions(lang=lang))
    said = words.say("{path} is yours now; ntmtrack check checks it.", path=path)
    with contextlib.suppress(Exception):  # the file is there, whether or not that can be said
        output.say(clean(said))


def _record(
    options: WriteOptions,
    mark: MarkName,
    ids: Sequence[str],
    *,
    to: str | None = None,
    note: str | None = None,
) -> None:
    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack import changes

        folder = _folder(options)
        papers = map(_text, options.evidence or ())
        request = changes.Request(
            mark=mark,
            tasks=ids,
            villages=options.village or (),
            owners=options.owner or (),
            all_villages=options.all_villages,
            on=_when(options.on),
            for_days=[session.day(day) for day in options.for_ or ()],
            to=session.day(to) if to is not None else None,
            amounts=options.amount or (),
            by=_text(options.by),
            note=_text(note or options.note),
            evidence=list(dict.fromkeys(_relative(one, folder) for one in papers if one)),
        )
        return changes.plan(document, request, now, at)

    _write(options, plan)


def reminded(options: Options, items: Sequence[Item]) -> None:
    """Record that owners were reminded of items; how many is said on standard error."""

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack import changes

        stamp = changes.next_stamp(document, at)
        return changes.Change([changes.reminder(item, now, stamp) for item in items])

    _write(WriteOptions(file=options.file, lang=options.lang), plan, echo=_echo_reminded)


@dataclass(slots=True)
class _Done:
    """Gather, under the lock, what the echo tells afterwards."""

    document: Document | None = None
    now: Moment | None = None
    planned: Change | None = None


def _write(
    options: WriteOptions,
    plan: Callable[[Document, Moment, datetime], Change],
    echo: Callable[[WriteOptions, _Done, store.Written | None], None] | None = None,
) -> None:
    """Plan the entries on the file as it is under the lock, add them, and say so."""
    from ntmtrack import load
    from ntmtrack import record
    from ntmtrack import store

    found = session.data_file(options)
    if found.packaged:
        raise NtmError([Problem("packaged-copy")], Exit.CANT_CREATE)
    clock = dates.clock()
    done = _Done()

    def change(data: bytes) -> bytes | None:
        document = session.document(load.load(data, str(found.path)))
        timezone = document.directive.timezone
        done.now = dates.moment_in(clock, timezone)
        if done.now.day < document.directive.issued:
            raise usage("clock-too-early", day=f"{done.now.day:%d/%m/%Y}")
        done.planned = plan(document, done.now, clock.astimezone(ZoneInfo(timezone)))
        done.document = document
        if not done.planned.entries:
            return None
        return record.append(data, str(found.path), done.planned.entries)

    if options.dry_run:
        change(files.read(found.path))
        _echo(options, done, None)
        return
    for name in _NEEDED:
        import_module(f"ntmtrack.{name}")
    written = store.update(found.path, change)
    with contextlib.suppress(Exception):
        (echo or _echo)(options, done, written)


def _echo_reminded(options: WriteOptions, done: _Done, written: store.Written | None) -> None:
    del written
    count = len(done.planned.entries) if done.planned else 0
    said = session.words_of(options).plural(
        "{count} reminder recorded.", "{count} reminders recorded.", count
    )
    output.tell(said)


def _echo(options: WriteOptions, done: _Done, written: store.Written | None) -> None:
    """Say what was recorded, how the items stand now, and what to mind."""
    from dataclasses import replace

    from ntmtrack import problems
    from ntmtrack import views
    from ntmtrack.reports import written as report
    from ntmtrack.select import Filters

    if done.document is None or done.now is None or done.planned is None:
        return
    words = session.words_of(options)
    entries = done.planned.entries
    after = replace(done.document, progress=(*done.document.progress, *entries))
    seen = views.view(after, done.now, Filters())
    found = report.blocks(report.WrittenReport(seen, entries, done.planned.repeated), words)
    if options.dry_run and entries:
        output.say(_lines(entries, words))
    output.say(session.as_text(found, words, output.look(color=options.color)))
    warnings = [*done.planned.warnings, *_warnings(options, entries, written)]
    if warnings:
        output.tell(problems.as_text(warnings, words).rstrip("\n"))


def _lines(entries: Sequence[Entry], words: Words) -> str:
    """Show the very lines that would be added, however long, and an empty one after them."""
    from ntmtrack import record

    heading = words.say("Nothing was written; these lines would be added:")
    return "\n".join([heading, *(f"  - {clean(record.line(entry))}" for entry in entries), "", ""])


def _warnings(
    options: WriteOptions, entries: Sequence[Entry], written: store.Written | None
) -> list[Problem]:
    found = [
        Problem("evidence-missing", values={"path": path}, warning=True)
        for path in dict.fromkeys(path for entry in entries for path in entry.evidence)
        if not _exists(_folder(options) / path)
    ]
    if written and not written.durable:
        found.append(Problem("not-durable", warning=True))
    if written and written.links > 1:
        found.append(Problem("hard-link", warning=True))
    return found


def _folder(options: WriteOptions) -> Path:
    """Give the folder that paths in the data file start from, links to the file followed."""
    from ntmtrack import store

    return store.real(session.data_file(options).path).parent


def _exists(path: Path) -> bool:
    """Tell whether a paper is there, under its name in either form of Unicode."""
    forms = (Path(unicodedata.normalize(form, str(path))) for form in ("NFC", "NFD"))
    try:
        return any(form.exists() for form in forms)
    except OSError:  # a name that is too long for a file
        return False


def _relative(path: str, folder: Path) -> str:
    """Give a paper's path as seen from the data file's folder, with plain slashes."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except (ValueError, FileNotFoundError):  # another drive, or a folder that was removed
        return path


def _text(text: str | None) -> str | None:
    """Give a typed text in the form that the file keeps, or refuse what no file may hold."""
    from ntmtrack import names
    from ntmtrack.text import CONTROL

    if text is None or not text.strip():
        return None
    if len(text) > LONGEST_TEXT:
        raise usage("text-too-long", limit=str(LONGEST_TEXT))
    if found := CONTROL.search(text):
        around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        raise usage("bad-character", value=around)
    return _ODD_SPACE.sub(" ", names.nfc(text)).strip()


def _when(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        day, clock = dates.parse_moment(text)
    except dates.BadDateError as error:
        raise usage(error.code, value=text) from None
    return datetime.combine(day, clock or time())
