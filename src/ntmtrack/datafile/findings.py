"""What is wrong at a path of the file, and what Pydantic says about a part of it, in our codes."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.datafile import file_format
from ntmtrack.directive import names
from ntmtrack.yamltext import yaml_tree

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from ntmtrack.yamltext.yaml_tree import Path

# Pydantic's own complaints about shape; the values of fields have codes of ours.
_SHAPES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "model_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "tuple_type": "not-a-list",
    "too_short": "empty-list",
}
_INNER: dict[str, type[file_format.Part]] = {
    "signer": file_format.SignerPart,
    "repeat": file_format.RepeatPart,
    "measures": file_format.MeasurePart,
}


class Finding(NamedTuple):
    """Say what is wrong at a path of the file; `at_key` points at the key, not its value."""

    code: str
    path: Path
    values: Mapping[str, str]
    warning: bool = False
    at_key: bool = False


class _Complaint(NamedTuple):
    """Hold one of Pydantic's errors, or of ours about a key that it never sees."""

    kind: str
    where: Path  # within the part
    values: Mapping[str, str]


def of_part(
    path: Path, part: type[file_format.Part], value: object, error: ValidationError | None
) -> Iterator[Finding]:
    """Give what is wrong with one part of the file, each mistake once."""
    found = [*(map(_complaint, error.errors(include_url=False)) if error else ())]
    found += _empty_keys(part, value, ())
    misspelled = _misspelled(found)
    for one in found:
        if one.kind == "missing" and one.where in misspelled.values():
            continue
        if one.kind == "too_short" and any(_is_inside(other.where, one.where) for other in found):
            continue
        yield _finding(path, part, one, misspelled.get(one.where))


def is_flat(value: object) -> bool:
    """Tell whether a part has a value for each of its keys, and no parts in it."""
    return (
        isinstance(value, yaml_tree.MappingNode)
        and len(value.key_at) == len(value)
        and _INNER.keys().isdisjoint(value)
    )


def _complaint(error: ErrorDetails) -> _Complaint:
    values = {name: str(value) for name, value in error.get("ctx", {}).items()}
    return _Complaint(error["type"], error["loc"], values)


def _empty_keys(part: type[file_format.Part], value: object, where: Path) -> Iterator[_Complaint]:
    """Find unknown keys that have no value: mostly what a comma has split off a text."""
    if isinstance(value, yaml_tree.MappingNode):
        empty = value.key_at.keys() - value.keys() if len(value.key_at) > len(value) else ()
        for key in sorted(empty - set(file_format.keys_of(part)) if empty else ()):
            yield _Complaint("extra_forbidden", (*where, key), {"detail": "empty"})
        for key, inner in _INNER.items():
            if key in value:
                yield from _empty_keys(inner, value[key], (*where, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _empty_keys(part, item, (*where, at))


def _misspelled(found: Sequence[_Complaint]) -> dict[Path, Path]:
    """Pair each unknown key with the missing one that it stands for: that is one mistake, not two.

    It is one that looks like it or, where one is missing and one unknown, that one.
    """
    unknown = [one.where for one in found if one.kind == "extra_forbidden"]
    missing = [one.where for one in found if one.kind == "missing"]
    pairs: dict[Path, Path] = {}
    for where in unknown:
        beside = {str(one[-1]): one for one in missing if one[:-1] == where[:-1]}
        key = str(where[-1])
        near = [key.partition(":")[0]]
        if near[0] not in beside:
            near = names.near(key, [names.Named(name, ()) for name in beside])
        if not near and len(beside) == 1 and _count(unknown, where[:-1]) == 1:
            near = list(beside)
        if near:
            pairs[where] = beside[near[0]]
    return pairs


def _count(locations: Sequence[Path], parent: Path) -> int:
    return sum(location[:-1] == parent for location in locations)


def _is_inside(location: Path, other: Path) -> bool:
    return len(location) > len(other) and location[: len(other)] == other


def _finding(
    path: Path, part: type[file_format.Part], found: _Complaint, meant: Path | None
) -> Finding:
    """Turn a complaint into a finding with our code, at its path."""
    code, where = _SHAPES.get(found.kind, found.kind), (*path, *found.where)
    if code == "missing-key":
        return Finding(code, where[:-1], {"key": str(where[-1])})
    key = next((step for step in reversed(where) if isinstance(step, str)), "")
    values = {**found.values, "key": key}
    if code == "unknown-key":
        values |= _unknown_key(key, file_format.keys_of(_part_at(part, found.where[:-1])))
        values |= {"near": str(meant[-1])} if meant and values.get("detail") != "space" else {}
    if code == "not-a-list" and key in _INNER:
        values["detail"] = "items"
    if code == "not-a-mapping":
        needed = file_format.keys_needed(_part_at(part, found.where))
        values["needed"] = ", ".join(f"{one}: …" for one in needed)
        values["detail"] = "item" if isinstance(where[-1], int) else key
    return Finding(code, where, values, at_key=code == "unknown-key")


def _unknown_key(key: str, known: Sequence[str]) -> dict[str, str]:
    """Say which keys are known, or that only a space is missing: `on:2021-07-12`."""
    name, colon, _ = key.partition(":")
    if colon and name in known:
        return {"detail": "space", "meant": name}
    return {"known": ", ".join(known)}


def _part_at(part: type[file_format.Part], location: Path) -> type[file_format.Part]:
    """Find the part that stands at a location within a part."""
    name = next((step for step in location if step in _INNER), None)
    return _INNER[str(name)] if name else part
