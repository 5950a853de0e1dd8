"""The program under strace, which sees its calls to the system and sends signals at them."""

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

# Ctrl-C works, although these tests may have been started where it is ignored, as with `&`.
START = """\
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from ntmtrack.__main__ import main
main()
"""
PYTHON = [sys.executable, "-X", "frozen_modules"]
# Calls for memory.
MEMORY = {"brk", "mmap", "munmap", "mremap", "mprotect", "madvise"}
_CALL = re.compile(r"(\d+) +(\w+)\((.*)")


class Point(NamedTuple):
    """Name a call to the system, the nth of its name, and the signal to send at it."""

    call: str
    number: int
    signal: str

    @property
    def options(self) -> list[str]:
        """Return what makes strace send the signal.

        Not with --seccomp-bpf, under which strace 6.1 sends nothing and does not say so.
        """
        inject = f"inject={self.call}:signal={self.signal}:when={self.number}"
        return ["-e", f"trace={self.call}", "-e", inject, "-o", os.devnull]


class Call(NamedTuple):
    """Hold a call that strace has seen."""

    process: str
    name: str
    rest: str


class Outcome(NamedTuple):
    """Hold what came of a run that a signal was sent to."""

    point: Point
    folder: Path
    ran: Ran


def first(calls: list[Call], text: str) -> int:
    """Find the first call about something, after the one that starts the program."""
    return next(at for at, call in enumerate(calls) if at and text in call.rest)


def points(calls: list[Call], places: Container[int], name: str) -> list[Point]:
    """Name the calls at some places of a run, to send a signal at each.

    Calls for memory are passed over: they touch no file, and how many there are differs by run.
    """
    seen: Counter[str] = Counter()
    found = []
    for at, call in enumerate(calls):
        seen[call.name] += 1
        if at in places and call.name not in MEMORY:
            found.append(Point(call.name, seen[call.name], name))
    return found


def calls_in(log: Path) -> list[Call]:
    """Read the calls that strace has logged."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return [Call(*found.groups()) for found in map(_CALL.match, lines) if found]


class Ground:
    """Make folders to run in, each with a data file, and the same surroundings for every run.

    That a new text is proved at the seam needs a copy of the old one, which is kept in the end.
    """

    def __init__(self, root: Path, way: Way) -> None:
        self.root, self.way = root, way
        # Names are of one length and hashes not random, so that every run makes the same calls.
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
        """Make a folder with a data file that has an attribute, and a killed writer's leftover."""
        folder = self.root / next(self._names)
        path = file_in(folder)
        takes_attribute(path, "user.ntmtrack", b"kept")
        (folder / f".{path.name}.{'0' * 16}.ntmtrack.tmp").touch()
        return folder


class Programs:
    """Run the program as its users do, from its very start."""

    def __init__(self, strace: str, ground: Ground) -> None:
        self._strace = strace
        self._ground = ground
        assert self._run(START).ran.code == 0  # compiles all modules
        assert self._run(START).ran.code == 0

    def calls(self) -> list[Call]:
        """List the calls of a run that nothing disturbs."""
        log = self._ground.root / "log"
        assert self._run(START, self._strace, "-f", "-o", str(log)).ran.code == 0
        return calls_in(log)

    def compile(self, start: str) -> None:
        """Run another program once, so that its first writes are not those of its own modules."""
        self._run(start)

    def disturbed(self, point: Point, start: str = START) -> Outcome:
        """Send a signal at a point of a run."""
        found = self._run(start, self._strace, "-f", "-qq", *point.options)
        return found._replace(point=point)

    def _run(self, start: str, *before: str) -> Outcome:
        folder = self._ground.furnished()
        found = subprocess.run(
            [*before, *PYTHON, "-c", start, *note(PATH)],
            cwd=folder,
            env=self._ground.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        ran = Ran(found.returncode, found.stdout.decode(), found.stderr.decode())
        return Outcome(Point("", 0, ""), folder, ran)


class Copies:
    """Run copies of a program that has loaded all its code, which takes a tenth of the time."""

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
        """Make no more copies."""
        self._server.communicate(timeout=60)
        assert self._server.returncode == 0

    def calls(self) -> list[Call]:
        """List the calls of a copy that nothing disturbs."""
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
            said = watching.stderr.readline()
            assert "attached" in said, said
            os.kill(process, signal.SIGCONT)
            code = int(self._request())
            watching.stderr.read()
        out, err = (folder.with_suffix(f".{name}") for name in (copies.OUT, copies.ERR))
        ran = Ran(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))
        return Outcome(Point("", 0, ""), folder, ran)

    def _request(self, folder: str | None = None) -> str:
        """Ask for a copy, and hear what is said next."""
        assert self._server.stdin
        assert self._server.stdout
        if folder:
            self._server.stdin.write(f"{folder}\n")
            self._server.stdin.flush()
        return self._server.stdout.readline()


def all_disturbed(runners: list[Callable[[Point], Outcome]], where: list[Point]) -> list[Outcome]:
    """Send a signal at each point, with every runner at work."""
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
