"""Commands that write more than an entry: drafts, their memory files, and forms."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl import load_workbook
from running import run
from safety.trial import TEXT
from safety.trial import file_in
from safety.ways import known

LETTER = """\
ỦY BAN NHÂN DÂN
XÃ ĐỒI CHÈ
Số: 31/KH-UBND
Đồi Chè, ngày 02 tháng 10 năm 2025

KẾ HOẠCH
Xóa nhà tạm

1. Phòng Kinh tế rà soát nhà tạm, hoàn thành trước ngày 30/10/2025.
2. Công an xã bảo đảm an ninh trật tự, báo cáo trước ngày 20/11/2025.
"""
# The renewed letter: one sentence has changed, and one is new.
LATER = (
    LETTER.replace("20/11", "25/11") + "3. Trạm Y tế xã khám bệnh cho các hộ, xong trong 11/2025.\n"
)
_MOMENT = re.compile(rb', at: "[^"]*"')
_MARK, _NOTE = 8, 15  # the columns of a form to fill in
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
Files = dict[str, bytes]


class Case(NamedTuple):
    """Describe a command, the files it starts from, the file it writes, and a check afterwards.

    `after` runs once the command has succeeded, at whatever attempt: it must end as if nothing had
    gone wrong.
    """

    furnish: Callable[[Path], None]
    command: Sequence[str]
    target: str
    after: Sequence[str]

    def run(self, folder: Path) -> int:
        """Run the command in a folder; return its exit code."""
        return ran(self.command, folder)


def ran(command: Sequence[str], folder: Path) -> int:
    """Run a command with absolute file paths; return its exit code."""
    whole = (str(folder / word) if Path(word).suffix else word for word in command)
    result = run(*whole, "--lang", "vi", folder=folder)
    assert "Traceback" not in result.err, result
    return result.code


def contents(folder: Path) -> Files:
    """Return the files of a folder, except locks and temporary files, without times of entries."""
    return {
        path.name: _MOMENT.sub(b"", path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix not in {".tmp", ".lock"}
    }


def _letter(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "thu.txt").write_text(LETTER, encoding="utf-8")


def _drafted(folder: Path, name: str = "nhap.yaml") -> None:
    _letter(folder)
    assert ran(["draft", "thu.txt", "-o", name], folder) == 0


def _changed(name: str) -> Callable[[Path], None]:
    def furnish(folder: Path) -> None:
        _drafted(folder, name)
        (folder / "thu.txt").write_text(LATER, encoding="utf-8")

    return furnish


@cache
def _decided() -> bytes:
    """Return the workbook of the draft with a decision on every duty, always the same bytes."""
    with TemporaryDirectory() as name:
        folder = Path(name, "thu")
        _drafted(folder, "nhap.xlsx")
        book, out = load_workbook(folder / "nhap.xlsx"), io.BytesIO()
    sheet = book["Nhiệm vụ"]
    for row, decision in enumerate(("Nhận", "Bỏ"), start=4):
        assert sheet.cell(row, 2).value
        sheet.cell(row, 1).value = decision
    book.save(out)
    return out.getvalue()


def _decided_book(folder: Path) -> None:
    _drafted(folder, "nhap.xlsx")
    (folder / "nhap.xlsx").write_bytes(_decided())


def _decided_draft(folder: Path) -> None:
    _decided_book(folder)
    assert ran(["draft", "nhap.xlsx", "-o", "nhap.yaml"], folder) == 0
    (folder / "thu.txt").write_text(LATER, encoding="utf-8")


def _earlier_form(ending: str) -> Callable[[Path], None]:
    def furnish(folder: Path) -> None:
        file_in(folder)
        (folder / f"bieu.{ending}").write_bytes(b"last week's")

    return furnish


def _filled_form(ending: str) -> Callable[[Path], None]:
    def furnish(folder: Path) -> None:
        known(file_in(folder).read_bytes())  # so that the new entry is proved at the seam
        (folder / f"bieu.{ending}").write_bytes(_filled(ending))

    return furnish


@cache
def _filled(ending: str) -> bytes:
    """Return the form with a note in its only row, always the same bytes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        file_in(folder)
        assert ran(["export", "--form", "-f", "so.yaml", "-o", "bieu.csv"], folder) == 0
        text = (folder / "bieu.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    rows[-1][_MARK], rows[-1][_NOTE] = "ghi chú", TEXT
    return _SHEETS[ending](rows)


def _as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(out)
    return out.getvalue()


def _as_ods(rows: Sequence[Sequence[str]]) -> bytes:
    cells = (
        "".join(
            f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row
        )
        for row in rows
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Biểu">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


_SHEETS: dict[str, Callable[[Sequence[Sequence[str]]], bytes]] = {
    "csv": _as_csv,
    "xlsx": _as_xlsx,
    "ods": _as_ods,
}


def _drafting(name: str) -> list[str]:
    return ["draft", "thu.txt", "-o", name]


def _exporting(ending: str) -> Case:
    command = ["export", "--form", "-f", "so.yaml", "-o", f"bieu.{ending}", "--as-of", "2024-03-20"]
    return Case(_earlier_form(ending), command, f"bieu.{ending}", command)


def _importing(ending: str) -> Case:
    command = ["import", f"bieu.{ending}", "-f", "so.yaml", "--on", "2024-03-20"]
    return Case(_filled_form(ending), command, "so.yaml", ["check", "-f", "so.yaml"])


CASES = {
    "a draft": Case(_letter, _drafting("nhap.yaml"), "nhap.yaml", _drafting("nhap.yaml")),
    "a workbook": Case(_letter, _drafting("nhap.xlsx"), "nhap.xlsx", _drafting("nhap.xlsx")),
    "a draft renewed": Case(
        _changed("nhap.yaml"), _drafting("nhap.yaml"), "nhap.yaml", _drafting("nhap.yaml")
    ),
    "a workbook renewed": Case(
        _changed("nhap.xlsx"), _drafting("nhap.xlsx"), "nhap.xlsx", _drafting("nhap.xlsx")
    ),
    "a draft with decisions renewed": Case(
        _decided_draft, _drafting("nhap.yaml"), "nhap.yaml", _drafting("nhap.yaml")
    ),
    "a workbook taken back": Case(
        _decided_book,
        ["draft", "nhap.xlsx", "-o", "viec.yaml"],
        "viec.yaml",
        _drafting("viec.yaml"),
    ),
    **{f"a form as {one}": _exporting(one) for one in ("xlsx", "csv")},
    **{f"a filled form as {one}": _importing(one) for one in _SHEETS},
}
