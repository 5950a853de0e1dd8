"""Duties as read from text, in blocks: labels, or a deadline below, apply to the whole block."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import last_leads
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.last_leads import Labelled
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.wording.words import N_

OWNER_ABOVE = N_("Who is responsible is given above: {text}")
NOBODY = N_("Nobody is named.")
OWNER_ADDRESSED = N_("Nobody is named; these are the addressees of the document.")
DEADLINE_ABOVE = N_("The deadline is in a line above: {text}")
DEADLINE_BELOW = N_("The deadline is in a sentence below: {text}")
_MOST_SHOWN = 80
LABELS: Mapping[str, tuple[str, ...]] = {
    "owner": spelling.listed(
        """
        đơn vị chủ trì; cơ quan chủ trì; cơ quan, đơn vị chủ trì; chủ trì thực hiện; chủ trì;
        cơ quan thực hiện; đơn vị thực hiện; bộ phận chủ trì; bộ phận thực hiện; người thực hiện;
        phân công thực hiện; trách nhiệm thực hiện; đơn vị tham mưu; cơ quan tham mưu;
        giao thực hiện; đầu mối; đơn vị đầu mối; cơ quan chịu trách nhiệm; người chịu trách nhiệm;
        phụ trách; người phụ trách; thực hiện; đơn vị chịu trách nhiệm; chịu trách nhiệm;
        cơ quan chủ trì thực hiện; phân công; bộ phận tham mưu; đơn vị, cá nhân thực hiện;
        trách nhiệm
        """
    ),
    "support": spelling.listed(
        """
        đơn vị phối hợp; cơ quan phối hợp; cơ quan, đơn vị phối hợp; phối hợp thực hiện; phối hợp;
        bộ phận phối hợp; người phối hợp; cùng thực hiện; phối hợp với
        """
    ),
    "leader": spelling.listed(
        """
        lãnh đạo phụ trách; lãnh đạo chỉ đạo; người chỉ đạo; chỉ đạo thực hiện; chỉ đạo;
        lãnh đạo theo dõi; phụ trách chỉ đạo; đồng chí chỉ đạo; theo dõi, chỉ đạo
        """
    ),
    "deadline": spelling.listed(
        """
        thời gian thực hiện; thời gian hoàn thành; thời hạn hoàn thành; thời hạn thực hiện;
        thời hạn; thời gian; tiến độ; tiến độ thực hiện; hạn hoàn thành; hoàn thành;
        tiến độ hoàn thành; thời điểm hoàn thành; hạn; thời gian báo cáo; thời hạn báo cáo
        """
    ),
    "product": spelling.listed(
        """
        sản phẩm; kết quả; kết quả, sản phẩm; sản phẩm, kết quả; sản phẩm đầu ra;
        kết quả đạt được; sản phẩm dự kiến; kết quả dự kiến; kết quả/sản phẩm; sản phẩm/kết quả;
        kết quả đầu ra
        """
    ),
    "note": spelling.listed(
        """
        kinh phí; nguồn kinh phí; kinh phí thực hiện; địa điểm; thành phần; ghi chú; hình thức;
        đối tượng
        """
    ),
    "title": spelling.listed(
        """
        nhiệm vụ; nội dung; nội dung nhiệm vụ; nội dung thực hiện; công việc; tên nhiệm vụ;
        nội dung công việc; nhiệm vụ cụ thể; việc; nội dung cụ thể
        """
    ),
}
_KIND_OF = {spelling.level(label): kind for kind, labels in LABELS.items() for label in labels}
# More labels: a word for a time or for people, followed by an activity.
_OF_TIME = r"(?:thời gian|thời hạn|thời điểm|hạn|mốc)"
_OF_PEOPLE = r"(?:đơn vị|cơ quan|bộ phận|tổ chức|người|cá nhân)"
_DONE = (
    r"(?:,? (?:thực hiện|hoàn thành|triển khai|trình|ban hành|nộp|gửi|báo cáo|dự kiến|tổ chức|xong"
    r"|kết thúc|giải quyết|xử lý|khắc phục|trả lời|phê duyệt|đăng ký|cuối|chót|soạn thảo|xây dựng"
    r"|thời gian|được giao|chịu trách nhiệm|chính))+"
)
_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[.;(–] )|(?<=[.;(])|(?<=^[-+*] )|(?<= - )|(?<=\*\*)|(?<=__))"
    rf"(?P<label>{spelling.any_of(_KIND_OF)}|(?P<time>{_OF_TIME}{_DONE})|{_OF_PEOPLE}{_DONE})"
    r"(?:\*\*|__)? ?:(?:\*\*|__)? ?"
)
# A time without a label after names: …; hoàn thành trước ngày 30/6.
_WHEN = re.compile(
    r"[;,.] (?=(?:hoàn thành|xong|trước|chậm nhất|thời gian|thời hạn|trong tháng|trong quý"
    r"|trong năm)\b)"
)


# Chủ trì: Trưởng ban (phối hợp với Trưởng thôn)
_HELPED = re.compile(r" ?\((?:phối hợp|cùng)(?: với| cùng)? (?P<support>[^()]+)\)?$")


class RawDuty(NamedTuple):
    """Store what was read of one duty: names as printed, and times as found.

    `from_column` means that the times come from a table's deadline column, `is_heading` that the
    text is a title over labels.
    """

    text: str
    place: SourcePlace
    clause: str = ""
    section: str = ""
    owner: str = ""
    support: str = ""
    leader: str = ""
    report_to: str = ""
    product: str = ""
    note: str = ""
    villages: str = ""
    deadline: str = ""
    times: tuple[TimeWords, ...] = ()
    from_column: bool = False
    doubts: tuple[DraftReason, ...] = ()
    is_heading: bool = False


class DutyBlock:
    """Collect the duties of a block and the values of its labels."""

    def __init__(self, issued: date | None) -> None:
        self._issued = issued
        self._duties: list[RawDuty] = []
        self._undated: list[int] = []  # indexes of the duties without a time
        self._labels: dict[str, str] = {}
        self._title: RawDuty | None = None
        self._lines: list[UnusedText] = []  # the lines of the labels
        self._above: frozenset[str] | None = None  # the kinds of labels over “Nội dung:”
        self._list_rank: float | None = None  # of a “Nội dung:” with its list below

    @property
    def has_labels(self) -> bool:
        """Return whether a label was read, so that the next duty begins a new block."""
        return bool(self._labels)

    def is_over(self, rank: float) -> bool:
        """Return whether a line belongs to a list whose labels stand above it."""
        return self._list_rank is not None and rank > self._list_rank

    def is_before(self, kind: str) -> bool:
        """Return whether a label begins a new block.

        “Nội dung:” does so after labels and content, a sentence after any label, and any other
        label if it repeats one over “Nội dung:”.
        """
        if kind == "title":
            return bool(self._labels and (self._duties or self._above is not None))
        if kind == "sentence":
            return bool(self._labels)
        return kind in (self._above or ())

    @property
    def count(self) -> int:
        """Return the number of duties in the block."""
        return len(self._duties)

    def add(self, duty: RawDuty) -> None:
        """Add a duty."""
        if not duty.times:
            self._undated.append(len(self._duties))
        self._duties.append(duty)

    def set_title(self, title: RawDuty) -> None:
        """Set the title over labels; if no duty is written below it, it is the duty."""
        self._title = self._title or title

    def set_content(self, content: RawDuty, rank: float) -> None:
        """Set the content of a “Nội dung:” label, or note that its list follows.

        The labels above it apply too: Thời gian: …; Nội dung: ….
        """
        self._above = frozenset(self._labels)
        if content.text:
            self.set_title(content)
        else:
            self._list_rank = rank

    def leave_list(self) -> None:
        """Drop the labels over a list whose entries have labels of their own."""
        self._labels, self._above, self._list_rank = {}, None, None

    def label(self, kind: str, value: str, line: UnusedText) -> None:
        """Store the value and the line of a label; a repeated label extends its first value."""
        self._lines.append(line)
        noted = self._labels.get(kind, "")
        if value.lower() not in noted.lower():
            self._labels[kind] = f"{noted}; {value}" if noted else value

    def date_undated(
        self, times: tuple[TimeWords, ...], words: str, sentence: str, own: int
    ) -> bool:
        """Set a deadline on the undated duties, and return whether there were any.

        `own` is the index of the first duty of the sentence's paragraph. If that paragraph has
        duties, all of them dated, nothing changes and False is returned.
        """
        undated = self._undated
        if own < len(self._duties) and not any(number >= own for number in undated[-1:]):
            return False  # the sentence only adds to the duty before it
        for number in undated:
            duty = self._duties[number]
            doubts = duty.doubts
            if number < own or own == len(self._duties):
                doubts = (*doubts, DraftReason(DEADLINE_BELOW, {"text": shorten(sentence)}))
            self._duties[number] = duty._replace(times=times, deadline=words, doubts=doubts)
        self._undated = [] if times else undated
        return bool(undated)

    def close(self) -> tuple[list[RawDuty], list[UnusedText]]:
        """Return the duties completed by the labels, and the unused texts; reset the block.

        A duty is kept if it has an owner, counts from an event, or is marked as owned by nobody.
        If none is kept and there are labels, the title becomes the duty.
        """
        filled = [self._filled(duty) for duty in self._duties]
        duties = [duty for duty in filled if _is_kept(duty)]
        unused = [UnusedText(duty.place, duty.text) for duty in filled if not _is_kept(duty)]
        if not duties and self._title and self._labels:
            duties = [self._filled(self._title)]
        elif not self._duties:
            unused = [UnusedText(self._title.place, self._title.text)] if self._title else []
            unused += self._lines
        self._duties, self._labels, self._title, self._lines = [], {}, None, []
        self._undated, self._above, self._list_rank = [], None, None
        return duties, unused

    def _filled(self, duty: RawDuty) -> RawDuty:
        labels = self._labels
        if "owner" in labels:
            above = {OWNER_ABOVE, OWNER_ADDRESSED, NOBODY}
            doubts = tuple(doubt for doubt in duty.doubts if doubt.text not in above)
            duty = duty._replace(owner=labels["owner"], doubts=doubts)
        is_above = "deadline" in (self._above or ())
        if is_above and not duty.times:
            reason = DraftReason(DEADLINE_ABOVE, {"text": shorten(labels["deadline"])})
            duty = duty._replace(doubts=(*duty.doubts, reason))
        if "deadline" in labels and not (is_above and duty.times):
            times = tuple(time_phrases.in_cell(labels["deadline"], self._issued))
            duty = duty._replace(deadline=labels["deadline"], times=times)
        return duty._replace(
            support=labels.get("support", duty.support),
            leader=labels.get("leader", duty.leader),
            product=labels.get("product", duty.product),
        )


def _is_kept(duty: RawDuty) -> bool:
    counts = any("event" in time.fields for time in duty.times)
    return bool(duty.owner) or counts or DraftReason(NOBODY) in duty.doubts


def shorten(text: str) -> str:
    """Return a text as quoted in a reason: at most 80 letters."""
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1].rstrip() + "…"


# Another sentence after the value of a label: Địa điểm: sân xã. Các thôn cử …
_TELLS_MORE = re.compile(r"(?<=[^A-ZĐ\W])\. (?=[A-ZĐÀ-Ỹ])")


def _is_duty(text: str) -> bool:
    subject = party_words.subject(text)
    return bool(subject and subject.has_predicate) or duty_verbs.begins_duty(text)


def tells_duty(text: str, issued: date | None) -> bool:
    """Return whether a note contains a dated duty: Kinh phí: Kế toán lập dự toán trước 20/3."""
    times = time_phrases.in_sentence(text, issued)
    return _is_duty(text) and any({"due", "repeat"} & time.fields.keys() for time in times)


def split_labels(text: str) -> tuple[str, list[Labelled]]:
    """Split a text into the words before its first label, and the labelled values."""
    before, values = _split_labels(text)
    return before, list(values)


@lru_cache(maxsize=4096)
def _split_labels(text: str) -> tuple[str, Sequence[Labelled]]:
    matches = list(_LABEL.finditer(spelling.level(text))) if ":" in text else []
    if not matches:
        return last_leads.split(text)
    ends = [*(match.start() for match in matches[1:]), len(text)]
    values: list[Labelled] = []
    for match, end in zip(matches, ends, strict=True):
        kind = _KIND_OF.get(match["label"]) or ("deadline" if match["time"] else "owner")
        value = text[match.end() : end].strip(" ;.,()-–*_")
        when = (
            _WHEN.search(spelling.level(value)) if kind in {"owner", "support", "leader"} else None
        )
        if when:
            values.append(Labelled("deadline", value[when.end() :].strip(" ;.,()")))
            value = value[: when.start()].strip(" ;.,()")
        if kind == "owner" and (helped := _HELPED.search(spelling.level(value))):
            values.append(Labelled("support", value[slice(*helped.span("support"))]))
            value = value[: helped.start()]
        addition = _TELLS_MORE.search(value) if kind != "title" else None
        if addition and _is_duty(value[addition.end() :]):
            more, value = value[addition.end() :], value[: addition.start()]
            values += [Labelled(kind, value), Labelled("sentence", more)]
        else:
            values.append(Labelled(kind, value))
    return text[: matches[0].start()].strip(" (;,-–*_"), values


_ONLY_LABEL = re.compile(
    r"(?:đơn vị|cơ quan|bộ phận)(?:,? (?:và )?(?:chủ trì|phối hợp|thực hiện|tham mưu))+"
    r"|(?:chủ trì|phối hợp|thời gian|thời hạn)(?:,? (?:và )?(?:phối hợp|thực hiện))*"
)


def is_label(text: str) -> bool:
    """Return whether a line is only a label, with its value below: Cơ quan chủ trì."""
    return bool(_ONLY_LABEL.fullmatch(spelling.level(text).strip(" .:")))


def first_label(text: str) -> str:
    """Return the kind of the label that a text begins with, or ""."""
    before, values = split_labels(text)
    return values[0].kind if values and not before else ""
