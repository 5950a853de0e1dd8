"""The program under strace while it writes drafts: killed, or out of disk space, at system calls.

`test_drafts_and_forms` injects such faults into Python functions; here strace injects them into
the kernel's calls.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from programs import needs
from safety.tracing import PYTHON
from safety.tracing import START
from safety.tracing import Ground
from safety.tracing import calls_in
from safety.tracing import points
from safety.trial import sample
from safety.writing_cases import CASES
from safety.writing_cases import contents
from safety.writing_cases import ran

pytestmark = pytest.mark.long  # every fault is a process, under strace

WRITING = ("write", "fsync", "renameat2", "rename", "link", "unlink", "fcntl")
OURS = re.compile(r"\.ntmtrack\.tmp|\.lock|\.decisions")  # temporary and accompanying files
REVIEW = ("draft", "--review", "nhap.yaml")
KEYS = ("\r", "\r", "\r")  # each confirms a part of the draft


class Story(NamedTuple):
    """Describe a command and the case that gives its files and its target."""

    case: str
    command: Sequence[str]

    @property
    def target(self) -> str:
        return CASES[self.case].target

    def furnish(self, folder: Path) -> None:
        """Write the files that the command needs."""
        shutil.rmtree(folder, ignore_errors=True)
        CASES[self.case].furnish(folder)
        if self.command == REVIEW:
            assert CASES[self.case].run(folder) == 0


STORIES = {
    **{
        name: Story(name, CASES[name].command)
        for name in ("a draft", "a draft with decisions renewed", "a workbook taken back")
    },
    "a review": Story("a draft", REVIEW),
}


class Traced:
    """Run the command of a story as a process, with its keys typed in advance."""

    def __init__(self, story: Story, folder: Path, environment: dict[str, str]) -> None:
        self.story, self.folder, self._environment = story, folder, environment

    def run(self, *prefix: str, keys: Sequence[str] = KEYS) -> int:
        """Run it in a fresh folder, after these other words, and return its exit code."""
        self.story.furnish(self.folder)
        leader, follower = pty.openpty()
        try:
            os.write(leader, "".join((*keys, "q")).encode())
            is_review = self.story.command == REVIEW
            return subprocess.run(
                [*prefix, *PYTHON, "-c", START, *self.story.command, "--lang", "vi"],
                cwd=self.folder,
                env=self._environment,
                stdin=follower,
                stdout=follower if is_review else subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=120,
                check=False,
            ).returncode
        finally:
            os.close(leader)
            os.close(follower)

    def stages(self) -> dict[bytes, dict[str, bytes]]:
        """Return the final files that must follow from each version of the draft.

        A review has a version after each key; any other command has only the complete one.
        """
        files_by_version = {}
        for count in range(len(KEYS) + 1) if self.story.command == REVIEW else (len(KEYS),):
            assert self.run(keys=KEYS[:count]) == 0
            version = contents(self.folder)[self.story.target]
            self.repeat()
            files_by_version[version] = contents(self.folder)
        return files_by_version

    def repeat(self) -> None:
        """Do what a user does next: run the command again, which may be done already, and renew."""
        case = CASES[self.story.case]
        assert case.run(self.folder) in {0, 73}
        assert ran(case.after, self.folder) == 0


@pytest.fixture(params=STORIES)
def traced(request: pytest.FixtureRequest, tmp_path: Path) -> Traced:
    (tmp_path / "trace").mkdir()
    environment = Ground(tmp_path / "trace", "whole").environment
    return Traced(STORIES[request.param], tmp_path / "thu", {**environment, "TERM": "xterm"})


def faults(log: Path, name: str) -> list[list[str]]:
    """Return the strace options that kill the program at a call, or let it and later ones fail."""
    calls = calls_in(log)
    first_of_ours = next(at for at, call in enumerate(calls) if at and OURS.search(call.rest))
    places = {
        at
        for at, call in enumerate(calls)
        if at >= first_of_ours and (call.name in WRITING or OURS.search(call.rest))
    }
    injections = points(calls, places, name)
    if name == "KILL":
        return [injection.options for injection in injections]
    return [
        ["-e", f"inject={injection.call}:error={name}:when={injection.number}+", "-o", os.devnull]
        for injection in injections
        if injection.call in {"write", "fsync"}
    ]


@pytest.mark.parametrize("name", ["KILL", "ENOSPC"])
def test_no_file_is_half_written_and_no_decision_lost(traced: Traced, name: str) -> None:
    strace, log = needs("strace"), traced.folder.with_suffix(".log")
    traced.story.furnish(traced.folder)
    old, stages = contents(traced.folder), traced.stages()
    *_, last = stages.values()
    assert traced.run(strace, "-f", "-o", str(log)) == 0
    disturbed = faults(log, name)
    assert disturbed
    for options in sample(disturbed, every=6):
        code = traced.run(strace, "-f", "-qq", *options)
        version = contents(traced.folder).get(traced.story.target)
        context = f"{options}, exit {code}"
        assert version in {old.get(traced.story.target), *stages}, context
        assert code in {0, 73, 74, 75, -signal.SIGKILL}, context
        assert code != 0 or version in stages, context
        traced.repeat()
        assert contents(traced.folder) == stages.get(version or b"", last), context
