"""The file format as a JSON Schema (2020-12) for editors, made from the parts.

It covers structure and spelling; rules across keys are only in `check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any
from typing import get_args
from typing import get_origin

from ntmtrack.datafile import file_format
from ntmtrack.datafile import parts
from ntmtrack.datafile import references
from ntmtrack.datafile import task_parts
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.datafile.file_format import ITEMS
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.task_parts import GOAL_KINDS
from ntmtrack.datafile.task_parts import MeasurePart
from ntmtrack.datafile.value_schemas import SENTENCE
from ntmtrack.datafile.value_schemas import TEXT
from ntmtrack.datafile.value_schemas import SchemaKeys
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.directive.model import Document

# The schema file beside a data file, which the data file names in its first line.
NAME = "ntmtrack.schema.json"
PARTS: tuple[type[FilePart], ...] = (
    parts.DirectivePart,
    parts.DraftPart,
    parts.SignerPart,
    parts.SettingsPart,
    parts.ReportPart,
    parts.RecipientPart,
    task_parts.RulePart,
    MeasurePart,
    *ITEMS.values(),
)


# Names of the parts in the schema, where editors show them: directive, task, entry.
_NAMES = {part.__name__: part.__name__.removesuffix("Part").lower() for part in PARTS}


# The keys that contain ids, by part, with the sections that define the ids.
_REFERRING: Mapping[type[FilePart], Mapping[str, str]] = {
    **{ITEMS[section]: keys for section, keys in references.SECTION_OF_KEY.items()},
    parts.OwnerGroupPart: {"members": "owners"},
}


def schema(words: Words, document: Document | None = None) -> SchemaKeys:
    """Return the schema of the data file, with texts for people in these words.

    With a document, editors suggest its ids. The file may have changed since, so any other id is
    valid as well.
    """
    ids = _ids(document) if document else {}
    localized: SchemaKeys = _for_people(_schema(words, ids), words)
    return localized


def _ids(document: Document) -> dict[str, Sequence[str]]:
    """Return the ids of each section."""
    return {
        "owners": list(document.owners),
        references.OWNER_GROUPS: list(document.owner_groups),
        "villages": list(document.villages),
        references.GROUPS: [references.ALL, *document.groups],
        "events": list(document.events),
        "tasks": list(document.tasks),
    }


def _schema(words: Words, ids: Mapping[str, Sequence[str]]) -> SchemaKeys:
    sections: SchemaKeys = {
        "format": {"enum": [file_format.FORMAT, str(file_format.FORMAT)]},
        "directive": _ref(parts.DirectivePart),
        "settings": _ref(parts.SettingsPart),
        "village_groups": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": _offering(TEXT, ids.get("villages", ())),
                "minItems": 1,
            },
        },
        **{name: {"type": "array", "items": _ref(part)} for name, part in ITEMS.items()},
    }
    file = {key: sections[key] for key in parts.keys_of(file_format.WholeFile)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": words.say("ntmtrack data file, format 1"),
        **_part(file_format.WholeFile, file, words),
        "$defs": {
            part.__name__: _with_ids(part, _part(part, _values_of(part), words), ids)
            for part in PARTS
        },
    }


def _with_ids(
    part: type[FilePart], schema: SchemaKeys, ids: Mapping[str, Sequence[str]]
) -> SchemaKeys:
    """Add the ids in the file as suggestions to the keys of a part that contain ids."""
    for key, section in _REFERRING.get(part, {}).items():
        suggested = list(ids.get(section, ()))
        if key == "villages" and part is file_format.TaskPart:
            suggested += ids.get(references.GROUPS, ())
        elif section == "owners" and part is file_format.TaskPart:
            suggested += ids.get(references.OWNER_GROUPS, ())
        schema["properties"][key] = _offering(schema["properties"][key], suggested)
    for kind in GOAL_KINDS if part is MeasurePart else ():
        schema["properties"][kind] = _offering_keys(
            schema["properties"][kind], ids.get("villages", ())
        )
    return schema


def _offering(value: SchemaKeys, ids: Sequence[str]) -> SchemaKeys:
    """Add ids as examples to a text, or to each text of a list: editors suggest them."""
    if not ids:
        return value
    if "anyOf" in value:
        return value | {"anyOf": [_offering(choice, ids) for choice in value["anyOf"]]}
    if "items" in value:
        return value | {"items": _offering(value["items"], ids)}
    return value | ({"examples": list(ids)} if "pattern" in value else {})


def _offering_keys(value: SchemaKeys, ids: Sequence[str]) -> SchemaKeys:
    """Add ids as keys to an object, or to each alternative that is one."""
    if "anyOf" in value:
        return value | {"anyOf": [_offering_keys(choice, ids) for choice in value["anyOf"]]}
    inner = value.get("additionalProperties") if ids else None
    return value | {"properties": dict.fromkeys(ids, inner)} if inner else value


def _for_people(schema: Any, words: Words) -> Any:  # noqa: ANN401 - any part of the schema
    """Translate sentences, and name parts as the file does: editors show both."""
    if isinstance(schema, list):
        return [_for_people(value, words) for value in schema]
    if not isinstance(schema, dict):
        return schema
    value = {_NAMES.get(key, key): _for_people(value, words) for key, value in schema.items()}
    if SENTENCE in value:
        value[SENTENCE] = words.say(value[SENTENCE])
    if isinstance(value.get("$ref"), str):
        start, name = value["$ref"].rsplit("/", 1)
        value["$ref"] = f"{start}/{_NAMES.get(name, name)}"
    return value


def _ref(part: type[FilePart]) -> SchemaKeys:
    return {"$ref": f"#/$defs/{part.__name__}"}


def _values_of(part: type[FilePart]) -> SchemaKeys:
    """Return the schema of the value of each key of a part."""
    return {
        field.alias or name: _in_order(_value(field.annotation))
        for name, field in part.fields.items()
    }


def _value(annotation: Any) -> SchemaKeys:  # noqa: ANN401 - any annotation of a part
    kind, *inner = get_args(annotation) or (annotation,)
    origin = get_origin(annotation)
    if origin is Annotated:
        *_, last = inner
        schema: SchemaKeys = last.schema
        return schema
    if origin is tuple:
        return {"type": "array", "items": _value(kind)}
    if origin is dict:
        values = inner[0]
        return {"type": "object"} | (
            {} if values is Any else {"additionalProperties": _value(values)}
        )
    if type(None) in inner:
        return {"anyOf": [_value(kind)]}
    return _ref(annotation)


def _in_order(schema: Any) -> Any:  # noqa: ANN401 - any part of the schema
    """Sort the keywords of a schema alphabetically."""
    if isinstance(schema, list):
        return [_in_order(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    return {keyword: _in_order(schema[keyword]) for keyword in sorted(schema)}


def _part(part: type[FilePart], values: SchemaKeys, words: Words) -> SchemaKeys:
    """Return the schema of a part: each key with its meaning, and the required keys."""
    meanings = parts.meanings_of(part)
    needed = list(parts.keys_needed(part))
    whole: SchemaKeys = {"required": needed}
    if issubclass(part, parts.DraftablePart):
        whole = {"anyOf": [whole, {"required": [DRAFT]}]}  # a draft may lack any key
    return {
        "type": "object",
        "properties": {
            key: {
                "description": words.say(meanings[key]),
                **(_filled(value) if key in needed else _or_nothing(value)),
            }
            for key, value in values.items()
        },
        **whole,
        "additionalProperties": False,
    }


def _filled(value: SchemaKeys) -> SchemaKeys:
    """Return the schema of a required key: a list must have at least one item."""
    choices = value.get("anyOf", ())
    lists = [choice for choice in choices if choice.get("type") == "array"]
    others = [choice for choice in choices if choice not in lists]
    filled = [*others, *({**choice, "minItems": 1} for choice in lists)]
    return value | ({"anyOf": filled} if lists else {})


def _or_nothing(value: SchemaKeys) -> SchemaKeys:
    """Return a schema that also allows no value, which is the same as leaving out the key."""
    if "anyOf" in value:
        nothing = {"type": "null"}
        kinds = [kind for choice in value["anyOf"] for kind in choice.get("anyOf", [choice])]
        return value | {"anyOf": [*(kind for kind in kinds if kind != nothing), nothing]}
    if "enum" in value:
        return value | {"enum": [*value["enum"], None]}
    if "$ref" in value:
        return {"anyOf": [value, {"type": "null"}]}
    kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return value | {"type": [*kinds, "null"]}
