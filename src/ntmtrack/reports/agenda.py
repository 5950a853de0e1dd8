"""Items as to-dos of a calendar: what is to be done, by which day, and when to be reminded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import log
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Rule
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import evidence_words
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import names_of
from ntmtrack.reports.item_words import place_words
from ntmtrack.reports.item_words import status_in_sentence
from ntmtrack.reports.item_words import status_label
from ntmtrack.reports.measure_words import reached_words
from ntmtrack.reports.report_head import as_of
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import head
from ntmtrack.reports.report_head import letter_words
from ntmtrack.reports.sentences import deadline_phrases
from ntmtrack.reports.tables import Paragraph
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words

# An alarm at midnight would wake people, so alarms ring when offices open.
MORNING = timedelta(hours=8)
DAYS_BEFORE = (3, 1)
HOUR = timedelta(hours=1)

TodoState = Literal["NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"]


YEAR = timedelta(days=365)


class Series(NamedTuple):
    """Describe how a to-do recurs: the deadline of its first occurrence, and the day of the last.

    If no single rule describes it, `days` lists those of the year from the first occurrence on.
    """

    due: datetime
    rule: Rule | None
    last: date | None
    days: Sequence[date] = ()


class Todo(NamedTuple):
    """Represent one item as a to-do of a calendar.

    `due` is the last good day, and `hour` its last good minute if the letter sets one; for a
    series, `due` is that of the first occurrence. `alarms` count from the midnight at which that
    day begins. `outcome` says how a finished item ended. `changes` grows with everything that may
    change a to-do.
    """

    key: str
    summary: str
    description: Sequence[str]
    categories: Sequence[str]
    state: TodoState
    start: date | None = None
    due: date | None = None
    hour: time | None = None
    series: Series | None = None
    done: datetime | None = None
    percent: int | None = None
    alarms: Sequence[timedelta] = ()
    outcome: str | None = None
    changes: int = 0


class Agenda(NamedTuple):
    """Collect the to-dos of a directive at a moment, and the title and notes of its calendar."""

    title: str
    about: Sequence[str]
    directive: Directive
    moment: Moment
    todos: Sequence[Todo]


def make(view: View, words: Words) -> Agenda:
    """Return every item of a view as a to-do."""
    directive = view.document.directive
    entries = Counter(
        str(log.item_of(entry)) for entry in view.document.progress if entry.on <= view.moment.at
    )
    return Agenda(
        title=words.say(
            "{kind} no. {number}",
            kind=document_kind(directive.number, words),
            number=directive.number,
        ),
        about=[block.text for block in head(view, words) if isinstance(block, Paragraph)],
        directive=directive,
        moment=view.moment,
        todos=[_todo(item, entries[item.key], view, words) for item in view.items],
    )


def with_numbers(agenda: Agenda, words: Words) -> Agenda:
    """Add the directive to each to-do, for a calendar of several directives.

    The number goes before the title, and the full citation into the text, as two directives may
    share a number.
    """
    directive = agenda.directive
    assigned_by, letter = words.say("Assigned by"), letter_words(directive, words)
    todos = [
        todo._replace(
            summary=f"{directive.number}: {todo.summary}",
            description=[f"{assigned_by}: {letter}", *todo.description],
        )
        for todo in agenda.todos
    ]
    return agenda._replace(todos=todos)


def _todo(item: Item, entries: int, view: View, words: Words) -> Todo:
    deadline, start = _deadline(item), item.task.start
    due = deadline.last_good_day if deadline else None
    return Todo(
        key=item.key,
        summary=_summary(item, words),
        description=list(_description(item, view.moment, words)),
        categories=_categories(item, view.document),
        state=_todo_state(item),
        start=start if start and due and start < due else None,
        due=due,
        hour=deadline.time if deadline else None,
        series=_series(item),
        done=item.state.done,
        percent=_percent(item),
        alarms=_alarms(item, due, view.moment),
        outcome=status_label(item, words) if item.state.status in FINISHED else None,
        changes=entries + _other_changes(item, view),
    )


def _other_changes(item: Item, view: View) -> int:
    """Count changes that no entry records: amendments, the date of an event, past occurrences.

    Together with all entries, including those taken back, this number grows whenever a to-do
    changes and never falls: a program that has a newer version drops one with a lower number.
    """
    task, events = item.task, view.document.events
    passed_count = recurrence.count_passed(task.repeat, view.moment.at) if task.repeat else 0
    has_event_date = task.event is not None and events[task.event].date is not None
    return len(item.state.amendments) + has_event_date + passed_count


def _deadline(item: Item) -> Deadline | None:
    """Return the deadline; None without one, or if it was for a beginning that has been made."""
    return None if item.state.status == "no-deadline" else item.state.deadline


def _series(item: Item) -> Series | None:
    """Return the occurrences from the first missing one, else from the next; earlier ones are over.

    Each is on its last good day, which under a strict reading is before the named one.
    """
    repeat = item.task.repeat
    if repeat is None or item.state.due is None or item.state.status in FINISHED:
        return None
    first, last = item.state.due, recurrence.last_day(repeat)
    due = recurrence.deadline_on(repeat, first)
    if rule := recurrence.only_rule_of_last_good_days(repeat):
        return Series(due, rule, last and recurrence.deadline_on(repeat, last).date())
    numbers = recurrence.numbers_between(repeat, first, first + YEAR)
    days = [recurrence.deadline_of(repeat, number).date() for number in numbers]
    return Series(due, None, days[-1], days)


def _alarms(item: Item, due: date | None, moment: Moment) -> list[timedelta]:
    """Return the alarms that are still to come; for a daily duty, an hour before its time."""
    if due is None or item.state.status in FINISHED:
        return []
    repeat = item.task.repeat
    if repeat and recurrence.is_daily(repeat):
        at = recurrence.time_on(repeat, due)
        return [timedelta(hours=at.hour, minutes=at.minute) - HOUR] if at else []
    alarms = [MORNING - timedelta(days=days) for days in DAYS_BEFORE]
    midnight = datetime.combine(due, time())
    return [alarm for alarm in alarms if repeat or midnight + alarm > moment.at]


def _todo_state(item: Item) -> TodoState:
    if item.state.status == "cancelled":
        return "CANCELLED"
    if item.state.status in FINISHED:
        return "COMPLETED"
    return "IN-PROCESS" if item.state.begun and not item.task.repeat else "NEEDS-ACTION"


def _percent(item: Item) -> int | None:
    """Return the average percentage of the goals reached; None without a figure.

    Task programs tick off a to-do at 100, so only a finished item gets that.
    """
    if item.state.status in FINISHED:
        return None if item.state.status == "cancelled" else 100
    amounts = item.amounts
    measures = [measure for measure in item.measures if measure.goal is not None]
    if not any(measure.id in amounts for measure in measures):
        return None
    reached = [_part_reached(measure, amounts.get(measure.id)) for measure in measures]
    return min(99, int(100 * sum(reached) / len(reached)))


def _part_reached(measure: Measure, amount: Decimal | None) -> Decimal:
    """Return the part of the goal reached: 1 at the goal or beyond, 0 without a figure."""
    if amount is None:
        return Decimal(0)
    reached = measure.reached(amount)
    if reached or not measure.goal or measure.kind == "at_most":
        return Decimal(reached)
    return amount / measure.goal


def _summary(item: Item, words: Words) -> str:
    share = item.village or (item.owners[0] if item.task.each == "owner" else None)
    title = item_title(item, words)
    return f"{title} ({share.name})" if share else title


def _categories(item: Item, document: Document) -> list[str]:
    """Return the villages where an item is done, and its owners."""
    ids = (item.village.id,) if item.village else item.task.villages
    return [*(document.villages[id_].name for id_ in ids), *(owner.name for owner in item.owners)]


def _description(item: Item, moment: Moment, words: Words) -> Iterator[str]:
    """Yield what no other field of a to-do holds: the place in the letter, the leads, the state.

    The state carries its moment, as a calendar shows it long afterwards.
    """
    status = f"{status_in_sentence(item, words)}, {as_of(moment, words)}"
    due = "; ".join(deadline_phrases(item, words))
    facts = (
        (words.say("Clause"), item.task.clause),
        (words.say("Place in the letter"), item.task.place),
        (words.say("Where"), place_words(item, words)),
        (words.say("Lead"), lead_names(item)),
        (words.say("Support"), names_of(item.support, item.groups)),
        *((words.say(extra.heading), extra.value(item)) for extra in EXTRAS),
        ("", due[:1].upper() + due[1:]),  # the text itself says that it is the deadline
        (words.say("Evidence required"), evidence_words(item.task, words)),
        (words.say("Status"), status),
        (words.say("Reached"), reached_words(item, words)),
        (words.say("Obstacle"), item.obstacle),
        (words.say("Note"), item.note),
    )
    yield from (f"{name}: {value}" if name else value for name, value in facts if value)
