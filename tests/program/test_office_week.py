"""One week of an office: two writers, a form, and a weekly report that is late.

Every report and format gives the same figures.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import Ran
from running import run
from word_text import text_of

from ntmtrack.directive import dates

DIRECTIVE = """\
format: 1
directive: {number: 31-KH/ĐU, issued: 2024-06-03, issuer: Đảng ủy xã, subject: Đường làng}
villages:
  - {id: ben-da, name: Bến Đá}
  - {id: dong-cau, name: Đồng Cau}
  - {id: go-me, name: Gò Me}
owners:
  - {id: thon, name: Ban phát triển thôn, per_village: true}
  - {id: van-hoa, name: Bộ phận văn hóa}
  - {id: doan, name: Đoàn Thanh niên}
  - {id: ba, name: Lê Thị Ba, kind: person}
tasks:
  - id: ranh
    title: Nạo vét rãnh
    owner: thon
    villages: all
    each: village
    due: 2024-06-07
    measures: [{id: met, name: rãnh đã nạo vét, unit: m, at_least: 300}]
  - {id: bich-hoa, title: Vẽ bích họa, owner: [van-hoa, doan], due: 2024-06-06}
  - {id: khao-sat, title: Khảo sát đường, owner: ba, due: 2024-06-05}
  - {id: dang-ky, title: Đăng ký cây giống, owner: ba, due: 2024-06-20}
  - {id: san-choi, title: Làm sân chơi, owner: doan, due: 2024-06-28}
  - {id: tuan, title: Báo cáo tuần, owner: ba, repeat: {every: week, on: fri, from: 2024-06-07}}
  - {id: giu-sach, title: Giữ vệ sinh, owner: thon, villages: all, each: village, standing: true}
