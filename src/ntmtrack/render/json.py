"""JSON: stable fields, unescaped UTF-8, one item a line.

A line for each item keeps the encoder of the standard library on its fast path, which laying out
every field would leave, and lets people and line tools find their way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping


def render(data: Mapping[str, object]) -> str:
    """Write a report's data as JSON text."""
    fields = (f"  {_text(name)}: {_value(value)}" for name, value in data.items())
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not any(isinstance(one, dict) for one in value):
        return _text(value)
    return "[\n" + ",\n".join(f"    {_text(one)}" for one in value) + "\n  ]"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
