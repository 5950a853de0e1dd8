"""What `make quick` runs: the tests of the rooms that changed, and those of the whole program.

The rooms between a change and the command line are left to `make check`: whatever changes there is
mostly seen by the tests of the whole program. Of these a few are slow and are about some rooms
only; `SLOW` lists them. What it does not list runs whatever has changed.
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
    "incoming": "tests/drafting",
    "pages": "tests/render",
    "papers": "tests/cli",
    "statuses": "tests/status",
    "stories": "tests/cli",
}
# Slow tests of the whole program, and the rooms that they are about.
SLOW = {
    "tests/program/test_errors_as_saved.py": {"datafile", "errors", "wording", "yamltext"},
    "tests/program/test_git_merge.py": {"datafile", "recording", "storage", "yamltext"},
    "tests/program/test_output_schema.py": {
        *("cli", "render", "reports", "schemas", "status", "wording"),
    },
    "tests/program/test_payloads.py": {"drafting", "render", "reports", "wording"},
    "tests/program/test_province.py": {"cli", "render", "reports", "status"},
    "tests/program/test_review_on_a_terminal.py": {"cli", "drafting"},
    "tests/program/test_same_answers.py": {
        *("cli", "directive", "recording", "render", "reports", "status"),
    },
    "tests/program/test_windows.py": {"cli", "recording", "storage"},
}


def tests_for(paths: Iterable[str]) -> list[str]:
    """Give what pytest is told for these files: folders of tests, and what is left out of them."""
    folders, needed = set(ALWAYS), set[str]()
    for path in paths:
        if path.startswith(FOR_ALL):
            return ["tests"]
        match path.split("/"):
            case ["tests", "program", _]:
                needed.add(path)
            case ["src", "ntmtrack", room, _, *_] | ["tests", room, _, *_]:
                folders |= {f"tests/{room}", ALSO.get(room, f"tests/{room}")}
                needed |= {test for test, rooms in SLOW.items() if room in rooms}
            case ["src", "ntmtrack", _]:  # a door, or what all rooms use
                needed |= SLOW.keys()
    left_out = sorted(f"--ignore={test}" for test in SLOW.keys() - needed)
    return sorted(folder for folder in folders if (ROOT / folder).exists()) + left_out


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
    sys.stdout.write(" ".join(tests_for(changed_files())))
