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


def test_a_body_is_the_same_in_every_spelling() -> None:
    spellings = ["UBND xã Vân Khê", "Uỷ ban nhân dân xã Vân Khê", "ỦY BAN NHÂN DÂN XÃ VÂN KHÊ"]
    assert len({body_identity(spelling) for spelling in spellings}) == 1
    assert body_identity("UBND xã Sơn Phúc") != body_identity(spellings[0])
    assert body_identity("HĐND xã Vân Khê") != body_identity(spellings[0])


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
def test_an_issuer_has_a_level(issuer: str, level: str | None) -> None:
    assert level_of(issuer, has_villages=False) == level


def test_an_issuer_with_villages_and_no_level_of_its_own_is_of_a_commune() -> None:
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
def test_reports_name_the_whole_by_the_level_of_the_issuer(
    command: tuple[str, ...], issuer: str, whole: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(FILE % issuer, encoding="utf-8")
    report = run(*command, "-f", str(file), "--as-of", "2025-03-25", "--lang", "vi").out
    assert "Rà soát hộ khó khăn" in report
    assert [word for word in ("toàn xã", "toàn huyện", "toàn tỉnh") if word in report] == (
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
def test_the_word_for_places_follows_from_the_issuer_and_their_names(
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
def test_several_files_share_a_word_for_their_places(
    files: list[tuple[str, list[str]]], kind: str | None
) -> None:
    assert kind_of_places_in(files) == kind


def test_reports_of_a_district_speak_of_its_communes(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(DISTRICT, encoding="utf-8")
    for lang, own, other in (("vi", "xã", r"\bthôn\b"), ("en", "commune", r"\bvillages?\b")):
        for command in ("status", "list", "matrix", "volumes", "weekly", "show"):
            task = ("ra-soat",) if command == "show" else ()
            arguments = (command, *task, "-f", str(file), "--as-of", "2025-03-22", "--lang", lang)
            report = run(*arguments).out.replace("all 2 communes", "")
            assert not re.search(other, report, re.IGNORECASE), (command, report)
            assert own in report.casefold() or command == "list", (command, report)
    unknown = run("list", "-f", str(file), "--village", "Kỳ Anh")
    assert "Không có xã nào tên “Kỳ Anh”." in unknown.err


@pytest.mark.parametrize("command", ["status", "weekly"])
@pytest.mark.parametrize("files", [1, 2])
def test_a_directive_without_places_has_no_table_of_places(
    command: str, files: int, tmp_path: Path
) -> None:
    for number in range(files):
        text = (FILE % "UBND tỉnh A").replace("7-KH/X", f"{number}-KH/X")
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    report = run(command, "-f", str(tmp_path), "--as-of", "2025-03-25", "--lang", "vi").out
    assert "Theo chủ trì" in report
    assert "địa phương" not in report.casefold()
    assert "theo thôn" not in report.casefold()


def test_options_keep_their_names_whatever_the_places_are_called(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(DISTRICT, encoding="utf-8")
    ran = run("done", "ra-soat", "-f", str(file), "--lang", "en")
    assert "Each commune answers for its share" in ran.err
    assert "Add --village NAME, or --all-villages." in ran.err


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
def test_the_kind_of_a_letter_follows_from_its_number(number: str, kind: str | None) -> None:
    assert kind_in(number) == kind


def test_the_order_of_the_parts_of_a_number_distinguishes_party_and_state() -> None:
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
def test_an_issuer_belongs_to_a_place(issuer: str, home: str) -> None:
    assert home_place(issuer) == home
