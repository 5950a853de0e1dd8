"""What may be recorded on an item, beyond the stories: rules around letters and later entries."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import run

from ntmtrack.wording.problem import Exit


@pytest.mark.parametrize("item", ["dien-tap", "truc-chay"])  # a one-off item and a duty
@pytest.mark.parametrize(
    ("day", "allowed"), [("2025-05-21", True), ("2025-05-22", False), ("2025-05-23", False)]
)
def test_an_item_that_a_letter_cancels_may_be_done_on_the_days_before_it(
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
    assert "monthly had already ended; it now counts as cancelled." in ran.err


@pytest.mark.parametrize(("day", "is_letter"), [("2024-03-19", True), ("2024-03-20", False)])
def test_the_overruling_entry_is_named_rather_than_a_letter_of_the_same_day(
    tmp_path: Path, day: str, *, is_letter: bool
) -> None:
    """A letter takes effect in the first minute of its day, before the entries of that day."""
    file = tmp_path / "so.yaml"
    file.write_text(
        "format: 1\n"
        "directive: {number: 1-CV/ĐU, issued: 2024-03-04, issuer: Đảng ủy xã, subject: Kênh}\n"
        "owners: [{id: ba, name: Ba}]\n"
        "amendments:\n"
        "  - {number: 2-CV/ĐU, issued: 2024-03-20, tasks: [kenh], due: 2024-05-10}\n"
        "tasks: [{id: kenh, title: Kênh, owner: ba, due: 2024-04-01}]\n"
        "progress:\n"
        f"  - {{task: kenh, mark: extended, on: {day}, to: 2024-05-20, by: A, note: Mưa}}\n",
        encoding="utf-8",
    )
    why = ("--by", "A", "--note", "Mưa", "--on", "2024-03-18", "--lang", "en")
    ran = run("extend", "kenh", "--to", "2024-06-01", *why, "-f", str(file), "--dry-run")
    assert (ran.code, "[overruled]" in ran.err) == (Exit.USAGE, True), ran
    assert ("2-CV/ĐU" in ran.err, "20/03/2024" in ran.err) == (is_letter, True)


RULES = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2024-03-04, issuer: Đảng ủy xã, subject: Kênh}
settings: {deadline_reading: inclusive}
owners: [{id: ba, name: Ba}]
tasks:
  - {id: kenh, title: Kênh, owner: ba, due: 2024-04-01, due_is: by}
  - {id: mo, title: Mở, owner: ba, due: 2024-04-01, due_is: by, due_to: start}
  - {id: bao, title: Báo, owner: ba, repeat: {every: month, from: 2024-03-04}}
  - {id: dai, title: Dài, owner: ba}
progress:
  - {task: mo, mark: started, on: 2024-03-10}
  - {task: kenh, mark: obstacle, on: 2024-03-10, note: Mưa}
  - {task: bao, mark: nothing, on: 2024-03-30, for: 2024-03}
  - {task: bao, mark: done, on: 2024-04-29, for: 2024-04}
"""
WHY = "--by A --note Mưa --on 2024-03-20"


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("obstacle kenh --solved --on 2024-03-10", ""),
        ("obstacle kenh --solved --on 2024-03-09", "no-obstacle"),
        (f"extend kenh --to 2024-04-02 {WHY}", ""),
        (f"extend kenh --to 2024-04-01 {WHY}", "extend-earlier"),
        (f"extend mo --to 2024-04-02 {WHY}", "finished"),
        (f"extend bao --to 2024-04-02 {WHY}", "extend-undated"),
        (f"extend dai --to 2024-04-02 {WHY}", "extend-undated"),
        ("done kenh --on 2024-04-02", ""),  # late, but allowed
        ("done bao --for 2024-03 --on 2024-04-30", ""),
        ("done bao --nothing --for 2024-03 --on 2024-04-30", "occurrence-done"),
        ("done bao --for 2024-04 --on 2024-04-30", "occurrence-done"),
        ("reopen bao --for 2024-04 --on 2024-04-30", ""),
        ("reopen bao --for 2024-05 --on 2024-04-30", "occurrence-open"),
        ("reopen bao --on 2024-02-29", "occurrence-open"),  # before the first
        ("reopen kenh --on 2024-04-30", "not-finished"),
    ],
)
def test_a_mark_is_refused_if_the_state_of_the_item_does_not_allow_it(
    tmp_path: Path, line: str, refused: str
) -> None:
    file = tmp_path / "so.yaml"
    file.write_text(RULES, encoding="utf-8")
    ran = run(*line.split(), "-f", str(file), "--dry-run", "--lang", "en")
    assert (ran.code, f"[{refused}]" in ran.err) == (Exit.USAGE if refused else 0, bool(refused))


