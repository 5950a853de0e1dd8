"""The grammar of single values in the file: text in, typed value or a problem out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Final
from typing import TypeVar
from typing import cast
from typing import get_args

from pydantic_core import CoreSchema
from pydantic_core import PydanticCustomError
from pydantic_core import core_schema

from ntmtrack.datafile.value_schemas import ABBREVIATION
from ntmtrack.datafile.value_schemas import AMOUNT
from ntmtrack.datafile.value_schemas import CLOCK
from ntmtrack.datafile.value_schemas import COUNT
from ntmtrack.datafile.value_schemas import DAY
from ntmtrack.datafile.value_schemas import DAYS
from ntmtrack.datafile.value_schemas import DUE
from ntmtrack.datafile.value_schemas import FLAG
from ntmtrack.datafile.value_schemas import MOST_DAYS
from ntmtrack.datafile.value_schemas import NAMED_DAY
from ntmtrack.datafile.value_schemas import NO_DATE
from ntmtrack.datafile.value_schemas import PERIOD
from ntmtrack.datafile.value_schemas import SLUG
from ntmtrack.datafile.value_schemas import STAMP
from ntmtrack.datafile.value_schemas import TEXT
from ntmtrack.datafile.value_schemas import TEXTS
from ntmtrack.datafile.value_schemas import WHEN
from ntmtrack.datafile.value_schemas import SchemaKeys
from ntmtrack.datafile.value_schemas import either
from ntmtrack.datafile.value_schemas import one_of
from ntmtrack.directive import dates
from ntmtrack.directive import deadlines
from ntmtrack.directive import names
from ntmtrack.directive import periods
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.periods import Period
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.problem import Values

_DAYS = re.compile(r"[+-]?\d{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True, eq=False)  # by identity, as annotations are compared
class ValueType:
    """Give a field its reader, and its schema for editors."""

    read: Callable[[object], object]
    schema: SchemaKeys

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        del source, handler
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: object) -> SchemaKeys:
        del core, handler
        return dict(self.schema)


@dataclass(frozen=True, slots=True, eq=False)
class Shorthand:
    """Let a single value stand for several, with the schema of both for editors."""

    spell_out: Callable[[object], object]
    schema: SchemaKeys

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.spell_out, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: object) -> SchemaKeys:
        del core, handler
        return dict(self.schema)


class AtLeastOne:
    """Refuse a list or a table in which nothing stands."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        return cast("CoreSchema", {**handler(source), "min_length": 1})


LONGEST_ID = 64
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A total such as 12 or 1,5; never 1.308, which some read as 1308 and others as 1.3.
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
_YES = frozenset(("true", "yes", "co", "false", "no", "khong"))
_ABBREVIATION = re.compile(r"[^\W\d_][\w.]*")
_BOOLEANS = {"true": True, "false": False}

MARKS: tuple[MarkName, ...] = get_args(MarkName)

_T = TypeVar("_T")
# The type of our own errors among Pydantic's, and the key of the problem that each carries.
PROBLEM: Final = "problem"


