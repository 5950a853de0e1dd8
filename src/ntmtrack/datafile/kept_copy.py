"""Loading a file faster the second time, from a copy kept in the user's cache folder.

A copy begins with the very bytes that it was made from, and is valid for no others. A copy that is
damaged, truncated, not ours or made by other versions of these modules is made anew. After a write
that was proved at the seam (see `seam`), it holds what was last read from the whole text, and the
entries added since. Where no copy can be kept, everything still works, but slower.
NTMTRACK_NO_CACHE=1 turns all this off.
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

from ntmtrack import system

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from typing import BinaryIO

    from ntmtrack.datafile.append import Seam
    from ntmtrack.directive.model import Entry
    from ntmtrack.directive.model import Loaded
    from ntmtrack.directive.name_index import NameIndex

# Enough for a file of every commune; beyond this, the oldest copies are removed.
MOST_COPIES = 5_000
MOST_BYTES = 512 * 1024 * 1024
# Prune after about one write in 32: it stats every copy.
WRITES_PER_PRUNING = 32
# The folders of the modules that loading a file runs; "" is the folder of the program.
ROOMS = ("", "wording", "directive", "yamltext", "datafile")
# After the text come the sizes of the index of names and of the rest, and a checksum of the index.
_SIZE, _CHECKSUM = 8, 4
_SIZES = 2 * _SIZE + _CHECKSUM
_OPEN = system.NO_LINK | system.NO_WAIT | system.BINARY


def names_in(data: bytes, name: str) -> "NameIndex":
    """Return the names in a text, cached as by `load`, but without reading its whole copy."""
    copy = find(data)
    if names := copy and copy.read_names():
        return names
    from ntmtrack.directive import name_index

    return name_index.index_names(load(data, name))


def load(data: bytes, name: str) -> "Loaded":
    """Return exactly what `load.load` returns."""
    copy = find(data)
    if loaded := copy and copy.read(name):
        return loaded
    from ntmtrack.datafile import append

    loaded, seam = append.load_with_seam(data, name)
    if copy:
        copy.keep(loaded, seam)
    return loaded


class KeptCopy:
    """Represent the copy for a text, existing or not: its path and the head it begins with.

    After reading, `seam` says where the text can be read on from, if anywhere, `base` is what was
    loaded when the whole text was last read, and `added` are the entries added since.
    """

    def __init__(self, path: Path, head: bytes, data: bytes) -> None:
        self.path, self.head, self.data = path, head, data
        self.seam: tuple[int, str, int, str] | None = None
        self.base: bytes | memoryview = b""
        self.added: tuple[Entry, ...] = ()

    def read(self, name: str) -> "Loaded | None":
        """Return what was loaded from the text before, if there is a valid copy."""
        content = _content(_read(self.path), self.head, self.data)
        if content is None:
            return None
        from ntmtrack.datafile import codec

        index_end = _SIZES + int.from_bytes(content[:_SIZE])
        end = index_end + int.from_bytes(content[_SIZE : 2 * _SIZE])
        self.base = content[:end]
        self.seam, self.added = codec.load_end(content[end:])
        return codec.load((content[_SIZES:index_end], content[index_end:end]), name, self.added)

    def read_names(self) -> "NameIndex | None":
        """Return the names in the text, if there is a copy with a valid beginning."""
        index = _read(self.path, self._index_of_names)
        if not index:
            return None
        from ntmtrack.datafile import kept_names

        return kept_names.load(index)

    def _index_of_names(self, file: "BinaryIO") -> bytes:
        """Return the index of names in a copy; empty if it is damaged, or of another text."""
        begin = file.read(len(self.head) + _CHECKSUM + len(self.data) + _SIZES)
        if not _is_of(begin, self.head, self.data):
            return b""
        size = int.from_bytes(begin[-_SIZES : _SIZE - _SIZES])
        index = file.read(min(size, MOST_BYTES))
        return index if zlib.crc32(index) == int.from_bytes(begin[-_CHECKSUM:]) else b""

    def keep(self, loaded: "Loaded", seam: "Seam | None") -> None:
        """Keep what was loaded from the text, if it has no errors and a copy can be written."""
        if loaded.document:
            from ntmtrack.datafile import codec

            index, rest = codec.dump(loaded)
            sizes = len(index).to_bytes(_SIZE) + len(rest).to_bytes(_SIZE)
            checksum = zlib.crc32(index).to_bytes(_CHECKSUM)
            self._write((sizes, checksum, index, rest, codec.dump_end(seam, ())))

    def keep_with_entries(
        self, before: "KeptCopy", entries: "Sequence[Entry]", seam: "Seam"
    ) -> None:
        """Keep what was read from the text before, with the entries added to it."""
        from ntmtrack.datafile import codec

        self._write((before.base, codec.dump_end(seam, (*before.added, *entries))))

    def _write(self, parts: "Sequence[bytes | memoryview]") -> None:
        content = b"".join(parts)
        checksum = zlib.crc32(content, zlib.crc32(self.data))
        _write(self.path, (self.head, checksum.to_bytes(_CHECKSUM), self.data, content))


def find(data: bytes) -> KeptCopy | None:
    """Return the copy for a text, existing or not; None if none can be kept."""
    folder, head = _folder(), _head(data)
    if folder is None or head is None:
        return None
    return KeptCopy(folder / f"{zlib.crc32(data):08x}-{len(data):x}", head, data)


def _folder() -> Path | None:
    """Return the folder for copies; None if no safe one is known."""
    if os.environ.get("NTMTRACK_NO_CACHE"):
        return None
    configured = os.environ.get("LOCALAPPDATA" if system.WINDOWS else "XDG_CACHE_HOME", "")
    usual = "Library/Caches" if system.MAC else ".cache"
    base = configured if os.path.isabs(configured) else os.path.expanduser(f"~/{usual}")  # noqa: PTH111, PTH117 - the user may have none
    return Path(base, "ntmtrack") if os.path.isabs(base) else None  # noqa: PTH117 - as above


def _head(data: bytes) -> bytes | None:
    """Return what identifies a copy: this text, these modules of the program, and this Python."""
    program = _program(_package())
    return None if program is None else f"ntmtrack {program} {len(data)}\n".encode()


def _package() -> str:
    return str(Path(__file__).parent.parent)


@lru_cache(maxsize=1)
def _program(folder: str) -> str | None:
    """Return an identifier of this Python and these modules, once for all files of a run.

    None if we may not list the modules: then nothing shows whether a copy is theirs.
    """
    try:
        modules = sorted(_modules(folder))
    except OSError:
        return None
    return f"{sys.version} {zlib.crc32(repr(modules).encode()):08x}"


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield the modules that determine the result of loading, with their sizes and times.

    This takes 0.2 ms for 80 modules, and would take 0.5 ms for all. The file list of an installed
    wheel could be read in 0.002 ms, but would miss a module that was edited in place.
    """
    for room in ROOMS:
        with os.scandir(os.path.join(folder, room)) as entries:  # noqa: PTH118 - pathlib is slower
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns


