"""Where the heads of a table stand, the notes beneath it begin, and what headings name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_columns
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

_MOST_ROWS_ABOVE = 8
_LONGEST = 60
_FEWEST = 3  # heads of a table
_MOST_WORDS = 7  # of a head in the midst of a table
# What begins the notes beneath a table.
_NOTE = re.compile("(?:ghi chú|lưu ý|chú thích|nơi nhận)", re.IGNORECASE)
_LONGEST_HEADING = 80  # between rows
_HEADING_NUMBER = re.compile(r"^(?:[IVX]{1,5}|[A-H]|\d{1,2}(?:\.\d{1,2})*)[.):]* (?=\S)")
_DASHED = re.compile(r"[-*(]")


class Heads(NamedTuple):
    """Hold the first row of the heads, the row after their last, and each column's head."""

    first: int
    end: int
    texts: list[str]


def find(table: SourceTable, column_map: Mapping[str, str]) -> Heads:
    """Find the heads; a table without any has none before its first row."""
    for number in range(min(len(table.rows), _MOST_ROWS_ABOVE)):
        texts, below = _texts(table, number), _texts(table, number + 1)
        if _holds_data(texts):
            continue
        texts = _spanning(texts, below)
        both = [
            _two_lines(text, under, column_map) for text, under in zip(texts, below, strict=False)
        ]
        if _names_duties(texts, column_map) or _are_heads(texts, column_map):
            two = _goes_on(texts, below, column_map)
        elif len(set(filter(None, texts))) < 2:  # one text over all columns is a title
            continue
        elif column_heads.kinds_of(texts, column_map) - {"", "note", "number"} and (
            max(map(len, [*texts, *below])) < _LONGEST
            and not _holds_data(below)
            and _names_duties(both, column_map, least=1)
        ):
            two = True
        elif column_heads.kind_of(texts[0], {}) == "number" and len(set(filter(None, texts))) > 2:
            two = _parts_heads(texts, below)  # STT, and what no table has shown yet
        elif _stands_over(table, number):
            two = _parts_heads(texts, below)
        else:
            continue
        return Heads(number, number + 2, both) if two else Heads(number, number + 1, texts)
    return Heads(0, 0, [])


def _texts(table: SourceTable, number: int) -> list[str]:
    rows = table.rows[number : number + 1]
    return [spelling.compact(cell.text) for row in rows for cell in row.cells]


def _holds_data(texts: Sequence[str]) -> bool:
    """Tell whether a row is no head: it is counted, holds a day, or says what somebody is to do.

    Several days beside nothing but heads are heads themselves.
    """
    if not texts:
        return False
    is_named = column_heads.kind_of(texts[0], {}) == "number"  # as heads begin
    if not is_named and any(map(is_duty, texts)) and any(map(_is_somebody, texts)):
        return True
    counted = re.fullmatch(r"\d{1,3}(?:\.\d{1,2})*[.)]?", texts[0])
    others = [text for text in texts if not duty_columns.DAY.fullmatch(spelling.level(text))]
    kinds = [column_heads.kind_of(text, {}) for text in others]
    are_heads = "title" in kinds and all(kinds) and len(others) < len(texts) - 1  # over marks
    return bool(counted) or (len(others) < len(texts) and not are_heads)


def _is_somebody(text: str) -> bool:
    return party_words.starts_party(spelling.level(text)) and not column_heads.kind_of(text, {})


def _names_duties(texts: Sequence[str], column_map: Mapping[str, str], least: int = 2) -> bool:
    """Tell whether heads name what is to be done, and by whom or when."""
    kinds = column_heads.kinds_of(texts, column_map) - {"", "note", "number"}
    return len(kinds) >= least and "title" in kinds and bool(kinds & {"owner", "deadline"})


def _are_heads(texts: Sequence[str], column_map: Mapping[str, str]) -> bool:
    """Tell whether a row is nothing but known heads, of which one is what is to be done."""
    filled = {text for text in texts if text}
    kinds = {column_heads.kind_of(text, column_map) for text in filled}
    return len(filled) >= _FEWEST and "title" in kinds and "" not in kinds and len(kinds) > 1


def _two_lines(text: str, under: str, column_map: Mapping[str, str]) -> str:
    """Return a head of two lines: the lower one, behind the upper one where it says too little."""
    if not under or under == text:
        return text
    kind_of = column_heads.kind_of
    says_enough = kind_of(under, column_map) or not kind_of(text, column_map)
    return column_heads.with_year(text, under) if says_enough else f"{text} {under}"


def _spanning(texts: list[str], below: Sequence[str]) -> list[str]:
    """Give heads with one that spans several columns over each of them, and not the first alone."""
    over = list(texts)
    for number in range(1, min(len(texts), len(below))):
        if not over[number] and below[number] and below[number - 1] != texts[number - 1]:
            over[number] = over[number - 1]
    return over if _parts_heads(over, below) else texts


