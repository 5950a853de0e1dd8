"""An editor that saves at any moment of a write: no bytes are lost."""

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
    """Return a data file on a file system where two names can be exchanged."""
    for name in "ab":
        (tmp_path / name).touch()
    try:
        new_files.exchange(tmp_path / "a", tmp_path / "b")
    except OSError:
        lacking("a file system where names can be exchanged")
    return file_in(tmp_path / "ground")


def save(path: Path, data: bytes) -> None:
    """Save as most editors do: write a new file and rename it."""
    new = path.with_name(f"editor-{secrets.token_hex(4)}")
    new.write_bytes(data)
    new.replace(path)


def save_in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.parametrize("saves", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("way", [save, save_in_place])
def test_a_save_after_the_last_comparison_is_kept(
    way: Callable[[Path, bytes], None], saves: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves before the exchange, and before each exchange that undoes it."""
    old, exchange, versions = path.read_bytes(), new_files.exchange, itertools.count(1)

    def save_then_exchange(first: Path, second: Path) -> None:
        if (number := next(versions)) <= saves:
            way(path, old + f"# lần {number}\n".encode())
        exchange(first, second)

    monkeypatch.setattr(new_files, "exchange", save_then_exchange)
    ran = run(*note(path))
    assert (ran.code, "[changed]" in ran.err) == (75, True), ran
    assert path.read_bytes() == old + f"# lần {saves}\n".encode()
    assert left_over(path.parent) == []
    assert run(*note(path)).code == 0


def test_a_file_that_is_removed_after_the_last_comparison_stays_removed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = new_files.exchange

    def remove_then_exchange(first: Path, second: Path) -> None:
        path.unlink()
        exchange(first, second)

    monkeypatch.setattr(new_files, "exchange", remove_then_exchange)
    assert run(*note(path)).code == 75
    assert (path.exists(), left_over(path.parent)) == (False, [])


def test_the_file_is_replaced_where_names_cannot_be_exchanged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = path.read_bytes()
    monkeypatch.setattr(new_files, "_kernel_call", lambda: None)
    assert run(*note(path)).code == 0
    assert outcome(old, path.read_bytes()) == "new"
    assert left_over(path.parent) == []


def write_notes(path: Path, count: int) -> None:
    """Record notes, repeating each one that collides with the editor's save."""
    for number in range(count):
        while (code := run(*note(path, f"Lần {number}.")).code) != 0:
            assert code == 75


@pytest.mark.long
def test_an_editor_that_saves_while_notes_are_recorded_loses_nothing(path: Path) -> None:
    """The editor reads the file, adds one line of its own, and saves at once, again and again.

    Like any editor, it loses a note that is recorded between its reading and its saving. Its own
    lines, which it never removes, must all be there, in order.
    """
    count = 200 if everything() else 30
    writer = forked(partial(write_notes, path, count))
    saved = 0
    while writer.is_alive():
        saved += 1
        lines = path.read_bytes().splitlines(keepends=True)
        editor_lines = [line for line in lines if line.startswith(b"# editor ")]
        assert editor_lines == [f"# editor {number}\n".encode() for number in range(1, saved)]
        save(path, b"".join([*lines, f"# editor {saved}\n".encode()]))
        sleep(CHANCE.uniform(0, 0.1))  # otherwise no note would ever get in between
    assert code_of(writer) == 0
    assert path.read_bytes().count(b"# editor ") == saved
    assert saved > count / 40  # how often depends on how fast notes are recorded
    assert left_over(path.parent) == []
    assert [name for name in os.listdir(path.parent) if "editor" in name] == []  # noqa: PTH208
