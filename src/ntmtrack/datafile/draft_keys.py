"""The key `draft:` in a file: checks of its proposals, and the list of unconfirmed parts.

A draft may lack required keys. If such a key is in `propose`, its value is taken from there, so
that references to it can be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from pydantic_core import ValidationError

from ntmtrack.datafile import file_format
from ntmtrack.datafile import parts
from ntmtrack.datafile import shapes
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import SequenceNode

KEY = "draft"
_PROPOSE = "propose"


def is_draft(value: object) -> bool:
    """Return whether a part of the file is a draft."""
    return isinstance(value, dict) and KEY in value


def fill_in(root: MappingNode) -> None:
    """Move the proposed values of keys that drafts need and lack into place, in the tree."""
    for _, part, item in _drafts(root):
        proposed = _proposal(item)
        for key in parts.keys_needed(part) if proposed else ():
            if proposed is not None and key in proposed and key not in item:
                item[key] = proposed.pop(key)
                item.key_at[key] = proposed.key_at.pop(key)
                item.value_at[key] = proposed.value_at.pop(key)


def check(path: KeyPath, part: type[FilePart], value: object) -> Iterator[Problem]:
    """Yield the problems of the values that a draft proposes, as if they were under their keys.

    A list for a key that takes one value holds alternatives, each of which must be valid.
    """
    proposed = _proposal(value)
    if proposed is None:
        return
    where = (*path, KEY, _PROPOSE)
    for problem in wrong_values(where, part, proposed):
        key = problem.path[-1]
        alternatives = proposed.get(str(key))
        if problem.code is Code.NOT_TEXT and isinstance(alternatives, SequenceNode):
            for at, alternative in enumerate(alternatives):
                for wrong in wrong_values(where, part, {str(key): alternative}):
                    yield wrong._replace(path=(*where, key, at))
        else:
            yield problem


def wrong_values(
    where: KeyPath, part: type[FilePart], proposed: Mapping[str, object]
) -> Iterator[Problem]:
    """Yield the problems of values for some keys of a part."""
    if part.accepts(proposed) and not shapes.has_empty_keys(part, proposed):
        return  # ten times as fast as naming a mistake
    try:
        part.read(proposed)
    except ValidationError as error:
        for problem in shapes.check_part(where, part, proposed, error):
            if not is_lacking(problem, where):
                yield problem


def is_lacking(problem: Problem, path: KeyPath) -> bool:
    """Return whether a problem is a missing key of a part, which a draft may lack."""
    return problem.code is Code.MISSING_KEY and problem.path == path


def unconfirmed(root: MappingNode) -> Sequence[Problem]:
    """Return a problem for each draft in a file, followed by their count."""
    problems = [_unconfirmed(path, part, item) for path, part, item in _drafts(root)]
    if not problems:
        return ()
    count = len(problems)
    return [*problems, problem_at(Code.DRAFT_LEFT, problems[0].path, count=count, at_key=True)]


def _unconfirmed(path: KeyPath, part: type[FilePart], item: MappingNode) -> Problem:
    where = (*path, KEY)
    lacking = tuple(key for key in parts.keys_needed(part) if key not in item)
    if lacking:
        return problem_at(Code.DRAFT_LACKING, where, known=lacking, warning=True, at_key=True)
    return problem_at(Code.DRAFT, where, warning=True, at_key=True)


def _drafts(root: MappingNode) -> Iterator[tuple[KeyPath, type[FilePart], MappingNode]]:
    head = root.get("directive")
    if isinstance(head, MappingNode) and KEY in head:
        yield ("directive",), parts.DirectivePart, head
    for section, part in file_format.ITEMS.items():
        items = root.get(section)
        if isinstance(items, list) and issubclass(part, parts.DraftablePart):
            for index, item in enumerate(items):
                if isinstance(item, MappingNode) and KEY in item:
                    yield (section, index), part, item


def _proposal(item: object) -> MappingNode | None:
    """Return the proposal of a draft; None if it is not a mapping."""
    draft = item.get(KEY) if isinstance(item, dict) else None
    proposed = draft.get(_PROPOSE) if isinstance(draft, dict) else None
    return proposed if isinstance(proposed, MappingNode) else None
