"""Check statuses and counts against rules that hold for every directive and every log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from datetime import time
from datetime import timedelta
from itertools import pairwise

import oracle
import pytest
from drawn import FIRST
from drawn import Raw
from drawn import any_kind
from drawn import any_moment
from drawn import deadlines
from drawn import documents
from drawn import entry_of
from drawn import is_possible
from drawn import raw_entries
from drawn import recurrences
from drawn import undone
from hypothesis import assume
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from safety.trial import everything

from ntmtrack.directive.dates import Moment
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.reports import status
from ntmtrack.reports.item_words import status_words
from ntmtrack.status.duties import OccurrenceCounts
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.evaluate import only_items
from ntmtrack.status.evaluate import unfinished
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import Counts
from ntmtrack.status.view import count_items
from ntmtrack.status.view import view
from ntmtrack.status.view import view_to_count
from ntmtrack.wording.words import Words

LAST_DAY = 45
# These properties are cheap to check and reveal a lot.
thoroughly = settings(max_examples=3 * settings().max_examples)
filters = st.builds(
    lambda villages, owners: Filters(
        villages=villages, owners=owners
    ),  # the other filters stay empty
    villages=st.sampled_from([[], [], ["a"], ["a", "b"]]),
    owners=st.sampled_from([[], [], ["ubnd"], ["ban"], ["ban@a", "cong-an"]]),
)


def day(number: int) -> Moment:
    """Return the end of the day with a number, counted from the first."""
    return Moment(datetime.combine(FIRST + timedelta(days=number), time(23, 59)), whole_day=True)


def states(document: Document) -> list[list[Item]]:
    """Return every item on every day."""
    return [evaluate(document, day(number)) for number in range(LAST_DAY)]


def summed(counts: Iterable[Counts]) -> Counts:
    """Add up counts, cell by cell."""
    rows = list(counts)
    cells = Counts._fields
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in cells})


def with_log(document: Document, log: Iterable[Entry]) -> Document:
    return document._replace(progress=tuple(log))


@given(documents(any_kind, most=8), any_moment, filters)
def test_counts_always_add_up(document: Document, moment: Moment, filters: Filters) -> None:
    seen = view(document, moment, filters)
    counts = seen.counts
    done = counts.done_on_time + counts.done_late + counts.done_no_deadline
    assert counts.total == done + counts.in_time + counts.overdue + counts.no_deadline
    assert counts.total + counts.cancelled == len(seen.items)
    assert counts.due_today + counts.due_soon <= counts.in_time
    assert counts.waiting + counts.standing <= counts.no_deadline
    assert counts == count_items(reversed(seen.items))


@given(documents(any_kind, most=8), any_moment, filters)
def test_rows_by_village_and_by_owner_add_up_to_the_whole(
    document: Document, moment: Moment, filters: Filters
) -> None:
    report = status.make(view(document, moment, filters))
    assert summed(counts for _, counts in report.by_village) == report.view.counts
    each_lead = count_items(item for item in report.view.items for _ in item.owners)
    assert summed(counts for _, counts in report.by_owner) == each_lead


@given(documents(deadlines))
def test_an_overdue_item_stays_overdue_until_something_happens(document: Document) -> None:
    days = states(document)
    for number, (today, tomorrow) in enumerate(pairwise(days)):
        for before, after in zip(today, tomorrow, strict=True):
            unchanged = (before.entries, before.state.amendments) == (
                after.entries,
                after.state.amendments,
            )
            if before.state.status == "overdue" and unchanged:
                assert (after.state.status, after.state.due) == ("overdue", before.state.due), day(
                    number + 1
                )
                deadline = before.state.deadline
                on_its_day = deadline is not None and deadline.last_good_day == day(number).day
                assert (after.state.days_late or 0) == (before.state.days_late or 0) + (
                    0 if on_its_day else 1
                ), day(number + 1)


@given(documents(deadlines))
def test_was_overdue_stays_true_and_is_true_only_after_lateness(document: Document) -> None:
    letters = {amendment.issued for amendment in document.amendments}
    for number, (today, tomorrow) in enumerate(pairwise(states(document))):
        for before, after in zip(today, tomorrow, strict=True):
            was, is_ = before.state.was_overdue, after.state.was_overdue
            is_late = after.state.days_late is not None
            assert is_ >= max(was, is_late), day(number + 1)
            if is_ and not was and not is_late:  # an event of that day hides the lateness
                assert day(number + 1).day in letters | {entry.on.date() for entry in after.entries}


@given(documents(any_kind), any_moment, st.data())
def test_evaluating_some_items_gives_the_same_as_evaluating_all(
    document: Document, moment: Moment, data: st.DataObject
) -> None:
    villages, owners = [None, *document.villages], [None, *document.owners]
    possible = [
        ItemKey(task, village, owner)
        for task in document.tasks
        for village in villages
        for owner in owners
    ]
    keys = data.draw(st.lists(st.sampled_from(possible), max_size=2 * len(possible)))
    items = evaluate(document, moment)
    by_key = {str(key): key for key in possible if not (key.village and key.owner)}
    assert evaluate(document, moment, only_items(keys)) == [
        item for item in items if by_key[item.key] in keys
    ]


@given(documents(any_kind, most=8), any_moment)
def test_unfinished_items_are_found_without_evaluating_them(
    document: Document, moment: Moment
) -> None:
    judged = [
        (item.task, item.owners, item.village)
        for item in evaluate(document, moment)
        if item.state.status not in FINISHED
    ]
    assert list(unfinished(document, moment)) == judged


@given(documents(any_kind, most=8), any_moment, filters)
def test_a_view_for_counting_has_the_same_states_and_counts(
    document: Document, moment: Moment, filters: Filters
) -> None:
    shown, counted = view(document, moment, filters), view_to_count(document, moment, filters)
    assert [(item.task, item.state) for item in counted.items] == [
        (item.task, item.state) for item in shown.items
    ]
    assert (counted.counts, counted.selection) == (shown.counts, shown.selection)


@given(documents(any_kind), any_moment)
def test_entries_later_than_the_moment_change_nothing(document: Document, moment: Moment) -> None:
    known = with_log(document, [entry for entry in document.progress if entry.on <= moment.at])
    assert evaluate(known, moment) == evaluate(document, moment)


@given(documents(any_kind), st.data())
def test_entries_of_different_items_commute(document: Document, data: st.DataObject) -> None:
    logs: dict[tuple[str | None, ...], list[Entry]] = {}
    for entry in document.progress:
        logs.setdefault((entry.task, entry.village, entry.owner), []).append(entry)
    turns = data.draw(st.permutations([item for item, log in logs.items() for _ in log]))
    mixed = with_log(document, [logs[item].pop(0) for item in turns])
    assert states(mixed) == states(document)


@given(documents(any_kind), raw_entries, st.integers(0, 15))
def test_an_entry_and_its_undoing_leave_every_day_unchanged(
    document: Document, raw: Raw, place: int
) -> None:
    entry = entry_of(document, raw)
    assume(is_possible(document, entry))
    log = document.progress
    # An `undone` takes back all lines with the same `at`, which are copies of one entry.
    assume(entry.at is None or all(logged.at != entry.at for logged in log))
    taken_back = with_log(document, [*log[:place], entry, undone(entry), *log[place:]])
    assert states(taken_back) == states(document)


@given(documents(any_kind))
def test_entries_that_were_taken_back_might_as_well_not_exist(document: Document) -> None:
    assert states(with_log(document, oracle.not_undone(document.progress))) == states(document)


def telling_moments(document: Document) -> list[datetime]:
    """Return the minutes of all events, the ends of those days, and some moments in between."""
    happened = [entry.on for entry in document.progress]
    happened += [datetime.combine(letter.issued, time()) for letter in document.amendments]
    ends = [datetime.combine(moment, time(23, 59)) for moment in happened]
    between = [day(number).at for number in range(0, LAST_DAY, 5)]
    around = [
        datetime.combine(moment, time(15, minute)) for moment in between for minute in (30, 31)
    ]
    return [*happened, *ends, *between, *around]


@thoroughly
@given(documents(deadlines, most=1))
def test_a_one_off_item_has_the_state_that_the_oracle_computes(document: Document) -> None:
    for moment in telling_moments(document):
        for item in evaluate(document, Moment(moment)):
            entries = oracle.entries_that_count(document, item.key, moment)
            letters = oracle.letters(document, item.key, moment)
            changes = oracle.merged(letters, entries)
            expected = oracle.one_off(document, item.task, changes, moment)
            assert (item.key, moment, verdict(item)) == (item.key, moment, expected)
            assert list(item.entries) == entries


@thoroughly
@given(documents(recurrences, most=1))
def test_a_recurring_duty_has_the_state_that_the_oracle_computes(document: Document) -> None:
    for moment in telling_moments(document):
        for item in evaluate(document, Moment(moment)):
            if item.task.repeat:
                entries = oracle.entries_that_count(document, item.key, moment)
                changes = oracle.merged(oracle.letters(document, item.key, moment), entries)
                expected = oracle.duty(document, item.task.repeat, changes, moment)
                assert (item.key, moment, verdict(item)) == (item.key, moment, expected)


# The column of a report in which each status is counted.
COLUMNS = {
    **dict.fromkeys(("done", "done-late"), "done"),
    **dict.fromkeys(("open", "due-soon", "due-today"), "in time"),
    **dict.fromkeys(("waiting", "no-deadline"), "no deadline"),
    "overdue": "overdue",
    "cancelled": "cancelled",
}


def columns(counts: Counts) -> Counter[str]:
    """Return the columns of a row that are not zero."""
    done = counts.done_on_time + counts.done_late + counts.done_no_deadline
    return +Counter(
        {
            "done": done,
            "in time": counts.in_time,
            "no deadline": counts.no_deadline,
            "overdue": counts.overdue,
            "cancelled": counts.cancelled,
        }
    )


@pytest.mark.long
@settings(max_examples=(4_000 if everything() else 2 * settings().max_examples))
@given(documents(any_kind, most=5), any_moment)
def test_rows_by_owner_and_by_village_agree_with_the_oracle(
    document: Document, moment: Moment
) -> None:
    """The oracle computes shares, leads, deadlines, states and sums without the program."""
    owners: dict[str, Counter[str]] = {}
    villages: dict[str | None, Counter[str]] = {}
    for task in oracle.counted(document):
        for key, leads, village in oracle.shares(document, task):
            status_ = oracle.stands(document, task, key, moment.at).status
            for lead in leads:
                owners.setdefault(lead, Counter())[COLUMNS[status_]] += 1
            villages.setdefault(village, Counter())[COLUMNS[status_]] += 1
    report = status.make(view(document, moment, Filters()))
    assert {owner.id: columns(counts) for owner, counts in report.by_owner} == owners
    assert {
        village and village.id: columns(counts) for village, counts in report.by_village
    } == villages


@given(documents(any_kind), any_moment)
def test_an_item_is_in_progress_exactly_if_it_is_unfinished_and_begun(
    document: Document, moment: Moment
) -> None:
    words = Words("en")
    for item in evaluate(document, moment):
        in_progress = status_words(item, words).startswith("in progress")
        unfinished = item.state.status not in FINISHED
        assert in_progress == (unfinished and item.state.started is not None), item
        assert item.state.started is None or item.state.started <= moment.at


@thoroughly
@given(documents(recurrences, most=1))
def test_every_occurrence_stays_on_record(document: Document) -> None:
    for moment in telling_moments(document):
        for item in evaluate(document, Moment(moment)):
            if item.task.repeat:
                entries = oracle.entries_that_count(document, item.key, moment)
                changes = oracle.merged(oracle.letters(document, item.key, moment), entries)
                fates, missing = oracle.record(document, item.task.repeat, changes, moment)
                outcomes = Counter(fates.values())
                counts = item.state.occurrences
                assert counts, item.key
                assert counts == OccurrenceCounts(
                    expected=outcomes.total() + len(missing),
                    on_time=outcomes["on_time"],
                    late=outcomes["late"],
                    missing=len(missing),
                    nothing=outcomes["nothing"],
                    excused=outcomes["excused"],
                    missing_days=tuple(missing),
                ), (item.key, moment)


def verdict(item: Item) -> oracle.Verdict:
    """Return the state of an item in the form of the oracle."""
    return oracle.Verdict(
        item.state.status,
        item.state.due,
        item.state.days_late,
        item.state.days_left,
        item.state.done,
    )
