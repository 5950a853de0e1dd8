"""Split off a lead named only after the duty: in a sentence, in brackets or after a dash."""

from __future__ import annotations

import re
from typing import NamedTuple

from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling


class Labelled(NamedTuple):
    """Label a value with its kind: owner, support, leader, deadline, product, note or title."""

    kind: str
    value: str


# A sentence after the duty that only names the lead: … Phòng A chủ trì, phối hợp B.
_WHO_LEADS = re.compile(
    r"(?P<before>.{15,}?[.;:(]) ?(?P<owner>(?!giao|đề nghị)[^.;:()]{4,90}?) (?:chủ trì|phụ trách)"
    r"(?:,? (?:và )?phối hợp(?: với| cùng)? (?P<support>[^.;:()]{3,120}?))?"
    r"(?:,? (?:tham mưu|thực hiện|tổ chức|triển khai)(?: thực hiện)?)?(?P<rest>[.;)](?: .*)?|)$"
)
_LEADS = re.compile("chủ trì|phụ trách|giao ")  # quick check: both patterns below need one of these
_WHO_DOES = re.compile(  # … từ ngày 01/4/2026; giao Kế toán thực hiện.
    r"(?P<before>.{15,}?[.;(]) ?giao (?P<owner>[^.;:()]{4,90}?)(?P<support>)"
    r" (?:tổ chức )?(?:thực hiện|triển khai|chủ trì)(?P<rest>[.;)](?: .*)?|)$"
)


def split(text: str) -> tuple[str, list[Labelled]]:
    """Split off what a text ends with if that only names the lead, support or deadline."""
    low = spelling.level(text)
    match = _LEADS.search(low) and (_WHO_LEADS.match(low) or _WHO_DOES.match(low))
    if (
        not match
        or not text[match.start("owner")].isupper()
        or party_words.subject(match["before"])
    ):
        return _names_last(text, low)
    values = [
        Labelled(kind, text[slice(*match.span(name))].strip(" ;.,()"))
        for kind, name in (("owner", "owner"), ("support", "support"), ("deadline", "rest"))
        if match[name]
    ]
    before = text[: match.end("before")].rstrip(" (;:")
    return before, [value for value in values if value.value]


# Separators before the names that end a duty: … (Khoa Dược); … - đ/c Mùi; … => Tổ điện nước.
_BEFORE_NAMES = (" (", " - ", " – ", "=> ", "-> ", "→ ", ", giao ", "; giao ", ", ")
_SAYS_NO_MORE = re.compile(
    r" (?:tổ chức |chủ trì )?(?:thực hiện|triển khai|chủ trì|phụ trách|đảm nhận)"
    r"(?P<when>,? (?:xong |hoàn thành )?(?:trước|trong|chậm nhất|từ|vào|đến|hằng|hàng)\b.{3,60})?$"
)
# Before a bracket that only explains a receiver or a possessor: gửi về Đảng ủy (Văn phòng Đảng ủy).
_RECEIVES = re.compile(
    r"\b(?:về|cho|đến|qua|tới|trình|báo cáo|gửi|với|của|tại|là|như|gồm)\b[^,;.\d]{1,60}$"
)
_LONGEST = 160


def _names_last(text: str, low: str) -> tuple[str, list[Labelled]]:
    """Split off the names that end a single sentence, if they are its lead's."""
    end = low.rstrip(" .;)/")
    for sign in _BEFORE_NAMES:
        at = end.rfind(sign, max(0, len(end) - _LONGEST))
        if at < 0 or (sign == " (" and not low[len(end) :].startswith(")")):
            continue
        start = at + len(sign)
        no_more = _SAYS_NO_MORE.search(end, start)
        names = text[start : no_more.start() if no_more else len(end)]
        if sign == ", " and not (no_more and no_more["when"]):
            continue  # an item of a list, not the owner
        before = text[:at].rstrip(" ,;=-")
        lead, _, support = names.partition(" phối hợp ")
        if _is_one_duty(before) and _are_names(lead, sign):
            when = no_more["when"] or "" if no_more else ""
            values = [
                Labelled("owner", lead.strip(" ,;")),
                Labelled("support", support.removeprefix("với ").strip(" ,;")),
                Labelled("deadline", when.strip(" ,;")),
            ]
            return before, [value for value in values if value.value]
    return text, []


def _is_one_duty(text: str) -> bool:
    """Return whether a text is one sentence that states a duty without naming its owner."""
    subject = party_words.subject(text)
    return (
        len(text) > 15
        and duty_verbs.may_begin_duty(text)
        and not (subject and subject.has_predicate)
        and not re.search(r"[^\W\dA-ZĐ]{2}\. ", text)
        and not _RECEIVES.search(spelling.level(text))
    )


def _are_names(text: str, sign: str) -> bool:
    """Return whether a text is only names; except in brackets or after a comma, with a capital."""
    low = spelling.level(text)
    if not party_words.starts_party(low) or re.search(r"[:;]|\d{2}", low):
        return False
    subject = party_words.subject(text)
    is_person = bool(re.search(r"[A-ZĐ]", text))
    return (subject is None or not subject.has_predicate) and (is_person or sign in {" (", ", "})
