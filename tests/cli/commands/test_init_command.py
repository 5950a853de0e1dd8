"""The commands that `init` prints are about the file that it made, and work."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from running import run

ENGLISH = {"NTMTRACK_LANG": "en"}


def commands(text: str) -> list[list[str]]:
    """Return the next commands that a text names, except those with a placeholder."""
    lines = [line.rpartition("ntmtrack ")[2] for line in text.splitlines() if "ntmtrack " in line]
    ends = (" checks it", " shows where", " drafts the file")
    typed = [line.partition(end)[0] for line in lines for end in ends if end in line]
    return [shlex.split(line) for line in typed if "FILE" not in line]


@pytest.mark.parametrize(
    ("path", "checked_by"),
    [
        ("data/assignments.yaml", "ntmtrack check"),
        ("assignments.yaml", "ntmtrack check"),
        ("so.yaml", "ntmtrack check --file so.yaml"),
        ("sổ 2026.yaml", 'ntmtrack check --file "sổ 2026.yaml"'),
    ],
)
def test_the_command_that_checks_a_new_file_finds_it(
    path: str, checked_by: str, tmp_path: Path
) -> None:
    ran = run("init", path, folder=tmp_path, **ENGLISH)
    assert ran.out.splitlines()[0] == f"{path} is ready; {checked_by} checks it."
    (tmp_path / path).write_text("format: 1\n", encoding="utf-8")  # a mistake for it to find
    (typed,) = commands(ran.out)
    assert run(*typed, folder=tmp_path).code == 65


def test_the_new_file_is_named_if_the_environment_names_another(
    tmp_path: Path,
) -> None:
    ran = run("init", folder=tmp_path, NTMTRACK_FILE="another.yaml", **ENGLISH)
    assert "ntmtrack check --file data/assignments.yaml checks it" in ran.out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            ("--example",),
            "21/06/2021: ntmtrack status --as-of 05/07/2021",
        ),
        (
            ("plan.yaml", "--example", "plan"),
            "01/12/2025: ntmtrack status --file plan.yaml --as-of 15/12/2025",
        ),
    ],
)
def test_init_example_gives_the_date_of_the_example_and_suggests_a_day(
    line: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    ran = run("init", *line, folder=tmp_path, **ENGLISH)
    assert ran.out.splitlines()[1:] == [
        f"This is an example dated {expected} shows where it stood then."
    ]
    _, typed = commands(ran.out)
    shown = run(*typed, folder=tmp_path, **ENGLISH)
    assert shown.code == 0
    assert "--as-of DAY" not in shown.out  # suggested only for a day long after the directive


def test_a_check_of_the_packaged_example_says_so(tmp_path: Path) -> None:
    checked = run("check", folder=tmp_path, **ENGLISH)
    assert checked == (0, "", "Using the example that came with ntmtrack.\n")
