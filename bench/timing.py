"""Time commands as whole processes, in alternating runs, so that what else runs hits all alike.

What is taken is the computing time of a process, its own and the system's for it: on a machine that
is busy with other things the time of a clock says how busy it is.
"""

from __future__ import annotations

import os
import resource
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
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
code = os.waitstatus_to_exitcode(status)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""


class Case(NamedTuple):
    """Name a command to time, with what is done before each run and is not timed."""

    command: Sequence[str]
    before: Callable[[], object] = lambda: None
    terminal: bool = False
    settings: Mapping[str, str] = {}
    codes: Sequence[int] = (0,)


def medians(cases: Mapping[str, Case], rounds: int, warm_ups: int = 1) -> dict[str, float]:
    """Give the median seconds of computing of each case."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for turn in range(warm_ups + rounds):
        for name, case in cases.items():
            case.before()
            taken = _seconds(case)
            if turn >= warm_ups:
                times[name].append(taken)
    return {name: median(taken) for name, taken in times.items()}


class Cost(NamedTuple):
    """Hold what a command costs: the time of a processor in seconds, and the most memory in MiB.

    Unlike the time of a clock, that of a processor hardly depends on what else the machine does.
    """

    seconds: float
    memory: float


def costs(cases: Mapping[str, Case], rounds: int, warm_ups: int = 1) -> dict[str, Cost]:
    """Give the median seconds of each case, and the most memory that it ever took."""
    found: dict[str, list[Cost]] = {name: [] for name in cases}
    for turn in range(warm_ups + rounds):
        for name, case in cases.items():
            case.before()
            cost = _cost(case)
            if turn >= warm_ups:
                found[name].append(cost)
    return {
        name: Cost(median(one.seconds for one in each), max(one.memory for one in each))
        for name, each in found.items()
    }


def _cost(case: Case) -> Cost:
    """Run a command in a process that is waited for alone; what it prints goes nowhere."""
    with Path(os.devnull).open("wb") as nowhere:
        started = subprocess.Popen(
            [PYTHON, "-c", _MEASURE, *case.command],
            env={**ENVIRONMENT, **case.settings},
            stdout=nowhere,
            stderr=subprocess.PIPE,
            text=True,
        )
        _, said = started.communicate()
    code, seconds, memory = said.rsplit("\n", 2)[-2].split()
    if int(code) not in case.codes:
        raise SystemExit(f"{' '.join(case.command)}: exit code {code}")  # noqa: EM102, TRY003
    return Cost(float(seconds), int(memory) / 1024)


def _seconds(case: Case) -> float:
    environment = {**ENVIRONMENT, **case.settings}
    began = _computed()
    if case.terminal:
        code = _on_a_terminal(case.command, environment)
    else:
        found = subprocess.run(case.command, env=environment, capture_output=True, check=False)
        code = found.returncode
    taken = _computed() - began
    if code not in case.codes:
        raise SystemExit(f"{' '.join(case.command)}: exit code {code}")  # noqa: EM102, TRY003
    return taken


def _computed() -> float:
    """Give the seconds that all processes have computed that we waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _on_a_terminal(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command on a terminal of its own, and read all that it prints there."""
    import pty

    ours, theirs = pty.openpty()
    settings = {**environment, "TERM": "xterm-256color", "COLUMNS": "120"}
    with subprocess.Popen(command, env=settings, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        try:
            while os.read(ours, 1 << 16):
                pass
        except OSError:  # Linux ends a terminal so
            pass
        os.close(ours)
        return process.wait()
