"""The letters and lines of one page of a PDF, and where each stands, as PDFium reads them."""

from __future__ import annotations

import ctypes
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

from ntmtrack.drafting.incoming.pdf_layout import BLANK
from ntmtrack.drafting.incoming.pdf_layout import Glyph
from ntmtrack.drafting.incoming.pdf_layout import Ruling
from ntmtrack.recording.grid import TooMuchError

_MOST_GLYPHS = 4_000_000  # of all pages
_MOST_OBJECTS = 1_000_000  # the same
_DEEPEST = 5  # forms within forms
_THICKEST = 3.0  # points that a line is
_ASKEW = 0.1  # by which text of a watermark is turned, in radians
_BOLD = 600
_BREAKING_HYPHEN = 2  # what PDFium gives for a hyphen at the end of a line
_FONT, _FLAGS = ctypes.create_string_buffer(128), ctypes.c_int()  # which PDFium writes into
_text_object = getattr(pdfium, "FPDFText_GetTextObject", None)  # since pypdfium2 5

Point = tuple[float, float]
Turn = Callable[[float, float], Point]


@contextmanager
def opened(thing: Any, close: Callable[[Any], None]) -> Iterator[Any]:  # noqa: ANN401 - PDFium's own
    """Close a thing of PDFium's after use."""
    try:
        yield thing
    finally:
        if thing:
            close(thing)


class PdfPage(NamedTuple):
    """Hold what is read of a page; `pictures` is how much of it they cover."""

    glyphs: list[Glyph]
    rulings: list[Ruling]
    height: float
    pictures: float


class PageReader:
    """Read the letters and lines of pages, and count them: of all pages there may be so many."""

    def __init__(self) -> None:
        self.glyphs = self.objects = 0

    def read(self, page: Any) -> PdfPage:  # noqa: ANN401 - PDFium's own
        """Read a page, as it is seen: upright, from its top left corner."""
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        rotation = pdfium.FPDFPage_GetRotation(page) % 4
        turn = _turn(rotation, width, height)
        objects = _Objects(turn)
        count = pdfium.FPDFPage_CountObjects(page)
        self.count(objects=count)
        for at in range(count):
            objects.add(pdfium.FPDFPage_GetObject(page, at))
        self.count(objects=objects.count)
        with opened(pdfium.FPDFText_LoadPage(page), pdfium.FPDFText_ClosePage) as text:
            glyphs = self._letters(text, turn, -rotation * math.pi / 2) if text else []
        covered = objects.pictures / max(1.0, width * height)
        return PdfPage(glyphs, objects.rulings, max(1.0, height), covered)

    def count(self, glyphs: int = 0, objects: int = 0) -> None:
        """Count letters and what is drawn; raises TooMuchError where these are too many."""
        self.glyphs += max(0, glyphs)
        self.objects += max(0, objects)
        if self.glyphs > _MOST_GLYPHS or self.objects > _MOST_OBJECTS:
            raise TooMuchError

    def _letters(self, text: Any, turn: Turn, upright: float) -> list[Glyph]:  # noqa: ANN401
        count = pdfium.FPDFText_CountChars(text)
        self.count(glyphs=count)
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        glyphs: list[Glyph] = []
        fonts = _Fonts(text)
        size, is_bold = 1.0, False
        is_begin = True  # of a word: the font is asked for once in each
        last_angle, is_askew = upright, False
        height = turn(0, 0)[1]
        for at in range(count):
            letter = _letter(pdfium.FPDFText_GetUnicode(text, at))
            if letter == BLANK:
                is_begin = True
                if pdfium.FPDFText_IsGenerated(text, at):
                    continue  # which goes by the order of letters in the file, and not on the page
            angle = pdfium.FPDFText_GetCharAngle(text, at)
            if angle != last_angle:
                last_angle, is_askew = angle, _is_askew(angle - upright)
            if is_askew:
                continue
            pdfium.FPDFText_GetLooseCharBox(text, at, to_box)
            pdfium.FPDFText_GetCharOrigin(text, at, to_x, to_y)
            if upright:
                left, right = turn(box.left, box.bottom)[0], turn(box.right, box.top)[0]
                foot = turn(x.value, y.value)[1]
            else:  # as most pages stand: calls take time for each letter
                left, right, foot = box.left, box.right, height - y.value
            if is_begin:
                size, is_bold = fonts.at(at)
                is_bold = is_bold and letter != BLANK
            if math.isfinite(left + right + foot):
                if left > right:
                    left, right = right, left
                glyphs.append(Glyph(letter, left, right, foot, size, is_bold))
            is_begin = letter == BLANK
        return glyphs


class _Fonts:
    """Give how large a letter of a page is printed, and whether it is bold.

    That is the same for all letters of what PDFium calls a text object.
    """

    def __init__(self, text: Any) -> None:  # noqa: ANN401 - PDFium's own
        self._text = text
        self._of_objects: dict[int, tuple[float, bool]] = {}

    def at(self, at: int) -> tuple[float, bool]:
        """Give both for the letter of a number."""
        thing = _text_object(self._text, at) if _text_object else None
        if not thing:
            return _size(self._text, at), _is_bold(self._text, at)
        address = ctypes.addressof(thing.contents)
        if address not in self._of_objects:
            self._of_objects[address] = (_size(self._text, at), _is_bold(self._text, at))
        return self._of_objects[address]


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
