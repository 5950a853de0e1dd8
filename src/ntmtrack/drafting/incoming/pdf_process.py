"""The separate process that reads a PDF, so that a bad file can cost no more than this process.

PDFium, which does the reading, is C++: it cannot be stopped from within, and an error in it ends
the process. The PDF comes in on standard input, its content goes out as JSON. Two processes read
about half of a large PDF each: the result of the second, for the later pages, goes to the first on
standard input, after the PDF.
"""

from __future__ import annotations

import ctypes
import gc
import json
import sys
from collections.abc import Iterable
from typing import Any
from typing import Literal
from typing import cast

import pypdfium2.raw as pdfium

from ntmtrack import system
from ntmtrack.drafting.incoming import pdf_blocks
from ntmtrack.drafting.incoming.pdf_blocks import PdfParagraph
from ntmtrack.drafting.incoming.pdf_layout import PageLayout
from ntmtrack.drafting.incoming.pdf_layout import PageTable
from ntmtrack.drafting.incoming.pdf_layout import lay_out
from ntmtrack.drafting.incoming.pdf_lines import TextLine
from ntmtrack.drafting.incoming.pdf_lines import Word
from ntmtrack.drafting.incoming.pdf_page import PageReader
from ntmtrack.drafting.incoming.pdf_page import PdfPage
from ntmtrack.drafting.incoming.pdf_page import opened
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.yamltext import MIB

_MOST_PAGES = 500
_MOST_MEMORY = 400 * MIB  # address space of all processes, most of it never used
# A page with fewer characters, and pictures on more than this share of it, was scanned.
_FEWEST, _PICTURE = 25, 0.4

_FIRST = 0.42  # share of the pages for the first process, which also joins the blocks of all

Half = Literal["all", "first", "later"]  # of the pages


def main() -> None:
    """Read a PDF, or one half of its pages, from standard input and write its content as JSON."""
    gc.disable()  # slow with many characters, and it frees nothing here
    half, size = cast("Half", sys.argv[1]), int(sys.argv[2])
    system.limit_memory(_MOST_MEMORY if half == "all" else _MOST_MEMORY // 2)
    try:
        answer = _answer(sys.stdin.buffer.read(size), half)
    except (TooMuchError, MemoryError):
        answer = {"wrong": "too much"}
    sys.stdout.write(json.dumps(answer))


def _answer(data: bytes, half: Half) -> dict[str, Any]:
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        is_locked = pdfium.FPDF_GetLastError() in (
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        )
        return {"wrong": "locked" if is_locked else "damaged"}
    count = pdfium.FPDF_GetPageCount(document)
    if count > _MOST_PAGES:
        raise TooMuchError
    middle = int(count * _FIRST)
    pages = _Pages()
    if half == "later":
        pages.read(document, range(middle, count))
        return pages.as_plain()
    pages.read(document, range(middle if half == "first" else count))
    if half == "first":
        later = json.load(sys.stdin.buffer)
        if "wrong" in later:
            return cast("dict[str, Any]", later)
        pages.add_plain(later)
    return {
        "pages": count,
        "scanned": pages.scanned,
        "blocks": list(map(_plain, pdf_blocks.blocks_of(pages.layouts))),
    }


class _Pages:
    """Collect the layouts of pages, and the numbers of those that were scanned."""

    def __init__(self) -> None:
        self.layouts: list[PageLayout] = []
        self.scanned: list[int] = []
        self._reader = PageReader()

    def read(self, document: Any, numbers: Iterable[int]) -> None:  # noqa: ANN401 - PDFium's own
        """Read pages, numbered from 0."""
        for number in numbers:
            with opened(pdfium.FPDF_LoadPage(document, number), pdfium.FPDF_ClosePage) as page:
                read = self._reader.read(page) if page else PdfPage([], [], 1.0, 0.0)
            self.layouts.append(lay_out(read.words, read.rulings, read.height))
            if read.pictures > _PICTURE and _letters_of(read.words) < _FEWEST:
                self.scanned.append(number + 1)

    def as_plain(self) -> dict[str, Any]:
        """Return the result as JSON values."""
        return {
            "characters": self._reader.characters,
            "objects": self._reader.objects,
            "scanned": self.scanned,
            "layouts": [
                [
                    height,
                    [
                        block._asdict() if isinstance(block, PageTable) else block
                        for block in blocks
                    ],
                ]
                for height, blocks in self.layouts
            ],
        }

    def add_plain(self, later: dict[str, Any]) -> None:
        """Add the result of another process for the pages after these."""
        self._reader.count(later["characters"], later["objects"])
        self.scanned += later["scanned"]
        self.layouts += (
            PageLayout(height, tuple(map(_block, blocks))) for height, blocks in later["layouts"]
        )


def _letters_of(words: Iterable[Word]) -> int:
    return sum(word.letters for word in words)


def _block(plain: Any) -> PageTable | tuple[TextLine, ...]:  # noqa: ANN401 - any JSON value
    if isinstance(plain, list):
        return tuple(TextLine(*part) for part in plain)
    rows = tuple(tuple((text, covered) for text, covered in row) for row in plain["rows"])
    return PageTable(tuple(plain["columns"]), rows, plain["top"], plain["bottom"])


def _plain(block: pdf_blocks.PdfParagraph | pdf_blocks.PdfTable) -> list[Any]:
    return ["paragraph", *block] if isinstance(block, PdfParagraph) else ["table", block.rows]


if __name__ == "__main__":
    main()
