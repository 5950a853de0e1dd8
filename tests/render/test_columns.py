"""Lines of columns: no text loses a letter unless it may be cut, which then shows."""

from __future__ import annotations

from collections import Counter
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ntmtrack.render import columns
from ntmtrack.render import text
from ntmtrack.render.columns import Piece
from ntmtrack.render.columns import Slot
from ntmtrack.render.columns import Stack
from ntmtrack.render.columns import cut
from ntmtrack.render.columns import wrap
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Table
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

WORDS = Words("vi")
# Letters that are one, zero and two columns wide.
LETTERS = [*"aăđộ -,…", "e\u0302\u0301", "q\u0323", "漢", "가", "\uff41", " "]
texts = st.lists(st.sampled_from(LETTERS), max_size=60).map("".join).map(str.strip)
ids = st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,3}", fullmatch=True)
rows = st.lists(st.tuples(ids, texts, texts, st.integers(0, 10**9)), min_size=1, max_size=6)


def letters(shown: str) -> Counter[str]:
    """Count the letters of a text in the composed form that the program prints."""
    return Counter(clean("".join(shown.split())))


@given(texts, st.integers(2, 80))
def test_a_wrapped_text_keeps_every_letter(written: str, width: int) -> None:
    lines = wrap(written, width)
    assert max(map(cell_len, lines)) <= width
    assert letters("".join(lines)) == letters(written)


