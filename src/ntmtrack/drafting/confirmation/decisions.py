"""The decisions on a draft, stored beside it: which sentence became which task, and how.

A task is decided once it has no `draft` key any more, or is gone. So however a user confirms it,
nobody has to record that: the draft itself is compared with what the program made.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.directive.names import identity
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.layout import item_lines
from ntmtrack.drafting.confirmation.layout import sections
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.document_model import Findings
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree

ENDING = ".decisions"
_LONGEST_KEY = 200  # characters of a heading or an abbreviation
HEAD_ID = "directive"
ABOUT = N_(
    "The decisions on the draft beside this file; ntmtrack draft writes and reads this file."
)
_BODIES = ("owner", "support", "leader")
_HEAD = ("number", "issued", "superior", "issuer", "place", "subject")
_OPEN, _KEPT, _CHANGED, _DROPPED = "open", "kept", "changed", "dropped"


class Decision(NamedTuple):
    """Store what became of a sentence: open, kept, changed or dropped.

    `made` marks the task as it was first written, and as it would be with all proposals accepted.
    `cells` are the document's other words for it at that time: its title, deadline, bodies,
    villages and product; for the head, what it says for each key. Empty if not remembered.
    """

    at: str
    quote: str
    id: str
    made: str
    decision: str = _OPEN
    cells: Mapping[str, str] = {}


class Memory(NamedTuple):
    """Store what is remembered of a draft: the name of its document, and help for the next one."""

    document: str = ""
    columns: Mapping[str, str] = {}
    abbreviations: Mapping[str, str] = {}
    decisions: Sequence[Decision] = ()


def read(data: bytes, name: str) -> Memory:
    """Parse a decisions file, or raise exit 65."""
    text, problems = encoding.decode(data, name)
    if problems:
        raise NtmError(problems, Exit.DATA)
    tree = yaml_tree.parse(text, name)
    root: Mapping[str, Any] = tree.root if tree.root is not None else {}
    items = root.get("decisions") or []
    usable = isinstance(items, list) and all(_is_decision(item) for item in items)
    if tree.problems or not usable or not isinstance(root.get("document"), str):
        wrong = Problem(Code.BAD_DECISIONS, Place(name, 1, 1))
        raise NtmError(tree.problems or [wrong], Exit.DATA)
    return Memory(
        document=root["document"],
        columns=_texts(root.get("columns")),
        abbreviations=_texts(root.get("abbreviations")),
        decisions=[Decision(**{**item, "cells": _texts(item.get("cells"))}) for item in items],
    )


def _is_decision(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    needed = set(Decision._fields) - set(Decision._field_defaults)
    texts = all(isinstance(part, str) for key, part in value.items() if key != "cells")
    return texts and needed <= value.keys() <= set(Decision._fields)


def _texts(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: part for key, part in value.items() if isinstance(part, str)}


def write(memory: Memory, words: Words) -> str:
    """Format a decisions file."""
    file: dict[str, Any] = {"document": memory.document}
    for key, pairs in (("columns", memory.columns), ("abbreviations", memory.abbreviations)):
        named = {tidy(name): tidy(text) for name, text in pairs.items()}
        if names := {name: text for name, text in named.items() if _is_name(name)}:
            file[key] = names
    file["decisions"] = [decision._asdict() for decision in memory.decisions]
    return "\n".join([f"# {words.say(ABOUT)}", *sections(file, words)]) + "\n"


def _is_name(text: str) -> bool:
    """Return whether a text can be a key of the file: not too long, with a letter or digit."""
    return len(text) <= _LONGEST_KEY and any(map(str.isalnum, text))


def abbreviations(findings: Findings) -> dict[str, str]:
    """Return the abbreviations that a document explains, with the names that they stand for."""
    return {tidy(alias): tidy(party.name) for party in findings.parties for alias in party.aliases}


def with_abbreviations(findings: Findings, known: Mapping[str, str]) -> Findings:
    """Add the abbreviations of an earlier document of the office to the parties."""
    called: dict[object, list[str]] = {}
    for alias, name in known.items():
        called.setdefault(identity(name), []).append(alias)
    parties = [
        party._replace(aliases=(*party.aliases, *called.get(identity(party.name), ())))
        for party in findings.parties
    ]
    return findings._replace(parties=parties)


def making(item: PlainDraft) -> str:
    """Return the marks of an item as it is, and with all its proposals accepted."""
    return f"{mark(item)}-{mark(accepted(item))}"


def mark(item: PlainDraft) -> str:
    """Return a checksum of an item as it is written."""
    return f"{zlib.crc32(chr(10).join(item_lines(item)).encode()):08x}"


def accepted(item: PlainDraft) -> PlainDraft:
    """Return an item with its proposals accepted, the first of alternatives, and without its draft.

    Proposed aliases are not accepted: they are names of other parties, which stay separate until a
    user drops one.
    """
    draft = item.get(DRAFT) or {}
    proposed = draft.get("propose") or {} if isinstance(draft, dict) else {}
    own = {key: value for key, value in item.items() if key != DRAFT}
    has_time = any(key in own for key in TIMES)
    for key, value in proposed.items() if isinstance(proposed, dict) else ():
        if key != "aliases" and not (has_time and key in (*TIMES, "event_days", "due_to")):
            own.setdefault(key, first_of(key, value))
    return own


def first_of(key: str, value: Any) -> Any:  # noqa: ANN401 - a text, or a list or mapping of such
    """Return the first of several alternatives, or the whole list if the key takes a list."""
    single = key in ("due", "start", "issued", "date", "event", "event_days", "number", "title")
    return value[0] if single and isinstance(value, list) and value else value


def updated_memory(memory: Memory, file: PlainDraft) -> Memory:
    """Return the memory, updated with what became of each task in the present draft."""
    return memory._replace(decisions=list(_stock(memory.decisions, file)))


def _stock(decisions: Sequence[Decision], file: PlainDraft) -> Iterator[Decision]:
    tasks = {task["id"]: task for task in file.get("tasks") or () if "id" in task}
    tasks[HEAD_ID] = file.get("directive") or {}
    for decision in decisions:
        task = tasks.get(decision.id)
        if task is None:
            yield decision._replace(decision=_DROPPED)
        elif DRAFT in task:
            yield decision._replace(decision=_OPEN)
        else:
            kept = decision.made.rpartition("-")[2] == mark(task)
            yield decision._replace(decision=_KEPT if kept else _CHANGED)


def of(file: PlainDraft) -> list[Decision]:
    """Return an open decision for each drafted part, with the document's other words for it."""
    parts = [(HEAD_ID, file.get("directive") or {})]
    parts += [(task.get("id", ""), task) for task in file.get("tasks") or ()]
    names = {
        part.get("id", ""): str(part.get("name", ""))
        for section in ("owners", "villages")
        for part in file.get(section) or ()
    }
    return [
        Decision(
            at=draft.get("at", ""),
            quote=draft.get("quote", ""),
            id=id_,
            made=making(part),
            cells=head_cells(part) if id_ == HEAD_ID else cells(part, names),
        )
        for id_, part in parts
        if isinstance(draft := part.get(DRAFT), dict)
    ]


def cells(task: PlainDraft, names: Mapping[str, str]) -> dict[str, str]:
    """Return the document's words for a task besides its sentence; `names` maps ids to names."""
    draft = task[DRAFT]
    proposed = draft.get("propose") or {}
    named = {key: task.get(key) or proposed.get(key) or () for key in (*_BODIES, "villages")}
    return {
        "title": task.get("title", ""),
        "deadline": draft.get("deadline", ""),
        **{key: _listed(ids, names) for key, ids in named.items()},
        "product": task.get("product") or proposed.get("product") or "",
    }


def _listed(ids: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - a text, or a list of them
    return "; ".join(names.get(id_, id_) for id_ in ([ids] if isinstance(ids, str) else ids))


def head_cells(head: PlainDraft) -> dict[str, str]:
    """Return the own or proposed values of a head, with its signer."""
    values = {**((head.get(DRAFT) or {}).get("propose") or {}), **head}
    signer = values.get("signer") or {}
    signed = [signer.get(key, "") for key in ("name", "title")] if isinstance(signer, dict) else []
    made = {key: first_of(key, values.get(key)) or "" for key in _HEAD}
    return {key: str(text) for key, text in made.items()} | {
        "signer": ", ".join(filter(None, signed))
    }
