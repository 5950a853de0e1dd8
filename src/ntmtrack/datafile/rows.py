"""Rows of one kind of value, converted to columns of plain values and back.

Python's `marshal` reads a few long tuples faster than many short ones (10,000 tasks in 14 ms,
against 24 ms row by row).
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
Plain = Any  # anything that marshal can write
_END = "\0"  # separates texts; no file can contain it
Conversion = tuple[Callable[[Any], Plain], Callable[[Any], Any]]  # to a plain value, and back


class RowTable(Generic[R]):
    """Convert rows of one kind to columns, and back.

    A column with the same value in all rows is stored as that value, because most fields of most
    files are empty. A column of texts is stored as a single text, which is read and split in a
    quarter of the time. The `shared` columns repeat a few tuples: each is stored once.
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
        """Return the number of rows, followed by their columns."""
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
        """Return the number of rows and their columns, a constant column as one value."""
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


class LazyRows(Sequence[R]):
    """Read rows on first access.

    Few reports read what tasks count, and its numbers need a module that takes 1 ms to import.
    """

    def __init__(self, table: RowTable[R], plain: Plain) -> None:
        self._table, self._plain = table, plain

    @cached_property
    def _rows(self) -> tuple[R, ...]:
        return tuple(self._table.read(self._plain))

    def __len__(self) -> int:
        """Return the number of rows without creating them."""
        count: int = self._plain[0]
        return count

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - one row or several, as of a tuple
        """Return a row, or several, as a tuple does."""
        return self._rows[place]

    def __eq__(self, other: object) -> bool:
        """Return whether the rows equal those of another sequence."""
        return isinstance(other, Sequence) and self._rows == tuple(other)

    def __hash__(self) -> int:
        """Return the hash of the tuple of rows."""
        return hash(self._rows)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickles the rows as a tuple."""
        return tuple, (self._rows,)

    def __repr__(self) -> str:
        """Return the representation of the tuple of rows."""
        return repr(self._rows)


def _briefly(column: tuple[Plain, ...]) -> Plain:
    """Return a constant column as its one value, texts as one text, and others unchanged."""
    if column and column.count(column[0]) == len(column):
        return column[:1]
    if not column or any(type(value) is not str for value in column):
        return column
    texts = _END.join(column)
    return texts if texts.count(_END) == len(column) - 1 else column


def _numbered(column: Sequence[Plain]) -> tuple[Plain, Plain]:
    """Return the distinct values of a column, to convert each once, and their index in each row."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(column))}
    places = tuple([numbers[value] for value in column]) if len(numbers) > 1 else ()
    return tuple(numbers), places


def by_id(things: Iterable[V]) -> dict[str, V]:
    """Return a mapping of things by their ids, in the same order."""
    return {thing.id: thing for thing in things}


# Shared by the document and the index of its names.
VILLAGES = RowTable(Village)
OWNERS = RowTable(Owner)
OWNER_GROUPS = RowTable(OwnerGroup)
