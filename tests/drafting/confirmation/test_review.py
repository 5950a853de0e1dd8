"""A review, key by key: what each key makes of a draft, and what the screen shows of it."""

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
from ntmtrack.drafting.confirmation.review import Review
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
    return [*[review.BACKSPACE] * 80, *text, review.ENTER]


def tasks(state: Review) -> dict[str, Any]:
    return {task["id"]: task for task in state.file["tasks"]}


def screen(state: Review, columns: int = 80, rows: int = 24) -> str:
    shown = review_screen.lines(state, columns, rows, WORDS)
    assert len(shown) <= rows
    assert all(width(line) <= columns for line in shown)
    return "\n".join(shown)


def test_enter_accepts_and_goes_on() -> None:
    state = pressed(review.ENTER)
    assert "draft" not in tasks(state)["ra-soat"]
    assert state.step == review.Step("tasks", "van-dong")
    assert "nhiệm vụ 2/3" in screen(state)
    assert "còn phải xác nhận: 2" in screen(state)


def test_of_several_days_a_person_chooses_one() -> None:
    state = pressed("n", review.ENTER)
    assert "1 20/11/2025  2 15/11/2025" in screen(state)
    assert "draft" in tasks(state)["van-dong"]
    state = pressed("2", review.ENTER, state=state)
    assert tasks(state)["van-dong"]["due"] == "2025-11-15"
    assert tasks(state)["van-dong"]["due_is"] == "before"


def changed_since() -> Review:
    """Begin with a duty that was confirmed once, and whose deadline and lead changed then."""
    file = copy.deepcopy(FILE)
    task = file["tasks"][0]
    task["draft"]["propose"] = {"due": "2025-11-15"}
    task["draft"]["was"] = {"due": task.pop("due"), "owner": task["owner"]}
    task["owner"] = ["mat-tran"]
    return Review(file)


def test_what_changed_is_shown_with_what_it_was_and_accepted_as_it_is_now() -> None:
    state = changed_since()
    assert "30/10/2025 → 15/11/2025 (đề xuất)" in screen(state)
    assert "Phòng Kinh tế → Ủy ban MTTQ xã" in screen(state)
    assert "o giữ như trước" in screen(state)
    assert "ra-soat" not in review.sure(state)
    task = tasks(pressed(review.ENTER, state=state))["ra-soat"]
    assert (task["due"], task["owner"], "draft" in task) == ("2025-11-15", ["mat-tran"], False)


def test_what_was_confirmed_before_is_kept_by_a_key_of_its_own() -> None:
    task = tasks(pressed("o", state=changed_since()))["ra-soat"]
    was = tasks(start())["ra-soat"]
    assert (task["due"], task["owner"], "draft" in task) == (was["due"], was["owner"], False)
    state = pressed("o")
    assert "Văn bản không thay đổi ở đây" in screen(state)
    assert "o giữ như trước" not in screen(state)


def test_what_was_confirmed_before_loses_whoever_is_no_longer_there() -> None:
    state = changed_since()
    state.file["tasks"][0]["draft"]["was"]["owner"] = ["ai-do"]
    state = pressed("o", state=state)
    assert "Còn phải ghi" in screen(state)
    assert "draft" in tasks(state)["ra-soat"]


def test_a_weekly_duty_cannot_be_accepted_until_it_has_its_day_of_the_week() -> None:
    state = start()
    del state.file["tasks"][0]["due"]
    state.file["tasks"][0]["draft"]["propose"] = {"repeat": {"every": "week", "from": "2025-10-02"}}
    state = pressed(review.ENTER, state=state)
    assert "thứ trong tuần" in screen(state)
    assert "draft" in tasks(state)["ra-soat"]
    state = pressed("e", "5", *typed("hằng tuần"), state=state)
    assert "thứ trong tuần" in screen(state)
    assert "repeat" not in tasks(state)["ra-soat"]
    state = pressed("e", "5", *typed("hằng tuần, thứ Năm"), review.ENTER, state=state)
    assert tasks(state)["ra-soat"]["repeat"]["on"] == "thu"
    assert "draft" not in tasks(state)["ra-soat"]


def test_what_lacks_a_lead_cannot_be_accepted_until_it_has_one() -> None:
    state = pressed("n", "n", review.ENTER)
    assert "Còn phải ghi: Chủ trì" in screen(state)
    state = pressed("e", "2", *typed("Phòng KT; Ủy ban MTTQ xã"), state=state)
    assert tasks(state)["ban-giao"]["owner"] == ["kinh-te", "mat-tran"]
    assert "draft" not in tasks(pressed(review.ENTER, state=state))["ban-giao"]


