"""The sheets of a workbook or CSV as plain texts; malicious bytes end in a problem."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.recording import file_bytes
from ntmtrack.recording.grid import MOST_CELLS
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import MOST_ROWS
from ntmtrack.recording.grid import Grid
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext import MIB
from ntmtrack.yamltext import encoding

if TYPE_CHECKING:
    from ntmtrack.wording.codes import Code
    from ntmtrack.wording.problem import Values

LONGEST_CSV = 8 * MIB
# What damaged archives and XML raise, or openpyxl when it meets unexpected content.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ArithmeticError, AssertionError, AttributeError, EOFError),
    *(LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError),
)
_SEPARATORS = ",;"
_ROWS_AT_TOP = 50  # enough for a form's head, its headings, and some rows
# Kinds of files that contain no readable sheet.
_OTHER_KINDS: dict[file_bytes.BytesKind, Code] = {
    "locked": wording.Code.LOCKED_FORM,
    "old word": wording.Code.WORD_FORM,
    "old excel": wording.Code.OLD_WORKBOOK,
    "pdf": wording.Code.PDF_FORM,
    "picture": wording.Code.PICTURE_FORM,
}


def read(data: bytes, name: str) -> list[Grid]:
    """Read the sheets of a workbook, or each reading of a CSV text; raise exit code 65 on error."""
    kind = file_bytes.kind_of(data)
    if code := _OTHER_KINDS.get(kind):
        raise _wrong(code, name)
    try:
        return _workbook(data, name) if kind == "archive" else list(_csv(data, name))
    except TooMuchError:
        values: Values = {"limit": MOST_ROWS, "count": MOST_CELLS}
        raise _wrong(wording.Code.FORM_TOO_BIG, name, values) from None
    except NtmError:
        raise
    except DAMAGED:
        raise _wrong(wording.Code.BAD_WORKBOOK, name) from None


def _workbook(data: bytes, name: str) -> list[Grid]:
    archive = file_bytes.Archive(data)
    names = archive.namelist()
    if "word/document.xml" in names:
        raise _wrong(wording.Code.WORD_FORM, name)
    if "content.xml" in names:
        from ntmtrack.recording import opendocument

        if opendocument.is_locked(archive):
            raise _wrong(wording.Code.LOCKED_FORM, name)
        return opendocument.read(archive, name)
    from ntmtrack.recording import excel

    return excel.read(archive, name)


def _csv(data: bytes, name: str) -> Iterator[Grid]:
    """Yield the CSV read with commas and with semicolons: a form's headings show which is right."""
    if len(data) > LONGEST_CSV:
        raise TooMuchError
    text, problems = encoding.decode(data, name)
    if problems:
        raise NtmError(problems, Exit.DATA)
    readings = {separator: read_csv(text, separator, name) for separator in _SEPARATORS}
    grids = [grid for grid in readings.values() if grid]
    if len(grids) < len(readings):
        best = max(readings, key=lambda separator: _cells_at_top(text, separator))
        if readings[best] is None:
            raise TooMuchError
    yield from grids


def _cells_at_top(text: str, separator: str) -> int:
    """Count the cells of the first rows; the right separator yields more."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return sum(map(len, islice(lines, _ROWS_AT_TOP)))
    except csv.Error:
        return 0


def read_csv(text: str, separator: str, name: str) -> Grid | None:
    """Read CSV with a separator; None if it exceeds any form, as with a wrong separator."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = list(islice(lines, MOST_ROWS + 1))
    except csv.Error:  # an oversized cell, such as after an unclosed quote
        return None
    most = max(map(len, rows), default=0)
    filled = sum(1 for row in rows for text in row if text)
    if len(rows) > MOST_ROWS or most > MOST_COLUMNS or filled > MOST_CELLS:
        return None
    return Grid(name, "", rows)


def _wrong(code: Code, name: str, values: Values | None = None) -> NtmError:
    return NtmError([Problem(code, Place(name, 1, 1), values or {})], Exit.DATA)
