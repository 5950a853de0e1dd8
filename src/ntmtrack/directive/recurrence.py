"""Recurring duties: which occurrence a day belongs to, and when each is due.

The rest of the program identifies an occurrence by its number, counted from 0, and asks this module
for everything else, so that new kinds of rules change only this module. Numbers are computed
arithmetically, so any number of years costs nothing. All rules work alike: a rule names days in
each of its periods (a day, a week, or some months). The occurrences up to a day are counted for
each named day separately; the n-th is found by binary search over days.
"""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ntmtrack.directive import dates
from ntmtrack.directive import periods
from ntmtrack.directive import weeks
from ntmtrack.directive.model import LAST
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import NamedDay
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Rule
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import PERIODS
from ntmtrack.directive.periods import Period
from ntmtrack.records import Record

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

# The marks that decide one occurrence.
OCCURRENCE_MARKS: tuple[MarkName, ...] = ("done", "nothing", "excused")
_LAST_DAY = date(dates.LAST_YEAR + 1, 12, 31)
_SHORTEST_MONTH = 28
_ONE_DAY = timedelta(days=1)
# Most files have few rules, shared by many duties.
_CACHED = 1024


class _Series(Record):
    """Store one named day of a rule, with the numbers of the first and last period that count."""

    rule: Rule
    named_day: NamedDay
    first: int
    last: int


def first_day(repeat: Repeat) -> date:
    """Return the day of the first occurrence."""
    return min(_day(each.rule, each.first, each.named_day) for each in _series(repeat))


def last_day(repeat: Repeat) -> date | None:
    """Return the day of the last occurrence; None if there is no end."""
    count = count_all(repeat)
    return None if count is None else day_of(repeat, max(0, count - 1))


def day_of(repeat: Repeat, number: int) -> date:
    """Return the day of an occurrence."""
    series = _series(repeat)
    if len(series) == 1:
        return _day(series[0].rule, series[0].first + number, series[0].named_day)
    from bisect import bisect_left

    first, days = first_day(repeat).toordinal(), 1
    while _count_until(repeat, first + days) <= number:
        days *= 2
    after = bisect_left(range(days), number + 1, key=lambda day: _count_until(repeat, first + day))
    return date.fromordinal(first + after)


def time_on(repeat: Repeat, day: date) -> time | None:
    """Return the hour by which the occurrence of a day is owed: the latest of its rules."""
    if len(repeat.rules) == 1:
        return repeat.rules[0].at
    hours = [series.rule.at for series in _series(repeat) if _falls_on(series, day)]
    return None if None in hours else max((hour for hour in hours if hour), default=None)


def deadline_of(repeat: Repeat, number: int) -> datetime:
    """Return the last minute at which an occurrence is on time."""
    return deadline_on(repeat, day_of(repeat, number))


def deadline_on(repeat: Repeat, day: date) -> datetime:
    """Return the last minute at which the occurrence of a day is on time."""
    hour = time_on(repeat, day)
    if hour:
        return datetime.combine(day, hour)
    return dates.last_minute(day - _ONE_DAY if repeat.strict else day)


def only_rule(repeat: Repeat) -> Rule | None:
    """Return the rule if a calendar can express the recurrence by it; None if it takes several.

    If a month has several named days, each must exist in every month, and be owed within it.
    """
    (rule, *others) = repeat.rules
    has_plain_days = rule.every == "week" or (
        rule.every == "month"
        and all(month == 1 and day <= _SHORTEST_MONTH for month, day in rule.on)
    )
    return None if others or (len(rule.on) > 1 and not has_plain_days) else rule


def only_rule_of_last_good_days(repeat: Repeat) -> Rule | None:
    """Return the rule for the last good days, which with `strict` precede the named days.

    None if it takes several rules, or if the day before may be in another month or varies.
    """
    rule = only_rule(repeat)
    if rule is None or not repeat.strict or rule.at or rule.every == "day":
        return rule
    if rule.every == "week":
        return rule._replace(on=tuple((period, (day - 1) % 7) for period, day in rule.on))
    if all(1 < day <= _SHORTEST_MONTH for _, day in rule.on):
        return rule._replace(on=tuple((month, day - 1) for month, day in rule.on))
    return None


