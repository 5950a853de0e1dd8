"""Single rules of planning: the time of writing, the present moment, and who was reminded."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.recording import planning
from ntmtrack.recording.planning import Request
from ntmtrack.status.evaluate import evaluate
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError

AT = datetime(2021, 7, 1, 8, 0, tzinfo=UTC)
NOW = Moment(datetime(2021, 7, 1, 15, 0))
HEAD = """\
format: 1
directive: {number: 7-CV/ĐU, issued: 2021-06-01, issuer: Đảng ủy xã, subject: Chỉnh trang}
owners:
  - {id: hoi, name: Hội Phụ nữ, kind: body}
  - {id: doan, name: Đoàn xã, kind: body}
tasks: [{id: ve, title: Vẽ, owner: [hoi, doan], due: 2021-06-11}]
"""


def document(log: str) -> Document:
    read, problems, _ = load(
        (HEAD + (f"progress:\n{log}" if log else "progress: []\n")).encode(), "viec.yaml"
    )
    assert read, problems
    return read


def stamped(at: datetime) -> Document:
    return document(
        f'- {{task: ve, mark: note, on: 2021-06-10, note: a, at: "{at.isoformat()}"}}\n'
    )


def test_a_time_of_writing_is_new_and_later_than_all_but_those_of_a_wrong_clock() -> None:
    just_now, ahead = AT + timedelta(seconds=20), AT + timedelta(days=1)
    assert planning.next_stamp(stamped(AT - timedelta(hours=1)), AT) == AT
    assert AT < planning.next_stamp(stamped(AT), AT) < AT + timedelta(minutes=1)
    assert just_now < planning.next_stamp(stamped(just_now), AT) < just_now + timedelta(minutes=1)
    assert planning.next_stamp(stamped(ahead), AT) == AT


@pytest.mark.parametrize(("minutes", "is_allowed"), [(-1, True), (0, True), (1, False)])
def test_only_what_has_happened_is_recorded(minutes: int, *, is_allowed: bool) -> None:
    on = NOW.at + timedelta(minutes=minutes)
    request = Request(mark="done", tasks=["ve"], on=on)
    if is_allowed:
        (entry,) = planning.plan(document(""), request, NOW, AT).entries
        assert entry.on == on
        return
    with pytest.raises(NtmError) as error:
        planning.plan(document(""), request, NOW, AT)
    assert error.value.problems[0].code == Code.FUTURE_DAY


@pytest.mark.parametrize(
    ("log", "reminded", "whom"),
    [
        ("", ("hoi", "doan"), [()]),
        ("", ("doan",), [("doan",)]),
        ("- {task: ve, mark: reminded, on: 2021-07-01, whom: [hoi]}", ("hoi", "doan"), [("doan",)]),
        ("- {task: ve, mark: reminded, on: 2021-06-30, whom: [hoi]}", ("hoi", "doan"), [()]),
        ("- {task: ve, mark: reminded, on: 2021-07-01}", ("hoi", "doan"), []),
    ],
)
def test_each_lead_is_noted_as_reminded_once_a_day(
    log: str, reminded: tuple[str, ...], whom: list[tuple[str, ...]]
) -> None:
    read = document(log)
    (item,) = evaluate(read, NOW)
    owners = [read.owners[id_] for id_ in reminded]
    entries = planning.reminders(read, [(item, owners)], NOW, AT)
    assert [entry.whom for entry in entries] == whom
