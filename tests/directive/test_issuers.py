"""The issuer of a directive: its level, the word for its places, and what its number says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from running import run

from ntmtrack.directive.issuers import abbreviation_in
from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.issuers import home_place
from ntmtrack.directive.issuers import is_of_party
from ntmtrack.directive.issuers import kind_in
from ntmtrack.directive.issuers import kind_of_places
from ntmtrack.directive.issuers import kind_of_places_in
from ntmtrack.directive.issuers import level_of

FILE = """format: 1
directive: {number: 7-KH/X, issued: 2025-03-01, issuer: %s, subject: Rà soát}
owners: [{id: hoi, name: Hội Phụ nữ, kind: body}]
tasks: [{id: ra-soat, title: Rà soát hộ khó khăn, owner: [hoi], due: 2025-03-20}]
"""
DISTRICT = """format: 1
directive: {number: 7-KH/HU, issued: 2025-03-01, issuer: Huyện ủy Hương Sơn, subject: Rà soát}
villages: [{id: tay, name: Xã Sơn Tây}, {id: kim, name: Xã Sơn Kim}]
owners: [{id: hoi, name: Hội Phụ nữ, kind: body}]
tasks:
  - id: ra-soat
    title: Rà soát hộ
    title_en: Survey households
    owner: [hoi]
    due: 2025-03-20
    villages: all
    each: village
    measures: [{id: ho, name: hộ, unit: hộ, at_least: 4}]
"""


def test_a_body_is_the_same_however_it_is_written() -> None:
    ways = ["UBND xã Vân Khê", "Uỷ ban nhân dân xã Vân Khê", "ỦY BAN NHÂN DÂN XÃ VÂN KHÊ"]
    assert len({body_identity(way) for way in ways}) == 1
    assert body_identity("UBND xã Sơn Phúc") != body_identity(ways[0])
    assert body_identity("HĐND xã Vân Khê") != body_identity(ways[0])


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


@pytest.mark.parametrize(
    ("issuer", "names", "kind"),
    [
        ("Đảng ủy xã Sơn Kim 2", ["Kim Bình", "Chế Biển", "Bản Mới"], None),
        ("Đảng ủy xã Sơn Kim 2", ["Thôn 1", "thôn 2"], None),
        ("Đảng ủy xã Sơn Kim 2", ["Xóm 1", "Xóm Mới"], "xóm"),
        ("Đảng ủy xã Sơn Kim 2", [], None),
        ("Đảng ủy phường Hưng Trí", ["Hưng Lợi", "Hưng Hòa"], "tổ dân phố"),
        ("Huyện ủy Hương Sơn", ["Xã Sơn Tây", "Xã Sơn Kim 1"], "xã"),
        ("Tỉnh ủy Hà Tĩnh", ["Phường Trần Phú", "Xã Đức Thọ"], "phường, xã"),
        ("Tỉnh ủy Hà Tĩnh", ["Đức Thọ", "Hương Sơn"], "địa phương"),
        ("Bộ Nội vụ", [unicodedata.normalize("NFD", "Tỉnh Lào Cai")], "tỉnh"),
        ("Ban Tổ chức", ["Kim Bình"], None),
    ],
)
def test_places_are_called_as_the_directive_calls_them(
    issuer: str, names: list[str], kind: str | None
) -> None:
    assert kind_of_places(issuer, names) == kind


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ([("Đảng ủy xã A", ["Kim Bình"]), ("Đảng ủy xã A", ["Làng Chè"])], None),
        ([("Huyện ủy A", ["Xã B", "Thị trấn C"]), ("Huyện ủy A", ["xã D"])], "xã, thị trấn"),
        ([("Huyện ủy A", ["Xã B"]), ("Huyện ủy A", [])], "xã"),
        ([("Huyện ủy A", ["Xã B"]), ("Đảng ủy xã B", ["Kim Bình"])], "xã, thôn"),
        ([("Huyện ủy A", ["Xã B"]), ("Huyện ủy A", ["Sơn Tây"])], "địa phương"),
        ([("Huyện ủy A", []), ("Tỉnh ủy A", [])], "địa phương"),
    ],
)
def test_files_together_call_their_places_by_one_word(
    files: list[tuple[str, list[str]]], kind: str | None
) -> None:
    assert kind_of_places_in(files) == kind


def test_reports_of_a_district_speak_of_its_communes(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(DISTRICT, encoding="utf-8")
    for lang, own, other in (("vi", "xã", r"\bthôn\b"), ("en", "commune", r"\bvillages?\b")):
        for command in ("status", "list", "matrix", "volumes", "weekly", "show"):
            more = ("ra-soat",) if command == "show" else ()
            asked = (command, *more, "-f", str(file), "--as-of", "2025-03-22", "--lang", lang)
            said = run(*asked).out.replace("all 2 communes", "")
            assert not re.search(other, said, re.IGNORECASE), (command, said)
            assert own in said.casefold() or command == "list", (command, said)
    unknown = run("list", "-f", str(file), "--village", "Kỳ Anh")
    assert "Không có xã nào tên “Kỳ Anh”." in unknown.err


@pytest.mark.parametrize("command", ["status", "weekly"])
@pytest.mark.parametrize("files", [1, 2])
def test_without_places_there_is_no_table_of_them(command: str, files: int, tmp_path: Path) -> None:
    for number in range(files):
        text = (FILE % "UBND tỉnh A").replace("7-KH/X", f"{number}-KH/X")
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    said = run(command, "-f", str(tmp_path), "--as-of", "2025-03-25", "--lang", "vi").out
    assert "Theo chủ trì" in said
    assert "địa phương" not in said.casefold()
    assert "theo thôn" not in said.casefold()


def test_a_name_of_the_format_stays_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(DISTRICT, encoding="utf-8")
    wrong = run("done", "ra-soat", "-f", str(file), "--lang", "en")
    assert "Each commune answers for its share" in wrong.err
    assert "Add --village NAME, or --all-villages." in wrong.err


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


@pytest.mark.parametrize(
    ("issuer", "home"),
    [
        ("Đảng ủy xã Sơn Kim 2", "xã Sơn Kim 2"),
        ("Uỷ ban nhân dân xã Sơn Kim 2", "xã Sơn Kim 2"),
        ("Ban Chỉ đạo nông thôn mới Xã Sơn Kim 2, tỉnh Hà Tĩnh", "xã Sơn Kim 2, tỉnh Hà Tĩnh"),
        ("Phòng Văn hóa - Xã hội xã Sơn Kim 2", "xã Sơn Kim 2"),
        ("UBND thị trấn Phố Châu", "thị trấn Phố Châu"),
        ("Tỉnh ủy Hà Tĩnh", "tỉnh Hà Tĩnh"),
        ("UBND tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh"),
        ("Thành ủy Huế", "thành phố Huế"),
        ("Thành uỷ Huế", "thành phố Huế"),
        ("Thị ủy Kỳ Anh", "thị xã Kỳ Anh"),
        ("Huyện ủy Hương Sơn", "huyện Hương Sơn"),
        ("UBND huyện Hương Sơn", "huyện Hương Sơn"),
        ("Quận ủy Hà Đông", "quận Hà Đông"),
        ("Đảng ủy xã", "Đảng ủy xã"),
        ("Bộ Y tế", "Bộ Y tế"),
        ("", ""),
    ],
)
def test_the_place_that_an_issuer_belongs_to(issuer: str, home: str) -> None:
    assert home_place(issuer) == home
