"""Workbooks, read back by another library: they have the report's content and nothing else."""

from __future__ import annotations

import io
import json
import signal
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from cells import SIGNS
from cells import text_in_cell
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from running import DATA
from running import SHIPPED
from running import run
from running import shell

from ntmtrack.render import xlsx
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Sheet
from ntmtrack.reports.tables import Table
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

VI = Words("vi")
AT = datetime(2021, 7, 20, 23, 59)
HOSTILE = (
    *(f"{sign}1+1" for sign in SIGNS),
    '=HYPERLINK("http://x.example")',
    "{=1+1}",
    "http://x.example mailto:a@b.example internal:'A'!A1 external:c.xlsx",
    "_x0041_ _x005F_x0041_ _x000D_",
    "<b>&amp;</b> ]]> &#65;",
    "<r><t>x</t></r>",
    "<r> & </r>",
    "007 1.308 1/2/2021 TRUE #REF! 1E5",
    "\x1b[31m \u202e \ufffe \ud800 \u00a0",
    "một\nhai\ttabs  spaces ",
    "&C&P",
)
texts = st.one_of(st.text(st.characters(), max_size=30), st.sampled_from(HOSTILE))


def written(*blocks: Block) -> bytes:
    return xlsx.render_sheets([Sheet("Tờ", blocks)], VI)


