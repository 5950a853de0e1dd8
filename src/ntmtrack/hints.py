"""What a finding needs to become a problem: its place, the thing it is about, a near name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack import names
from ntmtrack import references
from ntmtrack.draft import Draft
from ntmtrack.errors import Problem
from ntmtrack.findings import Finding
from ntmtrack.references import ALL
from ntmtrack.references import GROUPS
from ntmtrack.source import Path
from ntmtrack.source import Source
from ntmtrack.words import SPOKEN

# Near matches cost time for each name: beyond so many mistakes nobody reads them.
_MOST_HINTS, _MOST_KNOWN = 50, 2000
_MOST_LINES = 12
# These are told once for each name, with the lines: mostly the mistake is where it is defined.
_TOLD_ONCE = {
    *(f"unknown-{one}" for one in references.SECTIONS),
    *("unknown-measure", "not-covered", "entry-share-unused", "entry-heading"),
}
_BETWEEN = re.compile(r"\s*,\s*|\s+")
# What is wrong with these is that the value is none of a few.
_CHOOSING = frozenset(("bad-choice", "unknown-key", "unknown-letter", "unknown-measure"))
_NAMED_BY = {"progress": "task", "amendments": "number"}  # where it is not the id


def problems(tree: Source, draft: Draft, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Give the findings as problems."""
    for number, (found, others) in enumerate(_together(tree, findings)):
        hint = _near(draft, found) if number < _MOST_HINTS else {}
        values = {**hint, **found.values, **_subject(tree, found), **_also(tree, others)}
        yield Problem(found.code, tree.place(found.path, key=found.at_key), values, found.warning)


def _together(tree: Source, findings: Iterable[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """Give each finding, with the others of the same wrong name: it is likely one mistake."""
    same: dict[tuple[str, str, str], list[Finding]] = {}
    for found in findings:
        if found.code in _TOLD_ONCE:
            task, value = found.values.get("task", ""), found.values.get("value", "")
            same.setdefault((found.code, task, value), []).append(found)
        else:
            yield found, []
    for all_ in same.values():
        first, *others = sorted(all_, key=lambda one: _position(tree, one.path))
        yield first, others


def _position(tree: Source, path: Path) -> tuple[int, int]:
    place = tree.place(path)
    return place.line, place.column


def _also(tree: Source, others: Sequence[Finding]) -> dict[str, str]:
    """Name the lines on which a wrong name stands as well."""
    lines = [str(tree.place(one.path).line) for one in others[:_MOST_LINES]]
    more = ["…"] if len(others) > _MOST_LINES else []
    return {"also": ", ".join([*dict.fromkeys(lines), *more])} if others else {}


def _subject(tree: Source, found: Finding) -> dict[str, str]:
    """Name the thing that a finding is about, by its id rather than its number."""
    section, *rest = found.path or ("",)
    if found.values.get("detail") == "section":
        return {}  # it stands in the section of other things, for its own is missing
    items = tree.root.get(str(section)) if tree.root is not None else None
    if rest and section == GROUPS:
        return {"section": GROUPS, "id": str(rest[0])}
    if not rest or not isinstance(items, list):
        return {}
    item = items[int(rest[0])]
    id_ = item.get(_NAMED_BY.get(str(section), "id")) if isinstance(item, dict) else None
    return {"section": str(section), "id": id_} if isinstance(id_, str) else {}


def _near(draft: Draft, found: Finding) -> dict[str, str]:
    """Find what a mistyped name may have meant, among those of its kind."""
    known = _known(draft, found)
    value = found.values.get("value", "") if found.code != "unknown-key" else str(found.path[-1])
    close = _separate(value, known)
    if not close and known and len(known) <= _MOST_KNOWN:
        close = names.near(value, known)
    if not close and found.code == "unknown-group":
        close = _as_list(value, _named(draft, "villages"))
    return {"near": ", ".join(close)} if close else {}


def _separate(value: str, known: Iterable[names.Named]) -> list[str]:
    """Tell several names that stand as one text: a comma is missing, or the brackets are."""
    parts = _BETWEEN.split(value)
    if len(parts) == 1 or not {one.id for one in known}.issuperset(parts):
        return []
    return [f"[{', '.join(parts)}]"] if "," in value else parts


def _as_list(value: str, villages: Sequence[names.Named]) -> list[str]:
    """Tell villages that stand where only a group may stand without brackets."""
    called = names.match(value, villages)
    return [f"[{called[0]}]"] if len(called) == 1 else _separate(value, villages)


def _known(draft: Draft, found: Finding) -> list[names.Named]:
    """List what a wrong name may be compared with."""
    section = references.SECTIONS.get(found.code.removeprefix("unknown-"))
    if section:
        return _named(draft, section)
    if found.code not in _CHOOSING:
        return []
    choices = found.values.get("choices") or found.values.get("known") or ""
    spoken = SPOKEN if found.code == "bad-choice" else {}
    return [names.Named(name, spoken.get(name, ())) for name in choices.split(", ") if name]


def _named(draft: Draft, section: str) -> list[names.Named]:
    """List the ids of a section, with what goes by them."""
    ids = [*sorted(draft.ids[section] or ()), *([ALL] if section == GROUPS else [])]
    called = _called(draft, section) if section in ("villages", "owners", "events") else {}
    return [names.Named(id_, called.get(id_, ())) for id_ in ids]


def _called(draft: Draft, section: str) -> dict[str, Sequence[str]]:
    """Give the names that go with the ids of a section."""
    if section == "events":
        return {event.id: (event.name,) for _, event in draft.events}
    found = draft.villages if section == "villages" else draft.owners
    return {one.id: (one.name, *one.aliases) for _, one in found}
