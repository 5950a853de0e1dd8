"""The words on one PDF page and the position of each character, as PDFium reads them.

A call to PDFium takes longer than all our work on a character, so what is the same for many
characters is asked for once.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from array import array
from collections import deque
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from itertools import count
from itertools import pairwise
from itertools import repeat
from operator import ne
from typing import Any
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ntmtrack.drafting.incoming.pdf_lines import BLANK
from ntmtrack.drafting.incoming.pdf_lines import GUTTER
from ntmtrack.drafting.incoming.pdf_lines import Word

_ASKEW = 0.1  # sine of the angle from which turned text is a watermark
_BOLD = 600
_BREAKING_HYPHENS = (2, 0xFFFE)  # PDFium's codes for a hyphen at the end of a line
_FONT, _FLAGS = ctypes.create_string_buffer(128), ctypes.c_int()  # buffers of PDFium
_SINGLE_BLANKS = re.compile(f"(?<!{BLANK}){BLANK}(?!{BLANK})")
_BOX_SIZE = ctypes.sizeof(pdfium.FS_RECTF)
_BOXES = (pdfium.FS_RECTF * 4096)()  # another buffer of PDFium
_PLACES = [ctypes.byref(_BOXES, at) for at in range(0, ctypes.sizeof(_BOXES), _BOX_SIZE)]
_CLOSE = 0.15  # points: less than any gap between words

Point = tuple[float, float]
Turn = Callable[[float, float], Point]


def turned(rotation: int, width: float, height: float) -> Turn:
    """Return a function that maps page coordinates to offsets from the visible top left corner."""
    turns: tuple[Turn, ...] = (
        lambda x, y: (x, height - y),
        lambda x, y: (y, x),
        lambda x, y: (width - x, y),
        lambda x, y: (width - y, height - x),
    )
    return turns[rotation]


def _quick(name: str, result: Any) -> Any:  # noqa: ANN401 - types of C
    """Return a PDFium function that does not check its arguments, which takes half the time.

    Numbers are C's `int`; addresses are passed with `byref`. Return None if this PDFium lacks the
    function.
    """
    function = getattr(pdfium, name, None)
    if function is None:
        return None
    quick = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    quick.restype = result
    return quick


_unicode = _quick("FPDFText_GetUnicode", ctypes.c_uint)
_is_generated = _quick("FPDFText_IsGenerated", ctypes.c_int)
_angle = _quick("FPDFText_GetCharAngle", ctypes.c_float)
_box = _quick("FPDFText_GetLooseCharBox", ctypes.c_int)
_origin = _quick("FPDFText_GetCharOrigin", ctypes.c_int)
_text_object = _quick("FPDFText_GetTextObject", ctypes.c_size_t)  # since pypdfium2 5


class _Characters(NamedTuple):
    """Store the characters of a page, with the text object, left and right of each."""

    text: str
    objects: list[int]
    lefts: list[float]
    rights: list[float]


class PageText:
    """Read the words of a page that is shown rotated by a number of quarter turns."""

    def __init__(self, text: Any, rotation: int, turn: Turn) -> None:  # noqa: ANN401 - PDFium's own
        self._text, self._address = text, ctypes.byref(text.contents)
        self.count = max(0, pdfium.FPDFText_CountChars(text))  # of characters
        self._rotation, self._turn = rotation, turn
        self._objects = _TextObjects(text, rotation, turn)

    def words(self) -> Iterator[Word]:
        """Yield the words in file order, without those of a watermark."""
        objects = list(self._of_each(_text_object)) if _text_object else [0] * self.count
        characters = _Characters(self._letters(), objects, *self._sides())
        font: tuple[float, bool] | None = None
        for start, end in pairwise([*self._starts(characters), self.count]):
            is_blank = characters.text[start] == BLANK
            if is_blank:
                font = None
                if _is_generated(self._address, start):
                    continue  # PDFium adds it by the order in the file, not on the page
            foot, is_askew = self._objects.stands(objects[start], start)
            if is_askew:
                continue
            # The font of the first character stands for the whole word.
            font = font or self._objects.font(objects[start], start)
            first, last = characters.lefts[start:end], characters.rights[start:end]
            if math.isfinite(first[0] + last[-1] + foot):
                if first[0] > last[0]:
                    first, last = last, first
                yield Word(characters.text[start:end], first, last, foot, *font)
            font = None if is_blank else font

    def _letters(self) -> str:
        """Return the characters, in one call if each is a single unit of UTF-16."""
        units = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, self.count, units) if self.count else 1
        text = bytes(units)[:-2].decode("utf-16-le", "surrogatepass")
        if written == len(text) + 1 == self.count + 1:
            return text.translate(_PLAIN)
        return "".join(map(_character, self._of_each(_unicode)))

    def _of_each(self, function: Any) -> Iterator[Any]:  # noqa: ANN401 - PDFium's own
        """Return the result of a PDFium function for each character."""
        return map(function, repeat(self._address), range(self.count))

    def _sides(self) -> tuple[list[float], list[float]]:
        """Return the left and right of each character, as the page is seen."""
        values = array("f")
        for begin in range(0, self.count, len(_PLACES)):
            numbers = range(begin, min(begin + len(_PLACES), self.count))
            deque(map(_box, repeat(self._address), numbers, _PLACES), maxlen=0)
            values.frombytes(memoryview(_BOXES).cast("B")[: len(numbers) * _BOX_SIZE])
        # A box is left, top, right, bottom.
        lefts, rights = (
            values[side::4].tolist() for side in ((3, 1) if self._rotation % 2 else (0, 2))
        )
        if self._rotation < 2:
            return lefts, rights
        begins, ends = ([self._turn(side, side)[0] for side in sides] for sides in (rights, lefts))
        return begins, ends

    def _starts(self, characters: _Characters) -> Iterator[int]:
        """Return the index of each character that begins a word or a row of words in one object."""
        text, objects, *sides = characters
        begins = [*_apart(text, *sides), True]
        for start, end in _runs(objects):
            begins[start] = True
            first = start + (text[start] == BLANK)  # a blank that PDFium may have added
            if first == end:
                continue
            if not self._objects.is_level(objects[start], first):
                begins[start:end] = repeat(True, end - start)  # noqa: FBT003 - a list of these
                continue
            for blank in self._between_words(characters, first, end):
                begins[blank] = begins[blank + 1] = False
        return compress(range(self.count), begins)

    def _between_words(self, characters: _Characters, start: int, end: int) -> Iterator[int]:
        """Yield the indexes of blanks typed between two words of an object, left to right."""
        text, objects, lefts, rights = characters
        if start and text[start - 1] != BLANK:
            # A word that began before this object may have another font than the words after it.
            start = text.find(BLANK, start, end) + 1
            if not 0 < start < end:
                return
        farthest = GUTTER * self._objects.font(objects[start], start)[0]
        for match in _SINGLE_BLANKS.finditer(text, start + 1, end - 1):
            blank = match.start()
            before, after = blank - 1, blank + 1
            if (
                lefts[before] < lefts[blank] < lefts[after] <= rights[after]
                and lefts[before] <= rights[before] <= rights[blank] <= rights[after]
                and lefts[after] - rights[before] <= farthest
                and not _is_generated(self._address, blank)
            ):
                yield blank


def _apart(text: str, lefts: Sequence[float], rights: Sequence[float]) -> Iterator[bool]:
    """Yield for each character whether it is apart from the one before; every blank is."""
    before, last_left, last_right = BLANK, math.inf, math.inf
    for character, left, right in zip(text, lefts, rights, strict=True):
        yield not (
            character != BLANK != before
            and last_left <= left <= right
            and last_left <= last_right <= right
            and left - last_right <= _CLOSE
        )
        before, last_left, last_right = character, left, right


def _runs(objects: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return where each run of characters of the same text object begins and ends."""
    changes = compress(count(1), map(ne, objects, objects[1:]))
    return pairwise((0, *changes, len(objects))) if objects else iter(())


