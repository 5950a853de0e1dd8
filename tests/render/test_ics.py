"""A calendar, read back by another library: how items are written, and that text stays text."""

from __future__ import annotations

import itertools
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.datafile import load
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Rule
from ntmtrack.render import ics
from ntmtrack.render.ics import plain_text
from ntmtrack.reports import agenda
from ntmtrack.reports.agenda import Agenda
from ntmtrack.reports.agenda import Series
from ntmtrack.reports.agenda import Todo
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import view
from ntmtrack.wording.words import Words

VI, EN = Words("vi"), Words("en")
HEAD = """
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy, subject: Thử}
owners:
  - {id: an, name: "Trần, Ngọc; An"}
villages:
  - {id: kim-binh, name: Kim Bình}
  - {id: che-bien, name: Chế Biển}
tasks:
"""
DAILY = """
  - id: bao-cao
    title: Báo cáo
    owner: [an]
    repeat: {every: day, at: "15:30", from: 2021-06-22}
"""


def calendar(
    tasks: str, as_of: str = "2021-07-10", *, contents: ics.Contents = "todos", head: str = HEAD
) -> bytes:
    loaded = load.load((head + tasks).encode(), "tệp.yaml")
    assert loaded.document, loaded.problems
    seen = view(loaded.document, dates.parse_as_of(as_of), Filters())
    return ics.render(agenda.make(seen, VI), VI, contents)


def read(calendar: bytes) -> Any:  # noqa: ANN401 - vobject has no types
    """Parse a calendar with another library than the one that wrote it."""
    return vobject.readOne(calendar.decode())


def only_todo(tasks: str, as_of: str = "2021-07-10", head: str = HEAD) -> Any:  # noqa: ANN401 - the same
    (todo,) = read(calendar(tasks, as_of, head=head)).vtodo_list
    return todo


def sequence(tasks: str, as_of: str = "2021-07-10") -> int:
    return int(only_todo(tasks, as_of).sequence.value)


def task(more: str) -> str:
    return f"  - {{id: ve, title: Vẽ, owner: [an], {more}}}\n"


def triggers(component: Any) -> list[timedelta]:  # noqa: ANN401 - the same
    return [alarm.trigger.value for alarm in component.contents.get("valarm", ())]


WHOLE = r"""
BEGIN:VCALENDAR
PRODID:-//ntmtrack//ntmtrack//VI
VERSION:2.0
NAME:Công văn số 1-CV/ĐU
X-WR-CALNAME:Công văn số 1-CV/ĐU
DESCRIPTION:Công văn số 1-CV/ĐU\, ngày 21/06/2021: tính đến hết
  ngày 10/07/2021
X-WR-CALDESC:Công văn số 1-CV/ĐU\, ngày 21/06/2021: tính đến hế
 t ngày 10/07/2021
BEGIN:VTODO
UID:c615563d-b5a5-5206-8e3b-4ea696318836
DTSTAMP:20210710T165900Z
SEQUENCE:1
SUMMARY:Vẽ bích họa (Chế Biển)
DESCRIPTION:Mục: 3.12\nVị trí trong văn bản: mục 3\nĐịa bàn:
  Chế Biển\nChủ trì: Trần\, Ngọc\; An\nThời hạn: trư
 ớc ngày 12/07/2021\nMinh chứng kèm theo: ảnh\nTrạng thái: đang
  thực hiện\, sắp đến hạn\, tính đến hết ngày 10/07/2021
 \nThực hiện: 3 điểm
CATEGORIES:Chế Biển,Trần\, Ngọc\; An
STATUS:IN-PROCESS
PERCENT-COMPLETE:75
DTSTART;VALUE=DATE:20210701
DUE;VALUE=DATE:20210712
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Vẽ bích họa (Chế Biển)
TRIGGER;RELATED=END:-PT16H
END:VALARM
END:VTODO
BEGIN:VEVENT
UID:05f53e9f-8787-55d5-b2be-c1255c57244f
DTSTAMP:20210710T165900Z
SEQUENCE:1
SUMMARY:Vẽ bích họa (Chế Biển)
DESCRIPTION:Mục: 3.12\nVị trí trong văn bản: mục 3\nĐịa bàn:
  Chế Biển\nChủ trì: Trần\, Ngọc\; An\nThời hạn: trư
 ớc ngày 12/07/2021\nMinh chứng kèm theo: ảnh\nTrạng thái: đang
  thực hiện\, sắp đến hạn\, tính đến hết ngày 10/07/2021
 \nThực hiện: 3 điểm
CATEGORIES:Chế Biển,Trần\, Ngọc\; An
STATUS:CONFIRMED
TRANSP:TRANSPARENT
DTSTART;VALUE=DATE:20210712
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Vẽ bích họa (Chế Biển)
TRIGGER;RELATED=START:-PT16H
END:VALARM
END:VEVENT
END:VCALENDAR
""".lstrip("\n")


