"""Text for a terminal, a pipe or mail: tables where they fit, lists where they do not.

No byte of a value reaches the output before `clean`; colour is added only where asked for, and
every state it shows stands in words as well.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from ntmtrack.clean import clean
from ntmtrack.render import columns
from ntmtrack.render.columns import Stack
from ntmtrack.tables import Block
from ntmtrack.tables import Bullets
from ntmtrack.tables import Cell
from ntmtrack.tables import Facts
from ntmtrack.tables import Line
from ntmtrack.tables import Role
from ntmtrack.tables import Section
from ntmtrack.tables import Table
from ntmtrack.tables import numbered
from ntmtrack.tables import shown
from ntmtrack.words import Words

STYLES: dict[Role, str] = {
    "plain": "",
    "title": "bold",
    "head": "bold",
    "total": "bold",
    "id": "cyan",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "quiet": "dim",
}
# Rules of plain hyphens: a console without box drawing, and a mail, show them all the same.
_RULES = Box("    \n    \n -- \n    \n    \n -- \n    \n    \n", ascii=True)
_ID = re.compile(r"[a-z0-9]+([-@][a-z0-9]+)*")


class _Part(NamedTuple):
    """Hold something to print, and how many letters its longest id needs at least."""

    shown: Text | RichTable | Padding
    least: int = 0


def render(blocks: Sequence[Block], words: Words, *, width: int, color: bool) -> str:
    """Lay blocks out in lines of at most `width` columns, but that ids are never broken."""
    out = io.StringIO()
    parts: list[_Part] = []
    before: Block | None = None
    for number, block in numbered(blocks):
        if parts and _stands_apart(block, before):
            parts.append(_Part(Text("")))
        parts += _parts(number, block, words, width)
        before = block
    console = Console(
        file=out,
        width=max([width, *(part.least for part in parts)]),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        console.print(part.shown, width=max(width, part.least))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _stands_apart(block: Block, before: Block | None) -> bool:
    """Tell whether an empty line comes before a block; what is under a heading follows at once."""
    if isinstance(block, Line | Bullets):
        return False
    begins = isinstance(block, Section) and block.level == 1
    return begins or not isinstance(before, Section)


def _parts(number: str, block: Block, words: Words, width: int) -> Iterator[_Part]:
    if isinstance(block, Line):
        yield _line(block.text, block.role)
    elif isinstance(block, Section):
        title = block.title.upper() if block.level == 1 else block.title
        yield _line(f"{number}. {title}", "head")
    elif isinstance(block, Bullets):
        yield _bullets(block.items)
    elif isinstance(block, Facts):
        yield _line(block.title, "title")
        yield _pairs(block.pairs, words, width)
    else:
        if block.title:
            yield _line(block.title, "title")
        whole = columns.stacks(block, words)
        parts = columns.split(whole, width) if block.splits else [whole]
        if all(columns.fits(part, width) for part in parts):
            yield from (_Part(_table(part, words, width)) for part in parts)
        else:
            yield from _records(block, words, width)


def _line(text: str, role: Role) -> _Part:
    return _Part(_text(text, role), _longest_id(clean(text)))


def _longest_id(text: str) -> int:
    """Give the length of the longest id in a text, with the punctuation that clings to it."""
    return max(
        (len(word) for word in text.split() if _ID.fullmatch(word.strip("(),;:.”“"))), default=0
    )


def _bullets(items: Sequence[str]) -> _Part:
    """Lay a list out, each text beside its hyphen."""
    grid = RichTable.grid()
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    for item in items:
        grid.add_row(Text("-"), _text(item, "plain"))
    return _Part(grid, 2 + max((_longest_id(clean(item)) for item in items), default=0))


def _table(part: Sequence[Stack], words: Words, width: int) -> RichTable:
    laid = RichTable(box=_RULES, show_edge=False, padding=0)
    gaps = [columns.GAP - 1] * (len(part) - 1) + [0]  # the rule between columns is the other one
    for column, letters, gap in zip(part, columns.widths(part, width), gaps, strict=True):
        laid.add_column(
            _apart(Text("\n".join(column.headings), STYLES["head"]), gap),
            justify="right" if column.number else "left",
            overflow="fold",
            width=letters + gap,
        )
    for stacks in zip(*(column.cells for column in part), strict=True):
        texts = (Text("\n").join(_cell(cell, words) for cell in cells) for cells in stacks)
        laid.add_row(*map(_apart, texts, gaps))
    return laid


def _apart(text: Text, gap: int) -> Padding:
    """Keep a text from the next column; versions of Rich differ in how they count its padding."""
    return Padding(text, (0, gap, 0, 0))


def _records(table: Table, words: Words, width: int) -> Iterator[_Part]:
    """Lay a table out as a list: the keys of a row on its first line, then one value a line."""
    for row in table.rows:
        keys = Text("  ").join(_cell(cell, words) for cell in row[: table.keys])
        yield _Part(keys, _longest_id(keys.plain))
        named = zip(table.columns[table.keys :], row[table.keys :], strict=True)
        pairs = [(column.heading, cell) for column, cell in named if shown(cell, words)]
        yield _pairs(pairs, words, width)


def _pairs(pairs: Sequence[tuple[str, Cell]], words: Words, width: int) -> _Part:
    """Lay named values out, the names in at most three fifths of a line."""
    longest = max((cell_len(clean(name)) for name, _ in pairs), default=0)
    names = min(longest, width * 3 // 5)
    grid = RichTable.grid()
    grid.add_column(overflow="fold", width=names + columns.GAP)
    grid.add_column(overflow="fold")
    least = 0
    for name, cell in pairs:
        value = _cell(cell, words)
        least = max(least, _longest_id(value.plain))
        grid.add_row(_apart(_text(name, "quiet"), columns.GAP), value)
    return _Part(Padding(grid, (0, 0, 0, 2)), 2 + names + columns.GAP + least)


def _cell(cell: Cell, words: Words) -> Text:
    return _text(shown(cell, words), cell.role)


def _text(text: str, role: Role) -> Text:
    return Text(clean(text), style=STYLES[role])
