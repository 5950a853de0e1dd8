"""The readable parts of a file, each with its path, and the problems of the others.

Every item is read separately. The id of a broken item is kept, so that its mistake causes no second
message where something refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from pydantic_core import ValidationError

from ntmtrack.datafile import draft_keys
from ntmtrack.datafile import file_format
from ntmtrack.datafile import parts
from ntmtrack.datafile import references
from ntmtrack.datafile import shapes
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.references import GROUPS
from ntmtrack.datafile.references import SECTIONS_WITH_IDS
from ntmtrack.datafile.references import Reference
from ntmtrack.directive import model
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at

P = TypeVar("P", bound=FilePart)


class PlacedPart(NamedTuple, Generic[P]):
    """Store one readable item and its path."""

    path: KeyPath
    part: P


@dataclass(frozen=True)
class PartialFile:
    """Store what could be read of a file.

    `ids` has every id in each section, including those of items that could not be read; None if the
    section itself could not be read, so that no reference to it can be judged. `unread` are the log
    entries that could not be read, as they are in the file. `declared` are the ids of things and
    `unknown` the references to nothing, including those of items that could not be read.
    """

    directive: model.Directive | None
    settings: model.Settings | None
    villages: list[PlacedPart[parts.VillagePart]]
    groups: dict[str, tuple[KeyPath, tuple[str, ...]]]
    owners: list[PlacedPart[parts.OwnerPart]]
    owner_groups: list[PlacedPart[parts.OwnerGroupPart]]
    events: list[PlacedPart[parts.EventPart]]
    tasks: list[PlacedPart[file_format.TaskPart]]
    amendments: list[PlacedPart[file_format.AmendmentPart]]
    entries: list[PlacedPart[file_format.EntryPart]]
    unread: list[tuple[KeyPath, Mapping[str, object]]]
    ids: dict[str, frozenset[str] | None]
    declared: list[Reference]
    unknown: list[Reference]
    problems: list[Problem] = field(default_factory=list)
    all_amendments_read: bool = True

    @cached_property
    def days(self) -> list[date]:
        """Return the days on which something is due, happens or begins."""
        due = [task.due.day for _, task in self.tasks if task.due]
        begins = [rule.from_ for _, task in self.tasks for rule in task.repeat]
        return [*due, *begins, *(event.date for _, event in self.events if event.date)]


def read(root: Mapping[str, object], cut: frozenset[str] = frozenset()) -> PartialFile:
    """Read every section of a file, item by item; sections that are `cut` are incomplete."""
    reader = _Reader(root)
    root, problems = reader.root, reader.problems
    directive = reader.section("directive", parts.DirectivePart)
    settings = reader.section("settings", parts.SettingsPart)
    groups = reader.groups()
    entries = reader.items(file_format.EntryPart)
    amendments = reader.items(file_format.AmendmentPart)
    reader.items(parts.UnusedPart)  # only to check them: nothing uses them
    ids = references.ids(root, groups, cut.union(reader.strays.values()))
    return PartialFile(
        directive=directive.value() if directive else None,
        settings=settings.value() if settings else None if "settings" in root else model.Settings(),
        villages=reader.items(parts.VillagePart),
        groups=groups or {},
        owners=reader.items(parts.OwnerPart),
        owner_groups=reader.items(parts.OwnerGroupPart),
        events=reader.items(parts.EventPart),
        tasks=reader.items(file_format.TaskPart),
        amendments=amendments,
        entries=entries,
        unread=list(_unread(root, {path for path, _ in entries})),
        ids=ids,
        declared=[
            thing
            for section in SECTIONS_WITH_IDS
            for thing in references.declared_in(root, section)
        ],
        unknown=list(references.unknown(root, ids)),
        problems=problems,
        all_amendments_read=_count(root.get("amendments")) == len(amendments),
    )


class _Reader:
    """Read the sections of a tree, and collect their problems."""

    def __init__(self, root: Mapping[str, object]) -> None:
        self.problems = list(_check_format(root))
        # A file in another format cannot be judged by this one.
        self.root = {} if self.problems else root
        self.strays = dict(_stray_items(self.root))
        if not self.problems:
            self._part((), file_format.WholeFile, self.root)
        absent = set(self.strays.values())
        self.problems = [problem for problem in self.problems if not _is_about_key(problem, absent)]
        self.problems += _missing_sections(self.strays)

    def section(self, name: str, part: type[P]) -> P | None:
        """Return a section that is a single part."""
        return self._part((name,), part, self.root[name]) if name in self.root else None

    def items(self, part: type[P]) -> list[PlacedPart[P]]:
        """Return the items of a section, without those that belong to another."""
        name = next(name for name, own in file_format.ITEMS.items() if own is part)
        section = self.root.get(name)
        if section is None:
            return []
        if not isinstance(section, list):
            self.problems.append(shapes.not_a_list_of(part, (name,)))
            return []
        own = ((path, item) for path, item in _number(name, section) if path not in self.strays)
        parts = ((path, self._part(path, part, item)) for path, item in own)
        return [PlacedPart(path, value) for path, value in parts if value is not None]

    def groups(self) -> dict[str, tuple[KeyPath, tuple[str, ...]]] | None:
        """Return the village groups; a broken one has no members."""
        section = self.root.get(GROUPS)
        if section is None:
            return {}
        if not isinstance(section, dict):
            self.problems.append(problem_at(Code.NOT_A_MAPPING_VILLAGE_GROUPS, (GROUPS,)))
            return None
        return {name: ((GROUPS, name), self._members(name, section[name])) for name in section}

    def _members(self, name: str, members: object) -> tuple[str, ...]:
        path = (GROUPS, name)
        if not isinstance(members, list):
            self.problems.append(problem_at(Code.NOT_A_LIST, path, key=name))
            return ()
        if not members:
            self.problems.append(problem_at(Code.EMPTY_LIST, path, key=name))
        wrong = [at for at, member in enumerate(members) if not isinstance(member, str)]
        self.problems += (problem_at(Code.NOT_TEXT, (*path, at), key=name) for at in wrong)
        return () if wrong else tuple(members)

    def _part(self, path: KeyPath, part: type[P], value: object) -> P | None:
        problems: list[Problem] = []
        try:
            result = part.read(value)
        except ValidationError as error:
            problems += shapes.check_part(path, part, value, error)
            result = None
        else:
            if shapes.is_flat(value):  # so it is no draft; nearly every part is read here
                return result
            problems += shapes.check_part(path, part, value, None)
        if draft_keys.is_draft(value):
            self.problems += draft_keys.check(path, part, value)
        self.problems += (
            problem
            for problem in problems
            if not (draft_keys.is_draft(value) and draft_keys.is_lacking(problem, path))
        )
        return None if problems else result


def _check_format(root: Mapping[str, object]) -> Iterator[Problem]:
    """Refuse a file of another format before judging anything else by this one."""
    written = root.get("format")
    if written is not None and written != str(file_format.FORMAT):
        value = written if isinstance(written, str) else "…"
        newer = value.isdecimal() and int(value[:9]) > file_format.FORMAT
        yield problem_at(Code.NEWER_FORMAT if newer else Code.BAD_FORMAT, ("format",), value=value)


def _is_about_key(problem: Problem, keys: AbstractSet[str]) -> bool:
    """Return whether a problem is about one of these keys of the whole file."""
    return not problem.path and problem.values["key"] in keys


def _stray_items(root: Mapping[str, object]) -> Iterator[tuple[KeyPath, str]]:
    """Yield each item in the wrong section, with the missing section that it belongs to."""
    absent = {name: part for name, part in file_format.ITEMS.items() if name not in root}
    for name, part in file_format.ITEMS.items() if absent else ():
        own, items = set(parts.keys_of(part)), root.get(name)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and not item.keys() <= own:
                fitting = (section for section in absent if _fits(item, absent[section]))
                yield from (((name, index), section) for section in islice(fitting, 1))


def _fits(item: Mapping[str, object], part: type[FilePart]) -> bool:
    needed, known = parts.keys_needed(part), parts.keys_of(part)
    return set(needed) <= item.keys() <= set(known)


def _missing_sections(strays: Mapping[KeyPath, str]) -> Iterator[Problem]:
    """Yield the problem of a missing section at its first item."""
    firsts = {section: path for path, section in reversed(list(strays.items()))}
    for section, path in firsts.items():
        yield problem_at(Code.MISSING_KEY_SECTION, path, key=section)


def _number(name: str, section: Sequence[object]) -> Iterator[tuple[KeyPath, object]]:
    return (((name, index), item) for index, item in enumerate(section))


def _unread(
    root: Mapping[str, object], read_paths: AbstractSet[KeyPath]
) -> Iterator[tuple[KeyPath, Mapping[str, object]]]:
    section = root.get("progress")
    if isinstance(section, list) and len(section) > len(read_paths):
        for path, item in _number("progress", section):
            if path not in read_paths and isinstance(item, dict):
                yield path, item


def _count(section: object) -> int:
    return len(section) if isinstance(section, list) else 0
