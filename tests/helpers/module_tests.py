"""Name the tests of a module: `make tests OF=reports/agenda`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rooms import PACKAGE
from rooms import ROOT
from rooms import modules

TESTS = ROOT / "tests"
IMPORT = re.compile(r"^ *from ntmtrack\.?([\w.]*) import (\w+)", re.MULTILINE)
ARGUMENT = re.compile(r'(?:\(\s*|", )"([a-z]+)"[,)]')


def find_tests(module: str) -> list[Path]:
    """Return the tests named after the module, or else those nearest to it."""
    return list(own_tests(module)) or nearest_tests(module)


def own_tests(module: str) -> Iterator[Path]:
    """Yield `test_one_off.py`, `test_one_off_properties.py` and the like for `status.one_off`."""
    room, _, name = module.rpartition(".")
    folder = TESTS.joinpath(*room.split("."))
    for path in sorted([*folder.glob(f"test_{name}.py"), *folder.glob(f"test_{name}_*.py")]):
        about = path.stem.removeprefix("test_")
        if about == name or f"{room}.{about}" not in modules():
            yield path


def nearest_tests(module: str) -> list[Path]:
    """Return the tests that use a module, or else those that use the modules that use it."""
    users, more = set[str](), {module}
    while more - users:
        users |= more
        if nearest := [path for path in tests() if not users.isdisjoint(used(path))]:
            return nearest
        more = {user for user in modules() if not users.isdisjoint(used(path_of(user)))}
    return []


@cache
def path_of(module: str) -> Path:
    """Return the file of a module."""
    return PACKAGE.joinpath(*module.split(".")).with_suffix(".py")


@cache
def tests() -> list[Path]:
    """Return all test files."""
    return sorted(TESTS.rglob("test_*.py"))


@cache
def used(path: Path) -> set[str]:
    """Return the modules and names of ours that a file imports, and the commands that it runs."""
    source = path.read_text(encoding="utf-8")
    imported = {
        name
        for room, part in IMPORT.findall(source)
        for name in (room, f"{room}.{part}".removeprefix("."))
    }
    return imported | {f"cli.commands.{word}_command" for word in ARGUMENT.findall(source)}


if __name__ == "__main__":
    asked = sys.argv[1].removesuffix(".py").replace("/", ".")
    for test in find_tests(asked):
        print(test.relative_to(ROOT).as_posix())  # noqa: T201 - which is what this is for
