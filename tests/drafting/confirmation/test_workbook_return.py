"""A draft's workbook, out and back: decisions and changes are applied, the rest stays."""

from __future__ import annotations

import io
from typing import Any

import pytest
from draft_books import DRAFT
from draft_books import WEEKLY
from draft_books import book
from openpyxl import load_workbook

from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import draft_workbook
from ntmtrack.drafting.confirmation import layout
from ntmtrack.drafting.confirmation import workbook_return
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import Words

WORDS = Words("vi")
FILE = draft_text.read(DRAFT.encode(), "nhap.yaml")


def back(**cells: str) -> Any:  # noqa: ANN401 - the values of a draft
    """Read a workbook back after changing cells of the sheet of duties."""
    changed = {f"Nhiệm vụ!{at}": text for at, text in cells.items()}
    return workbook_return.read(book(changed), "n").file


def tasks(file: Any) -> dict[str, Any]:  # noqa: ANN401 - the values of a draft
    return {task["id"]: task for task in file["tasks"]}


def test_an_untouched_workbook_comes_back_unchanged() -> None:
    assert back() == FILE


def test_equal_drafts_give_equal_workbooks_that_are_recognized_as_ours() -> None:
    made = [draft_workbook.make(FILE, DRAFT, Words("vi")) for _ in range(2)]
    assert made[0] == made[1]
    assert draft_workbook.is_ours(made[0])
    assert draft_workbook.is_ours(book({}))
    assert not draft_workbook.is_ours(b"PK\x03\x04")
    assert not draft_workbook.is_ours(DRAFT.encode())
    assert not draft_workbook.is_ours(b"PK\x03\x04" + b"PK\x01\x02" * 10_000)  # many members


def test_kept_and_changed_rows_are_confirmed_and_undecided_ones_stay_drafts() -> None:
    read = tasks(back(A4="Nhận", A5="sửa", J5="20/11/2025"))
    assert "draft" not in read["ra-soat"]
    assert read["van-dong"]["due"] == "20/11/2025"
    assert read["van-dong"]["due_is"] == "before"
    assert "draft" not in read["van-dong"]
    assert "draft" in read["ban-giao"]
    assert "draft" in back()["directive"] or "draft" not in FILE["directive"]


@pytest.mark.parametrize("typed", [{}, {"Nhiệm vụ!J5": "hằng tuần"}])
def test_a_weekly_duty_is_not_kept_without_a_day_of_the_week(typed: dict[str, str]) -> None:
    with pytest.raises(NtmError) as refused:
        workbook_return.read(book({"Nhiệm vụ!A5": "Nhận", **typed}, draft=WEEKLY), "n")
    (problem,) = refused.value.problems
    assert problem.code is Code.DRAFT_CELL_WEEKDAY
    assert problem.place
    assert problem.place.cell == "Nhiệm vụ!J5"
    cells = {"Nhiệm vụ!A5": "Nhận", "Nhiệm vụ!J5": "hằng tuần, thứ Năm"}
    read = tasks(workbook_return.read(book(cells, draft=WEEKLY), "n").file)["van-dong"]
    assert read["repeat"]["on"] == "thu"
    assert "draft" not in read


def test_a_body_can_be_dropped_with_the_only_duty_that_refers_to_it() -> None:
    cells = {"Nhiệm vụ!A5": "Bỏ", "Đơn vị, cá nhân!A5": "Bỏ"}
    read = workbook_return.read(book(cells), "n").file
    assert "van-dong" not in tasks(read)
    assert [owner["id"] for owner in read["owners"]] == ["kinh-te"]


def test_a_duty_whose_villages_are_removed_has_no_shares() -> None:
    draft = DRAFT.replace(
        "    due: 2025-10-30\n", "    due: 2025-10-30\n    villages: all\n    each: village\n"
    )
    read = tasks(
        workbook_return.read(book({"Nhiệm vụ!A4": "Sửa", "Nhiệm vụ!H4": ""}, draft=draft), "n").file
    )
    assert not {"villages", "each", "draft"} & read["ra-soat"].keys()


def test_no_duty_is_part_of_a_dropped_duty() -> None:
    read = tasks(back(A4="Bỏ"))
    assert "ra-soat" not in read
    assert "part_of" not in read["ban-giao"]


