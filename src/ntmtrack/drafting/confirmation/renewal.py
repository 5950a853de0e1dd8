"""Renewing a draft from its document, the same or a changed version: decisions stay.

Sentences are recognized by their words and place. If the document still says the same of a task,
the task keeps what a user made of it. If its sentence, deadline, bodies, villages or product
changed, it becomes a draft again, with its earlier values. The same holds for the head.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from ntmtrack.datafile import references
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import document_news
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.decisions import HEAD_ID
from ntmtrack.drafting.confirmation.decisions import Decision
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_words import as_list
from ntmtrack.drafting.confirmation.layout import SECTION
from ntmtrack.drafting.confirmation.layout import in_order
from ntmtrack.drafting.phrases.spelling import free_id
from ntmtrack.wording.words import Words

# Share of its words that a changed sentence must have in common with the earlier one; the second
# figure is for sentences at the same place.
_ALIKE, _ALIKE_IN_PLACE = 0.8, 0.6
_MOST_COMPARED = 20  # earlier sentences with which a changed one is compared
_REMADE = ("directive", "owners", "villages", "events", "tasks", "unused", "progress")


class Renewed(NamedTuple):
    """Store a renewed draft, and how many tasks were kept, are new, or changed.

    `decisions` are what to remember of it; `is_head_changed` says whether the document says
    something different about itself.
    """

    file: PlainDraft
    kept: int
    new: int
    changed: int
    gone: int  # decided, but their sentences are no longer in the document
    decisions: Sequence[Decision]
    is_head_changed: bool = False


def renew(new: PlainDraft, old: PlainDraft, known: Sequence[Decision], words: Words) -> Renewed:
    """Apply the decisions of an older draft to a new one, which was just made and read back."""
    file = dict(new)
    same: dict[str, dict[str, str]] = {}
    for section in ("owners", "villages", "events"):
        drafted, earlier = new.get(section) or [], old.get(section) or ()
        same[section] = _same_things(drafted, earlier)
        things = _with_old(drafted, earlier, same[section])
        file |= {section: things} if things else {}
    head = document_news.renew_head(new["directive"], old.get("directive") or {}, known, words)
    file["directive"] = head.head
    renewer = _Renewer(new, old, known, same, words)
    tasks = list(renewer.tasks(new["tasks"]))
    file["tasks"] = list(_with_own(tasks, old.get("tasks") or (), renewer))
    others = {key: value for key, value in old.items() if key not in (*_REMADE, "format")}
    return Renewed(
        in_order({**file, **others}),
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
        same: Mapping[str, Mapping[str, str]],
        words: Words,
    ) -> None:
        self.old = {task["id"]: task for task in old.get("tasks") or () if "id" in task}
        self.known = [decision for decision in known if decision.id != HEAD_ID]
        self.kept = self.new = self.changed = self.gone = 0
        self.decided: list[Decision] = []
        self._now = {decision.id: decision for decision in decisions.of(new)}
        self._same = same
        self._words = words
        day = str(draft_words.value_of(new["directive"], "issued"))
        before = (decision.cells.get("issued", day) for decision in known if decision.id == HEAD_ID)
        self._days = next(before, day), day
        self._used: set[str] = set()

    def tasks(self, new: Sequence[PlainDraft]) -> Iterator[PlainDraft]:
        """Yield each new task in its present state, leaving out those that were dropped."""
        matches = self._matches(new)
        ids = {*self.old, *(decision.id for decision in self.known)}
        for task, match in zip(new, matches, strict=True):
            own = _renamed(task, self._same)
            now = self._now[task["id"]]
            if match is None:
                own["id"] = free_id(task["id"], ids)
                ids.add(own["id"])
                self.new += 1
                self.decided.append(now._replace(id=own["id"], made=decisions.making(own)))
                yield own
            elif renewed := self._renewed(own, match, now):
                yield renewed

    @property
    def unmatched(self) -> list[Decision]:
        """List the decisions on sentences that are no longer in the document."""
        return [decision for decision in self.known if decision.id not in self._used]

    def _matches(self, new: Sequence[PlainDraft]) -> list[Decision | None]:
        """Find the earlier decision on each task: on the same sentence, or else a similar one."""
        index = _Sentences(self.known)
        matches: list[Decision | None] = [None] * len(new)
        for find in (index.same_in_place, index.same, index.alike):
            for at, task in enumerate(new):
                matches[at] = matches[at] or find(*_sentence(task))
        self._used = {decision.id for decision in matches if decision}
        return matches

    def _renewed(self, task: PlainDraft, before: Decision, now: Decision) -> PlainDraft | None:
        """Return the present state of a task and remember it; None for one that stays dropped."""
        old = self.old.get(before.id)
        task = task | {"id": before.id}
        anew = now._replace(id=before.id, made=decisions.making(task))
        over = {SECTION: task[SECTION]} if SECTION in task else {}
        why = list(document_news.duty_news(before, now, self._words))
        is_draft = old is not None and DRAFT in old
        if is_draft and old and decisions.mark(old) == before.made.partition("-")[0]:
            self.changed += bool(why)
            self.decided.append(anew)  # nobody has touched it
            return task
        first = document_news.renew_first_day(old, task, self._days, self._words) if old else None
        if first and not why:
            self.changed += 1
            self.decided.append(anew)
            return first | over
        if not why:
            self.kept += not is_draft
            self.decided.append(before._replace(at=now.at, quote=now.quote, cells=now.cells))
            return old and {**old, **over}
        self.changed += 1
        self.decided.append(anew)
        news = document_news.renew_duty(old, task, before, now) | over if old else task
        return document_news.with_reasons(news, why)


class _Sentences:
    """Index the sentences of earlier decisions, each of which is found only once, in any order.

    Similar sentences are looked up by their rarest words first, so that a document in which every
    sentence changed takes time in proportion to its length.
    """

    def __init__(self, known: Sequence[Decision]) -> None:
        self._known = known
        self._words = [Counter(decision.quote.split()) for decision in known]
        self._is_used = [False] * len(known)
        self._at: dict[object, list[int]] = defaultdict(list)  # from the last to the first
        for number, decision in reversed(list(enumerate(known))):
            quote = document_news.unnumbered(decision.quote)
            keys = [(quote, decision.at), (quote,), (None, decision.at), *self._words[number]]
            for key in keys:
                self._at[key].append(number)

    def same_in_place(self, quote: str, at: str) -> Decision | None:
        """Take the decision on the same sentence at the same place."""
        return self._take((document_news.unnumbered(quote), at))

    def same(self, quote: str, _: str) -> Decision | None:
        """Take the first decision on the same sentence at any place."""
        return self._take((document_news.unnumbered(quote),))

    def alike(self, quote: str, at: str) -> Decision | None:
        """Take the decision on the most similar sentence, if it is similar enough."""
        words = Counter(quote.split())
        best, most = None, 0.0
        for number in self._candidates(words, at):
            is_there = self._known[number].at == at
            agree = _agreement(words, self._words[number])
            if agree > most and agree >= (_ALIKE_IN_PLACE if is_there else _ALIKE):
                best, most = number, agree
        if best is None:
            return None
        self._is_used[best] = True
        return self._known[best]

    def _candidates(self, words: Counter[str], at: str) -> list[int]:
        """List the sentences that were at a place, then those that share the rarest words."""
        candidates = dict.fromkeys(self._unused((None, at)))
        for word in sorted(words, key=lambda word: len(self._at.get(word, ()))):
            candidates |= dict.fromkeys(self._unused(word))
            if len(candidates) >= _MOST_COMPARED:
                break
        return list(candidates)

    def _take(self, key: object) -> Decision | None:
        for number in self._unused(key):
            self._is_used[number] = True
            return self._known[number]
        return None

    def _unused(self, key: object) -> Iterator[int]:
        """Yield the first unused sentences under a key."""
        numbers = self._at.get(key, [])
        while numbers and self._is_used[numbers[-1]]:
            numbers.pop()
        left = (number for number in reversed(numbers) if not self._is_used[number])
        yield from islice(left, _MOST_COMPARED)


def _sentence(task: PlainDraft) -> tuple[str, str]:
    draft = task[DRAFT]
    return draft.get("quote", ""), draft.get("at", "")


def _agreement(first: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two sentences have in common, from 0 to 1, by length."""
    both, all_ = _length(first & other), _length(first) + _length(other)
    return 2 * both / all_ if all_ else 1.0