def _stands_over(table: SourceTable, number: int) -> bool:
    """Tell whether a row is another thing than all below it: words over days, names and marks."""
    rows = table.rows
    if any(len(_distinct(row)) > 2 for row in rows[:number]):
        return False
    texts, over = _texts(table, number), 0
    if max(map(len, texts)) > _LONGEST or any(map(is_duty, texts)):
        return False
    for column, text in enumerate(texts):
        below = ColumnCells(rows[number + 1 : number + 21], column, None)
        if text and below.kind and (len(below) > 1 or below.kind == "mark"):
            own = ColumnCells(rows[number : number + 1], column, None).kind
            if own == below.kind and own not in {"name", "role"}:  # CA may be a body
                return False
            over += own != below.kind
    return over > 1 or over == 1 == len(rows[number].cells) // 3


def is_other_head(texts: Sequence[str], column_map: Mapping[str, str]) -> bool:
    """Tell whether a row in the midst of a table is a head: nothing but words that heads have.

    One that begins as heads do, with STT, may name whatever it likes.
    """
    filled = [text for text in texts if text]
    if len(set(filled)) < _FEWEST or any(len(text.split()) >= _MOST_WORDS for text in filled):
        return False
    if any(_holds_data([text]) or is_duty(text) for text in filled):
        return False
    kinds = [column_heads.kind_of(text, column_map) for text in filled]
    if kinds[0] == "number" and texts[0]:
        return True
    known = {*kinds} - {"", "note"}
    return (
        "title" in known and kinds.count("") <= len(known) - _FEWEST + 1 and len(known) >= _FEWEST
    )


def is_duty(text: str) -> bool:
    """Tell whether a text says what is to be done, and is too long to be a head such as Làm gì."""
    return len(text.split()) > _FEWEST and duty_verbs.begins_duty(text)


def _goes_on(texts: Sequence[str], below: Sequence[str], column_map: Mapping[str, str]) -> bool:
    """Tell whether the heads go on in the row below, under a head that spans several columns."""
    if (
        not below
        or max(map(len, below)) > _LONGEST
        or re.fullmatch(r"\d+|[IVX]+\.?", below[0] or "x")
    ):
        return False
    news = [under for text, under in zip(texts, below, strict=False) if under and under != text]
    known = bool(news) and all(column_heads.kind_of(under, column_map) for under in news)
    repeats = any(not under or under == text for text, under in zip(texts, below, strict=False))
    return (known and repeats) or _parts_heads(texts, below)


def _parts_heads(texts: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row only parts heads that span several columns, and repeats all others."""
    columns = list(zip(texts, [*texts[1:], ""], ["", *texts], below, strict=False))
    parted = [
        text in {right, left} or (_is_time(text) and _is_time(under))
        for text, right, left, under in columns
        if under not in {"", text}
    ]
    repeats = any(under == text for text, _, _, under in columns if text)
    days = any(
        duty_columns.DAY.search(under) and not _is_time(text)
        for text, _, _, under in columns  # but weeks below their month: Tháng 10/2026, 05-09/10
    )
    return all(parted) and len(parted) > 1 and repeats and not days


def _is_time(text: str) -> bool:
    return bool(text) and column_heads.names_time(text, None)


def end_of_rows(rows: Sequence[TableRow], start: int, kinds: Sequence[str]) -> int:
    """Return the row at which the notes beneath a table begin, each one text; or the last's end."""
    end = first = len(rows)
    while end > start and len(texts := _distinct(rows[end - 1])) < 2:
        end -= 1
        leads = texts and rows[end].cells[0].text.strip() and kinds[0] != "title"
        if texts and (_NOTE.match(texts[0]) or (leads and _DASHED.match(texts[0]))):
            first = end
    return first


def _distinct(row: TableRow) -> list[str]:
    return list(dict.fromkeys(filter(None, (spelling.compact(cell.text) for cell in row.cells))))


def notes(rows: Sequence[TableRow]) -> list[TextParagraph]:
    """Return the notes of a table as the paragraphs that they are."""
    lines = [
        (line.strip(), row.place)
        for row in rows
        for cell in row.cells
        for line in cell.text.splitlines()
        if not cell.continues
    ]
    return [TextParagraph(spelling.compact(text), place) for text, place in lines if text]


def body_of_heading(heading: str) -> str:
    """Return the body that a heading over rows is, and nothing more: II. VĂN PHÒNG ĐẢNG ỦY."""
    name = _HEADING_NUMBER.sub("", heading).strip(" .:")
    if (
        len(name) > _LONGEST_HEADING
        or re.search(r"[\d:]", name)
        or not party_words.starts_party(spelling.level(name))
        or duty_verbs.begins_duty(name)
        or (not name.isupper() and duty_verbs.has_duty_verb(name))
    ):
        return ""
    return spelling.proper(name) if name.isupper() else name
