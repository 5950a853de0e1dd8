"""Record, take back and write by hand in any order: the file always holds what was planned.

The machine keeps the entries that still count, grouped as they were written, and compares the
program's plans with them for every day. It opens no file: lines are added to a text.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Literal
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import initialize
from hypothesis.stateful import precondition
from hypothesis.stateful import rule

from ntmtrack.datafile import append
from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.log import item_of
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.recording import planning
from ntmtrack.recording import undo
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError

Plan = TypeVar("Plan")
FIRST = date(2021, 6, 21)
DAYS = 40
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DIRECTIVE = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}
villages: [{id: an, name: Thôn An}, {id: binh, name: Thôn Bình}, {id: cam, name: Thôn Cam}]
owners:
  - {id: ubnd, name: UBND xã}
  - {id: cong-an, name: Công an xã}
  - {id: ban, name: Ban phát triển thôn, per_village: true}
events: [{id: biet, name: Biết ngày, date: 2021-07-10}, {id: cho, name: Chờ ngày}]
tasks:
  - id: kenh
    title: Kênh
    owner: ban
    villages: all
    each: village
    due: 2021-07-05
    measures: [{id: met, name: mét, unit: m, at_least: 500}]
  - {id: ky, title: Ký, owner: [ubnd, cong-an], each: owner, due: 2021-07-08, due_is: by}
  - {id: gach, title: Gạch, owner: ubnd, villages: [an], due: 2021-07-03, due_to: start}
  - {id: le, title: Lễ, owner: ubnd, event: biet}
  - {id: doi, title: Đợi, owner: ubnd, event: cho}
  - {id: truc, title: Trực, owner: cong-an, standing: true}
  - id: ngay
    title: Báo cáo ngày
    owner: ubnd
    repeat: {every: day, at: "15:30", from: 2021-06-25, until: 2021-07-12}
  - {id: tuan, title: Báo cáo tuần, owner: ubnd, repeat: {every: week, on: fri, from: 2021-06-22}}
progress:
"""
VILLAGES = ("an", "binh", "cam")
ONE_OFF = (
    *(f"kenh@{village}" for village in VILLAGES),
    "ky@ubnd",
    "ky@cong-an",
    "gach",
    "le",
    "doi",
    "truc",
)
DUTIES = ("ngay", "tuan")
ITEM_MARKS: tuple[MarkName, ...] = ("done", "done", "started", "cancelled", "note", "reopened")
DUTY_MARKS: tuple[MarkName, ...] = ("done", "done", "nothing", "excused", "reopened", "cancelled")
HAND_MARKS: tuple[MarkName, ...] = ("done", "started", "reopened", "note", "obstacle")

speakers = st.sampled_from([None, "Ông Tư", "Bà Năm"])
notes = st.sampled_from(["một", "hai: # ba", '"bốn" \\ năm', "sáu\nbảy"])
back = st.none() | st.sampled_from(["now", "today", "an hour", "1", "2", "6", "9"])
places = st.integers(0, 99)
marks_of_items = st.sampled_from(ITEM_MARKS)
totals = st.sampled_from([(), ("3",), ("met=480,5",), ("500",)])


@dataclass(frozen=True)
class Group:
    """Entries that were written together and still count."""

    kind: Literal["command", "hand"]
    entries: tuple[Entry, ...]


