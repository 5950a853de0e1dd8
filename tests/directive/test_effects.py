"""Which entries of a log are void, and that finding them is cheap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ntmtrack.datafile import load
from ntmtrack.directive import effects
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.wording.codes import Code

HEAD = """
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
owners: [{id: ba, name: Le Thi Ba}]
"""


class Counted(tuple[Amendment, ...]):
    """Count the iterations over the letters."""

    __slots__ = ()
    times = 0

    def __iter__(self) -> Iterator[Amendment]:
        type(self).times += 1
        return super().__iter__()


def document(rest: str) -> Document:
    loaded = load.load((HEAD + rest).encode(), "file.yaml")
    assert loaded.document, loaded.problems
    return loaded.document


def test_letters_are_iterated_over_once_for_all_extended_items() -> None:
    tasks = "".join(f"  - {{id: t{n}, title: T, owner: ba, due: 2024-05-05}}\n" for n in range(9))
    log = "".join(
        f"  - {{task: t{n}, mark: extended, on: 2024-03-08, to: 2024-06-01, by: x, note: y}}\n"
        for n in range(9)
    )
    letter = "  - {number: 08/2024, issued: 2024-03-10, tasks: [t1], due: 2024-07-06}\n"
    full = document(f"tasks:\n{tasks}amendments:\n{letter}progress:\n{log}")
    letters = Counted(full.amendments)
    assert len(effects.in_effect(full._replace(amendments=letters))) == len(full.tasks)
    assert Counted.times == 1


def test_an_extension_before_any_deadline_is_void() -> None:
    read = document("""
tasks: [{id: soon, title: Soon, owner: ba, no_date: as soon as possible}]
amendments: [{number: 08/2024, issued: 2024-03-10, tasks: [soon], due: 2024-04-06}]
progress:
  - {task: soon, mark: extended, on: 2024-03-08, to: 2024-05-01, by: x, note: y}
  - {task: soon, mark: extended, on: 2024-03-11, to: 2024-05-02, by: x, note: y}
""")
    assert list(effects.void_entries(read)) == [0]


DUTY = """
tasks:
  - {id: drains, title: Drains, owner: ba, due: 2024-05-05, due_is: by}
  - {id: report, title: Report, owner: ba, repeat: {every: week, on: fri, from: 2024-03-08}}
progress:
"""


def void_marks(*entries: str) -> list[str]:
    """Return the marks of void entries, which must be those that `in_effect` leaves out."""
    full = document(DUTY + "".join(f"  - {{{entry}}}\n" for entry in entries))
    void = effects.void_entries(full)
    in_effect = [entry for items in effects.in_effect(full).values() for entry in items]
    left_out = [entry for entry in full.progress if entry not in in_effect]
    assert left_out == [full.progress[index] for index in void]
    return [entry.mark for entry in left_out]


def test_an_entry_that_decides_or_names_an_occurrence_is_void_if_there_is_none() -> None:
    early = "task: report, on: 2024-03-02"
    for mark in ("done", "nothing", "excused"):
        assert void_marks(f"{early}, mark: {mark}") == [mark]
        assert void_marks(f"task: report, on: 2024-03-08, mark: {mark}") == []
    assert void_marks(f"{early}, mark: note, note: x", f"{early}, mark: started") == []
    assert void_marks("task: report, on: 2024-03-08, for: 2024-03-01, mark: note, note: x") == [
        "note"
    ]


def test_only_an_extension_to_a_later_day_takes_effect() -> None:
    reason = "by: x, note: y"
    extension = "task: drains, on: 2024-03-08, mark: extended, to"
    assert void_marks(f"{extension}: 2024-05-04, {reason}") == ["extended"]
    assert void_marks(f"{extension}: 2024-05-05, {reason}") == ["extended"]
    assert void_marks(f"{extension}: 2024-05-06, {reason}") == []
    assert void_marks("task: drains, on: 2024-03-08, mark: done") == []
    assert void_marks(
        f"{extension}: 2024-05-07, {reason}", f"{extension}: 2024-05-07, {reason}1"
    ) == ["extended"]


def test_void_entries_of_some_items_are_found_in_the_order_of_the_log() -> None:
    full = document("""
villages: [{id: an, name: An}, {id: binh, name: Binh}, {id: chi, name: Chi}]
tasks:
  - {id: dig, title: Dig, owner: ba, villages: all, each: village, due: 2024-05-05, due_is: by}
progress:
  - {task: dig, village: binh, mark: note, on: 2024-03-08, note: x}
  - {task: dig, village: an, mark: extended, on: 2024-03-08, to: 2024-05-01, by: x, note: y}
  - {task: dig, village: chi, mark: extended, on: 2024-03-08, to: 2024-05-02, by: x, note: y}
  - {task: dig, village: binh, mark: extended, on: 2024-03-08, to: 2024-05-03, by: x, note: y}
""")
    assert list(effects.void_entries(full)) == [1, 2, 3]
    items = {ItemKey("dig", "an"), ItemKey("dig", "binh")}
    void = [each.thing and each.thing.id for each in effects.void_problems(full, items)]
    assert void == ["dig@an", "dig@binh"]


def test_undoing_an_entry_a_second_time_is_void() -> None:
    undone = "  - {task: drains, mark: undone, undoes: done, on: 2024-03-08}\n"
    full = document(DUTY + "  - {task: drains, mark: done, on: 2024-03-08}\n" + 2 * undone)
    assert [each.code for each in effects.void_entries(full).values()] == [Code.UNDONE_TWICE]


def test_the_problem_of_a_report_after_the_last_occurrence_names_that_occurrence() -> None:
    ended = DUTY.replace("from: 2024-03-08", "from: 2024-03-08, until: 2024-03-22")
    full = document(ended + "  - {task: report, mark: done, on: 2024-04-12}\n")
    (problem,) = effects.void_entries(full).values()
    assert (problem.code, problem.values["last"]) == (Code.NO_OCCURRENCE_OVER, date(2024, 3, 22))
