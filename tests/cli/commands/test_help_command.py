"""`ntmtrack help` shows the documentation's own pages, in the language of the user."""

from __future__ import annotations

import zipfile
from pathlib import Path
from subprocess import run as run_program
from sys import executable
from typing import get_args

import pytest
from running import HERE
from running import run
from screen import width

from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands.help_command import Topic

DOCS = HERE.parent / "docs"
TOPICS = get_args(Topic)


@pytest.mark.parametrize(
    ("topic", "language", "page", "first", "also"),
    [
        ("format", "en", "file-format.md", "The data file, format 1", "A draft"),
        ("format", "vi", "dinh-dang-tep.md", "Định dạng tệp dữ liệu", "Nhật ký"),
        ("dates", "en", "file-format.md", "Deadlines", "A duty that recurs"),
        ("dates", "vi", "dinh-dang-tep.md", "Văn bản viết thế này", "Báo cáo định kỳ"),
        ("names", "en", "names.md", "Names, as people type them", "Names in the file"),
        ("names", "vi", "ten-goi.md", "Gõ tên", "Tên trong tệp"),
        ("week", "en", "week.md", "An office's week", "at the end of the week"),
        ("week", "vi", "tuan-lam-viec.md", "Một tuần của văn phòng", "ghi nhầm"),
    ],
)
def test_a_topic_shows_a_page_of_the_documentation(
    topic: str, language: str, page: str, first: str, also: str
) -> None:
    ran = run("help", topic, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert first in " ".join(ran.out.split()[:20])  # Rich 13 draws a frame around it
    assert also in ran.out
    assert also in (DOCS / page).read_text(encoding="utf-8")
    assert max(map(width, ran.out.splitlines())) <= 80


def test_sections_of_other_topics_are_left_out() -> None:
    assert "What is counted, and its goal" not in run("help", "dates").out


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("topic", TOPICS)
def test_links_to_other_pages_are_plain_words(topic: str, language: str) -> None:
    """A terminal cannot follow links, and the other files are not in the wheel."""
    shown = run("help", topic, "--lang", language).out
    assert "](" not in shown
    assert ".md)" not in shown.replace("(together.md)", "")  # the page itself writes it so


def test_without_a_topic_all_topics_are_listed() -> None:
    for language in ("en", "vi"):
        listed = run("help", "--lang", language).out
        assert [line.split()[2] for line in listed.splitlines()[:-1]] == [*TOPICS]
        assert max(map(width, listed.splitlines())) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_help_on_a_command_equals_its_help_option(command: str) -> None:
    for language in ("en", "vi"):
        ran = run("help", command, "--lang", language)
        assert ran == run(command, "--help", "--lang", language)


def test_the_language_may_come_before_the_command() -> None:
    assert run("help", "--lang", "vi", "done") == run("done", "--help", "--lang", "vi")


@pytest.mark.long
def test_the_wheel_contains_the_pages(tmp_path: Path) -> None:
    build = [executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    run_program(build, cwd=HERE.parent, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for page in ("file-format", "dinh-dang-tep", "names", "ten-goi", "week", "tuan-lam-viec"):
        assert f"ntmtrack/docs/{page}.md" in names
    assert not [name for name in names if name.startswith("tests") or name.endswith(".po")]
