"""The paragraphs of a document as an outline: their numbers, titles, and the owners in force."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.phrases import spelling

# Kinds of numbering, outermost first. A paragraph without a number is BODY.
PART, ROMAN, ARTICLE, NUMBER, SECOND, THIRD, LETTER, STAR, DASH, PLUS = range(1, 11)
BODY = 0
_MARKS = (
    (PART, r"(?:phần|chương|mục) (?:thứ )?(?:[ivx]+|\d+|nhất|hai|ba|tư)\b[.:-]?"),
    (ARTICLE, r"điều \d{1,3}\b[.:]?"),
    (
        NUMBER,
        (
            r"(?:nhiệm vụ|công việc|hoạt động|việc) (?:số )?\d{1,2} ?[.:)-] ?(?=\S)"
            r"|\d{1,2} ?[.)/-] (?=\S)|\d{1,2}[.)](?=[A-ZĐÀ-Ỹa-zà-ỹđ])|\(\d{1,2}\) "
        ),
    ),
    (THIRD, r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)/-]?(?=\s)"),
    (SECOND, r"\d{1,2}\.\d{1,2}[.)/-]?(?=\s)"),
    (LETTER, r"[a-zđ]\d?[.)] ?(?=\S)"),
    (PLUS, r"\+ ?"),
    (STAR, r"[*✓] ?(?=\S)"),
    (DASH, r"(?:[-•●▪]|o(?= [A-ZĐ])) ?(?=\S)"),
)
_ANY_MARK = re.compile(
    "|".join(f"({mark})" if rank == LETTER else f"(?i:({mark}))" for rank, mark in _MARKS)
)
_ROMAN = re.compile(r"[IVX]{1,5} ?(?:[.)-]|/(?! ?[vV]\b))-? ?(?=\S)|[A-E][.)-] (?=[A-ZĐ])")
# Place and date of issue: Tân Hòa, ngày 05 tháng 01 năm 2025.
PLACE_DAY = re.compile(
    r"^\W*(?P<place>(?:T[Pp]\. ?)?[A-ZĐÀ-Ỹ][^,.;:\d]{1,40}?(?: \d{1,2})?), ngày "
    r"(?P<day>\d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}/\d{1,2}/\d{4})\W*$"
)
_RECIPIENTS = ("kính gửi", "điện:", "gửi:")
_CLOSING = ("nơi nhận", "lưu:", "- lưu", "- như trên")
# Headings of sections that assign no duties, and of those that do.
_BACKGROUND = spelling.listed(
    """
    mục đích; yêu cầu; mục tiêu; quan điểm; đối tượng; phạm vi; căn cứ; tình hình; đánh giá chung;
    hạn chế; nguyên nhân; đặc điểm; kết quả đạt được; ưu điểm; tồn tại; phương châm; sự cần thiết;
    kết quả thực hiện; thực trạng; cơ sở; diễn biến; thảo luận; ý kiến thảo luận; ý kiến phát biểu;
    thành phần tham dự; thành phần dự; thành phần mời; đại biểu dự; khách mời
    """
)
_ASSIGNING = spelling.listed(
    """
    nhiệm vụ; phân công; tổ chức thực hiện; chế độ báo cáo; trách nhiệm; tiến độ; giải pháp;
    nội dung; kế hoạch; thực hiện; triển khai; chỉ tiêu; kinh phí; hoạt động; công tác
    """
)
_ASSIGNS = re.compile(spelling.any_of(_ASSIGNING))
# A heading over aims and duties; “kết quả thực hiện nhiệm vụ” is over neither.
_AND_DUTIES = re.compile(
    r"(?<!kết quả )(?<!kết quả thực hiện )(?<!tình hình thực hiện )(?<!tình hình )"
    r"(?:nhiệm vụ|giải pháp|tổ chức thực hiện)"
)
_ONLY_ASSIGNS = re.compile(rf"(?:(?:{spelling.any_of(_ASSIGNING)}|và|cụ thể|chung)[ ,]*)+")


class Line(NamedTuple):
    """Describe a paragraph of the outline: its rank, its printed number and its text."""

    text: str
    place: SourcePlace
    rank: int = BODY
    number: str = ""
    is_caps: bool = False

    @property
    def titled(self) -> str:
        """Return the line as a title, with its printed number."""
        return spelling.compact(f"{self.number} {self.text}")

    def is_within(self, number: str) -> bool:
        """Return whether a heading lies below a numbered part: deeper, or I under A."""
        return self.rank > ROMAN or (number[:1] in {*"ABCDE"} and self.number[:1] in {*"IVX"})


def lines(paragraphs: Iterable[TextParagraph]) -> list[Line]:
    """Determine the rank and number of each paragraph, from Word's numbering or from its text."""
    outlined: list[Line] = []
    is_within = False  # below a number, a list (1), (2) is nested
    for line in map(_line, paragraphs):
        if line.rank == NUMBER and line.number.startswith("("):
            outlined.append(line._replace(rank=STAR) if is_within else line)
            continue
        if line.rank:
            is_within = ARTICLE <= line.rank <= LETTER or (is_within and line.rank > LETTER)
        outlined.append(line)
    return outlined