def test_a_name_is_completed_and_an_unknown_one_asked_about() -> None:
    state = pressed("n", "n", "e", "2", *"Phòng KT; uy b", review.TAB)
    assert state.typed == "Phòng KT; Ủy ban MTTQ xã"
    state = pressed("e", "2", *typed("Phòng Nông nghiệp"))
    assert "“Phòng Nông nghiệp”" in screen(state)
    assert state.mode == "value"
    assert pressed(review.ESCAPE, state=state).mode == "look"


def test_letters_of_vietnamese_keyboards_are_composed() -> None:
    state = pressed("e", "1", *[review.BACKSPACE] * 80, *"Rà soa\u0301t", review.ENTER)
    assert tasks(state)["ra-soat"]["title"] == "Rà soát"


def test_a_typed_day_holds_and_a_wrong_one_is_refused() -> None:
    state = pressed("e", "5", *typed("31/11/2025"))
    assert "31/11/2025" in screen(state)
    assert tasks(state)["ra-soat"]["due"] == "2025-10-30"
    state = pressed(*typed("5/11/2025"), state=state)
    assert tasks(state)["ra-soat"]["due"] == "5/11/2025"


def test_all_that_is_complete_is_accepted_at_once_after_a_question() -> None:
    state = pressed("A")
    assert "Nhận 1 nhiệm vụ" in screen(state)
    assert pressed("x", state=state).file == FILE
    done = pressed(review.ENTER, state=state)
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
    assert state.step == review.Step("tasks", "ra-soat")
    assert len(state.file["tasks"]) == 2


def test_a_duty_that_was_accepted_is_joined_with_all_that_it_quoted() -> None:
    file = copy.deepcopy(FILE)
    file["tasks"][0]["title"] = "Rà soát…"
    joined = pressed(review.ENTER, "m", state=Review(file)).file["tasks"][0]
    assert joined["draft"]["quote"].startswith("Rà soát nhà tạm Ủy ban MTTQ xã")
    assert joined["draft"]["deadline"].startswith("30/10/2025; ")


def test_a_dropped_duty_goes_with_all_that_points_at_it_and_comes_back() -> None:
    state = pressed("d")
    assert "ra-soat" not in tasks(state)
    assert "part_of" not in tasks(state)["ban-giao"]
    assert pressed("u", state=state).file == FILE
    assert "Không còn bước nào" in screen(pressed("u"))


def test_it_ends_when_all_is_decided_or_on_q() -> None:
    assert pressed("q").mode == "left"
    state = pressed("d", "d", "d")
    assert state.step is None
    assert "Đã xác nhận xong" in screen(state)
    assert pressed("x", state=state).mode == "left"


def test_the_head_and_owners_are_gone_through_as_well() -> None:
    file = copy.deepcopy(FILE)
    file["directive"] = {"number": "1", "draft": {"propose": {"issued": "2025-10-02"}}}
    file["owners"][0]["draft"] = {"why": "Là một nhóm"}
    state = Review(file)
    assert "Ngày ban hành" in screen(state)
    state = pressed(review.ENTER, state=state)
    assert "Cơ quan ban hành" in screen(state)
    state = pressed("e", "4", *typed("UBND xã"), "e", "6", *typed("Nhà tạm"), state=state)
    state = pressed(review.ENTER, state=state)
    assert state.file["directive"]["issued"] == "2025-10-02"
    assert state.step == review.Step("owners", "kinh-te")
    assert "ra-soat" in screen(pressed("d", state=state))


def test_the_signer_is_seen_before_the_head_is_accepted() -> None:
    """He is written into papers, and could be neither seen nor changed here."""
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
def test_whatever_is_pressed_the_draft_stays_one_that_check_takes(keys: list[str]) -> None:
    state = start()
    for key in keys:
        before = copy.deepcopy(state.file)
        after = review.press(state, key, WORDS)
        assert state.file == before  # each state is a value of its own
        state = after
        screen(state)
        if state.mode == "left":
            return
    assert draft_text.wrong_in(draft_text.text_of(copy.deepcopy(state.file), WORDS)) == []


def test_whatever_else_is_proposed_is_shown_before_it_is_accepted() -> None:
    file = copy.deepcopy(FILE)
    file["tasks"][0]["draft"]["propose"] = {"each": "owner", "start": "2025-10-10"}
    shown = screen(Review(file))
    assert "Đề xuất thêm: tính riêng theo: đơn vị, cá nhân" in shown
    assert "Đề xuất thêm: bắt đầu: 10/10/2025" in shown


