"""How entries are recorded: planned on the file while it is locked, written, and shown."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.cli import formats
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.write_options import FigureOptions
from ntmtrack.cli.write_options import ForOption
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import NoteOption
from ntmtrack.cli.write_options import WriteOptions
from ntmtrack.directive import dates
from ntmtrack.records import Record
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import usage
from ntmtrack.wording.problem import warning_of

if TYPE_CHECKING:
    from ntmtrack.datafile.append import Appended
    from ntmtrack.datafile.seam import Continued
    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.model import Entry
    from ntmtrack.directive.model import MarkName
    from ntmtrack.directive.model import Owner
    from ntmtrack.recording.planning import Change
    from ntmtrack.recording.planning import Request
    from ntmtrack.status.items import Item
    from ntmtrack.storage import replace

# Plans entries for a document at a moment; the time is when they are written down.
Plan = Callable[["Document", "Moment", datetime], "Change"]

# Imported before the lock is taken, so that nobody waits for it, and so that no module can be
# missing once the file is replaced, for instance because an upgrade is under way.
_NEEDED = (
    "datafile.kept_copy",
    "datafile.codec",
    "datafile.kept_names",
    "datafile.seam",
    "recording.planning",
    "recording.undo",
    "wording.problem_text",
    "reports.recorded",
    "render.text",
)


class NewEntry(Record):
    """Describe the entry that a command records, as typed, without the shared options."""

    mark: MarkName
    tasks: Sequence[str]
    note: str | None = None
    to: str | None = None


class _Planned(Record):
    """Describe what was planned on a document, with the new text if there are entries to add."""

    document: Document
    now: Moment
    change: Change
    appended: Appended | Continued | None = None

    def void(self) -> list[Problem]:
        """Return warnings about entries that have no effect on the items concerned."""
        from ntmtrack.directive import effects
        from ntmtrack.directive import log

        items = {log.item_of(entry) for entry in (*self.change.entries, *self.change.repeated)}
        return effects.void_problems(self.document.with_entries(self.change.entries), items)


def record_items(run: Run, options: ItemOptions, new: NewEntry) -> Exit:
    """Record an entry on each item that the options name, with the options' other details."""

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack.recording import planning

        return planning.plan(document, _request(run, options, new), now, at)

    return record(run, options, plan)


def _request(run: Run, options: ItemOptions, new: NewEntry) -> Request:
    """Build the request for an entry from what was typed."""
    from ntmtrack.directive import deadlines
    from ntmtrack.recording import planning
    from ntmtrack.recording import typed_input

    note = options.note if isinstance(options, NoteOption) else new.note
    for_names = options.for_ if isinstance(options, ForOption) else None
    figures = options if isinstance(options, FigureOptions) else FigureOptions()
    folder = _folder(run, options)
    files_named = map(typed_input.text, figures.evidence or ())
    return planning.Request(
        mark=new.mark,
        tasks=new.tasks,
        villages=options.village or (),
        owners=options.owner or (),
        all_villages=options.all_villages,
        on=typed_input.moment(options.on),
        on_as_typed=options.on,
        for_names=[typed_input.report_name(name) for name in for_names or ()],
        to=deadlines.parse(new.to) if new.to is not None else None,
        amounts=figures.amount or (),
        by=typed_input.text(options.by),
        note=typed_input.text(note),
        evidence=list(dict.fromkeys(_relative(path, folder) for path in files_named if path)),
        again=_again(options, note, figures),
    )


def _again(options: ItemOptions, note: str | None, figures: FigureOptions) -> list[str]:
    """Return the typed options, except those that name items or occurrences."""
    values_of = {
        "--on": [options.on],
        "--by": [options.by],
        "--note": [note],
        "--amount": figures.amount,
        "--evidence": figures.evidence,
        "--file": options.file,
        "--lang": [options.lang],
    }
    words = [
        word
        for name, values in values_of.items()
        for value in values or ()
        if value is not None
        for word in (name, value)
    ]
    return [*words, "--dry-run"] if options.dry_run else words


def record(run: Run, options: WriteOptions, plan: Plan) -> Exit:
    """Add the planned entries to the data file and show them; with --dry-run, only show them."""
    path = run.own_file(options)
    planner = _Planner(run, str(path), plan, run.clock())
    if options.dry_run:
        planned = planner.plan_on(files.read(path))
        _show_lines(run, planned.change.entries)
        _show(run, options, planned, None)
        return Exit.OK
    planned, written = _write(path, planner)
    with run.after_writing():
        _show(run, options, planned, written)
    _keep(planned)
    return Exit.OK


def record_reminders(
    run: Run,
    options: FileOptions,
    reminded: Sequence[tuple[Item, Sequence[Owner]]],
    label: str = "",
) -> None:
    """Record that leads were reminded of items, once a day each; print how many on stderr.

    If several files are written, `label` names this one.
    """

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack.recording import planning

        stamp = planning.next_stamp(document, at)
        return planning.Change([*planning.reminders(document, reminded, now, stamp)])

    path = run.own_file(options)
    planned, written = _write(path, _Planner(run, str(path), plan, run.clock()))
    with run.after_writing():
        count = len(planned.change.entries)
        text = run.words.plural("{count} reminder recorded.", "{count} reminders recorded.", count)
        if not count and reminded:
            text = run.words.say("These reminders were already recorded today; nothing was added.")
        run.streams.print_error(f"{label}{text}")
        run.print_problems([*_about_file(written), *run.conflict_copies(path), *planned.void()])
    _keep(planned)


