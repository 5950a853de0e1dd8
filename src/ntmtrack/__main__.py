"""Where the program starts: light to import, so that Ctrl-C while it loads leaves no traceback."""

from __future__ import annotations

import gc
import signal


def main() -> None:
    """Load the program and run it; Ctrl-C while it loads just ends it, as any program.

    What a run makes lives until its end, so the collector of reference cycles would only cost time:
    it is off, and passes everything over when Python ends.
    """
    gc.disable()
    interrupted = signal.getsignal(signal.SIGINT)
    if interrupted is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from ntmtrack.cli import main as program

    signal.signal(signal.SIGINT, interrupted)
    try:
        program.main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
