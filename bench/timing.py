"""Time commands as whole processes, in alternating runs, so that what else runs hits all alike.

What is taken is the computing time of a process, its own and the system's for it: on a machine that
is busy with other things the time of a clock says how busy it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

PROGRAM = str(Path(sysconfig.get_path("scripts"), "ntmtrack"))
SHIPPED = Path(__file__).parent.parent / "data" / "assignments.yaml"
PYTHON = sys.executable
COMPLETE = "__complete"  # what the scripts of shells ask with
# Compiled modules are written and output is buffered, as for any user; our own settings are out.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    and not name.startswith("NTMTRACK_")
}
# Run by a process of its own, which is small: what it starts begins as small in memory.
_MEASURE = """\
import os, sys, time
began = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
taken = time.perf_counter() - began
code = os.waitstatus_to_exitcode(status)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss, taken, file=sys.stderr)
"""


class Case(NamedTuple):
    """Name a command to time, with what is done before each run and is not timed."""

    command: Sequence[str]
    before: Callable[[], object] = lambda: None
    terminal: bool = False
    settings: Mapping[str, str] = {}
    codes: Sequence[int] = (0,)


class Cost(NamedTuple):
    """Hold what a command costs: seconds of processors, the most memory in MiB, and the clock.

    Unlike the clock, the time of processors hardly depends on what else the machine does. That of
    all processes of a command counts, and the memory of the largest.
    """

    seconds: float
    memory: float
    clock: float


def costs(cases: Mapping[str, Case], rounds: int, warm_ups: int = 1) -> dict[str, Cost]:
    """Return the median times of each case, and the most memory that it ever took."""
    found: dict[str, list[Cost]] = {name: [] for name in cases}
    for turn in range(warm_ups + rounds):
        for name, case in cases.items():
            case.before()
            cost = _cost(case)
            if turn >= warm_ups:
                found[name].append(cost)
    return {
        name: Cost(
            median(one.seconds for one in each),
            max(one.memory for one in each),
            median(one.clock for one in each),
        )
        for name, each in found.items()
    }


def verdict(found: float, most: float) -> str:
    """Say whether a target is met."""
    return "met" if found <= most else "not met"


def _cost(case: Case) -> Cost:
    """Run a command in a process that is waited for alone."""
    command = [PYTHON, "-c", _MEASURE, *case.command]
    environment = {**ENVIRONMENT, **case.settings}
    if case.terminal:
        said = _on_a_terminal(command, environment)
    else:
        nowhere, pipe = subprocess.DEVNULL, subprocess.PIPE
        ran = subprocess.run(
            command, env=environment, stdout=nowhere, stderr=pipe, text=True, check=False
        )
        said = ran.stderr
    code, seconds, memory, clock = said.splitlines()[-1].split()
    if int(code) not in case.codes:
        raise SystemExit(f"{' '.join(case.command)}: exit code {code}")  # noqa: EM102, TRY003
    return Cost(float(seconds), int(memory) / 1024, float(clock))


def _on_a_terminal(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command on a terminal of its own, and give all that it prints there."""
    import pty

    ours, theirs = pty.openpty()
    settings = {**environment, "TERM": "xterm-256color", "COLUMNS": "120"}
    printed = b""
    with subprocess.Popen(command, env=settings, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        try:
            while some := os.read(ours, 1 << 16):
                printed += some
        except OSError:  # Linux ends a terminal so
            pass
        os.close(ours)
        process.wait()
    return printed.decode()
