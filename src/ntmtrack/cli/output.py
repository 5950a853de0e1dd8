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
    """Describe how wide text may be, and whether it is coloured."""

    width: int
    color: bool


class Streams:
    """Write to standard output and standard error; either may be closed (None)."""

    def __init__(
        self, out: TextIO | None, err: TextIO | None, environment: Mapping[str, str]
    ) -> None:
        self._out, self._err, self._environment = out, err, environment

    @classmethod
    def of_process(cls) -> "Streams":
        """Return the streams of this process, with UTF-8 and Unix line ends on every system."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        return cls(sys.stdout, sys.stderr, os.environ)

    def print(self, text: str) -> None:
        """Print text on standard output; raise an error (exit 74) if that fails."""
        self.write(text if text.endswith("\n") else text + "\n")

    def write(self, content: str | bytes | Iterable[str]) -> None:
        """Write content, or its pieces, unchanged to standard output; if that fails, exit 74."""
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
            _discard(self._out)  # a reader that closes the pipe, such as `head`, needs no more
        except OSError as error:
            _discard(self._out)
            raise _failure(error.strerror or str(error)) from None

    def print_error(self, text: str) -> None:
        """Print text on standard error, if it is open."""
        if self._err is None:
            return
        try:
            print(text, file=self._err, flush=True)
        except OSError:
            _discard(self._err)

    @property
    def is_terminal(self) -> bool:
        """Return whether standard output is a terminal."""
        return self._out is not None and self._out.isatty()

    def look(self, width: int | None = None, target: str = STDOUT, color: Color = "auto") -> Look:
        """Return the look of text: as the terminal is, else 80 columns without colour."""
        terminal = target == STDOUT and self.is_terminal
        width = width or (_terminal_width() if terminal else PIPE_WIDTH)
        plain = self._environment.get("NO_COLOR") or self._environment.get("TERM") == "dumb"
        return Look(width, color == "always" or (color == "auto" and terminal and not plain))

    @contextlib.contextmanager
    def waiting(self, label: str) -> Iterator[None]:
        """Show a progress bar on a terminal while work takes longer than half a second."""
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
        """Yield the items; on a terminal, show progress if they take longer than half a second.

        This uses no thread, because whatever yields the items may fork this process.
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
        """Return whether standard error is a terminal that can show and remove a progress bar."""
        terminal = self._err is not None and self._err.isatty()
        return terminal and self._environment.get("TERM") != "dumb"


def _terminal_width() -> int:
    import shutil

    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    return max(LEAST_WIDTH, width)


def _discard(stream: TextIO) -> None:
    """Redirect a stream to the null device, so that Python's own flush at exit cannot fail."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def _failure(reason: str) -> NtmError:
    return NtmError([unplaced(wording.Code.STDOUT_FAILED, reason=Reason(reason))], Exit.IO)
