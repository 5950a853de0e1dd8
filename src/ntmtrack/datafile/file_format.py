"""The file format, format 1: this module and `parts` define it.

Here are the tasks, amendments and log entries, and the sections of a file; `task_parts` has how a
task recurs and what it counts. Rules across keys are in `checks`.
"""

# No `from __future__ import annotations`: see `part_reading`.

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Annotated
from typing import Any
from typing import Literal

from ntmtrack.datafile.part_reading import Field
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.parts import ID
from ntmtrack.datafile.parts import DraftablePart
from ntmtrack.datafile.parts import EventPart
from ntmtrack.datafile.parts import OwnerGroupPart
from ntmtrack.datafile.parts import OwnerPart
from ntmtrack.datafile.parts import UnusedPart
from ntmtrack.datafile.parts import VillagePart
from ntmtrack.datafile.task_parts import MeasurePart
from ntmtrack.datafile.task_parts import Rules
from ntmtrack.datafile.values import Amount
from ntmtrack.datafile.values import Due
from ntmtrack.datafile.values import FileDay
from ntmtrack.datafile.values import FileDays
from ntmtrack.datafile.values import FileFlag
from ntmtrack.datafile.values import FileText
from ntmtrack.datafile.values import FileTexts
from ntmtrack.datafile.values import FileWhen
from ntmtrack.datafile.values import NeededTexts
from ntmtrack.datafile.values import NoDate
from ntmtrack.datafile.values import OccurrenceName
from ntmtrack.datafile.values import Slug
from ntmtrack.datafile.values import Stamp
from ntmtrack.datafile.values import Undoes
from ntmtrack.datafile.values import Villages
from ntmtrack.datafile.values import choice
from ntmtrack.directive import model
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.deadlines import DueIs
from ntmtrack.wording.words import N_

FORMAT = 1
_Each = Literal["village", "owner"]
_DueTo = Literal["finish", "start"]


