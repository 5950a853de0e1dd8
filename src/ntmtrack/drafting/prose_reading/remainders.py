"""Finds sentences that name a body and its task but became no duty, to list them as unused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases.time_readers import HOUR
from ntmtrack.drafting.prose_reading import duty_block
from ntmtrack.drafting.prose_reading import line_kinds
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.duty_block import RawDuty

# A predicate that only opens a list: … thực hiện các nội dung sau:
_OPENS = re.compile(r"[^,;.()]{0,80}\b(?:sau(?: đây)?|nội dung|nhiệm vụ|công việc|việc) ?:\W*")
_INTRODUCES = re.compile(
    r"(?:\bsau(?: đây)?|yêu cầu|đề nghị|kết luận|quyết định|quyết nghị|thông báo|chỉ đạo|hướng dẫn"
    r"|nội dung|nhiệm vụ|việc) ?:\W*$"
)
# An entry of a programme: 7h30: Đoàn đại biểu dâng hương.
_AT_HOUR = re.compile(
    rf"(?:(?:lúc|từ|vào|đúng) )?{HOUR}(?!\w)(?: ?(?:-|–|→|~|đến) ?{HOUR}(?!\w))?\W{{0,4}}\w"
)
_BULLET = re.compile(r"^[^\w(“\"]+")
_CUT = "\n"
_FEW, _MANY = 6, 12  # words


def find(
    paragraphs: Iterable[TextParagraph],
    duties: Sequence[RawDuty],
    unused: Sequence[UnusedText],
    head: str,
) -> Iterator[UnusedText]:
    """Yield the texts that read as duties but are in no duty, unused text or head."""
    texts_at: dict[int, list[str]] = {}
    for place, text in [(each.place, each.text) for each in duties] + list(unused):
        texts_at.setdefault(place.paragraph, []).append(text)
    everything = spelling.key(
        " ".join([head, *(text for texts in texts_at.values() for text in texts)])
    )
    labelled = _CUT.join(
        f"{duty.owner}{_CUT}{duty.support}{_CUT}{duty.leader}{_CUT}{duty.product}{_CUT}{duty.deadline}"
        for duty in duties
    )
    for line in outline.lines(paragraphs):
        plain = [
            each.removeprefix(line.number).strip()
            for each in texts_at.get(line.place.paragraph, ())
        ]
        goes_on = False  # whether the previous part of the sentence was listed
        for text in _unread(line.text, plain, labelled):
            is_listed = _names_duty(text) or (goes_on and len(text.split()) >= _FEW)
            if is_listed and spelling.key(text) not in everything:
                yield UnusedText(line.place, text)
            goes_on = is_listed and text.endswith(";")


def _unread(text: str, read: Iterable[str], labelled: str) -> Iterator[str]:
    """Yield the sentences of a text that are neither in read texts nor values of labels."""
    for each in sorted(filter(None, read), key=len, reverse=True):  # "" would cut everywhere
        text = text.replace(each, _CUT)
    for rest in text.split(_CUT):
        before, values = duty_block.split_labels(rest.strip())
        kept = [
            value.value for value in values if value.value not in labelled or _acts(value.value)
        ]
        for each in (before, *kept):
            sentences = re.split(r"(?<=[.;]) ", each) if each else ()
            yield from filter(None, map(spelling.compact, sentences))


def _acts(text: str) -> bool:
    subject = party_words.subject(text)
    return bool(subject and subject.has_predicate)


def _names_duty(text: str) -> bool:
    """Return whether a text is an entry of a programme, or names a body and its task.

    The heading of a list does not count.
    """
    text = _BULLET.sub("", text)
    low, subject = spelling.level(text), party_words.subject(text)
    if _AT_HOUR.match(low):
        return True
    if subject and (
        line_kinds.is_heading_of_party(text, subject.rest) or not subject.has_predicate
    ):
        return False
    rest = low[subject.rest :] if subject else low
    opens = _OPENS.fullmatch(rest) if subject else _INTRODUCES.search(low)
    if low.endswith(":") and (opens or len(rest.split()) < _FEW):
        return False
    if not subject and not duty_verbs.has_duty_verb(text):
        return False
    is_sentence = low.endswith((".", ";", "/")) or len(low.split()) > _MANY
    return bool(subject) or (is_sentence and party_words.names_party(low))
