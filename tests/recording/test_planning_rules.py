"""Single rules of planning: stamps, future days, reminders, repetitions and occurrences."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

import pytest

from ntmtrack.datafile.load import load
from ntmtrack.directive import deadlines
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import MarkName
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
tasks:
  - {id: ve, title: Vẽ, owner: [hoi, doan], due: 2021-06-11}
"""


def document(log: str, villages: str = "", *tasks: str) -> Document:
    lines = [HEAD + "".join(f"  - {task}\n" for task in tasks), villages]
    lines.append(f"progress:\n{log}" if log else "progress: []\n")
    read, problems, _ = load("\n".join(lines).encode(), "viec.yaml")
    assert read, problems
    return read


def stamped(at: datetime) -> Document:
    return document(
        f'- {{task: ve, mark: note, on: 2021-06-10, note: a, at: "{at.isoformat()}"}}\n'
    )


def test_a_stamp_is_unique_and_later_than_all_except_those_of_a_wrong_clock() -> None:
    just_now, ahead = AT + timedelta(seconds=20), AT + timedelta(days=1)
    assert planning.next_stamp(stamped(AT - timedelta(hours=1)), AT) == AT
    assert AT < planning.next_stamp(stamped(AT), AT) < AT + timedelta(minutes=1)
    assert just_now < planning.next_stamp(stamped(just_now), AT) < just_now + timedelta(minutes=1)
    assert planning.next_stamp(stamped(ahead), AT) == AT


@pytest.mark.parametrize(("minutes", "is_allowed"), [(-1, True), (0, True), (1, False)])
def test_an_entry_in_the_future_is_refused(minutes: int, *, is_allowed: bool) -> None:
    on = NOW.at + timedelta(minutes=minutes)
    request = Request(mark="done", tasks=["ve"], on=on)
    if is_allowed:
        (entry,) = planning.plan(document(""), request, NOW, AT).entries
        assert entry.on == on
        return
    with pytest.raises(NtmError) as error:
        planning.plan(document(""), request, NOW, AT)
    assert error.value.problems[0].code == Code.FUTURE_DAY


TAKEN_BACK = """\
- {task: ve, mark: reminded, on: 2021-07-01}
- {task: ve, mark: undone, undoes: reminded, on: 2021-07-01}"""


@pytest.mark.parametrize(
    ("log", "reminded", "whom"),
    [
        ("", ("hoi", "doan"), [()]),
        ("", ("doan",), [("doan",)]),
        ("- {task: ve, mark: reminded, on: 2021-07-01, whom: [hoi]}", ("hoi", "doan"), [("doan",)]),
        ("- {task: ve, mark: reminded, on: 2021-06-30, whom: [hoi]}", ("hoi", "doan"), [()]),
        ("- {task: ve, mark: reminded, on: 2021-07-01}", ("hoi", "doan"), []),
        (TAKEN_BACK, ("hoi", "doan"), [()]),
    ],
)
def test_each_lead_is_recorded_as_reminded_once_a_day(
    log: str, reminded: tuple[str, ...], whom: list[tuple[str, ...]]
) -> None:
    loaded = document(log)
    (item,) = evaluate(loaded, NOW)
    owners = [loaded.owners[id_] for id_ in reminded]
    entries = planning.reminders(loaded, [(item, owners)], NOW, AT)
    assert [entry.whom for entry in entries] == whom


def test_a_reminder_of_a_share_names_its_village_or_owner() -> None:
    read = document(
        "",
        "villages: [{id: an, name: Thôn An}]",
        "{id: cua, title: Của, owner: [hoi, doan], each: owner, due: 2021-06-11}",
        "{id: thon, title: Thôn, owner: hoi, villages: all, each: village, due: 2021-06-11}",
    )
    items = {item.key: item for item in evaluate(read, NOW)}
    reminded = [planning.reminder(items[key], NOW, AT) for key in ("cua@doan", "thon@an", "ve")]
    assert [(entry.task, entry.village, entry.owner) for entry in reminded] == [
        ("cua", None, "doan"),
        ("thon", "an", None),
        ("ve", None, None),
    ]


