"""A typed line: what each key does to the text and the cursor."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.drafting.confirmation import typed_line
from ntmtrack.drafting.confirmation.typed_line import TypedLine

LETTERS = st.text("aâăđơ ̣́̀x", max_size=12)
KEYS = ("left", "right", "home", "end")


def pressed(line: TypedLine, *keys: str) -> TypedLine:
    for key in keys:
        line = typed_line.edit(line, key)
    return line


def test_a_letter_is_put_in_and_taken_out_at_the_cursor() -> None:
    line = pressed(TypedLine("Rà sóat"), "left", "left", "left", "delete", "o", "delete", "á")
    assert line == TypedLine("Rà soá", "t")
    assert pressed(line, "home", "delete") == TypedLine("", "à soát")
    assert pressed(line, "end", "backspace").text == "Rà soá"
    assert pressed(line, "clear") == TypedLine()


def test_a_tone_mark_composes_with_the_letter_before_the_cursor() -> None:
    assert pressed(TypedLine("", "n"), "a", "\u0302", "\u0301") == TypedLine("ấ", "n")


def test_a_mark_that_composes_with_no_letter_is_passed_with_it() -> None:
    assert pressed(TypedLine("đx\u0301"), "left") == TypedLine("đ", "x\u0301")
    assert pressed(TypedLine("đx\u0301"), "backspace") == TypedLine("đ")
    assert pressed(TypedLine("", "x\u0301a"), "right") == TypedLine("x\u0301", "a")


@given(LETTERS, LETTERS, st.lists(st.sampled_from(KEYS), max_size=12))
def test_moving_changes_no_text_and_parts_no_letter_from_its_marks(
    before: str, behind: str, keys: list[str]
) -> None:
    line = pressed(TypedLine(before, behind), "home", *keys)
    assert line.text == before + behind
    assert not unicodedata.combining(line.behind[:1] or " ") or not line.before
