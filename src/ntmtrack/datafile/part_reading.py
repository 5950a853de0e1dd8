"""Parts of a data file as classes: the keys that each has, their meaning, and their validators.

They are declared like Pydantic models, and read by the validators underneath, `pydantic_core`.
Importing Pydantic and building its models took 95 of the 220 ms of `status` after an edit. The
tests compare what is accepted and refused here with Pydantic models of the same keys.
"""

# No `from __future__ import annotations` where parts are declared: their annotations are evaluated.

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from typing import Any
from typing import ClassVar
from typing import Self
from typing import get_args
from typing import get_origin

from pydantic_core import CoreSchema
from pydantic_core import SchemaValidator
from pydantic_core import core_schema

NoneType = type(None)


@dataclass
class PartField:
    """Describe a key of a part: its type, its name in the file, and its meaning."""

    default: object
    description: str
    alias: str | None
    default_factory: Callable[[], object] | None
    annotation: object = Any

    @property
    def is_required(self) -> bool:
        """Return whether the part requires the key."""
        return self.default is ... and self.default_factory is None


def Field(  # noqa: N802 - as in Pydantic models
    default: object = ...,
    *,
    description: str,
    alias: str | None = None,
    default_factory: Callable[[], object] | None = None,
) -> Any:  # noqa: ANN401 - the value of the key, once a part is read
    """Describe a key of a part; a key without a default is required."""
    return PartField(default, description, alias, default_factory)


class FilePart:
    """Serve as the base class of every part of the file: it has no keys but those declared."""

    # The attributes that the validator of a model sets.
    __slots__ = (
        *("__dict__", "__pydantic_extra__"),
        *("__pydantic_fields_set__", "__pydantic_private__"),
    )
    fields: ClassVar[Mapping[str, PartField]] = {}
    keys: ClassVar[tuple[str, ...]] = ()  # as they are in the file; `draft` is the last
    keys_needed: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own: dict[str, PartField] = {}
        for name, annotation in cls.__annotations__.items():
            own[name] = field = getattr(cls, name)
            field.annotation = annotation
            delattr(cls, name)
        cls.fields = {**cls.fields, **own}
        keys = {field.alias or name: field.is_required for name, field in cls.fields.items()}
        cls.keys = tuple(sorted(keys, key="draft".__eq__))
        cls.keys_needed = tuple(key for key, is_needed in keys.items() if is_needed)

    @classmethod
    def read(cls, value: object) -> Self:
        """Return a part read from plain texts, or raise a `ValidationError`."""
        part: Self = _VALIDATORS[cls].validate_python(value)
        return part

    @classmethod
    def accepts(cls, some: object) -> bool:
        """Return whether these values of some keys are valid, even if others are missing."""
        return _VALIDATORS_OF_SOME[cls].isinstance_python(some)


class _Validators(dict[type[FilePart], SchemaValidator]):
    """Map each part to its validator, created on first use."""

    def __init__(self, schema: Callable[[type[FilePart]], CoreSchema]) -> None:
        self._schema = schema

    def __missing__(self, part: type[FilePart]) -> SchemaValidator:
        validator = self[part] = SchemaValidator(self._schema(part))
        return validator


def _of_part(part: type[FilePart]) -> CoreSchema:
    return _of_fields(part, _of_field)


def _of_some(part: type[FilePart]) -> CoreSchema:
    return _of_fields(
        part, lambda field: core_schema.with_default_schema(_of(field.annotation), default=None)
    )


_VALIDATORS, _VALIDATORS_OF_SOME = _Validators(_of_part), _Validators(_of_some)


def _of_fields(part: type[FilePart], schema: Callable[[PartField], CoreSchema]) -> CoreSchema:
    fields = {
        name: core_schema.model_field(schema(field), validation_alias=field.alias)
        for name, field in part.fields.items()
    }
    name = part.__name__
    inner = core_schema.model_fields_schema(fields, model_name=name, extra_behavior="forbid")
    return core_schema.model_schema(part, inner)


def _of_field(field: PartField) -> CoreSchema:
    schema = _of(field.annotation)
    if field.is_required:
        return schema
    if field.default_factory:
        return core_schema.with_default_schema(schema, default_factory=field.default_factory)
    return core_schema.with_default_schema(schema, default=field.default)


def _of(annotation: Any) -> CoreSchema:  # noqa: ANN401 - any annotation of a part
    """Return the schema of the value of a key."""
    kind, *inner = get_args(annotation) or (annotation,)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _marked(kind, inner)
    if NoneType in inner:
        return core_schema.nullable_schema(_of(kind))
    if origin is tuple:
        return core_schema.tuple_schema([_of(kind)], variadic_item_index=0)
    if origin is dict:
        return core_schema.dict_schema(core_schema.str_schema(), _of(inner[0]))
    return core_schema.any_schema() if annotation is Any else _of_part(annotation)


def _marked(kind: Any, marks: list[Any]) -> CoreSchema:  # noqa: ANN401 - as above
    """Return the schema of an annotated type: each annotation wraps the schema before it."""
    if not marks:
        return _of(kind)
    *before, mark = marks
    schema: CoreSchema = mark.__get_pydantic_core_schema__(
        kind, lambda source: _marked(source, before)
    )
    return schema
