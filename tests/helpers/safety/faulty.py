"""A system whose calls fail in every way that a disk can, or at which the program is killed.

The fakes wrap the real functions. They count the calls that concern the data's folder, and make one
of them fail, or from there on all of its kind, or all.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from types import ModuleType
from typing import IO
from typing import NamedTuple
from typing import Self

import pytest

from ntmtrack.storage import file_locks
from ntmtrack.storage import new_files

# Sent instead of an error. KILL ends the program there, after half of a write.
SIGNALS = {name: signal.Signals[f"SIG{name}"] for name in ("KILL", "TERM", "INT")}
BY_PATH = ("stat", "lstat", "readlink", "listdir", "listxattr", "getxattr", "unlink", "link")
BY_HANDLE = ("write", "fsync", "fchmod", "fchown", "fstat", "setxattr", "removexattr")
MAKING = ("mkdir", "chmod")  # not called if the file exists already


class Fault(NamedTuple):
    """Describe which call fails, by its number, with what error, and for how long."""

    at: int
    error: str
    lasting: str

    def hits(self, calls: list[str]) -> bool:
        """Return whether the newest of the calls must fail."""
        if self.lasting == "once" or len(calls) <= self.at:
            return len(calls) == self.at + 1
        return self.lasting == "all" or calls[-1] == calls[self.at]


@dataclass
class FaultySystem:
    """Wrap the system calls for one folder, and let them fail as told."""

    folder: Path
    fault: Fault | None = None
    most: int | None = None  # the most bytes that one write accepts; None for all
    answers: bool = True  # whether a replace or an exchange reports its success
    exchanges: bool = True  # whether two names can be exchanged in one step
    calls: list[str] = field(default_factory=list)
    handles: set[int] = field(default_factory=set)

    @contextmanager
    def installed(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "write", self._writing(os.write))
            patch.setattr(os, "replace", self._replacing(os.replace))
            if self.exchanges:
                patch.setattr(new_files, "exchange", self._replacing(new_files.exchange))
                self._stand_before(patch, new_files, "exchange")
            else:
                patch.setattr(new_files, "_kernel_call", lambda: None)
            for name in (*BY_PATH, *BY_HANDLE, *MAKING, "replace"):
                self._stand_before(patch, os, name)
            self._stand_before(patch, file_locks, "kernel_lock")
            patch.setattr(os, "open", self._opening(os.open))
            patch.setattr(os, "close", self._closing(os.close))
            patch.setattr(io, "open", self._reading(io.open))  # for os.fdopen and pathlib
            yield
        self._end_of_process()

    def _end_of_process(self) -> None:
        """Close the files that a failed call left open, as the end of a process would."""
        if self.handles:
            gc.collect()
        for handle in self.handles:
            os.close(handle)
        self.handles.clear()

    def _stand_before(self, patch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
        real = getattr(module, name)

        def call(thing: object, *others: object, **options: object) -> object:
            if self._is_ours(thing):
                self.meet(name)
            return real(thing, *others, **options)

        patch.setattr(module, name, call)

    def _writing(self, real: Callable[[int, memoryview], int]) -> Callable[[int, memoryview], int]:
        return lambda handle, data: real(handle, data[: self.most])

    def _replacing(self, real: Callable[..., None]) -> Callable[..., None]:
        def call(*paths: object) -> None:
            real(*paths)
            if not self.answers:
                raise OSError(errno.EIO, os.strerror(errno.EIO))

        return call

    def _opening(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: object, *others: object, **options: object) -> int:
            if not self._is_ours(path):
                return real(path, *others, **options)
            self.meet("open")
            handle = real(path, *others, **options)
            self.handles.add(handle)
            return handle

        return call

    def _closing(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def call(handle: int) -> None:
            real(handle)  # a failing close closes the file nevertheless
            if handle in self.handles:
                self.handles.remove(handle)
                self.meet("close")

        return call

    def _reading(self, real: Callable[..., IO[bytes]]) -> Callable[..., object]:
        def call(thing: object, *others: object, **options: object) -> object:
            if not self._is_ours(thing):
                return real(thing, *others, **options)
            self.meet("fdopen" if isinstance(thing, int) else "open")
            handle = thing if isinstance(thing, int) and options.get("closefd", True) else None
            return FaultyFile(real(thing, *others, **options), self, handle)

        return call

    def meet(self, name: str, halfway: Callable[[], object] = bool) -> None:
        """Count a call, and make it fail halfway if the fault says so."""
        self.calls.append(name)
        if self.fault and self.fault.hits(self.calls):
            if self.fault.error in {"TERM", "INT"}:
                os.kill(os.getpid(), SIGNALS[self.fault.error])
                return
            halfway()
            if self.fault.error in SIGNALS:
                os.kill(os.getpid(), SIGNALS[self.fault.error])
            code = getattr(errno, self.fault.error)
            raise OSError(code, os.strerror(code))

    def _is_ours(self, thing: object) -> bool:
        if isinstance(thing, int):
            return thing in self.handles
        return str(thing).startswith(str(self.folder))


@dataclass
class FaultyFile:
    """Wrap an open file."""

    real: IO[bytes]
    system: FaultySystem
    handle: int | None  # the handle that is closed with the file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.real.close()
        if self.handle is not None:
            self.system.handles.discard(self.handle)
        self.system.meet("close")

    def read(self, size: int = -1) -> bytes:
        self.system.meet("read")
        return self.real.read(size)

    def write(self, data: bytes) -> int:
        def halfway() -> None:
            self.real.write(data[: len(data) // 2])  # the part that fitted on the disk
            self.real.flush()

        self.system.meet("write", halfway)
        return self.real.write(data)

    def writelines(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            self.write(piece)

    def flush(self) -> None:
        self.real.flush()
