"""What is remembered beside a draft: read, kept, and brought home after a kill."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.run import Run
from ntmtrack.drafting.confirmation import decisions
from ntmtrack.storage import files
from ntmtrack.storage import new_files
from ntmtrack.storage import report_file
from ntmtrack.wording import problem_text
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.drafting.confirmation.decisions import Memory


def path(output: str) -> Path:
    """Give the file beside a draft that keeps what was decided."""
    return Path(output).with_suffix(decisions.ENDING)


def read(output: str) -> Memory:
    """Read what is remembered beside a draft; nothing where there is nothing."""
    beside = path(output)
    if output == STDOUT or not files.is_there(beside):
        return decisions.Memory()
    return decisions.read(files.read(beside), str(beside))


def keep(run: Run, output: str, memory: Memory, words: Words) -> None:
    """Keep what was decided beside a draft; the draft itself is written by then."""
    if not memory.document:
        return
    beside = path(output)
    text = decisions.write(memory, words).encode()
    try:
        report_file.write(str(beside), [text], extension=decisions.ENDING, force=False, ours=())
        new_files.remove_stale(beside)
    except NtmError as error:
        run.streams.print_error(problem_text.as_text(error.problems, run.words).rstrip("\n"))


@contextlib.contextmanager
def meanwhile(output: str, draft: bytes, memory: Memory, words: Words) -> Iterator[None]:
    """Keep what is to be remembered of these very bytes of a draft while they are written.

    A kill before `keep` would leave a draft of which nothing is known: it could not be renewed, or
    a renewal would take its new tasks for somebody's own and write them twice.
    """
    if not memory.document:
        yield
        return
    there = _meanwhile(output, draft)
    with contextlib.suppress(OSError):  # the draft itself will say what is wrong with the disk
        there.parent.mkdir(parents=True, exist_ok=True)
        there.unlink(missing_ok=True)
        files.write_new(there, [decisions.write(memory, words).encode()])
    try:
        yield
    except NtmError:
        with contextlib.suppress(OSError):
            there.unlink(missing_ok=True)
        raise


def finish_killed(output: str, draft: bytes) -> None:
    """Keep beside a draft what a run that was killed could not bring there any more."""
    with contextlib.suppress(OSError):
        _meanwhile(output, draft).replace(path(output))


def _meanwhile(output: str, draft: bytes) -> Path:
    return new_files.named(path(output), hashlib.sha256(draft).hexdigest()[:16])
