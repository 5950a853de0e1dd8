"""New files beside the data, and temporary folders: closed to others, removed whatever happens."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Reason

_SUFFIX = ".ntmtrack.tmp"
# Make a file anew, never through a link that somebody else has put there.
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | system.NO_LINK | system.BINARY
_half_made: list[Path] = []  # what a signal that ends the program has to remove


@contextlib.contextmanager
def beside(real: Path) -> Iterator[Path]:
    """Name a new file beside the data; what has that name in the end is removed."""
    path = named(real, os.urandom(8).hex())
    with removed_in_the_end(path):
        yield path


def named(real: Path, mark: str) -> Path:
    """Name a new file beside the data by a mark of 16 hexadecimal digits."""
    return real.with_name(f".{real.name}.{mark}{_SUFFIX}")


def longest_name(real: Path) -> Path:
    """Give a name as long as any that a file beside the data may get."""
    return named(real, "0" * 16)


@contextlib.contextmanager
def removed_in_the_end(path: Path) -> Iterator[None]:
    """Remove what has this name in the end, also when a signal ends the program meanwhile."""
    _half_made.append(path)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        _half_made.remove(path)


def remove_half_made() -> None:
    """Remove what this program was about to write, when a signal ends it."""
    for path in _half_made:
        with contextlib.suppress(OSError):
            path.unlink()


def remove_stale(real: Path) -> None:
    """Remove what killed writers left; the lock is held, so nobody is using it."""
    ours = re.compile(rf"\.{re.escape(real.name)}\.[0-9a-f]{{16}}{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        for name in filter(ours.fullmatch, os.listdir(real.parent)):  # noqa: PTH208 - names will do
            real.with_name(name).unlink(missing_ok=True)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Make a folder that nobody else can open, and remove it in the end (exit 74 if it fails).

    Meanwhile a signal that ends the program is raised as an exception, so that a progress bar on
    the terminal is taken away as well.
    """
    import tempfile

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    try:
        with contextlib.ExitStack() as after:
            for number in system.ENDING:
                if signal.getsignal(number) is signal.SIG_DFL:
                    after.callback(signal.signal, number, signal.signal(number, end))
            yield Path(after.enter_context(tempfile.TemporaryDirectory(prefix="ntmtrack-")))
    except OSError as error:
        where, reason = tempfile.tempdir or "TMPDIR", Reason(error.strerror or str(error))
        problem = Problem(wording.Code.OUTPUT_UNWRITABLE, values={"path": where, "reason": reason})
        raise NtmError([problem], Exit.IO) from None
