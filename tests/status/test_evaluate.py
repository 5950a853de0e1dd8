"""Check every status against the contract, sentence by sentence.

Each file of `statuses/` is a whole directive. Among its leading comments, a line that begins with a
moment states what must hold then:

    # 2021-07-01 khao-sat@kim-binh overdue due=2021-06-30 days_late=1

The thing may be an item, `heading:TASK`, or counts: of all (`counts`), of what a filter selects
(`counts:village:NAME`, `counts:owner:NAME`), or a row of the status report (`by-village:ID`,
`by-owner:ID`, `-` for items without a village). `absent` means that there is none. The facts of an
item are those of its JSON, lists with commas and parts with `/`. A fact of `ALWAYS` that is not
named must be null or zero; other facts are compared only if they are named; `*` matches anything.
`# warnings: …` lists the warnings of loading in alphabetical order.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from collections.abc import Mapping
from cProfile import Profile
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from ntmtrack.datafile.load import load
from ntmtrack.directive import dates
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Loaded
from ntmtrack.reports import item_lists
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.reports import status
from ntmtrack.status import evaluate
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import View
from ntmtrack.status.view import view
from ntmtrack.wording.words import Words

CASES = sorted((Path(__file__).parent.parent / "statuses").glob("*.yaml"))
OCCURRENCES = ("expected", "on_time", "late", "missing", "nothing", "excused", "missing_days")
COUNTS = (
    "total",
    "done_on_time",
    "done_late",
    "done_no_deadline",
    "in_time",
    "overdue",
    "no_deadline",
    "due_today",
    "due_soon",
    "waiting",
    "standing",
    "cancelled",
)
ALWAYS = {
    "due",
    "days_late",
    "days_left",
    "started",
    "done",
    *(f"occurrence.{name}" for name in OCCURRENCES),
    *COUNTS,
}
NOTHING = {"-", "0"}

each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


class Line(NamedTuple):
    """Represent one expectation: what a thing must be at a moment."""

    moment: str
    thing: str
    status: str
    facts: Mapping[str, str]

    def __str__(self) -> str:
        facts = (f"{name}={value}" for name, value in self.facts.items())
        return " ".join(filter(None, (self.moment, self.thing, self.status, *facts)))


def comments(path: Path) -> Iterator[str]:
    """Yield the leading comment lines of a case."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            return
        yield line.removeprefix("#").strip()


def lines(path: Path) -> list[Line]:
    """Return the expectations of a case."""
    return [expectation(line) for line in comments(path) if line[:4].isdigit()]


def expectation(text: str) -> Line:
    moment, thing, *rest = shlex.split(text)
    facts = dict(word.split("=", 1) for word in rest if "=" in word)
    return Line(moment, thing, "".join(word for word in rest if "=" not in word), facts)


def read(path: Path) -> Loaded:
    return load(path.read_bytes(), path.name)


def document_of(path: Path) -> Document:
    document, problems, _ = read(path)
    assert document, problems
    return document


def actual_line(document: Document, wanted: Line) -> Line:
    """Return the actual facts of a thing, in the form of the expectation."""
    facts = known(document, wanted)
    if facts is None:
        return Line(wanted.moment, wanted.thing, "absent", {})
    named = {name: actual_value(facts, name, value) for name, value in wanted.facts.items()}
    more = {name: facts[name] for name in ALWAYS & facts.keys() if facts[name] not in NOTHING}
    short = {name.removeprefix("occurrence."): value for name, value in more.items()}
    rest = {name: short[name] for name in sorted(short.keys() - named.keys())}
    return Line(wanted.moment, wanted.thing, facts.get("status", ""), {**named, **rest})


def actual_value(facts: Mapping[str, str], name: str, wanted: str) -> str:
    full = f"occurrence.{name}" if name in OCCURRENCES else name
    return wanted if wanted == "*" else facts.get(full, "no such fact")


def known(document: Document, wanted: Line) -> dict[str, str] | None:
    """Return all facts about a thing at a moment, as text; None if there is no such thing."""
    kind, _, name = wanted.thing.partition(":")
    if kind == "counts":
        by, _, typed = name.partition(":")
        filters = Filters(
            villages=[typed] if by == "village" else [],
            owners=[typed] if by == "owner" else [],
        )
        return facts_of(json_values.counts(seen(document, wanted, filters).counts))
    now = seen(document, wanted, Filters())
    if kind in {"by-village", "by-owner"}:
        return row(now, kind.replace("-", "_"), name)
    if kind == "heading":
        return listed(status.data(status.make(now), Words("vi"))["headings"], "task", name)
    words = Words(document.directive.language)
    return listed(list(json_data.items(now.items, now, words)), "key", wanted.thing)


