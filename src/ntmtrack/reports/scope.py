"""What the filters have left in a report, for a reader who did not type them."""

from __future__ import annotations

from collections.abc import Iterator

from ntmtrack.directive.model import Document
from ntmtrack.reports.tables import Line
from ntmtrack.status.selection import Selection
from ntmtrack.status.selection import owners_of
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words


def scope(selection: Selection, document: Document, words: Words) -> list[Line]:
    """Say what a report is about where that is not the whole directive."""
    filters = "; ".join(_filters(selection, document, words))
    return [Line(words.say("Only: {filters}.", filters=filters))] if filters else []


def _filters(selection: Selection, document: Document, words: Words) -> Iterator[str]:
    """Name each filter: the names in the file's order, a body only where its kind is not named."""
    villages, owners = selection.villages or frozenset(), selection.owners or frozenset()
    named = [one.name for one in document.villages.values() if one.id in villages]
    bodies = [
        one.names[0]
        for one in owners_of(document)
        if one.id in owners and ("@" not in one.id or one.id.partition("@")[0] not in owners)
    ]
    statuses = [words.say(STATUSES[one]) for one in STATUSES if one in selection.statuses]
    if named:
        yield words.plural("village {names}", "villages {names}", len(named), names=_and(named))
    if bodies:
        yield words.plural("owner {names}", "owners {names}", len(bodies), names=_and(bodies))
    if selection.clauses:
        yield words.say("clause {names}", names=_and(selection.clauses))
    if statuses:
        yield words.say("status {names}", names=_and(statuses))
    if selection.search is not None:
        yield words.say("words “{typed}”", typed=selection.search)


def _and(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names)
