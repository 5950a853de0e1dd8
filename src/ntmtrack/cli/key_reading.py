"""Keys that are pressed, one by one, on the terminals of Unix and on the consoles of Windows.

Each is a letter, or the name of a key; an empty text where the user leaves.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

from ntmtrack import system
from ntmtrack.drafting.confirmation import review as reviewing

LEAVING = ""
_NAMED = {
    "\r": reviewing.ENTER,
    "\n": reviewing.ENTER,
    "\t": reviewing.TAB,
    "\x7f": reviewing.BACKSPACE,
    "\b": reviewing.BACKSPACE,
    "\x1b": reviewing.ESCAPE,
}
_ENDS = ("\x03", "\x04", "\x1a")  # Ctrl-C, Ctrl-D, and Ctrl-Z, which is the end in Windows
_AFTER_ESCAPE = 0.05  # within so many seconds a terminal sends the rest of an arrow key
# In Windows an arrow key comes as one of these and a second one. The last is à as well.
_BEFORE_KEY, _KEY_OR_LETTER = "\x00", "\xe0"
_ARROWS = frozenset("HPKMGOIQRS")  # up, down, left, right, Home, End, pages, Insert, Delete
_OUTPUT, _UNDERSTANDS_MARKS = -11, 4  # the number of standard output; ENABLE_VIRTUAL_TERMINAL_…


def is_possible() -> bool:
    """Tell whether keys can be read one by one here."""
    return _backend() is not None


@contextlib.contextmanager
def keys() -> Iterator[Iterator[str]]:
    """Read keys one by one; whatever ends this gives the terminal back as it was."""
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


# ---- Terminals of Unix


@contextlib.contextmanager
def _of_terminal() -> Iterator[Iterator[str]]:
    import termios
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    handlers = {number: signal.signal(number, end) for number in system.ENDING}
    tty.setraw(handle, termios.TCSADRAIN)
    try:
        yield _terminal_keys(handle)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _terminal_keys(handle: int) -> Iterator[str]:
    import select

    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    while True:
        data = os.read(handle, 1)
        if data == b"\x1b" and select.select([handle], [], [], _AFTER_ESCAPE)[0]:
            _pass_over(handle)
            continue
        letter = decoder.decode(data, final=not data)
        if not data or letter in _ENDS[:2]:
            yield LEAVING
            return
        if letter:
            yield _NAMED.get(letter, letter)


def _pass_over(handle: int) -> None:
    """Read the rest of an arrow key or the like, which has no meaning here."""
    if os.read(handle, 1) in (b"[", b"O"):
        while (data := os.read(handle, 1)) and not b"@" <= data <= b"~":
            pass


# ---- Consoles of Windows


@contextlib.contextmanager
def _of_console() -> Iterator[Iterator[str]]:
    """Let the console understand the marks that clear it, as Windows Terminal does by itself."""
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

    read: Callable[[], str] = getattr(msvcrt, "getwch")  # noqa: B009 - as above
    is_more: Callable[[], bool] = getattr(msvcrt, "kbhit")  # noqa: B009 - as above
    waiting: list[str] = []
    while True:
        letter = waiting.pop() if waiting else read()
        if letter == _BEFORE_KEY:
            read()  # which key it is has no meaning here
            continue
        if letter == _KEY_OR_LETTER and is_more():
            waiting.append(read())
            if waiting[-1] in _ARROWS:
                waiting.clear()
                continue
        if letter in _ENDS:
            yield LEAVING
            return
        if letter in _NAMED or letter.isprintable():
            yield _NAMED.get(letter, letter)
