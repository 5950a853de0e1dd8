"""Hold statuses and counts against rules that are true of every directive and every log."""

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
from ntmtrack.status.view import count
from ntmtrack.status.view import view
from ntmtrack.status.view import view_to_count
from ntmtrack.wording.words import Words

LAST_DAY = 45
# Where every answer is known, a document costs little and tells much.
thoroughly = settings(max_examples=3 * settings().max_examples)
filters = st.builds(
    lambda villages, owners: Filters(villages=villages, owners=owners),  # and nothing more
    villages=st.sampled_from([[], [], ["a"], ["a", "b"]]),
    owners=st.sampled_from([[], [], ["ubnd"], ["ban"], ["ban@a", "cong-an"]]),
)


def day(number: int) -> Moment:
    """Return the end of a day, counted from the first."""
    return Moment(datetime.combine(FIRST + timedelta(days=number), time(23, 59)), whole_day=True)


def states(document: Document) -> list[list[Item]]:
    """Return every item on every day."""
    return [evaluate(document, day(number)) for number in range(LAST_DAY)]


def summed(counts: Iterable[Counts]) -> Counts:
    """Add counts up, cell by cell."""
    rows = list(counts)
    cells = Counts._fields
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in cells})


def with_log(document: Document, log: Iterable[Entry]) -> Document:
    return document._replace(progress=tuple(log))


@given(documents(any_kind, most=8), any_moment, filters)
def test_counts_always_foot(document: Document, moment: Moment, filters: Filters) -> None:
    seen = view(document, moment, filters)
    counts = seen.counts
    done = counts.done_on_time + counts.done_late + counts.done_no_deadline
    assert counts.total == done + counts.in_time + counts.overdue + counts.no_deadline
    assert counts.total + counts.cancelled == len(seen.items)
    assert counts.due_today + counts.due_soon <= counts.in_time
    assert counts.waiting + counts.standing <= counts.no_deadline
    assert counts == count(reversed(seen.items))


@given(documents(any_kind, most=8), any_moment, filters)
def test_rows_by_village_and_by_owner_add_up_to_the_whole(
    document: Document, moment: Moment, filters: Filters
) -> None:
    report = status.make(view(document, moment, filters))
    assert summed(counts for _, counts in report.by_village) == report.view.counts
    each_lead = count(item for item in report.view.items for _ in item.owners)
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
def test_what_was_once_late_was_overdue_for_ever_and_nothing_else_was(document: Document) -> None:
    letters = {amendment.issued for amendment in document.amendments}
    for number, (today, tomorrow) in enumerate(pairwise(states(document))):
        for before, after in zip(today, tomorrow, strict=True):
            was, is_ = before.state.was_overdue, after.state.was_overdue
            is_late = after.state.days_late is not None
            assert is_ >= max(was, is_late), day(number + 1)
            if is_ and not was and not is_late:  # then what happened that day hides it
                assert day(number + 1).day in letters | {entry.on.date() for entry in after.entries}


