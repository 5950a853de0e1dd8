"""Where the program starts: light to import, so that Ctrl-C while it loads leaves no traceback."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> None:
    """Load the program and run it; Ctrl-C while it loads just ends it, as any program.

    What a run makes lives until its end, so the collector of reference cycles would only cost time.
    """
    gc.disable()
    interrupted = signal.getsignal(signal.SIGINT)
    if interrupted is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        from ntmtrack.cli import main as program
    except Exception as error:
        if os.environ.get("NTMTRACK_DEBUG"):
            raise
        _leave(_say_why_it_cannot_start(error))

    signal.signal(signal.SIGINT, interrupted)
    try:
        program.main()
    except SystemExit as end:
        _leave(end.code)


def _say_why_it_cannot_start(error: Exception) -> int:
    """Say in both languages what is wrong, for the user's is not known yet."""
    from ntmtrack.wording import problem_text
    from ntmtrack.wording.problem import failure
    from ntmtrack.wording.words import LANGUAGES
    from ntmtrack.wording.words import Words

    wrong = failure(error)
    for language in LANGUAGES:
        print(problem_text.as_text(wrong.problems, Words(language), ""), file=sys.stderr, end="")  # noqa: T201 - what else prints cannot be loaded
    return wrong.exit_code


def _leave(exit_code: object) -> NoReturn:
    """End the process without freeing what it made, which takes as long as a short report.

    Mypy ends so, too. All that was printed is flushed, all files are closed and threads have ended.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()  # it is None where it was closed
    os._exit(exit_code if isinstance(exit_code, int) else 0)


if __name__ == "__main__":
    main()
