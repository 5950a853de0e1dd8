"""Items, tasks and owners in the office's words, for tables and sentences of reports."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence

from ntmtrack.directive.issuers import OF_VILLAGES
from ntmtrack.directive.issuers import Level
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import OwnerGroup
from ntmtrack.directive.model import Task
from ntmtrack.directive.names import singular_name
from ntmtrack.directive.names import without_place
from ntmtrack.records import Record
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Role
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.items import Status
from ntmtrack.status.items import group_of
from ntmtrack.wording.words import EVIDENCE
from ntmtrack.wording.words import LABELS
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import OCCURRENCES_OVERDUE
from ntmtrack.wording.words import WAS_OVERDUE
from ntmtrack.wording.words import Words

_ROLES: dict[Status, Role] = {
    "done": "good",
    "done-late": "good",
    "overdue": "bad",
    "due-today": "warn",
    "due-soon": "warn",
    "cancelled": "quiet",
    "no-deadline": "quiet",
    "waiting": "quiet",
}
_WHOLES: dict[Level, str] = {
    "commune": N_("whole commune"),
    "ward": N_("whole ward"),
    "town": N_("whole town"),
    "zone": N_("whole special zone"),
    "district": N_("whole district"),
    "district town": N_("whole district town"),
    "city": N_("whole city"),
    "province": N_("whole province"),
}

OBSTACLE = N_("Obstacle: {note}")


class ItemCount(Record):
    """Count items, the tasks that they are shares of, and the items late to begin."""

    items: int
    tasks: int
    late_to_begin: int = 0


def count_of(items: Iterable[Item]) -> ItemCount:
    """Count items and the tasks that they are shares of."""
    counted = list(items)
    tasks = {item.task.id for item in counted}
    return ItemCount(len(counted), len(tasks), sum(item.late_to_begin for item in counted))


def add_tasks(phrase: str, count: ItemCount, words: Words) -> str:
    """Add the number of tasks to a phrase that counts items, unless there are as many tasks."""
    if count.items == count.tasks:
        return phrase
    return words.plural(
        "{phrase} (of {count} task)", "{phrase} (of {count} tasks)", count.tasks, phrase=phrase
    )


def items_words(items: Iterable[Item], words: Words) -> str:
    """Return the number of items in words: 8 items (of 2 tasks)."""
    return count_words(count_of(items), words)


def count_words(count: ItemCount, words: Words) -> str:
    """Return a count of items in words."""
    return add_tasks(words.plural("{count} item", "{count} items", count.items), count, words)


def overdue_words(count: ItemCount, words: Words, total: int | None = None) -> str:
    """Return how many items are overdue, optionally of a total: 8 items overdue (of 2 tasks)."""
    if total is None:
        phrase = words.plural("{count} item overdue", "{count} items overdue", count.items)
    else:
        late = words.count(count.items)
        phrase = words.say(
            "{count} of {total} items overdue", count=late, total=words.number(total)
        )
    return add_late_tasks(phrase, count, words)


def add_late_tasks(phrase: str, count: ItemCount, words: Words) -> str:
    """Add to a phrase that counts overdue items the tasks, and how many items are late to begin."""
    phrase = add_tasks(phrase, count, words)
    if not count.late_to_begin:
        return phrase
    late_to_begin = words.count(count.late_to_begin)
    return words.say(
        "{overdue}, of which {count} late to begin", overdue=phrase, count=late_to_begin
    )


def status_role(status: Status) -> Role:
    """Return the role that shows how pressing a status is."""
    return _ROLES.get(status, "plain")


def status_label(item: Item, words: Words) -> str:
    """Return the office's word for an item's status."""
    if item.state.status == "done" and not item.state.due:
        return words.say("done")
    return words.say(LABELS[item.reading])


def status_words(item: Item, words: Words) -> str:
    """Return an item's status, with days late and whether it was begun."""
    status = _status_and_lateness(item, words)
    begun = item.state.begun and item.state.status not in FINISHED
    return words.say("in progress, {status}", status=status) if begun else status


