"""`draft --review` in a real terminal: keys are read, and each step is saved at once."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from draft_books import DRAFT
from running import PROGRAM
from running import plain_environment
from running import run

if sys.platform == "win32":
    pytest.skip("no terminals of this kind", allow_module_level=True)

import fcntl
import pty
import termios

PATIENCE = 20.0


class Terminal:
    """Run a program on a terminal of 80 by 24."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(follower)
        self.follower = follower
        self.shown = ""
        self.process = subprocess.Popen(
            [*PROGRAM, *arguments],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            cwd=folder,
            env=plain_environment({"TERM": "xterm"}),
        )

    def wait_for(self, text: str) -> None:
        """Read until a text is shown."""
        self.read_until(lambda: text in self.shown)
        assert text in self.shown, self.shown
        self.shown = ""

    def read_until(self, is_done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_done() and time.monotonic() < end:
            if select.select([self.leader], [], [], 0.1)[0]:
                self.shown += os.read(self.leader, 65536).decode(errors="replace")

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self.leader, text.encode())

    def end(self) -> int:
        """Wait for the program to end, and check that the terminal echoes again."""
        self.read_until(lambda: self.process.poll() is not None)
        code = self.process.wait(PATIENCE)
        after = termios.tcgetattr(self.follower)
        os.close(self.leader)
        os.close(self.follower)
        assert after[3] & termios.ECHO
        return code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nhap.yaml").write_text(DRAFT, "utf-8")
    return tmp_path


def drafts_left(folder: Path) -> int:
    return (folder / "nhap.yaml").read_text("utf-8").count("\n    draft:")


def test_a_draft_is_confirmed_key_by_key_and_then_reported_on(folder: Path) -> None:
    terminal = Terminal(folder, "draft", "--review", "nhap.yaml")
    terminal.wait_for("nhiệm vụ 1/3")
    terminal.type("\r")
    terminal.wait_for("nhiệm vụ 2/3")
    assert drafts_left(folder) == 2
    terminal.type("1")
    terminal.wait_for("20/11/2025")
    terminal.type("\x1b[A\r")  # an arrow key does nothing
    terminal.wait_for("nhiệm vụ 3/3")
    terminal.type("e2Phòng KT\r\r")
    terminal.wait_for("Đã xác nhận xong")
    terminal.type("q")
    assert terminal.end() == 0
    assert "draft:" not in (folder / "nhap.yaml").read_text("utf-8")
    ran = run("status", "-f", "nhap.yaml", "--as-of", "2025-10-20", folder=folder)
    assert (ran.code, ran.err) == (0, "")


def test_a_review_can_be_left_and_continued_later(folder: Path) -> None:
    terminal = Terminal(folder, "draft", "--review", "nhap.yaml")
    terminal.wait_for("nhiệm vụ 1/3")
    terminal.type("\r\x03")
    assert terminal.end() == 0
    assert drafts_left(folder) == 2
    assert "còn phải xác nhận 2 phần" in terminal.shown
    terminal = Terminal(folder, "draft", "--review", "nhap.yaml")
    terminal.wait_for("nhiệm vụ 2/3")
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_kill_loses_no_decision(folder: Path, number: signal.Signals) -> None:
    terminal = Terminal(folder, "draft", "--review", "nhap.yaml")
    terminal.wait_for("nhiệm vụ 1/3")
    terminal.type("\r")
    terminal.wait_for("nhiệm vụ 2/3")
    terminal.process.send_signal(number)
    if number == signal.SIGTERM:
        assert terminal.end() == 143
    else:
        terminal.process.wait(PATIENCE)
    assert drafts_left(folder) == 2
    assert run("check", "-f", "nhap.yaml", "-F", "json", folder=folder).code == 65


def test_a_change_by_another_program_is_not_lost(folder: Path) -> None:
    terminal = Terminal(folder, "draft", "--review", "nhap.yaml")
    terminal.wait_for("nhiệm vụ 1/3")
    other = DRAFT.replace("Nhà tạm}", "Nhà dột nát}")
    (folder / "nhap.yaml").write_text(other, "utf-8")
    terminal.type("\r")
    assert terminal.end() == 75
    assert (folder / "nhap.yaml").read_text("utf-8") == other
