"""Every command that writes a report, and every format it offers, as listed by the program."""

from __future__ import annotations

from ntmtrack.cli import commands

# The arguments that these commands need besides a file and a moment.
NEEDED_ARGUMENTS = {"show": ["t"]}


def names() -> list[str]:
    """Return the commands that have a choice of formats."""
    return [name for name in commands.COMMANDS if commands.find(name).formats]
