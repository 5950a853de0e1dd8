"""The lines of docs/cron.md are run as cron and systemd would run them.

Cron's own environment has nothing but what the crontab sets, no terminal, and / as its folder;
what it mails must be what anybody sees at a desk.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sysconfig
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from typing import TypeVar

import pytest
from running import DATA
from running import HERE
from running import shell
from word_text import text_of

pytestmark = pytest.mark.long  # every line is a process, under a shell

PAGE = (HERE.parent / "docs" / "cron.md").read_text(encoding="utf-8")
SCRIPTS = sysconfig.get_path("scripts")
DESKS: tuple[dict[str, str], ...] = (
    {"TZ": "Pacific/Kiritimati", "LANG": "en_US.UTF-8", "LANGUAGE": "en", "COLUMNS": "200"},
    {"TZ": "America/New_York", "LC_ALL": "C", "COLUMNS": "40", "PYTHONIOENCODING": "ascii"},
)
T = TypeVar("T")


class Crontab(NamedTuple):
    """Hold what a crontab sets, and its commands."""

    settings: dict[str, str]
    commands: list[str]


def crontab() -> Crontab:
    """Read the block of the page as cron does."""
    block = re.search(r"<!-- crontab -->\n```\n(.*?)```", PAGE, re.DOTALL)
    assert block
    settings: dict[str, str] = {}
    commands = []
    for line in block[1].splitlines():
        if setting := re.fullmatch(r"(\w+) *= *(.*)", line):
            settings[setting[1]] = setting[2].strip("\"'")
        elif line and not line.startswith("#"):
            *times, command = line.split(maxsplit=5)
            assert len(times) == 5
            assert all(re.fullmatch(r"\*|\d+(-\d+)?", one) for one in times)
            assert not re.search(r"(?<!\\)%", command), "a percent sign ends the command"
            commands.append(command)
    return Crontab(settings, commands)


TABLE = crontab()
each_command = pytest.mark.parametrize("command", TABLE.commands)


@pytest.fixture
def settings(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what cron would have set, our own folders in place of those in the page."""
    file = Path(shutil.copy(DATA / "weeks.yaml", tmp_path / "assignments.yaml"))
    folders = TABLE.settings["PATH"].split(":")
    assert folders[0] == "/opt/ntmtrack/bin"
    path = ":".join([SCRIPTS, *folders[1:]])
    own = str(tmp_path_factory.mktemp("home"))  # what is kept for the next run is there
    home = {"HOME": own, "LOGNAME": "vanphong", "SHELL": "/bin/sh"}
    return {**home, **TABLE.settings, "PATH": path, "NTMTRACK_FILE": str(file)}


def under_cron(command: str, settings: dict[str, str]) -> bytes:
    """Run a command as cron does."""
    given = [f"{name}={value}" for name, value in settings.items()]
    return answer(["env", "-i", *given, "/bin/sh", "-c", command], {}, Path("/"))


def at_a_desk(command: str, settings: dict[str, str], folder: Path) -> bytes:
    """Run a command with all that a person's shell has set besides."""
    needed = {name: settings[name] for name in ("PATH", "NTMTRACK_FILE")}
    return answer(["/bin/sh", "-c", command], {**os.environ, **settings, **needed}, folder)


def answer(program: list[str], settings: dict[str, str], folder: Path) -> bytes:
    ran = subprocess.run(
        program,
        env={"PATH": os.environ["PATH"], **settings},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    return ran.stdout


def on_a_terminal(command: str, settings: dict[str, str]) -> bytes:
    """Run a command on a terminal of 80 columns without colours."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    given = {**settings, "NO_COLOR": "1", "TERM": "xterm-256color"}
    with subprocess.Popen(
        ["/bin/sh", "-c", command], env=given, stdin=its, stdout=its, stderr=its
    ) as running:
        os.close(its)
        said = b"".join(iter(lambda: read(ours), b""))
        assert running.wait(60) == 0
    os.close(ours)
    return said.replace(b"\r\n", b"\n")


def read(handle: int) -> bytes:
    """Read from a terminal; its other end closed means that nothing is left."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


def within_a_minute(run: Callable[[], T]) -> T:
    """Run again where the clock's minute, which reports show, has changed meanwhile."""
    while True:
        minute = time.time() // 60
        found = run()
        if time.time() // 60 == minute:
            return found


@each_command
def test_cron_mails_what_anybody_sees(
    command: str, settings: dict[str, str], tmp_path: Path
) -> None:
    def everywhere() -> list[bytes]:
        return [
            under_cron(command, settings),
            on_a_terminal(command, settings),
            *(at_a_desk(command, {**settings, **desk}, tmp_path) for desk in DESKS),
        ]

    file = Path(settings["NTMTRACK_FILE"])
    before, mode = file.read_bytes(), file.stat().st_mode
    mailed, *seen = within_a_minute(everywhere)
    assert "Công văn" in mailed.decode()
    assert b"\x1b" not in mailed
    assert max(map(len, mailed.decode().splitlines())) <= 80
    assert seen == [mailed] * len(seen)
    assert (file.read_bytes(), file.stat().st_mode) == (before, mode)
    assert list(tmp_path.iterdir()) == [file], "reports write nothing beside the data"


def test_the_week_is_the_same_on_a_wide_terminal_with_colours(settings: dict[str, str]) -> None:
    weekly = TABLE.commands[0]
    assert weekly == "ntmtrack weekly --last"
    wide = on_a_terminal(f"stty cols 200; NO_COLOR= COLUMNS=200 {weekly}", settings)
    assert wide == under_cron(weekly, settings)


def test_the_unit_of_systemd_writes_a_document(settings: dict[str, str], tmp_path: Path) -> None:
    unit = re.search(r"^ExecStart=(.*)$", PAGE, re.MULTILINE)
    assert unit
    words = shlex.split(unit[1])
    assert words[0] == "/opt/ntmtrack/bin/ntmtrack"
    target = tmp_path / Path(words[-1]).name
    program = [f"{SCRIPTS}/ntmtrack", *words[1:-1], str(target)]
    answer(program, {name: settings[name] for name in ("HOME", "NTMTRACK_FILE")}, Path("/"))
    assert "BÁO CÁO\n" in text_of(target.read_bytes())


FILE = str(DATA / "weeks.yaml")


@pytest.mark.parametrize(
    ("report", "redirection"),
    [
        ("weekly --last", ">&-"),
        ("weekly --last", ">/dev/full"),
        ("weekly --last -F docx", ">/dev/full"),
        ("register", ">/dev/full"),
        ("remind", ">&-"),
    ],
)
def test_output_that_cannot_be_written_ends_with_74(report: str, redirection: str) -> None:
    ran = shell(f'"$@" {redirection}', *report.split(), "-f", FILE, "--lang", "en")
    assert (ran.code, ran.out) == (74, "")
    assert ran.err.splitlines()[0].endswith(" [stdout-failed]")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("report", ["weekly --last", "weekly --last -F docx"])
def test_a_reader_who_leaves_early_is_no_error(report: str) -> None:
    line = '"$@" | head -c 1 >/dev/null; echo "${PIPESTATUS[0]}"'
    assert shell(line, *report.split(), "-f", FILE) == (0, "0\n", "")
