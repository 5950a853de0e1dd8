"""Any damaged file gives a tree or problems, and quickly."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator

from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from running import SHIPPED

from ntmtrack.wording.codes import Code
from ntmtrack.yamltext.encoding import decode
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import NodeValue
from ntmtrack.yamltext.yaml_tree import SequenceNode
from ntmtrack.yamltext.yaml_tree import parse

LETTER = """\
# Sổ theo dõi công văn 49-CV/ĐU
format: 1
directive:
  number: 49-CV/ĐU
  issued: 2021-06-21
  subject: "Tăng cường lãnh đạo, chỉ đạo: về đích"
  signer: {name: Trần Ngọc Anh, title: Bí thư, for: Ban Thường vụ}
villages:
  - {id: kim-binh, name: Kim Bình}
  - {id: che-bien, name: Chế Biển, aliases: [Chế Biền, 'Chế Biến']}
tasks:
  - id: bich-hoa                  # ghi chú
    title: Bích họa trên tường rào,
      nhà văn hóa các thôn
    owner: [van-hoa,
            doan-thanh-nien]
    due: 2021-07-15
    note: |
      Dòng một
      Dòng hai: có dấu

    repeat: {every: day, at: "15:30", from: 2021-06-22}
  - id: rac-thai
    title: >-
      Phân loại
      rác thải 🙂
    support: []
    due:
progress:
- {task: bich-hoa, mark: done, on: 2021-07-14, amounts: {diem: 3}, note: "Xong\\tđợt 1"}
- task: rac-thai
  mark: started
"""
ODD = """\
--- # x
format: 1
? tasks
: - - a
  - - b
    -   c: d
        e:
        - f
  -
    g: |+2
      h

    i: >

      j
        k
    l: 'm

      n'
    o: "p \\
      q"
    r: [
s, t: u,
{v: w}]
...
"""
JSON = """\
{"format": 1, "tasks": [{"id": "a", "title": "Bích: họa", due: 2021-07-15, note: 'it''s', f: []},
  {"id": b, ? k : v, w}], "progress":[]}
"""
BASES = (
    LETTER,
    LETTER.replace("\n", "\r\n"),
    LETTER.replace("\n", "\r"),
    unicodedata.normalize("NFD", LETTER),
    ODD,
    JSON,
)
SIGNS = "\t\n\r :,[]{}-?#&*!|>%@`'\"\\=~Ế🙂\xa0\u3000\u200b\x00\x1b\x7f\x85\u2028\ufeff\uffff\ud800"
PIECES = [
    *SIGNS,
    *(": ", "- ", "? ", " #", " #x", "# x", "\n\n", "\n      ", "\r\n", "\n\t\n", "-x", "-,"),
    *(":,", ":[", "?:", ":?", " :}", "?,", "[[", "''", '""', "'x'", '"y"', "&a ", "*a", "!x "),
    *("|\n", "|#x\n", ">-#", "|9\n", "|+2\n", "---", "\n---\n", "...\n", "%YAML 1.2\n", "!!int "),
    *("<<: ", "<<<<<<< HEAD\n", "null", "e\u0301", "15:30", "due:30\n", "key: v\n", "  k: v\n"),
    *("\n  - x\n", "\n? a\n: b\n", "\n: x\n", "a: [b, c]\n", "{a: b}", "[a: b]", "%TAG ! x\n"),
    *("\\e", "\\u200b", "\\ud800", '"\\U00110000"', "\\'", "\\\n", "k" * 1030 + ": v\n", "x" * 70),
]
EXAMPLES = 2 * settings().max_examples  # they are quick
SPACES = re.compile("[\\s\xa0]+")

offsets = st.integers(0, 2000)
changes = st.lists(
    st.tuples(offsets, st.integers(0, 30), st.one_of(st.sampled_from(PIECES), offsets)),
    min_size=1,
    max_size=6,
)


def changed(text: str, changes: list[tuple[int, int, str | int]]) -> str:
    """Replace each span by a piece, or by another part of the text."""
    for at, length, piece in changes:
        start = at % (len(text) + 1)
        inserted = piece if isinstance(piece, str) else text[piece : piece + length]
        text = text[:start] + inserted + text[start + (length if length < 20 else 0) :]
    return text


def texts(value: NodeValue) -> Iterator[tuple[str, int]]:
    """Yield every key and text of a tree with its offset."""
    if isinstance(value, MappingNode):
        for key, inner in value.items():
            yield key, value.key_at[key]
            yield from [(inner, value.value_at[key])] if isinstance(inner, str) else texts(inner)
    elif isinstance(value, SequenceNode):
        for inner, at in zip(value, value.item_at, strict=True):
            yield from [(inner, at)] if isinstance(inner, str) else texts(inner)


def squeezed(text: str) -> str:
    return SPACES.sub(" ", unicodedata.normalize("NFC", text))


def check(text: str) -> None:
    """Check that a text gives a tree with nothing invented in it, or an error that says why not."""
    began = time.monotonic()
    source = parse(text, "x.yaml")
    assert time.monotonic() - began < 5
    assert source.root is not None or any(not problem.warning for problem in source.problems)
    assert all(problem.place and problem.place.line >= 1 for problem in source.problems)
    if source.root is None or any(
        problem.code == Code.INVISIBLE_IN_KEY for problem in source.problems
    ):
        return
    whole = squeezed(source.text)
    for value, at in texts(source.root):
        assert unicodedata.is_normalized("NFC", value)
        if source.text[at] not in "\"'|>":
            assert squeezed(value) in whole


@given(st.sampled_from(BASES), changes)
@example(JSON, [])
@example(ODD, [])
@example(LETTER.replace("{id: kim-binh", "{id: #kim-binh\n"), [])
@example("a: {b :}", [])
@example("a: {b : [c], ? d :{}}", [])
@example("a: {b: !c, d: e}", [])
@example("a: [? , b]", [])
@example("a: >#b\n  c", [])
@example("a: [b?c]", [])
@settings(max_examples=EXAMPLES)
def test_a_damaged_file_gives_a_tree_or_problems(
    base: str, changes: list[tuple[int, int, str | int]]
) -> None:
    check(changed(base, changes))


@given(st.lists(st.sampled_from([*PIECES, "a", "b: c", "\n", "\n  "]), max_size=30))
@settings(max_examples=EXAMPLES)
def test_any_sequence_of_pieces_gives_a_tree_or_problems(pieces: list[str]) -> None:
    check("a: b\n" + "".join(pieces))


def test_the_file_we_ship_gives_a_tree() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    source = parse(text, "x.yaml")
    assert source.root
    assert list(source.problems) == []
    check(text)


@given(st.binary(max_size=300), st.integers(0, 3000))
def test_any_bytes_give_a_text_or_a_problem(piece: bytes, at: int) -> None:
    data = LETTER.encode()
    text, problems = decode(data[:at] + piece + data[at:], "x.yaml")
    assert not (text and problems)
    if not problems:
        check(text)
