"""Problems of a file as they are shown.

Problems that only follow from another are left out; each of the others gets its place, the thing it
is about and the name that was probably meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.datafile import references
from ntmtrack.datafile.partial import PartialFile
from ntmtrack.datafile.parts import NamedPart
from ntmtrack.datafile.references import ALL
from ntmtrack.datafile.references import GROUPS
from ntmtrack.datafile.references import OWNER_GROUPS
from ntmtrack.directive import inexact_names
from ntmtrack.directive import names
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Thing
from ntmtrack.wording.problem import ThingKind
from ntmtrack.wording.problem import first_few
from ntmtrack.wording.words import SPOKEN
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import NodeValue
from ntmtrack.yamltext.yaml_tree import Source

# A text with one of these is not what its author meant.
_SPOILING = frozenset(
    (
        Code.CUT_COMMENT,
        Code.DASH_WITHOUT_SPACE,
        Code.FOLDED_TEXT_DASH,
        Code.FOLDED_TEXT_COLON,
        Code.LONG_TEXT,
    )
)
# The first key of an item: a second one means that the next item lacks its dash.
_FIRST_KEYS = ("id", "task", "number")
_ITEM = 2  # the length of an item's path: section and index


class Causes:
    """Store the problems of a text, and decide which other problems only follow from them.

    `cut` names the sections that were not read completely, `unclear` the paths of items with a
    problem.
    """

    def __init__(self, tree: Source) -> None:
        self._tree = tree
        self._repeated: dict[KeyPath, list[Problem]] = {}  # by the path of the mapping
        self._spoiled: set[KeyPath] = set()
        self.unclear: set[KeyPath] = set()
        for problem in tree.problems:
            if problem.place and not problem.warning:
                self._take(problem, problem.place)
        self._joined = {
            path: repeated[0] for path, repeated in self._repeated.items() if _joins(path, repeated)
        }
        self._problems = tuple(self._without_consequences())
        sections = {problem.values["key"] for problem in self._repeated.get((), ())}
        self.cut = frozenset(sections | {str(path[0]) for path in self._joined})

    def _take(self, problem: Problem, place: Place) -> None:
        path = self._path_to(place)
        self.unclear.add(path[:_ITEM])
        if problem.code is Code.DUPLICATE_KEY:
            self._repeated.setdefault(self._home(problem, path), []).append(problem)
        elif problem.code in _SPOILING:
            self._spoiled.add(path)

    def _without_consequences(self) -> Iterator[Problem]:
        """Yield the problems; of two joined items, only the one where the second begins."""
        left_out = {id(problem) for path in self._joined for problem in self._repeated[path]}
        first = {id(problem) for problem in self._joined.values()}
        sections = {id(problem) for problem in self._repeated.get((), ())}
        for problem in self._tree.problems:
            if id(problem) in first:
                yield problem._replace(code=Code.DUPLICATE_KEY_NEXT)
            elif id(problem) in sections:
                yield problem._replace(code=Code.DUPLICATE_KEY_SECTION)
            elif id(problem) not in left_out:
                yield problem

    def beside(self, others: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems of the text, except warnings about values with a worse problem."""
        wrong = {problem.path for problem in others}
        for problem in self._problems:
            if not (problem.warning and problem.place and self._path_to(problem.place) in wrong):
                yield problem

    def explain(self, problem: Problem) -> bool:
        """Return whether a problem only follows from a problem of the text."""
        if problem.path[:_ITEM] in self._joined or problem.path in self._spoiled:
            return True
        if problem.code is not Code.MISSING_KEY:
            return False
        # The key may be inside a text of its part that runs on too long, or be repeated.
        twice = {repeated.values["key"] for repeated in self._repeated.get(problem.path, ())}
        can_continue = any(path[:-1] == problem.path for path in self._spoiled)
        return can_continue or problem.values["key"] in twice

    def _home(self, problem: Problem, path: KeyPath) -> KeyPath:
        """Return the path of the mapping in which a repeated key first occurs."""
        key, line = problem.values["key"], problem.values["first_line"]
        node: NodeValue | None = self._tree.root
        home: KeyPath = ()
        for depth, step in enumerate(path):
            if isinstance(node, MappingNode):
                at = node.key_at.get(key)
                if at is not None and str(self._line_and_column(at)[0]) == line:
                    home = path[:depth]
                node = node.get(str(step))
            elif node is not None and not isinstance(node, str):
                node = node[int(step)]
        return home

    def _path_to(self, place: Place) -> KeyPath:
        """Return the path of the last value that begins at or before a place."""
        return tuple(self._steps_to((place.line, place.column)))

    def _steps_to(self, place: tuple[int, int]) -> Iterator[str | int]:
        node: NodeValue | None = self._tree.root
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


def _joins(path: KeyPath, repeated: list[Problem]) -> bool:
    """Return whether keys are repeated because two items are joined."""
    return len(path) == _ITEM and (len(repeated) > 1 or repeated[0].values["key"] in _FIRST_KEYS)


# Finding similar names takes time for each name, and nobody reads more hints than this.
_MOST_HINTS, _MOST_KNOWN = 50, 2000
_MOST_LINES = 12
# Shown once for each name, with all lines: usually the mistake is in the definition.
_SHOWN_ONCE = {
    *references.UNKNOWN_ID_CODES.values(),
    *(Code.UNKNOWN_MEASURE, Code.UNKNOWN_MEASURE_NONE, Code.UNKNOWN_MEASURE_EMPTY),
    *(Code.NOT_COVERED, Code.ENTRY_SHARE_UNUSED, Code.ENTRY_HEADING),
}
_BETWEEN = re.compile(r"\s*,\s*|\s+")
_SECTIONS = {code: section for section, code in references.UNKNOWN_ID_CODES.items()}
_KINDS: dict[str, ThingKind] = {
    "villages": "village",
    GROUPS: "village group",
    "owners": "owner",
    OWNER_GROUPS: "owner group",
    "events": "event",
    "tasks": "task",
    "amendments": "amendment",
    "progress": "entry",
}
_NAMED_BY = {"progress": "task", "amendments": "number"}  # if not by its id


