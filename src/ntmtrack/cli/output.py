"""Where text leaves the program: standard output, a file, or standard error."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import partial
from io import StringIO
from io import TextIOWrapper
from pathlib import Path
from time import monotonic
from typing import NamedTuple
from typing import TextIO
from typing import TypeVar

from ntmtrack import wording
from ntmtrack.cli.options import LEAST_WIDTH
from ntmtrack.cli.options import Color
from ntmtrack.cli.options import Options
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Reason
from ntmtrack.wording.problem import usage

PIPE_WIDTH = 80
BAR_SECONDS = 0.5
T = TypeVar("T")


class Look(NamedTuple):
    """Say how wide text may be, and whether it is coloured."""

    width: int
    color: bool


class _Streams:
    """Name the process's own streams, or None for one that was closed."""

    out: TextIO | None = None
    err: TextIO | None = None


_own = _Streams()


def prepare() -> None:
    """Make the standard streams speak UTF-8, and no other line breaks, whatever the host is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    _own.out, _own.err = sys.stdout, sys.stderr


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Hold what Typer itself prints, help and usage errors, then say it as safely as our own."""
    out, err = StringIO(), StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield
    finally:
        if err.getvalue():
            tell("\n".join(map(clean, err.getvalue().splitlines())))
        if out.getvalue():
            _print(out.getvalue())


def look(asked: int | None = None, target: str = "-", color: Color = Color.AUTO) -> Look:
    """Choose the look of text: a terminal's own width and colour, else 80 columns and none."""
    terminal = target == "-" and _own.out is not None and _own.out.isatty()
    width = asked or (_terminal_width() if terminal else PIPE_WIDTH)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    auto = color is Color.AUTO and terminal and not plain
    return Look(width, auto or color is Color.ALWAYS)


def _terminal_width() -> int:
    import shutil

    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    return max(LEAST_WIDTH, width)


def say(text: str) -> None:
    """Print text on standard output, raising exit 74 where that fails."""
    _print(text if text.endswith("\n") else text + "\n")


def emit(content: str | bytes, options: Options, data: Sequence[Path]) -> None:
    """Send a report to the file asked for or to standard output (exit 73 or 74 when it cannot)."""
    if options.output != "-":
        files.write(
            Path(options.output),
            content.encode() if isinstance(content, str) else content,
            extension=options.format.extension,
            force=options.force,
            ours=data,
        )
        return
    if isinstance(content, bytes) and _own.out is not None and _own.out.isatty():
        raise usage(wording.Code.NEEDS_OUTPUT, value=options.format)
    _print(content)


def _print(content: str | bytes) -> None:
    if _own.out is None:
        raise _failed(os.strerror(errno.EBADF))
    try:
        if isinstance(content, bytes):
            _own.out.buffer.write(content)
        else:
            _own.out.write(content)
        _own.out.flush()
    except BrokenPipeError:
        _forget(_own.out)  # the reader of the pipe has left: it has seen what it wanted
    except OSError as error:
        _forget(_own.out)
        raise _failed(error.strerror or str(error)) from None


def tell(text: str) -> None:
    """Say something on standard error, if there is one."""
    if _own.err is None:
        return
    try:
        print(text, file=_own.err, flush=True)
    except OSError:
        _forget(_own.err)


def _somebody_waits() -> bool:
    """Tell whether messages are read on a terminal, where a bar can come and go."""
    return _own.err is not None and _own.err.isatty() and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def waiting(label: str) -> Iterator[None]:
    """Show a bar on a terminal while something takes longer than a moment."""
    if not _somebody_waits():
        yield
        return
    from threading import Timer

    with contextlib.ExitStack() as bar:

        def show() -> None:
            from rich.console import Console
            from rich.progress import Progress

            shown = bar.enter_context(Progress(console=Console(file=_own.err), transient=True))
            shown.add_task(label, total=None)

        timer = Timer(BAR_SECONDS, show)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


def watched(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Give the items; show on a terminal how far it is while they take longer than a moment.

    No thread is used for it: what gives the items may make copies of this process.
    """
    if not _somebody_waits():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    with contextlib.ExitStack() as bar:
        began, update = monotonic(), None
        for number, item in enumerate(items, start=1):
            if update is None and monotonic() - began > BAR_SECONDS:
                console = Console(file=_own.err)
                shown = bar.enter_context(Progress(console=console, transient=True))
                update = partial(shown.update, shown.add_task(label, total=total))
            if update:
                update(completed=number)
            yield item


def _forget(stream: TextIO) -> None:
    """Point a stream nowhere, so that Python's own flush at exit cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _failed(reason: str) -> NtmError:
    problem = Problem(wording.Code.STDOUT_FAILED, values={"reason": Reason(reason)})
    return NtmError([problem], Exit.IO)
