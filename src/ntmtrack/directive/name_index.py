"""What a file names, apart from all else that it says: all that most completions need."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from ntmtrack.records import Record

if TYPE_CHECKING:
    from ntmtrack.directive.model import Loaded
    from ntmtrack.directive.model import Owner
    from ntmtrack.directive.model import OwnerGroup
    from ntmtrack.directive.model import Village
    from ntmtrack.wording.words import Language


class IndexedTask(Record):
    """Hold the fields of a task by which it and its items are named."""

    id: str
    title: str
    owners: tuple[str, ...]
    title_en: str | None
    clause: str | None
    villages: tuple[str, ...]
    each: Literal["village", "owner"] | None
    part_of: str | None
    superseded_by: str | None


class NameIndex(Record):
    """Hold what a file names, in its order, and its language; nothing of one that has errors.

    `tasks` has a column for each field of `IndexedTask`: few tasks of many are made.
    """

    language: Language | None
    villages: Mapping[str, Village] = {}
    owners: Mapping[str, Owner] = {}
    owner_groups: Mapping[str, OwnerGroup] = {}
    tasks: Sequence[Sequence[Any]] = ((),) * len(IndexedTask._fields)

    def of_tasks(self, field: str) -> Sequence[Any]:
        """Return a field of all tasks."""
        return self.tasks[IndexedTask._fields.index(field)]

    def task(self, place: int) -> IndexedTask:
        """Return one task by its place among them."""
        return IndexedTask(*[column[place] for column in self.tasks])


def of(loaded: Loaded) -> NameIndex:
    """Return what a file names that was loaded."""
    document = loaded.document
    if document is None:
        return NameIndex(loaded.language)
    every = document.tasks.values()
    tasks = tuple([tuple([getattr(each, name) for each in every]) for name in IndexedTask._fields])
    villages, owners, groups = document.villages, document.owners, document.owner_groups
    return NameIndex(loaded.language, villages, owners, groups, tasks)
