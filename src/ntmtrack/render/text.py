"""Text for a terminal, a pipe or mail: tables where they fit, lists where they do not.

No part of a value reaches the output before `clean`. Colour is optional, and every state that it
shows is also given in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.render import columns
from ntmtrack.render.columns import GAP
from ntmtrack.render.columns import Paint
from ntmtrack.render.columns import Piece
from ntmtrack.render.columns import Slot
from ntmtrack.render.columns import Stack
from ntmtrack.render.columns import cell_piece
from ntmtrack.render.columns import measure
from ntmtrack.render.columns import set_side_by_side
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import number_sections
from ntmtrack.reports.tables import without_spare
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
_ID = r"[a-z0-9]+([-@][a-z0-9]+)*"


def render(blocks: Sequence[Block], words: Words, *, width: int, color: bool) -> str:
    """Return blocks as lines of at most `width` columns; an id that is longer is broken in two."""
    page = _TextPage(words, width, _colored() if color else _plain)
    return "".join(f"{part}\n" for part in page.parts(blocks))


def _plain(text: str, role: Role) -> str:
    """Return a text unchanged."""
    del role
    return text


def _colored() -> Paint:
    """Return the function that paints texts in the terminal's own sixteen colours."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {role: Style.parse(style) for role, style in STYLES.items()}

    def paint(text: str, role: Role) -> str:
        style = styles.get(role)
        return style.render(text, color_system=ColorSystem.STANDARD) if style else text

    return paint


class _TextPage:
    """Render blocks as text for one language, width and colour."""

    def __init__(self, words: Words, width: int, paint: Paint) -> None:
        self._words, self._width, self._paint = words, width, paint

    def parts(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield lines of text, several at once if they belong together."""
        before: Block | None = None
        for number, block in number_sections(blocks):
            if before and _stands_apart(block, before):
                yield ""
            yield from self._block(number, block)
            before = block

    def _block(self, number: str, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            whole = self._paint(clean(block.text), block.role)
            yield self._paragraph(block.text, block.role) if block.wraps else whole
        elif isinstance(block, Section):
            title = block.title.upper() if block.level == 1 else block.title
            yield self._paragraph(f"{number}. {title}", "head")
        elif isinstance(block, Bullets):
            yield from self._bullets(block.items)
        else:
            if block.title:
                yield self._paragraph(block.title, "title")
            if isinstance(block, Facts):
                yield from self._pairs(block.pairs)
            else:
                yield from self._table(block)

    def _paragraph(self, text: str, role: Role) -> str:
        piece = Piece(clean(text), role)
        return set_side_by_side([(piece,)], [Slot(self._width)], self._paint)

    def _bullets(self, items: Sequence[str]) -> Iterator[str]:
        """Yield the items of a list, each next to its hyphen."""
        slot = Slot(self._width - len(_HYPHEN))
        for item in items:
            piece = Piece(clean(item))
            yield _indent(set_side_by_side([(piece,)], [slot], self._paint), _HYPHEN)

    def _table(self, table: Table) -> Iterator[str]:
        """Yield a table as columns, or in several parts or as a list if they do not fit."""
        table = without_spare(table)
        stacks = columns.stacks(table, self._words, self._width)
        parts = columns.split(stacks, self._width) if table.splits else [stacks]
        if all(columns.fits(part, self._width) for part in parts):
            for part in parts:
                yield from self._columns(part)
        else:
            yield from self._records(table)

    def _columns(self, stacks: Sequence[Stack]) -> Iterator[str]:
        widths = columns.widths(stacks, self._width)
        slots = [
            Slot(width, stack.column.number, stack.column.cut)
            for width, stack in zip(widths, stacks, strict=True)
        ]
        headings = [stack.headings for stack in stacks]
        yield set_side_by_side(headings, slots, self._paint, align="bottom")
        # Plain hyphens show everywhere, also in mail and on a console without box-drawing
        # characters.
        yield "-" * (sum(widths) + GAP * (len(widths) - 1))
        for cells in zip(*(stack.cells for stack in stacks), strict=True):
            yield set_side_by_side(cells, slots, self._paint)

    def _records(self, table: Table) -> Iterator[str]:
        """Yield a table as a list: the keys of a row first, then one value a line.

        If a value stands above an id, the row begins with that value and ends with the id.
        """
        for row in table.rows:
            fields = list(zip(table.columns, row, strict=True))
            keys, values = fields[: table.keys], fields[table.keys :]
            if row[0].role == "id" and values and values[0][0].under:
                keys, values = values[:1], [*values[1:], *keys]
            yield from self._keys([cell_piece(cell, self._words) for _, cell in keys])
            yield from self._pairs(
                [(column.heading, cell) for column, cell in values if cell_text(cell, self._words)]
            )

    def _keys(self, keys: Sequence[Piece]) -> Iterator[str]:
        """Yield keys side by side if they fit on a line, else each on its own line."""
        sizes = [measure(key.text) for key in keys]
        if sum(sizes) + GAP * (len(keys) - 1) <= self._width:
            yield set_side_by_side([(key,) for key in keys], list(map(Slot, sizes)), self._paint)
        else:
            yield from (self._paragraph(*key) for key in keys)

    def _pairs(self, pairs: Sequence[tuple[str, Cell]]) -> Iterator[str]:
        """Yield names with their values; the names take at most three fifths of a line.

        An id that does not fit beside its name goes below it.
        """
        names = [Piece(clean(name), "quiet") for name, _ in pairs]
        values = [cell_piece(cell, self._words) for _, cell in pairs]
        longest = max((measure(name.text) for name in names), default=0)
        name_width = min(longest, self._width * 3 // 5)
        room = self._width - len(_INDENT) - name_width - GAP
        for name, value in zip(names, values, strict=True):
            if _longest_id(value.text) <= room:
                line = set_side_by_side(
                    [(name,), (value,)], [Slot(name_width), Slot(room)], self._paint
                )
                yield _indent(line, _INDENT)
            else:
                for piece, indent in ((name, _INDENT), (value, 2 * _INDENT)):
                    slot = Slot(self._width - len(indent))
                    yield _indent(set_side_by_side([(piece,)], [slot], self._paint), indent)


def _stands_apart(block: Block, before: Block) -> bool:
    """Return whether an empty line precedes a block; not directly below a section heading."""
    if isinstance(block, Paragraph | Bullets):
        return False
    begins = isinstance(block, Section) and block.level == 1
    return begins or not isinstance(before, Section)


def _longest_id(text: str) -> int:
    """Return the length of the longest id in a text, including adjacent punctuation."""
    return max(
        (len(word) for word in text.split() if re.fullmatch(_ID, word.strip("(),;:.”“"))), default=0
    )


def _indent(lines: str, first: str) -> str:
    """Indent lines by the length of `first`, which precedes the first line."""
    return first + lines.replace("\n", "\n" + " " * len(first))
