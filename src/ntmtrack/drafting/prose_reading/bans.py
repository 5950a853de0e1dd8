"""Bans: lists of forbidden acts are listed as unused, and days in bans are no deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.prose_reading.outline import Line
from ntmtrack.drafting.prose_reading.sentence_parts import Part
from ntmtrack.wording.words import N_

FORBIDDEN_THEN = N_("This is what must not be done at that time, not a deadline.")
# Các thôn nghiêm cấm: a) tổ chức cờ bạc; Không được: – thu tiền của dân; Các hành vi bị cấm:
_OPENS = re.compile(
    r"(?:[^.;:]*\b(?:nghiêm|bị|tuyệt đối) |\W*)cấm\b[^.;:]{0,60}:"
    r"|[^.;:]*\bkhông (?:được|để)(?: phép| làm| thực hiện| xảy ra)?"
    r"(?:(?: các| những)? (?:việc|hành vi|điều))?(?: sau(?: đây)?)?:"
)


def separate(lines: Iterable[Line]) -> tuple[list[Line], list[UnusedText]]:
    """Separate the lines of a document from those that introduce or list forbidden acts."""
    others: list[Line] = []
    forbidden: list[UnusedText] = []
    rank: int | None = None  # of the line that introduces the current list
    for line in lines:
        if rank is None or line.rank <= rank:
            match = _OPENS.match(spelling.level(line.text))
            rank = line.rank if match else None
        if rank is None:
            others.append(line)
        else:
            forbidden.append(UnusedText(line.place, line.text))
    return others, forbidden


# Các trường không tổ chức thi trước ngày 10/6; not: không để sót hộ nào, xong trước ngày 10/6.
_FORBIDS = re.compile(r"(?:(?:tuyệt đối|kiên quyết) )?(?:không|chưa)\b|(?:nghiêm )?cấm\b")
_NEAR = 300  # letters to search before a time
_NO_LATER = re.compile(
    r"\b(?:muộn|chậm|trễ) hơn\b|\bquá (?:ngày|hạn|thời hạn|\d{1,2} ?(?:giờ|h\b|/))"
    r"|\b(?:xong|chậm nhất|muộn nhất|hạn (?:là|nộp|cuối|chót))\b"
)
_GOAL = re.compile(r"không (?:để|còn)\b")  # Trước ngày 5/6, các thôn không để hộ nào thiếu nước.
# Whom a ban only describes: các tổ không họp phải giải trình.
_MUST = re.compile(r"(?<!không )\bphải \w")
# After these, the ban is over, whatever verb follows a comma.
_ENDS_BAN = re.compile(r"(?:hoàn thành|hoàn tất)\b")
_INSTEAD = re.compile(r" mà (?!(?:không|chưa|có|là|lại)\b)")


def without_forbidden_days(part: Part) -> Part:
    """Return a part whose forbidden days are replaced by a doubt."""
    low = spelling.level(part.text)
    acts = part.subject is not None and part.subject.has_predicate
    begin = part.subject.rest if part.subject and acts else duty_verbs.begin_of_words(low)
    if not part.times or not _FORBIDS.match(low, begin):
        return part
    times = tuple(
        _forbidden(time) if _is_forbidden(part.text, low, begin, time) else time
        for time in part.times
    )
    return part._replace(times=times)


def _is_forbidden(text: str, low: str, begin: int, time: TimeWords) -> bool:
    """Return whether a time belongs to the forbidden act, not to a duty beside it."""
    if not {"due", "start"} & time.fields.keys() or _NO_LATER.search(low[time.start : time.end]):
        return False
    is_goal = bool(_GOAL.match(low, begin))
    if time.start < begin:
        return not is_goal and not _MUST.search(low, begin, begin + _NEAR)
    begin = max(begin, time.start - _NEAR)
    act = low[begin : time.start]
    if _NO_LATER.search(low[begin : time.end]) or _MUST.search(act) or _INSTEAD.search(act):
        return False
    comma = max(low.rfind(mark, begin, time.start) for mark in (", ", "; "))
    after = text[comma + 2 : comma + _NEAR] if comma >= 0 else ""
    is_over = is_goal or low.startswith("; ", comma) or _ENDS_BAN.match(spelling.level(after))
    return not (is_over and duty_verbs.begins_duty(after))


def _forbidden(time: TimeWords) -> TimeWords:
    return time._replace(fields={}, whole=False, doubts=(*time.doubts, DraftReason(FORBIDDEN_THEN)))
