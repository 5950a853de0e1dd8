"""Documentation pages that are run: they show what happens when the reader does the same.

The steps of a page are run in order, in one new folder:

- a block marked `console` has commands after `$ ` and what they print; `$ export NAME=VALUE` sets
  a variable for what follows, and `| jq …` reads what a command printed; after
  `<!-- exit: 2 -->` the last of them ends with that exit code;
- a block marked `python` is a program, run separately; the `text` block after it is what that
  prints;
- `<!-- file: NAME -->` before a block saves the block as that file;
- `<!-- change: NAME -->` before a `diff` block applies the diff to that file;
- `<!-- set: NAME=VALUE -->` sets a variable that the reader has set long ago;
- `<!-- today: 2021-06-25T15:40 -->` sets the time of what follows. Without it the clock runs, and
  the output must not depend on it.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from programs import needs
from running import Ran
from running import run
from running import spawn

from ntmtrack.directive import dates

if TYPE_CHECKING:
    import pytest

COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)
STEP = re.compile(
    r"^<!-- (?P<mark>today|set|file|change|exit): (?P<value>.*?) -->\n"
    r"|^```(?P<kind>\S*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
ZONE = "+07:00"


@dataclass
class Story:
    """Run the steps of a page in a folder, and record the output."""

    folder: Path
    patch: pytest.MonkeyPatch
    settings: dict[str, str] = field(default_factory=dict)
    marked: tuple[str, str] | None = None  # the purpose of the next block
    printed: str | None = None  # the output of the program before the next block

    def with_answers(self, page: str) -> str:
        """Return the page with the output that its commands print now."""
        return STEP.sub(self._step, page)

    def _step(self, step: re.Match[str]) -> str:
        mark, self.marked = self.marked, None
        printed, self.printed = self.printed, None
        if step["mark"] == "today":
            now = datetime.fromisoformat(step["value"] + ZONE)
            self.patch.setattr(dates, "clock", lambda: now)
        elif step["mark"] == "set":
            self._set(step["value"])
        elif step["mark"]:
            self.marked = (step["mark"], step["value"])
        elif step["kind"] == "console":
            code = mark[1] if mark else "0"
            return f"```console\n{self._answers(step['text'], int(code))}```"
        elif step["kind"] == "text" and printed is not None:
            return f"```text\n{printed}```"
        elif step["kind"] == "python" and not mark:
            self.printed = self._printed_by(step["text"])
        elif mark:
            self._edit(*mark, step)
        return step[0]

    def _set(self, setting: str) -> None:
        name, _, value = setting.partition("=")
        self.settings[name] = value

    def _edit(self, mark: str, name: str, step: re.Match[str]) -> None:
        path = self.folder / name
        if mark == "file":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["text"], encoding="utf-8")
        elif mark == "change":
            path.write_text(changed(path.read_text(encoding="utf-8"), step["text"]), "utf-8")

    def _answers(self, block: str, code: int) -> str:
        ran = [(line, self._answer(shlex.split(line))) for line in COMMAND.findall(block)]
        codes = [result.code for _, result in ran]
        assert codes == [*[0] * (len(ran) - 1), code], block
        return "\n".join(f"$ {line}\n{result.out}{result.err}" for line, result in ran)

    def _answer(self, command: list[str]) -> Ran:
        if command[0] == "export":
            self._set(command[1])
            return Ran(0, "", "")
        if "|" in command:
            pipe = command.index("|")
            return piped(self._answer(command[:pipe]), command[pipe + 1 :])
        assert command[0] == "ntmtrack"
        return run(*command[1:], folder=self.folder, **self.settings)

    def _printed_by(self, program: str) -> str:
        command = [sys.executable, "-c", program]
        ran = spawn(folder=self.folder, settings=self.settings, program=command)
        assert ran.code == 0, ran.err
        return ran.out.replace("\r\n", "\n")  # Python's line ends on Windows


def piped(ran: Ran, command: list[str]) -> Ran:
    """Return the output of another program that reads the output of ours."""
    read = subprocess.run(
        [needs(command[0]), *command[1:]], input=ran.out.encode(), capture_output=True, check=True
    )
    return Ran(0, read.stdout.decode(), ran.err)


def changed(text: str, diff: str) -> str:
    """Apply a diff to a text; its old lines must occur together exactly once."""
    old, new = (
        "".join(line[1:] + "\n" for line in diff.splitlines() if line[:1] != other)
        for other in ("+", "-")
    )
    assert text.count(old) == 1, old
    return text.replace(old, new)
