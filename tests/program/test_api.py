"""The program as a library: the public API of `import ntmtrack`, used as other programs do."""

from __future__ import annotations

import inspect
import io
import json
import pickle
import re
import sys
from datetime import date
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pyarrow import parquet
from running import COPIES_IN
from running import DATA
from running import HERE
from running import SHIPPED
from running import SMALL
from running import run
from running import spawn

import ntmtrack

PAGE = HERE.parent / "docs" / "python.md"
DAY = date(2021, 7, 20)
FILES = [SHIPPED, *(DATA / f"{name}.yaml" for name in ("small", "weeks", "later", "hostile"))]
# Modules that a program which only wants records should not have to wait for or install.
NOT_NEEDED = {"typer", "click", "rich", "pyarrow", "jinja2", "docx", "ntmtrack.cli"}
OFFERED = {
    "load": "(source: 'bytes | str | os.PathLike[str]', name: 'str' = '<bytes>') -> 'Document'",
    "evaluate": "(document: 'Document', moment: 'date | datetime') -> 'View'",
    "rows": "(document: 'Document', moment: 'date | datetime', language: 'Language | None' = None)"
    " -> 'list[ItemRow]'",
}


def output_of(code: str, folder: Path, **settings: str) -> str:
    """Run a program that knows only the installed package, and return its output."""
    ran = spawn(folder=folder, settings=settings, program=[sys.executable, "-c", code])
    assert ran.code == 0, ran.err
    return ran.out


def exported(path: Path, day: date, folder: Path, language: str) -> list[dict[str, object]]:
    """Return the rows of the Parquet file that `export` writes."""
    target = folder / "items.parquet"
    options = ("-f", str(path), "--as-of", f"{day}", "-o", str(target), "--lang", language)
    assert run("export", *options).code == 0
    rows: list[dict[str, object]] = parquet.read_table(io.BytesIO(target.read_bytes())).to_pylist()
    return rows


# ---- The public names, and what importing them costs


def test_the_public_names_and_signatures_stay() -> None:
    assert {*ntmtrack.__all__} == {
        *OFFERED,
        *("Counts", "Document", "Item", "ItemRow", "NtmtrackError", "View"),
    }
    for name, signature in OFFERED.items():
        function = getattr(ntmtrack, name)
        assert str(inspect.signature(function)) == signature
        assert inspect.getdoc(function)
    with pytest.raises(AttributeError, match="no_such_name"):
        ntmtrack.no_such_name  # type: ignore[attr-defined]  # noqa: B018 - as at run time


def test_importing_the_package_imports_nothing_else(tmp_path: Path) -> None:
    code = "import sys, typing; old = {*sys.modules}; import ntmtrack; print({*sys.modules} - old)"
    assert output_of(code, tmp_path).splitlines() == ["{'ntmtrack'}"]


def test_records_need_neither_typer_nor_rich(tmp_path: Path) -> None:
    code = f"""
import sys, datetime, ntmtrack
day = datetime.date(2021, 7, 20)
for _ in range(2):  # read, then from the copy that was kept
    document = ntmtrack.load({str(SHIPPED)!r})
    print(len(ntmtrack.rows(document, day)), ntmtrack.evaluate(document, day).counts.overdue)
print(*(name for name in sys.modules if not name.startswith('_')))
"""
    first, second, modules = output_of(code, tmp_path, **{COPIES_IN: str(tmp_path)}).splitlines()
    assert first == second == "157 25"
    assert NOT_NEEDED & {*modules.split()} == set()


# ---- Results


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_equal_those_of_the_parquet_file(path: Path, language: str, tmp_path: Path) -> None:
    day = date(2026, 1, 31)
    document = ntmtrack.load(path)
    assert ntmtrack.load(path.read_bytes()) == ntmtrack.load(str(path)) == document
    rows = ntmtrack.rows(document, day, "vi" if language == "vi" else "en")
    assert rows == exported(path, day, tmp_path, language)
    assert [*rows[0]] == [*ntmtrack.ItemRow.__annotations__]
    assert rows != ntmtrack.rows(document, document.directive.issued)


def test_rows_are_in_the_directive_s_own_language() -> None:
    text = SMALL.read_text("utf-8")
    day = date(2024, 3, 20)
    for language in ("vi", "en"):
        document = ntmtrack.load(text.replace("language: vi", f"language: {language}").encode())
        own = ntmtrack.rows(document, day)
        assert own == ntmtrack.rows(document, day, document.directive.language)
        assert ("quá hạn" in {row["status_text"][:7] for row in own}) == (language == "vi")


