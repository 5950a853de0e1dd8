"""What reports on several files as one share as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.status.items import Item
from ntmtrack.status.items import directive_of
from ntmtrack.status.joining import is_finished
from ntmtrack.status.view import Several
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_items import SeveralItemData
    from ntmtrack.reports.schema.json_parts import FileData
    from ntmtrack.reports.schema.json_parts import JointHeadData


def head(several: Several, view: View, words: Words) -> JointHeadData:
    """Give what a report on several files as one begins with."""
    readings = {part.document.settings.deadline_reading for part in several.views}
    return {
        "as_of": json_values.as_of(view.moment),
        "language": words.language,
        "deadline_reading": readings.pop() if len(readings) == 1 else None,
        "directive": None,
        "counts": json_data.counts(view.counts),
        "files": [*map(_file, several.views)],
        "left_out": list(several.left_out),
        "left_out_as_finished": [*map(_file, several.finished)],
    }


def _file(view: View) -> FileData:
    """Give one of several files."""
    return {
        "file": view.document.file or "",
        "directive": json_data.directive(view.document.directive),
        "counts": json_data.counts(view.counts),
        "finished": is_finished(view),
    }


def items(items: Iterable[Item], view: View, words: Words) -> list[SeveralItemData]:
    """Give the items of a report on several files as one, each with its file."""
    files = {part.document.directive: part.document.file or "" for part in view.parts}
    return [
        {
            **json_data.item(selected, view, words),
            "file": files[directive_of(selected, view.document)],
        }
        for selected in items
    ]
