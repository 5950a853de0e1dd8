"""The words, ruled lines and pictures of one PDF page, with their positions, read by PDFium."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ntmtrack.drafting.incoming.pdf_layout import Ruling
from ntmtrack.drafting.incoming.pdf_lines import Word
from ntmtrack.drafting.incoming.pdf_words import PageText
from ntmtrack.drafting.incoming.pdf_words import Point
from ntmtrack.drafting.incoming.pdf_words import Turn
from ntmtrack.drafting.incoming.pdf_words import turned
from ntmtrack.recording.grid import TooMuchError

_MOST_CHARACTERS = 4_000_000  # of all pages
_MOST_OBJECTS = 1_000_000  # of all pages
_DEEPEST = 5  # forms within forms
_THICKEST = 3.0  # points of a ruled line


@contextmanager
def opened(thing: Any, close: Callable[[Any], None]) -> Iterator[Any]:  # noqa: ANN401 - PDFium's own
    """Yield a PDFium handle and close it after use."""
    try:
        yield thing
    finally:
        if thing:
            close(thing)


class PdfPage(NamedTuple):
    """Store what is read of a page; `pictures` is the share of it that pictures cover."""

    words: list[Word]
    rulings: list[Ruling]
    height: float
    pictures: float


class PageReader:
    """Read the words and ruled lines of pages, within a limit for all pages together."""

    def __init__(self) -> None:
        self.characters = self.objects = 0

    def read(self, page: Any) -> PdfPage:  # noqa: ANN401 - PDFium's own
        """Read a page as it is seen: upright, measured from its top left corner."""
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        rotation = pdfium.FPDFPage_GetRotation(page) % 4
        turn = turned(rotation, width, height)
        objects = _Objects(turn)
        count = pdfium.FPDFPage_CountObjects(page)
        self.count(objects=count)
        for at in range(count):
            objects.add(pdfium.FPDFPage_GetObject(page, at))
        self.count(objects=objects.count)
        with opened(pdfium.FPDFText_LoadPage(page), pdfium.FPDFText_ClosePage) as text:
            words = self._words(PageText(text, rotation, turn)) if text else []
        covered = objects.pictures / max(1.0, width * height)
        return PdfPage(words, objects.rulings, max(1.0, height), covered)

    def count(self, characters: int = 0, objects: int = 0) -> None:
        """Count characters and drawn objects; raise TooMuchError if there are too many."""
        self.characters += max(0, characters)
        self.objects += max(0, objects)
        if self.characters > _MOST_CHARACTERS or self.objects > _MOST_OBJECTS:
            raise TooMuchError

    def _words(self, text: PageText) -> list[Word]:
        self.count(characters=text.count)
        return list(text.words())


class _Objects:
    """Collect the ruled lines of a page, and the area that its pictures cover."""

    def __init__(self, turn: Turn) -> None:
        self.rulings: list[Ruling] = []
        self.pictures = 0.0
        self.count = 0  # of objects within others, and of path segments
        self._turn = turn

    def add(self, thing: Any, matrices: tuple[Any, ...] = ()) -> None:  # noqa: ANN401 - PDFium's own
        """Add an object, which `matrices` place on the page, the innermost first."""
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
                for start, end in pairwise(points):
                    self._add_ruling(start, end)
            else:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._add_ruling((min(xs), min(ys)), (max(xs), max(ys)))

    def _strokes(self, path: Any, matrices: tuple[Any, ...]) -> Iterator[list[Point]]:  # noqa: ANN401
        """Yield the points of each stroke of a path, leaving out strokes with a curve."""
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

    def _add_ruling(self, start: Point, end: Point) -> None:
        (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
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
