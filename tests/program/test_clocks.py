"""Two clocks, and hours that a time zone has twice: what is recorded and what `undo` takes back."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from running import Ran
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.directive import dates
from ntmtrack.directive.model import Document

HEAD = """\
format: 1
directive:
  {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã, subject: Thử, language: en}
owners: [{id: lan, name: Trần Thị Lan, kind: person}]
tasks:
  - {id: viec-a, title: A, owner: lan, due: 2024-03-31}
  - {id: viec-b, title: B, owner: lan, due: 2024-02-29}
progress:
"""
BERLIN = HEAD.replace("language: en", "language: en, timezone: Europe/Berlin")
LAN = '  - {task: viec-a, mark: done, on: 2024-02-20, by: Lan, at: "2024-02-20T17:00:00+07:00"}'
HOA = '  - {task: viec-b, mark: done, on: 2024-02-19, by: Hoa, at: "2024-02-19T09:00:00+07:00"}'
AHEAD = '  - {task: viec-a, mark: note, on: 2031-01-01, note: x, at: "2031-01-01T09:00:00+07:00"}'


class Office:
    """Record in a file at given moments of the clock."""

    def __init__(self, folder: Path, clock: pytest.MonkeyPatch) -> None:
        self.clock, self.path = clock, folder / "so.yaml"

    def begin(self, *lines: str, head: str = HEAD) -> None:
        self.path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")

    def at(self, time: str, *arguments: str) -> Ran:
        """Run a command at a UTC time."""
        now = datetime.fromisoformat(time).replace(tzinfo=UTC)
        self.clock.setattr(dates, "clock", lambda: now)
        return run(*arguments, "-f", str(self.path))

    @property
    def document(self) -> Document:
        document = load(self.path.read_bytes(), "so.yaml").document
        assert document
        return document


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path, monkeypatch)


@pytest.mark.parametrize("lines", [(LAN, HOA), (HOA, LAN)])
def test_undo_takes_back_the_entry_with_the_newest_stamp_wherever_its_line_is(
    office: Office, lines: tuple[str, ...]
) -> None:
    office.begin(*lines)
    ran = office.at("2024-02-21T02:00", "undo")
    assert "taken back: done, 20/02/2024, entered on 20/02/2024\n" in ran.out
    assert office.document.progress[-1].task == "viec-a"
    assert office.at("2024-02-21T02:01", "undo").code == 0
    assert office.document.progress[-1].task == "viec-b"


def test_an_entry_stamped_by_a_wrong_clock_is_undone_first_with_its_day(
    office: Office,
) -> None:
    office.begin(AHEAD, LAN)
    ran = office.at("2024-02-21T02:00", "undo")
    assert ran.out.startswith("viec-a: A\n  Recorded  taken back: note, 01/01/2031, ")
    assert "entered on 01/01/2031\n" in ran.out


def test_a_stamp_far_in_the_future_does_not_shift_later_stamps(office: Office) -> None:
    office.begin(AHEAD)
    assert office.at("2024-03-06T02:00", "done", "viec-b", "--on", "28/2/2024").code == 0
    newest = office.document.progress[-1]
    assert newest.at == datetime(2024, 3, 6, 2, tzinfo=UTC)
    weekly = office.at("2024-03-07T02:00", "weekly", "-F", "json")
    assert '"added_later": ["viec-b"]' in weekly.out


def test_a_stamp_slightly_in_the_future_stays_before_the_next_stamp(office: Office) -> None:
    office.begin(LAN)
    assert office.at("2024-02-20T09:56", "note", "viec-b", "x").code == 0  # four minutes behind
    stamps = [entry.at for entry in office.document.progress if entry.at]
    assert stamps == sorted(stamps)


@pytest.mark.parametrize(
    "time",
    [
        *("2024-10-26T23:55", "2024-10-27T00:05", "2024-10-27T01:30", "2024-10-27T02:05"),
        *("2024-03-31T00:59", "2024-03-31T01:00", "2024-03-31T01:30"),
    ],
)
def test_entries_can_be_recorded_in_repeated_and_skipped_hours(office: Office, time: str) -> None:
    office.begin(head=BERLIN)
    for number in (1, 2):
        assert office.at(time, "note", "viec-a", f"{number}").code == 0
    assert office.at(time, "undo").code == 0
    first = office.document.progress[0]
    assert first.at == datetime.fromisoformat(time).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "command", [("status",), ("weekly",), ("show", "viec-a"), ("note", "viec-a", "y"), ("check",)]
)
def test_every_command_warns_of_a_wrong_clock(office: Office, command: tuple[str, ...]) -> None:
    office.begin(LAN)
    assert office.at("2024-02-20T09:55", *command).err == ""  # five minutes behind
    ran = office.at("2024-02-20T09:54", *command)
    assert ran.err.startswith(
        "warning: An entry was written on 20/02/2024 17:00, but this machine's clock "
        "shows 20/02/2024 16:54: one of the two is wrong. [clocks-differ]\n"
    )
    assert (ran.code, ran.err.count("clocks-differ")) == (0, 1)


def test_reports_on_several_files_warn_of_a_wrong_clock(office: Office) -> None:
    office.begin(LAN)
    other = office.path.with_name("other.yaml")
    other.write_text(HEAD.replace("12-KH", "13-KH"), encoding="utf-8")
    ran = office.at("2024-02-20T09:00", "status", "-f", str(other))
    assert (ran.code, ran.err.count("clocks-differ")) == (0, 1)


def test_an_entry_of_a_wrong_clock_can_be_recorded_again_by_the_right_one(office: Office) -> None:
    office.begin()
    assert office.at("2031-05-05T03:00", "done", "viec-a").code == 0
    assert office.at("2024-03-20T03:00", "done", "viec-a").code == 0
    assert [entry.on.year for entry in office.document.progress] == [2031, 2024]
    assert "viec-a" not in office.at("2024-04-05T03:00", "overdue").out
    assert "[future-entry]" in office.at("2024-04-05T03:00", "check").out


@pytest.mark.parametrize(
    ("on", "at", "warns"),
    [
        ("2024-02-21", "2024-02-20T23:54:59+07:00", True),
        (
            "2024-02-21",
            "2024-02-20T23:55:00+07:00",
            False,
        ),  # five minutes may separate two good clocks
        ('"2024-02-20T17:06"', "2024-02-20T17:00:59+07:00", True),
        ('"2024-02-20T17:06"', "2024-02-20T17:01:00+07:00", False),
        ('"2024-02-20T17:06"', "2024-02-20T10:00:59+00:00", True),
        ("2024-02-19", "2024-02-20T17:00:00+07:00", False),
    ],
)
def test_check_warns_of_an_entry_stamped_before_its_day(
    office: Office, on: str, at: str, warns: bool
) -> None:
    office.begin(f'  - {{task: viec-a, mark: done, on: {on}, at: "{at}"}}')
    ran = office.at("2024-03-20T03:00", "check")
    assert (ran.code, ran.out.count("future-entry")) == (0, int(warns))
    assert office.at("2024-03-20T03:00", "status").err == ""
    assert office.at("2024-03-20T03:00", "undo").code == 0
    assert (
        office.at("2024-03-20T03:00", "check").out == ""
    )  # an entry that was taken back is not checked


def test_a_repeated_command_is_recognized_after_the_clock_was_set_back(office: Office) -> None:
    office.begin()
    assert office.at("2024-02-20T16:00", "done", "viec-a").code == 0
    assert office.at("2024-02-20T20:00", "note", "viec-a", "Đã nghiệm thu").code == 0
    assert office.at("2024-02-20T17:00", "reopen", "viec-a").code == 0
    again = office.at("2024-02-20T17:00", "reopen", "viec-a")
    assert again.code == 0, again.err
    assert "viec-a: already recorded" in again.out
