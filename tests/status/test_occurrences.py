"""The register of a duty as values: the occurrences in a span, and those passed over."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.datafile import load
from ntmtrack.directive import dates
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.status import occurrences
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.items import Item
from ntmtrack.status.occurrences import Span

# On Friday 21/6 the report of 14/6 is missing; those of 5/7 and 28/6 came early, in that order.
TEXT = """
format: 1
directive: {number: 1-CV/ĐU, issued: 2024-06-03, issuer: Đảng ủy xã, subject: Kênh}
owners: [{id: ba, name: Ba}]
tasks:
  - {id: tuan, title: Tuần, owner: ba, repeat: {every: week, on: fri, from: 2024-06-03}}
progress:
  - {task: tuan, mark: done, on: 2024-06-07}
  - {task: tuan, mark: done, on: 2024-06-19, for: 2024-07-05}
  - {task: tuan, mark: nothing, on: 2024-06-20, for: 2024-06-28}
  - {task: tuan, mark: done, on: 2024-06-20}
  - {task: tuan, mark: excused, on: 2024-06-21, for: 2024-07-12}
"""


FIRST_ENTRY = "  - {task: tuan, mark: done, on: 2024-06-07}"


def duty(text: str = TEXT) -> tuple[Document, Item]:
    document, problems, _ = load.load(text.encode(), "tuan.yaml")
    assert document, problems
    (item,) = evaluate(document, dates.parse_as_of("2024-06-21"))
    return document, item


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-06-07", "2024-06-21", "7 on_time, 14 missing, 21 on_time"),
        ("2024-06-08", "2024-06-20", "14 missing"),
        ("2024-06-21", "2024-07-31", "21 on_time, 28 nothing, 5 on_time"),
        ("2024-06-28", "2024-07-05", "28 nothing, 5 on_time"),
        ("2024-06-29", "2024-07-04", ""),
    ],
)
def test_a_span_has_the_occurrences_due_in_it_and_then_early_ones(
    first: str, last: str, expected: str
) -> None:
    _, item = duty()
    span = Span(date.fromisoformat(first), date.fromisoformat(last))
    register = occurrences.occurrences(item, 0, span, dates.parse_as_of("2024-06-21"))
    assert ", ".join(f"{each.day.day} {each.outcome}" for each in register) == expected
    assert all((each.minutes_late, each.days_late) == (None, None) for each in register)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-06-06", ""),
        ("2024-06-07", "7 pending"),
        ("2024-06-08", "7 missing"),
        ("2024-07-01", "7 missing, 21 on_time"),  # a report that is not owed may still come
        ("2024-07-05", "7 missing, 21 on_time, 5 pending"),
    ],
)
def test_an_occurrence_that_is_not_owed_is_not_missing(day: str, expected: str) -> None:
    log = "".join(
        f"  - {{task: tuan, mark: {mark}, on: 2024-{on}}}\n"
        for mark, on in (("cancelled", "06-10"), ("done", "06-20"), ("reopened", "07-01"))
    )
    document, problems, _ = load.load((TEXT[: TEXT.index(FIRST_ENTRY)] + log).encode(), "t.yaml")
    assert document, problems
    moment = dates.parse_as_of(day)
    (item,) = evaluate(document, moment)
    span = Span(date(2024, 6, 1), date(2024, 7, 31))
    register = occurrences.occurrences(item, 0, span, moment)
    assert ", ".join(f"{each.day.day} {each.outcome}" for each in register) == expected


@pytest.mark.parametrize(
    ("name", "passed_over"),
    [("2024-06-14", []), ("2024-06-21", [14]), ("2024-07-19", []), ("2024-08-02", [19, 26])],
)
def test_a_report_passes_over_occurrences_missing_since_the_report_before(
    name: str, passed_over: list[int]
) -> None:
    document, item = duty()
    named = date.fromisoformat(name)
    entry = Entry("tuan", "done", dates.parse_as_of("2024-06-21").at, for_=named)
    missing = occurrences.missing_before(document, item, entry)
    assert [each.day.day for each in missing] == passed_over


LATE = """
  - {task: tuan, mark: done, on: 2024-06-15, for: 2024-06-14}
  - {task: tuan, mark: excused, on: 2024-06-20, for: 2024-06-07}