@lru_cache(maxsize=4096)
def _line(paragraph: TextParagraph) -> Line:
    text, number = paragraph.text.strip(), paragraph.number.strip()
    if number == "(1)" and "(2)" in text:
        text, number = f"{number} {text}", ""
    if number:
        rank, _ = _mark(f"{number} X")
    else:
        rank, length = _mark(text)
        number, text = text[:length].strip(), text[length:].strip()
    return Line(text, paragraph.place, rank, number, _is_caps(text))


def _is_caps(text: str) -> bool:
    """Return whether nearly all letters are capitals; checks the beginning first, for speed."""
    if sum(map(str.islower, text[: len(text) // 4])) > 0.15 * len(text):
        return False
    letters = list(filter(str.isalpha, text))
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.85 * len(letters)


def _mark(text: str) -> tuple[int, int]:
    if text.startswith("(1)") and "(2)" in text:
        return BODY, 0  # a list within the paragraph
    if match := _ROMAN.match(text):
        return ROMAN, match.end()
    match = _ANY_MARK.match(text)
    if match is None or match.lastindex is None:
        return BODY, 0
    return _MARKS[match.lastindex - 1][0], match.end()


def is_recipients(line: Line) -> bool:
    """Return whether the list of recipients begins at this line."""
    low = spelling.level(line.text)
    return low.startswith(_RECIPIENTS[0]) or (len(low) < 400 and low.endswith(" điện:"))


def is_closing(line: Line) -> bool:
    """Return whether the end matter begins at this line: distribution list, signatures."""
    return spelling.level(line.text).startswith(_CLOSING[:2]) and len(line.text) < 60


def section_kind(line: Line) -> str:
    """Return the kind of section that a heading begins: `background`, `duties` or ""."""
    low = spelling.level(line.text).strip(" .:")
    if len(low) > 160 and not line.is_caps:  # a heading is short
        return ""
    is_order = re.match(r"yêu cầu (?!chung|cụ thể|đối với|về|của|và|chủ yếu)", low)
    is_aim = low.startswith(_BACKGROUND) and not is_order
    if is_aim and not _AND_DUTIES.search(low):
        return "background"
    return "duties" if _ASSIGNS.search(low) else ""


def only_assigns(line: Line) -> bool:
    """Return whether a heading only announces duties: Phân công tổ chức thực hiện."""
    return bool(_ONLY_ASSIGNS.fullmatch(spelling.level(line.text).strip(" .:")))


class OwnerInForce(NamedTuple):
    """Represent the owner of the lines deeper than a rank, and its helpers."""

    rank: float
    names: str
    support: str = ""
    is_heading: bool = False


_OF_ARTICLES = {NUMBER: "khoản", LETTER: "điểm"}


class Outline:
    """Track the numbers, titles and owners in force while the lines are read."""

    def __init__(self) -> None:
        self._numbers: list[tuple[int, str]] = []
        self._owners: list[OwnerInForce] = []
        self._titles: list[tuple[float, str]] = []

    @property
    def owner(self) -> OwnerInForce | None:
        """Return the owner in force, or None."""
        return self._owners[-1] if self._owners else None

    def enter(self, line: Line) -> float:
        """Move to a line and return its rank; a line without a number ranks below the last one."""
        if line.rank:
            self._titles = [title for title in self._titles if title[0] < line.rank]
            while self._numbers and self._numbers[-1][0] >= line.rank:
                self._numbers.pop()
            self._numbers.append((line.rank, line.number))
            return float(line.rank)
        ranks = [rank for rank, _ in self._numbers if rank <= LETTER]
        return max(ranks, default=0) + 0.5

    def leave_deeper(self, rank: float) -> None:
        """Drop the owners of deeper lines."""
        while self._owners and self._owners[-1].rank > rank:
            self._owners.pop()

    def leave(self, rank: float) -> None:
        """Drop the owners of this rank and of deeper ones."""
        while self._owners and self._owners[-1].rank >= rank:
            self._owners.pop()

    def name_owner(self, owner: OwnerInForce) -> None:
        """Set the owner in force, replacing those of its rank and deeper."""
        self.leave(owner.rank)
        self._owners.append(owner)

    def name_title(self, rank: float, text: str) -> None:
        """Set the title in force, replacing those of its rank and deeper."""
        self._titles = [*(title for title in self._titles if title[0] < rank), (rank, text)]

    @property
    def title(self) -> str:
        """Return the title in force, or ""."""
        return self._titles[-1][1] if self._titles else ""

    def clause(self) -> str:
        """Return the number of the current clause as it is cited.

        The outermost number is first (II.1.a), but last within an article (điểm a khoản 1 Điều 2).
        """
        ranks = [rank for rank, _ in self._numbers if rank <= LETTER]
        numbers = [number.strip(" .:)(-/") for rank, number in self._numbers if rank <= LETTER]
        if ARTICLE in ranks:
            named = [
                f"{_OF_ARTICLES.get(rank, '')} {number}"
                for rank, number in zip(ranks, numbers, strict=True)
            ]
            return " ".join(map(str.strip, reversed(named[ranks.index(ARTICLE) :])))
        apart = [
            number
            for number, inner in zip(numbers, [*numbers, ""][1:], strict=True)
            if not inner.startswith(f"{number}.")
        ]
        return ".".join(apart)
