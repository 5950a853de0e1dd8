"""What no import contract says: who opens files, which libraries have few users, unique names."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "ntmtrack"
TREES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): ast.parse(path.read_bytes())
    for path in sorted(PACKAGE.rglob("*.py"))
}
OPENING = {"open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes"}
OPENERS = {
    "storage.files",
    "storage.lock",  # only the lock beside the data
    "storage.replace",  # only the data file and its temporary copy, to replace it
    "datafile.kept_copy",  # only its own copies
    "cli.output",  # only the null device, where a pipe's reader has left
}
DATEUTIL_USERS = {"directive.recurrence"}


def opens_a_file(node: ast.AST) -> bool:
    """Tell a call that opens a file from any other, and from a method of the caller's own."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"))):
            return False
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
            return called in OPENING
    return False


def imports(tree: ast.AST) -> Iterator[str]:
    """List all modules that a file imports from, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def test_few_modules_open_files() -> None:
    opening = {name for name, tree in TREES.items() if any(map(opens_a_file, ast.walk(tree)))}
    assert opening == OPENERS


def test_dateutil_has_few_users() -> None:
    users = {
        name
        for name, tree in TREES.items()
        if any(module.split(".")[0] == "dateutil" for module in imports(tree))
    }
    assert users == DATEUTIL_USERS


def test_no_two_modules_have_one_file_name() -> None:
    names = Counter(name.rpartition(".")[2] for name in TREES)
    assert {name for name, count in names.items() if count > 1} == {"__init__"}
