"""The blocks of a document as a reader comes to them: made plain, counted, and bounded.

In texts made plain each letter is spelt in one way; nothing is unseen, and blanks are single.
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

# Soft hyphens, marks of direction and joining, and what cannot be shown at all.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\uf02d": "-"})
_OWN_SIGN = re.compile("[\ue000-\uf8ff]")  # of a font of signs: what it shows, only the font knows
# Numbers that are one letter (Ⅳ), and letters and figures as wide as Chinese ones.
_ONE_SIGN = re.compile("[\u2160-\u217f\uff01-\uff5e]+")
# What stands in words for đ, â, ê, ô, ơ, ă and tones where a text was typed in an old font and is
# shown in another: no word of Vietnamese has these, nor of a language that it borrows from.
_TCVN3, _VNI = "\xa7\xa8\xa9\xaa\xab\xac\xae\xb5-\xb9\xbb-\xbe\xc6", "ñöøûïäå"
# The sign comes first in these: what is one of a class is looked for much faster.
_OLD_FONTS = {
    "TCVN3": re.compile(f"[{_TCVN3}](?:(?<=[A-Za-z].)|(?<=[\xa7\xae])(?=[A-Za-z{_TCVN3}]))"),
    "VNI": re.compile(f"[{_VNI}ÑÖ](?:(?<=[A-Za-z][{_VNI}])|(?<=[ñöÑÖ])(?=[A-Za-z{_VNI}ùõ]))"),
}
_VIETNAMESE = re.compile("[đĐăĂơƠưƯ\u1ea0-\u1ef9]")
_FEWEST = 3  # such signs in a text: one or two may be a formula or a foreign name
# A table that only sets a letterhead, or who gets it and who signs, side by side: nobody counts it.
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
    """Gather paragraphs and tables in the order of reading."""

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
        """Add a paragraph, unless it is blank; `heading` is the level of one, from 1.

        Without a number of its own, one that is typed in front of the text becomes its number.
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
        """Add a paragraph of several lines; one that begins as in a list is one of its own."""
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
        """Add a table, unless it is blank; rows that are blank are left out.

        Of the places of its rows all holds that the table's does not say.
        """
        texts: dict[str, str] = {}  # cells may share one
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
        """Return the document that these blocks are."""
        return SourceDocument(name, tuple(self._blocks), tuple(warnings), tuple(self._trimmed))

    def _count(self, *texts: str) -> None:
        self._characters += sum(map(len, texts))
        if self._characters > MOST_CHARACTERS:
            raise TooMuchError


def _layout(rows: Sequence[TableRow], width: int) -> str:
    """Tell which end of a document a table only sets side by side: `head`, `end`, or neither."""
    if width > _MOST_SIDE_BY_SIDE or len(rows) > _MOST_LAYOUT_ROWS:
        return ""
    text = "\n".join(cell.text for row in rows for cell in row.cells)
    if _LETTERHEAD.search(text):
        return "head"
    # KT. CHỦ TỊCH signs, and KT Hạ tầng does not.
    offices = [match["office"] for match in _SIGNATURE.finditer(text)]
    signs = any(office is None or office.isupper() for office in offices)
    return "end" if signs else ""


def numbered(rows: Iterable[Sequence[TableCell]]) -> Iterator[TableRow]:
    """Yield the rows of a table their numbers, from 1."""
    for number, cells in enumerate(rows, 1):
        yield TableRow(tuple(cells), SourcePlace(row=number))


def tidy(text: str) -> str:
    """Return a text as one line."""
    return " ".join(_plain(text).split())


def tidy_lines(text: str) -> str:
    """Return a text of several lines, without those that hold nothing."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in _plain(text).splitlines())))


def old_font(text: str) -> str | None:
    """Tell the kind of old font that a text was typed in, which Unicode does not know."""
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
        text = _OWN_SIGN.sub("•", text.translate(_HYPHENS))
        text = _ONE_SIGN.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
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
    """Return a cell with its text made plain, which is done once for all that share it."""
    if not cell.text:
        return cell
    if cell.text not in texts:
        texts[cell.text] = tidy_lines(cell.text)
    return cell._replace(text=texts[cell.text])


def _width(cells: Sequence[TableCell]) -> int:
    """Count the columns up to the last that holds something, or is covered by what does."""
    return max((at for at, cell in enumerate(cells, 1) if cell.text or cell.continues), default=0)
