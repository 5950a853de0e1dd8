"""A draft data file as text, read back as plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.layout import SECTION
from ntmtrack.drafting.confirmation.new_ids import id_for
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import NodeValue
from ntmtrack.yamltext.yaml_tree import SequenceNode

_WITH_IDS = ("villages", "owners", "events", "tasks")
_COMMENT = re.compile(r" +# ?(.*\S)")


def read(data: bytes, name: str) -> PlainDraft:
    """Read a file's values, or raise what is wrong with its text (exit 65)."""
    text, problems = encoding.decode(data, name)
    if problems:
        raise NtmError(problems, Exit.DATA)
    tree = yaml_tree.parse(text, name)
    wrong = [problem for problem in tree.problems if not problem.warning]
    if tree.root is None or wrong:
        raise NtmError(wrong or tree.problems, Exit.DATA)
    file: PlainDraft = _plain(tree.root)
    _add_headings(file, tree, text.split("\n"))
    _add_ids(file)
    return file


def _add_ids(file: PlainDraft) -> None:
    """Give an id to each part that has none yet, which a draft may lack: rows are told by it."""
    for section in _WITH_IDS:
        items = [item for item in file.get(section) or [] if isinstance(item, dict)]
        taken = {item["id"] for item in items if item.get("id")}
        for item in items:
            if not item.get("id"):
                title = item.get("title") or item.get("name") or ""
                item["id"] = id_for(str(title), taken)
                taken.add(item["id"])


def _add_headings(file: PlainDraft, tree: yaml_tree.Source, lines: Sequence[str]) -> None:
    """Give tasks the headings that stand over them as comments, to be written again."""
    node = tree.root.get("tasks") if tree.root is not None else None
    if not isinstance(node, SequenceNode):
        return
    over = ""
    for task, at in zip(file["tasks"], node.item_at, strict=True):
        above = tree.place_at(at).line - 2
        comment: list[str] = []
        while above >= 0 and (found := _COMMENT.match(lines[above])):
            comment.insert(0, found[1])
            above -= 1
        over = " ".join(comment) or over
        if over and isinstance(task, dict):
            task[SECTION] = over


def _plain(node: NodeValue) -> Any:  # noqa: ANN401 - a text, or a list or mapping of such
    if isinstance(node, MappingNode):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, SequenceNode) else node
