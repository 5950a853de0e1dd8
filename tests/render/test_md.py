"""Markdown: how blocks are rendered, and that no text ever becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import HOSTILE
from markup import READER
from markup import text_of
from markup import texts

from ntmtrack.render import md
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from markdown_it.token import Token

VI = Words("vi")


def read(blocks: Sequence[Block]) -> list[Token]:
    return READER.parse(md.render(blocks, VI))


def inlines(tokens: Sequence[Token]) -> list[str]:
    return [text_of(token) for token in tokens if token.type == "inline"]


def opened(tokens: Sequence[Token]) -> Iterator[str]:
    """Return the tags that blocks became (h2, p, table, li), without paragraphs of list items."""
    return (token.tag for token in tokens if token.nesting == 1 and not token.hidden)


def plain(text: str) -> str:
    """Return what a reader should see of a text."""
    return clean(text).strip()


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> Table:
    return Table(
        title, [Column(heading) for heading in headings], [list(map(Cell, row)) for row in rows]
    )


def test_blocks_become_headings_lists_and_tables() -> None:
    blocks = (
        Paragraph("Tuần 1/7", "title"),
        Paragraph("Tính đến 04/7."),
        Section("Kết quả"),
        Section("Số liệu", 2),
        Table(
            "Bảng",
            [
                Column("Việc"),
                Column("Mã", under=True),
                Column("Đạt", number=True),
                Column("Ngày"),
            ],
            [
                (Cell("Vẽ", "id"), Cell("ve"), Cell(Decimal("1.5")), Cell(date(2021, 7, 1))),
                (Cell("Rào"), Cell("rao"), Cell(12), Cell(None)),
            ],
        ),
        Section("Việc xong", 2),
        Paragraph("Kim Bình", "title"),
        Bullets(["một", "hai\nba"]),
        Section("Tồn tại"),
        Section("Quá hạn", 2),
        Facts("Về việc", [("Hạn", Cell(date(2021, 7, 1))), ("Tên (cũ)", Cell(None))]),
        Table("Không có", [Column("Mã")], []),
    )
    assert (
        md.render(blocks, VI)
        == r"""# Tuần 1\/7

Tính đến 04\/7\.

## I. Kết quả

### 1. Số liệu

#### Bảng

| Việc | Mã | Đạt | Ngày |
| --- | --- | ---: | --- |
| Vẽ | ve | 1\,5 | 01\/07\/2021 |
| Rào | rao | 12 |  |

### 2. Việc xong

#### Kim Bình

- một
- hai ba

## II. Tồn tại

### 1. Quá hạn

#### Về việc

- Hạn: 01\/07\/2021
- Tên \(cũ\):
"""
    )


def test_empty_blocks_give_one_empty_line() -> None:
    assert md.render([], VI) == "\n"
    assert md.render([Paragraph(""), Bullets([]), Facts("", []), table(["Mã"], [])], VI) == "\n"


@given(st.data(), st.integers(1, 4), st.integers(1, 3))
def test_any_text_in_a_table_stays_the_text_of_its_cell(
    data: st.DataObject, width: int, height: int
) -> None:
    row = st.lists(texts, min_size=width, max_size=width)
    headings = data.draw(row)
    rows = data.draw(st.lists(row, min_size=height, max_size=height))
    tokens = read([table(headings, rows)])
    assert [token.type for token in tokens].count("table_open") == 1
    assert tokens[0].type == "table_open"
    assert tokens[-1].type == "table_close"
    assert inlines(tokens) == [plain(text) for cells in [headings, *rows] for text in cells]


@given(st.lists(texts, min_size=1), texts, texts.map("x{}".format))
def test_any_text_outside_tables_stays_text(items: list[str], line: str, title: str) -> None:
    tokens = read(
        [
            Paragraph("Đầu", "title"),
            Paragraph(f"x{line}"),
            Section(title),
            Section(title, 2),
            Bullets(items),
            Paragraph(title, "title"),
            Facts("", [(title, Cell(line))]),
        ]
    )
    title, line = plain(title), plain(f"x{line}")
    listed = [*map(plain, items)]
    assert list(opened(tokens)) == [
        *("h1", "p", "h2", "h3"),
        *("ul", *("li" for _ in items)),
        *("h4", "ul", "li"),
    ]
    assert [text for text in inlines(tokens) if text] == [
        *("Đầu", line, f"I. {title}", f"1. {title}"),
        *filter(None, listed),
        *(title, f"{title}: {line[1:].strip()}".strip()),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    tokens = read([Paragraph(f"x {text}")])
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert text_of(tokens[1]) == plain(f"x {text}")