@pytest.mark.parametrize(("day", "is_warned"), [("2021-05-31", True), ("2021-06-01", False)])
def test_an_entry_before_the_directive_gets_a_warning(day: str, *, is_warned: bool) -> None:
    request = Request(mark="done", tasks=["ve"], on=datetime.fromisoformat(day))
    warnings = planning.plan(document(""), request, NOW, AT).warnings
    assert [each.code for each in warnings] == [Code.ENTRY_BEFORE_DIRECTIVE_COMMAND] * is_warned


MEASURED = (
    "{id: dem, title: Đếm, owner: hoi, due: 2021-06-11, measures: [{id: ho, name: hộ, unit: hộ}]}"
)


@pytest.mark.parametrize(("figure", "warned"), [("ho=6", 0), ("ho=3", 1)])
def test_only_doubts_about_the_new_entry_are_reported(figure: str, warned: int) -> None:
    """The falling figure that is already in the log is not reported again."""
    read = document(
        "- {task: dem, mark: note, on: 2021-06-10, amounts: {ho: 5}}\n"
        "- {task: dem, mark: note, on: 2021-06-11, amounts: {ho: 4}}",
        "",
        MEASURED,
    )
    on = datetime(2021, 6, 12)
    request = Request(mark="note", tasks=["dem"], on=on, amounts=[figure])
    assert len(planning.plan(read, request, NOW, AT).warnings) == warned


@pytest.mark.parametrize(("by", "note"), [("A", None), (None, "Mưa"), (None, None)])
@pytest.mark.parametrize(
    ("mark", "code"), [("extended", Code.EXTEND_WHY), ("cancelled", Code.CANCEL_WHY)]
)
def test_extending_and_cancelling_need_a_name_and_a_reason(
    mark: MarkName, code: Code, by: str | None, note: str | None
) -> None:
    with pytest.raises(NtmError) as error:
        planning.plan(document(""), Request(mark, ["ve"], by=by, note=note), NOW, AT)
    assert error.value.problems[0].code == code


@pytest.mark.parametrize(
    ("mark", "more", "is_allowed"),
    [
        ("note", {}, False),
        ("note", {"note": "A"}, True),
        ("note", {"evidence": ["a.jpg"]}, True),
        ("note", {"amounts": ["ho=3"]}, True),
        ("obstacle", {}, False),
        ("obstacle", {"evidence": ["a.jpg"]}, False),
        ("obstacle", {"amounts": ["ho=3"]}, False),
        ("obstacle", {"note": "A"}, True),
    ],
)
def test_a_note_needs_content_and_an_obstacle_needs_words(
    mark: MarkName, more: dict[str, Any], *, is_allowed: bool
) -> None:
    request, read = Request(mark, ["dem"], **more), document("", "", MEASURED)
    if is_allowed:
        assert len(planning.plan(read, request, NOW, AT).entries) == 1
        return
    with pytest.raises(NtmError) as error:
        planning.plan(read, request, NOW, AT)
    assert error.value.problems[0].code == Code.NO_WORDS


@pytest.mark.parametrize(
    "request_of_one",
    [
        Request("nothing", ["ve"]),
        Request("excused", ["ve"], note="A"),
        Request("done", ["ve"], for_names=[date(2021, 6, 10)]),
    ],
)
def test_a_one_off_item_has_no_occurrences(request_of_one: Request) -> None:
    with pytest.raises(NtmError) as error:
        planning.plan(document(""), request_of_one, NOW, AT)
    assert error.value.problems[0].code == Code.NOT_RECURRING_COMMAND


REPEATED = "{id: tuan, title: Tuần, owner: hoi, repeat: {every: week, on: fri, from: 2021-06-04}}"


def test_cancelling_a_duty_again_with_the_same_words_is_a_repetition() -> None:
    read = document("- {task: tuan, mark: cancelled, on: 2021-06-15, by: A, note: N}", "", REPEATED)
    request = Request("cancelled", ["tuan"], on=datetime(2021, 6, 15), by="A", note="N")
    change = planning.plan(read, request, NOW, AT)
    assert (len(change.entries), len(change.repeated)) == (0, 1)
    with pytest.raises(NtmError) as error:
        planning.plan(read, request._replace(note="M"), NOW, AT)
    assert error.value.problems[0].code == Code.FINISHED_CANCELLED


