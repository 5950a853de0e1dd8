"""The sheets of a workbook, or CSV text, as plain texts; hostile bytes end in a problem."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from itertools import islice
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext import MIB
from ntmtrack.yamltext import encoding

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from ntmtrack.wording.codes import Code

LONGEST_WORKBOOK = 32 * MIB  # unzipped
MOST_ROWS, MOST_COLUMNS = 10_000, 100
# Cells may share one text, which the reader copies for each of them: a bound for all copies.
MOST_CHARACTERS = 256 * MIB
_ZIPPED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may unpack without a bound
# The parts that a workbook needs; with others the reader might take it for something else.
_PART = re.compile(r"\[Content_Types\]\.xml|(_rels|xl)/.*\.(xml|rels)")
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError)
_EXCERPT = 60
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_SEPARATORS = ",;"


@dataclass(frozen=True)
class Grid:
    """Hold the texts of a sheet by row and column; CSV is a sheet without a name."""

    file: str
    name: str
    rows: Sequence[Sequence[str]]

    def place(self, row: int, column: int) -> Place:
        """Give the place of a cell, as spreadsheets call it: `Nhiệm vụ!D7`."""
        sheet = f"{self.name}!" if self.name else ""
        cells = self.rows[row] if row < len(self.rows) else ()
        text = cells[column] if column < len(cells) else ""
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
        cell = f"{sheet}{_column_name(column)}{row + 1}"
        return Place(self.file, row + 1, column + 1, excerpt, cell=cell)


class _TooMuchError(Exception):
    """Stop reading a workbook that is larger than any form."""


def read(data: bytes, name: str) -> list[Grid]:
    """Read the sheets of a workbook, or the one of CSV text; raises exit 65."""
    if not data.startswith(b"PK"):
        return [_csv(data, name)]
    from python_calamine import CalamineError

    try:
        return _workbook(_verified(data), name)
    except _TooMuchError:
        raise _wrong(wording.Code.FORM_TOO_BIG, name) from None
    except (CalamineError, *_DAMAGED):
        raise _wrong(wording.Code.BAD_WORKBOOK, name) from None


def _csv(data: bytes, name: str) -> Grid:
    """Read CSV with commas or semicolons, whichever its first line has more of."""
    text, problems = encoding.decode(data, name)
    if problems:
        raise NtmError(problems, Exit.DATA)
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = list(islice(lines, MOST_ROWS + 1))
    except csv.Error:  # a cell beyond all bounds, as after a quote that is never closed
        raise _wrong(wording.Code.FORM_TOO_BIG, name) from None
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise _wrong(wording.Code.FORM_TOO_BIG, name)
    return Grid(name, "", rows)


def _workbook(data: io.BytesIO, name: str) -> list[Grid]:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(data) as book:
        sheets = map(book.get_sheet_by_name, book.sheet_names)
        return [Grid(name, sheet.name, _rows(sheet)) for sheet in sheets]


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    return [list(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]


def _text(value: object) -> str:
    """Give a cell's value as somebody would type it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(timespec="minutes")
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _verified(data: bytes) -> io.BytesIO:
    """Give a workbook of nothing but the parts that were checked: its XML, within bounds."""
    checked, bounds = io.BytesIO(), _Bounds()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(checked, "w") as copy:
        parts = {info.filename: info for info in archive.infolist()}
        if sum(info.file_size for info in parts.values()) > LONGEST_WORKBOOK:
            raise _TooMuchError
        for name, info in parts.items():
            if _PART.fullmatch(name) and info.compress_type in _ZIPPED:
                part = archive.read(info)
                bounds.follow(part)
                copy.writestr(name, part)
    bounds.check()
    checked.seek(0)
    return checked


class _Bounds:
    """Follow the cells of a workbook's parts, and stop where they leave all bounds."""

    def __init__(self) -> None:
        self._row = self._column = self._cells = 0
        self._characters = self._longest = 0

    def follow(self, part: bytes) -> None:
        """Read a part as XML; one that is none, or that declares something, is a ValueError."""
        from xml.parsers import expat

        parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self._begin
        parser.CharacterDataHandler = self._count
        parser.StartDoctypeDeclHandler = self._refuse
        self._row = self._column = 0
        try:
            parser.Parse(part, True)  # noqa: FBT003 - it takes no names
        except expat.ExpatError as error:
            raise ValueError from error

    def check(self) -> None:
        """Stop where all cells together may be too long."""
        if self._cells * self._longest > MOST_CHARACTERS:
            raise _TooMuchError

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        if element == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif element == "c":
            self._column, self._characters = self._column + 1, 0
            if match := _CELL.fullmatch(attributes.get("r", "")):
                self._column, self._row = _column_number(match[1]), int(match[2])
        elif element in ("v", "is"):  # cells without a value have a format only
            self._cells += 1
            if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
                raise _TooMuchError
        elif element == "si":
            self._characters = 0

    def _count(self, text: str) -> None:
        self._characters += len(text)
        self._longest = max(self._longest, self._characters)

    def _refuse(self, *_: object) -> None:
        raise ValueError


def _column_number(name: str) -> int:
    """Give the number of a column from its name: A is 1, AA 27."""
    number = 0
    for char in name:
        number = number * 26 + ord(char) - ord("A") + 1
    return number


def _column_name(column: int) -> str:
    """Give the name of a column, counted from 0: A, B, …, AA."""
    higher, last = divmod(column, 26)
    return (_column_name(higher - 1) if higher else "") + chr(ord("A") + last)


def _wrong(code: Code, name: str) -> NtmError:
    return NtmError([Problem(code, Place(name, 1, 1))], Exit.DATA)
