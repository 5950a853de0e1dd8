"""To begin a file, and to edit one: what is written, opened, checked, and never touched."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from running import SHIPPED
from running import run

from ntmtrack.cli.commands import edit_command
from ntmtrack.datafile.file_schema import NAME
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language

# An editor that writes what it was told into the file it was given, as `--end TEXT FILE`.
FAKE = """
import sys
from pathlib import Path
option, text, file = sys.argv[1:]
assert option == "--end"
with Path(file).open("a", encoding="utf-8") as data:
    data.write(text)
"""
BAD_LINE = "  - {task: phat-quang, village: thon-dong, mark: xong, on: 2025-03-18}\n"
GOOD_LINE = "  - {task: phat-quang, village: thon-dong, mark: done, on: 2025-03-18}\n"
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Begin a file, its log ready for more lines."""
    assert run("init", "sổ.yaml", "--lang", "vi", folder=tmp_path).code == 0
    file = tmp_path / "sổ.yaml"
    file.write_text(file.read_text("utf-8").replace("progress: []", "progress:"), "utf-8")
    return file


def command(folder: Path, text: str) -> str:
    """Return an editor as people set it: a path with a space in it, and options."""
    script = folder / "trình soạn thảo.py"
    script.write_text(FAKE, encoding="utf-8")
    return shlex.join([sys.executable, str(script), "--end", text])


@each_language
def test_a_new_file_passes_every_check(language: Language, tmp_path: Path) -> None:
    assert run("init", "--lang", language, folder=tmp_path).code == 0
    assert run("check", "--strict", "--coverage", folder=tmp_path) == (0, "", "")
    assert (tmp_path / "data" / NAME).read_text(encoding="utf-8") == run(
        *("schema", "--lang", language, "-f", "data/assignments.yaml"), folder=tmp_path
    ).out


@each_language
def test_a_new_file_speaks_the_language_of_the_run(language: Language, tmp_path: Path) -> None:
    assert run("init", NTMTRACK_LANG=language, folder=tmp_path).code == 0
    said = run("status", "--as-of", "2025-03-21", folder=tmp_path).out
    assert said.startswith({"vi": "Công văn số 15-CV/ĐU", "en": "Directive 15-CV/ĐU"}[language])


def test_a_schema_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{}", encoding="utf-8")
    assert run("init", "sổ.yaml", folder=tmp_path).code == 0
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "{}"


def test_the_example_is_the_directive_that_came_along(tmp_path: Path) -> None:
    assert run("init", "--example", folder=tmp_path).code == 0
    assert (tmp_path / "data" / "assignments.yaml").read_bytes() == SHIPPED.read_bytes()


def test_what_an_editor_leaves_behind_is_checked(own: Path) -> None:
    asked = ["edit", "--file", own.name]
    ran = run(*asked, folder=own.parent, EDITOR=command(own.parent, GOOD_LINE))
    assert ran == (0, "", "")
    ran = run(*asked, folder=own.parent, EDITOR=command(own.parent, BAD_LINE))
    line = len(own.read_text(encoding="utf-8").splitlines())
    assert (ran.code, ran.err) == (65, "")
    assert ran.out.startswith(f"sổ.yaml:{line}:50: dòng nhật ký của phat-quang: “xong”")
    assert GOOD_LINE + BAD_LINE in own.read_text(encoding="utf-8")


def test_visual_comes_before_editor(own: Path) -> None:
    choices = {"VISUAL": command(own.parent, GOOD_LINE), "EDITOR": "false"}
    assert run("edit", "--file", own.name, folder=own.parent, **choices) == (0, "", "")


def test_without_either_the_first_that_is_there_is_taken(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit_command, "USUAL", ("khong-co-lenh-nay", "true"))
    ran = run("edit", "--file", own.name, folder=own.parent, VISUAL="", EDITOR=" ")
    assert ran == (0, "", "")


def test_no_editor_opens_on_what_is_not_there_or_not_ours_to_change(tmp_path: Path) -> None:
    ran = run("edit", folder=tmp_path, EDITOR="touch opened")
    assert (ran.code, ran.out) == (73, "")
    assert ran.err.splitlines()[0].endswith(" [packaged-copy]")
    ran = run("edit", "--file", "không-có.yaml", folder=tmp_path, EDITOR="touch opened")
    assert (ran.code, ran.out) == (66, "")
    assert list(tmp_path.iterdir()) == []
