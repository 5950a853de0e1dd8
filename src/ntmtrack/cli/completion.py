"""The answers to shells that ask what may come next on a line.

The script of a shell asks with `ntmtrack __complete SHELL …`. The first line of an answer says what
follows: `files`, for the shell to find a path itself; `words`; `joined`, if no space follows a
word; or `listed`, if to insert what the words share would lose some of what was typed.
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

# When bash lists what there is rather than inserting it: then more than the word may be shown.
_LISTING = "63"
_INSERTING = "9"
_ESCAPED = re.compile(r"\\(.)")
_PLAIN = re.compile(r"[^\w@%+=:,./-]")


def answer(run: Run, arguments: Sequence[str]) -> Exit:
    """Print what may come next; whatever is wrong, nothing is offered."""
    with contextlib.suppress(Exception):
        shell, *rest = arguments
        lines = _for_bash(run, *rest) if shell == "bash" else _for_others(run, shell, *rest)
        run.streams.print("\n".join(lines))
    return Exit.OK


def _for_others(run: Run, shell: str, *typed: str) -> list[str]:
    """Answer shells that split the line and quote themselves: a word and what it is, on a line."""
    *line, last = typed
    incomplete = last.lstrip("'\"")
    if shell == "fish":  # which gives the last word as it is typed
        incomplete = _ESCAPED.sub(r"\1", incomplete)
    kind, offered = _offer(run, line, incomplete)
    if shell == "fish":
        offered = [_spell(candidate, incomplete) for candidate in offered]
    lines = (f"{candidate.value}\t{clean(candidate.about)}" for candidate in offered)
    return [kind, *(line.rstrip("\t") for line in lines)]


def _spell(candidate: Candidate, incomplete: str) -> Candidate:
    """Spell a value so that fish offers it, which drops what does not begin as it was typed.

    It is the other name that does so begin, or a name without its accents.
    """
    if candidate.value.casefold().startswith(incomplete.casefold()):
        return candidate
    before, name = _split_name(candidate.value, incomplete)
    typed = incomplete.removeprefix(before)
    for alias in candidate.aliases:
        if alias.casefold().startswith(typed.casefold()):
            return candidate._replace(value=before + alias, about=name)
    spelled = next((text for text in (name, *candidate.aliases) if names.begins(typed, text)), name)
    plain = names.fold(spelled).replace(" ", " " if " " in typed else "-")
    return candidate._replace(value=before + plain, about=name)


def _split_name(value: str, incomplete: str) -> tuple[str, str]:
    """Split what is offered into what stands before the name that is being typed, and that name.

    Before it stand an option and its `=`, or other names of a list and the comma.
    """
    listed = incomplete[: incomplete.rfind(",") + 1]
    if listed and value.startswith(listed):
        return listed, value.removeprefix(listed)
    option, equals, name = value.rpartition("=")
    return option + equals, name


def _for_bash(run: Run, line: str, breaks: str, listing: str, columns: str) -> list[str]:
    """Answer bash, which replaces what follows the last break, as it stands."""
    split = Split.of(line, breaks)
    kind, offered = _offer(run, split.words[1:], split.last)
    if listing == _LISTING and len(offered) > 1:
        lines = (f"{candidate.value}  {clean(candidate.about)}" for candidate in offered)
        return [kind, *(line[: int(columns) - 1] for line in lines)]
    if listing == _INSERTING and kind == "listed":
        return [kind]
    return [kind, *(split.inserted(candidate.value) for candidate in offered)]


def _offer(run: Run, line: Sequence[str], incomplete: str) -> tuple[str, list[Candidate]]:
    """Return the kind of an answer, and what it offers."""
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
    joined = at.goes_on or any(candidate.value.endswith("=") for candidate in safe)
    return "joined" if joined else "words", safe


def _names(run: Run, options: FileOptions) -> Iterator[NameIndex]:
    """Read what the data files name, those of them that can be read."""
    from ntmtrack.datafile import kept_copy

    for data_file in run.data_files(options):
        with contextlib.suppress(NtmError):
            index = kept_copy.names_in(files.read(data_file.path), str(data_file.path))
            run.file_language = index.language
            yield index


def _documents(run: Run, options: FileOptions) -> Iterator[Document]:
    """Read the data files, those of them that can be."""
    for data_file in run.data_files(options):
        with contextlib.suppress(NtmError):
            loaded = load(data_file.path)
            run.file_language = loaded.language
            if loaded.document:
                yield loaded.document


class Split(Record):
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
        """Return what bash is to insert for a value, quoted as it was begun."""
        rest = value[self.kept :]
        if self.quote == "'":
            return rest.replace("'", "'\\''")
        if self.quote:
            return re.sub(r'([\\$`"])', r"\\\1", rest)
        return _PLAIN.sub(r"\\\g<0>", rest)
