"""Where text leaves the program: standard output, a file, or standard error."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import partial
from io import TextIOWrapper
from time import monotonic
from typing import TextIO
from typing import TypeVar

from ntmtrack import wording
from ntmtrack.cli.options import LEAST_WIDTH
from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.options import Color
from ntmtrack.records import Record
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Reason
from ntmtrack.wording.problem import unplaced

PIPE_WIDTH = 80
BAR_SECONDS = 0.5
T = TypeVar("T")


class Look(Record):
    """Say how wide text may be, and whether it is coloured."""

    width: int
    color: bool


class Streams:
    """Print on standard output and standard error, either of which may be closed (None)."""

    def __init__(
        self, out: TextIO | None, err: TextIO | None, environment: Mapping[str, str]
    ) -> None:
        self._out, self._err, self._environment = out, err, environment

    @classmethod
    def of_process(cls) -> "Streams":
        """Return the process's own, made to speak UTF-8 and to break lines alike on every host."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        return cls(sys.stdout, sys.stderr, os.environ)

    def print(self, text: str) -> None:
        """Print text on standard output, raising exit 74 where that fails."""
        self.write(text if text.endswith("\n") else text + "\n")

    def write(self, content: str | bytes | Iterable[str]) -> None:
        """Write content, or its pieces, as it is on standard output (exit 74 where that fails)."""
        if self._out is None:
            raise _failure(os.strerror(errno.EBADF))
        try:
            if isinstance(content, bytes):
                self._out.buffer.write(content)
            elif isinstance(content, str):
                self._out.write(content)
            else:
                self._out.writelines(content)
            self._out.flush()
        except BrokenPipeError:
            _discard(self._out)  # the reader of the pipe has left: it has seen what it wanted
        except OSError as error:
            _discard(self._out)
            raise _failure(error.strerror or str(error)) from None

    def print_error(self, text: str) -> None:
        """Print text on standard error, if there is one."""
        if self._err is None:
            return
        try:
            print(text, file=self._err, flush=True)
        except OSError:
            _discard(self._err)

    @property
    def is_terminal(self) -> bool:
        """Tell whether standard output is read on a terminal."""
        return self._out is not None and self._out.isatty()

    def look(self, width: int | None = None, target: str = STDOUT, color: Color = "auto") -> Look:
        """Choose the look of text: a terminal's own width and colour, else 80 columns and none."""
        terminal = target == STDOUT and self.is_terminal
        width = width or (_terminal_width() if terminal else PIPE_WIDTH)
        plain = self._environment.get("NO_COLOR") or self._environment.get("TERM") == "dumb"
        return Look(width, color == "always" or (color == "auto" and terminal and not plain))

    @contextlib.contextmanager
    def waiting(self, label: str) -> Iterator[None]:
        """Show a bar on a terminal while something takes longer than a moment."""
        if not self._has_spectator:
            yield
            return
        from threading import Timer

        with contextlib.ExitStack() as bar:

            def show() -> None:
                from rich.console import Console
                from rich.progress import Progress

                progress = Progress(console=Console(file=self._err), transient=True)
                bar.enter_context(progress).add_task(label, total=None)

            timer = Timer(BAR_SECONDS, show)
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
                timer.join()

    def watched(self, items: Iterable[T], total: int, label: str) -> Iterator[T]:
        """Yield the items; show on a terminal how far it is while they take longer than a moment.

        No thread is used for it: what gives the items may make copies of this process.
        """
        if not self._has_spectator:
            yield from items
            return
        from rich.console import Console
        from rich.progress import Progress

        with contextlib.ExitStack() as bar:
            began, update = monotonic(), None
            for number, item in enumerate(items, start=1):
                if update is None and monotonic() - began > BAR_SECONDS:
                    progress = Progress(console=Console(file=self._err), transient=True)
                    task = bar.enter_context(progress).add_task(label, total=total)
                    update = partial(progress.update, task)
                if update:
                    update(completed=number)
                yield item

    @property
    def _has_spectator(self) -> bool:
        """Tell whether messages are read on a terminal, where a bar can come and go."""
        terminal = self._err is not None and self._err.isatty()
        return terminal and self._environment.get("TERM") != "dumb"


def _terminal_width() -> int:
    import shutil

    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    return max(LEAST_WIDTH, width)


def _discard(stream: TextIO) -> None:
    """Point a stream nowhere, so that Python's own flush at exit cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _failure(reason: str) -> NtmError:
    return NtmError([unplaced(wording.Code.STDOUT_FAILED, reason=Reason(reason))], Exit.IO)
