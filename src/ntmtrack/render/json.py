"""JSON: stable fields, unescaped UTF-8, one item a line.

The standard library's encoder is several times slower if it indents every field, and one item a
line suits both people and line-based tools. Each item is encoded only when it is written, so no
more than one is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from json import JSONEncoder

# One encoder for all lines of a report; the data never contains itself, so it needs no check for
# cycles.
_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


def render(data: Mapping[str, object]) -> Iterator[str]:
    """Yield a report's data as JSON text in pieces; this consumes iterators in the data."""
    before = "{"
    for name, value in data.items():
        yield f"{before}\n  {_text(name)}: "
        yield from _value(value)
        before = ","
    yield "\n}\n"


def _value(value: object) -> Iterator[str]:
    """Yield a value in pieces; lists of records have one record a line."""
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
