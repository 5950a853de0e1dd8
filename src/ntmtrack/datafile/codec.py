"""A checked document as bytes that are read back some forty times faster than its text.

Each kind of value is a table, written column by column: Python's `marshal` reads a few long tuples
faster than many short ones (10,000 tasks in 14 ms, row by row in 24 ms). It knows plain values only
(None, bool, int, str, and tuples and dicts of them); a field of others names its conversion below,
or `dump` fails. Nothing in it can be run.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from operator import attrgetter
from typing import Any
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from ntmtrack import wording
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Loaded
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import OwnerGroup
from ntmtrack.directive.model import PaperSettings
from ntmtrack.directive.model import Recipient
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Rule
from ntmtrack.directive.model import Settings
from ntmtrack.directive.model import Signer
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.directive.periods import Period
from ntmtrack.wording.problem import Character
from ntmtrack.wording.problem import Ending
from ntmtrack.wording.problem import NamedPeriod
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Thing

R = TypeVar("R", bound=NamedTuple)
V = TypeVar("V", Owner, OwnerGroup, Event, Task, Village)
Plain = Any  # what marshal writes
Conversion = tuple[Callable[[Any], Plain], Callable[[Any], Any]]  # to plain values, and back


class _Table(Generic[R]):
    """Write rows of one kind as their columns, and read them back.

    The `shared` columns have the same few tuples again and again: each is written once.
    """

    def __init__(
        self, kind: type[R], shared: Sequence[str] = (), **conversions: Conversion
    ) -> None:
        self._kind = kind
        self._shared = [kind._fields.index(name) for name in shared]
        self._conversions = [
            (kind._fields.index(name), *conversion) for name, conversion in conversions.items()
        ]

    def write(self, rows: Iterable[R]) -> Plain:
        """Give the columns of the rows, none for no rows."""
        columns = list(zip(*rows, strict=True))
        for index in self._shared if columns else ():
            values: dict[Plain, Plain] = {}
            columns[index] = tuple([values.setdefault(value, value) for value in columns[index]])
        for index, write, _ in self._conversions if columns else ():
            columns[index] = tuple(map(write, columns[index]))
        return tuple(columns)

    def read(self, columns: Plain) -> Iterator[R]:
        """Give the rows of the columns."""
        columns = list(columns)
        for index, _, read in self._conversions if columns else ():
            if columns[index].count(None) < len(columns[index]):  # most have no value at all
                columns[index] = map(_Values(read).__getitem__, columns[index])
        return map(self._kind._make, zip(*columns, strict=True))

    def read_one(self, columns: Plain) -> R:
        """Give the only row of the columns."""
        (row,) = self.read(columns)
        return row


class _Values(dict[Plain, Any]):
    """Look up values by their plain ones, each different one converted once: many come again."""

    def __init__(self, read: Callable[[Plain], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, plain: Plain) -> Any:  # noqa: ANN401 - any value of the model
        value = self[plain] = self._read(plain)
        return value


def _plain(value: object) -> Plain:
    match value:
        case Character():
            return frozenset(value)
        case Decimal():
            return str(value).encode()
        case date():
            return 0, value.isoformat()
        case NamedPeriod():
            return 1, *value
        case Ending(day, hour, period):
            return 2, day.isoformat(), hour and hour.isoformat(), period and tuple(period)
    return value


def _value(plain: Plain) -> object:
    match plain:
        case frozenset():
            return Character(*plain)
        case bytes():
            return Decimal(plain.decode())
        case (0, day):
            return date.fromisoformat(day)
        case (1, *named):
            return NamedPeriod(*named)
        case (2, day, hour, period):
            hour = hour and time.fromisoformat(hour)
            return Ending(date.fromisoformat(day), hour, period and NamedPeriod(*period))
    return plain


def _code(plain: Plain) -> object:
    return wording.Code(plain)  # which makes the enum: only a file with warnings needs it


def _optional(write: Callable[[Any], Plain], read: Callable[[Any], Any]) -> Conversion:
    """Convert a value that may be None."""
    return (
        lambda value: None if value is None else write(value),
        lambda plain: None if plain is None else read(plain),
    )


def _one(table: _Table[Any]) -> Conversion:
    """Convert a single row, or None."""
    return _optional(lambda row: table.write([row]), table.read_one)


def _several(table: _Table[Any]) -> Conversion:
    """Convert a tuple of rows."""
    return table.write, lambda columns: tuple(table.read(columns))


_DAY = _optional(date.toordinal, date.fromordinal)
# The period that names an occurrence stands as a tuple, a day as a number.
_OCCURRENCE = _optional(
    lambda name: name.toordinal() if isinstance(name, date) else tuple(name),
    lambda plain: Period(*plain) if isinstance(plain, tuple) else date.fromordinal(plain),
)
_DEADLINE = _optional(
    lambda deadline: (
        deadline.day.toordinal(),
        deadline.due_is,
        deadline.time and deadline.time.isoformat(),
        deadline.period and tuple(deadline.period),
        deadline.is_strict,
    ),
    lambda plain: Deadline(
        date.fromordinal(plain[0]),
        plain[1],
        plain[2] and time.fromisoformat(plain[2]),
        plain[3] and Period(*plain[3]),
        plain[4],
    ),
)
_MOMENT = _optional(datetime.isoformat, datetime.fromisoformat)
_CLOCK = _optional(time.isoformat, time.fromisoformat)
_NUMBER = _optional(str, Decimal)
_AMOUNTS: Conversion = (
    lambda amounts: tuple([(name, str(amount)) for name, amount in amounts.items()]),
    lambda pairs: {name: Decimal(amount) for name, amount in pairs},
)
# The `at` of an entry stands in a tuple, to be no mark.
_UNDOES: Conversion = (
    lambda undoes: (undoes.isoformat(),) if isinstance(undoes, datetime) else undoes,
    lambda plain: datetime.fromisoformat(*plain) if isinstance(plain, tuple) else plain,
)
# A character stands in a set and a number in bytes, to be no text; a day, a period and the end
# of a deadline stand in tuples that begin with a number, to be no texts.
_VALUES: Conversion = (
    lambda values: tuple([(name, _plain(value)) for name, value in values.items()]),
    lambda pairs: {name: _value(plain) for name, plain in pairs},
)
_CODE: Conversion = (attrgetter("value"), _code)

_SIGNERS, _PLACES = _Table(Signer), _Table(Place)
_RULES = _Table(Rule, from_=_DAY, at=_CLOCK, until=_DAY)
_REPEATS = _Table(Repeat, rules=_several(_RULES))
_MEASURES = _Table(Measure, goal=_NUMBER, by_village=_AMOUNTS, whole=_NUMBER)
_DIRECTIVES = _Table(Directive, issued=_DAY, signer=_one(_SIGNERS), closed=_DAY)
_RECIPIENTS = _Table(Recipient)
_PAPERS = _Table(PaperSettings, signer=_one(_SIGNERS), recipients=_several(_RECIPIENTS))
_SETTINGS = _Table(Settings, report=_one(_PAPERS))
_VILLAGES = _Table(Village)
_OWNERS = _Table(Owner)
_OWNER_GROUPS = _Table(OwnerGroup)
_EVENTS = _Table(Event, date=_DAY)
_TASKS = _Table(
    Task,
    shared=("owners", "support", "report_to", "leaders", "villages"),
    start=_DAY,
    due=_DEADLINE,
    repeat=_one(_REPEATS),
    measures=_several(_MEASURES),
)
_AMENDMENTS = _Table(Amendment, issued=_DAY, due=_DEADLINE)
_ENTRIES = _Table(
    Entry, on=_MOMENT, for_=_OCCURRENCE, to=_DEADLINE, amounts=_AMOUNTS, at=_MOMENT, undoes=_UNDOES
)
_THINGS = _Table(Thing)
_PROBLEMS = _Table(Problem, code=_CODE, place=_one(_PLACES), values=_VALUES, thing=_one(_THINGS))


def dump(loaded: Loaded) -> bytes:
    """Write what was loaded of a file without errors; the name of the file is left out."""
    document = loaded.document
    if document is None:
        raise AssertionError(loaded)
    return marshal.dumps(
        (
            _PROBLEMS.write(_in_file(problem, "") for problem in loaded.problems),
            loaded.language,
            _DIRECTIVES.write([document.directive]),
            _SETTINGS.write([document.settings]),
            _VILLAGES.write(document.villages.values()),
            dict(document.groups),
            _OWNERS.write(document.owners.values()),
            _EVENTS.write(document.events.values()),
            _TASKS.write(document.tasks.values()),
            _AMENDMENTS.write(document.amendments),
            _ENTRIES.write(document.progress),
            _OWNER_GROUPS.write(document.owner_groups.values()),
        )
    )


def load(data: bytes | memoryview, name: str, added: Sequence[Entry] = ()) -> Loaded:
    """Read what `dump` wrote, for a file of this name, with the entries that were added since."""
    problems, language, *parts = marshal.loads(data)  # noqa: S302 - it makes values, and runs nothing
    directive, settings, villages, groups, owners, events, tasks, amendments, *parts = parts
    progress, owner_groups = parts
    document = Document(
        directive=_DIRECTIVES.read_one(directive),
        settings=_SETTINGS.read_one(settings),
        villages=_by_id(_VILLAGES.read(villages)),
        groups=groups,
        owners=_by_id(_OWNERS.read(owners)),
        events=_by_id(_EVENTS.read(events)),
        tasks=_by_id(_TASKS.read(tasks)),
        amendments=tuple(_AMENDMENTS.read(amendments)),
        progress=(*_ENTRIES.read(progress), *added),
        owner_groups=_by_id(_OWNER_GROUPS.read(owner_groups)),
    )
    warnings = tuple(_in_file(problem, name) for problem in _PROBLEMS.read(problems))
    return Loaded(document, warnings, language)


def dump_end(seam: tuple[int, str, int, str] | None, added: Iterable[Entry]) -> bytes:
    """Write what changes of a copy with each entry that is added: the seam, and all of these."""
    return marshal.dumps((seam and tuple(seam), _ENTRIES.write(added)))


def load_end(data: bytes | memoryview) -> tuple[Plain, tuple[Entry, ...]]:
    """Read what `dump_end` wrote: the seam as a plain tuple, and the entries that were added."""
    seam, added = marshal.loads(data)  # noqa: S302 - the same
    return seam, tuple(_ENTRIES.read(added))


def _by_id(things: Iterable[V]) -> dict[str, V]:
    return {thing.id: thing for thing in things}


def _in_file(problem: Problem, name: str) -> Problem:
    """Give a problem with its place in a file of this name."""
    return problem._replace(place=problem.place and problem.place._replace(file=name))