def test_the_counts_equal_those_of_status() -> None:
    ran = run("status", "-f", str(SHIPPED), "--as-of", f"{DAY}", "-F", "json")
    view = ntmtrack.evaluate(ntmtrack.load(SHIPPED), DAY)
    assert view.counts._asdict() == json.loads(ran.out)["counts"]
    assert len(view.items) == view.counts.total + view.counts.cancelled


def test_a_moment_may_be_a_day_a_minute_or_an_instant() -> None:
    document = ntmtrack.load(SHIPPED)
    minute = datetime(2021, 6, 22, 15, 29)
    at_that_minute = ntmtrack.rows(document, minute)
    same = minute.replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"), second=59).astimezone(
        ZoneInfo("UTC")
    )
    assert ntmtrack.rows(document, same) == at_that_minute
    assert ntmtrack.rows(document, minute.replace(second=30)) == at_that_minute
    assert ntmtrack.rows(document, minute.date()) != at_that_minute
    ran = run("list", "-f", str(SHIPPED), "--as-of", "2021-06-22T15:29", "-F", "json")
    assert [row["status"] for row in at_that_minute] == [
        item["status"] for item in json.loads(ran.out)["items"]
    ]


# ---- Errors are sentences


def test_the_errors_of_a_file_read_as_in_check(tmp_path: Path) -> None:
    wrong = tmp_path / "sai.yaml"
    wrong.write_text("format: 1\ntasks: [{id: Ừ}]\n", encoding="utf-8")
    for source in (str(wrong), wrong):
        with pytest.raises(ntmtrack.NtmtrackError) as caught:
            ntmtrack.load(source)
        for language in ("vi", "en"):
            checked = run("check", "-f", str(wrong), "--lang", language).out
            text = caught.value.text("vi" if language == "vi" else "en")
            assert text == checked.rstrip("\n").replace(f" --file {wrong}", "")
        assert str(caught.value) == caught.value.text("en")
        assert "missing-key" in caught.value.codes
    with pytest.raises(ntmtrack.NtmtrackError, match=r"^thôn 7:1:1: .* \[missing-key\]\n"):
        ntmtrack.load(b"format: 1\n", "thôn 7")
    with pytest.raises(ntmtrack.NtmtrackError, match=r"^<bytes>:1:1: .* \[missing-key\]"):
        ntmtrack.load(b"format: 1\n")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "no.yaml", tmp_path, ""):
        with pytest.raises(ntmtrack.NtmtrackError) as caught:
            ntmtrack.load(path)
        assert caught.value.codes[0] in {"file-missing", "not-a-file", "file-unreadable"}


def test_a_moment_before_the_directive_is_an_error() -> None:
    document = ntmtrack.load(SHIPPED)
    for function in (ntmtrack.evaluate, ntmtrack.rows):
        with pytest.raises(ntmtrack.NtmtrackError, match="20/06/2021 is earlier") as caught:
            function(document, date(2021, 6, 20))
        assert caught.value.codes == ("moment-too-early",)


def test_errors_and_documents_can_be_pickled() -> None:
    document = ntmtrack.load(SHIPPED)
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - our own bytes
    with pytest.raises(ntmtrack.NtmtrackError) as caught:
        ntmtrack.load(b"format: 1\n", "x.yaml")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (type(again), str(again)) == (ntmtrack.NtmtrackError, str(caught.value))


# ---- The documentation page


def test_the_page_names_every_column_and_every_public_name() -> None:
    page = PAGE.read_text("utf-8")
    documented = {*re.findall(r"`([a-zA-Z_]+)", page)}
    assert {*ntmtrack.__all__, *ntmtrack.ItemRow.__annotations__} - documented == set()


def test_the_fields_that_the_page_names_exist() -> None:
    page = PAGE.read_text("utf-8")
    view = ntmtrack.evaluate(ntmtrack.load(SHIPPED), DAY)
    things = {"document": view.document, "view": view, "item": view.items[0]}
    documented = re.findall(r"`(document|view|item)\.([a-z_.]+)`", page)
    assert len(documented) > 10
    for thing, path in documented:
        value: object = things[thing]
        for field in path.split("."):
            value = getattr(value, field)