class _Planner(Record):
    """Plan entries on a text at the moment when the command began."""

    run: Run
    name: str
    plan: Plan
    clock: datetime

    def plan_on(self, data: bytes) -> _Planned:
        """Plan the entries, and build the text that includes them."""
        from ntmtrack.datafile import append
        from ntmtrack.datafile import kept_copy
        from ntmtrack.datafile import seam

        copy = kept_copy.find(data)  # never made here, as the text is about to change
        loaded_before = copy and copy.read(self.name)
        loaded = loaded_before or append.load_with_seam(data, self.name)[0]
        document = self.run.document(loaded)
        timezone = document.directive.timezone
        now = dates.moment_in(self.clock, timezone)
        if now.day < document.directive.issued:
            raise usage(wording.Code.CLOCK_TOO_EARLY, day=dates.format_day(now.day))
        change = self.plan(document, now, self.clock.astimezone(dates.zone(timezone)))
        if not change.entries:
            return _Planned(document, now, change)
        continued = (
            seam.append(copy, loaded_before, change.entries) if copy and loaded_before else None
        )
        appended = continued or append.append(data, self.name, document, change.entries)
        return _Planned(document, now, change, appended)


def _write(path: Path, planner: _Planner) -> tuple[_Planned, replace.Written]:
    """Plan the entries on the file while it is locked, and add them."""
    from ntmtrack.storage import replace

    for name in _NEEDED:
        import_module(f"ntmtrack.{name}")
    plans: list[_Planned] = []

    def change(data: bytes) -> bytes | None:
        planned = planner.plan_on(data)
        plans.append(planned)
        return planned.appended.data if planned.appended else None

    written = replace.update(path, change)
    return plans[-1], written


def _keep(planned: _Planned) -> None:
    """Keep a copy of what was written for the next run, which otherwise takes longer."""
    from ntmtrack.datafile import kept_copy
    from ntmtrack.datafile.append import Appended

    with contextlib.suppress(Exception):
        new = planned.appended
        copy = kept_copy.find(new.data) if new else None
        if new is None or copy is None:
            return
        if isinstance(new, Appended):
            copy.keep(new.loaded, new.seam)
        else:
            copy.keep_with_entries(new.before, new.added, new.seam)


def _show_lines(run: Run, entries: Sequence[Entry]) -> None:
    """Show the exact lines that would be added, however long, followed by an empty line."""
    from ntmtrack.datafile import append

    if entries:
        heading = run.words.say("Nothing was written; these lines would be added:")
        lines = (f"  - {clean(append.line(entry))}" for entry in entries)
        run.streams.print("\n".join([heading, *lines, "", ""]))


def _show(
    run: Run, options: WriteOptions, planned: _Planned, written: replace.Written | None
) -> None:
    """Show what was recorded, how the items now stand, and any warnings."""
    from ntmtrack.reports import recorded as report

    entries, repeated = planned.change.entries, planned.change.repeated
    after = planned.document.with_entries(entries)
    file, is_kept = run.file_option(), not options.dry_run
    written_report = report.WrittenReport(after, planned.now, entries, repeated, file, is_kept)
    if blocks := report.blocks(written_report, run.words):
        look = run.streams.look(color=options.color)
        run.streams.print(formats.blocks_text(blocks, run.words, look))
    warnings = [*planned.change.warnings, *_warnings(_folder(run, options), entries, written)]
    warnings += run.conflict_copies(run.data_file(options).path)
    run.print_problems([*warnings, *planned.void()])


def _warnings(
    folder: Path, entries: Sequence[Entry], written: replace.Written | None
) -> list[Problem]:
    """Return warnings about missing evidence, and about how the file was written."""
    warnings = [
        warning_of(wording.Code.EVIDENCE_MISSING, path=path)
        for path in dict.fromkeys(path for entry in entries for path in entry.evidence)
        if not _exists(folder / path)
    ]
    return [*warnings, *(_about_file(written) if written else ())]


def _about_file(written: replace.Written) -> Iterator[Problem]:
    """Yield warnings about the written file: not durable, hard links, a changed owner."""
    if not written.durable:
        yield warning_of(wording.Code.NOT_DURABLE)
    if written.links > 1:
        yield warning_of(wording.Code.HARD_LINK)
    if written.former_owner is not None:
        name = system.user_name(written.former_owner)
        yield warning_of(wording.Code.CHANGED_HANDS, name=name)


def _folder(run: Run, options: FileOptions) -> Path:
    """Return the folder that paths in the data file start from, with links to the file followed."""
    from ntmtrack.storage import replace

    return replace.resolve_links(run.data_file(options).path).parent


def _relative(path: str, folder: Path) -> str:
    """Return the path of evidence relative to the data file's folder, with forward slashes."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except (ValueError, FileNotFoundError):  # another drive, or a folder that was removed
        return path


def _exists(path: Path) -> bool:
    """Return whether a file of evidence exists, its name in either Unicode form (NFC, NFD)."""
    forms = (Path(unicodedata.normalize(form, str(path))) for form in ("NFC", "NFD"))
    try:
        return any(form.exists() for form in forms)
    except OSError:  # a name that is too long for a file
        return False