def test_a_to_do_and_its_event_are_written_completely() -> None:
    text = """
  - id: bich-hoa
    title: Vẽ bích họa
    clause: "3.12"
    place: mục 3
    owner: [an]
    villages: [che-bien]
    each: village
    start: 2021-07-01
    due: 2021-07-12
    evidence: ảnh
    measures: [{id: diem, name: điểm, unit: điểm, at_least: 4}]
progress:
  - {task: bich-hoa, village: che-bien, mark: started, on: 2021-07-05, amounts: {diem: 3}}
"""
    written = calendar(text, contents="todos-and-events").decode().replace("\r\n", "\n")
    # Where the library folds lines depends on its version.
    assert written.replace("\n ", "") == WHOLE.replace("\n ", "")


def test_an_extension_moves_the_day_and_is_described() -> None:
    todo = only_todo(
        task("due: 2021-07-15")
        + "progress:\n  - {task: ve, mark: extended, on: 2021-07-08, to: 2021-07-20}\n"
    )
    assert todo.due.value == date(2021, 7, 20)
    assert todo.sequence.value == "1"
    assert "được gia hạn đến ngày 20/07/2021 (cho phép ngày 08/07/2021)" in todo.description.value


def test_undoing_an_extension_is_also_a_change() -> None:
    extended = "mark: extended, on: 2021-07-08, to: 2021-07-20"
    log = f"progress:\n  - {{task: ve, {extended}}}\n"
    undone = "  - {task: ve, mark: undone, on: 2021-07-08, undoes: extended}\n"
    base = task("due: 2021-07-15")
    assert [sequence(base), sequence(base + log), sequence(base + log + undone)] == [0, 1, 2]
    assert only_todo(base + log + undone).due.value == date(2021, 7, 15)


def test_everything_that_moves_a_day_is_a_change() -> None:
    begun = task("due: 2021-07-15") + "progress:\n  - {task: ve, mark: started, on: 2021-07-08}\n"
    assert [sequence(begun, "2021-07-07"), sequence(begun)] == [0, 1]
    amended = task("due: 2021-07-15") + (
        "amendments: [{number: 2-CV/ĐU, issued: 2021-07-08, tasks: [ve], due: 2021-07-20}]\n"
    )
    assert [sequence(amended, "2021-07-07"), sequence(amended)] == [0, 1]
    waiting = task("event: le") + "events: [{id: le, name: Lễ}]\n"
    assert [sequence(waiting), sequence(waiting.replace("Lễ", "Lễ, date: 2021-07-20"))] == [0, 1]


def test_an_occurrence_that_moves_is_a_change() -> None:
    log = "progress:\n  - {task: bao-cao, mark: done, on: 2021-06-25}\n"
    undone = "  - {task: bao-cao, mark: undone, on: 2021-06-25, undoes: done}\n"
    early = [sequence(DAILY, day) for day in ("2021-06-21", "2021-06-22T15:31", "2021-06-25")]
    assert early == [0, 1, 4]
    assert sequence(DAILY + log, "2021-06-25") == 5
    taken_back = only_todo(DAILY + log + undone, "2021-06-25")
    assert (taken_back.due.value.date(), taken_back.sequence.value) == (date(2021, 6, 22), "6")


