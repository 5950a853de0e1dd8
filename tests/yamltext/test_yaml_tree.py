"""Parsing YAML: text to a tree, and every problem with its place."""

from __future__ import annotations

import time
from textwrap import dedent

import pytest

from ntmtrack.wording.problem import KeyPath
from ntmtrack.yamltext.encoding import MOST_PROBLEMS
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import SequenceNode
from ntmtrack.yamltext.yaml_tree import Source
from ntmtrack.yamltext.yaml_tree import parse


def problem_lines(source: Source) -> list[str]:
    """Return the problems as lines: `1:5 code name=value`."""
    return [
        " ".join(
            [
                f"{problem.place.line}:{problem.place.column}" if problem.place else "?",
                problem.code + ("?" if problem.warning else ""),
                *(f"{name}={value}" for name, value in problem.values.items()),
            ]
        )
        for problem in source.problems
    ]


READ = {
    # Values that YAML would convert keep the text of the file.
    "booleans": ("a: no\nb: On\nc: yes", {"a": "no", "b": "On", "c": "yes"}),
    "clock": ("a: 15:30\nb: 07:30\nc: 12:30:45", {"a": "15:30", "b": "07:30", "c": "12:30:45"}),
    "impossible day": ("a: 2021-06-31\nb: 2021-13-01", {"a": "2021-06-31", "b": "2021-13-01"}),
    "days": ("a: 2021-6-3\nb: 30/6\nc: 6.30", {"a": "2021-6-3", "b": "30/6", "c": "6.30"}),
    "phone": ("a: 0345671234\nb: +84912345678", {"a": "0345671234", "b": "+84912345678"}),
    "numbers": ("a: 1_000\nb: 0x1F\nc: 1e3", {"a": "1_000", "b": "0x1F", "c": "1e3"}),
    "odd tokens": ("a: 0x_\nb: =\nc: .inf\nd: -5", {"a": "0x_", "b": "=", "c": ".inf", "d": "-5"}),
    "many digits": (f"a: {'9' * 5000}", {"a": "9" * 5000}),
    "version": ("%YAML 1.2\n---\na: no\n...\n", {"a": "no"}),
    # A key with an empty value counts as left out.
    "empty": ("a:\nb: ~\nc: null\nd: ''\ne: 'null'", {"d": "", "e": "null"}),
    "empty in brackets": ("a: {b: , c: ~, d: x, e}", {"a": {"d": "x"}}),
    # Quotes, blocks, lists and comments.
    "quoted": ("a: ' x '\nb: \"\\u1ebf\\tc\\\\\"", {"a": " x ", "b": "ế\tc\\"}),
    "literal": ("a: |\n  x: y\n  # z\nb: >-\n  x\n  y", {"a": "x: y\n# z\n", "b": "x y"}),
    "wrapped": ("a: một\n  hai\n  https://ba", {"a": "một hai https://ba"}),
    "lists": (
        "a: [x, 'y']\nb:\n- z\n- - w\n-   k: v",
        {"a": ["x", "y"]} | {"b": ["z", ["w"], {"k": "v"}]},
    ),
    "comments": ("# a\na: x # y\nb: c#d ## e\n  # f\n", {"a": "x", "b": "c#d"}),
    "comment touching a bracket": ("a: [b] #c\nd: 'e' #f", {"a": ["b"], "d": "e"}),
    "explicit key": ("? a\n: b", {"a": "b"}),
    "no final newline": ("a: b", {"a": "b"}),
    "json": ('{"a": [1, {"b":"c"}], "d": "\\/"}', {"a": ["1", {"b": "c"}], "d": "/"}),
    # Characters.
    "crlf": ("a: b\r\nc: |\r\n  d\r\n", {"a": "b", "c": "d\n"}),
    "cr": ("a: b\rc: d\r", {"a": "b", "c": "d"}),
    "odd spaces": ("a:\tb\t\nc\xa0d:\u3000e\xa0f\xa0", {"a": "b", "c d": "e f"}),
    "odd space on blank and comment lines": ("a: b\n\t\n\t# c\n\xa0\nd: e", {"a": "b", "d": "e"}),
    "nfd": ("tho\u0302n: Che\u0302\u0301 Bie\u0302\u0309n", {"thôn": "Chế Biển"}),
    "astral": ("a: 🙂\nb: \U000f0000", {"a": "🙂", "b": "\U000f0000"}),
}


