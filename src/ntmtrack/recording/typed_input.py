"""Parsing what people type: the items that they mean, texts, moments and figures.

Writing never guesses: a name that is only a prefix, or is ambiguous, is an error that lists all
candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from decimal import Decimal
from typing import Literal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.directive import periods
from ntmtrack.directive.amounts import parse_amount
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import PERCENT
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.directive.periods import Period
from ntmtrack.status import evaluate
from ntmtrack.status import selection
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import first_few
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import Language
from ntmtrack.yamltext.encoding import find_control

_Share = Literal["village", "owner"]
# More candidates than this are hard to read in one message.
MOST_CANDIDATES = 12
_AMBIGUOUS = {"village": wording.Code.AMBIGUOUS_VILLAGE, "owner": wording.Code.AMBIGUOUS_OWNER}
LONGEST_TEXT = 10_000
_AROUND = 20  # characters quoted on each side of a bad one
_ODD_SPACE = re.compile(r"[^\S\n ]")  # files read these as plain spaces
_WITH_UNIT = re.compile(r"(?P<number>\d(?:[\d.,\s]*\d)?)\s*(?P<unit>(?:%|[^\W\d_]).*)", re.DOTALL)
# A figure with a unit may have marks between thousands.
_GROUPED: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"(\d{1,3}(?:[. ]\d{3})+)(?:,(\d{1,2}))?", re.ASCII),
    "en": re.compile(r"(\d{1,3}(?:[, ]\d{3})+)(?:\.(\d{1,2}))?", re.ASCII),
}


class TypedNames(NamedTuple):
    """Store names as typed: tasks or item keys, and their villages or owners."""

    tasks: Sequence[str]
    villages: Sequence[str] = ()
    owners: Sequence[str] = ()
    all_villages: bool = False


def items(document: Document, typed: TypedNames) -> list[ItemKey]:
    """Return the items to record on, each once, in the order they were named in."""
    if typed.villages and typed.all_villages:
        raise usage(wording.Code.VILLAGES_TWICE)
    keys = [key for name in typed.tasks for key in _of_task(document, name, typed)]
    return list(dict.fromkeys(keys))


def one_task(document: Document, typed: str) -> Task:
    """Return the one task that a name means: its id, the beginning of it, or words of a title.

    A clause number does not name a task; the error lists the tasks under it.
    """
    tasks = document.tasks
    id_ = typed.strip().casefold()
    if id_ in tasks:
        return tasks[id_]
    matching = [task for task in tasks.values() if _is_meant(task, typed)]
    of_clause = selection.tasks_of_clause(document, typed)
    if len(matching) == 1 and not of_clause:
        return matching[0]
    listed = {task.id: task for task in (*matching, *of_clause)}
    candidates = list(listed.values()) or selection.tasks_named(document, typed)
    known = [f"{task.id} ({task.title})" for task in candidates]
    raise usage(wording.Code.AMBIGUOUS_TASK, value=typed, known=_list(known))


def _is_meant(task: Task, typed: str) -> bool:
    titles = filter(None, (task.title, task.title_en))
    return names.begins_id(typed, task.id) or (
        names.is_phrase(typed) and any(names.has_whole_words(typed, title) for title in titles)
    )


def one_village(document: Document, typed: str) -> str:
    """Return the id of the one village that a name means."""
    return _id_of("village", typed, document.villages)


def _id_of(kind: _Share, typed: str, things: Mapping[str, Village | Owner]) -> str:
    """Return the id of the one thing that a name means: by id, whole name, or whole words."""
    exact = typed.strip().casefold()
    if exact in things:  # an id takes precedence over names, and forms have only ids
        return exact
    known = [selection.names_of(thing) for thing in things.values()]
    ids = names.match_whole(typed, known)
    if len(ids) == 1:
        return ids[0]
    candidates = [things[id_] for id_ in ids or selection.ids_of(kind, typed, known)]
    labels = Counter(thing.name for thing in candidates)
    candidate_names = [
        thing.name if labels[thing.name] == 1 else f"{thing.name} ({thing.id})"
        for thing in candidates
    ]
    raise usage(_AMBIGUOUS[kind], value=typed, known=_list(candidate_names))


def key_in_form(document: Document, typed: str) -> str:
    """Return the item key of a form's cell, which must consist of ids.

    Capitals are read as lower case, as no two ids differ only in case.
    """
    key = typed.casefold()
    id_, _, share = key.partition("@")
    name, _, of = typed.partition("@")
    if id_ not in document.tasks:
        raise selection.unknown_name_error("task", name, selection.tasks_of(document))
    if not share or share in document.villages or share in document.owners:
        return key
    kind: _Share = "owner" if document.tasks[id_].each == "owner" else "village"
    things = document.owners if kind == "owner" else document.villages
    raise selection.unknown_name_error(
        kind, of, [names.Named(id_, (id_, things[id_].name)) for id_ in things]
    )


def share(document: Document, task: Task, typed: str) -> ItemKey:
    """Return the item that one village, or one owner, of a task answers for."""
    if task.each == "village":
        village = one_village(document, typed)
        if village in task.villages:
            return ItemKey(task.id, village=village)
        name = document.villages[village].name
    elif task.each == "owner":
        _check_no_group(document, typed)
        owner = _id_of("owner", typed, document.owners)
        if owner in task.owners:
            return ItemKey(task.id, owner=owner)
        name = document.owners[owner].name
    else:
        raise usage(wording.Code.NOT_DIVIDED, task=task.id)
    known = _names_of_shares(document, task)
    raise usage(wording.Code.NOT_COVERED, task=task.id, value=name, known=known)


def _names_of_shares(document: Document, task: Task) -> str:
    """Return the names of the villages or owners that have shares of a task."""
    if task.each == "village":
        return "; ".join(document.villages[id_].name for id_ in task.villages)
    return _names_of(document, task.owners)


def _of_task(document: Document, name: str, typed: TypedNames) -> list[ItemKey]:
    id_, at, own = name.partition("@")
    task = one_task(document, id_)
    _check_recordable(document, task)
    if at:
        if typed.villages or typed.owners or typed.all_villages:
            raise usage(wording.Code.KEY_AND_OPTION, value=name)
        return [share(document, task, own)]
    if task.each != "village" and (typed.villages or typed.all_villages):
        raise usage(wording.Code.NOT_BY_VILLAGE, task=task.id)
    if task.each != "owner" and typed.owners:
        raise usage(wording.Code.NOT_BY_OWNER, task=task.id)
    if not task.each:
        return [ItemKey(task.id)]
    items = evaluate.shares(task)
    if typed.all_villages or (len(items) == 1 and not (typed.villages or typed.owners)):
        return list(items)
    if not (typed.villages or typed.owners):
        which = wording.Code.WHICH_VILLAGE if task.each == "village" else wording.Code.WHICH_OWNER
        raise usage(which, task=task.id, known=_names_of_shares(document, task))
    return [share(document, task, each) for each in typed.villages or typed.owners]


def _check_recordable(document: Document, task: Task) -> None:
    parts = [part.id for part in document.tasks.values() if part.part_of == task.id]
    if parts:
        raise usage(wording.Code.HEADING, task=task.id, known=_list(parts))
    if task.superseded_by:
        raise usage(wording.Code.SUPERSEDED, task=task.id, other=task.superseded_by)


def _check_no_group(document: Document, typed: str) -> None:
    """Refuse the name of a group: recording needs the owner whose share it is."""
    groups = document.owner_groups
    owners = map(selection.names_of, document.owners.values())
    if groups and not names.match_whole(typed, owners):
        for id_ in names.match_whole(typed, map(selection.names_of, groups.values())):
            known, value = _names_of(document, groups[id_].members), groups[id_].name
            raise usage(wording.Code.WHICH_OWNER_GROUP, value=value, known=known)


def _names_of(document: Document, owners: Sequence[str]) -> str:
    return "; ".join(document.owners[id_].name for id_ in owners)


def _list(candidates: Sequence[str]) -> str:
    return "; ".join(first_few(candidates, MOST_CANDIDATES))


def text(typed: str | None) -> str | None:
    """Normalize a text; return None if it is empty, refuse what no file may hold."""
    if typed is None or not typed.strip():
        return None
    if len(typed) > LONGEST_TEXT:
        raise usage(wording.Code.TEXT_TOO_LONG, limit=LONGEST_TEXT)
    if bad := find_control(typed):
        around = typed[max(0, bad.start() - _AROUND) : bad.end() + _AROUND]
        raise usage(wording.Code.BAD_CHARACTER, value=around)
    return _ODD_SPACE.sub(" ", names.nfc(typed)).strip()


def moment(typed: str | None) -> datetime | None:
    """Parse a moment, or return None for None; a day alone means its first minute."""
    return None if typed is None else dates.parse_when(typed)


def report_name(name: str) -> date | Period:
    """Parse the name of a duty's occurrence: its day or its period."""
    try:
        return periods.parse_name(name)
    except NtmError as error:
        from ntmtrack.directive import mistaken_deadlines

        raise mistaken_deadlines.without_year(name, error) from None


