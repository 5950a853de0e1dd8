"""Going through a draft on a terminal: keys in, a screen out, and each step written at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.cli import drafts
from ntmtrack.cli import key_reading
from ntmtrack.cli import remembered
from ntmtrack.cli.run import Run
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import review as reviewing
from ntmtrack.drafting.confirmation import review_screen
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.review import Review
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage

_CLEAR = "\x1b[2J\x1b[H"
_OTHER_SCREEN, _OWN_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"


def review(run: Run, path: Path) -> Exit:
    """Go through a draft, each step written at once."""
    is_terminal = run.streams.is_terminal and sys.stdin is not None and sys.stdin.isatty()
    if not (is_terminal and key_reading.is_possible()):
        raise usage(wording.Code.NO_TERMINAL)
    data = files.read(path)
    file = draft_text.read(data, str(path))
    if wrong := draft_text.wrong_in(data.decode(), str(path)):
        raise NtmError(wrong, Exit.DATA)
    remembered.finish_killed(str(path), data)
    run.file_language = drafts.words_of(file).language
    with key_reading.keys() as keys:
        run.streams.write(_OTHER_SCREEN)
        try:
            state = _go_through(run, path, Review(file), keys, data)
        finally:
            run.streams.write(_OWN_SCREEN)
    drafts.remember_decided(run, str(path), state.file)
    run.streams.print_error(clean(review_screen.summary(state, str(path), run.words)))
    return Exit.OK


def _go_through(run: Run, path: Path, state: Review, keys: Iterator[str], data: bytes) -> Review:
    words = run.words
    while True:
        width, height = _size()
        shown = "\r\n".join(review_screen.lines(state, width - 1, height - 1, words))
        run.streams.write(_CLEAR + shown)
        key = next(keys)
        after = reviewing.press(state, key, words) if key else state._replace(mode="left")
        if after.file is not state.file:
            data = _write(path, after.file, data)
        state = after
        if state.mode == "left":
            return state


def _write(path: Path, file: PlainDraft, last: bytes) -> bytes:
    """Write a step in place of the one before."""
    new = draft_text.text_of(deepcopy(file), drafts.words_of(file)).encode()
    with system.signals_kept():
        drafts.replace_seen(path, last, new)
    return new


def _size() -> tuple[int, int]:
    import shutil

    return shutil.get_terminal_size((80, 24))
