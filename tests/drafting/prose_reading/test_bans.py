"""Lists of what is forbidden are listed, and are no duties."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.prose_reading import bans
from ntmtrack.drafting.prose_reading import outline


def parted(text: str) -> tuple[list[str], list[str]]:
    """Return the words of lines that go on to be read, and of those that forbid."""
    paragraphs = [
        TextParagraph(line.strip(), SourcePlace(line=number))
        for number, line in enumerate(text.splitlines(), 1)
    ]
    others, forbidden = bans.part(outline.lines(paragraphs))
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