progress: []
"""
STATES = {
    "ranh@ben-da": "hoàn thành đúng hạn",
    "ranh@dong-cau": "đang thực hiện, quá hạn (4 ngày)",
    "ranh@go-me": "quá hạn (4 ngày)",
    "bich-hoa": "hoàn thành quá hạn (1 ngày)",
    "khao-sat": "đang thực hiện, trong hạn, từng quá hạn",
    "dang-ky": "đang thực hiện, trong hạn",
    "san-choi": "hủy",
    "tuan": "đang thực hiện, trong hạn, từng có kỳ quá hạn",
    "giu-sach@ben-da": "thường xuyên",
    "giu-sach@dong-cau": "thường xuyên",
    "giu-sach@go-me": "thường xuyên",
}
AS_OF = ("--as-of", "2024-06-11")


class Office:
    """Work in one file at given moments of the clock."""

    def __init__(self, folder: Path, clock: pytest.MonkeyPatch) -> None:
        self.clock, self.folder = clock, folder
        (folder / "so.yaml").write_text(DIRECTIVE, encoding="utf-8")

    def at(self, time: str, *arguments: str) -> Ran:
        now = datetime.fromisoformat(f"2024-06-{time}:00+07:00")
        self.clock.setattr(dates, "clock", lambda: now)
        return run(*arguments, "-f", "so.yaml", folder=self.folder)

    def does(self, time: str, *arguments: str) -> str:
        ran = self.at(time, *arguments)
        assert ran.code == 0, ran.err
        return ran.out

    def report(self, *arguments: str) -> str:
        return self.does("11T17:00", *arguments, *AS_OF)

    def written(self, name: str, *arguments: str) -> Path:
        self.report(*arguments, "-o", name)
        return self.folder / name


@pytest.fixture(name="office")
def office_after_a_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office(tmp_path, monkeypatch)
    lan, hoa = ("--by", "Lan"), ("--by", "Hoa")
    office.does("04T08:00", "start", "khao-sat", *lan)
    office.does("04T08:01", "obstacle", "ranh", "Vướng ki-ốt", "--village", "Đồng Cau", *hoa)
    office.does("05T09:00", "start", "ranh", "--village", "dong cau", *hoa)
    fill_the_form(office)
    office.does("07T16:30", "import", "bieu.csv")
    office.does("08T08:00", "done", "bich-hoa", "--on", "7/6/2024", *hoa)
    permission = ("--by", "Bí thư", "--note", "Mưa")
    office.does("08T09:00", "extend", "khao-sat", "--to", "20/6/2024", *permission)
    office.does("09T09:00", "cancel", "san-choi", "--by", "Bí thư", "--note", "Chuyển sang năm sau")
    office.does("09T09:05", "done", "dang-ky", *lan)
    office.does("09T09:06", "undo")
    office.does("09T09:07", "start", "dang-ky", *lan)
    refused = office.at("10T08:00", "done", "tuan", *lan)
    assert (refused.code, "which-report" in refused.err) == (2, True)
    office.does("10T08:01", "done", "tuan", *lan, "--for", "7/6/2024")
    office.does("11T08:00", "obstacle", "ranh@dong-cau", "--solved", "Đã di dời", *hoa)
    return office


def fill_the_form(office: Office) -> None:
    """Fill in the form as villages do, leaving most rows empty."""
    form = office.does("05T10:00", "export", "--form", "-F", "csv")
    lines = list(csv.reader(io.StringIO(form)))
    heads = next(line for line in lines if line[:1] == ["Mã"])
    answers = {
        "ranh@ben-da": {"Kết quả": "đã xong", "Ngày": "6/6", "Số liệu": "390 m"},
        "ranh@dong-cau": {"Kết quả": "hoàn thành 40%", "Ngày": "07/06/2024", "Số liệu": "120m"},
        "ranh@go-me": {"Kết quả": "chưa"},
    }
    for line in lines:
        for heading, text in answers.get(line[0] if line else "", {}).items():
            line[heads.index(heading)] = text
    with (office.folder / "bieu.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


def statuses(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {row["Mã"]: row["Trạng thái"] for row in rows}


def label(state: str) -> str:
    """Return the status label of a table that has its own columns for days and for past delays."""
    status = state.removeprefix("đang thực hiện, ")
    return re.sub(r" \(\d+ ngày\)|, từng (có kỳ )?quá hạn", "", status)


def test_every_format_shows_the_same_statuses(office: Office) -> None:
    items = json.loads(office.report("list", "-F", "json"))["items"]
    assert {item["key"]: item["status_text"] for item in items} == STATES
    labels = {key: label(state) for key, state in STATES.items()}
    table = csv.DictReader(io.StringIO(office.report("export", "-F", "csv", "--raw")))
    assert statuses(list(table)) == labels
    sheet = load_workbook(office.written("so.xlsx", "export"))["Nhiệm vụ"]
    lines = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(index for index, line in enumerate(lines) if line[0] == "Mã")
    rows = [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]
    assert statuses(rows) == labels
    counts = Counter(STATES.values())
    for format_ in ("text", "md", "html"):
        text = office.report("list", "-F", format_, "--width", "250").replace("\\", "")
        text = text.replace("\N{NO-BREAK SPACE}", " ")
        for state in ("hủy", "thường xuyên", "đang thực hiện, quá hạn (4 ngày)"):
            assert text.count(state) == counts[state], (format_, state)


def test_every_report_gives_the_same_counts(office: Office) -> None:
    status, weekly = (
        json.loads(office.report(name, "-F", "json")) for name in ("status", "weekly")
    )
    counts = status["counts"]
    assert weekly["counts"] == counts
    assert {name: counts[name] for name in ("total", "overdue", "cancelled", "standing")} == {
        "total": 10,
        "overdue": 2,
        "cancelled": 1,
        "standing": 3,
    }
    assert (counts["done_on_time"], counts["done_late"], counts["in_time"]) == (1, 1, 3)
    overdue = json.loads(office.report("overdue", "-F", "json"))
    assert {item["key"] for item in overdue["items"]} == {"ranh@dong-cau", "ranh@go-me"}
    assert "2/10 đầu việc quá hạn (thuộc 1 nhiệm vụ)." in office.report("overdue")
    matrix = json.loads(office.report("matrix", "-F", "json"))
    assert sum(cell["status"] == "overdue" for row in matrix["rows"] for cell in row["cells"]) == 2
    reminded = json.loads(office.report("remind", "-F", "json"))["reminders"]
    assert {key for letter in reminded for key in letter["overdue"]} == {
        "ranh@dong-cau",
        "ranh@go-me",
    }
    (volume,) = json.loads(office.report("volumes", "-F", "json"))["rows"]
    assert (volume["reached_sum"], volume["goals_met"]) == (510, 1)


@pytest.mark.parametrize("day", ["2024-06-09", "2024-06-11"])
def test_the_paper_agrees_with_the_mail(day: str, office: Office) -> None:
    """The mail and the paper for signature agree; an obstacle is shown until it is solved."""
    arguments = ("weekly", "--as-of", day)
    mail = " ".join(office.does("11T17:00", *arguments).split())
    office.does("11T17:00", *arguments, "-o", "tuan.docx")
    paper = " ".join(text_of((office.folder / "tuan.docx").read_bytes()).split())
    assert "Nạo vét rãnh; Ban phát triển thôn; Gò Me" in mail
    assert "Nạo vét rãnh; Gò Me; Ban phát triển thôn" in paper
    for text in (mail, paper):
        assert ("Vướng ki-ốt" in text) == (day == "2024-06-09")
    murals = "Vẽ bích họa; Bộ phận văn hóa, Đoàn Thanh niên"
    assert (murals in mail) == (day == "2024-06-09")


def test_a_late_report_stays_late_and_the_next_one_is_still_due(office: Office) -> None:
    (register,) = json.loads(office.report("register", "-F", "json"))["registers"]
    assert [
        (occurrence["day"], occurrence["outcome"]) for occurrence in register["occurrences"]
    ] == [("2024-06-07", "late")]
    mail = " ".join(office.report("weekly").split())
    assert "Báo cáo kỳ 07/06/2024 nộp ngày 10/06/2024 08:01: muộn 3 ngày." in mail
    (duty,) = json.loads(office.report("weekly", "-F", "json"))["duties"]
    assert duty["late_arrivals"] == [{"day": "2024-06-07", "outcome": "late"}]
    item = json.loads(office.report("show", "tuan", "-F", "json"))["items"][0]
    assert (item["status"], item["due"], item["was_overdue"]) == ("open", "2024-06-14", True)
