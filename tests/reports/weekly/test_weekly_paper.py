"""The weekly paper: short enough to be signed, with annexes as long as they are wanted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import DATA
from running import SHIPPED
from running import run
from word_text import text_of

WEEKS = DATA / "weeks.yaml"
# What fits on three pages, by lines of 75 letters, beside head and signature.
MOST_LINES = 100


def paper(tmp_path: Path, file: Path, day: str, *more: str) -> str:
    target = tmp_path / "x.docx"
    asked = ("-f", str(file), "--as-of", day, "-o", str(target), "--force", *more)
    assert run("weekly", *asked).code == 0
    return text_of(target.read_bytes())


def rows(text: str) -> list[list[str]]:
    """Give the rows of the first annex."""
    annex = re.split(r"^PHỤ LỤC \d$", text, flags=re.MULTILINE)[1]
    lines = [line for line in annex.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def busy_week(tmp_path: Path) -> Path:
    """Write the shipped letter as in a week in which something became of every item."""
    asked = ("list", "-f", str(SHIPPED), "--as-of", "2021-07-18", "-F", "csv", "--raw")
    lines = run(*asked, "--columns", "key,task,start,repeat", "--lang", "en").out.splitlines()
    entries = []
    for number, line in enumerate(lines[1:]):
        key, task, start, repeat, *_ = (*line.split(","), "", "")
        _, at, share = key.partition("@")
        if repeat or start > "2021-07-12":
            continue
        where = f"village: {share}, " if at else ""
        mark = ("done", "done", "started", "obstacle")[number % 4]
        note = ", note: Chưa có mặt bằng" if mark == "obstacle" else ""
        day = f"2021-07-{12 + number % 7}"
        entries.append(f"  - {{task: {task}, {where}mark: {mark}, on: {day}{note}}}\n")
    text = SHIPPED.read_text(encoding="utf-8").replace("progress: []", "progress:")
    target = tmp_path / "busy.yaml"
    target.write_text(text.rstrip("\n") + "\n" + "".join(entries), encoding="utf-8")
    return target


def test_the_body_of_the_fullest_week_is_three_pages_at_most(tmp_path: Path) -> None:
    text = paper(tmp_path, busy_week(tmp_path), "2021-07-18")
    body = text.partition("PHỤ LỤC 1")[0].partition("BÁO CÁO\n")[2]
    assert "Ngoài ra còn" in body
    assert sum(1 + len(line) // 75 for line in body.splitlines()) <= MOST_LINES


def test_the_sections_are_those_of_the_office_and_it_ends_as_reports_do(tmp_path: Path) -> None:
    text = paper(tmp_path, WEEKS, "2025-03-30")
    sections = re.findall(r"^[IV]+- (.*)$", text, flags=re.MULTILINE)
    assert sections == [
        "KẾT QUẢ THỰC HIỆN TRONG TUẦN",
        "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "NHIỆM VỤ TRỌNG TÂM TUẦN TỚI",
        "ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    end = "Trên đây là báo cáo kết quả thực hiện Công văn số 12-CV/ĐU, tuần từ ngày 24/3/2025"
    assert end in text


def test_the_annex_is_left_out_short_or_full(tmp_path: Path) -> None:
    none = paper(tmp_path, WEEKS, "2025-03-30", "--annex", "none")
    short, full = (
        paper(tmp_path, WEEKS, "2025-03-30", *more) for more in ((), ("--annex", "full"))
    )
    assert "PHỤ LỤC" not in none
    assert short == paper(tmp_path, WEEKS, "2025-03-30", "--annex", "short")
    titles = [{row[1].partition(" (")[0] for row in rows(text)[1:]} for text in (short, full)]
    assert titles[0] < titles[1]
    assert "Sửa hệ thống loa của xã" in titles[1] - titles[0], "cancelled, so nothing of this week"


def test_rows_of_one_task_and_state_are_joined_however_villages_stand(tmp_path: Path) -> None:
    text = WEEKS.read_text(encoding="utf-8")
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    found = rows(paper(tmp_path, file, "2025-03-30", "--annex", "full"))
    assert len({(row[1], row[2], row[5]) for row in found}) == len(found)
    (joined,) = (row for row in found if row[1].startswith("Phát quang") and "Đồng Sậy" in row[1])
    assert joined[1] == "Phát quang, đắp lề đường thôn (Đồng Sậy, Bãi Trầu)"
    assert joined[5] == "hoàn thành đúng hạn"
    assert found[0] == [
        *("STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Kết quả, tiến độ"),
        *("Ngày hoàn thành", "Nguyên nhân", "Ghi chú"),
    ]


def test_figures_stand_in_the_form_of_offices(tmp_path: Path) -> None:
    text = paper(tmp_path, WEEKS, "2025-03-30")
    figures = text.partition("KẾT QUẢ THỰC HIỆN CHỈ TIÊU VÀ KẾ HOẠCH TUẦN TỚI\n")[2]
    assert figures.startswith("| Nội dung | Chỉ tiêu giao | Kết quả | Kế hoạch tuần tới |\n")
    assert re.search(r"^\| 1\. Đầu việc chung \|  \|  \|  \|$", figures, flags=re.MULTILINE)
    assert "| 2. Đối với Đồng Sậy |" in figures


@pytest.mark.parametrize("format_", ["text", "json", "md"])
def test_other_formats_have_no_annex(format_: str) -> None:
    ran = run("weekly", "-f", str(WEEKS), "--annex", "full", "-F", format_)
    assert ran.code == 2
    assert "no-effect" in ran.err