class TaskPart(DraftablePart):
    """Read one of `tasks`."""

    id: Slug = Field(description=ID)
    title: FileText = Field(description=N_("What is to be done, in our own words."))
    title_en: FileText | None = Field(None, description=N_("The same in English."))
    clause: FileText | None = Field(
        None, description=N_("The office's own number for its place in the letter, such as 3.12.")
    )
    place: FileText | None = Field(
        None, description=N_("Its place in the letter, as letters cite it.")
    )
    owner: NeededTexts = Field(
        description=N_(
            "Ids of the leads, owners or groups, in the letter's order; all of them are"
            " responsible."
        ),
    )
    leader: FileTexts = Field(
        (), description=N_("Ids of the leaders who oversee it; they are not its leads.")
    )
    support: FileTexts = Field((), description=N_("Ids of the owners that support the leads."))
    report_to: FileTexts = Field(
        (), description=N_("Ids of owners that the result is reported to.")
    )
    villages: Villages | None = Field(
        None, description=N_("all, a group, or ids of villages; left out: the whole commune.")
    )
    each: Annotated[_Each | None, choice(_Each)] = Field(
        None, description=N_("village or owner: each has its own share; left out: one item.")
    )
    part_of: FileText | None = Field(None, description=N_("The task that this one is part of."))
    start: FileDay | None = Field(None, description=N_("The day work may begin."))
    due: Due | None = Field(
        None,
        description=N_(
            "The deadline that the letter names: a day (2025-11-27), a day with an hour"
            " (2025-11-27T17:00), a month (2025-12), a quarter (2025-Q4), a half-year (2025-H1) or"
            " a year (2025)."
        ),
    )
    due_is: Annotated[DueIs | None, choice(DueIs)] = Field(
        None,
        description=N_(
            "before (“trước ngày”) or by (that day included); a period runs to its end"
            " unless it says before."
        ),
    )
    due_to: Annotated[_DueTo | None, choice(_DueTo)] = Field(
        None, description=N_("What must have happened by the deadline: finish or start.")
    )
    due_place: FileText | None = Field(
        None,
        description=N_("Where the letter sets this date, if not in the duty's own sentence."),
    )
    event: FileText | None = Field(
        None, description=N_("The id of the event whose day is the deadline, instead of due.")
    )
    event_days: FileDays | None = Field(
        None,
        description=N_(
            "The number of days after the event; negative, such as -80, for days before it."
        ),
    )
    no_date: NoDate | None = Field(
        None,
        description=N_("The letter's words in place of a date, such as “theo kế hoạch riêng”."),
    )
    repeat: Rules = Field(
        (), description=N_("How a duty recurs, instead of due: a rule, or a list of rules.")
    )
    standing: FileFlag = Field(
        default=False, description=N_("true: a standing duty, without an end or a deadline.")
    )
    product: FileText | None = Field(
        None, description=N_("The product that it must result in, such as a report.")
    )
    measures: tuple[MeasurePart, ...] = Field((), description=N_("What is counted or measured."))
    evidence: FileText | None = Field(
        None, description=N_("The evidence that a report must include, such as photo.")
    )
    derived: FileFlag = Field(
        default=False, description=N_("true: implied by the letter, but not written in it.")
    )
    superseded_by: FileText | None = Field(
        None, description=N_("The task that replaced this one, which is then no longer counted.")
    )
    related: FileTexts = Field((), description=N_("Ids of related tasks."))
    note: FileText | None = Field(None, description=N_("How the letter was read, and why."))
    source: FileText | None = Field(
        None, description=N_("The number of the later letter that added this task.")
    )

    def value(self, villages: Iterable[str], reading: model.Reading) -> model.Task:
        """Return the task as the rest of the program has it; `villages` are already resolved."""
        due_is = self.due_is_read
        return model.Task(
            id=self.id,
            title=self.title,
            owners=self.owner,
            title_en=self.title_en,
            clause=self.clause,
            place=self.place,
            support=self.support,
            report_to=self.report_to,
            leaders=self.leader,
            villages=tuple(villages),
            each=self.each,
            part_of=self.part_of,
            start=self.start,
            due=self.deadline(reading),
            due_is=due_is,
            due_to=self.due_to or "finish",
            due_place=self.due_place,
            event=self.event,
            event_days=self.event_days or 0,
            no_date=self.no_date,
            repeat=self._recurrence(strict=reading == "strict" and due_is == "before"),
            standing=self.standing,
            product=self.product,
            measures=tuple([measure.value() for measure in self.measures]),
            evidence=self.evidence,
            derived=self.derived,
            superseded_by=self.superseded_by,
            related=self.related,
            note=self.note,
            source=self.source,
        )

    @property
    def due_is_read(self) -> DueIs:
        """Return how the deadline is read.

        A deadline to start by, or an event, includes the day itself; so does a period or a
        recurrence, unless `due_is` says otherwise.
        """
        if self.due_to == "start" or self.event:
            return "by"
        includes_last = self.repeat or (self.due and self.due.period)
        return self.due_is or ("by" if includes_last else "before")

    def deadline(self, reading: model.Reading = "inclusive") -> Deadline | None:
        """Return the deadline as the keys beside it qualify it."""
        if self.due is None:
            return None
        if self.due.is_day:
            return self.due.read_as(self.due_is_read, strict=reading == "strict")
        return self.due.with_due_is(self.due_is_read)

    def _recurrence(self, *, strict: bool) -> model.Repeat | None:
        """Return the rules as one recurrence; None if the task does not recur."""
        if not self.repeat:
            return None
        return model.Repeat(tuple([rule.value() for rule in self.repeat]), strict)


