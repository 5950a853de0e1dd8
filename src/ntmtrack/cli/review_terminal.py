"""Going through a draft on a terminal: keys in, a screen out, and each step written at once."""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ntmtrack import wording
from ntmtrack.cli import drafts
from ntmtrack.cli.run import Run
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import review as reviewing
from ntmtrack.drafting.confirmation import review_screen
from ntmtrack.drafting.confirmation import sound_draft
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.review import Review
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage

_CLEAR = "\x1b[2J\x1b[H"
_OTHER_SCREEN, _OWN_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
_NAMED = {
    "\r": reviewing.ENTER,
    "\n": reviewing.ENTER,
    "\t": reviewing.TAB,
    "\x7f": reviewing.BACKSPACE,
    "\b": reviewing.BACKSPACE,
    "\x1b": reviewing.ESCAPE,
}
_LEAVING = ("\x03", "\x04", "")  # Ctrl-C, Ctrl-D, and the end of the terminal
_AFTER_ESCAPE = 0.05  # within so many seconds a terminal sends the rest of an arrow key
_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def review(run: Run, path: Path) -> Exit:
    """Go through a draft, each step written at once."""
    if not (run.streams.is_terminal and sys.stdin is not None and sys.stdin.isatty()):
        raise usage(wording.Code.NO_TERMINAL)
    try:
        import termios  # noqa: F401 - only to know that there is one
    except ImportError:  # Windows
        raise usage(wording.Code.NO_TERMINAL) from None
    data = files.read(path)
    file = draft_text.read(data, str(path))
    if wrong := sound_draft.wrong_in(data.decode(), str(path)):
        raise NtmError(wrong, Exit.DATA)
    run.file_language = drafts.words_of(file).language
    run.streams.write(_OTHER_SCREEN)
    try:
        with _keys() as keys:
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
    new = sound_draft.text_of(deepcopy(file), drafts.words_of(file)).encode()
    with _signals_kept():
        drafts.replace_seen(path, last, new)
    return new


@contextlib.contextmanager
def _signals_kept() -> Iterator[None]:
    """Take up signals again after a write, which holds them: here the program goes on."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ENDING)}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextlib.contextmanager
def _keys() -> Iterator[Iterator[str]]:
    """Read keys one by one; whatever ends this gives the terminal back as it was."""
    import termios
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    handlers = {number: signal.signal(number, end) for number in _ENDING}
    tty.setraw(handle, termios.TCSADRAIN)
    try:
        yield _read_keys(handle)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _read_keys(handle: int) -> Iterator[str]:
    """Give each key: a letter, or the name of a key; nothing where the user leaves."""
    import select

    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    while True:
        data = os.read(handle, 1)
        if data == b"\x1b" and select.select([handle], [], [], _AFTER_ESCAPE)[0]:
            _pass_over(handle)
            continue
        letter = decoder.decode(data, final=not data)
        if not data or letter in _LEAVING[:2]:
            yield ""
            return
        if letter:
            yield _NAMED.get(letter, letter)


def _pass_over(handle: int) -> None:
    """Read the rest of an arrow key or the like, which has no meaning here."""
    if os.read(handle, 1) in (b"[", b"O"):
        while (data := os.read(handle, 1)) and not b"@" <= data <= b"~":
            pass


def _size() -> tuple[int, int]:
    import shutil

    return shutil.get_terminal_size((80, 24))