@pytest.mark.parametrize("newest_at", ["08:00", "10:00"])
def test_an_entry_that_repeats_the_newest_or_the_last_one_is_not_written(newest_at: str) -> None:
    """The order of lines and of their stamps may differ, as a clock may have been wrong."""
    read = document(
        f"- {{task: ve, mark: note, on: 2021-06-10, note: A, at: 2021-06-10T{newest_at}Z}}\n"
        "- {task: ve, mark: note, on: 2021-06-10, note: B, at: 2021-06-10T09:00Z}"
    )
    for note, is_repeated in (("A", newest_at == "10:00"), ("B", True)):
        request = Request("note", ["ve"], on=datetime(2021, 6, 10), note=note)
        assert bool(planning.plan(read, request, NOW, AT).repeated) == is_repeated


def test_a_form_is_compared_with_all_entries_and_a_command_with_the_newest() -> None:
    read = document(
        "- {task: ve, mark: note, on: 2021-06-10, note: A}\n"
        "- {task: ve, mark: note, on: 2021-06-10, note: B}"
    )
    request = Request("note", ["ve"], on=datetime(2021, 6, 10), note="A")
    assert len(planning.plan(read, request, NOW, AT).entries) == 1
    assert len(planning.plan(read, request, NOW, AT, compare_with="all").repeated) == 1


@pytest.mark.parametrize(
    ("on", "is_repeated"),
    [
        (datetime(2021, 6, 10), True),
        (datetime(2021, 6, 10, 9), True),
        (datetime(2021, 6, 10, 10), False),
        (datetime(2021, 6, 11), False),
    ],
)
def test_the_same_note_is_a_new_entry_only_with_a_different_typed_hour(
    on: datetime, *, is_repeated: bool
) -> None:
    read = document("- {task: ve, mark: note, on: 2021-06-10T09:00, note: A}")
    request = Request("note", ["ve"], on=on, note="A")
    assert bool(planning.plan(read, request, NOW, AT).repeated) == is_repeated


def test_two_named_days_of_one_week_are_one_report() -> None:
    named = (date(2021, 6, 8), date(2021, 6, 9), date(2021, 6, 18))
    request = Request("done", ["tuan"], on=datetime(2021, 6, 18), for_names=named)
    entries = planning.plan(document("", "", REPEATED), request, NOW, AT).entries
    assert [entry.for_ for entry in entries] == [date(2021, 6, 11), date(2021, 6, 18)]


@pytest.mark.parametrize(
    ("on", "name", "is_allowed"),
    [
        # In the week of a report, that and the next may be handed in; before the first, only that.
        (datetime(2021, 6, 8), date(2021, 6, 18), True),
        (datetime(2021, 6, 8), date(2021, 6, 25), False),
        (datetime(2021, 5, 27), date(2021, 6, 4), True),
        (datetime(2021, 5, 27), date(2021, 6, 11), False),
        # After the last one, any may be.
        (datetime(2021, 6, 30), date(2021, 6, 25), True),
        (datetime(2021, 6, 30), date(2021, 6, 4), True),
    ],
)
def test_a_report_may_be_handed_in_at_most_one_period_ahead(
    on: datetime, name: date, *, is_allowed: bool
) -> None:
    ended = REPEATED.replace("from: 2021-06-04", "from: 2021-06-04, until: 2021-06-25")
    read, request = document("", "", ended), Request("done", ["tuan"], on=on, for_names=[name])
    if is_allowed:
        (entry,) = planning.plan(read, request, NOW, AT).entries
        assert entry.for_ == name
        return
    with pytest.raises(NtmError) as error:
        planning.plan(read, request, NOW, AT)
    assert error.value.problems[0].code == Code.FUTURE_DAY_REPORT


