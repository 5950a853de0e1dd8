"""The entry point: quick to import, so that Ctrl-C during loading leaves no traceback."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> None:
    """Load the program and run it; Ctrl-C during loading simply ends it, like any other program.

    Objects live until the end of the run, so the collector of reference cycles would only cost
    time.
    """
    gc.disable()
    python_handler = signal.getsignal(signal.SIGINT)
    if python_handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        from ntmtrack.cli import main as program
    except Exception as error:
        if os.environ.get("NTMTRACK_DEBUG"):
            raise
        _leave(_say_why_it_cannot_start(error))

    signal.signal(signal.SIGINT, python_handler)
    try:
        program.main()
    except SystemExit as end:
        _leave(end.code)


def _say_why_it_cannot_start(error: Exception) -> int:
    """Print in both languages what is wrong, as the user's language is not known yet."""
    from ntmtrack.wording import problem_text
    from ntmtrack.wording.problem import failure
    from ntmtrack.wording.words import LANGUAGES
    from ntmtrack.wording.words import Words

    failed = failure(error)
    for language in LANGUAGES:
        print(problem_text.as_text(failed.problems, Words(language), ""), file=sys.stderr, end="")  # noqa: T201 - our own streams may not load
    return failed.exit_code


def _leave(exit_code: object) -> NoReturn:
    """End the process without freeing its objects, which takes as long as a short report.

    Mypy does the same. All output has been flushed, all files are closed, and all threads have
    ended.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()  # None if it was closed
    os._exit(exit_code if isinstance(exit_code, int) else 0)


if __name__ == "__main__":
    main()