STRICT = HEAD.replace("owners:", "settings: {deadline_reading: strict}\nowners:")


@pytest.mark.parametrize(
    ("head", "more", "day"),
    [
        (HEAD, "due: 2021-07-15", date(2021, 7, 15)),
        (HEAD, "due: 2021-07-15, due_is: by", date(2021, 7, 15)),
        (STRICT, "due: 2021-07-15", date(2021, 7, 14)),
        (STRICT, "due: 2021-07-15, due_is: by", date(2021, 7, 15)),
        (STRICT, "due: 2021-07-15, due_to: start", date(2021, 7, 15)),
    ],
)
def test_an_item_is_due_on_its_last_good_day(head: str, more: str, day: date) -> None:
    assert only_todo(task(more), head=head).due.value == day
    in_time = only_todo(task(more), f"{day}", head=head)
    late = only_todo(task(more), f"{day + timedelta(days=1)}", head=head)
    assert "đến hạn hôm nay" in in_time.description.value
    words = "chậm bắt đầu 1 ngày" if "due_to: start" in more else "quá hạn (1 ngày)"
    assert words in late.description.value


def test_a_start_is_written_only_if_it_is_before_the_deadline() -> None:
    start = only_todo(task("start: 2021-07-14, due: 2021-07-15"))
    assert (start.dtstart.value, start.due.value) == (date(2021, 7, 14), date(2021, 7, 15))
    assert "dtstart" not in only_todo(task("start: 2021-07-15, due: 2021-07-15")).contents
    assert "dtstart" not in only_todo(task("start: 2021-07-15")).contents


@pytest.mark.parametrize(
    ("more", "log", "state", "percent"),
    [
        ("due: 2021-07-15", "", "NEEDS-ACTION", None),
        ("due: 2021-07-05", "", "NEEDS-ACTION", None),
        ("standing: true", "", "NEEDS-ACTION", None),
        ("due: 2021-07-15", "started", "IN-PROCESS", None),
        ("due: 2021-07-05, due_to: start", "started", "IN-PROCESS", None),
        ("due: 2021-07-15", "done", "COMPLETED", "100"),
        ("due: 2021-07-05", "done", "COMPLETED", "100"),
        ("due: 2021-07-15", "cancelled", "CANCELLED", None),
    ],
)
def test_a_state_is_written_as_task_programs_know_it(
    more: str, log: str, state: str, percent: str | None
) -> None:
    entries = f"progress:\n  - {{task: ve, mark: {log}, on: 2021-07-09}}\n" if log else ""
    todo = only_todo(task(more) + entries)
    assert todo.status.value == state
    assert (todo.contents["percent-complete"][0].value if percent else None) == percent
    completed = [moment.value for moment in todo.contents.get("completed", ())]
    # In Vietnam the day begins while it is still the day before in UTC.
    assert completed == ([datetime(2021, 7, 8, 17, tzinfo=UTC)] if state == "COMPLETED" else [])


def test_a_begun_item_that_only_had_to_begin_has_no_deadline() -> None:
    entry = "progress:\n  - {task: ve, mark: started, on: 2021-07-09}\n"
    assert "due" not in only_todo(task("due: 2021-07-05, due_to: start") + entry).contents
    assert "due" not in only_todo(task("standing: true")).contents


