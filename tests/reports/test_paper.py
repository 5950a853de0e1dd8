"""Papers in the forms of the Party and of state offices: issuers, signers and recipients."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import DATA
from running import HERE
from running import run
from word_text import text_of
from word_text import written_down

from ntmtrack.datafile.load import load
from ntmtrack.directive.issuers import abbreviation_in
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Signer
from ntmtrack.reports.paper import PARTY
from ntmtrack.reports.paper import STATE
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import PaperKind
from ntmtrack.reports.paper import PaperProfile
from ntmtrack.reports.paper import blank_paper
from ntmtrack.reports.paper import profile_of
from ntmtrack.wording.words import Words

STATE_FILE = DATA / "state.yaml"
VI = Words("vi")


def document(name: str = "state") -> Document:
    loaded = load((DATA / f"{name}.yaml").read_bytes(), "x.yaml").document
    assert loaded
    return loaded


def directive(**changed: object) -> Directive:
    return document().directive._replace(**changed)  # type: ignore[arg-type]


def paper(kind: PaperKind = "BC", name: str = "state", **changed: object) -> Paper:
    """Return a blank paper for a file with some values of its directive changed."""
    whole = document(name)
    changed_directive = whole.directive._replace(**changed)  # type: ignore[arg-type]
    plain = whole._replace(directive=changed_directive, settings=document("weeks").settings)
    return blank_paper(kind, plain, changed_directive.issued, VI)


@pytest.mark.parametrize(
    ("number", "profile", "letters"),
    [
        ("49-CV/ĐU", PARTY, "ĐU"),
        ("07-KH/XĐ", PARTY, "XĐ"),
        ("12-NQ/HU", PARTY, "HU"),
        ("15/KH-UBND", STATE, "UBND"),
        ("62/NQ-HĐND", STATE, "HĐND"),
        ("118/UBND-VX", STATE, "UBND"),
        ("12-QĐ/UBND", STATE, "UBND"),
        ("42/2014/QĐ-TTg", STATE, "TTg"),
        ("không số", STATE, ""),
    ],
)
def test_the_form_and_the_abbreviation_of_the_body_follow_from_the_number(
    number: str, profile: PaperProfile, letters: str
) -> None:
    assert profile_of(directive(number=number)) is profile
    assert abbreviation_in(number) == letters


def test_the_form_that_a_file_names_wins() -> None:
    assert profile_of(directive(profile="party")) is PARTY
    assert profile_of(directive(number="1-CV/ĐU", profile="state")) is STATE


@pytest.mark.parametrize(
    ("kind", "number", "symbol"),
    [
        ("BC", "49-CV/ĐU", "-BC/ĐU"),
        ("CV", "49-CV/ĐU", "-CV/ĐU"),
        ("BC", "15/KH-UBND", "/BC-UBND"),
        ("CV", "15/KH-UBND", "/UBND-…"),
    ],
)
def test_the_symbol_follows_the_form(kind: PaperKind, number: str, symbol: str) -> None:
    assert paper(kind, number=number).symbol == symbol


@pytest.mark.parametrize(
    ("number", "signer", "lines"),
    [
        ("1-CV/ĐU", ("Bí thư", "Ban Thường vụ", "T/M"), ["T/M Ban Thường vụ", "Bí thư"]),
        ("1-CV/ĐU", ("Phó Văn phòng", "Đảng ủy", "T/L"), ["T/L Đảng ủy", "Phó Văn phòng"]),
        ("1-CV/ĐU", ("Phó Trưởng ban", "Trưởng ban", "K/T"), ["K/T Trưởng ban", "Phó Trưởng ban"]),
        ("1-CV/ĐU", ("Bí thư", "Ban Thường vụ", "Q"), ["T/M Ban Thường vụ", "Q. Bí thư"]),
        ("1/KH-UBND", ("Chủ tịch", "Ủy ban nhân dân", "T/M"), ["TM. Ủy ban nhân dân", "Chủ tịch"]),
        (
            "1/KH-UBND",
            ("Phó Chủ tịch", "Chủ tịch", "K/T"),
            ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"],
        ),
        (
            "1/KH-UBND",
            ("Phó Chủ tịch", "Ủy ban nhân dân", "K/T"),
            ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"],
        ),
        ("1/KH-UBND", ("Chủ tịch", "UBND xã Bản Mít", "T/M"), ["TM. Ủy ban nhân dân", "Chủ tịch"]),
        ("1/KH-UBND", ("Chánh Văn phòng", "Chủ tịch", "T/L"), ["TL. Chủ tịch", "Chánh Văn phòng"]),
        ("1/KH-UBND", ("Chủ tịch", "Ủy ban nhân dân", "Q"), ["TM. Ủy ban nhân dân", "Q. Chủ tịch"]),
    ],
)  # fmt: skip
def test_the_lines_above_a_signature_state_the_authority_of_the_signer(
    number: str, signer: tuple[str, str, str], lines: list[str]
) -> None:
    title, body, by = signer
    blank = paper(number=number, signer=Signer("Lò Thị Xuân", title, body, by))  # type: ignore[arg-type]
    assert [*blank.signing, blank.office] == lines
    assert blank.name == "Lò Thị Xuân"


def test_the_head_of_an_office_signs_for_no_body() -> None:
    blank = paper(number="42/THCS-CM", issuer="Trường THCS A", signer=Signer("Hồ A", "Hiệu trưởng"))
    assert (blank.signing, blank.office, blank.name) == ([], "Hiệu trưởng", "Hồ A")


def test_without_a_signer_only_the_body_is_named() -> None:
    blank = paper(signer=None)
    assert (blank.signing, blank.office, blank.name) == (["TM. Ủy ban nhân dân"], "", "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("weeks", ["Thường trực Đảng ủy (để báo cáo)", "Lưu Văn phòng Đảng ủy"]),
        ("state", ["Lãnh đạo Ủy ban nhân dân xã Bản Mít (để báo cáo)", "Lưu: VT, …"]),
    ],
)
def test_default_recipients_of_a_paper(name: str, expected: list[str]) -> None:
    assert paper(name=name).recipients == expected
    assert paper("CV", name=name).recipients == ["Như trên", *expected]


def test_recipients_of_the_file_are_kept_and_the_archive_is_added() -> None:
    whole = document()
    blank = blank_paper("BC", whole, whole.directive.issued, VI)
    assert blank.recipients == [
        "Ủy ban nhân dân tỉnh (để báo cáo)",
        "Trưởng các bản",
        "Lưu: VT, …",
    ]
    assert [*blank.signing, blank.office, blank.name] == [
        "TM. Ủy ban nhân dân",
        "KT. Chủ tịch",
        "Phó Chủ tịch",
        "Mùa A Páo",
    ]


@pytest.mark.parametrize("command", ["weekly", "remind"])
def test_the_papers_of_a_state_office_have_its_form(command: str, tmp_path: Path) -> None:
    target = tmp_path / "x.docx"
    options = ("-f", str(STATE_FILE), "--as-of", "2025-08-24", "-o", str(target))
    assert run(command, *options).code == 0
    text = text_of(target.read_bytes())
    assert text == written_down(HERE / "documents" / f"state-{command}.txt", text)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc", "Lưu: VT, …"):
        assert part in text
    assert re.search(r"Số: +/(BC-UBND|UBND-…)", text)
    assert not re.search(r"ĐẢNG|T/M|K/T", text)
