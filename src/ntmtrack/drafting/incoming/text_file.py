"""Text (.txt, .md, pasted) and CSV: lines become paragraphs, and rows become tables."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.incoming import list_numbers
from ntmtrack.drafting.incoming.blocks import MOST_PARAGRAPHS
from ntmtrack.drafting.incoming.blocks import Blocks
from ntmtrack.drafting.incoming.blocks import numbered
from ntmtrack.recording import sheets
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import Grid
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.yamltext import encoding

_SEPARATORS = ",;\t"
_QUOTED = re.compile(r"[ \t]?(?:>[ \t]?)+")  # in front of lines that a reply quotes
_HEAD = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t#]*")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?|=+")  # a cell of the line under a table's head
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# Limits of the width at which mail programs wrap: nearly all lines are full, none is longer.
_NARROWEST, _WIDEST = 60, 100
_SHORTER = 10  # characters by which a wrapped line is usually shorter than the longest one
_FULL, _FEWEST_FULL = 0.75, 0.3  # share of the width that fills a line; share of such lines
_END = (".", ":", ";", "!", "?")


def read(data: bytes, name: str) -> SourceDocument:
    """Read text, or CSV if the name ends in .csv or .tsv."""
    if len(data) > sheets.LONGEST_CSV:
        raise TooMuchError
    text, problems = encoding.decode(_in_utf8(data), name)
    if problems:
        if problems[0].code == wording.Code.NOT_UTF8_BINARY:
            raise ValueError
        raise NtmError(problems, Exit.DATA)
    blocks = Blocks()
    if name.casefold().endswith((".csv", ".tsv")):
        _add_csv(text, blocks)
    else:
        _add_text(text, blocks)
    return blocks.document(name)


def _in_utf8(data: bytes) -> bytes:
    """Convert UTF-16 with a byte order mark, as Excel saves Unicode Text, to UTF-8."""
    is_marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_marked or data.startswith(codecs.BOM_UTF32_LE):
        return data
    return data.decode("utf-16").encode()


def _add_csv(text: str, blocks: Blocks) -> None:
    """Add CSV, with the separator that splits the most rows into the same number of cells."""
    grids = [grid for separator in _SEPARATORS if (grid := sheets.read_csv(text, separator, ""))]
    if not grids:
        raise TooMuchError
    rows = max(grids, key=_likeness).rows
    blocks.add_table(numbered([TableCell(cell) for cell in row] for row in rows))


def _likeness(grid: Grid) -> tuple[int, int]:
    """Return how many rows have the most common number of cells above one, and that number."""
    widths = Counter(len(row) for row in grid.rows if len(row) > 1)
    ((width, count),) = widths.most_common(1) or [(0, 0)]
    return count, width


class _Line(NamedTuple):
    """Store a line of text without quote marks, and the kind of table row that it may be."""

    number: int
    text: str
    kind: str  # bars | tabs | text | blank


def _add_text(text: str, blocks: Blocks) -> None:
    lines: list[_Line] = []
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if number > MOST_PARAGRAPHS:
            raise TooMuchError
        lines.append(_line(number, line))
    width = _width_of_wrapping([line.text for line in lines if line.kind == "text"])
    parted = any(line.kind == "blank" for line in lines)
    for kind, group in groupby(lines, key=lambda line: line.kind):
        run = list(group)
        if kind == "bars" or (kind == "tabs" and len(run) > 1):
            _add_rows(run, blocks)
        elif kind != "blank":
            for paragraph in _unwrapped(run, width, parted=parted):
                _add_paragraph(paragraph, blocks)


def _line(number: int, line: str) -> _Line:
    text = _QUOTED.sub("", line, count=1) if _QUOTED.match(line) else line
    bare = text.strip()
    if not bare:
        return _Line(number, "", "blank")
    if bare.startswith("|"):
        return _Line(number, bare, "bars")
    cells = [cell for cell in bare.split("\t", MOST_COLUMNS) if cell.strip()]
    return _Line(number, text.rstrip(), "tabs" if len(cells) > 2 else "text")


def _add_rows(lines: Sequence[_Line], blocks: Blocks) -> None:
    """Add a table whose rows are these lines."""
    place = SourcePlace(line=lines[0].number)
    rows: list[list[TableCell]] = []
    for line in lines:
        if line.kind == "tabs":
            texts = line.text.split("\t", MOST_COLUMNS)
        else:
            texts = _BAR.split(line.text.removeprefix("|"), MOST_COLUMNS + 1)
            if not texts[-1].strip():
                del texts[-1]
            if texts and all(_RULE.fullmatch(cell.strip()) for cell in texts):
                continue
        rows.append([TableCell(_cell(cell)) for cell in texts])
    blocks.add_table(numbered(rows), place)


def _cell(text: str) -> str:
    return _BREAK.sub("\n", _BOLD.sub(r"\2", text.replace("\\|", "|")))


def _width_of_wrapping(texts: Sequence[str]) -> int:
    """Return the width at which lines were wrapped, or 0 if they were not."""
    widths = [len(text) for text in texts]
    widest = sorted({width for width in widths if width <= _WIDEST}, reverse=True)[:2]
    # The longest line may be an unwrapped one: the width is the one that more lines come close to.
    near = {most: sum(most - _SHORTER <= length <= most for length in widths) for most in widest}
    width = max(widest, key=lambda most: near[most], default=0)
    longer = sum(length > width for length in widths)
    full = sum(_FULL * width <= length <= width for length in widths)
    if width < _NARROWEST or longer * 20 > len(widths) or full < _FEWEST_FULL * len(widths):
        return 0
    return width


def _unwrapped(lines: Sequence[_Line], width: int, *, parted: bool) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph; `parted` says whether blank lines separate some."""
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph[-1].text, line.text, width, parted=parted):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(line: str, following: str, width: int, *, parted: bool) -> bool:
    """Return whether a line was wrapped only because the next word had no room."""
    text = following.strip()
    if not width or _HEAD.fullmatch(text) or _HEAD.fullmatch(line) or list_numbers.split(text)[0]:
        return False
    if len(line) + 1 + len(text.split(maxsplit=1)[0]) <= width:
        return False
    return parted or not (line.endswith(_END) and text[0].isupper())


def _add_paragraph(lines: Sequence[_Line], blocks: Blocks) -> None:
    text = " ".join(line.text.strip() for line in lines)
    head = _HEAD.fullmatch(text)
    heading, text = (len(head[1]), head[2]) if head else (0, text)
    plain = _BOLD.sub(r"\2", text)
    is_bold = plain != text and _BOLD.fullmatch(text) is not None
    place = SourcePlace(line=lines[0].number)
    blocks.add_paragraph(plain, heading=heading, is_bold=is_bold, place=place)
