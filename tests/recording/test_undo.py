"""What undo takes back: the newest command as a whole, or the newest entry that matches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from datetime import datetime

import pytest

from ntmtrack.datafile.load import load
from ntmtrack.directive.log import not_undone
from ntmtrack.directive.model import Document
from ntmtrack.recording import undo
from ntmtrack.recording.undo import UndoFilter
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError

NOW = datetime(2021, 7, 1, 8, 0, tzinfo=UTC)
HEAD = """\
format: 1
directive: {number: 7-CV/ĐU, issued: 2021-06-01, issuer: Đảng ủy xã, subject: Chỉnh trang}
villages:
  - {id: go-me, name: Gò Me}
  - {id: ben-da, name: Bến Đá}
owners: [{id: hoi, name: Hội Phụ nữ, kind: body}]
tasks:
  - {id: don, title: Dọn, owner: [hoi], villages: all, each: village, due: 2021-07-10}
  - {id: ve, title: Vẽ, owner: [hoi], due: 2021-07-11}
progress:
"""
FIRST, SECOND = '"2021-06-10T08:00:00+07:00"', '"2021-06-11T08:00:00+07:00"'
TWO_OF_ONE_COMMAND = f"""\
  - {{task: don, village: go-me, mark: note, on: 2021-06-10, note: a, at: {FIRST}}}
  - {{task: don, village: go-me, mark: done, on: 2021-06-11, by: Lê Thị B, at: {SECOND}}}
  - {{task: don, village: ben-da, mark: done, on: 2021-06-11, by: Lê Thị B, at: {SECOND}}}
"""
BY_HAND = """\
  - {task: ve, mark: started, on: 2021-06-12}
  - {task: don, village: go-me, mark: note, on: 2021-06-13, note: b}
"""


def document(log: str) -> Document:
    read, problems, _ = load((HEAD + log).encode(), "viec.yaml")
    assert read, problems
    return read


def taken_back(
    log: str,
    tasks: Sequence[str] = (),
    villages: Sequence[str] = (),
    by: str | None = None,
) -> list[tuple[str, str | None, str]]:
    """Return the task, the village and the target of each planned undone entry."""
    undone = undo.plan(document(log), UndoFilter(tasks, villages, by), NOW)
    assert {entry.mark for entry in undone} == {"undone"}
    return [
        (
            entry.task,
            entry.village,
            entry.undoes if isinstance(entry.undoes, str) else f"{entry.undoes:%d/%m}",
        )
        for entry in undone
    ]


def test_undo_takes_back_the_whole_newest_command_and_no_entries_by_hand() -> None:
    both = [("don", "go-me", "11/06"), ("don", "ben-da", "11/06")]
    assert taken_back(TWO_OF_ONE_COMMAND + BY_HAND) == both
    with pytest.raises(NtmError) as error:
        taken_back(BY_HAND)
    assert error.value.problems[0].code == Code.NOTHING_TO_UNDO


def test_entries_by_hand_are_taken_back_one_at_a_time_if_named() -> None:
    log = TWO_OF_ONE_COMMAND + BY_HAND
    assert taken_back(log, ["ve"]) == [("ve", None, "started")]
    assert taken_back(log, ["don"]) == [("don", "go-me", "note")]
    assert taken_back(log, ["don@ben-da"]) == [("don", "ben-da", "11/06")]
    assert taken_back(BY_HAND, ["don", "ve"]) == [("don", "go-me", "note")]


def test_a_narrowed_undo_leaves_the_other_entries_of_the_command() -> None:
    log = TWO_OF_ONE_COMMAND
    assert taken_back(log, villages=["Bến Đá"]) == [("don", "ben-da", "11/06")]
    assert len(taken_back(log, by="le thi b")) == 2
    with pytest.raises(NtmError) as error:
        taken_back(log, by="Lê Thị C")
    assert error.value.problems[0].code == Code.NOTHING_TO_UNDO_NARROW


def test_a_line_doubled_by_a_merge_is_taken_back_once() -> None:
    last = TWO_OF_ONE_COMMAND.splitlines(keepends=True)[-1]
    assert len(taken_back(TWO_OF_ONE_COMMAND + last)) == 2


def test_undoing_a_report_by_hand_takes_back_the_report_of_its_week() -> None:
    """Both reports came on one day: only the week distinguishes them."""
    rhythm = "{every: week, on: fri, from: 2021-06-04}"
    task = f"  - {{id: tuan, title: Tuần, owner: hoi, repeat: {rhythm}}}\n"
    weekly = HEAD.replace("progress:", f"{task}progress:")
    reports = (
        "  - {task: tuan, mark: done, on: 2021-06-14, for: 2021-06-11}\n"
        "  - {task: tuan, mark: done, on: 2021-06-14, for: 2021-06-18}\n"
    )
    read = load((weekly + reports).encode(), "viec.yaml").document
    assert read
    after = read.with_entries(undo.plan(read, UndoFilter(("tuan",)), NOW))
    assert [str(entry.for_) for entry in not_undone(after.progress)] == ["2021-06-11"]