@pytest.mark.parametrize(
    ("done", "warned"), [("2024-04-01", True), ("2024-04-02", True), ("", False)]
)
def test_cancelling_a_done_item_gives_a_warning(tmp_path: Path, done: str, *, warned: bool) -> None:
    file = tmp_path / "so.yaml"
    log = f"  - {{task: kenh, mark: done, on: {done}, by: C}}\n" if done else ""
    file.write_text(RULES + log, encoding="utf-8")
    why = ("--by", "A", "--note", "Mưa", "--on", "2024-04-05", "--lang", "en")
    ran = run("cancel", "kenh", *why, "-f", str(file), "--dry-run")
    assert (ran.code, "[cancels-done]" in ran.err) == (0, warned), ran.err


def test_a_done_item_cannot_be_done_again_on_a_day_before_a_letter_that_moved_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "so.yaml"
    letter = "  - {number: 2-CV/ĐU, issued: 2024-03-20, tasks: [kenh], due: 2024-05-10}\n"
    log = "  - {task: kenh, mark: done, on: 2024-03-25, by: C}\n"
    text = RULES.replace("tasks:\n", f"amendments:\n{letter}tasks:\n") + log
    file.write_text(text, encoding="utf-8")
    ran = run("done", "kenh", "--on", "2024-03-18", "-f", str(file), "--dry-run", "--lang", "en")
    assert (ran.code, "[finished]" in ran.err, "25/03/2024, C" in ran.err) == (2, True, True), ran


def test_the_message_about_an_item_done_twice_names_the_last_time(
    tmp_path: Path,
) -> None:
    file = tmp_path / "so.yaml"
    log = "".join(
        f"  - {{task: kenh, mark: {mark}, on: 2024-03-{day}, by: {by}}}\n"
        for mark, day, by in (("done", 11, "C"), ("reopened", 12, "D"), ("done", 13, "Đ"))
    )
    file.write_text(RULES + log, encoding="utf-8")
    ran = run("done", "kenh", "--on", "2024-03-14", "-f", str(file), "--dry-run", "--lang", "en")
    assert (ran.code, "13/03/2024, Đ" in ran.err) == (Exit.USAGE, True), ran


def test_the_message_about_an_item_cancelled_twice_names_the_last_cancellation(
    tmp_path: Path,
) -> None:
    file = tmp_path / "so.yaml"
    log = "".join(
        f"  - {{task: kenh, mark: {mark}, on: 2024-03-{day}, by: {by}, note: N}}\n"
        for mark, day, by in (("cancelled", 11, "C"), ("reopened", 12, "D"), ("cancelled", 13, "Đ"))
    )
    file.write_text(RULES + log, encoding="utf-8")
    for command in ("done kenh", "start kenh", "cancel kenh --by A --note Mưa"):
        line = (
            *command.split(),
            "--on",
            "2024-03-14",
            "-f",
            str(file),
            "--dry-run",
            "--lang",
            "en",
        )
        ran = run(*line)
        assert (ran.code, "13/03/2024, Đ" in ran.err) == (Exit.USAGE, True), ran


