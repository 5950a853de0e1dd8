"""The file format as a JSON Schema (2020-12), made from the models, for editors.

It says what stands where and how it is written; rules across keys are only in `check`.
"""

from __future__ import annotations

from pydantic.json_schema import models_json_schema

from ntmtrack.datafile import file_format
from ntmtrack.datafile.file_format import ITEMS
from ntmtrack.datafile.parts import DirectivePart
from ntmtrack.datafile.parts import FilePart
from ntmtrack.datafile.parts import SettingsPart
from ntmtrack.datafile.parts import SignerPart
from ntmtrack.datafile.parts import keys_needed
from ntmtrack.datafile.parts import keys_of
from ntmtrack.datafile.parts import meanings_of
from ntmtrack.datafile.values import TEXT
from ntmtrack.datafile.values import SchemaKeys
from ntmtrack.wording.words import Words

# What editors look for at the head of a data file, and what they then find beside it.
NAME = "ntmtrack.schema.json"
PARTS: tuple[type[FilePart], ...] = (
    DirectivePart,
    SignerPart,
    SettingsPart,
    file_format.RulePart,
    file_format.MeasurePart,
    *ITEMS.values(),
)


_ADDED = ("title", "default", "description")  # by Pydantic; the description has our own language


def schema(words: Words) -> SchemaKeys:
    """Give the schema of the data file, its descriptions in these words."""
    _, made = models_json_schema([(part, "validation") for part in PARTS])
    definitions = made["$defs"]
    sections: SchemaKeys = {
        "format": {"enum": [file_format.FORMAT, str(file_format.FORMAT)]},
        "directive": _ref(DirectivePart),
        "settings": _ref(SettingsPart),
        "village_groups": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": TEXT, "minItems": 1},
        },
        **{name: {"type": "array", "items": _ref(part)} for name, part in ITEMS.items()},
    }
    file = {"properties": {key: sections[key] for key in keys_of(file_format.WholeFile)}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": words.say("ntmtrack data file, format 1"),
        **_part(file_format.WholeFile, file, words),
        "$defs": {part.__name__: _part(part, definitions[part.__name__], words) for part in PARTS},
    }


def _ref(part: type[FilePart]) -> SchemaKeys:
    return {"$ref": f"#/$defs/{part.__name__}"}


def _part(part: type[FilePart], made: SchemaKeys, words: Words) -> SchemaKeys:
    """Give the schema of a part: each key with its meaning, and whether it must be there."""
    meanings = meanings_of(part)
    needed = keys_needed(part)
    return {
        "type": "object",
        "properties": {
            key: {
                "description": words.say(meanings[key]),
                **(_filled(value) if key in needed else _or_nothing(value)),
            }
            for key, value in made["properties"].items()
        },
        "required": needed,
        "additionalProperties": False,
    }


def _plain(value: SchemaKeys) -> SchemaKeys:
    """Leave out what Pydantic adds: titles that repeat the key, defaults as we keep them."""
    return {keyword: setting for keyword, setting in value.items() if keyword not in _ADDED}


def _filled(value: SchemaKeys) -> SchemaKeys:
    """Give the schema of a key that must be there: a list in it names at least one."""
    value = _plain(value)
    choices = value.get("anyOf", ())
    lists = [choice for choice in choices if choice.get("type") == "array"]
    others = [choice for choice in choices if choice not in lists]
    filled = [*others, *({**choice, "minItems": 1} for choice in lists)]
    return value | ({"anyOf": filled} if lists else {})


def _or_nothing(value: SchemaKeys) -> SchemaKeys:
    """Let a key stand without a value: it is as if it were left out."""
    value = _plain(value)
    if "anyOf" in value:
        nothing = {"type": "null"}
        # Some versions of Pydantic nest choices, others do not.
        kinds = [kind for choice in value["anyOf"] for kind in choice.get("anyOf", [choice])]
        return value | {"anyOf": [*(kind for kind in kinds if kind != nothing), nothing]}
    if "enum" in value:
        return value | {"enum": [*value["enum"], None]}
    if "$ref" in value:
        return {"anyOf": [value, {"type": "null"}]}
    kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return value | {"type": [*kinds, "null"]}
