"""The findings in a document as the values of a draft data file.

Values that the file format would refuse become proposals, so that a draft is valid except for what
nobody has confirmed. What cannot even be proposed becomes a reason for doubt, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ntmtrack.datafile import file_format
from ntmtrack.datafile import parts
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import spoken_times
from ntmtrack.drafting.confirmation.layout import SECTION
from ntmtrack.drafting.confirmation.layout import flow
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.confirmation.place_words import Citations
from ntmtrack.drafting.confirmation.place_words import place_in_words
from ntmtrack.drafting.document_model import Contradiction
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import FoundHead
from ntmtrack.drafting.document_model import FoundParty
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

PlainDraft = dict[str, Any]
# The keys that say when a task is due; a task has only one of them.
TIMES = ("due", "repeat", "event", "standing", "no_date")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The keys that a duty may state outright, in the order in which a person would write them.
_OWN = (
    *("owner", "leader", "support", "report_to", "villages", "due", "due_is"),
    *("product", "evidence", "note"),
)
NEARLY_SAME = N_("Nearly the same name as {names}: are they the same?")
TAKEN_ALIAS = N_("The document also calls it “{name}”, which is another one's name as well.")
BEFORE_DOCUMENT = N_("The day is before the document's own: {day}.")
START_AFTER = N_("The document gives a start day, {day}, after the deadline.")
GROUP = N_("This is a group, not a single body: name its members, or keep it as it is.")
MAY_BE_TWO = N_("This may be more than one body: split it, or keep it as it is.")
OF_EACH_VILLAGE = N_("Each village seems to have such a body of its own.")
TRIMMED = N_(
    "Characters here had more accents than any language uses; the extra ones are"
    " left out of the quotation."
)
COLUMN_HEADS = N_("column headings")
NO_LEAD = N_("The document does not name a lead.")


class _Known(NamedTuple):
    """Store what duties share: ids that they may refer to, contradictions, and citations."""

    owners: set[str]
    villages: set[str]
    contradictions: dict[SourcePlace, list[Contradiction]]
    citations: Citations


def make(findings: Findings, words: Words, trimmed: Sequence[SourcePlace] = ()) -> PlainDraft:
    """Return the values of a draft file, in the order of its sections.

    `trimmed` are the places of the document that are not quoted exactly.
    """
    contradictions: dict[SourcePlace, list[Contradiction]] = {}
    for contradiction in findings.contradictions:
        contradictions.setdefault(contradiction.place, []).append(contradiction)
    known = _Known(
        owners={party.id for party in findings.parties},
        villages={village.id for village in findings.villages},
        contradictions=contradictions,
        citations=Citations(findings.duties),
    )
    tasks = [_task(duty, findings, known, words) for duty in findings.duties]
    file: PlainDraft = {"format": "1", "directive": _directive(findings.head, words)}
    if findings.villages:
        file["villages"] = [{"id": each.id, "name": tidy(each.name)} for each in findings.villages]
    has_villages = bool(findings.villages)
    file["owners"] = list(_owners(findings.parties, words, has_villages=has_villages))
    if findings.events:
        file["events"] = [_event(event, words) for event in findings.events]
    file["tasks"] = tasks
    left = [each for each in findings.contradictions if each.place in contradictions]
    if unused := list(_unused(findings._replace(contradictions=left), trimmed, words)):
        file["unused"] = unused
    return file | {"progress": []}


def say(reason: DraftReason, words: Words) -> str:
    """Format a reason for doubt."""
    values = {key: spoken_times.in_words(text, words) for key, text in reason.values.items()}
    return tidy(words.say(reason.text, **values))


def _known_keys(part: type[FilePart], item: PlainDraft) -> PlainDraft:
    """Return a part without empty values, and without keys that the file format lacks."""
    known = {*parts.keys_of(part), SECTION}
    return {key: value for key, value in item.items() if value and key in known}


def _draft(
    propose: Mapping[str, object], why: Iterable[str], part: type[FilePart], **texts: str
) -> PlainDraft:
    """Return the value of the `draft` key, without empty parts."""
    draft: PlainDraft = {key: text for key, text in texts.items() if text}
    proposals = {key: value for key, value in propose.items() if value}
    proposed = _known_keys(part, {key: plain(value) for key, value in proposals.items()})
    draft |= {"propose": proposed} if proposed else {}
    reasons = list(dict.fromkeys(why))
    if reasons:
        draft["why"] = reasons[0] if len(reasons) == 1 else reasons
    return draft


def plain(value: object) -> Any:  # noqa: ANN401 - a text, or a list or mapping of such
    """Convert a value to texts, lists and mappings, with booleans as the file writes them."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(part) for part in value]
    return tidy(str(value).lower() if isinstance(value, bool) else str(value))


