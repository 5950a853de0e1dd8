"""The sheets of a draft's workbook as texts: their columns, and which of these users may change.

Both directions need this: writing a workbook, and comparing one that came back.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation import shares
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_words import BETWEEN
from ntmtrack.drafting.confirmation.draft_words import as_list
from ntmtrack.drafting.confirmation.draft_words import value_of
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

HIDDEN = "ntmtrack-draft"  # name of the sheet with the draft itself, and of the workbook's property
DRAFT_COLUMN, MEMORY_COLUMN = 0, 1  # of the hidden sheet
TEXT_COLUMN = 20_000  # characters per cell of the hidden sheet; Excel's limit is 32,767
KEEP, CHANGE, DROP = NP_("draft", "Keep"), NP_("draft", "Change"), NP_("draft", "Drop")
CHOICES = (KEEP, CHANGE, DROP)
MAKE_DUTY = NP_("draft", "Make it a duty")
CONTEXT = "draft"
KINDS = {"body": NP_("draft", "Body"), "person": NP_("draft", "Person")}
INSTRUCTIONS = (
    N_("Choose Keep, Change or Drop in the first column of each row; rows left empty stay drafts."),
    N_(
        "White cells may be changed; yellow ones are only proposals: compare them"
        " with the document's words. Save, then run: ntmtrack draft FILE.xlsx -o"
        " FILE.yaml"
    ),
)
HOW_TO_MAKE_DUTIES = N_(
    "Choose “Make it a duty” for each sentence that is a duty; leave the others empty."
)
HEAD_KEYS = {
    "number": N_("Number and symbol"),
    "issued": N_("Day of issue"),
    "superior": N_("Superior body"),
    "issuer": N_("Issuing body"),
    "place": N_("Place"),
    "subject": N_("Subject"),
}


class DraftColumn(NamedTuple):
    """Describe a column: its key, its heading, its width, and the choices it offers."""

    key: str
    heading: str
    width: int
    is_open: bool = False  # whether a user may change it
    offers: str = ""  # choices, owners, villages, due_is, each, kinds, take


class DraftSheet(NamedTuple):
    """Describe a sheet: its name, its section of the file, and its columns."""

    name: str
    section: str
    columns: Sequence[DraftColumn]


_DECISION = DraftColumn("decision", N_("Decision"), 9, is_open=True, offers="choices")
_ID = DraftColumn("id", N_("Id"), 18)
_AT = DraftColumn("at", N_("Place in the document"), 14)
TASKS = DraftSheet(  # narrow enough for a printed page to be read
    N_("Duties"),
    "tasks",
    (
        _DECISION,
        DraftColumn("id", N_("Id"), 9),
        DraftColumn("at", N_("Place in the document"), 9),
        DraftColumn("quote", N_("Words of the document"), 38),
        DraftColumn("title", N_("Duty"), 28, is_open=True),
        DraftColumn("owner", N_("Lead"), 18, is_open=True, offers="owners"),
        DraftColumn("support", N_("Support"), 16, is_open=True, offers="owners"),
        DraftColumn("villages", N_("{Villages}"), 11, is_open=True, offers="villages"),
        DraftColumn("deadline", N_("Deadline in the document"), 14),
        DraftColumn("time", N_("Deadline"), 12, is_open=True),
        DraftColumn("due_is", N_("Read as"), 8, is_open=True, offers="due_is"),
        DraftColumn("why", N_("Doubts"), 20),
        DraftColumn("note", N_("Note"), 12, is_open=True),
        DraftColumn("each", N_("Counted for each"), 9, is_open=True, offers="each"),
        DraftColumn("product", N_("Product"), 14, is_open=True),
    ),
)
OWNERS = DraftSheet(
    N_("Bodies and persons"),
    "owners",
    (
        _DECISION,
        _ID,
        DraftColumn("name", N_("Name"), 36, is_open=True),
        DraftColumn("title", N_("Position"), 22, is_open=True),
        DraftColumn("kind", N_("Kind"), 12, is_open=True, offers="kinds"),
        DraftColumn("aliases", N_("Also called"), 30, is_open=True),
        DraftColumn("why", N_("Doubts"), 40),
    ),
)
VILLAGES = DraftSheet(
    N_("{Villages}"),
    "villages",
    (
        _DECISION,
        _ID,
        DraftColumn("name", N_("Name"), 30, is_open=True),
        DraftColumn("aliases", N_("Also called"), 30, is_open=True),
    ),
)
EVENTS = DraftSheet(
    N_("Events"),
    "events",
    (
        _DECISION,
        _ID,
        DraftColumn("name", N_("Name"), 40, is_open=True),
        DraftColumn("date", N_("Day"), 16, is_open=True),
    ),
)
UNUSED = DraftSheet(
    N_("Not used"),
    "unused",
    (
        DraftColumn("decision", N_("Decision"), 18, is_open=True, offers="take"),
        _AT,
        DraftColumn("text", N_("Words of the document"), 60),
        DraftColumn("title", N_("Duty"), 34, is_open=True),
        DraftColumn("owner", N_("Lead"), 24, is_open=True, offers="owners"),
        DraftColumn("time", N_("Deadline"), 16, is_open=True),
    ),
)
HEAD = DraftSheet(
    N_("Head"),
    "directive",
    (
        _DECISION,
        DraftColumn("key", N_("What"), 26),
        DraftColumn("value", N_("As in the document"), 70, is_open=True),
        DraftColumn("why", N_("Doubts"), 40),
    ),
)
SHEETS = (TASKS, OWNERS, VILLAGES, EVENTS, UNUSED, HEAD)


def rows(sheet: DraftSheet, file: PlainDraft, words: Words) -> list[dict[str, str]]:
    """Return the rows of a sheet as texts by column key."""
    if sheet is HEAD:
        return _head_rows(file, words)
    make = _ROWS[sheet.section]
    return [make(item, file, words) for item in file.get(sheet.section) or ()]


def _decision(item: PlainDraft, words: Words) -> str:
    """Return the decision on an item: one without a draft has been kept."""
    return "" if DRAFT in item else words.say_in(CONTEXT, KEEP)


def _task(task: PlainDraft, file: PlainDraft, words: Words) -> dict[str, str]:
    owners = file.get("owners") or ()
    due_is = value_of(task, "due_is")
    reading = draft_words.DUE_IS.get(due_is)
    return {
        "decision": _decision(task, words),
        "id": task.get("id", ""),
        "at": draft_words.quoted(task, "at"),
        "quote": draft_words.quoted(task, "quote"),
        "title": value_of(task, "title"),
        "owner": draft_words.names_of(value_of(task, "owner"), owners),
        "support": draft_words.names_of(value_of(task, "support"), owners),
        "villages": draft_words.villages_of(task, file, words),
        "deadline": draft_words.quoted(task, "deadline"),
        "time": draft_words.time_of(task, file, words),
        "due_is": words.say_in("deadline", reading) if reading else "",
        "why": "\n".join([*draft_words.doubts(task), *draft_words.other_proposals(task, words)]),
        "note": task.get("note", ""),
        "each": shares.each_text(value_of(task, "each"), words),
        "product": value_of(task, "product"),
    }


def _owner(owner: PlainDraft, _: PlainDraft, words: Words) -> dict[str, str]:
    kind = value_of(owner, "kind") or "body"
    return {
        "decision": _decision(owner, words),
        "id": owner.get("id", ""),
        "name": value_of(owner, "name"),
        "title": value_of(owner, "title"),
        "kind": words.say_in(CONTEXT, KINDS.get(kind, kind)),
        "aliases": BETWEEN.join(as_list(owner.get("aliases"))),
        "why": "\n".join(draft_words.doubts(owner)),
    }


def _village(village: PlainDraft, _: PlainDraft, words: Words) -> dict[str, str]:
    return {
        "decision": _decision(village, words),
        "id": village.get("id", ""),
        "name": value_of(village, "name"),
        "aliases": BETWEEN.join(as_list(village.get("aliases"))),
    }


def _event(event: PlainDraft, _: PlainDraft, words: Words) -> dict[str, str]:
    return {
        "decision": _decision(event, words),
        "id": event.get("id", ""),
        "name": value_of(event, "name"),
        "date": draft_words.day_text(str(value_of(event, "date")), words),
    }


def _unused(item: PlainDraft, _: PlainDraft, __: Words) -> dict[str, str]:
    return {"at": item.get("at", ""), "text": item.get("text", "")}


def _head_rows(file: PlainDraft, words: Words) -> list[dict[str, str]]:
    head = file.get("directive") or {}
    rows = [
        {
            "decision": "",
            "key": words.say(name),
            "value": draft_words.day_text(str(value_of(head, key)), words),
        }
        for key, name in HEAD_KEYS.items()
    ]
    why = [*draft_words.doubts(head), *draft_words.signer(head, words)]
    rows[0] |= {"decision": _decision(head, words), "why": "\n".join(why)}
    return rows


_ROWS: dict[str, Callable[[PlainDraft, PlainDraft, Words], dict[str, str]]] = {
    "tasks": _task,
    "owners": _owner,
    "villages": _village,
    "events": _event,
    "unused": _unused,
}
