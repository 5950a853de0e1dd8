"""The grammar of single values in the file: text in, typed value or a coded error out.

Beside each stands its form for editors (`forms`), which cannot say all that is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import Annotated
from typing import TypeVar

from pydantic import BeforeValidator
from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from ntmtrack import dates
from ntmtrack import forms
from ntmtrack.forms import Form

LONGEST_ID = 64
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A total such as 12 or 1,5: never 1.308, which is 1308 to one reader and 1.3 to another.
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
_BOOLEANS = {"true": True, "false": False}

MARKS = (
    "started",
    "done",
    "reopened",
    "extended",
    "cancelled",
    "note",
    "obstacle",
    "reminded",
    "nothing",
    "excused",
    "undone",
)

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


def _dated(read: Callable[[str], _T], schema: forms.Schema) -> Form:
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

    return Form(validate, forms.one_of(*names))


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
    if not _AMOUNT.fullmatch(text):
        raise wrong("bad-amount", value=text)
    return Decimal(text.replace(",", "."))


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


Text = Annotated[str, Form(_text, forms.TEXT)]
Slug = Annotated[str, Form(_slug, forms.SLUG)]
Day = Annotated[date, _dated(dates.parse_day, forms.DAY)]
When = Annotated[datetime, _dated(_when, forms.WHEN)]
Clock = Annotated[time, _dated(dates.parse_time, forms.CLOCK)]
Stamp = Annotated[datetime, _dated(dates.parse_stamp, forms.STAMP)]
Amount = Annotated[Decimal, Form(_amount, forms.AMOUNT)]
Count = Annotated[int, Form(_count, forms.COUNT)]
Weekday = Annotated[int, Form(_weekday, forms.one_of(*dates.WEEKDAYS))]
Flag = Annotated[bool, Form(_boolean, forms.FLAG)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), WithJsonSchema({**forms.TEXTS})]
Timezone = Annotated[str, Form(_timezone, forms.TEXT)]
Undoes = Annotated[datetime | str, Form(_undoes, forms.either(forms.one_of(*MARKS), forms.STAMP))]
Villages = Annotated[str | tuple[str, ...], Form(_villages, forms.TEXTS)]
