"""JSON: stable fields, unescaped UTF-8, one item a line.

The encoder of the standard library is several times slower where it indents every field; and one
item a line suits people and line tools. Each is made when it is written: no more than one is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from json import JSONEncoder

# One encoder for all lines of a report; what a report is made of never holds itself.
_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


def render(data: Mapping[str, object]) -> Iterator[str]:
    """Write a report's data as JSON text, piece by piece; iterators in it are used up."""
    before = "{"
    for name, value in data.items():
        yield f"{before}\n  {_text(name)}: "
        yield from _value(value)
        before = ","
    yield "\n}\n"


def _value(value: object) -> Iterator[str]:
    """Write a value, and what consists of records one a line."""
    if isinstance(value, list) and any(isinstance(element, dict) for element in value):
        yield from _lines(iter(value))
    elif isinstance(value, Iterator):
        yield from _lines(value)
    else:
        yield _text(value)


def _lines(records: Iterator[object]) -> Iterator[str]:
    first = next(records, None)
    if first is None:
        yield "[]"
        return
    yield f"[\n    {_text(first)}"
    for record in records:
        yield f",\n    {_text(record)}"
    yield "\n  ]"


def _text(value: object) -> str:
    return _ENCODER.encode(value)
