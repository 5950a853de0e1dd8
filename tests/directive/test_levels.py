"""Whose the whole is: reports call it by the level of the issuer, or leave it out."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from running import run

from ntmtrack.directive.levels import level_of

FILE = """format: 1
directive: {number: 7-KH/X, issued: 2025-03-01, issuer: %s, subject: Rà soát}
owners: [{id: hoi, name: Hội Phụ nữ, kind: body}]
tasks: [{id: ra-soat, title: Rà soát hộ khó khăn, owner: [hoi], due: 2025-03-20}]
"""


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("Đảng ủy xã Sơn Kim 2", "commune"),
        ("UBND XÃ ĐỒNG MƠ", "commune"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân phường Hưng Trí"), "ward"),
        ("Đảng ủy thị trấn Vũ Quang", "town"),
        ("Đặc khu Cô Tô", "zone"),
        ("Huyện ủy Hương Sơn", "district"),
        ("Quận ủy Nam", "district"),
        ("UBND thị xã Kỳ Anh", "district town"),
        ("Thành uỷ Hà Tĩnh", "city"),
        ("Sở Nông nghiệp, tỉnh Hà Tĩnh", "province"),
        ("Bộ Lao động, Thương binh và Xã hội", None),
        ("Thủ tướng Chính phủ", None),
        ("", None),
    ],
)
def test_an_issuer_says_its_level(issuer: str, level: str | None) -> None:
    assert level_of(issuer, has_villages=False) == level


def test_an_issuer_with_villages_that_does_not_say_is_in_a_commune() -> None:
    assert level_of("Ban Chỉ đạo chống dịch", has_villages=True) == "commune"


@pytest.mark.parametrize(
    ("issuer", "whole"),
    [
        ("Đảng ủy xã A", "toàn xã"),
        ("Huyện ủy A", "toàn huyện"),
        ("UBND tỉnh A", "toàn tỉnh"),
        ("Thủ tướng Chính phủ", None),
    ],
)
@pytest.mark.parametrize("command", [("list",), ("show", "ra-soat"), ("overdue", "-F", "md")])
def test_reports_call_the_whole_by_it(
    command: tuple[str, ...], issuer: str, whole: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(FILE % issuer, encoding="utf-8")
    made = run(*command, "-f", str(file), "--as-of", "2025-03-25", "--lang", "vi").out
    assert "Rà soát hộ khó khăn" in made
    assert [word for word in ("toàn xã", "toàn huyện", "toàn tỉnh") if word in made] == (
        [whole] if whole else []
    )
