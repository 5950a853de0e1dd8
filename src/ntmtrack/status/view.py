"""A document at a moment, filtered and counted: what every report starts from."""

from collections.abc import Iterable
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.status.counts import Counts
from ntmtrack.status.counts import count
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Filters
from ntmtrack.status.selection import Selection
from ntmtrack.status.selection import select
from ntmtrack.wording.problem import usage


class View(NamedTuple):
    """Hold a document at a moment, and the items that the filters select.

    A view on several directives says in `several` what it joins; its document only has their names.
    """

    document: Document
    moment: Moment
    selection: Selection
    items: Sequence[Item]
    counts: Counts
    several: "Several | None" = None

    @property
    def parts(self) -> "Sequence[View]":
        """Give the views on single directives: those that it joins, or itself."""
        return self.several.views if self.several else (self,)


class Several(NamedTuple):
    """Say which views one view joins, those of which are finished and add nothing to it.

    `left_out` names the files whose directive was not issued yet, or does not know a name that was
    asked for.
    """

    views: Sequence[View]
    finished: Sequence[View] = ()
    left_out: Sequence[str] = ()


def view(document: Document, moment: Moment, filters: Filters) -> View:
    """Evaluate a document and keep the items that the filters select."""
    selected = select(document, filters)
    evaluated = evaluate(document, moment, selected.may_select)
    items = [item for item in evaluated if selected.selects(item)]
    return View(document, moment, selected, items, count(items))


def refuse_before_issue(moment: Moment, directive: Directive, typed: str | None = None) -> None:
    """Raise a usage error for a moment at which the directive was not issued yet."""
    if moment.day < directive.issued:
        day, issued = typed or format_day(moment.day), format_day(directive.issued)
        raise usage(wording.Code.MOMENT_TOO_EARLY, day=day, issued=issued)


def overdue_items(items: Iterable[Item]) -> list[Item]:
    """Give the overdue items, most days late first; equally late ones keep their order."""
    late = (item for item in items if item.state.status == "overdue")
    return sorted(late, key=lambda item: -(item.state.days_late or 0))