def amounts(task: Task, typed: Sequence[str], language: Language) -> Mapping[str, Decimal]:
    """Parse the total of each named measure: 390, 390 m, km=2.450 m, 85%.

    A measure needs no name if it is the only one, or if its unit identifies it.
    """
    totals: dict[str, Decimal] = {}
    for figure in typed:
        if not task.measures:
            raise usage(wording.Code.COUNTS_NOTHING, task=task.id)
        measure, amount = _measure_and_amount(task, figure, language)
        if measure.id in totals:
            raise usage(wording.Code.TWO_AMOUNTS, task=task.id, value=measure.id)
        totals[measure.id] = amount
    return totals


def _measure_and_amount(task: Task, figure: str, language: Language) -> tuple[Measure, Decimal]:
    name, equals, number = figure.rpartition("=")
    number = number.strip()
    measures = [_measure(task, name)] if equals else list(task.measures)
    if match := _WITH_UNIT.fullmatch(number):
        number = _without_groups(match["number"], language)
        measures = _with_unit(match["unit"], task, measures, figure)
    if len(measures) > 1:
        raise usage(wording.Code.WHICH_MEASURE, task=task.id, value=figure, known=_measures(task))
    amount = parse_amount(number)
    if amount is None:
        raise usage(wording.Code.BAD_AMOUNT, value=figure)
    return measures[0], amount


