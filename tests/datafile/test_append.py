"""Entries are appended at the end of the text, and not a byte of the rest changes.

Each file of `append/` is a whole text. Next to it is the text with one more entry (`.new`), or
the reason and place of the refusal (`.refused`); NTMTRACK_UPDATE_GOLDEN=1 writes both. Every text
is also tried with other line breaks and with a byte order mark.
"""

from __future__ import annotations

import codecs
import os
import time
import unicodedata
from collections.abc import Callable
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from typing import NamedTuple

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.datafile import append
from ntmtrack.datafile.load import load
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.deadlines import of_period
from ntmtrack.directive.deadlines import parse as parse_deadline
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import of_day
from ntmtrack.wording.problem import NtmError
from ntmtrack.yamltext.encoding import find_control

CASES = sorted((Path(__file__).parent / "append").glob("*.yaml"))
APPENDED = [case for case in CASES if not case.stem.startswith("refused-")]
UPDATE = os.environ.get("NTMTRACK_UPDATE_GOLDEN") == "1"
ZONE = timezone(timedelta(hours=7))
AT = datetime(2024, 3, 21, 8, 0, 0, 5, tzinfo=ZONE)
ENTRY = Entry("truc-dem", "note", datetime(2024, 3, 20, 7, 30), note="Đê: yên #1", at=AT)
# Texts that run to the end of the file: a line break added there would become part of them.
RUN_ON = {"literal-text", "literal-text-kept", "folded-text"}
BLANK_AT_END = {"empty-with-comments", "literal-text-stripped"}


def of_each(cases: Sequence[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.stem for case in cases])


def as_it_is(text: str) -> bytes:
    return text.encode()


