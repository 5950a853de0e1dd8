"""Lines of a PDF page: words give the same lines as their characters one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.drafting.incoming.pdf_layout import PageTable
from ntmtrack.drafting.incoming.pdf_layout import Ruling
from ntmtrack.drafting.incoming.pdf_layout import lay_out
from ntmtrack.drafting.incoming.pdf_lines import BLANK
from ntmtrack.drafting.incoming.pdf_lines import Word
from ntmtrack.drafting.incoming.pdf_lines import lines_of
from ntmtrack.drafting.incoming.pdf_lines import whole_line

WIDTH = 5.0  # of a letter
# Lines of a table of two columns and two rows, with words in it, beside it or across its edges.
TABLE = [
    *(Ruling(x, 20, x, 60) for x in (30, 60, 90)),
    *(Ruling(30, y, 90, y) for y in (20, 40, 60)),
]


def _word(text: str, left: float, foot: float, size: float = 10.0, *, bold: bool = False) -> Word:
    lefts = [left + at * WIDTH for at in range(len(text))]
    return Word(text, lefts, [side + WIDTH for side in lefts], foot, size, bold)


WORDS = st.lists(
    st.builds(
        _word,
        st.sampled_from([BLANK, "a", "Xã", "Đoàn", "01/2027", "Tổ Đ 1"]),
        st.integers(0, 110),
        st.sampled_from([10, 12, 30, 33, 50]),
        st.sampled_from([8.0, 10.0, 14.0]),
        bold=st.booleans(),
    ),
    max_size=12,
)


@given(WORDS)
def test_words_are_laid_out_as_their_characters_would_be(words: list[Word]) -> None:
    characters = [character for word in words for character in word.characters()]
    assert list(lines_of(words)) == list(lines_of(characters))
    assert lay_out(words, TABLE, 100) == lay_out(characters, TABLE, 100)


def test_overlapping_words_are_sorted_by_their_characters() -> None:
    (line,) = lines_of([_word("ace", 0, 10), _word("bd", 2.5, 10)])
    assert line[0].text == "abcde"


def test_a_word_across_the_edge_of_a_table_is_split_there() -> None:
    page = lay_out([_word("abcd", 80, 30)], TABLE, 100)
    table, outside = page.blocks
    assert isinstance(table, PageTable)
    assert not isinstance(outside, PageTable)
    assert (table.rows[0][1][0], whole_line(outside).text) == ("ab", "cd")
