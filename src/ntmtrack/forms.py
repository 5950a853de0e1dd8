"""What single values of the file look like to an editor: JSON Schema for each kind of text.

We read every scalar as text; an editor sees numbers and truth values where YAML has them, and both
views are right. What a pattern cannot tell, such as 30/2/2021, only `ntmtrack check` finds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic_core import CoreSchema
from pydantic_core import core_schema

Schema = dict[str, Any]

_CLOCK = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_YEAR = "(19|2[0-9])[0-9]{2}"
_MONTH_FIRST, _DAY_FIRST = "(0[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
_DAY = (
    f"({_YEAR}-{_MONTH_FIRST}-(0[1-9]|[12][0-9]|3[01])"
    f"|{_DAY_FIRST}/(0?[1-9]|1[0-2])/{_YEAR}|{_DAY_FIRST}-(0?[1-9]|1[0-2])-{_YEAR})"
)


def _text(pattern: str, *others: str, **more: object) -> Schema:
    """Give the schema of a text, and of the other types that YAML may see in it."""
    return {"type": ["string", *others] if others else "string", "pattern": pattern, **more}


def one_of(*values: object) -> Schema:
    """Give the schema of one of a few values."""
    return {"enum": list(values)}


def either(*schemas: Schema) -> Schema:
    """Give the schema of what fits one of several."""
    return {"anyOf": list(schemas)}


TEXT = _text("\\S", "number", "boolean")
TEXTS = either(TEXT, {"type": "array", "items": TEXT})
SLUG = _text("^[a-z0-9]+(-[a-z0-9]+)*$", "integer", maxLength=64, minimum=0)
DAY = _text(f"^{_DAY}$")
WHEN = _text(f"^{_DAY}([T ] *{_CLOCK} *)?$")
CLOCK = _text(f"^{_CLOCK}$")
STAMP = _text(f"^{_YEAR}-?[0-9]{{2}}-?[0-9]{{2}}.*([+-][0-9:.]+|Z)$")
AMOUNT = _text("^[0-9]{1,12}([.,][0-9]{1,2})?$", "number", minimum=0, maximum=999_999_999_999.99)
COUNT = _text("^[0-9]{1,3}$", "integer", minimum=0, maximum=999)
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
