"""Completion for shells: the script that each reads once, and the answers that it then asks for.

A script asks with `ntmtrack __complete SHELL …`. The first line of an answer says what follows:
`files`, for the shell to find a path itself; `words`; `joined`, if no space follows a word; or
`listed`, if to insert what the words share would lose some of what was typed.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from collections.abc import Sequence
from enum import StrEnum
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import NamedTuple

from ntmtrack.cli import output
from ntmtrack.cli import run
from ntmtrack.cli.options import Argument
from ntmtrack.cli.options import Options
from ntmtrack.directive import names
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.cli.complete import Candidate
    from ntmtrack.directive.model import Document

_SCRIPTS = Path(__file__).parent / "completions"
# When bash lists what there is rather than inserting it: then more than the word may be shown.
_LISTING = "63"
_INSERTING = "9"
_PLAIN = re.compile(r"[^\w@%+=:,./-]")


class Shell(StrEnum):
    """Name the shells that there is a script for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    shell: Annotated[Shell, Argument(metavar="SHELL", help=N_("bash, zsh or fish."))],
) -> None:
    """Print the script of a shell."""
    output.say(files.read(_SCRIPTS / f"ntmtrack.{shell}").decode())


def answer(asked: Sequence[str]) -> None:
    """Print what may come next; whatever is wrong, there is just nothing to offer."""
    with contextlib.suppress(Exception):
        shell, *rest = asked
        lines = _bash(*rest) if shell == Shell.BASH else _others(shell, *rest)
        text = "\n".join(lines)
        output.say(text)


def _others(shell: str, *typed: str) -> list[str]:
    """Answer shells that split the line and quote themselves: a word and what it is, on a line."""
    *line, last = typed
    incomplete = last.lstrip("'\"")
    kind, found = _find(line, incomplete)
    if shell == Shell.FISH:
        found = [_spelled(one, incomplete) for one in found]
    return [kind, *(f"{one.value}\t{clean(one.about)}".rstrip("\t") for one in found)]


def _spelled(one: Candidate, incomplete: str) -> Candidate:
    """Spell a name without accents for fish, which drops what does not begin as it was typed."""
    if one.value.casefold().startswith(incomplete.casefold()):
        return one
    option, equals, name = one.value.rpartition("=")
    plain = names.fold(name).replace(" ", " " if " " in incomplete else "-")
    return one._replace(value=f"{option}{equals}{plain}", about=name)


def _bash(line: str, breaks: str, listing: str, columns: str) -> list[str]:
    """Answer bash, which replaces what follows the last break, as it stands."""
    split = Split.of(line, breaks)
    kind, found = _find(split.words[1:], split.last)
    if listing == _LISTING and len(found) > 1:
        return [kind, *(f"{one.value}  {clean(one.about)}"[: int(columns) - 1] for one in found)]
    if listing == _INSERTING and kind == "listed":
        return [kind]
    return [kind, *(split.inserted(one.value) for one in found)]


def _find(line: Sequence[str], incomplete: str) -> tuple[str, list[Candidate]]:
    from ntmtrack.cli import complete

    at = complete.place(line, incomplete)
    if at.wants_file:
        return "files", []
    options = Options(file=at.context.params.get("file"), lang=at.context.params.get("lang"))
    found = complete.candidates(at, lambda: _documents(options), lambda: run.words_of(options))
    safe = [one for one in found if clean(one.value) == one.value]
    shared = names.fold(commonprefix([one.value for one in safe]))  # noqa: RUF071 - no paths
    if len(safe) > 1 and not shared.startswith(names.fold(incomplete)):
        return "listed", safe
    return "joined" if any(one.value.endswith("=") for one in safe) else "words", safe


def _documents(options: Options) -> Iterator[Document]:
    """Read the data files, those of them that can be."""
    for found in run.data_files(options):
        with contextlib.suppress(NtmError):
            loaded = run.load(found.path)
            run.said(loaded.language)
            if loaded.document:
                yield loaded.document


class Split(NamedTuple):
    """Hold a line as bash reads it: whole words, and the last one, which is being typed.

    `kept` is how much of the last one stays as it is typed, and `quote` the quote that is open.
    """

    words: Sequence[str]
    last: str
    kept: int
    quote: str

    @classmethod
    def of(cls, line: str, breaks: str) -> Split:
        """Split a line, which may end inside quotes."""
        words: list[str] = []
        last, begun, kept, quote = "", False, 0, ""
        letters = iter(line)
        for char in letters:
            if char.isspace() and not quote:
                words += [last] if begun else []
                last, begun, kept = "", False, 0
                continue
            begun = True
            if char == "\\" and quote != "'":
                last += next(letters, "")
            elif char == quote or (char in "'\"" and not quote):
                quote, kept = "" if quote else char, len(last)
            else:
                last += char
                if char in breaks and not quote:
                    kept = len(last) - (char == "@")  # which bash takes to begin a host's name
        return cls(words, last, kept, quote)

    def inserted(self, value: str) -> str:
        """Give what bash is to insert for a value, quoted as it was begun."""
        rest = value[self.kept :]
        if self.quote == "'":
            return rest.replace("'", "'\\''")
        if self.quote:
            return re.sub(r'([\\$`"])', r"\\\1", rest)
        return _PLAIN.sub(r"\\\g<0>", rest)
