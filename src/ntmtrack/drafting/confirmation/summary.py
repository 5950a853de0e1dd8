"""A summary of a draft in a few lines: what to check, what was left out, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_file import say
from ntmtrack.drafting.confirmation.draft_file import unknown_columns
from ntmtrack.drafting.confirmation.layout import has_drafts
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.confirmation.place_words import place_in_words
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.drafting.confirmation.renewal import Renewed
from ntmtrack.drafting.document_model import Findings

_MOST_LINES = 5
_LONGEST = 90


def counts(file: PlainDraft, words: Words) -> Iterator[str]:
    """Yield how many duties there are, and how many have a deadline written, or only proposed."""
    tasks = file.get("tasks") or ()
    written = sum(any(key in task for key in TIMES) for task in tasks)
    proposed = sum(
        any(key in (task.get(DRAFT) or {}).get("propose", {}) for key in TIMES)
        and not any(key in task for key in TIMES)
        for task in tasks
    )
    if not tasks:
        yield from nothing_found(file, words)
        return
    yield words.say(
        "Duties: {count}; deadlines written: {written}, proposed: {proposed}, none: {without}.",
        count=len(tasks),
        written=written,
        proposed=proposed,
        without=len(tasks) - written - proposed,
    )
    to_confirm = sum(DRAFT in task for task in tasks)
    yield words.say(
        "To be confirmed: {tasks} duties, {others} other parts.",
        tasks=to_confirm,
        others=_others(file),
    )
    if unused := file.get("unused"):
        yield words.say(
            "Sentences that did not become duties, also listed: {count}.", count=len(unused)
        )


def nothing_found(file: PlainDraft, words: Words) -> Iterator[str]:
    """Yield that no duty was found, where the sentences are, and what the reason may be."""
    yield words.say("No duty was found in the document.")
    if unused := file.get("unused"):
        yield words.say(
            "{count} sentences that may be duties are listed under “unused”, in Excel on the sheet"
            " “Not used”.",
            count=len(unused),
        )
    yield words.say(
        "A document that assigns nothing (a report, a letter of thanks, an invitation), or a table"
        " whose columns do not say what is to be done, by whom and when, has none. Name the columns"
        " with --map, or write the duties yourself."
    )


def _others(file: PlainDraft) -> int:
    parts = [file.get("directive") or {}]
    parts += [part for key in ("villages", "owners", "events") for part in file.get(key) or ()]
    return sum(DRAFT in part for part in parts)


def renewed(renewal: Renewed, words: Words) -> Iterator[str]:
    """Yield what a renewal kept, and what is new."""
    yield words.say(
        "Draft renewed: {kept} decisions kept, {new} new parts, {changed} changed.",
        kept=renewal.kept,
        new=renewal.new,
        changed=renewal.changed,
    )
    if renewal.is_head_changed:
        yield words.say("The head of the document has changed: check it again.")
    if renewal.gone:
        yield words.say(
            "Confirmed, no longer in the document, but kept: {count}.", count=renewal.gone
        )


def doubts(findings: Findings, words: Words) -> Iterator[str]:
    """Yield where the document contradicts itself, and the columns that were not understood."""
    if findings.contradictions:
        yield words.say("The document contradicts itself:")
        for contradiction in findings.contradictions[:_MOST_LINES]:
            text = tidy(contradiction.text)
            text = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
            place = place_in_words(contradiction.place, words)
            yield f"  {place}: {text} – {say(contradiction.why, words)}"
        if len(findings.contradictions) > _MOST_LINES:
            yield f"  … (+{len(findings.contradictions) - _MOST_LINES})"
    yield from unknown_columns(findings, words)


def next_steps(file: PlainDraft, output: str, other: str, words: Words) -> Iterator[str]:
    """Yield what to do next with a draft that was written to a file.

    `other` is a free file name: for the data file to be made, or for the workbook.
    """
    name, other = command_line(output), command_line(other)
    if output.endswith(".xlsx"):
        yield words.say("Next: fill it in with Excel, then read it back in:")
        yield f"  ntmtrack draft {name} -o {other}"
    elif not has_drafts(file):
        yield words.say("Everything is decided. Next:")
        yield f"  ntmtrack status -f {name}"
    else:
        yield words.say("Next: confirm it, in any of these ways:")
        yield f"  ntmtrack draft --review {name}"
        in_excel = words.say("(for Excel)")
        yield f"  ntmtrack draft {name} -o {other}    {in_excel}"
        editor = words.say("(in an editor; ntmtrack check lists what is left)")
        yield f"  ntmtrack edit -f {name}    {editor}"
