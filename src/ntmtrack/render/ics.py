"""iCalendar (RFC 5545): each item as a to-do and, if the user asks for events, as a day as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Literal
from uuid import UUID
from uuid import uuid5
from zoneinfo import ZoneInfo

import icalendar

from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.directive.model import LAST
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Rule
from ntmtrack.directive.periods import MONTHS
from ntmtrack.reports.agenda import Agenda
from ntmtrack.reports.agenda import Series
from ntmtrack.reports.agenda import Todo
from ntmtrack.reports.agenda import with_numbers
from ntmtrack.reports.report_head import files_left_out
from ntmtrack.reports.report_head import several_title
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

# The namespace of our UIDs, which keeps them different from those of other programs. It must never
# change.
NAMESPACE = UUID("0b1f3f0e-0a52-5c0c-9d0c-6f4f1f1d49c5")
# How many years ahead the rules of a time zone are written; after that, the last ones hold.
ZONE_YEARS = 10

_SHORTEST_MONTH = 28


Contents = Literal["todos", "todos-and-events"]


def render(agenda: Agenda, words: Words, contents: Contents = "todos") -> bytes:
    """Return the to-dos and, for phones that ignore those, all-day events as well."""
    return _render([agenda], agenda.title, agenda.about, words, contents)


def render_several(
    agendas: Sequence[Agenda], left_out: Sequence[str], words: Words, contents: Contents = "todos"
) -> bytes:
    """Return the to-dos of several directives as one calendar, each with its directive's number.

    They keep the UIDs that they have in a calendar of their own directive.
    """
    title = words.say("Tasks of {count} directives", count=words.count(len(agendas)))
    about = several_title(len(agendas), agendas[0].moment, words)
    more = [paragraph.text for paragraph in files_left_out(left_out, words)]
    numbers = [with_numbers(agenda, words) for agenda in agendas]
    return _render(numbers, title, [about, *more], words, contents)


def _render(
    agendas: Sequence[Agenda],
    title: str,
    about: Sequence[str],
    words: Words,
    contents: Contents,
) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("PRODID", f"-//ntmtrack//ntmtrack//{words.language.upper()}")
    calendar.add("VERSION", "2.0")
    # Each text under its name in RFC 7986 and under the one that most programs read. They are vText
    # because the library does not escape the latter otherwise, and a comma would cut them off.
    name_text = icalendar.vText(plain_text(title))
    about_text = icalendar.vText("\n".join(map(plain_text, about)))
    for name, text in (
        *(("NAME", name_text), ("X-WR-CALNAME", name_text)),
        *(("DESCRIPTION", about_text), ("X-WR-CALDESC", about_text)),
    ):
        calendar.add(name, text)
    for agenda in agendas:
        zone = dates.zone(agenda.directive.timezone)
        for todo in agenda.todos:
            calendar.add_component(_todo(todo, agenda, zone))
            if contents == "todos-and-events" and todo.due:
                calendar.add_component(_event(todo, todo.due, agenda, zone))
    first = min(agenda.directive.issued for agenda in agendas)
    last = max(agenda.moment.day for agenda in agendas) + timedelta(days=366 * ZONE_YEARS)
    calendar.add_missing_timezones(first, last)
    content: bytes = calendar.to_ical(sorted=False)
    return content


def _todo(todo: Todo, agenda: Agenda, zone: ZoneInfo) -> icalendar.Todo:
    component = icalendar.Todo()
    _add_common(component, todo, agenda, zone)
    component.add("STATUS", todo.state)
    if todo.done:
        component.add("COMPLETED", _utc(todo.done, zone))
    if todo.percent is not None:
        component.add("PERCENT-COMPLETE", todo.percent)
    if todo.series:
        _recur(component, todo.series, zone)
    else:
        if todo.start:
            begins = _midnight(todo.start).replace(tzinfo=zone) if todo.hour else todo.start
            component.add("DTSTART", begins)  # RFC 5545 requires the same type as for DUE
        if todo.due:
            # RFC 5545 leaves open whether a DATE is due at its beginning or at its end. People and
            # task programs read "15/7" as late from the 16th, so this is the last good day.
            component.add("DUE", _due(todo, todo.due, zone))
    after = todo.series.due - _midnight(todo.series.due) if todo.series else _after_midnight(todo)
    for alarm in todo.alarms:
        component.add_component(_alarm(todo, alarm - after, "END"))
    return component


def _due(todo: Todo, day: date, zone: ZoneInfo) -> date:
    """Return the last good day, or the last good minute if the letter sets an hour."""
    return datetime.combine(day, todo.hour, zone) if todo.hour else day


def _after_midnight(todo: Todo) -> timedelta:
    """Return how long after midnight of its day a to-do is due.

    The trigger of an alarm counts from DUE: from the midnight that begins the day if DUE is a DATE,
    as ours usually is, but from the time itself if DUE has one.
    """
    hour = todo.hour or time()
    return timedelta(hours=hour.hour, minutes=hour.minute)


def _recur(component: icalendar.Todo, series: Series, zone: ZoneInfo) -> None:
    """Set when a series begins, is due, and recurs; RFC 5545 requires DUE after DTSTART."""
    begins = _midnight(series.due)
    if begins == series.due:
        begins -= timedelta(days=1)
    until = series.last and _utc(begins + (series.last - series.due.date()), zone)
    component.add("DTSTART", begins.replace(tzinfo=zone))
    component.add("DUE", series.due.replace(tzinfo=zone))
    _add_days(component, series, begins, until, zone)


def _event(todo: Todo, due: date, agenda: Agenda, zone: ZoneInfo) -> icalendar.Event:
    component = icalendar.Event()
    _add_common(component, todo, agenda, zone)
    # Events cannot be completed, but programs remove cancelled events or strike them through.
    component.add("STATUS", "CANCELLED" if todo.outcome else "CONFIRMED")
    component.add("TRANSP", "TRANSPARENT")  # a deadline does not make anybody busy
    component.add("DTSTART", _due(todo, due, zone))
    if todo.series:
        _add_days(component, todo.series, due, todo.series.last, zone)
    for alarm in todo.alarms:
        component.add_component(_alarm(todo, alarm - _after_midnight(todo), "START"))
    return component


def _add_common(component: icalendar.Component, todo: Todo, agenda: Agenda, zone: ZoneInfo) -> None:
    component.add("UID", str(uuid5(NAMESPACE, _identity(component, todo, agenda.directive))))
    component.add("DTSTAMP", _utc(agenda.moment.at, zone))
    component.add("SEQUENCE", todo.changes)
    outcome = todo.outcome if isinstance(component, icalendar.Event) else None
    summary = f"{todo.summary}: {outcome}" if outcome else todo.summary
    component.add("SUMMARY", plain_text(summary))
    component.add("DESCRIPTION", "\n".join(map(plain_text, todo.description)))
    component.add("CATEGORIES", [plain_text(category) for category in todo.categories])


def _identity(component: icalendar.Component, todo: Todo, directive: Directive) -> str:
    """Return a unique name of a component: other years and communes reuse a directive's number."""
    number, issuer = map(names.identity, (directive.number, directive.issuer))
    parts = (component.name, number, directive.issued.isoformat(), issuer, todo.key)
    return "\n".join(map(str, parts))


