"""A PDF is read by two processes as by one, in its time, and never by half."""

from __future__ import annotations

import subprocess
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
PDFS = [case for case in INPUTS if case.name.endswith(".pdf.txt")]


@pytest.mark.parametrize("case", first_quick(2, PDFS), ids=lambda case: case.name)
def test_two_processes_read_the_halves_of_a_pdf_as_one_reads_it(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, name = document(case)
    monkeypatch.setattr(pdf_file, "_LARGE", len(data))
    assert written(read_document(data, name)) == Path(f"{case}.read").read_text(encoding="utf-8")


def test_two_processes_tell_the_pages_that_are_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "page\ntext 90 280 12 Một việc phải làm trước ngày mai\n"
    data = pdf(f"page\npicture\n{text * 4}page\npicture\n")
    monkeypatch.setattr(pdf_file, "_LARGE", 0)
    (warning,) = read_document(data, "vb.pdf").warnings
    assert warning.values == {"known": "1, 6"}


@pytest.mark.parametrize("which", [0, 1])
def test_a_process_that_is_killed_leaves_no_half_of_a_pdf(
    which: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Killed(subprocess.Popen[bytes]):
        """Be killed before it has read anything."""

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
