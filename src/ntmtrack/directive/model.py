"""The directive as plain values: all that the rest of the program works on.

Nothing here parses, validates or formats. Every moment is a naive local time of the directive's
zone, to the minute; a day alone stands as 00:00 of that day.

All are records, for speed: making a value takes 0.4 µs, of a frozen data class 1.4 µs.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING
from typing import Literal
from typing import get_args

from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.deadlines import DueIs
from ntmtrack.directive.periods import Period
from ntmtrack.directive.periods import PeriodName
from ntmtrack.records import Record
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import Language

if TYPE_CHECKING:
    from decimal import Decimal

Reading = Literal["inclusive", "strict"]
GoalKind = Literal["at_least", "more_than", "at_most", "percent"]
MarkName = Literal[
    "started",
    "done",
    "reopened",
    "extended",
    "cancelled",
    "note",
    "obstacle",
    "solved",
    "reminded",
    "nothing",
    "excused",
    "undone",
]
# On behalf of a body (thay mặt), by its order (thừa lệnh), for its head (ký thay), acting (quyền).
SignsBy = Literal["T/M", "T/L", "K/T", "Q"]
# The rules that papers follow: those of the Party or those of state offices.
ProfileName = Literal["party", "state"]
PERCENT = "%"
MARKS: tuple[MarkName, ...] = get_args(MarkName)
# A day of a period. For a week: 0 and the weekday (Monday = 0). For longer periods: the month in
# the period and the day of that month; one month too many is the first of the next period.
NamedDay = tuple[int, int]
LAST = 32  # stands for the last day of a month, as does any day that the month lacks


class Signer(Record):
    """Name who signs a letter or a paper, with what title, for which body, and in what right."""

    name: str
    title: str
    for_: str | None = None
    by: SignsBy = "T/M"


class Recipient(Record):
    """Name who receives our papers, and what for."""

    name: str
    why: str | None = None


class PaperSettings(Record):
    """Hold what our own papers say where that is not as in the directive."""

    signer: Signer | None = None
    abbreviation: str | None = None
    recipients: tuple[Recipient, ...] = ()


class Directive(Record):
    """Describe the letter that assigns the tasks; from `closed` on nobody follows it any more."""

    number: str
    issued: date
    issuer: str
    subject: str
    superior: str | None = None
    place: str | None = None
    signer: Signer | None = None
    language: Language = "vi"
    timezone: str = "Asia/Ho_Chi_Minh"
    clauses: tuple[str, ...] = ()
    profile: ProfileName | None = None  # of papers: the key `form` of the file
    closed: date | None = None


class Settings(Record):
    """Hold the office's choices; `week_starts` counts from Monday = 0."""

    due_soon_days: int = 3
    deadline_reading: Reading = "inclusive"
    week_starts: int = 0
    overdue_long_days: int = 15
    report: PaperSettings = PaperSettings()


class Village(Record):
    """Name a village (thôn) and the other ways people write it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class Owner(Record):
    """Name a person or body that answers for tasks.

    `per_village` says that each village has its own such body. On an item of a village that body
    stands for it (`evaluate.owner_of`), and `of` is the plain owner's id.
    """

    id: str
    name: str
    title: str | None = None
    kind: Literal["person", "body"] = "body"
    per_village: bool = False
    aliases: tuple[str, ...] = ()
    of: str | None = None

    @property
    def plain_id(self) -> str:
        """Return the id that the file has: of a village's own body, that of its kind."""
        return self.of or self.id


class OwnerGroup(Record):
    """Name several owners at once: a task that the file gives to it has its `members`."""

    id: str
    name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class Event(Record):
    """Name an event that sets a deadline; `date` is None until somebody knows it."""

    id: str
    name: str
    date: date | None = None


class Rule(Record):
    """Say when one rule of a duty falls due: on each of the named days `on` of each period.

    `names_no_day` tells that the letter names none, and that the period's last day was taken.
    """

    every: PeriodName
    from_: date
    on: tuple[NamedDay, ...] = ((0, 0),)
    at: time | None = None
    until: date | None = None
    names_no_day: bool = False


class Repeat(Record):
    """Say how a duty recurs: by rules whose occurrences are one series, in the order of days.

    `strict` tells that the day before the named one is the last good one.
    """

    rules: tuple[Rule, ...]
    strict: bool = False