def _alarm(todo: Todo, trigger: timedelta, related: str) -> icalendar.Alarm:
    component = icalendar.Alarm()
    component.add("ACTION", "DISPLAY")
    component.add("DESCRIPTION", plain_text(todo.summary))
    component.add("TRIGGER", trigger, parameters={"RELATED": related})
    return component


def _add_days(
    component: icalendar.Todo | icalendar.Event,
    series: Series,
    first: date,
    until: date | None,
    zone: ZoneInfo,
) -> None:
    """Add the rule of recurrence, or its days; `until` is of the same type as `first`."""
    if series.rule:
        rule = _rule(series.rule)
        component.add("RRULE", {**rule, "UNTIL": until} if until else rule)
        return
    after = [day - series.due.date() for day in series.days[1:]]
    days = [first + days for days in after]
    if isinstance(first, datetime):
        component.add("RDATE", [datetime.combine(day, first.time(), zone) for day in days])
    else:  # icalendar before version 7 does not add VALUE by itself
        component.add("RDATE", days, parameters={"VALUE": "DATE"})


def _rule(rule: Rule) -> dict[str, object]:
    """Return a rule of recurrence as RFC 5545 writes it."""
    if rule.every == "day":
        return {"FREQ": "DAILY"}
    if rule.every == "week":
        return {"FREQ": "WEEKLY", "BYDAY": [dates.WEEKDAYS[day][:2].upper() for _, day in rule.on]}
    days = [_days_of_month(day) for _, day in rule.on]
    by_day = {"BYMONTHDAY": [day for several in days for day in several]}
    if len(by_day["BYMONTHDAY"]) > len(days):
        by_day["BYSETPOS"] = [-1]
    if rule.every == "year":
        return {"FREQ": "YEARLY", "BYMONTH": (rule.on[0][0] - 1) % 12 + 1, **by_day}
    return {"FREQ": "MONTHLY", "INTERVAL": MONTHS[rule.every], **by_day}


def _days_of_month(day: int) -> list[int]:
    """Return the days of a month that can stand for a day, the last existing one of which counts.

    For the 30th, these are the 28th to the 30th: February has no 30th.
    """
    if day >= LAST - 1:
        return [-1]
    return list(range(min(day, _SHORTEST_MONTH), day + 1))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def plain_text(text: str) -> str:
    r"""Return a text without \N, which the library would take for a line break."""
    return clean(text).replace(r"\N", "\N{FULLWIDTH REVERSE SOLIDUS}N")