def has_long_periods(repeat: Repeat) -> bool:
    """Return whether all rules have periods of a month or longer."""
    return all(rule.every in MONTHS for rule in repeat.rules)


def is_daily(repeat: Repeat) -> bool:
    """Return whether every day has an occurrence."""
    return any(rule.every == "day" for rule in repeat.rules)


def is_named_by_period(repeat: Repeat) -> bool:
    """Return whether each month or longer period has exactly one occurrence, named after it."""
    series = _series(repeat)
    return len(series) == 1 and series[0].rule.every in MONTHS


def period_on(repeat: Repeat, day: date) -> Period | None:
    """Return the period that names the occurrence of a day; None if the day itself does."""
    if not is_named_by_period(repeat):
        return None
    (series,) = _series(repeat)
    return Period(series.rule.every, _period_until(series, day))


def name_on(repeat: Repeat, day: date) -> date | Period:
    """Return the name of the occurrence of a day: its period, or the day."""
    return period_on(repeat, day) or day


def name_of(repeat: Repeat, number: int) -> date | Period:
    """Return the name of an occurrence."""
    return name_on(repeat, day_of(repeat, number))


def number_on(repeat: Repeat, day: date, week_starts: int) -> int | None:
    """Return the number of the occurrence whose span contains a day, or None.

    The span of a daily report is its day, that of a single weekday its week, and that of the only
    report of a month or longer is the period. All other spans, including those of reports owed in
    the period after the one they cover, run from the day after the previous report to their own
    day.
    """
    series = _series(repeat)
    if len(series) == 1:
        (only,) = series
        if only.rule.every == "week":
            week = weeks.start_of(day, week_starts)
            day = week + timedelta(days=(only.named_day[1] - week_starts) % weeks.DAYS)
        if _is_in_next_period(only):
            return _number(only, _period_until(only, day - _ONE_DAY) + 1)
        return _number(only, _period(only.rule, day))
    if day < min(rule.from_ for rule in repeat.rules):
        return None
    number, count = _count(repeat, day - _ONE_DAY), count_all(repeat)
    return number if count is None or number < count else None


def number_named(repeat: Repeat, name: date | Period, week_starts: int) -> int | None:
    """Return the number of the occurrence that a period, or a day in its span, names, or None."""
    if not isinstance(name, Period):
        return number_on(repeat, name, week_starts)
    is_name = is_named_by_period(repeat) and repeat.rules[0].every == name.every
    return number_on(repeat, name.last, week_starts) if is_name else None


def number_of(repeat: Repeat, entry: Entry, week_starts: int) -> int | None:
    """Return the number of the occurrence that an entry is about, or None."""
    return number_named(repeat, entry.for_ or entry.on.date(), week_starts)


def occurrence_day(entry: Entry) -> date:
    """Return the day of the occurrence that an entry is about: the one it names, or its own."""
    day_or_period = entry.for_ or entry.on.date()
    return day_or_period.last if isinstance(day_or_period, Period) else day_or_period


def numbers_between(repeat: Repeat, first: date, last: date) -> range:
    """Return the numbers of the occurrences between two days, both included."""
    return range(_count(repeat, first - _ONE_DAY), _count(repeat, last))


def count_passed(repeat: Repeat, at: datetime) -> int:
    """Count the occurrences whose deadline has passed at a moment."""
    count = _count(repeat, at.date())
    while count and at <= deadline_of(repeat, count - 1):
        count -= 1
    return count


@lru_cache(maxsize=_CACHED)
def count_all(repeat: Repeat) -> int | None:
    """Count all occurrences; return None if there is no end."""
    if any(rule.until is None for rule in repeat.rules):
        return None
    return _count(repeat, _LAST_DAY)


def _count_until(repeat: Repeat, ordinal: int) -> int:
    return _count(repeat, date.fromordinal(min(ordinal, _LAST_DAY.toordinal())))


