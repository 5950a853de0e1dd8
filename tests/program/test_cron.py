"""Run the lines of docs/cron.md as cron and systemd do.

Cron's environment has only the settings of the crontab, no terminal, and / as the working folder.
The mail must contain what a user sees on a terminal.
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
    """Represent a crontab: its settings and its commands."""

    settings: dict[str, str]
    commands: list[str]


def crontab() -> Crontab:
    """Parse the crontab on the page as cron does."""
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
            assert all(re.fullmatch(r"\*|\d+(-\d+)?", field) for field in times)
            assert not re.search(r"(?<!\\)%", command), "a percent sign ends the command"
            commands.append(command)
    return Crontab(settings, commands)


TABLE = crontab()
each_command = pytest.mark.parametrize("command", TABLE.commands)


@pytest.fixture
def settings(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment that cron sets, with the test's folders instead of the page's."""
    file = Path(shutil.copy(DATA / "weeks.yaml", tmp_path / "assignments.yaml"))
    folders = TABLE.settings["PATH"].split(":")
    assert folders[0] == "/opt/ntmtrack/bin"
    path = ":".join([SCRIPTS, *folders[1:]])
    home_folder = str(tmp_path_factory.mktemp("home"))  # the program keeps its copies there
    home = {"HOME": home_folder, "LOGNAME": "vanphong", "SHELL": "/bin/sh"}
    return {**home, **TABLE.settings, "PATH": path, "NTMTRACK_FILE": str(file)}


def under_cron(command: str, settings: dict[str, str]) -> bytes:
    """Run a command as cron does."""
    assignments = [f"{name}={value}" for name, value in settings.items()]
    return answer(["env", "-i", *assignments, "/bin/sh", "-c", command], {}, Path("/"))


def at_a_desk(command: str, settings: dict[str, str], folder: Path) -> bytes:
    """Run a command with everything else that a user's shell sets."""
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
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    environment = {**settings, "NO_COLOR": "1", "TERM": "xterm-256color"}
    with subprocess.Popen(
        ["/bin/sh", "-c", command],
        env=environment,
        stdin=follower,
        stdout=follower,
        stderr=follower,
    ) as running:
        os.close(follower)
        output = b"".join(iter(lambda: read(leader), b""))
        assert running.wait(60) == 0
    os.close(leader)
    return output.replace(b"\r\n", b"\n")


def read(handle: int) -> bytes:
    """Read from a terminal, or return nothing if its other end is closed."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


def within_a_minute(run: Callable[[], T]) -> T:
    """Run again if the minute, which reports show, has changed during the run."""
    while True:
        minute = time.time() // 60
        result = run()
        if time.time() // 60 == minute:
            return result


@each_command
def test_cron_mails_what_a_user_sees(
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


def test_the_weekly_report_is_the_same_on_a_wide_terminal_with_colours(
    settings: dict[str, str],
) -> None:
    weekly = TABLE.commands[0]
    assert weekly == "ntmtrack weekly --last"
    wide = on_a_terminal(f"stty cols 200; NO_COLOR= COLUMNS=200 {weekly}", settings)
    assert wide == under_cron(weekly, settings)


def test_the_systemd_unit_writes_a_document(settings: dict[str, str], tmp_path: Path) -> None:
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
def test_output_that_cannot_be_written_exits_with_74(report: str, redirection: str) -> None:
    ran = shell(f'"$@" {redirection}', *report.split(), "-f", FILE, "--lang", "en")
    assert (ran.code, ran.out) == (74, "")
    assert ran.err.splitlines()[0].endswith(" [stdout-failed]")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("report", ["weekly --last", "weekly --last -F docx"])
def test_a_reader_who_leaves_early_is_no_error(report: str) -> None:
    line = '"$@" | head -c 1 >/dev/null; echo "${PIPESTATUS[0]}"'
    assert shell(line, *report.split(), "-f", FILE) == (0, "0\n", "")
