"""The parts of a data file about people and places: directive, villages, owners, events.

Their classes declare every key of a part with its meaning, which editors show. They read plain text
and return `model` values.
"""

# No `from __future__ import annotations`: see `part_reading`.

from collections.abc import Sequence
from typing import Annotated
from typing import Any
from typing import Literal

from ntmtrack.datafile.part_reading import Field
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.values import Abbreviation
from ntmtrack.datafile.values import FileCount
from ntmtrack.datafile.values import FileDay
from ntmtrack.datafile.values import FileFlag
from ntmtrack.datafile.values import FileText
from ntmtrack.datafile.values import FileTexts
from ntmtrack.datafile.values import NeededTexts
from ntmtrack.datafile.values import Slug
from ntmtrack.datafile.values import Timezone
from ntmtrack.datafile.values import Weekday
from ntmtrack.datafile.values import choice
from ntmtrack.directive import model
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Language

_OwnerKind = Literal["person", "body"]
# The meanings of these keys in every part.
ID = N_("Its id: lower-case letters, digits and hyphens; never change it.")
_NAME = N_("The name in reports.")
_ALIASES = N_("Other ways of writing it.")


def keys_of(part: type[FilePart]) -> Sequence[str]:
    """Return the keys that a part of the file may have, as written there; `draft` is the last."""
    return part.keys


def keys_needed(part: type[FilePart]) -> Sequence[str]:
    """Return the keys that a part of the file requires."""
    return part.keys_needed


def meanings_of(part: type[FilePart]) -> dict[str, str]:
    """Return the meaning of each key of a part, untranslated."""
    fields = part.fields.items()
    return {field.alias or name: field.description for name, field in fields}


class DraftPart(FilePart):
    """Read `draft`, the mark of something found in a document and not confirmed yet.

    The values in `propose` are read as keys of the part that they are proposed for.
    """

    at: FileText | None = Field(None, description=N_("Its place in the document."))
    quote: FileText | None = Field(None, description=N_("What the document says there."))
    deadline: FileText | None = Field(
        None, description=N_("The document's own words about the time.")
    )
    propose: dict[str, Any] = Field(
        default_factory=dict,
        description=N_("Keys with their proposed values: move up the right ones."),
    )
    why: FileTexts = Field((), description=N_("What is doubtful, and why."))
    was: dict[str, Any] = Field(
        default_factory=dict,
        description=N_("Keys with the values that they had before the document changed."),
    )


class DraftablePart(FilePart):
    """Serve as the base class of parts that may be drafts, and then lack required keys."""

    draft: DraftPart | None = Field(
        None, description=N_("Not confirmed yet: check it, then delete this key.")
    )


class UnusedPart(FilePart):
    """Read one of `unused`: parts of the document that a draft was not made of."""

    at: FileText = Field(description=N_("Its place in the document."))
    text: FileText = Field(description=N_("What the document says there."))


class SignerPart(FilePart):
    """Read `directive.signer` or `settings.report.signer`."""

    name: FileText = Field(description=N_("The name."))
    title: FileText = Field(description=N_("The position, such as Bí thư."))
    for_: FileText | None = Field(
        None, alias="for", description=N_("The body that the signer signs for.")
    )
    by: Annotated[model.SignsBy, choice(model.SignsBy)] = Field(
        "T/M",
        description=N_(
            "In what capacity: T/M for the body, T/L by its order, K/T for its head, Q"
            " as acting head."
        ),
    )

    def value(self) -> model.Signer:
        """Return the signer as the rest of the program has it."""
        return model.Signer(self.name, self.title, self.for_, self.by)


class RecipientPart(FilePart):
    """Read one of `settings.report.recipients`."""

    name: FileText = Field(description=N_("Who receives the office's papers."))
    why: FileText | None = Field(None, description=N_("The purpose, such as để báo cáo."))

    def value(self) -> model.Recipient:
        """Return the recipient as the rest of the program has it."""
        return model.Recipient(self.name, self.why)


class ReportPart(FilePart):
    """Read `settings.report`."""

    signer: SignerPart | None = Field(
        None, description=N_("Who signs them; left out: as in the directive.")
    )
    abbreviation: Abbreviation | None = Field(
        None,
        description=N_("The issuer's abbreviation in the numbers of papers, such as ĐU or UBND."),
    )
    recipients: tuple[RecipientPart, ...] = Field((), description=N_("Who receives them."))

    def value(self) -> model.PaperSettings:
        """Return the settings of papers as the rest of the program has them."""
        return model.PaperSettings(
            signer=self.signer.value() if self.signer else None,
            abbreviation=self.abbreviation,
            recipients=tuple([recipient.value() for recipient in self.recipients]),
        )


