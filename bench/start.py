"""Time the commands people type most against the bare import of Typer, in alternating runs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from statistics import median
from time import perf_counter

WARM_UPS, ROUNDS = 2, 15
PROGRAM = str(Path(sysconfig.get_path("scripts"), "ntmtrack"))
SHIPPED = str(Path(__file__).parent.parent / "data" / "assignments.yaml")
BASE = "import typer"
COMMANDS = {
    BASE: [sys.executable, "-c", BASE],
    "status": [PROGRAM, "status", "--file", SHIPPED],
    "overdue": [PROGRAM, "overdue", "--village", "Chế Biển", "--file", SHIPPED],
}
# Compiled modules are written and output is buffered, as for any user.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
}


def seconds(command: list[str]) -> float:
    """Give the wall time of one run, which must succeed."""
    began = perf_counter()
    subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    return perf_counter() - began


def main() -> None:
    """Print the median of each command and its ratio to the import."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(WARM_UPS + ROUNDS):
        for name, command in COMMANDS.items():
            taken = seconds(command)
            if turn >= WARM_UPS:
                times[name].append(taken)
    base = median(times[BASE])
    for name, taken_each in times.items():
        typical = median(taken_each)
        print(f"{name:<14}{typical * 1000:8.1f} ms{typical / base:8.2f} x")


if __name__ == "__main__":
    main()
