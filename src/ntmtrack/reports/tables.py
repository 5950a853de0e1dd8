"""Reports as blocks of typed cells: all that renderers of text and tables know."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from decimal import Decimal
from typing import Generic
from typing import Literal
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.status.counts import Counts
from ntmtrack.wording.words import Words

T = TypeVar("T")
Value = str | int | Decimal | date | datetime | None
# What a cell or a line is, for renderers to show as they can: never the only carrier of meaning.
Role = Literal["plain", "title", "head", "total", "id", "good", "bad", "warn", "quiet"]
# Each kind of state has a shape of its own, so that colour is never the only sign of it.
Shape = Literal["good", "good-late", "bad", "warn", "soon", "open", "quiet", "waiting", "void"]
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Cell(NamedTuple):
    """Hold one value and what it is; `said` is what people read where the value alone says less.

    The state of an item has the `shape` of its kind.
    """

    value: Value = None
    role: Role = "plain"
    said: str | None = None
    shape: Shape | None = None


class Column(NamedTuple):
    """Describe a column: its heading, and whether its words may be broken into lines.

    `number` columns are set to the right. A column that goes `under` the one before it shares
    its place where room is short: in text, its value is set below the other's. One with a `hint`
    is to be filled in, where it may offer `choices`.
    """

    heading: str
    wraps: bool = False
    number: bool = False
    under: bool = False
    hint: str = ""
    choices: Sequence[str] = ()


class Rows(Collection[Sequence[Cell]], Generic[T]):
    """Make a row of each thing when it is looked at: the cells of many at once take much memory."""

    def __init__(self, things: Sequence[T], make: Callable[[T], Sequence[Cell]]) -> None:
        self.things = things
        self.make = make

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.things)

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        """Make the rows anew, one at a time."""
        return map(self.make, self.things)

    def __contains__(self, row: object) -> bool:
        """Tell whether a row is one of these."""
        return row in list(self)


class Table(NamedTuple):
    """Hold rows of cells under a title.

    The first `keys` columns tell the rows apart, and are repeated where a table is split because
    it `splits` into parts of fewer columns rather than becoming a list.
    """

    title: str
    columns: Sequence[Column]
    rows: Collection[Sequence[Cell]]
    keys: int = 1
    splits: bool = False


class Line(NamedTuple):
    """Hold one paragraph."""

    text: str
    role: Role = "plain"


class Facts(NamedTuple):
    """Hold named values, one a line: what is known of one thing."""

    title: str
    pairs: Sequence[tuple[str, Cell]]


class Section(NamedTuple):
    """Begin a section; renderers number sections of level 1 (I, II) and 2 (1, 2)."""

    title: str
    level: Literal[1, 2] = 1


class Bullets(NamedTuple):
    """Hold a list of short paragraphs."""

    items: Sequence[str]


Block = Table | Line | Facts | Section | Bullets


class Sheet(NamedTuple):
    """Name a sheet of a workbook and hold what stands on it."""

    name: str
    blocks: Sequence[Block]


def shown(cell: Cell, words: Words) -> str:
    """Give a cell as text in the report's language."""
    value = cell.value if cell.said is None else cell.said
    if value is None:
        return ""
    if isinstance(value, datetime):
        return words.when(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, int | Decimal):
        return words.number(value)
    return value


def stacked(columns: Sequence[Column]) -> list[list[int]]:
    """Set columns side by side, as their indexes, those that go under another in its place."""
    places: list[list[int]] = []
    for index, column in enumerate(columns):
        if column.under:
            places[-1].append(index)
        else:
            places.append([index])
    return places


def only_table(blocks: Iterable[Block]) -> Table | None:
    """Give the table that a report is, but for sentences around it; None where it is more."""
    match [block for block in blocks if not isinstance(block, Line | Bullets)]:
        case [Table() as table]:
            return table
    return None


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Give each block with its number: I, II for sections, 1, 2 anew in each, else none.

    A table without rows is left out: only programs are served by headings alone.
    """
    major = minor = 0
    for block in blocks:
        if isinstance(block, Table) and not block.rows:
            continue
        if not isinstance(block, Section):
            yield "", block
        elif block.level == 1:
            major, minor = major + 1, 0
            yield _roman(major), block
        else:
            minor += 1
            yield str(minor), block


def _roman(number: int) -> str:
    """Write a number below 40 in Roman numerals: no report has more sections."""
    written = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        written += sign * times
    return written


def grid(counts: Counts, words: Words) -> Table:
    """Lay the official grid out, with sums that foot."""
    rows = [
        (words.say("Done"), counts.done_on_time, counts.done_late, counts.done_no_deadline),
        (words.say("Not done"), counts.in_time, counts.overdue, counts.no_deadline),
    ]
    totals = tuple(sum(column) for column in zip(*(row[1:] for row in rows), strict=True))
    return Table(
        words.say("Overview"),
        [
            Column(""),
            Column(words.say("In time"), number=True),
            Column(words.say("Past the deadline"), number=True),
            Column(words.say("No deadline"), number=True),
            Column(words.say("Total"), number=True),
        ],
        [
            *(
                (Cell(name, "head"), *(Cell(number) for number in numbers), Cell(sum(numbers)))
                for name, *numbers in rows
            ),
            (
                Cell(words.say("Total"), "total"),
                *(Cell(number, "total") for number in totals),
                Cell(counts.total, "total"),
            ),
        ],
    )


def details(counts: Counts, words: Words) -> str:
    """Say what the grid holds besides."""
    return words.say(
        "Of these: {due_today} due today, {due_soon} due soon, {waiting} waiting for an event,"
        " {standing} standing. Cancelled: {cancelled}.",
        due_today=counts.due_today,
        due_soon=counts.due_soon,
        waiting=counts.waiting,
        standing=counts.standing,
        cancelled=counts.cancelled,
    )


def counts_table(title: str, who: str, rows: Iterable[tuple[str, Counts]], words: Words) -> Table:
    """Lay counts out, one row for each who answers."""
    return Table(
        title,
        [
            Column(who, wraps=True),
            *(
                Column(heading, wraps=True, number=True)
                for heading in (
                    words.say("Total"),
                    words.say("Done on time"),
                    words.say("Done late"),
                    words.say("Done, no date"),
                    words.say("In time"),
                    words.say("Overdue"),
                    words.say("No deadline"),
                )
            ),
        ],
        [
            (
                Cell(name, "head"),
                Cell(counts.total),
                Cell(counts.done_on_time),
                Cell(counts.done_late),
                Cell(counts.done_no_deadline),
                Cell(counts.in_time),
                Cell(counts.overdue, "bad" if counts.overdue else "plain"),
                Cell(counts.no_deadline),
            )
            for name, counts in rows
        ],
    )


def villages_table(rows: Iterable[tuple[str, Counts]], words: Words) -> Table:
    """Lay the counts of villages out."""
    title = words.say("By village (what each answers for itself)")
    return counts_table(title, words.say("Village"), rows, words)


def owners_table(rows: Iterable[tuple[str, Counts]], words: Words) -> Table:
    """Lay the counts of owners out."""
    title = words.say("By owner (the first owner of each task)")
    return counts_table(title, words.say("Answers"), rows, words)