def _count(repeat: Repeat, day: date) -> int:
    """Count the occurrences up to a day; several named days on one day are one occurrence."""
    series = _series(repeat)
    count = sum(
        max(0, min(_period_until(each, day), each.last) - each.first + 1) for each in series
    )
    if len(series) == 1:
        return count
    from bisect import bisect_right

    return count - bisect_right(_coinciding(repeat, day.year // 10 * 10 + 9), day)


def _period_until(series: _Series, day: date) -> int:
    """Return the last period whose named day is no later than a day."""
    period = _period(series.rule, day)
    while _day(series.rule, period, series.named_day) > day:
        period -= 1
    return period


def _number(series: _Series, period: int) -> int | None:
    """Return the number of the occurrence of a period; None outside the time of the rule."""
    return period - series.first if series.first <= period <= series.last else None


@lru_cache(maxsize=_CACHED)
def _series(repeat: Repeat) -> tuple[_Series, ...]:
    """Return the named days of the rules, longest periods first."""
    series = [_bound(rule, named_day) for rule in repeat.rules for named_day in rule.on]
    return tuple(sorted(series, key=lambda each: -PERIODS.index(each.rule.every)))


def _bound(rule: Rule, named_day: NamedDay) -> _Series:
    """Return the series from the first to the last period whose named day is in the rule's time.

    If that day falls in the next period, the last day of the period itself decides.
    """
    series = _Series(rule, named_day, 0, 0)
    bound = (MONTHS[rule.every], LAST) if _is_in_next_period(series) else named_day
    first = _period(rule, rule.from_)
    while _day(rule, first, bound) < rule.from_:
        first += 1
    until = rule.until or _LAST_DAY
    return _Series(rule, named_day, first, _period_until(_Series(rule, bound, 0, 0), until))


def _is_in_next_period(series: _Series) -> bool:
    """Return whether a report is due in the period after the one that it covers."""
    return series.named_day[0] > MONTHS.get(series.rule.every, 0)


def _falls_on(series: _Series, day: date) -> bool:
    """Return whether a named day falls on a day, in a period that counts."""
    period = _period_until(series, day)
    return (
        series.first <= period <= series.last and _day(series.rule, period, series.named_day) == day
    )


@lru_cache(maxsize=_CACHED)
def _coinciding(repeat: Repeat, year: int) -> tuple[date, ...]:
    """Return the days up to a year on which several named days fall, once per extra named day.

    The named days of the shortest periods are the most numerous, so they are only looked up.
    """
    series = _series(repeat)
    days = [
        day
        for place, each in enumerate(series[:-1])
        for day in _days(each, date(year, 12, 31))
        if any(_falls_on(later, day) for later in series[place + 1 :])
    ]
    return tuple(sorted(days))


def _days(series: _Series, until: date) -> Iterator[date]:
    last = min(series.last, _period_until(series, until))
    return (_day(series.rule, period, series.named_day) for period in range(series.first, last + 1))


def _period(rule: Rule, day: date) -> int:
    """Return the number of the day, week (from Monday) or longer period that contains a day."""
    if rule.every == "day":
        return day.toordinal()
    if rule.every == "week":
        return (day.toordinal() - 1) // weeks.DAYS  # 0001-01-01 was a Monday
    return periods.of_day(rule.every, day).number


def _day(rule: Rule, period: int, named_day: NamedDay) -> date:
    """Return the named day of a period; if its month lacks the day, the last day of the month."""
    if rule.every == "day":
        return date.fromordinal(period)
    month, day = named_day
    if rule.every == "week":
        return date.fromordinal(period * weeks.DAYS + 1 + day)
    year, month = divmod(period * MONTHS[rule.every] + month - 1, 12)
    return date(year, month + 1, 1) + _day_of_month(day)


@lru_cache(maxsize=_CACHED)
def _day_of_month(day: int) -> "relativedelta":
    """Return the delta that moves a date to a day of its month; cached, as it is slow to create."""
    from dateutil.relativedelta import relativedelta

    return relativedelta(day=day)