def test_changed_cells_are_taken_over_even_if_the_row_stays_a_draft() -> None:
    read = tasks(back(F6="Phòng KT; Ủy ban MTTQ xã", H6="Tất cả các thôn", J4="", E6="Bàn giao"))
    assert read["ban-giao"]["owner"] == ["kinh-te", "mat-tran"]
    assert read["ban-giao"]["villages"] == "all"
    assert read["ban-giao"]["title"] == "Bàn giao"
    assert "due" not in read["ra-soat"]
    assert "draft" in read["ban-giao"]


def test_a_deadline_may_say_that_a_duty_is_standing() -> None:
    assert tasks(back(J4="Thường xuyên"))["ra-soat"]["standing"] == "true"


def test_a_row_without_an_id_is_a_new_duty() -> None:
    read = tasks(back(E7="Báo cáo tổng kết", F7="Phòng Kinh tế", J7="20/12/2025"))
    assert read["bao-cao-tong-ket"]["owner"] == ["kinh-te"]
    assert read["bao-cao-tong-ket"]["due"] == "20/12/2025"


def test_a_new_section_is_written_above_the_log() -> None:
    plain = {key: FILE[key] for key in ("format", "directive")}
    plain |= {"owners": [{"id": "a", "name": "Phòng A"}], "progress": []}
    plain["tasks"] = [{"id": "ra-soat", "title": "Rà soát", "owner": ["a"], "due": "2025-11-20"}]
    made = load_workbook(
        io.BytesIO(draft_workbook.make(plain, layout.lay_out(plain, WORDS), WORDS))
    )
    made["Thôn"]["A4"], made["Thôn"]["C4"] = "Nhận", "Xóm 1"
    written = io.BytesIO()
    made.save(written)
    text = layout.lay_out(workbook_return.read(written.getvalue(), "n").file, WORDS)
    assert "name: Xóm 1" in text
    assert text.index("villages:") < text.index("owners:") < text.index("progress:")


def test_an_unused_sentence_can_become_a_duty() -> None:
    read = workbook_return.read(
        book({"Câu chưa dùng!A4": "Thành nhiệm vụ", "Câu chưa dùng!E4": "Phòng Kinh tế"}), "n"
    ).file
    made = read["tasks"][-1]
    assert made["title"] == "Các đơn vị nghiêm túc thực hiện"
    assert "draft" not in made
    assert read["unused"] == []
    again = workbook_return.read(book({"Câu chưa dùng!A4": "Thành nhiệm vụ"}), "n").file
    assert "draft" in again["tasks"][-1]


def test_a_duty_may_refer_to_an_owner_added_in_the_same_workbook() -> None:
    cells = {"Đơn vị, cá nhân!C6": "Trạm Y tế", "Nhiệm vụ!F4": "Trạm Y tế"}
    read = workbook_return.read(book(cells), "n").file
    assert tasks(read)["ra-soat"]["owner"] == ["tram-y-te"]


def test_the_head_can_be_corrected() -> None:
    read = workbook_return.read(book({"Đầu văn bản!C5": "03/10/2025"}), "n").file
    assert read["directive"]["issued"] == "03/10/2025"


def test_every_wrong_cell_is_reported() -> None:
    with pytest.raises(NtmError) as error:
        back(A4="Đồng ý", F5="Ai đó", J6="hôm nào")
    cells = [problem.place.cell for problem in error.value.problems if problem.place]
    assert cells == ["Nhiệm vụ!A4", "Nhiệm vụ!F5", "Nhiệm vụ!J6"]


def test_cells_are_texts_even_if_they_look_like_formulas() -> None:
    file = {**FILE, "tasks": [{**FILE["tasks"][0], "title": "=1+1", "note": "@SUM(A1)"}]}
    made = load_workbook(io.BytesIO(draft_workbook.make(file, DRAFT, Words("vi"))))
    assert made["Nhiệm vụ"]["E4"].data_type == "s"
    assert made["Nhiệm vụ"]["M4"].data_type == "s"


