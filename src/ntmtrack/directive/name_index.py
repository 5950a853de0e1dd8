"""The names in a file, without the rest of its content: all that most completions need."""

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
    """Store the fields of a task that its name and the names of its items depend on."""

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
    """Store the names in a file, in its order, and its language; empty if the file has errors.

    `tasks` has a column for each field of `IndexedTask`, because only few tasks are ever built.
    """

    language: Language | None
    villages: Mapping[str, Village] = {}
    owners: Mapping[str, Owner] = {}
    owner_groups: Mapping[str, OwnerGroup] = {}
    tasks: Sequence[Sequence[Any]] = ((),) * len(IndexedTask._fields)

    def of_tasks(self, field: str) -> Sequence[Any]:
        """Return one field of all tasks."""
        return self.tasks[IndexedTask._fields.index(field)]

    def task(self, place: int) -> IndexedTask:
        """Return a task by its index."""
        return IndexedTask(*[column[place] for column in self.tasks])


def index_names(loaded: Loaded) -> NameIndex:
    """Return the names in a loaded file."""
    document = loaded.document
    if document is None:
        return NameIndex(loaded.language)
    values = document.tasks.values()
    tasks = tuple([tuple([getattr(each, name) for each in values]) for name in IndexedTask._fields])
    villages, owners, groups = document.villages, document.owners, document.owner_groups
    return NameIndex(loaded.language, villages, owners, groups, tasks)
