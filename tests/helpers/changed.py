"""The folders of tests that `make quick` runs: those of the rooms that changed, and the program's.

The rooms between a change and the command line are left to `make check`: whatever changes there is
mostly seen by the tests of the whole program, and they take seconds.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ALWAYS = {"tests/program", "tests/test_structure.py"}
# What no room's tests are enough for.
FOR_ALL = ("pyproject.toml", "tests/conftest.py", "tests/helpers/", "tests/data/")
# Whose tests a folder needs besides its own.
ALSO = {
    "storage": "tests/safety",
    "locale": "tests/wording",
    "documents": "tests/reports",
    "pages": "tests/render",
    "statuses": "tests/status",
    "stories": "tests/cli",
}


def folders_of(paths: Iterable[str]) -> list[str]:
    """List the folders of tests that these files need."""
    folders = set(ALWAYS)
    for path in paths:
        if path.startswith(FOR_ALL):
            return ["tests"]
        match path.split("/"):
            case ["src", "ntmtrack", room, _, *_] | ["tests", room, _, *_]:
                folders |= {f"tests/{room}", ALSO.get(room, f"tests/{room}")}
    return sorted(folder for folder in folders if (ROOT / folder).exists())


def changed_files() -> list[str]:
    """List what differs from where this branch left main, and what git does not know yet."""
    start = git("merge-base", "HEAD", "main") or ["HEAD"]
    return git("diff", "--name-only", *start) + git("ls-files", "--others", "--exclude-standard")


def git(*arguments: str) -> list[str]:
    """Give the lines that a command of git prints; none where it fails."""
    command = ["git", "-c", "core.quotePath=false", *arguments]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    return ran.stdout.decode().splitlines()


if __name__ == "__main__":
    sys.stdout.write(" ".join(folders_of(changed_files())))