def _length(words: Counter[str]) -> int:
    return sum((len(word) + 1) * count for word, count in words.items())


def _with_own(
    tasks: Sequence[PlainDraft], old: Sequence[PlainDraft], renewer: _Renewer
) -> Iterator[PlainDraft]:
    """Yield the tasks, and those that only the older draft has after the task they followed there.

    These are tasks that a user added, and decided tasks whose sentences are gone.
    """
    ids = {task["id"] for task in tasks}
    by_id = {decision.id: decision for decision in renewer.known}
    after: dict[str, list[PlainDraft]] = {}
    last = ""
    for task in old:
        id_ = task.get("id", "")
        if id_ in ids:
            last = id_
            continue
        decision = by_id.get(id_)
        if decision and DRAFT in task and decisions.mark(task) == decision.made.partition("-")[0]:
            continue  # nobody has touched it, and the document no longer has it
        renewer.gone += decision is not None
        after.setdefault(last, []).append(task)
    yield from after.get("", ())
    for task in tasks:
        yield task
        yield from after.get(task["id"], ())


def _same_things(new: Sequence[PlainDraft], old: Sequence[PlainDraft]) -> dict[str, str]:
    """Map the ids of new things to those of older things with the same name or alias."""
    known: dict[object, str] = {}
    for part in old:
        for name in filter(None, (part.get("name"), *as_list(part.get("aliases")))):
            known.setdefault(names.identity(name), part.get("id", ""))
    return {
        part["id"]: known.get(names.identity(part.get("name", ""))) or part["id"] for part in new
    }


def _with_old(
    new: Sequence[PlainDraft], old: Sequence[PlainDraft], same: dict[str, str]
) -> list[PlainDraft]:
    """Return the older things, which users may have changed, and those that are new."""
    ids = {part.get("id") for part in old}
    return [*old, *(part for part in new if same.get(part["id"], part["id"]) not in ids)]


def _renamed(task: PlainDraft, same: Mapping[str, Mapping[str, str]]) -> PlainDraft:
    """Return a task that refers to owners, villages and events by their present ids."""
    draft = dict(task[DRAFT])
    if "propose" in draft:
        draft["propose"] = draft["propose"] | _ids_renamed(draft["propose"], same)
    return {**task, **_ids_renamed(task, same), DRAFT: draft}


def _ids_renamed(keys: PlainDraft, same: Mapping[str, Mapping[str, str]]) -> PlainDraft:
    renamed: PlainDraft = {}
    for key, section in references.SECTION_OF_KEY["tasks"].items():
        if key in keys and section in same:
            now = [same[section].get(id_, id_) for id_ in as_list(keys[key])]
            is_one = section != "owners" and isinstance(keys[key], str)
            renamed[key] = now[0] if is_one else list(dict.fromkeys(now))
    return renamed
