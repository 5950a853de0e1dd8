"""Where one duty in a sentence ends and another begins: at a party, a report or a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases.party_words import Subject
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.prose_reading.duty_segments import LONGEST_NAMES

_REPORT = re.compile(
    r"(?:[,;] ?(?:và |đồng thời )?| và )(?=(?:có |định kỳ |kịp thời |tổng hợp,? ?|hằng tuần "
    r"|hàng tuần |gửi )*báo cáo\b)"
)
_JOINT = re.compile(r"(?:,? (?:và|đồng thời),? |[,;] (?:và |đồng thời )?)")
_MORE_TIME = re.compile(r"(?:trước|ngày|phấn đấu|chậm nhất|\d)")
# … và 01 lớp đảng viên mới trong quý I/2027: another item of the same work
_ANOTHER = re.compile(r"\d{1,3} (?!giờ|tháng|ngày|năm|h\b|phút)[a-zà-ỹđ]")
_ACTS = re.compile(spelling.any_of(duty_phrases.VERBS))
_FEW = 25
_SHORT_NAME = 60


class Part(NamedTuple):
    """Describe a part of a paragraph that is one duty: its position, subject and times."""

    start: int
    end: int
    text: str
    subject: Subject | None
    times: tuple[TimeWords, ...]
    only_time: bool = False
    is_listed: bool = False


def next_begins(part: Part) -> int:
    """Return where another party's duty, a report or a second deadline begins, or 0."""
    if part.only_time:
        return 0
    return _next_party(part) or _report(part) or _after_time(part) or _same_again(part)


# Trang trí hội trường: chị Lài và chị Ánh, xong trong chiều 18/10
_BY_WHOM = re.compile(
    rf"[^:;.]{{8,120}}: (?P<names>(?i:{spelling.any_of(duty_phrases.PERSON_TITLES)})"
    r" [A-ZĐÀ-Ỹ][^,;:.()]{1,80}?)(?=, (?:xong|hoàn thành|trước|chậm nhất|trong)\b|[.;]?$)"
)


def given_later(text: str, times: Sequence[TimeWords]) -> Subject | None:
    """Return the subject named after its duty, or None: Thu nợ tiền điện, giao chị Tư thu."""
    named = _BY_WHOM.match(text) if ": " in text else None
    if named and duty_verbs.begins_duty(text):
        return Subject(named.span("names"), (0, 0), 0, is_given=True, has_predicate=True)
    at = spelling.level(text).find(", giao ") + 2
    if at < 2 or any(time.start < at for time in times) or not duty_verbs.begins_duty(text):
        return None
    subject = party_words.subject(text[at:])
    if not subject or not (subject.is_given and subject.has_predicate):
        return None
    (start, end), (first, last) = subject.owner, subject.support
    helpers = (at + first, at + last) if last else (0, 0)
    return subject._replace(owner=(at + start, at + end), support=helpers, rest=0)


# Words before another name in a list, or before a recipient.
_LISTS = re.compile(
    r"\b(?:phối hợp|cùng|với|gồm|như|của|do|các|gửi|cho|đến|về|và|là|tại|qua|báo cáo|trình|tham mưu"
    r"|ý kiến|đề nghị|giúp|phục vụ|mời)\b[^,;\d]*$"
)
_GIVEN = re.compile(r"giao (?:cho )?")
_TITLED = re.compile(rf"{spelling.any_of(duty_phrases.PERSON_TITLES)} ")
_FORBIDDEN = re.compile(r"(?:tuyệt đối |kiên quyết )?không |(?:nghiêm )?cấm ")
_LEAST_BEFORE = 15


def _next_party(part: Part) -> int:
    """Return where the next party's duty begins, or 0: …, giao X chuẩn bị …, Hội Y nấu ăn."""
    if second := _second_party(part):
        return second
    low, subject = spelling.level(part.text), part.subject
    begin = subject.rest if subject and subject.has_predicate else 0
    for match in re.finditer(r", (?:đồng thời,? )?", low[begin:]):
        at = begin + match.end()
        given = _GIVEN.match(low, at)
        if not party_words.starts_party(low, given.end() if given else at):
            continue
        before = low[:at].rstrip(", ")
        if len(before) < _LEAST_BEFORE:
            continue
        if given and not subject and not any(time.end <= at for time in part.times):
            continue  # this party is assigned the words before it
        name = _acting(part.text, low, at)
        if not name:
            continue
        again = before.endswith(f" {name.lower()}")
        gives = subject is not None and subject.is_given and part.text[at].isupper()
        also = gives or _TITLED.match(low, at) or _FORBIDDEN.match(low, begin)
        if given or again or (also and not _LISTS.search(before[-LONGEST_NAMES:])):
            return begin + match.start()
    return 0


