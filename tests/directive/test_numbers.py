"""The number of a letter says what kind it is, and who issued it."""

from __future__ import annotations

import pytest

from ntmtrack.directive.numbers import abbreviation_in
from ntmtrack.directive.numbers import is_of_party
from ntmtrack.directive.numbers import kind_in


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("49-CV/ĐU", "CV"),
        ("49 - cv/ĐU", "CV"),
        ("16-CT/TW", "CT"),
        ("12-CTr/TU", "CTR"),
        ("229/CĐ-TTg", "CĐ"),
        ("15/KH-UBND", "KH"),
        ("42/2014/QĐ-TTg", "QĐ"),
        ("30/2020/NĐ-CP", "NĐ"),
        ("4085/UBND-KH", "CV"),
        ("5155/SGDĐT-GDPT", "CV"),
        ("08/2024", None),
        ("62/2021/QH15", None),
        ("7-XX/ĐU", None),
        ("NQ 62", "NQ"),
        ("", None),
    ],
)
def test_a_number_tells_the_kind_of_its_letter(number: str, kind: str | None) -> None:
    assert kind_in(number) == kind


def test_the_order_of_a_number_tells_the_party_from_the_state() -> None:
    assert is_of_party("12-KH/XĐ")
    assert not is_of_party("12/KH-XĐ")


def test_a_number_without_a_body_has_no_abbreviation() -> None:
    assert [abbreviation_in(number) for number in ("49-CV/ĐU", "12/KH-XĐ", "12")] == [
        "ĐU",
        "XĐ",
        "",
    ]
