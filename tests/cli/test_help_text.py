"""Help and the first steps, in both languages."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from running import DATA
from running import run
from screen import width
from terminals import on_a_terminal

from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands import command_reader
from ntmtrack.cli.commands import find
from ntmtrack.cli.help_text import METAVARS
from ntmtrack.cli.typer_adapter import choices
from ntmtrack.cli.typer_adapter import is_flag
from ntmtrack.wording.words import Words

each_command = pytest.mark.parametrize("command", COMMANDS)
# Typer's own English texts, which must not appear in Vietnamese help.
ENGLISH = re.compile(r"Usage|Options|Arguments|Commands|Show this|default|required|<int|<str|TEXT")
STEPS = """\
ntmtrack draft FILE -o nhap.yaml    drafts a data file from Word, Excel or PDF
ntmtrack init                       starts one with a small example to replace
ntmtrack status --as-of 05/07/2021  shows an example; all: ntmtrack --help
"""
VIETNAMESE_STEPS = """\
ntmtrack draft TỆP -o nhap.yaml     lập tệp dữ liệu từ văn bản Word, Excel, PDF
ntmtrack init                       tạo tệp dữ liệu có sẵn ví dụ để thay
ntmtrack status --as-of 05/07/2021  xem ví dụ; ntmtrack --help: các lệnh khác
"""


@each_command
def test_help_is_in_the_language_of_the_run(command: str) -> None:
    english, vietnamese = (
        run(command, "--help", NTMTRACK_LANG=language).out for language in ("en", "vi")
    )
    assert english.startswith(f"Usage: ntmtrack {command} ")
    assert vietnamese.startswith(f"Cách dùng: ntmtrack {command} ")
    assert "--lang" not in english or run(command, "--help", "--lang", "vi").out == vietnamese
    assert run(command, "--help", LANG="vi_VN.UTF-8").out == vietnamese
    assert ENGLISH.findall(vietnamese) == []


@each_command
def test_every_parameter_is_explained_and_named_in_both_languages(command: str) -> None:
    vietnamese = Words("vi")
    for parameter in command_reader(command, find(command)).parameters:
        assert parameter.help
        assert vietnamese.say(parameter.help) != parameter.help
        if not is_flag(parameter) and not choices(parameter):
            assert parameter.metavar in METAVARS
            assert vietnamese.say(parameter.metavar) != parameter.metavar


@each_command
def test_help_lists_the_formats_of_a_command(command: str) -> None:
    listed = re.findall(r"--format <(.*)>", run(command, "--help").out)
    formats = find(command).formats
    assert listed == (["|".join(formats)] if formats else [])


def test_help_lists_every_command() -> None:
    listed = re.findall(r"^  ([a-z]+) +\S", run("--help").out, re.MULTILINE)
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_fits_a_narrow_terminal(language: str) -> None:
    for arguments in ([], ["list"]):
        code, shown = on_a_terminal(*arguments, "--help", COLUMNS="60", NTMTRACK_LANG=language)
        assert code == 0
        assert max(map(width, shown.splitlines())) <= 60


def test_no_arguments_print_the_help_as_an_error() -> None:
    for arguments in ([], ["--"]):
        assert run(*arguments) == (2, "", run("--help").out)


def test_version_lists_the_installed_versions() -> None:
    ran = run("--version")
    assert (ran.code, ran.err) == (0, "")
    lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert lines["ntmtrack"] == metadata.version("ntmtrack")
    assert lines["Python"].startswith(f"{sys.version_info.major}.{sys.version_info.minor}.")
    assert {"typer", "rich", "pyyaml", "pydantic"} <= lines.keys()
    assert all(lines[name] == metadata.version(name) for name in lines.keys() - {"Python"})


def test_only_commands_that_take_several_files_say_so() -> None:
    several = {name for name in COMMANDS if "repeatable" in file_line(name)}
    as_one = {"weekly", "remind", "register", "volumes"}
    assert several == {"status", "overdue", "list", "check", "export", *as_one}


def file_line(command: str) -> str:
    """Return the text about --file in the help of a command."""
    text = run(command, "--help", NTMTRACK_LANG="en").out
    line = re.search(r"--file PATH +([^-]*)", text)
    return line[1] if line else ""


def test_without_a_data_file_three_lines_show_the_first_steps(tmp_path: Path) -> None:
    assert run(folder=tmp_path) == (2, "", STEPS)
    assert run(folder=tmp_path, LANG="vi_VN.UTF-8") == (2, "", VIETNAMESE_STEPS)
    assert run(folder=tmp_path, NTMTRACK_LANG="vi", LANG="en_GB.UTF-8") == (2, "", VIETNAMESE_STEPS)


def test_the_suggested_day_has_overdue_items(tmp_path: Path) -> None:
    (day,) = re.findall(r"--as-of (\S+)", STEPS)
    assert run("overdue", "--as-of", day, "--exit-code", folder=tmp_path).code == 1


def test_with_a_data_file_the_help_is_shown() -> None:
    expected = run("--help", folder=DATA, NTMTRACK_FILE="small.yaml").out
    assert run(folder=DATA, NTMTRACK_FILE="small.yaml") == (2, "", expected)


def test_a_report_on_the_example_gives_its_age_and_suggests_a_day(
    tmp_path: Path,
) -> None:
    without_day = run("status", "--lang", "en", folder=tmp_path).err
    assert re.fullmatch(
        r"Using the example that came with ntmtrack, \d+ years old;"
        r" --as-of 05/07/2021 shows where it stood then\.\n",
        without_day,
    )
    with_day = run("status", "--lang", "en", "--as-of", "05/07/2021", folder=tmp_path).err
    assert with_day == "Using the example that came with ntmtrack.\n"
