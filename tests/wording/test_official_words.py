"""The words of papers for signature."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.wording.official_words import OfficialWords
from ntmtrack.wording.words import Words


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2021, 7, 1), "01/7/2021", "01/07/2021"),
        (date(2021, 2, 9), "09/02/2021", "09/02/2021"),
        (date(2021, 3, 30), "30/3/2021", "30/03/2021"),
        (date(2021, 10, 15), "15/10/2021", "15/10/2021"),
    ],
)
def test_papers_for_signature_pad_days_with_zeros_as_the_rules_demand(
    day: date, vi: str, en: str
) -> None:
    assert (OfficialWords("vi").day(day), OfficialWords("en").day(day)) == (vi, en)
    assert Words("vi").day(day) == en
