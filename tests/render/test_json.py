"""Writing JSON: piece by piece, one item a line."""

from __future__ import annotations

import json as standard
from collections.abc import Iterator

from ntmtrack.render import json


def test_records_are_made_only_when_they_are_written() -> None:
    records_made: list[int] = []

    def records() -> Iterator[dict[str, int]]:
        for number in range(3):
            records_made.append(number)
            yield {"n": number}

    pieces = json.render({"report": "list", "items": records(), "left_out": ["a"]})
    assert not records_made
    while not records_made:
        next(pieces)
    next(pieces)
    assert records_made == [0, 1]


def test_a_list_and_an_iterator_are_written_alike() -> None:
    records = [{"n": 1, "name": "Chế Biển"}, {"n": None}]
    for given in (records, []):
        text = "".join(json.render({"counts": {"total": 2}, "items": given, "names": ["a", "b"]}))
        assert text == "".join(
            json.render({"counts": {"total": 2}, "items": iter(given), "names": ["a", "b"]})
        )
        assert standard.loads(text) == {"counts": {"total": 2}, "items": given, "names": ["a", "b"]}
    assert '  "items": [],\n' in text