def as_windows_writes(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def as_old_macs_wrote(text: str) -> bytes:
    return text.replace("\n", "\r").encode()


def with_a_mark(text: str) -> bytes:
    return codecs.BOM_UTF8 + text.encode()


def with_a_mark_as_windows_writes(text: str) -> bytes:
    return codecs.BOM_UTF8 + as_windows_writes(text)


def document_of(data: bytes) -> Document:
    document, problems, _ = load(data, "so.yaml")
    assert document, (problems, data.decode())
    return document


def appended(data: bytes, entries: Sequence[Entry]) -> bytes:
    """Append entries, and check that the new text means the old document plus the entries."""
    old = document_of(data)
    new = append.append(data, "so.yaml", old, entries).data
    assert document_of(new) == old._replace(progress=(*old.progress, *entries))
    return new


def new_bytes_or_refusal(data: bytes, entries: Sequence[Entry]) -> bytes | str:
    """Return the new bytes, or the refusal if entries cannot be appended."""
    try:
        return appended(data, entries)
    except NtmError as error:
        return refusal_line(error)


def refusal_line(error: NtmError) -> str:
    (problem,) = error.problems
    assert problem.place
    return f"{problem.code} {problem.place.line}:{problem.place.column} ({error.exit_code})\n"


@of_each(CASES)
@pytest.mark.parametrize(
    "written",
    [
        as_it_is,
        as_windows_writes,
        as_old_macs_wrote,
        with_a_mark,
        with_a_mark_as_windows_writes,
    ],
)
def test_an_entry_is_appended_or_refused_with_a_reason(
    written: Callable[[str], bytes], case: Path
) -> None:
    new, refused = case.with_suffix(".new"), case.with_suffix(".refused")
    outcome = new_bytes_or_refusal(written(case.read_text(encoding="utf-8")), [ENTRY])
    if UPDATE and isinstance(outcome, str):
        refused.write_text(outcome, encoding="utf-8")
    elif UPDATE and isinstance(outcome, bytes) and written is as_it_is:
        new.write_bytes(outcome)
    if case in APPENDED:
        assert outcome == written(new.read_text(encoding="utf-8"))
    else:
        assert outcome == refused.read_text(encoding="utf-8")


@of_each([case for case in APPENDED if case.stem not in RUN_ON | BLANK_AT_END])
def test_a_missing_last_line_break_is_added(case: Path) -> None:
    text, expected = (path.read_text(encoding="utf-8") for path in (case, case.with_suffix(".new")))
    closed = not expected.endswith("}\n")
    appended_to = appended(text.removesuffix("\n").encode(), [ENTRY])
    assert appended_to.decode() == (expected[:-1] if closed else expected)


@of_each([case for case in APPENDED if case.stem in RUN_ON])
def test_a_text_that_a_line_break_would_change_is_refused(case: Path) -> None:
    cut = case.read_text(encoding="utf-8").rstrip("\n")
    with pytest.raises(NtmError) as error:
        appended(cut.encode(), [ENTRY])
    lines = cut.split("\n")
    assert refusal_line(error.value) == f"cannot-append {len(lines)}:{len(lines[-1]) + 1} (65)\n"


@of_each([case for case in CASES if case not in APPENDED])
def test_what_is_refused_is_refused_without_its_last_line_break_too(case: Path) -> None:
    text = case.read_text(encoding="utf-8").rstrip("\n")
    refused = case.with_suffix(".refused").read_text(encoding="utf-8")
    assert new_bytes_or_refusal(text.encode(), [ENTRY]) == refused


@of_each(APPENDED)
def test_appending_entries_together_or_one_by_one_gives_the_same_text(case: Path) -> None:
    data, entries = case.read_bytes(), [ENTRY, ENTRY._replace(note="hai"), ENTRY._replace(at=None)]
    at_once = appended(data, entries)
    for entry in entries:
        data = appended(data, [entry])
    assert data == at_once


def test_a_comment_of_many_special_characters_is_not_slow() -> None:
    refused = next(case for case in CASES if case.stem == "refused-empty-list-after-many-signs")
    data = refused.read_bytes()
    old = document_of(data)
    began = time.process_time()
    with pytest.raises(NtmError):
        append.append(data, "so.yaml", old, [ENTRY])
    assert time.process_time() - began < 2


# ---- Documents drawn at random


class Drawn(NamedTuple):
    """A text in parts: new entries replace `token` and come after `between`."""

    before: str
    token: str = ""
    between: str = ""
    closing: str = ""
    key: bool = True  # whether the text has `progress:`
    indent: int = 2
    runs_on: bool = False  # whether a line break could change the text in the last line


SIGNS = ("|", ">", "|-", ">-", "|+", ">+")
comments = st.lists(
    st.sampled_from(
        ["", "   ", "# ghi", "  # a: b # c", "#", "##### ' \" [ ~ null", "# ...", "#-"]
    ),
    max_size=3,
).map(lambda lines: "".join(f"{line}\n" for line in lines))
quotes = st.sampled_from(["{}", "'{}'", '"{}"'])
notes = st.builds(
    unicodedata.normalize,
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["Đê yên", "nước rút - đường khô", "xong 100%", "a-b", "3 điểm", "cà phê"]),
)
flow_entries = st.builds(
    "{{task: {}, mark: note,{}on: {}, note: {}}}".format,
    quotes.map(lambda quote: quote.format("truc-dem")),
    st.sampled_from([" ", "  ", " # ghi\n            "]),
    st.sampled_from(["2024-03-02", "3/3/2024", "'2024-03-04T07:30'"]),
    st.builds(str.format, quotes, notes),
)
block_notes = st.one_of(
    st.builds(str.format, quotes, notes),
    st.builds("{}\n  {}\n  {}".format, st.sampled_from(SIGNS), notes, notes),
    st.builds("{}\n  {}".format, notes, notes),
)
block_entries = st.builds(
    "task: truc-dem\n{}\nnote: {}".format,
    st.sampled_from(["mark: note\non: 2024-03-05", "on: 5/3/2024\nmark: note # ghi"]),
    block_notes,
)
DIRECTIVE = "number: 07-KH/XĐ\n  issued: 2024-03-01\n  issuer: Xã\n  subject: Kênh\n"
heads = st.builds(
    "{}{}format: 1\n{}{}{}{}{}{}".format,
    st.sampled_from(["", "---\n", "%YAML 1.2\n--- # a\n"]),
    comments,
    comments,
    st.just(
        "directive:\n  number: 07-KH/XĐ\n  issued: 2024-03-01\n  issuer: Xã\n  subject: Kênh\n"
    ),
    comments,
    st.just("owners: [{id: cong-an, name: Công an xã}]\n"),
    st.builds(
        "{}{{id: truc-dem, title: Trực, owner: [cong-an], standing: true}}\n".format,
        st.sampled_from(["tasks:\n- ", "tasks:\n    -   ", "tasks: # a\n  - "]),
    ),
    comments,
)
keys = st.sampled_from(["progress:", "'progress':", '"progress" :'])
closings = st.sampled_from(["", "", "...\n", "... # hết\n# sau\n", "...\n...\n"])
without_a_key = st.builds(lambda head, end: Drawn(head, closing=end, key=False), heads, closings)
without_a_value = st.builds(
    lambda head, key, line, rest, end: Drawn(head + key + line + rest, closing=end),
    heads,
    keys,
    st.sampled_from(["\n", "  # ghi\n", "\n\n"]),
    comments,
    closings,
)
with_a_token = st.builds(
    lambda head, key, token, line, rest, end: Drawn(head + key, token, line + rest, end),
    heads,
    keys,
    st.sampled_from([" []", "   []", " [ ]", " ~", "  null"]),
    st.sampled_from(["\n", " # ghi\n", "   \n"]),
    comments,
    closings,
)


