"""The weekly paper: short enough to be signed, with annexes as long as requested."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cases import first_quick
from running import DATA
from running import SHIPPED
from running import run
from word_text import text_of

WEEKS = DATA / "weeks.yaml"
# Lines of 75 letters or table rows that fit on three pages besides head and signature.
MOST_LINES = 125
MANY = 100  # entries of a full week


def paper(tmp_path: Path, file: Path, day: str, *more: str) -> str:
    target = tmp_path / "x.docx"
    options = ("-f", str(file), "--as-of", day, "-o", str(target), "--force", *more)
    assert run("weekly", *options).code == 0
    return text_of(target.read_bytes())


def rows(text: str) -> list[list[str]]:
    """Return the rows of the first annex."""
    annex = re.split(r"^PHỤ LỤC \d$", text, flags=re.MULTILINE)[1]
    lines = [line for line in annex.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def busy_week(tmp_path: Path) -> Path:
    """Write the shipped letter with a log in which something happened to every item in a week."""
    listed = run("list", "-f", str(SHIPPED), "--as-of", "2021-07-18", "-F", "json")
    entries = []
    for number, item in enumerate(json.loads(listed.out)["items"]):
        task, (_, at, share) = item["task"], item["key"].partition("@")
        if item["repeat"] or (item["start"] or "") > "2021-07-12":
            continue
        kind = "village" if item["village"] else "owner"
        where = f"{kind}: {share}, " if at else ""
        mark = ("done", "done", "started", "obstacle")[number % 4]
        note = ", note: Chưa có mặt bằng" if mark == "obstacle" else ""
        day = f"2021-07-{12 + number % 7}"
        entries.append(f"  - {{task: {task}, {where}mark: {mark}, on: {day}{note}}}\n")
    text = SHIPPED.read_text(encoding="utf-8").replace("progress: []", "progress:")
    target = tmp_path / "busy.yaml"
    assert len(entries) > MANY
    target.write_text(text.rstrip("\n") + "\n" + "".join(entries), encoding="utf-8")
    return target


def test_the_body_for_a_busy_week_is_three_pages_at_most(tmp_path: Path) -> None:
    text = paper(tmp_path, busy_week(tmp_path), "2021-07-18")
    body = text.partition("PHỤ LỤC 1")[0].partition("BÁO CÁO\n")[2]
    assert "Ngoài ra còn" in body
    assert sum(1 + len(line) // 75 for line in body.splitlines()) <= MOST_LINES


def fullest_week(tmp_path: Path) -> Path:
    """Add extensions to the busy week, so that every list of the paper is long."""
    file = busy_week(tmp_path)
    listed = run("list", "-f", str(file), "--as-of", "2021-07-18", "-F", "json")
    entries, tasks = [], set()
    for number, item in enumerate(json.loads(listed.out)["items"]):
        task, (_, at, share) = item["task"], item["key"].partition("@")
        if not item["due"] or item["repeat"] or item["done"] or task in tasks:
            continue
        tasks.add(task)
        kind = "village" if item["village"] else "owner"
        where = f"{kind}: {share}, " if at else ""
        more = "on: 2021-07-16, to: 2021-08-10, by: Bí thư Đảng ủy, note: Mưa lớn kéo dài"
        more = more.replace("08-10", "07-24") if number % 2 and item["due"] < "2021-07-24" else more
        entries.append(f"  - {{task: {task}, {where}mark: extended, {more}}}\n")
    file.write_text(file.read_text(encoding="utf-8") + "".join(entries), encoding="utf-8")
    return file


@pytest.mark.parametrize("annex", ["none", "short"])
def test_lists_are_shortened_if_the_paper_would_have_a_fourth_page(
    annex: str, tmp_path: Path
) -> None:
    text = paper(tmp_path, fullest_week(tmp_path), "2021-07-18", "--annex", annex)
    body = text.partition("PHỤ LỤC 1")[0].partition("BÁO CÁO\n")[2]
    assert "Gia hạn, điều chỉnh, hủy trong tuần" in body
    assert body.count("- Ngoài ra còn") >= 5
    assert sum(1 + len(line) // 75 for line in body.splitlines()) <= MOST_LINES


def test_the_body_has_the_new_deadline_and_reason_of_an_extension(tmp_path: Path) -> None:
    text = paper(tmp_path, fullest_week(tmp_path), "2021-07-18", "--annex", "none")
    changed = text.partition("Gia hạn, điều chỉnh, hủy trong tuần")[2].partition("Báo cáo định kỳ")[
        0
    ]
    line = "được gia hạn đến ngày 10/8/2021 (cho phép ngày 16/7/2021). Lý do: Mưa lớn kéo dài."
    assert line in changed


def test_the_body_has_the_reason_of_a_cancellation(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    entry = (
        "  - {task: bich-hoa, village: kim-binh, mark: cancelled, on: 2021-07-14, note: Huyện lo}\n"
    )
    text = SHIPPED.read_text(encoding="utf-8").replace("progress: []", "progress:\n" + entry)
    file.write_text(text, encoding="utf-8")
    text_of_paper = paper(tmp_path, file, "2021-07-18", "--annex", "none")
    assert "hủy. Lý do: Huyện lo." in text_of_paper


def test_the_paper_has_the_sections_and_the_closing_of_official_reports(tmp_path: Path) -> None:
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


def test_the_annex_can_be_left_out_short_or_full(tmp_path: Path) -> None:
    none = paper(tmp_path, WEEKS, "2025-03-30", "--annex", "none")
    short, full = (
        paper(tmp_path, WEEKS, "2025-03-30", *more) for more in ((), ("--annex", "full"))
    )
    assert "PHỤ LỤC" not in none
    assert short == paper(tmp_path, WEEKS, "2025-03-30", "--annex", "short")
    titles = [{row[1].partition(" (")[0] for row in rows(text)[1:]} for text in (short, full)]
    assert titles[0] < titles[1]
    assert "Sửa hệ thống loa của xã" in titles[1] - titles[0], "cancelled, so nothing of this week"


def test_rows_of_one_task_in_one_state_are_joined(tmp_path: Path) -> None:
    text = WEEKS.read_text(encoding="utf-8")
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    annex = rows(paper(tmp_path, file, "2025-03-30", "--annex", "full"))
    assert len({(row[1], row[2], row[5]) for row in annex}) == len(annex)
    (joined,) = (row for row in annex if row[1].startswith("Phát quang") and "Đồng Sậy" in row[1])
    assert joined[1] == "Phát quang, đắp lề đường thôn (Đồng Sậy, Bãi Trầu)"
    assert joined[5] == (
        "hoàn thành đúng hạn; Đồng Sậy 860 mét, 45 công; Bãi Trầu 810 mét, 38 công"
    ), "what each has reached is said, too"
    assert annex[0] == [
        *("STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Kết quả, tiến độ"),
        *("Ngày hoàn thành", "Nguyên nhân", "Ghi chú"),
    ]


def test_figures_are_in_the_form_that_offices_use(tmp_path: Path) -> None:
    text = paper(tmp_path, WEEKS, "2025-03-30")
    figures = text.partition("KẾT QUẢ THỰC HIỆN CHỈ TIÊU VÀ KẾ HOẠCH TUẦN TỚI\n")[2]
    belongs = (
        "(Kèm theo Báo cáo số      -BC/ĐU, ngày      tháng      năm 2025 của Đảng ủy xã Vân Trạch)"
    )
    head = "| Nội dung | Chỉ tiêu giao | Kết quả | Kế hoạch tuần tới |"
    assert figures.startswith(f"{belongs}\n{head}\n")
    assert re.search(r"^\| 1\. Đối với toàn xã \|  \|  \|  \|$", figures, flags=re.MULTILINE)
    assert "| 2. Đối với thôn Đồng Sậy |" in figures


def test_a_village_without_goal_and_figure_is_listed_among_the_figures(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    entry = (
        "  - {task: bich-hoa, village: kim-binh, mark: note, on: 2021-07-14, amounts: {diem: 2}}\n"
    )
    text = SHIPPED.read_text(encoding="utf-8").replace("progress: []", "progress:\n" + entry)
    file.write_text(text, encoding="utf-8")
    figures = paper(tmp_path, file, "2021-07-18").partition("PHỤ LỤC 2\n")[2]
    painted = re.findall(r"bích họa trên tuyến: điểm tường đã vẽ \| +\| ([^|]*) \|", figures)
    assert painted == ["2 điểm", *["chưa có số liệu"] * 4], "each village on the route"


@pytest.mark.parametrize("language", first_quick(1, ["vi", "en"]))
def test_brackets_are_never_nested_in_a_paper(language: str, tmp_path: Path) -> None:
    more = ("--annex", "full", "--lang", language)
    text = paper(tmp_path, fullest_week(tmp_path), "2021-07-18", *more)
    nested = re.findall(r"\([^()\n|]*\([^()\n|]*\)", text)
    assert nested == []


FIGURES = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2025-03-03, issuer: Đảng ủy xã Vân Trạch, subject: Đường thôn}
villages: [{id: a, name: Bến Đá}, {id: b, name: Gò Me}, {id: c, name: Làng Chè}]
owners: [{id: ban, name: Ban Phát triển thôn, per_village: true}]
tasks:
  - id: duong
    title: Làm đường
    owner: ban
    villages: all
    each: village
    due: 2025-03-14
    measures: [{id: met, name: mét đường, unit: m, at_least: 100}]
progress:
  - {task: duong, village: a, mark: done, on: 2025-03-12, amounts: {met: 120}}
  - {task: duong, village: b, mark: done, on: 2025-03-12}
  - {task: duong, village: c, mark: cancelled, on: 2025-03-12, by: Bí thư, note: Không có đường}
"""


