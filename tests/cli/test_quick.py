"""What is read without Typer is read as Typer reads it, and all that is in doubt is left to it."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from functools import cache
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ntmtrack.cli import parser
from ntmtrack.cli import quick
from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands import find
from ntmtrack.cli.options import Command
from ntmtrack.cli.options import Options
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from typer.core import TyperCommand

WORDS = Words("en")
OPTIONS = (
    *("--file", "-f", "--village", "--owner", "--clause", "--status", "--as-of", "--search"),
    *("--lang", "--format", "-F", "--color", "--width", "--output", "-o", "--by", "--days"),
    *("--exit-code", "--force", "--vil", "-Fjson", "--lang=vi", "--", "-", "--help", "--last"),
)
VALUES = ("vi", "en", "json", "text", "TEXT", "Chế Biển", "che-bien", "30/6/2021", "", " ", "7")
GOOD = st.sampled_from(
    [
        *(["--village", one] for one in ("Chế Biển", "che-bien", "", " ")),
        *(["--search", one] for one in ("cầu", "", "-")),
        *([name, one] for name in ("--format", "-F") for one in ("json", "text", "csv")),
        *([name, "viec.yaml"] for name in ("--file", "-f")),
        *(["--lang", one] for one in ("vi", "en")),
        *(["--as-of", one] for one in ("30/6/2021", "2021-07-01T15:31")),
    ]
)
ODD = st.sampled_from([[one] for one in (*OPTIONS, *VALUES)]) | st.sampled_from(
    [[option, value] for option in OPTIONS for value in VALUES]
)
# Mostly without anything odd: half of what is made up is then plain.
LINES = st.lists(GOOD, max_size=5) | st.lists(GOOD | ODD, max_size=4)
# Commands that may be run on shared options alone.
NAMES = [name for name in COMMANDS if quick.read([name], expands=False)]


class Called(NamedTuple):
    """Hold what a command was called with, its shared options and its own."""

    name: str
    options: Options
    own: dict[str, Any]


class RanError(Exception):
    """Tell what would have been called."""

    def __init__(self, options: Options, own: dict[str, Any]) -> None:
        super().__init__(options, own)
        self.options, self.own = options, own


@cache
def built(name: str) -> TyperCommand:
    """Build a command that only tells what it is called with."""
    command = find(name)
    assert isinstance(command, Command)

    def tell(options: Options, **own: Any) -> None:  # noqa: ANN401 - whatever the command takes
        raise RanError(options, own)

    tell.__signature__ = inspect.signature(command.run, eval_str=True)  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "find", lambda _: command._replace(run=tell))
        return parser.load(name, WORDS)


def by_typer(name: str, arguments: Sequence[str]) -> Called | None:
    """Give what Typer calls; None where it refuses."""
    try:
        built(name)(list(arguments), prog_name="ntmtrack", obj=WORDS)
    except RanError as called:
        return Called(name, called.options, called.own)
    except (SystemExit, NtmError):
        return None
    return None


@settings(max_examples=500)
@given(st.sampled_from(NAMES), LINES)
def test_a_plain_line_is_read_as_typer_reads_it(name: str, parts: list[list[str]]) -> None:
    arguments = [word for part in parts for word in part]
    plain = quick.read([name, *arguments], expands=False)
    if plain is not None:
        assert isinstance(plain, partial)
        (options,) = plain.args
        assert by_typer(name, arguments) == Called(name, options, plain.func.__kwdefaults__ or {})


@pytest.mark.parametrize(
    "line",
    [
        "status",
        "status -f viec.yaml --as-of 2021-07-20",
        "overdue --village che-bien -F json",
        "list --status overdue --village ha-vang --village che-bien --lang en",
        "weekly --format text --file viec.yaml",
        "matrix",
        "volumes",
    ],
)
def test_what_people_type_most_is_plain(line: str) -> None:
    assert quick.read(line.split(), expands=False) is not None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "stauts",
        "show trien-khai",
        "show -F json",  # an ID is missing
        "status extra",
        "status --help",
        "status --format pdf",
        "status --format=json",
        "status --village -x",
        "status --exit-code",
        "history --status overdue",  # which has no such option
        "export -F json",  # whose formats are its own
        "done viec-1 -f viec.yaml",
        "undo -f viec.yaml",
        "schema",
    ],
)
def test_what_is_in_doubt_is_left_to_typer(line: str) -> None:
    assert quick.read(line.split(), expands=False) is None


@pytest.mark.parametrize("value", ["*.yaml", "~/viec.yaml", "%HOME%", "$HOME", "viec?", "[v]iec"])
def test_what_typer_expands_on_windows_is_left_to_it(value: str) -> None:
    arguments = ["status", "-f", value]
    assert quick.read(arguments, expands=True) is None
    assert quick.read(arguments, expands=False) is not None
