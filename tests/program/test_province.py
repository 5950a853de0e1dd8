"""Many files in other engines: DuckDB and Dask give the same counts as `status`."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyarrow import parquet
from running import DATA
from running import HERE
from running import SHIPPED
from running import run
from running import spawn

from ntmtrack.render import parquet as render_parquet

PAGE = (HERE.parent / "docs" / "province.md").read_text(encoding="utf-8")
DAY = "2025-04-20"
QUERY = re.compile(r"^```sql\n(.*?)^```", re.DOTALL | re.MULTILINE)
PROGRAM = re.compile(r"^<!-- file: dem.py -->\n```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
PRINTED = re.compile(r"^```csv\n(.*?)^```", re.DOTALL | re.MULTILINE)
SAVED = re.compile(r"^<!-- file: (so/\S+) -->\n```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
COUNTS = (
    *("total", "done_on_time", "done_late", "done_no_deadline"),
    *("in_time", "overdue", "no_deadline"),
)
# Names that try to leave the folder, or to pass for something else.
HOSTILE = ("../../ngoài", "a=b/issuer=c", "50% #1?", "*", "..", "x.", "Nhà “văn hóa” & [sân]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fill a folder with directives of several issuers, many of one number, one not issued."""
    folder = tmp_path / "so"
    folder.mkdir()
    for name in ("small", "weeks", "later"):
        shutil.copy(DATA / f"{name}.yaml", folder)
    shutil.copy(SHIPPED, folder / "thu.yaml")
    text = (DATA / "small.yaml").read_text("utf-8")
    for number, issuer in enumerate(HOSTILE):
        changed = re.sub(r"(?m)^  issuer: .*$", f"  issuer: '{issuer}'", text)
        (folder / f"{number}.yaml").write_text(changed, "utf-8")
    return folder


def status_counts(folder: Path, *options: str) -> list[tuple[Any, ...]]:
    """Return the counts of each directive that `status` gives."""
    ran = run("status", "-f", str(folder), "--as-of", DAY, "-F", "json", *options)
    assert (ran.code, ran.err) == (0, "")
    return in_order(
        (file["directive"]["issuer"], file["directive"]["number"], *map(file["counts"].get, COUNTS))
        for file in json.loads(ran.out)["files"]
    )


def in_order(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows)


def query_rows(query: str) -> list[tuple[Any, ...]]:
    relation = duckdb.sql(query)
    assert relation
    return relation.fetchall()


def export(folder: Path, target: Path, *options: str) -> None:
    arguments = ("-f", str(folder), "--as-of", DAY, "-F", "parquet", "-o", str(target), *options)
    ran = run("export", *arguments, "--partition-by", "issuer")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_duckdb_gives_the_counts_of_status(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    export(folder, tmp_path / "items")
    (query,) = QUERY.findall(PAGE)
    assert in_order(query_rows(query)) == status_counts(folder)
    assert len(status_counts(folder)) == 3 + len(HOSTILE)
    for issuer in HOSTILE:
        only = query_rows(query.replace("GROUP BY", f"WHERE issuer = {issuer!r} GROUP BY"))
        assert [row[0] for row in only] == [issuer]


def test_the_parts_together_have_the_rows_of_a_single_file(folder: Path, tmp_path: Path) -> None:
    export(folder, tmp_path / "items")
    whole = tmp_path / "items.parquet"
    assert run("export", "-f", str(folder), "--as-of", DAY, "-o", str(whole)).code == 0
    parts = parquet.read_table(tmp_path / "items", partitioning="hive").to_pylist()
    rows = parquet.read_table(whole).to_pylist()

    def by_item(row: dict[str, Any]) -> tuple[str, str]:
        return row["file"], row["key"]

    assert sorted(parts, key=by_item) == sorted(rows, key=by_item)
    columns = parquet.read_schema(next((tmp_path / "items").glob("issuer=x*/*.parquet"))).names
    assert columns == [name for name in parquet.read_schema(whole).names if name != "issuer"]


def test_rows_written_in_batches_are_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("export", "-f", str(folder), "--as-of", DAY)
    tables = []
    for at_a_time in (1_000, 7):
        monkeypatch.setattr(render_parquet, "_AT_A_TIME", at_a_time)
        assert run(*options, "-o", str(tmp_path / "a.parquet")).code == 0
        tables.append(parquet.read_table(tmp_path / "a.parquet").to_pylist())
    assert tables[0] == tables[1]
    assert len(tables[0]) > 200


def test_an_issuer_without_items_has_a_part(tmp_path: Path) -> None:
    export(SHIPPED, tmp_path / "items", "--status", "cancelled")
    (part,) = (tmp_path / "items").iterdir()
    assert part.name == "issuer=Đảng ủy xã Sơn Kim 2"
    assert parquet.read_table(part / "items.parquet").num_rows == 0


def test_an_issuer_spelled_in_two_ways_has_one_part(tmp_path: Path) -> None:
    text = (DATA / "small.yaml").read_text("utf-8")
    for number, issuer in enumerate(("Đảng ủy xã Khe Sâu", "Ðảng uỷ xã khe sâu")):
        changed = re.sub(r"(?m)^  issuer: .*$", f"  issuer: {issuer}", text)
        changed = re.sub(r"(?m)^  number: .*$", f"  number: {number}-CV/ĐU", changed)
        (tmp_path / f"{number}.yaml").write_text(changed, "utf-8")
    export(tmp_path, tmp_path / "items")
    assert [part.name for part in (tmp_path / "items").iterdir()] == ["issuer=Đảng ủy xã Khe Sâu"]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "html"])
def test_only_parquet_can_be_partitioned(format_: str, tmp_path: Path) -> None:
    options = ("--partition-by", "issuer", "-o", str(tmp_path / "a"))
    ran = run("export", "-f", str(SHIPPED), "-F", format_, *options)
    assert (ran.code, "no-effect" in ran.err) == (2, True)


def test_parts_never_replace_the_folder_of_the_data(folder: Path) -> None:
    before = sorted(folder.iterdir())
    ran = run(
        *("export", "-f", str(folder), "-F", "parquet", "--partition-by", "issuer"),
        *("-o", str(folder), "--force"),
    )
    assert (ran.code, "output-exists" in ran.err) == (73, True)
    assert sorted(folder.iterdir()) == before


@pytest.mark.long
def test_dask_gives_the_counts_of_status(folder: Path, tmp_path: Path) -> None:
    (program,) = PROGRAM.findall(PAGE)
    (tmp_path / "dem.py").write_text(program, "utf-8")
    for name, text in SAVED.findall(PAGE):
        (tmp_path / name).write_text(text, "utf-8")
    ran = spawn("so", DAY, folder=tmp_path, program=[sys.executable, "dem.py"])
    assert ran.code == 0, ran.err
    assert re.findall(r"\[([a-z-]+)\]$", ran.err, re.MULTILINE) == ["moment-too-early"]
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows[0] == ["issuer", "directive", *COUNTS]
    counts = ((issuer, number, *map(int, figures)) for issuer, number, *figures in rows[1:])
    assert in_order(counts) == status_counts(folder)
    (printed,) = PRINTED.findall(PAGE)
    assert {*printed.splitlines()} < {*ran.out.splitlines()}
