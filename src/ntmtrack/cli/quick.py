"""Plain command lines, read without Typer, which takes longer to import than a report to make.

Only what can be read in one way is read here: a command that takes shared options alone, each of
them written out and followed by its value. All else, right or wrong, is left to Typer.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from functools import partial
from typing import Any

from ntmtrack.cli import commands
from ntmtrack.cli.options import Command
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import Language
from ntmtrack.cli.options import Options

_LISTS = {
    "--file": "file",
    "-f": "file",
    "--village": "village",
    "--owner": "owner",
    "--clause": "clause",
    "--status": "status",
}
_TEXTS = {"--as-of": "as_of", "--search": "search"}
_FORMATS = ("format", {one.value: one for one in Format})
_CHOICES: dict[str, tuple[str, dict[str, Any]]] = {
    "--lang": ("lang", {one.value: one for one in Language}),
    "--format": _FORMATS,
    "-F": _FORMATS,
}
_EXPANDED = frozenset("~$%*?[")  # Typer expands these on Windows, whose shell does not


def read(arguments: Sequence[str], *, expands: bool) -> Callable[[], None] | None:
    """Give what a plain command line runs, or None where Typer has to read it.

    `expands` tells that the arguments come from a shell that leaves patterns to programs.
    """
    name, *pairs = arguments or ("",)
    given = _given(pairs)
    if given is None or name not in commands.COMMANDS:
        return None
    if expands and any(not _EXPANDED.isdisjoint(one) for one in pairs):
        return None
    found = commands.find(name)
    if not isinstance(found, Command) or found.kind is not Options:
        return None
    if not given.keys().isdisjoint(found.without) or not _asks_no_more(found.run):
        return None
    return partial(found.run, Options(**given))


def _given(pairs: Sequence[str]) -> dict[str, Any] | None:
    """Read options with their values; None for anything else."""
    given: dict[str, Any] = {}
    if len(pairs) % 2:
        return None
    for option, value in zip(pairs[::2], pairs[1::2], strict=True):
        field, values = _CHOICES.get(option, ("", {}))
        if value.startswith("-"):
            return None
        if option in _LISTS:
            given.setdefault(_LISTS[option], []).append(value)
        elif option in _TEXTS:
            given[_TEXTS[option]] = value
        elif value in values:
            given[field] = values[value]
        else:
            return None
    return given


def _asks_no_more(run: Callable[..., None]) -> bool:
    """Tell whether a command runs on shared options alone."""
    code = run.__code__
    return code.co_argcount == 1 and len(run.__kwdefaults__ or ()) == code.co_kwonlyargcount
