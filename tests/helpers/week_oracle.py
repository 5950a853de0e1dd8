"""What a week must count, computed anew from the raw text of a file, as the contract has it.

Nothing of ntmtrack is used, and every occurrence of a duty is checked one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any
from typing import NamedTuple

import yaml

Raw = dict[str, Any]
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
LAST_MINUTE = time(23, 59)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SIX = ("done_on_time", "done_late", "done_no_deadline", "in_time", "overdue", "no_deadline")
WITHIN = ("due_today", "due_soon", "waiting", "standing", "no_date")


class Share(NamedTuple):
    """Describe one item: its task, who answers, and the village or owner of an `each` task."""

    task: Raw
    answers: tuple[str, ...]
    village: str | None = None
    owner: str | None = None

    @property
    def key(self) -> str:
        share = self.village or self.owner
        return f"{self.task['id']}@{share}" if share else str(self.task["id"])


@dataclass
class State:
    """Describe how an item stands: which of the six counts it is in, or `cancelled`."""

    count: str
    within: str | None = None
    due: date | None = None
    begun: datetime | None = None
    done: datetime | None = None
    heard: datetime | None = None


@dataclass
class Found:
    """Describe what the log says of an item that is done once."""

    due: date | None
    decided: str = ""
    begun: datetime | None = None
    done: datetime | None = None
    due_when: dict[str, date | None] = field(default_factory=dict)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


class File:
    """Represent the raw data of a file."""

    def __init__(self, text: str) -> None:
        self.raw: Raw = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - gives plain strings only
        self.villages = [one["id"] for one in self.raw["villages"]]
        self.starts = WEEKDAYS.index(self.raw["settings"]["week_starts"])
        self.log = list(not_undone(self.raw["progress"]))

    def week(self, day: date) -> date:
        """Return the first day of the week that contains a day."""
        while day.weekday() != self.starts:
            day -= DAY
        return day

    def shares(self) -> Iterator[Share]:
        """Yield all items except those of headings and of superseded tasks."""
        headings = {task.get("part_of") for task in self.raw["tasks"]}
        for task in self.raw["tasks"]:
            if task["id"] not in headings and "superseded_by" not in task:
                yield from self._shares(task)

    def _shares(self, task: Raw) -> Iterator[Share]:
        groups = {one["id"]: one["members"] for one in self.raw.get("owner_groups", ())}
        leads = tuple(dict.fromkeys(m for one in task["owner"] for m in groups.get(one, [one])))
        if task.get("each") == "owner":
            yield from (Share(task, (one,), owner=one) for one in leads)
        elif task.get("each") == "village":
            own = {one["id"] for one in self.raw["owners"] if "per_village" in one}
            for village in self.villages_of(task):
                answers = tuple(f"{one}@{village}" if one in own else one for one in leads)
                yield Share(task, answers, village=village)
        else:
            yield Share(task, leads)

    def villages_of(self, task: Raw) -> list[str]:
        named: str | list[str] = task["villages"]
        if isinstance(named, list):
            return named
        return self.villages if named == "all" else list(self.raw["village_groups"][named])

    def entries(self, share: Share, at: datetime) -> list[Raw]:
        """Return the entries of an item up to a moment, in order."""
        mine = [
            entry
            for entry in self.log
            if entry["task"] == share.task["id"]
            and (entry.get("village"), entry.get("owner")) == (share.village, share.owner)
            and moment(entry["on"]) <= at
        ]
        return sorted(mine, key=lambda entry: moment(entry["on"]))

    def state(self, share: Share, at: datetime) -> State:
        """Judge an item at a moment."""
        log = self.entries(share, at)
        judge = self._duty if "repeat" in share.task else self._one_off
        state = judge(share.task, log, at)
        heard = [moment(entry["on"]) for entry in log if entry["mark"] != "reminded"]
        state.heard = max(heard, default=None)
        return state

    def _one_off(self, task: Raw, log: Sequence[Raw], at: datetime) -> State:
        due = task.get("due")
        if "event" in task:
            due = next(one.get("date") for one in self.raw["events"] if one["id"] == task["event"])
        found = read(log, date.fromisoformat(due) if due else None)
        to_start = task.get("due_to") == "start"
        kind = "begun" if to_start else "done"
        met, when_due = (found.begun if to_start else found.done), found.due_when.get(kind)
        state = State("", due=found.due, begun=found.begun)
        if found.decided == "cancelled":
            state.count = "cancelled"
        elif found.decided == "done":
            late = met and when_due and met > self.last_good(task, when_due)
            state.count = "done_late" if late else "done_on_time" if found.due else SIX[2]
            state.done = found.done
        elif found.due is None or (to_start and found.begun):
            state.count = "no_deadline"
            state.within = "standing" if "standing" in task else None
            state.within = "waiting" if "event" in task else state.within
        else:
            self._against(state, self.last_good(task, found.due), at)
        return state

    def _against(self, state: State, last_good: datetime, at: datetime) -> None:
        if at > last_good:
            state.count = "overdue"
            return
        left = (last_good.date() - at.date()).days
        soon = int(self.raw["settings"]["due_soon_days"])
        state.count = "in_time"
        state.within = "due_today" if left == 0 else "due_soon" if left <= soon else None

    def last_good(self, task: Raw, due: date) -> datetime:
        """Return the last minute in time for a deadline."""
        named = "due" in task and "due_to" not in task and task.get("due_is", "before") == "before"
        strict = named and self.raw["settings"]["deadline_reading"] == "strict"
        return datetime.combine(due - DAY if strict else due, LAST_MINUTE)

    def _duty(self, task: Raw, log: Sequence[Raw], at: datetime) -> State:
        fates = self.fates(task, log)
        days = list(self.occurrences(task, at.date() + 2 * WEEK))
        passed = [day for day in days if at > good_until(task, day)]
        missing = []
        for day in reversed(passed):
            if day in fates:
                break
            missing.append(day)
        reported = [day for day, fate in fates.items() if fate != "excused"]
        later = bool(passed and reported) and max(reported) > passed[-1]
        begun = min((moment(one["on"]) for one in log if one["mark"] != "note"), default=None)
        if missing and not later:
            return State("overdue", due=missing[-1], begun=begun)
        coming = next(day for day in days if day not in passed and day not in fates)
        return State("in_time", "due_today" if coming == at.date() else None, coming, begun)

    def occurrences(self, task: Raw, last: date) -> Iterator[date]:
        """Yield the days of a duty, one by one."""
        repeat = task["repeat"]
        day = date.fromisoformat(repeat["from"])
        until = date.fromisoformat(repeat.get("until", "2999-12-31"))
        while day <= min(last, until):
            if repeat["every"] == "day" or WEEKDAYS[day.weekday()] == repeat["on"]:
                yield day
            day += DAY

    def fates(self, task: Raw, log: Sequence[Raw]) -> dict[date, str]:
        """Return what became of each occurrence that has an entry."""
        fates: dict[date, str] = {}
        for entry in log:
            if entry["mark"] in ("done", "nothing", "excused"):
                day = (
                    date.fromisoformat(entry["for"])
                    if "for" in entry
                    else moment(entry["on"]).date()
                )
                if task["repeat"]["every"] == "week":
                    first = self.week(day)
                    day = next(self.occurrences_of_week(task, first))
                late = moment(entry["on"]) > good_until(task, day)
                fate = ("late" if late else "on_time") if entry["mark"] == "done" else entry["mark"]
                fates.setdefault(day, fate)
        return fates

    def occurrences_of_week(self, task: Raw, first: date) -> Iterator[date]:
        """Return the occurrences of one week."""
        return (day for day in self.occurrences(task, first + 6 * DAY) if day >= first)


def good_until(task: Raw, day: date) -> datetime:
    """Return the last minute in time for an occurrence."""
    clock = task["repeat"].get("at")
    return datetime.combine(day, time.fromisoformat(clock) if clock else LAST_MINUTE)


def read(log: Sequence[Raw], due: date | None) -> Found:
    """Summarize the entries of an item that is done once."""
    summary = Found(due)
    for entry in log:
        mark, on = entry["mark"], moment(entry["on"])
        if mark in ("started", "done") and summary.begun is None:
            summary.begun, summary.due_when["begun"] = on, summary.due
        if mark == "done":
            summary.decided = "done"
            if summary.done is None:
                summary.done, summary.due_when["done"] = on, summary.due
        elif mark == "reopened":
            summary.decided, summary.done = "", None
        elif mark == "cancelled":
            summary.decided = "cancelled"
        elif mark == "extended" and summary.decided != "done":
            summary.due = date.fromisoformat(entry["to"])
    return summary


def not_undone(entries: Sequence[Raw]) -> Iterator[Raw]:
    """Return the entries that were not taken back."""
    gone: set[int] = set()
    for place, entry in enumerate(entries):
        if entry["mark"] == "undone":
            gone.add(place)
            gone.add(
                max(
                    other
                    for other in range(place)
                    if other not in gone
                    and all(same(entry, entries[other], name) for name in ("task", "village", "on"))
                    and all(same(entry, entries[other], name) for name in ("owner", "for"))
                    and entries[other].get("at", entries[other]["mark"]) == entry["undoes"]
                )
            )
    return (entry for place, entry in enumerate(entries) if place not in gone)


def same(one: Raw, other: Raw, name: str) -> bool:
    return bool(one.get(name) == other.get(name))


def tally(states: Sequence[State]) -> dict[str, int]:
    """Count states as the official grid does."""
    counts: Counter[str] = Counter()
    for state in states:
        counts[state.count] += 1
        if state.within:
            counts[state.within] += 1
    total = sum(counts[name] for name in SIX)
    by_name = {name: counts[name] for name in (*SIX, *WITHIN, "cancelled")}
    return {"total": total, **by_name}
