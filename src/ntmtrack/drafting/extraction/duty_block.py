"""Duties that stand together: a label or a deadline below them holds for all of them."""

from __future__ import annotations

from datetime import date

from ntmtrack.drafting.extraction import time_phrases
from ntmtrack.drafting.extraction.raw_duty import RawDuty
from ntmtrack.drafting.extraction.time_phrases import TimeWords
from ntmtrack.drafting.findings import DraftReason
from ntmtrack.drafting.findings import UnusedText
from ntmtrack.wording.words import N_

OWNER_ABOVE = N_("Who owes this stands above it: {text}")
NOBODY = N_("Nobody is named.")
OWNER_ADDRESSED = N_("Nobody is named: these are the addressees of the document.")
DEADLINE_BELOW = N_("The deadline stands in a sentence below: {text}")
_MOST_SHOWN = 80


class DutyBlock:
    """Gather the duties of a block, and what its labels say."""

    def __init__(self, issued: date | None) -> None:
        self._issued = issued
        self._duties: list[RawDuty] = []
        self._labels: dict[str, str] = {}
        self._title: RawDuty | None = None
        self._lines: list[UnusedText] = []  # those of the labels

    @property
    def has_labels(self) -> bool:
        """Tell whether a label was read, so that another duty begins another block."""
        return bool(self._labels)

    @property
    def count(self) -> int:
        """Give how many duties were gathered."""
        return len(self._duties)

    def add(self, duty: RawDuty) -> None:
        """Gather a duty."""
        self._duties.append(duty)

    def head(self, title: RawDuty) -> None:
        """Note a title over labels: it is the duty, where none is written under it."""
        self._title = self._title or title

    def label(self, kind: str, value: str, line: UnusedText) -> None:
        """Note what a label says, and its line; the second of one kind is added to the first."""
        self._lines.append(line)
        noted = self._labels.get(kind, "")
        if value.lower() not in noted.lower():
            self._labels[kind] = f"{noted}; {value}" if noted else value

    def date_undated(
        self, times: tuple[TimeWords, ...], words: str, sentence: str, own: int
    ) -> bool:
        """Give a deadline to the undated duties; `own` is the first of the sentence's paragraph.

        Nothing happens, and False is given, where all have one.
        """
        undated = [number for number, duty in enumerate(self._duties) if not duty.times]
        for number in undated:
            duty = self._duties[number]
            doubts = duty.doubts
            if number < own or own == len(self._duties):
                doubts = (*doubts, DraftReason(DEADLINE_BELOW, {"text": shorten(sentence)}))
            self._duties[number] = duty._replace(times=times, deadline=words, doubts=doubts)
        return bool(undated)

    def close(self) -> tuple[list[RawDuty], list[UnusedText]]:
        """Give the duties with what the labels say, or the lines of labels that stand over none.

        Another block begins.
        """
        if self._labels and not self._duties and self._title:
            self._duties = [self._title]
        duties = [self._filled(duty) for duty in self._duties]
        unused = [] if duties else self._lines
        if not duties and self._title:
            unused = [UnusedText(self._title.place, self._title.text), *unused]
        self._duties, self._labels, self._title, self._lines = [], {}, None, []
        return duties, unused

    def _filled(self, duty: RawDuty) -> RawDuty:
        given = self._labels
        if "owner" in given:
            above = {OWNER_ABOVE, OWNER_ADDRESSED, NOBODY}
            doubts = tuple(doubt for doubt in duty.doubts if doubt.text not in above)
            duty = duty._replace(owner=given["owner"], doubts=doubts)
        if "deadline" in given:
            times = tuple(time_phrases.in_cell(given["deadline"], self._issued))
            duty = duty._replace(deadline=given["deadline"], times=times)
        return duty._replace(
            support=given.get("support", duty.support),
            leader=given.get("leader", duty.leader),
            product=given.get("product", duty.product),
        )


def shorten(text: str) -> str:
    """Give a text as a reason quotes it."""
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1].rstrip() + "…"
