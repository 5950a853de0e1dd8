"""Turn a whole document into `Findings`: its head, parties, villages, events and duties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from typing import Any

from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import Contradiction
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.extraction import contradictions
from ntmtrack.drafting.extraction import document_parts
from ntmtrack.drafting.extraction import duty_places
from ntmtrack.drafting.extraction import head as document_head
from ntmtrack.drafting.extraction import parties
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import measures_words
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.spelling import Slugs
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading import prose
from ntmtrack.drafting.prose_reading import remainders
from ntmtrack.drafting.prose_reading.duty_block import RawDuty
from ntmtrack.drafting.table_reading import duty_rows
from ntmtrack.drafting.table_reading import duty_tables
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.wording.words import N_

ALSO_BEGINS = N_("The document also says when to begin: {period}.")
ALSO_DATED = N_("Besides the recurring deadline, the sentence gives a date: {dates}.")
_MOST_LINES, _MOST_FOUND = 40_000, 20_000  # duties, and texts that became no duty
_COUNTED = re.compile(
    r"^(?:\(?\d{1,2}(?:\.\d{1,2})*[.)/-]|[a-zđ]\)"
    r"|(?i:nhiệm vụ|công việc|hoạt động|việc) (?:số )?\d{1,2} ?[.:)-]) "
)


def find(document: SourceDocument, column_map: Mapping[str, str]) -> Findings:
    """Find the head, parties, villages, events and duties of a document.

    Raise TooMuchError if it has too many lines or duties.
    """
    return _Finder(document, column_map).findings()


class _Finder:
    """Search one document, and keep what each step finds for the next."""

    def __init__(self, document: SourceDocument, column_map: Mapping[str, str]) -> None:
        document = document._replace(blocks=tuple(document_parts.mended(document.blocks)))
        self._blocks = document.blocks
        self._texts = document_parts.all_texts(document)
        plain = [text for text, _ in self._texts]
        self._sent_to = document_parts.sent_to(self._texts)
        self._head = document_head.find(
            document_parts.first_lines(document), document_parts.last_lines(document)
        )
        head_day = self._head.issued or self._head.propose.get("issued", "")
        issued = head_day or document_parts.first_day(document)
        self._issued = date.fromisoformat(issued) if issued else None
        self._parties = parties.Parties(Slugs(), parties.shortenings(plain))
        self._villages = places_and_events.GatheredVillages(Slugs())
        self._villages.gather(self._texts)
        self._events = places_and_events.Events(Slugs(), self._issued)
        self._slugs = Slugs()
        self._annexes: dict[tuple[str, int], str] = {}  # by sheet and number of the table below it
        self._tables = duty_tables.DocumentTables(self._issued, self._head.subject, column_map)
        self._contradictions: list[Contradiction] = []
        self._line_count = 0

    def findings(self) -> Findings:
        """Return the findings of the whole document."""
        raw, unused = self._read()
        self._villages.gather_cells((duty.villages, duty.place) for duty in raw)
        self._villages.count_in(text for text, _ in self._texts)
        self._parties.gather_alone(raw)
        self._note_printed_days(raw)
        duties = [self._duty(duty) for duty in raw]
        villages = self._villages.all()
        in_text = contradictions.find(
            self._texts, self._issued, [village.name for village in villages]
        )
        return Findings(
            head=self._head,
            parties=self._parties.all(),
            villages=villages,
            events=self._events.all(text for text, _ in self._texts),
            duties=duties,
            unused=unused,
            contradictions=[*in_text, *self._contradictions],
            unknown_columns=list(dict.fromkeys(self._tables.unknown)),
            columns=self._tables.columns,
        )

    # Reading

    def _read(self) -> tuple[list[RawDuty], list[UnusedText]]:
        """Parse tables and runs of paragraphs in order, also those after the signature.

        Return the duties and the texts that became none, both in the order of the document.
        """
        reader = prose.Prose(self._issued, "; ".join(self._head.recipients), self._head.subject)
        section = annex = ""
        order: dict[SourcePlace, int] = {}
        run: list[TextParagraph] = []
        titles = document_parts.title_lines(self._blocks, self._head.subject)
        skip = document_parts.skipped(self._blocks) | titles
        for number, block in enumerate(self._blocks):
            order[block.place] = number
            annex = document_parts.annex_over(block) or annex
            if isinstance(block, SourceTable):
                reader.read(self._lines(run))
                run = []
                self._annexes[block.place.sheet, block.place.table] = annex
                for notes in self._tables.read(block, section, number):
                    reader.read(outline.lines(notes))
                    order |= dict.fromkeys((note.place for note in notes), number)
            elif number not in skip:
                self._tables.end_section(block.text)
                run.append(block)
                section = block.text if outline.lines([block])[0].is_caps else section
        reader.read(self._lines(run))
        placed = [(order.get(duty.place, 0), duty) for duty in reader.duties]
        placed = sorted([*self._tables.duties, *placed], key=lambda item: item[0])
        left_over = [left for left in reader.unused if not document_head.is_part_of(left.text)]
        duties, unused = (
            _deduplicated([duty for _, duty in placed]),
            [*left_over, *self._tables.unused],
        )
        if len(placed) + len(unused) > _MOST_FOUND:
            raise TooMuchError
        unused += self._sent_to
        plain = [block for block in self._blocks if isinstance(block, TextParagraph)]
        unused += remainders.find(plain, duties, unused, " ".join(map(str, self._head)))
        last = len(self._blocks)
        unused.sort(key=lambda left: order.get(left.place._replace(row=0, column=0), last))
        return duties, unused

    def _lines(self, run: Sequence[TextParagraph]) -> Sequence[outline.Line]:
        """Return the lines of these paragraphs; raise TooMuchError if the document has too many."""
        lines = outline.lines(run)
        self._line_count += len(lines)
        if self._line_count > _MOST_LINES:
            raise TooMuchError
        return lines

    # Times

    def _note_printed_days(self, raw: Sequence[RawDuty]) -> None:
        for duty in raw:
            for time in duty.times:
                if "event" in time.fields:
                    printed = places_and_events.printed_day(duty.text, time.end, self._issued)
                    if printed and duty.deadline:
                        self._events.note_printed_day(
                            time.fields["event"], time.fields["event_days"], printed
                        )

    def _proposal(self, duty: RawDuty) -> tuple[dict[str, Any], list[DraftReason]]:
        """Return the fields proposed from the times of a duty, and the doubts about them."""
        doubts = [doubt for time in duty.times for doubt in time.doubts]
        named = _without_later_range([time.fields for time in duty.times if time.fields])
        fields, starts, begins = _without_beginnings(named)
        doubts += begins
        proposal: dict[str, Any] = {"start": starts[0]} if starts else {}
        rules = [rule for each in fields if "repeat" in each for rule in _as_list(each["repeat"])]
        dues = {each["due"]: each for each in fields if "due" in each}
        counted = [time for time in duty.times if "event" in time.fields]
        events = {(time.fields["event"], time.fields["event_days"]): time for time in counted}
        if rules:
            unique = [rule for number, rule in enumerate(rules) if rule not in rules[:number]]
            proposal["repeat"] = unique[0] if len(unique) == 1 else unique
            if dues:
                doubts.append(DraftReason(ALSO_DATED, {"dates": ", ".join(dues)}))
        elif duty.from_column and (days := time_phrases.in_a_row(duty.deadline, list(dues))):
            proposal |= days
            doubts.append(DraftReason(time_readers.DAYS_IN_A_ROW))
        elif len(dues) > 1:
            doubts.append(DraftReason(time_readers.SEVERAL_DATES, {"dates": ", ".join(dues)}))
        elif dues:
            (due,) = dues.values()
            proposal |= {key: due[key] for key in ("due", "due_is", "due_to") if key in due}
        elif len(events) > 1:
            doubts.append(
                DraftReason(time_readers.SEVERAL_DATES, {"dates": duty.deadline or duty.text})
            )
        elif events:
            proposal |= self._event(duty, *events.values())
        else:
            for each in fields:
                proposal |= {key: each[key] for key in ("standing", "no_date") if key in each}
        return proposal, doubts

    def _event(self, duty: RawDuty, time: TimeWords) -> dict[str, Any]:
        name, days = time.fields["event"], time.fields["event_days"]
        base = self._events.base(name)
        printed = places_and_events.printed_day(duty.text, time.end, self._issued)
        if base and printed and base + timedelta(days=days) != printed:
            counted = base + timedelta(days=days)
            self._contradictions.append(
                contradictions.other_day(duty.deadline, duty.place, base, counted)
            )
        return {"event": self._events.id(name, duty.place), "event_days": str(days)}

    # Duties

    def _duty(self, raw: RawDuty) -> FoundDuty:
        proposal, doubts = self._proposal(raw)
        sure = _is_sure(raw)
        title = _title(raw)
        if goals := measures_words.measures(raw.text):
            proposal["measures"] = goals
        villages, shares, where = duty_places.of(raw, self._villages)
        proposal |= shares
        doubts += where
        owner = self._parties.ids(raw.owner, raw.place)
        if any(doubt.text in duty_rows.OWNER_PROPOSED for doubt in raw.doubts):
            proposal["owner"], owner = list(owner), ()
        if not sure and "standing" not in proposal and not raw.times and _is_lasting(raw.text):
            proposal["standing"] = True
        return FoundDuty(
            id=self._slugs.of(title),
            title=title,
            quote=raw.text,
            place=raw.place,
            clause=raw.clause,
            section=raw.section,
            annex=self._annexes.get((raw.place.sheet, raw.place.table), ""),
            owner=owner,
            support=self._parties.ids(raw.support, raw.place),
            leader=self._parties.ids(raw.leader, raw.place),
            report_to=self._report_to(raw),
            villages=villages,
            product=raw.product,
            note=raw.note,
            evidence=measures_words.evidence(raw.text),
            deadline=raw.deadline,
            due=proposal.pop("due") if sure else "",
            due_is=proposal.pop("due_is") if sure else "",
            propose=proposal,
            why=_unique([*raw.doubts, *doubts]),
        )

    def _report_to(self, raw: RawDuty) -> tuple[str, ...]:
        if raw.report_to:
            return self._parties.ids(raw.report_to, raw.place)
        low = spelling.level(raw.text)
        for start, end in measures_words.report_to(raw.text):
            if party_words.starts_party(low, start) and raw.text[start : start + 1].isupper():
                return self._parties.ids(measures_words.receiver(raw.text, start, end), raw.place)
        return ()


def _without_later_range(fields: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Drop a range after the deadline: danh sách trực từ 05/02 đến 11/02 gửi trước 30/01."""
    dues = [each for each in fields if "due" in each]
    ranges = [each for each in dues if "start" in each]
    if len(dues) != 2 or len(ranges) != 1:
        return fields
    (due,) = (each["due"] for each in dues if each is not ranges[0])
    is_later = due[:4].isdigit() and time_phrases.last_day(due).isoformat() < ranges[0]["start"]
    return [each for each in fields if each is not ranges[0]] if is_later else fields