def was_overdue_words(item: Item, words: Words) -> str:
    """Return that an earlier deadline was missed, unless the item's status says so already."""
    if not item.was_overdue_before:
        return ""
    return words.say(OCCURRENCES_OVERDUE if item.task.repeat else WAS_OVERDUE)


def status_in_sentence(item: Item, words: Words) -> str:
    """Return an item's status for a sentence: a recurring duty is never “in progress”."""
    return _status_and_lateness(item, words) if item.task.repeat else status_words(item, words)


def _status_and_lateness(item: Item, words: Words) -> str:
    status, before = _status_and_days_late(item, words), was_overdue_words(item, words)
    return f"{status}, {before}" if before else status


def _status_and_days_late(item: Item, words: Words) -> str:
    label = status_label(item, words)
    if item.state.status == "cancelled" and item.state.amended_by:
        label = words.say("cancelled by {number}", number=item.state.amended_by.number)
    if item.state.days_late is None:
        return label
    if item.state.status == "no-deadline":
        return words.plural(
            "begun {count} day late", "begun {count} days late", item.state.days_late
        )
    if item.late_to_begin:
        return words.plural(
            "late to begin ({count} day)", "late to begin ({count} days)", item.state.days_late
        )
    return f"{label} " + words.plural("({count} day)", "({count} days)", item.state.days_late)


def status_cell(item: Item, words: Words) -> Cell:
    """Return an item's status as a cell."""
    return Cell(status_words(item, words), status_role(item.state.status))


def place_words(item: Item, words: Words) -> str:
    """Return where an item is done: a village, a number of them, or the issuer's whole area."""
    if village := item.village or item.only_village:
        return village.name
    if item.task.villages:
        return _count_places(len(item.task.villages), item.level, words)
    return whole_level_words(item.level, words)


def whole_level_words(level: Level | None, words: Words) -> str:
    """Return the words for the whole area of an issuer of this level; "" for a ministry."""
    return words.say(_WHOLES[level]) if level else ""


def _count_places(count: int, level: Level | None, words: Words) -> str:
    """Return a number of villages; above the commune of “places”, unless their kind is known."""
    if level in OF_VILLAGES or words.place:
        return words.plural("{count} {village}", "{count} {villages}", count)
    return words.plural("{count} place", "{count} places", count)


def places(items: Sequence[Item], words: Words) -> str:
    """Return the villages of one task's items, or their number if they are all of the task's."""
    villages = [item.village.name for item in items if item.village]
    if len(villages) > 1 and len(villages) == len(items[0].task.villages):
        if items[0].level in OF_VILLAGES or words.place:
            return words.plural("all {count} {village}", "all {count} {villages}", len(villages))
        return words.plural("all {count} place", "all {count} places", len(villages))
    return list_names(villages) or place_words(items[0], words)


def append_aside(text: str, aside: str) -> str:
    """Append an aside to a text: in brackets, or after a dash if it has brackets itself."""
    if not aside:
        return text
    return f"{text} – {aside}" if "(" in aside else f"{text} ({aside})"


def item_title(item: Item, words: Words) -> str:
    """Return the title of an item's task; in a report on several directives with the number."""
    title, letter = task_title(item.task, words), item.directive
    return f"{title} ({item.task.source or letter.number})" if letter else title


def task_title(task: Task, words: Words) -> str:
    """Return a task's title in the report's language, if it has one."""
    return words.title(task.title, task.title_en)


def evidence_words(task: Task, words: Words) -> str | None:
    """Return what a report on a task must carry, translated where the program knows the words."""
    return words.say(EVIDENCE[task.evidence]) if task.evidence in EVIDENCE else task.evidence


def list_names(names: Iterable[str], separator: str = ", ") -> str:
    """Join names with commas, or with semicolons if any name contains a comma."""
    each = list(names)
    return ("; " if any(", " in name for name in each) else separator).join(each)


def lead_names(item: Item, separator: str = "; ") -> str:
    """Return all leads of an item, in the letter's order."""
    return names_of(item.owners, item.groups, separator)


def plain_lead_names(items: Iterable[Item], document: Document) -> str:
    """Return all leads of items, each once; villages' own bodies only by their kind."""
    return plain_names((owner for item in items for owner in item.owners), document)


