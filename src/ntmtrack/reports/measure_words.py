"""Measures in the office's words: goals, and the totals reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntmtrack.directive.model import PERCENT
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Village
from ntmtrack.status.items import Item
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

_GOALS = {
    "at_least": N_("at least {goal} {unit}"),
    "more_than": N_("more than {goal} {unit}"),
    "at_most": N_("no more than {goal} {unit}"),
    "percent": N_("{goal} per cent of {unit}"),
}


def reached_words(item: Item, words: Words, separator: str = "; ") -> str:
    """Return the newest total of each measure, with its unit."""
    amounts = item.amounts
    return separator.join(
        amount_words(measure, amounts[measure.id], words)
        for measure in item.task.measures
        if measure.id in amounts
    )


def all_reached_words(items: Sequence[Item], words: Words) -> str:
    """Return the newest totals of the shares in one row, each with its village or owners."""
    if len(items) == 1:
        return reached_words(items[0], words)
    reached = (
        (
            item.village.name if item.village else "; ".join(owner.name for owner in item.owners),
            text,
        )
        for item in items
        if (text := reached_words(item, words, ", "))
    )
    return "; ".join(f"{name} {text}" for name, text in reached)


def amount_words(measure: Measure, amount: Decimal, words: Words) -> str:
    """Return an amount with its unit."""
    unit = PERCENT if measure.is_percent else f" {measure.unit}"
    return words.number(amount) + unit


def goal_words(measure: Measure, words: Words) -> str | None:
    """Return the goal of a measure, for one item or for all together; None without a goal."""
    if measure.kind is None or measure.stated_goal is None:
        return None
    goal = words.number(measure.stated_goal)
    if measure.kind == "percent" and measure.unit == PERCENT:
        return f"{goal}%"
    text = words.say(_GOALS[measure.kind], goal=goal, unit=measure.unit)
    return text if measure.whole is None else words.say("{goal} in total", goal=text)


def goals_by_village(measure: Measure, villages: Iterable[Village], words: Words) -> list[str]:
    """Return the goal of each given village that has its own."""
    goals = ((village, measure.of_share(village.id)) for village in villages)
    return [
        f"{village.name} {goal}"
        for village, share_measure in goals
        if (goal := goal_words(share_measure, words))
    ]
