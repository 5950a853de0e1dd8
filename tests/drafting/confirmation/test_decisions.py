"""What is remembered of decisions is text, whatever is in it."""

from __future__ import annotations

from ntmtrack.drafting.confirmation import decisions
from ntmtrack.wording.words import Words

WORDS = Words("vi")


def test_what_a_column_or_an_abbreviation_is_called_is_no_yaml() -> None:
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
