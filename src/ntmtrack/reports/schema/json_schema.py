"""The JSON Schema (2020-12) of our JSON, generated from its types.

It is generated during development (`make docs`) and ships as `schemas/output.json`, which `ntmtrack
schema --output` prints.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import TypeAliasType

from ntmtrack.reports.schema import json_parts
from ntmtrack.reports.schema import json_periodic
from ntmtrack.reports.schema import json_reports

_REPORTS: tuple[Any, ...] = (
    json_reports.StatusReportData,
    json_reports.OverdueReportData,
    json_reports.ListReportData,
    json_reports.ExportReportData,
    json_reports.ShowReportData,
    json_reports.MatrixReportData,
    json_periodic.VolumesReportData,
    json_periodic.RegisterReportData,
    json_periodic.RemindReportData,
    json_reports.HistoryReportData,
    json_periodic.WeeklyReportData,
    json_reports.CheckReportData,
    json_reports.SeveralReportData,
    json_periodic.SeveralVolumesReportData,
    json_periodic.SeveralRegisterReportData,
    json_periodic.SeveralRemindReportData,
    json_periodic.SeveralWeeklyReportData,
)
_REFERENCE = "#/$defs/"


class _Generator(GenerateJsonSchema):
    """Generate schemas without the titles that Pydantic derives from the names of keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - Pydantic's own kinds
        """Return False: the types have Vietnamese titles of their own."""
        del schema
        return False


def text() -> str:
    """Return the schema as `ntmtrack schema --output` prints it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """Generate the schema from the types of all reports."""
    _, generated = TypeAdapter.json_schemas(
        [(report, "validation", TypeAdapter(report)) for report in _REPORTS],
        schema_generator=_Generator,
    )
    definitions = {
        _snake_case(name): _tidy(_with_meaning(name, definition))
        for name, definition in generated["$defs"].items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ntmtrack:output:1",
        "title": "ntmtrack -F json",
        "description": "What every report and `check` print with -F json. Fields may be added,"
        " but are never removed or renamed: read them by name, and ignore those"
        " you do not know. Every field listed here is always present; one that"
        " does not apply is null or empty. Texts are copied unchanged from the"
        " data file: escape them where you show them.",
        "oneOf": [{"$ref": _REFERENCE + _snake_case(report.__name__)} for report in _REPORTS],
        "$defs": dict(sorted(definitions.items())),
    }


def _snake_case(name: str) -> str:
    """Return the name of a type's definition: `show_report` for ShowReportData."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", re.sub("(Data|Word)$", "", name)).lower()


def _with_meaning(name: str, definition: dict[str, Any]) -> dict[str, Any]:
    """Add a named value's title and description, which older versions of Pydantic leave out."""
    alias = getattr(json_parts, name, None)
    if isinstance(alias, TypeAliasType):
        field = alias.__value__.__metadata__[0]
        meaning = {"title": field.title, "description": field.description}
        return definition | {key: value for key, value in meaning.items() if value}
    if definition.get("title") == name:  # the class's own name, as it has no title
        return {key: value for key, value in definition.items() if key != "title"}
    return definition


def _tidy(part: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a schema in the same form for every version of Pydantic."""
    if isinstance(part, list):
        return [_tidy(element) for element in part]
    if not isinstance(part, dict):
        return int(part) if isinstance(part, float) and part.is_integer() else part
    tidied: dict[str, Any] = {
        key: {name: _tidy(schema) for name, schema in value.items()}
        if key == "properties"
        else _tidy(value)
        for key, value in part.items()
    }
    if len(tidied.get("allOf", ())) == 1:
        tidied |= tidied.pop("allOf")[0]
    if "const" in tidied:
        tidied.pop("enum", None)
    if "description" in tidied:
        tidied["description"] = " ".join(tidied["description"].split())
    if "$ref" in tidied:
        tidied["$ref"] = _REFERENCE + _snake_case(tidied["$ref"].removeprefix(_REFERENCE))
    return dict(sorted(tidied.items()))
