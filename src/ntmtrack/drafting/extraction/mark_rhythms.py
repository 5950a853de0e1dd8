"""Marks under months or weeks with gaps between them: several deadlines, or a rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import pairwise
from typing import Any

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.extraction.time_phrases import TimeWords
from ntmtrack.wording.words import N_

SEVERAL_MARKED = N_("Several columns are marked, with gaps: a deadline in each is proposed.")
_RHYTHMS = {3: "quarter", 6: "half-year"}  # by the months between two marks
_YEAR = 12  # months


def several(days: Sequence[date], words: str) -> TimeWords | None:
    """Propose a deadline at the end of each marked time; none where the marks leave their order."""
    if not all(before < after for before, after in pairwise(days)):
        return None
    why = (DraftReason(SEVERAL_MARKED),)
    return TimeWords(0, len(words), {"repeat": _rule(days)}, doubts=why)


def _rule(days: Sequence[date]) -> dict[str, Any]:
    """Give the rhythm of some days until the last: that of a quarter, or the days of a year."""
    months = [day.year * _YEAR + day.month for day in days]
    gaps = {after - before for before, after in pairwise(months)}
    are_whole = all((day + timedelta(days=1)).day == 1 for day in days)
    gap = gaps.pop() if are_whole and len(gaps) == 1 else 0
    until = days[-1].isoformat()
    if gap in _RHYTHMS and days[-1].month % gap == 0:
        return {"every": _RHYTHMS[gap], "until": until}
    on = list(dict.fromkeys(f"{day:%m-%d}" for day in days))
    return {"every": "year", "on": on, "until": until}
