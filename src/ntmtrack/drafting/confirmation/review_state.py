"""The state of a review: the draft, the part of it that is decided next, and what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from typing import Literal
from typing import NamedTuple

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.typed_line import TypedLine
from ntmtrack.wording.problem import Problem

SECTIONS = ("villages", "owners", "events", "tasks")
Mode = Literal["look", "fields", "value", "split", "all", "left"]


class Step(NamedTuple):
    """Identify a part of the draft under review, by its section and id."""

    section: str
    id: str = ""


class Review(NamedTuple):
    """Store the state of a review.

    `earlier` are the drafts before each step, with the position in each. `field` is the edited key,
    `line` its text so far, `asked` what a second Enter confirms: a text with a new name or without
    a day, or the id of a duty without a deadline. `message` is a sentence with its values, or a
    problem.
    """

    file: PlainDraft
    at: int = 0
    mode: Mode = "look"
    field: str = ""
    line: TypedLine = TypedLine()
    asked: str = ""
    message: tuple[str, Mapping[str, Any]] | Problem | None = None
    earlier: tuple[tuple[PlainDraft, int], ...] = ()

    @property
    def steps(self) -> list[Step]:
        """List the parts that are still drafts, the head first."""
        head = [Step("directive")] if DRAFT in (self.file.get("directive") or {}) else []
        return head + [
            Step(section, item.get("id", ""))
            for section in SECTIONS
            for item in self.file.get(section) or ()
            if DRAFT in item
        ]

    @property
    def step(self) -> Step | None:
        """Return the current part; None if everything is decided."""
        steps = self.steps
        return steps[min(self.at, len(steps) - 1)] if steps else None

    @property
    def typed(self) -> str:
        """Return the text typed so far."""
        return self.line.text

    @property
    def item(self) -> PlainDraft:
        """Return the values of the current part."""
        return item_of(self.file, self.step) if self.step else {}

    def with_message(self, text: str, **values: object) -> Review:
        """Return this state with a message."""
        return self._replace(message=(text, values))


def item_of(file: PlainDraft, step: Step) -> PlainDraft:
    """Return a copy of a part of a draft, to be changed."""
    if step.section == "directive":
        return deepcopy(file["directive"])
    return deepcopy(next(item for item in file[step.section] if item.get("id") == step.id))


def replaced(state: Review, item: PlainDraft | None, *, after: PlainDraft | None = None) -> Review:
    """Replace the current item and put `after`, if any, behind it; None removes the item."""
    step = state.step
    if step is None:
        return state
    file = dict(state.file)
    if step.section == "directive":
        file["directive"] = item or {}
    else:
        parts = file[step.section]
        at = next(at for at, part in enumerate(parts) if part.get("id") == step.id)
        new = [part for part in (item, after) if part is not None]
        file[step.section] = [*parts[:at], *new, *parts[at + 1 :]]
    return changed(state, file)


def changed(state: Review, file: PlainDraft) -> Review:
    """Return the state after a step that changed the draft."""
    earlier = (*state.earlier, (state.file, state.at))
    return state._replace(file=file, earlier=earlier, mode="look")
