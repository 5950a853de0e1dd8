"""The grammar of single values in the file: text in, typed value or a problem out."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
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

from ntmtrack.datafile import value_schemas as schemas
from ntmtrack.datafile.value_schemas import SchemaKeys
from ntmtrack.datafile.value_schemas import either
from ntmtrack.datafile.value_schemas import one_of
from ntmtrack.directive import dates
from ntmtrack.directive import deadlines
from ntmtrack.directive import names
from ntmtrack.directive import periods
from ntmtrack.directive.amounts import parse_amount
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import MARKS
from ntmtrack.directive.periods import Period
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.problem import Values


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, as annotations are
class ValueType:
    """Define how a field is read, and its schema for editors."""

    read: Callable[[object], object]
    schema: SchemaKeys

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        del source, handler
        return core_schema.no_info_plain_validator_function(self.read)


@dataclass(frozen=True, slots=True, eq=False)
class Shorthand:
    """Define a single value as short for several, with the schema of both for editors."""

    spell_out: Callable[[object], object]
    schema: SchemaKeys

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.spell_out, handler(source))


class AtLeastOne:
    """Refuse an empty list or table."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        return cast("CoreSchema", {**handler(source), "min_length": 1})


LONGEST_ID = 64
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAYS = re.compile(r"[+-]?\d{1,4}", re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
_YES = frozenset(("true", "yes", "co", "false", "no", "khong"))
_WEEKDAYS = {name: number for number, name in enumerate(dates.WEEKDAYS)}
_ABBREVIATION = re.compile(r"[^\W\d_][\w.]*")

_T = TypeVar("_T")
# The type of our own errors among Pydantic's, and the key of the problem in each.
PROBLEM: Final = "problem"


def _invalid(code: Code, **values: Unpack[Values]) -> PydanticCustomError:
    """Return the error of a field, which carries its problem."""
    return PydanticCustomError(PROBLEM, PROBLEM, {PROBLEM: Problem(code, values=values)})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _invalid(Code.NOT_TEXT)
    if not value.strip():
        raise _invalid(Code.EMPTY_TEXT)
    return value


def is_slug(text: str) -> bool:
    """Return whether a text can be an id."""
    return len(text) <= LONGEST_ID and _SLUG.fullmatch(text) is not None


def _date_type(read: Callable[[str], _T], schema: SchemaKeys) -> ValueType:
    """Return the field type of a day or a moment; cached, because files repeat them often."""
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


def _text_type(
    code: Code,
    fits: Callable[[str], object],
    schema: SchemaKeys,
    convert: Callable[[str], object] | None = None,
) -> ValueType:
    """Return the field type of a text; `code` is the problem of one that does not fit."""

    def validate(value: object) -> object:
        text = _text(value)
        if not fits(text):
            raise _invalid(code, value=text)
        return convert(text) if convert else text

    return ValueType(validate, schema)


def _choice(meanings: Mapping[str, object], schema: SchemaKeys) -> ValueType:
    """Return the field type of a text that is one of a few, each with its meaning."""

    def validate(value: object) -> object:
        text = _text(value)
        if text not in meanings:
            raise _invalid(Code.BAD_CHOICE, value=text, choices=tuple(meanings))
        return meanings[text]

    return ValueType(validate, schema)


def choice(literal: object) -> ValueType:
    """Return the field type of a text that is one of a Literal's names."""
    choices: tuple[str, ...] = get_args(literal)
    return _choice({name: name for name in choices}, one_of(*choices))


def _is_number_of_days(text: str) -> bool:
    return bool(_DAYS.fullmatch(text)) and abs(int(text)) <= schemas.MOST_DAYS


def _amount(value: object) -> Decimal:
    text = _text(value)
    if (amount := parse_amount(text)) is None:
        raise _invalid(Code.BAD_AMOUNT, value=text)
    return amount


def _no_date(value: object) -> str:
    """Return the letter's words in place of a date; refuse a date, or a mere yes."""
    text = _text(value)
    if names.fold(text) in _YES:
        raise _invalid(Code.BAD_NO_DATE_YES, value=text)
    try:
        day = deadlines.parse(text).written
    except NtmError:
        return text
    raise _invalid(Code.BAD_NO_DATE, value=text, day=day)


def _undoes(value: object) -> datetime | str:
    text = _text(value)
    if text in MARKS:
        return text
    try:
        return dates.parse_stamp(text)
    except NtmError:
        raise _invalid(Code.BAD_UNDOES, value=text) from None


def _villages(value: object) -> str | tuple[str, ...]:
    return tuple(map(_text, value)) if isinstance(value, list) else _text(value)


def _as_list(value: object) -> object:
    """Convert a single name to a list of one."""
    return [value] if isinstance(value, str) else value


FileText = Annotated[str, ValueType(_text, schemas.TEXT)]
Slug = Annotated[str, _text_type(Code.BAD_ID, is_slug, schemas.SLUG)]
FileDay = Annotated[date, _date_type(dates.parse_day, schemas.DAY)]
OccurrenceName = Annotated[
    date | Period, _date_type(periods.parse_written_name, either(schemas.DAY, schemas.PERIOD))
]
Due = Annotated[Deadline, _date_type(deadlines.parse, schemas.DUE)]
FileWhen = Annotated[datetime, _date_type(dates.parse_when, schemas.WHEN)]
Clock = Annotated[time, _date_type(dates.parse_time, schemas.CLOCK)]
Stamp = Annotated[datetime, _date_type(dates.parse_stamp, schemas.STAMP)]
Amount = Annotated[Decimal, ValueType(_amount, schemas.AMOUNT)]
Abbreviation = Annotated[
    str, _text_type(Code.BAD_ABBREVIATION, _ABBREVIATION.fullmatch, schemas.ABBREVIATION)
]
FileCount = Annotated[int, _text_type(Code.BAD_COUNT, _COUNT.fullmatch, schemas.COUNT, int)]
Weekday = Annotated[int, _choice(_WEEKDAYS, one_of(*_WEEKDAYS))]
FileDays = Annotated[int, _text_type(Code.BAD_DAYS, _is_number_of_days, schemas.DAYS, int)]
FileFlag = Annotated[bool, _choice({"true": True, "false": False}, schemas.FLAG)]
NoDate = Annotated[str, ValueType(_no_date, schemas.NO_DATE)]
FileTexts = Annotated[tuple[FileText, ...], Shorthand(_as_list, schemas.TEXTS)]
NeededTexts = Annotated[tuple[FileText, ...], AtLeastOne(), Shorthand(_as_list, schemas.TEXTS)]
NamedDays = Annotated[
    tuple[FileText, ...],
    Shorthand(_as_list, either(schemas.NAMED_DAY, {"type": "array", "items": schemas.NAMED_DAY})),
]
Timezone = Annotated[str, _text_type(Code.BAD_TIMEZONE, dates.known_timezone, schemas.TEXT)]
Undoes = Annotated[datetime | str, ValueType(_undoes, either(one_of(*MARKS), schemas.STAMP))]
Villages = Annotated[str | tuple[str, ...], ValueType(_villages, schemas.TEXTS)]