@given(documents(any_kind), any_moment, st.data())
def test_some_items_are_what_they_are_among_all(
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
def test_what_is_unfinished_is_known_without_judging(document: Document, moment: Moment) -> None:
    judged = [
        (item.task, item.owners, item.village)
        for item in evaluate(document, moment)
        if item.state.status not in FINISHED
    ]
    assert list(unfinished(document, moment)) == judged


@given(documents(any_kind, most=8), any_moment, filters)
def test_what_is_only_counted_is_counted_as_what_is_shown(
    document: Document, moment: Moment, filters: Filters
) -> None:
    shown, counted = view(document, moment, filters), view_to_count(document, moment, filters)
    assert [(item.task, item.state) for item in counted.items] == [
        (item.task, item.state) for item in shown.items
    ]
    assert (counted.counts, counted.selection) == (shown.counts, shown.selection)


@given(documents(any_kind), any_moment)
def test_entries_later_than_the_moment_change_nothing(document: Document, moment: Moment) -> None:
    known = with_log(document, [one for one in document.progress if one.on <= moment.at])
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
def test_an_entry_and_its_undone_leave_every_day_as_it_was(
    document: Document, raw: Raw, place: int
) -> None:
    entry = entry_of(document, raw)
    assume(is_possible(document, entry))
    log = document.progress
    # An `undone` takes back all lines with its time: those are copies of one entry.
    assume(entry.at is None or all(one.at != entry.at for one in log))
    taken_back = with_log(document, [*log[:place], entry, undone(entry), *log[place:]])
    assert states(taken_back) == states(document)


@given(documents(any_kind))
def test_what_was_taken_back_might_as_well_not_stand_in_the_file(document: Document) -> None:
    assert states(with_log(document, oracle.standing(document.progress))) == states(document)


def telling_moments(document: Document) -> list[datetime]:
    """Give the minutes at which something happened, the ends of those days, and some in between."""
    happened = [entry.on for entry in document.progress]
    happened += [datetime.combine(one.issued, time()) for one in document.amendments]
    ends = [datetime.combine(one, time(23, 59)) for one in happened]
    between = [day(number).at for number in range(0, LAST_DAY, 5)]
    around = [datetime.combine(one, time(15, minute)) for one in between for minute in (30, 31)]
    return [*happened, *ends, *between, *around]


@thoroughly
@given(documents(deadlines, most=1))
def test_a_one_off_item_stands_as_the_contract_says(document: Document) -> None:
    for moment in telling_moments(document):
        for item in evaluate(document, Moment(moment)):
            told = oracle.entries_that_count(document, item.key, moment)
            letters = oracle.letters(document, item.key, moment)
            changes = oracle.merged(letters, told)
            expected = oracle.one_off(document, item.task, changes, moment)
            assert (item.key, moment, verdict(item)) == (item.key, moment, expected)
            assert list(item.entries) == told


@thoroughly
@given(documents(recurrences, most=1))
def test_a_recurring_duty_stands_as_the_contract_says(document: Document) -> None:
    for moment in telling_moments(document):
        for item in evaluate(document, Moment(moment)):
            if item.task.repeat:
                told = oracle.entries_that_count(document, item.key, moment)
                changes = oracle.merged(oracle.letters(document, item.key, moment), told)
                expected = oracle.duty(document, item.task.repeat, changes, moment)
                assert (item.key, moment, verdict(item)) == (item.key, moment, expected)


# What each status is counted as in the columns of a report.
COLUMNS = {
    **dict.fromkeys(("done", "done-late"), "done"),
    **dict.fromkeys(("open", "due-soon", "due-today"), "in time"),
    **dict.fromkeys(("waiting", "no-deadline"), "no deadline"),
    "overdue": "overdue",
    "cancelled": "cancelled",
}


def columns(counts: Counts) -> Counter[str]:
    """Return the columns of a row that hold something."""
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
def test_rows_by_owner_and_by_village_are_as_counted_by_hand(
    document: Document, moment: Moment
) -> None:
    """Shares, leads, deadlines, states and sums are the oracle's, nothing of them the program's."""
    owners: dict[str, Counter[str]] = {}
    villages: dict[str | None, Counter[str]] = {}
    for task in oracle.counted(document):
        for key, leads, village in oracle.shares(document, task):
            status_ = oracle.stands(document, task, key, moment.at).status
            for lead in leads:
                owners.setdefault(lead, Counter())[COLUMNS[status_]] += 1
            villages.setdefault(village, Counter())[COLUMNS[status_]] += 1
    report = status.make(view(document, moment, Filters()))
    assert {one.id: columns(counts) for one, counts in report.by_owner} == owners
    assert {one and one.id: columns(counts) for one, counts in report.by_village} == villages


@given(documents(any_kind), any_moment)
def test_what_reads_in_progress_says_since_when(document: Document, moment: Moment) -> None:
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
                told = oracle.entries_that_count(document, item.key, moment)
                changes = oracle.merged(oracle.letters(document, item.key, moment), told)
                fates, missing = oracle.record(document, item.task.repeat, changes, moment)
                said = Counter(fates.values())
                found = item.state.occurrences
                assert found, item.key
                assert found == OccurrenceCounts(
                    expected=said.total() + len(missing),
                    on_time=said["on_time"],
                    late=said["late"],
                    missing=len(missing),
                    nothing=said["nothing"],
                    excused=said["excused"],
                    missing_days=tuple(missing),
                ), (item.key, moment)


def verdict(item: Item) -> oracle.Verdict:
    """Return an item's state in the form of the oracle's."""
    return oracle.Verdict(
        item.state.status,
        item.state.due,
        item.state.days_late,
        item.state.days_left,
        item.state.done,
    )
