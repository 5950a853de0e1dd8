"""The sheets of a workbook, or CSV text, as plain texts; hostile bytes end in a problem."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.recording import members
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

LONGEST_CSV = 8 * MIB
# What damaged archives and XML raise, and openpyxl where these say what it does not expect.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ArithmeticError, AssertionError, AttributeError, EOFError),
    *(LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError),
)
_SEPARATORS = ",;"
_ZIP = b"PK"
_PDF = b"%PDF-"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_WEBP, _HEIC = b"WEBP", b"ftyp"  # a few bytes on
_ENCRYPTED, _WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")


def read(data: bytes, name: str) -> list[Grid]:
    """Read the sheets of a workbook, or CSV text in each way it may be meant; raises exit 65."""
    if code := _other_kind(data):
        raise _wrong(code, name)
    try:
        return _workbook(data, name) if data.startswith(_ZIP) else list(_csv(data, name))
    except TooMuchError:
        raise _wrong(wording.Code.FORM_TOO_BIG, name) from None
    except NtmError:
        raise
    except _DAMAGED:
        raise _wrong(wording.Code.BAD_WORKBOOK, name) from None


def _other_kind(data: bytes) -> Code | None:
    """Tell what a file is that no sheet can be read of; None where one may."""
    if data.startswith(encoding.OLD_OFFICE):
        if _ENCRYPTED in data:
            return wording.Code.LOCKED_FORM
        return wording.Code.WORD_FORM if _WORD in data else wording.Code.OLD_WORKBOOK
    if data.startswith(_PDF):
        return wording.Code.PDF_FORM
    if data.startswith(_PICTURES) or data[8:12] == _WEBP or data[4:8] == _HEIC:
        return wording.Code.PICTURE_FORM
    return None


def _workbook(data: bytes, name: str) -> list[Grid]:
    archive = members.Archive(data)
    names = archive.namelist()
    if "word/document.xml" in names:
        raise _wrong(wording.Code.WORD_FORM, name)
    if "content.xml" in names:
        from ntmtrack.recording import opendocument

        if _is_locked(archive):
            raise _wrong(wording.Code.LOCKED_FORM, name)
        return opendocument.read(archive, name)
    from ntmtrack.recording import excel

    return excel.read(archive, name)


def _is_locked(archive: members.Archive) -> bool:
    """Tell whether LibreOffice locked a workbook with a password."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in b"".join(
        archive.pieces(manifest)
    )


def _csv(data: bytes, name: str) -> Iterator[Grid]:
    """Read CSV with commas, and with semicolons: the headings of a form tell which it has."""
    if len(data) > LONGEST_CSV:
        raise TooMuchError
    text, problems = encoding.decode(data, name)
    if problems:
        raise NtmError(problems, Exit.DATA)
    grids = [grid for separator in _SEPARATORS if (grid := _separated(text, separator, name))]
    if not grids:
        raise TooMuchError
    yield from grids


def _separated(text: str, separator: str, name: str) -> Grid | None:
    """Read CSV with a separator; None where it has more than any form, as with the wrong one."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = list(islice(lines, MOST_ROWS + 1))
    except csv.Error:  # a cell beyond all bounds, as after a quote that is never closed
        return None
    most = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or most > MOST_COLUMNS or sum(map(len, rows)) > MOST_CELLS:
        return None
    return Grid(name, "", rows)


def _wrong(code: Code, name: str) -> NtmError:
    return NtmError([Problem(code, Place(name, 1, 1))], Exit.DATA)
