"""The history: why entries have no effect, entries taken back later, and who allowed what."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import run

FILE = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
owners: [{id: ba, name: Le Thi Ba}]
tasks:
  - {id: hour, title: Hour, owner: ba, due: 2024-04-30T17:00}
  - {id: quarter, title: Quarter, owner: ba, due: 2024-Q2}
  - {id: moved, title: Moved, owner: ba, no_date: later}
  - {id: monthly, title: Monthly, owner: ba, repeat: {every: month, from: 2024-04-01}}
  - {id: daily, title: Daily, owner: ba, repeat: {every: day, from: 2024-04-01}}
amendments: [{number: 08/2024, issued: 2024-05-06, tasks: [moved], due: 2024-06-30}]
progress:
  - {task: hour, mark: extended, on: 2024-03-10, to: 2024-04-30T16:00, by: x, note: y}
  - {task: quarter, mark: extended, on: 2024-03-10, to: 2024-05, by: x, note: y}
  - {task: moved, mark: extended, on: 2024-03-10, to: 2024-05-31, by: x, note: y}
  - {task: monthly, mark: done, on: 2024-03-10, for: 2024-03}
  - {task: daily, mark: done, on: 2024-03-10, for: 2024-03-10}
"""


@pytest.mark.parametrize(
    ("language", "reasons"),
    [
        (
            "en",
            [
                "the deadline was already 17:00 on 30/04/2024",
                "the deadline was already the end of Q2 2024",
                "there was no deadline yet",
                "there is no report for March 2024",
                "there is no report for 10/03/2024",
            ],
        ),
        (
            "vi",
            [
                "khi đó thời hạn đã là 17 giờ 00 ngày 30/04/2024",
                "khi đó thời hạn đã là hết quý II/2024",
                "khi đó chưa có thời hạn",
                "không có kỳ báo cáo tháng 03/2024",
                "không có kỳ báo cáo ngày 10/03/2024",
            ],
        ),
    ],
)
def test_the_history_has_the_reasons_of_entries_without_effect(
    tmp_path: Path, language: str, reasons: list[str]
) -> None:
    file = tmp_path / "void.yaml"
    file.write_text(FILE, encoding="utf-8")
    ran = run("history", "-f", str(file), "--lang", language, "-F", "md")
    assert ran.code == 0
    text = ran.out.replace("\\", "")
    assert [reason for reason in reasons if reason not in text] == []


TAKEN_BACK = """\
format: 1
directive: {number: 12-KH/XĐ, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Kênh mương}
owners: [{id: ba, name: Lê Thị Ba}]
tasks: [{id: bia, title: Dựng bia, owner: ba, due: 2024-03-20}]
progress:
  - {task: bia, mark: done, on: 2024-03-04, at: "2024-03-04T08:00:00+07:00"}
  - {task: bia, mark: undone, on: 2024-03-04, undoes: "2024-03-04T08:00:00+07:00", at: "2024-03-11T09:00:00+07:00"}
"""  # noqa: E501 - an entry is one line


def test_entries_taken_back_later_are_found_by_the_day_on_which_they_were_taken_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "back.yaml"
    file.write_text(TAKEN_BACK, encoding="utf-8")
    options = ("-f", str(file), "--as-of", "2024-03-12", "--lang", "vi", "--width", "200")
    assert "rút lại ngày 11/03/2024: hoàn thành" in run("history", *options).out
    assert "1 dòng nhật ký." in run("history", "--since", "2024-03-10", *options).out
    assert "rút lại ngày 11/03/2024: hoàn thành" in run("show", "bia", *options).out


ALLOWED = """\
format: 1
directive: {number: 12-KH/XĐ, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Kênh mương}
owners: [{id: ba, name: Lê Thị Ba}]
tasks:
  - {id: bia, title: Dựng bia, owner: ba, due: 2024-03-20}
  - {id: cong, title: Đặt cống, owner: ba, due: 2024-03-20}
  - {id: hoa, title: Trồng hoa, owner: ba, due: 2024-03-20}
progress:
  - {task: bia, mark: extended, on: 2024-03-04, to: 2024-04-01, by: Bí thư, note: Chờ đá}
  - {task: hoa, mark: cancelled, on: 2024-03-04, by: Bí thư, note: Không còn đất}
  - {task: cong, mark: done, on: 2024-03-05, by: Lê Thị Ba}
  - {task: bia, mark: note, on: 2024-03-06, note: Đã có đá}
"""


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (("show", "bia"), "Người cho phép", "Allowed by"),
        (("show", "hoa"), "Người cho phép", "Allowed by"),
        (("show", "cong"), "Người báo cáo", "By"),
        (("history", "--mark", "note"), "Người báo cáo", "By"),
        (("history",), "Người báo cáo, cho phép", "Reported or allowed by"),
    ],
)
def test_a_person_who_allowed_something_is_not_called_a_reporter(
    tmp_path: Path, arguments: tuple[str, ...], vietnamese: str, english: str
) -> None:
    file = tmp_path / "allowed.yaml"
    file.write_text(ALLOWED, encoding="utf-8")
    for language, head in (("vi", vietnamese), ("en", english)):
        ran = run(*arguments, "-f", str(file), "--lang", language, "-F", "md")
        assert f"| {head} |" in ran.out.replace("\\", "")


@pytest.mark.parametrize(
    "arguments", [("history",), ("history", "--mark", "note"), ("show", "bia")]
)
def test_raw_csv_has_a_single_heading_for_who_reported_or_allowed(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    file = tmp_path / "allowed.yaml"
    file.write_text(ALLOWED, encoding="utf-8")
    for language, head in (("vi", "Người báo cáo"), ("en", "By")):
        ran = run(*arguments, "-f", str(file), "--lang", language, "-F", "csv", "--raw")
        assert head in ran.out.splitlines()[0].split(",")
