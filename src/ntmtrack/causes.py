"""One mistake, one message: what only follows from another mistake is found here, and left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator

from ntmtrack.errors import Place
from ntmtrack.errors import Problem
from ntmtrack.findings import Finding
from ntmtrack.nodes import Mapping
from ntmtrack.nodes import Value
from ntmtrack.source import Path
from ntmtrack.source import Source

# After one of these a text is not what its author meant.
_SPOILING = frozenset(("cut-comment", "dash-without-space", "folded-text", "long-text"))
# The first key of an item: a second one in it is the next item, without its dash.
_FIRST_KEYS = ("id", "task", "number")
_ITEM = 2  # the length of an item's path: section and number


class Causes:
    """Tell the faults of a text, and which findings only follow from them.

    `cut` names the sections of which a part was not read, `unclear` the items with a fault.
    """

    def __init__(self, tree: Source) -> None:
        self._tree = tree
        self._repeated: dict[Path, list[Problem]] = {}
        self._spoiled: set[Path] = set()
        self.unclear: set[Path] = set()
        for problem in tree.problems:
            if problem.place and not problem.warning:
                self._take(problem, problem.place)
        self._joined = {
            path: found[0] for path, found in self._repeated.items() if _joins(path, found)
        }
        self._faults = tuple(self._shown())
        sections = {one.values["key"] for one in self._repeated.get((), ())}
        self.cut = frozenset(sections | {str(path[0]) for path in self._joined})

    def _take(self, problem: Problem, place: Place) -> None:
        path = self._path_to(place)
        self.unclear.add(path[:_ITEM])
        if problem.code == "duplicate-key":
            self._repeated.setdefault(self._home(problem, path), []).append(problem)
        elif problem.code in _SPOILING:
            self._spoiled.add(path)

    def _shown(self) -> Iterator[Problem]:
        """Give the faults; of two items that run together only where the second begins."""
        left_out = {id(one) for path in self._joined for one in self._repeated[path]}
        first = {id(one) for one in self._joined.values()}
        for problem in self._tree.problems:
            if id(problem) in first:
                yield problem._replace(values={**problem.values, "detail": "next"})
            elif id(problem) not in left_out:
                yield problem

    def faults_beside(self, findings: Iterable[Finding]) -> Iterator[Problem]:
        """Give the faults, but no warning of a text that has a worse message already."""
        wrong = {found.path for found in findings}
        for problem in self._faults:
            if not (problem.warning and problem.place and self._path_to(problem.place) in wrong):
                yield problem

    def explain(self, found: Finding) -> bool:
        """Tell whether a finding follows from a fault of the text."""
        if found.path[:_ITEM] in self._joined or found.path in self._spoiled:
            return True
        if found.code != "missing-key":
            return False
        # The key may stand in a text of its part that goes on too long, or be there twice.
        twice = {one.values["key"] for one in self._repeated.get(found.path, ())}
        goes_on = any(path[:-1] == found.path for path in self._spoiled)
        return goes_on or found.values["key"] in twice

    def _home(self, problem: Problem, path: Path) -> Path:
        """Find the mapping that has a repeated key for the first time."""
        key, line = problem.values["key"], int(problem.values["first_line"])
        node: Value | None = self._tree.root
        home: Path = ()
        for depth, step in enumerate(path):
            if isinstance(node, Mapping):
                at = node.key_at.get(key)
                if at is not None and self._line_and_column(at)[0] == line:
                    home = path[:depth]
                node = node.get(str(step))
            elif node is not None and not isinstance(node, str):
                node = node[int(step)]
        return home

    def _path_to(self, place: Place) -> Path:
        """Find the last value that begins before a place, or at it."""
        return tuple(self._steps_to((place.line, place.column)))

    def _steps_to(self, place: tuple[int, int]) -> Iterator[str | int]:
        node: Value | None = self._tree.root
        while node is not None and not isinstance(node, str):
            begins = list(node.value_at.values()) if isinstance(node, Mapping) else node.item_at
            at = bisect_right(begins, place, key=self._line_and_column) - 1
            if at < 0:
                return
            if isinstance(node, Mapping):
                key = list(node.value_at)[at]
                yield key
                node = node.get(key)
            else:
                yield at
                node = node[at]

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        place = self._tree.place_at(offset)
        return place.line, place.column


def _joins(path: Path, repeated: list[Problem]) -> bool:
    """Tell whether keys are repeated because two items run together."""
    return len(path) == _ITEM and (len(repeated) > 1 or repeated[0].values["key"] in _FIRST_KEYS)
