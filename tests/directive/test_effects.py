"""Which entries of a log are void, and what it costs to find them."""

from __future__ import annotations

from collections.abc import Iterator

from ntmtrack.datafile import load
from ntmtrack.directive import effects
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document

HEAD = """
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
owners: [{id: ba, name: Le Thi Ba}]
"""


class Counted(tuple[Amendment, ...]):
    """Count how often the letters are gone through."""

    __slots__ = ()
    times = 0

    def __iter__(self) -> Iterator[Amendment]:
        type(self).times += 1
        return super().__iter__()


def document(rest: str) -> Document:
    loaded = load.load((HEAD + rest).encode(), "file.yaml")
    assert loaded.document, loaded.problems
    return loaded.document


def test_letters_are_gone_through_once_for_all_extended_items() -> None:
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
    found = document("""
tasks: [{id: soon, title: Soon, owner: ba, no_date: as soon as possible}]
amendments: [{number: 08/2024, issued: 2024-03-10, tasks: [soon], due: 2024-04-06}]
progress:
  - {task: soon, mark: extended, on: 2024-03-08, to: 2024-05-01, by: x, note: y}
  - {task: soon, mark: extended, on: 2024-03-11, to: 2024-05-02, by: x, note: y}
""")
    assert list(effects.void(found)) == [0]
