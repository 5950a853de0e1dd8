"""The bars of the weekly report: whom they show when villages are many."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from running import run

HEAD = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
owners: [{id: hoi, name: Hội Phụ nữ}]
"""
TASKS = """\
tasks:
  - {id: duong, title: Dọn đường, owner: hoi, villages: all, each: village, due: 2024-03-10}
  - {id: hop, title: Họp chung, owner: hoi, due: 2024-03-10}
progress:
  - {task: duong, village: thon-1, mark: done, on: 2024-03-09}
"""


@pytest.mark.parametrize(("villages", "bars", "has_shared"), [(12, 13, True), (13, 12, False)])
def test_shared_items_have_a_bar_only_where_every_village_has_one(
    villages: int, bars: int, has_shared: bool, tmp_path: Path
) -> None:
    named = "".join(f"  - {{id: thon-{n}, name: Thôn {n}}}\n" for n in range(1, villages + 1))
    path = tmp_path / "thon.yaml"
    path.write_text(f"{HEAD}villages:\n{named}{TASKS}", encoding="utf-8")
    run("weekly", "-o", "tuan.docx", "--as-of", "2024-03-20", "-f", str(path), folder=tmp_path)
    tables = Document(str(tmp_path / "tuan.docx")).tables
    (chart,) = (table for table in tables if table.cell(0, 0).text == "Thôn")
    names = [cell.text for cell in chart.columns[0].cells[1:]]
    assert (len(names), "(đầu việc chung)" in names) == (bars, has_shared)