def test_a_done_share_without_a_figure_is_listed_as_having_none(tmp_path: Path) -> None:
    file = tmp_path / "figures.yaml"
    file.write_text(FIGURES, encoding="utf-8")
    text = paper(tmp_path, file, "2025-03-16")
    annex = text.partition("KẾT QUẢ THỰC HIỆN CHỈ TIÊU")[2]
    assert "Bến Đá" in annex
    assert "Gò Me" in annex
    assert "chưa có số liệu" in annex
    assert "Làng Chè" not in annex


@pytest.mark.parametrize("format_", ["text", "json", "md"])
def test_other_formats_have_no_annex(format_: str) -> None:
    ran = run("weekly", "-f", str(WEEKS), "--annex", "full", "-F", format_)
    assert ran.code == 2
    assert "no-effect" in ran.err


def test_bars_compare_villages_if_there_is_something_to_compare(tmp_path: Path) -> None:
    title = "Đầu việc có thời hạn, theo thôn"
    text = paper(tmp_path, WEEKS, "2025-03-30")
    chart = text.partition(f"{title}\n")[2].partition("\n\n")[0].splitlines()
    assert chart[0].startswith(
        "| Thôn | Hoàn thành đúng hạn | Hoàn thành quá hạn | Chưa hoàn thành"
    )
    assert any(line.startswith("| Suối Lội | ") for line in chart)
    assert chart[-1].startswith("| (đầu việc chung) | "), "the bars add up to the table above"
    assert title not in paper(tmp_path, WEEKS, "2025-03-30", "--village", "Suối Lội")
    assert title not in paper(tmp_path, WEEKS, "2025-03-11"), "nothing is done or late yet"


