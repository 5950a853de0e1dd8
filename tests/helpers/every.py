"""Every command that writes a report, and every format it comes in: as the program lists them."""

from __future__ import annotations

from ntmtrack.cli import commands

# What these commands are to be asked besides a file and a moment.
ASKED = {"show": ["t"]}


def reports() -> list[str]:
    """List the commands that take a format."""
    return [name for name in commands.COMMANDS if commands.find(name).formats]