def _measure(task: Task, typed: str) -> Measure:
    """Return the measure that a name means: its id, its name, or whole words of it."""
    known = [names.Named(measure.id, (measure.name,)) for measure in task.measures]
    ids = names.match_whole(typed, known)
    if len(ids) != 1:
        raise usage(wording.Code.UNKNOWN_MEASURE, task=task.id, value=typed, known=_measures(task))
    return next(measure for measure in task.measures if measure.id == ids[0])


def _with_unit(unit: str, task: Task, measures: Sequence[Measure], figure: str) -> list[Measure]:
    """Return the measures with a unit; if there are none, raise an error with the known units."""
    fitting = [
        measure
        for measure in measures
        if any(names.fold(unit) == names.fold(own) for own in _units(measure))
    ]
    if not fitting:
        known = tuple(dict.fromkeys(own for measure in measures for own in _units(measure)))
        raise usage(wording.Code.WRONG_UNIT, task=task.id, value=figure, known=known)
    return fitting


def _units(measure: Measure) -> Sequence[str]:
    """Return the units of a measure; a measure whose goal is a percentage also has per cent."""
    units = (measure.unit, PERCENT) if measure.kind == "percent" else (measure.unit,)
    return tuple(dict.fromkeys(units))


def _without_groups(number: str, language: Language) -> str:
    if not (match := _GROUPED[language].fullmatch(number)):
        return number
    whole = re.sub(r"\D", "", match[1])
    return f"{whole}.{match[2]}" if match[2] else whole


def _measures(task: Task) -> str:
    return "; ".join(f"{measure.id} ({measure.name})" for measure in task.measures)