def _invalid(code: Code, **values: Unpack[Values]) -> PydanticCustomError:
    """Give the error of a field, which carries its problem."""
    return PydanticCustomError(PROBLEM, PROBLEM, {PROBLEM: Problem(code, values=values)})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _invalid(Code.NOT_TEXT)
    if not value.strip():
        raise _invalid(Code.EMPTY_TEXT)
    return value


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id."""
    return len(text) <= LONGEST_ID and bool(_SLUG.fullmatch(text))


def _slug(value: object) -> str:
    text = _text(value)
    if not is_slug(text):
        raise _invalid(Code.BAD_ID, value=text)
    return text


def _date_type(read: Callable[[str], _T], schema: SchemaKeys) -> ValueType:
    """Give the field type of a day or a moment; in a file the same ones come again and again."""
    read_again = lru_cache(maxsize=1024)(read)

    def validate(value: object) -> _T:
        text = _text(value)
        try:
            return read_again(text)
        except NtmError as error:
            (problem,) = error.problems
            values: Values = {**problem.values, "value": text}
            problem = problem._replace(values=values)
            raise PydanticCustomError(PROBLEM, PROBLEM, {PROBLEM: problem}) from None

    return ValueType(validate, schema)


def choice(literal: object) -> ValueType:
    """Give the field type of a text that is one of the names of a Literal."""
    choices: tuple[str, ...] = get_args(literal)

    def validate(value: object) -> str:
        text = _text(value)
        if text not in choices:
            raise _invalid(Code.BAD_CHOICE, value=text, choices=choices)
        return text

    return ValueType(validate, one_of(*choices))


def _weekday(value: object) -> int:
    text = _text(value)
    if text not in dates.WEEKDAYS:
        raise _invalid(Code.BAD_CHOICE, value=text, choices=dates.WEEKDAYS)
    return dates.WEEKDAYS.index(text)


def _boolean(value: object) -> bool:
    text = _text(value)
    if text not in _BOOLEANS:
        raise _invalid(Code.BAD_CHOICE, value=text, choices=tuple(_BOOLEANS))
    return _BOOLEANS[text]


def _amount(value: object) -> Decimal:
    text = _text(value)
    if not _AMOUNT.fullmatch(text):
        raise _invalid(Code.BAD_AMOUNT, value=text)
    return Decimal(text.replace(",", "."))


def _count(value: object) -> int:
    text = _text(value)
    if not _COUNT.fullmatch(text):
        raise _invalid(Code.BAD_COUNT, value=text)
    return int(text)


def _abbreviation(value: object) -> str:
    text = _text(value)
    if not _ABBREVIATION.fullmatch(text):
        raise _invalid(Code.BAD_ABBREVIATION, value=text)
    return text


def _days(value: object) -> int:
    text = _text(value)
    if not _DAYS.fullmatch(text) or abs(int(text)) > MOST_DAYS:
        raise _invalid(Code.BAD_DAYS, value=text)
    return int(text)


def _no_date(value: object) -> str:
    """Read the words that a letter has instead of a date: neither a date nor a mere yes."""
    text = _text(value)
    if names.fold(text) in _YES:
        raise _invalid(Code.BAD_NO_DATE_YES, value=text)
    try:
        day = deadlines.parse(text).written
    except NtmError:
        return text
    raise _invalid(Code.BAD_NO_DATE, value=text, day=day)


def _timezone(value: object) -> str:
    text = _text(value)
    if not dates.known_timezone(text):
        raise _invalid(Code.BAD_TIMEZONE, value=text)
    return text


def _undoes(value: object) -> datetime | str:
    text = _text(value)
    if text in MARKS:
        return text
    try:
        return dates.parse_stamp(text)
    except NtmError:
        raise _invalid(Code.BAD_UNDOES, value=text) from None


def _villages(value: object) -> str | tuple[str, ...]:
    return tuple(_text(item) for item in value) if isinstance(value, list) else _text(value)


def _as_list(value: object) -> object:
    """Let a single name stand for a list of one."""
    return [value] if isinstance(value, str) else value


FileText = Annotated[str, ValueType(_text, TEXT)]
Slug = Annotated[str, ValueType(_slug, SLUG)]
FileDay = Annotated[date, _date_type(dates.parse_day, DAY)]
OccurrenceName = Annotated[
    date | Period, _date_type(periods.parse_written_name, either(DAY, PERIOD))
]
Due = Annotated[Deadline, _date_type(deadlines.parse, DUE)]
FileWhen = Annotated[datetime, _date_type(dates.parse_when, WHEN)]
Clock = Annotated[time, _date_type(dates.parse_time, CLOCK)]
Stamp = Annotated[datetime, _date_type(dates.parse_stamp, STAMP)]
Amount = Annotated[Decimal, ValueType(_amount, AMOUNT)]
Abbreviation = Annotated[str, ValueType(_abbreviation, ABBREVIATION)]
FileCount = Annotated[int, ValueType(_count, COUNT)]
Weekday = Annotated[int, ValueType(_weekday, one_of(*dates.WEEKDAYS))]
FileDays = Annotated[int, ValueType(_days, DAYS)]
FileFlag = Annotated[bool, ValueType(_boolean, FLAG)]
NoDate = Annotated[str, ValueType(_no_date, NO_DATE)]
FileTexts = Annotated[tuple[FileText, ...], Shorthand(_as_list, TEXTS)]
NeededTexts = Annotated[tuple[FileText, ...], AtLeastOne(), Shorthand(_as_list, TEXTS)]
NamedDays = Annotated[
    tuple[FileText, ...],
    Shorthand(_as_list, either(NAMED_DAY, {"type": "array", "items": NAMED_DAY})),
]
Timezone = Annotated[str, ValueType(_timezone, TEXT)]
Undoes = Annotated[datetime | str, ValueType(_undoes, either(one_of(*MARKS), STAMP))]
Villages = Annotated[str | tuple[str, ...], ValueType(_villages, TEXTS)]
