"""Villages and owners that several files share, and how namesakes are told apart.

Villages that files of one commune call by one name or alias are the same, whoever issued the
directives; so are their bodies, and persons whose titles agree. A body of the commune itself is the
same where its name says so (“Ủy ban nhân dân xã”); any other body only in files of one issuer,
because the Party and the People's Committee both have a “Văn phòng”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import count
from typing import Any
from typing import Generic
from typing import TypeVar
from typing import cast

from ntmtrack.directive import names
from ntmtrack.directive.issuers import begins_with_place
from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.issuers import home_identity
from ntmtrack.directive.issuers import home_place
from ntmtrack.directive.issuers import level_of
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village

ThingT = TypeVar("ThingT", bound=Village | Owner)
# The villages (or the owners) of each file, with the issuer of its directive.
FilesOf = Iterable[tuple[str, Iterable[ThingT]]]
# What identifies a village or owner: commune or issuer, name, and what else must agree.
_Mark = tuple[str, str, object]


def shared_ids(files: FilesOf[ThingT]) -> list[dict[str, ThingT]]:
    """Return for each file a mapping from its own ids to the shared villages or owners."""
    gathering = _Gathering[ThingT]()
    ids = [gathering.add(issuer, things) for issuer, things in files]
    return [{own: gathering.things[id_] for own, id_ in of_file.items()} for of_file in ids]


def shared_ids_and_names(files: FilesOf[ThingT]) -> list[dict[str, ThingT]]:
    """Like `shared_ids`, but with names that tell namesakes apart across all files."""
    all_files = [(issuer, list(things)) for issuer, things in files]
    known = shared_ids(all_files)
    issuers = (issuer for issuer, _ in all_files)
    named = with_distinct_names(zip(issuers, (of_file.values() for of_file in known), strict=True))
    return [{own: named[thing.id] for own, thing in of_file.items()} for of_file in known]


def with_distinct_names(files: FilesOf[ThingT]) -> dict[str, ThingT]:
    """Return the villages or owners by id; namesakes get a distinguishing label in brackets.

    Whatever is the same in these files must already have one id. The label is the commune, else the
    issuer, a person's title, title and issuer together, or else the id.
    """
    issuers: dict[str, str] = {}
    groups: dict[str, dict[str, ThingT]] = {}
    for issuer, things in files:
        for thing in things:
            issuers.setdefault(thing.id, issuer)
            group = groups.setdefault(body_identity(_plain_name(thing)), {})
            group.setdefault(thing.id, thing)
    return {
        thing.id: thing
        for group in groups.values()
        for thing in _group_named_apart(list(group.values()), issuers)
    }


def _group_named_apart(group: Sequence[ThingT], issuers: Mapping[str, str]) -> Iterable[ThingT]:
    """Rename namesakes, except bodies of villages: their village tells them apart."""
    if len(group) == 1 or any(isinstance(thing, Owner) and thing.per_village for thing in group):
        return group
    labels = _labels(group, [issuers[thing.id] for thing in group])
    return [
        _changed(
            thing,
            name=_with_label(_plain_name(thing), label),
            aliases=tuple(dict.fromkeys((*thing.aliases, thing.name))),
        )
        for thing, label in zip(group, labels, strict=True)
    ]


def _labels(group: Sequence[Village | Owner], issuers: Sequence[str]) -> Sequence[str]:
    """Return a label for each namesake, all of them different."""
    homes = list(map(home_place, issuers))
    titles = [(isinstance(thing, Owner) and thing.title) or "" for thing in group]
    both = [f"{title}, {issuer}" for title, issuer in zip(titles, issuers, strict=True)]
    for labels in (homes, issuers, titles, both if all(titles) else []):
        if all(labels) and len(set(map(body_identity, labels))) == len(group):
            return labels
    return [thing.id for thing in group]


def _with_label(name: str, label: str) -> str:
    """Append a label to a name: “UBND xã” with “xã Sơn Kim” becomes “UBND xã Sơn Kim”."""
    words = label.split()
    for level in (words[0], " ".join(words[:2])) if begins_with_place(words) else ():
        if name.endswith(f" {level}"):
            return f"{name.removesuffix(level)}{label}"
    return f"{name} ({label})"


class _Gathering(Generic[ThingT]):
    """Collect the villages or the owners of files, giving the same ones one id."""

    def __init__(self) -> None:
        self.things: dict[str, ThingT] = {}
        self._ids: dict[_Mark, dict[str, None]] = {}
        # A counter per id, so that a thousand “van-phong” do not each retry every number before.
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))

    def add(self, issuer: str, things: Iterable[ThingT]) -> dict[str, str]:
        """Add the things of one file; return the shared id of each of its own ids."""
        ids: dict[str, str] = {}
        others: set[str] = set()  # two things of one file are never the same
        issuer_and_home = body_identity(issuer), home_identity(issuer)
        for thing in things:
            own_names = [_plain_name(thing), *thing.aliases]
            marks = [_mark(thing, name, *issuer_and_home) for name in own_names]
            id_ = self._known(marks[:1], others) or self._known(marks, others)
            id_ = id_ or free_id(thing.id, self.things, self._numbers[thing.id])
            known = self.things.setdefault(id_, _changed(thing, id=id_))
            new_names = [
                name for name in (*own_names, thing.id) if name not in (known.name, known.id)
            ]
            aliases = tuple(dict.fromkeys((*known.aliases, *new_names)))
            self.things[id_] = _changed(known, aliases=aliases)
            for mark in marks:
                self._ids.setdefault(mark, {})[id_] = None
            ids[thing.id] = id_
            others.add(id_)
        return ids

    def _known(self, marks: Iterable[_Mark], others: AbstractSet[str]) -> str | None:
        """Return the id of the single thing that these marks identify, if it is unambiguous."""
        ids = {id_ for mark in marks for id_ in self._ids.get(mark, ()) if id_ not in others}
        return ids.pop() if len(ids) == 1 else None


def _mark(thing: Village | Owner, name: str, issuer: str, home: str) -> _Mark:
    """Return the mark that identifies a thing by a name, within a commune or an issuer's files."""
    is_of_home = (
        isinstance(thing, Village)
        or thing.per_village
        or thing.kind == "person"
        or level_of(name, has_villages=False) is not None
    )
    own = names.singular_name(name) if isinstance(thing, Owner) and thing.per_village else name
    return home if is_of_home else issuer, body_identity(own), _other_criteria(thing)


def free_id(own: str, taken: Container[str], numbers: Iterator[int]) -> str:
    """Return a thing's own id or, if it is taken, the id with the next free number."""
    tries = (f"{own}-{number}" for number in numbers)
    return own if own not in taken else next(id_ for id_ in tries if id_ not in taken)


def _changed(thing: ThingT, **changes: object) -> ThingT:
    """Return a copy of a village or an owner with some values changed."""
    return cast("ThingT", thing._replace(**cast("dict[str, Any]", changes)))


def _plain_name(thing: Village | Owner) -> str:
    """Return a name without the title that its file adds to distinguish it."""
    title = thing.title if isinstance(thing, Owner) else None
    return thing.name.removesuffix(f" ({title})")


def _other_criteria(thing: Village | Owner) -> object:
    """Return what must agree besides the name."""
    if isinstance(thing, Village):
        return None
    is_person = thing.kind == "person"
    return thing.kind, thing.per_village, is_person and names.identity(thing.title or "")
