"""Selecting the items of a command: typed names become ids, and ids select items."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING
from typing import Literal

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.alphabet import is_in_clause
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import OwnerGroup
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.directive.names import Named
from ntmtrack.records import Record
from ntmtrack.status.evaluate import owner_of
from ntmtrack.status.evaluate import shares
from ntmtrack.status.items import Item
from ntmtrack.status.items import matches_status
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import first_few
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LABELS
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import MATRIX
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import SHORT_STATUSES
from ntmtrack.wording.words import SPOKEN
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.directive.name_index import NameIndex

NameKind = Literal["village", "owner", "task", "clause", "status"]
# Other words that tables of counts print for a status.
_ALSO_PRINTED = {
    "done": (N_("done"), N_("Done"), N_("Done on time"), N_("Done, no date")),
    "done-late": (N_("done"), N_("Done"), N_("Done late")),
    "in-progress": (N_("Not done"),),
    "not-started": (N_("Not done"), N_("start not recorded")),
}
_MOST_LISTED = 20  # villages in an error
# Kinds of names that reading commands accept run together or as initials.
_SHORTENED: frozenset[NameKind] = frozenset(("village", "owner"))
# The reading that a report's word means if it is also a status in our JSON.
READING_OF_STATUS = {"overdue": "late-to-finish"}
_CLAUSE_WORDS = r"(?:mục|muc|clause)\s+"


class Filters(Record):
    """Store the filters as typed; an empty filter lets everything through."""

    villages: Sequence[str] = ()
    owners: Sequence[str] = ()
    clauses: Sequence[str] = ()
    statuses: Sequence[str] = ()
    search: str | None = None


class Selection(Record):
    """Store the filters as ids; None lets everything through."""

    villages: frozenset[str] | None = None
    owners: frozenset[str] | None = None
    clauses: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    search: str | None = None

    def shares_of(self, task: Task) -> Sequence[ItemKey]:
        """Return the shares of a task that may be selected, judged by what no entry can change."""
        if self.villages is not None and self.villages.isdisjoint(task.villages):
            return ()
        if self.clauses and not any(is_in_clause(task.clause, clause) for clause in self.clauses):
            return ()
        own = shares(task)
        if self.villages is None or task.each != "village":
            return own
        return [share for share in own if share.village in self.villages]

    @property
    def looks_at_items(self) -> bool:
        """Return whether the filters depend on owners, states or words of items."""
        return self.owners is not None or bool(self.statuses) or self.search is not None

    def selects(self, item: Item) -> bool:
        """Return whether an item among the shares is selected; an item without owners never is."""
        return (
            (bool(item.owners) if self.owners is None else any(map(self.names_owner, item.owners)))
            and (not self.statuses or any(matches_status(item, word) for word in self.statuses))
            and (self.search is None or _has_words(item, self.search))
        )

    def names_owner(self, owner: Owner) -> bool:
        """Return whether the filters let an owner through, by its own id or that of its kind."""
        return self.owners is None or bool({owner.id, owner.of} & self.owners)


def select(document: Document, filters: Filters) -> Selection:
    """Resolve typed filters to ids; raise a usage error for an unknown name."""
    return Selection(
        villages=_ids("village", filters.villages, villages_of, document),
        owners=_owner_ids(filters.owners, document),
        clauses=tuple(_clause(typed, document) for typed in filters.clauses),
        statuses=frozenset(word for typed in filters.statuses for word in _statuses_named(typed)),
        search=filters.search,
    )


def villages_of(document: Document) -> list[Named]:
    """Return every village with its names."""
    return [names_of(village) for village in document.villages.values()]


def owners_of(document: "Document | NameIndex") -> list[Named]:
    """Return every owner, every village's own body and every group, with their names."""
    plain = [names_of(owner) for owner in document.owners.values()]
    bodies = [
        Named(body.id, list(dict.fromkeys((body.name, *_names_at(owner, village)))))
        for owner in document.owners.values()
        if owner.per_village
        for village in document.villages.values()
        for body in (owner_of(owner, village),)
    ]
    return plain + bodies + [names_of(group) for group in document.owner_groups.values()]


