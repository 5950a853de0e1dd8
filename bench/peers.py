"""The same tasks for other programs, each of which is timed if it is available."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import venv
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

FIRST = date(2021, 7, 1)


class Task(NamedTuple):
    """Describe a task as every program gets it."""

    number: int
    title: str
    due: date
    done: date | None


def taskwarrior(folder: Path, tasks: list[Task]) -> tuple[list[str], Mapping[str, str]] | None:
    """Import the tasks into Taskwarrior and return its `overdue` command; None if it is missing."""
    program = shutil.which("task")
    if not program:
        return None
    data = folder / "task"
    data.mkdir()
    (folder / "taskrc").write_text(f"data.location={data}\nconfirmation=off\n", encoding="utf-8")
    settings = {"TASKRC": str(folder / "taskrc")}
    pending = [
        {
            "description": task.title,
            "status": "completed" if task.done else "pending",
            "entry": "20210621T000000Z",
            "due": f"{task.due:%Y%m%d}T000000Z",
            **({"end": f"{task.done:%Y%m%d}T000000Z"} if task.done else {}),
        }
        for task in tasks
    ]
    subprocess.run(
        [program, "import"],
        input=json.dumps(pending).encode(),
        env={**os.environ, **settings},
        capture_output=True,
        check=True,
    )
    return [program, "rc.verbose=nothing", "rc.defaultwidth=120", "overdue"], settings


def bean_check(folder: Path, tasks: list[Task], home: Path) -> list[str] | None:
    """Write the tasks as transactions and return the command that checks them.

    Install beancount in the virtual environment `home`; return None if that fails.
    """
    program = home / "bin" / "bean-check"
    if not program.exists():
        try:
            venv.create(home, with_pip=True)
            pip = [str(home / "bin" / "pip"), "install", "-q", "beancount"]
            subprocess.run(pip, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
    lines = ["2021-01-01 open Assets:Task", "2021-01-01 open Expenses:Done", ""]
    for task in tasks:
        day = task.done or task.due
        lines += [f'{day} * "{task.title}"', "  Assets:Task  -1 VND", "  Expenses:Done  1 VND", ""]
    path = folder / "tasks.beancount"
    path.write_text("\n".join(lines), encoding="utf-8")
    return [str(program), "--no-cache", str(path)]


def due(number: int) -> date:
    """Return the day on which a task is due."""
    return FIRST + timedelta(days=number % 28)
