"""What users type into the fields of a review: villages, shares, names, words for a deadline."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from draft_books import DRAFT

from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import review
from ntmtrack.drafting.confirmation import review_screen
from ntmtrack.drafting.confirmation import typed_line
from ntmtrack.drafting.confirmation.review_state import Review
from ntmtrack.wording.words import Words

WORDS = Words("vi")
VILLAGES = DRAFT.replace(
    "  - {id: na-lay, name: Nà Lay}\n",
    "  - {id: na-lay, name: Nà Lay}\n  - {id: na-luong, name: Nà Lường}\n"
    "  - {id: khe-lau, name: Khe Lau}\n",
).replace(
    "  - {id: mat-tran, name: Ủy ban MTTQ xã}\n",
    "  - {id: mat-tran, name: Ủy ban MTTQ xã}\n"
    "  - {id: truong-thon, name: Trưởng các thôn, per_village: true}\n",
)
LEAD, PLACES, TIME, NOTE, EACH = "2", "4", "5", "7", "8"


def pressed(*keys: str, draft: str = VILLAGES) -> Review:
    state = Review(draft_text.read(draft.encode(), "nhap.yaml"))
    for key in keys:
        state = review.press(state, key, WORDS)
    return state


def typed(field: str, text: str) -> list[str]:
    return ["e", field, typed_line.CLEAR, *text, typed_line.ENTER]


def first(state: Review) -> dict[str, Any]:
    task: dict[str, Any] = state.file["tasks"][0]
    return task


def screen(state: Review, height: int = 24) -> str:
    return "\n".join(review_screen.lines(state, 79, height, WORDS))


def said(state: Review) -> str:
    return " ".join(screen(state).split())


ALL_VILLAGES = (
    *("Tất cả các thôn", "tat ca cac thon", "tất cả", "các thôn", "Các xóm", "all", "All villages"),
    *("Tất cả các tổ dân phố", "toàn bộ các bản"),
)


@pytest.mark.parametrize("text", ALL_VILLAGES)
def test_all_villages_may_be_typed_in_many_ways(text: str) -> None:
    state = pressed(*typed(PLACES, text))
    assert first(state)["villages"] == "all"
    assert [village["id"] for village in state.file["villages"]] == [
        "na-lay",
        "na-luong",
        "khe-lau",
    ]
    assert "Tất cả các thôn" in screen(state)


def test_a_village_whose_name_means_all_is_that_village() -> None:
    draft = VILLAGES.replace("name: Khe Lau", "name: Các Bản")
    assert first(pressed(*typed(PLACES, "Các Bản"), draft=draft))["villages"] == ["khe-lau"]


def test_tab_completes_all_villages() -> None:
    assert pressed("e", PLACES, *"tat", typed_line.TAB).typed == "Tất cả các thôn"


def test_tab_completes_what_several_names_share_and_lists_them() -> None:
    state = pressed("e", PLACES, *"na", typed_line.TAB)
    assert state.typed == "Nà L"
    assert "Nà Lay; Nà Lường" in screen(state)


@pytest.mark.parametrize("text", ["tất cả", "Nà Lay; Khe Lau"])
def test_each_village_owes_a_share_if_several_are_typed(text: str) -> None:
    state = pressed(*typed(PLACES, text))
    assert "Tính riêng theo     thôn (đề xuất)" in screen(state)
    task = first(review.press(state, typed_line.ENTER, WORDS))
    assert (task["each"], "draft" in task) == ("village", False)


def test_a_single_village_owes_a_share_only_if_its_own_body_leads() -> None:
    state = pressed(*typed(PLACES, "Nà Lay"))
    assert "Tính riêng theo" not in screen(state)
    state = pressed(*typed(PLACES, "Nà Lay"), *typed(LEAD, "Trưởng các thôn"))
    assert "Tính riêng theo     thôn (đề xuất)" in screen(state)
    state = pressed(*typed(PLACES, "tất cả"), *typed(PLACES, "Nà Lay"))
    assert "Tính riêng theo" not in screen(state)


def test_all_villages_are_proposed_if_the_body_of_each_leads() -> None:
    state = pressed(*typed(LEAD, "Trưởng các thôn"))
    assert "Tất cả các thôn (đề xuất)" in screen(state)
    task = first(review.press(state, typed_line.ENTER, WORDS))
    assert (task["villages"], task["each"]) == ("all", "village")
    task = first(pressed(*typed(LEAD, "Trưởng các thôn"), *typed(PLACES, ""), typed_line.ENTER))
    assert not {"villages", "each", "draft"} & task.keys()


@pytest.mark.parametrize("text", ["chung", ""])
def test_a_duty_of_several_villages_may_be_a_single_item(text: str) -> None:
    state = pressed(*typed(PLACES, "tất cả"), *typed(EACH, text), typed_line.ENTER)
    assert "each" not in first(state)


def test_shares_are_typed_in_words() -> None:
    state = pressed(*typed(PLACES, "Nà Lay"), *typed(EACH, "từng thôn"))
    assert first(state)["each"] == "village"
    state = pressed(*typed(EACH, "mỗi nhà"))
    assert "“mỗi nhà”" in screen(state)
    assert "chung" in screen(state)


def test_the_product_is_shown_and_changed() -> None:
    state = pressed(*typed("9", "Danh sách hộ"))
    assert first(state)["product"] == "Danh sách hộ"
    assert "Danh sách hộ" in screen(state)


WORDS_ONLY = DRAFT.replace("    due: 2025-10-30\n    due_is: by\n", "").replace(
    "deadline: 30/10/2025", "deadline: Vụ Hè Thu 2026"
)


def test_a_second_enter_keeps_words_that_name_no_day() -> None:
    state = pressed(*typed(TIME, "khi nước rút"))
    assert "bấm Enter lần nữa để giữ" in said(state)
    assert first(state)["due"] == "2025-10-30"
    task = first(review.press(state, typed_line.ENTER, WORDS))
    assert task["no_date"] == "khi nước rút"
    assert not {"due", "due_is"} & task.keys()


def test_other_words_are_asked_about_again() -> None:
    state = pressed(*typed(TIME, "khi nước rút"), "!", typed_line.ENTER)
    assert state.mode == "value"
    assert "no_date" not in first(state)


def test_a_deadline_in_words_is_kept_when_a_duty_is_accepted() -> None:
    state = pressed(typed_line.ENTER, draft=WORDS_ONLY)
    assert "Enter lần nữa để giữ nguyên các chữ này" in said(state)
    assert "draft" in first(state)
    task = first(review.press(state, typed_line.ENTER, WORDS))
    assert (task["no_date"], "draft" in task) == ("Vụ Hè Thu 2026", False)
    assert draft_text.wrong_in(draft_text.text_of(state.file, WORDS)) == []


def test_a_day_that_was_removed_is_not_kept_in_words() -> None:
    draft = DRAFT.replace("deadline: 30/10/2025", "deadline: trước ngày 30/10/2025")
    state = pressed(*typed(TIME, ""), typed_line.ENTER, typed_line.ENTER, draft=draft)
    assert not {"draft", "no_date", "due"} & first(state).keys()


LONG = "Rà soát, lập danh sách, phân loại và công khai các hộ ở nhà tạm, nhà dột nát, hộ khó khăn;"


def test_a_title_is_shown_whole_where_there_is_room_and_else_marked_as_cut() -> None:
    draft = DRAFT.replace("title: Rà soát nhà tạm", f"title: '{LONG} {LONG}'")
    assert said(pressed(draft=draft)).count("hộ khó khăn;") == 2
    low = screen(pressed(draft=draft), 15)
    assert low.count("hộ khó khăn;") == 1
    assert low.split("Chủ trì")[0].rstrip().endswith("…")


def test_names_that_a_review_leaves_unused_are_dropped_when_it_ends() -> None:
    added = [*typed(LEAD, "Trạm Y ta"), typed_line.ENTER]
    state = pressed(*added, *typed(LEAD, "Phòng KT"), "q")
    assert [owner["id"] for owner in state.file["owners"]] == ["kinh-te", "mat-tran", "truong-thon"]
    state = pressed(*typed(LEAD, "Trưởng các thôn"), "q", draft=VILLAGES)
    # Nobody named the last one before either: the author put it there.
    assert [owner["id"] for owner in state.file["owners"]] == ["mat-tran", "truong-thon"]


def test_an_owner_that_was_accepted_stays() -> None:
    draft = VILLAGES.replace("aliases: [Phòng KT]}", "aliases: [Phòng KT], draft: {at: đoạn 1}}")
    state = pressed(typed_line.ENTER, *typed(LEAD, "Trưởng các thôn"), "q", draft=draft)
    assert "kinh-te" in [owner["id"] for owner in state.file["owners"]]


def test_a_village_added_by_mistake_is_dropped_and_the_documents_villages_stay() -> None:
    state = pressed(*typed(PLACES, "Nà Lai"), typed_line.ENTER, *typed(PLACES, "Nà Lay"), "q")
    assert [village["id"] for village in state.file["villages"]] == [
        "na-lay",
        "na-luong",
        "khe-lau",
    ]


def test_letters_do_not_end_a_finished_review() -> None:
    file = copy.deepcopy(draft_text.read(DRAFT.encode(), "nhap.yaml"))
    for task in file["tasks"]:
        task.pop("draft")
    state = Review(file)
    for letter in "ntmtrack check":
        state = review.press(state, letter, WORDS)
    assert state.mode == "look"
    assert "Bấm Enter để thoát" in screen(state)
    assert review.press(state, typed_line.ENTER, WORDS).mode == "left"
