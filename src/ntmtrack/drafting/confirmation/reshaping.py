"""Splitting and joining duties of a draft, and dropping parts: nothing is invented or lost.

Each part of a sentence keeps what its own words say. What only the rest of the sentence says
becomes a doubt; what is in another cell, or is the sentence's lead, is proposed. Tasks that refer
to a dropped part lose the reference, or refer to another part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import Any
from typing import NamedTuple

from ntmtrack.datafile import references
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_file import plain
from ntmtrack.drafting.confirmation.draft_file import title_of
from ntmtrack.drafting.confirmation.draft_words import as_list
from ntmtrack.drafting.phrases import measures_words
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.spelling import id_for
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_REFERRING = references.SECTION_OF_KEY["tasks"]
NO_LEAD_HERE = N_("This part does not itself name a lead ({text}).")
NO_TIME_HERE = N_("This part does not itself give a deadline ({text}).")
NO_VILLAGES_HERE = N_("This part does not itself name a place ({text}).")
TWO_TIMES = N_("The two duties that were joined have different deadlines: {first}; {second}.")
TWO_PLACES = N_("The two duties that were joined name different villages: {first}; {second}.")
NOTHING = N_("nothing")
_WHEN = (*TIMES, "event_days", "due_is", "due_to", "start")
_BODIES = ("owner", "support", "leader", "report_to")
_NUMBER = re.compile(r"^(?:\(?\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|[IVX]+[.)]|\w[.)]|[-–+•*])\s+")
_ALL_PLACES = re.compile(r"\b(?:cac|toan|tat ca|ca|\d+)\b.*\b(?:thon|xa|ban|xom|ap)\b")


class _Part(NamedTuple):
    """Store a part of a sentence, with the duty and draft that it belongs to."""

    text: str
    item: PlainDraft
    file: PlainDraft
    words: Words

    @property
    def issued(self) -> date | None:
        try:
            return dates.parse_day(str(draft_words.value_of(self.file["directive"], "issued")))
        except (NtmError, KeyError):
            return None

    def names(self, section: str, id_: str) -> bool:
        """Return whether the words of this part name an owner or a village."""
        known: PlainDraft = next(
            (part for part in self.file.get(section) or () if part.get("id") == id_), {}
        )
        called = [draft_words.value_of(known, "name"), *as_list(known.get("aliases"))]
        here = f" {_folded(self.text)} "
        return any(f" {_folded(str(name))} " in here for name in called if name)


def split(
    item: PlainDraft, at: int, file: PlainDraft, words: Words
) -> tuple[PlainDraft, PlainDraft]:
    """Split a duty at an index of its quote."""
    quote = draft_words.quoted(item, "quote")
    first, second = quote[:at].strip(), quote[at:].strip().removeprefix("và ")
    taken = {str(task.get("id", "")) for task in file.get("tasks") or ()}
    other = _duty_of(_Part(second, item, file, words))
    return _duty_of(_Part(first, item, file, words)), {**other, "id": id_for(other["title"], taken)}


def join(above: PlainDraft, item: PlainDraft, file: PlainDraft, words: Words) -> PlainDraft:
    """Join a duty with the one above it; where they differ, propose the values of both."""
    draft = _without_earlier(above.get(DRAFT) or {"at": draft_words.quoted(item, "at")})
    quotes = (draft.get("quote", above.get("title", "")), draft_words.quoted(item, "quote"))
    times = [time for time in (draft.get("deadline"), draft_words.quoted(item, "deadline")) if time]
    joined: PlainDraft = {
        **{key: value for key, value in item.items() if key in ("product", "evidence", "note")},
        **above,
        "title": title_of(f"{above.get('title', '')}; {draft_words.title_inside(item, file)}"),
        DRAFT: {**draft, "quote": " ".join(filter(None, quotes))},
    }
    if times:
        joined[DRAFT]["deadline"] = "; ".join(dict.fromkeys(times))
    for key in _BODIES:
        both = [*as_list(above.get(key)), *as_list(item.get(key))]
        if both:
            joined[key] = list(dict.fromkeys(both))
    leads = as_list(joined.get("owner"))
    if helpers := [id_ for id_ in as_list(joined.pop("support", ())) if id_ not in leads]:
        joined["support"] = helpers
    proposed = {**draft_words.proposals(item), **draft_words.proposals(above)}
    why = [*draft_words.doubts(above), *draft_words.doubts(item)]
    if draft_words.quoted(item, "at") == draft.get("at"):
        # The sentence is whole again.
        why = [reason for reason in why if not _is_of_part(reason, words)]
    for both_kept in (_both_times, _both_places):
        why += both_kept(joined, proposed, (above, item), file, words)
    order = (key for key in ("id", *above, *joined) if key in joined and key != DRAFT)
    return _with_draft({**{key: joined[key] for key in order}, DRAFT: joined[DRAFT]}, proposed, why)


def _is_of_part(reason: str, words: Words) -> bool:
    """Return whether a doubt is about what a part of a sentence does not say itself."""
    sentences = (NO_LEAD_HERE, NO_TIME_HERE, NO_VILLAGES_HERE)
    return reason.startswith(
        tuple(words.say(sentence, text="|").split("|")[0] for sentence in sentences)
    )


def without(file: PlainDraft, section: str, id_: str) -> tuple[PlainDraft, list[str]]:
    """Return a draft without one of its parts, or unchanged with the tasks that need the part.

    An owner with the name of the dropped one as an alias takes its place, and keeps the alias.
    """
    items: list[PlainDraft] = list(file.get(section) or ())
    dropped = next(part for part in items if part.get("id") == id_)
    left = [part for part in items if part is not dropped]
    tasks: list[PlainDraft] = left if section == "tasks" else list(file.get("tasks") or ())
    if section == "tasks":
        return {**file, "tasks": [_without_task(task, id_) for task in tasks]}, []
    users = [str(task.get("id", "")) for task in tasks if _refers_to(task, section, id_)]
    name = str(draft_words.value_of(dropped, "name"))
    heir = next((part for part in left if draft_words.has_alias(part, name)), None)
    if users and (heir is None or section != "owners"):
        return file, users
    if heir is not None:
        called = list(dict.fromkeys([*as_list(heir.get("aliases")), name]))
        left = [{**part, "aliases": called} if part is heir else part for part in left]
        tasks = [_renamed(task, section, id_, str(heir["id"])) for task in tasks]
    return {**file, section: left, "tasks": tasks}, []


def _without_earlier(draft: PlainDraft) -> PlainDraft:
    """Leave out earlier values: nothing was confirmed of parts of duties, or of joined ones."""
    return {key: value for key, value in draft.items() if key != "was"}


def _without_task(task: PlainDraft, id_: str) -> PlainDraft:
    """Remove a task's references to a dropped task that it is part of, or related to."""
    left: dict[str, Any] = {}
    for key, value in task.items():
        others = [other for other in as_list(value) if other != id_]
        if _REFERRING.get(key) != "tasks":
            left[key] = value
        elif others:
            left[key] = others if isinstance(value, list) else value
    return left


