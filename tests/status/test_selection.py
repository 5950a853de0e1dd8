"""Filters: users may type a status, a clause or a mark as reports print it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from running import run

FILE = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
owners:
  - {id: hoi, name: Hội Phụ nữ}
tasks:
  - {id: som, title: Làm sớm, clause: "1.1", place: mục 1, owner: hoi, due: 2024-03-10}
  - {id: tre, title: Làm trễ, clause: "1.2", place: mục 1, owner: hoi, due: 2024-03-10}
  - {id: khoi-cong, title: Khởi công, clause: "2", owner: hoi, due: 2024-03-12, due_to: start}
  - {id: cho, title: Chờ hạn, clause: "3", owner: hoi, due: 2024-03-12, note: xem mục 2}
  - {id: luon, title: Giữ sạch, clause: "3.1", owner: hoi, standing: true}
  - {id: xa, title: Còn xa, clause: "13", owner: hoi, due: 2024-05-12}
  - {id: mo, title: Không hạn, owner: hoi}
  - {id: mo-man, title: Mở màn, owner: hoi, due: 2024-03-05, due_to: start}
progress:
  - {task: som, mark: done, on: 2024-03-09}
  - {task: tre, mark: done, on: 2024-03-13}
  - {task: xa, mark: started, on: 2024-03-13}
  - {task: xa, mark: note, on: 2024-03-14, note: "Đã họp, xem mục 5"}
  - {task: mo, mark: done, on: 2024-03-14}
  - {task: mo-man, mark: started, on: 2024-03-08}
"""
LATE_TO_BEGIN = {"vi": "chậm bắt đầu 8 ngày", "en": "late to begin (8 days)"}


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "viec.yaml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


MISSED = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
owners:
  - {id: hoi, name: Hội Phụ nữ}
tasks:
  - {id: cho, title: Chờ hạn, owner: hoi, due: 2024-03-12}
  - {id: tre, title: Làm trễ, owner: hoi, due: 2024-03-10}
  - {id: gia-han, title: Gia hạn, owner: hoi, due: 2024-03-05}
  - {id: bao-cao, title: Báo cáo, owner: hoi, repeat: {every: week, on: fri, from: 2024-03-08}}
progress:
  - {task: tre, mark: done, on: 2024-03-13}
  - {task: gia-han, mark: extended, on: 2024-03-07, to: 2024-06-30}
  - {task: bao-cao, mark: done, on: 2024-03-15, for: 2024-03-15}
"""


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("từng quá hạn", ["gia-han"]),
        ("tung qua han", ["gia-han"]),
        ("was overdue", ["gia-han"]),
        ("từng có kỳ quá hạn", ["bao-cao"]),
        ("có kỳ quá hạn", ["bao-cao"]),
        ("some occurrences overdue", ["bao-cao"]),
        ("quá hạn", ["cho"]),
    ],
)
def test_items_that_were_missed_before_are_selected_by_their_printed_status(
    file: str, typed: str, ids: list[str]
) -> None:
    Path(file).write_text(MISSED, encoding="utf-8")
    assert selected(file, "--status", typed) == ids


def selected(file: str, *filters: str) -> list[str]:
    """Return the ids of the tasks that filters select."""
    ran = run("list", *filters, "-f", file, "--as-of", "2024-03-20", "-F", "json")
    assert (ran.code, ran.err) == (0, "")
    return [item["task"] for item in json.loads(ran.out)["items"]]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("overdue", ["khoi-cong", "cho"]),
        ("quá hạn", ["cho"]),
        ("qua han", ["cho"]),
        ("chậm bắt đầu", ["khoi-cong"]),
        ("late to begin", ["khoi-cong"]),
        ("late-to-begin", ["khoi-cong"]),
        ("đang thực hiện", ["xa", "mo-man"]),
        ("bắt đầu chậm", ["mo-man"]),
        ("in-progress", ["xa", "mo-man"]),
        ("in progress", ["xa", "mo-man"]),
        ("chưa thực hiện", ["khoi-cong", "cho", "luon"]),
        ("not-started", ["khoi-cong", "cho", "luon"]),
        ("chưa hoàn thành", ["khoi-cong", "cho", "luon", "xa", "mo-man"]),
        ("hoàn thành", ["som", "tre", "mo"]),
        ("hoàn thành đúng hạn", ["som", "mo"]),
        ("hoàn thành quá hạn", ["tre"]),
        ("đã hoàn thành", ["som", "tre", "mo"]),
        ("xong", ["som", "tre", "mo"]),
        ("đã hủy", []),
        ("waiting for an event", []),
        ("without a deadline", ["luon", "mo-man"]),
        ("without a date yet", []),
        ("chậm", ["cho"]),
        ("thường xuyên", ["luon"]),
        ("standing", ["luon"]),
        ("trong hạn", ["xa"]),
    ],
)
def test_a_status_can_be_typed_as_reports_print_it(file: str, typed: str, ids: list[str]) -> None:
    assert selected(file, "--status", typed) == ids


@pytest.mark.parametrize("language", LATE_TO_BEGIN)
def test_an_item_not_begun_in_time_is_late_to_begin_and_counts_as_overdue(
    file: str, language: str
) -> None:
    at = ("-f", file, "--as-of", "2024-03-20", "--lang", language)
    (item,) = (
        item
        for item in json.loads(run("list", *at, "-F", "json").out)["items"]
        if item["task"] == "khoi-cong"
    )
    assert (item["status"], item["status_text"]) == ("overdue", LATE_TO_BEGIN[language])
    summary = " ".join(run("overdue", *at).out.split())
    wanted = {
        "vi": "2/8 đầu việc quá hạn, trong đó 1 chậm bắt đầu.",
        "en": "2 of 8 items overdue, of which 1 late to begin.",
    }
    assert wanted[language] in summary
    remind = " ".join(run("remind", *at).out.split())
    assert wanted[language].partition("/8" if language == "vi" else "of 8")[2].strip(" .") in remind
    matrix_word = {"vi": "chậm bắt đầu", "en": "late to begin"}[language]
    assert matrix_word in run("status", *at).out


@pytest.mark.parametrize("typed", ["3", "mục 3", "Mục 3.", "muc 3", "clause 3"])
def test_a_clause_may_be_typed_with_the_word_clause(file: str, typed: str) -> None:
    assert selected(file, "--clause", typed) == ["cho", "luon"]
    assert "cho" in run("show", typed, "-f", file, "--as-of", "2024-03-20").out


@pytest.mark.parametrize(
    ("typed", "count"),
    [("note", 1), ("ghi chú", 1), ("bắt đầu", 2), ("xong", 3), ("hoan thanh", 3)],
)
def test_a_mark_can_be_typed_as_the_log_prints_it(file: str, typed: str, count: int) -> None:
    ran = run("history", "--mark", typed, "-f", file, "--as-of", "2024-03-20", "-F", "json")
    assert len(json.loads(ran.out)["entries"]) == count


def test_a_search_ignores_places_in_the_letter(file: str) -> None:
    assert selected(file, "--search", "mục 1") == []
    assert selected(file, "--search", "1.1") == []
    assert selected(file, "--search", "khởi") == ["khoi-cong"]
    assert selected(file, "--search", "họp") == ["xa"]


BEGUN = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
villages:
  - {id: a, name: An Bình}
  - {id: b, name: Bến Đá}
owners:
  - {id: hoi, name: Hội Phụ nữ}
tasks:
  - {id: dao, title: Đào mương, owner: hoi, villages: all, each: village, due: 2024-03-12,
     due_to: start}
progress:
  - {task: dao, village: a, mark: started, on: 2024-03-11}
  - {task: dao, village: b, mark: started, on: 2024-03-14}
"""
BEGUN_READS = {
    "vi": ("bắt đầu đúng hạn", "bắt đầu chậm 2 ngày", "không có thời hạn", ("đã bđ", "bđ chậm")),
    "en": ("begun on time", "begun 2 days late", "no deadline", ("begun", "begun*")),
}

