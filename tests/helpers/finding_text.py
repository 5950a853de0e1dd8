"""The findings in a document, written as text that people can read and compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.drafting.document_model import DraftReason
    from ntmtrack.drafting.document_model import Findings
    from ntmtrack.drafting.document_model import FoundDuty
    from ntmtrack.drafting.document_model import SourcePlace

WORDS = Words("vi")


def write_down(found: Findings) -> str:
    """Return all findings as text, one thing a line, without empty ones."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Findings) -> Iterator[str]:
    for key, value in found.head._asdict().items():
        if value:
            yield f"{key}: {value if isinstance(value, str) else _plain(value)}"
    for duty in found.duties:
        yield ""
        yield from _duty_lines(duty)
    for title, things in (("parties", found.parties), ("villages", found.villages)):
        yield ""
        yield f"{title}:"
        for thing in things:
            extra = [f"{key}={_plain(value)}" for key, value in thing._asdict().items()
                     if value and key not in {"id", "name", "place"}]  # fmt: skip
            yield " ".join([f"  {thing.id}: {thing.name}", *extra])
    for event in found.events:
        yield f"event {event.id}: {event.name} {event.proposed_date}".rstrip()
    yield ""
    yield "unused:"
    yield from (f"  {_where(left.place)}: {left.text}" for left in found.unused)
    for contradiction in found.contradictions:
        yield f"contradiction {_where(contradiction.place)}: {contradiction.text}"
        yield f"  {_say(contradiction.why)}"


def _duty_lines(duty: FoundDuty) -> Iterator[str]:
    yield f"{duty.id} ({_where(duty.place)})"
    for key, value in duty._asdict().items():
        if value and key not in {"id", "place", "why"}:
            yield f"  {key}: {_plain(value)}"
    yield from (f"  ? {_say(why)}" for why in duty.why)


def _say(reason: DraftReason) -> str:
    return WORDS.say(reason.text, **reason.values)


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return "; ".join(_plain(each) for each in value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(each)}" for key, each in value.items()) + "}"
    return str(value).replace("\n", " | ")


def _where(place: SourcePlace) -> str:
    return " ".join(f"{key} {value}" for key, value in place._asdict().items() if value)
