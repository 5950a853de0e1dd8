"""The blocks of a document in reading order, with normalized text and a bounded size.

In normalized text each letter has one spelling, nothing is invisible, and blanks are single.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.directive import inexact_names
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.incoming import list_numbers
from ntmtrack.recording.grid import MOST_CELLS
from ntmtrack.recording.grid import MOST_CHARACTERS
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.wording.clean import PLAIN
from ntmtrack.wording.clean import without_piles
from ntmtrack.wording.problem import Problem

# Soft hyphens, direction and joining marks, and characters that cannot be displayed.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\uf02d": "-"})
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")  # only the symbol font knows what it shows
# Roman numerals that are one character (Ⅳ), and full-width letters and digits.
_COMPATIBILITY = re.compile("[\u2160-\u217f\uff01-\uff5e]+")
# Characters that replace đ, â, ê, ô, ơ, ă and tones when a text typed in an old font is shown in
# another: no word of Vietnamese, or of a language that it borrows from, has them in these places.
_TCVN3, _VNI = "\xa7\xa8\xa9\xaa\xab\xac\xae\xb5-\xb9\xbb-\xbe\xc6", "ñöøûïäå"
# Each pattern begins with a character class, because `re` searches for that much faster.
_OLD_FONTS = {
    "TCVN3": re.compile(f"[{_TCVN3}](?:(?<=[A-Za-z].)|(?<=[\xa7\xae])(?=[A-Za-z{_TCVN3}]))"),
    "VNI": re.compile(f"[{_VNI}ÑÖ](?:(?<=[A-Za-z][{_VNI}])|(?<=[ñöÑÖ])(?=[A-Za-z{_VNI}ùõ]))"),
}
_VIETNAMESE = re.compile("[đĐăĂơƠưƯ\u1ea0-\u1ef9]")
_FEWEST = 3  # such characters in a text: one or two may be a formula or a foreign name
# Limits of a layout table, which only sets a letterhead, or recipients and signature, side by side.
# Readers do not count such tables, so they get no number.
_MOST_SIDE_BY_SIDE = 3
_MOST_LAYOUT_ROWS = 8
_LETTERHEAD = re.compile(
    r"^[\s*_]*(?:cộng hòa xã hội chủ nghĩa việt nam|đảng cộng sản việt nam"
    r"|độc lập\s*[-–]\s*tự do)",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(
    r"(?m)^[\s*_]*(?:(?i:nơi nhận)[\s*_]*:"
    r"|(?:T/M|TM|KT|K/T|TL|T/L|TUQ)[.\s] ?(?P<office>[^\W\d_]+))"
)
MOST_PARAGRAPHS = 50_000
_NO_PLACE = SourcePlace()
_EMPTY = TableCell("")


class Blocks:
    """Collect the paragraphs and tables of a document in reading order."""

    def __init__(self) -> None:
        self._blocks: list[TextParagraph | SourceTable] = []
        self._depths = list_numbers.Depths()
        self._trimmed: list[SourcePlace] = []
        self._paragraphs = self._tables = self._cells = self._characters = 0

    def add_paragraph(
        self,
        text: str,
        number: str = "",
        *,
        heading: int = 0,
        is_bold: bool = False,
        place: SourcePlace = _NO_PLACE,
    ) -> None:
        """Add a paragraph, unless it is blank; `heading` is its level as a heading, from 1.

        Without `number`, a number that is typed in front of the text becomes the paragraph's.
        """
        self.add_lines([text], number, heading=heading, is_bold=is_bold, place=place)

    def add_lines(
        self,
        lines: Sequence[str],
        number: str = "",
        *,
        heading: int = 0,
        is_bold: bool = False,
        place: SourcePlace = _NO_PLACE,
    ) -> None:
        """Add a paragraph of several lines, joining those that one sentence runs through.

        A line that begins like a list item, or follows “.”, “:” or “;”, becomes its own block.
        """
        parts = _joined(line for line in map(tidy, lines) if any(map(str.isalnum, line)))
        if not parts:
            return
        self._paragraphs += 1
        place = place._replace(paragraph=self._paragraphs)
        if any(without_piles(line) != line for line in lines):
            self._trimmed.append(place)
        for first, part in enumerate(parts):
            printed, text = ("", part) if number and not first else list_numbers.split(part)
            printed = tidy(number) if number and not first else printed
            depth = self._depths.of(printed) if printed else 0
            level = heading or depth
            self._count(text)
            self._blocks.append(TextParagraph(text, place, printed, level, bool(heading), is_bold))
        if self._paragraphs > MOST_PARAGRAPHS:
            raise TooMuchError

    def add_table(self, rows: Iterable[TableRow], place: SourcePlace = _NO_PLACE) -> None:
        """Add a table, unless it is blank; leave out blank rows.

        A row's place needs only its row and page; the rest comes from the place of the table.
        """
        texts: dict[str, str] = {}  # normalized, by original: cells may share a text
        filled: list[TableRow] = []
        trimmed: set[int] = set()
        for row in rows:
            cells = tuple(_plain_cell(cell, texts) for cell in row.cells)
            if any(without_piles(cell.text) != cell.text for cell in row.cells):
                trimmed.add(row.place.row)
            if any(cell.text for cell in cells):
                self._count(*(cell.text for cell in cells))
                filled.append(row._replace(cells=cells))
        width = max((_width(row.cells) for row in filled), default=0)
        if not width:
            return
        self._cells += width * len(filled)
        if width > MOST_COLUMNS or self._cells > MOST_CELLS:
            raise TooMuchError
        layout = "" if place.sheet else _layout(filled, width)
        self._tables += not layout
        place = place._replace(table=0 if layout else self._tables, is_end=layout == "end")
        full_rows: list[TableRow] = []
        for row in filled:
            number = 0 if layout else row.place.row
            own = place._replace(row=number, page=row.place.page or place.page)
            if row.place.row in trimmed:
                self._trimmed.append(own)
            full = (*row.cells[:width], *[_EMPTY] * (width - len(row.cells)))
            full_rows.append(TableRow(full, own))
        self._blocks.append(SourceTable(tuple(full_rows), place))

    def document(self, name: str, warnings: Iterable[Problem] = ()) -> SourceDocument:
        """Return the collected blocks as a document."""
        return SourceDocument(name, tuple(self._blocks), tuple(warnings), tuple(self._trimmed))

    def _count(self, *texts: str) -> None:
        self._characters += sum(map(len, texts))
        if self._characters > MOST_CHARACTERS:
            raise TooMuchError


def _layout(rows: Sequence[TableRow], width: int) -> str:
    """Return which part of a document a layout table sets: `head`, `end`; "" for a real table."""
    if width > _MOST_SIDE_BY_SIDE or len(rows) > _MOST_LAYOUT_ROWS:
        return ""
    text = "\n".join(cell.text for row in rows for cell in row.cells)
    if _LETTERHEAD.search(text):
        return "head"
    # “KT. CHỦ TỊCH” is a signature; “KT Hạ tầng” is the name of an office.
    offices = [match["office"] for match in _SIGNATURE.finditer(text)]
    signs = any(office is None or office.isupper() for office in offices)
    return "end" if signs else ""


def numbered(rows: Iterable[Sequence[TableCell]]) -> Iterator[TableRow]:
    """Yield the rows of a table with their numbers, from 1."""
    for number, cells in enumerate(rows, 1):
        yield TableRow(tuple(cells), SourcePlace(row=number))


def tidy(text: str) -> str:
    """Normalize a text into one line."""
    return " ".join(_plain(text).split())


def tidy_lines(text: str) -> str:
    """Normalize a text of several lines, leaving out blank lines."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in _plain(text).splitlines())))


