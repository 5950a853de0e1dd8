"""Words in a row of a PDF text object give the same page as its characters one by one."""

from __future__ import annotations

from pathlib import Path

import pypdfium2.raw as pdfium
import pytest
from incoming import CASES
from incoming import document

from ntmtrack.drafting.incoming import pdf_words
from ntmtrack.drafting.incoming.pdf_layout import PageLayout
from ntmtrack.drafting.incoming.pdf_layout import lay_out
from ntmtrack.drafting.incoming.pdf_page import PageReader

PDFS = sorted(CASES.glob("*.pdf.txt"))


def _layouts(data: bytes) -> list[PageLayout]:
    reader, pdf = PageReader(), pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    layouts = []
    for number in range(pdfium.FPDF_GetPageCount(pdf)):
        page = pdfium.FPDF_LoadPage(pdf, number)
        read = reader.read(page)
        layouts.append(lay_out(read.words, read.rulings, read.height))
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(pdf)
    return layouts


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("case", PDFS, ids=lambda case: case.name)
def test_words_in_a_row_give_the_same_page_as_their_characters(
    case: Path, turned: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = document(case)
    data = data.replace(b"/Type /Page ", b"/Type /Page /Rotate %d " % turned)
    in_rows = _layouts(data)
    monkeypatch.setattr(pdf_words, "_text_object", None)  # as before pypdfium2 5
    assert in_rows == _layouts(data)
