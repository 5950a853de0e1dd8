"""A draft as the text of a file that `check` accepts, and the plain values read back from it.

What `check` would refuse moves into proposals, or into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

from ntmtrack.datafile import file_format
from ntmtrack.datafile import load
from ntmtrack.datafile import parts
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.layout import SECTION
from ntmtrack.drafting.confirmation.layout import flow
from ntmtrack.drafting.confirmation.layout import lay_out
from ntmtrack.drafting.phrases.spelling import id_for
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import Words
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import NodeValue
from ntmtrack.yamltext.yaml_tree import SequenceNode

_ROUNDS = 4  # enough for a value to move from its key to a proposal, and from there into words
_SECTIONS = {"village": "villages", "owner": "owners", "event": "events", "task": "tasks"}
_WITH_IDS = ("villages", "owners", "events", "tasks")
_COMMENT = re.compile(r" +# ?(.*\S)")


def text_of(file: PlainDraft, words: Words) -> str:
    """Format a draft as text, changing it where a value would be refused."""
    return _mended(file, words, "")[0]


def written(file: PlainDraft, words: Words, name: str) -> tuple[str, PlainDraft]:
    """Return a draft's text as `text_of` does, and the values read back from it."""
    text, values = _mended(file, words, name)
    return text, read(text.encode(), name) if values is None else values


def _mended(file: PlainDraft, words: Words, name: str) -> tuple[str, PlainDraft | None]:
    """Format a draft and mend it until nothing is wrong; values are None if that fails."""
    for _ in range(_ROUNDS):
        text = lay_out(file, words)
        if encoding.decode(text.encode(), name)[1]:
            return text, None
        tree = yaml_tree.parse(text, name)
        # Taken before the checks change the tree.
        values = _values(tree) if tree.root is not None else None
        wrong = _wrong(load.wrong_in_draft(tree))
        if not wrong:
            return text, values
        tree = yaml_tree.parse(text, name)
        for problem in wrong:
            _mend(file, tree, problem)
    return lay_out(file, words), None


def wrong_in(text: str, name: str = "") -> Sequence[Problem]:
    """Return what is wrong with a draft, apart from its being a draft."""
    text, problems = encoding.decode(text.encode(), name)
    return _wrong(problems or load.wrong_in_draft(yaml_tree.parse(text, name)))


def _wrong(problems: Iterable[Problem]) -> Sequence[Problem]:
    return [problem for problem in problems if not problem.warning]


def read(data: bytes, name: str) -> PlainDraft:
    """Parse the values of a file, or raise what is wrong with its text (exit 65)."""
    text, problems = encoding.decode(data, name)
    if problems:
        raise NtmError(problems, Exit.DATA)
    tree = yaml_tree.parse(text, name)
    wrong = [problem for problem in tree.problems if not problem.warning]
    if tree.root is None or wrong:
        raise NtmError(wrong or tree.problems, Exit.DATA)
    return _values(tree)


def _values(tree: yaml_tree.Source) -> PlainDraft:
    file: PlainDraft = _plain(tree.root)
    _add_headings(file, tree, tree.text.split("\n"))
    _add_ids(file)
    return file


def _mend(file: PlainDraft, tree: yaml_tree.Source, problem: Problem) -> None:
    """Move a wrong value from its key to a proposal, or from a proposal into words."""
    location = _item_of(file, tree, problem)
    if location is None or problem.place is None:
        return
    item, node, part = location
    key = _key_at(tree, node, problem.place)
    draft: dict[str, Any] = item.setdefault(DRAFT, {})
    proposed: dict[str, Any] = draft.setdefault("propose", {})
    if key == DRAFT:
        inner = node.get(DRAFT)
        inner = inner.get("propose") if isinstance(inner, MappingNode) else None
        key = _key_at(tree, inner, problem.place) if isinstance(inner, MappingNode) else ""
        if key in proposed:
            _say(draft, f"{key}: {flow(proposed.pop(key), key)}")
    elif key in item and key not in parts.keys_needed(part):
        proposed.setdefault(key, item.pop(key))
    if not proposed:
        del draft["propose"]
    item[DRAFT] = {key: draft[key] for key in parts.keys_of(parts.DraftPart) if key in draft}


def _say(draft: dict[str, Any], text: str) -> None:
    why = draft.get("why", [])
    several = [*([why] if isinstance(why, str) else why), text]
    draft["why"] = several if len(several) > 1 else text


def _item_of(
    file: PlainDraft, tree: yaml_tree.Source, problem: Problem
) -> tuple[dict[str, Any], MappingNode, type[FilePart]] | None:
    """Find the part of the file that a problem is about: its values, node and type."""
    root = tree.root if tree.root is not None else MappingNode(0)
    if problem.thing is None:
        head = root.get("directive")
        if not isinstance(head, MappingNode):
            return None
        return file["directive"], head, parts.DirectivePart
    section = _SECTIONS.get(problem.thing.kind, "")
    nodes = root.get(section)
    pairs = zip(file.get(section, ()), nodes, strict=True) if isinstance(nodes, list) else ()
    for item, node in pairs:
        if item.get("id") == problem.thing.id and isinstance(node, MappingNode):
            return item, node, file_format.ITEMS[section]
    return None


def _key_at(tree: yaml_tree.Source, node: MappingNode, place: Place) -> str:
    """Return the last key of a mapping at or before a place; a line may have several keys."""
    before = [key for key, at in node.key_at.items() if _is_before(tree.place_at(at), place)]
    return before[-1] if before else ""


def _is_before(place: Place, other: Place) -> bool:
    return (place.line, place.column) <= (other.line, other.column)


def _add_ids(file: PlainDraft) -> None:
    """Add an id to each part that lacks one, since rows of sheets are identified by it."""
    for section in _WITH_IDS:
        items = [item for item in file.get(section) or [] if isinstance(item, dict)]
        taken = {item["id"] for item in items if item.get("id")}
        for item in items:
            if not item.get("id"):
                title = item.get("title") or item.get("name") or ""
                item["id"] = id_for(str(title), taken)
                taken.add(item["id"])


def _add_headings(file: PlainDraft, tree: yaml_tree.Source, lines: Sequence[str]) -> None:
    """Add to tasks the headings above them, which are comments, so that they are written again."""
    node = tree.root.get("tasks") if tree.root is not None else None
    if not isinstance(node, SequenceNode):
        return
    over = ""
    for task, at in zip(file["tasks"], node.item_at, strict=True):
        above = tree.placed.line_number(at) - 2
        comment: list[str] = []
        while above >= 0 and (found := _COMMENT.match(lines[above])):
            comment.insert(0, found[1])
            above -= 1
        over = " ".join(comment) or over
        if over and isinstance(task, dict):
            task[SECTION] = over


def _plain(node: NodeValue | None) -> Any:  # noqa: ANN401 - a text, or a list or mapping of such
    if isinstance(node, MappingNode):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, SequenceNode) else node
