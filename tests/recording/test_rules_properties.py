"""What later entries and letters overrule: following the advice is never refused."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.datafile import load
from ntmtrack.directive import dates
from ntmtrack.directive import deadlines
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import MarkName
from ntmtrack.recording import planning
from ntmtrack.recording.planning import Request
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem

NOW = Moment(datetime(2024, 3, 31, 15, 0))
AT = datetime(2024, 3, 31, 8, 0, tzinfo=UTC)
ONCE = "{id: kenh, title: Kênh, owner: ba, due: 2024-04-01}"
DUTY = "{id: kenh, title: Kênh, owner: ba, repeat: {every: month, from: 2024-02-01}}"
DAYS = st.integers(min_value=10, max_value=16)
HOURS = st.sampled_from([0, 0, 8, 15])
DECIDING: tuple[MarkName, ...] = ("done", "reopened", "cancelled", "extended")
MARKS = st.sampled_from(DECIDING)
OVERRULED = (Code.OVERRULED, Code.OVERRULED_LETTER)
# The day of a deadline in April; without one the letter cancels.
ENDS = st.sampled_from([None, 5, 10, 15, 20])


def document(
    task: str, log: list[tuple[str, int, int, int | None]], letters: dict[int, int | None]
) -> Document:
    lines = [
        "format: 1",
        "directive: {number: 1-CV/ĐU, issued: 2024-02-01, issuer: Đảng ủy xã, subject: Kênh}",
        "owners: [{id: ba, name: Ba}]",
        f"tasks: [{task}]",
        "amendments:" if letters else "amendments: []",
    ]
    for day, end in letters.items():
        due = f", due: 2024-04-{end:02}" if end and task == ONCE else ", cancelled: true"
        lines.append(f"  - {{number: {day}-CV/ĐU, issued: 2024-03-{day}, tasks: [kenh]{due}}}")
    lines.append("progress:" if log else "progress: []")
    for mark, day, hour, end in log:
        to = f", to: 2024-04-{end or 3:02}" if mark == "extended" else ""
        on = f"2024-03-{day}T{hour:02}:00" if hour else f"2024-03-{day}"
        lines.append(f"  - {{task: kenh, mark: {mark}, on: {on}{to}, by: A, note: N}}")
    read, problems, _ = load.load("\n".join(lines).encode(), "so.yaml")
    assert read, problems
    return read


def refusal(read: Document, request: Request) -> Problem | None:
    try:
        planning.plan(read, request, NOW, AT)
    except NtmError as error:
        return error.problems[0]
    return None


@pytest.mark.parametrize("task", [ONCE, DUTY], ids=["once", "duty"])
@given(
    log=st.lists(st.tuples(MARKS, DAYS, HOURS, ENDS), max_size=4),
    letters=st.dictionaries(DAYS, ENDS, max_size=3),
    mark=MARKS,
    day=DAYS,
    hour=HOURS,
    end=ENDS,
)
@example(  # a letter cancels an item that would otherwise be extended after a later extension
    log=[("extended", 13, 8, None)],
    letters={10: None, 12: None},
    mark="extended",
    day=11,
    hour=0,
    end=20,
)
def test_an_entry_dated_as_advised_is_accepted_or_only_needs_its_report_named(
    task: str,
    log: list[tuple[str, int, int, int | None]],
    letters: dict[int, int | None],
    mark: MarkName,
    day: int,
    hour: int,
    end: int | None,
) -> None:
    if task == DUTY:
        log = [entry for entry in log if entry[0] != "extended"]
    read = document(task, log, letters)
    dated = datetime(2024, 3, day, hour)
    request = Request(
        mark,
        ["kenh"],
        on=dated,
        to=deadlines.parse(f"2024-04-{end or 3:02}") if mark == "extended" else None,
        by="A",
        note="N",
    )
    problem = refusal(read, request)
    if problem and problem.code in OVERRULED:
        on = dates.parse_when(problem.values["at"])
        assert on > dated
        again = refusal(read, request._replace(on=on))
        # The day decides the report of a duty; the later day may leave that open.
        assert again is None or (task == DUTY and again.code == Code.WHICH_REPORT)
