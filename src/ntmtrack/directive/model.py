"""The directive as plain values: the data that the rest of the program works on.

Nothing here parses, validates or formats. Every moment is a naive local time of the directive's
zone, to the minute; a day without a time is 00:00 of that day.

All classes are records, for speed: creating a value takes 0.4 µs, against 1.4 µs for a frozen data
class.
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
# A day within a period. For a week: 0 and the weekday (Monday = 0). For longer periods: the month
# in the period and the day of that month; a month beyond the period is the first of the next
# period.
NamedDay = tuple[int, int]
LAST = 32  # the last day of a month, like any day that the month lacks


class Signer(Record):
    """Describe who signs a letter or a paper: name, title, body, and in what capacity."""

    name: str
    title: str
    for_: str | None = None
    by: SignsBy = "T/M"


class Recipient(Record):
    """Describe who receives our papers, and for what purpose."""

    name: str
    why: str | None = None


class PaperSettings(Record):
    """Store what our own papers say if it differs from the directive."""

    signer: Signer | None = None
    abbreviation: str | None = None
    recipients: tuple[Recipient, ...] = ()


class Directive(Record):
    """Describe the letter that assigns the tasks; from `closed` on it is no longer followed."""

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
    profile: ProfileName | None = None  # the profile of papers: the file's key `form`
    closed: date | None = None


class Settings(Record):
    """Store the office's choices; `week_starts` counts from Monday = 0."""

    due_soon_days: int = 3
    deadline_reading: Reading = "inclusive"
    week_starts: int = 0
    overdue_long_days: int = 15
    report: PaperSettings = PaperSettings()


class Village(Record):
    """Describe a village (thôn), with other spellings of its name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class Owner(Record):
    """Describe a person or body that answers for tasks.

    `per_village` means that each village has its own such body. In an item of a village, that body
    takes the owner's place (`evaluate.owner_of`), and its `of` is the owner's id.
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
        """Return the id in the file; for a village's own body, that of its kind."""
        return self.of or self.id


class OwnerGroup(Record):
    """Name several owners at once: a task assigned to the group goes to all its `members`."""

    id: str
    name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class Event(Record):
    """Describe an event that a deadline depends on; `date` is None until it is known."""

    id: str
    name: str
    date: date | None = None


class Rule(Record):
    """Describe when a duty falls due by one rule: on the days `on` of each period.

    `names_no_day` means that the letter names no day, so that the period's last day is used.
    """

    every: PeriodName
    from_: date
    on: tuple[NamedDay, ...] = ((0, 0),)
    at: time | None = None
    until: date | None = None
    names_no_day: bool = False


class Repeat(Record):
    """Describe how a duty recurs: by rules whose occurrences form one series, by day.

    `strict` means that the last good day is the one before the named day.
    """

    rules: tuple[Rule, ...]
    strict: bool = False


class Measure(Record):
    """Describe what is counted and, if the directive sets one, its goal.

    `goal` is that of each share, `whole` that of all shares together. Goals of single villages are
    in `by_village`, until `of_share` picks one of them as `goal`.
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
        """Return whether the figures are percentages, which are never added up."""
        return self.kind == "percent" or self.unit == PERCENT

    @property
    def stated_goal(self) -> Decimal | None:
        """Return the goal that the directive states, for a share or for all together."""
        return self.goal if self.whole is None else self.whole

    def of_share(self, village: str | None) -> Measure:
        """Return the measure with the goal of one share; a village not listed has no goal."""
        if not self.by_village:
            return self
        goal = self.by_village.get(village) if village else None
        return self._replace(goal=goal, by_village={})

    def reached(self, amount: Decimal) -> bool:
        """Return whether an amount reaches the goal; without a goal, any amount does."""
        if self.goal is None:
            return True
        if self.kind == "at_most":
            return amount <= self.goal
        return amount > self.goal if self.kind == "more_than" else amount >= self.goal


class Task(Record):
    """Describe one task of the directive as the file has it.

    `villages` are ids in the file's order (groups resolved); none means the whole commune. `owners`
    are ids; all of them answer for the task. `due_is` says how to read a day that the letter or a
    later one names. `due_place` says where the letter sets the deadline, if not in the task's own
    sentence; `no_date` quotes the letter if it names no date. `source` is the number of the
    amendment that adds the task.
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
        """Return the deadline of an extension or a later letter, as this task reads days."""
        return written.read_as(self.due_is, strict=reading == "strict")

    def measures_of(self, village: str | None) -> tuple[Measure, ...]:
        """Return the measures of one share, with its goals."""
        return tuple([measure.of_share(village) for measure in self.measures])


class Amendment(Record):
    """Describe what a later letter changes from its date on: a new deadline, or a cancellation.

    Without `villages` it is about all shares of its tasks; without `tasks` it only adds tasks of
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
    """Represent one line of the log.

    `at` is when the program wrote it. In an `undone` entry, `undoes` is the `at`, or else the mark,
    of the entry that it takes back. `whom` are the leads who were reminded, if not all of them.
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
    """Represent a checked file: the directive, everything it names, its amendments and its log.

    The mappings are by id, in the file's order. `file` is the file's name in reports on several.
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
        """Return the document with only some of its tasks, none of which may be a heading."""
        tasks = {id_: self.tasks[id_] for id_ in ids}
        entries = tuple([entry for entry in self.progress if entry.task in ids])
        return self._replace(tasks=tasks, progress=entries)


class Loaded(Record):
    """Store the result of loading a file: a document, or None if it has errors.

    `problems` are in the order of their places; `language` is the file's own, if it is known.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    language: Language | None = None
