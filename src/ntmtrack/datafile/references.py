"""What a file names and what it refers to, read from the raw tree.

Also an item with a mistake elsewhere is looked at, so that one run finds every wrong name.
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
from ntmtrack.directive import names
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath

ALL = "all"
GROUPS = "village_groups"
NAMED = ("villages", "owners", "events", "tasks")  # the sections whose items have ids
_WORD = re.compile(r"[a-z0-9]+")
# What is wrong with a name that stands nowhere, by the section where it should.
UNKNOWN = {
    "owners": Code.UNKNOWN_OWNER,
    "villages": Code.UNKNOWN_VILLAGE,
    GROUPS: Code.UNKNOWN_GROUP,
    "tasks": Code.UNKNOWN_TASK,
    "events": Code.UNKNOWN_EVENT,
}
# What a task refers to, by its keys.
_REFERRING = {
    **dict.fromkeys(("owner", "support", "report_to"), "owners"),
    **dict.fromkeys(("part_of", "superseded_by", "related"), "tasks"),
    "event": "events",
    "villages": "villages",
}


class Reference(NamedTuple):
    """Name a section, an id that stands (or should stand) in it, and where that is written."""

    section: str
    id: str
    path: KeyPath


def named(root: Mapping[str, object], section: str) -> Iterator[Reference]:
    """List the ids of a section's items."""
    for path, item in _items(root, section):
        id_ = item.get("id")
        if isinstance(id_, str):
            yield Reference(section, id_, (*path, "id"))


def ids(
    root: Mapping[str, object], groups: Iterable[str] | None, cut: Container[str]
) -> dict[str, frozenset[str] | None]:
    """List the ids of every section; None for one of which a part, or the name, is missing."""
    known = parts.keys_of(file_format.WholeFile)
    strange = any(name not in known for name in root)
    needed = parts.keys_needed(file_format.WholeFile)
    found = {name: _ids(root.get(name)) for name in NAMED}
    found[GROUPS] = frozenset(groups) if groups is not None else None
    for name in found:
        if name in cut or (name not in root and (strange or name in needed)):
            found[name] = None
    return found


def _ids(section: object) -> frozenset[str] | None:
    if section is None:
        return frozenset()
    if not isinstance(section, list):
        return None
    found = [item.get("id") if isinstance(item, dict) else None for item in section]
    spelled = {id_ for id_ in found if isinstance(id_, str)}
    spelled |= {one for id_ in spelled if not values.is_slug(id_) for one in _spellings(id_)}
    # An item without a readable id could be the one that anything refers to.
    return frozenset(spelled) if all(isinstance(id_, str) for id_ in found) else None


def _spellings(id_: str) -> Iterator[str]:
    """Give how what is no id may be written elsewhere: for `Kim Bình`, `kim-binh`."""
    words = _WORD.findall(names.fold(id_[: values.LONGEST_ID]))
    return ("-".join(words[: count + 1]) for count in range(len(words)))


def unknown(
    root: Mapping[str, object], known: Mapping[str, frozenset[str] | None]
) -> Iterator[Reference]:
    """List every reference of the tasks, amendments and groups of a file to what stands nowhere."""
    for path, task in _items(root, "tasks"):
        for key, value in task.items():
            section = _REFERRING.get(key)
            if key == "villages" and not isinstance(value, list):
                section = None if value == ALL else GROUPS
            if section:
                yield from _unknown(section, known[section], value, path, key)
    for path, amendment in _items(root, "amendments"):
        for key in ("tasks", "villages"):
            yield from _unknown(key, known[key], amendment.get(key), path, key)
    groups = root.get(GROUPS)
    if isinstance(groups, dict):
        for name, members in groups.items():
            yield from _unknown("villages", known["villages"], members, (GROUPS,), name)


def _unknown(
    section: str, known: frozenset[str] | None, value: object, path: KeyPath, key: str
) -> Sequence[Reference]:
    """List a single name, or each of a list; what is no text is a mistake of another kind."""
    if known is None:
        return ()
    if isinstance(value, str):
        return () if value in known else [Reference(section, value, (*path, key))]
    return [
        Reference(section, id_, (*path, key, index))
        for index, id_ in enumerate(value if isinstance(value, list) else ())
        if isinstance(id_, str) and id_ not in known
    ]


def _items(
    root: Mapping[str, object], section: str
) -> Iterator[tuple[KeyPath, Mapping[str, object]]]:
    items = root.get(section)
    if isinstance(items, list):
        for index, item in enumerate(items):
            if isinstance(item, dict):
                yield (section, index), item