def _names_at(owner: Owner, village: Village) -> Iterator[str]:
    """Yield the names of a village's own body, with and without the word for the kind of place."""
    for own in (owner.name, *owner.aliases):
        for name in (own, names.without_place(own)):
            yield f"{name} {village.name}"


def names_of(thing: Village | Owner | OwnerGroup) -> Named:
    """Return the names of a village, an owner or a group."""
    return Named(thing.id, (thing.name, *thing.aliases))


def statuses() -> list[Named]:
    """Return every status and reading of reports, with its words in all languages."""
    return [Named(id_, tuple(_status_words(id_, label))) for id_, label in LABELS.items()]


def _status_words(id_: str, label: str) -> Iterator[str]:
    for words in map(Words, LANGUAGES):
        yield from (words.say(text) for text in (label, *_ALSO_PRINTED.get(id_, ())))
        yield from SPOKEN.get(id_, ())
        if id_ in SHORT_STATUSES:
            yield words.say_in(MATRIX, SHORT_STATUSES[id_])


def _statuses_named(typed: str) -> list[str]:
    """Return the statuses that a typed word means; “quá hạn” excludes “chậm bắt đầu”.

    The status `overdue`, as JSON has it, includes both.
    """
    ids = ids_of("status", typed, statuses())
    return (
        ids if typed.strip().casefold() in ids else [READING_OF_STATUS.get(id_, id_) for id_ in ids]
    )


def marks_named(typed: str) -> list[str]:
    """Return the marks that a word means, such as “extended” or “gia hạn”."""
    ids = names.match(typed, marks())
    if not ids:
        raise usage(wording.Code.BAD_CHOICE, value=typed, choices=tuple(MARKS))
    return ids


def marks() -> list[Named]:
    """Return every mark of the log with its words in all languages, and colloquial ones."""
    return [
        Named(
            mark, (*(Words(language).say(label) for language in LANGUAGES), *SPOKEN.get(mark, ()))
        )
        for mark, label in MARKS.items()
    ]


def tasks_of(document: Document) -> list[Named]:
    """Return every task with its titles as names."""
    return [
        Named(task.id, tuple(filter(None, (task.title, task.title_en))))
        for task in document.tasks.values()
    ]


def tasks_named(document: Document, typed: str) -> list[Task]:
    """Find the tasks that a name means in a reading command: by id, clause, or words of a title."""
    tasks = document.tasks
    if typed in tasks:
        return [tasks[typed]]
    if clause := tasks_of_clause(document, typed):
        return [task for task in clause if task.clause == _clause_number(typed)] or clause
    return [tasks[id_] for id_ in ids_of("task", typed, tasks_of(document))]


def tasks_of_clause(document: Document, typed: str) -> list[Task]:
    """Return the tasks of a clause and of its subclauses."""
    number = _clause_number(typed)
    return [task for task in document.tasks.values() if is_in_clause(task.clause, number)]


def items_named(document: Document, typed: str) -> list[ItemKey]:
    """Find the items that a task name, or an item key such as `bich-hoa@che-bien`, means."""
    name, at, share = typed.partition("@")
    tasks = tasks_named(document, name)
    if not at:
        return [key for task in tasks for key in shares(task)]
    keys = [key for task in tasks for key in shares(task) if key.village or key.owner]
    known = {id_ for key in keys for id_ in (key.village, key.owner)}
    everything = (*villages_of(document), *owners_of(document))
    kind: NameKind = "village" if any(key.village for key in keys) else "owner"
    ids = ids_of(kind, share, [thing for thing in everything if thing.id in known])
    return [key for key in keys if key.village in ids or key.owner in ids]


