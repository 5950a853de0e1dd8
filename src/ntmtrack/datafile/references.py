"""The ids that a file defines and those that it refers to, read from the tree.

Items with other mistakes are read as well, so that one run finds every wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.datafile import file_format
from ntmtrack.datafile import parts
from ntmtrack.datafile import values
from ntmtrack.datafile.task_parts import GOAL_KINDS
from ntmtrack.directive import names
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath

ALL = "all"
GROUPS = "village_groups"
OWNER_GROUPS = "owner_groups"
SECTIONS_WITH_IDS = (
    "villages",
    "owners",
    OWNER_GROUPS,
    "events",
    "tasks",
)  # the sections whose items have ids
_WORD = re.compile(r"[a-z0-9]+")
# The problem of an unknown id, by the section that should define it.
UNKNOWN_ID_CODES = {
    "owners": Code.UNKNOWN_OWNER,
    "villages": Code.UNKNOWN_VILLAGE,
    GROUPS: Code.UNKNOWN_GROUP,
    "tasks": Code.UNKNOWN_TASK,
    "events": Code.UNKNOWN_EVENT,
}
# The keys of tasks, amendments and entries that contain ids, with the sections that define them.
SECTION_OF_KEY: Mapping[str, Mapping[str, str]] = {
    "tasks": {
        **dict.fromkeys(("owner", "leader", "support", "report_to"), "owners"),
        **dict.fromkeys(("part_of", "superseded_by", "related"), "tasks"),
        "event": "events",
        "villages": "villages",
    },
    "amendments": {"tasks": "tasks", "villages": "villages"},
    "progress": {"task": "tasks", "village": "villages", "owner": "owners"},
}


class Reference(NamedTuple):
    """Describe an id that a section defines (or should define), and where it is written.

    If the id is itself a key, `path` is that of the key's value, and `at_key` is true.
    """

    section: str
    id: str
    path: KeyPath
    at_key: bool = False


def declared_in(root: Mapping[str, object], section: str) -> Iterator[Reference]:
    """Yield the ids of a section's items."""
    for path, item in _items(root, section):
        id_ = item.get("id")
        if isinstance(id_, str):
            yield Reference(section, id_, (*path, "id"))


def ids(
    root: Mapping[str, object], groups: Iterable[str] | None, cut: Container[str]
) -> dict[str, frozenset[str] | None]:
    """Return the ids of every section; None for one that is incomplete or may be misspelled."""
    known = parts.keys_of(file_format.WholeFile)
    has_unknown = any(name not in known for name in root)  # possibly a misspelled section
    misspelled = {OWNER_GROUPS: _has_members(root, known)}
    needed = parts.keys_needed(file_format.WholeFile)
    by_section = {name: _ids(root.get(name)) for name in SECTIONS_WITH_IDS}
    by_section[GROUPS] = frozenset(groups) if groups is not None else None
    for name in by_section:
        if name in cut or (
            name not in root and (misspelled.get(name, has_unknown) or name in needed)
        ):
            by_section[name] = None
    return by_section


def _has_members(root: Mapping[str, object], known: Container[str]) -> bool:
    """Return whether an unknown section may be that of owner groups: only these have members."""
    unknown = (section for section in root if section not in known)
    return any("members" in item for section in unknown for _, item in _items(root, section))


def _ids(section: object) -> frozenset[str] | None:
    if section is None:
        return frozenset()
    if not isinstance(section, list):
        return None
    ids = [item.get("id") if isinstance(item, dict) else None for item in section]
    texts = {id_ for id_ in ids if isinstance(id_, str)}
    texts |= {slug for id_ in texts if not values.is_slug(id_) for slug in _spellings(id_)}
    # Any reference may be to an item without a readable id.
    return frozenset(texts) if all(isinstance(id_, str) for id_ in ids) else None


def _spellings(id_: str) -> Iterator[str]:
    """Return the ids that others may use for a text that is no id: `kim-binh` for `Kim Bình`."""
    words = _WORD.findall(names.fold(id_[: values.LONGEST_ID]))
    return ("-".join(words[: count + 1]) for count in range(len(words)))


def unknown(
    root: Mapping[str, object], known: Mapping[str, frozenset[str] | None]
) -> Iterator[Reference]:
    """Yield the references of tasks, amendments and groups to unknown ids."""
    yield from _unknown_in_tasks(root, known)
    for path, amendment in _items(root, "amendments"):
        for key, section in SECTION_OF_KEY["amendments"].items():
            yield from _unknown(section, known[section], amendment.get(key), path, key)
    for path, group in _items(root, OWNER_GROUPS):
        yield from _unknown("owners", known["owners"], group.get("members"), path, "members")
    groups = root.get(GROUPS)
    if isinstance(groups, dict):
        for name, members in groups.items():
            yield from _unknown("villages", known["villages"], members, (GROUPS,), name)


def _unknown_in_tasks(
    root: Mapping[str, object], known: Mapping[str, frozenset[str] | None]
) -> Iterator[Reference]:
    """Yield the references of tasks to unknown ids; owner groups count as owners."""
    owners, owner_groups = known["owners"], known[OWNER_GROUPS]
    either = None if owners is None or owner_groups is None else owners | owner_groups
    of_tasks = {**known, "owners": either}
    referring = SECTION_OF_KEY["tasks"]
    for path, task in _items(root, "tasks"):
        for key, value in task.items():
            section = referring.get(key)
            if key == "villages" and not isinstance(value, list):
                section = None if value == ALL else GROUPS
            if section:
                yield from _unknown(section, of_tasks[section], value, path, key)
        villages = known["villages"]
        if villages is not None and task.get("each") == "village":
            yield from _unknown_in_goals(task.get("measures"), villages, path)


def _unknown(
    section: str, known: frozenset[str] | None, value: object, path: KeyPath, key: str
) -> Sequence[Reference]:
    """Return the unknown ids in a value, a text or a list; other values have a problem already."""
    if known is None:
        return ()
    if isinstance(value, str):
        return () if value in known else [Reference(section, value, (*path, key))]
    return [
        Reference(section, id_, (*path, key, index))
        for index, id_ in enumerate(value if isinstance(value, list) else ())
        if isinstance(id_, str) and id_ not in known
    ]


def _unknown_in_goals(
    measures: object, known: frozenset[str], path: KeyPath
) -> Iterator[Reference]:
    """Yield the unknown villages in goals."""
    for index, measure in enumerate(measures if isinstance(measures, list) else ()):
        for kind in GOAL_KINDS if isinstance(measure, dict) else ():
            goals = measure.get(kind)
            for village in goals if isinstance(goals, dict) else ():
                if village not in known:
                    where = (*path, "measures", index, kind, village)
                    yield Reference("villages", village, where, at_key=True)


def _items(
    root: Mapping[str, object], section: str
) -> Iterator[tuple[KeyPath, Mapping[str, object]]]:
    items = root.get(section)
    if isinstance(items, list):
        for index, item in enumerate(items):
            if isinstance(item, dict):
                yield (section, index), item
