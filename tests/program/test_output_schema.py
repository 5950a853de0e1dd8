"""All JSON that is printed is as `schema --output` says: no field more, none less.

The schema is made from the types in `reports.schema`; `make docs` (NTMTRACK_UPDATE_GOLDEN=1) renews
the file that ships.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import every
import pytest
from cases import first_quick
from jsonschema import Draft202012Validator
from running import DATA
from running import run

import ntmtrack
from ntmtrack.reports.schema import json_schema

UPDATE = os.environ.get("NTMTRACK_UPDATE_GOLDEN") == "1"
SHIPPED_SCHEMA = Path(ntmtrack.__file__).parent / "schemas" / "output.json"
LATE = "2025-04-06"
SHIPPED = "../../data/assignments.yaml"
# What reports on several files as on one.
AS_ONE = ("volumes", "register", "remind", "weekly")
# A file, some moments that matter in it, and tasks to show.
FILES = {
    "small.yaml": (
        ["2024-03-01", "2024-03-12T15:31", "2024-03-20", "2030-01-01"],
        ["nao-vet", "thang-ba", "cap-gach", "bao-cao", "giao-ban", "ky-cam", "le-kh", "dao-muong"],
    ),
    "weeks.yaml": (
        ["2025-03-12T15:30", "2025-03-23", "2025-04-06"],
        ["cap-vat-tu", "nha-yeu", "truc-ban", "giao-ban"],
    ),
    "later.yaml": (["2025-05-15", "2025-05-25"], ["duong-bang", "truc-chay", "chot-gac"]),
    "state.yaml": (["2025-08-26"], ["diem-rac", "trong-cay"]),
    "long.yaml": (["2024-03-20"], ["a", "wide"]),
    "hostile.yaml": (["2024-03-20"], ["t", "h"]),
    SHIPPED: (["2021-07-20"], ["bich-hoa", "trien-khai", "1.2"]),
}


@cache
def schema() -> Any:  # noqa: ANN401 - JSON
    return json.loads(run("schema", "--output").out)


def objects(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Find the parts of a schema that describe an object's fields."""
    if isinstance(part, dict):
        if "properties" in part and "required" in part:
            yield part
        for one in part.values():
            yield from objects(one)
    elif isinstance(part, list):
        for one in part:
            yield from objects(one)


@cache
def strict(report: str) -> Draft202012Validator:
    """Return the schema of a report, in which a field that it does not name is an error."""
    found = copy.deepcopy(schema())
    for one in objects(found):
        one["additionalProperties"] = False
    return Draft202012Validator(without_references(found["$defs"], f"{report}_report"))


