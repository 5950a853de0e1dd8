"""The head of a report: the directive, the moment, and what the filters select."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from ntmtrack.directive.dates import Moment
from ntmtrack.directive.issuers import kind_in
from ntmtrack.directive.issuers import kind_of_places_in
from ntmtrack.directive.issuers import profile_in
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.names import identity
from ntmtrack.directive.names import without_place_before
from ntmtrack.records import Record
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Paragraph
from ntmtrack.status.selection import Selection
from ntmtrack.status.selection import owners_of
from ntmtrack.status.view import View
from ntmtrack.wording.words import LABELS
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

# Further than this from the directive, the day of a report may be a mistake, and a note says so.
FAR_DAYS = 180
# The kind of a document by the symbol in its number, such as CV in 49-CV/ĐU. English has one name
# for all; Vietnamese has one for each.
OTHER = "document"
KINDS = {
    OTHER: NP_("document", "Directive"),
    "BB": NP_("BB", "Directive"),
    "BC": NP_("BC", "Directive"),
    "BGN": NP_("BGN", "Directive"),
    "CT": NP_("CT", "Directive"),
    "CTHĐ": NP_("CTHĐ", "Directive"),
    "CTR": NP_("CTR", "Directive"),
    "CV": NP_("CV", "Directive"),
    "CĐ": NP_("CĐ", "Directive"),
    "DA": NP_("DA", "Directive"),
    "GM": NP_("GM", "Directive"),
    "HD": NP_("HD", "Directive"),
    "HĐ": NP_("HĐ", "Directive"),
    "KH": NP_("KH", "Directive"),
    "KL": NP_("KL", "Directive"),
    "NQ": NP_("NQ", "Directive"),
    "NĐ": NP_("NĐ", "Directive"),
    "PA": NP_("PA", "Directive"),
    "QC": NP_("QC", "Directive"),
    "QYĐ": NP_("QYĐ", "Directive"),
    "QĐ": NP_("QĐ", "Directive"),
    "TB": NP_("TB", "Directive"),
    "TC": NP_("TC", "Directive"),
    "TT": NP_("TT", "Directive"),
    "TTR": NP_("TTR", "Directive"),
    "ĐA": NP_("ĐA", "Directive"),
}
# In counts these statuses include others under the same label; as a filter they do not.
_NARROW: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "open": (
        N_("in time, not counting what is due today or due soon"),
        ("due-today", "due-soon"),
    ),
    "no-deadline": (N_("no deadline, not counting what waits for its event"), ("waiting",)),
}


_OF_PARTY = N_("{kind} {number} of {issued} of {issuer}, “{subject}”")
_OF_STATE = NP_("state", "{kind} {number} of {issued} of {issuer}, “{subject}”")
_OF_STATE_ON = NP_("state, on an act", "{kind} {number} of {issued} of {issuer}, “{subject}”")
_ON_AN_ACT = frozenset(("CV", "CĐ", "QĐ"))


def document_kind(number: str, words: Words) -> str:
    """Return a document's kind by its number, of the Party (49-CV/ĐU) or state (62/NQ-HĐND)."""
    symbol = kind_in(number) or OTHER
    return words.say_in(symbol, KINDS[symbol])


def kind_of_all_places(documents: Iterable[Document]) -> str | None:
    """Return one word for the places that directives list; None for villages."""
    return kind_of_places_in(
        (each.directive.issuer, [village.name for village in each.villages.values()])
        for each in documents
    )


def letter_words(directive: Directive, words: Words) -> str:
    """Cite a directive in full, as a text does at first mention.

    State papers put no comma before the day and spell it out, and give the subject of an official
    letter or a decision with “về việc” (Nghị định 30/2020/NĐ-CP, appendix I).
    """
    kind, issued = document_kind(directive.number, words), words.day(directive.issued)
    text = words.say(_OF_PARTY)
    if (directive.profile or profile_in(directive.number)) == "state":
        issued = words.day_in_full(directive.issued)
        text = words.say_in("state", _OF_STATE)
        if _is_on_an_act(directive):
            text = words.say_in("state, on an act", _OF_STATE_ON)
    return text.format(
        kind=kind,
        number=directive.number,
        issued=issued,
        issuer=directive.issuer,
        subject=subject_in_sentence(directive.subject, words),
    )