def test_late_and_ongoing_items_are_work_of_the_next_week(tmp_path: Path) -> None:
    text = paper(tmp_path, SHIPPED, "2021-07-04")
    next_week = text.partition("NHIỆM VỤ TRỌNG TÂM TUẦN TỚI\n")[2].partition("IV- ")[0]
    assert "Tập trung hoàn thành dứt điểm 19 đầu việc quá hạn (thuộc 08 nhiệm vụ)" in next_week
    assert "Tiếp tục thực hiện 64 đầu việc (thuộc 16 nhiệm vụ) còn trong hạn." in next_week
    assert "Hoàn thành trong tuần: không có." in text


def test_a_paper_names_its_annexes_and_an_annex_its_paper(tmp_path: Path) -> None:
    text = paper(tmp_path, WEEKS, "2025-03-30")
    assert text.count("(Kèm theo Báo cáo số      -BC/ĐU, ngày      tháng      năm 2025 của") == 2
    assert "tại Phụ lục kèm theo" in text
    assert "kèm theo" not in paper(tmp_path, WEEKS, "2025-03-30", "--annex", "none").casefold()


def test_bars_show_the_villages_with_most_overdue_items_if_there_are_many(tmp_path: Path) -> None:
    """They do not show the villages with most items."""
    ids = [f"t{number:02}" for number in range(1, 15)]
    late, *busy = ids
    villages = "".join(f"  - {{id: {id_}, name: Thôn {id_}}}\n" for id_ in ids)
    owed = "owner: ubnd, each: village, villages:"
    text = (
        "format: 1\n"
        "directive: {number: 1-CV/ĐU, issued: 2025-03-03, issuer: Đảng ủy xã, subject: Việc}\n"
        f"villages:\n{villages}owners: [{{id: ubnd, name: UBND xã}}]\ntasks:\n"
        f"  - {{id: muon, title: Muộn, {owed} [{late}], due: 2025-03-06}}\n"
        f"  - {{id: con, title: Còn, {owed} [{', '.join(busy)}], due: 2025-05-05}}\n"
        f"  - {{id: nua, title: Nữa, {owed} [{', '.join(busy)}], due: 2025-05-06}}\n"
    )
    file = tmp_path / "so.yaml"
    file.write_text(text, encoding="utf-8")
    body = paper(tmp_path, file, "2025-03-14").partition("PHỤ LỤC 1")[0]
    drawn = [id_ for id_ in ids if f"| Thôn {id_} |" in body]
    assert (len(drawn), late in drawn) == (12, True)


