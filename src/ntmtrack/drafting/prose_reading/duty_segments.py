"""Cuts a paragraph where a duty may end: at sentences, semicolons, lists and asides."""

from __future__ import annotations

import re

from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling

LONGEST_NAMES = 600  # letters of a list of names
_ENDS = re.compile(
    r"(?P<end>[.!?…]+[”\"’)*]*)\s+(?=[\"“(*]?[A-ZĐÀ-Ỹ0-9+-])|(?P<semicolon>;)\s*(?=\S)"
    r"|(?P<arrow>\s[=-]>|→)\s*(?=\S)"
)
# Before a full stop: abbreviations and list numbers. Other numbers end sentences: ngày 10/4.
_ABBREVIATED = re.compile(
    r"(?:\b(?:TP|TX|TT|TM|KT|TL|TS|ThS|PGS|GS|Tr|v\.v|BS|BSCKI{0,2}|YS|ĐD|DS|NHS|KTV|KS|[A-ZĐ])"
    r"|(?:^|[:,(] ?|\b(?i:mục|điều|khoản|điểm|phần|chương|bước|câu) )\d{1,2})$"
)
_NEAR = 20  # letters to search before a full stop: longer than any abbreviation
_NUMBERED = re.compile(r"(?<!\S)\((?P<number>\d{1,2})\)\s")
_LETTERED = re.compile(r"(?<!\S)(?P<number>[a-hđ])\)\s")
_ASIDE = re.compile(
    r"\(\s*\*?(?=(?:trước mắt|riêng|riêng đối với|trong đó)\b[^()]{30,}\))", re.IGNORECASE
)
# An aside that ends its sentence and gives work to another: … (giao Phòng Nội vụ chuẩn bị).
_GIVING_ASIDE = re.compile(
    r"\((?=(?P<work>giao (?!ban\b|lưu\b)[^().;]{15,200})\)\s*(?:[.;]|$))", re.IGNORECASE
)
_HELPERS_LAST = re.compile(r"chủ trì ?,? (?:và )?phối hợp (?:với|cùng) [^;]*$")

Segment = tuple[int, int, str, bool]


def segments(text: str) -> list[Segment]:
    """Cut a text at sentences, semicolons, lists and asides.

    A segment is its start, its end, the mark that separates it from the one before (".", ";", "("
    or ""), and whether it is listed.
    """
    segments_of_text: list[Segment] = []
    for start, end, listed in _listed(text):
        for number, (first, last, stop) in enumerate(_at_stops(text, start, end)):
            segments_of_text.append((first, last, "(" if listed and not number else stop, listed))
    return segments_of_text


def _listed(text: str) -> list[tuple[int, int, bool]]:
    """Cut a text at the numbers of an inline list (1) … (2) … and before asides with duties."""
    if ")" not in text:
        return [(0, len(text), False)] if text.strip() else []
    cuts: set[int] = set()
    for pattern, first in ((_NUMBERED, "1"), (_LETTERED, "a")):
        marks = list(pattern.finditer(text))
        if len(marks) > 1 and marks[0]["number"] == first:
            cuts |= {match.start() for match in marks}
            break
    cuts |= {match.start() for match in _ASIDE.finditer(text)}
    cuts |= {match.start() for match in _GIVING_ASIDE.finditer(text) if _gives(match["work"])}
    places = sorted({0, *cuts})
    ends = [*places[1:], len(text)]
    return [
        (start, end, start in cuts)
        for start, end in zip(places, ends, strict=True)
        if text[start:end].strip()
    ]


def _gives(work: str) -> bool:
    """Return whether an aside gives work to a party: not giao đất cho …; giao khoán …."""
    subject = party_words.subject(work)
    return bool(subject and subject.is_given and subject.has_predicate)


def _at_stops(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    stops: list[tuple[int, int, str]] = []
    stop = ""
    for match in _ENDS.finditer(text, start, end):
        before = text[max(start, match.start() - _NEAR) : match.start()]
        if match["end"] and _ABBREVIATED.search(before):
            continue
        if text[start : match.start()].strip():
            stops.append((start, match.start() + len(match["end"] or ""), stop))
        start, stop = match.end(), ";" if match["semicolon"] else "."
    if text[start:end].strip():
        stops.append((start, start + len(text[start:end].rstrip()), stop))
    return _joined_names(text, stops)


def _joined_names(text: str, segments: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join names separated by semicolons with the sentence whose subject they are."""
    joined: list[tuple[int, int, str]] = []
    for start, end, stop in segments:
        first, last, before = joined[-1] if joined else (0, 0, "")
        is_listed = stop == ";" and joined and last - first < LONGEST_NAMES
        if (
            is_listed
            and party_words.starts_party(spelling.level(text[start:end]))
            and is_names_only(text[first:last])
        ):
            joined[-1] = (first, end, before)
        else:
            joined.append((start, end, stop))
    return joined


def is_names_only(text: str) -> bool:
    """Return whether a text consists of the names of owners or helpers."""
    if _HELPERS_LAST.search(spelling.level(text)) and not duty_verbs.has_duty_verb(
        text[text.rfind("hợp") + 3 :]
    ):
        return True
    subject = party_words.subject(text)
    return (
        subject is not None
        and not subject.has_predicate
        and subject.owner[1] >= len(text.rstrip(" ;.")) - 2
    )
