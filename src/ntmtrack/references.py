"""What a file names and what it refers to, read from the raw tree.

Also an item with a mistake elsewhere is looked at, so that one run finds every wrong name.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from ntmtrack.source import Path

ALL = "all"
# The sections that are referred to, by what their items are.
SECTIONS = {
    "owner": "owners",
    "village": "villages",
    "group": "village_groups",
    "task": "tasks",
    "event": "events",
}
_OWNERS = ("owner", "support", "report_to")
_TASKS = ("part_of", "superseded_by", "related")


class Reference(NamedTuple):
    """Name a section, an id that stands (or should stand) in it, and where that is written."""

    section: str
    id: str
    path: Path


def named(root: Mapping[str, object], section: str) -> Iterator[Reference]:
    """List the ids of a section's items."""
    for path, item in _items(root, section):
        id_ = item.get("id")
        if isinstance(id_, str):
            yield Reference(section, id_, (*path, "id"))


def references(root: Mapping[str, object]) -> Iterator[Reference]:
    """List every reference of the tasks and groups of a file."""
    for path, task in _items(root, "tasks"):
        for key in _OWNERS:
            yield from _each("owners", task.get(key), (*path, key))
        for key in _TASKS:
            yield from _each("tasks", task.get(key), (*path, key))
        yield from _each("events", task.get("event"), (*path, "event"))
        yield from _villages(task.get("villages"), (*path, "villages"))
    groups = root.get("village_groups")
    if isinstance(groups, dict):
        for name, members in groups.items():
            yield from _each("villages", members, ("village_groups", name))


def _villages(value: object, path: Path) -> Iterator[Reference]:
    if isinstance(value, list):
        yield from _each("villages", value, path)
    elif value != ALL:
        yield from _each("village_groups", value, path)


def _each(section: str, value: object, path: Path) -> Iterator[Reference]:
    """List a single name, or each of a list; what is no text is a mistake of another kind."""
    if isinstance(value, str):
        yield Reference(section, value, path)
    elif isinstance(value, list):
        for index, id_ in enumerate(value):
            if isinstance(id_, str):
                yield Reference(section, id_, (*path, index))


def _items(root: Mapping[str, object], section: str) -> Iterator[tuple[Path, Mapping[str, object]]]:
    items = root.get(section)
    if isinstance(items, list):
        for index, item in enumerate(items):
            if isinstance(item, dict):
                yield (section, index), item