@pytest.mark.parametrize(
    ("measures", "amounts", "percent"),
    [
        ("{id: a, name: a, unit: m, at_least: 4}", "a: 3", "75"),
        ("{id: a, name: a, unit: m, at_least: 3}", "a: 2", "66"),
        ("{id: a, name: a, unit: m, at_least: 4}", "a: 4", "99"),
        ("{id: a, name: a, unit: m, more_than: 4}", "a: 4", "99"),
        ("{id: a, name: a, unit: m, percent: 80}", "a: 20", "25"),
        ("{id: a, name: a, unit: m, at_most: 4}", "a: 4", "99"),
        ("{id: a, name: a, unit: m, at_most: 4}", "a: 5", "0"),
        ("{id: a, name: a, unit: m, at_most: 4}, {id: b, name: b, unit: m}", "b: 1", None),
        (
            "{id: a, name: a, unit: m, at_most: 4}, {id: b, name: b, unit: m, percent: 80}",
            "b: 80",
            "50",
        ),
        ("{id: a, name: a, unit: m, more_than: 0}", "a: 0", "0"),
        (
            "{id: a, name: a, unit: m, at_least: 2}, {id: b, name: b, unit: m, at_least: 2}",
            "a: 9",
            "50",
        ),
        ("{id: a, name: a, unit: m}, {id: b, name: b, unit: m, at_least: 2}", "b: 1", "50"),
        ("{id: a, name: a, unit: m}", "a: 3", None),
    ],
)
def test_measures_decide_the_percentage_of_completion(
    measures: str, amounts: str, percent: str | None
) -> None:
    entry = f"progress:\n  - {{task: ve, mark: note, on: 2021-07-09, amounts: {{{amounts}}}}}\n"
    todo = only_todo(task(f"due: 2021-07-15, measures: [{measures}]") + entry)
    assert [percentage.value for percentage in todo.contents.get("percent-complete", ())] == (
        [percent] if percent else []
    )


@pytest.mark.parametrize(
    ("measure", "percents"),
    [
        ("at_least: {kim-binh: 4}", [["50"], []]),
        ("at_least: {kim-binh: 4, che-bien: 8}", [["50"], ["25"]]),
        ("at_least: 4, of: all", [[], []]),
    ],
)
def test_the_percentage_of_a_share_is_relative_to_its_own_goal(
    measure: str, percents: list[list[str]]
) -> None:
    own = f"measures: [{{id: a, name: a, unit: m, {measure}}}]"
    tasks = task(f"villages: all, each: village, due: 2021-07-15, {own}") + "progress:\n"
    for village in ("kim-binh", "che-bien"):
        tasks += (
            f"  - {{task: ve, village: {village}, mark: note, on: 2021-07-09, amounts: {{a: 2}}}}\n"
        )
    todos = read(calendar(tasks)).vtodo_list
    completed = [todo.contents.get("percent-complete", ()) for todo in todos]
    assert [[percentage.value for percentage in values] for values in completed] == percents


@pytest.mark.parametrize(
    ("as_of", "mornings"),
    [
        ("2021-07-05", [(12, 8), (14, 8)]),
        ("2021-07-12T07:59", [(12, 8), (14, 8)]),
        ("2021-07-12T08:00", [(14, 8)]),
        ("2021-07-14", []),
        ("2021-07-20", []),
    ],
)
def test_reminders_are_on_mornings_that_are_still_ahead(
    as_of: str, mornings: list[tuple[int, int]]
) -> None:
    written = read(calendar(task("due: 2021-07-15"), as_of, contents="todos-and-events"))
    expected = [datetime(2021, 7, day, hour) for day, hour in mornings]
    for component in (*written.vtodo_list, *written.vevent_list):
        assert [datetime(2021, 7, 15) + trigger for trigger in triggers(component)] == expected
    done = only_todo(
        task("due: 2021-07-15") + "progress:\n  - {task: ve, mark: done, on: 2021-07-02}\n", as_of
    )
    assert triggers(done) == []


@pytest.mark.parametrize(
    ("repeat", "dues"),
    [
        ("every: day, at: '15:30', from: 2021-06-22", ["22 15:30", "23 15:30"]),
        ("every: day, from: 2021-06-22", ["22 23:59", "23 23:59"]),
        ("every: day, at: '0:00', from: 2021-06-22", ["22 00:00", "23 00:00"]),
        ("every: week, on: tue, from: 2021-06-21", ["22 23:59", "29 23:59"]),
        ("every: day, from: 2021-06-22, until: 2021-06-23", ["22 23:59", "23 23:59"]),
        ("every: day, from: 2021-06-22, until: 2021-06-22", ["22 23:59"]),
        ("every: week, on: fri, at: '9:00', from: 2021-06-22, until: 2021-07-01", ["25 09:00"]),
    ],
)
def test_a_recurring_item_is_due_at_each_occurrence(repeat: str, dues: list[str]) -> None:
    written = read(
        calendar(task(f"repeat: {{{repeat}}}"), "2021-06-21", contents="todos-and-events")
    )
    (todo,), (event,) = written.vtodo_list, written.vevent_list
    expected = [datetime.strptime(f"2021-06-{due}", "%Y-%m-%d %H:%M") for due in dues]  # noqa: DTZ007 - local
    begins = [start.replace(tzinfo=None) for start in occurrences(todo, 2)]
    length = todo.due.value - todo.dtstart.value
    assert length > timedelta()
    assert [start + length for start in begins] == expected
    assert [start.date() for start in occurrences(event, 2)] == [start.date() for start in expected]
    assert todo.due.value.utcoffset() == timedelta(hours=7)


