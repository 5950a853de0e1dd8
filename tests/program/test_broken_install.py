"""A missing library is reported in one sentence with the remedy, whatever command needs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cases import first_quick
from running import COPIES_IN
from running import SMALL
from running import run
from running import spawn

WITHOUT = """
import sys
sys.modules[sys.argv.pop(1)] = None
from ntmtrack.__main__ import main
main()
"""
SENTENCE = "A library that ntmtrack needs is missing or cannot be loaded: "


@pytest.mark.parametrize(
    ("library", "command"),
    first_quick(
        2,
        [
            ("yaml", ["status"]),
            ("docx", ["weekly", "-F", "docx", "-o", "x.docx"]),
            ("pydantic_core", ["check"]),
            ("xlsxwriter", ["export", "-o", "x.xlsx"]),
            ("openpyxl", ["import", "form.xlsx"]),
            ("jinja2", ["export", "-o", "x.html"]),
            ("icalendar", ["export", "-o", "x.ics"]),
        ],
    ),
)
def test_a_missing_library_is_reported_in_one_sentence(
    library: str, command: list[str], tmp_path: Path
) -> None:
    data = tmp_path / "assignments.yaml"
    data.write_bytes(SMALL.read_bytes())
    run("export", "--form", "-o", str(tmp_path / "form.xlsx"), "-f", str(data))
    arguments = [library, *command, "-f", str(data), "--lang", "en"]
    settings = {COPIES_IN: str(tmp_path / "kept")}
    program = [sys.executable, "-c", WITHOUT]
    ran = spawn(*arguments, folder=tmp_path, program=program, settings=settings)
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith(SENTENCE)
    assert library in ran.err.splitlines()[0]
    assert ran.err.count("\n") == 2


def test_a_missing_library_is_reported_after_the_file_is_written(tmp_path: Path) -> None:
    ran = spawn(
        *("pydantic_core", "init", "so.yaml", "--lang", "en"),
        folder=tmp_path,
        program=[sys.executable, "-c", WITHOUT],
    )
    assert (ran.code, (tmp_path / "so.yaml").is_file()) == (0, True)
    first, *reason = ran.err.splitlines()
    assert first == "Recorded, but the result could not be shown."
    assert reason[0].startswith(SENTENCE)


def test_a_missing_typer_is_reported_in_both_languages() -> None:
    ran = spawn("typer", "status", program=[sys.executable, "-c", WITHOUT])
    assert (ran.code, ran.out) == (70, "")
    assert SENTENCE in ran.err
    assert "Thiếu hoặc không nạp được một thư viện" in ran.err
    assert ran.err.count("\n") == 4


@pytest.mark.parametrize("module", ["ntmtrack.cli.typer_adapter", "ntmtrack.status.evaluate"])
def test_a_missing_module_of_our_own_is_a_bug(module: str) -> None:
    ran = spawn(
        *(module, "status", "-f", str(SMALL), "--lang", "en"),
        program=[sys.executable, "-c", WITHOUT],
    )
    assert (ran.code, ran.out) == (70, "")
    assert "library" not in ran.err
    assert "[bug]" in ran.err
    assert module in ran.err
