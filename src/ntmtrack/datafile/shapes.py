"""Problems in the shape of a part of the file, and in its single values.

Pydantic finds most of them; its errors become problems of ours, one for each mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ntmtrack.datafile import parts
from ntmtrack.datafile import task_parts
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.task_parts import EVERY_SHARE
from ntmtrack.datafile.task_parts import GOAL_KINDS
from ntmtrack.datafile.task_parts import MeasurePart
from ntmtrack.datafile.values import PROBLEM
from ntmtrack.directive import inexact_names
from ntmtrack.directive import names
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyMeaning
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at
from ntmtrack.yamltext.scalars import CURLY_QUOTES
from ntmtrack.yamltext.scalars import cut_number
from ntmtrack.yamltext.yaml_tree import MappingNode

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from pydantic_core import ValidationError

    from ntmtrack.wording.problem import Values

# The parts inside other parts, by their keys.
_INNER: Mapping[str | int, type[FilePart]] = {
    "draft": parts.DraftPart,
    "signer": parts.SignerPart,
    "report": parts.ReportPart,
    "recipients": parts.RecipientPart,
    "repeat": task_parts.RulePart,
    "measures": MeasurePart,
}
_UNKNOWN_KEY = (Code.UNKNOWN_KEY, Code.UNKNOWN_KEY_EMPTY, Code.UNKNOWN_KEY_SPACE)


def check_part(
    path: KeyPath,
    part: type[FilePart],
    value: object,
    error: ValidationError | None,
) -> Iterator[Problem]:
    """Yield the problems of one part of the file."""
    errors = error.errors(include_url=False) if error else []
    problems = [_problem(path, part, each, _location(value, each["loc"])) for each in errors]
    problems += _empty_keys(path, part, value)
    meant = _pair_misspelled(problems)
    long = {problem.path[:-1] for problem in problems if problem.code is Code.BAD_CHOICE_EVERY}
    for problem in problems:
        if problem.path[-1:] == ("on",) and problem.path[:-1] in long:
            continue  # whether the day is right depends on the wrong `every`
        if problem.code is Code.MISSING_KEY:
            if problem.path not in meant.values():
                yield problem._replace(path=problem.path[:-1])
        elif problem.path in meant and problem.code is not Code.UNKNOWN_KEY_SPACE:
            yield problem._replace(near=(str(meant[problem.path][-1]),))
        elif problem.code is not Code.EMPTY_LIST or not _has_problem_inside(problem, problems):
            yield problem


def is_flat(value: object) -> bool:
    """Return whether a part has a value for each of its keys, and contains no parts."""
    return (
        isinstance(value, MappingNode)
        and len(value.key_at) == len(value)
        and _INNER.keys().isdisjoint(value)
    )


def _location(value: object, steps: KeyPath) -> KeyPath:
    """Return those of Pydantic's steps that exist in the file.

    Pydantic sees a list where the file has a single rule, and a table where it has a single figure.
    """
    location: list[str | int] = []
    for step in steps:
        if step == EVERY_SHARE or (isinstance(step, int) and not isinstance(value, list)):
            continue
        location.append(step)
        if isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return tuple(location)


def _problem(
    path: KeyPath, part: type[FilePart], error: ErrorDetails, location: KeyPath
) -> Problem:
    """Return the problem for one of Pydantic's errors.

    The path of a missing key includes the key itself, until it is known that no misspelled key
    stands for it.
    """
    where = (*path, *location)
    key = _last_key(where)
    match error["type"]:
        case "missing":
            meaning = parts.meanings_of(_part_at(part, location[:-1]))[key]
            return problem_at(Code.MISSING_KEY, where, key=key, meaning=KeyMeaning(meaning))
        case "extra_forbidden":
            known = parts.keys_of(_part_at(part, location[:-1]))
            return _unknown_key(Code.UNKNOWN_KEY, where, known)
        case "model_type" | "dict_type":
            needed = parts.keys_needed(_part_at(part, location))
            return _not_a_mapping(where, needed, error["input"])
        case "tuple_type":
            return _not_a_list(where)
        case "too_short":
            return problem_at(Code.EMPTY_LIST, where, key=key)
        case kind if kind == PROBLEM:
            return _of_value(where, part, error)
        case kind:
            raise AssertionError(kind)


def _of_value(where: KeyPath, part: type[FilePart], error: ErrorDetails) -> Problem:
    """Return the problem that the reader of a single value raised, with suitable advice."""
    from ntmtrack.datafile import advice  # its patterns take 8 ms: only a mistake needs them

    problem: Problem = error["ctx"][PROBLEM]
    key = _last_key(where)
    values: Values = {**problem.values, "key": key}
    needed = key in parts.keys_needed(_part_at(part, error["loc"]))
    return advice.refine(problem._replace(path=where, values=values), needed=needed)


def _last_key(where: KeyPath) -> str:
    return next((step for step in reversed(where) if isinstance(step, str)), "")


def number_cut_before(node: MappingNode, key: str) -> str | None:
    """Return the number that a comma cut in two, if its second half became this key."""
    keys = list(node.key_at)
    return cut_number(node.get(keys[max(0, keys.index(key) - 1)]), key)


def _empty_key(where: KeyPath, node: MappingNode, known: Sequence[str]) -> Problem:
    """Return the problem of a key that a comma may have split off a number or a text."""
    key = str(where[-1])
    if number := number_cut_before(node, key):
        return problem_at(Code.UNKNOWN_KEY_NUMBER, where, value=number, at_key=True)
    if key[-1] in CURLY_QUOTES:
        return problem_at(Code.CURLY_QUOTES, where, at_key=True)
    return _unknown_key(Code.UNKNOWN_KEY_EMPTY, where, known)


def _unknown_key(code: Code, where: KeyPath, known: Sequence[str]) -> Problem:
    """Return the problem of an unknown key, or of a missing space: `on:2021-07-12`."""
    key = str(where[-1])
    name, colon, _ = key.partition(":")
    if colon and name in known:
        return problem_at(Code.UNKNOWN_KEY_SPACE, where, key=key, meant=name, at_key=True)
    return problem_at(code, where, key=key, known=tuple(known), at_key=True)


def _not_a_list(where: KeyPath) -> Problem:
    key = _last_key(where)
    inner = _INNER.get(key)
    return not_a_list_of(inner, where) if inner else problem_at(Code.NOT_A_LIST, where, key=key)


def not_a_list_of(part: type[FilePart], where: KeyPath) -> Problem:
    """Return the problem of a section that is not a list of such parts."""
    needed = _outline(parts.keys_needed(part))
    return problem_at(Code.NOT_A_LIST_ITEMS, where, key=_last_key(where), needed=needed)


def _outline(needed: Sequence[str]) -> str:
    return ", ".join(f"{key}: …" for key in needed)


def _not_a_mapping(where: KeyPath, needed: Sequence[str], value: object = None) -> Problem:
    key = _last_key(where)
    code = Code.NOT_A_MAPPING
    if isinstance(where[-1], int):
        code = Code.NOT_A_MAPPING_ITEM
    elif key == "repeat":
        from ntmtrack.directive import rule_words  # as `advice`

        rule = rule_words.suggest(value) if isinstance(value, str) else None
        text = rule.text if rule else "{every: day, from: 22/6/2021}"
        if rule and rule.lists_days:
            return problem_at(Code.NOT_A_MAPPING_REPEAT_LIST, where, value=str(value), text=text)
        return problem_at(Code.NOT_A_MAPPING_REPEAT, where, text=text)
    elif key == "amounts":
        code = Code.NOT_A_MAPPING_AMOUNTS
    return problem_at(code, where, key=key, needed=_outline(needed))


def has_empty_keys(part: type[FilePart], value: object) -> bool:
    """Return whether a part has unknown keys without a value."""
    return any(True for _ in _empty_keys((), part, value))


def _empty_keys(path: KeyPath, part: type[FilePart], value: object) -> Iterator[Problem]:
    """Yield unknown keys without a value, which Pydantic never sees.

    Usually a comma has split them off a text.
    """
    if isinstance(value, MappingNode):
        empty = value.key_at.keys() - value.keys() if len(value.key_at) > len(value) else ()
        known = parts.keys_of(part) if empty else ()
        for key in sorted(set(empty) - set(known)):
            yield _empty_key((*path, key), value, known)
        if part is MeasurePart:
            yield from _empty_goals(path, value)
        for name, inner in _INNER.items():
            if name in value:
                yield from _empty_keys((*path, name), inner, value[str(name)])
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _empty_keys((*path, at), part, item)


def _empty_goals(path: KeyPath, measure: MappingNode) -> Iterator[Problem]:
    """Yield the villages of a measure that are listed without a goal."""
    for kind in GOAL_KINDS:
        goals = measure.get(kind)
        if not isinstance(goals, MappingNode):
            continue
        for village in goals.key_at.keys() - goals.keys():
            where = (*path, kind, village)
            if number := number_cut_before(goals, village):
                yield problem_at(Code.UNKNOWN_KEY_NUMBER, where, value=number, at_key=True)
            else:
                yield problem_at(Code.GOAL_EMPTY, where, value=village, at_key=True)


def _pair_misspelled(problems: Sequence[Problem]) -> dict[KeyPath, KeyPath]:
    """Return the missing key that each unknown key stands for: one mistake, not two.

    It is a similar key or, if just one is missing and one unknown, that one.
    """
    unknown = [problem.path for problem in problems if problem.code in _UNKNOWN_KEY]
    missing = [problem.path for problem in problems if problem.code is Code.MISSING_KEY]
    pairs: dict[KeyPath, KeyPath] = {}
    for path in unknown:
        beside = {str(sibling[-1]): sibling for sibling in missing if sibling[:-1] == path[:-1]}
        is_only = sum(sibling[:-1] == path[:-1] for sibling in unknown) == 1
        key = str(path[-1])
        near = [key.partition(":")[0]]
        if near[0] not in beside:
            near = inexact_names.similar_ids(key, [names.Named(name, ()) for name in beside])
        if not near and len(beside) == 1 and is_only:
            near = list(beside)
        if near:
            pairs[path] = beside[near[0]]
    return pairs


def _has_problem_inside(problem: Problem, problems: Sequence[Problem]) -> bool:
    depth = len(problem.path)
    return any(len(each.path) > depth and each.path[:depth] == problem.path for each in problems)


def _part_at(part: type[FilePart], location: KeyPath) -> type[FilePart]:
    """Return the part at a location within a part."""
    return next((_INNER[step] for step in reversed(location) if step in _INNER), part)