@pytest.mark.parametrize("item", ["kenh", "bao"])
def test_a_cancelled_item_may_be_reopened(tmp_path: Path, item: str) -> None:
    file = tmp_path / "so.yaml"
    log = f"  - {{task: {item}, mark: cancelled, on: 2024-05-11, by: C, note: N}}\n"
    file.write_text(RULES + log, encoding="utf-8")
    ran = run("reopen", item, "--on", "2024-05-12", "-f", str(file), "--dry-run", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")


def test_a_begun_item_with_a_deadline_to_finish_may_be_extended(
    tmp_path: Path,
) -> None:
    file = tmp_path / "so.yaml"
    log = "  - {task: kenh, mark: started, on: 2024-03-11}\n"
    file.write_text(RULES + log, encoding="utf-8")
    line = f"extend kenh --to 2024-04-02 {WHY}"
    ran = run(*line.split(), "-f", str(file), "--dry-run", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")


def logged(task: str, *marks: str) -> str:
    """Format the entries of a task, each given as its mark, its day and its other keys."""
    each = [mark.split(" ", 2) for mark in marks]
    return "".join(
        f"  - {{task: {task}, mark: {mark}, on: 2024-{day}, {''.join(more)}}}\n"
        for mark, day, *more in each
    )


BY_C = "by: C, note: N"


@pytest.mark.parametrize(
    ("line", "log", "later"),
    [
        (
            "reopen kenh --on 2024-03-12",
            logged("kenh", "done 03-11", "reopened 03-12", "done 03-15"),
            "15/03/2024",
        ),
        (
            "cancel kenh --by A --note Mưa --on 2024-03-12",
            logged("kenh", "done 03-11", "reopened 03-15"),
            "15/03/2024",
        ),
        (
            "extend kenh --to 2024-04-20 --by A --note Mưa --on 2024-03-12",
            logged("kenh", "extended 03-15 to: 2024-04-10, by: C, note: N"),
            "15/03/2024",
        ),
        (
            "done bao --for 2024-03 --on 2024-03-29",
            logged("bao", "reopened 03-31 for: 2024-03"),
            "31/03/2024",
        ),
        (
            "done bao --for 2024-03 --on 2024-03-29",
            logged("bao", "reopened 03-31 for: 2024-03", "nothing 04-02 for: 2024-03"),
            "31/03/2024",
        ),
        ("reopen bao --for 2024-04 --on 2024-04-28", "", "29/04/2024"),
        ("reopen bao --for 2024-03 --on 2024-03-29", "", "30/03/2024"),
        (
            "cancel bao --by A --note Mưa --on 2024-04-11",
            logged("bao", f"cancelled 04-10 {BY_C}", "reopened 04-12"),
            "12/04/2024",
        ),
        (
            "reopen bao --on 2024-04-11",
            logged(
                "bao",
                f"cancelled 04-10 {BY_C}",
                "reopened 04-12",
                f"cancelled 04-15 {BY_C}",
            ),
            "15/04/2024",
        ),
    ],
)
def test_an_entry_that_a_later_one_overrules_is_refused_with_the_later_one_named(
    tmp_path: Path, line: str, log: str, later: str
) -> None:
    file = tmp_path / "so.yaml"
    file.write_text(RULES + log, encoding="utf-8")
    ran = run(*line.split(), "-f", str(file), "--dry-run", "--lang", "en")
    assert (ran.code, "[overruled]" in ran.err, later in ran.err) == (2, True, True), ran


def test_a_letter_that_moves_a_deadline_does_not_overrule_done_entries(tmp_path: Path) -> None:
    file = tmp_path / "so.yaml"
    letter = "  - {number: 2-CV/ĐU, issued: 2024-03-20, tasks: [kenh], due: 2024-05-10}\n"
    log = logged("kenh", "done 03-11", "reopened 03-12", "done 03-15")
    file.write_text(RULES.replace("tasks:\n", f"amendments:\n{letter}tasks:\n") + log, "utf-8")
    ran = run("reopen", "kenh", "--on", "2024-03-12", "-f", str(file), "--lang", "en")
    assert (ran.code, "[overruled]" in ran.err) == (Exit.USAGE, True)
    assert ("15/03/2024" in ran.err, "2-CV/ĐU" in ran.err) == (True, False)


CANCELS = "  - {number: 2-CV/ĐU, issued: 2024-03-20, tasks: [kenh], cancelled: true}\n"
GIVES_AGAIN = "  - {number: 3-CV/ĐU, issued: 2024-03-25, tasks: [kenh], due: 2024-05-10}\n"


@pytest.mark.parametrize(
    ("line", "letters", "log", "later"),
    [
        # A letter does not cancel a done item: only the entry of 16/3 overrules.
        (
            "done kenh --on 2024-03-12",
            CANCELS,
            logged("kenh", "done 03-15", "reopened 03-16"),
            "16/03/2024",
        ),
        (
            "reopen kenh --on 2024-03-12",
            CANCELS,
            logged("kenh", "done 03-11"),
            "2-CV/ĐU of 20/03/2024",
        ),
        (
            "reopen kenh --on 2024-03-12",
            CANCELS,
            logged("kenh", "done 03-11", "note 03-20 note: N"),
            "2-CV/ĐU of 20/03/2024",
        ),
        (
            "extend kenh --to 2024-06-01 --by A --note Mưa --on 2024-03-12",
            "",
            logged(
                "kenh",
                "extended 03-05 to: 2024-04-10, by: C, note: N",
                "done 03-11",
                "reopened 03-16",
            ),
            "16/03/2024",
        ),
        (
            "cancel kenh --by A --note Mưa --on 2024-03-12",
            CANCELS + GIVES_AGAIN,
            "",
            "2-CV/ĐU of 20/03/2024",
        ),
        (
            "extend kenh --to 2024-06-01 --by A --note Mưa --on 2024-03-12",
            GIVES_AGAIN + CANCELS.replace("03-20", "03-28"),
            "",
            "3-CV/ĐU of 25/03/2024",
        ),
    ],
)
def test_the_message_names_the_first_change_after_which_the_entry_would_count(
    tmp_path: Path, line: str, letters: str, log: str, later: str
) -> None:
    file = tmp_path / "so.yaml"
    amended = f"amendments:\n{letters}tasks:\n" if letters else "tasks:\n"
    file.write_text(RULES.replace("tasks:\n", amended) + log, "utf-8")
    ran = run(*line.split(), "-f", str(file), "--dry-run", "--lang", "en")
    assert (ran.code, later in ran.err) == (Exit.USAGE, True), ran