@st.composite
def with_entries(draw: st.DrawFn) -> Drawn:
    indent = draw(st.sampled_from([0, 1, 2, 4, 9]))
    dash = " " * indent + "-" + draw(st.sampled_from([" ", "   "]))
    text = draw(heads) + draw(keys) + "\n"
    entry = ""
    for entry in draw(st.lists(flow_entries | block_entries, min_size=1, max_size=3)):
        text += draw(comments) + dash + entry.replace("\n", "\n" + " " * len(dash)) + "\n"
    after, closing = draw(comments), draw(closings)
    runs_on = any(f"note: {sign}\n" in entry for sign in SIGNS) and not (after.strip() or closing)
    return Drawn(text + after, closing=closing, indent=indent, runs_on=runs_on)


texts = st.one_of(without_a_key, without_a_value, with_a_token, with_entries(), with_entries())
writings = st.sampled_from([as_it_is, as_windows_writes, as_old_macs_wrote, with_a_mark])


@given(texts, writings, st.booleans())
def test_entries_are_appended_to_any_text_and_keep_its_bytes(
    drawn: Drawn, written: Callable[[str], bytes], cut: bool
) -> None:
    entries = [ENTRY, ENTRY._replace(note="hai", on=datetime(2024, 3, 21))]
    lines = "".join(f"{' ' * drawn.indent}- {append.line(entry)}\n" for entry in entries)
    if not drawn.key:
        lines = f"progress:\n{lines}"
    before, token, between, closing = drawn[:4]
    if cut:  # the last line break of the text
        if closing:
            closing = closing[:-1]
        elif between:
            between = between[:-1]
        else:
            before = before[:-1]
    kept = before + between
    new = kept + ("" if kept.endswith("\n") else "\n") + lines + closing
    outcome = new_bytes_or_refusal(written(before + token + between + closing), entries)
    if isinstance(outcome, bytes):
        assert outcome == written(new)
    else:
        assert (drawn.runs_on, cut, outcome.split()[0]) == (True, True, "cannot-append")


@given(heads, keys, st.lists(flow_entries, min_size=1, max_size=2), closings, writings)
def test_a_log_in_brackets_is_refused_at_its_first_bracket(
    head: str, key: str, inner: list[str], closing: str, written: Callable[[str], bytes]
) -> None:
    line = head.count("\n") + 1
    text = f"{head}{key} [{', '.join(inner)}]\n{closing}"
    with pytest.raises(NtmError) as error:
        appended(written(text), [ENTRY])
    assert refusal_line(error.value) == f"progress-flow {line}:{len(key) + 2} (65)\n"


# ---- Entries drawn at random

DUTIES = """\
format: 1
directive: {number: 07-KH/XĐ, issued: 2024-03-01, issuer: Xã, subject: Kênh mương}
villages: [{id: ben-da, name: Bến Đá}, {id: "no", name: Nọ}]
owners: [{id: cong-an, name: Công an xã}, {id: "null", name: Khác}]
tasks:
  - id: ke-kenh
    title: Kè kênh
    owner: [cong-an]
    villages: all
    each: village
    due: 2024-03-10
    measures: [{id: met, name: mét, unit: m}, {id: "true", name: hộ, unit: hộ}]
  - {id: "123", title: Cam kết, owner: [cong-an, "null"], each: owner}
  - {id: truc-dem, title: Trực, owner: [cong-an], repeat: {every: day, from: 2024-03-01}}
progress:
"""
days = st.dates(date(2024, 3, 1), date(2999, 12, 31))
moments = st.builds(
    datetime.combine, days, st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
)
awkward = st.sampled_from(
    [
        *("null", "~", "no", "true", "on", "12", "1.5", "1_000", "0x1F", "1e3", "15:30"),
        *("- a", "? b", ": c", "a: b", "a:", "a #b", "#c", "{a}", "[b]", "a, b", "&a", "*a"),
        *("|", ">", "%a", "@a", "`a`", "'", '"', "\\", "\\n", "...", "---", "<<", "=", "\t"),
        *("!a", "a\nb", "2024-03-01", "👍🏽", "👩\u200d👧", "cà phê", "ca\u0300 phe\u0302"),
        *("\xa0", "\u2003", "\u3000", "\xad", "\u200b", "\u202e", "\U000e0041"),
    ]
)
letters = st.characters(exclude_categories=("Cs", "Cc"))
typed_texts = (
    st.lists(awkward | st.text(letters, max_size=20), min_size=1, max_size=4)
    .map(" ".join)
    .map(lambda text: unicodedata.normalize("NFC", text.strip()))
    .filter(lambda text: text and not text.isspace() and not find_control(text))
)