@pytest.mark.parametrize(("to", "is_allowed"), [("T15:00", True), ("T09:00", False), ("", True)])
def test_a_deadline_may_be_moved_within_its_day(to: str, *, is_allowed: bool) -> None:
    read = document("", "", "{id: hop, title: Họp, owner: hoi, due: 2021-06-11T10:00}")
    request = Request(
        "extended",
        ["hop"],
        to=deadlines.parse(f"2021-06-11{to}"),
        on=datetime(2021, 6, 10),
        by="A",
        note="N",
    )
    if is_allowed:
        assert len(planning.plan(read, request, NOW, AT).entries) == 1
        return
    with pytest.raises(NtmError) as error:
        planning.plan(read, request, NOW, AT)
    assert error.value.problems[0].code == Code.EXTEND_EARLIER_COMMAND


def test_an_extension_without_effect_does_not_count_as_recorded() -> None:
    read = document("- {task: ve, mark: extended, on: 2021-06-09, to: 2021-06-05, by: A, note: N}")
    request = Request("extended", ["ve"], on=datetime(2021, 6, 9), to=deadlines.parse("2021-06-05"))
    with pytest.raises(NtmError) as error:
        planning.plan(read, request._replace(by="A", note="N"), NOW, AT)
    assert error.value.problems[0].code == Code.EXTEND_EARLIER_COMMAND


def test_a_reminder_in_between_does_not_make_a_repeated_note_new() -> None:
    read = document(
        "- {task: ve, mark: note, on: 2021-06-10, note: A}\n"
        "- {task: ve, mark: reminded, on: 2021-06-10}"
    )
    request = Request("note", ["ve"], on=datetime(2021, 6, 10), note="A")
    assert len(planning.plan(read, request, NOW, AT).repeated) == 1


@pytest.mark.parametrize(
    ("on", "today"),
    [(datetime(2021, 7, 1, 16), "01/07/2021 15:00"), (datetime(2021, 7, 2, 9), "01/07/2021")],
)
def test_the_message_about_a_future_day_has_the_hour_only_if_that_decides(
    on: datetime, today: str
) -> None:
    with pytest.raises(NtmError) as error:
        planning.plan(document(""), Request("done", ["ve"], on=on), NOW, AT)
    assert error.value.problems[0].values["today"] == today


def test_a_report_by_hand_without_its_week_is_not_recorded_again() -> None:
    read = document("- {task: tuan, mark: done, on: 2021-06-11}", "", REPEATED)
    request = Request("done", ["tuan"], on=datetime(2021, 6, 11))
    assert len(planning.plan(read, request, NOW, AT).repeated) == 1


@pytest.mark.parametrize(("day", "is_clear"), [(10, False), (11, True), (12, False)])
def test_which_report_is_meant_is_clear_only_on_the_very_day_of_its_deadline(
    day: int, *, is_clear: bool
) -> None:
    """The report of 4/6 is missing, so that one may be meant on any other day."""
    request = Request("done", ["tuan"], on=datetime(2021, 6, day))
    if is_clear:
        (entry,) = planning.plan(document("", "", REPEATED), request, NOW, AT).entries
        assert entry.for_ == date(2021, 6, 11)
        return
    with pytest.raises(NtmError) as error:
        planning.plan(document("", "", REPEATED), request, NOW, AT)
    (problem,) = error.value.problems
    assert problem.code == Code.WHICH_REPORT
    assert problem.values["choices"] == ("04/06/2021", "11/06/2021")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2021, 5, 20), Code.NO_OCCURRENCE_EARLY),
        (date(2021, 6, 30), Code.NO_OCCURRENCE_ENDED),
    ],
)
def test_a_day_before_the_first_or_after_the_last_report_is_refused(day: date, code: Code) -> None:
    ended = REPEATED.replace("from: 2021-06-04", "from: 2021-06-04, until: 2021-06-25")
    request = Request("done", ["tuan"], on=datetime(2021, 6, 30), for_names=[day])
    with pytest.raises(NtmError) as error:
        planning.plan(document("", "", ended), request, NOW, AT)
    assert [(each.code, each.warning) for each in error.value.problems] == [(code, False)]
