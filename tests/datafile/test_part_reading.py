"""The parts of a file are read as Pydantic models with the same keys would read them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from typing import Any
from typing import Literal
from typing import Union
from typing import get_args
from typing import get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field
from pydantic import create_model
from pydantic_core import ValidationError
from running import HERE

from ntmtrack.datafile import file_schema
from ntmtrack.datafile.file_format import ITEMS
from ntmtrack.datafile.file_format import WholeFile
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.parts import DirectivePart
from ntmtrack.datafile.parts import SettingsPart
from ntmtrack.datafile.parts import keys_of
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree

FILES = sorted([*HERE.parent.joinpath("data").glob("*.yaml"), *HERE.rglob("*.yaml")])
PARTS = (*file_schema.PARTS, WholeFile)
# mypy does not know types that are created at run time.
MAKE_ANNOTATED: Any = Annotated
MAKE_TUPLE: Any = tuple
MODELS: dict[str, type[BaseModel]] = {}


def model_of(part: type[FilePart]) -> type[BaseModel]:
    """Return the Pydantic model with the keys of a part."""
    if part.__name__ not in MODELS:
        MODELS[part.__name__] = make_model(part)
    return MODELS[part.__name__]


def make_model(part: type[FilePart]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for name, field in part.fields.items():
        default: dict[str, Any] = {"default": field.default}
        if field.default_factory:
            default = {"default_factory": field.default_factory}
        fields[name] = (as_model(field.annotation), Field(**default, alias=field.alias))
    return create_model(part.__name__, __config__=ConfigDict(extra="forbid"), **fields)


def as_model(annotation: Any) -> Any:  # noqa: ANN401 - any annotation of a part
    """Return an annotation with each part replaced by its model."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return MAKE_ANNOTATED[(as_model(inner[0]), *inner[1:])]
    if origin is tuple:
        return MAKE_TUPLE[as_model(inner[0]), ...]
    if origin in (dict, Literal):
        return annotation
    if inner:
        return Union[tuple(map(as_model, inner))]  # noqa: UP007 - of a tuple
    is_part = isinstance(annotation, type) and issubclass(annotation, FilePart)
    return model_of(annotation) if is_part else annotation


def read(part: type[FilePart], value: object) -> object:
    """Return what a part reads from a value, or the errors."""
    try:
        return plain(part.read(value))
    except ValidationError as error:
        return error.errors(include_url=False)


def read_by_pydantic(part: type[FilePart], value: object) -> object:
    """Return what the model of a part reads from a value, or the errors."""
    try:
        return plain(model_of(part).model_validate(value))
    except ValidationError as error:
        return error.errors(include_url=False)


def plain(value: object) -> object:
    """Return parts and models as dictionaries of their values."""
    if isinstance(value, FilePart | BaseModel):
        return {name: plain(inner) for name, inner in vars(value).items()}
    if isinstance(value, tuple):
        return type(value), [plain(inner) for inner in value]
    return type(value), value


def parts_of(path: Path) -> Iterator[tuple[type[FilePart], object]]:
    """Yield the values of a file, each with the part that reads it."""
    text, _ = encoding.decode(path.read_bytes(), path.name)
    root = yaml_tree.parse(text, path.name).root
    if root is None:
        return
    yield WholeFile, root
    yield DirectivePart, root.get("directive")
    yield SettingsPart, root.get("settings")
    for section, part in ITEMS.items():
        items = root.get(section)
        yield from ((part, item) for item in (items if isinstance(items, list) else ()))


def test_values_of_files_are_read_or_refused_as_pydantic_does() -> None:
    compared = refused = 0
    for path in FILES:
        for part, value in parts_of(path):
            expected = read_by_pydantic(part, value)
            assert read(part, value) == expected, (path, value)
            compared += 1
            refused += isinstance(expected, list)
    assert compared > 5_000
    assert refused > 100


TEXTS = st.sampled_from(
    ["", " ", "bich-hoa", "2021-06-30", "30/6", "2025-Q4", "all", "true", "12", "1.308", "khẩn"]
)
KEYS = sorted({key for part in PARTS for key in keys_of(part)} | {"from_", "lạ"})
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, ""]), inner, max_size=4)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("part", PARTS)
@given(data=st.data())
def test_any_value_is_read_or_refused_as_pydantic_does(
    part: type[FilePart], data: st.DataObject
) -> None:
    own: st.SearchStrategy[Mapping[str, object]] = st.dictionaries(
        st.sampled_from([*keys_of(part), "lạ"]), VALUES
    )
    value = data.draw(own | VALUES)
    assert read(part, value) == read_by_pydantic(part, value)


def test_a_part_has_inherited_keys() -> None:
    assert set(DirectivePart.fields) > {"draft", "number", "issued"}
    assert not hasattr(DirectivePart, "number")
