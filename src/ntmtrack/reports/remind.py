"""Reminders as data: for each owner what is overdue, due today and due soon."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import alphabet
from ntmtrack.directive.log import reminds
from ntmtrack.directive.model import Owner
from ntmtrack.directive.weeks import was_closed_before
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.status.evaluate import owner_of
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Selection
from ntmtrack.status.view import View
from ntmtrack.status.view import overdue_items
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_periodic import ReminderData
    from ntmtrack.reports.schema.json_periodic import RemindFields
    from ntmtrack.reports.schema.json_periodic import RemindReportData
    from ntmtrack.reports.schema.json_periodic import SeveralRemindReportData

# Beyond this many days late, a reminder asks for the cause and for a completion day.
FIRM_DAYS = 3

Tone = Literal["firm", "late", "today", "soon"]


class Reminder(NamedTuple):
    """Collect what one owner has overdue, due today and due soon, the most pressing first.

    `is_long` is true if an item has been overdue for at least `overdue_long_days`.
    """

    owner: Owner
    overdue: Sequence[Item]
    today: Sequence[Item]
    soon: Sequence[Item]
    is_long: bool = False

    @property
    def items(self) -> list[Item]:
        """Return everything that the owner is reminded of."""
        return [*self.overdue, *self.today, *self.soon]

    @property
    def tone(self) -> Tone:
        """Return how pressing the most pressing item is."""
        if any((item.state.days_late or 0) > FIRM_DAYS for item in self.overdue):
            return "firm"
        return "late" if self.overdue else "today" if self.today else "soon"

    @property
    def days(self) -> list[date]:
        """Return the days on which the owner was reminded of any of these before."""
        marks = (
            entry.on.date()
            for item in self.items
            for entry in item.entries
            if reminds(entry, self.owner)
        )
        return sorted(set(marks))


class RemindReport(NamedTuple):
    """Collect one reminder for each owner, most days late first.

    It includes what is due within `ahead` days. `parts` has the view of each issuer. `only_about`
    is set if the report is on a single owner who needs no reminder.
    """

    view: View
    parts: Sequence[View]
    reminders: Sequence[Reminder]
    ahead: int
    answer_by: date | None = None
    only_about: Owner | None = None

    def by_owner(self) -> dict[str, RemindReport]:
        """Split the report by owners' ids, for one file each."""
        groups: dict[str, list[Reminder]] = {}
        for reminder in self.reminders:
            groups.setdefault(reminder.owner.id, []).append(reminder)
        return {id_: self._replace(reminders=reminders) for id_, reminders in groups.items()}

    def owners_without_reminder(self) -> list[Owner]:
        """Return all owners who owe nothing; none if filters may hide what they owe."""
        if self.view.selection != Selection():
            return []
        owners, villages = self.view.document.owners, self.view.document.villages
        places = (None, *villages.values())
        every = [owner_of(owner, place) for owner in owners.values() for place in places]
        reminded = {reminder.owner.id for reminder in self.reminders}
        return [owner for owner in every if owner.id not in reminded]


def make(view: View, days: int, answer_by: date | None = None) -> RemindReport:
    """Collect what is overdue, due today or due within some days, for every owner.

    Each issuer reminds an owner separately, in its own name. Nobody is reminded of a directive that
    was closed before this week.
    """
    parts = _by_issuer(view)
    reminders = [each for part in parts for each in _reminders(part, days)]
    reminders.sort(key=_lateness_and_name)
    return RemindReport(view, parts, reminders, days, answer_by)


def _by_issuer(view: View) -> Sequence[View]:
    """Split a view by the issuers of its directives; a single directive stays whole."""
    if not view.several:
        return [view]
    from ntmtrack.status.joining import by_issuer  # not needed for a single directive

    return by_issuer(view)


def _reminders(view: View, days: int) -> list[Reminder]:
    if not view.several and was_closed_before(view.document, view.moment.day):
        return []
    by_owner: dict[Owner, list[Item]] = {}
    for item in view.items:
        if item.state.status in ("overdue", "due-today") or item.is_due_within(days):
            for owner in filter(view.selection.names_owner, item.owners):
                by_owner.setdefault(owner, []).append(item)
    long = view.document.settings.overdue_long_days
    return [_reminder(owner, items, long) for owner, items in by_owner.items()]


def _lateness_and_name(reminder: Reminder) -> tuple[object, ...]:
    latest = max((item.state.days_late or 0 for item in reminder.overdue), default=0)
    return -latest, alphabet.dictionary_key(reminder.owner.name)


def _reminder(owner: Owner, items: Sequence[Item], long_days: int) -> Reminder:
    late = overdue_items(items)
    soon = [item for item in items if item.state.status not in ("overdue", "due-today")]
    return Reminder(
        owner,
        overdue=late,
        today=[item for item in items if item.state.status == "due-today"],
        soon=sorted(soon, key=lambda item: item.state.days_left or 0),
        is_long=any((item.state.days_late or 0) >= long_days for item in late),
    )


def leads_by_item(reminders: Iterable[Reminder]) -> list[tuple[Item, list[Owner]]]:
    """Return every item in the reminders once, with the leads who are reminded of it."""
    leads: dict[str, tuple[Item, list[Owner]]] = {}
    for reminder in reminders:
        for item in reminder.items:
            leads.setdefault(item.key, (item, []))[1].append(reminder.owner)
    return list(leads.values())


def all_items(reminders: Iterable[Reminder]) -> list[Item]:
    """Return every item in the reminders once."""
    return list({item.key: item for reminder in reminders for item in reminder.items}.values())


def data(report: RemindReport, words: Words) -> RemindReportData | SeveralRemindReportData:
    """Return the report as data."""
    view = report.view
    items = all_items(report.reminders)
    fields: RemindFields = {"reminders": [*map(_reminder_data, report.reminders)]}
    if view.several:
        return {
            "schema": json_values.SCHEMA,
            "report": "remind",
            **json_values.joint_head(view.several, view, words),
            **fields,
            "items": json_data.joint_items(items, view, words),
        }
    return {
        "schema": json_values.SCHEMA,
        "report": "remind",
        **json_values.head(view, words),
        **fields,
        "items": json_data.items(items, view, words),
    }


def _reminder_data(reminder: Reminder) -> ReminderData:
    owner = reminder.owner
    return {
        "owner": {"id": owner.id, "name": owner.name, "title": owner.title},
        "tone": reminder.tone,
        "long_overdue": reminder.is_long,
        "overdue": json_data.keys(reminder.overdue),
        "due_today": json_data.keys(reminder.today),
        "due_soon": json_data.keys(reminder.soon),
        "reminded": [json_values.day(day) for day in reminder.days],
    }
