"""What may be recorded on an item, beyond the stories: on the days around a letter that cancels."""

from __future__ import annotations

from pathlib import Path

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
    assert ("[finished]" in ran.err) is not allowed


@pytest.mark.parametrize("last", ["nothing", "excused"])
def test_a_duty_that_ended_without_a_report_may_still_be_cancelled(
    tmp_path: Path, last: str
) -> None:
    file = tmp_path / "ended.yaml"
    file.write_text(
        "format: 1\n"
        "directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}\n"
        "owners: [{id: ba, name: Le Thi Ba}]\n"
        "tasks:\n"
        "  - id: monthly\n"
        "    title: Monthly report\n"
        "    owner: ba\n"
        "    repeat: {every: month, from: 2024-03-04, until: 2024-04-30}\n"
        "progress:\n"
        "  - {task: monthly, mark: done, on: 2024-03-30}\n"
        f"  - {{task: monthly, mark: {last}, on: 2024-04-29}}\n",
        encoding="utf-8",
    )
    why = ("--by", "Chairman", "--note", "Too late", "--on", "2024-05-03", "--lang", "en")
    ran = run("cancel", "monthly", *why, "-f", str(file), "--dry-run")
    assert ran.code == 0
    assert "monthly had ended already; now it counts as cancelled." in ran.err
