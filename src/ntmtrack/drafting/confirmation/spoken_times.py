"""Deadlines and rhythms of a draft as people write them, formatted and parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ntmtrack.directive import dates
from ntmtrack.directive import deadlines
from ntmtrack.directive import mistaken_deadlines
from ntmtrack.directive import names
from ntmtrack.directive import rule_words
from ntmtrack.directive.periods import Period
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_ROMAN = ("I", "II", "III", "IV")
# The English forms are those of the file, so that both languages can be parsed.
_PERIODS: Mapping[str, str] = {
    "month": N_("{month}/{year}"),
    "quarter": N_("Q{quarter} {year}"),
    "year": N_("{year}"),
}
_HALVES = (N_("{year}-H1"), N_("{year}-H2"))
_WITH_HOUR = N_("{hour}:{minute} {day}")
_EVERY = {
    "day": N_("daily"),
    "week": N_("weekly"),
    "month": N_("monthly"),
    "quarter": N_("quarterly"),
    "half-year": N_("half-yearly"),
    "year": N_("yearly"),
}
_WEEKDAYS = dict(
    zip(
        dates.WEEKDAYS,
        (
            *(N_("on Monday"), N_("on Tuesday"), N_("on Wednesday"), N_("on Thursday")),
            *(N_("on Friday"), N_("on Saturday"), N_("on Sunday")),
        ),
        strict=True,
    )
)
_LAST_DAY = N_("on the last day")
_DAY = N_("on day {day}")
_DAY_AFTER = N_("on day {day} of the next period")
_DAY_OF_YEAR = N_("on {day}/{month}")
_DAY_OF_LAST_MONTH = N_("on day {day} of the last month")
_DAY_OF_MONTH = N_("on day {day} of month {month}")
_DAYS_BEFORE, _DAYS_AFTER = N_("{days} days before {event}"), N_("{days} days after {event}")
_MONTHS_OF = {"quarter": 3, "half-year": 6}
_FROM = re.compile(r",?\s*\b(?:từ|from)\s+(?:ngày\s+)?(\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_UNTIL = re.compile(r",?\s*\b(?:đến|until)\s+(?:ngày\s+)?(\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_WRITTEN = re.compile(
    r"(?<![\w/.-])\d{4}-(?:\d\d-\d\d(?:T\d\d:\d\d)?|\d\d|Q\d|H\d)(?![\w/-])", re.ASCII
)
_COUNTED = re.compile(r"(\d{1,3}) (?:ngay|days?) (truoc|sau|before|after) (.+)")


def due_text(text: str, words: Words) -> str:
    """Format a deadline as offices write it; return any other text unchanged."""
    try:
        deadline = deadlines.parse(text)
    except NtmError:
        return text
    if deadline.period:
        return _period_text(deadline.period, words)
    day = words.day(deadline.day)
    if deadline.time is None:
        return day
    hour, minute = f"{deadline.time:%H}", f"{deadline.time:%M}"
    return words.say(_WITH_HOUR, hour=hour, minute=minute, day=day)


def in_words(text: str, words: Words) -> str:
    """Return a text with its days and periods written as in offices, not as in files."""
    return _WRITTEN.sub(lambda match: due_text(match[0], words), text)


def _period_text(period: Period, words: Words) -> str:
    if period.every == "half-year":
        return words.say(_HALVES[period.part - 1], year=str(period.year))
    quarter = _ROMAN[(period.part - 1) % 4] if words.language == "vi" else period.part
    text = _PERIODS[period.every]
    return words.say(text, month=period.part, quarter=quarter, year=str(period.year))


def rule_text(rule: Any, words: Words) -> str:  # noqa: ANN401 - a mapping, or what a person made of it
    """Format a rule of recurrence: hằng tháng, ngày 25."""
    return ", ".join(_rule_parts(rule, words)) if isinstance(rule, dict) else str(rule)


def _rule_parts(rule: Mapping[str, Any], words: Words) -> Iterator[str]:
    every, on = str(rule.get("every", "")), rule.get("on")
    yield words.say(_EVERY[every]) if every in _EVERY else every
    for day in on if isinstance(on, list) else [on] if on else []:
        yield _day_text(str(day), every, words)
    if at := rule.get("at"):
        hour, _, minute = str(at).partition(":")
        yield words.say("at {hour}:{minute}", hour=hour, minute=minute)
    if start := rule.get("from"):
        yield words.say("from {day}", day=due_text(str(start), words))
    if until := rule.get("until"):
        yield words.say("until {day}", day=due_text(str(until), words))


def _day_text(day: str, every: str, words: Words) -> str:
    if every == "week" and day in _WEEKDAYS:
        return words.say(_WEEKDAYS[day])
    if day == "last":
        return words.say(_LAST_DAY)
    if day.startswith("+"):
        return words.say(_DAY_AFTER, day=day[1:])
    month, dash, number = day.partition("-")
    if not dash:
        return words.say(_DAY, day=day)
    if every == "year":
        return words.say(_DAY_OF_YEAR, day=number, month=month)
    last = int(month) == _MONTHS_OF.get(every) if month.isdecimal() else False
    text = _DAY_OF_LAST_MONTH if last else _DAY_OF_MONTH
    return words.say(text, day=number.lstrip("0"), month=month)


# “Ngày nhận đủ hồ sơ” is no proper name; “Ngày hội Đoàn kết” is one.
_DAY_OF = re.compile(r"Ngày (?!hội\b)[a-zà-ỹđ]")


def event_text(name: str, days: str, words: Words) -> str:
    """Format a deadline that is a number of days before or after an event."""
    if not days or days == "0":
        return name
    if _DAY_OF.match(name):
        name = name[:1].lower() + name[1:]
    text = _DAYS_BEFORE if days.startswith("-") else _DAYS_AFTER
    return words.say(text, days=days.lstrip("+-"), event=name)


def read_rules(text: str, start: str) -> Any:  # noqa: ANN401 - a rule, or a list of them
    """Parse rhythms in words, or return None; rules without a first day begin on `start`."""
    rules = [_read_rule(part, start) for part in text.split(";") if part.strip()]
    if not rules or not all(rules):
        return None
    return rules[0] if len(rules) == 1 else rules


def _read_rule(text: str, start: str) -> dict[str, Any] | None:
    begin, until = _FROM.search(text), _UNTIL.search(text)
    text = _UNTIL.sub("", _FROM.sub("", text)).strip(" ,")
    every = rule_words.period_meant(text)
    if every is None or rule_words.suggest(text) is None or mistaken_deadlines.names_day(text):
        return None
    rule: dict[str, Any] = {"every": every}
    hour = mistaken_deadlines.HOUR.search(mistaken_deadlines.normalize(text))
    if days := rule_words.days_meant(text, every):
        rule["on"] = days.strip("[]").split(", ") if days.startswith("[") else days
    if hour:
        rule["at"] = mistaken_deadlines.write_hour(hour)
    if first := begin[1] if begin else start:
        rule["from"] = first
    return rule | ({"until": until[1]} if until else {})


def read_deadline(text: str) -> dict[str, str] | None:
    """Parse a deadline as documents word it (trước ngày 31/10/2026); return None if in doubt."""
    times = time_phrases.in_cell(text, None)
    if len(times) != 1 or text[: times[0].start].strip() or text[times[0].end :].strip(" ."):
        return None
    (time,), due = times, str(times[0].fields.get("due", ""))
    is_full = time.whole or "T" in due
    if not is_full or time.doubts or time.fields.keys() > {"due", "due_is"} or not due:
        return None
    return {"due": due, "due_is": str(time.fields.get("due_is", "by"))}


def read_event(text: str, events: Sequence[Mapping[str, Any]]) -> dict[str, str] | None:
    """Parse an event, or a number of days before or after one; return None if none is named."""
    folded = names.fold(text)
    counted = _COUNTED.fullmatch(folded)
    called = counted[3] if counted else folded
    for event in events:
        if names.fold(str(event.get("name", ""))) == called:
            deadline = {"event": str(event["id"])}
            if counted:
                sign = "-" if counted[2] in ("truoc", "before") else ""
                deadline["event_days"] = f"{sign}{counted[1]}"
            return deadline
    return None
