"""One-off items: many random ones against the oracle, and a table of borders by hand."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

import oracle
import pytest

from ntmtrack.datafile.load import load
from ntmtrack.directive import dates
from ntmtrack.directive import deadlines
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Task
from ntmtrack.status.evaluate import evaluate

ITEMS = 20_000
TASKS = 10
MOMENTS = 4
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
BORDERS = [
    *(date(2024, 2, 29), date(2025, 2, 28), date(2024, 3, 31), date(2024, 6, 30)),
    *(date(2024, 9, 30), date(2024, 12, 31), date(2025, 3, 30), date(2025, 10, 26)),
]
HOURS = [time(0), time(0, 1), time(9), time(17), time(23, 59)]
ZONES = ["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "UTC"]
SHARES = [
    "owner: a",
    "owner: [b, a]",
    "owner: [a, b], each: owner",
    "owner: a, villages: all, each: village",
]
MARKS: list[MarkName] = [
    *("done", "done", "extended", "extended", "started", "reopened", "cancelled", "note"),
]
HEAD = """
format: 1
directive:
  {{number: 1-CV/ĐU, issued: 2023-01-01, issuer: Đảng ủy, subject: Việc, timezone: {zone}}}
settings: {{due_soon_days: {soon}, deadline_reading: {reading}}}
villages: [{{id: an, name: An}}, {{id: binh, name: Bình}}]
owners: [{{id: a, name: A}}, {{id: b, name: B}}]
events: [{{id: biet, name: Biết ngày, date: {event}}}, {{id: cho, name: Chờ ngày}}]
tasks:
"""


class Drawing:
    """Draw a directive whose deadlines, letters and entries lie around one border."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.border = random.choice(BORDERS)

    def document(self) -> Document:
        choose = self.random.choice
        head = HEAD.format(
            zone=choose(ZONES),
            soon=choose([0, 1, 3, 10]),
            reading=choose(["inclusive", "strict"]),
            event=self.day(3),
        )
        tasks = (
            f"  - {{id: viec-{number}, title: Việc, {choose(SHARES)}, {self.kind()}}}\n"
            for number in range(TASKS)
        )
        document, problems, _ = load((head + "".join(tasks)).encode(), "drawn.yaml")
        assert document, problems
        document = document._replace(amendments=tuple(self.letters(document)))
        return document._replace(progress=tuple(self.entries(document)))

    def day(self, around: int) -> date:
        return self.border + self.random.randint(-around, around) * DAY

    def minute(self) -> datetime:
        return datetime.combine(self.day(15), self.random.choice([time(), *HOURS]))

    def deadline(self) -> str:
        """Draw a day, a day with an hour, or a period."""
        day = self.day(4)
        month, half = (day.month + 2) // 3, (day.month + 5) // 6
        periods = [f"{day:%Y-%m}", f"{day.year}-Q{month}", f"{day.year}-H{half}", f"{day.year}"]
        hour = f"{day}T{self.random.choice(HOURS):%H:%M}"
        return self.random.choice([str(day), str(day), hour, *periods[: self.random.randint(1, 4)]])

    def kind(self) -> str:
        due = f"due: {self.deadline()}"
        away = f"event: biet, event_days: {self.random.randint(-3, 3)}"
        more = ["", "", ", due_is: by", ", due_is: before", ", due_to: start"]
        kinds = [f"{due}{self.random.choice(more)}"] * 8
        kinds += [away, away, "event: biet", "event: cho", "no_date: sớm", "standing: true"]
        return self.random.choice(kinds)

    def letters(self, document: Document) -> Iterator[Amendment]:
        """Draw letters with valid changes, at most one for each day."""
        for number, issued in enumerate({self.day(12) for _ in range(TASKS // 2)}):
            task = self.random.choice([*document.tasks.values()])
            if not task.standing:
                due = deadlines.parse(self.deadline()) if self.random.random() < 0.7 else None
                own = task.villages if task.each else ()
                villages = (self.random.choice(own),) if own and number % 2 else ()
                yield Amendment(f"{number}-CV", issued, (task.id,), villages, due, due is None)

    def entries(self, document: Document) -> Iterator[Entry]:
        for task in document.tasks.values():
            for village, owner in shares_of(task):
                marks = [
                    mark
                    for mark in self.random.choices(MARKS, k=self.random.randint(0, 4))
                    if mark != "extended" or oracle.first_deadline(document, task)
                ]
                for mark in marks:
                    to = deadlines.parse(self.deadline()) if mark == "extended" else None
                    yield Entry(task.id, mark, self.minute(), village=village, owner=owner, to=to)

    def moments(self, document: Document) -> Iterator[datetime]:
        """Choose minutes at which states may change: around deadlines, of entries and letters."""
        ends = [
            oracle.last_minute(document, task, due)
            for task in document.tasks.values()
            if (due := oracle.first_deadline(document, task))
        ]
        ends += [
            oracle.last_minute(document, document.tasks[entry.task], entry.to)
            for entry in document.progress
            if entry.to
        ]
        soon = document.settings.due_soon_days * DAY
        minutes = [minute for end in ends for minute in (end, end + MINUTE, end - soon)]
        minutes += [datetime.combine(end, time()) for end in ends]
        minutes += [entry.on for entry in document.progress]
        minutes += [datetime.combine(letter.issued, time(12)) for letter in document.amendments]
        for _ in range(MOMENTS):
            yield self.random.choice([*minutes, self.minute()])


def shares_of(task: Task) -> Sequence[tuple[str | None, str | None]]:
    """Return the villages or owners that have a share."""
    if task.each == "village":
        return [(village, None) for village in task.villages]
    if task.each == "owner":
        return [(None, owner) for owner in task.owners]
    return [(None, None)]


def moment_of(document: Document, local: datetime) -> tuple[Moment, datetime]:
    """Return the moment for a minute in the directive's zone, and that minute as clocks show it."""
    zone = ZoneInfo(document.directive.timezone)
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    moment = dates.moment_in(instant, document.directive.timezone)
    return moment, instant.astimezone(zone).replace(tzinfo=None)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_an_item_has_the_state_that_the_oracle_computes(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    seen = 0
    while seen < ITEMS // 4:
        drawing = Drawing(random)
        document = drawing.document()
        for local in drawing.moments(document):
            moment, at = moment_of(document, local)
            items = evaluate(document, moment)
            for item in items:
                entries = oracle.entries_that_count(document, item.key, at)
                changes = oracle.merged(oracle.letters(document, item.key, at), entries)
                expected = oracle.one_off(document, item.task, changes, at)
                state = item.state
                actual = (state.status, state.due, state.days_late, state.days_left, state.done)
                assert actual == expected, (item.task, changes, at)
        seen += len(items)


@pytest.mark.parametrize(
    ("deadline", "reading", "last"),
    [
        # Ends of months, leap years
        ("due: 2024-02", "inclusive", "2024-02-29T23:59"),
        ("due: 2023-02", "strict", "2023-02-28T23:59"),
        ("due: tháng 4/2024", "inclusive", "2024-04-30T23:59"),
        ("due: 2024-03, due_is: before", "inclusive", "2024-02-29T23:59"),
        ("due: 2023-03, due_is: before", "strict", "2023-02-28T23:59"),
        ("due: 2024-03-01", "inclusive", "2024-03-01T23:59"),
        ("due: 2024-03-01", "strict", "2024-02-29T23:59"),
        ("due: 2023-03-01", "strict", "2023-02-28T23:59"),
        ("due: 2024-02-29, due_is: by", "strict", "2024-02-29T23:59"),
        ("due: 2024-02-29, due_to: start", "strict", "2024-02-29T23:59"),
        # Borders of quarters, half-years and years
        ("due: quý I/2024", "inclusive", "2024-03-31T23:59"),
        ("due: 2024-Q2", "strict", "2024-06-30T23:59"),
        ("due: 2024-Q1, due_is: before", "inclusive", "2023-12-31T23:59"),
        ("due: 2024-Q4, due_is: before", "strict", "2024-09-30T23:59"),
        ("due: 6 tháng đầu năm 2024", "strict", "2024-06-30T23:59"),
        ("due: 2024-H2, due_is: before", "inclusive", "2024-06-30T23:59"),
        ("due: 2024", "strict", "2024-12-31T23:59"),
        ("due: năm 2024, due_is: before", "inclusive", "2023-12-31T23:59"),
        ("due: 2024-01-01", "inclusive", "2024-01-01T23:59"),
        ("due: 2024-01-01", "strict", "2023-12-31T23:59"),
        # Hours at midnight: good through that minute in both readings
        ("due: 2024-01-01T00:00", "inclusive", "2024-01-01T00:00"),
        ("due: 2024-01-01T00:00", "strict", "2024-01-01T00:00"),
        ("due: 00:01 1/3/2024, due_is: by", "strict", "2024-03-01T00:01"),
        ("due: 2023-12-31T23:59", "strict", "2023-12-31T23:59"),
        # Days from an event
        ("event: bau-cu, event_days: -1", "strict", "2024-02-29T23:59"),
        ("event: bau-cu, event_days: -61", "inclusive", "2023-12-31T23:59"),
        ("event: bau-cu, event_days: 0", "strict", "2024-03-01T23:59"),
        ("event: bau-cu, event_days: 30", "inclusive", "2024-03-31T23:59"),
    ],
)
def test_a_deadline_is_good_to_its_last_minute_and_late_in_the_next(
    deadline: str, reading: str, last: str
) -> None:
    text = f"""
format: 1
directive: {{number: 1-CV/ĐU, issued: 2023-01-01, issuer: Đảng ủy, subject: Việc}}
settings: {{deadline_reading: {reading}}}
owners: [{{id: a, name: A}}]
events: [{{id: bau-cu, name: Ngày bầu cử, date: 2024-03-01}}]
tasks: [{{id: viec, title: Việc, owner: a, {deadline}}}]
"""
    document, problems, _ = load(text.encode(), "table.yaml")
    assert document, problems
    end = datetime.fromisoformat(last)
    midnight = datetime.combine(end, time())
    for moment, expected in (
        (midnight - 4 * DAY, ("open", None, 4)),
        (midnight - MINUTE, ("due-soon", None, 1)),
        (midnight, ("due-today", None, 0)),
        (end, ("due-today", None, 0)),
        (end + MINUTE, ("overdue", 1, None)),
        (midnight + 2 * DAY - MINUTE, ("overdue", 1, None)),
        (midnight + 2 * DAY, ("overdue", 2, None)),
        (midnight + 366 * DAY, ("overdue", 366, None)),
    ):
        (item,) = evaluate(document, Moment(moment))
        state = item.state
        assert (state.status, state.days_late, state.days_left) == expected, moment


CANCELLED_BY_LETTER = """
format: 1
directive: {number: 1-CV/ĐU, issued: 2024-01-02, issuer: Đảng ủy, subject: Việc}
owners: [{id: a, name: A}]
amendments:
  - {number: 2-CV/ĐU, issued: 2024-02-10, tasks: [viec], cancelled: true}
tasks: [{id: viec, title: Việc, owner: a, due: 2024-02-20}]
progress:
"""


@pytest.mark.parametrize(
    ("entries", "status", "letter"),
    [
        ([], "cancelled", "2-CV/ĐU"),
        (["note, on: 2024-02-11, note: Xong nửa"], "cancelled", "2-CV/ĐU"),
        (["reopened, on: 2024-02-11"], "overdue", None),
        (["done, on: 2024-02-11"], "done", None),
        (["reopened, on: 2024-02-11", "cancelled, on: 2024-02-12"], "cancelled", None),
    ],
)
def test_a_cancelling_letter_is_named_only_while_it_decides(
    entries: Sequence[str], status: str, letter: str | None
) -> None:
    log = "".join(f"  - {{task: viec, mark: {entry}}}\n" for entry in entries)
    document, problems, _ = load((CANCELLED_BY_LETTER + (log or "  []\n")).encode(), "letter.yaml")
    assert document, problems
    (item,) = evaluate(document, Moment(datetime(2024, 2, 25, 12)))
    amended_by = item.state.amended_by
    assert (item.state.status, amended_by and amended_by.number) == (status, letter)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2024-03-04", "2-CV"),
        ("2024-03-05", "3-CV"),
        ("2024-03-06", "2-CV"),
        ("2024-03-07", "2-CV"),
    ],
)
def test_the_named_letter_is_the_one_that_cancels_or_else_the_one_that_moves(
    day: str, number: str
) -> None:
    text = """
format: 1
directive: {number: 1-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy, subject: Việc}
owners: [{id: a, name: A}]
amendments:
  - {number: 2-CV, issued: 2024-03-04, tasks: [viec], due: 2024-04-01}
  - {number: 3-CV, issued: 2024-03-05, tasks: [viec], cancelled: true}
tasks: [{id: viec, title: Việc, owner: a, due: 2024-03-20}]
progress:
  - {task: viec, mark: reopened, on: 2024-03-06}
  - {task: viec, mark: done, on: 2024-03-07}
"""
    document, problems, _ = load(text.encode(), "drawn.yaml")
    assert document, problems
    (item,) = evaluate(document, dates.parse_as_of(day))
    assert item.state.amended_by
    assert item.state.amended_by.number == number
