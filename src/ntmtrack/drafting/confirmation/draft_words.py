"""The tasks of a draft as users read them: who, where and by when, stated or only proposed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ntmtrack.datafile import references
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import spoken_times
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

BETWEEN = "; "
EITHER = " | "  # between alternatives, of which the user keeps one
ALL_VILLAGES = N_("All {villages}")
STANDING = N_("standing")
DUE_IS = {"before": NP_("deadline", "before"), "by": NP_("deadline", "by")}
_SEEN = frozenset(
    (
        *(*TIMES, "event_days", "title", "name", "owner", "support", "villages", "due_is"),
        *(
            "each",
            "product",
            "aliases",
            "date",
            "number",
            "issued",
            "superior",
            "issuer",
            "place",
            "subject",
        ),
    )
)
# Labels of the other keys that may be proposed.
_LABELS = {
    "start": N_("begins"),
    "due_to": N_("by the deadline"),
    "each": N_("counted for each"),
    "per_village": N_("each {village} has its own such body"),
    "measures": N_("goals"),
    "product": N_("product"),
    "evidence": N_("evidence"),
    "report_to": N_("reports to"),
    "leader": N_("leader"),
    "part_of": N_("part of"),
    "note": N_("note"),
    "signer": N_("Signer"),
}
_VALUES = {
    "village": N_("{village}"),
    "owner": N_("body or person"),
    "at_least": N_("at least"),
    "more_than": N_("more than"),
    "at_most": N_("at most"),
    "percent": N_("percent"),
    "start": N_("it must have begun"),
    "finish": N_("it must be finished"),
}


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - a text, or a list
    """Return a list, which may be given as a single value."""
    return list(value) if isinstance(value, list) else [value] if value else []


def proposals(item: PlainDraft) -> Mapping[str, Any]:
    """Return the proposals for an item."""
    draft = item.get(DRAFT)
    proposed = draft.get("propose") if isinstance(draft, dict) else None
    return proposed if isinstance(proposed, dict) else {}


def remove_proposal(item: PlainDraft, key: str) -> None:
    """Remove the proposal for a key that a user has filled in."""
    draft = item.get(DRAFT)
    proposed = draft.get("propose") if isinstance(draft, dict) else None
    if isinstance(proposed, dict) and isinstance(draft, dict):
        proposed.pop(key, None)
        if not proposed:
            del draft["propose"]


def value_of(item: PlainDraft, key: str) -> Any:  # noqa: ANN401 - as the file has it
    """Return the value of a key, or else the one proposed for it."""
    return item.get(key) or proposals(item).get(key) or ""


def quoted(item: PlainDraft, key: str) -> str:
    """Return what an item's draft takes from the document: at, quote or deadline."""
    draft = item.get(DRAFT)
    return str(draft.get(key, "")) if isinstance(draft, dict) else ""


def document_words(item: PlainDraft) -> tuple[str, ...]:
    """Return the document's words for an item's deadline, and the whole sentence."""
    return tuple(text for key in ("deadline", "quote") if (text := quoted(item, key)))


def doubts(item: PlainDraft) -> list[str]:
    """Return the reasons why an item is doubtful."""
    draft = item.get(DRAFT)
    return as_list(draft.get("why")) if isinstance(draft, dict) else []


def has_alias(part: PlainDraft, name: str) -> bool:
    """Return whether a name is an alias, or proposed as one, of a body, person or village."""
    return names.identity(name) in {names.identity(str(alias)) for alias in _aliases(part)}


def title_inside(item: PlainDraft, file: PlainDraft) -> str:
    """Return a duty's title to follow another: in small letters, unless it begins with a name."""
    title = str(item.get("title", ""))
    known = [part for section in ("owners", "villages") for part in file.get(section) or ()]
    called = [str(name) for part in known for name in (value_of(part, "name"), *_aliases(part))]
    is_name = title[1:2].isupper() or title.startswith(tuple(filter(None, called)))
    return title if is_name else title[:1].lower() + title[1:]


def _aliases(part: PlainDraft) -> list[Any]:
    return [*as_list(part.get("aliases")), *as_list(proposals(part).get("aliases"))]


def with_quote(task: PlainDraft, versions: Sequence[PlainDraft]) -> PlainDraft:
    """Return an accepted duty with its former quote, of which its title may be only a part."""
    for former in (former for file in reversed(versions) for former in file["tasks"]):
        if DRAFT not in task and DRAFT in former and former.get("id") == task.get("id"):
            quoted_of = {key: quoted(former, key) for key in ("at", "quote", "deadline")}
            return {**task, DRAFT: {key: text for key, text in quoted_of.items() if text}}
    return task


