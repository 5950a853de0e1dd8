"""The program with all its code loaded: run as a script, it forks a copy of itself on request.

For each folder named on standard input, a copy changes to that folder and stops, so that a tracer
can attach; when told to continue, it behaves like a newly started program. The process id of the
copy goes to standard output, and later its exit code.
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

PR_SET_PTRACER = 0x59616D61  # lets any process trace us, even if Yama allows only parents
OUT, ERR = "out", "err"


def serve() -> None:
    """Fork copies until input ends; return in each copy."""
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
    """Behave like a program that was just started in a folder."""
    os.chdir(folder)
    for handle, name in enumerate((os.devnull, f"../{folder}.{OUT}", f"../{folder}.{ERR}")):
        opened = os.open(name, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, handle)
        os.close(opened)
    sys.argv = ["ntmtrack", *note(PATH)]
    # Enable Ctrl-C, which is ignored if these tests were started with `&`.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


if __name__ == "__main__":
    serve()
    main()
