"""A report on several files equals the sum of the reports on each of them."""

from __future__ import annotations

import csv
import io
import json
import os
import pickle
import re
import shutil
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent import futures
from datetime import date
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any
from typing import Self

import duckdb
import pytest
from cases import first_quick
from running import DATA
from running import HERE
from running import SHIPPED
from running import run

from ntmtrack.cli import output
from ntmtrack.cli import several
from ntmtrack.cli.output import Streams
from ntmtrack.reports import file_summaries
from ntmtrack.reports.file_summaries import FileQuery
from ntmtrack.reports.file_summaries import FileSummary
from ntmtrack.status.view import View
from ntmtrack.storage import files

DAY = "2025-04-20"
KINDS = ("status", "overdue", "list", "export")
QUERY = re.compile(r"```sql\n(.*?)```", re.DOTALL)
COUNTS = (
    *("total", "done_on_time", "done_late", "done_no_deadline"),
    *("in_time", "overdue", "no_deadline"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fill a folder with data files in subfolders, and with files that must be ignored."""
    for name, source in (
        ("b/nho.yaml", DATA / "small.yaml"),
        ("b/a.yml", DATA / "several" / "same.yaml"),
        ("thu.yaml", SHIPPED),
        ("a/tuan.yaml", DATA / "weeks.yaml"),
        (".an/bi-mat.yaml", SHIPPED),
        ("a/.nhap.yaml", SHIPPED),
        ("a/doc.txt", SHIPPED),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(source, tmp_path / name)
    return tmp_path


def rows(query: str) -> list[Any]:
    relation = duckdb.sql(query)
    assert relation
    return relation.fetchall()


def report_json(kind: str, *options: str) -> dict[str, Any]:
    ran = run(kind, *options, "--as-of", DAY, "-F", "json")
    assert (ran.code, ran.err) == (0, "")
    report: dict[str, Any] = json.loads(ran.out)
    return report


def with_head(source: Path, path: Path, **head: str) -> Path:
    """Copy a data file with a different number, issuer or day of issue."""
    text = source.read_text("utf-8")
    for key, value in head.items():
        text = re.sub(rf"(?m)^  {key}: .*$", f"  {key}: {value}", text)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["list", "overdue", "export"])
@pytest.mark.parametrize(
    ("head", "heading"),
    [({"issuer": "Đảng ủy xã Khác"}, "Issuer"), ({"issued": "2024-02-27"}, "File")],
)
def test_letters_with_the_same_number_are_distinguished_by_issuer_or_file(
    kind: str, head: dict[str, str], heading: str, tmp_path: Path
) -> None:
    first = with_head(DATA / "small.yaml", tmp_path / "a.yaml")
    second = with_head(DATA / "small.yaml", tmp_path / "b.yaml", **head)
    files = ("-f", str(first), "-f", str(second), "--as-of", DAY, "--lang", "en")
    ran = run(kind, *files, "-F", "csv", "--raw")
    assert (ran.code, ran.err) == (0, "")
    heading = "File" if kind == "export" else heading
    both = (
        {str(first), str(second)}
        if heading == "File"
        else {"Đảng ủy xã Đồng Mơ", "Đảng ủy xã Khác"}
    )
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert Counter(row[heading] for row in rows) == dict.fromkeys(both, len(rows) // 2)
    names = ("Id", "Where", "Lead", heading)
    assert len({tuple(row[name] for name in names) for row in rows}) == len(rows)
    text = run(kind, *files, "-F", "text", "--width", "400").out
    assert all(name in text for name in both)


def test_a_list_has_only_the_numbers_of_letters_if_they_differ() -> None:
    both = ("-f", "small.yaml", "-f", "weeks.yaml", "--as-of", DAY, "--lang", "en")
    ran = run("list", *both, "-F", "csv", "--raw")
    assert ran.out.startswith("Id,Task,Assigned by,Where,")


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_the_sum_of_the_reports_on_its_files(kind: str, folder: Path) -> None:
    whole = report_json(kind, "-f", str(folder))
    names = ["thu.yaml", "a/tuan.yaml", "b/a.yml", "b/nho.yaml"]
    assert [report["file"] for report in whole["files"]] == [str(folder / name) for name in names]
    alone = [report_json(kind, "-f", report["file"]) for report in whole["files"]]
    assert [report["counts"] for report in whole["files"]] == [report["counts"] for report in alone]
    total: Counter[str] = Counter()
    for report in alone:
        total.update(report["counts"])
    assert whole["counts"] == dict(total)
    items = [
        {**item, "key": f"{item['directive']}:{item['key']}", "file": file["file"]}
        for file, report in zip(whole["files"], alone, strict=True)
        for item in report["items"]
    ]
    if kind == "overdue":
        file_by_file = list(items)
        items.sort(key=lambda item: -item["days_late"])
        assert items != file_by_file
    assert whole["items"] == items


def test_csv_has_overdue_items_in_the_same_order_as_json(folder: Path) -> None:
    keys = [
        item["key"].partition("@")[0] for item in report_json("overdue", "-f", str(folder))["items"]
    ]
    text = run("overdue", "-f", str(folder), "--as-of", DAY, "-F", "csv", "--raw").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [f"{row['Văn bản giao']}:{row['Mã']}" for row in rows] == keys


@pytest.mark.parametrize("language", first_quick(1, ["vi", "en"]))
@pytest.mark.parametrize("kind", KINDS)
def test_files_read_in_parallel_give_the_same_report(
    kind: str, language: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = folder / "sai.yaml"
    wrong.write_text("format: 1\n", encoding="utf-8")
    options = (kind, "-f", str(folder), "--as-of", DAY, "--lang", language)
    one_by_one = run(*options)
    assert "missing-key" in one_by_one.err
    assert one_by_one.code == 65
    monkeypatch.setattr(several, "_WORTH", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert run(*options) == one_by_one


class Pools:
    """Replace the process pools, recording how many workers and chunks they get."""

    def __init__(self) -> None:
        self.started: list[int] = []
        self.chunks: list[int] = []

    def __call__(self, workers: int) -> Pools:
        self.started.append(workers)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(
        self, work: Callable[[Path], object], paths: Sequence[Path], chunksize: int
    ) -> Iterator[object]:
        self.chunks.append(chunksize)
        return map(work, paths)


@pytest.mark.parametrize(
    ("worth", "processors", "pools"),
    first_quick(2, [(0, 3, [3]), (0, 1, []), (0, 2, [2]), (0, 9, [9]), (99, 2, [])]),
)
def test_a_process_pool_is_started_only_if_it_pays(
    worth: float, processors: int, pools: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        with_head(DATA / "small.yaml", tmp_path / f"{number}.yaml", issuer=f"Đảng ủy xã {number}")
    before = run("status", "-f", str(tmp_path), "--as-of", DAY)
    started = Pools()
    monkeypatch.setattr(futures, "ProcessPoolExecutor", started)
    monkeypatch.setattr(several, "_WORTH", worth)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert run("status", "-f", str(tmp_path), "--as-of", DAY) == before
    assert started.started == pools
    assert all(1 <= chunk * processors <= 40 for chunk in started.chunks)


@pytest.mark.parametrize(
    "arguments",
    [
        *((kind,) for kind in KINDS),
        *(
            ("status", *filters)
            for filters in (
                ("--owner", "hội nông dân"),
                ("--village", "bến đá"),
                ("--status", "overdue"),
                ("--search", "gạch"),
            )
        ),
    ],
    ids=" ".join,
)
def test_files_of_several_issuers_give_the_same_report_in_other_processes(
    arguments: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        with_head(DATA / "small.yaml", tmp_path / f"{number}.yaml", issuer=f"Đảng ủy xã {number}")
    options = (*arguments, "-f", str(tmp_path), "--as-of", DAY)
    one_by_one = run(*options)
    assert (one_by_one.code, one_by_one.err) == (0, "")
    started = Pools()
    monkeypatch.setattr(futures, "ProcessPoolExecutor", started)
    ticks = count(step=0.01)
    monkeypatch.setattr(several, "monotonic", lambda: next(ticks))
    monkeypatch.setattr(several, "_WORTH", 0.02)  # reached after two files, which have two issuers
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert run(*options) == one_by_one
    assert started.started


@pytest.mark.parametrize("copies", [0, 1])
def test_names_are_counted_later_if_only_duplicate_files_had_another_issuer(
    copies: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_head(DATA / "small.yaml", tmp_path / "00.yaml", issuer="Đảng ủy xã Khe Sâu")
    for number in range(1, 40):
        path = tmp_path / f"{number:02}.yaml"
        with_head(DATA / "small.yaml", path, number=f"{number}-CV/ĐU", issuer="Đảng ủy xã")
    for number in range(copies):
        shutil.copy(tmp_path / "00.yaml", tmp_path / f"99-{number}.yaml")
    options = ("status", "-f", str(tmp_path), "--as-of", DAY, "--lang", "en")
    one_by_one = run(*options)
    assert ("By owner" in one_by_one.out, "By issuer" in one_by_one.out) == (
        copies > 0,
        copies == 0,
    )
    name_modes: list[str] = []
    summarize = file_summaries.summarize

    def record_and_summarize(file: str, view: View, query: FileQuery) -> FileSummary:
        name_modes.append(query.names)
        return summarize(file, view, query)

    ticks = count(step=0.01)
    monkeypatch.setattr(file_summaries, "summarize", record_and_summarize)
    monkeypatch.setattr(several, "monotonic", lambda: next(ticks))
    monkeypatch.setattr(futures, "ProcessPoolExecutor", Pools())
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert run(*options) == one_by_one
    assert name_modes.count("left out") == 38 + copies
    assert name_modes.count("counted") == (2 if copies == 0 else 40)


def test_a_folder_is_scanned_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identified: list[Path] = []
    identity = files.identity

    def record_and_identify(path: Path) -> object:
        identified.append(path)
        return identity(path)

    monkeypatch.setattr(files, "identity", record_and_identify)
    options = ("-f", str(folder), "--as-of", DAY, "-o", str(tmp_path / "a.csv"))
    assert run("export", *options).code == 0
    assert len(identified) == len(set(identified)) == 4


def test_a_file_named_twice_counts_once(folder: Path) -> None:
    once = report_json("status", "-f", str(folder))
    assert report_json("status", "-f", str(folder), "-f", str(folder / "a")) == once


@pytest.mark.parametrize("kind", KINDS)
def test_duplicate_files_are_left_out_and_named(kind: str, folder: Path) -> None:
    copy = folder / "b" / "nho (1).yaml"
    copy.write_bytes((folder / "b" / "nho.yaml").read_bytes())
    options = (kind, "-f", str(folder), "--as-of", DAY, "-F", "json")
    ran = run(*options)
    assert (ran.code, ran.err.count("same-directive")) == (65, 1)
    assert {str(copy), str(folder / "b" / "nho.yaml")} <= set(
        re.findall(r"[^ ]+\S*(?: \(1\))?\.yaml", ran.err)
    )
    copy.unlink()
    (folder / "b" / "nho.yaml").unlink()
    assert run(*options) == ran._replace(code=0, err="")


def test_a_duplicate_of_the_only_other_file_is_named_by_status_and_check(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    other = text.replace("issuer: Đảng ủy xã Sơn Kim 2", "issuer: Ðảng uỷ xã Sơn Kim 2")
    assert other != text
    (tmp_path / "b.yaml").write_text(other, encoding="utf-8")
    for kind in ("status", "check"):
        ran = run(kind, "-f", str(tmp_path))
        assert (ran.code, "same-directive" in ran.out + ran.err) == (65, True)
        assert "quá hạn" not in ran.out


def test_an_issuer_spelled_in_two_ways_counts_as_one(tmp_path: Path) -> None:
    for name, number, issuer in (("a", "1-CV/ĐU", "Đảng ủy xã"), ("b", "2-CV/ĐU", "Đảng uỷ xã")):
        text = (DATA / "small.yaml").read_text(encoding="utf-8")
        text = re.sub(r"number: [^,}\n]+", f"number: {number}", text, count=1)
        text = re.sub(r"issuer: [^,}\n]+", f"issuer: {issuer}", text, count=1)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    ran = run("status", "-f", str(tmp_path), "--as-of", DAY, "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert "By owner" in ran.out
    assert "By issuer" not in ran.out


def test_the_environment_variable_may_name_a_folder(folder: Path) -> None:
    ran = run("status", "--as-of", DAY, "-F", "json", NTMTRACK_FILE=str(folder))
    assert json.loads(ran.out) == report_json("status", "-f", str(folder))


@pytest.mark.parametrize("days", first_quick(1, [DAY, "2021-07-02"]))
def test_duckdb_gives_the_counts_of_status(
    days: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "items.parquet"
    options = ("-f", str(folder), "--as-of", days)
    assert run("export", *options, "-o", str(out)).code == 0
    monkeypatch.chdir(tmp_path)
    page = (HERE.parent / "docs" / "many-files.md").read_text(encoding="utf-8")
    (query,) = QUERY.findall(page)
    data = json.loads(run("status", *options, "-F", "json").out)
    assert rows(query) == sorted(
        (file["directive"]["number"], *(file["counts"][name] for name in COUNTS))
        for file in data["files"]
    )


def test_summaries_for_parquet_are_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The items of a whole year of a commune are all in memory at once."""
    for number in range(2):
        with_head(SHIPPED, tmp_path / f"{number}.yaml", number=f"{number}-CV/ĐU")
    sizes: list[float] = []
    summarize = file_summaries.summarize

    def measure_and_summarize(file: str, view: View, query: FileQuery) -> FileSummary:
        summary = summarize(file, view, query)
        assert not summary.items
        sizes.append(len(pickle.dumps(summary)) / len(summary.rows))
        return summary

    monkeypatch.setattr(file_summaries, "summarize", measure_and_summarize)
    options = ("--as-of", DAY, "-F", "parquet", "-o", str(tmp_path / "items.parquet"))
    assert run("export", "-f", str(tmp_path), *options).code == 0
    assert len(sizes) == 2
    assert max(sizes) < 400


def test_parquet_columns_equal_the_json_fields(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "items.parquet"
    assert run("export", "-f", str(folder), "--as-of", DAY, "-o", str(out)).code == 0
    items = report_json("export", "-f", str(folder))["items"]
    same = ("key", "file", "title", "status", "status_text", "note", "days_late", "standing")
    days = ("due", "original_due")
    names = ", ".join((*same, *days, "village", "owner", "recurring"))
    columns = rows(f"SELECT {names} FROM '{out}'")  # noqa: S608 - the names are constants
    assert columns == [
        (
            *(item[name] for name in same),
            *(item[name] and date.fromisoformat(item[name]) for name in days),
            item["village"] and item["village"]["name"],
            "; ".join(owner["name"] for owner in item["owner"]),
            item["repeat"] is not None,
        )
        for item in items
    ]


def test_a_report_never_replaces_one_of_the_data_files(folder: Path) -> None:
    target = folder / "bang.csv"
    os.link(folder / "a" / "tuan.yaml", target)
    ran = run("export", "-f", str(folder), "--as-of", DAY, "-o", str(target), "--force")
    assert (ran.code, "output-is-data" in ran.err) == (73, True)


class Terminal(io.StringIO):
    """Represent the terminal of a user who waits."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("seconds", "is_shown"), [(0.0, True), (60.0, False)])
def test_a_terminal_shows_a_progress_bar_after_a_while(
    seconds: float, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(output, "BAR_SECONDS", seconds)
    streams = Streams(None, terminal, {"TERM": "xterm"})
    assert list(streams.watched("abc", 3, "Đọc")) == ["a", "b", "c"]
    assert ("Đọc" in terminal.getvalue()) == is_shown


def test_a_pipe_shows_no_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(output, "BAR_SECONDS", 0.0)
    assert list(Streams(None, pipe, {}).watched("abc", 3, "Đọc")) == ["a", "b", "c"]
    assert pipe.getvalue() == ""


@pytest.mark.parametrize(("seconds", "is_shown"), [(0.0, True), (60.0, False)])
def test_a_terminal_shows_that_an_export_is_running(
    seconds: float, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(output, "BAR_SECONDS", seconds)
    with Streams(None, terminal, {"TERM": "xterm"}).waiting("Ghi"):
        sleep(0.3 if is_shown else 0)
    assert ("Ghi" in terminal.getvalue()) == is_shown


def test_status_and_weekly_name_and_order_owners_and_villages_alike(tmp_path: Path) -> None:
    head = (
        "format: 1\n"
        "directive: {{number: {}-CV/ĐU, issued: 2025-02-03, issuer: Đảng ủy, subject: V}}\n"
    )
    first = """\
villages: [{id: a, name: Thôn Ải}, {id: b, name: Thôn Bến}]
owners: [{id: hoi, name: Hội}, {id: ban, name: Ban thôn, per_village: true}]
tasks:
  - {id: hop, title: Họp, owner: hoi, due: 2025-12-01}
  - {id: lam, title: Làm, owner: ban, villages: [b], each: village, due: 2025-03-01}
"""
    second = """\
villages: [{id: b, name: Thôn Ải}, {id: x, name: bến, aliases: [Thôn Bến]}]
owners:
  - {id: hoi, name: Hội, kind: person, title: Bí thư}
  - {id: mat-tran, name: Mặt trận}
  - {id: thon, name: Ban thôn, per_village: true}
tasks:
  - {id: lam, title: Làm, owner: thon, villages: all, each: village, due: 2025-12-01}
  - {id: xong, title: Xong, owner: mat-tran, due: 2025-03-01}
"""
    for number, text in enumerate((first, second)):
        (tmp_path / f"{number}.yaml").write_text(head.format(number) + text, "utf-8")
    names = ["Thôn Ải", "Thôn Bến", "Ban Thôn Bến", "Mặt trận", "Ban Thôn Ải", "Hội (hoi)"]
    for command in ("status", "weekly"):
        out = run(
            command, "-f", str(tmp_path), "--as-of", "2025-03-09", "-F", "md", "--lang", "vi"
        ).out
        rows = [line.strip("| ").split(" | ") for line in out.replace("\\", "").splitlines()]
        counted = [(name, row[0]) for name, *row in rows if len(row) == 7 and name in names]
        assert [name for name, _ in counted] == names, command
        assert dict(counted) == {name: str(1 + name.endswith("Bến")) for name in names}


NAMESAKES = """\
format: 1
directive: {{number: {number}, issued: 2025-03-03, issuer: Đảng ủy xã A, subject: Đường thôn}}
owners: [{owners}]
tasks: [{{id: viec, title: Việc, owner: a, support: van-phong, due: 2025-03-14}}]
"""
SECRETARY = "{id: a, name: An, title: Bí thư, kind: person}"
OTHERS = "{id: van-phong, name: Văn phòng}"
POLICE = "{id: b, name: An, title: Công an, kind: person}"


@pytest.mark.parametrize("kind", ["overdue", "list", "export"])
@pytest.mark.parametrize("format_", ["csv", "html"])
def test_persons_with_the_same_name_have_their_titles_in_every_row(
    kind: str, format_: str, tmp_path: Path
) -> None:
    for number, owners in (("1-CV", (SECRETARY,)), ("2-CV", (SECRETARY, POLICE))):
        text = NAMESAKES.format(number=number, owners=", ".join((*owners, OTHERS)))
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / f"x.{format_}"
    arguments = ("-f", str(tmp_path), "--as-of", DAY, "-o", str(target), "--lang", "vi")
    assert run(kind, *arguments).code == 0
    report = target.read_text(encoding="utf-8")
    assert report.count("An (Bí thư)") >= 2
    assert not re.search(r"\bAn\b(?! \()", report.replace("Công an", ""))


def test_a_filter_is_named_once_although_files_spell_it_differently(tmp_path: Path) -> None:
    for number, village in (("1-CV", "Thôn 1"), ("2-CV", "thôn 1")):
        text = NAMESAKES.format(number=number, owners=f"{SECRETARY}, {OTHERS}")
        text = text.replace("due:", "villages: all, due:")
        text += f"villages: [{{id: t, name: {village}}}]\n"
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    arguments = ("-f", str(tmp_path), "--village", "thon 1", "--as-of", DAY, "--lang", "vi")
    assert re.findall("^Chỉ gồm.*", run("overdue", *arguments).out, re.MULTILINE) == [
        "Chỉ gồm: Thôn 1."
    ]


@pytest.mark.parametrize("kind", ["overdue", "list", "status"])
def test_a_filter_lists_every_name_that_files_have_for_the_owner(kind: str, tmp_path: Path) -> None:
    for number, owner in (("1-CV", "Hội Phụ nữ"), ("2-CV", "Hội LHPN xã")):
        alias = ", aliases: [phụ nữ xã A]"
        text = NAMESAKES.format(number=number, owners=f"{{id: a, name: {owner}{alias}}}, {OTHERS}")
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    arguments = ("-f", str(tmp_path), "--owner", "phu nu xa a", "--as-of", DAY, "--lang", "vi")
    assert re.findall("^Chỉ gồm.*", run(kind, *arguments).out, re.MULTILINE) == [
        "Chỉ gồm: chủ trì Hội Phụ nữ, Hội LHPN xã."
    ]
