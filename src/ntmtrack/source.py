"""YAML text to plain strings, with a place for every path; opens no file.

Import this module only where a file is read: YAML is slow to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import yaml

from ntmtrack.errors import Place
from ntmtrack.errors import Problem
from ntmtrack.nodes import Mapping
from ntmtrack.nodes import Path
from ntmtrack.nodes import Sequence
from ntmtrack.nodes import Value
from ntmtrack.text import Lines
from ntmtrack.text import check
from ntmtrack.text import decode
from ntmtrack.tree import Tree

__all__ = ["Mapping", "Path", "Sequence", "Source", "Value", "decode", "parse"]

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """Hold a text, the tree read from it (None when it cannot be used) and what was wrong."""

    name: str
    text: str
    root: Mapping | None
    problems: tuple[Problem, ...]

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give the place of the deepest part of a path that exists: of its value, or its key."""
        at = self.root.at if self.root is not None else 0
        node: Value | None = self.root
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.key_at:
                at = node.key_at[step] if key else node.value_at[step]
                node = node.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
                at, node = node.item_at[step], node[step]
            else:
                break
        return self.place_at(at)

    def place_at(self, offset: int) -> Place:
        """Give the place of an offset of the text."""
        return self._lines.place(offset)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text, self.name)


def parse(text: str, name: str, *, loader: type | None = None) -> Source:
    """Read a text that `decode` gave into a tree, with every problem found on the way."""
    root: Mapping | None = None
    checked, found = check(text)
    if not found:
        tree = Tree(checked)
        tree.build(loader or LOADER)
        found, root = tree.faults, tree.root
    lines = Lines(text, name)
    found.sort(key=lambda fault: fault.at)
    return Source(name, text, root, tuple(map(lines.problem, found)))
