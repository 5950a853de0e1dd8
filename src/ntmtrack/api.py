"""The program as a library: load a data file, evaluate it at a moment, take its items as records.

The names in `__all__` are what the package offers; they remain within a major version. Nothing here
prints, asks or reads a command line, and it imports neither Typer nor Rich.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from pathlib import Path

from ntmtrack.datafile import kept_copy
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.reports import item_rows
from ntmtrack.reports import json_data
from ntmtrack.reports.item_rows import ItemRow
from ntmtrack.status import view
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import Counts
from ntmtrack.status.view import View
from ntmtrack.storage import files
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

__all__ = ["Counts", "Document", "Item", "ItemRow", "NtmtrackError", "View"]
__all__ += ["evaluate", "load", "rows"]


class NtmtrackError(Exception):
    """Report what is wrong with a file, or with what was asked of it.

    `str()` gives the text that the command line prints, in English; `text` gives it in either
    language.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self._problems = tuple(problems)

    def __str__(self) -> str:
        return self.text("en")

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the code of each problem as docs/errors.md lists it; codes never change."""
        return tuple(problem.code.printed for problem in self._problems)

    def text(self, language: Language) -> str:
        """Return each problem with its place, what is wrong, and what to write instead."""
        from ntmtrack.wording import problem_text

        return problem_text.as_text(self._problems, Words(language)).rstrip("\n")


def load(source: bytes | str | os.PathLike[str], name: str = "<bytes>") -> Document:
    """Read and check a data file, given as its path or as its bytes, or raise `NtmtrackError`.

    Messages call a source that was given as bytes by `name`. A file that was loaded before is read
    from the copy that the command line keeps as well, unless NTMTRACK_NO_CACHE is set.
    """
    try:
        if isinstance(source, bytes):
            loaded = kept_copy.load(source, name)
        else:
            loaded = kept_copy.load(files.read(Path(source)), os.fspath(source))
    except NtmError as error:
        raise NtmtrackError(error.problems) from None
    if loaded.document is None:
        raise NtmtrackError([problem for problem in loaded.problems if not problem.warning])
    return loaded.document


def evaluate(document: Document, moment: date | datetime) -> View:
    """Evaluate every item of a directive at a moment, and count the items in the official grid.

    A `date` means the end of that day. A `datetime` without a time zone is in the directive's own.
    Raise `NtmtrackError` for a moment before the directive was issued.
    """
    try:
        at = _moment(document, moment)
        view.refuse_before_issue(at, document.directive)
        return view.view(document, at, Filters())
    except NtmError as error:
        raise NtmtrackError(error.problems) from None


def rows(
    document: Document, moment: date | datetime, language: Language | None = None
) -> list[ItemRow]:
    """Evaluate every item as `evaluate` does, and return records as in the Parquet file.

    The few texts of the program in them are in the directive's own language, or in the given one.
    """
    evaluated = evaluate(document, moment)
    words = Words(language or document.directive.language)
    issuer = document.directive.issuer
    return [
        item_rows.flatten_item(json_data.item(item, evaluated, words), issuer)
        for item in evaluated.items
    ]


def _moment(document: Document, moment: date | datetime) -> Moment:
    if not isinstance(moment, datetime):
        return dates.whole_day(moment)
    if moment.tzinfo:
        return dates.moment_in(moment, document.directive.timezone)
    return Moment(moment.replace(second=0, microsecond=0))