def read(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def only_sheet(*blocks: Block) -> Worksheet:
    (sheet,) = read(written(*blocks)).worksheets
    return sheet


def rows(sheet: Worksheet) -> list[list[object]]:
    """Return every value of a sheet, and check that each is a plain one."""
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in "snd"
            assert cell.hyperlink is None
    values = sheet.iter_rows(values_only=True)
    return [
        [text_in_cell(value) if isinstance(value, str) else value for value in row]
        for row in values
    ]


def text_or_none(text: str) -> str | None:
    return clean(text) or None


def table(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Table:
    return Table(
        "", [Column(heading) for heading in headings], [list(map(Cell, row)) for row in cells]
    )


SMALL_TABLE = Table(
    "Bảng",
    [Column("Việc"), Column("Hạn"), Column("Lúc"), Column("Đạt", number=True)],
    [
        (Cell("Rào", "id"), Cell(date(2021, 7, 1), text="trước 1/7"), Cell(None), Cell(12)),
        (Cell("Vẽ", "bad"), Cell(datetime(2021, 7, 1)), Cell(AT), Cell(Decimal("1.5"))),
    ],
)


def test_values_keep_their_types_and_have_formats() -> None:
    sheet = only_sheet(SMALL_TABLE)
    assert rows(sheet) == [
        ["Bảng", None, None, None],
        ["Việc", "Hạn", "Lúc", "Đạt"],
        ["Rào", datetime(2021, 7, 1), None, 12],
        ["Vẽ", datetime(2021, 7, 1), AT, 1.5],
    ]
    forms = [[cell.number_format for cell in row] for row in sheet["B3:C4"]]
    assert forms == [["dd/mm/yyyy", "General"], ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]]
    assert sheet["A4"].fill.fgColor.rgb == "FFFFD9DC"


def test_a_single_table_can_be_filtered_and_printed() -> None:
    sheet = only_sheet(Paragraph("Công văn", "title"), SMALL_TABLE, Paragraph("Chú giải."))
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:D5"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0  # any number of pages; one page wide by default


def test_several_blocks_are_written_one_after_another() -> None:
    sheet = only_sheet(
        Section("Kết quả"),
        SMALL_TABLE,
        Bullets(["một", "=hai"]),
        Facts("Về việc", [("Hạn", Cell(date(2021, 7, 1)))]),
        Table("Bảng rỗng", [Column("Mã")], []),
        table(["Mã"], [["ve"]]),
    )
    assert [row[0] for row in rows(sheet)] == [
        *("I. Kết quả", "Bảng", "Việc", "Rào", "Vẽ", None),
        *("– một", "– =hai", "Về việc", "Hạn", None, "Mã", "ve"),
    ]
    assert sheet.freeze_panes is None
    assert sheet.auto_filter.ref is None


def test_facts_are_aligned_left_whatever_their_type() -> None:
    facts = [("Số văn bản", Cell("49-CV/ĐU")), ("Hạn", Cell(date(2021, 7, 1))), ("Số", Cell(7))]
    sheet = only_sheet(Facts("Về việc", facts))
    assert [sheet.cell(row, 2).alignment.horizontal for row in (2, 3, 4)] == ["left"] * 3


def test_days_in_a_table_are_centred() -> None:
    sheet = only_sheet(Table("Hạn", [Column("Hạn")], [[Cell(date(2021, 7, 1))]]))
    cells = [sheet.cell(row, 1) for row in range(1, sheet.max_row + 1)]
    days = [cell.alignment.horizontal for cell in cells if isinstance(cell.value, date)]
    assert days == ["center"]


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert written(SMALL_TABLE) == written(SMALL_TABLE)


def test_a_text_too_long_for_a_cell_is_cut_with_an_ellipsis() -> None:
    most = xlsx.LONGEST_TEXT
    sheet = only_sheet(table(["Mã"], [["a" * most], ["a" * (most + 1)], ["😀" * most]]))
    assert [row[0] for row in rows(sheet)[1:]] == [
        "a" * most,
        "a" * (most - 1) + "…",
        "😀" * ((most - 1) // 2) + "…",
    ]


def test_wrapped_columns_are_narrower_the_more_columns_share_a_page() -> None:
    def letters(columns: int) -> float:
        wide = [Column(f"C{at}", wraps=True) for at in range(columns)]
        sheet = only_sheet(Table("", wide, [[Cell("từng chữ một " * 20)] * columns]))
        return sheet.column_dimensions["A"].width

    assert letters(2) > letters(6) > letters(9)


def letters(sheet: Worksheet) -> dict[str, float]:
    """Return the width of each visible column."""
    return {
        get_column_letter(at): columns.width
        for columns in sheet.column_dimensions.values()  # equal neighbours share an entry
        for at in range(columns.min or 1, (columns.max or 1) + 1)
        if not columns.hidden
    }


def test_a_wide_table_does_not_widen_the_numbers_of_another() -> None:
    numbers = Table(
        "Số",
        [Column("Thôn"), *(Column("Số", number=True) for _ in range(6))],
        [[Cell("Làng Chè"), *(Cell(1) for _ in range(6))]],
    )
    wide = Table(
        "Việc",
        [Column("Mã"), Column("Việc", wraps=True), Column("Trạng thái")],
        [(Cell("ve"), Cell("từng chữ một " * 9), Cell("quá hạn"))],
    )
    sheet = only_sheet(numbers, wide)
    widths = letters(sheet)
    assert max(widths[name] for name in "BCDEFG") < 8
    assert [str(area) for area in sheet.merged_cells.ranges if area.min_row == sheet.max_row] == [
        "B7:H7"
    ]
    assert sum(widths[name] for name in "BCDEFGH") >= 40
    assert rows(sheet)[-1] == ["ve", "từng chữ một " * 9, *[None] * 6, "quá hạn"]


def test_the_columns_of_status_are_as_wide_as_their_content(tmp_path: Path) -> None:
    out = tmp_path / "status.xlsx"
    options = ("-f", "small.yaml", "--as-of", "2024-03-20", "-o", str(out))
    assert run("status", *options, folder=DATA) == (0, "", "")
    (sheet,) = read(out.read_bytes()).worksheets
    merged = {area.coord.split(":")[0] for area in sheet.merged_cells.ranges}
    for name, width in letters(sheet).items():
        texts = [cell.value for cell in sheet[name] if cell.value and cell.coordinate not in merged]
        longest = max(len(word) for text in texts for word in str(text).split())
        assert longest <= width <= max(len(str(text)) for text in texts) + 4


@pytest.mark.parametrize(
    ("command", "sheet"), [(("export",), 1), (("export", "--form"), 0), (("list",), 0)]
)
@pytest.mark.parametrize(
    ("file", "day"), [("weeks.yaml", "2025-03-30"), (str(SHIPPED), "2021-07-16")]
)
def test_items_are_printed_in_a_readable_size(
    command: tuple[str, ...], sheet: int, file: str, day: str, tmp_path: Path
) -> None:
    out = tmp_path / "viec.xlsx"
    options = ("-f", file, "--as-of", day, "-o", str(out))
    assert run(*command, *options, folder=DATA) == (0, "", "")
    items = read(out.read_bytes()).worksheets[sheet]
    across = 297 - 25.4 * (items.page_margins.left + items.page_margins.right)
    letter = 25.4 * 7 / 96  # in mm: widths count letters of seven pixels
    scale = min(1, across / (letter * sum(letters(items).values())))
    assert 12 * scale >= 7.2  # points
    assert (items.page_setup.orientation, items.page_setup.fitToHeight) == ("landscape", 0)
    assert items.print_title_rows
    least = max(len(word) for cell in items["B"] for word in str(cell.value or "").split()[:9])
    assert items.column_dimensions["B"].width >= least


def test_an_empty_column_is_hidden_if_the_page_is_narrow() -> None:
    def hidden(columns: int) -> bool:
        some = [Column(f"Cột {at}", wraps=True) for at in range(columns)]
        row = [Cell("từng chữ một " * 9)] * (columns - 1)
        return bool(
            only_sheet(Table("", [Column("Trống"), *some[1:]], [[Cell(), *row]]))
            .column_dimensions["A"]
            .hidden
        )

    assert not hidden(3)
    assert hidden(9)
    empty = only_sheet(Table("", [Column("Một tên cột rất dài" * 3)] * 4, []))
    assert not any(column.hidden for column in empty.column_dimensions.values())


@settings(max_examples=30)
@given(st.data(), st.integers(2, 4), st.integers(1, 3))
def test_any_text_stays_the_text_of_its_cell(data: st.DataObject, width: int, height: int) -> None:
    row = st.lists(texts, min_size=width, max_size=width)
    headings, line = data.draw(row), data.draw(texts)
    cells = data.draw(st.lists(row, min_size=height, max_size=height))
    read_back = rows(only_sheet(Paragraph(line), table(headings, cells)))
    assert read_back[0][0] == text_or_none(line)
    assert read_back[1:] == [
        [text_or_none(text) for text in texts_of_row] for texts_of_row in [headings, *cells]
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    assert rows(only_sheet(table([text, "b"], [[text, "c"]])))[1][0] == text_or_none(text)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "vi",
            [
                "Tổng hợp",
                "Nhiệm vụ",
                "Theo thôn",
                "Chỉ tiêu",
                "Theo chủ trì",
                "Nhật ký",
                "Theo dõi",
            ],
        ),
        ("en", ["Summary", "Tasks", "By village", "Volumes", "By owner", "Log", "Tracking"]),
    ],
)
@pytest.mark.parametrize("file", ["small.yaml", "hostile.yaml", "long.yaml"])
def test_the_export_is_a_workbook(
    file: str, language: str, names: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "viec.xlsx"
    options = ("-f", file, "--as-of", "2024-03-20", "--lang", language)
    ran = run("export", *options, "-o", str(out), folder=DATA)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    book = read(out.read_bytes())
    assert book.sheetnames == names
    items = json.loads(run("export", *options, "-F", "json", folder=DATA).out)["items"]
    keys = [row[0] for row in rows(book.worksheets[1])]
    assert keys[-len(items) :] == [item["key"] for item in items]
    for sheet in book.worksheets:
        assert rows(sheet)


@pytest.mark.parametrize(
    "report", ["status", "overdue", "list", "matrix", "history", "weekly", "volumes", "register"]
)
def test_every_report_can_be_a_workbook_with_one_sheet(report: str, tmp_path: Path) -> None:
    out = tmp_path / "viec.xlsx"
    options = ("-f", "weeks.yaml", "--as-of", "2025-03-30", "-F", "xlsx", "-o", str(out))
    assert run(report, *options, folder=DATA) == (0, "", "")
    (sheet,) = read(out.read_bytes()).worksheets
    assert "12-CV/ĐU" in str(rows(sheet)[0][0])


def numbered_table(size: int, end: Callable[[], object] = lambda: None) -> Table:
    """Build a table with `size` rows that calls `end` when the last one is made."""

    def row(number: int) -> list[Cell]:
        if number == size - 1:
            end()
        return [Cell(f"Việc số {number} trong cả một xã"), Cell(number), Cell(date(2021, 7, 1))]

    return Table(
        "", [Column("Việc", wraps=True), Column("Số"), Column("Hạn")], Rows(range(size), row)
    )


def test_a_row_is_made_once_to_measure_and_once_to_write() -> None:
    rows_made: list[int] = []

    def row(number: int) -> list[Cell]:
        rows_made.append(number)
        return [Cell(f"Việc số {number}")]

    written(Table("", [Column("Việc")], Rows(range(7), row)))
    assert sorted(rows_made) == sorted([*range(7)] * 2)


def test_the_library_is_not_called_for_each_cell() -> None:
    def calls(size: int) -> int:
        """Count the calls of XlsxWriter's functions while writing a table."""
        called = 0

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal called
            called += event == "call" and "xlsxwriter" in frame.f_code.co_filename

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            written(numbered_table(size))
        finally:
            sys.setprofile(before)
        return called

    assert calls(5) == calls(95) > 0


@pytest.mark.long
def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(size: int) -> int:
        tracemalloc.start()
        try:
            written(numbered_table(size))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # fill the caches
    assert peak(5_000) < 1.2 * peak(1_000)


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield the folder for temporary folders; no signal is ignored, as it is in background jobs."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = {sig: signal.signal(sig, signal.SIG_DFL) for sig in (signal.SIGTERM, signal.SIGHUP)}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield tmp_path
    for sig, handler in before.items():
        signal.signal(sig, handler)


@pytest.mark.parametrize(
    ("happens", "error"),
    [
        (lambda: None, None),
        (lambda: int("x"), ValueError),
        *(
            (partial(signal.raise_signal, one), SystemExit)
            for one in (signal.SIGTERM, signal.SIGHUP)
        ),
        (partial(signal.raise_signal, signal.SIGINT), KeyboardInterrupt),
    ],
)
def test_no_temporary_files_stay_on_the_disk(
    happens: Callable[[], object], error: type[BaseException] | None, folders: Path
) -> None:
    seen: list[Path] = []

    def end() -> None:
        seen.extend(folders.iterdir())
        happens()

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(error) if error else nullcontext():
        written(numbered_table(5, end))
    (folder,) = {*seen}
    assert folder.name.startswith("ntmtrack-")
    assert list(folders.iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_full_disk_for_temporary_files_is_reported(tmp_path: Path) -> None:
    arguments = ("list", "-f", "small.yaml", "--as-of", "2024-03-20", "-F", "xlsx", "--lang", "en")
    # Compiled modules would also be cut off at the limit, and the next run could not load them.
    settings = f"TMPDIR={tmp_path} PYTHONDONTWRITEBYTECODE=1"
    for limit in range(1, 4):  # in KiB: a sheet, or what comes after it
        ran = shell(f'ulimit -f {limit}; {settings} "$@"', *arguments)
        message = f"{tmp_path} cannot be written: File too large. [output-unwritable]"
        assert (ran.code, ran.out, ran.err.splitlines()[0]) == (74, "", message)
        assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_for_temporary_files_is_reported(folders: Path) -> None:
    folders.rmdir()
    arguments = ("list", "-f", "small.yaml", "--as-of", "2024-03-20", "-F", "xlsx", "--lang", "en")
    ran = run(*arguments)
    assert (ran.code, ran.out) == (74, "")
    assert f"{folders} cannot be written: No such file or directory." in ran.err


def test_the_head_of_a_form_does_not_narrow_its_columns(tmp_path: Path) -> None:
    out = tmp_path / "viec.xlsx"
    options = ("-f", str(SHIPPED), "--as-of", "2021-07-16", "-o", str(out))
    assert run("export", "--form", *options) == (0, "", "")
    sheet = read(out.read_bytes()).worksheets[0]
    (heads,) = (row for row in sheet.iter_rows() if row[0].value == "Mã")
    widths = {
        cell.value: letters(sheet).get(get_column_letter(at), 0) for at, cell in enumerate(heads, 1)
    }
    assert min(widths["Chủ trì"], widths["Nội dung nhiệm vụ"]) >= 12
    assert any(str(area).startswith("B2:") for area in sheet.merged_cells.ranges)
