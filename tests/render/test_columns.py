"""Lines of columns: no text loses a letter but one that may be cut, and that shows it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ntmtrack.render import columns
from ntmtrack.render import text
from ntmtrack.render.columns import cut
from ntmtrack.render.columns import wrap
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Table
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

WORDS = Words("vi")
# Letters that take one column, none and two.
LETTERS = [*"aăđộ -,…", "e\u0302\u0301", "q\u0323", "漢", "가", "\uff41", " "]
texts = st.lists(st.sampled_from(LETTERS), max_size=60).map("".join).map(str.strip)
ids = st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,3}", fullmatch=True)
rows = st.lists(st.tuples(ids, texts, texts, st.integers(0, 10**9)), min_size=1, max_size=6)


def letters(shown: str) -> Counter[str]:
    """Count the letters of a text, composed as the program prints them."""
    return Counter(clean("".join(shown.split())))


@given(texts, st.integers(2, 80))
def test_a_text_in_lines_keeps_every_letter(written: str, width: int) -> None:
    lines = wrap(written, width)
    assert max(map(cell_len, lines)) <= width
    assert letters("".join(lines)) == letters(written)


@given(st.text("aăđộ -,…", max_size=60), st.integers(2, 30))
def test_a_plain_text_is_broken_at_once_as_it_is_word_by_word(written: str, width: int) -> None:
    at_once = columns.wrap.__wrapped__(written, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_between_words", lambda *_: ())
        assert at_once == columns.wrap.__wrapped__(written, width)


@given(texts, st.integers(3, 80))
def test_a_text_that_is_cut_ends_with_a_sign(written: str, width: int) -> None:
    shown = cut(written, width)
    assert cell_len(shown) <= width
    assert shown == written or (shown[-1] == "…" and written.startswith(shown[:-1]))


def table(cells: list[tuple[str, str, str, int]], *, short: bool) -> Table:
    columns = [
        Column("Mã"),
        Column("Nội dung", wraps=True, under=not short, cut=short),
        Column("Địa bàn", wraps=True, cut=short),
        Column("Số", number=True),
    ]
    return Table(
        "",
        columns,
        [(Cell(id_, "id"), Cell(a), Cell(b), Cell(number)) for id_, a, b, number in cells],
    )


@given(rows, st.integers(40, 200))
def test_a_table_fits_and_keeps_every_letter(
    cells: list[tuple[str, str, str, int]], width: int
) -> None:
    made = table(cells, short=False)
    shown = text.render([made], WORDS, width=width, color=False)
    assert max(map(cell_len, shown.splitlines())) <= width
    wanted = letters("".join(id_ + a + b for id_, a, b, _ in cells))
    assert not wanted - letters(shown)


@given(rows, st.integers(100, 200))
def test_a_row_that_may_be_cut_is_one_line(
    cells: list[tuple[str, str, str, int]], width: int
) -> None:
    shown = text.render([table(cells, short=True)], WORDS, width=width, color=False)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert len(shown.splitlines()) == len(cells) + 2


def test_an_id_stands_below_what_it_names_and_behind_it_where_all_fits() -> None:
    made = table([("ve-tranh", "Vẽ tranh", "Gò Me", 7)], short=False)
    wide, narrow = (
        text.render([made], WORDS, width=width, color=False).splitlines() for width in (40, 20)
    )
    assert wide[-1].split() == ["Vẽ", "tranh", "ve-tranh", "Gò", "Me", "7"]
    assert narrow[0] == "Vẽ tranh"
    assert narrow[-1].split() == ["Mã", "ve-tranh"]
