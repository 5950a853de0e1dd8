"""Long sentences are cut into their duties, in a time that grows as they do."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.prose_reading import duty_sentences

ISSUED = date(2026, 1, 5)


def _sentence(duties: int) -> str:
    days = (f"{1 + at % 28}/{1 + at % 12}/2027" for at in range(duties))
    return ", ".join(f"rà soát danh sách hộ nghèo trước ngày {day}" for day in days)


@pytest.mark.parametrize("duties", [10, 300])
def test_a_sentence_is_cut_into_all_its_dated_duties(duties: int) -> None:
    text = _sentence(duties)
    parts = duty_sentences.parts(text, ISSUED)
    assert [len(part.times) for part in parts] == [1] * duties
    assert ", ".join(part.text for part in parts) == text


def test_a_long_sentence_without_a_second_duty_stays_whole() -> None:
    text = "Rà soát " + ", ".join(["hộ nghèo của thôn"] * 500) + " trước ngày 15/3/2027"
    (part,) = duty_sentences.parts(text, ISSUED)
    assert part.text == text


def test_what_is_read_of_a_sentence_grows_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    in_sentence = time_phrases.in_sentence

    def counting(text: str, issued: date | None) -> list[time_phrases.TimeWords]:
        read.append(len(text))
        return in_sentence(text, issued)

    monkeypatch.setattr(time_phrases, "in_sentence", counting)
    letters = []
    for duties in (200, 400):
        read.clear()
        duty_sentences.parts(_sentence(duties), ISSUED)
        letters.append(sum(read))
    assert letters[1] < 2.2 * letters[0]
