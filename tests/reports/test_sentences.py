"""What sentences say of a recurring duty whose last good day is before the named one."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import run

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
def test_the_next_report_is_due_before_its_day_in_a_strict_reading(
    tmp_path: Path, reading: str, text: str
) -> None:
    file = tmp_path / "monthly.yaml"
    file.write_text(FILE.replace("READING", reading), encoding="utf-8")
    ran = run("remind", "-f", str(file), "--as-of", "2024-03-18", "--lang", "en")
    assert ran.code == 0
    assert text in ran.out


def test_a_report_that_its_period_names_is_called_so_once_it_is_late(tmp_path: Path) -> None:
    file = tmp_path / "monthly.yaml"
    file.write_text(FILE.replace("READING", "inclusive"), encoding="utf-8")
    ran = run("remind", "-f", str(file), "--as-of", "2024-03-22", "--lang", "vi")
    assert "chưa báo cáo từ kỳ tháng 03/2024 (thời hạn 20/03/2024)" in " ".join(ran.out.split())
    ran = run("weekly", "-f", str(file), "--as-of", "2024-03-22", "--lang", "vi")
    assert "Chưa có báo cáo kỳ: tháng 03/2024." in " ".join(ran.out.split())
