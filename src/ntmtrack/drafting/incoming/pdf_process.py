"""A process of its own that reads one PDF, so that nothing in it can cost more than that process.

PDFium, which does the reading, is C++: it cannot be stopped from within, and what goes wrong in it
ends the process. A PDF comes in on standard input, what it says goes out as JSON.
"""

from __future__ import annotations

import ctypes
import gc
import json
import math
import sys
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from typing import Any
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ntmtrack import system
from ntmtrack.drafting.incoming import pdf_blocks
from ntmtrack.drafting.incoming.pdf_blocks import PdfParagraph
from ntmtrack.drafting.incoming.pdf_layout import BLANK
from ntmtrack.drafting.incoming.pdf_layout import Glyph
from ntmtrack.drafting.incoming.pdf_layout import PageLayout
from ntmtrack.drafting.incoming.pdf_layout import Ruling
from ntmtrack.drafting.incoming.pdf_layout import lay_out
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.yamltext import MIB

_MOST_PAGES = 500
_MOST_MEMORY = 400 * MIB  # of addresses, most of which are never used
_MOST_GLYPHS = 4_000_000  # of all pages
_MOST_OBJECTS = 1_000_000  # the same
_DEEPEST = 5  # forms within forms
_THICKEST = 3.0  # points that a line is
_ASKEW = 0.1  # by which text of a watermark is turned, in radians
_FEWEST, _PICTURE = 25, 0.4  # a page with fewer letters, and with pictures on so much, was scanned
_BOLD = 600
_BREAKING_HYPHEN = 2  # what PDFium gives for a hyphen at the end of a line
_FONT, _FLAGS = ctypes.create_string_buffer(128), ctypes.c_int()  # which PDFium writes into

Point = tuple[float, float]
Turn = Callable[[float, float], Point]


def main() -> None:
    """Read a PDF, and write what it says."""
    gc.disable()  # which takes long where there are many letters, and frees nothing here
    system.limit_memory(_MOST_MEMORY)
    try:
        answer = _answer(sys.stdin.buffer.read())
    except TooMuchError:
        answer = {"wrong": "too much"}
    sys.stdout.write(json.dumps(answer))


def _answer(data: bytes) -> dict[str, Any]:
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
    pages: list[PageLayout] = []
    scanned: list[int] = []
    reader = _Reader()
    for number in range(count):
        with _opened(pdfium.FPDF_LoadPage(document, number), pdfium.FPDF_ClosePage) as page:
            read = reader.read(page) if page else _Page([], [], 1.0, 0.0)
        pages.append(lay_out(read.glyphs, read.rulings, read.height))
        if read.pictures > _PICTURE and sum(one.text != BLANK for one in read.glyphs) < _FEWEST:
            scanned.append(number + 1)
    return {
        "pages": count,
        "scanned": scanned,
        "blocks": list(map(_plain, pdf_blocks.blocks_of(pages))),
    }


def _plain(block: pdf_blocks.PdfParagraph | pdf_blocks.PdfTable) -> list[Any]:
    return ["paragraph", *block] if isinstance(block, PdfParagraph) else ["table", block.rows]


@contextmanager
def _opened(thing: Any, close: Callable[[Any], None]) -> Iterator[Any]:  # noqa: ANN401 - PDFium's own
    """Close a thing of PDFium's after use."""
    try:
        yield thing
    finally:
        if thing:
            close(thing)


class _Page(NamedTuple):
    """Hold what is read of a page; `pictures` is how much of it they cover."""

    glyphs: list[Glyph]
    rulings: list[Ruling]
    height: float
    pictures: float


class _Reader:
    """Read the letters and lines of pages."""

    def __init__(self) -> None:
        self._glyphs = self._objects = 0

    def read(self, page: Any) -> _Page:  # noqa: ANN401 - PDFium's own
        """Read a page, as it is seen: upright, from its top left corner."""
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        rotation = pdfium.FPDFPage_GetRotation(page) % 4
        turn = _turn(rotation, width, height)
        objects = _Objects(turn)
        for at in range(self._count(pdfium.FPDFPage_CountObjects(page))):
            objects.add(pdfium.FPDFPage_GetObject(page, at))
        self._count(objects.count)
        with _opened(pdfium.FPDFText_LoadPage(page), pdfium.FPDFText_ClosePage) as text:
            glyphs = self._letters(text, turn, -rotation * math.pi / 2) if text else []
        covered = objects.pictures / max(1.0, width * height)
        return _Page(glyphs, objects.rulings, max(1.0, height), covered)

    def _count(self, objects: int) -> int:
        self._objects += max(0, objects)
        if self._objects > _MOST_OBJECTS:
            raise TooMuchError
        return objects

    def _letters(self, text: Any, turn: Turn, upright: float) -> list[Glyph]:  # noqa: ANN401
        count = pdfium.FPDFText_CountChars(text)
        self._glyphs += max(0, count)
        if self._glyphs > _MOST_GLYPHS:
            raise TooMuchError
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        glyphs: list[Glyph] = []
        size, is_bold = 1.0, False
        is_begin = True  # of a word: the font is asked for once in each
        for at in range(count):
            letter = _letter(pdfium.FPDFText_GetUnicode(text, at))
            if letter == BLANK:
                is_begin = True
                if pdfium.FPDFText_IsGenerated(text, at):
                    continue  # which goes by the order of letters in the file, and not on the page
            if _is_askew(pdfium.FPDFText_GetCharAngle(text, at) - upright):
                continue
            pdfium.FPDFText_GetLooseCharBox(text, at, to_box)
            pdfium.FPDFText_GetCharOrigin(text, at, to_x, to_y)
            one, other = turn(box.left, box.bottom)[0], turn(box.right, box.top)[0]
            foot = turn(x.value, y.value)[1]
            if is_begin:
                size = _size(text, at)
                is_bold = letter != BLANK and _is_bold(text, at)
            if math.isfinite(one + other + foot):
                left, right = sorted((one, other))
                glyphs.append(Glyph(letter, left, right, foot, size, is_bold))
            is_begin = letter == BLANK
        return glyphs


