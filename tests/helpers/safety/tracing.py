"""The program under strace, which sees its system calls and sends signals at them."""

from __future__ import annotations

import itertools
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from collections.abc import Container
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING
from typing import NamedTuple

from running import Ran
from running import plain_environment
from safety import copies
from safety.trial import PATH
from safety.trial import file_in
from safety.trial import note
from safety.trial import takes_attribute

if TYPE_CHECKING:
    from safety.ways import Way

# Enable Ctrl-C, which is ignored if these tests were started with `&`.
START = """\
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from ntmtrack.__main__ import main
main()
"""
PYTHON = [sys.executable, "-X", "frozen_modules"]
# The calls that manage memory.
MEMORY = {"brk", "mmap", "munmap", "mremap", "mprotect", "madvise"}
_CALL = re.compile(r"(\d+) +(\w+)\((.*)")


class Point(NamedTuple):
    """Describe a system call, by its name and number, and the signal to send at it."""

    call: str
    number: int
    signal: str

    @property
    def options(self) -> list[str]:
        """Return the strace options that send the signal.

        Do not use --seccomp-bpf, with which strace 6.1 silently sends nothing.
        """
        inject = f"inject={self.call}:signal={self.signal}:when={self.number}"
        return ["-e", f"trace={self.call}", "-e", inject, "-o", os.devnull]


class Call(NamedTuple):
    """Represent a call that strace has logged."""

    process: str
    name: str
    rest: str


class Outcome(NamedTuple):
    """Hold the result of a run that a signal was sent to."""

    point: Point
    folder: Path
    ran: Ran


def first(calls: list[Call], text: str) -> int:
    """Find the first call that mentions a text, after the one that starts the program."""
    return next(at for at, call in enumerate(calls) if at and text in call.rest)


def points(calls: list[Call], places: Container[int], name: str) -> list[Point]:
    """Return the points of a run at these places, to send a signal at each.

    Calls that manage memory are skipped: they touch no file, and their number differs between runs.
    """
    seen: Counter[str] = Counter()
    selected = []
    for at, call in enumerate(calls):
        seen[call.name] += 1
        if at in places and call.name not in MEMORY:
            selected.append(Point(call.name, seen[call.name], name))
    return selected


def calls_in(log: Path) -> list[Call]:
    """Return the calls in a log of strace."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return [Call(*match.groups()) for match in map(_CALL.match, lines) if match]


def fewest_calls(run: Callable[[], list[Call]]) -> list[Call]:
    """Return the calls of the shortest of three runs.

    About one write in 32 also prunes kept copies. A signal at one of its further calls would never
    be sent to a run that does not prune.
    """
    return min((run() for _ in range(3)), key=len)


class Ground:
    """Create folders to run in, each with a data file, and the same environment for every run.

    Proving a new text at the seam needs a kept copy of the old one, which is made at the end.
    """

    def __init__(self, root: Path, way: Way) -> None:
        self.root, self.way = root, way
        # All names have the same length and hashes are not random, so that every run makes the same
        # calls.
        self._names = (f"{number:06}" for number in itertools.count())
        copies = {"NTMTRACK_NO_CACHE": "1"} if way == "whole" else {"XDG_CACHE_HOME": str(root)}
        self.environment = plain_environment(
            {
                "PYTHONHASHSEED": "0",
                **copies,
                "PYTHONPYCACHEPREFIX": str(root / "compiled"),
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            }
        )
        for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
            self.environment.pop(name, None)
        status = [*PYTHON, "-c", START, "status", "--file", str(self.furnished() / PATH)]
        subprocess.run(status, env=self.environment, capture_output=True, check=True)

    def furnished(self) -> Path:
        """Create a folder with a data file that has an attribute, and a killed writer's remnant."""
        folder = self.root / next(self._names)
        path = file_in(folder)
        takes_attribute(path, "user.ntmtrack", b"kept")
        (folder / f".{path.name}.{'0' * 16}.ntmtrack.tmp").touch()
        return folder