def diagnose(tree: Source, file: PartialFile, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems that have a path, completed with everything that is shown of them."""
    for number, (problem, others) in enumerate(_together(tree, problems)):
        near = problem.near
        if not near and number < _MOST_HINTS:
            near = _near(file, problem)
        yield problem._replace(
            place=tree.place(problem.path, key=problem.at_key),
            thing=_thing(tree, problem),
            near=near,
            also=_lines(tree, others),
            path=(),
            at_key=False,
        )


def _together(
    tree: Source, problems: Iterable[Problem]
) -> Iterator[tuple[Problem, Sequence[Problem]]]:
    """Yield each problem with the others about the same wrong name: probably one mistake."""
    same: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code in _SHOWN_ONCE:
            task, value = problem.values.get("task", ""), problem.values.get("value", "")
            same.setdefault((problem.code.printed, task, value), []).append(problem)
        else:
            yield problem, ()
    for alike in same.values():
        first, *others = sorted(alike, key=lambda problem: _position(tree, problem.path))
        yield first, others


def _position(tree: Source, path: KeyPath) -> tuple[int, int]:
    place = tree.place(path)
    return place.line, place.column


def _lines(tree: Source, others: Sequence[Problem]) -> tuple[str, ...]:
    """Return the other lines with a wrong name."""
    lines = [str(tree.place(problem.path).line) for problem in others[: _MOST_LINES + 1]]
    return tuple(dict.fromkeys(first_few(lines, _MOST_LINES)))


def _thing(tree: Source, problem: Problem) -> Thing | None:
    """Return the thing that a problem is about, by its id rather than its index."""
    section, *rest = problem.path or ("",)
    kind = _KINDS.get(str(section))
    # These are about the whole file: items of a missing section are in another one, or the file is
    # a draft.
    of_file = problem.code in (Code.MISSING_KEY_SECTION, Code.DRAFT_LEFT)
    if kind is None or not rest or of_file:
        return None
    if section == GROUPS:
        return Thing(kind, str(rest[0]))
    items = tree.root.get(str(section)) if tree.root is not None else None
    item = items[int(rest[0])] if isinstance(items, list) else None
    id_ = item.get(_NAMED_BY.get(str(section), "id")) if isinstance(item, dict) else None
    return Thing(kind, id_) if isinstance(id_, str) else None


def _near(file: PartialFile, problem: Problem) -> tuple[str, ...]:
    """Return the names that a mistyped name may have meant, among those of its kind."""
    value, known = _compared(file, problem)
    near = _separate(value, known)
    if not near and known and len(known) <= _MOST_KNOWN:
        near = inexact_names.similar_ids(value, known)
    if not near and problem.code is Code.UNKNOWN_GROUP:
        near = _as_list(value, _named_things(file, "villages"))
    return tuple(near)


def _separate(value: str, known: Iterable[names.Named]) -> list[str]:
    """Return several names written as one text, without the comma or the brackets."""
    parts = _BETWEEN.split(value)
    if len(parts) == 1 or not {name.id for name in known}.issuperset(parts):
        return []
    return [f"[{', '.join(parts)}]"] if "," in value else parts


def _as_list(value: str, villages: Sequence[names.Named]) -> list[str]:
    """Return villages with the brackets that are missing where only a group may be without."""
    ids = names.match(value, villages)
    return [f"[{ids[0]}]"] if len(ids) == 1 else _separate(value, villages)


def _compared(file: PartialFile, problem: Problem) -> tuple[str, list[names.Named]]:
    """Return a wrong name, and the names to compare it with."""
    values = problem.values
    value = values.get("value", "")
    known: Iterable[str] = ()
    match problem.code:
        case Code.UNKNOWN_OWNER if problem.path[0] == "tasks":
            return value, [*_named_things(file, "owners"), *_named_things(file, OWNER_GROUPS)]
        case code if code in _SECTIONS:
            return value, _named_things(file, _SECTIONS[code])
        case Code.BAD_CHOICE:
            return value, [names.Named(word, SPOKEN.get(word, ())) for word in values["choices"]]
        case Code.UNKNOWN_KEY | Code.UNKNOWN_KEY_EMPTY:
            value, known = str(problem.path[-1]), values["known"]
        case (
            Code.UNKNOWN_LETTER
            | Code.UNKNOWN_MEASURE
            | Code.UNKNOWN_MEASURE_EMPTY
            | Code.GOAL_NOT_COVERED
        ):
            known = values["known"]
    return value, [names.Named(name, ()) for name in known]


def _named_things(file: PartialFile, section: str) -> list[names.Named]:
    """Return the ids of a section, with the names that go with them."""
    ids = [*sorted(file.ids[section] or ()), *([ALL] if section == GROUPS else [])]
    names_by_id = _names(file, section)
    return [names.Named(id_, names_by_id.get(id_, ())) for id_ in ids]


def _names(file: PartialFile, section: str) -> dict[str, Sequence[str]]:
    if section == "events":
        return {event.id: (event.name,) for _, event in file.events}
    parts: dict[str, Sequence[tuple[KeyPath, NamedPart]]] = {
        "villages": file.villages,
        "owners": file.owners,
        OWNER_GROUPS: file.owner_groups,
    }
    return {part.id: (part.name, *part.aliases) for _, part in parts.get(section, ())}
