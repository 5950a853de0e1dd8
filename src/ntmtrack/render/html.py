"""Pages for a browser: each is one file that loads nothing and runs only our own script.

Templates lay a page out. Table rows are written here in one pass, each value escaped: calling
template macros for every cell takes about 30 µs a cell, this takes 4.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from functools import partial
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import ParamSpec

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined
from markupsafe import Markup
from markupsafe import escape

from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import number_sections
from ntmtrack.reports.tables import stack_columns
from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import with_units
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from datetime import date

    from ntmtrack.reports.board.board_parts import BoardPage
    from ntmtrack.reports.board.board_parts import Chart
    from ntmtrack.reports.board.board_parts import Curve
    from ntmtrack.reports.board.board_parts import Facets
    from ntmtrack.reports.board.board_parts import Stop
    from ntmtrack.reports.board.board_parts import Timeline

WriteP = ParamSpec("WriteP")
# The shapes of roles, for cells whose state has no shape of its own.
_SHAPES = {"good": "good", "bad": "bad", "warn": "warn"}
_BREAK = "<br>\n"
_SCOPE = ' scope="row"'  # for a heading at the start of a row
# A table with more columns of text is printed in landscape.
_MOST_COLUMNS = 12
# How many characters of a page title a browser shows.
_TITLE_LENGTH = 70
# The margin at each end of a line, in percent of its width.
_MARGIN = 2.0
# Today is drawn unless it is further from the deadlines than this fraction of the days they span.
_NEAR = 0.25


def render(blocks: Sequence[Block], words: Words) -> str:
    """Return blocks as a page: the first title is the page's, others rank below their section."""
    parts = list(_parts(blocks))
    title = next((part.heading for part in parts if part.heading), "ntmtrack")
    searchable = any(isinstance(block, Table) and block.rows for block in blocks)
    return page("blocks.html.j2", words, title=title, parts=parts, searchable=searchable)


def render_board(board: BoardPage, words: Words) -> str:
    """Return the board as a page, on which days become positions on a line and numbers heights."""
    return page(
        "board.html.j2",
        words,
        title=board.title,
        page=board,
        tracks=_tracks,
        height=_height,
        points=_points,
    )


def page(template: str, words: Words, title: str, **values: object) -> str:
    """Fill in a template, which escapes each of the `values` that it shows."""
    return (
        _environment(words.language)
        .get_template(template)
        .render(values, title=_shorten(clean(title)))
    )


class _PagePart(NamedTuple):
    """Pair a block with the template part that draws it, and its heading with its level."""

    kind: str
    block: Block
    heading: str
    level: int


def _parts(blocks: Sequence[Block]) -> Iterator[_PagePart]:
    above = 0
    for number, block in number_sections(blocks):
        if isinstance(block, Section):
            above = block.level + 1
            yield _PagePart("section", block, f"{number}. {block.title}", above)
        elif isinstance(block, Paragraph):
            if block.role == "title":
                yield _PagePart("title", block, block.text, above + 1)
                above = above or 1
            elif block.text:
                yield _PagePart("paragraph", block, "", 0)
        elif isinstance(block, Bullets):
            yield _PagePart("bullets", block, "", 0)
        else:
            kind = "facts" if isinstance(block, Facts) else "table"
            yield _PagePart(kind, block, block.title, above + 1)
            above = above or 1


def _shorten(text: str) -> str:
    return text if len(text) <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1].rstrip()}…"