def old_font(text: str) -> str | None:
    """Return the kind of old font, not made for Unicode, that a text was typed in, if any."""
    if text.isascii():
        return None
    for kind, signs in _OLD_FONTS.items():
        count = len(signs.findall(text))
        if count >= _FEWEST and count > len(_VIETNAMESE.findall(text)):
            return kind
    return None


def _plain(text: str) -> str:
    if not PLAIN.fullmatch(text):
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", without_piles(text)))
        text = _PRIVATE_USE.sub("•", text.translate(_HYPHENS))
        text = _COMPATIBILITY.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
    return inexact_names.with_latin_letters(text)


def _joined(lines: Iterable[str]) -> list[str]:
    """Join lines that one sentence runs through."""
    parts: list[list[str]] = []
    for line in lines:
        if parts and not list_numbers.split(line)[0] and parts[-1][-1][-1] not in ".:;":
            parts[-1].append(line)
        else:
            parts.append([line])
    return [" ".join(part) for part in parts]


def _plain_cell(cell: TableCell, texts: dict[str, str]) -> TableCell:
    """Return a cell with its text normalized, which happens once for all cells that share it."""
    if not cell.text:
        return cell
    if cell.text not in texts:
        texts[cell.text] = tidy_lines(cell.text)
    return cell._replace(text=texts[cell.text])


def _width(cells: Sequence[TableCell]) -> int:
    """Count the columns up to the last cell that has text or continues a merged cell."""
    return max((at for at, cell in enumerate(cells, 1) if cell.text or cell.continues), default=0)