def test_that_each_village_has_its_own_body_is_proposed_in_words() -> None:
    file = copy.deepcopy(FILE)
    file["owners"][0]["draft"] = {"propose": {"per_village": True}}
    shown = screen(Review(file))
    assert "Đề xuất thêm: thôn nào cũng có riêng một đơn vị như vậy" in shown
    assert "per_village" not in shown


def test_a_duty_whose_villages_a_person_takes_away_is_one_item_and_can_be_accepted() -> None:
    file = copy.deepcopy(FILE)
    file["tasks"][0]["draft"]["propose"] = {"villages": "all", "each": "village"}
    state = pressed("e", "4", review.CLEAR, review.ENTER, state=Review(file))
    assert "tính riêng theo" not in screen(state)
    state = pressed(review.ENTER, state=state)
    assert not {"draft", "villages", "each"} & tasks(state)["ra-soat"].keys()
    assert draft_text.wrong_in(draft_text.text_of(state.file, WORDS)) == []


def test_a_name_that_nothing_has_is_added_when_enter_says_so_again() -> None:
    state = pressed("n", "n", "e", "2", *typed("Trạm Y tế"))
    assert "Chưa có “Trạm Y tế”. Bấm Enter lần nữa để thêm" in screen(state)
    state = pressed(review.ENTER, state=state)
    assert tasks(state)["ban-giao"]["owner"] == ["tram-y-te"]
    assert {"id": "tram-y-te", "name": "Trạm Y tế"} in state.file["owners"]
    assert pressed("u", state=state).file == start().file


def test_another_slip_is_asked_about_again_and_villages_are_added_where_there_were_none() -> None:
    without = start()
    del without.file["villages"]
    state = pressed("n", "n", "e", "4", *typed("Nà Lai"), *typed("Nà Lay"), state=without)
    assert "Chưa có “Nà Lay”" in screen(state)
    state = pressed(review.ENTER, state=state)
    assert state.file["villages"] == [{"id": "na-lay", "name": "Nà Lay"}]
    assert draft_text.wrong_in(draft_text.text_of(state.file, WORDS)) == []


def test_a_field_is_emptied_at_once() -> None:
    state = pressed("e", "1", review.CLEAR, *"Rà soát", review.ENTER)
    assert tasks(state)["ra-soat"]["title"] == "Rà soát"


def test_only_keys_that_do_something_are_shown() -> None:
    shown = screen(pressed("n"))
    assert all(word in shown for word in ("s tách", "m gộp", "d bỏ"))
    assert "u quay lại" not in shown
    file = copy.deepcopy(FILE)
    file["directive"]["draft"] = {"at": "phần đầu"}
    shown = screen(Review(file))
    assert not any(word in shown for word in ("s tách", "m gộp", "d bỏ"))
    assert "Không bỏ được phần đầu" in screen(pressed("d", state=Review(file)))


def test_what_a_low_window_leaves_out_is_said() -> None:
    lines = review_screen.lines(start(), 79, 14, WORDS)
    assert len(lines) <= 14
    assert any("kéo cửa sổ cao thêm" in line for line in lines)
    assert not any("kéo cửa sổ" in line for line in review_screen.lines(start(), 79, 24, WORDS))


def test_what_is_wrong_with_a_deadline_is_said_to_its_end_where_the_window_has_room() -> None:
    state = pressed("e", "5", review.CLEAR, *"giữa tháng 10", review.ENTER)
    shown = " ".join(screen(state).split())
    assert "thường xuyên" in shown.split("không phải là thời hạn")[1]


def test_a_part_without_a_sentence_says_only_where_it_stands() -> None:
    file = copy.deepcopy(FILE)
    file["owners"][0]["draft"] = {"at": "đoạn 7"}
    shown = screen(Review(file))
    assert "Vị trí trong văn bản: đoạn 7" in shown
    assert "Văn bản (đoạn 7):" not in shown


def test_how_many_were_accepted_at_once_is_said_and_nothing_asked_where_there_are_none() -> None:
    state = pressed("A", review.ENTER)
    assert "Đã nhận 1 nhiệm vụ" in screen(state)
    state = pressed("A", state=state)
    assert state.mode == "look"
    assert "chưa có nhiệm vụ nào ghi rõ" in " ".join(screen(state).split())


def test_a_duty_loses_no_deadline_of_its_document_unasked() -> None:
    file = copy.deepcopy(FILE)
    del file["tasks"][0]["due"]
    state = pressed(review.ENTER, state=Review(file))
    assert "văn bản ghi “30/10/2025”" in " ".join(screen(state).split())
    assert "draft" in tasks(state)["ra-soat"]
    assert "draft" not in tasks(pressed(review.ENTER, state=state))["ra-soat"]