def seen(document: Document, wanted: Line, filters: Filters) -> View:
    return view(document, dates.parse_as_of(wanted.moment), filters)


def row(now: View, table: str, id_: str) -> dict[str, str] | None:
    """Return a row of the status report's tables by village and by owner."""
    data: Mapping[str, object] = status.data(status.make(now), Words("vi"))
    rows = data[table]
    assert isinstance(rows, list)
    for row in rows:
        id_and_name = facts_of(row)[table.removeprefix("by_")]
        if id_and_name.split("/")[0] == id_:
            return facts_of(row["counts"])
    return None


def listed(things: object, key: str, name: str) -> dict[str, str] | None:
    """Return the facts of the thing with a name in a list; None if it is not there."""
    assert isinstance(things, list)
    return next((facts_of(thing) for thing in things if thing[key] == name), None)


def facts_of(thing: object) -> dict[str, str]:
    """Return the facts of a thing as text, including the counts of its occurrences."""
    assert isinstance(thing, Mapping)
    facts = {name: as_expectation(value) for name, value in thing.items()}
    occurrence = thing.get("occurrence")
    if isinstance(occurrence, Mapping):
        facts |= {f"occurrence.{name}": as_expectation(value) for name, value in occurrence.items()}
    return {**facts, "text": facts.get("status_text", "")}


def as_expectation(value: object) -> str:
    """Return a value as it is written in the expectations."""
    if isinstance(value, bool):
        return "yes" if value else "-"
    if isinstance(value, Mapping):
        return "/".join(as_expectation(part) for name, part in value.items() if name != "to_text")
    if isinstance(value, list):
        return ",".join(as_expectation(part) for part in value) or "-"
    return "-" if value is None else str(value)


@each_case
def test_every_status_is_as_the_contract_says(path: Path) -> None:
    document = document_of(path)
    expected = lines(path)
    assert expected, "say at the top of the file what is expected"
    actual = "\n".join(str(actual_line(document, line)) for line in expected)
    assert actual == "\n".join(str(line) for line in expected)


@each_case
def test_a_case_loads_with_only_the_warnings_it_names(path: Path) -> None:
    named = [line.removeprefix("warnings:") for line in comments(path) if "warnings:" in line]
    warned = sorted(problem.code for problem in read(path).problems)
    assert " ".join(named).strip() in {"*", " ".join(warned)}


def test_now_is_the_minute_in_the_time_zone_of_the_directive() -> None:
    instant = datetime(2021, 6, 30, 17, 0, 59, 999_999, tzinfo=UTC)
    assert dates.moment_in(instant, "Asia/Ho_Chi_Minh") == (datetime(2021, 7, 1, 0, 0), False)
    assert dates.moment_in(instant, "UTC") == (datetime(2021, 6, 30, 17, 0), False)


def test_a_day_means_its_end() -> None:
    assert dates.parse_as_of("2021-07-01") == (datetime(2021, 7, 1, 23, 59), True)
    assert dates.parse_as_of("1/7/2021") == (datetime(2021, 7, 1, 23, 59), True)
    assert dates.parse_as_of("2021-07-01T15:31") == (datetime(2021, 7, 1, 15, 31), False)


def test_a_report_counts_what_the_filters_select_before_its_own_selection() -> None:
    document = document_of(Path(__file__).parent.parent / "statuses" / "filtered-counts.yaml")
    now = view(document, dates.parse_as_of("2021-07-01"), Filters(owners=["ban"]))
    words = Words("vi")
    late = item_lists.overdue_data(now, words)
    assert late["counts"] == status.data(status.make(now), words)["counts"]
    assert facts_of(late["counts"])["total"] == "2"
    items = list(late["items"])
    assert listed(items, "key", "khao-sat@che-bien")
    assert listed(items, "key", "khao-sat@kim-binh") is None


def calls(document: Document, moment: str) -> int:
    """Count the function calls of an evaluation, including built-in functions."""
    profile = Profile()
    profile.runcall(evaluate.evaluate, document, dates.parse_as_of(moment))
    return sum(entry.callcount for entry in profile.getstats())


def test_an_evaluation_years_later_is_not_slower() -> None:
    document = document_of(Path(__file__).parent.parent / "statuses" / "years-later.yaml")
    calls(document, "2021-06-30")  # warm up
    assert calls(document, "2999-12-31") < 2 * calls(document, "2023-06-30")
