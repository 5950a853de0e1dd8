"""Reading a document of any kind from its bytes; hostile or unsupported ones end in a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.incoming.blocks import old_font
from ntmtrack.recording import file_bytes
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.recording.sheets import DAMAGED
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from typing import Unpack

    from ntmtrack.drafting.document_model import SourceDocument
    from ntmtrack.wording.codes import Code
    from ntmtrack.wording.problem import Values

_LONGEST_EXCERPT = 60
_OTHER = {
    "text": ".odt",
    "spreadsheet": ".ods",
    "presentation": ".odp",
}


def too_big(name: str) -> NtmError:
    """Return the error for a document that is larger than any directive."""
    return _wrong(wording.Code.DOCUMENT_TOO_BIG, name)


def _do_nothing() -> None:
    """Do nothing while other processes read a PDF."""


def read_document(
    data: bytes, name: str, meanwhile: Callable[[], object] = _do_nothing
) -> SourceDocument:
    """Read a document of any kind; raise exit 65, or exit 2 if a library is missing.

    While other processes read a PDF, this one calls `meanwhile`.
    """
    try:
        document = _document(data, name, meanwhile)
    except TooMuchError:
        raise too_big(name) from None
    except DAMAGED:
        raise _wrong(wording.Code.BAD_DOCUMENT, name) from None
    if not document.blocks:
        raise _wrong(wording.Code.EMPTY_DOCUMENT, name)
    for text in _texts(document):
        if kind := old_font(text):
            excerpt = text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"
            raise _wrong(wording.Code.OLD_FONT, name, encoding=kind, text=excerpt)
    return document


def _document(data: bytes, name: str, meanwhile: Callable[[], object]) -> SourceDocument:
    """Read a document as the kind that its bytes show."""
    match file_bytes.kind_of(data):
        case "archive":
            return _archive(data, name)
        case "locked":
            raise _wrong(wording.Code.LOCKED_DOCUMENT, name)
        case "old word":
            raise _wrong(wording.Code.OLD_DOCUMENT_WORD, name)
        case "old excel":
            raise _wrong(wording.Code.OLD_DOCUMENT_EXCEL, name)
        case "picture":
            from ntmtrack.drafting.incoming import pdf_file

            raise pdf_file.without_text(wording.Code.PICTURE_DOCUMENT, name, "--image-dpi", "300")
        case "rtf":
            raise _wrong(wording.Code.OTHER_DOCUMENT, name, value=".rtf")
        case "page":
            raise _wrong(wording.Code.OTHER_DOCUMENT, name, value="HTML, XML")
        case "pdf":
            from ntmtrack.drafting.incoming import pdf_file

            return pdf_file.read(data, name, meanwhile)
        case "text":
            from ntmtrack.drafting.incoming import text_file

            return text_file.read(data, name)


def _archive(data: bytes, name: str) -> SourceDocument:
    """Read a document that Office or LibreOffice packed as an archive."""
    archive = file_bytes.Archive(data)
    names = archive.namelist()
    folders = {part.partition("/")[0] for part in names}
    if "mimetype" in names and "content.xml" in names:
        from ntmtrack.recording import opendocument

        if opendocument.is_locked(archive):
            raise _wrong(wording.Code.LOCKED_DOCUMENT, name)
        mime = b"".join(archive.pieces("mimetype")).decode("ascii", "replace")
        kind = mime.rpartition(".")[2].partition("-")[0]
        raise _wrong(wording.Code.OTHER_DOCUMENT, name, value=_OTHER.get(kind, "OpenDocument"))
    if any(part.endswith("vbaProject.bin") for part in names) or _is_macro(archive):
        raise _wrong(wording.Code.MACRO_DOCUMENT, name)
    if "word" in folders:
        from ntmtrack.drafting.incoming import word_file

        return word_file.read(archive, name)
    if "xl" in folders:
        from ntmtrack.drafting.incoming import workbook_file

        return workbook_file.read(archive, name)
    if "ppt" in folders:
        raise _wrong(wording.Code.OTHER_DOCUMENT, name, value=".pptx")
    raise _wrong(wording.Code.BAD_DOCUMENT, name)


def _is_macro(archive: file_bytes.Archive) -> bool:
    """Return whether an archive declares that it may contain macros."""
    return b"macroEnabled" in b"".join(archive.pieces("[Content_Types].xml"))


def _texts(document: SourceDocument) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, SourceTable):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text


def _wrong(code: Code, name: str, /, **values: Unpack[Values]) -> NtmError:
    return NtmError([Problem(code, Place(name, 1, 1), values)], Exit.DATA)
