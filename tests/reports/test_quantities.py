"""Goals and sums of random tasks, compared with a naive count over the drawn amounts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from running import run

VILLAGES = ("an", "binh", "chau", "dong")
OWNERS = ("hoi", "doan")
some = settings(max_examples=settings().max_examples // 2)
KINDS = ("at_least", "more_than", "at_most", "percent")
HEAD = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã, subject: Việc của xã}
villages:
  - {id: an, name: An}
  - {id: binh, name: Bình}
  - {id: chau, name: Châu}
  - {id: dong, name: Đông}
owners: [{id: hoi, name: Hội Phụ nữ}, {id: doan, name: Đoàn Thanh niên}]
tasks:
"""


class Counted(NamedTuple):
    """A task with one measure: its shares, their goals or the joint goal, and what they reached.

    Shares without an amount or a goal are missing in `amounts` or `goals`.
    """

    each: str | None
    shares: tuple[str, ...]
    kind: str | None
    goals: dict[str, int]
    whole: int | None
    by_village: bool
    amounts: dict[str, int]


@st.composite
def counted(
    draw: st.DrawFn, shared_by: Sequence[str | None] = ("village", "owner", None)
) -> Counted:
    """Draw a task with its goals and amounts: from few figures, so that some are equal."""
    each = draw(st.sampled_from(shared_by))
    members = {"village": VILLAGES, "owner": OWNERS}.get(each or "", ("",))
    shares = tuple(single for single in members if draw(st.booleans())) or members[:1]
    kind = draw(st.sampled_from([*KINDS, None]))
    figures = st.integers(0, 4)
    form = draw(st.sampled_from(["each", "village", "all"]))
    single, goals, whole, by_village = draw(figures), dict[str, int](), None, False
    if kind and form == "village" and each == "village":
        named = [share for share in shares if draw(st.booleans())] or [shares[0]]
        goals, by_village = {share: draw(figures) for share in named}, True
    elif kind and kind != "percent" and form == "all" and each:
        whole = single
    elif kind:
        goals = dict.fromkeys(shares, single)
    amounts = {share: draw(figures) for share in shares if draw(st.booleans())}
    return Counted(each, shares, kind, goals, whole, by_village, amounts)


def written(tasks: list[Counted]) -> str:
    """Return the tasks and their log as the text of a data file."""
    return HEAD + "".join(_lines(tasks)) + "progress:\n" + "".join(_log(tasks))


def _lines(tasks: list[Counted]) -> Iterator[str]:
    for at, task in enumerate(tasks):
        shares = f"[{', '.join(task.shares)}]"
        owner = shares if task.each == "owner" else "hoi"
        villages = f", villages: {shares}" if task.each == "village" else ""
        each = f", each: {task.each}" if task.each else ""
        yield f"  - {{id: t{at}, title: Việc, owner: {owner}{villages}{each}, measures: [{{"
        yield f"id: m, name: số, unit: cái{_goal(task)}}}]}}\n"


def _goal(task: Counted) -> str:
    if task.whole is not None:
        return f", {task.kind}: {task.whole}, of: all"
    if task.by_village:
        pairs = ", ".join(f"{share}: {goal}" for share, goal in task.goals.items())
        return f", {task.kind}: {{{pairs}}}"
    return f", {task.kind}: {next(iter(task.goals.values()))}" if task.kind else ""


def _log(tasks: list[Counted]) -> Iterator[str]:
    for at, task in enumerate(tasks):
        for share, amount in task.amounts.items():
            item = f", {task.each}: {share}" if task.each else ""
            figure = f"amounts: {{m: {amount}}}"
            yield f"  - {{task: t{at}{item}, mark: note, on: 2024-03-02, {figure}}}\n"


def meets(kind: str, amount: int, goal: int) -> bool:
    if kind == "at_most":
        return amount <= goal
    return amount > goal if kind == "more_than" else amount >= goal


def volumes(text: str, *arguments: str) -> list[dict[str, object]]:
    """Return the rows of the report `volumes` on a file."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "viec.yaml").write_text(text, encoding="utf-8")
        day = ("--as-of", "2024-03-05")
        ran = run("volumes", "-f", "viec.yaml", "-F", "json", *day, *arguments, folder=Path(folder))
    assert ran.code == 0, ran.err
    rows: list[dict[str, object]] = json.loads(ran.out)["rows"]
    return rows


def key(at: int, share: str) -> str:
    return f"t{at}@{share}" if share else f"t{at}"


def check_row(row: dict[str, object], at: int, task: Counted, shares: list[str]) -> None:
    """Check a row against the goals and amounts of some shares of a task."""
    given = [task.amounts[share] for share in shares if share in task.amounts]
    assert row["figures"] == [
        {
            "key": key(at, share),
            "goal": _stated(task.kind, task.goals.get(share)),
            "amount": task.amounts.get(share),
        }
        for share in shares
    ]
    assert row["missing"] == [key(at, share) for share in shares if share not in task.amounts]
    differ = task.by_village and len(shares) > 1
    goal = None if differ else task.goals.get(shares[0])
    assert row["goal"] == _stated(task.kind, goal)
    with_goal = [share for share in shares if share in task.goals]
    met = [
        share
        for share in with_goal
        if share in task.amounts and meets(str(task.kind), task.amounts[share], task.goals[share])
    ]
    assert row["goals_met"] == (len(met) if with_goal else len(given))
    assert (row["of"], row["whole_goal"]) == (
        "all" if task.whole is not None else None,
        _stated(task.kind, task.whole),
    )
    summed = sum(given) if given and task.kind != "percent" else None
    assert row["reached_sum"] == summed
    owed = task.whole
    if owed is None and len(shares) == 1 and task.kind != "percent":
        owed = task.goals.get(shares[0])
    assert row["goal_sum"] == owed
    partial = task.whole is not None and len(shares) < len(task.shares)
    has_percent = summed is not None and owed and task.kind != "at_most" and not partial
    share_of_it = 100 * Decimal(summed or 0) / Decimal(owed or 1)
    assert row["percent"] == (pytest.approx(float(share_of_it), abs=0.051) if has_percent else None)


def _stated(kind: str | None, goal: int | None) -> dict[str, object] | None:
    return None if goal is None else {"kind": kind, "value": goal}


@some
@given(st.lists(counted(), min_size=1, max_size=4))
def test_each_share_is_measured_by_its_own_goal_and_the_counts_add_up(tasks: list[Counted]) -> None:
    rows = volumes(written(tasks))
    assert [row["task"] for row in rows] == [f"t{at}" for at in range(len(tasks))]
    for at, (row, task) in enumerate(zip(rows, tasks, strict=True)):
        check_row(row, at, task, list(task.shares))


@some
@given(counted(["village"]), st.sets(st.sampled_from(VILLAGES)))
def test_a_filter_leaves_out_shares_and_never_changes_a_goal(
    task: Counted, chosen: set[str]
) -> None:
    left = [share for share in task.shares if share in chosen]
    filters = [word for share in sorted(chosen) for word in ("--village", share)]
    rows = volumes(written([task]), *filters)
    if not filters:
        left = list(task.shares)
    assert len(rows) == bool(left)
    for row in rows:
        check_row(row, 0, task, left)