def _refers_to(task: PlainDraft, section: str, id_: str) -> bool:
    return any(
        id_ in as_list(values.get(key))
        for values in (task, draft_words.proposals(task))
        for key, named in _REFERRING.items()
        if named == section
    )


def _renamed(task: PlainDraft, section: str, old: str, new: str) -> PlainDraft:
    """Return a task whose values and proposals refer to `new` instead of `old`."""
    changed: dict[str, Any] = {}
    for key, value in task.items():
        if _REFERRING.get(key) == section:
            changed[key] = list(dict.fromkeys(new if id_ == old else id_ for id_ in as_list(value)))
        elif key == "draft" and draft_words.proposals(task):
            proposed = _renamed(dict(draft_words.proposals(task)), section, old, new)
            changed[key] = {**value, "propose": proposed}
        else:
            changed[key] = value
    return changed


def is_number(text: str) -> bool:
    """Return whether a text is only the number of a point: 2., b)."""
    return bool(_NUMBER.fullmatch(f"{text.strip()} "))


def _duty_of(part: _Part) -> PlainDraft:
    """Return the duty that a part of a sentence makes."""
    text = _NUMBER.sub("", part.text)
    draft = {**_without_earlier(part.item[DRAFT]), "quote": part.text}
    own = {**part.item, "title": title_of(text[:1].upper() + text[1:]), DRAFT: draft}
    proposed = dict(draft_words.proposals(part.item))
    why = [*draft_words.doubts(part.item)]
    for keep in (_keep_bodies, _keep_villages, _keep_time):
        why += keep(part, own, proposed)
    if "measures" in proposed:
        quote = draft_words.quoted(part.item, "quote")
        proposed["measures"] = measures_words.of_part(proposed["measures"], part.text, quote)
    return _with_draft(own, proposed, why)


def _with_draft(item: PlainDraft, proposed: Mapping[str, Any], why: list[str]) -> PlainDraft:
    """Return a duty with these proposals and reasons in its draft."""
    draft = {key: value for key, value in item[DRAFT].items() if key not in ("propose", "why")}
    if left := {key: value for key, value in proposed.items() if value}:
        draft["propose"] = left
    if reasons := list(dict.fromkeys(why)):
        draft["why"] = reasons[0] if len(reasons) == 1 else reasons
    return {**item, DRAFT: draft}


def _keep_bodies(part: _Part, own: PlainDraft, proposed: dict[str, Any]) -> Iterator[str]:
    whole = part._replace(text=draft_words.quoted(part.item, "quote"))
    for key in _BODIES:
        ids = as_list(draft_words.value_of(part.item, key))
        here = [id_ for id_ in ids if part.names("owners", id_)]
        if not ids or here == ids:
            continue
        own.pop(key, None)
        proposed.pop(key, None)
        if here:
            own[key] = here
        elif key == "owner" or not any(whole.names("owners", id_) for id_ in ids):
            proposed[key] = ids  # a column of its own says it
        if not here and key == "owner":
            text = draft_words.names_of(ids, part.file.get("owners") or ())
            yield part.words.say(NO_LEAD_HERE, text=text)


