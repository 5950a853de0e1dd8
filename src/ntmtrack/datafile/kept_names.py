"""The index of names as bytes: a separate part of a kept copy.

The columns of tasks stored here are left out of what `codec` writes.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ntmtrack.datafile.rows import OWNER_GROUPS
from ntmtrack.datafile.rows import OWNERS
from ntmtrack.datafile.rows import VILLAGES
from ntmtrack.datafile.rows import Plain
from ntmtrack.datafile.rows import RowTable
from ntmtrack.datafile.rows import by_id
from ntmtrack.directive.name_index import IndexedTask
from ntmtrack.directive.name_index import NameIndex

if TYPE_CHECKING:
    from ntmtrack.directive.model import Document
    from ntmtrack.wording.words import Language

_TASKS = RowTable(IndexedTask)


def dump(document: Document, language: Language | None, columns: Sequence[Plain]) -> bytes:
    """Return the names in a document as bytes; `columns` are those of its tasks."""
    villages, owners, groups = document.villages, document.owners, document.owner_groups
    return marshal.dumps(
        (
            language,
            VILLAGES.write(villages.values()),
            OWNERS.write(owners.values()),
            OWNER_GROUPS.write(groups.values()),
            (len(document.tasks), *columns),
        )
    )


def load(data: bytes) -> NameIndex:
    """Return the names that `dump` wrote."""
    language, villages, owners, groups, tasks = marshal.loads(data)  # noqa: S302 - it only creates values
    return NameIndex(
        language,
        by_id(VILLAGES.read(villages)),
        by_id(OWNERS.read(owners)),
        by_id(OWNER_GROUPS.read(groups)),
        tuple(_TASKS.columns(tasks)),
    )
