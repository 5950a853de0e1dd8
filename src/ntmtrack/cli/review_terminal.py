"""Reviewing a draft on a terminal: it reads keys, draws screens, and saves each step at once.

Keys are read one by one, on terminals of Unix and consoles of Windows. Each key is a character or
the name of a key; an empty text means that the user leaves.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.cli import drafts
from ntmtrack.cli.run import Run
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import review as reviewing
from ntmtrack.drafting.confirmation import review_screen
from ntmtrack.drafting.confirmation import typed_line
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.review_state import Review
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LANGUAGES

END_OF_INPUT = ""
RESIZED = "resized"  # not a key: the screen must be drawn again
_NAMED = {
    "\r": typed_line.ENTER,
    "\n": typed_line.ENTER,
    "\t": typed_line.TAB,
    "\x7f": typed_line.BACKSPACE,
    "\b": typed_line.BACKSPACE,
    "\x1b": typed_line.ESCAPE,
    "\x15": typed_line.CLEAR,  # Ctrl-U
}
_ENDS = ("\x03", "\x04", "\x1a")  # Ctrl-C, Ctrl-D, and Ctrl-Z, which ends input in Windows
_AFTER_ESCAPE = 0.05  # seconds within which a terminal sends the rest of an arrow key
# In Windows an arrow key arrives as one of these prefixes and a second character. The second prefix
# is also the letter à.
_BEFORE_KEY, _KEY_OR_LETTER = "\x00", "\xe0"
_ARROWS = frozenset("HPKMGOIQRS")  # up, down, left, right, Home, End, pages, Insert, Delete
_CONSOLE_KEYS = {
    "K": typed_line.LEFT,
    "M": typed_line.RIGHT,
    "G": typed_line.HOME,
    "O": typed_line.END,
    "S": typed_line.DELETE,
}
# The rest of the sequences that terminals send after Escape.
_TERMINAL_KEYS = {
    **dict.fromkeys((b"[D", b"OD"), typed_line.LEFT),
    **dict.fromkeys((b"[C", b"OC"), typed_line.RIGHT),
    **dict.fromkeys((b"[H", b"OH", b"[1~", b"[7~"), typed_line.HOME),
    **dict.fromkeys((b"[F", b"OF", b"[4~", b"[8~"), typed_line.END),
    b"[3~": typed_line.DELETE,
}
_OUTPUT, _UNDERSTANDS_MARKS = -11, 4  # STD_OUTPUT_HANDLE; ENABLE_VIRTUAL_TERMINAL_PROCESSING
_CLEAR = "\x1b[2J\x1b[H"
_OTHER_SCREEN, _OWN_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"


def review(run: Run, path: Path) -> Exit:
    """Let the user review a draft, saving each step at once."""
    is_terminal = run.streams.is_terminal and sys.stdin is not None and sys.stdin.isatty()
    if not (is_terminal and is_possible()):
        raise usage(wording.Code.NO_TERMINAL)
    data = files.read(path)
    run.file_language = LANGUAGES[0]
    file = draft_text.read(data, str(path))
    if wrong := draft_text.wrong_in(data.decode(), str(path)):
        raise NtmError(wrong, Exit.DATA)
    drafts.recover_decisions(str(path), data)
    run.file_language = drafts.words_of(file).language
    with pressed_keys() as keys:
        run.streams.write(_OTHER_SCREEN)
        try:
            state = _go_through(run, path, Review(file), keys, data)
        finally:
            run.streams.write(_OWN_SCREEN)
    drafts.save_decisions(run, str(path), state.file)
    run.streams.print_error(clean(review_screen.summary(state, str(path), run.words)))
    return Exit.OK


def _go_through(run: Run, path: Path, state: Review, keys: Iterator[str], data: bytes) -> Review:
    words = run.words
    while True:
        width, height = _size()
        screen = "\r\n".join(review_screen.lines(state, width - 1, height - 1, words))
        run.streams.write(_CLEAR + screen)
        key = next(keys)
        if key == RESIZED:
            continue
        after = reviewing.press(state, key, words) if key else reviewing.leave(state)
        if after.file is not state.file:
            data, written = _write(path, after.file, data)
            after = after._replace(file=written)
        state = after
        if state.mode == "left":
            return state


def _write(path: Path, file: PlainDraft, last: bytes) -> tuple[bytes, PlainDraft]:
    """Replace the previous step in the file; return the new bytes and the draft as written."""
    written = deepcopy(file)
    new = draft_text.text_of(written, drafts.words_of(file)).encode()
    with system.restored_signals():
        drafts.replace_if_unchanged(path, last, new)
    return new, written


def _size() -> tuple[int, int]:
    import shutil

    return shutil.get_terminal_size((80, 24))


def is_possible() -> bool:
    """Return whether this system can read keys one by one."""
    return _backend() is not None


@contextlib.contextmanager
def pressed_keys() -> Iterator[Iterator[str]]:
    """Yield an iterator of pressed keys, and restore the terminal however this ends."""
    backend = _backend()
    if backend is None:
        raise OSError
    with backend() as pressed:
        yield pressed


def _backend() -> Callable[[], contextlib.AbstractContextManager[Iterator[str]]] | None:
    for module, backend in (("termios", _of_terminal), ("msvcrt", _of_console)):
        with contextlib.suppress(ImportError):
            __import__(module)
            return backend
    return None


@contextlib.contextmanager
def _of_terminal() -> Iterator[Iterator[str]]:
    import termios
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    handlers = {number: signal.signal(number, end) for number in system.ENDING}
    resized, resize = os.pipe()

    def draw_again(_number: int, _frame: FrameType | None) -> None:
        os.write(resize, b".")

    handlers[signal.SIGWINCH] = signal.signal(signal.SIGWINCH, draw_again)
    tty.setraw(handle, termios.TCSADRAIN)
    try:
        yield _terminal_keys(handle, resized)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.close(resized)
        os.close(resize)


def _terminal_keys(handle: int, resized: int) -> Iterator[str]:
    """Yield the keys that are pressed, and RESIZED whenever the window was resized."""
    import select

    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    while True:
        if resized in select.select([handle, resized], [], [])[0]:
            os.read(resized, 1024)
            yield RESIZED
            continue
        data = os.read(handle, 1)
        if data == b"\x1b" and select.select([handle], [], [], _AFTER_ESCAPE)[0]:
            if key := _TERMINAL_KEYS.get(_sequence(handle)):
                yield key
            continue
        letter = decoder.decode(data, final=not data)
        if not data or letter in _ENDS[:2]:
            yield END_OF_INPUT
            return
        if letter and (letter in _NAMED or letter.isprintable()):
            yield _NAMED.get(letter, letter)


def _sequence(handle: int) -> bytes:
    """Read the rest of the sequence of an arrow key or similar."""
    sequence = os.read(handle, 1)
    if sequence in (b"[", b"O"):
        while data := os.read(handle, 1):
            sequence += data
            if b"@" <= data <= b"~":
                break
    return sequence


@contextlib.contextmanager
def _of_console() -> Iterator[Iterator[str]]:
    """Turn on escape sequences in the console, which Windows Terminal does by itself."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there only in Windows
    output, before = kernel.GetStdHandle(_OUTPUT), ctypes.c_ulong()
    is_console = bool(kernel.GetConsoleMode(output, ctypes.byref(before)))
    if is_console:
        kernel.SetConsoleMode(output, before.value | _UNDERSTANDS_MARKS)
    try:
        yield _console_keys()
    finally:
        if is_console:
            kernel.SetConsoleMode(output, before.value)


def _console_keys() -> Iterator[str]:
    import msvcrt

    read_key: Callable[[], str] = getattr(msvcrt, "getwch")  # noqa: B009 - as above
    is_more: Callable[[], bool] = getattr(msvcrt, "kbhit")  # noqa: B009 - as above
    waiting: list[str] = []
    while True:
        letter = waiting.pop() if waiting else read_key()
        if letter == _BEFORE_KEY:
            if key := _CONSOLE_KEYS.get(read_key()):
                yield key
            continue
        if letter == _KEY_OR_LETTER and is_more():
            waiting.append(read_key())
            if waiting[-1] in _ARROWS:
                if key := _CONSOLE_KEYS.get(waiting.pop()):
                    yield key
                continue
        if letter in _ENDS:
            yield END_OF_INPUT
            return
        if letter in _NAMED or letter.isprintable():
            yield _NAMED.get(letter, letter)