def _without_beginnings(
    fields: Sequence[Mapping[str, Any]],
) -> tuple[Sequence[Mapping[str, Any]], list[str], list[DraftReason]]:
    """Return the times without those to begin by, the days to begin on, and doubts about periods.

    A time to begin by stays, as the deadline, if the duty has no other.
    """
    starts = [each["start"] for each in fields if "start" in each]
    ends = [each for each in fields if "due_to" not in each]
    if not any({"due", "repeat", "event"} & each.keys() for each in ends):
        return fields, starts, []
    begins = [each["due"] for each in fields if "due_to" in each]
    named = [day for day in begins if periods.parse_iso(day)]
    starts += [day[:10] for day in begins if day not in named]
    return ends, starts, [DraftReason(ALSO_BEGINS, {"period": period}) for period in named]


def _as_list(rules: Any) -> list[Any]:  # noqa: ANN401 -- a rule or a list of rules
    return rules if isinstance(rules, list) else [rules]


def _deduplicated(duties: list[RawDuty]) -> list[RawDuty]:
    """Drop sentences that a table row repeats word for word: the row is the duty."""
    rows = {spelling.key(duty.text) for duty in duties if duty.place.table}
    if not rows:
        return duties
    return [duty for duty in duties if duty.place.table or spelling.key(duty.text) not in rows]


