"""The parts of a file that could be read, each with its path, and what was wrong with the others.

Every item is read by itself, and a broken one is remembered by its id, so that one mistake causes
no second message where something refers to it.
"""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from pydantic import ValidationError

from ntmtrack.datafile import file_format
from ntmtrack.datafile import findings as shapes
from ntmtrack.datafile import references
from ntmtrack.datafile.findings import Finding
from ntmtrack.datafile.references import GROUPS
from ntmtrack.datafile.references import NAMED
from ntmtrack.datafile.references import Reference

if TYPE_CHECKING:
    from ntmtrack.yamltext.yaml_tree import Path


def find(root: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """Give each stray item, and the section that it belongs to."""
    absent = {name: part for name, part in file_format.ITEMS.items() if name not in root}
    for name, part in file_format.ITEMS.items() if absent else ():
        own, items = set(file_format.keys_of(part)), root.get(name)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and not item.keys() <= own:
                fitting = (other for other in absent if _fits(item, absent[other]))
                yield from (((name, index), other) for other in islice(fitting, 1))


def _fits(item: Mapping[str, object], part: type[file_format.Part]) -> bool:
    needed, known = file_format.keys_needed(part), file_format.keys_of(part)
    return set(needed) <= item.keys() <= set(known)


def stray_findings(strays: Mapping[Path, str]) -> Iterator[Finding]:
    """Ask for the name of a section where its first item stands."""
    firsts = {section: path for path, section in reversed(list(strays.items()))}
    for section, path in firsts.items():
        yield Finding("missing-key", path, {"key": section, "detail": "section"})


P = TypeVar("P", bound=file_format.Part)


class Read(NamedTuple, Generic[P]):
    """Hold one item that could be read and where it stands."""

    path: Path
    part: P


@dataclass(frozen=True)
class Draft:
    """Hold what could be read of a file.

    `ids` has, by section, every id that stands there, also of items that could not be read;
    None where the section itself could not, so that no reference to it can be judged. `unread` are
    the log entries that could not be read, as they stand there. `named` and `unknown` are what
    stands in the file, broken items included: the ids of things, and references to nothing.
    """

    directive: file_format.DirectivePart | None
    settings: file_format.SettingsPart | None
    villages: list[Read[file_format.VillagePart]]
    groups: dict[str, tuple[Path, tuple[str, ...]]]
    owners: list[Read[file_format.OwnerPart]]
    events: list[Read[file_format.EventPart]]
    tasks: list[Read[file_format.TaskPart]]
    amendments: list[Read[file_format.AmendmentPart]]
    entries: list[Read[file_format.EntryPart]]
    unread: list[tuple[Path, Mapping[str, object]]]
    ids: dict[str, frozenset[str] | None]
    named: list[Reference]
    unknown: list[Reference]
    findings: list[Finding] = field(default_factory=list)
    all_amendments_read: bool = True

    @cached_property
    def days(self) -> list[date]:
        """List the days on which something is due or happens, or a duty begins."""
        due = [task.due for _, task in self.tasks if task.due]
        begins = [task.repeat.from_ for _, task in self.tasks if task.repeat]
        return [*due, *begins, *(event.date for _, event in self.events if event.date)]


def read(root: Mapping[str, object], cut: frozenset[str] = frozenset()) -> Draft:
    """Read every section of the file, item by item; of those that are `cut` a part is not there."""
    findings = list(_format(root))
    if findings:
        root = {}  # nothing of a file in another format can be judged by this one
    else:
        _part((), file_format.FilePart, root, findings)
    strays = dict(find(root))
    findings = [one for one in findings if one.path or one.values["key"] not in strays.values()]
    findings += stray_findings(strays)
    directive = _one(root, "directive", file_format.DirectivePart, findings)
    settings = (
        _one(root, "settings", file_format.SettingsPart, findings)
        if "settings" in root
        else file_format.SettingsPart()
    )
    groups = _groups(root.get(GROUPS), findings)
    entries = _items(root, strays, file_format.EntryPart, findings)
    amendments = _items(root, strays, file_format.AmendmentPart, findings)
    ids = references.ids(root, groups, cut.union(strays.values()))
    return Draft(
        directive=directive,
        settings=settings,
        villages=_items(root, strays, file_format.VillagePart, findings),
        groups=groups or {},
        owners=_items(root, strays, file_format.OwnerPart, findings),
        events=_items(root, strays, file_format.EventPart, findings),
        tasks=_items(root, strays, file_format.TaskPart, findings),
        amendments=amendments,
        entries=entries,
        unread=list(_unread(root, {path for path, _ in entries})),
        ids=ids,
        named=[found for section in NAMED for found in references.named(root, section)],
        unknown=list(references.unknown(root, ids)),
        findings=findings,
        all_amendments_read=_count(root.get("amendments")) == len(amendments),
    )


def _count(section: object) -> int:
    return len(section) if isinstance(section, list) else 0


def _format(root: Mapping[str, object]) -> Iterator[Finding]:
    """Refuse a file of a newer format before judging anything else by this one."""
    found = root.get("format")
    if found is not None and found != str(file_format.FORMAT):
        newer = isinstance(found, str) and found.isdecimal() and int(found[:9]) > file_format.FORMAT
        shown = found if isinstance(found, str) else "…"
        yield Finding("newer-format" if newer else "bad-format", ("format",), {"value": shown})


def _one(root: Mapping[str, object], name: str, part: type[P], findings: list[Finding]) -> P | None:
    return _part((name,), part, root[name], findings) if name in root else None


def _items(
    root: Mapping[str, object],
    strays: Container[Path],
    part: type[P],
    findings: list[Finding],
) -> list[Read[P]]:
    name = next(name for name, one in file_format.ITEMS.items() if one is part)
    section = root.get(name)
    if section is None:
        return []
    if not isinstance(section, list):
        findings.append(Finding("not-a-list", (name,), {"key": name, "detail": "items"}))
        return []
    own = ((path, item) for path, item in _numbered(name, section) if path not in strays)
    found = ((path, _part(path, part, item, findings)) for path, item in own)
    return [Read(path, value) for path, value in found if value is not None]


def _numbered(name: str, section: Sequence[object]) -> Iterator[tuple[Path, object]]:
    return (((name, index), item) for index, item in enumerate(section))


def _part(path: Path, part: type[P], value: object, findings: list[Finding]) -> P | None:
    try:
        found = part.model_validate(value)
    except ValidationError as error:
        wrong = list(shapes.of_part(path, part, value, error))
    else:
        wrong = [] if shapes.is_flat(value) else list(shapes.of_part(path, part, value, None))
    findings += wrong
    return None if wrong else found


def _unread(
    root: Mapping[str, object], read_paths: AbstractSet[Path]
) -> Iterator[tuple[Path, Mapping[str, object]]]:
    section = root.get("progress")
    if isinstance(section, list) and len(section) > len(read_paths):
        for path, item in _numbered("progress", section):
            if path not in read_paths and isinstance(item, dict):
                yield path, item


def _groups(
    section: object, findings: list[Finding]
) -> dict[str, tuple[Path, tuple[str, ...]]] | None:
    """Read the groups; one that is broken is there, but has no members."""
    if section is None:
        return {}
    if not isinstance(section, dict):
        values = {"key": GROUPS, "detail": GROUPS}
        findings.append(Finding("not-a-mapping", (GROUPS,), values))
        return None
    groups: dict[str, tuple[Path, tuple[str, ...]]] = {}
    for name, members in section.items():
        path = (GROUPS, name)
        groups[name] = (path, ())
        if not isinstance(members, list):
            findings.append(Finding("not-a-list", path, {"key": name}))
        elif not members:
            findings.append(Finding("empty-list", path, {"key": name}))
        else:
            wrong = [at for at, one in enumerate(members) if not isinstance(one, str)]
            findings += (Finding("not-text", (*path, at), {"key": name}) for at in wrong)
            groups[name] = (path, () if wrong else tuple(members))
    return groups
