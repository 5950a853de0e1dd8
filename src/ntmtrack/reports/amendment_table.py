"""Later letters as people and programs read them: what each changes, of what, and why."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence

from ntmtrack.directive import amendments
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import View
from ntmtrack.wording.words import Words


def about(view: View, keys: Collection[ItemKey]) -> list[Amendment]:
    """Give the letters in force at the view's moment that change something of these items."""
    letters = amendments.in_force(view.document, view.moment.day)
    return [one for one in letters if any(amendments.is_about(one, key) for key in keys)]


def table(found: Sequence[Amendment], document: Document, words: Words) -> Table:
    """Lay letters out by date."""
    return Table(
        words.say("Later letters"),
        [
            Column(words.say("On")),
            Column(words.say("Letter"), wraps=True),
            Column(words.say("Change"), wraps=True),
            Column(words.say("Tasks"), wraps=True),
            Column(words.say("Reason"), wraps=True),
        ],
        [
            (
                Cell(one.issued),
                Cell(one.number),
                Cell(_change(one, words)),
                Cell(_tasks(one, document)),
                Cell(one.note or ""),
            )
            for one in found
        ],
    )


def _change(letter: Amendment, words: Words) -> str:
    if letter.due:
        return words.say("new deadline {day}", day=words.day(letter.due))
    return words.say("cancelled") if letter.cancelled else words.say("new tasks")


def _tasks(letter: Amendment, document: Document) -> str:
    """Name what a letter changes or, where it changes nothing, what it adds."""
    added = (task.id for task in document.tasks.values() if task.source == letter.number)
    tasks = ", ".join(letter.tasks or added)
    villages = ", ".join(document.villages[id_].name for id_ in letter.villages)
    return f"{tasks}: {villages}" if villages else tasks


def data(letter: Amendment) -> Json:
    """Give a letter as data."""
    own = {"tasks": list(letter.tasks), "villages": list(letter.villages)}
    return {**json_data.amendment(letter), **own}