class DirectivePart(DraftablePart):
    """Read `directive`."""

    number: FileText = Field(description=N_("Number and symbol, such as 49-CV/ĐU."))
    issued: FileDay = Field(description=N_("The date of the letter."))
    issuer: FileText = Field(description=N_("Who issued it, as at the head of the letter."))
    subject: FileText = Field(description=N_("Its subject, without “re:”."))
    superior: FileText | None = Field(
        None, description=N_("The body above the issuer, as at the head of the letter.")
    )
    place: FileText | None = Field(None, description=N_("The place written before the date."))
    signer: SignerPart | None = Field(None, description=N_("Who signed it."))
    closed: FileDay | None = Field(
        None,
        description=N_(
            "The day on which tracking ends: after that week, reports on several files"
            " leave the directive out; no status changes."
        ),
    )
    form: Annotated[model.ProfileName | None, choice(model.ProfileName)] = Field(
        None,
        description=N_("The profile of papers: party or state; left out: according to the number."),
    )
    language: Annotated[Language, choice(Language)] = Field(
        "vi", description=N_("The language of reports: vi or en.")
    )
    timezone: Timezone = Field(
        "Asia/Ho_Chi_Minh", description=N_("The time zone of all days and times.")
    )
    clauses: FileTexts = Field(
        (),
        description=N_(
            "All clauses that assign something; check --coverage compares the tasks with them."
        ),
    )

    def value(self) -> model.Directive:
        """Return the directive as the rest of the program has it."""
        return model.Directive(
            number=self.number,
            issued=self.issued,
            issuer=self.issuer,
            subject=self.subject,
            superior=self.superior,
            place=self.place,
            signer=self.signer.value() if self.signer else None,
            language=self.language,
            timezone=self.timezone,
            clauses=self.clauses,
            profile=self.form,
            closed=self.closed,
        )


class SettingsPart(FilePart):
    """Read `settings`."""

    due_soon_days: FileCount = Field(
        3, description=N_("How many days before its deadline a task is due soon.")
    )
    deadline_reading: Annotated[model.Reading, choice(model.Reading)] = Field(
        "inclusive",
        description=N_(
            "How “before DAY” is read: inclusive, overdue from the day after; strict,"
            " overdue on DAY."
        ),
    )
    week_starts: Weekday = Field(0, description=N_("The first day of the working week."))
    overdue_long_days: FileCount = Field(
        15,
        description=N_("How many days overdue a task must be for papers to call it long overdue."),
    )
    report: ReportPart | None = Field(None, description=N_("What the office's own papers say."))

    def value(self) -> model.Settings:
        """Return the settings as the rest of the program has them."""
        return model.Settings(
            due_soon_days=self.due_soon_days,
            deadline_reading=self.deadline_reading,
            week_starts=self.week_starts,
            overdue_long_days=self.overdue_long_days,
            report=self.report.value() if self.report else model.PaperSettings(),
        )


class VillagePart(DraftablePart):
    """Read one of `villages`."""

    id: Slug = Field(description=ID)
    name: FileText = Field(description=_NAME)
    aliases: FileTexts = Field((), description=_ALIASES)

    def value(self) -> model.Village:
        """Return the village as the rest of the program has it."""
        return model.Village(self.id, self.name, self.aliases)


class OwnerPart(DraftablePart):
    """Read one of `owners`."""

    id: Slug = Field(description=ID)
    name: FileText = Field(description=_NAME)
    title: FileText | None = Field(None, description=N_("A person's position."))
    kind: Annotated[_OwnerKind, choice(_OwnerKind)] = Field(
        "body", description=N_("A person or a body.")
    )
    per_village: FileFlag = Field(
        default=False, description=N_("true: each village has its own such body.")
    )
    aliases: FileTexts = Field((), description=_ALIASES)

    def value(self) -> model.Owner:
        """Return the owner as the rest of the program has it."""
        return model.Owner(
            id=self.id,
            name=self.name,
            title=self.title,
            kind=self.kind,
            per_village=self.per_village,
            aliases=self.aliases,
        )


class OwnerGroupPart(FilePart):
    """Read one of `owner_groups`."""

    id: Slug = Field(
        description=N_("Its id, which no owner may have; usable wherever owners are named.")
    )
    name: FileText = Field(description=_NAME)
    aliases: FileTexts = Field((), description=_ALIASES)
    members: NeededTexts = Field(description=N_("Ids of the owners in the group."))

    def value(self) -> model.OwnerGroup:
        """Return the group as the rest of the program has it."""
        return model.OwnerGroup(self.id, self.name, self.members, self.aliases)


NamedPart = VillagePart | OwnerPart | OwnerGroupPart


class EventPart(DraftablePart):
    """Read one of `events`."""

    id: Slug = Field(description=ID)
    name: FileText = Field(description=_NAME)
    date: FileDay | None = Field(None, description=N_("The date, once it is known."))

    def value(self) -> model.Event:
        """Return the event as the rest of the program has it."""
        return model.Event(self.id, self.name, self.date)
