"""The program with all its code loaded: run as a script, it makes a copy of itself when asked to.

For each folder named on standard input a copy goes into it and stops, so that somebody can begin
to watch it; once it is told to continue it does what a program of its own would do. The copy's
process is named on standard output, and then its exit code.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from safety.forks import warm
from safety.trial import PATH
from safety.trial import note

from ntmtrack.cli.main import main

PR_SET_PTRACER = 0x59616D61  # lets anybody watch us, also where only parents may (Yama)
OUT, ERR = "out", "err"


def serve() -> None:
    """Make copies until there is nothing more to do; return in each copy."""
    warm()
    for folder in sys.stdin:
        child = os.fork()
        if not child:
            become_a_program(folder.strip())
            return
        os.waitpid(child, os.WUNTRACED)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    sys.exit()


def become_a_program(folder: str) -> None:
    """Take the place of a program that was just started in a folder."""
    os.chdir(folder)
    for handle, name in enumerate((os.devnull, f"../{folder}.{OUT}", f"../{folder}.{ERR}")):
        opened = os.open(name, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, handle)
        os.close(opened)
    sys.argv = ["ntmtrack", *note(PATH)]
    # Ctrl-C works, although these tests may have been started where it is ignored, as with `&`.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


if __name__ == "__main__":
    serve()
    main()
