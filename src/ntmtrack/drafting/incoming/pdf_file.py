"""PDFs with a text layer, read in separate processes with limits on time and memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING
from typing import Any

from ntmtrack import wording
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.incoming.blocks import Blocks
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import usage
from ntmtrack.yamltext import MIB

if TYPE_CHECKING:
    from ntmtrack.drafting.incoming.pdf_process import Half
    from ntmtrack.wording.codes import Code

LONGEST_TIME = 60.0  # seconds
_LARGE = MIB // 4  # bytes of a PDF that two processes read: about 50 dense pages
_LIBRARY = "pypdfium2"
_PROCESS = "ntmtrack.drafting.incoming.pdf_process"
_INSTALL = "sudo apt install ocrmypdf tesseract-ocr-vie"


def read(data: bytes, name: str, meanwhile: Callable[[], object]) -> SourceDocument:
    """Read a PDF; raise exit 2 if the library is missing, exit 65 for a scan.

    Other processes read it; this one calls `meanwhile`.
    """
    if find_spec(_LIBRARY) is None:
        raise usage(wording.Code.NEEDS_EXTRA_READ, value="pdf", library=_LIBRARY)
    answer = _answer(data, meanwhile)
    place = Place(name, 1, 1)
    match answer.get("wrong"):
        case "locked":
            raise NtmError([Problem(wording.Code.LOCKED_DOCUMENT, place)], Exit.DATA)
        case "too much":
            raise TooMuchError
        case "damaged":
            raise ValueError
    scanned = answer["scanned"]
    if scanned and (len(scanned) * 2 > answer["pages"] or not answer["blocks"]):
        raise without_text(wording.Code.SCANNED_DOCUMENT, name)
    blocks = Blocks()
    for kind, *values in answer["blocks"]:
        if kind == "paragraph":
            page, text, is_bold = values
            blocks.add_paragraph(text, is_bold=is_bold, place=SourcePlace(page=page))
        else:
            _add_table(blocks, *values)
    if not scanned:
        return blocks.document(name)
    pages = ", ".join(map(str, scanned))
    left_out = Problem(wording.Code.SCANNED_PAGES, place, {"known": pages}, warning=True)
    return blocks.document(name, [left_out])


def _answer(data: bytes, meanwhile: Callable[[], object]) -> Any:  # noqa: ANN401 - any JSON value
    """Return what one process read of the PDF or, if it is large, two processes together."""
    until = monotonic() + LONGEST_TIME
    if len(data) < _LARGE:
        with _process("all", data) as alone:
            meanwhile()
            return json.loads(_output_of(alone, b"", until))
    with _process("first", data) as first, _process("later", data) as later:
        meanwhile()
        return json.loads(_output_of(first, _output_of(later, b"", until), until))


@contextmanager
def _process(half: Half, data: bytes) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process that reads a PDF, and yield it.

    `-P` keeps it from importing from the current folder. PYTHONPATH tells it where the program is,
    which only this process may know: shiv's single file unpacks itself into a folder of its own.
    """
    command = [sys.executable, "-P", "-m", _PROCESS, half, str(len(data))]
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(_folders())}
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, env=known, stdin=pipe, stdout=pipe, stderr=nowhere) as process:  # noqa: S603 - our own module
        try:
            if process.stdin:
                with suppress(BrokenPipeError):  # it ended early; its exit code tells why
                    process.stdin.write(data)
                    process.stdin.flush()
            yield process
        finally:
            process.kill()


def _folders() -> list[str]:
    """Return the folders of this program and its PDF library, then the user's PYTHONPATH."""
    specs = filter(None, map(find_spec, ("ntmtrack", _LIBRARY)))
    ours = [str(Path(spec.origin).parent.parent) for spec in specs if spec.origin]
    return [*ours, *filter(None, [os.environ.get("PYTHONPATH")])]


def _output_of(process: subprocess.Popen[bytes], data: bytes, until: float) -> bytes:
    """Send a process the rest of its input and return its output; raise if it takes too long."""
    try:
        output, _ = process.communicate(data, max(0.0, until - monotonic()))
    except subprocess.TimeoutExpired:
        raise TooMuchError from None
    if process.returncode == -signal.SIGABRT:  # PDFium aborts when memory runs out
        raise TooMuchError
    if process.returncode:
        raise ValueError
    return output


def _add_table(blocks: Blocks, rows: list[Any]) -> None:
    table_rows = [
        TableRow(
            tuple(TableCell(text, continues=covered) for text, covered in cells),
            SourcePlace(row=number, page=page),
        )
        for number, (page, cells) in enumerate(rows, 1)
    ]
    blocks.add_table(table_rows, SourcePlace(page=table_rows[0].place.page))


def without_text(code: Code, name: str, *options: str) -> NtmError:
    """Return the error for pages that are pictures, with the commands that make them readable."""
    readable = f"{PurePath(name).stem}-co-chu.pdf"
    commands = (_INSTALL, command_line("ocrmypdf", "-l", "vie", *options, name, readable))
    problem = Problem(code, Place(name, 1, 1), {"known": readable}, commands=commands)
    return NtmError([problem], Exit.DATA)
