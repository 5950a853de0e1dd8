"""Remembered decisions may contain any text."""

from __future__ import annotations

from ntmtrack.drafting.confirmation import decisions
from ntmtrack.wording.words import Words

WORDS = Words("vi")


def test_names_of_columns_and_abbreviations_that_look_like_yaml_are_read_back() -> None:
    names = {
        "a: b": "owner",
        "- x": "due",
        "<< x": "title",
        "{a": "note",
        "no": "owner",
        "12": "due",
    }
    memory = decisions.Memory("a: b.docx", names, {"*BCĐ": "Ban: Chỉ đạo"}, ())
    assert decisions.read(decisions.write(memory, WORDS).encode(), "nhap.decisions") == (
        memory._replace(decisions=[])
    )
