"""Records: named tuples whose classes are created quickly.

For each `NamedTuple` class Python compiles a function and inspects each type, which takes 0.1 ms or
more: for the 55 classes that a report imports, 6 of its 80 ms. Creating a `Record` class takes a
tenth of that. Creating one of its first values takes several times as long (1 to 2 µs); a class
with many values gets its compiled function, too.
"""

from collections import namedtuple
from collections.abc import Callable
from collections.abc import Iterable
from typing import TYPE_CHECKING
from typing import Any
from typing import ClassVar
from typing import Self

__all__ = ["Record"]

if TYPE_CHECKING:
    from typing import NamedTuple as Record  # type checkers see no difference
else:
    # The getter of a named tuple's field works for the same position of any tuple, in 0.01 µs; a
    # property would take 0.1 µs. The getters of this class, which has as many fields as any record,
    # serve all records.
    _Positions = namedtuple("_Positions", [f"at_{place}" for place in range(30)])  # noqa: PYI024 - no types are read
    _GETTERS = [vars(_Positions)[name] for name in _Positions._fields]
    # How many values of a class are made before its function is compiled: compiling takes as long.
    _FEW = 20
    _counts: dict[type, int] = {}

    class Record(tuple):
        """Serve as the base of a class whose annotated names are the fields of a tuple."""

        __slots__ = ()
        _fields: ClassVar[tuple[str, ...]] = ()
        _field_defaults: ClassVar[dict[str, Any]] = {}

        def __init_subclass__(cls) -> None:
            if cls.__base__ is not Record:
                message = f"{cls.__base__.__name__} is a record, which has no subclasses"
                raise TypeError(message)
            own = vars(cls)
            fields = tuple(cls.__annotations__)  # not in `own` since Python 3.14
            cls._fields = cls.__match_args__ = fields
            cls._field_defaults = {name: own[name] for name in fields if name in own}
            for place, name in enumerate(fields):
                setattr(cls, name, _GETTERS[place])

        def __new__(cls, *values: object, **named: object) -> Self:
            """Make a record from positional and named values."""
            count = _counts[cls] = _counts.get(cls, 0) + 1
            if count == _FEW:
                cls.__new__ = _compiled(cls)
            if named or len(values) != len(cls._fields):
                values = cls._completed(values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _completed(
            cls, values: tuple[object, ...], named: dict[str, object]
        ) -> tuple[object, ...]:
            missing = cls._fields[len(values) :]
            known = cls._field_defaults | named
            fits = named.keys() <= set(missing) <= known.keys()
            if len(values) > len(cls._fields) or not fits:
                message = f"{cls.__name__} has the fields {', '.join(cls._fields)}, each once"
                raise TypeError(message)
            return (*values, *[known[name] for name in missing])

        @classmethod
        def _make(cls, values: Iterable[object]) -> Self:
            record = tuple.__new__(cls, values)
            if len(record) != len(cls._fields):
                message = f"{cls.__name__} has {len(cls._fields)} fields, not {len(record)}"
                raise TypeError(message)
            return record

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes: object) -> Self:
            record = self._make(map(changes.pop, self._fields, self))
            if changes:
                message = f"{type(self).__name__} has no fields {', '.join(changes)}"
                raise TypeError(message)
            return record

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({fields})"

    def _compiled(cls: type[Record]) -> Callable[..., Record]:
        """Compile a function that makes a record as quickly as a named tuple."""
        names = ", ".join(cls._fields)
        source = f"lambda _cls, {names}: _new(_cls, ({names},))"
        new = eval(source, {"_new": tuple.__new__})  # noqa: S307 - the names of fields, as in namedtuple
        new.__defaults__ = tuple(cls._field_defaults.values())
        return new
