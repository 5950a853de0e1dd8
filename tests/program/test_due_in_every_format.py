"""Deadlines by hour, month or quarter, counted from an event, or without a date.

Every format shows them in the letter's words, in both languages, and gives programs a real day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from running import Ran
from running import run
from word_text import text_of

FILE = """
format: 1
directive: {number: 12/KH-UBND, issued: 2025-01-09, issuer: UBND xã, subject: Kế hoạch năm}
villages: [{id: a, name: Thôn An}]
owners: [{id: vp, name: Văn phòng}]
events: [{id: bau-cu, name: Ngày bầu cử, date: 2026-03-15}, {id: hoi, name: Ngày hội}]
tasks:
  - {id: gio, title: Báo cáo nhanh, owner: vp, due: "17:00 27/11/2025"}
  - {id: thang, title: Rà soát, owner: vp, due: 12/2025, villages: all, each: village}
  - {id: quy, title: Quy chế, owner: vp, due: quý IV/2025, due_place: mục II}
  - {id: nua, title: Sơ kết, owner: vp, due: 6 tháng cuối năm 2025}
  - {id: nam, title: Đạt chuẩn, owner: vp, due: 2025, start: 2025-02-01}
  - {id: truoc, title: Lập danh sách, owner: vp, due: 2026-01, due_is: before}
  - {id: niem-yet, title: Niêm yết, owner: vp, event: bau-cu, event_days: -80}
  - {id: chuan-bi, title: Chuẩn bị, owner: vp, event: hoi, event_days: -10}
  - {id: rieng, title: Mua sắm, owner: vp, no_date: theo kế hoạch riêng}