class Recording(RuleBasedStateMachine):
    """Write plans one after the other, and remember the entries that still count."""

    def __init__(self) -> None:
        super().__init__()
        self.text = DIRECTIVE
        self.document = read(self.text)
        self.groups: list[Group] = []
        self.clock = datetime(2021, 6, 28, 9, 0, 0, 250_000, tzinfo=ZONE)

    @property
    def now(self) -> Moment:
        return Moment(self.clock.replace(second=0, microsecond=0, tzinfo=None))

    def on(self, back: str | None) -> datetime | None:
        """Return a moment that is not in the future, or None to leave --on out."""
        if back is None or back == "now":
            return self.now.at if back else None
        if back == "an hour":
            return self.now.at - timedelta(hours=1)
        days = timedelta(days=int(back) if back != "today" else 0)
        return datetime.combine(self.now.day - days, time())

    @initialize(days=st.integers(0, 12))
    def begin(self, days: int) -> None:
        self.clock += timedelta(days=days)

    @rule(minutes=st.sampled_from([-400, -3, 1, 60, 400, 1_440, 4_000]))
    def time_goes_by(self, minutes: int) -> None:
        self.clock += timedelta(minutes=minutes)  # a clock may be set back

    @rule(
        mark=marks_of_items,
        items=st.lists(st.sampled_from(ONE_OFF), min_size=1, max_size=3),
        back=back,
        by=speakers,
    )
    def record_items(
        self, mark: MarkName, items: list[str], back: str | None, by: str | None
    ) -> None:
        note = "một" if mark == "note" else None
        self.write(planning.Request(mark, items, on=self.on(back), by=by, note=note))

    @rule(mark=marks_of_items, amounts=totals, note=notes, back=back)
    def record_all_villages(
        self, mark: MarkName, amounts: tuple[str, ...], note: str, back: str | None
    ) -> None:
        request = planning.Request(mark, ["kenh"], all_villages=True, amounts=amounts, note=note)
        self.write(request._replace(on=self.on(back)))

    @rule(
        mark=st.sampled_from(DUTY_MARKS),
        task=st.sampled_from(DUTIES),
        days=st.lists(st.integers(-9, 3), max_size=3),
        back=back,
    )
    def record_duties(self, mark: MarkName, task: str, days: list[int], back: str | None) -> None:
        named = [self.now.day + timedelta(days=ahead) for ahead in days]
        on = self.on(back)
        self.write(
            planning.Request(mark, [task], on=on, for_names=[] if mark == "cancelled" else named)
        )

    @rule(item=st.sampled_from(ONE_OFF), days=st.integers(-2, 9), back=back, note=notes)
    def extend(self, item: str, days: int, back: str | None, note: str) -> None:
        to = self.now.day + timedelta(days=days)
        request = planning.Request("extended", [item], to=Deadline(to), by="Bí thư", note=note)
        self.write(request._replace(on=self.on(back)))

    @rule(item=st.sampled_from([*ONE_OFF, *DUTIES]), note=notes, by=speakers)
    def meet_an_obstacle(self, item: str, note: str, by: str | None) -> None:
        self.write(planning.Request("obstacle", [item], note=note, by=by))

    @rule(mark=st.sampled_from(HAND_MARKS), item=places, back=back, by=speakers)
    def write_by_hand(self, mark: MarkName, item: int, back: str | None, by: str | None) -> None:
        items = evaluate(self.document, self.now)
        entry = planning.reminder(items[item % len(items)], self.now, self.clock)
        on = self.on(back) or self.now.at
        assume(entry.task not in DUTIES or on.date() >= date(2021, 6, 25))
        self.add("hand", [entry._replace(mark=mark, on=on, by=by, at=None)])

    @rule(item=places)
    def remind(self, item: int) -> None:
        items = evaluate(self.document, self.now)
        stamp = planning.next_stamp(self.document, self.clock)
        self.add("command", [planning.reminder(items[item % len(items)], self.now, stamp)])

    @rule(index=places, back=back, by=speakers)
    def open_again(self, index: int, back: str | None, by: str | None) -> None:
        """Reopen a finished item."""
        items = [
            item for item in evaluate(self.document, self.now) if item.state.status in FINISHED
        ]
        key = items[index % len(items)].key if items else "ngay"
        self.write(planning.Request("reopened", [key], on=self.on(back), by=by))

    @precondition(lambda self: self.newest(undo.UndoFilter())[1] or len(self.groups) == 1)
    @rule()
    def take_back(self) -> None:
        self.expect_taken_back(undo.UndoFilter())

    @precondition(lambda self: self.groups)
    @rule(index=places, wanted=st.sets(st.sampled_from(["task", "item", "village", "by"])))
    def take_back_what_matches(self, index: int, wanted: set[str]) -> None:
        """Return what the newest command has left to take back, or entry by hand if narrowed."""
        entries = [entry for group in self.groups for entry in group.entries]
        assume(entries and wanted)
        like = entries[index % len(entries)]
        tasks = [str(item_of(like))] if "item" in wanted else []
        tasks += [like.task] if "task" in wanted else []
        villages = [like.village] if like.village and "village" in wanted else []
        by = like.by if "by" in wanted else None
        self.expect_taken_back(undo.UndoFilter(tasks, villages, by))

    def write(self, request: planning.Request) -> None:
        """Plan a command and add its entries; planned again, it gives no more."""
        planned = allowed(lambda: planning.plan(self.document, request, self.now, self.clock))
        if planned is None:
            return
        self.add("command", planned.entries)
        items = {item.key: item for item in evaluate(self.document, self.now)}
        assert all(holds(items[str(item_of(entry))], entry) for entry in planned.entries)
        again = planning.plan(self.document, request, self.now, self.clock)
        assert not again.entries
        assert len(again.repeated) == len(planned.entries) + len(planned.repeated)

    def expect_taken_back(self, narrow: undo.UndoFilter) -> None:
        """Plan an undo, and check that it takes back the expected entries and no others."""
        index, expected = self.newest(narrow)
        entries = allowed(lambda: undo.plan(self.document, narrow, self.clock)) or []
        assert [(item_of(entry), entry.on, entry.for_, entry.undoes) for entry in entries] == [
            (item_of(entry), entry.on, entry.for_, entry.at or entry.mark) for entry in expected
        ]
        if not entries:
            return
        group = self.groups[index]
        left = tuple(
            entry for entry in group.entries if not any(entry is gone for gone in expected)
        )
        self.groups[index] = replace(group, entries=left)
        self.append(entries)
        assert states(self.document) == states(self.counting())

    def newest(self, narrow: undo.UndoFilter) -> tuple[int, list[Entry]]:
        """Return what the newest command (or, if narrowed, entry by hand) has left to take back."""
        for index, group in reversed(self.in_order_written()):
            if group.kind == "hand" and not narrow:
                continue
            matching = [entry for entry in group.entries if matches(entry, narrow)]
            if matching:
                return index, matching
        return 0, []

    def in_order_written(self) -> list[tuple[int, Group]]:
        """Sort the groups by their stamps; entries by hand belong to the group above them."""
        stamps: list[datetime] = []
        for group in self.groups:
            stamp = group.entries[0].at if group.entries else None
            stamps.append(stamp or (stamps or [datetime.min.replace(tzinfo=ZONE)])[-1])
        return sorted(enumerate(self.groups), key=lambda numbered: stamps[numbered[0]])

    def counting(self) -> Document:
        """Return the document with only the entries that still count."""
        log = tuple(entry for group in self.groups for entry in group.entries)
        return self.document._replace(progress=log)

    def add(self, kind: Literal["command", "hand"], entries: Sequence[Entry]) -> None:
        """Add entries, and remember them together."""
        self.append(entries)
        self.groups.append(Group(kind, tuple(entries)))

    def append(self, entries: Sequence[Entry]) -> None:
        """Append lines to the text, and check that it is read as planned."""
        stamps = [entry.at for entry in self.document.progress if entry.at]
        limit = self.clock + timedelta(minutes=5)
        for entry in entries:
            assert entry.at == entries[0].at
            assert entry.at not in stamps or entry.at is None
            assert entry.at is None or all(entry.at > stamp for stamp in stamps if stamp <= limit)
            assert entry.on <= self.now.at or entry.mark == "undone"
        planned = self.document._replace(progress=(*self.document.progress, *entries))
        self.text += "".join(f"  - {append.line(entry)}\n" for entry in entries)
        self.document = read(self.text)
        assert self.document == planned

    def teardown(self) -> None:
        assert states(self.document) == states(self.counting())


