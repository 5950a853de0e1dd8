"""A terminal of a known width to run the program on."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
from collections.abc import Sequence

from running import DATA
from running import PROGRAM
from running import plain_environment


def on_a_terminal(
    *arguments: str, program: Sequence[str] = PROGRAM, **settings: str
) -> tuple[int, str]:
    """Run the program on a terminal with 100 columns; return its exit code and output."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=DATA,
        env=plain_environment({"TERM": "xterm", **settings}),
    )
    os.close(follower)
    shown = b""
    while select.select([leader], [], [], 30)[0]:
        try:
            more = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        shown += more
    os.close(leader)
    return process.wait(30), shown.decode().replace("\r\n", "\n")
