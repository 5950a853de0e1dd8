"""`init` and `edit`: what they write, open and check, and what they never touch."""

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

# An editor that appends a text to a file, called as `--end TEXT FILE`.
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
    """Make a new file whose log is ready for more lines."""
    assert run("init", "sổ.yaml", "--lang", "vi", folder=tmp_path).code == 0
    file = tmp_path / "sổ.yaml"
    file.write_text(file.read_text("utf-8").replace("progress: []", "progress:"), "utf-8")
    return file


def command(folder: Path, text: str) -> str:
    """Return an editor command with a space in its path, and options."""
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
def test_a_new_file_has_the_language_of_the_run(language: Language, tmp_path: Path) -> None:
    assert run("init", NTMTRACK_LANG=language, folder=tmp_path).code == 0
    report = run("status", "--as-of", "2025-03-21", folder=tmp_path).out
    assert report.startswith({"vi": "Công văn số 15-CV/ĐU", "en": "Directive 15-CV/ĐU"}[language])


def test_an_existing_schema_is_kept(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{}", encoding="utf-8")
    assert run("init", "sổ.yaml", folder=tmp_path).code == 0
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "{}"


def test_the_example_is_the_packaged_directive(tmp_path: Path) -> None:
    assert run("init", "--example", folder=tmp_path).code == 0
    assert (tmp_path / "data" / "assignments.yaml").read_bytes() == SHIPPED.read_bytes()


def test_the_file_is_checked_after_the_editor_ends(own: Path) -> None:
    arguments = ["edit", "--file", own.name]
    ran = run(*arguments, folder=own.parent, EDITOR=command(own.parent, GOOD_LINE))
    assert ran == (0, "", "")
    ran = run(*arguments, folder=own.parent, EDITOR=command(own.parent, BAD_LINE))
    line = len(own.read_text(encoding="utf-8").splitlines())
    assert (ran.code, ran.err) == (65, "")
    assert ran.out.startswith(f"sổ.yaml:{line}:50: dòng nhật ký của phat-quang: “xong”")
    assert GOOD_LINE + BAD_LINE in own.read_text(encoding="utf-8")


def test_visual_comes_before_editor(own: Path) -> None:
    choices = {"VISUAL": command(own.parent, GOOD_LINE), "EDITOR": "false"}
    assert run("edit", "--file", own.name, folder=own.parent, **choices) == (0, "", "")


def test_without_a_setting_the_first_installed_editor_is_used(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit_command, "USUAL_EDITORS", ("khong-co-lenh-nay", "true"))
    ran = run("edit", "--file", own.name, folder=own.parent, VISUAL="", EDITOR=" ")
    assert ran == (0, "", "")


def test_no_editor_opens_for_a_missing_file_or_the_packaged_example(tmp_path: Path) -> None:
    ran = run("edit", folder=tmp_path, EDITOR="touch opened")
    assert (ran.code, ran.out) == (73, "")
    assert ran.err.splitlines()[0].endswith(" [packaged-copy]")
    ran = run("edit", "--file", "không-có.yaml", folder=tmp_path, EDITOR="touch opened")
    assert (ran.code, ran.out) == (66, "")
    assert list(tmp_path.iterdir()) == []