def _is_on_an_act(directive: Directive) -> bool:
    """Return whether a letter is “về việc …”: by its subject, else by its kind."""
    subject = directive.subject.casefold()
    if subject.startswith(("v/v ", "về việc ")):
        return True
    return not subject.startswith("về ") and kind_in(directive.number) in _ON_AN_ACT


def head(view: View, words: Words) -> list[Block]:
    """Build the head of a report: its subject, its moment, and what the filters select."""
    directive, moment = view.document.directive, view.moment
    blocks: list[Block] = [Paragraph(directive_title(view, words), "title")]
    if view.several:
        return [*blocks, *scope(view.selection, view.document, words), *left_out_notes(view, words)]
    age = (moment.day - directive.issued).days
    if age > FAR_DAYS:
        note = words.plural(
            "Note: {day} is {count} day after the directive; --as-of DAY shows another day.",
            "Note: {day} is {count} days after the directive; --as-of DAY shows another day.",
            age,
            day=words.day(moment.day),
        )
        blocks.append(Paragraph(note, "warn"))
    closed = closed_words(directive, moment, words)
    return [*blocks, *closed, *scope(view.selection, view.document, words)]


def closed_words(directive: Directive, moment: Moment, words: Words) -> list[Paragraph]:
    """Return the note that a directive is closed, once it is."""
    if directive.closed is None or moment.day < directive.closed:
        return []
    day = words.day(directive.closed)
    return [Paragraph(words.say("The directive is closed from {day} on.", day=day), "quiet")]


def left_out_notes(view: View, words: Words) -> list[Paragraph]:
    """Build the notes on what a report on several directives leaves out, and why."""
    if view.several is None:
        return []
    return [*finished_words(view, words), *files_left_out(view.several.left_out, words)]


def finished_words(view: View, words: Words) -> list[Paragraph]:
    """Return the note on the finished directives that a report on several leaves out."""
    finished = view.several.finished if view.several else ()
    if not finished:
        return []
    text = words.plural(
        "{count} directive is left out, finished before this week: {numbers}.",
        "{count} directives are left out, finished before this week: {numbers}.",
        len(finished),
        numbers=", ".join(part.document.directive.number for part in finished),
    )
    return [Paragraph(text, "quiet")]


def files_left_out(files: Sequence[str], words: Words) -> list[Paragraph]:
    """Return the note on how many files a report leaves out."""
    if not files:
        return []
    text = words.plural(
        "{count} file is left out: not yet issued, or without the name asked for.",
        "{count} files are left out: not yet issued, or without the name asked for.",
        len(files),
    )
    return [Paragraph(text, "warn")]


def several_title(count: int, moment: Moment, words: Words) -> str:
    """Return the title of a report on several directives: their number and the moment."""
    return words.plural(
        "{count} directive: {as_of}",
        "{count} directives: {as_of}",
        count,
        as_of=as_of(moment, words),
    )


def directive_title(view: View, words: Words) -> str:
    """Return the title of a report: the directive, or the number of them, and the moment."""
    if view.several:
        return several_title(len(view.parts), view.moment, words)
    directive = view.document.directive
    return words.say(
        "{kind} {number} of {issued}: {as_of}",
        kind=document_kind(directive.number, words),
        number=directive.number,
        issued=words.day(directive.issued),
        as_of=as_of(view.moment, words),
    )


def as_of(moment: Moment, words: Words) -> str:
    """Return the moment of a report in words."""
    day = words.day(moment.day)
    if moment.whole_day:
        return words.say("as at the end of {day}", day=day)
    return words.say("as at {time} on {day}", time=f"{moment.at:%H:%M}", day=day)


def moment_in_sentence(moment: Moment, words: Words) -> str:
    """Return the moment up to which entries count, for the middle of a sentence."""
    day = words.day(moment.day)
    if moment.whole_day:
        return words.say("at the end of {day}", day=day)
    return words.say("at {moment}", moment=words.hour(moment.day, moment.at.time()))