LATE_IN_EXPORT = {"vi": "bắt đầu chậm,2,", "en": "begun late,2,"}


@pytest.mark.parametrize("language", BEGUN_READS)
@pytest.mark.parametrize(
    "report",
    ["list", "list -F csv", "list -F md", "show dao", "export -F csv", "weekly", "export -F html"],
)
def test_a_begun_item_with_a_deadline_to_begin_never_reads_as_without_a_deadline(
    file: str, report: str, language: str
) -> None:
    Path(file).write_text(BEGUN, encoding="utf-8")
    options = ("-f", file, "--as-of", "2024-03-15", "--lang", language)
    width = () if "-F" in report else ("--width", "250")
    out = run(*report.split(), *options, *width).out.replace("\\", "")
    on_time, late, none, _ = BEGUN_READS[language]
    if report == "export -F csv":  # which has a column for the days
        late = LATE_IN_EXPORT[language]
    rows = re.findall(r"<tr.*?</tr>", out, re.DOTALL) if "html" in report else out.splitlines()
    rows = [row for row in rows if "Đào mương" in row or "dao@" in row]
    assert not [row for row in rows if none in row]
    for village, words in (("An Bình", on_time), ("Bến Đá", late)):
        assert [row for row in rows if village in row and words in row], village


@pytest.mark.parametrize("language", BEGUN_READS)
def test_the_matrix_has_short_words_for_begun_items(file: str, language: str) -> None:
    Path(file).write_text(BEGUN, encoding="utf-8")
    options = ("-f", file, "--as-of", "2024-03-15", "--lang", language)
    out = run("matrix", *options).out
    for short in BEGUN_READS[language][-1]:
        assert f" {short} " in out
        assert f"{short} = " in out


@pytest.mark.parametrize(
    ("typed", "villages"),
    [
        ("bắt đầu đúng hạn", ["a"]),
        ("begun-on-time", ["a"]),
        ("đã bđ", ["a"]),
        ("bắt đầu chậm", ["b"]),
        ("no-deadline", ["a", "b"]),
    ],
)
def test_begun_items_are_selected_by_their_printed_status(
    file: str, typed: str, villages: list[str]
) -> None:
    Path(file).write_text(BEGUN, encoding="utf-8")
    options = ("-f", file, "--as-of", "2024-03-15", "-F", "json")
    items = json.loads(run("list", "--status", typed, *options).out)["items"]
    assert [item["village"]["id"] for item in items] == villages


@pytest.mark.parametrize(
    ("typed", "code"), [("duong@an binh", ""), ("duong@tan", "village"), ("so@tan", "owner")]
)
def test_an_unknown_share_is_refused_as_a_village_or_owner_like_the_task_is_divided(
    typed: str, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "chia.yaml"
    path.write_text(
        BEGUN.partition("tasks:")[0]
        + "tasks:\n  - {id: duong, title: Dọn đường, owner: hoi, villages: all, each: village}\n"
        "  - {id: so, title: Lập sổ, owner: [hoi], each: owner}\nprogress:\n",
        encoding="utf-8",
    )
    ran = run("show", typed, "-f", str(path), "--as-of", "2024-03-20")
    assert (f"no-such-{code}" if code else "Dọn đường") in ran.out + ran.err
