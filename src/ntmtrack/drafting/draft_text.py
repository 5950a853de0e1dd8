"""A draft data file as text, read back as plain values."""

from __future__ import annotations

from typing import Any

from ntmtrack.drafting.draft_file import PlainDraft
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import NodeValue
from ntmtrack.yamltext.yaml_tree import SequenceNode


def read(data: bytes, name: str) -> PlainDraft:
    """Read a file's values, or raise what is wrong with its text (exit 65)."""
    text, problems = encoding.decode(data, name)
    if problems:
        raise NtmError(problems, Exit.DATA)
    tree = yaml_tree.parse(text, name)
    wrong = [problem for problem in tree.problems if not problem.warning]
    if tree.root is None or wrong:
        raise NtmError(wrong or tree.problems, Exit.DATA)
    read_values: PlainDraft = _plain(tree.root)
    return read_values


def _plain(node: NodeValue) -> Any:  # noqa: ANN401 - a text, or a list or mapping of such
    if isinstance(node, MappingNode):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, SequenceNode) else node
