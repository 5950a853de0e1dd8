"""The grammar of single values in the file: text in, typed value or a coded error out.

Beside each stands its form for editors (`forms`), which cannot say all that is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import Annotated
from typing import Any
from typing import TypeVar

from pydantic import BeforeValidator
from pydantic import WithJsonSchema
from pydantic_core import CoreSchema
from pydantic_core import PydanticCustomError
from pydantic_core import core_schema

from ntmtrack.directive import dates
from ntmtrack.directive.amounts import parse_amount
from ntmtrack.directive.model import MARKS

Schema = dict[str, Any]

_CLOCK = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_YEAR = "(19|2[0-9])[0-9]{2}"
_MONTH_FIRST, _DAY_FIRST = "(0[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
_DAY = (
    f"({_YEAR}-{_MONTH_FIRST}-(0[1-9]|[12][0-9]|3[01])"
    f"|{_DAY_FIRST}/(0?[1-9]|1[0-2])/{_YEAR}|{_DAY_FIRST}-(0?[1-9]|1[0-2])-{_YEAR})"
)


def _text_schema(pattern: str, *others: str, **more: object) -> Schema:
    """Give the schema of a text, and of the other types that YAML may see in it."""
    return {"type": ["string", *others] if others else "string", "pattern": pattern, **more}


def one_of(*values: object) -> Schema:
    """Give the schema of one of a few values."""
    return {"enum": list(values)}


def either(*schemas: Schema) -> Schema:
    """Give the schema of what fits one of several."""
    return {"anyOf": list(schemas)}


TEXT = _text_schema("\\S", "number", "boolean")
TEXTS = either(TEXT, {"type": "array", "items": TEXT})
SLUG = _text_schema("^[a-z0-9]+(-[a-z0-9]+)*$", "integer", maxLength=64, minimum=0)
DAY = _text_schema(f"^{_DAY}$")
WHEN = _text_schema(f"^{_DAY}([T ] *{_CLOCK} *)?$")
CLOCK = _text_schema(f"^{_CLOCK}$")
STAMP = _text_schema(f"^{_YEAR}-?[0-9]{{2}}-?[0-9]{{2}}.*([+-][0-9:.]+|Z)$")
AMOUNT = _text_schema(
    "^[0-9]{1,12}([.,][0-9]{1,2})?$", "number", minimum=0, maximum=999_999_999_999.99
)
COUNT = _text_schema("^[0-9]{1,3}$", "integer", minimum=0, maximum=999)
FLAG: Schema = {"enum": [True, False, "true", "false"]}


@dataclass(frozen=True, slots=True, eq=False)  # by identity, as annotations are compared
class Form:
    """Give a field its reader, and its schema for editors."""

    read: Callable[[object], object]
    schema: Schema

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        del source, handler
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: object) -> Schema:
        del core, handler
        return dict(self.schema)


LONGEST_ID = 64
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
_BOOLEANS = {"true": True, "false": False}

_T = TypeVar("_T")


def wrong(code: str, **values: str) -> PydanticCustomError:
    """Give the error of a field: a stable code and the values its sentence needs."""
    # The type argument must be a literal for the checker; our codes are a closed set in `words`.
    return PydanticCustomError(code, code, values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong("not-text")
    if not value.strip():
        raise wrong("empty-text")
    return value


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id."""
    return len(text) <= LONGEST_ID and bool(_SLUG.fullmatch(text))


def _slug(value: object) -> str:
    text = _text(value)
    if not is_slug(text):
        raise wrong("bad-id", value=text)
    return text


def _dated(read: Callable[[str], _T], schema: Schema) -> Form:
    def validate(value: object) -> _T:
        text = _text(value)
        try:
            return read(text)
        except dates.BadDateError as error:
            raise wrong(error.code, value=text) from None

    return Form(validate, schema)


def _when(text: str) -> datetime:
    day, clock = dates.parse_moment(text)
    return datetime.combine(day, clock or time())


def choice(*names: str) -> Form:
    """Give the field type of a text that is one of a few names."""

    def validate(value: object) -> str:
        text = _text(value)
        if text not in names:
            raise wrong("bad-choice", value=text, choices=", ".join(names))
        return text

    return Form(validate, one_of(*names))


def _weekday(value: object) -> int:
    text = _text(value)
    if text not in dates.WEEKDAYS:
        raise wrong("bad-choice", value=text, choices=", ".join(dates.WEEKDAYS))
    return dates.WEEKDAYS.index(text)


def _boolean(value: object) -> bool:
    text = _text(value)
    if text not in _BOOLEANS:
        raise wrong("bad-choice", value=text, choices=", ".join(_BOOLEANS))
    return _BOOLEANS[text]


def _amount(value: object) -> Decimal:
    text = _text(value)
    amount = parse_amount(text)
    if amount is None:
        raise wrong("bad-amount", value=text)
    return amount


def _count(value: object) -> int:
    text = _text(value)
    if not _COUNT.fullmatch(text):
        raise wrong("bad-count", value=text)
    return int(text)


def _timezone(value: object) -> str:
    text = _text(value)
    if not dates.known_timezone(text):
        raise wrong("bad-timezone", value=text)
    return text


def _undoes(value: object) -> datetime | str:
    text = _text(value)
    if text in MARKS:
        return text
    try:
        return dates.parse_stamp(text)
    except dates.BadDateError:
        raise wrong("bad-undoes", value=text) from None


def _villages(value: object) -> str | tuple[str, ...]:
    return tuple(_text(item) for item in value) if isinstance(value, list) else _text(value)


def _listed(value: object) -> object:
    """Let a single name stand for a list of one."""
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Form(_text, TEXT)]
Slug = Annotated[str, Form(_slug, SLUG)]
Day = Annotated[date, _dated(dates.parse_day, DAY)]
When = Annotated[datetime, _dated(_when, WHEN)]
Clock = Annotated[time, _dated(dates.parse_time, CLOCK)]
Stamp = Annotated[datetime, _dated(dates.parse_stamp, STAMP)]
Amount = Annotated[Decimal, Form(_amount, AMOUNT)]
Count = Annotated[int, Form(_count, COUNT)]
Weekday = Annotated[int, Form(_weekday, one_of(*dates.WEEKDAYS))]
Flag = Annotated[bool, Form(_boolean, FLAG)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), WithJsonSchema({**TEXTS})]
Timezone = Annotated[str, Form(_timezone, TEXT)]
Undoes = Annotated[datetime | str, Form(_undoes, either(one_of(*MARKS), STAMP))]
Villages = Annotated[str | tuple[str, ...], Form(_villages, TEXTS)]
