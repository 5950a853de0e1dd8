"""Decoding: bytes to text, or to a problem that names the kind of file it is instead."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.wording.problem import Place
from ntmtrack.yamltext.encoding import PlacedText
from ntmtrack.yamltext.encoding import decode

ROAD = "a: đường làng\n"
MOST = 64 * 1024 * 1024

DECODED = {
    "nothing": (b"", ""),
    "utf-8": (ROAD.encode(), ROAD),
    "one byte order mark": (codecs.BOM_UTF8 + ROAD.encode(), ROAD),
    "two byte order marks": (codecs.BOM_UTF8 * 2 + b"a", "\ufeffa"),
    "newlines": (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
    "zeros": (b"\0" * 100, "\0" * 100),
}
REFUSED = {
    "utf-16": (ROAD.encode("utf-16"), "1:1 utf16 encoding=UTF-16"),
    "utf-16 big": (codecs.BOM_UTF16_BE + ROAD.encode("utf-16-be"), "1:1 utf16 encoding=UTF-16"),
    "utf-16 without mark": (ROAD.encode("utf-16-le"), "1:1 utf16 encoding=UTF-16"),
    "utf-16 big without mark": (ROAD.encode("utf-16-be"), "1:1 utf16 encoding=UTF-16"),
    "utf-32": (ROAD.encode("utf-32"), "1:1 utf16 encoding=UTF-32"),
    "utf-32 without mark": (ROAD.encode("utf-32-be"), "1:1 utf16 encoding=UTF-32"),
    "windows-1258": (b"a: b\nc: \xf0\xfd\xf5\xccng", "2:4 not-utf8:windows-1258 byte=0xF0"),
    "tcvn3": (b"a: \xae\xad\xeang", "1:4 not-utf8:tcvn3 byte=0xAE"),
    "vni": (b"a: \xf1\xf6\xf4\xf8ng", "1:4 not-utf8:vni byte=0xF1"),
    "latin": (b"a: \xe9", "1:4 not-utf8:truncated byte=0xE9"),
    "latin within": (b"a: \xe9t\xe9.", "1:4 not-utf8 byte=0xE9"),
    "cut in a letter": (ROAD[:5].encode()[:-1], "1:5 not-utf8:truncated byte=0xC6"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1 not-utf8:binary byte=0x89"),
    "surrogate": (b"a: \xed\xa0\x80.", "1:4 not-utf8 byte=0xED"),
    "after a byte order mark": (
        codecs.BOM_UTF8 + b"\r\n\xc3\xa9\r\xff\xff.",
        "3:1 not-utf8 byte=0xFF",
    ),
    "too big": (b"a" * (MOST + 1), "1:1 too-big mib=64"),
}


@pytest.mark.parametrize(("data", "text"), DECODED.values(), ids=DECODED.keys())
def test_utf8_is_decoded_without_its_byte_order_mark(data: bytes, text: str) -> None:
    assert decode(data, "x.yaml") == (text, ())


@pytest.mark.parametrize(("data", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_not_utf8_is_refused_and_its_kind_named(data: bytes, expected: str) -> None:
    text, (problem,) = decode(data, "x.yaml")
    assert problem.place
    values = " ".join(f"{name}={value}" for name, value in problem.values.items())
    description = f"{problem.place.line}:{problem.place.column} {problem.code} {values}"
    assert (text, description) == ("", expected)


def test_the_largest_file_is_read() -> None:
    assert decode(b"a" * MOST, "x.yaml") == ("a" * MOST, ())


def test_bytes_that_are_not_utf8_are_shown_in_their_line() -> None:
    _, (problem,) = decode("được\r\nb: làng ".encode() + b"\xff\xfe!\r\nc", "x.yaml")
    assert problem.place == Place("x.yaml", 2, 9, "b: làng \ufffd\ufffd!", 8)


@given(st.text("ab\n\r é", max_size=40), st.integers(0, 42))
def test_lines_and_columns_are_those_of_an_editor(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    breaks = [match.end() for match in re.finditer(r"\r\n|\r|\n", text) if match.end() <= offset]
    line, column = len(breaks) + 1, offset - ([0, *breaks][-1]) + 1
    excerpt = re.split(r"\r\n|\r|\n", text)[line - 1]
    expected = Place("x", line, column, excerpt, column - 1)
    assert PlacedText(text, "x").place(offset) == expected


def test_lines_are_counted_over_many_blocks() -> None:
    text = "ab\r\nc\rd\n" * 30_000
    assert PlacedText(text, "x").place(len(text)) == Place("x", 90_001, 1, "", 0)
    assert PlacedText(text, "x").place(len(text) - 2) == Place("x", 90_000, 1, "d", 0)


def test_an_offset_beyond_the_text_means_its_end() -> None:
    assert PlacedText("ab", "x").place(99) == Place("x", 1, 3, "ab", 2)


LONG = "".join(chr(0x4E00 + number) for number in range(200))
WINDOWS = {
    "a line that fits": (LONG[:100], 99, (LONG[:100], 99)),
    "the start": (LONG, 0, (LONG[:80] + "…", 0)),
    "the middle": (LONG, 100, ("…" + LONG[60:140] + "…", 41)),
    "the end": (LONG, 200, ("…" + LONG[120:], 81)),
}


@pytest.mark.parametrize(("line", "offset", "expected"), WINDOWS.values(), ids=WINDOWS.keys())
def test_long_lines_are_shown_around_the_caret(
    line: str, offset: int, expected: tuple[str, int]
) -> None:
    place = PlacedText(f"a\r\n{line}\r\nb", "x").place(3 + offset)
    assert (place.line, place.column) == (2, offset + 1)
    assert (place.excerpt, place.caret) == expected