def _unique(doubts: list[DraftReason]) -> tuple[DraftReason, ...]:
    return tuple(doubt for number, doubt in enumerate(doubts) if doubt not in doubts[:number])


def _is_sure(raw: RawDuty) -> bool:
    """Return whether a cell of a deadline column is just one full day, month, quarter or year."""
    if not raw.from_column or len(raw.times) != 1 or not raw.times[0].whole:
        return False
    time = raw.times[0]
    rest = raw.deadline[: time.start] + raw.deadline[time.end :]
    return not re.search(r"\w", rest)


def _is_lasting(text: str) -> bool:
    return bool(re.match(r"(?:\W*)(?:thường xuyên|theo dõi, đôn đốc)", spelling.level(text)))


def _title(raw: RawDuty) -> str:
    """Return a duty's title: the task without owner, number and basis, at most 120 letters."""
    text = _COUNTED.sub("", spelling.compact(raw.text))
    subject = None if raw.from_column else party_words.subject(text)
    if subject and subject.has_predicate and len(text) - subject.rest > 15:
        text = text[subject.rest :]
    text = re.sub(r"^(?:[-+*•–]|\(?\d{1,2}\)|[a-zđ]\))\s*", "", text).strip(" ;.,:*_/")
    text = text.strip("()") if text.count("(") != text.count(")") or text.startswith("(") else text
    text = re.sub(
        r"^(?:(?:có trách nhiệm|chịu trách nhiệm(?! trước| về| chung)|và|đồng thời,?|phải) )+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    ground = re.match(
        r"(?:theo (?:chức năng|nhiệm vụ|phạm vi)|căn cứ|trên cơ sở)[^,]{3,80}, (?=\w)",
        text,
        re.IGNORECASE,
    )
    if ground and not duty_verbs.has_duty_verb(ground.group()[7:]):
        text = text[ground.end() :]
    text = duty_verbs.short_title(text)
    return text[:1].upper() + text[1:]
