"""What `init` says of the file that it made leads on: its commands are about this file."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from running import run

ENGLISH = {"NTMTRACK_LANG": "en"}


def commands(said: str) -> list[list[str]]:
    """List the commands that a text names to be typed next, without those to be filled in."""
    lines = [line.rpartition("ntmtrack ")[2] for line in said.splitlines() if "ntmtrack " in line]
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
    made = run("init", path, folder=tmp_path, **ENGLISH)
    assert made.out.splitlines()[0] == f"{path} is ready; {checked_by} checks it."
    (tmp_path / path).write_text("format: 1\n", encoding="utf-8")  # a mistake, which it finds
    (typed,) = commands(made.out)
    assert run(*typed, folder=tmp_path).code == 65


def test_where_another_file_is_named_for_all_commands_the_new_one_is_named_too(
    tmp_path: Path,
) -> None:
    made = run("init", folder=tmp_path, NTMTRACK_FILE="another.yaml", **ENGLISH)
    assert "ntmtrack check --file data/assignments.yaml checks it" in made.out


@pytest.mark.parametrize(
    ("line", "said"),
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
def test_an_example_says_that_it_is_one_of_when_and_on_which_day_to_look_at_it(
    line: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    made = run("init", *line, folder=tmp_path, **ENGLISH)
    assert made.out.splitlines()[1:] == [
        f"This is an example dated {said} shows where it stood then."
    ]
    _, typed = commands(made.out)
    shown = run(*typed, folder=tmp_path, **ENGLISH)
    assert shown.code == 0
    assert "--as-of DAY" not in shown.out  # which is said of a day long after it


def test_a_check_of_the_example_that_came_along_says_that_it_is_about_that(tmp_path: Path) -> None:
    checked = run("check", folder=tmp_path, **ENGLISH)
    assert checked == (0, "", "Using the example that came with ntmtrack.\n")