"""


@pytest.mark.parametrize(
    ("first", "last", "came"),
    [
        ("2024-06-15", "2024-06-20", "7 excused, 14 late"),  # in the order of their days
        ("2024-06-16", "2024-06-20", "7 excused"),
        ("2024-06-15", "2024-06-19", "14 late"),
        ("2024-06-14", "2024-06-20", "7 excused"),  # which has that of 14/6 itself
        ("2024-06-21", "2024-06-30", ""),
    ],
)
def test_late_arrivals_belong_to_the_days_on_which_they_came(
    first: str, last: str, came: str
) -> None:
    text = TEXT[: TEXT.index(FIRST_ENTRY)] + LATE.lstrip("\n")
    _, item = duty(text)
    span = Span(date.fromisoformat(first), date.fromisoformat(last))
    late = occurrences.late_arrivals(item, 0, span)
    assert ", ".join(f"{each.day.day} {each.outcome}" for each in late) == came


@pytest.mark.parametrize(
    ("strict", "at", "on", "minutes", "days"),
    [
        (False, "", "2024-06-08", None, 1),
        (False, "", "2024-06-09T08:00", None, 2),
        (True, "", "2024-06-07", None, None),  # the last good day was the one before
        (True, "", "2024-06-08", None, 1),
        (False, ', at: "09:00"', "2024-06-07T09:01", 1, None),
        (False, ', at: "09:00"', "2024-06-08", None, 1),
        (False, ', at: "09:00"', "2024-06-08T09:00", 24 * 60, 1),
    ],
)
def test_the_lateness_of_a_report_follows_from_its_deadline(
    at: str, on: str, minutes: int | None, days: int | None, *, strict: bool
) -> None:
    reading = f"settings: {{deadline_reading: {'strict' if strict else 'inclusive'}}}\n"
    head = TEXT[: TEXT.index("progress:")].replace("owners:", f"{reading}owners:")
    rule = f"due_is: before, repeat: {{every: week, on: fri, from: 2024-06-03{at}}}"
    text = head.replace("repeat: {every: week, on: fri, from: 2024-06-03}", rule)
    log = f'progress: [{{task: tuan, mark: done, on: "{on}", for: 2024-06-07}}]'
    _, item = duty(text + log)
    span = Span(date(2024, 6, 7), date(2024, 6, 7))
    (late,) = occurrences.occurrences(item, 0, span, dates.parse_as_of("2024-06-21"))
    assert (late.outcome, late.minutes_late, late.days_late) == ("late", minutes, days)


NOT_OWED = """
- {task: tuan, mark: cancelled, on: 2024-06-10}
- {task: tuan, mark: reopened, on: 2024-06-17}
"""


@pytest.mark.parametrize(
    ("repeat", "log", "passed_over"),
    [
        ("every: week, on: fri", "", [7, 14]),
        ("every: day", "", []),  # its register has them
        (
            "every: week, on: fri",
            NOT_OWED,
            [7],
        ),
    ],
)
def test_passed_over_occurrences_go_back_to_the_first_and_omit_those_not_owed(
    repeat: str, log: str, passed_over: list[int]
) -> None:
    head = TEXT[: TEXT.index("progress:")].replace("every: week, on: fri", repeat)
    document, item = duty(head + (f"progress:\n{log}" if log else "progress: []\n"))
    entry = Entry("tuan", "done", dates.parse_as_of("2024-06-21").at)
    missing = occurrences.missing_before(document, item, entry)
    assert [each.day.day for each in missing] == passed_over
