"""Whether a sentence assigns a duty or only reports what someone does, and who owes the duty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.party_words import Subject
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.phrases.time_readers import BARE_DAY
from ntmtrack.drafting.prose_reading import duty_block
from ntmtrack.drafting.prose_reading import duty_segments
from ntmtrack.drafting.prose_reading import duty_sentences
from ntmtrack.drafting.prose_reading import line_kinds
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.outline import Line
from ntmtrack.drafting.prose_reading.outline import OwnerInForce
from ntmtrack.drafting.prose_reading.sentence_parts import Part

_LONGEST_OWNERS = 420  # letters of a heading that lists names


class Owed(NamedTuple):
    """Represent the owner of a duty, its helpers, and the doubts about them."""

    names: str = ""
    support: str = ""
    doubts: tuple[DraftReason, ...] = ()


def is_owners_heading(line: Line, subject: Subject, *, has_begun: bool) -> bool:
    """Return whether a line that names a body says who owes the duties below it."""
    text, low = line.text, spelling.level(line.text)
    if line.rank and line_kinds.is_heading_of_party(text, subject.rest):
        return True
    ends_open = line_kinds.ends_open(low)
    names_somebody = subject.is_given or party_words.starts_party(low) or ends_open
    if not names_somebody or line_kinds.ISSUES.search(low):
        return False
    ends_with_names = subject.owner[1] >= len(low.rstrip(" :.;")) - 1
    only_names = line.rank and not subject.has_predicate and ends_with_names
    tells = low.endswith(".") or time_phrases.names_a_day(text)
    opens = ends_open and (has_begun or subject.is_given or line.rank)
    return bool((only_names and len(text) < _LONGEST_OWNERS and not tells) or opens)


# Words that only introduce a list; a verb with its own object would be a duty.
_NEUTRAL_OPENING = re.compile(
    r"[ ,]*(?:(?:và|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|tập trung|lo|làm|triển khai"
    r"|thực hiện|(?:như )?sau(?: đây)?"
    r"|(?:(?:các|những|một số|mấy) )?(?:việc|công việc|phần việc|nhiệm vụ|nội dung)(?: cụ thể)?)"
    r"[ ,]*)+:"
)
_FORBIDS = re.compile(r"\b(?:cấm|không|chưa|hành vi|hạn chế)\b")


def stands_before_listing(parts: Sequence[Part]) -> bool:
    """Return whether the first part introduces the listed ones, undated and no ban."""
    if len(parts) < 2 or not parts[1].is_listed or parts[0].is_listed or parts[0].times:
        return False
    return not _FORBIDS.search(spelling.level(parts[0].text))


def only_opens(part: Part) -> bool:
    """Return whether the words before a listing only introduce it, and may name its owner."""
    rest = part.subject.rest if part.subject else 0
    return bool(_NEUTRAL_OPENING.fullmatch(spelling.level(part.text)[rest:].strip()))


def is_names_only(part: Part) -> bool:
    """Return whether the words before a listing consist of its owners' names."""
    at_end = part.subject is not None and part.subject.rest == len(part.text) + 1
    return at_end or duty_segments.is_names_only(part.text)


def owner_of_listing(parts: Sequence[Part], rank: float) -> OwnerInForce | None:
    """Return the owner named before a listing, if any: Vụ A (1) …; (2) …."""
    text, subject = parts[0].text, parts[0].subject
    if subject is None:
        return None
    return OwnerInForce(rank, subject.names(text), subject.helpers(text), is_heading=True)


# One-word names, short for the last full name that begins so: Ban Pháp chế …. Ban báo cáo …
_BARE_NAMES = frozenset(["Ban", "Sở", "Cục", "Vụ", "Viện", "Hội", "Đài", "Trường"])


def with_full_name(owed: Owed, line: Line, part: Part, above: OwnerInForce | None) -> Owed:
    """Replace an owner's one-word name, such as “Ban”, by the full name it stands for.

    The result carries a doubt that quotes the full name.
    """
    if owed.names not in _BARE_NAMES:
        return owed
    if above and above.names.startswith(f"{owed.names} "):
        full = above.names
    else:
        start = part.subject.owner[0] if part.subject else 0
        full = _full_name(owed.names, line.text.partition(part.text)[0] + part.text[:start])
    if full == owed.names:
        return owed
    reason = DraftReason(duty_block.OWNER_ABOVE, {"text": duty_block.shorten(full)})
    return owed._replace(names=full, doubts=(reason,))