def signer(head: PlainDraft, words: Words) -> list[str]:
    """Return a line with the signer in a draft, for users to see before they accept the head."""
    named = head.get("signer")
    if not isinstance(named, dict):
        return []
    acting = f"{named['for']}, " if named.get("for") else ""
    right = f" ({named['by']})" if named.get("by") else ""
    text = f"{acting}{named.get('title', '')} {named.get('name', '')}{right}".strip()
    return [words.say("Signer: {text}", text=text)]


def other_proposals(item: PlainDraft, words: Words) -> list[str]:
    """Return a line for each proposal that has no field of its own: accepting takes it, too."""
    return [
        words.say(
            "Also proposed: {text}",
            text=_proposal_text(key, value, words),
        )
        for key, value in proposals(item).items()
        if key not in _SEEN and key not in item
    ]


def _proposal_text(key: str, value: Any, words: Words) -> str:  # noqa: ANN401 - as the file has it
    label = words.say(_LABELS.get(key, key))
    return label if key == "per_village" else f"{label}: {_value_text(value, words)}"


def _value_text(value: Any, words: Words) -> str:  # noqa: ANN401 - as the file has it
    if isinstance(value, Mapping):
        parts = [
            _value_text(part, words)
            if key in ("name", "unit", "title", "for")
            else f"{words.say(_VALUES.get(str(key), str(key)))} {_value_text(part, words)}"
            for key, part in value.items()
            if key != "id"
        ]
        return " ".join(dict.fromkeys(parts))
    if isinstance(value, list):
        return BETWEEN.join(_value_text(single, words) for single in value)
    text = str(value)
    return words.say(_VALUES[text]) if text in _VALUES else day_text(text, words)


def disputed(item: PlainDraft) -> list[str]:
    """List the keys with another proposal than their value, or with an earlier value."""
    differing = [key for key, value in proposals(item).items() if item.get(key, value) != value]
    return [*differing, *earlier(item)]


def earlier(item: PlainDraft) -> Mapping[str, Any]:
    """Return an item's values before its document changed; empty for a key it did not have."""
    draft = item.get(DRAFT)
    was = draft.get("was") if isinstance(draft, dict) else None
    return was if isinstance(was, dict) else {}


def days_of(item: PlainDraft) -> list[str]:
    """List the days or periods that are, or are proposed as, a duty's deadline."""
    proposed = as_list(proposals(item).get("due"))
    if not item.get("due") and any(key in item for key in TIMES):
        return []
    return list(dict.fromkeys([*as_list(item.get("due")), *proposed]))


def days_offered(item: PlainDraft) -> list[str]:
    """List the days that the user has to choose from."""
    days = days_of(item)
    return days if len(days) > 1 else []


def names_of(ids: Any, things: Sequence[PlainDraft]) -> str:  # noqa: ANN401 - a text, or a list
    """Return the names of ids, or an unknown id itself."""
    known = {thing.get("id"): thing.get("name") or value_of(thing, "name") for thing in things}
    return BETWEEN.join(str(known.get(id_) or id_) for id_ in as_list(ids))


def villages_of(task: PlainDraft, file: PlainDraft, words: Words) -> str:
    """Return the names of a task's villages."""
    named = value_of(task, "villages")
    if named == references.ALL:
        return words.say(ALL_VILLAGES)
    return names_of(named, file.get("villages") or ())


def time_of(task: PlainDraft, file: PlainDraft, words: Words) -> str:
    """Format the deadline of a task or, if it has none, the proposed one."""
    days = days_of(task)
    own = _time({"due": days} if days else task, file, words)
    return own or _time(proposals(task), file, words)


def is_time_proposed(task: PlainDraft) -> bool:
    """Return whether the deadline of a task is only proposed."""
    proposed = proposals(task)
    return any(key in proposed for key in TIMES) and not any(key in task for key in TIMES)


def is_time_doubtful(task: PlainDraft) -> bool:
    """Return whether the deadline of a task is only proposed, or was a different one before."""
    return is_time_proposed(task) or any(key in earlier(task) for key in TIMES)


def _time(values: Mapping[str, Any], file: PlainDraft, words: Words) -> str:
    if due := values.get("due"):
        return EITHER.join(spoken_times.due_text(str(day), words) for day in as_list(due))
    if rules := values.get("repeat"):
        return BETWEEN.join(spoken_times.rule_text(rule, words) for rule in as_list(rules))
    if event := values.get("event"):
        name = names_of(event, file.get("events") or ())
        return spoken_times.event_text(name, str(values.get("event_days", "")), words)
    if str(values.get("standing", "")) == "true":
        return words.say(STANDING)
    return str(values.get("no_date", ""))


def day_text(text: str, words: Words) -> str:
    """Format a day as offices write it; return any other text unchanged."""
    try:
        return words.day(dates.parse_day(text))
    except NtmError:
        return text
