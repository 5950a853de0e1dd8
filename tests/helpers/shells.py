"""Real shells on a terminal: what they make of a line in which a user presses Tab."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pexpect
from programs import needs
from running import DATA
from running import PROGRAM
from running import plain_environment

from ntmtrack.cli.commands.completion_command import SCRIPTS

READY = "<ready>"
# The program in these tests: it completes; otherwise it only prints the arguments that it gets.
STUB = f"""#!/bin/sh
case $1 in
    __complete) exec {shlex.join(PROGRAM)} "$@" ;;
    *) printf '<%s>' "$@"; echo '<end>' ;;
esac
"""
# No prompts that move the cursor, no questions, no bells: the screen has only what was typed and
# printed.
SETTINGS = {
    "bash": f"""\
bind 'set enable-bracketed-paste off'; bind 'set completion-query-items 0'
bind 'set page-completions off'; bind 'set bell-style none'; PS1='{READY}'
""",
    "zsh": f"""\
unset zle_bracketed_paste; unsetopt prompt_sp prompt_cr beep; LISTMAX=9999
autoload -Uz compinit; compinit -u -D; PS1='{READY}'
""",
}
PLAIN = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}


class Session:
    """Run a shell in which completion of the program is set up."""

    def __init__(self, shell: str, home: Path, settings: Mapping[str, str]) -> None:
        program = home / "ntmtrack"
        program.write_text(STUB, encoding="utf-8")
        program.chmod(0o755)
        path = f"{home}:{plain_environment()['PATH']}"
        plain = {"PATH": path, "HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        self._child = pexpect.spawn(
            needs(shell),
            PLAIN[shell],
            env=plain_environment({**plain, **settings}),
            cwd=str(DATA),
            dimensions=(60, 120),
            timeout=10,
            encoding="utf-8",
        )
        for line in (*SETTINGS[shell].splitlines(), f"source {SCRIPTS}/ntmtrack.{shell}", "true"):
            self._child.sendline(line)
        self._child.sendline("echo '<set'up'>'")
        self._child.expect_exact("<setup>")
        self._child.expect_exact(READY)

    def arguments(self, keys: str) -> list[str]:
        """Type and run a line; return the arguments that the program got."""
        self._child.send(keys)
        self._child.send("\n")
        self._child.expect_exact("<end>")
        arguments = re.findall(r"<([^<>]*)>", self._child.before or "")
        self._child.expect_exact(READY)
        return arguments

    def screen_after(self, keys: str, until: str) -> str:
        """Type a line without running it; return the screen once `until` is there."""
        self._child.send(keys)
        self._child.expect_exact(until)
        shown = (self._child.before or "") + until
        self._child.sendcontrol("u")
        self._child.send("echo '<cle'ared'>'\n")
        self._child.expect_exact("<cleared>")
        self._child.expect_exact(READY)
        return shown
