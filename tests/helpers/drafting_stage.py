"""Drafts without document readers: a test provides the findings for the text of a file."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming import reading

if TYPE_CHECKING:
    import pytest


def read_as(
    monkeypatch: pytest.MonkeyPatch, find: Callable[[str, Mapping[str, str]], Findings]
) -> None:
    """Replace the document readers: a document is one paragraph, in which `find` finds duties."""

    def read_document(data: bytes, name: str, _: object = None) -> SourceDocument:
        return SourceDocument(name, (TextParagraph(data.decode(), SourcePlace(paragraph=1)),))

    def find_in(document: SourceDocument, columns: Mapping[str, str]) -> Findings:
        (paragraph,) = document.blocks
        assert isinstance(paragraph, TextParagraph)
        return find(paragraph.text, columns)

    monkeypatch.setattr(reading, "read_document", read_document)
    monkeypatch.setattr(finding, "find", find_in)