def without_references(parts: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a schema with all that it refers to, which takes half as long to check."""

    def whole(part: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(part, list):
            return [whole(one) for one in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return without_references(parts, part["$ref"].removeprefix("#/$defs/"))
        return {key: whole(value) for key, value in part.items()}

    return whole(parts[name])


def printed(*command: str) -> Any:  # noqa: ANN401 - JSON
    ran = run(*command, "-F", "json")
    assert ran.err == ""
    return json.loads(ran.out)


def problems(report: str, data: Any) -> list[str]:  # noqa: ANN401 - JSON
    return [f"{error.json_path}: {error.message}" for error in strict(report).iter_errors(data)]


def cases() -> Iterator[tuple[str, ...]]:
    for file, (moments, tasks) in FILES.items():
        for report in every.reports():
            if report == "check":
                yield report, "--strict", "-f", file
                continue
            for asked in tasks if report == "show" else [""]:
                for moment in moments:
                    yield *filter(None, (report, asked)), "-f", file, "--as-of", moment


def test_every_file_that_tests_have_is_tried() -> None:
    assert FILES.keys() >= {path.name for path in DATA.glob("*.yaml")}


def test_it_is_a_schema_in_which_every_field_is_always_there() -> None:
    Draft202012Validator.check_schema(schema())
    assert [
        one for one in objects(schema()) if set(one["required"]) != set(one["properties"])
    ] == []
    told = {one["$ref"] for one in schema()["oneOf"]}
    several = ["several", *(f"several_{report}" for report in AS_ONE)]
    assert told == {f"#/$defs/{report}_report" for report in [*every.reports(), *several]}


@pytest.mark.long
@pytest.mark.parametrize("report", every.reports())
def test_all_that_a_report_prints_is_as_it_says(report: str) -> None:
    for command in cases():
        if command[0] == report:
            assert problems(report, printed(*command)) == [], command


@pytest.mark.parametrize("report", AS_ONE)
def test_a_report_on_several_files_as_one_is_as_it_says(report: str) -> None:
    data = printed(report, "-f", "office", "--as-of", "2025-03-21")
    assert problems(f"several_{report}", data) == []
    Draft202012Validator(schema()).validate(data)
    assert {row["directive"] for row in data.get("items", ())} <= {"12-CV/ĐU", "15-KH/ĐU"}


@pytest.mark.long
@pytest.mark.parametrize("report", ["status", "overdue", "list", "export"])
def test_a_report_on_several_files_is_as_it_says(report: str) -> None:
    data = printed(report, "-f", "small.yaml", "-f", "weeks.yaml", "-f", SHIPPED, "--as-of", LATE)
    assert problems("several", data) == []
    Draft202012Validator(schema()).validate(data)


def test_what_is_wrong_with_a_file_is_as_it_says() -> None:
    ran = run("check", "-F", "json", "-f", "../errors/both--bad-date-and-unknown-owner/bad.yaml")
    assert problems("check", json.loads(ran.out)) == []
    assert json.loads(ran.out)["problems"]


@pytest.mark.parametrize("report", every.reports())
def test_a_report_is_just_one_of_those_it_tells_of(report: str) -> None:
    command = [report, *every.ASKED.get(report, ())]
    moment = [] if report == "check" else ["--as-of", "2024-03-20"]
    data = printed(*command, "-f", "hostile.yaml", *moment)
    Draft202012Validator(schema()).validate(data)


def shortened(part: Any) -> Any:  # noqa: ANN401 - JSON
    """Keep of each list the one value of which there is most to say."""
    if isinstance(part, dict):
        return {name: shortened(value) for name, value in part.items()}
    if isinstance(part, list) and part:
        return [shortened(max(part, key=lambda value: len(json.dumps(value))))]
    return part


def places(part: Any, *path: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Yield the way to every value within a document."""
    if path:
        yield path
    if isinstance(part, dict | list):
        for step, value in part.items() if isinstance(part, dict) else enumerate(part):
            yield from places(value, *path, step)


def changed(data: Any, path: tuple[Any, ...], *value: object) -> Any:  # noqa: ANN401 - JSON
    """Return a document with another value at a place, or without the one that is there."""
    made = copy.deepcopy(data)
    inside = made
    for step in path[:-1]:
        inside = inside[step]
    if value:
        inside[path[-1]] = value[0]
    else:
        del inside[path[-1]]
    return made


VARIED = ("list", "show", "weekly")  # which have most of what the others have as well
RICH = {
    "show": ("show", "bao-cao", "-f", "small.yaml", "--as-of", "2024-03-20"),
    "several": ("list", "-f", "small.yaml", "-f", "weeks.yaml", "--as-of", LATE),
    "check": ("check", "-f", "../errors/both--bad-date-and-unknown-owner/bad.yaml"),
}


@pytest.mark.parametrize(
    "report", first_quick(len(VARIED), dict.fromkeys([*VARIED, *every.reports(), "several"]))
)
def test_a_field_that_is_left_out_or_of_another_kind_is_found(report: str) -> None:
    command = RICH.get(report, (report, "-f", "small.yaml", "--as-of", "2024-03-20"))
    data = shortened(json.loads(run(*command, "-F", "json").out))
    assert problems(report, data) == []
    valid = strict(report).is_valid  # which ends at the first error
    for path in places(data):
        assert not valid(changed(data, path, [[]])), path
        if isinstance(path[-1], str) and "amounts" not in path[:-1]:
            assert not valid(changed(data, path)), path
            assert not valid(changed(data, (*path[:-1], "new"), 1)), path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["items", 0, "days_late"], 0),
        (["items", 0, "days_left"], -1),
        (["items", 0, "due"], "20/3/2024"),
        (["items", 0, "owner"], []),
        (["items", 0, "key"], "a_b"),
        (["items", 0, "status"], "doing"),
        (["items", 0, "measures"], None),
        (["counts", "total"], None),
        (["counts", "total"], -1),
        (["report"], "weekly"),
        (["schema"], "ntmtrack/2"),
        (["as_of"], "2024-03-20T15"),
        (["language"], "fr"),
        (["directive"], None),
    ],
)
def test_a_value_that_cannot_be_is_found(path: list[Any], value: object) -> None:
    data = printed("list", "-f", "small.yaml", "--as-of", "2024-03-20")
    assert problems("list", changed(data, tuple(path), value))


def test_what_ships_is_made_from_the_types() -> None:
    made = json_schema.text()
    if UPDATE:
        SHIPPED_SCHEMA.write_text(made, encoding="utf-8")
    assert SHIPPED_SCHEMA.read_text(encoding="utf-8") == made, "`make docs` makes it anew"


def test_fields_to_come_are_no_mistake() -> None:
    data = printed("list", "-f", "small.yaml", "--as-of", "2024-03-20")
    data["items"][0]["new"] = 1
    Draft202012Validator(schema()).validate(data)
