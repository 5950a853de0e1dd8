"""Text for a terminal, a pipe or mail: tables where they fit, lists where they do not.

No byte of a value reaches the output before `clean`; colour is added only where asked for, and
every state it shows stands in words as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.render import columns
from ntmtrack.render.columns import GAP
from ntmtrack.render.columns import Paint
from ntmtrack.render.columns import Piece
from ntmtrack.render.columns import Place
from ntmtrack.render.columns import Stack
from ntmtrack.render.columns import beside
from ntmtrack.render.columns import measure
from ntmtrack.render.columns import piece
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import numbered
from ntmtrack.reports.tables import shown
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

STYLES: dict[Role, str] = {
    "title": "bold",
    "head": "bold",
    "total": "bold",
    "id": "cyan",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "quiet": "dim",
}
_INDENT, _HYPHEN = "  ", "- "
_ID = re.compile(r"[a-z0-9]+([-@][a-z0-9]+)*")


def render(blocks: Sequence[Block], words: Words, *, width: int, color: bool) -> str:
    """Lay blocks out in lines of at most `width` columns, but that ids are never broken."""
    page = _Page(words, width, _colored() if color else _plain)
    return "".join(f"{part}\n" for part in page.parts(blocks))


def _plain(text: str, role: Role) -> str:
    """Leave a text as it is: what has no colour says what it is in words."""
    del role
    return text


def _colored() -> Paint:
    """Give what paints texts in a terminal's own sixteen colours."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {role: Style.parse(style) for role, style in STYLES.items()}

    def paint(text: str, role: Role) -> str:
        style = styles.get(role)
        return style.render(text, color_system=ColorSystem.STANDARD) if style else text

    return paint


class _Page:
    """Lay blocks out for one language, width and colour."""

    def __init__(self, words: Words, width: int, paint: Paint) -> None:
        self._words, self._width, self._paint = words, width, paint

    def parts(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Give lines of text, several in one where they belong together."""
        before: Block | None = None
        for number, block in numbered(blocks):
            if before and _stands_apart(block, before):
                yield ""
            yield from self._block(number, block)
            before = block

    def _block(self, number: str, block: Block) -> Iterator[str]:
        if isinstance(block, Line):
            yield self._line(block.text, block.role)
        elif isinstance(block, Section):
            title = block.title.upper() if block.level == 1 else block.title
            yield self._line(f"{number}. {title}", "head")
        elif isinstance(block, Bullets):
            yield from self._bullets(block.items)
        elif isinstance(block, Facts):
            yield self._line(block.title, "title")
            yield from self._pairs(block.pairs)
        else:
            if block.title:
                yield self._line(block.title, "title")
            whole = columns.stacks(block, self._words)
            parts = columns.split(whole, self._width) if block.splits else [whole]
            if all(columns.fits(part, self._width) for part in parts):
                for part in parts:
                    yield from self._table(part)
            else:
                yield from self._records(block)

    def _line(self, text: str, role: Role) -> str:
        one = Piece(clean(text), role)
        return beside([(one,)], [Place(max(self._width, _longest_id(one.text)))], self._paint)

    def _bullets(self, items: Sequence[str]) -> Iterator[str]:
        """Lay a list out, each text beside its hyphen."""
        texts = [Piece(clean(item)) for item in items]
        room = max([self._width - len(_HYPHEN), *(_longest_id(one.text) for one in texts)])
        for one in texts:
            yield _indented(beside([(one,)], [Place(room)], self._paint), _HYPHEN)

    def _table(self, part: Sequence[Stack]) -> Iterator[str]:
        widths = columns.widths(part, self._width)
        places = [Place(width, one.number) for width, one in zip(widths, part, strict=True)]
        yield beside([one.headings for one in part], places, self._paint, bottom=True)
        # Plain hyphens: a console without box drawing, and a mail, show them all the same.
        yield "-" * (sum(widths) + GAP * (len(widths) - 1))
        for cells in zip(*(one.cells for one in part), strict=True):
            yield beside(cells, places, self._paint)

    def _records(self, table: Table) -> Iterator[str]:
        """Lay a table out as a list: the keys of a row first, then one value a line."""
        for row in table.rows:
            keys = [piece(cell, self._words) for cell in row[: table.keys]]
            sizes = [measure(key.text) for key in keys]
            if sum(sizes) + GAP * (len(keys) - 1) <= self._width:
                yield beside([(key,) for key in keys], list(map(Place, sizes)), self._paint)
            else:
                yield from (self._line(*key) for key in keys)
            named = zip(table.columns[table.keys :], row[table.keys :], strict=True)
            pairs = [(one.heading, cell) for one, cell in named if shown(cell, self._words)]
            yield from self._pairs(pairs)

    def _pairs(self, pairs: Sequence[tuple[str, Cell]]) -> Iterator[str]:
        """Lay named values out, the names in at most three fifths of a line."""
        names = [Piece(clean(name), "quiet") for name, _ in pairs]
        values = [piece(cell, self._words) for _, cell in pairs]
        longest = max((measure(name.text) for name in names), default=0)
        wide = min(longest, self._width * 3 // 5)
        room = self._width - len(_INDENT) - wide - GAP
        least = max((_longest_id(value.text) for value in values), default=0)
        places = [Place(wide), Place(max(room, least))]
        for name, value in zip(names, values, strict=True):
            yield _indented(beside([(name,), (value,)], places, self._paint), _INDENT)


def _stands_apart(block: Block, before: Block) -> bool:
    """Tell whether an empty line comes before a block; what is under a heading follows at once."""
    if isinstance(block, Line | Bullets):
        return False
    begins = isinstance(block, Section) and block.level == 1
    return begins or not isinstance(before, Section)


def _longest_id(text: str) -> int:
    """Give the length of the longest id in a text, with the punctuation that clings to it."""
    return max(
        (len(word) for word in text.split() if _ID.fullmatch(word.strip("(),;:.”“"))), default=0
    )


def _indented(lines: str, first: str) -> str:
    """Move lines to the right, the first behind some letters."""
    return first + lines.replace("\n", "\n" + " " * len(first))