class _TextObjects:
    """Look up what all characters of a PDFium text object share, once for each object.

    An object is identified by its address, which is 0 if PDFium does not give it.
    """

    def __init__(self, text: Any, rotation: int, turn: Turn) -> None:  # noqa: ANN401 - PDFium's own
        self._text, self._address = text, ctypes.byref(text.contents)
        self._rotation, self._turn = rotation, turn
        self._level = {0: False}
        self._stands: dict[int, tuple[float, bool]] = {}
        self._fonts: dict[int, tuple[float, bool]] = {}

    def is_level(self, text_object: int, at: int) -> bool:
        """Return whether all characters of an object are on one baseline, as the page is seen."""
        if text_object not in self._level:
            matrix = _matrix(self._text, at)
            self._level[text_object] = (matrix.a if self._rotation % 2 else matrix.b) == 0
        return self._level[text_object]

    def stands(self, text_object: int, at: int) -> tuple[float, bool]:
        """Return the baseline of a character, and whether it is turned as in a watermark."""
        if text_object in self._stands:
            return self._stands[text_object]
        x, y = ctypes.c_double(), ctypes.c_double()
        _origin(self._address, at, ctypes.byref(x), ctypes.byref(y))
        angle = _angle(self._address, at) + self._rotation * math.pi / 2
        stands = self._turn(x.value, y.value)[1], _is_askew(angle)
        if self.is_level(text_object, at):
            self._stands[text_object] = stands
        return stands

    def font(self, text_object: int, at: int) -> tuple[float, bool]:
        """Return the printed size of a character in points, and whether it is bold."""
        if text_object in self._fonts:
            return self._fonts[text_object]
        font = _size(self._text, at), _is_bold(self._text, at)
        if text_object:
            self._fonts[text_object] = font
        return font


@lru_cache(maxsize=4096)
def _character(code: int) -> str:
    """Return the character of a PDFium code; a blank if it is not Unicode or not printable."""
    if code in _BREAKING_HYPHENS:
        return "-"
    character = chr(code) if code <= sys.maxunicode else BLANK
    return BLANK if character.isspace() or not character.isprintable() else character


class _PlainCharacters(dict[int, str]):
    """Map codes to characters for `str.translate`."""

    def __missing__(self, code: int) -> str:
        """Compute a character on first use."""
        self[code] = _character(code)
        return self[code]


_PLAIN = _PlainCharacters()


@lru_cache(maxsize=64)
def _is_askew(angle: float) -> bool:
    """Return whether a character is turned as in a watermark."""
    return abs(math.sin(angle)) > _ASKEW or math.cos(angle) < 0


def _matrix(text: Any, at: int) -> Any:  # noqa: ANN401 - PDFium's own
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    return matrix


def _size(text: Any, at: int) -> float:  # noqa: ANN401 - PDFium's own
    """Return the printed size of a character in points."""
    matrix = _matrix(text, at)
    size = float(pdfium.FPDFText_GetFontSize(text, at)) * math.hypot(matrix.c, matrix.d)
    return size if math.isfinite(size) and size > 1 else 1.0


def _is_bold(text: Any, at: int) -> bool:  # noqa: ANN401 - PDFium's own
    """Return whether a character is bold, first by its font's name, which shows it more often."""
    length = pdfium.FPDFText_GetFontInfo(text, at, _FONT, len(_FONT), _FLAGS)
    if 0 < length <= len(_FONT) and b"bold" in _FONT.value.lower():
        return True
    return bool(pdfium.FPDFText_GetFontWeight(text, at) >= _BOLD)
