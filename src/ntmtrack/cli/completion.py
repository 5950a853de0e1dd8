"""The answers to shells that ask what can come next on a command line.

A shell's script calls `ntmtrack __complete SHELL …`. The first line of the answer says what
follows: `files`, if the shell is to complete a path itself; `words`; `joined`, if no space follows
a word; or `listed`, if inserting the words' common beginning would lose some of what was typed.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from collections.abc import Sequence
from functools import partial
from os.path import commonprefix
from typing import TYPE_CHECKING

from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.run import load
from ntmtrack.directive import names
from ntmtrack.records import Record
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError

if TYPE_CHECKING:
    from ntmtrack.cli.complete import Candidate
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.name_index import NameIndex

# bash's COMP_TYPE when it lists completions, where more than the word can be shown, and when it
# inserts one.
_LISTING = "63"
_INSERTING = "9"
_ESCAPED = re.compile(r"\\(.)")
_PLAIN = re.compile(r"[^\w@%+=:,./-]")


def answer(run: Run, arguments: Sequence[str]) -> Exit:
    """Print the possible completions; if anything goes wrong, print none."""
    with contextlib.suppress(Exception):
        shell, *rest = arguments
        lines = _for_bash(run, *rest) if shell == "bash" else _for_others(run, shell, *rest)
        run.streams.print("\n".join(lines))
    return Exit.OK


def _for_others(run: Run, shell: str, *typed: str) -> list[str]:
    """Answer zsh and fish, which split and quote themselves: a word and its description a line."""
    *line, last = typed
    incomplete = last.lstrip("'\"")
    if shell == "fish":  # fish passes the last word as it is typed, escapes included
        incomplete = _ESCAPED.sub(r"\1", incomplete)
    kind, offered = _offer(run, line, incomplete)
    if shell == "fish":
        offered = [_spell(candidate, incomplete) for candidate in offered]
    lines = (f"{candidate.value}\t{clean(candidate.about)}" for candidate in offered)
    return [kind, *(line.rstrip("\t") for line in lines)]


def _spell(candidate: Candidate, incomplete: str) -> Candidate:
    """Spell a value so that it begins as typed, because fish drops all other completions.

    The result is another name that begins as typed, or a name without its accents.
    """
    if candidate.value.casefold().startswith(incomplete.casefold()):
        return candidate
    before, name = _split_name(candidate.value, incomplete)
    typed = incomplete.removeprefix(before)
    for alias in candidate.aliases:
        if alias.casefold().startswith(typed.casefold()):
            return candidate._replace(value=before + alias, about=name)
    spelled = next(
        (text for text in (name, *candidate.aliases) if names.begins_as_typed(typed, text)), name
    )
    plain = names.fold(spelled).replace(" ", " " if " " in typed else "-")
    return candidate._replace(value=before + plain, about=name)


def _split_name(value: str, incomplete: str) -> tuple[str, str]:
    """Split a completion into the part before the name that is being typed, and that name.

    The part before it is an option and its `=`, or the earlier names of a list and a comma.
    """
    listed = incomplete[: incomplete.rfind(",") + 1]
    if listed and value.startswith(listed):
        return listed, value.removeprefix(listed)
    option, equals, name = value.rpartition("=")
    return option + equals, name


def _for_bash(run: Run, line: str, breaks: str, listing: str, columns: str) -> list[str]:
    """Answer bash, which replaces what follows the last word break, without quoting it."""
    split = Split.of(line, breaks)
    kind, offered = _offer(run, split.words[1:], split.last)
    if listing == _LISTING and len(offered) > 1:
        lines = (f"{candidate.value}  {clean(candidate.about)}" for candidate in offered)
        return [kind, *(line[: int(columns) - 1] for line in lines)]
    if listing == _INSERTING and kind == "listed":
        return [kind]
    return [kind, *(split.inserted(candidate.value) for candidate in offered)]


def _offer(run: Run, line: Sequence[str], incomplete: str) -> tuple[str, list[Candidate]]:
    """Return the kind of an answer, and its candidates."""
    from ntmtrack.cli import complete

    at = complete.position(line, incomplete, run.clock())
    if at.wants_file:
        return "files", []
    run.typed_language = at.values.get("lang")
    options = FileOptions(file=at.values.get("file"))
    data_files = complete.DataFiles(
        partial(_names, run, options), partial(_documents, run, options)
    )
    known = complete.candidates(at, data_files, lambda: run.words)
    safe = [candidate for candidate in known if clean(candidate.value) == candidate.value]
    shared = commonprefix([candidate.value for candidate in safe])  # noqa: RUF071 - no paths
    if len(safe) > 1 and not names.fold(shared).startswith(names.fold(incomplete)):
        return "listed", safe
    joined = at.can_continue or any(candidate.value.endswith("=") for candidate in safe)
    return "joined" if joined else "words", safe


def _names(run: Run, options: FileOptions) -> Iterator[NameIndex]:
    """Yield the names in each data file that can be read."""
    from ntmtrack.datafile import kept_copy

    for data_file in run.data_files(options):
        with contextlib.suppress(NtmError):
            index = kept_copy.names_in(files.read(data_file.path), str(data_file.path))
            run.file_language = index.language
            yield index


def _documents(run: Run, options: FileOptions) -> Iterator[Document]:
    """Yield the document of each data file that can be read."""
    for data_file in run.data_files(options):
        with contextlib.suppress(NtmError):
            loaded = load(data_file.path)
            run.file_language = loaded.language
            if loaded.document:
                yield loaded.document


class Split(Record):
    """Represent a line as bash reads it: the complete words, and the last one, still being typed.

    `kept` is the length of the part of the last word that bash keeps as typed, and `quote` is the
    open quote.
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
                    kept = len(last) - (char == "@")  # bash takes @ as the start of a host name
        return cls(words, last, kept, quote)

    def inserted(self, value: str) -> str:
        """Return the text that bash inserts for a value, quoted as the word began."""
        rest = value[self.kept :]
        if self.quote == "'":
            return rest.replace("'", "'\\''")
        if self.quote:
            return re.sub(r'([\\$`"])', r"\\\1", rest)
        return _PLAIN.sub(r"\\\g<0>", rest)
