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
    ],
)
def test_a_clause_has_each_number_once(texts: tuple[str, ...], clause: str) -> None:
    place = outline.Outline()
    for line in outline.lines(TextParagraph(text, SourcePlace(paragraph=1)) for text in texts):
        place.enter(line)
    assert place.clause() == clause
