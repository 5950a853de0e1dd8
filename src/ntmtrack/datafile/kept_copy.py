"""Loading a file that was loaded before: what came of it is kept in the user's cache folder.

A copy begins with the very bytes that it was made from, and is believed for no others. One that is
damaged, cut short, not ours or made by another version of the program is made anew. Where none can
be kept, everything works as well, but slower. NTMTRACK_NO_CACHE=1 turns all this off.
"""

import contextlib
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ntmtrack.datafile import codec

if TYPE_CHECKING:
    from ntmtrack.directive.model import Loaded

# The copies of every commune's file fit; beyond this the oldest are removed.
MOST_COPIES = 5_000
MOST_BYTES = 512 * 1024 * 1024
# Prune after about one write in 32: it stats every copy.
WRITES_PER_PRUNING = 32
_OPEN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_OTHERS_WRITE = 0o022


def load(data: bytes, name: str) -> "Loaded":
    """Give exactly what `load.load` gives."""
    copy = find(data)
    if copy is None:
        return _load(data, name)
    loaded = copy.read(name)
    if loaded is None:
        loaded = _load(data, name)
        copy.keep(loaded)
    return loaded


def _load(data: bytes, name: str) -> "Loaded":
    from ntmtrack.datafile import load

    return load.load(data, name)


class KeptCopy:
    """Say where the copy for a text is or would be, and how it begins."""

    def __init__(self, path: Path, head: bytes, data: bytes) -> None:
        self.path, self.head, self.data = path, head, data

    def read(self, name: str) -> "Loaded | None":
        """Give what was loaded from the text before, if there is a copy that can be believed."""
        return _decode(_read(self.path), self.head, self.data, name)

    def keep(self, loaded: "Loaded") -> None:
        """Keep what was loaded from the text, if that is without errors and can be done."""
        if loaded.document:
            _write(self.path, _encode(self.head, self.data, codec.dump(loaded)))


def find(data: bytes) -> KeptCopy | None:
    """Find the copy for a text, there or not; None where none can be kept."""
    folder, head = _folder(), _head(data)
    if folder is None or head is None:
        return None
    return KeptCopy(folder / f"{zlib.crc32(data):08x}-{len(data):x}", head, data)


def _folder() -> Path | None:
    """Give the folder for copies; None where there is none that is safe."""
    if os.environ.get("NTMTRACK_NO_CACHE"):
        return None
    chosen = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    usual = "Library/Caches" if sys.platform == "darwin" else ".cache"
    base = chosen if os.path.isabs(chosen) else os.path.expanduser(f"~/{usual}")  # noqa: PTH111, PTH117 - may have no home
    return Path(base, "ntmtrack") if os.path.isabs(base) else None  # noqa: PTH117 - the same


def _head(data: bytes) -> bytes | None:
    """Say what a copy is for: this text, these modules of the program, and this Python."""
    program = _program(str(Path(__file__).parent.parent))
    return None if program is None else f"ntmtrack {program} {len(data)}\n".encode()


@lru_cache(maxsize=1)
def _program(folder: str) -> str | None:
    """Tell this Python and these modules from all others, once for all files of a run.

    Modules that change while we run are not those that run. Where we may not see them, nobody can
    tell whether a copy is theirs.
    """
    try:
        modules = sorted(_modules(folder))
    except OSError:
        return None
    return f"{sys.version} {zlib.crc32(repr(modules).encode()):08x}"


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """List the modules of a package, and of the packages in it, with their sizes and times.

    That is 0.5 ms for 134 modules. The list of an installed wheel would be read in 0.002 ms, but
    does not tell of a module that was edited in place.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                about = entry.stat()
                yield entry.path, about.st_size, about.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _modules(entry.path)


def _encode(head: bytes, data: bytes, document: bytes) -> bytes:
    """Give the bytes of a copy: its head, a checksum, the text, and what was loaded from it."""
    checksum = zlib.crc32(document, zlib.crc32(data))
    return b"".join((head, checksum.to_bytes(4), data, document))


def _decode(copy: bytes, head: bytes, data: bytes, name: str) -> "Loaded | None":
    """Read a copy, if it is one of this text, whole and unharmed."""
    start = len(head) + 4
    if not (copy.startswith(head) and copy.startswith(data, start)):
        return None
    checksum = int.from_bytes(copy[len(head) : start])
    if zlib.crc32(memoryview(copy)[start:]) != checksum:
        return None
    return codec.load(memoryview(copy)[start + len(data) :], name)


def _read(copy: Path) -> bytes:
    """Read a copy that is ours alone; nothing where there is none."""
    with contextlib.suppress(OSError):
        if _is_ours(copy.parent.stat()):
            handle = os.open(copy, os.O_RDONLY | _OPEN)
            with os.fdopen(handle, "rb") as file:
                about = os.fstat(handle)
                return file.read() if stat.S_ISREG(about.st_mode) and _is_ours(about) else b""
    return b""


def _is_ours(about: os.stat_result) -> bool:
    """Tell whether nobody else can have written a file, or in a folder."""
    if os.name == "nt":  # there, folders of users are closed to others
        return True
    return about.st_uid == os.geteuid() and not about.st_mode & _OTHERS_WRITE


def _write(copy: Path, content: bytes) -> None:
    """Write a copy, whole or not at all, if that can be done."""
    if len(content) > MOST_BYTES:
        return
    folder = copy.parent
    token = os.urandom(8)
    temporary = folder / f"{token.hex()}.tmp"
    with contextlib.suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if not _is_ours(folder.stat()):
            return
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            temporary.replace(copy)
        finally:
            temporary.unlink(missing_ok=True)
        if token[0] % WRITES_PER_PRUNING == 0 or len(content) > MOST_BYTES // MOST_COPIES:
            _prune(folder)


def _prune(folder: Path) -> None:
    """Remove the oldest copies where there are too many, or too large ones."""
    copies = sorted(folder.iterdir(), key=_time_written, reverse=True)
    size = 0
    for index, copy in enumerate(copies):
        size += copy.stat().st_size
        if index >= MOST_COPIES or size > MOST_BYTES:
            copy.unlink()


def _time_written(copy: Path) -> float:
    return copy.stat().st_mtime