def _keep_villages(part: _Part, own: PlainDraft, proposed: dict[str, Any]) -> Iterator[str]:
    named = draft_words.value_of(part.item, "villages")
    ids = as_list(named)
    here = [id_ for id_ in ids if _says_place(part, id_)]
    if not ids or here == ids:
        return
    text = draft_words.villages_of(part.item, part.file, part.words)
    for key in ("villages", "each"):
        own.pop(key, None)
        proposed.pop(key, None)
    if here:
        own["villages"] = here
        return
    whole = part._replace(text=draft_words.quoted(part.item, "quote"))
    if not any(_says_place(whole, id_) for id_ in ids):
        proposed["villages"] = named  # a column of its own says it
    yield part.words.say(NO_VILLAGES_HERE, text=text)


def _says_place(part: _Part, id_: str) -> bool:
    if id_ != references.ALL:
        return part.names("villages", id_)
    return bool(_ALL_PLACES.search(_folded(part.text)))


def _keep_time(part: _Part, own: PlainDraft, proposed: dict[str, Any]) -> Iterator[str]:
    has = [key for key in _WHEN if key in own or key in proposed]
    here = _times(part.text, part.issued)
    if not has and not here:
        return
    whole = _times(draft_words.quoted(part.item, "quote"), part.issued)
    if here == whole and whole:
        return
    text = draft_words.time_of(part.item, part.file, part.words)
    values = {key: draft_words.value_of(part.item, key) for key in has}
    for key in _WHEN:
        own.pop(key, None)
        proposed.pop(key, None)
    if here:
        proposed.update({**values, **here} if "event" in here else here)
        own[DRAFT] = {**own[DRAFT], "deadline": _time_words(part)}
        return
    if not whole:
        proposed.update(values)  # another cell says it
    else:
        own[DRAFT] = {key: value for key, value in own[DRAFT].items() if key != "deadline"}
    if text:
        yield part.words.say(NO_TIME_HERE, text=text)


def _times(text: str, issued: date | None) -> dict[str, Any]:
    """Return the times in a sentence by the file's keys; several days become a list."""
    fields = [time.fields for time in time_phrases.in_sentence(text, issued) if time.fields]
    times: dict[str, Any] = {}
    for rule in fields:
        for key, value in rule.items():
            if key in _WHEN and key not in ("event", "event_days"):
                times.setdefault(key, plain(value))
    days = list(dict.fromkeys(rule["due"] for rule in fields if "due" in rule))
    return times | {"due": days} if len(days) > 1 else times


def _time_words(part: _Part) -> str:
    times = time_phrases.in_sentence(part.text, part.issued)
    return time_phrases.words_of(part.text, [time for time in times if time.fields])


def _both_times(
    joined: PlainDraft,
    proposed: dict[str, Any],
    pair: tuple[PlainDraft, PlainDraft],
    file: PlainDraft,
    words: Words,
) -> Iterator[str]:
    first, second = (
        {key: value for key in _WHEN if (value := draft_words.value_of(task, key))} for task in pair
    )
    if first == second or not _has_time(second):
        return
    for key in _WHEN:
        joined.pop(key, None)
        proposed.pop(key, None)
    days = list(dict.fromkeys(day for task in pair for day in draft_words.days_of(task)))
    timed = {**second, **first} if days else first if _has_time(first) else second
    proposed.update(timed)
    if days:
        for key in (*TIMES, "event_days"):
            proposed.pop(key, None)
        proposed["due"] = days if len(days) > 1 else days[0]
    times = [draft_words.time_of(task, file, words) or words.say(NOTHING) for task in pair]
    yield words.say(TWO_TIMES, first=times[0], second=times[1])


def _has_time(values: Mapping[str, Any]) -> bool:
    return any(key in values for key in (*TIMES, "start"))


def _both_places(
    joined: PlainDraft,
    proposed: dict[str, Any],
    pair: tuple[PlainDraft, PlainDraft],
    file: PlainDraft,
    words: Words,
) -> Iterator[str]:
    named = [as_list(draft_words.value_of(task, "villages")) for task in pair]
    if named[0] == named[1] or not named[1]:
        return
    joined.pop("villages", None)
    both = list(dict.fromkeys([*named[0], *named[1]]))
    proposed["villages"] = references.ALL if references.ALL in both else both
    proposed["each"] = "village" if len(both) > 1 else proposed.get("each", "")
    villages = [draft_words.villages_of(task, file, words) or words.say(NOTHING) for task in pair]
    yield words.say(TWO_PLACES, first=villages[0], second=villages[1])


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", names.fold(text)).split())
