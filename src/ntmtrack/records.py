"""Records: named tuples whose classes are made fast, for values of which a run makes few.

Python compiles a function for each class of `NamedTuple`, which takes 0.08 ms or more: for the 55
that a report imports that is 5 of its 80 ms. A class of `Record` takes a tenth of it. To make one
of its values takes five times as long (1.2 µs), and to read a field twice: values of which there
may be ten thousand stay named tuples.
"""

from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING
from typing import Any
from typing import ClassVar
from typing import Self

__all__ = ["Record"]

if TYPE_CHECKING:
    from typing import NamedTuple as Record  # whoever checks types sees no difference
else:

    class Record(tuple):
        """Be the base of a class whose annotated names are the fields of a tuple."""

        __slots__ = ()
        _fields: ClassVar[tuple[str, ...]] = ()
        _field_defaults: ClassVar[dict[str, Any]] = {}

        def __init_subclass__(cls) -> None:
            own = vars(cls)
            fields = tuple(own["__annotations__"])
            cls._fields = cls.__match_args__ = fields
            cls._field_defaults = {name: own[name] for name in fields if name in own}
            for place, name in enumerate(fields):
                setattr(cls, name, property(itemgetter(place)))

        def __new__(cls, *values: object, **named: object) -> Self:
            """Make a record of values in their order, and of others by their names."""
            left = cls._fields[len(values) :]
            if len(values) > len(cls._fields) or not named.keys() <= set(left):
                message = f"{cls.__name__} has the fields {', '.join(cls._fields)}, each once"
                raise TypeError(message)
            known = cls._field_defaults | named
            if lacking := [name for name in left if name not in known]:
                message = f"{cls.__name__} lacks {', '.join(lacking)}"
                raise TypeError(message)
            return tuple.__new__(cls, (*values, *[known[name] for name in left]))

        @classmethod
        def _make(cls, values: Iterable[object]) -> Self:
            return cls(*values)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes: object) -> Self:
            return type(self)(**(self._asdict() | changes))

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({fields})"