def _directive(head: FoundHead, words: Words) -> PlainDraft:
    own: PlainDraft = {
        key: tidy(str(getattr(head, key)))
        for key in ("number", "issued", "superior", "issuer", "place", "subject")
    }
    if head.signer_name and head.signer_title:
        signer = {"name": head.signer_name, "title": head.signer_title, "for": head.signer_for}
        signer["by"] = head.signer_by
        own["signer"] = {key: tidy(text) for key, text in signer.items() if text}
    own |= {"form": head.form, "language": words.language}
    own = _known_keys(parts.DirectivePart, own)
    proposed = {key: value for key, value in head.propose.items() if key not in own}
    own[DRAFT] = _draft(proposed, (), parts.DirectivePart, at=words.say("the head"))
    return own


def _owners(
    parties: Sequence[FoundParty], words: Words, *, has_villages: bool
) -> Iterator[PlainDraft]:
    """Yield the owners; a name that another owner also has becomes a doubt, not an alias."""
    ids_of_names = {
        names.identity(name): party.id for party in parties for name in (party.name, party.id)
    }
    for party in parties:
        aliases, why = [], []
        for alias in dict.fromkeys(map(tidy, party.aliases)):
            if ids_of_names.setdefault(names.identity(alias), party.id) != party.id:
                why.append(words.say(TAKEN_ALIAS, name=alias))
            elif names.identity(alias) != names.identity(party.name):
                aliases.append(alias)
        if party.near:
            near = ", ".join(f"“{tidy(name)}”" for name in party.near)
            why.append(words.say(NEARLY_SAME, names=near))
        why += [words.say(GROUP)] if party.is_group else []
        why += [words.say(MAY_BE_TWO)] if party.may_be_two else []
        owner: PlainDraft = {"id": party.id, "name": tidy(party.name), "title": tidy(party.title)}
        owner |= {"kind": "person"} if party.kind == "person" else {}
        owner = _known_keys(parts.OwnerPart, owner | {"aliases": aliases})
        each = party.of_each_village and has_villages
        why += [words.say(OF_EACH_VILLAGE)] if each else []
        if why:
            proposed: PlainDraft = {"aliases": list(map(tidy, party.near)), "per_village": each}
            at = place_in_words(party.place, words)
            owner[DRAFT] = _draft(proposed, why, parts.OwnerPart, at=at)
        yield owner


def _event(event: Any, words: Words) -> PlainDraft:  # noqa: ANN401 - a FoundEvent
    own: PlainDraft = {"id": event.id, "name": tidy(event.name)}
    if event.proposed_date:
        at = place_in_words(event.place, words)
        own[DRAFT] = _draft({"date": event.proposed_date}, (), parts.EventPart, at=at)
    return own


def _task(duty: FoundDuty, findings: Findings, known: _Known, words: Words) -> PlainDraft:
    """Return a task with the contradictions at its place, which are removed from `known`."""
    at = place_in_words(duty.place, words)
    why = [say(reason, words) for reason in duty.why]
    why += [
        say(contradiction.why, words) for contradiction in known.contradictions.pop(duty.place, ())
    ]
    own = _own_values(duty, known)
    propose = _proposals(duty, own, findings.head)
    why += _move_misfits(own, propose, findings.head.issued, words)
    if not own.get("owner") and not propose.get("owner"):
        why.append(words.say(NO_LEAD))
    why += _in_words({**propose, **own})
    why += _rules_without_start(propose)
    task: PlainDraft = {
        "id": duty.id,
        "title": title_of(duty.title or duty.quote),
        "clause": tidy(duty.clause),
        "place": known.citations.cite(duty, words),
        **own,
        SECTION: tidy(duty.section),
    }
    task = _known_keys(file_format.TaskPart, task)
    quote, deadline = tidy(duty.quote), tidy(duty.deadline)
    task[DRAFT] = _draft(propose, why, file_format.TaskPart, at=at, quote=quote, deadline=deadline)
    return task