def subject_in_sentence(subject: str, words: Words) -> str:
    """Return a letter's subject for the middle of a sentence, without a “về” of its own.

    English keeps the letter's own wording, as it is put in quotation marks.
    """
    if words.language != "vi":
        return subject

    plain = re.sub(r"^(V/v|Về việc|Về)\s+", "", subject, flags=re.IGNORECASE) or subject
    return plain if plain[1:2].isupper() else plain[:1].lower() + plain[1:]


class Scope(Record):
    """Store what the filters of a report select, by name; files may differ in their names."""

    villages: Sequence[str] = ()
    owners: Sequence[str] = ()
    clauses: Sequence[str] = ()
    statuses: Collection[str] = ()
    search: str | None = None


def scope_of(selection: Selection, document: Document) -> Scope:
    """Return the names that the filters select in a document."""
    villages = selection.villages or frozenset()
    return Scope(
        [village.name for village in document.villages.values() if village.id in villages],
        _owner_names(selection.owners or frozenset(), document),
        selection.clauses,
        selection.statuses,
        selection.search,
    )


def joint_scope(scopes: Sequence[Scope]) -> Scope:
    """Merge what the same filters select in several files; equal names appear once."""
    return scopes[0]._replace(
        villages=_each_once(name for scope in scopes for name in scope.villages),
        owners=_each_once(name for scope in scopes for name in scope.owners),
        clauses=_each_once(name for scope in scopes for name in scope.clauses),
    )


def _each_once(names: Iterable[str]) -> list[str]:
    names_by_identity: dict[str, str] = {}
    for name in names:
        names_by_identity.setdefault(identity(name), name)
    return list(names_by_identity.values())


def scope(selection: Selection, document: Document, words: Words) -> list[Paragraph]:
    """Return the line on what the filters select, for readers who did not type them."""
    return scope_words(scope_of(selection, document), words)


def scope_words(scope: Scope, words: Words) -> list[Paragraph]:
    """Return the line on what the filters select; nothing without filters."""
    filters = "; ".join(_filters(scope, words))
    return [Paragraph(words.say("Only: {filters}.", filters=filters))] if filters else []


def _filters(scope: Scope, words: Words) -> Iterator[str]:
    """Yield each filter in the words that follow “Only”."""
    statuses = [words.say(label) for label in _status_labels(scope.statuses)]
    yield from _village_filters(scope.villages, words)
    if owners := scope.owners:
        yield words.plural("owner {names}", "owners {names}", len(owners), names=list_names(owners))
    if scope.clauses:
        yield words.say("clause {names}", names=list_names(scope.clauses))
    if statuses:
        yield words.say("status {names}", names=list_names(statuses))
    if scope.search is not None:
        yield words.say("words “{typed}”", typed=scope.search)


def _village_filters(villages: Sequence[str], words: Words) -> Iterator[str]:
    bare = [name for name in villages if without_place_before(name) == name]
    if bare:
        yield words.plural(
            "{village} {names}", "{villages} {names}", len(bare), names=list_names(bare)
        )
    if full := [name for name in villages if name not in bare]:  # “Thôn 1” says what it is
        yield list_names(full)


def _owner_names(owners: frozenset[str], document: Document) -> list[str]:
    """Return owners and groups by name; a village's own body unless its whole kind is selected."""
    groups = [
        group
        for group in document.owner_groups.values()
        if len(group.members) > 1 and owners.issuperset(group.members)
    ]
    single = owners.difference(*(group.members for group in groups))
    names = [
        owner.names[0]
        for owner in (owners_of(document) if owners else ())
        if owner.id in single and ("@" not in owner.id or owner.id.partition("@")[0] not in owners)
    ]
    return [*names, *(group.name for group in groups)]


def _status_labels(selected: Collection[str]) -> Iterator[str]:
    """Yield the label of each status, with what it leaves out if reports use it more broadly."""
    for id_, label in LABELS.items():
        if id_ in selected:
            narrow, others = _NARROW.get(id_, (label, ()))
            yield label if any(other in selected for other in others) else narrow
