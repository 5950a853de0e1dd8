"""The numbers of paragraphs: typed in front of the text, or counted by Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

_CAPITAL = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"  # the last range includes small letters, which does no harm
_DASHES = "-–—+*•●○◦▪■□➢✓❖"
_TYPED = re.compile(
    rf"""
    [{_DASHES}] (?: \s+ | (?=["“(]?[^\W\d_]) )
    | (?: (?:Điều|ĐIỀU)\s+\d{{1,3}}[.:]
        | \( (?:\d{{1,3}}|[ivx]{{1,5}}|[a-zđ]) \)
        | (?:\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}|[IVXLC]{{1,7}}|[ivx]{{1,5}}|[a-zđA-HĐ]) (?:\.\)|[.)])
      ) (?: \s+ | (?=["“(]?[{_CAPITAL}]) )
    | (?:\d{{1,2}}|[IVX]{{1,6}}) [-–] \s* (?=["“(]?[{_CAPITAL}])
    | (?:\d{{1,2}}|[IVX]{{1,5}}|[a-zđ])/ \s+
    | \d{{1,2}}(?:\.\d{{1,2}}){{1,4}} \s+ (?=["“(]?[{_CAPITAL}])
    """,
    re.VERBOSE,
)
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))
_LARGEST = 999  # number that is written in letters or Roman numerals


def split(text: str) -> tuple[str, str]:
    """Split the typed number of a paragraph, or a bullet such as `-`, from its text."""
    match = _TYPED.match(text)
    if not match or match.end() == len(text):
        return "", text
    return match[0].rstrip(), text[match.end() :]


class Depths:
    """Compute the depth of numbered paragraphs from the kinds of the numbers before them."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def of(self, number: str) -> int:
        """Return the depth of the next number, from 1; 0 for a footnote such as [1], in no list."""
        if number.startswith("["):
            return 0
        kind = _kind(number)
        if kind in self._open:
            del self._open[self._open.index(kind) + 1 :]
        else:
            self._open.append(kind)
        return len(self._open)


def _kind(number: str) -> str:
    """Return a key that all numbers of one list have in common."""
    bare = number.strip("().:/-– ")
    if not bare:
        return number
    if bare[0] in _DASHES or bare.startswith(("Điều", "ĐIỀU")):
        return bare[:1]
    if bare[0].isdigit():
        return f"{bare.count('.')} parts"
    if re.fullmatch("[IVXLC]+", bare) and bare not in ("C", "L"):
        return "roman"
    return "capital" if bare.isupper() else "small"


class ListLevel(NamedTuple):
    """Describe how Word counts one level of a list, in the terms of its file format."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int = -1  # restart after a number of this level (from 1) or above; 0: never; -1: any
    is_legal: bool = False  # all levels are printed in digits


class ListCounter:
    """Count the paragraphs of lists as Word does.

    `lists` maps each list to its levels. Lists with the same `shared` value continue each other's
    numbers, unless `starts` sets the number that a level starts at.
    """

    def __init__(
        self,
        lists: Mapping[str, Sequence[ListLevel]],
        shared: Mapping[str, str],
        starts: Mapping[str, Mapping[int, int]],
    ) -> None:
        self._lists, self._shared, self._starts = lists, shared, starts
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next(self, name: str, level: int) -> str:
        """Return the printed number of the next paragraph of a list."""
        levels = self._lists.get(name, ())
        if not 0 <= level < len(levels):
            return ""
        counts = self._counts.setdefault(self._shared.get(name, name), {})
        if name not in self._begun:
            self._begun.add(name)
            for deep, start in self._starts.get(name, {}).items():
                counts[deep] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in range(level + 1, len(levels)):
            restart = levels[deeper].restart
            if restart and (restart < 0 or level < restart):
                counts.pop(deeper, None)
        return self._printed(levels, level, counts)

    def _printed(self, levels: Sequence[ListLevel], level: int, counts: Mapping[int, int]) -> str:
        own = levels[level]
        if own.kind == "bullet":
            return own.text.strip() or "•"
        if own.kind == "none":
            return ""

        def value(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if not 0 <= at < len(levels):
                return ""
            kind = "decimal" if own.is_legal else levels[at].kind
            return _written(counts.get(at, levels[at].start), kind)

        return re.sub(r"%([1-9])", value, own.text).strip()


def _written(number: int, kind: str) -> str:
    """Format a number as a kind of list does, in digits for kinds that no Vietnamese list uses."""
    if not 0 < number <= _LARGEST:
        return str(number)
    match kind:
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter":
            times, letter = divmod(number - 1, 26)
            text = chr(ord("a") + letter) * (times + 1)
        case "lowerRoman" | "upperRoman":
            text = _roman(number)
        case "none":
            return ""
        case _:
            return str(number)
    return text.upper() if kind.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in ((900, "cm"), (500, "d"), (400, "cd"), *_ROMAN, (1, "i")):
        times, number = divmod(number, value)
        text += letters * times
    return text
