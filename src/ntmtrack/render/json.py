"""JSON: stable fields, unescaped UTF-8, one item a line.

The encoder of the standard library is several times slower where it indents every field; and one
item a line suits people and line tools.
"""

from __future__ import annotations

from collections.abc import Mapping
from json import JSONEncoder

# One encoder for all lines of a report; what a report is made of never holds itself.
_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


def render(data: Mapping[str, object]) -> str:
    """Write a report's data as JSON text."""
    fields = (f"  {_text(name)}: {_value(value)}" for name, value in data.items())
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not any(isinstance(element, dict) for element in value):
        return _text(value)
    return "[\n" + ",\n".join(f"    {_text(element)}" for element in value) + "\n  ]"


def _text(value: object) -> str:
    return _ENCODER.encode(value)
