"""All that the program uses of Typer: only this module imports Typer, and only its public names.

Typer builds a command from a function and the annotations of its parameters. Our commands are built
from the annotations of a class instead, so that options shared by many commands are written only
once.
"""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from copy import copy
from itertools import pairwise
from typing import Any

from typer import Argument
from typer import BadParameter
from typer import Context
from typer import Option
from typer import TyperException
from typer.core import TyperArgument
from typer.core import TyperCommand
from typer.core import TyperOption
from typer.main import get_click_param
from typer.models import OptionInfo
from typer.models import ParamMeta

from ntmtrack.records import Record
from ntmtrack.wording.words import N_

__all__ = [
    "Argument",
    "BadParameter",
    "Context",
    "HelpAskedError",
    "Option",
    "OptionField",
    "OptionWithoutValue",
    "Parameter",
    "ReadArguments",
    "Reader",
    "TyperException",
]

Parameter = TyperArgument | TyperOption


class HelpAskedError(Exception):
    """Signal that `--help` is among the arguments, which stops reading them."""


class OptionWithoutValue(Record):
    """Describe an option that allows a few values and may also be given without one.

    Without a value it means `alone`. Typer has no such options, so the value is inserted before
    Typer reads the line.
    """

    option: Any
    alone: str


class OptionField(Record):
    """Describe a parameter: the two parts of `Annotated[str, Option("--by")]`, and its default.

    The default is `...` for a parameter that has none.
    """

    kind: object
    about: Any
    default: object = ...


class ReadArguments:
    """Store the values of parameters, the names of those typed, and leftover arguments."""

    def __init__(
        self, values: Mapping[str, Any], typed: Collection[str], rest: Sequence[str]
    ) -> None:
        self.values, self.typed, self.rest = values, typed, rest


class Reader(TyperCommand):
    """Read the arguments of a command, or of the program as a whole."""

    def __init__(
        self, path: str, about: str, fields: Mapping[str, OptionField], **settings: bool
    ) -> None:
        by_field = {name: _parameter(name, field) for name, field in fields.items()}
        self._alone = {
            name: (choices(by_field[key][0]), field.about.alone)
            for key, field in fields.items()
            if isinstance(field.about, OptionWithoutValue)
            for name in by_field[key][0].opts
        }
        self.path = path
        self.about = about
        self.parameters = [*(parameter for parameter, _ in by_field.values()), _help_option()]
        self._converters = {name: convert for name, (_, convert) in by_field.items() if convert}
        super().__init__(
            path,
            params=[*self.parameters],
            add_help_option=False,
            context_settings={"allow_extra_args": True, **settings},
            rich_markup_mode=None,
        )

    def read(self, arguments: Sequence[str], *, leniently: bool = False) -> ReadArguments:
        """Read arguments, or raise what is wrong with them; if lenient, a wrong one gets no value.

        Raise `HelpAskedError` if `--help` is among them.
        """
        words = self._with_values(arguments)
        context = self.make_context(self.path, words, resilient_parsing=leniently)
        values = dict(context.params)
        for name, convert in self._converters.items():
            values[name] = convert(values[name])
        sources = {name: context.get_parameter_source(name) for name in values}
        typed = {
            name for name, source in sources.items() if source and source.name == "COMMANDLINE"
        }
        return ReadArguments(values, typed, context.args)

    def text_of(self, name: str, arguments: Sequence[str]) -> str | None:
        """Return the text that was typed for a parameter, right or wrong."""
        texts, *_ = self.make_parser(Context(self)).parse_args(self._with_values(arguments))
        text: str | None = texts.get(name)
        return text

    def _with_values(self, arguments: Sequence[str]) -> list[str]:
        """Return the arguments with values inserted for options that were given without one.

        The next argument counts as the option's value only if it is one of the allowed values.
        """
        completed: list[str] = []
        for word, next_word in pairwise([*arguments, ""]):
            fitting, alone = self._alone.get(word, ((), ""))
            is_alone = word in self._alone and "--" not in completed and next_word not in fitting
            completed.append(f"{word}={alone}" if is_alone else word)
        return completed


def _parameter(name: str, field: OptionField) -> tuple[Parameter, Callable[[Any], Any] | None]:
    """Make a parameter and, where one is needed, the function that converts its value."""
    is_alone = isinstance(field.about, OptionWithoutValue)
    about = copy(field.about.option if is_alone else field.about)
    if isinstance(about, OptionInfo) and about.default is not ...:
        # Outside `Annotated`, the first argument of Option is a default; here it is a name.
        about.param_decls = (str(about.default), *(about.param_decls or ()))
    about.default = field.default
    return get_click_param(ParamMeta(name=name, default=about, annotation=field.kind))


def _help_option() -> TyperOption:
    return TyperOption(
        param_decls=["--help"],
        help=N_("Show this help."),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_stop_for_help,
    )


def _stop_for_help(_: object, __: object, is_given: object) -> None:
    if is_given:
        raise HelpAskedError


def is_argument(parameter: Parameter) -> bool:
    """Return whether a parameter is an argument, known by its position, rather than an option."""
    return isinstance(parameter, TyperArgument)


def is_flag(parameter: Parameter) -> bool:
    """Return whether a parameter is an option that takes no value."""
    return isinstance(parameter, TyperOption) and parameter.is_flag


def choices(parameter: Parameter) -> list[str]:
    """Return the values that a parameter allows, or none if it allows any."""
    return [str(choice) for choice in getattr(parameter.type, "choices", ())]


def limits(parameter: Parameter) -> tuple[int, int] | None:
    """Return the least and the greatest number that a parameter allows, if it has both limits."""
    least, most = (getattr(parameter.type, name, None) for name in ("min", "max"))
    return None if least is None or most is None else (least, most)