def occurrences(component: Any, most: int) -> list[datetime]:  # noqa: ANN401 - the same
    return [start for _, start in zip(range(most), component.rruleset, strict=False)]


@pytest.mark.parametrize(
    ("log", "as_of", "first"),
    [
        ("", "2021-06-25", date(2021, 6, 22)),
        ("done, on: 2021-06-22", "2021-06-25", date(2021, 6, 23)),
        ("done, on: 2021-06-25", "2021-06-25", date(2021, 6, 26)),
    ],
)
def test_a_series_begins_after_the_newest_report(log: str, as_of: str, first: date) -> None:
    entry = f"progress:\n  - {{task: bao-cao, mark: {log}}}\n" if log else ""
    todo = only_todo(f"{DAILY}\n{entry}", as_of)
    assert todo.due.value.date() == first
    assert todo.rrule.value == "FREQ=DAILY"


@pytest.mark.parametrize(
    ("until", "log", "state"),
    [
        ("", "cancelled, on: 2021-06-24", "CANCELLED"),
        (", until: 2021-06-24", "done, on: 2021-06-24", "COMPLETED"),
    ],
)
def test_a_series_that_is_over_has_no_recurrence_rule(until: str, log: str, state: str) -> None:
    repeat = f"repeat: {{every: day, from: 2021-06-22{until}}}"
    todo = only_todo(f"{task(repeat)}progress:\n  - {{task: ve, mark: {log}}}\n")
    assert todo.status.value == state
    assert "rrule" not in todo.contents


@pytest.mark.parametrize(
    ("repeat", "before"),
    [
        ("every: day, at: '15:30', from: 2021-06-22", ["0 14:30"]),
        ("every: day, at: '0:30', from: 2021-06-22", ["-1 23:30"]),
        ("every: day, from: 2021-06-22", []),
        ("every: week, on: fri, at: '9:00', from: 2021-06-22", ["-3 08:00", "-1 08:00"]),
        ("every: week, on: fri, from: 2021-06-22", ["-3 08:00", "-1 08:00"]),
    ],
)
def test_recurring_items_have_reminders_before_each_occurrence(
    repeat: str, before: list[str]
) -> None:
    written = read(
        calendar(task(f"repeat: {{{repeat}}}"), "2021-06-21", contents="todos-and-events")
    )
    (todo,), (event,) = written.vtodo_list, written.vevent_list
    day = todo.due.value.replace(tzinfo=None)
    for start, component in ((day, todo), (datetime.combine(event.dtstart.value, time()), event)):
        reminders = [start + trigger for trigger in triggers(component)]
        assert [
            f"{(reminder.date() - day.date()).days} {reminder:%H:%M}" for reminder in reminders
        ] == before


@pytest.mark.parametrize(
    ("zone", "offset"), [("Asia/Ho_Chi_Minh", 7), ("America/New_York", -4), ("UTC", 0)]
)
def test_times_are_in_the_time_zone_of_the_directive(zone: str, offset: int) -> None:
    head = HEAD.replace("subject: Thử", f"subject: Thử, timezone: {zone}")
    todo = only_todo(DAILY, "2021-07-10T08:00", head=head)
    assert todo.due.value.utcoffset() == timedelta(hours=offset)
    assert todo.dtstamp.value == datetime(2021, 7, 10, 8 - offset, tzinfo=UTC)
    assert ("BEGIN:VTIMEZONE" in calendar(DAILY, head=head).decode()) == (zone != "UTC")