def _second_party(part: Part) -> int:
    """Return where a party of the same kind begins, or 0: tổ A hỗ trợ X, tổ B hỗ trợ Y."""
    subject = part.subject
    if not subject or not subject.has_predicate:
        return 0
    first_word = spelling.level(part.text[subject.owner[0] :]).split(" ", 1)[0]
    low = spelling.level(part.text)
    for match in re.finditer(rf", (?={re.escape(first_word)}\b)", low[subject.rest :]):
        at = subject.rest + match.end()
        if part.text[at].isupper() and _acting(part.text, low, at):
            return subject.rest + match.start()
    return 0


def _acting(text: str, low: str, at: int) -> str:
    """Return the single party that acts in the words from `at` on, or ""."""
    party = party_words.subject(text[at : at + 2 * LONGEST_NAMES])
    if not party or not party.has_predicate or not _ACTS.match(low, at + party.rest):
        return ""
    name = party.names(text[at:])
    return "" if len(name) > _SHORT_NAME or "," in name else name


def _report(part: Part) -> int:
    """Return where a recurring report begins after other duties, or 0."""
    rhythm = next((time for time in part.times if "repeat" in time.fields), None)
    if not rhythm:
        return 0
    low = spelling.level(part.text)
    starts = [
        match.start() for match in _REPORT.finditer(low) if _FEW < match.start() < rhythm.start
    ]
    return starts[-1] if starts and not low[: starts[-1]].startswith("báo cáo") else 0


_APART = re.compile(r"riêng (?:đối với )?", re.IGNORECASE)


def _other_party_acts(text: str) -> bool:
    """Return whether the words begin with another party's duty: riêng Phòng Kinh tế gửi."""
    text = _APART.sub("", text, count=1) if _APART.match(text) else text
    other = party_words.subject(text)
    acts = other and other.has_predicate and _ACTS.match(spelling.level(text), other.rest)
    return bool(acts) and party_words.starts_party(spelling.level(text))


def _after_time(part: Part) -> int:
    """Return where a duty with a deadline of its own begins after another deadline, or 0."""
    low = spelling.level(part.text)
    dated = [time for time in part.times if time.is_dated and time.fields.keys() != {"start"}]
    for time, following in zip(dated, [*dated[1:], None], strict=False):
        if (
            following
            and "repeat" in time.fields
            and "repeat" in following.fields
            and following.start - time.end < 60
        ):
            continue
        end = following.start if following else len(low)
        for match in _JOINT.finditer(low, time.end, end):
            words = low[match.end() :]
            if following and _ANOTHER.match(words):
                return match.start()
            if _MORE_TIME.match(words):
                continue
            is_list = low.startswith(":", time.end)  # hằng ngày: Thôn Đông, Thôn Đoài báo cáo
            if following and not is_list and _other_party_acts(part.text[match.end() :]):
                return match.start()
            if not duty_verbs.begins_duty(words):
                continue
            if following or (match.group().strip(" ,;") and match.start() < time.end + 2):
                return match.start()
    return 0


# Words before a recipient: then a name after a day may be another recipient, not an owner.
_RECEIVED = re.compile(r"\b(?:về|cho|đến|tới|gửi|với|trình)\b")
_WORD = re.compile(r"\w+")
_NAME_ALONE = re.compile(r", (?P<name>(?:[A-ZĐÀ-Ỹ]|các )[^:;]{3,}?) ?")


def _same_again(part: Part) -> int:
    """Return where another party has the same duty: A nộp X trước 5/3, B trước 8/3; or 0."""
    subject, times = part.subject, part.times
    if not subject or not subject.has_predicate or len(times) != 2:
        return 0
    first, second = times
    another = _NAME_ALONE.fullmatch(part.text[first.end : second.start])
    if not another or not all("due" in time.fields for time in times):
        return 0
    what = spelling.level(part.text[subject.rest : first.start])
    names_others = any(
        party_words.starts_party(what, word.start()) for word in _WORD.finditer(what)
    )
    if names_others or not what.strip() or _RECEIVED.search(what):
        return 0  # Đảng ủy tổ chức đại hội chi bộ trước 5/3, đại hội Đảng bộ trước 8/3
    return first.end if party_words.starts_party(spelling.level(another["name"])) else 0