def ids_of(kind: NameKind, typed: str, things: Sequence[Named]) -> list[str]:
    """Return the ids that a typed name means; raise the usage error `no-such-<kind>` if none."""
    ids = names.match(typed, things) or (kind in _SHORTENED and _shortened(typed, things))
    if not ids:
        raise unknown_name_error(kind, typed, things)
    return ids


def _shortened(typed: str, things: Sequence[Named]) -> list[str]:
    from ntmtrack.directive.inexact_names import find_shortened

    return find_shortened(typed, things)


def _clause_number(typed: str) -> str:
    """Return the number of a clause without the word before it: “mục 3” becomes “3”."""
    text = names.nfc(typed).strip().rstrip(".")
    word = re.match(_CLAUSE_WORDS, text, re.IGNORECASE)
    return text[word.end() :] if word else text


def _clause(typed: str, document: Document) -> str:
    """Return the number of a typed clause; raise `no-such-clause` if no task belongs to it."""
    number = _clause_number(typed)
    clauses = [task.clause for task in document.tasks.values() if task.clause]
    if not any(is_in_clause(clause, number) for clause in clauses):
        raise unknown_name_error("clause", typed, [Named(clause, ()) for clause in clauses])
    return number


def _ids(
    kind: NameKind,
    typed: Sequence[str],
    list_things: Callable[[Document], Sequence[Named]],
    document: Document,
) -> frozenset[str] | None:
    """Return the ids that typed names mean; None if none was typed."""
    if not typed:
        return None
    things = list_things(document)
    return frozenset(id_ for name in typed for id_ in ids_of(kind, name, things))


def _owner_ids(typed: Sequence[str], document: Document) -> frozenset[str] | None:
    """Return the ids of the owners meant: all members of a group, and officials by their title."""
    if not typed:
        return None
    things, groups = owners_of(document), document.owner_groups
    ids = {
        id_
        for name in typed
        for id_ in _find_by_title(name, things, document) or ids_of("owner", name, things)
    }
    members = (groups[id_].members if id_ in groups else (id_,) for id_ in ids)
    return frozenset(chain.from_iterable(members))


def _find_by_title(typed: str, things: Sequence[Named], document: Document) -> list[str]:
    """Return the officials whose title has the typed words, unless these are someone's name."""
    if names.match(typed, things):
        return []
    owners = document.owners.values()
    titles = [Named(owner.id, (owner.title,)) for owner in owners if owner.title]
    return names.match_whole(typed, titles)


def unknown_name_error(kind: NameKind, typed: str, things: Sequence[Named]) -> NtmError:
    """Return the usage error for an unknown name, with similar names as suggestions."""
    codes = {
        "village": wording.Code.NO_SUCH_VILLAGE,
        "owner": wording.Code.NO_SUCH_OWNER,
        "task": wording.Code.NO_SUCH_TASK,
        "clause": wording.Code.NO_SUCH_CLAUSE,
        "status": wording.Code.NO_SUCH_STATUS,
    }
    labels = {thing.id: thing.names[0] if thing.names else thing.id for thing in things}
    from ntmtrack.directive import inexact_names

    near = inexact_names.similar_ids(typed, things)
    if kind != "task":  # titles are long, and have commas
        near = [labels[id_] for id_ in near]
    if kind != "village":
        return usage(codes[kind], value=typed, near=tuple(near))
    if not things:
        return usage(wording.Code.NO_SUCH_VILLAGE_NONE, value=typed)
    listed = first_few(list(labels.values()), _MOST_LISTED)
    return usage(codes[kind], value=typed, known=listed, near=tuple(near))


def _has_words(item: Item, words: str) -> bool:
    task = item.task
    texts: Iterable[str | None] = (
        task.id,
        task.title,
        task.title_en,
        task.note,
        item.note,
        item.obstacle,
        *(owner.name for owner in item.owners),
        item.lead_group and item.lead_group.name,
    )
    return names.has_words(words, " ".join(filter(None, texts)))
