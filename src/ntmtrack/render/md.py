"""GitHub-flavoured Markdown: punctuation in values is escaped, so that none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import number_sections
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

# All ASCII punctuation: each character is markup somewhere, and none is after a backslash.
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def render(blocks: Sequence[Block], words: Words) -> str:
    """Return blocks as Markdown: the first title is the document's, others are below sections."""
    parts: list[str] = []
    depth = 1
    for number, block in number_sections(blocks):
        if isinstance(block, Section):
            depth = block.level + 1
            parts.append(_heading(depth, f"{number}. {_escape(block.title)}"))
        else:
            parts += filter(None, _parts(block, depth + 1 if parts else 1, words))
    return "\n\n".join(parts) + "\n"


def _parts(block: Block, depth: int, words: Words) -> Iterator[str]:
    """Yield the paragraphs of a block, with headings at a depth."""
    if isinstance(block, Paragraph):
        text = _escape(block.text)
        yield _heading(depth, text) if block.role == "title" else text
    elif isinstance(block, Bullets):
        yield _list(map(_escape, block.items))
    elif isinstance(block, Facts):
        yield _heading(depth, _escape(block.title))
        yield _list(
            f"{_escape(name)}: {_escape(cell_text(cell, words))}" for name, cell in block.pairs
        )
    elif isinstance(block, Table):
        yield _heading(depth, _escape(block.title))
        yield _table(block, words)


def _escape(text: str) -> str:
    """Return a text on one line, escaped so that Markdown reads none of it as markup."""
    return _SIGNS.sub(r"\\\1", clean(text).strip())


def _heading(depth: int, text: str) -> str:
    return f"{'#' * depth} {text}" if text else ""


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}".rstrip() for item in items)


def _table(table: Table, words: Words) -> str:
    rows = [
        [_escape(column.heading) for column in table.columns],
        ["---:" if column.number else "---" for column in table.columns],
        *([_escape(cell_text(cell, words)) for cell in row] for row in table.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
