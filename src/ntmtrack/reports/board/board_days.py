"""Days on the board: the deadlines, how the counts came to be, and the newest recurring reports."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ntmtrack.directive.model import Document
from ntmtrack.reports.board.board_states import facets
from ntmtrack.reports.board.board_states import state
from ntmtrack.reports.board.trend import Day
from ntmtrack.reports.pages import Chart
from ntmtrack.reports.pages import Curve
from ntmtrack.reports.pages import Due
from ntmtrack.reports.pages import Stop
from ntmtrack.reports.pages import Strip
from ntmtrack.reports.pages import Timeline
from ntmtrack.reports.register import OUTCOMES
from ntmtrack.reports.register import ROLES
from ntmtrack.reports.register import Register
from ntmtrack.reports.register import totals
from ntmtrack.reports.sentences import cited
from ntmtrack.reports.sentences import state_of
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Shape
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import View
from ntmtrack.reports.views import title
from ntmtrack.status.counts import Deadline
from ntmtrack.status.items import BY_URGENCY
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.occurrences import Outcome
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

_SHAPES: dict[Outcome, Shape] = {
    "on_time": "good",
    "late": "warn",
    "missing": "bad",
    "nothing": "quiet",
    "excused": "void",
    "pending": "open",
}


def timeline(deadlines: Sequence[Deadline], view: View, words: Words) -> Timeline:
    """Put the deadlines in their order, and today before the first that is not past."""
    today = view.moment.day
    stops = [
        Stop(one.start, one.due, _days(one, words), _dues(one.items, view.document, words))
        for one in deadlines
    ]
    past = sum(one.due < today for one in deadlines)
    now = Stop(None, today, words.say("Today, {day}", day=words.day(today)))
    return Timeline([*stops[:past], now, *stops[past:]], today)


def _days(deadline: Deadline, words: Words) -> str:
    if deadline.start is None:
        return words.day(deadline.due)
    return f"{words.day(deadline.start)} – {words.day(deadline.due)}"


def _dues(items: Sequence[Item], document: Document, words: Words) -> list[Due]:
    found = []
    for _, group in groupby(items, key=lambda item: item.task.id):
        shares = list(group)
        worst = min(shares, key=lambda item: BY_URGENCY.index(item.state.status))
        said = state(worst.state.status, _stands(shares, worst, words))
        found.append(Due(title(worst, words), said, facets(shares, document)))
    return found


def _stands(shares: Sequence[Item], worst: Item, words: Words) -> str:
    """Say a task's worst status, and of how many of its items that is true."""
    if len(shares) == 1:
        return state_of(worst, words)
    finished = worst.state.status in FINISHED
    return words.say(
        "{status}: {count} of {total}",
        status=words.say("done") if finished else words.say(STATUSES[worst.state.status]),
        count=sum(finished or item.state.status == worst.state.status for item in shares),
        total=len(shares),
    )


def chart(days: Sequence[Day], words: Words) -> Chart:
    """Draw what was done and what was overdue, day by day."""
    done = [one.counts.total - _left(one) for one in days]
    late = [one.counts.overdue for one in days]
    first, last = days[0], days[-1]
    return Chart(
        [one.day for one in days],
        [
            Curve(words.say("Done"), "good", done),
            Curve(words.say("Overdue"), "bad", late),
        ],
        most=max(one.counts.total for one in days),
        total=last.counts.total,
        summary=words.say(
            "From {first} to {last}: done {done}, overdue {late}, of {total} in all.",
            first=words.day(first.day),
            last=words.day(last.day),
            done=_change(done),
            late=_change(late),
            total=last.counts.total,
        ),
        figures=Table(
            words.say("The figures"),
            [
                Column(words.say("Day")),
                Column(words.say("Total"), number=True),
                Column(words.say("Done"), number=True),
                Column(words.say("Overdue"), number=True),
            ],
            [
                (Cell(one.day), Cell(one.counts.total), Cell(finished), Cell(one.counts.overdue))
                for one, finished in zip(days, done, strict=True)
            ],
        ),
    )


def _left(one: Day) -> int:
    return one.counts.in_time + one.counts.overdue + one.counts.no_deadline


def _change(values: Sequence[int]) -> str:
    return f"{values[0]} → {values[-1]}"


def strip(register: Register, words: Words) -> Strip:
    """Show what became of a duty's newest occurrences."""
    return Strip(
        cited(register.item, words),
        totals(register.strip, words),
        [
            (
                one.day,
                Cell(
                    words.say(OUTCOMES[one.outcome]),
                    ROLES.get(one.outcome, "quiet"),
                    shape=_SHAPES[one.outcome],
                ),
            )
            for one in register.strip
        ],
    )
