"""Everything about a directive as the sheets of one workbook."""

from __future__ import annotations

from ntmtrack.reports import export
from ntmtrack.reports import history
from ntmtrack.reports import matrix
from ntmtrack.reports import status
from ntmtrack.reports import volumes
from ntmtrack.reports.tables import Sheet
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.status.selection import Selection
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

# What sheets are called: at most 31 letters, and none of []:*?/\\.
SHEET = "sheet"
SUMMARY = NP_("sheet", "Summary")
TASKS = NP_("sheet", "Tasks")
BY_VILLAGE = NP_("sheet", "By village")
VOLUMES = NP_("sheet", "Volumes")
BY_OWNER = NP_("sheet", "By owner")
LOG = NP_("sheet", "Log")


def sheets(view: View, words: Words) -> list[Sheet]:
    """Lay a view out."""
    counted = status.make(view)
    log = history.make(view, history.Asked(), narrowed=view.selection != Selection())
    found = {
        SUMMARY: [*status.summary(counted, words), *status.parts(counted, words)],
        TASKS: export.blocks(view, words),
        BY_VILLAGE: matrix.blocks(matrix.make(view), words, titled=True),
        VOLUMES: volumes.blocks(volumes.make(view), words),
        BY_OWNER: [*head(view, words), status.by_owner_table(counted, words)],
        LOG: history.blocks(log, words),
    }
    return [Sheet(words.say_in(SHEET, name), blocks) for name, blocks in found.items()]
