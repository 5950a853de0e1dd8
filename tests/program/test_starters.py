"""A new file from `init` passes every check and shows each way to set a deadline."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import HERE
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language

STARTERS = HERE.parent / "src" / "ntmtrack" / "starters"
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_a_new_file_passes_every_check(language: Language, tmp_path: Path) -> None:
    run("init", "viec.yaml", "--lang", language, folder=tmp_path)
    checked = run("check", "--strict", "--coverage", "-f", "viec.yaml", folder=tmp_path)
    assert (checked.code, checked.out) == (0, "")


@each_language
def test_a_new_file_shows_every_way_to_set_a_deadline(language: Language) -> None:
    document = load((STARTERS / f"{language}.yaml").read_bytes(), "a.yaml").document
    assert document
    tasks = document.tasks.values()
    dues = [task.due for task in tasks if task.due]
    assert any(due.is_day for due in dues)
    assert any(due.time for due in dues)
    assert any(due.period for due in dues)
    assert any(task.event and task.event_days for task in tasks)
    assert any(task.no_date for task in tasks)
    rules = [rule.every for task in tasks if task.repeat for rule in task.repeat.rules]
    assert rules == ["week", "month"]
    assert any(measure.by_village for task in tasks for measure in task.measures)
