"""A review, key by key: what each key does to a draft, and what the screen shows."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from draft_books import DRAFT
from hypothesis import given
from hypothesis import strategies as st
from screen import width

from ntmtrack.drafting.confirmation import draft_sheets
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import review
from ntmtrack.drafting.confirmation import review_screen
from ntmtrack.drafting.confirmation import review_state
from ntmtrack.drafting.confirmation import typed_line
from ntmtrack.drafting.confirmation.review_state import Review
from ntmtrack.wording.words import Words

WORDS = Words("vi")
FILE = draft_text.read(DRAFT.encode(), "nhap.yaml")


def start() -> Review:
    return Review(copy.deepcopy(FILE))


def pressed(*keys: str, state: Review | None = None) -> Review:
    state = state or start()
    for key in keys:
        state = review.press(state, key, WORDS)
    return state


def typed(text: str) -> list[str]:
    return [*[typed_line.BACKSPACE] * 80, *text, typed_line.ENTER]


def tasks(state: Review) -> dict[str, Any]:
    return {task["id"]: task for task in state.file["tasks"]}


def screen(state: Review, columns: int = 80, rows: int = 24) -> str:
    shown = review_screen.lines(state, columns, rows, WORDS)
    assert len(shown) <= rows
    assert all(width(line) <= columns for line in shown)
    return "\n".join(shown)


def test_enter_accepts_a_duty_and_goes_to_the_next() -> None:
    state = pressed(typed_line.ENTER)
    assert "draft" not in tasks(state)["ra-soat"]
    assert state.step == review_state.Step("tasks", "van-dong")
    assert "nhiệm vụ 2/3" in screen(state)
    assert "còn phải xác nhận: 2" in screen(state)


def test_the_user_chooses_one_of_several_days() -> None:
    state = pressed("n", typed_line.ENTER)
    assert "1 20/11/2025  2 15/11/2025" in screen(state)
    assert "draft" in tasks(state)["van-dong"]
    state = pressed("2", typed_line.ENTER, state=state)
    assert tasks(state)["van-dong"]["due"] == "2025-11-15"
    assert tasks(state)["van-dong"]["due_is"] == "before"


def changed_since() -> Review:
    """Start with a duty whose deadline and lead changed after it was confirmed."""
    file = copy.deepcopy(FILE)
    task = file["tasks"][0]
    task["draft"]["propose"] = {"due": "2025-11-15"}
    task["draft"]["was"] = {"due": task.pop("due"), "owner": task["owner"]}
    task["owner"] = ["mat-tran"]
    return Review(file)


def test_a_changed_value_is_shown_with_the_earlier_one_and_accepted_as_it_is_now() -> None:
    state = changed_since()
    assert "30/10/2025 → 15/11/2025 (đề xuất)" in screen(state)
    assert "Phòng Kinh tế → Ủy ban MTTQ xã" in screen(state)
    assert "o giữ như trước" in screen(state)
    assert "ra-soat" not in review.sure(state)
    task = tasks(pressed(typed_line.ENTER, state=state))["ra-soat"]
    assert (task["due"], task["owner"], "draft" in task) == ("2025-11-15", ["mat-tran"], False)


def test_the_key_o_keeps_the_earlier_values() -> None:
    task = tasks(pressed("o", state=changed_since()))["ra-soat"]
    was = tasks(start())["ra-soat"]
    assert (task["due"], task["owner"], "draft" in task) == (was["due"], was["owner"], False)
    state = pressed("o")
    assert "Văn bản không thay đổi ở đây" in screen(state)
    assert "o giữ như trước" not in screen(state)


def test_earlier_values_are_not_accepted_if_their_lead_is_gone() -> None:
    state = changed_since()
    state.file["tasks"][0]["draft"]["was"]["owner"] = ["ai-do"]
    state = pressed("o", state=state)
    assert "Còn phải ghi" in screen(state)
    assert "draft" in tasks(state)["ra-soat"]


def test_a_weekly_duty_cannot_be_accepted_without_a_day_of_the_week() -> None:
    state = start()
    del state.file["tasks"][0]["due"]
    state.file["tasks"][0]["draft"]["propose"] = {"repeat": {"every": "week", "from": "2025-10-02"}}
    state = pressed(typed_line.ENTER, state=state)
    assert "thứ trong tuần" in screen(state)
    assert "draft" in tasks(state)["ra-soat"]
    state = pressed("e", "5", *typed("hằng tuần"), state=state)
    assert "thứ trong tuần" in screen(state)
    assert "repeat" not in tasks(state)["ra-soat"]
    state = pressed("e", "5", *typed("hằng tuần, thứ Năm"), typed_line.ENTER, state=state)
    assert tasks(state)["ra-soat"]["repeat"]["on"] == "thu"
    assert "draft" not in tasks(state)["ra-soat"]


def test_a_duty_cannot_be_accepted_without_a_lead() -> None:
    state = pressed("n", "n", typed_line.ENTER)
    assert "Còn phải ghi: Chủ trì" in screen(state)
    state = pressed("e", "2", *typed("Phòng KT; Ủy ban MTTQ xã"), state=state)
    assert tasks(state)["ban-giao"]["owner"] == ["kinh-te", "mat-tran"]
    assert "draft" not in tasks(pressed(typed_line.ENTER, state=state))["ban-giao"]


def test_tab_completes_a_name_and_an_unknown_name_is_asked_about() -> None:
    state = pressed("n", "n", "e", "2", *"Phòng KT; uy b", typed_line.TAB)
    assert state.typed == "Phòng KT; Ủy ban MTTQ xã"
    state = pressed("e", "2", *typed("Phòng Nông nghiệp"))
    assert "“Phòng Nông nghiệp”" in screen(state)
    assert state.mode == "value"
    assert pressed(typed_line.ESCAPE, state=state).mode == "look"


def test_typed_letters_and_tone_marks_are_composed() -> None:
    state = pressed("e", "1", *[typed_line.BACKSPACE] * 80, *"Rà soa\u0301t", typed_line.ENTER)
    assert tasks(state)["ra-soat"]["title"] == "Rà soát"


def test_a_typed_day_is_taken_and_a_wrong_one_refused() -> None:
    state = pressed("e", "5", *typed("31/11/2025"))
    assert "31/11/2025" in screen(state)
    assert tasks(state)["ra-soat"]["due"] == "2025-10-30"
    state = pressed(*typed("5/11/2025"), state=state)
    assert tasks(state)["ra-soat"]["due"] == "5/11/2025"


def test_all_complete_duties_are_accepted_together_after_a_question() -> None:
    state = pressed("A")
    assert "Nhận 1 nhiệm vụ" in screen(state)
    assert pressed("x", state=state).file == FILE
    done = pressed(typed_line.ENTER, state=state)
    assert [id_ for id_, task in tasks(done).items() if "draft" not in task] == ["ra-soat"]


def test_a_duty_is_split_at_a_chosen_place() -> None:
    state = pressed("n", "s")
    assert "[1]" in screen(state)
    places = review.breaks(state)
    state = pressed(str(len(places)), state=state)
    first, second = state.file["tasks"][1:3]
    assert (
        first["draft"]["quote"] + " " + second["draft"]["quote"]
        == (FILE["tasks"][1]["draft"]["quote"])
    )
    assert first["owner"] == ["mat-tran"]
    assert second["id"] not in tasks(start())
    assert draft_text.wrong_in(draft_text.text_of(state.file, WORDS)) == []


def test_a_duty_is_joined_with_the_one_above() -> None:
    assert "Không có nhiệm vụ nào ở trên" in screen(pressed("m"))
    state = pressed("n", "m")
    joined = state.file["tasks"][0]
    assert joined["title"] == "Rà soát nhà tạm; vận động kinh phí"
    assert joined["owner"] == ["kinh-te", "mat-tran"]
    assert state.step == review_state.Step("tasks", "ra-soat")
    assert len(state.file["tasks"]) == 2


def test_an_accepted_duty_is_joined_with_its_whole_quote() -> None:
    file = copy.deepcopy(FILE)
    file["tasks"][0]["title"] = "Rà soát…"
    joined = pressed(typed_line.ENTER, "m", state=Review(file)).file["tasks"][0]
    assert joined["draft"]["quote"].startswith("Rà soát nhà tạm Ủy ban MTTQ xã")
    assert joined["draft"]["deadline"].startswith("30/10/2025; ")


def test_dropping_a_duty_removes_references_to_it_and_can_be_undone() -> None:
    state = pressed("d")
    assert "ra-soat" not in tasks(state)
    assert "part_of" not in tasks(state)["ban-giao"]
    assert pressed("u", state=state).file == FILE
    assert "Không còn bước nào" in screen(pressed("u"))


def test_a_review_ends_when_everything_is_decided_or_on_q() -> None:
    assert pressed("q").mode == "left"
    state = pressed("d", "d", "d")
    assert state.step is None
    assert "Đã xác nhận xong" in screen(state)
    assert pressed(typed_line.ENTER, state=state).mode == "left"


def test_the_head_and_owners_are_reviewed_as_well() -> None:
    file = copy.deepcopy(FILE)
    file["directive"] = {"number": "1", "draft": {"propose": {"issued": "2025-10-02"}}}
    file["owners"][0]["draft"] = {"why": "Là một nhóm"}
    state = Review(file)
    assert "Ngày ban hành" in screen(state)
    state = pressed(typed_line.ENTER, state=state)
    assert "Cơ quan ban hành" in screen(state)
    state = pressed("e", "4", *typed("UBND xã"), "e", "6", *typed("Nhà tạm"), state=state)
    state = pressed(typed_line.ENTER, state=state)
    assert state.file["directive"]["issued"] == "2025-10-02"
    assert state.step == review_state.Step("owners", "kinh-te")
    assert "ra-soat" in screen(pressed("d", state=state))


def test_the_signer_is_shown_before_the_head_is_accepted() -> None:
    """The signer is written into papers, and could be neither seen nor changed here."""
    file = copy.deepcopy(FILE)
    signer = {"name": "Nguyễn Văn Hùng", "title": "Bí thư", "for": "Ban Thường vụ"}
    file["directive"] = {"number": "1", "signer": signer, "draft": {}}
    assert "Người ký: Ban Thường vụ, Bí thư Nguyễn Văn Hùng" in screen(Review(file))
    (row, *_) = draft_sheets.rows(draft_sheets.HEAD, file, WORDS)
    assert "Người ký: Ban Thường vụ, Bí thư Nguyễn Văn Hùng" in row["why"]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
def test_a_long_quote_leaves_room_for_the_keys(size: tuple[int, int]) -> None:
    file = copy.deepcopy(FILE)
    file["tasks"][0]["draft"]["quote"] = "Rà soát, lập danh sách; " * 100
    file["tasks"][0]["draft"]["why"] = ["Hai ngày trong một câu."] * 9
    assert "q dừng" in screen(Review(file), *size)


KEYS = st.sampled_from([*"AsmednuqX129", *"áê; ", "enter", "escape", "backspace", "tab"])


@given(st.lists(KEYS.filter(lambda key: key != "q"), max_size=40))
def test_any_keys_leave_a_draft_that_check_accepts(keys: list[str]) -> None:
    state = start()
    for key in keys:
        before = copy.deepcopy(state.file)
        after = review.press(state, key, WORDS)
        assert state.file == before  # a key press does not change the earlier state
        state = after
        screen(state)
        if state.mode == "left":
            return
    assert draft_text.wrong_in(draft_text.text_of(copy.deepcopy(state.file), WORDS)) == []


def test_all_proposals_are_shown_before_they_are_accepted() -> None:
    file = copy.deepcopy(FILE)
    file["tasks"][0]["draft"]["propose"] = {"each": "owner", "start": "2025-10-10"}
    shown = screen(Review(file))
    assert "Tính riêng theo     đơn vị, cá nhân (đề xuất)" in shown
    assert "Đề xuất thêm: bắt đầu: 10/10/2025" in shown


def test_per_village_is_proposed_in_words() -> None:
    file = copy.deepcopy(FILE)
    file["owners"][0]["draft"] = {"propose": {"per_village": True}}
    shown = screen(Review(file))
    assert "Đề xuất thêm: thôn nào cũng có riêng một đơn vị như vậy" in shown
    assert "per_village" not in shown


def test_a_duty_becomes_a_single_item_when_its_villages_are_removed() -> None:
    file = copy.deepcopy(FILE)
    file["tasks"][0]["draft"]["propose"] = {"villages": "all", "each": "village"}
    state = pressed("e", "4", typed_line.CLEAR, typed_line.ENTER, state=Review(file))
    assert "tính riêng theo" not in screen(state)
    state = pressed(typed_line.ENTER, state=state)
    assert not {"draft", "villages", "each"} & tasks(state)["ra-soat"].keys()
    assert draft_text.wrong_in(draft_text.text_of(state.file, WORDS)) == []


def test_a_second_enter_adds_an_unknown_name() -> None:
    state = pressed("n", "n", "e", "2", *typed("Trạm Y tế"))
    assert "Chưa có “Trạm Y tế”. Bấm Enter lần nữa để thêm" in screen(state)
    state = pressed(typed_line.ENTER, state=state)
    assert tasks(state)["ban-giao"]["owner"] == ["tram-y-te"]
    assert {"id": "tram-y-te", "name": "Trạm Y tế"} in state.file["owners"]
    assert pressed("u", state=state).file == start().file


def test_each_unknown_name_is_asked_about_and_the_first_village_can_be_added() -> None:
    without = start()
    del without.file["villages"]
    state = pressed("n", "n", "e", "4", *typed("Nà Lai"), *typed("Nà Lay"), state=without)
    assert "Chưa có “Nà Lay”" in screen(state)
    state = pressed(typed_line.ENTER, state=state)
    assert state.file["villages"] == [{"id": "na-lay", "name": "Nà Lay"}]
    assert draft_text.wrong_in(draft_text.text_of(state.file, WORDS)) == []


def test_one_key_clears_a_field() -> None:
    state = pressed("e", "1", typed_line.CLEAR, *"Rà soát", typed_line.ENTER)
    assert tasks(state)["ra-soat"]["title"] == "Rà soát"


def test_only_keys_that_apply_are_shown() -> None:
    shown = screen(pressed("n"))
    assert all(word in shown for word in ("s tách", "m gộp", "d bỏ"))
    assert "u quay lại" not in shown
    file = copy.deepcopy(FILE)
    file["directive"]["draft"] = {"at": "phần đầu"}
    shown = screen(Review(file))
    assert not any(word in shown for word in ("s tách", "m gộp", "d bỏ"))
    assert "Không bỏ được phần đầu" in screen(pressed("d", state=Review(file)))


def test_a_low_window_says_that_lines_are_left_out() -> None:
    lines = review_screen.lines(start(), 79, 14, WORDS)
    assert len(lines) <= 14
    assert any("kéo cửa sổ cao thêm" in line for line in lines)
    assert not any("kéo cửa sổ" in line for line in review_screen.lines(start(), 79, 24, WORDS))


def test_the_message_about_a_wrong_deadline_is_shown_whole_if_there_is_room() -> None:
    state = pressed("e", "5", typed_line.CLEAR, *"giữa tháng 10", typed_line.ENTER)
    shown = " ".join(screen(state).split())
    assert "thường xuyên" in shown.split("không phải là thời hạn")[1]


def test_a_part_without_a_quote_shows_only_its_place() -> None:
    file = copy.deepcopy(FILE)
    file["owners"][0]["draft"] = {"at": "đoạn 7"}
    shown = screen(Review(file))
    assert "Vị trí trong văn bản: đoạn 7" in shown
    assert "Văn bản (đoạn 7):" not in shown


def test_accepting_all_reports_the_count_and_asks_nothing_if_there_are_none() -> None:
    state = pressed("A", typed_line.ENTER)
    assert "Đã nhận 1 nhiệm vụ" in screen(state)
    state = pressed("A", state=state)
    assert state.mode == "look"
    assert "chưa có nhiệm vụ nào ghi rõ" in " ".join(screen(state).split())


def test_accepting_a_duty_without_its_documents_deadline_needs_a_second_enter() -> None:
    file = copy.deepcopy(FILE)
    del file["tasks"][0]["due"]
    state = pressed(typed_line.ENTER, state=Review(file))
    assert "văn bản ghi “30/10/2025”" in " ".join(screen(state).split())
    assert "draft" in tasks(state)["ra-soat"]
    assert "draft" not in tasks(pressed(typed_line.ENTER, state=state))["ra-soat"]
