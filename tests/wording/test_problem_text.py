"""Every problem has sentences in both languages, with counts formatted for people."""

from __future__ import annotations

from ntmtrack.wording import problem_text
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import unplaced
from ntmtrack.wording.problem_text import MESSAGES
from ntmtrack.wording.words import Words


def test_every_problem_has_sentences_in_both_languages() -> None:
    assert set(MESSAGES) == set(Code)
    vietnamese = Words("vi")
    texts = {text for message in MESSAGES.values() for text in message}
    assert {text for text in texts if vietnamese.say(text) == text} == set()


def test_counts_in_problems_have_thousands_marks_and_line_numbers_have_none() -> None:
    long = unplaced(Code.TEXT_TOO_LONG, limit=10_000)
    twice = unplaced(Code.DUPLICATE_KEY, key="id", first_line="12345")
    assert "10.000" in problem_text.as_text([long], Words("vi"))
    assert "10000" in problem_text.as_text([long], Words("en"))
    assert "12345" in problem_text.as_text([twice], Words("vi"))
