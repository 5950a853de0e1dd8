"""Renewing a draft from the same or a changed document: decisions stay, only changes are shown."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from findings_made import plan

from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import draft_file
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import renewal
from ntmtrack.drafting.confirmation.decisions import Decision
from ntmtrack.drafting.document_model import Findings
from ntmtrack.wording.words import Words

WORDS = Words("vi")


def made(found: Findings) -> Any:  # noqa: ANN401 - the values of a draft
    file = draft_file.make(found, WORDS)
    return draft_text.read(draft_text.text_of(file, WORDS).encode(), "nhap.yaml")


def confirmed(file: Any) -> Any:  # noqa: ANN401 - the values of a draft
    """Confirm the first duty as drafted, change the second, and drop the third."""
    first, second, _ = file["tasks"]
    second = decisions.accepted(second) | {"title": "Vận động quỹ"}
    return {**file, "tasks": [decisions.accepted(first), second]}


def renew(found: Findings, old: Any, known: Sequence[Decision]) -> renewal.Renewed:  # noqa: ANN401
    return renewal.renew(made(found), old, known, WORDS)


def with_first(found: Findings, **changes: Any) -> Findings:  # noqa: ANN401 - values of a duty
    """Return findings with changed values of the first duty."""
    return found._replace(duties=[found.duties[0]._replace(**changes), *found.duties[1:]])


OLD = made(plan())
KNOWN = decisions.of(OLD)
DECIDED = confirmed(OLD)


def test_the_decision_on_each_sentence_is_derived_from_the_draft() -> None:
    memory = decisions.updated_memory(decisions.Memory("a.docx", decisions=KNOWN), DECIDED)
    what = {one.id: one.decision for one in memory.decisions}
    assert what == {
        "directive": "open",
        "ra-soat-nha-tam": "kept",
        "van-dong": "changed",
        "ban-giao": "dropped",
    }
    read = decisions.read(decisions.write(memory, WORDS).encode(), "nhap.decisions")
    assert read == memory


def test_renewing_from_the_same_document_changes_nothing() -> None:
    again = renew(plan(), DECIDED, KNOWN)
    assert (again.kept, again.new, again.changed, again.gone) == (3, 0, 0, 0)
    assert [task["id"] for task in again.file["tasks"]] == ["ra-soat-nha-tam", "van-dong"]
    assert again.file["tasks"][1]["title"] == "Vận động quỹ"


def test_a_changed_sentence_becomes_a_draft_again_and_keeps_edits() -> None:
    found = plan()
    first, second, third = found.duties
    quote = second.quote.replace("20/11", "25/11")
    second = second._replace(quote=quote, propose={"due": "2025-11-25"})
    again = renew(found._replace(duties=[first, second, third]), DECIDED, KNOWN)
    assert (again.kept, again.new, again.changed) == (2, 0, 1)
    task = again.file["tasks"][1]
    assert task["title"] == "Vận động quỹ"
    assert task["draft"]["quote"] == quote
    assert task["draft"]["why"][0] == "Câu này đã thay đổi so với lúc xác nhận."


def test_a_new_sentence_is_added_and_a_confirmed_one_is_kept_when_it_is_gone() -> None:
    found = plan()
    new = found.duties[0]._replace(
        id="moi", title="Mua gạch", quote="Mua 500 viên gạch cho nhà ông Tủa."
    )
    again = renew(found._replace(duties=[new, *found.duties[1:]]), DECIDED, KNOWN)
    assert (again.new, again.gone) == (1, 1)
    assert [task["id"] for task in again.file["tasks"]] == ["ra-soat-nha-tam", "moi", "van-dong"]


def test_a_sentence_that_moved_is_recognized() -> None:
    found = plan()
    moved = [one._replace(place=one.place._replace(paragraph=99)) for one in found.duties]
    again = renew(found._replace(duties=moved), DECIDED, KNOWN)
    assert (again.kept, again.new, again.changed) == (3, 0, 0)


def test_edits_and_added_tasks_survive_a_renewal() -> None:
    first, *others = OLD["tasks"]
    own = {"id": "them", "title": "Việc thêm", "owner": "mat-tran"}
    old = {**OLD, "tasks": [{**first, "note": "Hỏi lại xã"}, own, *others]}
    again = renew(plan(), old, KNOWN)
    assert again.file["tasks"][0]["note"] == "Hỏi lại xã"
    assert again.file["tasks"][1] == own


def test_owners_that_were_merged_stay_merged() -> None:
    owners = [one for one in OLD["owners"] if one["id"] not in ("mat-tran", "mat-tran-2")]
    joined = {"id": "mttq", "name": "Ủy ban Mặt trận Tổ quốc xã", "aliases": ["Ủy ban MTTQ xã"]}
    again = renew(plan(), {**OLD, "owners": [*owners, joined]}, KNOWN)
    assert not {"mat-tran", "mat-tran-2"} & {one["id"] for one in again.file["owners"]}
    assert again.file["tasks"][1]["owner"] == ["mttq"]
    assert draft_text.wrong_in(draft_text.text_of(again.file, WORDS)) == []


def test_villages_and_events_with_changed_ids_are_not_duplicated() -> None:
    villages = [{"id": "na-lay-2", "name": "Nà Lay"}, *OLD["villages"][1:]]
    events = [{**OLD["events"][0], "id": "le"}]
    found = with_first(plan(), quote="Tổ chức lễ", villages=("na-lay", "thon-1"))
    found = with_first(found, propose={"event": "le-ban-giao", "event_days": 2}, due="")
    again = renew(found, {**DECIDED, "villages": villages, "events": events}, KNOWN)
    assert (again.file["villages"], again.file["events"]) == (villages, events)
    task = next(one for one in again.file["tasks"] if one.get("draft", {}).get("propose"))
    assert task["villages"] == ["na-lay-2", "thon-1"]
    assert task["draft"]["propose"]["event"] == "le"
    assert draft_text.wrong_in(draft_text.text_of(again.file, WORDS)) == []


def test_a_confirmed_head_stays() -> None:
    head = {"number": "1/KH", "issued": "2025-10-03", "issuer": "UBND", "subject": "Nhà tạm"}
    assert renew(plan(), {**OLD, "directive": head}, KNOWN).file["directive"] == head
    assert "draft" in renew(plan(), OLD, KNOWN).file["directive"]


HEAD = {
    "number": "31/KH-UBND",
    "issued": "2025-10-02",
    "superior": "UBND tỉnh Mẫu",
    "issuer": "UBND xã Đồi Chè",
    "subject": "Xóa nhà tạm",
    "signer": {"name": "Lò Văn Páo", "title": "Chủ tịch"},
    "form": "state",
}


def with_head(**changes: Any) -> Findings:  # noqa: ANN401 - values of a head
    found = plan()
    return found._replace(head=found.head._replace(**changes))


@pytest.mark.parametrize(
    ("changes", "key", "reason"),
    [
        (
            {"number": "35/KH-UBND"},
            "number",
            "Số, ký hiệu trong văn bản: trước là “31/KH-UBND”, nay là “35/KH-UBND”.",
        ),
        (
            {"issued": "2025-10-06", "propose": {}},
            "issued",
            "Ngày ban hành trong văn bản: trước là “02/10/2025”, nay là “06/10/2025”.",
        ),
        (
            {"signer_name": "Vàng Thị Mai"},
            "signer",
            (
                "Người ký trong văn bản: trước là “Lò Văn Páo, Chủ tịch”,"
                " nay là “Vàng Thị Mai, Chủ tịch”."
            ),
        ),
        (
            {"subject": "Kế hoạch xóa nhà dột nát"},
            "subject",
            (
                "Trích yếu trong văn bản: trước là “Kế hoạch xóa nhà tạm, nhà dột nát”, nay là"
                " “Kế hoạch xóa nhà dột nát”."
            ),
        ),
    ],
)
def test_a_changed_head_shows_its_earlier_value_and_takes_the_new_one_when_accepted(
    changes: dict[str, Any], key: str, reason: str
) -> None:
    again = renew(with_head(**changes), {**OLD, "directive": HEAD}, KNOWN)
    head = again.file["directive"]
    assert again.is_head_changed
    assert head["draft"]["was"] == {key: HEAD[key]}
    assert reason in head["draft"]["why"]
    assert draft_text.wrong_in(draft_text.text_of(again.file, WORDS)) == []
    later = renew(with_head(**changes), again.file, again.decisions)
    assert (later.file["directive"], later.is_head_changed) == (head, False)
    for kept in (decisions.accepted(head), HEAD):
        third = renew(with_head(**changes), {**again.file, "directive": kept}, later.decisions)
        assert (third.file["directive"], third.is_head_changed) == (kept, False)
    taken = decisions.accepted(head)
    new = decisions.accepted(made(with_head(**changes))["directive"])
    assert {name: taken[name] for name in HEAD} == {**HEAD, key: new[key]}


def test_a_head_edited_to_what_the_document_now_says_counts_as_unchanged() -> None:
    own = {**HEAD, "number": "35/KH-UBND"}
    again = renew(with_head(number="35/KH-UBND"), {**OLD, "directive": own}, KNOWN)
    assert (again.file["directive"], again.is_head_changed) == (own, False)


def test_a_head_that_nobody_has_touched_is_replaced() -> None:
    again = renew(with_head(number="35/KH-UBND"), OLD, KNOWN)
    assert again.file["directive"]["number"] == "35/KH-UBND"
    assert again.is_head_changed
    assert not renew(plan(), OLD, KNOWN).is_head_changed


def test_a_sentence_with_a_new_list_number_is_recognized() -> None:
    found = plan()
    known = [one._replace(quote=f"2. {one.quote}") if one.quote else one for one in KNOWN]
    numbered = [one._replace(quote=f"3. {one.quote}") for one in found.duties]
    again = renew(found._replace(duties=numbered), DECIDED, known)
    assert (again.kept, again.new, again.changed) == (3, 0, 0)


@pytest.mark.parametrize(
    ("changes", "taken", "reason"),
    [
        (
            {"deadline": "15/11/2025", "due": "2025-11-15"},
            {"due": "2025-11-15"},
            "Thời hạn trong văn bản: trước là “30/10/2025”, nay là “15/11/2025”.",
        ),
        (
            {"owner": ("mat-tran",), "support": ()},
            {"owner": ["mat-tran"], "support": None},
            "Chủ trì trong văn bản: trước là “Phòng Kinh tế”, nay là “Ủy ban MTTQ xã”.",
        ),
        (
            {"support": ("ong-pao",)},
            {"support": ["ong-pao"]},
            "Phối hợp trong văn bản: trước là “Ủy ban MTTQ xã”, nay là “Lò Văn Páo”.",
        ),
        (
            {"villages": ("na-lay",), "each": ""},
            {"villages": ["na-lay"], "each": None},
            "Thôn trong văn bản: trước là “Tất cả các thôn”, nay là “Nà Lay”.",
        ),
        (
            {"product": ""},
            {"product": None},
            "Sản phẩm trong văn bản: trước là “Danh sách”, nay là “không ghi”.",
        ),
    ],
)
def test_a_changed_cell_shows_its_earlier_value_and_takes_the_new_one_when_accepted(
    changes: dict[str, Any], taken: dict[str, Any], reason: str
) -> None:
    confirmed_task = {**DECIDED["tasks"][0], "note": "Hỏi lại xã"}
    old = {**DECIDED, "tasks": [confirmed_task, *DECIDED["tasks"][1:]]}
    again = renew(with_first(plan(), **changes), old, KNOWN)
    assert (again.kept, again.new, again.changed) == (2, 0, 1)
    task = again.file["tasks"][0]
    assert reason in task["draft"]["why"]
    assert task["draft"]["was"] == {key: confirmed_task[key] for key in taken}
    new = {key: value for key, value in {**confirmed_task, **taken}.items() if value is not None}
    assert decisions.accepted(task) == new
    assert draft_text.wrong_in(draft_text.text_of(again.file, WORDS)) == []
    later = renew(with_first(plan(), **changes), again.file, again.decisions)
    assert later.file == again.file
    assert later.changed == 0


def test_edits_stay_wherever_the_document_has_not_changed() -> None:
    own = {**DECIDED["tasks"][0], "title": "Rà nhà", "owner": ["mat-tran"], "support": ["ong-pao"]}
    old = {**DECIDED, "tasks": [own, *DECIDED["tasks"][1:]]}
    task = renew(
        with_first(plan(), deadline="tháng 11", due="", propose={"due": "2025-11"}), old, KNOWN
    ).file["tasks"][0]
    assert task["draft"]["was"] == {"due": "2025-10-30"}
    assert task["draft"]["propose"] == {"due": "2025-11"}
    assert decisions.accepted(task) == {**own, "due": "2025-11"}


def test_a_changed_sentence_brings_its_new_title_and_goals() -> None:
    first = plan().duties[0]
    changes = {"quote": first.quote.replace("ở tạm", "ở cũ"), "title": "Rà soát nhà ở cũ"}
    measures = [{"id": "mo-hinh", "name": "Mô hình", "unit": "mô hình", "at_least": "2"}]
    found = with_first(plan(), **changes, propose={"measures": measures})
    task = renew(found, DECIDED, KNOWN).file["tasks"][0]
    before = DECIDED["tasks"][0]["title"]
    assert task["draft"]["was"] == {"title": before, "measures": ""}
    taken = decisions.accepted(task)
    assert (taken["title"], taken["measures"]) == ("Rà soát nhà ở cũ", measures)
    assert f"trước là “{before}”, nay là “Rà soát nhà ở cũ”." in " ".join(task["draft"]["why"])


def test_two_changes_show_the_confirmed_value_and_a_return_to_it_shows_nothing() -> None:
    changed = [
        with_first(plan(), deadline=day, due=due)
        for day, due in (
            ("15/11/2025", "2025-11-15"),
            ("20/11/2025", "2025-11-20"),
            ("30/10/2025", "2025-10-30"),
        )
    ]
    again = renew(changed[0], DECIDED, KNOWN)
    twice = renew(changed[1], again.file, again.decisions)
    task = twice.file["tasks"][0]
    assert (task["due"], task["draft"]["was"]) == ("2025-11-20", {"due": "2025-10-30"})
    back = renew(changed[2], twice.file, twice.decisions).file["tasks"][0]
    assert decisions.accepted(back) == DECIDED["tasks"][0]
    assert "was" not in back["draft"]


def test_a_dropped_duty_comes_back_as_a_draft_if_its_deadline_changed() -> None:
    found = plan()
    *others, last = found.duties
    last = last._replace(deadline="20/12/2025", due="2025-12-20", propose={})
    again = renew(found._replace(duties=[*others, last]), DECIDED, KNOWN)
    assert again.changed == 1
    assert "không ghi" in "".join(again.file["tasks"][-1]["draft"]["why"])


def test_an_edited_draft_takes_a_change_of_the_document_and_keeps_its_edits() -> None:
    first, *others = OLD["tasks"]
    old = {**OLD, "tasks": [{**first, "note": "Hỏi lại xã"}, *others]}
    found = with_first(plan(), deadline="15/11/2025", due="2025-11-15")
    again = renew(found, old, KNOWN)
    task = again.file["tasks"][0]
    assert (task["note"], task["due"]) == ("Hỏi lại xã", "2025-11-15")
    assert task["draft"]["deadline"] == "15/11/2025"
    assert task["draft"]["was"] == {"due": "2025-10-30"}
    third = renew(found, again.file, again.decisions)
    assert third.file["tasks"][0] == task


def test_edits_of_a_draft_survive_two_renewals() -> None:
    first, *others = OLD["tasks"]
    old = {**OLD, "tasks": [{**first, "note": "Hỏi lại xã"}, *others]}
    again = renew(plan(), old, KNOWN)
    third = renew(plan(), again.file, again.decisions)
    assert third.file["tasks"][0]["note"] == "Hỏi lại xã"


def test_confirmed_duties_stay_confirmed_after_two_renewals() -> None:
    again = renew(plan(), DECIDED, KNOWN)
    third = renew(with_first(plan(), deadline="15/11/2025"), again.file, again.decisions)
    assert (third.kept, third.changed) == (2, 1)


def test_decisions_of_an_older_program_without_cells_are_kept() -> None:
    known = [one._replace(cells={}) for one in KNOWN]
    again = renew(with_first(plan(), deadline="15/11/2025"), DECIDED, known)
    assert (again.kept, again.changed) == (3, 0)


def many(count: int, end: str) -> Findings:
    """Return findings with `count` very similar duties."""
    first = plan().duties[0]
    duties = [
        first._replace(
            id=f"viec-{number}",
            quote=f"Thôn số {number} rà soát hộ nghèo, lập danh sách {number * 7} hộ {end}",
            place=first.place._replace(row=number),
        )
        for number in range(count)
    ]
    return plan()._replace(duties=duties)


@pytest.mark.long
def test_each_of_many_changed_sentences_is_matched_with_its_earlier_version() -> None:
    old = made(many(2000, "trong năm."))
    decided = {**old, "tasks": [decisions.accepted(task) for task in reversed(old["tasks"])]}
    new, known = made(many(2000, "gửi xã.")), decisions.of(old)
    before = time.process_time()
    again = renewal.renew(new, decided, known, WORDS)
    assert time.process_time() - before < 10
    assert (again.changed, again.new, again.gone) == (2000, 0, 0)
    assert [task["id"] for task in again.file["tasks"]] == [task["id"] for task in old["tasks"]]


def test_a_sentence_that_moved_and_changed_is_matched_with_the_most_similar_one() -> None:
    old, known = made(many(30, "trong năm.")), decisions.of(made(many(30, "trong năm.")))
    moved = many(30, "gửi xã.")
    duties = [
        one._replace(place=one.place._replace(row=99 - at)) for at, one in enumerate(moved.duties)
    ]
    again = renew(moved._replace(duties=duties), old, known)
    assert [
        one.id for one in again.decisions if one.id in {each["id"] for each in old["tasks"]}
    ] == [task["id"] for task in old["tasks"]]
    assert again.new == 0


def test_a_recurrence_from_the_day_of_the_document_moves_with_that_day() -> None:
    def found(day: str) -> Findings:
        *others, last = plan().duties
        monthly = last._replace(due="", propose={"repeat": {"every": "month", "on": "20"}})
        return with_head(issued=day, propose={})._replace(duties=[*others, monthly])

    old = made(found("2025-10-02"))
    tasks = [decisions.accepted(task) for task in old["tasks"]]
    head = decisions.accepted(old["directive"])
    known = decisions.of(old)
    again = renew(found("2025-10-06"), {**old, "directive": head, "tasks": tasks}, known)
    task = again.file["tasks"][-1]
    assert task["draft"]["was"] == {"repeat": tasks[-1]["repeat"]}
    assert "trước là “02/10/2025”, nay là “06/10/2025”" in str(task["draft"]["why"])
    assert decisions.accepted(task)["repeat"]["from"] == "2025-10-06"
    later = renew(found("2025-10-06"), again.file, again.decisions)
    assert (later.file, later.changed) == (again.file, 0)
    kept = {**again.file, "directive": head, "tasks": tasks}
    assert renew(found("2025-10-06"), kept, again.decisions).changed == 0
