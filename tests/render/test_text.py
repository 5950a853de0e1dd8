"""Text: sections and bullets among other blocks, and the numbers of sections."""

from __future__ import annotations

import re
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ntmtrack.render import text
from ntmtrack.render.columns import measure
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import number_sections
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

VI = Words("vi")
texts = st.text(max_size=80)
BLOCKS = (
    Paragraph("Báo cáo tuần", "title"),
    Section("Kết quả"),
    Section("Số liệu", 2),
    Table("", [Column("Thôn"), Column("Đạt", number=True)], [(Cell("Kim Bình"), Cell(2))]),
    Paragraph("Tính đến hết ngày 04/7/2021."),
    Section("Việc xong", 2),
    Bullets(["Vẽ bích họa trên tường rào xây", "Rào xanh (chuan-bi-toan-tuyen-dai-hon)"]),
    Section("Tồn tại"),
    Section("Quá hạn", 2),
    Paragraph("Không có."),
    Facts("Nguồn", [("Thôn", Cell(8))]),
    Section("Kiến nghị"),
    Section("Đề xuất"),
)


def test_sections_are_numbered_and_bullets_have_hanging_indents() -> None:
    shown = text.render(BLOCKS, VI, width=34, color=False)
    assert (
        shown
        == """\
Báo cáo tuần

I. KẾT QUẢ
1. Số liệu
Thôn      Đạt
-------------
Kim Bình    2
Tính đến hết ngày 04/7/2021.

2. Việc xong
- Vẽ bích họa trên tường rào xây
- Rào xanh
  (chuan-bi-toan-tuyen-dai-hon)

II. TỒN TẠI
1. Quá hạn
Không có.

Nguồn
  Thôn  8

III. KIẾN NGHỊ

IV. ĐỀ XUẤT
"""
    )


def test_an_id_is_broken_only_if_a_whole_line_is_too_narrow_for_it() -> None:
    blocks = [Bullets(["một hai ba bốn năm", "x chuan-bi-toan-tuyen@kim-binh."])]
    lines = text.render(blocks, VI, width=31, color=False).splitlines()
    assert lines[-1] == "  chuan-bi-toan-tuyen@kim-binh."
    lines = text.render(blocks, VI, width=20, color=False).splitlines()
    assert lines[-2:] == ["  chuan-bi-toan-tuye", "  n@kim-binh."]


def test_an_id_that_does_not_fit_beside_its_label_is_below_it() -> None:
    facts = Facts("", [("Nhiệm vụ cha", Cell("chuan-bi-toan-tuyen", "id")), ("Thôn", Cell("8"))])
    assert (
        text.render([facts], VI, width=28, color=False)
        == """\
  Nhiệm vụ cha
    chuan-bi-toan-tuyen
  Thôn          8
"""
    )


def test_letters_are_as_wide_as_a_terminal_shows_them() -> None:
    for char in map(chr, range(0x3100)):
        shown = clean(char)
        assert measure(shown) == cell_len(shown), ascii(char)


@given(st.lists(texts, min_size=1, max_size=5), texts, st.integers(20, 60))
def test_any_text_stays_within_the_width(items: list[str], title: str, width: int) -> None:
    shown = text.render([Section(title), Bullets(items)], VI, width=width, color=False)
    lines = shown.split("\n")
    assert lines[-1] == ""
    assert max(map(cell_len, lines)) <= width
    assert [line[0] for line in lines if line and line[0] in "I-"][-len(items) :] == ["-"] * len(
        items
    )
    assert all(char.isprintable() for line in lines for char in line)


def test_headings_are_bold_in_colour() -> None:
    colored = text.render(BLOCKS, VI, width=60, color=True)
    assert "\x1b[1mI. KẾT QUẢ\x1b[0m" in colored


@given(
    st.lists(st.tuples(texts, st.sampled_from(get_args(Role)), texts), max_size=4),
    st.integers(20, 90),
)
def test_colour_adds_escapes_and_changes_no_line(
    rows: list[tuple[str, Role, str]], width: int
) -> None:
    columns = [Column("Nội dung", wraps=True), Column("Số", number=True), Column("Nơi", cut=True)]
    cells = [(Cell(first, role), Cell(7, role), Cell(last, role)) for first, role, last in rows]
    pairs = [(last, Cell(first, role)) for first, role, last in rows]
    blocks: list[Block] = [*BLOCKS, Table("", columns, cells), Facts("", pairs)]
    plain, colored = (text.render(blocks, VI, width=width, color=color) for color in (False, True))
    assert colored != plain
    without_escapes = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert [line.rstrip() for line in without_escapes.split("\n")] == [
        line.rstrip() for line in plain.split("\n")
    ]


@given(st.lists(st.sampled_from([1, 2, None]), max_size=80))
def test_sections_count_up_and_subsections_restart_in_each_section(
    levels: list[int | None],
) -> None:
    blocks = [
        Paragraph("") if level is None else Section("", 1 if level == 1 else 2) for level in levels
    ]
    major, minor = 0, 0
    for (number, block), given_block in zip(number_sections(blocks), blocks, strict=True):
        assert block is given_block
        if isinstance(block, Paragraph):
            assert number == ""
        elif block.level == 2:
            minor += 1
            assert number == str(minor)
        else:
            major, minor = major + 1, 0
            assert value(number) == major


def value(roman: str) -> int:
    """Return the value of a Roman numeral."""
    digits = [{"I": 1, "V": 5, "X": 10}[sign] for sign in roman]
    return sum(
        -digit if any(later > digit for later in digits[index:]) else digit
        for index, digit in enumerate(digits)
    )


def test_section_numbers_are_roman_numerals() -> None:
    numbers = [number for number, _ in number_sections([Section("")] * 19)]
    assert numbers[:10] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert numbers[13:] == ["XIV", "XV", "XVI", "XVII", "XVIII", "XIX"]
