"""A directive is called what its number says that it is."""

from __future__ import annotations

import pytest
from running import SMALL
from running import run

from ntmtrack.reports.report_head import document_kind
from ntmtrack.wording.words import Words


@pytest.mark.parametrize(
    ("number", "called"),
    [
        ("49-CV/ĐU", "Công văn"),
        ("49 - CV/ĐU", "Công văn"),
        ("62/NQ-HĐND", "Nghị quyết"),
        ("05/2017/QĐ-UBND", "Quyết định"),
        ("16-CT/TW", "Chỉ thị"),
        ("07-KH/XĐ", "Kế hoạch"),
        ("36-HD/VPTW", "Hướng dẫn"),
        ("1270-tb/bcđ", "Thông báo"),
        ("123/UBND-VX", "Công văn"),
        ("4085/UBND-KH", "Công văn"),
        ("229/CĐ-TTg", "Công điện"),
        ("12-CTr/TU", "Chương trình"),
        ("30/2020/NĐ-CP", "Nghị định"),
        ("45/TTr-UBND", "Tờ trình"),
        ("CVX-1", "Văn bản"),
        ("", "Văn bản"),
    ],
)
def test_the_symbol_in_a_number_tells_the_kind(number: str, called: str) -> None:
    assert document_kind(number, Words("vi")) == called
    assert document_kind(number, Words("en")) == "Directive"


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (("trong hạn",), "trạng thái trong hạn, không kể đến hạn hôm nay, sắp đến hạn."),
        (("trong hạn", "sắp đến hạn"), "trạng thái sắp đến hạn, trong hạn."),
        (("không thời hạn",), "trạng thái không có thời hạn, không kể chờ sự kiện."),
        (("không thời hạn", "chờ sự kiện"), "trạng thái không có thời hạn, chờ sự kiện."),
    ],
)
def test_a_status_says_what_it_leaves_out(statuses: tuple[str, ...], said: str) -> None:
    options = [word for status in statuses for word in ("--status", status)]
    ran = run("list", "-f", str(SMALL), "--as-of", "2024-03-20", "--lang", "vi", *options)
    assert said in " ".join(ran.out.split())
