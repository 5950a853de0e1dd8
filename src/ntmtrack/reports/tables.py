"""Reports as blocks of typed cells, the only input of the renderers of text and tables."""

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
# What a cell or paragraph stands for. Not all renderers can show it, so words must say it too.
Role = Literal["plain", "title", "head", "total", "id", "good", "bad", "warn", "quiet"]
# Each kind of state has its own shape, so that no state is told by colour alone.
Shape = Literal["good", "good-late", "bad", "warn", "soon", "open", "quiet", "waiting", "void"]
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Cell(Record):
    """Represent one value and its role.

    People read `text` instead where the value alone says too little. A cell with an item's state
    has the `shape` of that kind of state. `asides` are the parts of `text` that the value leaves
    out.
    """

    value: CellValue = None
    role: Role = "plain"
    text: str | None = None
    shape: Shape | None = None
    asides: Sequence[str | None] = ()


class Column(Record):
    """Describe a column: its heading, and how renderers may lay it out.

    `wraps` lets its words break into lines; a `number` column is right-aligned. A column that goes
    `under` the one before it shares its place where room is short: in text, one value is printed
    below the other, an id last. Texts of a `cut` column may end in “…” in text, so that a row stays
    on one line. A column with a `hint` is to be filled in, and may offer `choices`. Where cells
    show values instead of words, each of their `asides` gets a column of its own under the heading
    given here; asides without a heading are left out. A `pinned` column stays in sight on a screen
    too narrow for all columns; a `spare` one is left out of text for a terminal. On paper a column
    is wide enough to fit its texts into this many `lines`, unless they are long. Figures of columns
    with a `bar` form one bar in each row. Programs find a column by its `steady` heading where the
    visible one depends on what the column holds.
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
    """Build each row when it is read: the cells of many rows at once take much memory."""

    def __init__(self, things: Collection[T], make: Callable[[T], Sequence[Cell]]) -> None:
        self.things = things
        self.make = make

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.things)

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        """Build the rows afresh, one at a time."""
        return map(self.make, self.things)

    def __contains__(self, row: object) -> bool:
        """Return whether a row is among these."""
        return row in list(self)


class Table(Record):
    """Represent rows of cells under a title.

    The first `keys` columns identify a row. A table that is too wide becomes a list or, if it
    `splits`, several tables of fewer columns, each of which starts with the key columns.
    """

    title: str
    columns: Sequence[Column]
    rows: Collection[Sequence[Cell]]
    keys: int = 1
    splits: bool = False


class Paragraph(Record):
    """Represent one paragraph; a line to be copied whole, such as a command, does not wrap."""

    text: str
    role: Role = "plain"
    wraps: bool = True


class Facts(Record):
    """Represent named values about one thing, one a line."""

    title: str
    pairs: Sequence[tuple[str, Cell]]


class Section(Record):
    """Start a section; renderers number sections of level 1 (I, II) and 2 (1, 2)."""

    title: str
    level: Literal[1, 2] = 1


class Bullets(Record):
    """Represent a list of short paragraphs."""

    items: Sequence[str]


Block = Table | Paragraph | Facts | Section | Bullets


class Sheet(Record):
    """Represent a sheet of a workbook: its name and its blocks."""

    name: str
    blocks: Sequence[Block]


def with_asides(blocks: Iterable[Block]) -> list[Block]:
    """Move the asides of cells into columns of their own, for formats with bare values in cells."""
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
    """Return a table without those columns of the given headings that are empty."""
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
    """Return the columns of tables of one kind, with the headings for asides of all of them."""
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
    """Return the indexes of the columns in each place: `under` columns join the one before."""
    places: list[list[int]] = []
    for index, column in enumerate(columns):
        if column.under:
            places[-1].append(index)
        else:
            places.append([index])
    return places


def only_table(blocks: Iterable[Block]) -> Table | None:
    """Return the table of a report that has only one, besides sentences; else None."""
    match [block for block in blocks if not isinstance(block, Paragraph | Bullets)]:
        case [Table() as table]:
            return table
    return None


def number_sections(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Yield each block with its number: I, II for sections, 1, 2 within each, else "".

    A table without rows is left out: headings alone are of use only to programs.
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
    """Return a number below 40 in Roman numerals; no report has that many sections."""
    numeral = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral
