"""Sentences on recurring duties with a strict reading or named periods, and on later letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import run
from word_text import text_of

FILE = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
settings: {deadline_reading: READING}
owners: [{id: ba, name: Le Thi Ba}]
tasks:
  - id: monthly
    title: Monthly
    owner: ba
    due_is: before
    repeat: {every: month, on: 20, from: 2024-03-04}
"""


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        ("strict", "report of March 2024 due before 20/03/2024"),
        ("inclusive", "report of March 2024 due by 20/03/2024"),
    ],
)
def test_the_next_report_is_due_before_its_day_under_a_strict_reading(
    tmp_path: Path, reading: str, text: str
) -> None:
    file = tmp_path / "monthly.yaml"
    file.write_text(FILE.replace("READING", reading), encoding="utf-8")
    ran = run("remind", "-f", str(file), "--as-of", "2024-03-18", "--lang", "en")
    assert ran.code == 0
    assert text in ran.out


@pytest.mark.parametrize(
    ("number", "moved"),
    [
        ("9/QĐ-UBND", "theo Quyết định số 9/QĐ-UBND ngày 06 tháng 3 năm 2024"),
        ("9-QĐ/ĐU", "theo Quyết định số 9-QĐ/ĐU, ngày 06/3/2024"),
    ],
)
def test_a_later_letter_is_cited_in_the_form_of_its_issuer(
    tmp_path: Path, number: str, moved: str
) -> None:
    later = f"{{number: {number}, issued: 2024-03-06, tasks: [road], due: 2024-03-12}}"
    road = "  - {id: road, title: Road, owner: ba, due: 2024-03-10}\n"
    text = FILE.replace("READING", "inclusive") + road + f"amendments:\n  - {later}\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    options = ("-f", str(tmp_path / "x.yaml"), "--as-of", "2024-03-18", "--lang", "vi")
    ran = run("remind", *options, "-o", str(tmp_path / "x.docx"))
    assert ran.code == 0, ran.err
    assert moved in text_of((tmp_path / "x.docx").read_bytes())


def test_a_late_report_is_named_by_its_period(tmp_path: Path) -> None:
    file = tmp_path / "monthly.yaml"
    file.write_text(FILE.replace("READING", "inclusive"), encoding="utf-8")
    ran = run("remind", "-f", str(file), "--as-of", "2024-03-22", "--lang", "vi")
    assert "chưa báo cáo từ kỳ tháng 03/2024 (thời hạn 20/03/2024)" in " ".join(ran.out.split())
    ran = run("weekly", "-f", str(file), "--as-of", "2024-03-22", "--lang", "vi")
    assert "Chưa có báo cáo kỳ: tháng 03/2024." in " ".join(ran.out.split())