"""
# The words of each deadline in Vietnamese and English, and its last day.
WORDS: Mapping[str, tuple[str, str, date | None]] = {
    "gio": ("trước 17 giờ 00 ngày 27/11/2025", "before 17:00 on 27/11/2025", date(2025, 11, 27)),
    "thang@a": ("trong tháng 12/2025", "in December 2025", date(2025, 12, 31)),
    "quy": (
        "trong quý IV/2025 (thời hạn theo mục II)",
        "in Q4 2025 (deadline set in mục II)",
        date(2025, 12, 31),
    ),
    "nua": (
        "trong 6 tháng cuối năm 2025",
        "in the second half of 2025",
        date(2025, 12, 31),
    ),
    "nam": ("trong năm 2025", "in 2025", date(2025, 12, 31)),
    "truoc": ("trước tháng 01/2026", "before January 2026", date(2025, 12, 31)),
    "niem-yet": (
        "80 ngày trước Ngày bầu cử (15/03/2026): 25/12/2025",
        "80 days before Ngày bầu cử (15/03/2026): 25/12/2025",
        date(2025, 12, 25),
    ),
    "chuan-bi": (
        "10 ngày trước Ngày hội (chưa ấn định ngày)",
        "10 days before Ngày hội (day not known yet)",
        None,
    ),
    "rieng": ("theo kế hoạch riêng", "theo kế hoạch riêng", None),
}
# Tables for people show the day only; `show` and sentences also show the count from the event.
LISTED = {"niem-yet": "25/12/2025"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "viec.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def report(file: Path, *arguments: str, lang: str = "vi", day: str = "2025-11-27T16:00") -> Ran:
    ran = run(*arguments, "-f", str(file), "--as-of", day, "--lang", lang)
    assert ran.code == 0, ran.err
    return ran


@pytest.mark.parametrize(("lang", "place"), [("vi", 0), ("en", 1)])
def test_json_has_the_words_beside_the_day(file: Path, lang: str, place: int) -> None:
    items = json.loads(report(file, "list", "-F", "json", lang=lang).out)["items"]
    deadlines = {item["key"]: (item["due_text"], item["due"]) for item in items}
    assert deadlines == {
        key: (words[place], words[2] and words[2].isoformat()) for key, words in WORDS.items()
    }
    parts = {item["key"]: (item["due_time"], item["due_period"]) for item in items}
    assert parts["gio"] == ("17:00", None)
    assert parts["quy"] == (None, "2025-Q4")
    assert parts["truoc"] == (None, "2026-01")


@pytest.mark.parametrize(("lang", "place"), [("vi", 0), ("en", 1)])
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_tables_for_people_show_deadlines_in_words(
    file: Path, form: str, lang: str, place: int
) -> None:
    width = ["--width", "250"] if form == "text" else []
    out = report(file, "list", "-F", form, *width, lang=lang).out.replace("\\", "")
    out = out.replace("\N{NO-BREAK SPACE}", " ")
    for key, words in WORDS.items():
        assert str(LISTED.get(key) or words[place]) in out


@pytest.mark.parametrize(("lang", "place"), [("vi", 0), ("en", 1)])
def test_spreadsheets_have_a_date_cell_and_the_words_beside_it(
    file: Path, tmp_path: Path, lang: str, place: int
) -> None:
    heads = ("Thời hạn", "Thời hạn (bằng chữ)") if lang == "vi" else ("Due", "Deadline in words")
    out = tmp_path / "viec.xlsx"
    report(file, "export", "-o", str(out), "--force", lang=lang)
    rows = [
        [cell.value for cell in row]
        for sheet in openpyxl.load_workbook(out)
        for row in sheet.iter_rows()
    ]
    (head, *below) = rows[next(at for at, row in enumerate(rows) if heads[1] in row) :]
    in_days, in_words = map(head.index, heads)
    day_of = {row[in_words]: row[in_days] for row in below if len(row) == len(head)}
    for words in WORDS.values():
        day = day_of[words[place]]
        assert (day.date() if isinstance(day, datetime) else day) == words[2]


@pytest.mark.parametrize("what", [("export",), ("export", "--form"), ("list",), ("overdue",)])
def test_every_sheet_with_deadlines_has_their_words(
    file: Path, tmp_path: Path, what: tuple[str, ...]
) -> None:
    out = tmp_path / "viec.xlsx"
    report(file, *what, "-o", str(out), day="2026-02-01")
    heads = [
        (sheet.title, [cell.value for cell in row])
        for sheet in openpyxl.load_workbook(out)
        for row in sheet.iter_rows()
        if any(cell.value == "Thời hạn" for cell in row)
    ]
    assert heads
    assert [title for title, head in heads if "Thời hạn (bằng chữ)" not in head] == []


@pytest.mark.parametrize("what", [("list",), ("export", "--form")])
def test_a_deadline_that_awaits_an_event_says_so_in_the_column_of_words(
    file: Path, what: tuple[str, ...]
) -> None:
    lines = report(file, *what, "-F", "csv").out
    (row,) = (line for line in lines.splitlines() if line.startswith("chuan-bi,"))
    assert ",,10 ngày trước Ngày hội (chưa ấn định ngày)," in row


def test_a_calendar_has_the_hour_and_the_last_good_day(file: Path) -> None:
    out = report(file, "export", "-F", "ics", "--events").out.replace("\r\n ", "")
    assert "DUE;TZID=Asia/Ho_Chi_Minh:20251127T170000" in out
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20251127T170000" in out
    assert out.count("DUE;VALUE=DATE:20251231") == 5
    assert "DUE;VALUE=DATE:20251225" in out
    assert "hạn: trong quý IV/2025 (thời hạn theo mục II)" in out


def test_papers_show_how_a_deadline_is_counted_from_its_event(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "nhac.docx"
    report(file, "remind", "-o", str(out), day="2026-01-05")
    paper = text_of(out.read_bytes())
    assert "hạn: trong tháng 12/2025" in paper
    assert "hạn: 80 ngày trước Ngày bầu cử (15/3/2026): 25/12/2025" in paper
    shown = " ".join(report(file, "show", "niem-yet").out.split())
    assert "80 ngày trước Ngày bầu cử (15/03/2026): 25/12/2025; quá hạn từ 26/12/2025" in shown


def test_a_moved_event_moves_its_deadlines(file: Path) -> None:
    file.write_text(FILE.replace("2026-03-15", "2026-05-15"), encoding="utf-8")
    items = json.loads(report(file, "list", "-F", "json").out)["items"]
    (moved,) = (item for item in items if item["key"] == "niem-yet")
    assert (moved["due"], moved["due_text"]) == (
        "2026-02-24",
        "80 ngày trước Ngày bầu cử (15/05/2026): 24/02/2026",
    )


def test_an_extension_may_be_to_the_end_of_a_quarter(file: Path) -> None:
    extended = run(
        *("extend", "quy", "--to", "quý I/2026", "--by", "Chủ tịch", "--note", "Chờ", "--lang"),
        *("vi", "--on", "2025-11-20", "-f", str(file)),
    )
    assert extended.code == 0, extended.err
    assert "gia hạn đến hết quý I/2026" in extended.out
    assert 'to: "2026-Q1"' in file.read_text(encoding="utf-8")
    (item,) = (
        item
        for item in json.loads(report(file, "list", "-F", "json").out)["items"]
        if item["key"] == "quy"
    )
    assert item["due_text"] == "trong quý I/2026 (thời hạn ban đầu trong quý IV/2025 theo mục II)"
    assert item["extensions"][0]["to_text"] == "hết quý I/2026"
    late = run("remind", "-f", str(file), "--as-of", "2026-04-02", "--lang", "vi").out
    assert "được gia hạn đến hết quý I/2026 (cho phép ngày 20/11/2025)" in " ".join(late.split())


def test_tasks_without_a_date_are_counted_and_selected(file: Path) -> None:
    out = report(file, "status").out
    assert "chưa ấn định thời hạn 1" in " ".join(out.split())
    listed = json.loads(report(file, "list", "--status", "chưa ấn định", "-F", "json").out)
    assert [item["key"] for item in listed["items"]] == ["rieng"]
    assert listed["counts"]["no_date"] == 1
