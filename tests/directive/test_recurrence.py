"""Recurring duties: the arithmetic against an iteration over the days, and tables by hand."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from itertools import takewhile
from random import Random
from time import perf_counter

import oracle
import pytest

from ntmtrack.datafile import load
from ntmtrack.directive import named_days
from ntmtrack.directive import periods
from ntmtrack.directive import recurrence
from ntmtrack.directive.model import LAST
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Rule
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import PERIODS
from ntmtrack.directive.periods import Period
from ntmtrack.directive.periods import PeriodName

DAY = timedelta(days=1)
FIRST = date(2023, 6, 1)
DUTIES = 20_000
WINDOW = 31
MINUTE = timedelta(minutes=1)
WALKED = date(2028, 1, 1)  # the end of iterations; rules with an end are over before it
HEAD = """
format: 1
directive: {{number: 1-CV/ĐU, issued: 2023-01-01, issuer: Đảng ủy, subject: Việc}}
settings: {{week_starts: {day}}}
owners: [{{id: a, name: A}}]
tasks: [{{id: viec, title: Việc, owner: a, repeat: {{every: day, from: 2023-01-01}}}}]
"""


def rule(every: PeriodName, *on: str, from_: str = "2024-01-01", until: str | None = None) -> Rule:
    days = [named_days.parse(text, every) for text in on] or [named_days.default(every)]
    named = tuple(sorted(day for day in days if day))
    end = date.fromisoformat(until) if until else None
    return Rule(every, date.fromisoformat(from_), named, until=end)


def days_of(repeat: Repeat, count: int) -> list[str]:
    return [f"{recurrence.day_of(repeat, number):%d/%m/%Y}" for number in range(count)]


def drawn_rule(random: Random, kinds: tuple[PeriodName, ...]) -> Rule:
    every = random.choice(kinds)
    count = random.choice([1, 1, 1, 2, 3])
    if every == "day":
        on = [(0, 0)]
    elif every == "week":
        on = [(0, day) for day in random.sample(range(7), count)]
    else:
        numbers = (1, 5, 15, 28, 29, 30, 31, LAST)
        drawn = [
            (random.randint(1, MONTHS[every] + 1), random.choice(numbers)) for _ in range(count)
        ]
        on = [(month, min(day, 31) if month > MONTHS[every] else day) for month, day in drawn]
    begins = FIRST + random.randrange(600) * DAY
    until = None if random.random() < 0.5 else begins + random.randrange(900) * DAY
    return Rule(every, begins, tuple(sorted(set(on))), until=until)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_the_arithmetic_agrees_with_an_iteration_over_the_days(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(DUTIES // 4):
        others: tuple[PeriodName, ...] = PERIODS[1:]
        rules = [drawn_rule(random, PERIODS)]
        rules += [drawn_rule(random, others) for _ in range(random.choice([0, 0, 1, 2]))]
        repeat = Repeat(tuple(rules))
        begins = FIRST + random.randrange(1200) * DAY
        window = [begins + number * DAY for number in range(WINDOW)]
        days = [day for day in window if oracle.occurs(repeat, day)]
        numbers = recurrence.numbers_between(repeat, window[0], window[-1])
        assert len(numbers) == len(days), repeat
        for number, day in [*zip(numbers, days, strict=True)][:: max(1, len(days) // 2)]:
            assert recurrence.day_of(repeat, number) == day, repeat
        moment = datetime.combine(random.choice(window), time(12))
        passed = sum(datetime.combine(day, time(23, 59)) < moment for day in days)
        assert recurrence.count_passed(repeat, moment) == numbers.start + passed, (repeat, moment)


def drawn_duty(random: Random) -> Repeat:
    """Draw rules with hours and ends, and a reading of “before”."""
    rules = [drawn_rule(random, PERIODS)]
    others = [drawn_rule(random, PERIODS[1:]) for _ in range(random.choice([0, 0, 1, 2]))]
    hours = (None, None, time(9), time(17))
    timed = tuple(each._replace(at=random.choice(hours)) for each in (*rules, *others))
    return Repeat(timed, strict=random.random() < 0.5)


@pytest.mark.parametrize("seed", range(8))
def test_the_properties_of_a_duty_agree_with_an_iteration_over_its_days(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(12):
        repeat = drawn_duty(random)
        days = list(takewhile(lambda day: day < WALKED, oracle.days_of(repeat)))
        if not days:
            continue  # a file may not have such a rule
        assert recurrence.first_day(repeat) == days[0], repeat
        if all(each.until for each in repeat.rules):
            assert (recurrence.count_all(repeat), recurrence.last_day(repeat)) == (
                len(days),
                days[-1],
            )
        else:
            assert (recurrence.count_all(repeat), recurrence.last_day(repeat)) == (None, None)
        for number in {0, len(days) - 1, *random.sample(range(len(days)), min(3, len(days)))}:
            end = oracle.ends(repeat, days[number])
            assert recurrence.day_of(repeat, number) == days[number], repeat
            its_day = recurrence.numbers_between(repeat, days[number], days[number])
            assert its_day == range(number, number + 1), repeat
            assert recurrence.deadline_of(repeat, number) == end, repeat
            assert recurrence.count_passed(repeat, end) == number, repeat
            assert recurrence.count_passed(repeat, end + MINUTE) == number + 1, repeat


@pytest.mark.parametrize("week_starts", [0, 3, 6])
def test_the_occurrence_of_a_day_agrees_with_the_oracle(week_starts: int) -> None:
    random = Random(week_starts)  # noqa: S311 - no secret
    text = HEAD.format(day=("mon", "", "", "thu", "", "", "sun")[week_starts])
    document, problems, _ = load.load(text.encode(), "week.yaml")
    assert document, problems
    for _ in range(40):
        repeat = drawn_duty(random)
        if not next(oracle.days_of(repeat), None):
            continue
        for _ in range(4):
            day = FIRST + random.randrange(-40, 1200) * DAY
            entry = Entry("viec", "done", datetime.combine(day, time()))
            number = recurrence.number_on(repeat, day, week_starts)
            occurrence = None if number is None else recurrence.day_of(repeat, number)
            assert occurrence == oracle.occurrence_of(document, repeat, entry), (repeat, day)


@pytest.mark.parametrize(
    ("every", "on", "day_before"),
    [
        ("day", "", [(0, 0)]),  # each day is the last good one of the next
        ("week", "mon fri", [(0, 6), (0, 3)]),
        ("month", "1", None),  # the day before is in another month
        ("month", "+1", None),
        ("month", "2", [(1, 1)]),
        ("month", "28", [(1, 27)]),
        ("month", "29", None),  # in February the day before may be the 27th or the 28th
        ("month", "last", None),
        ("quarter", "3-15", [(3, 14)]),
        ("month", "2 28", [(1, 1), (1, 27)]),
    ],
)
def test_the_rule_of_last_good_days_names_the_days_before_if_it_can(
    every: PeriodName, on: str, day_before: list[tuple[int, int]] | None
) -> None:
    by_day = rule(every, *on.split())
    last_good = recurrence.only_rule_of_last_good_days(Repeat((by_day,), strict=True))
    assert (last_good and list(last_good.on)) == day_before
    assert recurrence.only_rule_of_last_good_days(Repeat((by_day,))) == by_day
    by_hour = by_day._replace(at=time(9))
    assert recurrence.only_rule_of_last_good_days(Repeat((by_hour,), strict=True)) == by_hour


def test_the_rule_of_last_good_days_names_exactly_those_days() -> None:
    random, with_rule = Random(5), 0  # noqa: S311 - no secret
    for _ in range(100):
        repeat = drawn_duty(random)
        days = list(takewhile(lambda day: day < WALKED, oracle.days_of(repeat)))
        rule_of_ends = recurrence.only_rule_of_last_good_days(repeat)
        if not days or not rule_of_ends:
            continue
        with_rule += 1
        ends = [oracle.ends(repeat, day).date() for day in days]
        between = [ends[0] + number * DAY for number in range((ends[-1] - ends[0]).days + 1)]
        assert [day for day in between if oracle.falls(rule_of_ends, day)] == ends, repeat
    assert with_rule > 20


@pytest.mark.parametrize(
    ("every", "on", "is_sayable"),
    [
        ("day", "", True),
        ("week", "mon fri", True),
        ("month", "31", True),
        ("month", "+25", True),
        ("month", "5 28", True),
        ("month", "28 30", False),  # in February both are the last day
        ("month", "20 +25", False),  # the first month has no 25th, and the last no 20th
        ("quarter", "1-05 3-05", False),
        ("year", "06-01", True),
        ("year", "06-01 11-15", False),
    ],
)
@pytest.mark.parametrize("from_", ["2024-01-01", "2024-01-20", "2024-01-31"])
@pytest.mark.parametrize("until", [None, "2025-03-19", "2025-03-31"])
def test_a_calendar_gets_a_rule_only_if_it_names_exactly_the_days(
    every: PeriodName, on: str, from_: str, until: str | None, *, is_sayable: bool
) -> None:
    repeat = Repeat((rule(every, *on.split(), from_=from_, until=until),))
    only = recurrence.only_rule(repeat)
    assert bool(only) == is_sayable
    if only:
        days = list(takewhile(lambda day: day < date(2026, 1, 1), oracle.days_of(repeat)))
        between = [days[0] + number * DAY for number in range((days[-1] - days[0]).days + 1)]
        assert [day for day in between if oracle.falls(only, day)] == days
    two = Repeat((*repeat.rules, rule("year", "12-24")))
    assert recurrence.only_rule(two) is None


@pytest.mark.parametrize(
    ("rules", "days"),
    [
        ([rule("month", "31")], "31/01/2024 29/02/2024 31/03/2024 30/04/2024"),
        ([rule("month", "last", from_="2025-02-01")], "28/02/2025 31/03/2025 30/04/2025"),
        ([rule("month", "30", "last")], "30/01/2024 31/01/2024 29/02/2024 30/03/2024 31/03/2024"),
        ([rule("month", "+5", from_="2024-11-15")], "05/12/2024 05/01/2025 05/02/2025"),
        ([rule("month", "+31", from_="2024-01-01")], "29/02/2024 31/03/2024 30/04/2024"),
        ([rule("month", "20", until="2024-02-19")], "20/01/2024"),
        ([rule("quarter")], "31/03/2024 30/06/2024 30/09/2024 31/12/2024 31/03/2025"),
        ([rule("quarter", "3-06")], "06/03/2024 06/06/2024 06/09/2024"),
        (
            [rule("quarter", "+10", until="2024-12-31")],
            "10/04/2024 10/07/2024 10/10/2024 10/01/2025",
        ),
        ([rule("half-year")], "30/06/2024 31/12/2024 30/06/2025"),
        ([rule("year", "02-29")], "29/02/2024 28/02/2025 28/02/2026"),
        ([rule("year", "06-01", "11-15")], "01/06/2024 15/11/2024 01/06/2025"),
        ([rule("year", "+15")], "15/01/2025 15/01/2026"),
        ([rule("week", "mon", "fri")], "01/01/2024 05/01/2024 08/01/2024"),
        (
            [rule("month", "last"), rule("quarter", "last"), rule("year", "12-30")],
            "31/01/2024 29/02/2024 31/03/2024 30/04/2024",
        ),
        ([rule("day"), rule("month", "5")], "01/01/2024 02/01/2024 03/01/2024"),
    ],
)
def test_rules_give_the_days_of_the_calendar(rules: list[Rule], days: str) -> None:
    expected = days.split()
    repeat = Repeat(tuple(rules))
    assert days_of(repeat, len(expected)) == expected
    count = recurrence.count_all(repeat)
    assert count is None or count == len(expected)


@pytest.mark.parametrize(
    ("duty", "day", "name"),
    [
        (rule("month", "20"), "2024-03-31", "2024-03"),
        (rule("month", "20"), "2023-12-31", None),
        (rule("month", "+5"), "2024-02-05", "2024-01"),
        (rule("month", "+5"), "2024-02-06", "2024-02"),
        (rule("quarter", "+10"), "2025-01-10", "2024-Q4"),
        (rule("quarter", "+10"), "2025-01-11", "2025-Q1"),
        (rule("half-year"), "2024-07-01", "2024-H2"),
        (rule("year", "06-15"), "2024-12-31", "2024"),
        (rule("month", "10", "25"), "2024-01-11", "2024-01-25"),
        (rule("month", "10", "25"), "2024-01-10", "2024-01-10"),
        (rule("month", "10", "25"), "2024-01-01", "2024-01-10"),
        (rule("month", "10", "25"), "2023-12-31", None),
        (rule("week", "fri"), "2024-01-09", "2024-01-12"),
        (rule("week", "mon", "fri"), "2024-01-09", "2024-01-12"),
        (rule("day"), "2024-01-09", "2024-01-09"),
    ],
)
def test_an_entry_belongs_to_the_report_whose_span_contains_its_day(
    duty: Rule, day: str, name: str | None
) -> None:
    repeat = Repeat((duty,))
    number = recurrence.number_on(repeat, date.fromisoformat(day), 0)
    named = number is not None and recurrence.name_on(repeat, recurrence.day_of(repeat, number))
    assert (periods.name_of(named) if named else None) == name


def test_a_duty_is_daily_if_any_rule_is_and_has_long_periods_if_all_rules_have() -> None:
    daily, weekly, monthly = rule("day"), rule("week", "fri"), rule("month", "5")
    for rules, is_daily, is_long in (
        ((daily,), True, False),
        ((daily, monthly), True, False),
        ((weekly, monthly), False, False),
        ((monthly, rule("quarter")), False, True),
    ):
        repeat = Repeat(rules)
        assert recurrence.is_daily(repeat) == is_daily
        assert recurrence.has_long_periods(repeat) == is_long


def test_a_period_names_a_report_only_if_it_has_exactly_one() -> None:
    quarterly, twice = Repeat((rule("quarter"),)), Repeat((rule("month", "10", "25"),))
    fourth, month = Period("quarter", 2024 * 4 + 3), Period("month", 2024 * 12)
    assert recurrence.number_named(quarterly, fourth, 0) == 3
    assert recurrence.number_named(quarterly, month, 0) is None
    assert recurrence.number_named(twice, month, 0) is None


@pytest.mark.parametrize("before", [False, True])
def test_before_a_day_is_read_as_the_directive_says(before: bool) -> None:
    repeat = Repeat((rule("month", "20"),), strict=before)
    last = datetime(2024, 1, 19 if before else 20, 23, 59)
    assert recurrence.deadline_of(repeat, 0) == last
    assert recurrence.count_passed(repeat, last) == 0
    assert recurrence.count_passed(repeat, last + timedelta(minutes=1)) == 1


def test_counting_over_eleven_centuries_is_fast() -> None:
    rules = [rule("day", from_="1900-01-01"), rule("month", "20", from_="1900-01-01")]
    started = perf_counter()
    for each in rules:
        assert recurrence.count_passed(Repeat((each,)), datetime(2999, 1, 1, 12)) > 12 * 1000
    assert perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("month", "week", "last"),
    [
        (', at: "09:00"', ', at: "17:00"', "2025-03-15T17:00"),
        (', at: "17:00"', ', at: "09:00"', "2025-03-15T17:00"),
        ("", ', at: "09:00"', "2025-03-15T23:59"),
        (', at: "09:00"', "", "2025-03-15T23:59"),
    ],
)
def test_the_latest_hour_counts_when_two_rules_meet_on_a_day(
    month: str, week: str, last: str
) -> None:
    text = f"""
format: 1
directive: {{number: 1-CV/ĐU, issued: 2025-01-01, issuer: Đảng ủy, subject: Việc}}
owners: [{{id: a, name: A}}]
tasks:
  - id: viec
    title: Việc
    owner: a
    repeat:
      - {{every: month, on: 15, from: 2025-03-01, until: 2025-03-31{month}}}
      - {{every: week, on: sat, from: 2025-03-01, until: 2025-03-31{week}}}
"""
    document, problems, _ = load.load(text.encode(), "hours.yaml")
    assert document, problems
    repeat = document.tasks["viec"].repeat
    assert repeat
    end = datetime.fromisoformat(last)
    assert recurrence.deadline_on(repeat, end.date()) == end
    assert recurrence.count_passed(repeat, end) == 2
    assert recurrence.count_passed(repeat, end + timedelta(minutes=1)) == 3
    assert recurrence.last_day(repeat) == date(2025, 3, 29)
