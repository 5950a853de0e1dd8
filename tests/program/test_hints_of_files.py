"""A command in a hint is ready to copy: it names the file that the user named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import run

from ntmtrack.cli.commands import COMMANDS
from ntmtrack.wording import problem_text
from ntmtrack.wording.problem_text import MESSAGES

FILE = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
owners:
  - {id: hoi, name: Hội Phụ nữ}
tasks:
  - {id: duong, title: Làm đường, owner: hoi, due: 2024-03-10}
progress:
  - {task: duong, mark: cancelled, on: 2024-03-02}
"""
NO_FILE = {"init", "completion", "draft"}  # commands that take no data file


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "việc {1}.yaml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_commands_in_hints_name_the_file_that_the_user_named(file: str, language: str) -> None:
    ran = run("done", "duong", "--file", file, "--lang", language)
    assert ran.code == 2
    assert f'ntmtrack reopen --file "{file}" duong' in ran.err


def test_commands_in_hints_do_not_name_a_file_that_was_found(file: str, tmp_path: Path) -> None:
    Path(file).rename(tmp_path / "assignments.yaml")
    ran = run("done", "duong", "--lang", "en", folder=tmp_path)
    assert "ntmtrack reopen duong" in ran.err


def test_the_file_can_be_added_to_every_command_in_a_hint() -> None:
    for message in MESSAGES.values():
        for command in re.findall(r"ntmtrack ([a-z]+)", message.remedy):
            if command in COMMANDS and command not in NO_FILE:
                assert problem_text.COMMAND.search(f"ntmtrack {command}")


def test_a_file_name_with_dashes_is_not_mistaken_for_a_text(file: str, tmp_path: Path) -> None:
    dashed = Path(file).rename(tmp_path / "- a b.yaml").name
    ran = run("note", "duong", "-f", dashed, "- đã họp", "--lang", "en", folder=tmp_path)
    assert f'ntmtrack note duong -f "{dashed}" --lang en -- "- đã họp"' in ran.err
