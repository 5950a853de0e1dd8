"""Restore the printed lines of a document's head from its two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BESIDE = re.compile(
    r"(?P<left>\S.*?) +(?P<right>(?:CỘNG HÒA XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc [Ll]ập ?[-–] ?Tự [Dd]o ?[-–]).*)"
)
_BESIDE_NUMBER = re.compile(
    r"(?P<left>Số ?:? ?\d*\s?[-–/]\s?\S+) +(?:[-–|;] +)?"
    r"(?P<right>[A-ZĐÀ-Ỹ][^,.;:\d]{1,40}?(?: \d{1,2})?, ngày .*)"
)
# The place and day below a letter's subject; text from a PDF has both in one paragraph.
_BESIDE_SUBJECT = re.compile(
    r"(?P<left>V/v .{10,}?) (?P<right>(?:TP\. )?[A-ZĐÀ-Ỹ]\w*(?: [A-ZĐÀ-Ỹ]\w*){0,4}, ngày "
    r"\d{1,2} tháng \d{1,2} năm \d{4})\W*"
)


def printed(lines: Sequence[str]) -> list[str]:
    """Return the lines of a head with the two columns split and lines broken by a column joined."""
    return _joined([side for line in lines if line.strip() for side in _sides(line)])


def _sides(line: str) -> list[str]:
    """Split a line that was printed in two columns, as in text taken out of a PDF.

    Its sides are the issuer and the motto, or the number and the day.
    """
    match = _BESIDE.match(line) or _BESIDE_NUMBER.match(line) or _BESIDE_SUBJECT.fullmatch(line)
    if match:
        return [match["left"].strip(" |"), match["right"]]
    return [line]


# The first part of a line that a narrow column broke in two.
_BROKEN = re.compile(
    r"(?:CỘNG|CỘNG HÒA|CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG|ĐẢNG CỘNG SẢN|V/v|V/V|Về việc|VỀ VIỆC|Số ?:"
    r"|.{0,42}, ?ngày(?: \d{1,2}(?: tháng(?: \d{1,2}(?: năm)?)?)?)?)"
)


def _joined(lines: Sequence[str]) -> list[str]:
    """Join the lines that a narrow column broke, and drop lines without letters, such as rules."""
    joined: list[str] = []
    for line in lines:
        text = line.strip().strip("|").strip()
        if not re.search(r"\w", text):
            continue
        if joined and _BROKEN.fullmatch(joined[-1]):
            joined[-1] += f" {text}"
        else:
            joined.append(text)
    return joined
