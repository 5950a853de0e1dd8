"""The status report, beyond the golden texts in tests/golden."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from running import SMALL
from running import run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_heading_without_selected_items_is_left_out() -> None:
    arguments = ("status", "-f", str(SMALL), "--as-of", "2024-03-20", "-F", "json")
    whole, filtered = (
        json.loads(run(*arguments, *options).out)["headings"] for options in ((), ("--clause", "5"))
    )
    assert [heading["task"] for heading in whole] == ["thang-ba"]
    assert filtered == []


BODIES = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
villages: [{id: ben-da, name: Bến Đá}, {id: go-me, name: Gò Me}]
owners: [{id: ban, name: Ban Phát triển thôn, per_village: true}, {id: hoi, name: Hội Phụ nữ}]
tasks:
  - {id: duong, title: Quét đường, owner: [ban, hoi], villages: all, each: village, due: 2024-03-05}
  - {id: kenh, title: Nạo kênh, owner: ban, villages: [go-me], each: village, due: 2024-03-05}
progress: []
"""


def test_bodies_of_villages_are_named_with_their_villages(tmp_path: Path) -> None:
    path = tmp_path / "viec.yaml"
    path.write_text(BODIES, encoding="utf-8")
    ran = run("status", "-f", str(path), "--as-of", "2024-03-10", "-F", "md")
    assert r"| cả 2 thôn | Ban Phát triển các thôn\; Hội Phụ nữ |" in ran.out
    assert "| Gò Me | Ban Phát triển thôn Gò Me |" in ran.out


LATE = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
owners: [{id: hoi, name: Hội Phụ nữ}]
tasks:
  - {id: hop, title: Họp, owner: hoi, due: 2024-03-02}
  - {id: duong, title: Quét đường, owner: hoi, due: 2024-03-18}
  - {id: kenh, title: Nạo kênh, owner: hoi, due: "17:00 22/3/2024"}
  - {id: chot, title: Chốt số, owner: hoi, due: "09:00 22/3/2024"}
progress:
  - {task: hop, mark: done, on: 2024-03-15}
"""


def test_the_first_screen_counts_days_late_of_unfinished_items_and_has_hours(
    tmp_path: Path,
) -> None:
    path = tmp_path / "viec.yaml"
    path.write_text(LATE, encoding="utf-8")
    arguments = ("status", "-f", str(path), "--as-of", "2024-03-20", "--lang", "en", "-F", "md")
    lines = run(*arguments).out.replace("\\", "").splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    assert rows[2] == "| Hội Phụ nữ | 1 | 2 |"
    assert [row.split(" | ")[0] for row in rows[5:7]] == [
        "| 22/03/2024 09:00",
        "| 22/03/2024 17:00",
    ]


@pytest.mark.parametrize(
    ("lang", "totals", "figure"),
    [
        (
            "vi",
            "3 đầu việc: đã hoàn thành 0, quá hạn 3 (trong đó 2 chậm bắt đầu), trong hạn 0",
            "đầu việc quá hạn (thuộc 2 nhiệm vụ), trong đó 2 chậm bắt đầu<",
        ),
        (
            "en",
            "3 items: 0 done, 3 overdue (of which 2 late to begin), 0 in time",
            "items overdue (of 2 tasks), of which 2 late to begin<",
        ),
    ],
)
def test_late_to_begin_is_distinguished_from_overdue(
    lang: str, totals: str, figure: str, tmp_path: Path
) -> None:
    path = tmp_path / "viec.yaml"
    text = BODIES.replace(
        "each: village, due: 2024-03-05", "each: village, due: 2024-03-05, due_to: start", 1
    )
    path.write_text(text, encoding="utf-8")
    day = ("-f", str(path), "--as-of", "2024-03-10", "--lang", lang)
    assert totals in " ".join(run("status", *day).out.split())
    assert figure in " ".join(run("export", *day, "-F", "html").out.split())