def test_uids_of_items_are_stable_and_reveal_nothing() -> None:
    def uids(head: str, as_of: str, title: str) -> list[str]:
        text = f"  - {{id: ve, title: {title}, owner: [an], due: 2021-07-15}}\n{DAILY}"
        written = read(calendar(text, as_of, head=head, contents="todos-and-events"))
        return [component.uid.value for component in (*written.vtodo_list, *written.vevent_list)]

    first = uids(HEAD, "2021-07-01", "Vẽ")
    assert first == uids(HEAD, "2021-07-20", "Vẽ lại")
    assert first[0] == "b1e44afa-f7f2-5d40-be7b-ac63eb64e812"
    other = uids(HEAD.replace("1-CV", "2-CV"), "2021-07-01", "Vẽ")
    assert len({*first, *other}) == 8


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("2021-06-21", "2020-06-21", False),
        ("issuer: Đảng ủy", "issuer: Đảng ủy xã khác", False),
        ("issuer: Đảng ủy", "issuer: Đang ủy", False),
        ("issuer: Đảng ủy", "issuer: ĐẢNG UỶ", True),
        ("1-CV/ĐU", "1-cv/đu", True),
        ("subject: Thử", "subject: Khác", True),
    ],
)
def test_uids_depend_on_issuer_number_and_year(old: str, new: str, same: object) -> None:
    assert old in HEAD
    uids = [
        only_todo(task("due: 2021-07-15"), head=head).uid.value
        for head in (HEAD, HEAD.replace(old, new))
    ]
    assert (uids[0] == uids[1]) == same


@pytest.mark.parametrize(
    ("mark", "status", "summary"),
    [
        ("started", "CONFIRMED", "Vẽ"),
        ("done", "CANCELLED", "Vẽ: hoàn thành đúng hạn"),
        ("cancelled", "CANCELLED", "Vẽ: hủy"),
    ],
)
def test_a_finished_item_is_marked_in_the_calendar(mark: str, status: str, summary: str) -> None:
    entry = f"progress:\n  - {{task: ve, mark: {mark}, on: 2021-07-09}}\n"
    written = read(calendar(task("due: 2021-07-15") + entry, contents="todos-and-events"))
    (todo,), (event,) = written.vtodo_list, written.vevent_list
    assert (event.status.value, event.summary.value) == (status, summary)
    assert todo.summary.value == "Vẽ"


def test_the_summary_of_a_share_names_its_owner() -> None:
    head = HEAD.replace("villages:", "  - {id: binh, name: Bình}\nvillages:")
    shares = "  - {id: ve, title: Vẽ, owner: [an, binh], each: owner, due: 2021-07-15}\n"
    todos = read(calendar(shares, head=head)).vtodo_list
    assert [todo.summary.value for todo in todos] == ["Vẽ (Trần, Ngọc; An)", "Vẽ (Bình)"]


def test_a_description_names_the_day_of_its_status() -> None:
    late = only_todo(task("due: 2021-07-05, evidence: photo")).description.value
    assert "Trạng thái: quá hạn (5 ngày), tính đến hết ngày 10/07/2021" in late
    assert "Minh chứng kèm theo: hình ảnh" in late
    assert "photo" not in late


def test_the_same_moment_gives_the_same_bytes() -> None:
    text = task("due: 2021-07-15") + DAILY
    assert calendar(text, contents="todos-and-events") == calendar(
        text, contents="todos-and-events"
    )


