"""Reads duties from sentences; owners come from the sentence, a heading, a label or “Kính gửi”."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.last_leads import Labelled
from ntmtrack.drafting.prose_reading import assigning
from ntmtrack.drafting.prose_reading import bans
from ntmtrack.drafting.prose_reading import duty_block
from ntmtrack.drafting.prose_reading import line_kinds
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading import timetable
from ntmtrack.drafting.prose_reading.assigning import Owed
from ntmtrack.drafting.prose_reading.duty_block import NOBODY
from ntmtrack.drafting.prose_reading.duty_block import OWNER_ABOVE
from ntmtrack.drafting.prose_reading.duty_block import OWNER_ADDRESSED
from ntmtrack.drafting.prose_reading.duty_block import DutyBlock
from ntmtrack.drafting.prose_reading.duty_block import RawDuty
from ntmtrack.drafting.prose_reading.duty_block import shorten
from ntmtrack.drafting.prose_reading.outline import Line
from ntmtrack.drafting.prose_reading.outline import Outline
from ntmtrack.drafting.prose_reading.outline import OwnerInForce
from ntmtrack.drafting.prose_reading.sentence_parts import Part


class Prose:
    """Read the duties of a document's paragraphs in order."""

    def __init__(self, issued: date | None, recipients: str, title: str = "") -> None:
        self.duties: list[RawDuty] = []
        self.unused: list[UnusedText] = []
        self._issued = issued
        self._recipients = recipients
        self._outline = Outline()
        self._kind = ""
        self._duties_from = ""  # the number of the section that set _kind to “duties”
        self._timetable = timetable.Timetable(issued, title)
        self._outer_kinds: list[tuple[int, str]] = []  # around background sections, by rank
        self._open = False  # whether duties were announced
        self._ordered: int | None = None  # the rank of a list of orders, whose verbs do not matter
        self._block = DutyBlock(issued)
        self._has_begun = False

    def read(self, lines: Sequence[Line]) -> None:
        """Read the lines of the document's body, and close the last block."""
        lines, forbidden = bans.separate(lines)
        self.unused += forbidden
        for line, following in zip(lines, [*lines[1:], None], strict=False):
            self._read_line(line, following)
        self._close_block()

    # Headings and owners

    def _read_line(self, line: Line, following: Line | None) -> None:
        rank = self._outline.enter(line)
        if self._ordered == outline.BODY:
            self._ordered = line.rank or None  # the first line of the list
        self._leave_background(line)
        if not line.text and line.rank != outline.PART:
            return
        if outline.BODY < line.rank <= outline.LETTER and not duty_block.first_label(line.text):
            self._close_block()
        if line_kinds.is_over_labels(line, following):
            self._head_block(line, rank)
            return
        is_section = line_kinds.is_section(line) and not timetable.is_over_hours(line.text)
        if is_section and not self._is_below_labels(line):
            self._begin_section(line, rank)
            return
        self._enter(line)
        line = self._read_to_introduction(line, rank)
        text = line.text
        before, values = duty_block.split_labels(text)
        if values:
            self._read_labels(line, before, values, rank)
            return
        self._leave_owners(line, rank)
        if self._read_heading(line, rank):
            return
        if line_kinds.is_only_title(line, following):
            self._outline.name_title(rank, line.titled)
            if duty_verbs.begins_duty(text):
                self._leave(line, text)
            return
        self._read_duties(line, text, rank)

    def _enter(self, line: Line) -> None:
        self._timetable.enter(line)
        if timetable.is_over_hours(line.text):
            self._outline.leave(0)  # another day or half-day, other people's hours

    def _read_to_introduction(self, line: Line, rank: float) -> Line:
        """Read the sentences before an introduction, and return the remaining line."""
        if match := line_kinds.introduction(line.text):
            self._read_duties(line, match["before"], rank)
            return line._replace(text=match["last"])
        return line

    def _head_block(self, line: Line, rank: float) -> None:
        self._close_block()
        self._leave_owners(line, rank)
        self._block.set_title(line_kinds.duty_of(line, self._outline))
        self._outline.name_title(rank, line.titled)

    def _leave_background(self, line: Line) -> None:
        """Leave a background section at the next line of its heading's rank or above."""
        while line.rank and self._outer_kinds and line.rank <= self._outer_kinds[-1][0]:
            _, self._kind = self._outer_kinds.pop()

    def _begin_section(self, line: Line, rank: float) -> None:
        self._close_block()
        self._outline.leave(rank if line.rank and not self._timetable.has_day else 0)
        self._timetable.leave(line)
        self._ordered = None
        kind = outline.section_kind(line)
        if kind == "background" and line.rank:
            self._outer_kinds.append((line.rank, self._kind))
        if (kind and self._has_begun) or line.rank != outline.BODY:
            is_inner = self._kind == "duties" and line.is_within(self._duties_from)
            self._kind = kind or ("duties" if is_inner else "")
            self._duties_from = self._duties_from if is_inner and not kind else line.number
        if line.rank or self._has_begun:
            self._outline.name_title(rank if line.rank else 0, line.titled)
        self._has_begun = self._has_begun or bool(line.rank)
        if time_phrases.in_sentence(line.text, self._issued):
            self._leave(line, line.text)

    def _read_heading(self, line: Line, rank: float) -> bool:
        """Read a line as a heading over duties, and return whether it is one."""
        text, low = line.text, spelling.level(line.text)
        subject = party_words.subject(text)
        names = line_kinds.heading_addressees(text)
        changes_owner = bool(names) or line_kinds.concludes(text, subject)
        if changes_owner:
            self._put_in_force(rank, names)
        if changes_owner or duty_block.is_label(text):
            return True
        ends_open = line_kinds.ends_open(low)
        if subject and assigning.is_owners_heading(line, subject, has_begun=self._has_begun):
            self._put_in_force(rank, subject.names(text), subject.helpers(text))
            return True
        if ends_open and line_kinds.INTRO.search(low) and not line_kinds.ISSUES.search(low):
            self._introduce(line, rank)
            return True
        if ends_open and not time_phrases.in_sentence(text, self._issued):
            self._leave(line, text)
            return True
        return False

    def _introduce(self, line: Line, rank: float) -> None:
        """Set the owner of the list that an introduction announces; a numbered one sets none."""
        low = spelling.level(line.text)
        if line.rank:
            if time_phrases.in_sentence(line.text, self._issued):
                self._leave(line, line.text)
            return
        names = line_kinds.ADDRESSEES.search(low)
        self._put_in_force(
            rank, self._recipients or (line.text[slice(*names.span("names"))] if names else "")
        )
        self._ordered = outline.BODY if line_kinds.ORDERS.search(low) else None
        self._kind = "" if self._kind == "background" else self._kind

    def _put_in_force(self, rank: float, names: str, support: str = "") -> None:
        if assigning.means_recipients(names, self._recipients):
            names = self._recipients
        self._close_block()
        self._outline.name_owner(OwnerInForce(rank, names, support, is_heading=True))
        self._open = True

    def _is_below_labels(self, line: Line) -> bool:
        """Return whether “Nội dung:” is one of a block's labels, not a section heading."""
        is_label = line.rank > outline.ARTICLE and not line.is_caps
        return is_label and self._block.has_labels and duty_block.first_label(line.text) == "title"

    def _read_labels(self, line: Line, before: str, values: list[Labelled], rank: float) -> None:
        if len(before) > 8:  # a few letters are a number
            self._close_block()  # a paragraph's own labels apply to its own duty only
            self._leave_owners(line, rank)
            self._read_duties(line, before, rank, labelled=True)
            if not self._block.count:
                self._block.set_title(line_kinds.duty_of(line._replace(text=before), self._outline))
        if self._block.is_over(line.rank):
            self._block.leave_list()
        for kind, value in values:
            if self._block.is_before(kind):
                self._close_block()
            if kind == "title":
                content = line_kinds.duty_of(line._replace(text=value), self._outline)
                self._block.set_content(content, line.rank)
                self._read_duties(line, value, rank, labelled=True)
            elif kind == "sentence" or (
                kind == "note" and duty_block.tells_duty(value, self._issued)
            ):
                self._read_duties(line, value, rank, labelled=True)
            elif kind == "note":
                self.unused.append(UnusedText(line.place, line.text))
            elif value:
                self._block.label(kind, value, UnusedText(line.place, line.text))

    # Duties

    def _read_duties(self, line: Line, text: str, rank: float, *, labelled: bool = False) -> None:
        if self._block.has_labels and not labelled and not self._block.is_over(line.rank):
            self._close_block()
        if line_kinds.is_formula(text, self._issued):
            self._leave(line, text)
            return
        background = self._kind == "background" or (
            not line.rank
            and not self._open
            and bool(line_kinds.GROUNDS.match(spelling.level(text)))
        )
        first_of_line = self._block.count
        for number, part in enumerate(self._under_names(line, self._timetable.parts(text), rank)):
            given = self._kind != "background" and line_kinds.gives_after_ground(part)
            is_ground = background and not given and not self._is_timed(line, part)
            part = self._timetable.on_day(line, part)  # noqa: PLW2901
            if is_ground or line_kinds.is_formula(part.text, self._issued):
                self._leave(line, part.text)
            elif part.only_time and number and self._block.count == first_of_line:
                self._leave(line, part.text)  # it dates a sentence that became no duty
            elif part.only_time:
                self._date_above(line, part, first_of_line)
            else:
                self._read_part(line, text, part, rank, labelled=labelled)

    def _under_names(self, line: Line, parts: list[Part], rank: float) -> list[Part]:
        """Set the owner before a listing (Vụ A (1) …; (2) …), and return the other parts."""
        if self._kind == "background" or not assigning.stands_before_listing(parts):
            return parts
        if assigning.only_opens(parts[0]):
            self.unused.append(UnusedText(line.place, parts[0].text))
        elif parts[0].subject is None or not assigning.is_names_only(parts[0]):
            return parts
        if above := assigning.owner_of_listing(parts, rank):
            self._outline.name_owner(above)
            self._open = True
        return parts[1:]

    def _is_timed(self, line: Line, part: Part) -> bool:
        """Return whether a sentence counts from an event, or is an entry of a calendar."""
        counts = any("event" in time.fields for time in part.times) and "ngày" in part.text
        return counts or self._is_scheduled(line, part)

    def _is_scheduled(self, line: Line, part: Part) -> bool:
        return self._kind != "background" and self._timetable.is_scheduled(line, part)

    def _read_part(self, line: Line, text: str, part: Part, rank: float, *, labelled: bool) -> None:
        part = bans.without_forbidden_days(part)
        owed = self._named(line, part, rank) or self._in_force(line, part, labelled=labelled)
        counted = line.rank > outline.ARTICLE
        expects = self._open or self._kind or self._recipients or (counted and self._has_begun)
        is_meant = self._kind != "background" and expects
        listed = (self._kind == "duties" and counted) or self._is_ordered(line, part)
        must = assigning.must_be_done(part.text, part.times, is_counted=counted, is_listed=listed)
        if must and is_meant and not owed.names:
            doubt = OWNER_ADDRESSED if self._recipients else NOBODY
            owed = Owed(self._recipients, doubts=(DraftReason(doubt),))
        elif not owed.names and self._is_scheduled(line, part):
            owed = Owed(doubts=(DraftReason(NOBODY),))
        duty = line_kinds.duty_of_part(line, part, text, self._outline)
        duty = duty._replace(owner=owed.names, support=owed.support, doubts=owed.doubts)
        duty = duty if duty.deadline else duty._replace(deadline=timetable.day_above(part.times))
        if (
            self._is_timed(line, part)
            or owed.names
            or owed.doubts
            or (self._is_duty(line, part) and (labelled or line.rank >= outline.ARTICLE))
        ):
            self._block.add(duty)
        else:
            self._leave(line, part.text)

    def _named(self, line: Line, part: Part, rank: float) -> Owed | None:
        """Return the owner that a sentence names, or None; usually, it is in force from here on."""
        subject = part.subject
        if (
            subject is None
            or not subject.has_predicate
            or assigning.divides_own_work(line, part, self._outline.owner, self._recipients)
            or assigning.tells_what_was_done(part, self._issued)
        ):
            return None
        is_told = self._kind == "duties" or self._open or self._is_scheduled(line, part)
        if self._kind == "background" or not assigning.may_assign(line, part, is_told=is_told):
            return None
        owed = assigning.named(part, line, self._outline.owner, self._recipients)
        is_aside = bool(part.start) and part.text.startswith("(")
        is_hour = part.is_listed and self._timetable.is_under_names(part)
        if owed.names and not (is_aside or is_hour or self._timetable.is_entry(part)):
            self._outline.name_owner(OwnerInForce(rank, owed.names))
            self._open = True
        return owed if owed.names else None

    def _is_duty(self, line: Line, part: Part) -> bool:
        above = self._outline.owner
        is_under = above is not None and above.is_heading and above.names != self._recipients
        ordered = self._is_ordered(line, part)
        return line_kinds.is_duty(line, part, is_under=is_under, is_ordered=ordered)

    def _is_ordered(self, line: Line, part: Part) -> bool:
        return bool(line.rank) and not part.start and line.rank == self._ordered

    def _in_force(self, line: Line, part: Part, *, labelled: bool) -> Owed:
        """Return the owner in force for a sentence without one, or the recipients."""
        addressed = Owed(self._recipients, doubts=(DraftReason(OWNER_ADDRESSED),))
        above, is_scheduled = self._outline.owner, self._is_scheduled(line, part)
        if above and is_scheduled and not self._timetable.is_owned(line, part, above):
            above = None  # lines of a calendar have owners of their own
        is_due = is_scheduled or self._is_duty(line, part)
        if above and above.is_heading and above.names != self._recipients:
            is_due = is_due or self._timetable.is_of_day(part)
        if above and above.names and is_due:
            support = party_words.helpers(part.text) or above.support
            if above.names == self._recipients:
                return addressed._replace(support=support)
            reason = DraftReason(OWNER_ABOVE, {"text": shorten(above.names)})
            return Owed(above.names, support, (reason,))
        is_meant = self._recipients and self._kind != "background" and line.rank and not labelled
        if is_meant and duty_verbs.begins_duty(part.text) and not timetable.is_by_the_clock(part):
            return addressed
        return Owed()

    def _date_above(self, line: Line, part: Part, own: int) -> None:
        """Set a deadline on the undated duties above it, in its paragraph or block."""
        words = time_phrases.words_of(part.text, part.times)
        if not self._block.date_undated(part.times, words, part.text, own):
            self._leave(line, part.text)

    def _close_block(self) -> None:
        duties, left = self._block.close()
        self.duties += duties
        self.unused += left

    def _leave_owners(self, line: Line, rank: float) -> None:
        (self._outline.leave if line.rank else self._outline.leave_deeper)(rank)

    def _leave(self, line: Line, text: str) -> None:
        """List the sentences of a text that became no duty but could have been one."""
        for sentence in line_kinds.worth_listing(line, text):
            self.unused.append(UnusedText(line.place, sentence))
