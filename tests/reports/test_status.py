"""The status as data, beyond the whole texts in tests/golden."""

from __future__ import annotations

import json

from running import SMALL
from running import run


def test_a_heading_of_which_nothing_is_selected_is_left_out() -> None:
    asked = ("status", "-f", str(SMALL), "--as-of", "2024-03-20", "-F", "json")
    whole, filtered = (
        json.loads(run(*asked, *options).out)["headings"] for options in ((), ("--clause", "5"))
    )
    assert [heading["task"] for heading in whole] == ["thang-ba"]
    assert filtered == []