@pytest.mark.parametrize(("text", "tree"), READ.values(), ids=READ.keys())
def test_text_is_read_without_conversion(text: str, tree: object) -> None:
    source = parse(text, "x.yaml")
    assert (source.root, problem_lines(source)) == (tree, [])


PASSED = {
    # A problem that does not hide the rest: there is a tree, and the other problems are reported.
    "duplicate keys": (
        "a: 1\nb:\na: 2\nb: 3\nc: {d: 1, d: {e: 1, e: 2}}",
        {"a": "1", "c": {"d": "1"}},
        [
            "3:1 duplicate-key key=a first_line=1",
            "4:1 duplicate-key key=b first_line=2",
            "5:11 duplicate-key key=d first_line=5",
            "5:21 duplicate-key key=e first_line=5",
        ],
    ),
    "duplicate in another form": (
        "thôn: a\ntho\u0302n: b",
        {"thôn": "a"},
        ["2:1 duplicate-key key=thôn first_line=1"],
    ),
    "cut text": (
        "title: Thôn 5 #2 chưa xong\nclause:  #3.12\nlist:\n- a  ##b\n",
        {"title": "Thôn 5", "list": ["a"]},
        [
            "1:15 cut-comment kept=Thôn 5 lost=#2 chưa xong",
            "2:10 cut-comment kept= lost=#3.12",
            "4:6 cut-comment kept=a lost=##b",
        ],
    ),
    "cut in brackets": (
        "a: {b: #c\n  , d: e}",
        {"a": {"d": "e"}},
        ["1:8 cut-comment kept= lost=#c"],
    ),
    "joined lines": (
        "id: a\n  due:30\nb: c\n  - d\n",
        {"id": "a due:30", "b": "c - d"},
        ["2:3 folded-text:colon", "4:3 folded-text:dash"],
    ),
    "joined lines in brackets": (
        "a: {b: x\n- y}\n",
        {"a": {"b": "x - y"}},
        ["2:1 folded-text:dash"],
    ),
    "dash without space": (
        "a:\n  -x\n  -y\nb: -z\nc:\n  -Thôn\n",
        {"a": "-x -y", "b": "-z", "c": "-Thôn"},
        ["2:3 dash-without-space text=-x", "6:3 dash-without-space text=-Thôn"],
    ),
    "empty items": ("a:\n-\n- b\n- ~\n", {"a": ["b"]}, ["2:2 empty-item", "4:3 empty-item"]),
    "long text": (f"a: {'x' * 65537}", {"a": "x" * 65537}, ["1:4 long-text limit=65536"]),
    "long key": (f"? {'k' * 1025}\n: a\nb: c", {"b": "c"}, ["1:3 long-key limit=1024"]),
    "unseen in key": ("du\u200be: a\n", {"due": "a"}, ["1:3 invisible-in-key char=U+200B"]),
    "unseen in text": (
        'a: b\u202ec\nb: "d\\u00ade"\n# \u200b\n',
        {"a": "b\u202ec", "b": "d\xade"},
        ["1:5 invisible-in-text? char=U+202E", "2:4 invisible-in-text? char=U+00AD"],
    ),
}


@pytest.mark.parametrize(("text", "tree", "problems"), PASSED.values(), ids=PASSED.keys())
def test_the_rest_of_a_file_is_read_after_a_problem(
    text: str, tree: object, problems: list[str]
) -> None:
    """Parsing continues after a problem that does not hide what follows."""
    source = parse(text, "x.yaml")
    assert (source.root, problem_lines(source)) == (tree, problems)


