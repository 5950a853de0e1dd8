"""Dropping a part of a draft: whatever named it must go on without it, or name another one."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_words import as_list

_NAMING: Mapping[str, Sequence[str]] = {
    "owners": ("owner", "leader", "support", "report_to"),
    "villages": ("villages",),
    "events": ("event",),
}


def without(file: PlainDraft, section: str, id_: str) -> tuple[PlainDraft, list[str]]:
    """Give a draft without a part of it, or the tasks that cannot do without it.

    An owner who is called as the dropped one was takes its place, and keeps its name as an alias.
    """
    items: list[PlainDraft] = list(file.get(section) or ())
    dropped = next(one for one in items if one.get("id") == id_)
    left = [one for one in items if one is not dropped]
    tasks: list[PlainDraft] = left if section == "tasks" else list(file.get("tasks") or ())
    if section == "tasks":
        return {**file, "tasks": [_without_part(task, id_) for task in tasks]}, []
    users = [str(task.get("id", "")) for task in tasks if _names(task, section, id_)]
    name = str(draft_words.value_of(dropped, "name"))
    heir = next((one for one in left if _is_called(one, name)), None)
    if users and (heir is None or section != "owners"):
        return file, users
    if heir is not None:
        called = list(dict.fromkeys([*as_list(heir.get("aliases")), name]))
        left = [{**one, "aliases": called} if one is heir else one for one in left]
        tasks = [_renamed(task, section, id_, str(heir["id"])) for task in tasks]
    return {**file, section: left, "tasks": tasks}, []


def _without_part(task: PlainDraft, id_: str) -> PlainDraft:
    return {key: value for key, value in task.items() if key != "part_of" or value != id_}


def _names(task: PlainDraft, section: str, id_: str) -> bool:
    return any(
        id_ in as_list(values.get(key))
        for values in (task, draft_words.proposals(task))
        for key in _NAMING[section]
    )


def _is_called(one: PlainDraft, name: str) -> bool:
    aliases = [*as_list(one.get("aliases")), *as_list(draft_words.proposals(one).get("aliases"))]
    return names.identity(name) in {names.identity(str(alias)) for alias in aliases}


def _renamed(task: PlainDraft, section: str, old: str, new: str) -> PlainDraft:
    """Let a task, and what is proposed for it, name another one."""
    changed: dict[str, Any] = {}
    for key, value in task.items():
        if key in _NAMING[section]:
            changed[key] = list(dict.fromkeys(new if id_ == old else id_ for id_ in as_list(value)))
        elif key == "draft" and draft_words.proposals(task):
            proposed = _renamed(dict(draft_words.proposals(task)), section, old, new)
            changed[key] = {**value, "propose": proposed}
        else:
            changed[key] = value
    return changed
