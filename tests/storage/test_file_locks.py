"""Locks as the system gives them."""

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
def test_a_lock_on_what_is_read_only_shuts_out_writers_and_others_like_it(data: Path) -> None:
    def is_free(take_it: Callable[[int, float], bool], how: int) -> bool:
        handle = os.open(data, how)
        try:
            return take_it(handle, time.monotonic())
        finally:
            os.close(handle)

    held = os.open(data, os.O_RDONLY)
    assert file_locks.lock_read_only(held, time.monotonic())
    assert not is_free(file_locks.lock, os.O_RDWR)
    assert not is_free(file_locks.lock_read_only, os.O_RDONLY)
    os.close(held)
    assert is_free(file_locks.lock, os.O_RDWR)
    assert is_free(file_locks.lock_read_only, os.O_RDONLY)
