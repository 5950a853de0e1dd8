"""Lines of text on a PDF page, from the positions of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import chain
from itertools import pairwise
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

BLANK = " "
# In character sizes.
_GAP = 0.17  # that counts as a blank between two words
_BLANK_WIDTH = 0.3  # in most fonts
GUTTER = 0.8  # between two columns without a ruled line, or words that are drawn apart
_SAME_LINE = 0.45  # difference between the feet of one line's characters: superscripts are raised
_END = 6  # last characters of a text, in which a broken number or day begins
_BROKEN_NUMBER = re.compile(r"[^\W_][-/]$")
_BROKEN_DAY = re.compile(r"/2(?:\n0\d|0\n\d|0\d\n)\d(?=\s*$|[.,;:)-])|\d/\d\n\d/20\d\d(?!\d)")


class Word(NamedTuple):
    """Store characters that stand close together on one baseline, from the left, or a single one.

    `lefts` and `rights` say where each character begins and ends, `foot` how far the baseline is
    from the top of the page. A typed blank is a word, too, unless it is within a `Word` that is
    several words in a row.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    foot: float
    size: float
    is_bold: bool = False

    @property
    def letters(self) -> int:
        """Count the characters that are not blanks."""
        return len(self.text) - self.text.count(BLANK)

    def characters(self) -> Iterator[Word]:
        """Yield each character as a word of its own."""
        for text, left, right in zip(self.text, self.lefts, self.rights, strict=True):
            yield self._replace(text=text, lefts=[left], rights=[right])


class TextLine(NamedTuple):
    """Store a line of text, or a part of a line that stands apart from the rest."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    first_word: float  # its width, with a blank before it
    is_bold: bool = False


_FOOT, _SIDE = attrgetter("foot"), attrgetter("lefts")
LineParts = tuple[TextLine, ...]  # the parts of one line, which stand far apart


def lines_of(words: Iterable[Word]) -> Iterator[LineParts]:
    """Yield the lines of text from the top, each split into parts that stand far apart."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_FOOT):
        near = _SAME_LINE * word.size
        if rows and word.foot - rows[-1][0].foot <= near:
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        parts: list[list[Word]] = [[]]
        last: Word | None = None
        for word in _from_left(row):
            if word.text != BLANK:
                if last and word.lefts[0] - last.rights[-1] > GUTTER * word.size:
                    parts.append([])
                last = word
            if parts[-1] or word.text != BLANK:
                parts[-1].append(word)
        if last:
            yield tuple(map(_line, parts))


def _from_left(row: Iterable[Word]) -> Sequence[Word]:
    """Sort the words of a line from the left or, where words overlap, their characters."""
    words = sorted(row, key=_SIDE)
    if any(word.lefts[-1] >= following.lefts[0] for word, following in pairwise(words)):
        words = sorted(chain.from_iterable(word.characters() for word in row), key=_SIDE)
    return words


def _line(words: Sequence[Word]) -> TextLine:
    text: list[str] = []
    first: float | None = None
    right = words[0].lefts[0]
    visible = [word for word in words if word.text != BLANK]
    for word in words:
        is_apart = word.text == BLANK or word.lefts[0] - right > _GAP * word.size
        if text and is_apart and text[-1] != BLANK:
            first = right if first is None else first
            text.append(BLANK)
        if word.text != BLANK:
            text.append(word.text)
            if first is None and BLANK in word.text:
                first = max(right, word.rights[word.text.index(BLANK) - 1])
            right = max(right, word.rights[-1])
    left, size = visible[0].lefts[0], _middle_of([word.size for word in visible], visible)
    return TextLine(
        "".join(text).rstrip(),
        left,
        right,
        _middle_of([word.foot for word in visible], visible),
        size,
        (right if first is None else first) - left + _BLANK_WIDTH * size,
        all(word.is_bold for word in visible),
    )


def _middle_of(values: Sequence[float], words: Iterable[Word]) -> float:
    """Return the median of the words' values, weighted by their numbers of characters."""
    if values.count(values[0]) == len(values):
        return values[0]
    of_characters = (repeat(value, word.letters) for value, word in zip(values, words, strict=True))
    ordered = sorted(chain.from_iterable(of_characters))
    return ordered[len(ordered) // 2]


def whole_line(parts: LineParts) -> TextLine:
    """Join the parts of a line into one, however far apart they stand."""
    if len(parts) == 1:
        return parts[0]
    text = " ".join(part.text for part in parts)
    is_bold = all(part.is_bold for part in parts)
    return parts[0]._replace(text=text, right=parts[-1].right, is_bold=is_bold)


def joined(texts: Iterable[str]) -> str:
    """Join lines with blanks, but none within a broken number or day: 12-CV/ĐU, 30/4/202 6."""
    pieces: list[str] = []
    end = ""  # of the text joined so far
    for text in texts:
        is_broken = _BROKEN_NUMBER.search(end) or _BROKEN_DAY.search(f"{end}\n{text[:10]}")
        between = "" if is_broken or not pieces else " "
        pieces += (between, text)
        end = f"{end}{between}{text}"[-_END:]
    return "".join(pieces)
