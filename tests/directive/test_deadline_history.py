"""How entries and amendments change a one-off item, one after the other."""

from __future__ import annotations

from datetime import date
from datetime import datetime

from ntmtrack.directive.deadline_history import DeadlineHistory
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Task


def day(number: int) -> date:
    return date(2021, 7, number)


def due(number: int) -> Deadline:
    return Deadline(day(number), "before")


def entry(mark: MarkName, on: int, to: int | None = None) -> Entry:
    return Entry("t", mark, datetime(2021, 7, on), to=due(to) if to else None)


def amendment(issued: int, to: int | None) -> Amendment:
    new = due(to) if to else None
    return Amendment(f"{issued}-CV", day(issued), ("t",), due=new, cancelled=to is None)


def history(*changes: Entry | Amendment) -> DeadlineHistory:
    state = DeadlineHistory(Task("t", "Việc", ("ubnd",)), due(5), "inclusive")
    for change in changes:
        state.apply(change)
    return state


def test_extensions_and_amendments_move_a_deadline_in_their_order() -> None:
    state = history(entry("extended", 1, to=8), amendment(2, to=12), entry("extended", 3, to=20))
    assert (state.deadline, state.moved_by) == (due(20), None)
    assert len(state.extensions) == 2
    assert state.amendments == (amendment(2, to=12),)


def test_an_extension_to_a_day_that_is_not_later_changes_nothing() -> None:
    for to in (4, 5):
        assert history().has_no_effect(entry("extended", 1, to=to))
        state = history(entry("extended", 1, to=to))
        assert (state.deadline, state.extensions) == (due(5), ())
    assert not history(entry("done", 1)).has_no_effect(entry("extended", 2, to=4))


def test_a_done_item_keeps_its_deadline_until_it_is_reopened() -> None:
    done = (entry("done", 1), amendment(2, to=12), entry("extended", 3, to=25))
    state = history(*done)
    assert state.deadline == due(5)
    again = history(*done, entry("reopened", 4))
    assert (again.deadline, again.done, again.extensions) == (due(12), None, ())


def test_a_newer_deadline_replaces_a_pending_one() -> None:
    changes = (entry("done", 1), amendment(2, to=12), entry("cancelled", 3), amendment(4, to=20))
    assert history(*changes, entry("reopened", 5)).deadline == due(20)


def test_an_amendment_reopens_only_what_an_amendment_cancelled() -> None:
    assert history(amendment(1, to=None)).decision == "cancelled"
    assert history(amendment(1, to=None), amendment(2, to=9)).decision == "open"
    assert history(entry("cancelled", 1), amendment(2, to=9)).decision == "cancelled"


def test_a_second_done_changes_nothing() -> None:
    state = history(entry("done", 1), entry("done", 4))
    assert (state.done, state.done_deadline) == (datetime(2021, 7, 1), due(5))


def test_an_amendment_does_not_reopen_what_an_entry_also_cancelled() -> None:
    twice = (amendment(1, to=None), entry("cancelled", 2), amendment(3, to=9))
    assert history(*twice).decision == "cancelled"
    assert history(*twice).cancelled_by is None


def test_an_amendment_that_cancels_a_done_item_has_no_effect_when_it_is_reopened() -> None:
    again = history(entry("done", 1), amendment(2, to=None), entry("reopened", 3))
    assert (again.decision, again.deadline, again.amendments) == ("open", due(5), ())


def test_a_cancelled_item_may_be_extended_and_has_the_new_deadline_when_reopened() -> None:
    state = history(entry("cancelled", 1), entry("extended", 2, to=9), entry("reopened", 6))
    assert (state.decision, state.deadline, len(state.extensions)) == ("open", due(9), 1)


def test_a_pending_deadline_counts_at_the_first_reopening_only() -> None:
    waited = (entry("done", 1), amendment(2, to=12), entry("reopened", 3))
    later = (entry("extended", 4, to=20), entry("done", 5), entry("reopened", 6))
    assert history(*waited, *later).deadline == due(20)
    assert history(*waited, *later).amendments == (amendment(2, to=12),)


def test_a_cancelled_item_cannot_be_extended_to_a_day_that_is_not_later() -> None:
    cancelled = history(entry("cancelled", 1))
    assert cancelled.has_no_effect(entry("extended", 2, to=5))
    assert not cancelled.has_no_effect(entry("extended", 2, to=6))