def test_a_paper_names_the_finished_directives_of_its_own_issuer_only(tmp_path: Path) -> None:
    for number, issuer, closed in (
        ("1-CV/ĐU", "Đảng ủy xã", ""),
        ("2-CV/ĐU", "Đảng ủy xã", ", closed: 2025-03-10"),
        ("3/CV-UBND", "UBND xã", ""),
        ("4/CV-UBND", "UBND xã", ", closed: 2025-03-10"),
    ):
        text = (
            f"format: 1\ndirective: {{number: {number}, issued: 2025-03-03, issuer: {issuer},"
            f" subject: Việc{closed}}}\nowners: [{{id: lan, name: Lan}}]\n"
            f"tasks: [{{id: viec, title: Việc, owner: lan, due: 2025-03-06}}]\n"
        )
        (tmp_path / f"{number[0]}.yaml").write_text(text, encoding="utf-8")
    papers = re.split("BÁO CÁO\n", paper(tmp_path, tmp_path, "2025-03-21"))[1:]
    assert [
        [number for number in "24" if f"{number}-CV/ĐU" in text or f"{number}/CV" in text]
        for text in papers
    ] == [["2"], ["4"]]


YEARLY = """\
format: 1
directive:
  {number: 6/KH-UBND, issued: 2025-12-01, issuer: Ủy ban nhân dân xã A, subject: Chuyển đổi số}
owners:
  - {id: so, name: "Phòng Văn hóa, Thể thao"}
  - {id: ubnd, name: "UBND các xã, phường"}
tasks:
  - {id: nam, title: Báo cáo năm, place: mục 3, owner: so, repeat: {every: year, from: 2025-12-01}}
  - {id: dot, title: Sơ kết, owner: [so, ubnd], due: 2026-05-10}
  - {id: ty-le, title: Phổ cập, owner: ubnd, due: 2026-05-30, measures: [{id: m, name: tỷ lệ hộ,
     unit: "%", percent: 80}]}
progress:
  - {task: ty-le, mark: note, on: 2026-05-12, amounts: {m: 35}}
"""


def test_a_paper_describes_a_long_missing_report_consistently(tmp_path: Path) -> None:
    file = tmp_path / "nam.yaml"
    file.write_text(YEARLY, encoding="utf-8")
    target = tmp_path / "tuan.docx"
    arguments = ("weekly", "-f", str(file), "--as-of", "2026-05-15", "--annex", "full")
    assert run(*arguments, "-o", str(target)).code == 0
    text = text_of(target.read_bytes())
    since = "chưa báo cáo từ kỳ năm 2025 (thời hạn 31/12/2025)"
    assert f"Báo cáo năm (mục 3): trong tuần chưa đến kỳ mới; {since}." in text
    assert text.count(since) == 2
    assert "báo cáo rõ nguyên nhân: Phòng Văn hóa, Thể thao; UBND các xã, phường." in text
    assert "trong hạn 1 (giảm 1); chưa hoàn thành, quá hạn 2 (tăng 1)." in text
    assert "35%" in text
    assert "35 %" not in text
    assert run(*arguments, "-o", str(target), "--lang", "en", "--force").code == 0
    english = text_of(target.read_bytes())
    assert "Begun this week: no item." in english
    assert "nothing new was due; missing since the report of 2025, due 31/12/2025." in english


def test_a_group_is_in_lower_case_within_a_sentence_and_recurring_duties_are_left_out(
    tmp_path: Path,
) -> None:
    data = tmp_path / "assignments.yaml"
    data.write_text(
        """\
format: 1
directive: {number: 3-KH/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Số hóa}
owners: [{id: ub, name: UBND xã}, {id: thon, name: Các thôn}]
tasks:
  - {id: to, title: Lập tổ, owner: [ub, thon], due: 2024-03-05}
  - {id: bia, title: Dựng bia, owner: ub, due: 2024-06-30}
  - {id: bao-cao, title: Báo cáo, owner: ub, repeat: {every: month, on: last, from: 2024-03-01}}
progress: []
""",
        encoding="utf-8",
    )
    text = paper(tmp_path, data, "2024-03-12")
    assert "- Lập tổ; UBND xã, các thôn; thời hạn:" in text
    assert "| UBND xã; Các thôn |" in text
    assert "báo cáo rõ nguyên nhân: UBND xã, các thôn." in text
    assert "Tiếp tục thực hiện 01 đầu việc còn trong hạn (không kể nhiệm vụ định kỳ)." in text
