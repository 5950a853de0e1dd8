"""An editor that saves at any moment of a write: nobody's bytes are lost."""

from __future__ import annotations

import itertools
import os
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from time import sleep

import pytest
from running import run
from safety.forks import code_of
from safety.forks import forked
from safety.trial import everything
from safety.trial import file_in
from safety.trial import lacking
from safety.trial import left_over
from safety.trial import note
from safety.trial import outcome

from ntmtrack.storage import new_files

CHANCE = Random(34)  # noqa: S311 - for a test


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a data file, where names can be exchanged."""
    for name in "ab":
        (tmp_path / name).touch()
    try:
        new_files.exchange(tmp_path / "a", tmp_path / "b")
    except OSError:
        lacking("a file system where names can be exchanged")
    return file_in(tmp_path / "ground")


def save(path: Path, data: bytes) -> None:
    """Save as most editors do: a new file takes the name."""
    new = path.with_name(f"editor-{secrets.token_hex(4)}")
    new.write_bytes(data)
    new.replace(path)


def save_in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.parametrize("saves", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("way", [save, save_in_place])
def test_what_is_saved_after_the_last_comparison_stays(
    way: Callable[[Path, bytes], None], saves: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves before the exchange, and before each that puts back."""
    old, real, versions = path.read_bytes(), new_files.exchange, itertools.count(1)

    def exchanges_late(first: Path, second: Path) -> None:
        if (number := next(versions)) <= saves:
            way(path, old + f"# lần {number}\n".encode())
        real(first, second)

    monkeypatch.setattr(new_files, "exchange", exchanges_late)
    ran = run(*note(path))
    assert (ran.code, "[changed]" in ran.err) == (75, True), ran
    assert path.read_bytes() == old + f"# lần {saves}\n".encode()
    assert left_over(path.parent) == []
    assert run(*note(path)).code == 0


def test_what_is_removed_after_the_last_comparison_stays_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = new_files.exchange

    def exchanges_late(first: Path, second: Path) -> None:
        path.unlink()
        real(first, second)

    monkeypatch.setattr(new_files, "exchange", exchanges_late)
    assert run(*note(path)).code == 75
    assert (path.exists(), left_over(path.parent)) == (False, [])


def test_without_an_exchange_the_file_is_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = path.read_bytes()
    monkeypatch.setattr(new_files, "_kernel_call", lambda: None)
    assert run(*note(path)).code == 0
    assert outcome(old, path.read_bytes()) == "new"
    assert left_over(path.parent) == []


def write_notes(path: Path, count: int) -> None:
    """Record notes; one that meets the editor's save is recorded again."""
    for number in range(count):
        while (code := run(*note(path, f"Lần {number}.")).code) != 0:
            assert code == 75


@pytest.mark.long
def test_an_editor_that_saves_while_notes_are_recorded_loses_nothing(path: Path) -> None:
    """The editor adds a line of its own each time to what it reads, and saves at once.

    It is no better than editors are: a note that is recorded between its reading and its saving
    goes. Its own lines, which it never takes out, must all be there, and in order.
    """
    count = 200 if everything() else 30
    writer = forked(partial(write_notes, path, count))
    saved = 0
    while writer.is_alive():
        saved += 1
        lines = path.read_bytes().splitlines(keepends=True)
        mine = [line for line in lines if line.startswith(b"# editor ")]
        assert mine == [f"# editor {number}\n".encode() for number in range(1, saved)]
        save(path, b"".join([*lines, f"# editor {saved}\n".encode()]))
        sleep(CHANCE.uniform(0, 0.1))  # else no note would ever get in between
    assert code_of(writer) == 0
    assert path.read_bytes().count(b"# editor ") == saved
    assert saved > count / 40  # how often depends on how fast notes are
    assert left_over(path.parent) == []
    assert [name for name in os.listdir(path.parent) if "editor" in name] == []  # noqa: PTH208