texts = st.one_of(
    st.text(st.characters(), max_size=90),
    st.text(
        'à\u1ec7\U0001f600,;:\\"^n\r\n\t\x00\x1b\x85\u2028\u202e\ud800BEGIN:VEVENT', max_size=90
    ),
    st.sampled_from(["\r\nATTACH:http://x.example", "\\n\\,\\;", "x\r\nEND:VTODO\r\n", "a" * 200]),
)
numbers = st.one_of(st.text(max_size=40), st.text(",;\\:\r\nX", max_size=5))
todos = st.builds(
    Todo,
    key=st.just("ve@kim-binh"),
    summary=texts,
    description=st.lists(texts, max_size=3),
    categories=st.lists(texts.filter(str.strip), min_size=1, max_size=3),
    state=st.just("NEEDS-ACTION"),
    start=st.none(),
    due=st.just(date(2021, 7, 15)),
    done=st.none(),
    percent=st.none(),
    outcome=st.none() | texts,
    changes=st.just(0),
    series=st.sampled_from(
        [
            None,
            Series(
                datetime(2021, 7, 15, 15, 30),
                Rule("week", date(2021, 7, 1), ((0, 3),)),
                date(2021, 8, 1),
            ),
        ]
    ),
    alarms=st.just([timedelta(days=-1)]),
)


@given(todos, numbers, st.sampled_from([VI, EN]))
def test_any_text_stays_the_text_of_its_property(todo: Todo, number: str, words: Words) -> None:
    directive = Directive(number, date(2021, 6, 21), issuer="", subject="")
    agenda_ = Agenda(number, [number], directive, Moment(datetime(2021, 7, 1)), [todo])
    written = ics.render(agenda_, words, "todos-and-events")
    lines = written.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode().isprintable() for line in lines)
    parsed = read(written)
    (read_todo,), (event,) = parsed.vtodo_list, parsed.vevent_list
    common = {
        "uid",
        "dtstamp",
        "sequence",
        "summary",
        "description",
        "categories",
        "status",
        "valarm",
    }
    times = {"dtstart", "rrule"} if todo.series else set()
    assert set(read_todo.contents) == common | {"due"} | times
    assert set(event.contents) == common | {"transp", "dtstart"} | (times & {"rrule"})
    outcome = f": {todo.outcome}" if todo.outcome else ""
    assert read_todo.summary.value == plain_text(todo.summary)
    assert event.summary.value == plain_text(todo.summary + outcome)
    for component in (read_todo, event):
        assert component.description.value == "\n".join(map(plain_text, todo.description))
        assert component.categories.value == [plain_text(category) for category in todo.categories]
        assert component.valarm.description.value == plain_text(todo.summary)
    for name in ("name", "x-wr-calname", "description", "x-wr-caldesc"):
        (property_,) = parsed.contents[name]
        assert property_.value == plain_text(number)


def test_a_backslash_n_in_a_path_is_not_a_line_break() -> None:
    assert plain_text(r"C:\Nam\nay") == "C:＼Nam\\nay"  # noqa: RUF001 - a backslash that looks alike
    assert icalendar.vText(plain_text(r"C:\Nam")).to_ical().decode() == "C:＼Nam"  # noqa: RUF001


@pytest.mark.parametrize(
    ("when", "last_good_days"),
    [
        ("every: month, on: 20", ["2021-07-19", "2021-08-19", "2021-09-19"]),
        ("every: month, on: 1", ["2021-07-31", "2021-08-31", "2021-09-30"]),
        ("every: week, on: mon", ["2021-07-11", "2021-07-18", "2021-07-25"]),
        ('every: month, on: 20, at: "15:30"', ["2021-07-20", "2021-08-20", "2021-09-20"]),
    ],
)
@pytest.mark.parametrize("kind", ["vtodo", "vevent"])
def test_a_strict_reading_puts_a_duty_on_the_day_before(
    when: str, last_good_days: list[str], kind: str
) -> None:
    duty = (
        "  - {id: bao-cao, title: Báo cáo, owner: [an], due_is: before,"
        f" repeat: {{{when}, from: 2021-07-10}}}}\n"
    )
    head = HEAD.replace("owners:", "settings: {deadline_reading: strict}\nowners:")
    component = getattr(read(calendar(duty, contents="todos-and-events", head=head)), kind)
    assert (
        str(component.due.value if kind == "vtodo" else component.dtstart.value)[:10]
        == (last_good_days[0])
    )
    days = [str(day)[:10] for day in itertools.islice(component.getrruleset(addRDate=True), 3)]
    assert days == last_good_days