def test_a_duty_without_an_id_is_recognized_when_the_workbook_comes_back() -> None:
    text = DRAFT.replace("tasks:\n", "tasks:\n  - title: Chưa có mã\n    draft: {at: đoạn 9}\n", 1)
    file = draft_text.read(text.encode(), "nhap.yaml")
    sheet = io.BytesIO(draft_workbook.make(file, text, Words("vi")))
    came_back = workbook_return.read(sheet.getvalue(), "n.xlsx").file
    assert [task["id"] for task in came_back["tasks"]] == [task["id"] for task in file["tasks"]]
    assert tasks(came_back)["chua-co-ma"]["draft"] == {"at": "đoạn 9"}


def test_a_kept_row_takes_the_value_that_changed_since_it_was_confirmed() -> None:
    was = 'deadline: 30/10/2025, was: {due: "2025-09-30"}, why: Trước là 30/09/2025}'
    changed = DRAFT.replace("deadline: 30/10/2025}", was)
    data = book({"Nhiệm vụ!A4": "Nhận"}, draft=changed)
    page = load_workbook(io.BytesIO(data))["Nhiệm vụ"]
    assert page["J4"].fill.fgColor.rgb == "FFFFF2CC"
    assert page["L4"].value == "Trước là 30/09/2025"
    task = workbook_return.read(data, "nhap.xlsx").file["tasks"][0]
    assert (task["due"], "draft" in task) == ("2025-10-30", False)


def test_a_row_cannot_be_kept_without_its_documents_deadline() -> None:
    with pytest.raises(NtmError) as error:
        back(A4="Nhận", J4="")
    (problem,) = error.value.problems
    assert (problem.code, problem.values) == (Code.DRAFT_CELL_UNTIMED, {"value": "30/10/2025"})
    task = tasks(back(A4="Sửa", J4=""))["ra-soat"]
    assert not {"due", "draft"} & set(task)


@pytest.mark.parametrize("villages", ["Tất cả các thôn", "tất cả", "Nà Lay; Khe Lau"])
def test_shares_are_asked_about_where_several_villages_are_entered(villages: str) -> None:
    draft = DRAFT.replace(
        "  - {id: na-lay, name: Nà Lay}\n",
        "  - {id: na-lay, name: Nà Lay}\n  - {id: khe-lau, name: Khe Lau}\n",
    )
    cells = {"Nhiệm vụ!A4": "Nhận", "Nhiệm vụ!H4": villages}
    with pytest.raises(NtmError) as refused:
        workbook_return.read(book(cells, draft=draft), "n")
    (problem,) = refused.value.problems
    assert problem.code is Code.DRAFT_CELL_SHARES
    assert problem.place
    assert problem.place.cell == "Nhiệm vụ!N4"
    for typed, each in {"thôn": "village", "chung": None}.items():
        read = workbook_return.read(book(cells | {"Nhiệm vụ!N4": typed}, draft=draft), "n").file
        assert tasks(read)["ra-soat"].get("each") == each
    undecided = workbook_return.read(book(cells | {"Nhiệm vụ!A4": ""}, draft=draft), "n").file
    assert tasks(undecided)["ra-soat"]["draft"]["propose"] == {"each": "village"}


def test_the_documents_words_are_a_deadline_if_they_name_no_day() -> None:
    draft = DRAFT.replace("deadline: 30/10/2025", "deadline: Vụ Hè Thu 2026")
    cells = {"Nhiệm vụ!A4": "Nhận", "Nhiệm vụ!J4": "vụ Hè Thu 2026"}
    read = tasks(workbook_return.read(book(cells, draft=draft), "n").file)["ra-soat"]
    assert (read["no_date"], "due" in read, "draft" in read) == ("vụ Hè Thu 2026", False, False)


def test_a_wrong_cell_has_one_problem_which_points_at_the_wrong_name() -> None:
    with pytest.raises(NtmError) as refused:
        back(A4="Nhận", J4="hôm nào đó", F5="Ủy ban MTTQ xã; Phòng Nông nghiệp")
    untimed, unnamed = refused.value.problems
    assert untimed.code is Code.DRAFT_CELL_TIME
    assert unnamed.place
    assert unnamed.place.excerpt[unnamed.place.caret :] == "Phòng Nông nghiệp"


def test_the_product_can_be_changed() -> None:
    assert tasks(back(O4="Danh sách"))["ra-soat"]["product"] == "Danh sách"
