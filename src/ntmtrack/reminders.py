"""Reminders: for each owner what is overdue, due today and due soon, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal
from typing import NamedTuple

from ntmtrack import names
from ntmtrack.items import Item
from ntmtrack.model import Owner
from ntmtrack.views import View

# Late by more than so many days, a reminder asks for the cause and for a day.
FIRM_DAYS = 3

Tone = Literal["firm", "late", "today", "soon"]


class Reminder(NamedTuple):
    """Hold what one owner has overdue, due today and due soon, the most pressing first."""

    owner: Owner
    overdue: Sequence[Item]
    today: Sequence[Item]
    soon: Sequence[Item]

    @property
    def items(self) -> list[Item]:
        """Give all that the owner is reminded of."""
        return [*self.overdue, *self.today, *self.soon]

    @property
    def tone(self) -> Tone:
        """Tell how pressing the most pressing item is."""
        if any((item.days_late or 0) > FIRM_DAYS for item in self.overdue):
            return "firm"
        return "late" if self.overdue else "today" if self.today else "soon"

    @property
    def days(self) -> list[date]:
        """Give the days on which the owner was reminded of any of these before."""
        marks = (
            entry.on.date()
            for item in self.items
            for entry in item.entries
            if entry.mark == "reminded"
        )
        return sorted(set(marks))


class RemindReport(NamedTuple):
    """Hold one reminder for each owner, those with most days late first, then by name."""

    view: View
    reminders: Sequence[Reminder]

    def alone(self, reminder: Reminder) -> RemindReport:
        """Give the report of one reminder, for a file of its own."""
        return RemindReport(self.view, [reminder])


def make(view: View, days: int) -> RemindReport:
    """Gather what is overdue, due today, or due within some days, by first owner."""
    by_owner: dict[Owner, list[Item]] = {}
    for item in view.items:
        if item.status in ("overdue", "due-today") or _near(item, days):
            by_owner.setdefault(item.lead, []).append(item)
    reminders = [_reminder(owner, items) for owner, items in by_owner.items()]
    reminders.sort(key=_lateness_and_name)
    return RemindReport(view, reminders)


def _lateness_and_name(one: Reminder) -> tuple[object, ...]:
    latest = max((item.days_late or 0 for item in one.overdue), default=0)
    return -latest, names.order(one.owner.name)


def _near(item: Item, days: int) -> bool:
    """Tell whether an item is due within some days; a daily report always is, so it is not."""
    daily = item.task.repeat is not None and item.task.repeat.every == "day"
    return not daily and item.days_left is not None and 0 < item.days_left <= days


def _reminder(owner: Owner, items: Sequence[Item]) -> Reminder:
    ahead = [item for item in items if item.status not in ("overdue", "due-today")]
    return Reminder(
        owner,
        sorted(
            (item for item in items if item.status == "overdue"),
            key=lambda item: -(item.days_late or 0),
        ),
        [item for item in items if item.status == "due-today"],
        sorted(ahead, key=lambda item: item.days_left or 0),
    )
