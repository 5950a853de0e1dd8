"""A record behaves as a named tuple with the same fields."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any
from typing import NamedTuple

import pytest

from ntmtrack.records import Record


class Plain(NamedTuple):
    """Represent the named tuple that a record is compared with."""

    name: str
    days: int = 3
    texts: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return a value that is made of fields."""
        return f"{self.name} {self.days}"


class Fast(Record):
    """Represent the same fields as a record."""

    name: str
    days: int = 3
    texts: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return a value that is made of fields."""
        return f"{self.name} {self.days}"


def matched(value: Any) -> object:  # noqa: ANN401 - of either class
    match value:
        case Plain(name, days) | Fast(name, days):
            return name, days
    return None


def pickled(value: Any) -> Any:  # noqa: ANN401 - of either class
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own


WAYS: dict[str, Callable[[Any], object]] = {
    "by order": lambda kind: tuple(kind("a", 1, ("b",))),
    "by name": lambda kind: tuple(kind(texts=("b",), name="a")),
    "defaults": lambda kind: tuple(kind("a")),
    "made of a list": lambda kind: tuple(kind._make(["a", 1, ()])),
    "one too many in the list": lambda kind: tuple(kind._make(["a", 1, (), 2])),
    "replaced": lambda kind: tuple(kind("a")._replace(days=7)),
    "an unknown field replaced": lambda kind: kind("a")._replace(other=7),
    "as a table": lambda kind: kind("a")._asdict(),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__),
    "read": lambda kind: (kind("a").name, kind("a").days, kind("a").label, kind("a")[0]),
    "written": lambda kind: setattr(kind("a"), "name", "b"),
    "shown": lambda kind: repr(kind("a")).partition("(")[2],
    "equal": lambda kind: (kind("a") == kind("a", 3), kind("a") == ("a", 3, ())),
    "as a key": lambda kind: {kind("a"): 1}[kind("a")],
    "unpacked": lambda kind: [*kind("a")],
    "matched": lambda kind: matched(kind("a")),
    "copied": lambda kind: tuple(copy.copy(kind("a", 5))),
    "sent to another process": lambda kind: tuple(pickled(kind("a", 5))),
    "a field lacks": lambda kind: kind(days=3),
    "a field twice": lambda kind: kind("a", name="b"),
    "too many": lambda kind: kind("a", 1, (), 4),
    "an unknown field": lambda kind: kind("a", other=1),
}


def outcome(way: Callable[[Any], object], kind: type) -> object:
    """Return the result of an operation, or the type of its error."""
    try:
        return way(kind)
    except (AttributeError, TypeError, ValueError) as error:
        return AttributeError if isinstance(error, AttributeError) else TypeError


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_record_behaves_like_a_named_tuple(way: Callable[[Any], object]) -> None:
    assert outcome(way, Fast) == outcome(way, Plain)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_record_still_does_so_after_many_instances(way: Callable[[Any], object]) -> None:
    for number in range(100):
        assert Fast("a", number).days == number
    assert outcome(way, Fast) == outcome(way, Plain)


def test_a_class_with_many_instances_gets_its_own_constructor() -> None:
    class Many(Record):
        name: str

    class Few(Record):
        name: str

    Few("a")
    for _ in range(15):
        Many("a")
    assert "__new__" not in vars(Many)
    for _ in range(15):
        Many("a")
    assert "__new__" in vars(Many)
    assert "__new__" not in vars(Few)


def test_a_record_cannot_be_subclassed() -> None:
    with pytest.raises(TypeError, match="no subclasses"):
        type("More", (Fast,), {})


def test_annotations_may_be_evaluated_lazily() -> None:
    class Lazy(type):
        """Provide annotations as Python 3.14 does: readable from the class, but not in its dict."""

        __annotations__ = property(lambda _: {"name": str, "days": int})

    record = Lazy("Made", (Record,), {"days": 3})
    assert record("a") == ("a", 3)
    assert record("a").name == "a"