def _content(copy: bytes, head: bytes, data: bytes) -> memoryview | None:
    """Return the content of a copy after the text, if the copy is of this text and undamaged."""
    if not _is_of(copy, head, data):
        return None
    start = len(head) + _CHECKSUM
    checksum = int.from_bytes(copy[len(head) : start])
    if zlib.crc32(memoryview(copy)[start:]) != checksum:
        return None
    return memoryview(copy)[start + len(data) :]


def _is_of(copy: bytes, head: bytes, data: bytes) -> bool:
    """Return whether a copy, or the beginning of one, was made from this text."""
    return copy.startswith(head) and copy.startswith(data, len(head) + _CHECKSUM)


def _read(copy: Path, read: "Callable[[BinaryIO], bytes]" = lambda file: file.read()) -> bytes:
    """Read a copy that only we can access, all of it or a part; return b"" if there is none."""
    with contextlib.suppress(OSError):
        if system.is_closed_to_others(copy.parent.stat()):
            handle = os.open(copy, os.O_RDONLY | _OPEN)
            with os.fdopen(handle, "rb") as file:
                status = os.fstat(handle)
                return (
                    read(file)
                    if stat.S_ISREG(status.st_mode) and system.is_closed_to_others(status)
                    else b""
                )
    return b""


def _write(copy: Path, parts: "Sequence[bytes]") -> None:
    """Write a copy, completely or not at all, if that is possible."""
    size = sum(map(len, parts))
    if size > MOST_BYTES:
        return
    folder = copy.parent
    token = os.urandom(8)
    temporary = folder / f"{token.hex()}.tmp"
    with contextlib.suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if not system.is_closed_to_others(folder.stat()):
            return
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
            temporary.replace(copy)
        finally:
            temporary.unlink(missing_ok=True)
        if token[0] % WRITES_PER_PRUNING == 0 or size > MOST_BYTES // MOST_COPIES:
            _prune(folder)


def _prune(folder: Path) -> None:
    """Remove the oldest copies if there are too many, or if they take too much space."""
    copies = sorted(folder.iterdir(), key=_time_written, reverse=True)
    size = 0
    for index, copy in enumerate(copies):
        size += copy.stat().st_size
        if index >= MOST_COPIES or size > MOST_BYTES:
            copy.unlink()


def _time_written(copy: Path) -> float:
    return copy.stat().st_mtime


# Called at import, not when the first file is loaded: a long-running program may be upgraded in
# between, and its copies must not look as if the new modules had made them.
_program(_package())
