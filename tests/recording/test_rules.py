"""What may be recorded on an item, beyond the stories: on the days around a letter that cancels."""

from __future__ import annotations

import pytest
from running import run

from ntmtrack.wording.problem import Exit


@pytest.mark.parametrize("item", ["dien-tap", "truc-chay"])  # one that is done once, and a duty
@pytest.mark.parametrize(
    ("day", "allowed"), [("2025-05-21", True), ("2025-05-22", False), ("2025-05-23", False)]
)
def test_what_a_letter_cancels_may_be_done_on_the_days_before_it(
    item: str, day: str, *, allowed: bool
) -> None:
    ran = run("done", item, "--on", day, "-f", "later.yaml", "--dry-run")
    assert ran.code == (0 if allowed else Exit.USAGE)
    assert ran.err.startswith("finished ") is not allowed
