"""All JSON that is printed is as `schema --output` says: no field more, none less."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import every
import pytest
from jsonschema import Draft202012Validator
from running import DATA
from running import run

LATE = "2025-04-06"
SHIPPED = "../../data/assignments.yaml"
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
    """Give the schema of a report, in which a field that it does not name is an error."""
    found = json.loads(json.dumps(schema()))
    for one in objects(found):
        completed = ("head", *(["item"] if report == "several" else []))  # by what refers to it
        if one not in [found["$defs"][name] for name in completed]:
            one["unevaluatedProperties"] = False
    return Draft202012Validator({"$defs": found["$defs"], "$ref": f"#/$defs/{report}_report"})


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
    assert told == {f"#/$defs/{report}_report" for report in [*every.reports(), "several"]}


@pytest.mark.long
@pytest.mark.parametrize("report", every.reports())
def test_all_that_a_report_prints_is_as_it_says(report: str) -> None:
    for command in cases():
        if command[0] == report:
            assert problems(report, printed(*command)) == [], command


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


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["new"], 1),
        (["items", 0, "new"], 1),
        (["items", 0, "days_late"], 0),
        (["items", 0, "due"], "20/3/2024"),
        (["counts", "total"], None),
        (["items", 0, "owner", 0, "new"], 1),
        (["directive", "new"], 1),
    ],
)
def test_what_it_does_not_say_is_found(path: list[Any], value: object) -> None:
    data = printed("list", "-f", "small.yaml", "--as-of", "2024-03-20")
    inside = data
    for one in path[:-1]:
        inside = inside[one]
    inside[path[-1]] = value
    assert problems("list", data)


def test_fields_to_come_are_no_mistake() -> None:
    data = printed("list", "-f", "small.yaml", "--as-of", "2024-03-20")
    data["items"][0]["new"] = 1
    Draft202012Validator(schema()).validate(data)
