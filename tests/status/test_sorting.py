"""The orders in which items can be listed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from running import run

HEAD = """\
format: 1
directive:
  number: {number}
  issued: 2024-03-01
  issuer: Đảng ủy xã Đồng Mơ
  subject: Đường làng
settings:
  deadline_reading: {reading}
villages:
{villages}
owners:
  - {{id: dan, name: Hội Đàn}}
  - {{id: dan-2, name: Hội Dân}}
  - {{id: an, name: Ân Văn}}
  - {{id: ban, name: Ban thôn, per_village: true}}
tasks:
"""
TASKS = """\
  - {id: cong, title: Cổng, clause: "3.12", owner: [dan], due: 2024-04-01}
  - {id: rao, title: Rào, owner: [dan-2], due: 2024-03-20, due_is: by}
  - {id: hoa, title: Hoa, clause: L10a, owner: [an], due: 2024-03-20, due_is: before}
  - {id: cay, title: Cây, clause: "3.2", owner: [ban], villages: all, each: village}
  - id: bao-cao
    title: Báo cáo
    clause: "3"
    owner: [an, dan]
    repeat: {every: week, on: wed, at: "15:30", from: 2024-03-13, until: 2024-05-15}
  - {id: bien, title: Biển, clause: L9, owner: [an, dan-2], due: 2024-03-21, due_is: by}
"""
ORDER = ["cong", "rao", "hoa", "cay@thon-2", "cay@thon-10", "cay@ao-sen", "bao-cao", "bien"]
DONE = "  - {task: bao-cao, mark: done, on: 2024-03-13}\n"
NAMES = ["Thôn 2", "Thôn 10", "Ao Sen"]


def data_file(
    path: Path,
    number: str = "01-KH/XĐ",
    villages: list[str] = NAMES,
    reading: str = "inclusive",
) -> str:
    """Write a file with one item for each village and some for none."""
    ids = {"Thôn 2": "thon-2", "Thôn 10": "thon-10", "Ao Sen": "ao-sen", "Bến": "ben"}
    lines = "\n".join(f"  - {{id: {ids[name]}, name: {name}}}" for name in villages)
    head = HEAD.format(number=number, reading=reading, villages=lines)
    path.write_text(f"{head}{TASKS}progress:\n{DONE}", "utf-8")
    return str(path)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Write the file with the default villages."""
    return data_file(tmp_path / "viec.yaml")


def listed(*options: str) -> list[str]:
    """Return the keys of all items in the order of the JSON."""
    ran = run("list", "--as-of", "2024-03-15", "-F", "json", *options)
    assert (ran.code, ran.err) == (0, "")
    data: dict[str, Any] = json.loads(ran.out)
    return [item["key"] for item in data["items"]]


def test_items_are_in_the_order_of_the_file_by_default(file: str) -> None:
    assert listed("-f", file) == ORDER


def test_the_last_good_minute_decides_the_order_by_deadline(file: str) -> None:
    undated = ["cay@thon-2", "cay@thon-10", "cay@ao-sen"]
    dated = ["bao-cao", "rao", "hoa", "bien", "cong"]
    assert listed("-f", file, "--sort", "due") == [*dated, *undated]


def test_the_order_by_deadline_respects_the_reading_of_the_directive(tmp_path: Path) -> None:
    strict = data_file(tmp_path / "a.yaml", reading="strict")
    assert listed("-f", strict, "--sort", "due")[:4] == ["hoa", "bao-cao", "rao", "bien"]


def test_owners_are_in_the_order_of_the_vietnamese_alphabet(file: str) -> None:
    bodies = ["cay@thon-2", "cay@thon-10", "cay@ao-sen"]  # Ban … Thôn 2, Ban … thôn Ao Sen
    assert (
        listed("-f", file, "--sort", "owner")
        == [
            *("hoa", "bien", "bao-cao"),  # Ân Văn alone, then with Dân, then with Đàn
            *(bodies[0], *bodies[1:]),
            *("rao", "cong"),
        ]
    )


def test_villages_are_in_the_order_of_the_file(file: str) -> None:
    others = [key for key in ORDER if "@" not in key]
    own = ["cay@thon-2", "cay@thon-10", "cay@ao-sen"]
    assert listed("-f", file, "--sort", "village") == [*own, *others]


def test_clauses_are_in_numerical_order(file: str) -> None:
    assert listed("-f", file, "--sort", "clause") == [
        *("bao-cao", "cay@thon-2", "cay@thon-10", "cay@ao-sen", "cong", "bien", "hoa", "rao")
    ]


@pytest.mark.parametrize("by", ["due", "owner", "village", "clause"])
@pytest.mark.parametrize("format_", ["text", "csv", "md", "html"])
def test_every_format_has_the_same_order(file: str, by: str, format_: str) -> None:
    keys = listed("-f", file, "--sort", by)
    arguments = ("list", "-f", file, "--as-of", "2024-03-15", "--sort", by, "-F", format_)
    ran = run(*arguments, "--columns", "id,due")
    assert ran.code == 0
    shown = re.findall(rf"\b({'|'.join(ORDER)})\b", ran.out.replace("\\", ""))
    assert shown == keys


# ---- Several files


@pytest.fixture
def both(tmp_path: Path) -> list[str]:
    """Return options for two files of one commune, whose villages differ in number and order."""
    first = data_file(tmp_path / "a.yaml", "01-KH/XĐ")
    second = data_file(tmp_path / "b.yaml", "02-KH/XĐ", ["Bến", "Ao Sen", "Thôn 2"])
    return ["-f", first, "-f", second]


def test_several_files_are_merged_by_deadline_and_owner(both: list[str]) -> None:
    dated = listed(*both, "--sort", "due")
    assert dated[:4] == ["01-KH/XĐ:bao-cao", "02-KH/XĐ:bao-cao", "01-KH/XĐ:rao", "01-KH/XĐ:hoa"]
    owned = listed(*both, "--sort", "owner")
    assert owned[:4] == ["01-KH/XĐ:hoa", "02-KH/XĐ:hoa", "01-KH/XĐ:bien", "02-KH/XĐ:bien"]


def test_villages_of_several_files_are_grouped_in_the_order_of_the_first_file(
    both: list[str],
) -> None:
    villages = [key for key in listed(*both, "--sort", "village") if "@" in key]
    assert villages == [
        *("01-KH/XĐ:cay@thon-2", "02-KH/XĐ:cay@thon-2", "01-KH/XĐ:cay@thon-10"),
        *("01-KH/XĐ:cay@ao-sen", "02-KH/XĐ:cay@ao-sen", "02-KH/XĐ:cay@ben"),
    ]


def test_clauses_of_several_letters_are_not_mixed(both: list[str]) -> None:
    keys = listed(*both, "--sort", "clause")
    assert [key[:2] for key in keys] == ["01"] * 8 + ["02"] * 8
    assert keys[8:12] == [
        "02-KH/XĐ:bao-cao",
        *(f"02-KH/XĐ:cay@{id_}" for id_ in ("ben", "ao-sen", "thon-2")),
    ]


def test_each_file_is_also_sorted_with_by_file(both: list[str]) -> None:
    ran = run("list", *both, "--as-of", "2024-03-15", "--sort", "due", "--by", "file")
    for part in ran.out.split("02-KH/XĐ, ")[:2]:
        assert part.index("\nrao") < part.index("\nhoa") < part.index("\ncong")


def test_an_unknown_order_is_refused(file: str) -> None:
    ran = run("list", "-f", file, "--sort", "dua")
    assert ran.code == 2
    assert "due" in ran.err
