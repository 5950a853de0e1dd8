"""The progress log as it was read, and all that is needed to judge it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ntmtrack.model import Amendment
from ntmtrack.model import Entry
from ntmtrack.model import Task
from ntmtrack.source import Path

Raw = Mapping[str, object]  # an entry as it stands in the file


class Line(NamedTuple):
    """Hold one entry of the log and where it stands."""

    path: Path
    entry: Entry


class Log(NamedTuple):
    """Hold the log and what is needed to judge it.

    `written` is the whole section as it stands in the file, `unread` what could not be read of it.
    `tasks` has None for a task that is not clear enough to judge entries by it, and none that could
    not be read at all; `ids` is as in `draft.Draft`; `week_starts` and `amendments` are None where
    they were not read.
    """

    lines: Sequence[Line]
    written: object
    unread: Sequence[tuple[Path, Raw]]
    tasks: Mapping[str, Task | None]
    headings: frozenset[str]
    ids: Mapping[str, frozenset[str] | None]
    events: Mapping[str, bool]
    week_starts: int | None
    issued: datetime
    amendments: Sequence[Amendment] | None

    def raw(self, path: Path) -> Raw:
        """Give an entry as it stands in the file."""
        item = self.written[int(path[-1])] if isinstance(self.written, list) else None
        return item if isinstance(item, dict) else {}
