"""Lists of what is forbidden are listed, and are no duties."""

from __future__ import annotations

import time
from datetime import date

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.prose_reading import bans
from ntmtrack.drafting.prose_reading import duty_sentences
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.sentence_parts import Part


def parted(text: str) -> tuple[list[str], list[str]]:
    """Return the words of lines that go on to be read, and of those that forbid."""
    paragraphs = [
        TextParagraph(line.strip(), SourcePlace(line=number))
        for number, line in enumerate(text.splitlines(), 1)
    ]
    others, forbidden = bans.separate(outline.lines(paragraphs))
    return [line.text for line in others], [unused.text for unused in forbidden]


@pytest.mark.parametrize(
    "opening",
    [
        "1. Các tổ dân phố nghiêm cấm:",
        "1. Không được:",
        "1. Không để xảy ra các việc sau:",
        "1. Những hành vi bị cấm:",
        "1. Cấm các hộ nuôi:",
    ],
)
def test_what_stands_under_a_ban_is_listed_with_it(opening: str) -> None:
    text = (
        f"{opening}\na) Đốt rơm ngoài đồng.\nb) Đổ rác xuống mương.\n2. Dọn mương trước ngày 5/4."
    )
    assert parted(text) == (
        ["Dọn mương trước ngày 5/4."],
        [opening.removeprefix("1. "), "Đốt rơm ngoài đồng.", "Đổ rác xuống mương."],
    )


def test_a_ban_with_its_list_in_one_paragraph_is_listed_whole() -> None:
    line = "Các hộ nghiêm cấm: a) đốt rơm; b) đổ rác."
    assert parted(line) == ([], [line])


@pytest.mark.parametrize(
    "line",
    [
        "Giao Công an xã kiểm tra hộ không được cấp phép, gồm:",
        "Không để xảy ra cháy rừng.",
        "Thực hiện lệnh cấm biển:",
        "Xử lý người vi phạm. Nghiêm cấm: đốt rơm.",
    ],
)
def test_other_lines_with_such_words_are_read_on(line: str) -> None:
    assert parted(line) == ([line], [])


def due(sentence: str) -> list[str]:
    """Return the days by which something is to be done, and “?” for those that are doubtful."""
    (part,) = duty_sentences.parts(sentence, date(2026, 3, 9))
    times = bans.without_forbidden_days(part).times
    return [time.fields.get("due", "?") for time in times]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các trường không tổ chức thi trước ngày 10/6/2026.",
        "Tuyệt đối không mở cửa xả trước ngày 10/6/2026.",
        "Công an xã nghiêm cấm đốt rơm đến hết ngày 10/6/2026.",
        "Chưa thu tiền của các hộ trước ngày 10/6/2026.",
        "Các tổ không tổ chức ăn uống, họp mặt, tặng hoa trước ngày 10/6/2026.",
        "Công an xã không cho xe ben chạy, vận chuyển cát đến hết ngày 10/6/2026.",
        "Ban Quản lý chợ không thu quá 02 lần phí trước ngày 10/6/2026.",
        "Hợp tác xã không bán nước do hạn hán trước ngày 10/6/2026.",
    ],
)
def test_until_when_something_is_forbidden_is_no_deadline(sentence: str) -> None:
    assert due(sentence) == ["?"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Không để sót hộ nào, hoàn thành rà soát trước ngày 10/6/2026.",
        "Không để chậm trễ, gửi danh sách trước ngày 10/6/2026.",
        "Các thôn gửi danh sách trước ngày 10/6/2026, không để chậm trễ.",
        "Không nộp quá ngày 10/6/2026, xong trước ngày 10/6/2026.",
        "Thôn Đông tổ chức họp dân trước ngày 10/6/2026.",
        "Trước ngày 10/6/2026, các xóm không để hộ nào thiếu nước.",
        "Chậm nhất ngày 10/6/2026, các trường không tổ chức bán trú phải báo cáo.",
        "Các hộ không đốt rác mà mang rác ra bến trước ngày 10/6/2026.",
        "Các tổ không tổ chức họp chung, hoàn thành ký sổ trước ngày 10/6/2026.",
    ],
)
def test_what_is_to_be_done_beside_a_ban_keeps_its_deadline(sentence: str) -> None:
    assert "2026-06-10" in due(sentence)


def test_a_ban_of_many_days_takes_a_time_that_grows_as_they_do() -> None:
    def taken(count: int) -> float:
        text = "Không thi trước ngày 10/6/2026, " * count
        times = tuple(time_phrases.in_sentence(text, date(2026, 3, 9)))
        part = Part(0, len(text), text, None, times)
        begin = time.process_time()
        bans.without_forbidden_days(part)
        return time.process_time() - begin

    taken(50)
    assert taken(4000) < 30 * taken(400) + 0.05
