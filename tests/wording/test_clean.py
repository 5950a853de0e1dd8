"""Text from outside is safe to print, and commands are safe to copy."""

from __future__ import annotations

import shlex
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack import system
from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.clean import with_units
from ntmtrack.wording.clean import without_piles

MARK = "\u0323"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Thôn Kim Bình – “Đường”", "Thôn Kim Bình – “Đường”", id="Vietnamese"),
        pytest.param(unicodedata.normalize("NFD", "cà phê"), "cà phê", id="decomposed"),
        pytest.param("a\tb\r\nc\n\nd", "a b c d", id="breaks"),
        pytest.param("a\xa0b\u2003c", "a b c", id="odd spaces"),
        pytest.param("\x1b[31m\x07", "\\x1b[31m\\x07", id="steers a terminal"),
        pytest.param("a\u202eb\u200bc", "a\\u202eb\\u200bc", id="turns and hides"),
        pytest.param("\U000e0041", "\\U000e0041", id="a tag"),
        pytest.param("\ue000\u0378\ud800", "\\ue000\\u0378\\ud800", id="means nothing"),
        pytest.param("\u2028", "\\u2028", id="a break of Unicode's own"),
        pytest.param("x" + 4 * MARK, "x" + 4 * MARK, id="four marks"),
        pytest.param("x" + 9 * MARK + "y", "x" + 4 * MARK + "y", id="a pile of marks"),
    ],
)
def test_invisible_characters_are_spelled_out(text: str, expected: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quá hạn (1 ngày)", "quá hạn (1_ngày)"),
        ("2.450,5 m kênh", "2.450,5_m kênh"),
        ("1. Số liệu", "1. Số liệu"),
        ("xã Sơn Kim 2 về đích", "xã Sơn Kim 2 về đích"),
    ],
)
def test_a_figure_stays_with_its_unit(text: str, expected: str) -> None:
    assert with_units(text) == expected.replace("_", "\N{NO-BREAK SPACE}")


@given(st.text(st.characters()))
def test_any_text_becomes_one_line_that_can_be_printed(text: str) -> None:
    assert clean(text).isprintable()
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        (r"C:\Users\lan\việc.yaml", r"C:\Users\lan\việc.yaml"),
        (r"C:\Công việc\v.yaml", r'"C:\Công việc\v.yaml"'),
        ("C:\\Công việc\\", '"C:\\Công việc\\\\"'),
        ("nói “được”", '"nói “được”"'),
        ('nói "được" 5$', '"nói ""được"" 5$"'),
        ("a,b", '"a,b"'),  # two words to PowerShell
        ("@a", '"@a"'),
        ("", '""'),
    ],
)
def test_on_windows_a_backslash_is_part_of_a_path(
    argument: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "WINDOWS", True)
    assert command_line("ntmtrack", argument) == f"ntmtrack {expected}"


_TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


def test_only_words_that_need_quotes_are_quoted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "WINDOWS", False)
    line = command_line("ntmtrack", "note", "bich-hoa@che-bien", "Bãi", "đã nộp 5$")
    assert line == r'ntmtrack note bich-hoa@che-bien Bãi "đã nộp 5\$"'


@given(st.lists(_TEXTS, min_size=1))
def test_a_shell_reads_back_the_same_arguments(arguments: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(system, "WINDOWS", False)
        line = command_line(*arguments)
    # Within double quotes, `shlex` does not unescape these two characters; a shell does.
    assert shlex.split(line.replace(r"\$", "$").replace(r"\`", "`")) == arguments


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("e\u0302\u0323 là ệ", "e\u0302\u0323 là ệ"),
        ("a" + MARK * 300 + "b", "a" + MARK * 4 + "b"),
        (MARK * 300, ""),
        (f"₫{MARK}" * 300, "₫" * 300),
    ],
)
def test_no_letter_keeps_more_marks_than_any_language_needs(text: str, left: str) -> None:
    assert without_piles(text) == left