class AmendmentPart(FilePart):
    """Read one of `amendments`."""

    number: FileText = Field(description=N_("The number of the later letter."))
    issued: FileDay = Field(description=N_("Its date, from which it takes effect."))
    tasks: FileTexts = Field(
        (), description=N_("Ids of the tasks that it changes; left out: it only adds tasks.")
    )
    villages: FileTexts = Field(
        (), description=N_("Only these villages; left out: all of the task.")
    )
    due: Due | None = Field(None, description=N_("The new deadline, later or earlier."))
    cancelled: FileFlag = Field(default=False, description=N_("true: no longer owed."))
    note: FileText | None = Field(None, description=N_("The reason."))

    def value(self) -> model.Amendment:
        """Return the amendment as the rest of the program has it."""
        return model.Amendment(
            number=self.number,
            issued=self.issued,
            tasks=self.tasks,
            villages=self.villages,
            due=self.due,
            cancelled=self.cancelled,
            note=self.note,
        )


class EntryPart(FilePart):
    """Read one of `progress`."""

    task: FileText = Field(description=N_("The id of the task."))
    mark: Annotated[model.MarkName, choice(model.MarkName)] = Field(
        description=N_("What happened.")
    )
    on: FileWhen = Field(description=N_("When it happened: a day, or 2021-06-22T15:42."))
    village: FileText | None = Field(None, description=N_("The village, where each has a share."))
    owner: FileText | None = Field(None, description=N_("The owner, where each has a share."))
    for_: OccurrenceName | None = Field(
        None,
        alias="for",
        description=N_("The day of the occurrence; left out: the one that on falls in."),
    )
    to: Due | None = Field(None, description=N_("The new deadline of an extension."))
    amounts: dict[str, Amount] = Field(
        default_factory=dict, description=N_("Totals reached so far, by measure.")
    )
    whom: FileTexts = Field(
        (), description=N_("Who was reminded: ids of owners; left out: all leads.")
    )
    by: FileText | None = Field(None, description=N_("Who reported or allowed it."))
    note: FileText | None = Field(None, description=N_("The text to record."))
    evidence: FileTexts = Field((), description=N_("Paths of photos and documents."))
    at: Stamp | None = Field(
        None, description=N_("When the program wrote it; leave it out when writing by hand.")
    )
    undoes: Undoes | None = Field(
        None,
        description=N_("The entry that undone takes back: its at or, if it has none, its mark."),
    )

    def value(self) -> model.Entry:
        """Return the entry as the rest of the program has it."""
        return model.Entry(
            task=self.task,
            mark=self.mark,
            on=self.on,
            village=self.village,
            owner=self.owner,
            for_=self.for_,
            to=self.to,
            amounts=self.amounts,
            by=self.by,
            note=self.note,
            evidence=self.evidence,
            at=self.at,
            undoes=self.undoes,
            whom=self.whom,
        )


class WholeFile(FilePart):
    """List the sections of a file; each is read item by item, so that no mistake hides another."""

    format: Any = Field(description=N_("The version of the file format: 1."))
    directive: Any = Field(description=N_("The letter that assigns the tasks."))
    settings: Any = Field(None, description=N_("How the office counts days."))
    villages: Any = Field(None, description=N_("The villages, in the order of reports."))
    village_groups: Any = Field(None, description=N_("Names for several villages at once."))
    owners: Any = Field(
        description=N_("The persons and bodies that lead, support or receive reports.")
    )
    owner_groups: Any = Field(None, description=N_("Names for several owners at once."))
    events: Any = Field(None, description=N_("Events used as deadlines."))
    tasks: Any = Field(description=N_("What is to be done: by whom, where, and by when."))
    amendments: Any = Field(None, description=N_("What later letters change."))
    unused: Any = Field(
        None, description=N_("Sentences that a draft did not use; keep or delete them.")
    )
    progress: Any = Field(
        None, description=N_("The log of what was done, always last and only added to.")
    )


# The sections that are lists, with the part that each item is.
ITEMS: Mapping[str, type[FilePart]] = {
    "villages": VillagePart,
    "owners": OwnerPart,
    "owner_groups": OwnerGroupPart,
    "events": EventPart,
    "tasks": TaskPart,
    "amendments": AmendmentPart,
    "unused": UnusedPart,
    "progress": EntryPart,
}