def lead_names_in_sentence(items: Iterable[Item], document: Document) -> str:
    """Return all leads of items for a sentence, each once."""
    return list_names(map(name_in_sentence, plain_lead_names(items, document).split("; ")), ", ")


def name_in_sentence(name: str) -> str:
    """Return a name for the middle of a sentence, where a leading “Các” is lower case."""
    return f"c{name[1:]}" if name.startswith("Các ") else name


def plain_names(owners: Iterable[Owner], document: Document) -> str:
    """Return the names of owners, each once; villages' own bodies only by their kind."""
    plain = {owner.id: owner for owner in (plain_owner(owner, document) for owner in owners)}
    return names_of(list(plain.values()), document.owner_groups.values())


def leader_names(item: Item) -> str | None:
    """Return the leaders of an item; None if it has none."""
    return names_of(item.leaders, item.groups) if item.leaders else None


def names_of(owners: Sequence[Owner], groups: Collection[OwnerGroup], separator: str = "; ") -> str:
    """Return the name of the group if the owners are exactly its members, else all their names.

    A village's own body counts as a member if its kind is one.
    """
    if len(owners) == 1:  # the usual case, and never a group
        return owners[0].name
    group = group_of([owner.plain_id for owner in owners], groups)
    return group.name if group else list_names((owner.name for owner in owners), separator)


def group_lead_names(items: Sequence[Item], document: Document, words: Words) -> str:
    """Return all leads of items, each once; a body that several villages have, as “of each”.

    Where they are exactly the members of a group, only the group is named.
    """
    if len(items) == 1:
        return names_of(items[0].owners, document.owner_groups.values())
    kinds: dict[Owner, set[Owner]] = {}
    for item in items:
        for owner in item.owners:
            kinds.setdefault(plain_owner(owner, document), set()).add(owner)
    group = group_of([kind.id for kind in kinds], document.owner_groups.values())
    if group:
        return group.name
    return "; ".join(
        owners.pop().name if len(owners) == 1 else body_in_each_village(kind, words)
        for kind, owners in kinds.items()
    )


def body_in_each_village(kind: Owner, words: Words) -> str:
    """Return one name for the bodies of a kind in several villages: “… of each village”."""
    return words.say("{name} of each {village}", name=without_place(singular_name(kind.name)))


def name_before_title(owner: Owner) -> str:
    """Return an owner's name to stand before the title, without the title in brackets."""
    return owner.name.removesuffix(f" ({owner.title})")


def plain_owner(owner: Owner, document: Document) -> Owner:
    """Return an owner as the file lists it: for a village's own body, its kind."""
    return document.owners[owner.of] if owner.of else owner


class Extra(Record):
    """Describe a column that a table of items has only if some item has a value for it."""

    key: str  # what our JSON calls it
    heading: str
    value: Callable[[Item], str | None]


LEADER = Extra("leader", N_("Leader"), leader_names)
PRODUCT = Extra("product", N_("Product"), lambda item: item.task.product)
EXTRAS = (LEADER, PRODUCT)


def extras_of(items: Collection[Item], extras: Iterable[Extra] = EXTRAS) -> list[Extra]:
    """Return the extra columns that a table of these items needs."""
    return [extra for extra in extras if any(map(extra.value, items))]


def extra_columns(extras: Iterable[Extra], words: Words, *, spare: bool = False) -> list[Column]:
    """Return the extra columns with their headings."""
    return [Column(words.say(extra.heading), wraps=True, spare=spare) for extra in extras]


def extra_cells(extras: Iterable[Extra], item: Item) -> list[Cell]:
    """Return an item's cells in the extra columns."""
    return [Cell(extra.value(item)) for extra in extras]


def remark_words(item: Item, note: str | None, words: Words) -> str:
    """Return the obstacle in an item's way and its note."""
    if item.obstacle is None:
        return note or ""
    obstacle = words.say(OBSTACLE, note=item.obstacle)
    return f"{as_sentence(obstacle)} {note}" if note else obstacle


def as_sentence(text: str) -> str:
    """End a typed text with a full stop, unless it has a final mark already."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."
