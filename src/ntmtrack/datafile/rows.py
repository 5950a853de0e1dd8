"""Rows of one kind of value as columns of plain values, and back.

Python's `marshal` reads a few long tuples faster than many short ones (10,000 tasks in 14 ms, row
by row in 24 ms).
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cached_property
from functools import partial
from itertools import repeat
from typing import Any
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import OwnerGroup
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village

V = TypeVar("V", Owner, OwnerGroup, Event, Task, Village)
R = TypeVar("R", bound=NamedTuple)
Plain = Any  # what marshal writes
_END = "\0"  # between texts, none of which has it: no file can
Conversion = tuple[Callable[[Any], Plain], Callable[[Any], Any]]  # to plain values, and back


class RowTable(Generic[R]):
    """Write rows of one kind as their columns, and read them back.

    A column with one value in all rows is that value alone: most fields of most files are empty.
    One of texts is a single text, which is read and divided in a quarter of the time.
    The `shared` columns have the same few tuples again and again: each is written once.
    """

    def __init__(
        self, kind: type[R], shared: Sequence[str] = (), **conversions: Conversion
    ) -> None:
        self._make = partial(tuple.__new__, kind)
        self._width = len(kind._fields)
        self._shared = [kind._fields.index(name) for name in shared]
        self._conversions = [
            (kind._fields.index(name), *conversion) for name, conversion in conversions.items()
        ]

    def write(self, rows: Iterable[R]) -> Plain:
        """Return the number of rows and their columns."""
        columns: list[tuple[Plain, ...]] = list(zip(*rows, strict=True)) or [()] * self._width
        count = len(columns[0])
        for index in self._shared:
            values: dict[Plain, Plain] = {}
            columns[index] = tuple([values.setdefault(value, value) for value in columns[index]])
        written = [*map(_briefly, columns)]
        for index, write, _ in self._conversions:
            column = columns[index]
            different = {id(value): value for value in column}
            plain = {id_: write(value) for id_, value in different.items()}
            written[index] = _numbered([plain[id(value)] for value in column])
        return count, *written

    def read(self, plain: Plain) -> Iterator[R]:
        """Return the rows that were written."""
        count, columns = self._different(plain)
        each = [repeat(column[0], count) if len(column) == 1 else column for column in columns]
        return map(self._make, zip(*each, strict=True))

    def columns(self, plain: Plain) -> list[tuple[Any, ...]]:
        """Return the columns that were written."""
        count, columns = self._different(plain)
        return [tuple(each) * count if len(each) == 1 else tuple(each) for each in columns]

    def _different(self, plain: Plain) -> tuple[int, list[Sequence[Any]]]:
        """Return the number of rows and their columns, with what all rows have in them once."""
        count, *columns = plain
        for index, _, convert in self._conversions:
            values, places = columns[index]
            converted = tuple(map(convert, values))
            columns[index] = tuple(map(converted.__getitem__, places)) if places else converted
        return count, [each.split(_END) if isinstance(each, str) else each for each in columns]

    def read_one(self, plain: Plain) -> R:
        """Return the only row that was written."""
        (row,) = self.read(plain)
        return row


class LaterRows(Sequence[R]):
    """Make some rows when the first of them is read.

    Few reports read what tasks count, and its numbers need a module that takes 1 ms to import.
    """

    def __init__(self, table: RowTable[R], plain: Plain) -> None:
        self._table, self._plain = table, plain

    @cached_property
    def _rows(self) -> tuple[R, ...]:
        return tuple(self._table.read(self._plain))

    def __len__(self) -> int:
        """Count the rows, without making them."""
        count: int = self._plain[0]
        return count

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - one row or several, as of a tuple
        """Return a row, or several, as a tuple does."""
        return self._rows[place]

    def __eq__(self, other: object) -> bool:
        """Tell whether the rows are those of another sequence."""
        return isinstance(other, Sequence) and self._rows == tuple(other)

    def __hash__(self) -> int:
        """Return the number of the tuple of rows, if it has one."""
        return hash(self._rows)

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process as a tuple."""
        return tuple, (self._rows,)

    def __repr__(self) -> str:
        """Show the rows."""
        return repr(self._rows)


def _briefly(column: tuple[Plain, ...]) -> Plain:
    """Return the only value of a column, or its texts in one, where it is such a column."""
    if column and column.count(column[0]) == len(column):
        return column[:1]
    if not column or any(type(value) is not str for value in column):
        return column
    texts = _END.join(column)
    return texts if texts.count(_END) == len(column) - 1 else column


def _numbered(column: Sequence[Plain]) -> tuple[Plain, Plain]:
    """Return the different values of a column, each to be converted once, and where which stand."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(column))}
    places = tuple([numbers[value] for value in column]) if len(numbers) > 1 else ()
    return tuple(numbers), places


def by_id(things: Iterable[V]) -> dict[str, V]:
    """Return things by their ids, in their order."""
    return {thing.id: thing for thing in things}


# What a document and the index of its names have in common.
VILLAGES = RowTable(Village)
OWNERS = RowTable(Owner)
OWNER_GROUPS = RowTable(OwnerGroup)