@lru_cache(maxsize=4096)
def _letter(code: int) -> str:
    """Give a letter; what is none of Unicode, or cannot be seen, is a blank."""
    if code == _BREAKING_HYPHEN:
        return "-"
    letter = chr(code) if code <= sys.maxunicode else BLANK
    return BLANK if letter.isspace() or not letter.isprintable() else letter


@lru_cache(maxsize=64)
def _is_askew(angle: float) -> bool:
    """Tell whether a letter is turned, as those of a watermark are."""
    return abs(math.sin(angle)) > _ASKEW or math.cos(angle) < 0


def _size(text: Any, at: int) -> float:  # noqa: ANN401 - PDFium's own
    """Give how large a letter is printed."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    size = float(pdfium.FPDFText_GetFontSize(text, at)) * math.hypot(matrix.c, matrix.d)
    return size if math.isfinite(size) and size > 1 else 1.0


def _is_bold(text: Any, at: int) -> bool:  # noqa: ANN401 - PDFium's own
    """Tell whether a letter is bold: by the name of its font, which says it more often."""
    length = pdfium.FPDFText_GetFontInfo(text, at, _FONT, len(_FONT), _FLAGS)
    if 0 < length <= len(_FONT) and b"bold" in _FONT.value.lower():
        return True
    return bool(pdfium.FPDFText_GetFontWeight(text, at) >= _BOLD)


def _turn(rotation: int, width: float, height: float) -> Turn:
    """Give what turns a point of a page into one from the top left corner of what is seen."""
    turns: tuple[Turn, ...] = (
        lambda x, y: (x, height - y),
        lambda x, y: (y, x),
        lambda x, y: (width - x, y),
        lambda x, y: (width - y, height - x),
    )
    return turns[rotation]


class _Objects:
    """Gather the lines that are drawn on a page, and how much its pictures cover."""

    def __init__(self, turn: Turn) -> None:
        self.rulings: list[Ruling] = []
        self.pictures = 0.0
        self.count = 0  # of objects within others
        self._turn = turn

    def add(self, thing: Any, matrices: tuple[Any, ...] = ()) -> None:  # noqa: ANN401 - PDFium's own
        """Add an object, placed by matrices from the inmost on."""
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._add_path(thing, (_matrix(thing), *matrices))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            m = _matrix(thing)
            self.pictures += abs(m.a * m.d - m.b * m.c)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(matrices) < _DEEPEST:
            within = max(0, pdfium.FPDFFormObj_CountObjects(thing))
            self.count += within
            if self.count > _MOST_OBJECTS:
                raise TooMuchError
            for at in range(within):
                self.add(pdfium.FPDFFormObj_GetObject(thing, at), (_matrix(thing), *matrices))

    def _add_path(self, path: Any, matrices: tuple[Any, ...]) -> None:  # noqa: ANN401 - PDFium's own
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if not (fill.value or stroke.value):
            return
        for points in self._strokes(path, matrices):
            if stroke.value:
                for one, other in pairwise(points):
                    self._add_ruling(one, other)
            else:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._add_ruling((min(xs), min(ys)), (max(xs), max(ys)))

    def _strokes(self, path: Any, matrices: tuple[Any, ...]) -> Iterator[list[Point]]:  # noqa: ANN401
        """Give the points of each stroke of a path; one with a curve in it is none."""
        points: list[Point] = []
        is_straight = True
        x, y = ctypes.c_float(), ctypes.c_float()
        count = pdfium.FPDFPath_CountSegments(path)
        self.count += max(0, count)
        if self.count > _MOST_OBJECTS:
            raise TooMuchError
        for at in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, at)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if points and is_straight:
                    yield points
                points, is_straight = [], True
            is_straight &= kind != pdfium.FPDF_SEGMENT_BEZIERTO
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(self._turn(*_placed(x.value, y.value, matrices)))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if points and is_straight:
            yield points

    def _add_ruling(self, one: Point, other: Point) -> None:
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        is_thin = min(right - left, bottom - top) <= _THICKEST
        if (
            is_thin
            and max(right - left, bottom - top) > _THICKEST
            and math.isfinite(left + right + top + bottom)
        ):
            self.rulings.append(Ruling(left, top, right, bottom))


def _matrix(thing: Any) -> Any:  # noqa: ANN401 - PDFium's own
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def _placed(x: float, y: float, matrices: tuple[Any, ...]) -> Point:
    for m in matrices:
        x, y = m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f
    return x, y


if __name__ == "__main__":
    main()
