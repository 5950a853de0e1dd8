"""The JSON Schema of single values, for editors; it cannot express all that `values` reads."""

from __future__ import annotations

from typing import Any
from typing import Final

from ntmtrack.directive import dates
from ntmtrack.wording.words import N_

SchemaKeys = dict[str, Any]

MOST_DAYS = 3650  # from an event; ten years
_CLOCK = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_YEAR = "(19|2[0-9])[0-9]{2}"
_MONTH_FIRST, _DAY_FIRST = "(0[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
_IN_FIGURES = (
    f"({_YEAR}-{_MONTH_FIRST}-(0[1-9]|[12][0-9]|3[01])"
    + "".join(f"|{_DAY_FIRST}{mark}(0?[1-9]|1[0-2]){mark}{_YEAR}" for mark in ("/", "-", "[.]"))
    + ")"
)
_DAY = f"([Nn]gày +)?({_IN_FIGURES}|{_DAY_FIRST} +tháng +(0?[1-9]|1[0-2]) +năm +{_YEAR})"


# The message of editors for a text that does not match its pattern, instead of the pattern.
SENTENCE: Final = "patternErrorMessage"


def _text_schema(pattern: str, sentence: str, *others: str, **more: object) -> SchemaKeys:
    """Return the schema of a text, also allowing other types that YAML may see in it."""
    types = ["string", *others] if others else "string"
    return {"type": types, "pattern": pattern, SENTENCE: sentence, **more}


def one_of(*values: object) -> SchemaKeys:
    """Return the schema of one of a few values."""
    return {"enum": list(values)}


def either(*schemas: SchemaKeys) -> SchemaKeys:
    """Return the schema of a value that matches one of several schemas."""
    return {"anyOf": list(schemas)}


TEXT = _text_schema("\\S", N_("Text is missing here."), "number", "boolean")
TEXTS = either(TEXT, {"type": "array", "items": TEXT})
NO_DATE = TEXT | {"examples": ["khẩn trương", "khi có yêu cầu", "theo kế hoạch riêng"]}
SLUG = _text_schema(
    "^[a-z0-9]+(-[a-z0-9]+)*$",
    N_("Write lower-case letters without accents and digits, joined by hyphens: bich-hoa."),
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
    f"{_DAY}( +{_CLOCK})?|{_IN_FIGURES}T *{_CLOCK}"
    f"|{_CLOCK_IN_WORDS},? +{_DAY}|{_DAY},? +{_CLOCK_IN_WORDS}"
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
    # Suggestions of editors for a deadline, one of each form.
    examples=["2025-11-27", "2025-11-27T17:00", "2025-12", "2025-Q4", "2025-H1", "2025"],
)
WHEN = _text_schema(
    f"^({_DAY_AND_HOUR}) *$",
    N_("Write a day with its year, alone or with a time: 2021-06-30 or 2021-06-30T15:30."),
)
CLOCK = _text_schema(f"^{_CLOCK}$", N_("Write a time of day: 15:30."))
STAMP = _text_schema(
    f"^{_YEAR}-?[0-9]{{2}}-?[0-9]{{2}}.*([+-][0-9:.]+|Z)$",
    N_("Only the program writes this; leave it unchanged, or leave it out."),
)
AMOUNT = _text_schema(
    "^[0-9]{1,12}([.,][0-9]{1,2})?$",
    N_("Write a number without thousands separators: 1308 or 12,5."),
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
    "^[^\\s/0-9_-][^\\s/-]*$", N_("Write only the letters of the abbreviation, such as ĐU or UBND.")
)
COUNT = _text_schema(
    "^[0-9]{1,3}$", N_("Write a whole number up to 999."), "integer", minimum=0, maximum=999
)
FLAG: SchemaKeys = {"enum": [True, False, "true", "false"]}
