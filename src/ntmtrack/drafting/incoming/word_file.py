"""Word documents (.docx): their paragraphs and tables as they are printed.

python-docx reads only text directly in paragraphs and cells. Tracked insertions, content controls,
text boxes and list numbers are just as much part of what people read. So this module reads the XML
parts itself, and never resolves or follows anything that they link to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.incoming.blocks import Blocks
from ntmtrack.drafting.incoming.blocks import numbered
from ntmtrack.drafting.incoming.word_parts import STYLE_ELEMENTS
from ntmtrack.drafting.incoming.word_parts import ArchiveParts
from ntmtrack.drafting.incoming.word_parts import ParagraphStyle
from ntmtrack.drafting.incoming.word_parts import WordStyles
from ntmtrack.drafting.incoming.word_parts import heading_level
from ntmtrack.drafting.incoming.word_parts import is_on
from ntmtrack.drafting.incoming.word_parts import number
from ntmtrack.drafting.incoming.word_parts import read_lists
from ntmtrack.drafting.incoming.word_parts import value
from ntmtrack.recording.grid import MOST_CELLS
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import TooMuchError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ntmtrack.recording import file_bytes

_VALUE = ("val",)
_BODY = {
    **dict.fromkeys(("document", "body", "txbxContent", "footnotes"), ()),
    **dict.fromkeys(("p", "pPr", "r", "rPr", "numPr"), ()),
    **dict.fromkeys(("t", "tab", "cr", "br", "noBreakHyphen"), ()),
    **dict.fromkeys(("tbl", "tr", "trPr", "tc", "tcPr", "del"), ()),
    **dict.fromkeys(("pStyle", "rStyle", "ilvl", "numId", "outlineLvl", "b", "vanish"), _VALUE),
    **dict.fromkeys(("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter"), _VALUE),
    "sym": ("char",),
    "footnote": ("id", "type"),
    "footnoteReference": ("id",),
}
# Deleted or moved text, fallbacks for old programs, and settings that nobody reads.
_LEFT_OUT = (
    *("del", "moveFrom", "Fallback", "sectPr", "tabs", "tblPr", "tblGrid", "sdtPr", "sdtEndPr"),
    *("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange"),
    *("instrText", "delText", "delInstrText", "rt", "tblPrEx", "docPartObj"),
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_MOST_STEPS = 10 * MOST_CELLS  # cells looked at, including those that turn out blank
_CONTENTS = "toc "  # how style names of a table of contents begin


def read(archive: file_bytes.Archive, name: str) -> SourceDocument:
    """Read a document; raise various errors if it is damaged."""
    parts = ArchiveParts(archive)
    main = parts.main()
    root = parts.tree(main, _BODY, _LEFT_OUT)
    body = root.find("body") if root is not None else None
    if body is None:
        raise ValueError
    reading = _Reading(parts, parts.related(main))
    reading.add_blocks(body)
    return reading.blocks.document(name)


class _Paragraph(NamedTuple):
    """Store a paragraph: its lines, number and style, its text boxes and footnotes."""

    text: str = ""
    number: str = ""
    heading: int = 0
    is_bold: bool = False
    boxes: tuple[Element, ...] = ()
    notes: tuple[str, ...] = ()


class _Reading:
    """Read the paragraphs and tables of a document in order."""

    def __init__(self, parts: ArchiveParts, related: Mapping[str, str]) -> None:
        self.blocks = Blocks()
        self._styles = WordStyles(parts.tree(related.get("styles", ""), STYLE_ELEMENTS))
        self._lists = read_lists(parts, related.get("numbering", ""))
        notes = parts.tree(related.get("footnotes", ""), _BODY, _LEFT_OUT)
        footnotes = notes.findall("footnote") if notes is not None else []
        self._notes = {note.get("id", ""): note for note in footnotes if not note.get("type")}
        self._note_count = 0
        self._cells = 0

    def add_blocks(self, parent: Element) -> None:
        """Add the content of a body, a text box, or a cell that is only a frame."""
        for paragraph, table in self._blocks_of(parent):
            if table is not None:
                self._add_table(table)
            elif paragraph:
                self.blocks.add_lines(
                    paragraph.text.split("\n"),
                    paragraph.number,
                    heading=paragraph.heading,
                    is_bold=paragraph.is_bold,
                )
                self._add_rest(paragraph.boxes, paragraph.notes)

    def _blocks_of(self, parent: Element) -> Iterator[tuple[_Paragraph | None, Element | None]]:
        """Yield paragraphs and tables; a paragraph whose end mark was deleted joins the next."""
        before: list[Element] = []
        for element in parent:
            if element.tag == "tbl":
                yield None, element
            elif element.tag == "p":
                before += element.findall("r")
                if element.find("pPr/rPr/del") is None:
                    yield self._paragraph(element, before), None
                    before = []

    def _paragraph(self, element: Element, runs: Sequence[Element]) -> _Paragraph | None:
        """Read a paragraph; return None if it belongs to a table of contents."""
        style = self._styles.style(value(element.find("pPr/pStyle")))
        if style.name.casefold().startswith(_CONTENTS):
            return None
        text: list[str] = []
        boxes: list[Element] = []
        notes: list[str] = []
        is_bold = True
        for run in runs:
            look = self._styles.style(value(run.find("rPr/rStyle")) or " ")
            hidden, bold = run.find("rPr/vanish"), run.find("rPr/b")
            if is_on(hidden) if hidden is not None else look.is_hidden or style.is_hidden:
                continue
            piece = _text(run)
            text.append(piece)
            if piece.strip():
                is_bold &= is_on(bold) if bold is not None else look.is_bold or style.is_bold
            boxes += run.findall("txbxContent")
            notes += (reference.get("id", "") for reference in run.findall("footnoteReference"))
        outline = element.find("pPr/outlineLvl")
        heading = heading_level(outline) if outline is not None else style.heading
        return _Paragraph(
            "".join(text),
            self._number(element, style),
            heading,
            is_bold,
            tuple(boxes),
            tuple(notes),
        )

    def _number(self, element: Element, style: ParagraphStyle) -> str:
        """Return the list number of a paragraph; "" if it is in no list."""
        own, level = element.find("pPr/numPr/numId"), element.find("pPr/numPr/ilvl")
        name = value(own) if own is not None else style.list_name
        if not name or name == "0":
            return ""
        if level is not None:
            return self._lists.counter.next(name, number(level))
        of_style = self._lists.levels_of_styles.get((name, value(element.find("pPr/pStyle"))))
        return self._lists.counter.next(name, style.list_level if of_style is None else of_style)

    def _add_rest(self, boxes: Iterable[Element], notes: Iterable[str]) -> None:
        """Add the text boxes of a paragraph, and the footnotes that it refers to."""
        for box in boxes:
            self.add_blocks(box)
        for name in notes:
            if (note := self._notes.pop(name, None)) is None:
                continue
            self._note_count += 1
            for at, (paragraph, _) in enumerate(self._blocks_of(note)):
                if paragraph:
                    printed = "" if at else f"[{self._note_count}]"
                    self.blocks.add_lines(paragraph.text.split("\n"), printed)

    def _add_table(self, table: Element) -> None:
        """Add a table, then the tables within its cells; a table of one cell is only a frame."""
        rows = [row for row in table.findall("tr") if row.find("trPr/del") is None]
        if len(rows) == 1 and len(cells := rows[0].findall("tc")) == 1:
            self.add_blocks(cells[0])
            return
        filled: list[list[TableCell]] = []
        inner: list[Element] = []
        boxes: list[Element] = []
        notes: list[str] = []
        for row in rows:
            above = filled[-1] if filled else []
            line = [TableCell("")] * number(row.find("trPr/gridBefore"))
            for cell in row.findall("tc"):
                within = list(self._blocks_of(cell))
                inner += [nested for _, nested in within if nested is not None]
                paragraphs = [paragraph for paragraph, _ in within if paragraph]
                boxes += [box for paragraph in paragraphs for box in paragraph.boxes]
                notes += [note for paragraph in paragraphs for note in paragraph.notes]
                text = "\n".join(f"{paragraph.number} {paragraph.text}" for paragraph in paragraphs)
                line += _spanned(text, cell, line, above)
                self._cells += 1
                if len(line) > MOST_COLUMNS or self._cells > _MOST_STEPS:
                    raise TooMuchError
            filled.append(line)
        self.blocks.add_table(numbered(filled))
        self._add_rest(boxes, notes)
        for nested in inner:
            self._add_table(nested)


def _spanned(
    text: str, cell: Element, before: Sequence[TableCell], above: Sequence[TableCell]
) -> list[TableCell]:
    """Return the columns that a Word cell spans; covered ones repeat the text that covers them."""
    down, across = cell.find("tcPr/vMerge"), cell.find("tcPr/hMerge")
    span = min(max(1, number(cell.find("tcPr/gridSpan"))), MOST_COLUMNS + 1)
    own = TableCell(text)
    if across is not None and value(across) != "restart" and before:
        own = TableCell(before[-1].text, continues=True)
    elif down is not None and value(down) != "restart" and len(before) < len(above):
        own = TableCell(above[len(before)].text, continues=True)
    return [own, *[TableCell(own.text, continues=True)] * (span - 1)]


def _text(run: Element) -> str:
    """Return the text of a run, with its line breaks and tabs."""
    pieces: list[str] = []
    for element in run:
        if element.tag == "t":
            pieces.append(element.text or "")
        elif element.tag == "sym":
            pieces.append(_sign(element.get("char", "")))
        else:
            pieces.append(_BREAKS.get(element.tag, ""))
    return "".join(pieces)


def _sign(code: str) -> str:
    """Return the character of a symbol font with a hexadecimal code."""
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else ""