def _full_name(name: str, before: str) -> str:
    """Return the last full name in a text that begins with a given word, or the word itself."""
    at = before.rfind(f"{name} ")
    full = name
    for word in before[at:].split()[1:] if at >= 0 else ():
        last = full.rsplit(" ", 1)[-1]
        goes_on = word[0].isupper() or word.isdigit() or word in {"và", "-"} or last.istitle()
        if not goes_on or (last == name and not word[0].isupper()):
            break
        full = f"{full} {word.rstrip(',;.')}"
        if word[-1] in ",;.":
            break
    return full.removesuffix(" và").removesuffix(" -")


def named(part: Part, line: Line, above: OwnerInForce | None, recipients: str) -> Owed:
    """Return the owner whom a sentence names; if it means all addressees, the recipients."""
    if part.subject is None:
        return Owed()
    owed = Owed(part.subject.names(part.text), part.subject.helpers(part.text))
    owed = with_full_name(owed, line, part, above)
    if means_recipients(owed.names, recipients):
        addressed = DraftReason(duty_block.OWNER_ADDRESSED)
        return owed._replace(names=recipients, doubts=(addressed,))
    return owed


# A group of one kind, which only some of the addressees may belong to.
_OF_KIND = re.compile(r"(?:các|những|toàn thể) (?P<kind>thôn|chi đoàn|chi hội)\b")


def means_recipients(names: str, recipients: str) -> bool:
    """Return whether a group's name means all addressees: các đơn vị; các thôn, if all are such."""
    low = spelling.level(names)
    if not recipients or not line_kinds.ALL_ADDRESSED.fullmatch(low):
        return False
    group = _OF_KIND.match(low)
    listed = re.split(r"[;\n]", spelling.level(recipients)) if group else ()
    return all(re.search(rf"\b{group['kind']}\b", each) for each in listed) if group else True


def divides_own_work(line: Line, part: Part, above: OwnerInForce | None, recipients: str) -> bool:
    """Return whether a sentence tells the owner above to divide work among its own people."""
    rank = outline.NUMBER if not line.rank else line.rank
    parts = spelling.level(part.text).startswith("phân công ")
    return bool(parts and above and above.names != recipients and above.rank <= rank)


def may_assign(line: Line, part: Part, *, is_told: bool) -> bool:
    """Return whether a sentence with a subject assigns a duty.

    `is_told` means that the text around it contains duties.
    """
    subject = part.subject
    if subject is None:
        return False
    low = spelling.level(part.text)
    if line_kinds.RECOUNTS.match(low, subject.rest):
        return False
    exhorts = line_kinds.EXHORTS.search(low[subject.owner[1] :][:80])
    if subject.is_given or is_told or exhorts:
        return subject.is_given or bool(line.rank) or not low.startswith("ban hành", subject.rest)
    return line.rank >= outline.ARTICLE or any(time.is_called_for for time in part.times)


_PAST_DAY = re.compile(rf", (?:sáng |trưa |chiều |tối |đêm |ngày )+(?P<day>{BARE_DAY}) $")


def tells_what_was_done(part: Part, issued: date | None) -> bool:
    """Return whether a sentence names a past day before its subject, and no other time.

    For example: Theo biên bản, ngày 5/3 Tổ trực lập hồ sơ.
    """
    if part.times or not part.subject or not issued:
        return False
    match = _PAST_DAY.search(spelling.level(part.text)[: part.subject.owner[0]])
    day, _ = time_readers.read_day(match["day"], issued) if match else (None, ())
    return day is not None and day < issued


# A duty without a named owner: Biên bản phải gửi về xã chậm nhất ngày 20/6.
_MUST_BE_DONE = re.compile(
    r"(?!tính đến|đến nay|trong đó)"
    r".*?\b(?:(?:phải|cần) (?:được )?(?:\w+ )?(?:tiến hành|tổ chức|thực hiện|lập"
    r"|gửi|nộp|hoàn thành|hoàn tất|xong|trình|báo cáo|chuyển)"
    r"|được (?:gửi|nộp|hoàn thành|hoàn tất|trình|chuyển))\b"
)


def must_be_done(
    text: str, times: Iterable[TimeWords], *, is_counted: bool, is_listed: bool
) -> bool:
    """Return whether a sentence says what must be done, and by when.

    `is_counted` means that its line has a number or a dash, `is_listed` that it stands among
    duties.
    """
    dues = [time for time in times if {"due", "repeat"} & time.fields.keys()]
    if not any(time.is_called_for for time in dues):
        return bool(dues) and is_listed and duty_verbs.begins_duty(text)
    if _MUST_BE_DONE.match(spelling.level(text)) or duty_sentences.hands_over(text):
        return True
    may_be = is_listed or is_counted
    return may_be and any(map(duty_verbs.begins_duty, (text, line_kinds.without_title(text))))
