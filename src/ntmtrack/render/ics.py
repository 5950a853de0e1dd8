"""iCalendar (RFC 5545): each item as a to-do and, where asked for, as a day in the calendar."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from uuid import uuid5
from zoneinfo import ZoneInfo

from ntmtrack.directive import dates
from ntmtrack.reports.agenda import Agenda
from ntmtrack.reports.agenda import Series
from ntmtrack.reports.agenda import Todo
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    import icalendar

# What our names are made in, so that nobody else's can be the same. It must never change.
NAMESPACE = UUID("0b1f3f0e-0a52-5c0c-9d0c-6f4f1f1d49c5")
# The rules of a zone are written down this far ahead; after that its last ones hold.
ZONE_YEARS = 10


def render(agenda: Agenda, words: Words, *, events: bool = False) -> bytes:
    """Write the to-dos and, for phones that ignore those, all-day events too."""
    import icalendar

    found = icalendar.Calendar()
    found.add("PRODID", f"-//ntmtrack//ntmtrack//{words.language.upper()}")
    found.add("VERSION", "2.0")
    # Both as RFC 7986 names them and as most programs read them; a vText, because the library
    # writes those of the latter as they are, and a comma would end them.
    title = icalendar.vText(text_of(agenda.title))
    about = icalendar.vText("\n".join(map(text_of, agenda.about)))
    for name, text in (
        *(("NAME", title), ("X-WR-CALNAME", title)),
        *(("DESCRIPTION", about), ("X-WR-CALDESC", about)),
    ):
        found.add(name, text)
    zone = ZoneInfo(agenda.directive.timezone)
    for todo in agenda.todos:
        found.add_component(_todo(todo, agenda, zone))
        if events and todo.due:
            found.add_component(_event(todo, todo.due, agenda, zone))
    last = agenda.moment.day + timedelta(days=366 * ZONE_YEARS)
    found.add_missing_timezones(agenda.directive.issued, last)
    written: bytes = found.to_ical(sorted=False)
    return written


def _todo(todo: Todo, agenda: Agenda, zone: ZoneInfo) -> icalendar.Todo:
    import icalendar

    found = icalendar.Todo()
    _common(found, todo, agenda, zone)
    found.add("STATUS", todo.state)
    if todo.done:
        found.add("COMPLETED", _utc(todo.done, zone))
    if todo.percent is not None:
        found.add("PERCENT-COMPLETE", todo.percent)
    if todo.series:
        _recurring(found, todo.series, zone)
    else:
        if todo.start:
            found.add("DTSTART", todo.start)
        if todo.due:
            # RFC 5545 leaves open whether a DATE is due as it begins or as it ends. People, and
            # task programs, read "15/7" as late from the 16th: so this is the last good day.
            found.add("DUE", todo.due)
    # Of a DATE a trigger counts from the midnight that begins it, as ours do; of a time, from it.
    after = todo.series.due - _midnight(todo.series.due) if todo.series else timedelta()
    for alarm in todo.alarms:
        found.add_component(_alarm(todo, alarm - after, "END"))
    return found


def _recurring(found: icalendar.Todo, series: Series, zone: ZoneInfo) -> None:
    """Set when a series begins, is due, and comes again; each is to be due after it begins."""
    begins = _midnight(series.due)
    if begins == series.due:
        begins -= timedelta(days=1)
    until = series.last and _utc(begins + (series.last - series.due.date()), zone)
    found.add("DTSTART", begins.replace(tzinfo=zone))
    found.add("DUE", series.due.replace(tzinfo=zone))
    found.add("RRULE", _rule(series, begins, until))


def _event(todo: Todo, due: date, agenda: Agenda, zone: ZoneInfo) -> icalendar.Event:
    import icalendar

    found = icalendar.Event()
    _common(found, todo, agenda, zone)
    found.add("STATUS", "CANCELLED" if todo.state == "CANCELLED" else "CONFIRMED")
    found.add("TRANSP", "TRANSPARENT")  # a deadline keeps nobody busy
    found.add("DTSTART", due)
    if todo.series:
        found.add("RRULE", _rule(todo.series, due, todo.series.last))
    for alarm in todo.alarms:
        found.add_component(_alarm(todo, alarm, "START"))
    return found


def _common(found: icalendar.Component, todo: Todo, agenda: Agenda, zone: ZoneInfo) -> None:
    number = agenda.directive.number
    found.add("UID", str(uuid5(NAMESPACE, f"{found.name} {number} {todo.key}")))
    found.add("DTSTAMP", _utc(agenda.moment.at, zone))
    found.add("SEQUENCE", todo.changes)
    found.add("SUMMARY", text_of(todo.summary))
    found.add("DESCRIPTION", "\n".join(map(text_of, todo.description)))
    found.add("CATEGORIES", [text_of(category) for category in todo.categories])


def _alarm(todo: Todo, trigger: timedelta, related: str) -> icalendar.Alarm:
    import icalendar

    found = icalendar.Alarm()
    found.add("ACTION", "DISPLAY")
    found.add("DESCRIPTION", text_of(todo.summary))
    found.add("TRIGGER", trigger, parameters={"RELATED": related})
    return found


def _rule(series: Series, first: date, until: date | None) -> dict[str, object]:
    """Give the rule of recurrence; `until` must be of the kind of the first day, but in UTC."""
    rule: dict[str, object] = {"FREQ": "DAILY"}
    if series.every == "week":
        weekday = dates.WEEKDAYS[first.weekday()][:2].upper()
        rule = {"FREQ": "WEEKLY", "BYDAY": weekday}
    return {**rule, "UNTIL": until} if until else rule


def _midnight(of: date) -> datetime:
    return datetime(of.year, of.month, of.day)


def _utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def text_of(text: str) -> str:
    r"""Give a text that stays what it is: the library would take \N for the end of a line."""
    return clean(text).replace(r"\N", "\N{FULLWIDTH REVERSE SOLIDUS}N")
