"""A repeated command is news on another day; on the same day it adds nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from running import Ran
from running import run

from ntmtrack.directive import dates
from ntmtrack.wording.problem import Exit

DIRECTIVE = """\
format: 1
directive: {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã, subject: Thử, language: en}
owners: [{id: lan, name: Trần Thị Lan, kind: person}]
tasks:
  - {id: viec-b, title: B, owner: lan, due: 2024-02-29, measures: [{id: ho, name: hộ, unit: hộ}]}
  - {id: tuan, title: Báo cáo tuần, owner: lan, repeat: {every: week, on: fri, from: 2024-02-02}}
progress: []
"""


class Office:
    """Record in a file at given times of the clock."""

    def __init__(self, folder: Path, clock: pytest.MonkeyPatch) -> None:
        self.clock, self.path = clock, folder / "so.yaml"
        self.path.write_text(DIRECTIVE, encoding="utf-8")

    def on(self, time: str, *arguments: str) -> Ran:
        now = datetime.fromisoformat(f"{time}+07:00")
        self.clock.setattr(dates, "clock", lambda: now)
        return run(*arguments, "-f", str(self.path))

    @property
    def lines(self) -> int:
        return self.path.read_text(encoding="utf-8").count("mark:")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path, monkeypatch)


def test_the_same_obstacle_two_weeks_later_is_a_new_entry(office: Office) -> None:
    command = ("obstacle", "viec-b", "Thiếu kinh phí", "--by", "Lan")
    assert office.on("2024-02-06T09:00", *command).code == 0
    again = office.on("2024-02-06T16:00", *command)
    assert again.out == (
        "viec-b: already recorded, nothing was added: obstacle, 06/02/2024 09:00, Lan.\n"
    )
    assert office.lines == 1
    assert office.on("2024-02-20T09:00", *command).code == 0
    assert office.lines == 2
    weekly = office.on("2024-02-20T10:00", "weekly").out
    obstacles = weekly.partition("III. OBSTACLES")[2].partition("IV.")[0]
    assert "Thiếu kinh phí" in obstacles
    assert "for 7 days or more\n- Trần Thị Lan: 1 item.\n" in weekly  # the duty alone


@pytest.mark.parametrize(
    "words",
    [("note", "viec-b", "Đã họp"), ("start", "viec-b"), ("note", "viec-b", "x", "--amount", "3")],
)
def test_other_news_can_be_repeated_on_another_day_too(
    office: Office, words: tuple[str, ...]
) -> None:
    for day, lines in (("05", 1), ("05", 1), ("06", 2), ("07", 3)):
        assert office.on(f"2024-02-{day}T09:00", *words).code == 0
        assert office.lines == lines


def test_news_at_another_hour_is_a_new_entry(office: Office) -> None:
    words = ("note", "viec-b", "Đã họp", "--on")
    for hour, lines in (("T08:00", 1), ("T09:00", 2), ("T09:00", 2), ("", 2)):
        assert office.on("2024-02-05T10:00", *words, f"2024-02-05{hour}").code == 0
        assert office.lines == lines


def test_a_task_that_is_done_cannot_be_done_again_on_another_day(office: Office) -> None:
    assert office.on("2024-02-05T09:00", "done", "viec-b", "--by", "Lan").code == 0
    assert office.on("2024-02-05T10:00", "done", "viec-b", "--by", "Lan").code == 0
    ran = office.on("2024-02-06T09:00", "done", "viec-b", "--by", "Lan")
    assert ran.code == Exit.USAGE
    assert ran.err.startswith("viec-b is already done (05/02/2024 09:00, Lan). [finished]\n")
    assert office.lines == 1


def test_a_report_that_was_submitted_cannot_be_submitted_again_on_another_day(
    office: Office,
) -> None:
    command = ("done", "tuan", "--for", "2024-02-02", "--by", "Lan")
    assert office.on("2024-02-02T09:00", *command).code == 0
    assert office.on("2024-02-02T10:00", *command).code == 0
    ran = office.on("2024-02-03T09:00", *command)
    assert ran.code == Exit.USAGE
    assert "the report of 02/02/2024 has already come in (02/02/2024 09:00, Lan)." in ran.err
    assert office.lines == 1
