"""The outline of a document: which clause is being read."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.prose_reading import outline


@pytest.mark.parametrize(
    ("texts", "clause"),
    [
        (("1.1. Đường", "1.1.2. Lề đường"), "1.1.2"),
        (("2. Giao thông", "a) Lề đường"), "2.a"),
        (("2. Giao thông", "2.1. Đường", "a) Lề đường"), "2.1.a"),
        (("1.1. Đường", "1.10.1. Lề đường"), "1.1.1.10.1"),  # whose 1.10 is missing
        (("1. Nhà văn hóa", "2. Giao thông"), "2"),
        (("2. Giao thông", "- Lề đường", "+ Biển báo"), "2"),
        (("II) Giao thông", "3/ Lề đường"), "II.3"),
        (
            ("II. Giao thông", "Điều 3. Lề đường", "2. Biển báo", "b) Cột mốc"),
            "điểm b khoản 2 Điều 3",
        ),
        (("Điều 3. Lề đường", "2. Biển báo", "- Cột mốc"), "khoản 2 Điều 3"),
    ],
)
def test_a_clause_has_each_number_once(texts: tuple[str, ...], clause: str) -> None:
    place = outline.Outline()
    for line in lines(*texts):
        place.enter(line)
    assert place.clause() == clause


def lines(*texts: str) -> list[outline.Line]:
    """Return the lines of an outline."""
    return outline.lines(TextParagraph(text, SourcePlace(paragraph=1)) for text in texts)


def test_a_paragraph_without_a_number_stands_under_the_last_number_not_under_a_dash() -> None:
    place = outline.Outline()
    ranks = [place.enter(line) for line in lines("1. Giao thông", "- Lề đường", "Trước 15/4.")]
    assert ranks == [outline.NUMBER, outline.DASH, outline.NUMBER + 0.5]


def test_a_title_ends_with_the_next_paragraph_of_its_rank() -> None:
    place = outline.Outline()
    title, inner, following = lines("1. Giao thông", "a) Lề đường", "2. Nhà văn hóa")
    place.name_title(place.enter(title), title.text)
    place.enter(inner)
    assert place.title == "Giao thông"
    place.enter(following)
    assert place.title == ""


def test_owners_of_the_same_rank_stay_until_their_rank_is_left() -> None:
    place = outline.Outline()
    place.name_owner(outline.OwnerInForce(outline.NUMBER, "Văn phòng"))
    place.name_owner(outline.OwnerInForce(outline.LETTER, "Đoàn xã"))
    place.leave_deeper(outline.NUMBER)
    assert place.owner is not None
    assert place.owner.names == "Văn phòng"
    place.leave(outline.NUMBER)
    assert place.owner is None