def allowed(plan: Callable[[], Plan]) -> Plan | None:
    """Return a plan, or None if it is refused as wrong usage."""
    try:
        return plan()
    except NtmError as error:
        if error.exit_code != Exit.USAGE:
            raise
        return None


def read(text: str) -> Document:
    """Return the document that a text means."""
    document, problems, _ = load(text.encode(), "so.yaml")
    assert document, problems
    return document


def holds(item: Item, entry: Entry) -> bool:
    """Return whether the state of an item agrees with its newest entry."""
    if entry.mark == "extended":
        return entry.to is not None and item.state.due == entry.to.day
    if entry.mark == "cancelled":
        return item.state.status == "cancelled"
    if entry.mark == "done" and not item.task.repeat:
        return item.state.status in {"done", "done-late"}
    return (
        entry.mark != "reopened"
        or item.task.repeat is not None
        or item.state.status not in FINISHED
    )


def states(document: Document) -> list[list[Item]]:
    """Return every item on every day."""
    days = (FIRST + timedelta(days=number) for number in range(DAYS))
    return [evaluate(document, Moment(datetime.combine(day, time(23, 59)))) for day in days]


def matches(entry: Entry, narrow: undo.UndoFilter) -> bool:
    """Return whether an entry is among those that an undo is narrowed to."""
    names = {entry.task, str(item_of(entry))}
    return (
        (not narrow.tasks or not names.isdisjoint(narrow.tasks))
        and (not narrow.villages or entry.village in narrow.villages)
        and (narrow.by is None or entry.by == narrow.by)
    )


TestRecording = Recording.TestCase
TestRecording.settings = settings(max_examples=settings().max_examples // 2, stateful_step_count=24)
