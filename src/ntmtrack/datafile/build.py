"""The values of the model from the parts of a file, field by field: what a checked file means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from collections.abc import Mapping
from collections.abc import Sequence

from ntmtrack.datafile.file_format import AmendmentPart
from ntmtrack.datafile.file_format import DirectivePart
from ntmtrack.datafile.file_format import EntryPart
from ntmtrack.datafile.file_format import MeasurePart
from ntmtrack.datafile.file_format import OwnerPart
from ntmtrack.datafile.file_format import RepeatPart
from ntmtrack.datafile.file_format import SettingsPart
from ntmtrack.datafile.file_format import SignerPart
from ntmtrack.datafile.file_format import TaskPart
from ntmtrack.datafile.partial import Draft
from ntmtrack.datafile.references import ALL
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Settings
from ntmtrack.directive.model import Signer
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.directive.recurrence import first_day
from ntmtrack.yamltext.yaml_tree import Path


def document(draft: Draft, tasks: Mapping[str, Task | None], progress: Sequence[Entry]) -> Document:
    """Build the document of a file without errors."""
    if draft.directive is None or draft.settings is None:
        raise AssertionError  # a file without them has a problem and no document
    return Document(
        directive=_directive(draft.directive),
        settings=_settings(draft.settings),
        villages={
            part.id: Village(id=part.id, name=part.name, aliases=part.aliases)
            for _, part in draft.villages
        },
        groups={name: members for name, (_, members) in draft.groups.items()},
        owners={part.id: _owner(part) for _, part in draft.owners},
        events={
            part.id: Event(id=part.id, name=part.name, date=part.date) for _, part in draft.events
        },
        tasks={id_: task for id_, task in tasks.items() if task},
        amendments=amendments(draft),
        progress=tuple(progress),
    )


def tasks(draft: Draft, unclear: Container[Path]) -> dict[str, Task | None]:
    """Build the tasks by id; None for one whose items a mistake leaves unclear."""
    times = Counter(id_ for section, id_, _ in draft.named if section == "tasks")
    repeated = {id_ for id_, count in times.items() if count > 1}
    built: dict[str, Task | None] = {}
    for path, part in draft.tasks:
        villages = _villages(draft, part.villages)
        is_clear = part.id not in repeated and path not in unclear
        if is_clear and villages is not None and _has_clear_shares(draft, part):
            built[part.id] = _task(part, villages)
        else:
            built[part.id] = None
    return built


def _villages(draft: Draft, named: str | tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Give the villages that a task names; None where a mistake leaves them unclear."""
    known = draft.ids["villages"]
    if named == ALL:
        every = tuple(village.id for _, village in draft.villages)
        return every if known == frozenset(every) else None
    if isinstance(named, str):
        _, members = draft.groups.get(named, ((), ()))
        if not members:
            return None
        named = members
    named = named or ()
    return named if known is None or known.issuperset(named) else None


def _has_clear_shares(draft: Draft, part: TaskPart) -> bool:
    """Tell whether an entry about a task can be judged: its event and its shares are known."""
    owners = draft.ids["owners"]
    event_read = part.event is None or any(part.event == event.id for _, event in draft.events)
    has_villages = part.each != "village" or bool(part.villages)
    owners_known = part.each != "owner" or owners is None or owners.issuperset(part.owner)
    return event_read and has_villages and owners_known


def amendments(draft: Draft) -> tuple[Amendment, ...]:
    """Build the amendments, in the file's order."""
    return tuple(_amendment(part) for _, part in draft.amendments)


def _directive(part: DirectivePart) -> Directive:
    return Directive(
        number=part.number,
        issued=part.issued,
        issuer=part.issuer,
        subject=part.subject,
        superior=part.superior,
        place=part.place,
        signer=_signer(part.signer) if part.signer else None,
        language=part.language,
        timezone=part.timezone,
        clauses=part.clauses,
    )


def _signer(part: SignerPart) -> Signer:
    return Signer(name=part.name, title=part.title, for_=part.for_)


def _settings(part: SettingsPart) -> Settings:
    return Settings(
        due_soon_days=part.due_soon_days,
        deadline_reading=part.deadline_reading,
        week_starts=part.week_starts,
    )


def _owner(part: OwnerPart) -> Owner:
    return Owner(
        id=part.id,
        name=part.name,
        title=part.title,
        kind=part.kind,
        per_village=part.per_village,
        aliases=part.aliases,
    )


def _task(part: TaskPart, villages: tuple[str, ...]) -> Task:
    """Build a task; a deadline to start by, an event or a recurrence includes the day itself."""
    includes_day = part.due_to == "start" or part.event or part.repeat
    return Task(
        id=part.id,
        title=part.title,
        owners=part.owner,
        title_en=part.title_en,
        clause=part.clause,
        place=part.place,
        support=part.support,
        report_to=part.report_to,
        villages=villages,
        each=part.each,
        part_of=part.part_of,
        start=part.start,
        due=part.due,
        due_is="by" if includes_day else part.due_is or "before",
        due_to=part.due_to or "finish",
        event=part.event,
        repeat=_repeat(part.repeat) if part.repeat else None,
        standing=part.standing,
        measures=tuple([_measure(measure) for measure in part.measures]),
        evidence=part.evidence,
        derived=part.derived,
        superseded_by=part.superseded_by,
        related=part.related,
        note=part.note,
        source=part.source,
    )


def _repeat(part: RepeatPart) -> Repeat:
    return Repeat(
        every=part.every,
        from_=part.from_,
        first=first_day(part.from_, part.on),
        on=part.on,
        at=part.at,
        until=part.until,
    )


def _measure(part: MeasurePart) -> Measure:
    kind, goal = next(iter(part.goals.items()), (None, None))
    return Measure(id=part.id, name=part.name, unit=part.unit, kind=kind, goal=goal)


def _amendment(part: AmendmentPart) -> Amendment:
    return Amendment(
        number=part.number,
        issued=part.issued,
        tasks=part.tasks,
        villages=part.villages,
        due=part.due,
        cancelled=part.cancelled,
        note=part.note,
    )


def entry(part: EntryPart) -> Entry:
    """Build an entry of the log."""
    return Entry(
        task=part.task,
        mark=part.mark,
        on=part.on,
        village=part.village,
        owner=part.owner,
        for_=part.for_,
        to=part.to,
        amounts=part.amounts,
        by=part.by,
        note=part.note,
        evidence=part.evidence,
        at=part.at,
        undoes=part.undoes,
    )
