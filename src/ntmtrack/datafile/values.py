"""The grammar of single values in the file: text in, typed value or a problem out.

Beside each stands its JSON Schema for editors, which cannot say all that is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any
from typing import Final
from typing import TypeVar
from typing import get_args

from pydantic import BeforeValidator
from pydantic import WithJsonSchema
from pydantic_core import CoreSchema
from pydantic_core import PydanticCustomError
from pydantic_core import core_schema

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
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.problem import Values

SchemaKeys = dict[str, Any]

MOST_DAYS = 3650  # from an event: ten years
_CLOCK = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_YEAR = "(19|2[0-9])[0-9]{2}"
_MONTH_FIRST, _DAY_FIRST = "(0[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
_DAY = (
    f"({_YEAR}-{_MONTH_FIRST}-(0[1-9]|[12][0-9]|3[01])"
    f"|{_DAY_FIRST}/(0?[1-9]|1[0-2])/{_YEAR}|{_DAY_FIRST}-(0?[1-9]|1[0-2])-{_YEAR})"
)


# What editors say of a text that does not fit its pattern, instead of showing the pattern.
SENTENCE: Final = "patternErrorMessage"


def _text_schema(pattern: str, sentence: str, *others: str, **more: object) -> SchemaKeys:
    """Give the schema of a text, and of the other types that YAML may see in it."""
    types = ["string", *others] if others else "string"
    return {"type": types, "pattern": pattern, SENTENCE: sentence, **more}


def one_of(*values: object) -> SchemaKeys:
    """Give the schema of one of a few values."""
    return {"enum": list(values)}


def either(*schemas: SchemaKeys) -> SchemaKeys:
    """Give the schema of what fits one of several."""
    return {"anyOf": list(schemas)}


TEXT = _text_schema("\\S", N_("A text is missing here."), "number", "boolean")
TEXTS = either(TEXT, {"type": "array", "items": TEXT})
NO_DATE = TEXT | {"examples": ["khẩn trương", "khi có yêu cầu", "theo kế hoạch riêng"]}
SLUG = _text_schema(
    "^[a-z0-9]+(-[a-z0-9]+)*$",
    N_("Write small letters without accents and digits, joined by hyphens: bich-hoa."),
    "integer",
    maxLength=64,
    minimum=0,
)
DAY = _text_schema(f"^{_DAY}$", N_("Write a day with its year: 2021-06-30 or 30/6/2021."))
_PERIOD = f"{_YEAR}(-((0[1-9]|1[0-2])|Q[1-4]|H[12]))?"
PERIOD = _text_schema(
    f"^{_PERIOD}$",
    N_("Write a period with its year: 2025-11, 2025-Q4, 2025-H2 or 2025."),
    "integer",
    minimum=dates.FIRST_YEAR,
    maximum=dates.LAST_YEAR,
)
_NAMED_DAY = "([+]?([1-9]|[12][0-9]|3[01])|last|mon|tue|wed|thu|fri|sat|sun|[0-9]{1,2}-[0-9]{1,2})"
NAMED_DAY = _text_schema(
    f"^{_NAMED_DAY}$",
    N_("Write fri for a week, 20, last or +5 for a month, 3-06 for a quarter, 06-15 for a year."),
    "integer",
    minimum=1,
    maximum=31,
    examples=["fri", "20", "last", "+5", "3-06", "06-15"],
)
_CLOCK_IN_WORDS = "([01]?[0-9]|2[0-3]) *(:|h|g|giờ) *([0-5][0-9])?( *phút)?"
_PERIOD_IN_WORDS = (
    f"([Tt]háng +)?(0?[1-9]|1[0-2]) *(/| năm) *{_YEAR}"
    f"|([Qq]uý +|[Qq])([1-4]|I|II|III|IV) *(/| năm) *{_YEAR}"
    f"|6 tháng (đầu|cuối) năm {_YEAR}|[Nn]ăm {_YEAR}"
)
_DAY_AND_HOUR = (
    f"{_DAY}([T ] *{_CLOCK})?|{_CLOCK_IN_WORDS},? +(ngày +)?{_DAY}|{_DAY},? +{_CLOCK_IN_WORDS}"
)
DUE = _text_schema(
    f"^({_DAY_AND_HOUR}|{_PERIOD}|{_PERIOD_IN_WORDS})$",
    N_(
        "Write a day, a day with an hour or a period, each with its year: 2025-11-27,"
        " 2025-11-27T17:00, 2025-12, 2025-Q4, 2025-H1 or 2025."
    ),
    "integer",
    minimum=dates.FIRST_YEAR,
    maximum=dates.LAST_YEAR,
    # Editors offer these where a deadline is to be completed: one of each form.
    examples=["2025-11-27", "2025-11-27T17:00", "2025-12", "2025-Q4", "2025-H1", "2025"],
)
WHEN = _text_schema(
    f"^({_DAY_AND_HOUR}) *$",
    N_("Write a day with its year, alone or with a time: 2021-06-30 or 2021-06-30T15:30."),
)
CLOCK = _text_schema(f"^{_CLOCK}$", N_("Write a time of day: 15:30."))
STAMP = _text_schema(
    f"^{_YEAR}-?[0-9]{{2}}-?[0-9]{{2}}.*([+-][0-9:.]+|Z)$",
    N_("Only the program writes this; leave it as it was, or out."),
)
AMOUNT = _text_schema(
    "^[0-9]{1,12}([.,][0-9]{1,2})?$",
    N_("Write a number without separators of thousands: 1308 or 12,5."),
    "number",
    minimum=0,
    maximum=999_999_999_999.99,
)
DAYS = _text_schema(
    "^[+-]?[0-9]{1,4}$",
    N_("Write a number of days: -80 is 80 days before, 10 is ten days after."),
    "integer",
    minimum=-MOST_DAYS,
    maximum=MOST_DAYS,
    examples=[-80, 10],
)
ABBREVIATION = _text_schema(
    "^[^\\s/0-9_-][^\\s/-]*$", N_("Write the body's letters only, such as ĐU or UBND.")
)
COUNT = _text_schema(
    "^[0-9]{1,3}$", N_("Write a whole number up to 999."), "integer", minimum=0, maximum=999
)
FLAG: SchemaKeys = {"enum": [True, False, "true", "false"]}


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
    def validate(value: object) -> _T:
        text = _text(value)
        try:
            return read(text)
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
FileTexts = Annotated[tuple[FileText, ...], BeforeValidator(_as_list), WithJsonSchema({**TEXTS})]
NamedDays = Annotated[
    tuple[FileText, ...],
    BeforeValidator(_as_list),
    WithJsonSchema(either(NAMED_DAY, {"type": "array", "items": NAMED_DAY})),
]
Timezone = Annotated[str, ValueType(_timezone, TEXT)]
Undoes = Annotated[datetime | str, ValueType(_undoes, either(one_of(*MARKS), STAMP))]
Villages = Annotated[str | tuple[str, ...], ValueType(_villages, TEXTS)]
