"""Loading a file that was loaded before: what came of it is kept in the user's cache folder.

A copy begins with the very bytes that it was made from, and is believed for no others. One that is
damaged, cut short, not ours or made by other modules than these is made anew. After a write
that was proved at the seam (see `seam`), it is what was read of the whole text at last, with the
entries added since. Where none can be kept, everything works as well, but slower.
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

# The copies of every commune's file fit; beyond this the oldest are removed.
MOST_COPIES = 5_000
MOST_BYTES = 512 * 1024 * 1024
# Prune after about one write in 32: it stats every copy.
WRITES_PER_PRUNING = 32
# Where the modules stand that loading a file runs; "" is the folder of the program itself.
ROOMS = ("", "wording", "directive", "yamltext", "datafile")
# Behind the text stand how long the index of names and the rest are, and a checksum of that index.
_SIZE, _CHECKSUM = 8, 4
_SIZES = 2 * _SIZE + _CHECKSUM
_OPEN = system.NO_LINK | system.NO_WAIT | system.BINARY


def names_in(data: bytes, name: str) -> "NameIndex":
    """Return what a text names, in the way of `load`, but without reading all of its copy."""
    copy = find(data)
    if names := copy and copy.read_names():
        return names
    from ntmtrack.directive import name_index

    return name_index.of(load(data, name))


def load(data: bytes, name: str) -> "Loaded":
    """Return exactly what `load.load` gives."""
    copy = find(data)
    if loaded := copy and copy.read(name):
        return loaded
    from ntmtrack.datafile import append

    loaded, seam = append.load_with_seam(data, name)
    if copy:
        copy.keep(loaded, seam)
    return loaded


class KeptCopy:
    """Say where the copy for a text is or would be, and how it begins.

    Of one that was read, `seam` says where the text may be read on from, if anywhere, `base` what
    was loaded when it was last read as a whole, and `added` which entries came to it since.
    """

    def __init__(self, path: Path, head: bytes, data: bytes) -> None:
        self.path, self.head, self.data = path, head, data
        self.seam: tuple[int, str, int, str] | None = None
        self.base: bytes | memoryview = b""
        self.added: tuple[Entry, ...] = ()

    def read(self, name: str) -> "Loaded | None":
        """Return what was loaded from the text before, if there is a copy that can be believed."""
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
        """Return what the text names, if there is a copy whose beginning can be believed."""
        index = _read(self.path, self._index_of_names)
        if not index:
            return None
        from ntmtrack.datafile import kept_names

        return kept_names.load(index)

    def _index_of_names(self, file: "BinaryIO") -> bytes:
        """Read the index of names in a copy; nothing where it is harmed, or of another text."""
        begin = file.read(len(self.head) + _CHECKSUM + len(self.data) + _SIZES)
        if not _is_of(begin, self.head, self.data):
            return b""
        size = int.from_bytes(begin[-_SIZES : _SIZE - _SIZES])
        index = file.read(min(size, MOST_BYTES))
        return index if zlib.crc32(index) == int.from_bytes(begin[-_CHECKSUM:]) else b""

    def keep(self, loaded: "Loaded", seam: "Seam | None") -> None:
        """Keep what was loaded from the text, if that is without errors and can be done."""
        if loaded.document:
            from ntmtrack.datafile import codec

            index, rest = codec.dump(loaded)
            sizes = len(index).to_bytes(_SIZE) + len(rest).to_bytes(_SIZE)
            checksum = zlib.crc32(index).to_bytes(_CHECKSUM)
            self._write((sizes, checksum, index, rest, codec.dump_end(seam, ())))

    def keep_more(self, before: "KeptCopy", entries: "Sequence[Entry]", seam: "Seam") -> None:
        """Keep what was read of the text before, and the entries that were added to it."""
        from ntmtrack.datafile import codec

        self._write((before.base, codec.dump_end(seam, (*before.added, *entries))))

    def _write(self, parts: "Sequence[bytes | memoryview]") -> None:
        content = b"".join(parts)
        checksum = zlib.crc32(content, zlib.crc32(self.data))
        _write(self.path, (self.head, checksum.to_bytes(_CHECKSUM), self.data, content))


def find(data: bytes) -> KeptCopy | None:
    """Find the copy for a text, there or not; None where none can be kept."""
    folder, head = _folder(), _head(data)
    if folder is None or head is None:
        return None
    return KeptCopy(folder / f"{zlib.crc32(data):08x}-{len(data):x}", head, data)


def _folder() -> Path | None:
    """Return the folder for copies; None where there is none that is safe."""
    if os.environ.get("NTMTRACK_NO_CACHE"):
        return None
    configured = os.environ.get("LOCALAPPDATA" if system.WINDOWS else "XDG_CACHE_HOME", "")
    usual = "Library/Caches" if system.MAC else ".cache"
    base = configured if os.path.isabs(configured) else os.path.expanduser(f"~/{usual}")  # noqa: PTH111, PTH117 - may have no home
    return Path(base, "ntmtrack") if os.path.isabs(base) else None  # noqa: PTH117 - the same


def _head(data: bytes) -> bytes | None:
    """Say what a copy is for: this text, these modules of the program, and this Python."""
    program = _program(_package())
    return None if program is None else f"ntmtrack {program} {len(data)}\n".encode()


def _package() -> str:
    return str(Path(__file__).parent.parent)


@lru_cache(maxsize=1)
def _program(folder: str) -> str | None:
    """Tell this Python and these modules from all others, once for all files of a run.

    Where we may not see them, nobody can tell whether a copy is theirs.
    """
    try:
        modules = sorted(_modules(folder))
    except OSError:
        return None
    return f"{sys.version} {zlib.crc32(repr(modules).encode()):08x}"


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """List the modules that decide what comes of a file, with their sizes and times.

    That is 0.2 ms for 80 modules, and would be 0.5 ms for all. The list of an installed wheel would
    be read in 0.002 ms, but does not tell of a module that was edited in place.
    """
    for room in ROOMS:
        with os.scandir(os.path.join(folder, room)) as entries:  # noqa: PTH118 - a path takes longer
            for entry in entries:
                if entry.name.endswith(".py"):
                    about = entry.stat()
                    yield entry.path, about.st_size, about.st_mtime_ns


def _content(copy: bytes, head: bytes, data: bytes) -> memoryview | None:
    """Return what a copy holds beyond the text, if it is one of this text, whole and unharmed."""
    if not _is_of(copy, head, data):
        return None
    start = len(head) + _CHECKSUM
    checksum = int.from_bytes(copy[len(head) : start])
    if zlib.crc32(memoryview(copy)[start:]) != checksum:
        return None
    return memoryview(copy)[start + len(data) :]


def _is_of(copy: bytes, head: bytes, data: bytes) -> bool:
    """Tell whether a copy, of which the beginning is enough, was made from this text."""
    return copy.startswith(head) and copy.startswith(data, len(head) + _CHECKSUM)


def _read(copy: Path, read: "Callable[[BinaryIO], bytes]" = lambda file: file.read()) -> bytes:
    """Read a copy that is ours alone, all of it or a part; nothing where there is none."""
    with contextlib.suppress(OSError):
        if system.is_closed_to_others(copy.parent.stat()):
            handle = os.open(copy, os.O_RDONLY | _OPEN)
            with os.fdopen(handle, "rb") as file:
                about = os.fstat(handle)
                return (
                    read(file)
                    if stat.S_ISREG(about.st_mode) and system.is_closed_to_others(about)
                    else b""
                )
    return b""


def _write(copy: Path, parts: "Sequence[bytes]") -> None:
    """Write a copy, whole or not at all, if that can be done."""
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
    """Remove the oldest copies where there are too many, or too large ones."""
    copies = sorted(folder.iterdir(), key=_time_written, reverse=True)
    size = 0
    for index, copy in enumerate(copies):
        size += copy.stat().st_size
        if index >= MOST_COPIES or size > MOST_BYTES:
            copy.unlink()


def _time_written(copy: Path) -> float:
    return copy.stat().st_mtime


# Now, and not when the first file is loaded: a program that runs for long may be upgraded before
# that, and what it keeps must not look as if the new modules had made it.
_program(_package())
