"""All printed JSON matches `schema --output`: no field more, none less.

The schema is generated from the types in `reports.schema`; `make docs` (NTMTRACK_UPDATE_GOLDEN=1)
updates the shipped file.
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

import pytest
import report_commands
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
# The reports that treat several files as one.
JOINT_REPORTS = ("volumes", "register", "remind", "weekly")
# Each file, with moments that matter in it and tasks to show.
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
    """Yield the parts of a schema that describe an object's fields."""
    if isinstance(part, dict):
        if "properties" in part and "required" in part:
            yield part
        for nested in part.values():
            yield from objects(nested)
    elif isinstance(part, list):
        for nested in part:
            yield from objects(nested)


@cache
def strict(report: str) -> Draft202012Validator:
    """Return a validator of a report in which any unknown field is an error."""
    definitions = copy.deepcopy(schema())
    for fields in objects(definitions):
        fields["additionalProperties"] = False
    return Draft202012Validator(without_references(definitions["$defs"], f"{report}_report"))


def without_references(parts: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a schema with its references inlined, which halves the time to validate."""

    def inlined(part: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(part, list):
            return [inlined(member) for member in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return without_references(parts, part["$ref"].removeprefix("#/$defs/"))
        return {key: inlined(value) for key, value in part.items()}

    return inlined(parts[name])


def printed(*command: str) -> Any:  # noqa: ANN401 - JSON
    ran = run(*command, "-F", "json")
    assert ran.err == ""
    return json.loads(ran.out)


def problems(report: str, data: Any) -> list[str]:  # noqa: ANN401 - JSON
    return [f"{error.json_path}: {error.message}" for error in strict(report).iter_errors(data)]


def cases() -> Iterator[tuple[str, ...]]:
    for file, (moments, tasks) in FILES.items():
        for report in report_commands.names():
            if report == "check":
                yield report, "--strict", "-f", file
                continue
            for task in tasks if report == "show" else [""]:
                for moment in moments:
                    yield *filter(None, (report, task)), "-f", file, "--as-of", moment


def test_every_test_file_is_tried() -> None:
    assert FILES.keys() >= {path.name for path in DATA.glob("*.yaml")}


def test_the_schema_is_valid_and_requires_every_field() -> None:
    Draft202012Validator.check_schema(schema())
    assert [
        fields
        for fields in objects(schema())
        if set(fields["required"]) != set(fields["properties"])
    ] == []
    offered = {fields["$ref"] for fields in schema()["oneOf"]}
    several = ["several", *(f"several_{report}" for report in JOINT_REPORTS)]
    assert offered == {
        f"#/$defs/{report}_report" for report in [*report_commands.names(), *several]
    }


@pytest.mark.long
@pytest.mark.parametrize("report", report_commands.names())
def test_every_report_matches_its_schema(report: str) -> None:
    for command in cases():
        if command[0] == report:
            assert problems(report, printed(*command)) == [], command


@pytest.mark.parametrize("report", JOINT_REPORTS)
def test_a_report_on_several_files_as_one_matches_its_schema(report: str) -> None:
    data = printed(report, "-f", "office", "--as-of", "2025-03-21")
    assert problems(f"several_{report}", data) == []
    Draft202012Validator(schema()).validate(data)
    assert {row["directive"] for row in data.get("items", ())} <= {"12-CV/ĐU", "15-KH/ĐU"}


@pytest.mark.long
@pytest.mark.parametrize("report", ["status", "overdue", "list", "export"])
def test_a_report_on_several_files_matches_its_schema(report: str) -> None:
    data = printed(report, "-f", "small.yaml", "-f", "weeks.yaml", "-f", SHIPPED, "--as-of", LATE)
    assert problems("several", data) == []
    Draft202012Validator(schema()).validate(data)


def test_the_problems_of_a_file_match_their_schema() -> None:
    ran = run("check", "-F", "json", "-f", "../errors/both--bad-date-and-unknown-owner/bad.yaml")
    assert problems("check", json.loads(ran.out)) == []
    assert json.loads(ran.out)["problems"]


@pytest.mark.parametrize("report", report_commands.names())
def test_a_report_matches_exactly_one_schema(report: str) -> None:
    command = [report, *report_commands.NEEDED_ARGUMENTS.get(report, ())]
    moment = [] if report == "check" else ["--as-of", "2024-03-20"]
    data = printed(*command, "-f", "hostile.yaml", *moment)
    Draft202012Validator(schema()).validate(data)


def shortened(part: Any) -> Any:  # noqa: ANN401 - JSON
    """Keep only the value with the longest JSON of each list."""
    if isinstance(part, dict):
        return {name: shortened(value) for name, value in part.items()}
    if isinstance(part, list) and part:
        return [shortened(max(part, key=lambda value: len(json.dumps(value))))]
    return part


def places(part: Any, *path: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Yield the path of every value in a document."""
    if path:
        yield path
    if isinstance(part, dict | list):
        for step, value in part.items() if isinstance(part, dict) else enumerate(part):
            yield from places(value, *path, step)


def changed(data: Any, path: tuple[Any, ...], *value: object) -> Any:  # noqa: ANN401 - JSON
    """Return a document with another value at a path, or with none."""
    copied = copy.deepcopy(data)
    parent = copied
    for step in path[:-1]:
        parent = parent[step]
    if value:
        parent[path[-1]] = value[0]
    else:
        del parent[path[-1]]
    return copied


VARIED = ("list", "show", "weekly")  # have most of the fields that the others have
RICH = {
    "show": ("show", "bao-cao", "-f", "small.yaml", "--as-of", "2024-03-20"),
    "several": ("list", "-f", "small.yaml", "-f", "weeks.yaml", "--as-of", LATE),
    "check": ("check", "-f", "../errors/both--bad-date-and-unknown-owner/bad.yaml"),
}


@pytest.mark.parametrize(
    "report",
    first_quick(len(VARIED), dict.fromkeys([*VARIED, *report_commands.names(), "several"])),
)
def test_a_missing_unknown_or_mistyped_field_is_an_error(report: str) -> None:
    command = RICH.get(report, (report, "-f", "small.yaml", "--as-of", "2024-03-20"))
    data = shortened(json.loads(run(*command, "-F", "json").out))
    assert problems(report, data) == []
    valid = strict(report).is_valid  # stops at the first error
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
def test_an_impossible_value_is_an_error(path: list[Any], value: object) -> None:
    data = printed("list", "-f", "small.yaml", "--as-of", "2024-03-20")
    assert problems("list", changed(data, tuple(path), value))


def test_the_shipped_schema_is_up_to_date() -> None:
    generated = json_schema.text()
    if UPDATE:
        SHIPPED_SCHEMA.write_text(generated, encoding="utf-8")
    assert SHIPPED_SCHEMA.read_text(encoding="utf-8") == generated, "`make docs` makes it anew"


def test_the_shipped_schema_accepts_new_fields() -> None:
    data = printed("list", "-f", "small.yaml", "--as-of", "2024-03-20")
    data["items"][0]["new"] = 1
    Draft202012Validator(schema()).validate(data)
