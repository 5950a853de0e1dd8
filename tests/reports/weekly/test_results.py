"""Results in the weekly report for figures without a sum or without a goal."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import run

FILE = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Bins}
villages: [{id: an, name: An}, {id: binh, name: Binh}]
owners: [{id: ba, name: Le Thi Ba}]
tasks:
  - id: rate
    title: Bins
    owner: ba
    measures: [{id: m, name: households, unit: "%"}]
  - id: rates
    title: Rates
    owner: ba
    villages: all
    each: village
    measures:
      - {id: m, name: pupils, unit: "%"}
      - {id: z, name: sheds, unit: sheds, more_than: 0, of: all}
progress:
  - {task: rate, mark: note, on: 2024-03-12, amounts: {m: 85}, note: x}
  - {task: rates, village: an, mark: note, on: 2024-03-12, amounts: {m: 85, z: 3}, note: x}
  - {task: rates, village: binh, mark: note, on: 2024-03-12, amounts: {m: 65, z: 5}, note: x}
"""


@pytest.mark.parametrize(
    "text", ["households: 85 ?%", "pupils: 65–85 ?%", "sheds: goal > 0 sheds, reached 8"]
)
def test_the_weekly_report_has_the_recorded_figures(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rates.yaml"
    file.write_text(FILE, encoding="utf-8")
    ran = run("weekly", "-f", str(file), "--as-of", "2024-03-13", "--lang", "en")
    assert ran.code == 0
    assert text.replace(" ?", " ") in ran.out or text.replace(" ?", "") in ran.out
