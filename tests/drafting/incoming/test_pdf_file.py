"""Reading a PDF in one process or two: the same result, within limits, and never half of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cases import first_quick
from incoming import CASES
from incoming import document
from incoming import pdf
from incoming import written

from ntmtrack.drafting.incoming import pdf_file
from ntmtrack.drafting.incoming.reading import read_document
from ntmtrack.wording.problem import NtmError

INPUTS = sorted(path for path in CASES.iterdir() if path.suffix != ".read")
PAGE = pdf("page\ntext 90 80 12 Một việc phải làm trước ngày mai\n")
# A page that draws a form, which draws itself twice.
ENDLESS = b"""%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R
/Resources << /XObject << /F 5 0 R >> >> >> endobj
4 0 obj << /Length 5 >> stream
/F Do
endstream endobj
5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Length 11
/Resources << /XObject << /F 5 0 R >> >> >> stream
/F Do /F Do
endstream endobj
trailer << /Size 6 /Root 1 0 R >>
"""
PDFS = [case for case in INPUTS if case.name.endswith(".pdf.txt")]


@pytest.mark.parametrize("case", first_quick(2, PDFS), ids=lambda case: case.name)
def test_two_processes_read_the_halves_of_a_pdf_as_one_reads_it(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, name = document(case)
    monkeypatch.setattr(pdf_file, "_LARGE", len(data))
    assert written(read_document(data, name)) == Path(f"{case}.read").read_text(encoding="utf-8")


def test_two_processes_report_the_pages_that_are_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "page\ntext 90 280 12 Một việc phải làm trước ngày mai\n"
    data = pdf(f"page\npicture\n{text * 4}page\npicture\n")
    monkeypatch.setattr(pdf_file, "_LARGE", 0)
    (warning,) = read_document(data, "vb.pdf").warnings
    assert warning.values == {"known": "1, 6"}


@pytest.mark.parametrize("which", [0, 1])
def test_a_pdf_is_refused_if_one_of_its_processes_is_killed(
    which: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Killed(subprocess.Popen[bytes]):
        """Start a process and kill it before it has read anything."""

        def __init__(self, *command: Any, **options: Any) -> None:  # noqa: ANN401 - any of its own
            super().__init__(*command, **options)
            begun.append(self)
            if len(begun) == which + 1:
                self.kill()

    monkeypatch.setattr(subprocess, "Popen", Killed)
    monkeypatch.setattr(pdf_file, "_LARGE", 0)
    with pytest.raises(NtmError) as error:
        read_document(PAGE, "vb.pdf")
    assert error.value.problems[0].code == "bad-document"
    assert [process.poll() is not None for process in begun] == [True, True]


@pytest.mark.parametrize("large", [0, 1_000_000])
def test_a_pdf_that_takes_too_long_is_too_big(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "LONGEST_TIME", 0.0)
    monkeypatch.setattr(pdf_file, "_LARGE", large)
    with pytest.raises(NtmError) as error:
        read_document(PAGE, "vb.pdf")
    assert error.value.problems[0].code == "document-too-big"


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="only there the memory has a limit")
def test_a_pdf_that_needs_too_much_memory_is_too_big() -> None:
    with pytest.raises(NtmError) as error:
        read_document(ENDLESS, "vb.pdf")
    assert error.value.problems[0].code == "document-too-big"
