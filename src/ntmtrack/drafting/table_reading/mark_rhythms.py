"""Marks under months or weeks with gaps between them: several deadlines, or a rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import pairwise
from typing import Any

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.wording.words import N_

SEVERAL_MARKED = N_("Several columns are marked, with gaps: a deadline for each is proposed.")
_RHYTHMS = {3: "quarter", 6: "half-year"}  # by the months between two marks
_YEAR, _DAYS = 12, 365  # months and days of a year


def several(spans: Sequence[tuple[date, date]], words: str) -> TimeWords | None:
    """Propose a deadline at the end of each marked time, given as its first and last day.

    None where the marks leave their order, or are more than a year apart.
    """
    days = [last for _, last in spans]
    if any(first == last for first, last in spans):
        return None  # of single days, a person says which are meant
    if (days[-1] - days[0]).days >= _DAYS or any(one >= other for one, other in pairwise(days)):
        return None
    rule = {**_rule(days), "from": spans[0][0].isoformat(), "until": days[-1].isoformat()}
    why = (DraftReason(SEVERAL_MARKED),)
    return TimeWords(0, len(words), {"repeat": rule}, doubts=why)


def _rule(days: Sequence[date]) -> dict[str, Any]:
    """Return the rhythm of some days of a year: that of a quarter, or those days."""
    months = [day.year * _YEAR + day.month for day in days]
    gaps = {after - before for before, after in pairwise(months)}
    are_whole = all((day + timedelta(days=1)).day == 1 for day in days)
    gap = gaps.pop() if are_whole and len(gaps) == 1 else 0
    if gap in _RHYTHMS and days[-1].month % gap == 0:
        return {"every": _RHYTHMS[gap]}
    on = sorted(f"{day:%m-%d}" for day in days)
    return {"every": "year", "on": on}
