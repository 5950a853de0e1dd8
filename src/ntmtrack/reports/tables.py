"""Reports as blocks of typed cells: all that renderers of text and tables know."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING
from typing import Generic
from typing import Literal
from typing import TypeAlias
from typing import TypeVar

from ntmtrack.records import Record
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from decimal import Decimal

T = TypeVar("T")
CellValue: TypeAlias = "str | int | Decimal | date | datetime | None"
# What a cell or a paragraph is, for renderers to show as they can; words must say it as well.
Role = Literal["plain", "title", "head", "total", "id", "good", "bad", "warn", "quiet"]
# Each kind of state has a shape of its own, so that colour is never the only sign of it.
Shape = Literal["good", "good-late", "bad", "warn", "soon", "open", "quiet", "waiting", "void"]
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Cell(Record):
    """Hold one value and its role; people read `text` where the value alone says less.

    The state of an item has the `shape` of its kind. `asides` are what `text` says beside the
    value.
    """

    value: CellValue = None
    role: Role = "plain"
    text: str | None = None
    shape: Shape | None = None
    asides: Sequence[str | None] = ()


class Column(Record):
    """Describe a column: its heading, and whether its words may be broken into lines.

    `number` columns are set to the right. A column that goes `under` the one before it shares
    its place where room is short: in text, one value is set below the other, an id last. The texts
    of one that is `cut` may end in “…” in text, so that a row is one line. One with a `hint`
    is to be filled in, where it may offer `choices`. Where cells show values instead of words,
    each of their `asides` stands in a column of its own, under the heading given for it here; one
    without a heading is left out. A column that is `pinned` stays in sight on a screen that is too
    narrow for all; one that is `spare` is left out of text for a terminal, which is narrow.
    On paper one gets room for its texts in so many `lines`, where they are not long, and figures of
    columns with a `bar` are the parts of one bar in each row. Programs find one by its `steady`
    heading, where the one for people goes by what the column holds.
    """

    heading: str
    wraps: bool = False
    number: bool = False
    under: bool = False
    hint: str = ""
    choices: Sequence[str] = ()
    asides: Sequence[str] = ()
    pinned: bool = False
    spare: bool = False
    lines: int = 0
    bar: Shape | None = None
    cut: bool = False
    steady: str = ""


class Rows(Collection[Sequence[Cell]], Generic[T]):
    """Make each row when it is read: the cells of many rows at once take much memory."""

    def __init__(self, things: Collection[T], make: Callable[[T], Sequence[Cell]]) -> None:
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


class Table(Record):
    """Hold rows of cells under a title.

    The first `keys` columns tell the rows apart. A table that is too wide becomes a list or, if it
    `splits`, several tables of fewer columns, each of which begins with the key columns.
    """

    title: str
    columns: Sequence[Column]
    rows: Collection[Sequence[Cell]]
    keys: int = 1
    splits: bool = False


class Paragraph(Record):
    """Hold one paragraph; a line to be copied whole, such as a command, does not wrap."""

    text: str
    role: Role = "plain"
    wraps: bool = True


class Facts(Record):
    """Hold named values, one a line: what is known of one thing."""

    title: str
    pairs: Sequence[tuple[str, Cell]]


class Section(Record):
    """Begin a section; renderers number sections of level 1 (I, II) and 2 (1, 2)."""

    title: str
    level: Literal[1, 2] = 1


class Bullets(Record):
    """Hold a list of short paragraphs."""

    items: Sequence[str]


Block = Table | Paragraph | Facts | Section | Bullets


class Sheet(Record):
    """Name a sheet of a workbook and hold what stands on it."""

    name: str
    blocks: Sequence[Block]


def with_asides(blocks: Iterable[Block]) -> list[Block]:
    """Return what cells say aside columns of its own, for formats whose cells are bare values."""
    return [_widened(block) if isinstance(block, Table) else block for block in blocks]


def _widened(table: Table) -> Table:
    if not any(any(column.asides) for column in table.columns):
        return table

    def widen(row: Sequence[Cell]) -> Sequence[Cell]:
        cells: list[Cell] = []
        for cell, column in zip(row, table.columns, strict=True):
            headed = zip_longest(cell.asides, column.asides)
            cells += [cell, *(Cell(aside) for aside, heading in headed if heading)]
        return cells

    columns: list[Column] = []
    for column in table.columns:
        columns += [column, *(Column(heading, wraps=True) for heading in column.asides if heading)]
    return table._replace(columns=columns, rows=Rows(table.rows, widen))


def without_spare(table: Table) -> Table:
    """Return a table without its spare columns, for where room is short."""
    return _with_columns(table, [not column.spare for column in table.columns])


def without_empty(table: Table, headings: Container[str]) -> Table:
    """Return a table without the columns of these headings in which nothing stands."""
    has_value = [False] * len(table.columns)
    for row in table.rows:
        has_value = [has or bool(cell.value) for has, cell in zip(has_value, row, strict=True)]
    return _with_columns(
        table,
        [
            has or column.heading not in headings
            for has, column in zip(has_value, table.columns, strict=True)
        ],
    )


def _with_columns(table: Table, are_kept: Sequence[bool]) -> Table:
    if all(are_kept):
        return table
    indexes = [index for index, is_kept in enumerate(are_kept) if is_kept]
    columns = [table.columns[index] for index in indexes]
    rows = Rows(table.rows, lambda row: [row[index] for index in indexes])
    return table._replace(columns=columns, rows=rows)


def shared_columns(tables: Iterable[Table]) -> list[Column]:
    """Return the columns of tables of one kind, with what the cells of any of them say aside."""
    shared = []
    for columns in zip(*(table.columns for table in tables), strict=True):
        asides = zip_longest(*(column.asides for column in columns), fillvalue="")
        headings = tuple(next(filter(None, heading), "") for heading in asides)
        shared.append(columns[0]._replace(asides=headings))
    return shared


def cell_text(cell: Cell, words: Words) -> str:
    """Return a cell as text in the report's language."""
    return value_text(cell.value, words) if cell.text is None else cell.text


def value_text(value: CellValue, words: Words) -> str:
    """Return the value of a cell as text in the report's language."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return words.number(value)
    if isinstance(value, datetime):
        return words.when(value)
    if isinstance(value, date):
        return words.day(value)
    return words.number(value)


def stack_columns(columns: Sequence[Column]) -> list[list[int]]:
    """Give the indexes of the columns that share each place: those that go under one follow it."""
    places: list[list[int]] = []
    for index, column in enumerate(columns):
        if column.under:
            places[-1].append(index)
        else:
            places.append([index])
    return places


def only_table(blocks: Iterable[Block]) -> Table | None:
    """Return the table of a report that has just one, besides sentences; else None."""
    match [block for block in blocks if not isinstance(block, Paragraph | Bullets)]:
        case [Table() as table]:
            return table
    return None


def number_sections(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Yield each block with its number: I, II for sections, 1, 2 anew in each, else none.

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
    numeral = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        numeral += sign * times
    return numeral