class Programs:
    """Run the program as its users do, from its start."""

    def __init__(self, strace: str, ground: Ground) -> None:
        self._strace = strace
        self._ground = ground
        assert self._run(START).ran.code == 0  # compiles all modules
        assert self._run(START).ran.code == 0

    def calls(self) -> list[Call]:
        """Return the calls of an undisturbed run that prunes no kept copies."""
        return fewest_calls(self._calls)

    def _calls(self) -> list[Call]:
        log = self._ground.root / "log"
        assert self._run(START, self._strace, "-f", "-o", str(log)).ran.code == 0
        return calls_in(log)

    def compile(self, start: str) -> None:
        """Run another program once, so that later runs do not write its compiled modules."""
        self._run(start)

    def disturbed(self, point: Point, start: str = START) -> Outcome:
        """Send a signal at a point of a run."""
        outcome = self._run(start, self._strace, "-f", "-qq", *point.options)
        return outcome._replace(point=point)

    def _run(self, start: str, *before: str) -> Outcome:
        folder = self._ground.furnished()
        result = subprocess.run(
            [*before, *PYTHON, "-c", start, *note(PATH)],
            cwd=folder,
            env=self._ground.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        ran = Ran(result.returncode, result.stdout.decode(), result.stderr.decode())
        return Outcome(Point("", 0, ""), folder, ran)


class Copies:
    """Run forked copies of a program with all its code loaded, which takes a tenth of the time."""

    def __init__(self, strace: str, ground: Ground) -> None:
        self._strace = strace
        self._ground = ground
        self._server = subprocess.Popen(
            [*PYTHON, copies.__file__],
            cwd=ground.root,
            env=ground.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """Stop making copies."""
        self._server.communicate(timeout=60)
        assert self._server.returncode == 0

    def calls(self) -> list[Call]:
        """Return the calls of an undisturbed copy that prunes no kept copies."""
        return fewest_calls(self._calls)

    def _calls(self) -> list[Call]:
        log = self._ground.root / "log-of-copy"
        assert self._run("-o", str(log)).ran.code == 0
        return calls_in(log)

    def disturbed(self, point: Point) -> Outcome:
        """Send a signal at a point of a copy's run."""
        return self._run(*point.options)._replace(point=point)

    def _run(self, *options: str) -> Outcome:
        folder = self._ground.furnished()
        process = int(self._request(folder.name))
        with subprocess.Popen(
            [self._strace, "-f", "-p", str(process), *options], stderr=subprocess.PIPE, text=True
        ) as watching:
            assert watching.stderr
            answer = watching.stderr.readline()
            assert "attached" in answer, answer
            os.kill(process, signal.SIGCONT)
            code = int(self._request())
            watching.stderr.read()
        out, err = (folder.with_suffix(f".{name}") for name in (copies.OUT, copies.ERR))
        ran = Ran(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))
        return Outcome(Point("", 0, ""), folder, ran)

    def _request(self, folder: str | None = None) -> str:
        """Request a copy of the program, and return the next line of the answer."""
        assert self._server.stdin
        assert self._server.stdout
        if folder:
            self._server.stdin.write(f"{folder}\n")
            self._server.stdin.flush()
        return self._server.stdout.readline()


def all_disturbed(runners: list[Callable[[Point], Outcome]], where: list[Point]) -> list[Outcome]:
    """Send a signal at each point, using all runners in parallel."""
    free: SimpleQueue[Callable[[Point], Outcome]] = SimpleQueue()
    for runner in runners:
        free.put(runner)

    def disturbed(point: Point) -> Outcome:
        runner = free.get()
        try:
            return runner(point)
        finally:
            free.put(runner)

    with ThreadPoolExecutor(max_workers=len(runners)) as pool:
        return list(pool.map(disturbed, where))
