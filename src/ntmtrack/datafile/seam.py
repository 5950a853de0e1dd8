"""Proving new entries at the seam: only the end of the new text is read, not the whole.

Everything before the last entry is the same bytes. A YAML reader goes from left to right, and at
the start of a line that begins an item of the outermost list it has nothing open: what follows
means the same after any items, or after none. So the end of the text, from the line of the last
entry on, is read under a key of its own, by the reader of all files. It must hold that entry
unchanged, and the new ones as they were meant; then the rules for the log are applied to all
entries about their tasks. Anything unusual is left to `append.append`, which reads the whole text:
where both apply, they return the same bytes, and the same copy is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import time
from decimal import Decimal
from itertools import chain
from typing import Any
from typing import NamedTuple

from ntmtrack.datafile import append as whole
from ntmtrack.datafile import log_checks
from ntmtrack.datafile.append import KEY
from ntmtrack.datafile.append import Seam
from ntmtrack.datafile.kept_copy import KeptCopy
from ntmtrack.datafile.log_checks import Log
from ntmtrack.datafile.log_checks import LoggedEntry
from ntmtrack.directive import dates
from ntmtrack.directive import deadlines
from ntmtrack.directive import periods
from ntmtrack.directive.amendments import AmendmentIndex
from ntmtrack.directive.amounts import parse_amount
from ntmtrack.directive.model import MARKS
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Loaded
from ntmtrack.wording.problem import NtmError
from ntmtrack.yamltext import LONGEST_FILE
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import NodeValue
from ntmtrack.yamltext.yaml_tree import Source

# After this many entries proved at the seam, the whole text is read again.
MOST_ADDED = 256


class Continued(NamedTuple):
    """Store a file's new bytes, the copy of the old ones, and the added entries."""

    data: bytes
    before: KeptCopy
    added: Sequence[Entry]  # as read from the new bytes
    seam: Seam


def append(copy: KeptCopy, old: Loaded, entries: Sequence[Entry]) -> Continued | None:
    """Return a file with entries at its end; None if only reading the whole text can prove them.

    `old` is what was read from the copy of the file.
    """
    document, seam = old.document, copy.seam and Seam(*copy.seam)
    if not document or not seam or seam.parser != yaml_tree.parser_version():
        return None
    if len(copy.added) + len(entries) > MOST_ADDED:
        return None
    tasks = {entry.task for entry in entries}
    doubted = {
        problem.thing.id
        for problem in old.problems
        if problem.thing and problem.thing.kind == "entry"
    }
    if doubted & tasks:  # a warning may have to disappear or change
        return None
    try:
        return _append(copy, seam, document, entries)
    except NtmError:  # reading the whole text gives a better message
        return None


def _append(
    copy: KeptCopy, seam: Seam, document: Document, entries: Sequence[Entry]
) -> Continued | None:
    """Add lines to the end of a text, and read the end before and after."""
    last = document.progress[-1:]
    key = f"{KEY}:{seam.newline}".encode() if last else b""  # an empty log has its key there
    end = key + copy.data[seam.at :]
    before = _read(end)
    if before is None:
        return None
    edit = whole.plan_for_tree(before, [whole.line(entry) for entry in entries], seam.newline)
    new_end = whole.apply(edit, end, before.text)
    after = _read(new_end)
    if after is None or (nodes := _log_in(after)) is None:
        return None
    entries_read = [_entry(node) for node in nodes]
    if entries_read != [*last, *entries]:
        return None
    added = [entry for entry in entries_read[len(last) :] if entry]
    new = copy.data[: seam.at] + new_end[len(key) :]
    events = seam.events + after.events - before.events
    if len(new) > LONGEST_FILE or events > yaml_tree.MOST_EVENTS:
        return None
    place = whole.find_seam(new_end, after)
    if place is None or not _is_sound(document, added, nodes[len(last) :]):
        return None
    at = seam.at + place.at - len(key)
    return Continued(new, copy, added, seam._replace(at=at, events=events))


def _read(end: bytes) -> Source | None:
    """Parse the end of a text, which has only the log; return None if anything is wrong in it."""
    text, problems = encoding.decode(end, "")
    tree = None if problems else yaml_tree.parse(text, "")
    if tree is None or tree.problems or tree.root is None or tree.root.key_at.keys() != {KEY}:
        return None
    return tree


def _log_in(end: Source) -> Sequence[NodeValue] | None:
    log = end.root.get(KEY) if end.root is not None else None
    return log if isinstance(log, list) else None


def _is_sound(document: Document, added: Sequence[Entry], nodes: Sequence[NodeValue]) -> bool:
    """Return whether the rules for the log find nothing wrong in the tasks of the new entries."""
    tasks = {entry.task for entry in added}
    old = [entry for entry in document.progress if entry.task in tasks]
    sections: Mapping[str, Mapping[str, object]] = {
        "tasks": document.tasks,
        "villages": document.villages,
        "owners": document.owners,
        "owner_groups": document.owner_groups,
    }
    log = Log(
        lines=[LoggedEntry((KEY, index), entry) for index, entry in enumerate([*old, *added])],
        section=[*([{}] * len(old)), *nodes],  # the old ones are known to be valid
        unread=(),
        tasks=document.tasks,
        headings=frozenset(task.part_of for task in document.tasks.values() if task.part_of),
        ids={name: frozenset(things) for name, things in sections.items()},
        events=document.events,
        settings=document.settings,
        issued=datetime.combine(document.directive.issued, time()),
        amendments=AmendmentIndex(document.amendments),
    )
    findings = chain(log_checks.check(log), log_checks.check_history(log, ()))
    return next(findings, None) is None


_READERS: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("task", "mark", "village", "owner", "by", "note"), str),
    "on": dates.parse_when,
    "for": periods.parse_written_name,
    "to": deadlines.parse,
    "at": dates.parse_stamp,
    "undoes": lambda text: text if text in MARKS else dates.parse_stamp(text),
}


def _entry(node: NodeValue) -> Entry | None:
    """Return an entry as `file_format.EntryPart` reads it; return None or raise if it is unusual.

    Unusual values within a list or a table are dropped, which makes the entry differ from what was
    meant.
    """
    if not isinstance(node, MappingNode):
        return None
    values: dict[str, Any] = {}
    for key, value in node.items():
        if key in _READERS and isinstance(value, str) and value.strip():
            values[key] = _READERS[key](value)
        elif key in ("evidence", "whom") and isinstance(value, list):
            values[key] = tuple([text for text in value if isinstance(text, str) and text.strip()])
        elif key == "amounts" and isinstance(value, MappingNode):
            values[key] = _amounts(value)
        else:
            return None
    if "for" in values:
        values["for_"] = values.pop("for")
    is_whole = {"task", "mark", "on"} <= values.keys() and values["mark"] in MARKS
    return Entry(**values) if is_whole else None


def _amounts(node: MappingNode) -> Mapping[str, Decimal]:
    parsed = {name: parse_amount(text) for name, text in node.items() if isinstance(text, str)}
    return {name: amount for name, amount in parsed.items() if amount is not None}
