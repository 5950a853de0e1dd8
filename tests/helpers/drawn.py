"""Random directives: tasks of every kind as text that gets loaded, and a log for them.

Hypothesis draws plain values from strategies that are made once; the documents are built from these
values, which is faster than drawing each part separately.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any
from typing import NamedTuple
from typing import get_args

import oracle
from hypothesis import strategies as st

from ntmtrack.datafile import append
from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.deadlines import parse as parse_deadline
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Task

FIRST = date(2021, 6, 21)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# The marks that decide an item's state are drawn most often.
DECISIVE: tuple[MarkName, ...] = ("done", "cancelled", "reopened")
MARKS = [*DECISIVE, *DECISIVE, *(mark for mark in get_args(MarkName) if mark != "undone")]
HEAD = """
format: 1
directive: {{number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}}
settings: {{due_soon_days: {soon}, deadline_reading: {reading}, week_starts: {week_starts}}}
villages: [{{id: a, name: Thôn An}}, {{id: b, name: Thôn Bình}}]
owners:
  - {{id: ubnd, name: UBND xã}}
  - {{id: cong-an, name: Công an xã}}
  - {{id: ban, name: Ban phát triển thôn, per_village: true}}
owner_groups: [{{id: hai-ben, name: Hai bên, members: [cong-an, ubnd]}}]
events: [{{id: biet, name: Biết ngày, date: {event}}}, {{id: cho, name: Chờ ngày}}]
tasks:
"""
SHARED = "  - {id: chung, title: Chung, owner: ubnd}\n"
TASK = "  - {{id: viec-{number}, title: Việc, {share}, {kind}{place}}}\n"


class RawLetter(NamedTuple):
    """Hold the values of a letter: `task` is any number; without `due`, it cancels."""

    task: int
    issued: date
    due: int | None
    village: str | None


class Raw(NamedTuple):
    """Hold the values of an entry: `item` is any number, `step` the days to extend by.

    `written` is how an extension writes its day: alone, with an hour, or only its month.
    """

    item: int
    mark: MarkName
    on: datetime
    for_: date | None
    step: int
    written: str
    note: str | None
    at: datetime | None


# A few weeks, so that days coincide; and times a minute around those of deadlines.
days = st.integers(0, 30).map(lambda number: FIRST + timedelta(days=number))
late_days = st.integers(15, 40).map(lambda number: FIRST + timedelta(days=number))
clocks = st.sampled_from([time(0), time(9), time(15, 30), time(15, 31), time(23, 59)])
minutes = st.builds(datetime.combine, days, clocks)
any_moment = st.one_of(
    st.builds(datetime.combine, days | late_days, clocks).map(Moment),
    late_days.map(lambda day: Moment(datetime.combine(day, time(23, 59)), whole_day=True)),
)

settings = st.fixed_dictionaries(
    {
        "soon": st.integers(0, 4),
        "reading": st.sampled_from(["inclusive", "strict"]),
        "week_starts": st.sampled_from(WEEKDAYS),
        "event": days,
    }
)
shares = st.sampled_from(
    [
        "owner: ubnd",
        "owner: [cong-an, ubnd]",
        "owner: [ubnd, cong-an], each: owner",
        "owner: hai-ben, each: owner",
        "owner: [ubnd, hai-ben], support: hai-ben",
        "owner: ban, villages: all, each: village",
        "owner: [cong-an, ban], villages: [a], each: village",
        "owner: ban, villages: all",
    ]
)
deadlines = st.one_of(
    days.map("due: {}".format),
    days.map("due: {}, due_is: by".format),
    days.map("due: {}, due_to: start".format),
    days.map("due: {}T15:30".format),
    days.map("due: {}T09:00, due_is: by".format),
    st.sampled_from(
        [
            *("event: biet", "event: cho", "standing: true", "note: Không hạn"),
            *("event: biet, event_days: -6", "event: biet, event_days: 5", "no_date: sớm nhất"),
            *("due: 2021-06", "due: 2021-07, due_is: before", "due: 2021-07, due_to: start"),
            *("due: quý II/2021", "due: 2021-Q3, due_is: before", "due: 6 tháng đầu năm 2021"),
        ]
    ),
)
places = st.sampled_from(["", "", ", part_of: chung", ", superseded_by: chung"])
raw_entries = st.builds(
    Raw,
    st.integers(0, 59),
    st.sampled_from(
        [*DECISIVE, *DECISIVE, *(one for one in get_args(MarkName) if one != "undone")]
    ),
    minutes,
    st.none() | days,
    st.integers(-1, 6),
    st.sampled_from(["day", "day", "day", "hour", "month"]),
    st.sampled_from([None, "một", "hai"]),
    st.none() | st.integers(0, 99).map(lambda n: datetime(2021, 8, 1, microsecond=n, tzinfo=UTC)),
)
raw_letters = st.lists(
    st.builds(
        RawLetter,
        st.integers(0, 9),
        days,
        st.none() | st.integers(0, 20) | st.integers(0, 20),
        st.sampled_from([None, None, "a", "b"]),
    ),
    max_size=3,
)
logs = st.lists(raw_entries, max_size=8) | st.lists(raw_entries, min_size=5, max_size=15)
# Which entry is taken back, and how many entries further down.
undone_entries = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=3)


def rule(first: date, every: str, at: str, length: int | None) -> str:
    """Return a rule of recurrence; it lasts long enough for at least one occurrence."""
    until = f", until: {first + timedelta(days=length)}" if length else ""
    return f"{{every: {every}, from: {first}{at}{until}}}"


def recurrence(rules: Sequence[str], due_is: str) -> str:
    """Return the recurrence of a duty as the file writes it."""
    is_daily = any("every: day" in rule for rule in rules)
    return f"repeat: [{', '.join(rules)}]{'' if is_daily else due_is}"


def weekly(names: Iterable[str]) -> str:
    """Return a weekly rule with some days of the week."""
    return f"week, on: [{', '.join(sorted(names))}]"


begin = st.integers(0, 8).map(lambda number: FIRST + timedelta(days=number))
hours = st.sampled_from(["", ', at: "15:30"'])
short = st.sampled_from(["day", "day", "day"]) | st.sets(
    st.sampled_from(WEEKDAYS), min_size=1, max_size=3
).map(weekly)
# Rules with occurrences within the few weeks that are drawn.
long = st.sampled_from(
    [
        "month, on: 28",
        "month, on: 30",
        "month, on: 31",
        "month, on: +5",
        "month, on: [10, 25]",
        "month, on: [last, +3]",
        "month",
        "quarter, on: 3-28",
        "quarter, on: +10",
        "quarter, on: [last, 1-06]",
        "half-year",
        "half-year, on: +5",
        "year, on: 07-05",
        "year, on: [06-30, 07-15]",
        "year, on: 02-29",
    ]
)
ends = st.none() | st.integers(6, 20)
rules = st.builds(rule, begin, short, hours, ends)
long_rules = st.builds(rule, begin, long, hours, st.none() | st.integers(365, 800))
several_rules = st.lists(rules | long_rules, min_size=2, max_size=3).filter(
    lambda rules: sum("every: day" in rule for rule in rules) < 2
)
recurrences = st.builds(
    recurrence,
    rules.map(lambda rule: [rule]) | long_rules.map(lambda rule: [rule]) | several_rules,
    st.sampled_from(["", "", ", due_is: before"]),
)
any_kind = deadlines | recurrences


def documents(kinds: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[Document]:
    """Draw a directive with tasks of these kinds, and a log for them."""
    tasks = st.lists(st.tuples(shares, kinds, places), min_size=1, max_size=most)
    return st.builds(_document, settings, tasks, raw_letters, logs, undone_entries)


def files(kinds: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    """Draw the same as the texts of files."""
    tasks = st.lists(st.tuples(shares, kinds, places), min_size=1, max_size=most)
    return st.builds(_file, settings, tasks, raw_letters, logs, undone_entries)


def _file(settings: dict[str, object], tasks: Sequence[tuple[str, str, str]], *log: Any) -> str:  # noqa: ANN401 - as `_document` takes it
    document = _document(settings, tasks, *log)
    letters = [_letter_line(letter) for letter in document.amendments]
    entries = [f"  - {append.line(entry)}\n" for entry in document.progress]
    return (
        _tasks(settings, tasks)
        + "".join(["amendments:\n", *letters] if letters else [])
        + "".join(["progress:\n", *entries] if entries else ["progress: []\n"])
    )


def _letter_line(letter: Amendment) -> str:
    change = f"due: {letter.due.written}" if letter.due else "cancelled: true"
    only = f"villages: [{', '.join(letter.villages)}], " if letter.villages else ""
    of = f"number: {letter.number}, issued: {letter.issued}, tasks: [{', '.join(letter.tasks)}]"
    return f"  - {{{of}, {only}{change}}}\n"


def _tasks(settings: dict[str, object], tasks: Iterable[tuple[str, str, str]]) -> str:
    text = "".join(
        TASK.format(number=number, share=share, kind=kind, place=place)
        for number, (share, kind, place) in enumerate(tasks)
    )
    shared = SHARED if "chung" in text else ""
    return f"{HEAD.format(**settings)}{text}{shared}"


def _document(
    settings: dict[str, object],
    tasks: Iterable[tuple[str, str, str]],
    letters: Iterable[RawLetter],
    raws: Iterable[Raw],
    taken_back: Iterable[tuple[int, int]],
) -> Document:
    document, problems, _ = load(_tasks(settings, tasks).encode(), "drawn.yaml")
    assert document, problems
    document = document._replace(amendments=tuple(_letters(document, letters)))
    log = _log(document, raws)
    for chosen, further in taken_back if log else ():
        entry = log[chosen % len(log)]
        if entry.mark != "undone" and not any(oracle.takes_back(one, entry) for one in log):
            log.insert(min(len(log), log.index(entry) + 1 + further), undone(entry))
    return document._replace(progress=tuple(log))


def _letters(document: Document, raws: Iterable[RawLetter]) -> Iterator[Amendment]:
    """Yield letters that a file may have: at most one a day, about something that it can change."""
    tasks = list(dict.fromkeys(task.id for task, _, _ in items_of(document)))
    seen = set()
    for raw in raws:
        task = document.tasks[tasks[raw.task % len(tasks)]]
        movable = raw.due is None or task.due or task.event or task.no_date
        villages = (raw.village,) if raw.village in task.villages and task.each else ()
        if movable and raw.issued not in seen:
            due = None if raw.due is None else Deadline(raw.issued + timedelta(days=raw.due))
            yield Amendment(
                f"{raw.issued:%d%m}-CV/ĐU", raw.issued, (task.id,), villages, due, raw.due is None
            )
        seen.add(raw.issued)


def _log(document: Document, raws: Iterable[Raw]) -> list[Entry]:
    """Return entries that a file may have, except letters; most extensions are to a later day."""
    drawn = [(entry_of(document, raw), raw) for raw in raws]
    possible = [(entry, raw) for entry, raw in drawn if is_possible(document, entry)]
    in_force: dict[tuple[str | None, ...], date] = {}
    to: dict[int, Deadline] = {}
    for entry, raw in sorted(possible, key=lambda pair: pair[0].on):
        item = (entry.task, entry.village, entry.owner)
        first = oracle.first_deadline(document, document.tasks[entry.task])
        if entry.mark == "extended" and first:
            in_force[item] = in_force.get(item, first.day) + timedelta(days=raw.step)
            to[id(entry)] = _written(in_force[item], raw.written)
    return [entry._replace(to=to.get(id(entry))) for entry, _ in possible]


def _written(day: date, way: str) -> Deadline:
    """Return a deadline on a day, written as an extension may write it."""
    text = {"day": "{0:%Y-%m-%d}", "hour": "{0:%Y-%m-%d}T15:30", "month": "{0:%Y-%m}"}[way]
    return parse_deadline(text.format(day))


def entry_of(document: Document, raw: Raw) -> Entry:
    """Return an entry about one of the items."""
    items = items_of(document)
    task, village, owner = items[raw.item % len(items)]
    return Entry(
        task.id,
        raw.mark,
        raw.on,
        village=village,
        owner=owner,
        for_=raw.for_ if task.repeat and raw.mark != "cancelled" else None,
        to=Deadline(FIRST + timedelta(days=60)) if raw.mark == "extended" else None,
        note=raw.note,
        at=raw.at,
    )


def items_of(document: Document) -> Sequence[tuple[Task, str | None, str | None]]:
    """Return the items that entries may be about."""
    headings = {task.part_of for task in document.tasks.values()}
    items: list[tuple[Task, str | None, str | None]] = []
    for task in document.tasks.values():
        if task.id in headings:
            continue
        if task.each == "village":
            items += [(task, village, None) for village in task.villages]
        elif task.each == "owner":
            items += [(task, None, owner) for owner in task.owners]
        else:
            items.append((task, None, None))
    return items


def is_possible(document: Document, entry: Entry) -> bool:
    """Return whether a file may have this entry: its mark suits the task, its occurrence exists."""
    task = document.tasks[entry.task]
    if entry.mark == "extended":
        return oracle.first_deadline(document, task) is not None
    of_an_occurrence = entry.mark in {"nothing", "excused"}
    if task.repeat is None:
        return not of_an_occurrence
    about_one = entry.for_ or of_an_occurrence or entry.mark == "done"
    return not about_one or oracle.occurrence_of(document, task.repeat, entry) is not None


def undone(entry: Entry) -> Entry:
    """Return the entry that takes another back."""
    return Entry(
        entry.task,
        "undone",
        entry.on,
        village=entry.village,
        owner=entry.owner,
        for_=entry.for_,
        undoes=entry.at or entry.mark,
    )
