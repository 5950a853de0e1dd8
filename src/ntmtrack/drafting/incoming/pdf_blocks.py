"""The pages of a PDF as one text: lines and tables joined, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.drafting.incoming import list_numbers
from ntmtrack.drafting.incoming import pdf_columns
from ntmtrack.drafting.incoming.pdf_layout import PageLayout
from ntmtrack.drafting.incoming.pdf_layout import PageTable
from ntmtrack.drafting.incoming.pdf_lines import LineParts
from ntmtrack.drafting.incoming.pdf_lines import TextLine
from ntmtrack.drafting.incoming.pdf_lines import joined
from ntmtrack.drafting.incoming.pdf_lines import whole_line

_MARGIN = 0.12  # share of a page's height, top and bottom, for its number and running heads
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:trang|page)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_OFTEN = 0.4  # share of the pages above which a repeated line is a running head
_INDENT = 10.0  # points: a smaller indent is an accident
_CENTRED = 6.0  # points that the blanks on both sides of a centred line may differ by
# The largest gap between lines of a paragraph: in character sizes, and relative to the gap before.
_FARTHEST, _FARTHER = 2.4, 1.4
_OTHER_SIZE = 0.12  # share by which characters must differ in size to begin a new text
_DRIFT = 6.0  # points by which the column sides of a table may differ from page to page

# The place and day of issue, on a line of its own; the title of the document follows.
_ISSUED = re.compile(r"[^,.;:]{2,40}, ngày .{0,4}\btháng .{0,4}\bnăm \d{4}", re.IGNORECASE)

Cells = tuple[tuple[str, bool], ...]  # of a row: each text, and whether it continues a merged cell


class PdfParagraph(NamedTuple):
    """Store a paragraph and the page that it begins on."""

    page: int
    text: str
    is_bold: bool


class PdfTable(NamedTuple):
    """Store the rows of a table, each with its page."""

    rows: tuple[tuple[int, Cells], ...]


class _Edges(NamedTuple):
    """Store the left and right edge of the text on a page."""

    left: float = 0
    right: float = 0

    @property
    def middle(self) -> float:
        """Return the horizontal middle of the text."""
        return (self.left + self.right) / 2


def blocks_of(pages: Sequence[PageLayout]) -> Iterator[PdfParagraph | PdfTable]:
    """Yield the paragraphs and tables of all pages in reading order."""
    heads, edges = _running_heads(pages), _edges(pages)
    paragraph, table = _Paragraph(), _Table()
    sides = [edges.get(round(page.height), _Edges()) for page in pages]
    contents = [
        pdf_columns.PageContent(_without_heads(page, heads), own.middle)
        for page, own in zip(pages, sides, strict=True)
    ]
    for number, block in pdf_columns.with_columns(contents):
        if isinstance(block, PageTable):
            yield from paragraph.end()
            if not table.goes_on(block, number):
                yield from table.end()
            table.add(block, number)
        else:
            yield from table.end()
            if not paragraph.goes_on(block, number, sides[number - 1]):
                yield from paragraph.end()
            paragraph.add(block, number)
    yield from paragraph.end()
    yield from table.end()


# ---- Page numbers and running heads


def _running_heads(pages: Sequence[PageLayout]) -> frozenset[str]:
    """Find the lines that recur at the top or bottom of many pages, ignoring digits."""
    counts = Counter(
        key
        for page in pages
        for key in {_key(block) for block in page.blocks if _is_at_edge(block, page)}
    )
    return frozenset(key for key, count in counts.items() if count > max(1, _OFTEN * len(pages)))


def _without_heads(page: PageLayout, heads: frozenset[str]) -> list[PageTable | LineParts]:
    return [
        block
        for block in page.blocks
        if not _is_at_edge(block, page)
        or not (_key(block) in heads or _PAGE_NUMBER.fullmatch(_text(block)))
    ]


def _is_at_edge(block: PageTable | LineParts, page: PageLayout) -> bool:
    if isinstance(block, PageTable):
        return False
    return not _MARGIN < block[0].foot / page.height < 1 - _MARGIN


def _key(block: PageTable | LineParts) -> str:
    return re.sub(r"\d+", "#", _text(block).casefold())


def _text(block: PageTable | LineParts) -> str:
    return "" if isinstance(block, PageTable) else whole_line(block).text


def _edges(pages: Sequence[PageLayout]) -> Mapping[int, _Edges]:
    """Compute the text edges for each page height, ignoring the few lines that stick out."""
    lines: dict[int, list[TextLine]] = {}
    for page in pages:
        texts = [block for block in page.blocks if not isinstance(block, PageTable)]
        lines.setdefault(round(page.height), []).extend(map(whole_line, texts))
    return {
        height: _Edges(
            sorted(line.left for line in same_height)[len(same_height) // 20],
            sorted(line.right for line in same_height)[-1 - len(same_height) // 100],
        )
        for height, same_height in lines.items()
        if same_height
    }


# ---- Paragraphs


class _Paragraph:
    """Collect the lines of a paragraph."""

    def __init__(self) -> None:
        self._lines: list[TextLine] = []
        self._page = self._last_page = 0

    def goes_on(self, line: TextLine, page: int, edges: _Edges) -> bool:
        """Return whether the line before was broken only because the next word had no room."""
        if not self._lines or _is_new_text(self._lines[-1], line):
            return False
        before = self._lines[-1]
        if _is_centred(before, edges):
            return _has_no_room(before, line, edges) and _is_centred(line, edges)
        is_same_page = page == self._last_page
        return _has_no_room(before, line, edges) and self._is_in_place(
            line, is_same_page=is_same_page
        )

    def _is_in_place(self, line: TextLine, *, is_same_page: bool) -> bool:
        """Return whether a line has the indent and line spacing of the lines before it."""
        before = self._lines[-1]
        is_first = len(self._lines) == 1
        moved = line.left - before.left
        is_hanging = is_first and (moved < 0 or list_numbers.split(before.text)[0] != "")
        if abs(moved) > _INDENT and not is_hanging:
            return False
        gap = line.foot - before.foot
        if not is_same_page or gap <= 0:
            return True
        usual = 0 if is_first else before.foot - self._lines[-2].foot
        return gap <= (_FARTHER * usual if usual > 0 else _FARTHEST * line.size)

    def add(self, line: TextLine, page: int) -> None:
        """Add a line."""
        self._page = self._page or page
        self._last_page = page
        self._lines.append(line)

    def end(self) -> Iterator[PdfParagraph]:
        """Yield the paragraph, if there is one, and start the next."""
        if self._lines:
            text = joined(line.text for line in self._lines)
            yield PdfParagraph(self._page, text, all(line.is_bold for line in self._lines))
        self._lines, self._page = [], 0


def _is_new_text(before: TextLine, line: TextLine) -> bool:
    """Return whether the size or the text of a line shows that it begins a paragraph."""
    number, text = list_numbers.split(line.text)
    begins_large = not text[0].islower()
    is_title = before.text.isupper() and not line.text.isupper()
    return (
        abs(before.size - line.size) > _OTHER_SIZE * line.size
        or (number != "" and (begins_large or before.text[-1] in ".:;"))
        or (begins_large and before.text[-1] in ":;")
        or is_title
        or (begins_large and _ISSUED.fullmatch(before.text.strip()) is not None)
    )


def _has_no_room(before: TextLine, line: TextLine, edges: _Edges) -> bool:
    """Return whether the first word of a line would not have fitted on the line before.

    An unfinished sentence after a long line needs no such proof.
    """
    room = edges.right - before.right
    if _is_centred(before, edges):
        room += before.left - edges.left
    is_long = 2 * (before.right - before.left) > edges.right - edges.left
    is_open = before.text[-1] not in ".:;" and line.text[0].islower()
    return room < line.first_word or (is_long and is_open)


def _is_centred(line: TextLine, edges: _Edges) -> bool:
    before, after = line.left - edges.left, edges.right - line.right
    return before > _INDENT and abs(before - after) < _CENTRED


# ---- Tables


class _Table:
    """Collect the rows of a table from the pages that it runs over."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, Cells]] = []
        self._columns: tuple[float, ...] = ()
        self._page = 0

    def goes_on(self, table: PageTable, page: int) -> bool:
        """Return whether a table on the next page has the same columns, so continues this one."""
        return (
            len(self._columns) == len(table.columns) > 0
            and page == self._page + 1
            and all(
                abs(before - after) < _DRIFT
                for before, after in zip(self._columns, table.columns, strict=True)
            )
        )

    def add(self, table: PageTable, page: int) -> None:
        """Add rows, leaving out a repeated head and mending a row that the page break split."""
        rows = list(table.rows)
        if self._rows:
            head = 0
            while head < min(len(rows), len(self._rows)) and rows[head] == self._rows[head][1]:
                head += 1
            rows = rows[head:]
            if rows and _is_rest(rows[0], self._rows[-1][1]):
                before, last = self._rows.pop()
                self._rows.append((before, _mended(last, rows.pop(0))))
        self._rows += [(page, row) for row in rows]
        self._columns, self._page = table.columns, page

    def end(self) -> Iterator[PdfTable]:
        """Yield the table, if there is one, and start the next."""
        if self._rows:
            yield PdfTable(tuple(self._rows))
        self._rows, self._columns = [], ()


def _is_rest(row: Cells, last: Cells) -> bool:
    """Return whether a row without a first cell continues sentences of the row before."""
    begun = [text for text, _ in row if text]
    return (
        bool(begun)
        and not row[0][0]
        and len(row) == len(last)
        and any(
            text[:1].islower() and before for (text, _), (before, _) in zip(row, last, strict=True)
        )
    )


def _mended(last: Cells, rest: Cells) -> Cells:
    return tuple(
        (" ".join(filter(None, (before, text))), covered)
        for (before, covered), (text, _) in zip(last, rest, strict=True)
    )
