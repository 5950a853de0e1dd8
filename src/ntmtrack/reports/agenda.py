"""Items as a calendar knows them: what is to be done, by which day, and when to be reminded."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Measure
from ntmtrack.reports.directive_kind import kind
from ntmtrack.reports.sentences import deadline
from ntmtrack.reports.sentences import state_of
from ntmtrack.reports.tables import Line
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.reports.views import reached
from ntmtrack.reports.views import title
from ntmtrack.reports.views import where
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.one_off import last_good_day
from ntmtrack.wording.words import Words

# A reminder at the midnight that begins a day would wake people: it comes when offices open.
MORNING = timedelta(hours=8)
DAYS_BEFORE = (3, 1)
HOUR = timedelta(hours=1)

State = Literal["NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"]


class Series(NamedTuple):
    """Tell how a to-do comes again: the deadline of the first one, and the day of the last."""

    due: datetime
    every: Literal["day", "week"]
    last: date | None


class Todo(NamedTuple):
    """Hold one item as a calendar knows it.

    `due` is the last good day, of a series the first one's; `alarms` count from the midnight that
    begins it. `changes` grows with each extension and each letter about it.
    """

    key: str
    summary: str
    description: Sequence[str]
    categories: Sequence[str]
    state: State
    start: date | None = None
    due: date | None = None
    series: Series | None = None
    done: datetime | None = None
    percent: int | None = None
    alarms: Sequence[timedelta] = ()
    changes: int = 0


class Agenda(NamedTuple):
    """Hold the to-dos of a directive as they stand at a moment, and what a calendar is called."""

    title: str
    about: Sequence[str]
    directive: Directive
    moment: Moment
    todos: Sequence[Todo]


def make(view: View, words: Words) -> Agenda:
    """Give every item of a view as a to-do."""
    directive = view.document.directive
    return Agenda(
        title=f"{kind(directive.number, words)} {directive.number}",
        about=[block.text for block in head(view, words) if isinstance(block, Line)],
        directive=directive,
        moment=view.moment,
        todos=[_todo(item, view, words) for item in view.items],
    )


def _todo(item: Item, view: View, words: Words) -> Todo:
    due, start = _due(item, view.document), item.task.start
    return Todo(
        key=item.key,
        summary=_summary(item, words),
        description=list(_description(item, words)),
        categories=_categories(item, view.document),
        state=_state(item),
        start=start if start and due and start < due else None,
        due=due,
        series=_series(item),
        done=item.state.done,
        percent=_percent(item),
        alarms=_alarms(item, due, view.moment),
        changes=len(item.state.extensions) + len(item.state.amendments),
    )


def _due(item: Item, document: Document) -> date | None:
    """Give the last good day, unless it was for the beginning and the item was begun."""
    if item.state.due is None or item.state.status == "no-deadline":
        return None
    return last_good_day(item.task, item.state.due, document)


def _series(item: Item) -> Series | None:
    """Give the occurrences from the one that matters on: those before it are over."""
    repeat = item.task.repeat
    if repeat is None or item.state.due is None or item.state.status in FINISHED:
        return None
    due = datetime.combine(item.state.due, repeat.at or dates.END_OF_DAY)
    return Series(due, repeat.every, recurrence.last_day(repeat))


def _alarms(item: Item, due: date | None, moment: Moment) -> list[timedelta]:
    """Choose the reminders that lie ahead; of what comes every day, an hour before its time."""
    if due is None or item.state.status in FINISHED:
        return []
    repeat = item.task.repeat
    if repeat and repeat.every == "day":
        at = repeat.at
        return [timedelta(hours=at.hour, minutes=at.minute) - HOUR] if at else []
    alarms = [MORNING - timedelta(days=days) for days in DAYS_BEFORE]
    midnight = datetime.combine(due, time())
    return [alarm for alarm in alarms if repeat or midnight + alarm > moment.at]


def _state(item: Item) -> State:
    if item.state.status == "cancelled":
        return "CANCELLED"
    if item.state.status in FINISHED:
        return "COMPLETED"
    return "IN-PROCESS" if item.state.begun and not item.task.repeat else "NEEDS-ACTION"


def _percent(item: Item) -> int | None:
    """Give how far the measures with a goal have come on average; no figure at all is none.

    Task programs tick off what stands at 100, so that an item stands there only when it is done.
    """
    if item.state.status in FINISHED:
        return None if item.state.status == "cancelled" else 100
    amounts = item.amounts
    goals = [one for one in item.task.measures if one.goal is not None]
    if not any(one.id in amounts for one in goals):
        return None
    shares = [_share(one, amounts.get(one.id, Decimal(0))) for one in goals]
    return min(99, int(100 * sum(shares) / len(shares)))


def _share(measure: Measure, amount: Decimal) -> Decimal:
    if not measure.goal or measure.reached(amount):
        return Decimal(measure.reached(amount))
    return amount / measure.goal


def _summary(item: Item, words: Words) -> str:
    village = item.village
    return f"{title(item, words)} ({village.name})" if village else title(item, words)


def _categories(item: Item, document: Document) -> list[str]:
    """Name the villages where it is to be done, and who answers."""
    ids = (item.village.id,) if item.village else item.task.villages
    return [*(document.villages[id_].name for id_ in ids), item.lead.name]


def _description(item: Item, words: Words) -> Iterator[str]:
    """Say what the phone cannot: where the letter asks for it, of whom, and how it stands."""
    due = "; ".join(deadline(item, words))
    facts = (
        (words.say("Clause"), item.task.clause),
        (words.say("Place in the letter"), item.task.place),
        (words.say("Where"), where(item, words)),
        (words.say("Answers"), "; ".join(owner.name for owner in item.owners)),
        (words.say("Supports"), "; ".join(owner.name for owner in item.support)),
        (words.say("Deadline"), due),
        (words.say("Report carries"), item.task.evidence),
        (words.say("Status"), state_of(item, words)),
        (words.say("Reached"), reached(item, words)),
        (words.say("Obstacle"), item.obstacle),
        (words.say("Note"), item.note),
    )
    yield from (f"{name}: {value}" for name, value in facts if value)
