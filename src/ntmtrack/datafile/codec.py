"""A checked document as bytes that are read some forty times faster than its text.

Each kind of value is a table, written column by column (see `rows`). Python's `marshal` supports
only plain values (None, bool, int, str, and tuples and dicts of them); fields of other types name
their conversion below, or `dump` fails. Nothing in the bytes can be executed.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from operator import attrgetter
from typing import TYPE_CHECKING
from typing import Any

from ntmtrack import wording
from ntmtrack.datafile.rows import OWNER_GROUPS
from ntmtrack.datafile.rows import OWNERS
from ntmtrack.datafile.rows import VILLAGES
from ntmtrack.datafile.rows import Conversion
from ntmtrack.datafile.rows import LazyRows
from ntmtrack.datafile.rows import Plain
from ntmtrack.datafile.rows import RowTable
from ntmtrack.datafile.rows import by_id
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Loaded
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import PaperSettings
from ntmtrack.directive.model import Recipient
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Rule
from ntmtrack.directive.model import Settings
from ntmtrack.directive.model import Signer
from ntmtrack.directive.model import Task
from ntmtrack.directive.periods import Period
from ntmtrack.wording.problem import Character
from ntmtrack.wording.problem import Ending
from ntmtrack.wording.problem import NamedPeriod
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Thing

if TYPE_CHECKING:
    from decimal import Decimal


def _plain(value: object) -> Plain:
    from decimal import Decimal

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
            return _number(plain.decode())
        case (0, day):
            return date.fromisoformat(day)
        case (1, *named):
            return NamedPeriod(*named)
        case (2, day, hour, period):
            hour = hour and time.fromisoformat(hour)
            return Ending(date.fromisoformat(day), hour, period and NamedPeriod(*period))
    return plain


def _number(plain: str) -> Decimal:
    from decimal import Decimal  # where there is a number: few files need it

    return Decimal(plain)


def _code(plain: Plain) -> object:
    return wording.Code(plain)  # this creates the enum: only files with warnings need it


def _optional(write: Callable[[Any], Plain], read: Callable[[Any], Any]) -> Conversion:
    """Return the conversion of a value that may be None."""
    return (
        lambda value: None if value is None else write(value),
        lambda plain: None if plain is None else read(plain),
    )


def _single(table: RowTable[Any]) -> Conversion:
    """Return the conversion of a single row or None."""
    return _optional(lambda row: table.write([row]), table.read_one)


def _several(table: RowTable[Any]) -> Conversion:
    """Return the conversion of a tuple of rows."""
    return table.write, lambda columns: tuple(table.read(columns))


def _several_later(table: RowTable[Any]) -> Conversion:
    """Return the conversion of a tuple of rows that are read on first access."""
    return table.write, lambda columns: LazyRows(table, columns) if columns[0] else ()


_DAY = _optional(date.toordinal, date.fromordinal)
# An occurrence's name: a period as a tuple, a day as a number.
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
_NUMBER = _optional(str, _number)
_AMOUNTS: Conversion = (
    lambda amounts: tuple([(name, str(amount)) for name, amount in amounts.items()]),
    lambda pairs: {name: _number(amount) for name, amount in pairs},
)
# An `at` is put into a tuple, to distinguish it from a mark.
_UNDOES: Conversion = (
    lambda undoes: (undoes.isoformat(),) if isinstance(undoes, datetime) else undoes,
    lambda plain: datetime.fromisoformat(*plain) if isinstance(plain, tuple) else plain,
)
# To distinguish them from texts, a character is put into a set and a number into bytes; a day, a
# period and the end of a deadline into tuples that begin with a number.
_VALUES: Conversion = (
    lambda values: tuple([(name, _plain(value)) for name, value in values.items()]),
    lambda pairs: {name: _value(plain) for name, plain in pairs},
)
_CODE: Conversion = (attrgetter("value"), _code)

_SIGNERS, _PLACES = RowTable(Signer), RowTable(Place)
_RULES = RowTable(Rule, from_=_DAY, at=_CLOCK, until=_DAY)
_REPEATS = RowTable(Repeat, rules=_several(_RULES))
_MEASURES = RowTable(Measure, goal=_NUMBER, by_village=_AMOUNTS, whole=_NUMBER)
_DIRECTIVES = RowTable(Directive, issued=_DAY, signer=_single(_SIGNERS), closed=_DAY)
_RECIPIENTS = RowTable(Recipient)
_PAPERS = RowTable(PaperSettings, signer=_single(_SIGNERS), recipients=_several(_RECIPIENTS))
_SETTINGS = RowTable(Settings, report=_single(_PAPERS))
_EVENTS = RowTable(Event, date=_DAY)
_TASKS = RowTable(
    Task,
    shared=("owners", "support", "report_to", "leaders", "villages"),
    start=_DAY,
    due=_DEADLINE,
    repeat=_single(_REPEATS),
    measures=_several_later(_MEASURES),
)
_AMENDMENTS = RowTable(Amendment, issued=_DAY, due=_DEADLINE)
_ENTRIES = RowTable(
    Entry, on=_MOMENT, for_=_OCCURRENCE, to=_DEADLINE, amounts=_AMOUNTS, at=_MOMENT, undoes=_UNDOES
)
_THINGS = RowTable(Thing)
_PROBLEMS = RowTable(
    Problem, code=_CODE, place=_single(_PLACES), values=_VALUES, thing=_single(_THINGS)
)


def dump(loaded: Loaded) -> tuple[bytes, bytes]:
    """Return the bytes of a file loaded without errors: the index of its names, and the rest.

    The name of the file is left out.
    """
    from ntmtrack.datafile import kept_names
    from ntmtrack.directive.name_index import IndexedTask

    document = loaded.document
    if document is None:
        raise AssertionError(loaded)
    _, *columns = _TASKS.write(document.tasks.values())
    indexed = tuple([Task._fields.index(name) for name in IndexedTask._fields])
    index = kept_names.dump(document, loaded.language, [columns[place] for place in indexed])
    others = {place: columns[place] for place in range(len(columns)) if place not in indexed}
    return index, marshal.dumps(
        (
            _PROBLEMS.write(_in_file(problem, "") for problem in loaded.problems),
            _DIRECTIVES.write([document.directive]),
            _SETTINGS.write([document.settings]),
            dict(document.groups),
            _EVENTS.write(document.events.values()),
            indexed,
            others,
            _AMENDMENTS.write(document.amendments),
            _ENTRIES.write(document.progress),
        )
    )


def load(
    dumped: tuple[bytes | memoryview, bytes | memoryview], name: str, added: Sequence[Entry] = ()
) -> Loaded:
    """Return what `dump` wrote, for a file of this name, with the entries added since."""
    index, rest = marshal.loads(dumped[0]), marshal.loads(dumped[1])  # noqa: S302 - it only creates values
    language, villages, owners, owner_groups, (count, *columns) = index
    problems, directive, settings, groups, events, indexed, others, amendments, progress = rest
    tasks = others | dict(zip(indexed, columns, strict=True))  # by their index in a task
    document = Document(
        directive=_DIRECTIVES.read_one(directive),
        settings=_SETTINGS.read_one(settings),
        villages=by_id(VILLAGES.read(villages)),
        groups=groups,
        owners=by_id(OWNERS.read(owners)),
        events=by_id(_EVENTS.read(events)),
        tasks=by_id(_TASKS.read((count, *[tasks[place] for place in sorted(tasks)]))),
        amendments=tuple(_AMENDMENTS.read(amendments)),
        progress=(*_ENTRIES.read(progress), *added),
        owner_groups=by_id(OWNER_GROUPS.read(owner_groups)),
    )
    warnings = tuple(_in_file(problem, name) for problem in _PROBLEMS.read(problems))
    return Loaded(document, warnings, language)


def dump_end(seam: tuple[int, str, int, str] | None, added: Iterable[Entry]) -> bytes:
    """Return the bytes that change with each added entry: the seam, and all added entries."""
    return marshal.dumps((seam and tuple(seam), _ENTRIES.write(added)))


def load_end(data: bytes | memoryview) -> tuple[Plain, tuple[Entry, ...]]:
    """Return what `dump_end` wrote: the seam as a plain tuple, and the added entries."""
    seam, added = marshal.loads(data)  # noqa: S302 - as above
    return seam, tuple(_ENTRIES.read(added))


def _in_file(problem: Problem, name: str) -> Problem:
    """Return a problem with its place in a file of this name."""
    return problem._replace(place=problem.place and problem.place._replace(file=name))
