"""One run of a command: which file, what language, what moment, and where its report goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol
from typing import TypeVar

from ntmtrack.cli import output
from ntmtrack.cli.options import Options
from ntmtrack.cli.options import WriteOptions
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import OfficialWords
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.model import Loaded
    from ntmtrack.reports.json_data import Json
    from ntmtrack.reports.paper import Letter
    from ntmtrack.reports.tables import Block
    from ntmtrack.reports.views import View
    from ntmtrack.status.counts import Counts
    from ntmtrack.status.selection import Filters

R = TypeVar("R")
# These are rendered from a report's data, all others from its blocks.
DATA = ("json", "parquet")
# What every report comes in.
TABULAR = ("text", "json", "csv", "md", "html", "xlsx")


class _Said:
    """Remember the language of the file that was read, for an error met later in the run."""

    language: Language | None = None


_said = _Said()


def data_files(options: Options | WriteOptions) -> list[files.DataFile]:
    """Find the data files that a command is about."""
    return files.find(options.file or (), os.environ, _folder())


def data_file(options: Options | WriteOptions) -> files.DataFile:
    """Find the data file of a command that can be about one only."""
    first, *others = data_files(options)
    if others:
        raise usage("one-file", count=str(len(others) + 1))
    return first


def _folder() -> Path:
    """Give the folder we are in; where it was removed, nothing lies in it or above it."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()


def said(language: Language | None) -> None:
    """Remember the language of the file that was read."""
    _said.language = language


def document(loaded: Loaded) -> Document:
    """Give the document that was loaded, or raise its problems (exit 65)."""
    said(loaded.language)
    if loaded.document is None:
        raise NtmError([one for one in loaded.problems if not one.warning], Exit.DATA)
    return loaded.document


def view(options: Options) -> View:
    """Read and load the file and evaluate it at the moment asked for, or now."""
    from ntmtrack.reports import views

    found = read(options)
    judged = moment(options.as_of, dates.clock(), found.directive, words_of(options))
    return views.view(found, judged, filters(options))


def load(path: Path) -> Loaded:
    """Read and load a data file."""
    from ntmtrack.datafile import kept_copy

    return kept_copy.load(files.read(path), str(path))


def read(options: Options) -> Document:
    """Read and load the data file; the copy that came along is said to be that."""
    found = data_file(options)
    loaded = document(load(found.path))
    if found.packaged:
        output.tell(words_of(options).say("Using the read-only copy that came with ntmtrack."))
    return loaded


def filters(options: Options) -> Filters:
    """Give the filters that were typed."""
    from ntmtrack.status.selection import Filters

    return Filters(
        options.village or (),
        options.owner or (),
        options.clause or (),
        options.status or (),
        options.search,
    )


def moment(asked: str | None, now: datetime, directive: Directive, words: Words) -> Moment:
    """Choose the moment: the one asked for, or now in the directive's zone."""
    try:
        chosen = (
            dates.as_of(asked) if asked is not None else dates.moment_in(now, directive.timezone)
        )
    except dates.BadDateError as error:
        raise usage(error.code, value=asked or "") from None
    if chosen.day < directive.issued:
        issued = words.day(directive.issued)
        raise usage("moment-too-early", day=words.day(chosen.day), issued=issued)
    return chosen


def day(text: str) -> date:
    """Read a day that was typed, or raise a usage error."""
    try:
        return dates.parse_day(text)
    except dates.BadDateError as error:
        raise usage(error.code, value=text) from None


def choice(text: str, choices: Iterable[str]) -> str:
    """Read one of a few words that was typed, or raise a usage error."""
    if text not in choices:
        raise usage("bad-choice", value=text, choices=", ".join(choices))
    return text


class Counted(Protocol):
    """Be a report, or what it is made from, that has counted items."""

    @property
    def counts(self) -> Counts:
        """Give the counts."""
        ...


def emit(
    options: Options,
    seen: Counted,
    report: R,
    blocks: Callable[[R, Words], list[Block]],
    data: Callable[[R, Words], dict[str, Json]],
) -> None:
    """Render a report in the format asked for, to where it was asked for."""
    send(options, seen, rendered(options, report, blocks, data))


def rendered(
    options: Options,
    report: R,
    blocks: Callable[[R, Words], list[Block]],
    data: Callable[[R, Words], dict[str, Json]],
    formats: Sequence[str] = TABULAR,
) -> str | bytes:
    """Render a report in the format asked for, if it is one of these."""
    if options.format not in formats:
        raise usage("no-such-format", value=options.format, choices=", ".join(formats))
    words = words_of(options)
    content: str | bytes
    if options.format in DATA:
        content = _renderer(options.format)(data(report, words))
        return content
    laid = blocks(report, words)
    if options.format == "text":
        return as_text(laid, words, output.look(options.width, options.output, options.color))
    if options.format == "csv":
        from ntmtrack.render import csv

        return csv.render(laid, words, raw=options.raw)
    content = _renderer(options.format)(laid, words)
    return content


def _renderer(format_: str) -> Callable[..., Any]:
    """Import a format's module, the heavy libraries of which come with it."""
    render: Callable[..., Any] = import_module(f"ntmtrack.render.{format_}").render
    return render


def send(options: Options, seen: Counted, content: str | bytes) -> None:
    """Send a rendered report to where it was asked for; the exit code may tell what is overdue."""
    to_file = options.output != "-"
    output.emit(content, options, [one.path for one in data_files(options)] if to_file else ())
    if options.exit_code and seen.counts.overdue:
        raise SystemExit(Exit.OVERDUE)


def as_document(letter: Callable[[Words], Letter], words: Words) -> bytes:
    """Lay a letter out as a document of a word processor, in the words of such."""
    from ntmtrack.render import docx

    official = OfficialWords(words.language)
    return docx.render(letter(official), official)


def as_text(blocks: list[Block], words: Words, look: output.Look) -> str:
    """Lay blocks out as text."""
    from ntmtrack.render import text

    return text.render(blocks, words, width=look.width, color=look.color)


def words_of(options: Options | WriteOptions | None = None) -> Words:
    """Give the words of the run's language.

    That is the option, NTMTRACK_LANG, the file's own, or the locale's. Without options they are
    looked for among the arguments: for errors met outside a command.
    """
    asked = options.lang if options else _lang_argument()
    for choice in (asked, os.environ.get("NTMTRACK_LANG"), _said.language):
        for language in LANGUAGES:
            if choice == language:
                return Words(language)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return Words("vi" if (locale or "").startswith("vi") else "en")


def _lang_argument() -> str | None:
    arguments = sys.argv[1:]
    for at, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang":
            return "".join(arguments[at + 1 : at + 2])
    return None