def _in_words(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield, in words, values that the file has no key for, so that nobody misses them."""
    known = parts.keys_of(file_format.TaskPart)
    for key, value in values.items():
        if key not in known and value:
            yield f"{key}: {flow(plain(value), key)}"


def _own_values(duty: FoundDuty, known: _Known) -> PlainDraft:
    """Return what a duty states outright, leaving out unknown ids."""
    own: PlainDraft = {}
    for key in _OWN:
        value = getattr(duty, key)
        if key in ("owner", "leader", "support", "report_to"):
            value = [id_ for id_ in dict.fromkeys(value) if id_ in known.owners]
        elif key == "villages":
            named = [id_ for id_ in value if id_ in known.villages]
            value = "all" if tuple(value) == ("all",) else named
        own[key] = plain(value) if value else ""
    own["support"] = [id_ for id_ in own["support"] or () if id_ not in (own["owner"] or ())]
    if not known.villages:
        own["villages"] = ""
    has_due = own["due"] or duty.propose.get("due")
    own["due_is"] = _due_is(duty) if has_due else ""
    return {key: value for key, value in own.items() if value}


def _proposals(duty: FoundDuty, own: PlainDraft, head: FoundHead) -> PlainDraft:
    """Return what is proposed for a duty besides its own values; rules get a first day."""
    propose = {key: value for key, value in duty.propose.items() if not own.get(key)}
    if rules := propose.get("repeat"):
        issued = head.issued or head.propose.get("issued", "")
        propose["repeat"] = _with_start(rules, propose.pop("start", "") or issued)
        if _due_is(duty) == "before" and "due_is" not in own:
            propose["due_is"] = "before"
    return propose


def _with_start(rules: Any, start: str) -> Any:  # noqa: ANN401 - a rule, or a list of them
    """Add `start` to rules without a first day: the day of the duty, or of the document."""
    if not isinstance(rules, Mapping):
        return [_with_start(rule, start) for rule in rules]
    return {**rules, "from": rules.get("from") or start} if start else rules


def _rules_without_start(propose: PlainDraft) -> Iterator[str]:
    """Move rules into words if one has no first day, which the format refuses.

    This happens if the document has no day of issue.
    """
    rules = propose.get("repeat") or ()
    several = [rules] if isinstance(rules, Mapping) else rules
    if all(rule.get("from") for rule in several):
        return
    for key in ("due_is", "repeat"):
        if value := propose.pop(key, ""):
            yield f"{key}: {flow(plain(value), key)}"


def _due_is(duty: FoundDuty) -> str:
    """Return whether a deadline's own day is too late (`before`) or in time (`by`)."""
    if due_is := duty.due_is or duty.propose.get("due_is"):
        return str(due_is)
    return "before" if "truoc" in names.fold(duty.deadline).split() else "by"


def _move_misfits(
    own: PlainDraft, propose: dict[str, Any], issued: str, words: Words
) -> Iterator[str]:
    """Move values that no file may have into the proposals, and yield the reasons."""
    due = str(own.get("due", ""))
    if due and _ISO_DAY.fullmatch(issued) and time_phrases.last_day(due).isoformat() < issued:
        propose["due"] = own.pop("due")
        yield words.say(BEFORE_DOCUMENT, day=spoken_times.due_text(due, words))
    times = {**propose, **own}
    start, dues = str(times.get("start", "")), times.get("due")
    if (
        isinstance(dues, str)
        and _ISO_DAY.fullmatch(start)
        and start > time_phrases.last_day(dues).isoformat()
    ):
        propose["start"] = start
        own.pop("start", "")
        yield words.say(START_AFTER, day=spoken_times.due_text(start, words))


def title_of(text: str) -> str:
    """Return a title of at most 120 characters."""
    return duty_verbs.short_title(tidy(text))


def _unused(
    findings: Findings, trimmed: Sequence[SourcePlace], words: Words
) -> Iterator[PlainDraft]:
    """Yield the passages that became no task, with their places, and the unknown columns."""
    passages = [(passage.place, passage.text) for passage in findings.unused]
    passages += [
        (contradiction.place, f"{contradiction.text} ({say(contradiction.why, words)})")
        for contradiction in findings.contradictions
    ]
    passages += [(place, words.say(TRIMMED)) for place in trimmed]
    for place, text in passages:
        if tidy(text):
            yield {"at": place_in_words(place, words), "text": tidy(text)}
    if columns := unknown_columns(findings, words):
        yield {"at": words.say(COLUMN_HEADS), "text": " ".join(columns)}


def unknown_columns(findings: Findings, words: Words) -> Sequence[str]:
    """Return sentences on the columns that were not understood, and how to name them."""
    if not findings.unknown_columns:
        return ()
    columns = "; ".join(f"“{tidy(column)}”" for column in findings.unknown_columns)
    return (
        words.say("Columns that were not understood: {columns}.", columns=columns),
        words.say(
            "Say what a column holds and run the command again, for example: --map “{name}=owner”.",
            name=tidy(findings.unknown_columns[0]),
        ),
    )
