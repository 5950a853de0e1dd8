"""HTML: any report as a page that a phone shows and a printer prints."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.render import browser
from ntmtrack.tables import Block
from ntmtrack.tables import Bullets
from ntmtrack.tables import Facts
from ntmtrack.tables import Line
from ntmtrack.tables import Section
from ntmtrack.tables import Table
from ntmtrack.tables import numbered
from ntmtrack.words import Words


class _Part(NamedTuple):
    """Hold a block, how the template knows it, and the heading over it with its level."""

    kind: str
    block: Block
    heading: str
    level: int


def render(blocks: Sequence[Block], words: Words) -> str:
    """Write blocks as a page: a first title as the page's, others below their section."""
    parts = list(_parts(blocks))
    title = next((part.heading for part in parts if part.heading), "ntmtrack")
    searchable = any(isinstance(block, Table) and block.rows for block in blocks)
    return browser.page("blocks.html.j2", words, title=title, parts=parts, searchable=searchable)


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    above = 0
    for number, block in numbered(blocks):
        if isinstance(block, Section):
            above = block.level + 1
            yield _Part("section", block, f"{number}. {block.title}", above)
        elif isinstance(block, Line):
            if block.role == "title":
                yield _Part("title", block, block.text, above + 1)
                above = above or 1
            elif block.text:
                yield _Part("line", block, "", 0)
        elif isinstance(block, Bullets):
            yield _Part("bullets", block, "", 0)
        else:
            kind = "facts" if isinstance(block, Facts) else "table"
            yield _Part(kind, block, block.title, above + 1)
            above = above or 1
