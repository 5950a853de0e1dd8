"""Time commands as whole processes, in alternating runs, so that other load affects all alike.

What counts is processor time, the process's own and the system's for it: on a busy machine, the
clock only shows how busy the machine is.
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
COMPLETE = "__complete"  # the command that completion scripts of shells call
# As for any user, compiled modules are written and output is buffered. Our settings are left out.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    and not name.startswith("NTMTRACK_")
}
# Run in a small process of its own, because a child starts with the memory of its parent.
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
    """Describe a command to time, and what to do before each run without timing it."""

    command: Sequence[str]
    before: Callable[[], object] = lambda: None
    terminal: bool = False
    settings: Mapping[str, str] = {}
    codes: Sequence[int] = (0,)


class Cost(NamedTuple):
    """Store what a command costs: processor seconds, peak memory in MiB, and seconds by the clock.

    Unlike the clock, processor time hardly depends on other load. It is the sum for all processes
    of a command; the memory is that of the largest process.
    """

    seconds: float
    memory: float
    clock: float


def costs(cases: Mapping[str, Case], rounds: int, warm_ups: int = 1) -> dict[str, Cost]:
    """Return the median times of each case, and its highest peak memory."""
    runs: dict[str, list[Cost]] = {name: [] for name in cases}
    for turn in range(warm_ups + rounds):
        for name, case in cases.items():
            case.before()
            cost = _cost(case)
            if turn >= warm_ups:
                runs[name].append(cost)
    return {
        name: Cost(
            median(cost.seconds for cost in each),
            max(cost.memory for cost in each),
            median(cost.clock for cost in each),
        )
        for name, each in runs.items()
    }


def verdict(measured: float, most: float) -> str:
    """Return whether a target is met, in words."""
    return "met" if measured <= most else "not met"


def _cost(case: Case) -> Cost:
    """Run a command in a measuring process, and return its cost."""
    command = [PYTHON, "-c", _MEASURE, *case.command]
    environment = {**ENVIRONMENT, **case.settings}
    if case.terminal:
        output = _on_a_terminal(command, environment)
    else:
        nowhere, pipe = subprocess.DEVNULL, subprocess.PIPE
        ran = subprocess.run(
            command, env=environment, stdout=nowhere, stderr=pipe, text=True, check=False
        )
        output = ran.stderr
    code, seconds, memory, clock = output.splitlines()[-1].split()
    if int(code) not in case.codes:
        raise SystemExit(f"{' '.join(case.command)}: exit code {code}")  # noqa: EM102, TRY003
    return Cost(float(seconds), int(memory) / 1024, float(clock))


def _on_a_terminal(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command on its own terminal, and return all that it prints there."""
    import pty

    ours, theirs = pty.openpty()
    settings = {**environment, "TERM": "xterm-256color", "COLUMNS": "120"}
    printed = b""
    with subprocess.Popen(command, env=settings, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        try:
            while some := os.read(ours, 1 << 16):
                printed += some
        except OSError:  # how Linux ends a terminal
            pass
        os.close(ours)
        process.wait()
    return printed.decode()
