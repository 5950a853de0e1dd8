"""What the program prints about itself: its help, its versions, and the first steps with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from textwrap import fill

from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.typer_adapter import Context
from ntmtrack.cli.typer_adapter import Parameter
from ntmtrack.cli.typer_adapter import Reader
from ntmtrack.cli.typer_adapter import choices
from ntmtrack.cli.typer_adapter import is_argument
from ntmtrack.cli.typer_adapter import is_flag
from ntmtrack.cli.typer_adapter import limits
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_FORTNIGHT = timedelta(days=14)
_STEPS = (
    ("ntmtrack draft {file} -o nhap.yaml", N_("drafts a data file from Word, Excel or PDF")),
    ("ntmtrack init", N_("starts one with a small example to replace")),
    ("ntmtrack status --as-of {day}", N_("shows an example; all: ntmtrack --help")),
)
# The placeholders for values in the usage of commands.
METAVARS = (
    N_("ID"),
    N_("ID…"),
    N_("NAME"),
    N_("NUMBER"),
    N_("STATUS"),
    N_("MARK"),
    N_("COLUMNS"),
    N_("TEXT"),
    N_("DAY"),
    N_("WHEN"),
    N_("MOMENT"),
    N_("PATH"),
    N_("COLUMN=KEY"),
    N_("FILE"),
    N_("N"),
    N_("SHELL"),
    N_("TOPIC"),
    N_("[MEASURE=]N"),
)
MOST_WIDTH = 80  # longer lines do not make help easier to read
# The share of the width that the column of names may take; a longer name gets its own line.
_NAMES = 3 / 8


def command_help(reader: Reader, commands: Mapping[str, str], words: Words, width: int) -> str:
    """Return the help of a command: usage, purpose, arguments, options and subcommands."""
    width = min(width, MOST_WIDTH)
    arguments = [parameter for parameter in reader.parameters if is_argument(parameter)]
    options = [parameter for parameter in reader.parameters if not is_argument(parameter)]
    pieces = [*_placeholders(arguments, words), *([words.say("COMMAND")] if commands else [])]
    usage = " ".join([*pieces, words.say("[OPTIONS]")])
    formatter = Context(reader, terminal_width=width).make_formatter()
    formatter.write_usage(reader.path, usage, words.say("Usage: "))
    formatter.write_paragraph()
    about = words.say(reader.about)
    formatter.write(f"{fill(about, width, initial_indent='  ', subsequent_indent='  ')}\n")
    for heading, rows in (
        (words.say("Arguments"), [_row(argument, words) for argument in arguments]),
        (words.say("Options"), [_row(option, words) for option in options]),
        (words.say("Commands"), [(name, words.say(text)) for name, text in commands.items()]),
    ):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows, col_max=int(width * _NAMES))
    return formatter.getvalue().rstrip("\n")


def _placeholders(arguments: Sequence[Parameter], words: Words) -> list[str]:
    """Return the arguments as shown in the usage, optional ones last and in brackets."""
    pairs = [(argument.required, metavar(argument, words)) for argument in arguments]
    required = [value for is_required, value in pairs if is_required]
    return [*required, *(f"[{value}]" for is_required, value in pairs if not is_required)]


def _row(parameter: Parameter, words: Words) -> tuple[str, str]:
    """Return a parameter's names and its purpose."""
    if is_argument(parameter):
        return metavar(parameter, words), _purpose(parameter, words)
    names = ", ".join(sorted(parameter.opts, key=len))
    value = "" if is_flag(parameter) else f" {metavar(parameter, words)}"
    return f"{names}{value}", _purpose(parameter, words)


def _purpose(parameter: Parameter, words: Words) -> str:
    """Return the purpose of a parameter, with its limits and its default."""
    parts = [words.say(parameter.help)] if parameter.help else []
    if span := limits(parameter):
        parts.append(words.say("[from {least} to {most}]", least=str(span[0]), most=str(span[1])))
    if isinstance(parameter.default, str) and parameter.default != STDOUT:
        parts.append(words.say("[default: {value}]", value=str(parameter.default)))
    if parameter.required and not is_argument(parameter):
        parts.append(words.say("[required]"))
    return " ".join(parts)


def metavar(parameter: Parameter, words: Words) -> str:
    """Return the placeholder for a parameter's value: DAY, or the values that it allows."""
    if parameter.metavar:
        return words.say(parameter.metavar)
    return f"<{'|'.join(choices(parameter))}>"


def first_steps(example_issued: date, words: Words) -> str:
    """Return three lines on how to get a data file."""
    day = words.day(example_day(example_issued))
    steps = [
        (command.format(day=day, file=words.say("FILE")), words.say(about))
        for command, about in _STEPS
    ]
    width = max(len(command) for command, _ in steps)
    return "".join(f"{command:<{width}}  {about}\n" for command, about in steps)


def example_day(issued: date) -> date:
    """Return the day to show an example at: a fortnight in, when some of it is done or late."""
    return issued + _FORTNIGHT


def versions() -> str:
    """Return the versions of the program, Python and the libraries, one a line."""
    import platform
    from importlib import metadata

    def version(name: str) -> str:
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            return "–"

    required = [line for line in metadata.requires("ntmtrack") or () if "extra ==" not in line]
    libraries = sorted(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in required)
    known = {
        "ntmtrack": metadata.version("ntmtrack"),
        "Python": f"{platform.python_version()} ({platform.system()}, {platform.machine()})",
        **{name: version(name) for name in libraries},
    }
    return "".join(f"{name:<16}{version}\n" for name, version in known.items())
