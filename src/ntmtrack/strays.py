"""Items that stand in the section above their own, because its name is missing."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ntmtrack import document
from ntmtrack.findings import Finding

if TYPE_CHECKING:
    from ntmtrack.source import Path


def find(root: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """Give each stray item, and the section that it belongs to."""
    absent = {name: part for name, part in document.ITEMS.items() if name not in root}
    for name, part in document.ITEMS.items() if absent else ():
        own, items = set(document.keys_of(part)), root.get(name)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and not item.keys() <= own:
                fitting = (other for other in absent if _fits(item, absent[other]))
                yield from (((name, index), other) for other in islice(fitting, 1))


def _fits(item: Mapping[str, object], part: type[document.Part]) -> bool:
    needed, known = document.keys_needed(part), document.keys_of(part)
    return set(needed) <= item.keys() <= set(known)


def findings(strays: Mapping[Path, str]) -> Iterator[Finding]:
    """Ask for the name of a section where its first item stands."""
    firsts = {section: path for path, section in reversed(list(strays.items()))}
    for section, path in firsts.items():
        yield Finding("missing-key", path, {"key": section, "detail": "section"})
