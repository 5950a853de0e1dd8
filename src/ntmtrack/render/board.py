"""The board as HTML: days become places along a line, numbers become heights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.render import html
from ntmtrack.reports.pages import Chart
from ntmtrack.reports.pages import Curve
from ntmtrack.reports.pages import Page
from ntmtrack.reports.pages import Stop
from ntmtrack.reports.pages import Timeline
from ntmtrack.wording.words import Words

# Of the width of a line: what is left free at its ends, and how far off today may be to be drawn.
_MARGIN = 2.0
_NEAR = 0.25


class _Track(NamedTuple):
    """Hold where a stop is drawn, in percent of the width; None where it is not."""

    start: float | None
    day: float
    today: float | None


def render(page: Page, words: Words) -> str:
    """Write the board as a page."""
    kinds = {id(one): type(one).__name__.lower() for part in page.parts for one in part.contents}
    return html.page(
        "board.html.j2",
        words,
        title=page.title,
        page=page,
        kind_of=lambda one: kinds[id(one)],
        tracks=_tracks,
        height=_height,
        points=_points,
    )


def _tracks(timeline: Timeline) -> list[tuple[Stop, _Track]]:
    """Place the stops of a timeline on one scale."""
    days = [day for one in timeline.stops if one.dues for day in (one.start or one.day, one.day)]
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
        (one, _Track(place(one.start) if one.start else None, place(one.day), today))
        for one in timeline.stops
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
