"""A draft made anew from its document, the same or a changed one: what was decided stays.

Sentences are told by their words and their place. A task of which the document says what it said
keeps what a person made of it; one whose sentence, deadline, bodies, villages or product changed
becomes a draft again, with what it was before. So does the head.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any
from typing import NamedTuple

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import document_news
from ntmtrack.drafting.confirmation.decisions import HEAD_ID
from ntmtrack.drafting.confirmation.decisions import Decision
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_words import as_list
from ntmtrack.drafting.confirmation.layout import SECTION
from ntmtrack.drafting.extraction.spelling import free_id
from ntmtrack.wording.words import Words

# So much of two sentences must agree for one to be the other, changed; less at the same place.
_ALIKE, _ALIKE_IN_PLACE = 0.8, 0.6
_REFERRING = ("owner", "leader", "support", "report_to")
_MADE_ANEW = ("directive", "owners", "villages", "events", "tasks", "unused", "progress")


class Renewed(NamedTuple):
    """Hold a renewed draft, and how many tasks were decided, stay so, are new, or changed.

    `decisions` are what to remember of it; `is_head_changed` tells that the document says something
    else of itself than before.
    """

    file: PlainDraft
    kept: int
    new: int
    changed: int
    gone: int  # decided, but their sentences are no longer in the document
    decisions: Sequence[Decision]
    is_head_changed: bool = False


class _Match(NamedTuple):
    decision: Decision
    is_same: bool


def renew(new: PlainDraft, old: PlainDraft, known: Sequence[Decision], words: Words) -> Renewed:
    """Put what was decided in an older draft into one that was made just now and read back."""
    file = dict(new)
    same_owner = _same_things(new["owners"], old.get("owners") or ())
    file["owners"] = _with_old(new["owners"], old.get("owners") or (), same_owner)
    for section in ("villages", "events"):
        things = _with_old(new.get(section) or [], old.get(section) or (), {})
        file |= {section: things} if things else {}
    head = document_news.renew_head(new["directive"], old.get("directive") or {}, known, words)
    file["directive"] = head.head
    renewer = _Renewer(new, old, known, same_owner, words)
    tasks = list(renewer.tasks(new["tasks"]))
    file["tasks"] = list(_with_own(tasks, old.get("tasks") or (), renewer))
    others = {key: value for key, value in old.items() if key not in (*_MADE_ANEW, "format")}
    file = {**file, **others}
    order = ["format", "directive", "settings", "villages", "village_groups", "owners"]
    last = ["unused", "progress"]
    middle = [key for key in file if key not in (*order, *last)]
    ordered = {key: file[key] for key in (*order, *middle, *last) if key in file}
    return Renewed(
        ordered,
        renewer.kept,
        renewer.new,
        renewer.changed,
        renewer.gone,
        [*head.decisions, *renewer.decided, *renewer.unmatched],
        head.is_changed,
    )


class _Renewer:
    """Match the tasks of a new draft with those of an older one."""

    def __init__(
        self,
        new: PlainDraft,
        old: PlainDraft,
        known: Sequence[Decision],
        same_owner: dict[str, str],
        words: Words,
    ) -> None:
        self.old = {task["id"]: task for task in old.get("tasks") or () if "id" in task}
        self.known = [one for one in known if one.id != HEAD_ID]
        self.kept = self.new = self.changed = self.gone = 0
        self.decided: list[Decision] = []
        self._now = {one.id: one for one in decisions.of(new)}
        self._same_owner = same_owner
        self._words = words
        self._used: set[str] = set()

    def tasks(self, new: Sequence[PlainDraft]) -> Iterator[PlainDraft]:
        """Give each new task as what it is by now, without those that were dropped."""
        matches = self._matches(new)
        ids = {*self.old, *(one.id for one in self.known)}
        for task, match in zip(new, matches, strict=True):
            own = _renamed(task, self._same_owner)
            now = self._now[task["id"]]
            if match is None:
                own["id"] = free_id(task["id"], ids)
                ids.add(own["id"])
                self.new += 1
                self.decided.append(now._replace(id=own["id"], made=decisions.made(own)))
                yield own
            elif renewed := self._renewed(own, match, now):
                yield renewed

    @property
    def unmatched(self) -> list[Decision]:
        """List what was known of sentences that are no longer in the document."""
        return [one for one in self.known if one.id not in self._used]

    def _matches(self, new: Sequence[PlainDraft]) -> list[_Match | None]:
        """Find the earlier sentence of each task: the same one first, then one much like it."""
        found: list[_Match | None] = [None] * len(new)
        for is_match in (_is_same_place, _is_same):
            for index, task in enumerate(new):
                if found[index] is None and (one := self._take(task, is_match)):
                    found[index] = _Match(one, is_same=True)
        for index, task in enumerate(new):
            if found[index] is None and (one := self._take(task, _is_alike)):
                found[index] = _Match(one, is_same=False)
        return found

    def _take(self, task: PlainDraft, is_match: Any) -> Decision | None:  # noqa: ANN401 - of two
        for one in self.known:
            if one.id not in self._used and is_match(task, one):
                self._used.add(one.id)
                return one
        return None

    def _renewed(self, task: PlainDraft, match: _Match, now: Decision) -> PlainDraft | None:
        """Give what a task is by now, and remember it; None for one that stays dropped."""
        before = match.decision
        old = self.old.get(before.id)
        task = task | {"id": before.id}
        anew = now._replace(id=before.id, made=decisions.made(task))
        over = {SECTION: task[SECTION]} if SECTION in task else {}
        why = list(document_news.duty_news(before, now, self._words))
        is_draft = old is not None and DRAFT in old
        if is_draft and old and decisions.mark(old) == before.made.partition("-")[0]:
            self.changed += bool(why)
            self.decided.append(anew)  # nobody has touched it
            return task
        if not why:
            self.kept += not is_draft
            self.decided.append(before._replace(at=now.at, quote=now.quote, cells=now.cells))
            return old and {**old, **over}
        self.changed += 1
        self.decided.append(anew)
        news = document_news.renew_duty(old, task, before, now) | over if old else task
        return document_news.with_reasons(news, why)


def _is_same(task: PlainDraft, one: Decision) -> bool:
    return document_news.unnumbered(one.quote) == document_news.unnumbered(
        task[DRAFT].get("quote", "")
    )


def _is_same_place(task: PlainDraft, one: Decision) -> bool:
    return _is_same(task, one) and bool(one.at == task[DRAFT].get("at", ""))


def _is_alike(task: PlainDraft, one: Decision) -> bool:
    draft = task[DRAFT]
    words, others = set(one.quote.split()), set(draft.get("quote", "").split())
    if 2 * len(words & others) < min(len(words), len(others)):
        return False
    least = _ALIKE_IN_PLACE if one.at == draft.get("at", "") else _ALIKE
    compared = SequenceMatcher(None, one.quote, draft.get("quote", ""), autojunk=False)
    if min(compared.real_quick_ratio(), compared.quick_ratio()) < least:
        return False
    return compared.ratio() >= least


def _with_own(
    tasks: Sequence[PlainDraft], old: Sequence[PlainDraft], renewer: _Renewer
) -> Iterator[PlainDraft]:
    """Put the tasks that only the older draft has behind the one that they followed there.

    These are what a person added, and what was decided of sentences that are no longer there.
    """
    there = {task["id"] for task in tasks}
    made = {one.id: one for one in renewer.known}
    after: dict[str, list[PlainDraft]] = {}
    last = ""
    for task in old:
        id_ = task.get("id", "")
        if id_ in there:
            last = id_
            continue
        one = made.get(id_)
        if one and DRAFT in task and decisions.mark(task) == one.made.partition("-")[0]:
            continue  # nobody has touched it, and the document no longer has it
        renewer.gone += one is not None
        after.setdefault(last, []).append(task)
    yield from after.get("", ())
    for task in tasks:
        yield task
        yield from after.get(task["id"], ())


def _same_things(new: Sequence[PlainDraft], old: Sequence[PlainDraft]) -> dict[str, str]:
    """Pair the ids of new owners with those of older ones that have their name, or had it."""
    known: dict[object, str] = {}
    for one in old:
        for name in (one.get("name", ""), *as_list(one.get("aliases"))):
            known.setdefault(names.identity(name), one.get("id", ""))
    return {one["id"]: known.get(names.identity(one["name"])) or one["id"] for one in new}


def _with_old(
    new: Sequence[PlainDraft], old: Sequence[PlainDraft], same: dict[str, str]
) -> list[PlainDraft]:
    """Give the older things, which a person may have changed, and those that are new."""
    ids = {one.get("id") for one in old}
    return [*old, *(one for one in new if same.get(one["id"], one["id"]) not in ids)]


def _renamed(task: PlainDraft, same: dict[str, str]) -> PlainDraft:
    """Let a task name owners by the ids that they have by now."""
    draft = dict(task[DRAFT])
    if "propose" in draft:
        draft["propose"] = draft["propose"] | _ids_renamed(draft["propose"], same)
    return {**task, **_ids_renamed(task, same), DRAFT: draft}


def _ids_renamed(keys: PlainDraft, same: dict[str, str]) -> PlainDraft:
    return {
        key: list(dict.fromkeys(same.get(id_, id_) for id_ in as_list(keys[key])))
        for key in _REFERRING
        if key in keys
    }
