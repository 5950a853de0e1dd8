"""Keys of terminals, and of a simulated Windows console with a fake `msvcrt` module."""

from __future__ import annotations

import ctypes
import io
import os
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from types import SimpleNamespace
from typing import Any

import pytest
from draft_books import DRAFT
from running import written

from ntmtrack.cli import review_terminal
from ntmtrack.cli.output import Streams
from ntmtrack.cli.run import Run
from ntmtrack.system import restored_signals
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError


class Console:
    """Simulate a console on which keys are pressed one after another; `·` is a short pause."""

    def __init__(self, keys: str) -> None:
        self.keys = list(keys)
        self.modes: list[int] = []

    def getwch(self) -> str:
        """Return the next key, as msvcrt does."""
        key = self.keys.pop(0)
        return self.getwch() if key == "·" else key

    def kbhit(self) -> bool:
        """Return whether another key has been pressed, as msvcrt does."""
        return bool(self.keys) and self.keys[0] != "·"

    def get_mode(self, _output: int, mode: Any) -> int:  # noqa: ANN401 - ctypes' own
        """Write the console's mode through the pointer."""
        ctypes.cast(mode, ctypes.POINTER(ctypes.c_ulong))[0] = 3
        return 1

    def set_mode(self, _output: int, mode: int) -> int:
        """Record a mode that was set."""
        self.modes.append(mode)
        return 1

    def install(self, patch: pytest.MonkeyPatch) -> Console:
        """Install this as the console of a machine without Unix terminals."""
        module = ModuleType("msvcrt")
        real = sys.modules.get("msvcrt", module)  # which also locks files
        module.__dict__.update(vars(real), getwch=self.getwch, kbhit=self.kbhit)
        kernel = SimpleNamespace(
            GetStdHandle=lambda number: number,
            GetConsoleMode=self.get_mode,
            SetConsoleMode=self.set_mode,
        )
        for name in ("termios", "tty"):
            patch.setitem(sys.modules, name, None)
        patch.setitem(sys.modules, "msvcrt", module)
        patch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        for name in ("pthread_sigmask", "SIGHUP"):
            patch.delattr(signal, name, raising=False)
        return self


@pytest.fixture
def kept_signals() -> Iterator[None]:
    with restored_signals():
        yield


@pytest.mark.parametrize(
    ("pressed", "keys"),
    [
        ("\r\t\b\x1b", ["enter", "tab", "backspace", "escape"]),
        ("eA1", ["e", "A", "1"]),
        ("\x00;\x00Hx", ["x"]),  # F1, and an arrow of the numeric keypad
        ("\xe0H\xe0P\xe0Ix", ["x"]),  # arrows up and down, and a page up
        ("\xe0K\x00M\xe0G\xe0O\xe0S", ["left", "right", "home", "end", "delete"]),
        ("\xe0·x", ["à", "x"]),  # typed letter by letter
        ("ch\xe0o", ["c", "h", "à", "o"]),  # as a Vietnamese keyboard sends a word
        ("\xe0\xe0·x", ["à", "à", "x"]),
        ("ưởng ế", ["ư", "ở", "n", "g", " ", "ế"]),
        ("\x01\x02\ud83dx", ["x"]),  # not letters
        ("\x03", [""]),
        ("\x1a", [""]),
    ],
)
def test_keys_of_a_console_are_read_as_letters_or_names(
    pressed: str, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(pressed).install(monkeypatch)
    with review_terminal.pressed_keys() as stream:
        assert list(islice(stream, len(keys))) == keys
    assert console.modes == [7, 3]  # escape sequences were switched on, and the mode was restored


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
def test_keys_and_size_changes_of_a_terminal_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard, terminal = os.openpty()
    with os.fdopen(terminal, "rb") as stdin, review_of(stdin, monkeypatch) as stream:
        os.write(keyboard, "e\x1b[Aế\x01\x15\r".encode())
        assert list(islice(stream, 4)) == ["e", "ế", "clear", "enter"]
        os.write(keyboard, b"\x1b[D\x1bOC\x1b[H\x1b[1~\x1b[4~\x1b[3~\x1b[5~\x1b[1;5Cx")
        keys = ["left", "right", "home", "home", "end", "delete", "x"]
        assert list(islice(stream, len(keys))) == keys
        os.kill(os.getpid(), signal.SIGWINCH)
        assert next(stream) == review_terminal.RESIZED
        os.write(keyboard, b"q\x03")
        assert list(islice(stream, 2)) == ["q", ""]
    os.close(keyboard)


def review_of(stdin: Any, patch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - of its module
    patch.setattr(sys, "stdin", stdin)
    return review_terminal.pressed_keys()


class Screen(io.TextIOWrapper):
    """Capture what is shown on a console."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def isatty(self) -> bool:
        """Return that this is a console."""
        return True


@pytest.mark.usefixtures("kept_signals")
def test_a_draft_can_be_confirmed_on_a_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "nhap.yaml"
    path.write_text(DRAFT, "utf-8")
    Console("\r1\re2Phòng KT\r\rq").install(monkeypatch)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    screen = Screen()
    run = Run(Streams(screen, None, {}), {"NTMTRACK_LANG": "vi"})
    assert review_terminal.review(run, path) == Exit.OK
    assert "draft:" not in path.read_text("utf-8")
    shown = written(screen)
    assert "nhiệm vụ 2/3" in shown
    assert "Đã xác nhận xong" in shown


def test_a_review_is_refused_where_keys_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("termios", "msvcrt"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    run = Run(Streams(Screen(), None, {}), {})
    with pytest.raises(NtmError):
        review_terminal.review(run, tmp_path / "nhap.yaml")
