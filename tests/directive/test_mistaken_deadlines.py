"""Any text in place of a deadline gets an answer, and every suggestion can be parsed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.datafile.load import load
from ntmtrack.directive import deadlines
from ntmtrack.directive import mistaken_deadlines
from ntmtrack.directive import rule_words
from ntmtrack.directive.dates import parse_day
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError

WORDS = (
    *("ngày", "tháng", "quý", "năm", "tuần", "6 tháng", "đầu", "cuối", "giữa", "trước", "sau"),
    *("hằng", "mỗi", "định kỳ", "từ", "đến", "và", "-", "+", ",", "17 giờ", "24:00", "17h30"),
    *("20", "5", "31", "2025", "2026", "12/2025", "30/6/2025", "15/7", "IV/2025", "II", "thứ Sáu"),
    *("last", "+5", "06-15", "Q4", "chiều", "kỳ", "bầu cử", "1/6", "13/13/2025", "2025-02-30"),
)
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join))
FILE = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}
owners: [{id: ubnd, name: UBND xã}]
tasks:
  - id: viec
    title: Việc
    owner: ubnd
    repeat: RULE
"""


@given(texts)
def test_every_suggestion_is_a_valid_deadline(text: str) -> None:
    meaning = mistaken_deadlines.explain(text)
    if meaning is None:
        return
    for suggestion in meaning.near:
        assert deadlines.parse(suggestion)
    day = meaning.values.get("day")
    assert day is None or deadlines.parse(str(day))
    if meaning.code is Code.BAD_DATE_SPAN:
        assert parse_day(meaning.values["start"]) <= deadlines.parse(str(day)).day
    if meaning.code is Code.BAD_DATE_BEFORE_PERIOD:
        assert deadlines.parse(meaning.values["text"]).period


@given(texts)
def test_any_text_is_a_deadline_with_a_written_form_or_is_refused(text: str) -> None:
    try:
        deadline = deadlines.parse(text)
    except NtmError:
        return
    assert deadlines.parse(deadline.written) == deadline


@given(texts)
def test_a_suggested_rule_can_be_copied_into_a_file(text: str) -> None:
    offer = rule_words.suggest(text)
    if offer:
        rule = f"{offer.text}\n    due_is: before" if offer.is_before else offer.text
        assert load(FILE.replace("RULE", rule).encode(), "x.yaml").problems == ()
