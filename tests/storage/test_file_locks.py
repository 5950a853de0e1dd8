"""Locks of the operating system."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ntmtrack import system
from ntmtrack.storage import file_locks


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "so.yaml"
    path.touch(mode=0o640)
    return path


@pytest.mark.skipif(not system.LINUX, reason="elsewhere one kind of lock does both")
def test_a_lock_on_a_read_only_file_excludes_writers_and_other_read_only_locks(data: Path) -> None:
    def is_free(take: Callable[[int, float], bool], flags: int) -> bool:
        handle = os.open(data, flags)
        try:
            return take(handle, time.monotonic())
        finally:
            os.close(handle)

    held = os.open(data, os.O_RDONLY)
    assert file_locks.lock_read_only(held, time.monotonic())
    assert not is_free(file_locks.lock, os.O_RDWR)
    assert not is_free(file_locks.lock_read_only, os.O_RDONLY)
    os.close(held)
    assert is_free(file_locks.lock, os.O_RDWR)
    assert is_free(file_locks.lock_read_only, os.O_RDONLY)
