"""The rows of tables for a browser, written in one pass: each value in them escaped.

A template that calls macros for every cell takes some 30 µs a cell, this 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple

from markupsafe import Markup
from markupsafe import escape

from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import stack_columns
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.board.board_parts import Facets

# The shapes of roles, for cells whose state has none of its own.
_SHAPES = {"good": "good", "bad": "bad", "warn": "warn"}
_BREAK = "<br>\n"


class TableRows(NamedTuple):
    """Hold the rows of a table, and those of totals, which stand at its foot."""

    body: Markup
    foot: Markup


def table_rows(
    words: Words,
    table: Table,
    own: Iterable[Facets] = (),
    shared: Sequence[Facets | None] = (),
) -> TableRows:
    """Write the rows of a table; `own` are the facets of each, `shared` those of its places."""
    places = stack_columns(table.columns)
    names = ["th" if place[0] < table.keys else "td" for place in places]
    ends = [f"</{name}>\n" for name in names]
    plain = [
        f"<{name}{_scope(name)}{classes(table.columns[place[0]])}"
        for name, place in zip(names, places, strict=True)
    ]
    shares = shared or [None] * len(plain)
    starts = [start + _facets(of) for start, of in zip(plain, shares, strict=True)]
    body: list[str] = []
    foot: list[str] = []
    whose = map(_facets, own)
    for row in table.rows:
        texts = [_BREAK.join([_cell(row[index], words) for index in place]) for place in places]
        if row[0].role == "total":
            foot.append(f"<tr>\n{_joined(plain, texts, ends)}</tr>\n")
        else:
            body.append(f"<tr{next(whose, '')}>\n{_joined(starts, texts, ends)}</tr>\n")
    return TableRows(Markup("".join(body)), Markup("".join(foot)))  # noqa: S704 - escaped above


def _scope(name: str) -> str:
    return ' scope="row"' if name == "th" else ""


def _joined(starts: Sequence[str], texts: Sequence[str], ends: Sequence[str]) -> str:
    cells = zip(starts, texts, ends, strict=True)
    return "".join([f"{start}>{text}{end}" for start, text, end in cells])


def cell(words: Words, value: Cell) -> Markup:
    """Write a cell as its role and its shape want it."""
    return Markup(_cell(value, words))  # noqa: S704 - escaped there


def _cell(value: Cell, words: Words) -> str:
    text = cell_text(value, words)
    if not text:
        return ""
    if name := value.shape or _SHAPES.get(value.role):
        return _state(text, value.role, name)
    if value.role == "id":
        return f"<code>{_safe(text)}</code>"
    return f'<span class="quiet">{_safe(text)}</span>' if value.role == "quiet" else _safe(text)


def state(text: str, role: str, name: str) -> Markup:
    """Write a state with its shape, so that colour is never the only sign of it."""
    return Markup(_state(text, role, name))  # noqa: S704 - escaped there


def _state(text: str, role: str, name: str) -> str:
    return f'<span class="state {role}">{_shape(name)}{_safe(text)}</span>'


def shape(name: str) -> Markup:
    """Draw the shape of a name."""
    return Markup(_shape(name))  # noqa: S704 - one of our own names


def _shape(name: str) -> str:
    return f'<svg class="shape" aria-hidden="true" focusable="false"><use href="#{name}"/></svg>'


def facets(owned: Facets | None) -> Markup:
    """Write to whom a part of the page belongs, as attributes that its script reads."""
    return Markup(_facets(owned))  # noqa: S704 - escaped there


def _facets(owned: Facets | None) -> str:
    if owned is None:
        return ""
    return "".join([f' data-{name}="{_safe(" ".join(ids))}"' for name, ids in owned.given()])


def classes(column: Column) -> Markup:
    """Write how a column is set."""
    names = [*(["number"] if column.number else []), *(["pinned"] if column.pinned else [])]
    return Markup(f' class="{" ".join(names)}"') if names else Markup()  # noqa: S704 - our own names


def _safe(text: str) -> str:
    """Make invisible characters of a text visible, and markup text: the one place that does."""
    return str(escape(clean(text)))
