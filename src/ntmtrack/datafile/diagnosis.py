"""What a finding needs to become a problem: its place, the thing it is about, a near name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.datafile import references
from ntmtrack.datafile.findings import Finding
from ntmtrack.datafile.partial import Draft
from ntmtrack.datafile.references import ALL
from ntmtrack.datafile.references import GROUPS
from ntmtrack.directive import names
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import SPOKEN
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import Path
from ntmtrack.yamltext.yaml_tree import Source
from ntmtrack.yamltext.yaml_tree import Value

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
            if isinstance(node, MappingNode):
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
            begins = list(node.value_at.values()) if isinstance(node, MappingNode) else node.item_at
            at = bisect_right(begins, place, key=self._line_and_column) - 1
            if at < 0:
                return
            if isinstance(node, MappingNode):
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


# Near matches cost time for each name: beyond so many mistakes nobody reads them.
_MOST_HINTS, _MOST_KNOWN = 50, 2000
_MOST_LINES = 12
# These are told once for each name, with the lines: mostly the mistake is where it is defined.
_TOLD_ONCE = {
    *(f"unknown-{one}" for one in references.SECTIONS),
    *("unknown-measure", "not-covered", "entry-share-unused", "entry-heading"),
}
_BETWEEN = re.compile(r"\s*,\s*|\s+")
# What is wrong with these is that the value is none of a few.
_CHOOSING = frozenset(("bad-choice", "unknown-key", "unknown-letter", "unknown-measure"))
_NAMED_BY = {"progress": "task", "amendments": "number"}  # where it is not the id


def problems(tree: Source, draft: Draft, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Give the findings as problems."""
    for number, (found, others) in enumerate(_together(tree, findings)):
        hint = _near(draft, found) if number < _MOST_HINTS else {}
        values = {**hint, **found.values, **_subject(tree, found), **_also(tree, others)}
        yield Problem(found.code, tree.place(found.path, key=found.at_key), values, found.warning)


def _together(tree: Source, findings: Iterable[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """Give each finding, with the others of the same wrong name: it is likely one mistake."""
    same: dict[tuple[str, str, str], list[Finding]] = {}
    for found in findings:
        if found.code in _TOLD_ONCE:
            task, value = found.values.get("task", ""), found.values.get("value", "")
            same.setdefault((found.code, task, value), []).append(found)
        else:
            yield found, []
    for all_ in same.values():
        first, *others = sorted(all_, key=lambda one: _position(tree, one.path))
        yield first, others


def _position(tree: Source, path: Path) -> tuple[int, int]:
    place = tree.place(path)
    return place.line, place.column


def _also(tree: Source, others: Sequence[Finding]) -> dict[str, str]:
    """Name the lines on which a wrong name stands as well."""
    lines = [str(tree.place(one.path).line) for one in others[:_MOST_LINES]]
    more = ["…"] if len(others) > _MOST_LINES else []
    return {"also": ", ".join([*dict.fromkeys(lines), *more])} if others else {}


def _subject(tree: Source, found: Finding) -> dict[str, str]:
    """Name the thing that a finding is about, by its id rather than its number."""
    section, *rest = found.path or ("",)
    if found.values.get("detail") == "section":
        return {}  # it stands in the section of other things, for its own is missing
    items = tree.root.get(str(section)) if tree.root is not None else None
    if rest and section == GROUPS:
        return {"section": GROUPS, "id": str(rest[0])}
    if not rest or not isinstance(items, list):
        return {}
    item = items[int(rest[0])]
    id_ = item.get(_NAMED_BY.get(str(section), "id")) if isinstance(item, dict) else None
    return {"section": str(section), "id": id_} if isinstance(id_, str) else {}


def _near(draft: Draft, found: Finding) -> dict[str, str]:
    """Find what a mistyped name may have meant, among those of its kind."""
    known = _known(draft, found)
    value = found.values.get("value", "") if found.code != "unknown-key" else str(found.path[-1])
    close = _separate(value, known)
    if not close and known and len(known) <= _MOST_KNOWN:
        close = names.near(value, known)
    if not close and found.code == "unknown-group":
        close = _as_list(value, _named(draft, "villages"))
    return {"near": ", ".join(close)} if close else {}


def _separate(value: str, known: Iterable[names.Named]) -> list[str]:
    """Tell several names that stand as one text: a comma is missing, or the brackets are."""
    parts = _BETWEEN.split(value)
    if len(parts) == 1 or not {one.id for one in known}.issuperset(parts):
        return []
    return [f"[{', '.join(parts)}]"] if "," in value else parts


def _as_list(value: str, villages: Sequence[names.Named]) -> list[str]:
    """Tell villages that stand where only a group may stand without brackets."""
    called = names.match(value, villages)
    return [f"[{called[0]}]"] if len(called) == 1 else _separate(value, villages)


def _known(draft: Draft, found: Finding) -> list[names.Named]:
    """List what a wrong name may be compared with."""
    section = references.SECTIONS.get(found.code.removeprefix("unknown-"))
    if section:
        return _named(draft, section)
    if found.code not in _CHOOSING:
        return []
    choices = found.values.get("choices") or found.values.get("known") or ""
    spoken = SPOKEN if found.code == "bad-choice" else {}
    return [names.Named(name, spoken.get(name, ())) for name in choices.split(", ") if name]


def _named(draft: Draft, section: str) -> list[names.Named]:
    """List the ids of a section, with what goes by them."""
    ids = [*sorted(draft.ids[section] or ()), *([ALL] if section == GROUPS else [])]
    called = _called(draft, section) if section in ("villages", "owners", "events") else {}
    return [names.Named(id_, called.get(id_, ())) for id_ in ids]


def _called(draft: Draft, section: str) -> dict[str, Sequence[str]]:
    """Give the names that go with the ids of a section."""
    if section == "events":
        return {event.id: (event.name,) for _, event in draft.events}
    found = draft.villages if section == "villages" else draft.owners
    return {one.id: (one.name, *one.aliases) for _, one in found}
