"""Where a table's heads and notes stand, and which bodies the headings between rows name."""

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
_MOST_WORDS = 7  # of a head in the middle of a table, exclusive
# The letterhead of a workbook, above the table in the same sheet.
_LETTERHEAD = re.compile(
    r"(?:cộng hòa xã hội chủ nghĩa|đảng cộng sản việt nam|độc lập ?- ?tự ?do)\b.*"
    r"|số ?:? ?\d{0,5} ?[-/] ?[a-zđ\d][\wđ&/-]*"
    r"|[^\d,.;:]{2,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}"
)
# The beginning of the notes below a table.
_NOTE = re.compile("(?:ghi chú|lưu ý|chú thích|nơi nhận)", re.IGNORECASE)
_LONGEST_HEADING = 80  # letters of a heading between rows
_HEADING_NUMBER = re.compile(r"^(?:[IVX]{1,5}|[A-H]|\d{1,2}(?:\.\d{1,2})*)[.):]* (?=\S)")
_DASHED = re.compile(r"[-*(]")


class Heads(NamedTuple):
    """Locate the heads of a table: their first row, the row after the last, and their texts."""

    first: int
    end: int
    texts: list[str]


def find(table: SourceTable, column_map: Mapping[str, str]) -> Heads:
    """Find the heads of a table; without any, return an empty list before the first row."""
    for number in range(min(len(table.rows), _MOST_ROWS_ABOVE)):
        texts, below = _texts(table, number), _texts(table, number + 1)
        if _holds_data(texts) or _is_letterhead(texts):
            continue
        texts = _with_spanning(texts, below)
        both = [
            _two_lines(text, under, column_map) for text, under in zip(texts, below, strict=False)
        ]
        if _names_duties(texts, column_map) or _are_heads(texts, column_map):
            two = _heads_continue(texts, below, column_map)
        elif len(set(filter(None, texts))) < 2:  # one text over all columns is a title
            continue
        elif column_heads.kinds_of(texts, column_map) - {"", "note", "number"} and (
            max(map(len, [*texts, *below])) < _LONGEST
            and not _holds_data(below)
            and _names_duties(both, column_map, least=1)
        ):
            two = True
        elif column_heads.kind_of(texts[0], {}) == "number" and len(set(filter(None, texts))) > 2:
            two = _parts_heads(texts, below)  # STT beside unknown heads
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
    """Return whether a row is data: it is numbered, has a day, or says who does what.

    A row of known heads with several days over marks is still a row of heads.
    """
    if not texts:
        return False
    is_named = column_heads.kind_of(texts[0], {}) == "number"  # STT, as in a row of heads
    if not is_named and any(map(is_duty, texts)) and any(map(_is_somebody, texts)):
        return True
    counted = re.fullmatch(r"\d{1,3}(?:\.\d{1,2})*[.)]?", texts[0])
    others = [text for text in texts if not duty_columns.DAY.fullmatch(spelling.level(text))]
    kinds = [column_heads.kind_of(text, {}) for text in others]
    are_heads = "title" in kinds and all(kinds) and len(others) < len(texts) - 1  # over marks
    return bool(counted) or (len(others) < len(texts) and not are_heads)


def _is_letterhead(texts: Sequence[str]) -> bool:
    """Return whether a row is part of a letterhead: the motto, the number, the place and day.

    Among the heads of a table, “Số/VB” is one of them.
    """
    others = {text for text in texts if not _LETTERHEAD.fullmatch(spelling.level(text))}
    heads = [text for text in others if column_heads.kind_of(text, {})]
    return len(others) < len(set(texts)) and len(heads) < _FEWEST


def _is_somebody(text: str) -> bool:
    return party_words.starts_party(spelling.level(text)) and not column_heads.kind_of(text, {})


def _names_duties(texts: Sequence[str], column_map: Mapping[str, str], least: int = 2) -> bool:
    """Return whether heads name the work, and by whom or when it is done."""
    kinds = column_heads.kinds_of(texts, column_map) - {"", "note", "number"}
    return len(kinds) >= least and "title" in kinds and bool(kinds & {"owner", "deadline"})


def _are_heads(texts: Sequence[str], column_map: Mapping[str, str]) -> bool:
    """Return whether a row consists of known heads only, one of them for the work."""
    filled = {text for text in texts if text}
    kinds = {column_heads.kind_of(text, column_map) for text in filled}
    return len(filled) >= _FEWEST and "title" in kinds and "" not in kinds and len(kinds) > 1


def _two_lines(text: str, under: str, column_map: Mapping[str, str]) -> str:
    """Return the text of a two-line head: the lower line, after the upper one if too vague."""
    if not under or under == text:
        return text
    kind_of = column_heads.kind_of
    says_enough = kind_of(under, column_map) or not kind_of(text, column_map)
    return column_heads.with_year(text, under) if says_enough else f"{text} {under}"


def _with_spanning(texts: list[str], below: Sequence[str]) -> list[str]:
    """Return the heads with each spanning one repeated over all of its columns."""
    over = list(texts)
    for number in range(1, min(len(texts), len(below))):
        if not over[number] and below[number] and below[number - 1] != texts[number - 1]:
            over[number] = over[number - 1]
    return over if _parts_heads(over, below) else texts


def _stands_over(table: SourceTable, number: int) -> bool:
    """Return whether a row differs in kind from all below it: words over days, names, marks."""
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
    """Return whether a row in the middle of a table consists of words used in heads.

    In a row that begins with STT, the other heads may be unknown.
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
    """Return whether a text is a duty, too long to be a head such as Làm gì."""
    return len(text.split()) > _FEWEST and duty_verbs.begins_duty(text)


def _heads_continue(
    texts: Sequence[str], below: Sequence[str], column_map: Mapping[str, str]
) -> bool:
    """Return whether the row below continues the heads, under one that spans several columns."""
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
    """Return whether a row only divides spanning heads, and repeats all others."""
    columns = list(zip(texts, [*texts[1:], ""], ["", *texts], below, strict=False))
    parted = [
        text in {right, left} or (_is_time(text) and _is_time(under))
        for text, right, left, under in columns
        if under not in {"", text}
    ]
    repeats = any(under == text for text, _, _, under in columns if text)
    days = any(
        duty_columns.DAY.search(under) and not _is_time(text)
        for text, _, _, under in columns  # except weeks below their month: Tháng 10/2026, 05-09/10
    )
    return all(parted) and len(parted) > 1 and repeats and not days


def _is_time(text: str) -> bool:
    return bool(text) and column_heads.names_time(text, None)


def end_of_rows(rows: Sequence[TableRow], start: int, kinds: Sequence[str]) -> int:
    """Return the first row of the notes below a table, or the number of rows.

    Rows of notes have a single text.
    """
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
    """Return the notes of a table as paragraphs."""
    lines = [
        (line.strip(), row.place)
        for row in rows
        for cell in row.cells
        for line in cell.text.splitlines()
        if not cell.continues
    ]
    return [TextParagraph(spelling.compact(text), place) for text, place in lines if text]


def body_of_heading(heading: str) -> str:
    """Return the body that a heading consists of, or "": II. VĂN PHÒNG ĐẢNG ỦY."""
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
