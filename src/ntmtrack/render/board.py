"""The board as HTML: days become places along a line, numbers become heights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.render import html
from ntmtrack.reports.board.board_parts import BoardPage
from ntmtrack.reports.board.board_parts import Chart
from ntmtrack.reports.board.board_parts import Curve
from ntmtrack.reports.board.board_parts import Stop
from ntmtrack.reports.board.board_parts import Timeline
from ntmtrack.wording.words import Words

# In percent of the width of a line: what is left free at each of its ends.
_MARGIN = 2.0
# Today is drawn if it is no further from the deadlines than this part of the days they span.
_NEAR = 0.25


class _Track(NamedTuple):
    """Hold where a stop is drawn, in percent of the width; None where it is not."""

    start: float | None
    day: float
    today: float | None


def render(page: BoardPage, words: Words) -> str:
    """Write the board as a page."""
    return html.page(
        "board.html.j2",
        words,
        title=page.title,
        page=page,
        tracks=_tracks,
        height=_height,
        points=_points,
    )


def _tracks(timeline: Timeline) -> list[tuple[Stop, _Track]]:
    """Place the stops of a timeline on one scale."""
    days = [
        day for stop in timeline.stops if stop.dues for day in (stop.start or stop.day, stop.day)
    ]
    first, last = min(days, default=timeline.today), max(days, default=timeline.today)
    reach = (last - first) * _NEAR
    near = first - reach <= timeline.today <= last + reach
    if near:
        first, last = min(first, timeline.today), max(last, timeline.today)

    def place(day: date) -> float:
        share = (day - first) / (last - first) if last > first else 0.5
        return round(_MARGIN + share * (100 - 2 * _MARGIN), 2)

    today = place(timeline.today) if near else None
    return [
        (stop, _Track(place(stop.start) if stop.start else None, place(stop.day), today))
        for stop in timeline.stops
    ]


def _height(value: int, chart: Chart) -> float:
    """Give how far below the top of a chart a value stands, in percent."""
    return round(100 - 100 * value / max(chart.most, 1), 2)


def _points(curve: Curve, chart: Chart) -> str:
    """Give the corners of a curve, for the days as far apart as they are."""
    return " ".join(
        f"{across},{_height(value, chart)}"
        for across, value in zip(_across(chart.days), curve.values, strict=True)
    )


def _across(days: Sequence[date]) -> list[float]:
    length = max((days[-1] - days[0]).days, 1)
    return [round(100 * (day - days[0]).days / length, 2) for day in days]