@given(st.text("aăđộ -,…", max_size=60), st.integers(2, 30))
def test_the_fast_way_of_wrapping_gives_the_same_lines(written: str, width: int) -> None:
    at_once = columns.wrap.__wrapped__(written, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_between_words", lambda *_: ())
        assert at_once == columns.wrap.__wrapped__(written, width)


@given(texts, st.integers(3, 80))
def test_a_cut_text_ends_with_an_ellipsis(written: str, width: int) -> None:
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
    drawn_table = table(cells, short=False)
    shown = text.render([drawn_table], WORDS, width=width, color=False)
    assert max(map(cell_len, shown.splitlines())) <= width
    wanted = letters("".join(id_ + a + b for id_, a, b, _ in cells))
    assert not wanted - letters(shown)


@given(
    st.lists(
        st.tuples(*[st.lists(st.sampled_from(["", "a", "đường", "nghiêm"]), max_size=12)] * 2),
        min_size=1,
        max_size=6,
    ),
    st.integers(3, 24),
    st.integers(40, 200),
)
def test_each_cell_keeps_its_words_and_their_order(
    cells: list[tuple[list[str], list[str]]], id_length: int, width: int
) -> None:
    """No two words are the same, so each word tells its cell however the table is laid out."""
    serial = count()
    ids = [f"{'i' * id_length}{next(serial)}" for _ in cells]
    words = [[[f"{word}{next(serial)}" for word in cell] for cell in row] for row in cells]
    contents = [(id_, " ".join(a), " ".join(b), 0) for id_, (a, b) in zip(ids, words, strict=True)]
    shown = text.render([table(contents, short=False)], WORDS, width=width, color=False).split()
    for wanted in (ids, *(cell for row in words for cell in row)):
        assert [word for word in shown if word in wanted] == wanted


@given(rows, st.integers(100, 200))
def test_a_row_that_may_be_cut_is_one_line(
    cells: list[tuple[str, str, str, int]], width: int
) -> None:
    shown = text.render([table(cells, short=True)], WORDS, width=width, color=False)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert len(shown.splitlines()) == len(cells) + 2


def test_an_id_is_in_a_column_of_its_own_if_all_fits_and_else_below_its_item() -> None:
    drawn_table = table([("ve-tranh", "Vẽ tranh", "Gò Me", 7)], short=False)
    wide, narrow = (
        text.render([drawn_table], WORDS, width=width, color=False).splitlines()
        for width in (40, 20)
    )
    assert wide[-1].split() == ["Vẽ", "tranh", "ve-tranh", "Gò", "Me", "7"]
    assert narrow[0] == "Vẽ tranh"
    assert narrow[-1].split() == ["Mã", "ve-tranh"]


def test_a_plain_text_is_wrapped_where_a_line_is_full() -> None:
    assert wrap("an ba", 5) == ("an ba",)
    assert wrap("an ba cua", 5) == ("an ba", "cua")
    assert wrap("an  ba cua", 6) == ("an  ba", "cua")
    assert wrap(" an ba cua", 6) == (" an ba", "cua")
    assert wrap(" anba cua", 4) == (" anb", "a", "cua")
    assert wrap("漢 字 漢", 5) == ("漢 字", "漢")
    assert wrap("漢字漢字 a", 4) == ("漢字", "漢字", "a")
    assert wrap("漢字", 1) == ("漢", "字")  # a letter that is too wide has a line of its own
    assert cut("an ba cua", 4) == "an…"


def stack(
    *, least: int = 4, body: int = 10, most: int = 10, number: bool = False, ids: bool = False
) -> Stack:
    cells = ((Piece("ban-do", "id"),),) if ids else ()
    return Stack((Piece("Tên", "head"),), cells, Column("Tên", number=number), least, body, most)


def test_columns_share_a_line_up_to_its_last_letter() -> None:
    pair = [stack(least=4), stack(least=5)]
    assert columns.fits(pair, 4 + columns.GAP + 5)
    assert not columns.fits(pair, 4 + columns.GAP + 4)


def test_remaining_width_goes_to_the_columns_that_need_it_most() -> None:
    short, long = stack(body=30, most=30), stack(body=90, most=90)
    nearly = stack(least=8, body=10, most=10)
    number = stack(body=90, most=90, number=True)
    assert columns.widths([long, nearly], 8 + 4 + 2 + 2) == [4, 10]
    assert columns.widths([short, long], 4 + 4 + 2 + 6) == [4, 10]
    assert columns.widths([short, long], 4 + 4 + 2 + 22) == [8, 22]  # as many lines each
    assert columns.widths([number, short], 4 + 4 + 2 + 6) == [4, 10]
    assert columns.widths([short, stack(least=8, body=11, most=11)], 4 + 8 + 2 + 1) == [5, 8]
    headed, wide = stack(least=8, body=8, most=10), stack(least=10, body=90, most=90)
    assert columns.widths([wide, headed], 10 + 8 + 2 + 2) == [10, 10]
    assert columns.widths([headed, nearly], 8 + 8 + 2 + 2) == [8, 10]  # cells before headings
    assert columns.widths([nearly, number], 200) == [10, 90]  # and no more than they need
    assert columns.widths([stack(least=4, body=4, most=4), short], 50) == [4, 30]


def test_a_wide_table_is_split_into_parts_that_each_begin_with_the_first_column() -> None:
    first, *others = [stack(least=4) for _ in range(4)]
    both = 4 + columns.GAP + 4
    assert columns.split([first, *others], both) == [[first, other] for other in others]
    three = columns.split([first, *others], both + columns.GAP + 4 + columns.GAP)
    assert [len(part) for part in three] == [3, 2]
    assert columns.split([first], 1) == [[first]]


def test_shorter_stacks_are_aligned_at_the_top_or_at_the_bottom() -> None:
    stacks = [(Piece("an ba"),), (Piece("cua"),)]
    slots = [Slot(2), Slot(4, right=True)]

    def plain(shown: str, _: object) -> str:
        return shown

    top = columns.set_side_by_side(stacks, slots, plain)
    assert top.splitlines() == ["an   cua", "ba"]
    bottom = columns.set_side_by_side(stacks, slots, plain, "bottom")
    assert bottom.splitlines() == ["an", "ba   cua"]


def test_a_text_that_may_be_cut_has_one_line_but_its_heading_may_have_more() -> None:
    stacks = [(Piece("Nội dung", "head"), Piece("an ba cua"))]
    shown = columns.set_side_by_side(stacks, [Slot(6, cut=True)], lambda text, _: text)
    assert shown.splitlines() == ["Nội", "dung", "an ba…"]


def sizes(column: Column, *cells: str, splits: bool = False, keys: int = 1) -> tuple[int, int, int]:
    """Return the least, body and most widths of the second of two columns."""
    rows = [(Cell("x"), Cell(cell)) for cell in cells]
    drawn_table = Table("", [Column("A"), column], rows, keys=keys, splits=splits)
    (_, measured) = columns.stacks(drawn_table, WORDS, 500)
    return measured.least, measured.body, measured.most


def test_the_least_and_most_width_of_a_column() -> None:
    wrapped = "nghiêm túc thực hiện"
    assert sizes(Column("Nơi", wraps=True), wrapped) == (9, 20, 20)
    assert sizes(Column("Nơi", wraps=True), "nghiêm_túc_thực hiện") == (15, 20, 20)
    assert sizes(Column("Nơi"), wrapped) == (20, 20, 20)
    assert sizes(Column("Nơi"), "xã") == (3, 2, 3)
    assert sizes(Column("Nơi đã làm xong"), "xã") == (9, 2, 15)
    assert sizes(Column("Số", number=True), "7") == (2, 1, 2)
    assert sizes(Column("Số việc", number=True), "7") == (4, 1, 7)
    assert sizes(Column("Nơi", wraps=True, cut=True), "nghiêm_túc_thực hiện") == (9, 20, 20)
    twice = f"{wrapped} {wrapped}"
    assert sizes(Column("Nơi", wraps=True), twice, splits=True) == (6, 41, 41)
    assert sizes(Column("Nơi", wraps=True), twice, splits=True, keys=2) == (24, 41, 41)


def test_columns_are_stacked_as_soon_as_not_all_fit() -> None:
    row = (Cell("ban-do", "id"), Cell("Bản đồ xã"), Cell("7"))
    drawn_table = Table(
        "", [Column("Mã"), Column("Việc", under=True), Column("Số", number=True)], [row]
    )
    apart = columns.stacks(drawn_table, WORDS, 6 + 2 + 9 + 2 + 2)
    assert [stack.headings[0].text for stack in apart] == ["Việc", "Mã", "Số"]
    below, _ = columns.stacks(drawn_table, WORDS, 6 + 2 + 9 + 2 + 1)
    assert [piece.text for piece in below.headings] == ["Việc", "Mã"]
    assert [piece.text for piece in below.cells[0]] == ["Bản đồ xã", "ban-do"]
    assert (below.least, below.body, below.most) == (9, 9, 9)
