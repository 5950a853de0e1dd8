"""How entries are recorded: planned on the file as it is under the lock, written, and told.

Once the file is replaced nothing may look like a failure: a word that cannot be printed is lost.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ntmtrack.cli import output
from ntmtrack.cli import run
from ntmtrack.cli.options import Options
from ntmtrack.cli.options import WriteOptions
from ntmtrack.directive import dates
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import usage

if TYPE_CHECKING:
    from ntmtrack.datafile import append
    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.model import Entry
    from ntmtrack.recording.planning import Change
    from ntmtrack.status.items import Item
    from ntmtrack.storage import replace
    from ntmtrack.wording.words import Words

    _Plan = Callable[[Document, Moment, datetime], Change]

# Loaded before the lock is taken: nobody waits for it, and once the file is replaced none of it can
# be missing, for instance because an upgrade is under way.
_NEEDED = (
    "datafile.kept_copy",
    "datafile.load",
    "datafile.append",
    "recording.planning",
    "recording.undo",
    "wording.problem_text",
    "reports.views",
    "reports.recorded",
    "render.text",
)


@dataclass(slots=True)
class _Done:
    """Gather, under the lock, what the echo tells afterwards."""

    clock: datetime
    document: Document | None = None
    now: Moment | None = None
    planned: Change | None = None
    appended: append.Appended | None = None


def write(
    options: WriteOptions,
    plan: _Plan,
    echo: Callable[[WriteOptions, _Done, replace.Written | None], None] | None = None,
) -> None:
    """Plan the entries on the file as it is under the lock, add them, and say so."""
    from ntmtrack.storage import replace

    found = run.data_file(options)
    if found.packaged:
        raise NtmError([Problem("packaged-copy")], Exit.CANT_CREATE)
    done = _Done(dates.clock())
    change = partial(_change, str(found.path), plan, done)
    if options.dry_run:
        change(files.read(found.path))
        _echo(options, done, None)
        return
    for name in _NEEDED:
        import_module(f"ntmtrack.{name}")
    written = replace.update(found.path, change)
    with contextlib.suppress(Exception):
        (echo or _echo)(options, done, written)
        _keep(done)


def _change(name: str, plan: _Plan, done: _Done, data: bytes) -> bytes | None:
    """Plan the entries on a text and give it with them, or None where there are none to add."""
    from ntmtrack.datafile import append
    from ntmtrack.datafile import kept_copy
    from ntmtrack.datafile import load

    copy = kept_copy.find(data)  # only read: a text that is about to change needs none
    document = run.document((copy and copy.read(name)) or load.load(data, name))
    timezone = document.directive.timezone
    done.now = dates.moment_in(done.clock, timezone)
    if done.now.day < document.directive.issued:
        raise usage("clock-too-early", day=dates.format_day(done.now.day))
    done.planned = plan(document, done.now, done.clock.astimezone(ZoneInfo(timezone)))
    done.document = document
    if not done.planned.entries:
        return None
    done.appended = append.append(data, name, document, done.planned.entries)
    return done.appended.data


def _keep(done: _Done) -> None:
    """Keep a copy of what was written, for the next run."""
    from ntmtrack.datafile import kept_copy

    if done.appended and (copy := kept_copy.find(done.appended.data)):
        copy.keep(done.appended.loaded)


def _echo_reminded(options: WriteOptions, done: _Done, written: replace.Written | None) -> None:
    del written
    count = len(done.planned.entries) if done.planned else 0
    said = run.words_of(options).plural(
        "{count} reminder recorded.", "{count} reminders recorded.", count
    )
    output.tell(said)


def _echo(options: WriteOptions, done: _Done, written: replace.Written | None) -> None:
    """Say what was recorded, how the items stand now, and what to mind."""
    from ntmtrack.reports import recorded as report
    from ntmtrack.reports import views
    from ntmtrack.status.selection import Filters
    from ntmtrack.wording import problem_text

    if done.document is None or done.now is None or done.planned is None:
        return
    words = run.words_of(options)
    entries = done.planned.entries
    after = done.document.with_entries(entries)
    seen = views.view(after, done.now, Filters())
    found = report.blocks(report.WrittenReport(seen, entries, done.planned.repeated), words)
    if options.dry_run and entries:
        output.say(_lines(entries, words))
    if found:
        output.say(run.as_text(found, words, output.look(color=options.color)))
    warnings = [*done.planned.warnings, *_warnings(options, entries, written)]
    if warnings:
        output.tell(problem_text.as_text(warnings, words).rstrip("\n"))


def _lines(entries: Sequence[Entry], words: Words) -> str:
    """Show the very lines that would be added, however long, and an empty one after them."""
    from ntmtrack.datafile import append

    heading = words.say("Nothing was written; these lines would be added:")
    return "\n".join([heading, *(f"  - {clean(append.line(entry))}" for entry in entries), "", ""])


def _warnings(
    options: WriteOptions, entries: Sequence[Entry], written: replace.Written | None
) -> list[Problem]:
    found = [
        Problem("evidence-missing", values={"path": path}, warning=True)
        for path in dict.fromkeys(path for entry in entries for path in entry.evidence)
        if not _exists(folder(options) / path)
    ]
    if written and not written.durable:
        found.append(Problem("not-durable", warning=True))
    if written and written.links > 1:
        found.append(Problem("hard-link", warning=True))
    return found


def folder(options: WriteOptions) -> Path:
    """Give the folder that paths in the data file start from, links to the file followed."""
    from ntmtrack.storage import replace

    return replace.real(run.data_file(options).path).parent


def _exists(path: Path) -> bool:
    """Tell whether a paper is there, under its name in either form of Unicode."""
    forms = (Path(unicodedata.normalize(form, str(path))) for form in ("NFC", "NFD"))
    try:
        return any(form.exists() for form in forms)
    except OSError:  # a name that is too long for a file
        return False


def reminded(options: Options, items: Sequence[Item]) -> None:
    """Record that owners were reminded of items; how many is said on standard error."""

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack.recording import planning

        stamp = planning.next_stamp(document, at)
        return planning.Change([planning.reminder(item, now, stamp) for item in items])

    write(WriteOptions(file=options.file, lang=options.lang), plan, echo=_echo_reminded)