def entry_with(**fields: Any) -> Entry:  # noqa: ANN401 - whatever an entry has
    """Build an entry with these fields only; hypothesis would also invent the others."""
    return Entry(**fields)


stamps = st.builds(
    datetime.replace,
    st.datetimes(datetime(2024, 1, 1), datetime(2999, 1, 1)),
    tzinfo=st.sampled_from([ZONE, UTC, timezone(timedelta(hours=-3, minutes=-30))]),
)
totals = st.decimals(0, 999_999_999_999, places=2) | st.decimals(0, 99, places=1)
whole_totals = st.integers(0, 999_999_999_999).map(Decimal)
works = st.builds(
    entry_with,
    task=st.just("ke-kenh"),
    village=st.sampled_from(["ben-da", "no"]),
    mark=st.sampled_from(["started", "done", "reopened", "cancelled", "note", "obstacle"]),
    on=moments,
    amounts=st.dictionaries(st.sampled_from(["met", "true"]), totals | whole_totals),
    by=st.none() | typed_texts,
    note=st.none() | typed_texts,
    evidence=st.lists(typed_texts, max_size=3).map(tuple),
    at=st.none() | stamps,
)


def deadlines_on(day: date) -> st.SearchStrategy[Deadline]:
    """Draw a deadline on a day, at an hour of it, or in a period that contains it."""
    ways = [Deadline(day), parse_deadline(f"{day} 8:30")]
    return st.sampled_from([*ways, *(of_period(of_day(every, day)) for every in MONTHS)])


extensions = st.builds(
    entry_with,
    task=st.just("ke-kenh"),
    village=st.just("ben-da"),
    mark=st.just("extended"),
    on=moments,
    to=days.filter(lambda day: day >= date(2024, 3, 10)).flatmap(deadlines_on),
    by=typed_texts,
    note=typed_texts,
    at=stamps,
)
pledges = st.builds(
    entry_with,
    task=st.just("123"),
    owner=st.sampled_from(["cong-an", "null"]),
    mark=st.sampled_from(["done", "note"]),
    on=moments,
    note=typed_texts,
)
reports = st.builds(
    entry_with,
    task=st.just("truc-dem"),
    mark=st.sampled_from(["done", "nothing", "excused"]),
    on=moments,
    for_=st.none() | days,
    at=st.none() | stamps,
)


def undoing(entry: Entry, at: datetime) -> Entry:
    """Return the entry that takes another back, by its `at` or else its mark."""
    return Entry(
        entry.task,
        "undone",
        entry.on,
        village=entry.village,
        owner=entry.owner,
        for_=entry.for_,
        undoes=entry.at or entry.mark,
        at=at,
    )


@given(typed_texts)
@example("null")
@example("a\xa0b")
def test_any_typed_text_is_read_back(text: str) -> None:
    entry = ENTRY._replace(note=text, by=text, evidence=(text, text))
    appended(DUTIES.encode(), [entry])
    assert append.line(entry).isprintable()


@pytest.mark.parametrize("word", ["null", "true", "false", "yes", "no", "on", "off", "y", "n"])
def test_a_word_that_some_parsers_convert_is_quoted(word: str) -> None:
    written = append.line(ENTRY._replace(note=word, by=f"{word}-a"))
    assert f'note: "{word}"' in written
    assert f"by: {word}-a" in written


@given(works | extensions | pledges | reports, stamps)
def test_any_entry_and_its_undoing_are_read_back(entry: Entry, at: datetime) -> None:
    appended(appended(DUTIES.encode(), [entry]), [undoing(entry, at)])


@given(st.lists(works | pledges | reports, min_size=1, max_size=5), stamps)
def test_all_entries_of_a_command_can_be_taken_back_together(
    entries: list[Entry], at: datetime
) -> None:
    together = [entry._replace(at=at) for entry in entries]
    later = [undoing(entry, at + timedelta(microseconds=1)) for entry in together]
    appended(appended(DUTIES.encode(), together), later)