REFUSED = {
    # Invisible characters.
    "control": (
        "a: \x1b[31m\nb: \x00\x00\n",
        "1:4 control-character char=U+001B",
        "2:4 control-character char=U+0000",
    ),
    "delete, c1": (
        "a: \x7f\nb: \x9b",
        "1:4 control-character char=U+007F",
        "2:4 control-character char=U+009B",
    ),
    "noncharacter": ("a: \uffff", "1:4 control-character char=U+FFFF"),
    "surrogate": ("a: \ud800", "1:4 control-character char=U+D800"),
    "next line": ("# a\x85b: c", "1:4 line-separator char=U+0085"),
    "separators": (
        "a: b\u2028\nc: d\u2029",
        "1:5 line-separator char=U+2028",
        "2:5 line-separator char=U+2029",
    ),
    "inner mark": ("a: b\n\ufeffc: d", "2:1 byte-order-mark char=U+FEFF"),
    "tab indent": (
        "a:\n\tb: c\n \td: e",
        "2:1 odd-indent char=U+0009",
        "3:2 odd-indent char=U+0009",
    ),
    "space indent": ("a:\r\n\xa0\xa0b: c", "2:1 odd-indent char=U+00A0"),
    # Lines that are not part of the content.
    "conflict": (
        "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n",
        "1:1 conflict-marker marker=<<<<<<<",
        "3:1 conflict-marker marker========",
        "5:1 conflict-marker marker=>>>>>>>",
    ),
    "conflict in the log": (
        "a: 1\nprogress:\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> other\n",
        "3:1 conflict-marker:log marker=<<<<<<<",
        "5:1 conflict-marker:log marker========",
        "7:1 conflict-marker:log marker=>>>>>>>",
    ),
    "conflict with what stood there before": (
        "progress:\n<<<<<<< HEAD\n- a\n||||||| 1a2b3c4\n=======\n- b\n>>>>>>> other\n",
        "2:1 conflict-marker:log marker=<<<<<<<",
        "4:1 conflict-marker:base marker=|||||||",
        "5:1 conflict-marker:log marker========",
        "7:1 conflict-marker:log marker=>>>>>>>",
    ),
    "conflict across the log": (
        "<<<<<<< HEAD\na: 1\nprogress: []\n=======\nprogress: []\n>>>>>>> other\n",
        "1:1 conflict-marker marker=<<<<<<<",
        "4:1 conflict-marker marker========",
        "6:1 conflict-marker marker=>>>>>>>",
    ),
    "directive": ("%TAG ! x\n---\na: b", "1:1 directive text=%TAG"),
    "two directives": ("%YAML 1.1\n%YAML 1.1\n---\na: b", "2:1 directive text=%YAML"),
    "documents": ("a: b\n---\nc: d", "2:1 several-documents"),
    "after the end": ("a: b\n...\nc: d", "3:1 yaml-syntax:after-end"),
    # Not a mapping.
    "nothing": ("", "1:1 empty-file"),
    "comments only": ("\n# a\n---\n", "1:1 empty-file"),
    "null": ("~", "1:1 empty-file"),
    "list": ("\n- a", "2:1 file-not-a-mapping"),
    "text": ("a:b\n", "1:1 file-not-a-mapping"),
    # Features of YAML that the file format excludes.
    "anchor": ("a: &b c", "1:4 anchor text=&b"),
    "anchored list": ("a: &b [c]", "1:4 anchor text=&b"),
    "alias": ("a: *Quan trọng*", "1:4 alias text=*Quan"),
    "alias in a list": ("- *a", "1:1 file-not-a-mapping"),
    "bad anchor": ("a: &ế b", "1:4 anchor text=&ế"),
    "bad alias": ("a: *ế", "1:4 alias text=*ế"),
    "tag": ("a: !!python/name:os.system x", "1:4 tag text=!!python/name:os.system"),
    "bad tag": ("a: !gấp x", "1:4 tag text=!gấp"),
    "unknown tag": ("a: [!e!x y]", "1:5 tag text=!e!x"),
    "lone tag": ("a: ! x", "1:4 tag text=!"),
    "merge": ("a:\n  <<: {b: c}", "2:3 merge-key"),
    "complex key": ("? [a]\n: b", "1:3 complex-key"),
    "empty key": ("a: {~: b}", "1:5 empty-key"),
    "no key": ("a: b\n: c", "2:1 empty-key"),
    "quoted empty key": ("'': a", "1:1 empty-key"),
    "lone question mark": ("a: [?, b]", "1:5 empty-key"),
    "deep": ("a: " + "[" * 30 + "]" * 30, "1:33 too-deep limit=30"),
    # Escapes.
    "escape": (r'a: "\e[31m"', r"1:5 yaml-syntax:bad-escape text=\e"),
    "null escape": (r'a: "b\0"', r"1:6 yaml-syntax:bad-escape text=\0"),
    "c1 escape": (r'a: "\\ \x9b"', r"1:8 yaml-syntax:bad-escape text=\x9b"),
    "separator escape": (r'a: "\L"', r"1:5 yaml-syntax:bad-escape text=\L"),
    "surrogate escape": (r'a: "\ud83d\ude42"', r"1:5 yaml-syntax:bad-escape text=\ud83d"),
    "escape beyond Unicode": (
        r'a: "\U00110000"',
        r"1:5 yaml-syntax:bad-escape text=\U00110000",
    ),
    "escape beyond C": (r'a: "\UFFFFFFFF"', r"1:5 yaml-syntax:bad-escape text=\UFFFFFFFF"),
    "path": (r'a: "C:\xem"', r"1:7 yaml-syntax:bad-escape text=\x"),
    # Text that needs quotes.
    "colon": ("title: Báo cáo: xã", "1:15 yaml-syntax:colon-in-text"),
    "colon at the end": ("a: Ghi chú:", "1:11 yaml-syntax:colon-in-text"),
    "bracket": ("a: [Gấp] nộp", "1:4 yaml-syntax:bad-start char=["),
    "quote": ('a: "Xã A" xong', "1:11 yaml-syntax:text-after-quote"),
    "apostrophe": ("a: 'it's'", "1:8 yaml-syntax:text-after-quote"),
    "percent": ("a: %50", "1:4 yaml-syntax:bad-start char=%"),
    "at": ("a: @x", "1:4 yaml-syntax:bad-start char=@"),
    "backtick": ("a: `x`", "1:4 yaml-syntax:bad-start char=`"),
    "dash": ("a: - b", "1:4 yaml-syntax:bad-start char=-"),
    "comma": ("a: , b", "1:4 yaml-syntax:bad-start char=,"),
    "bar": ("a: |b", "1:4 yaml-syntax:bad-start char=|"),
    "bar and comment": ("a: >-#b\n  c", "1:4 yaml-syntax:bad-start char=>"),
    "question in brackets": ("a: [Hòa Bình?, X]", "1:13 quote-needed char=?"),
    "colon in brackets": ("a: [b:, c]", "1:6 quote-needed char=:"),
    "colon after space in brackets": ("a: {b :}", "1:7 quote-needed char=:"),
    "both in brackets": ("a: [b:?, c]", "1:6 quote-needed char=:"),
    # Layout.
    "open bracket": ("a: [b, c\nd: e", "1:4 yaml-syntax:unclosed-bracket"),
    "open brace": ("a: {b: c", "1:4 yaml-syntax:unclosed-bracket"),
    "open bracket before a list": ("a: [\n- b", "1:4 yaml-syntax:unclosed-bracket"),
    "no comma": ('a: ["b" "c"]', "1:9 yaml-syntax:missing-comma"),
    "two commas": ("a: [b, , c]", "1:8 yaml-syntax:extra-comma"),
    "open quote": ("a: 'b\nc: d", "1:4 yaml-syntax:unclosed-quote"),
    "quote closed too late": ('a: "b\nc: "d"', "1:4 yaml-syntax:unclosed-quote"),
    "too shallow": ("a:\n  b: c\n d: e", "3:2 yaml-syntax:indent"),
    "too shallow item": ("a:\n  - b\n - c", "3:2 yaml-syntax:indent"),
    "too deep": ("a: b\n  c: d", "2:3 yaml-syntax:indent-or-colon"),
    "no colon": ("a: b\nc\nd: e", "2:1 yaml-syntax:missing-colon"),
    "no space": ("a: b\ndue:30\nc: d", "2:1 yaml-syntax:space-after-colon"),
    "no space after dash": ("a:\n- b\n-c\n", "3:1 dash-without-space text=-c"),
    "long simple key": (f"a: b\n{'k' * 1100}: c", "2:1 long-key limit=1024"),
    "endless marks": ("a: b" + "\u0323\u0301" * 200, "1:5 control-character char=U+0301"),
    # One mistake gives one problem; problems before a syntax error are kept.
    "cut text goes on": ("a: Thôn 5 #2\n  xong", "1:11 cut-comment kept=Thôn 5 lost=#2"),
    "two mistakes": (
        "a: 1\na: 2\nb: [",
        "2:1 duplicate-key key=a first_line=1",
        "3:4 yaml-syntax:unclosed-bracket",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_malformed_or_unsupported_yaml_is_refused(case: tuple[str, ...]) -> None:
    text, *problems = case
    source = parse(text, "x.yaml")
    assert (source.root, problem_lines(source)) == (None, problems)


@pytest.mark.parametrize("text", ["a: b\n" * 500, "a:\n" + "- x #y\n" * 500, "a: \x01\n" * 500])
def test_the_number_of_problems_is_limited(text: str) -> None:
    source = parse(text, "x.yaml")
    assert source.root is None
    assert 200 <= len(source.problems) <= 201


def test_many_warnings_do_not_refuse_a_file() -> None:
    source = parse("a:\n" + "- b\u200b\n" * 500, "x.yaml")
    assert source.root == {"a": ["b\u200b"] * 500}
    assert problem_lines(source) == [
        f"{line}:4 invisible-in-text? char=U+200B" for line in range(2, 2 + MOST_PROBLEMS)
    ]


def test_the_number_of_events_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ntmtrack.yamltext.yaml_tree.MOST_EVENTS", 20)
    source = parse("a: [" + "b, " * 100 + "]", "x.yaml")
    assert (source.root, problem_lines(source)) == (None, ["1:1 too-many:events limit=20"])


BOMBS = {
    "brackets": "[" * 10_000_000,
    "brackets in a mapping": "a: " + "[" * 10_000_000,
    "braces": "{" * 10_000_000,
    "dashes": "a:\n" + "- " * 1_000_000,
    "nested keys": "".join(" " * depth + "a:\n" for depth in range(2000)),
    "question marks": "? " * 1_000_000,
    "aliases": "a0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12)),
    "self": "a: &a [*a]",
    "long text": "a: " + "x" * 200_000,
    "long lines": "a: |\n" + "  x\n" * 50_000,
    "marks": "a: e" + "\u0323\u0301" * 100_000,
    "zeros": "\0" * 10_000_000,
    "cuts": "a: x" + " #y" * 100_000,
    "escapes": 'a: "' + "\\x41" * 50_000 + '\\e"',
    "key": "k" * 200_000 + ": v",
    "digits": "%YAML " + "1" * 5000 + ".1\n---\na: b",
}


@pytest.mark.long
@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_malicious_texts_are_refused_quickly(text: str) -> None:
    began = time.monotonic()
    source = parse(text, "x.yaml")
    source.place(("a", 3, "b"))
    assert source.problems
    assert time.monotonic() - began < 10


SAMPLE = dedent(
    """\
    format: 1
    tasks:
      - id: a
        title: Bích họa 🙂
        owner: [x, "y"]
        due:
      - {id: b}
    """
)
PLACES: dict[str, tuple[KeyPath, bool, tuple[int, int]]] = {
    "the file": ((), False, (1, 1)),
    "value": (("format",), False, (1, 9)),
    "key": (("format",), True, (1, 1)),
    "list": (("tasks",), False, (3, 3)),
    "item": (("tasks", 0), False, (3, 5)),
    "key of an item": (("tasks", 0, "title"), True, (4, 5)),
    "value of an item": (("tasks", 0, "title"), False, (4, 12)),
    "item in brackets": (("tasks", 0, "owner", 1), False, (5, 16)),
    "empty value": (("tasks", 0, "due"), False, (6, 5)),
    "below an empty value": (("tasks", 0, "due", "day"), False, (6, 5)),
    "missing key": (("tasks", 1, "title"), False, (7, 5)),
    "missing key as key": (("tasks", 1, "title"), True, (7, 5)),
    "item that is not there": (("tasks", 7, "id"), False, (3, 3)),
    "index into text": (("format", 0), False, (1, 9)),
    "name into a list": (("tasks", "a"), False, (3, 3)),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("path", "key", "expected"), PLACES.values(), ids=PLACES.keys())
def test_a_path_has_the_place_of_its_deepest_existing_part(
    path: KeyPath, key: bool, expected: tuple[int, int], newline: str
) -> None:
    """This holds for every kind of line break."""
    source = parse(SAMPLE.replace("\n", newline), "x.yaml")
    place = source.place(path, key=key)
    assert (place.file, place.line, place.column) == ("x.yaml", *expected)
    assert place.excerpt == SAMPLE.splitlines()[expected[0] - 1]


def test_nodes_keep_their_offsets() -> None:
    text = "a:\tb\r\ntho\u0302n: [c,\xa0d]\r\ne:\r\n"
    root = parse(text, "x.yaml").root
    assert isinstance(root, MappingNode)
    assert list(root.key_at) == ["a", "thôn", "e"]
    assert {key: text[at] for key, at in root.value_at.items()} == {"a": "b", "thôn": "[", "e": "e"}
    items = root["thôn"]
    assert isinstance(items, SequenceNode)
    assert [text[at] for at in (items.at, *items.item_at)] == ["[", "c", "d"]


def test_places_are_known_without_a_tree() -> None:
    source = parse("[", "x.yaml")
    assert (source.root, source.place(("a",)).line) == (None, 1)
    assert source.place_at(99).column == 2