@lru_cache(maxsize=len(LANGUAGES))
def _environment(language: Language) -> Environment:
    words = Words(language)
    loader = PackageLoader("ntmtrack.render")
    environment = Environment(
        loader=loader,
        autoescape=True,
        finalize=_inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = (loader.get_source(environment, name)[0] for name in ("page.css", "page.js"))
    environment.globals |= {
        "language": language,
        "labels": _labels(words),
        "most_columns": _MOST_COLUMNS,
        "style": style,
        "script": script,
        "policy": _policy(style, script),
        "show": partial(cell_text, words=words),
        "stack_columns": stack_columns,
        "table_rows": partial(_table_rows, words),
        "cell": _as_markup(partial(_cell, words=words)),
        "classes": _as_markup(_classes),
        "facets": _as_markup(_facets),
        "shape": _as_markup(_shape),
        "state": _as_markup(_state),
    }
    return environment


def _as_markup(write: Callable[WriteP, str]) -> Callable[WriteP, Markup]:
    """Wrap a function whose result is already escaped, so that templates do not escape it again."""

    def written(*args: WriteP.args, **kwargs: WriteP.kwargs) -> Markup:
        return Markup(write(*args, **kwargs))  # noqa: S704 - as above

    return written


def _inert(value: object) -> object:
    """Return a text with its invisible characters made visible; Jinja escapes it afterwards."""
    if value is None:
        return ""
    markup = hasattr(value, "__html__")  # the result of a macro, or one of our own files
    if not isinstance(value, str) or markup:
        return value
    text = clean(value)
    return with_units(text) if "(" in text else text  # attributes may be lists of numbers


def _policy(style: str, script: str) -> str:
    """Return a policy that forbids a page everything except its own style and script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _labels(words: Words) -> dict[str, str]:
    """Return the labels of the page's own controls."""
    return {
        "skip": words.say("Skip to the content"),
        "search": words.say("Search"),
        "hint": words.say("Words, with or without accents"),
        "contents": words.say("Contents"),
        "any": words.say("All"),
        "all": words.say("Show all"),
        "found": words.say("Rows shown: {shown} of {total}"),
        "only": words.say("Only: {filters}."),
        "unknown": words.say("The link asks for something that is not on this page: {names}."),
    }


class _TableRows(NamedTuple):
    """Hold the body rows of a table, and the rows of totals at its foot."""

    body: Markup
    foot: Markup


def _table_rows(
    words: Words,
    table: Table,
    own: Iterable[Facets] = (),
    shared: Sequence[Facets | None] = (),
) -> _TableRows:
    """Return the rows of a table; `own` are the facets of rows, `shared` those of columns."""
    places = stack_columns(table.columns)
    names = ["th" if place[0] < table.keys else "td" for place in places]
    ends = [f"</{name}>\n" for name in names]
    plain = [
        f"<{name}{_SCOPE if name == 'th' else ''}{_classes(table.columns[place[0]])}"
        for name, place in zip(names, places, strict=True)
    ]
    shares = shared or [None] * len(plain)
    starts = [start + _facets(of) for start, of in zip(plain, shares, strict=True)]
    body: list[str] = []
    foot: list[str] = []
    row_facets = map(_facets, own)
    for row in table.rows:
        texts = [_BREAK.join([_cell(row[index], words) for index in place]) for place in places]
        if row[0].role == "total":
            foot.append(f"<tr>\n{_join(plain, texts, ends)}</tr>\n")
        else:
            body.append(f"<tr{next(row_facets, '')}>\n{_join(starts, texts, ends)}</tr>\n")
    return _TableRows(Markup("".join(body)), Markup("".join(foot)))  # noqa: S704 - escaped above


def _join(starts: Sequence[str], texts: Sequence[str], ends: Sequence[str]) -> str:
    cells = zip(starts, texts, ends, strict=True)
    return "".join([f"{start}>{text}{end}" for start, text, end in cells])


def _cell(value: Cell, words: Words) -> str:
    text = cell_text(value, words)
    if not text:
        return ""
    if name := value.shape or _SHAPES.get(value.role):
        return _state(text, value.role, name)
    if value.role == "id":
        return f"<code>{_safe(text)}</code>"
    line = _line_text(text)
    return f'<span class="quiet">{line}</span>' if value.role == "quiet" else line


def _state(text: str, role: str, name: str) -> str:
    return f'<span class="state {role}">{_shape(name)}{_line_text(text)}</span>'


def _shape(name: str) -> str:
    return f'<svg class="shape" aria-hidden="true" focusable="false"><use href="#{name}"/></svg>'


def _facets(owned: Facets | None) -> str:
    if owned is None:
        return ""
    return "".join([f' data-{name}="{_safe(" ".join(ids))}"' for name, ids in owned.by_name()])


def _classes(column: Column) -> str:
    """Return the class attribute of a column."""
    names = [*(["number"] if column.number else []), *(["pinned"] if column.pinned else [])]
    return f' class="{" ".join(names)}"' if names else ""


def _line_text(text: str) -> str:
    """Return text for running lines, in which numbers stay with their units."""
    return with_units(_safe(text))


def _safe(text: str) -> str:
    """Return a text with its invisible characters made visible, and escaped as HTML.

    This is the only place that escapes values outside of templates.
    """
    return str(escape(clean(text)))


class _Track(NamedTuple):
    """Hold the positions of a stop in percent of the width; None for what is not drawn."""

    start: float | None
    day: float
    today: float | None


def _tracks(timeline: Timeline) -> list[tuple[Stop, _Track]]:
    """Place the stops of a timeline on one scale."""
    days = [
        day for stop in timeline.stops if stop.dues for day in (stop.start or stop.day, stop.day)
    ]
    first, last = min(days, default=timeline.today), max(days, default=timeline.today)
    reach = (last - first) * _NEAR
    is_today_near = first - reach <= timeline.today <= last + reach
    if is_today_near:
        first, last = min(first, timeline.today), max(last, timeline.today)

    def place(day: date) -> float:
        share = (day - first) / (last - first) if last > first else 0.5
        return round(_MARGIN + share * (100 - 2 * _MARGIN), 2)

    today = place(timeline.today) if is_today_near else None
    return [
        (stop, _Track(place(stop.start) if stop.start else None, place(stop.day), today))
        for stop in timeline.stops
    ]


def _height(value: int, chart: Chart) -> float:
    """Return how far below the top of a chart a value is drawn, in percent."""
    return round(100 - 100 * value / max(chart.most, 1), 2)


def _points(curve: Curve, chart: Chart) -> str:
    """Return the points of a curve, spaced in proportion to their days."""
    return " ".join(
        f"{across},{_height(value, chart)}"
        for across, value in zip(_across(chart.days), curve.values, strict=True)
    )


def _across(days: Sequence[date]) -> list[float]:
    length = max((days[-1] - days[0]).days, 1)
    return [round(100 * (day - days[0]).days / length, 2) for day in days]
