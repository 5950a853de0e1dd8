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
ID = N_("Its id: small letters, digits, hyphens; never changed.")
_NAME = N_("The name in reports.")
_ALIASES = N_("Other ways people write it.")


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

    at: FileText | None = Field(None, description=N_("Where it stands in the document."))
    quote: FileText | None = Field(None, description=N_("What the document says there."))
    deadline: FileText | None = Field(
        None, description=N_("The document's own words about the time.")
    )
    propose: dict[str, Any] = Field(
        default_factory=dict,
        description=N_("Keys with the values that are likely: move up what is right."),
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

    at: FileText = Field(description=N_("Where it stands in the document."))
    text: FileText = Field(description=N_("What the document says there."))


class SignerPart(FilePart):
    """Read `directive.signer` or `settings.report.signer`."""

    name: FileText = Field(description=N_("The name."))
    title: FileText = Field(description=N_("The office, such as Bí thư."))
    for_: FileText | None = Field(None, alias="for", description=N_("The body signed for."))
    by: Annotated[model.SignsBy, choice(model.SignsBy)] = Field(
        "T/M",
        description=N_(
            "In what right: T/M for the body, T/L by its order, K/T for its head, Q as acting head."
        ),
    )

    def value(self) -> model.Signer:
        """Return the signer as the rest of the program has it."""
        return model.Signer(self.name, self.title, self.for_, self.by)


class RecipientPart(FilePart):
    """Read one of `settings.report.recipients`."""

    name: FileText = Field(description=N_("Who receives our papers."))
    why: FileText | None = Field(None, description=N_("What for, such as để báo cáo."))

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
        description=N_("The issuer's letters in their numbers, such as ĐU or UBND."),
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
    issued: FileDay = Field(description=N_("The day of the letter."))
    issuer: FileText = Field(description=N_("Who issued it, as its head says."))
    subject: FileText = Field(description=N_("What it is about, without “re:”."))
    superior: FileText | None = Field(
        None, description=N_("The body above the issuer, as the head says.")
    )
    place: FileText | None = Field(None, description=N_("The place before the date."))
    signer: SignerPart | None = Field(None, description=N_("Who signed it."))
    closed: FileDay | None = Field(
        None,
        description=N_(
            "The day from which on nobody follows it any more: then reports on several files"
            " leave it out after that week; no status changes."
        ),
    )
    form: Annotated[model.ProfileName | None, choice(model.ProfileName)] = Field(
        None,
        description=N_("The form of papers: party or state; left out: as the number tells."),
    )
    language: Annotated[Language, choice(Language)] = Field(
        "vi", description=N_("The language of reports: vi or en.")
    )
    timezone: Timezone = Field(
        "Asia/Ho_Chi_Minh", description=N_("The time zone of all days and times.")
    )
    clauses: FileTexts = Field(
        (),
        description=N_("All clauses that ask for something; check --coverage compares them."),
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
        description=N_("“Before DAY”: inclusive is late the day after, strict on DAY."),
    )
    week_starts: Weekday = Field(0, description=N_("The first day of a week of work."))
    overdue_long_days: FileCount = Field(
        15, description=N_("From how many days on papers call a task long overdue.")
    )
    report: ReportPart | None = Field(None, description=N_("What our own papers say."))

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
    title: FileText | None = Field(None, description=N_("The office of a person."))
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

    id: Slug = Field(description=N_("Its id, which no owner has; named wherever owners are."))
    name: FileText = Field(description=_NAME)
    aliases: FileTexts = Field((), description=_ALIASES)
    members: NeededTexts = Field(description=N_("Ids of the owners that it stands for."))

    def value(self) -> model.OwnerGroup:
        """Return the group as the rest of the program has it."""
        return model.OwnerGroup(self.id, self.name, self.members, self.aliases)


NamedPart = VillagePart | OwnerPart | OwnerGroupPart


class EventPart(DraftablePart):
    """Read one of `events`."""

    id: Slug = Field(description=ID)
    name: FileText = Field(description=_NAME)
    date: FileDay | None = Field(None, description=N_("The day, once somebody knows it."))

    def value(self) -> model.Event:
        """Return the event as the rest of the program has it."""
        return model.Event(self.id, self.name, self.date)
