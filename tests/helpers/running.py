"""Run ntmtrack as its users do: in this process for speed, or in a separate process."""

from __future__ import annotations

import atexit
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from typing import NamedTuple

import pytest

from ntmtrack import system
from ntmtrack.cli import main
from ntmtrack.system import restored_signals

HERE = Path(__file__).parent.parent
DATA = HERE / "data"
SMALL = DATA / "small.yaml"
SHIPPED = HERE.parent / "data" / "assignments.yaml"
PROGRAM = [sys.executable, "-c", "from ntmtrack.__main__ import main; main()"]
# What a user's shell may set, and a run here must ignore.
SETTINGS = (
    *("NTMTRACK_FILE", "NTMTRACK_LANG", "NTMTRACK_DEBUG", "VISUAL", "EDITOR"),
    *("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "CLICOLOR_FORCE", "TERM", "COLUMNS"),
    *("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "TZ"),
)
# The kept copies of test runs, apart from those of the user.
COPIES_IN = "LOCALAPPDATA" if system.WINDOWS else "XDG_CACHE_HOME"
COPIES = tempfile.mkdtemp(prefix="ntmtrack-tests-")


@atexit.register
def _remove_copies(maker: int = os.getpid()) -> None:
    """Remove the kept copies at the end of the process that made the folder, not of its forks."""
    if os.getpid() == maker:
        shutil.rmtree(COPIES, ignore_errors=True)


class Ran(NamedTuple):
    """Hold the outcome of a run: its exit code and exactly what it printed."""

    code: int
    out: str
    err: str


def plain_environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment without the user's settings, but with the given ones."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return {**kept, COPIES_IN: COPIES, **(settings or {})}


def run(*arguments: str, folder: Path = DATA, **settings: str) -> Ran:
    """Run the program in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), newline="") for _ in range(2))
    with restored_signals(), pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        for name, value in {COPIES_IN: COPIES, **settings}.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["ntmtrack", *arguments])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as end:
            main.main()
    assert isinstance(end.value.code, int)
    return Ran(int(end.value.code), written(out), written(err))


def written(stream: io.TextIOWrapper) -> str:
    """Return everything written to a stream, which must be valid UTF-8."""
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def spawn(
    *arguments: str | bytes,
    folder: Path = DATA,
    settings: Mapping[str, str] | None = None,
    program: Sequence[str] = PROGRAM,
    **streams: Any,  # noqa: ANN401 - whatever subprocess.run takes
) -> Ran:
    """Run the program as a separate process, and capture its output unless `streams` differ."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    result = subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env=plain_environment(settings),
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
        **streams,
    )
    return Ran(result.returncode, (result.stdout or b"").decode(), (result.stderr or b"").decode())


def shell(line: str, *arguments: str, folder: Path = DATA) -> Ran:
    """Run a shell command line in which `"$@"` is the program with these arguments."""
    return spawn(*PROGRAM, *arguments, folder=folder, program=["bash", "-c", line, "bash"])