class Measure(Record):
    """Name what is counted and, where the directive sets one, its goal.

    `goal` is what each share has, `whole` what all have together; where villages have goals of
    their own, they stand in `by_village` until `of_share` gives one its `goal`.
    """

    id: str
    name: str
    unit: str
    kind: GoalKind | None = None
    goal: Decimal | None = None
    by_village: Mapping[str, Decimal] = {}
    whole: Decimal | None = None

    @property
    def is_percent(self) -> bool:
        """Tell whether its figures are percentages, which are never added up."""
        return self.kind == "percent" or self.unit == PERCENT

    @property
    def stated_goal(self) -> Decimal | None:
        """Return the goal that the directive states, of a share or of all together."""
        return self.goal if self.whole is None else self.whole

    def of_share(self, village: str | None) -> Measure:
        """Return the measure with the goal of one share; a village that is not named has none."""
        if not self.by_village:
            return self
        goal = self.by_village.get(village) if village else None
        return self._replace(goal=goal, by_village={})

    def reached(self, amount: Decimal) -> bool:
        """Tell whether an amount reaches the goal; without a goal any does."""
        if self.goal is None:
            return True
        if self.kind == "at_most":
            return amount <= self.goal
        return amount > self.goal if self.kind == "more_than" else amount >= self.goal


class Task(Record):
    """Hold one task of the directive as the file gives it.

    `villages` are ids in the file's order (groups resolved), none for the whole commune. `owners`
    are ids; all of them answer. `due_is` says how a day is read that the letter or a later one
    names. `due_place` says where the letter sets the deadline, if not in the duty's own sentence;
    `no_date` has its words where it names no date. `source` is the number of the amendment that
    gives the task.
    """

    id: str
    title: str
    owners: tuple[str, ...]
    title_en: str | None = None
    clause: str | None = None
    place: str | None = None
    support: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    each: Literal["village", "owner"] | None = None
    part_of: str | None = None
    start: date | None = None
    due: Deadline | None = None
    due_is: DueIs = "before"
    due_to: Literal["finish", "start"] = "finish"
    due_place: str | None = None
    event: str | None = None
    event_days: int = 0
    no_date: str | None = None
    repeat: Repeat | None = None
    standing: bool = False
    product: str | None = None
    measures: Sequence[Measure] = ()
    evidence: str | None = None
    derived: bool = False
    superseded_by: str | None = None
    related: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None

    def read(self, written: Deadline, reading: Reading) -> Deadline:
        """Return the deadline of an extension, or of a later letter, as this task reads days."""
        return written.read_as(self.due_is, strict=reading == "strict")

    def measures_of(self, village: str | None) -> tuple[Measure, ...]:
        """Return what one share counts, with the goals that it has."""
        return tuple([measure.of_share(village) for measure in self.measures])


class Amendment(Record):
    """Say what a later letter changes from its date on: a new deadline, or no longer owed.

    Without `villages` it is about all shares of its tasks; without `tasks` it only gives tasks of
    its own, which name it as their `source`. `due` is as the letter writes it.
    """

    number: str
    issued: date
    tasks: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    due: Deadline | None = None
    cancelled: bool = False
    note: str | None = None


class Entry(Record):
    """Record one line of the progress log.

    `at` is when the program wrote it. `undoes` is, in an `undone` entry, the `at` or else the mark
    of the entry that it takes back. `whom` are the leads who were reminded, where not all were.
    """

    task: str
    mark: MarkName
    on: datetime
    village: str | None = None
    owner: str | None = None
    for_: date | Period | None = None
    to: Deadline | None = None
    amounts: Mapping[str, Decimal] = {}
    by: str | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    at: datetime | None = None
    undoes: datetime | str | None = None
    whom: tuple[str, ...] = ()


class Document(Record):
    """Hold a checked file: the directive, all it names, its amendments and the progress log.

    The mappings are by id, in the file's order; `file` names it in a report on several.
    """

    directive: Directive
    settings: Settings
    villages: Mapping[str, Village]
    groups: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, Owner]
    events: Mapping[str, Event]
    tasks: Mapping[str, Task]
    amendments: tuple[Amendment, ...] = ()
    progress: tuple[Entry, ...] = ()
    owner_groups: Mapping[str, OwnerGroup] = {}
    file: str | None = None

    def with_entries(self, entries: Sequence[Entry]) -> Document:
        """Return the document with more entries in its log."""
        return self._replace(progress=(*self.progress, *entries))

    def only_tasks(self, ids: Collection[str]) -> Document:
        """Return the document with some tasks only; none of them is a heading of others."""
        tasks = {id_: self.tasks[id_] for id_ in ids}
        entries = tuple([entry for entry in self.progress if entry.task in ids])
        return self._replace(tasks=tasks, progress=entries)


class Loaded(Record):
    """Hold what a file is read into: a document, or None where an error stands in the way.

    `problems` are in the order of their places; `language` is the file's own, where that is known.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    language: Language | None = None
