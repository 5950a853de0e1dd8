"""Writing a report to a file or a folder of parts: completely or not at all, never over our data.

A file name is resolved once, to an existing folder and a name in it. That place is checked and
written to; the name as typed is used only in messages.

A part is in a folder `name=value`, as introduced by Apache Hive: DuckDB, Spark and Polars read such
folders as one table with the name as a column.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import zlib
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.storage import files
from ntmtrack.storage import new_files
from ntmtrack.wording.problem import Exit

_MOST_LINKS = 40  # the limit of Linux
_DESCRIPTORS = re.compile(r"/dev/fd|/proc/(\d+|self)(/task/\d+)?/fd")
_LONGEST_NAME = 255  # bytes, on all common file systems
# Characters with a special meaning to some system or reader, anywhere or at an end.
_ENCODED = re.compile(r"[^\w ().,-]|^[_ ]|[. ]$")


class _Place(NamedTuple):
    """Describe where a name leads: to a file, another object or nothing, or an open descriptor."""

    real: Path
    about: os.stat_result | None  # None if nothing is there
    through_link: bool
    is_descriptor: bool


def write(
    target: str, pieces: Iterable[bytes], *, extension: str, force: bool, ours: Sequence[Path]
) -> None:
    """Write a report to a file in pieces, completely or not at all (exit 73 or 74).

    A regular file with the format's extension is replaced, anything else only with `force`, and our
    data (`ours`, by any path) never. Devices, pipes and open files are written to directly.
    """
    if Path(target).suffix:  # without an extension, the device may be intended: -o NUL
        files.refuse_name(Path(target))
    try:
        place = _follow(target)
        _permit(place, target, extension=extension, force=force, ours=ours)
    except (OSError, ValueError) as error:
        raise files.unwritable(target, error) from None
    try:
        if place.is_descriptor:
            _write_to_descriptor(place.real, pieces)
        elif place.about is not None and not stat.S_ISREG(place.about.st_mode):
            _write_into(place.real, pieces, os.O_WRONLY)
        else:
            _replace(place, pieces)
    except OSError as error:  # a ValueError would be a fault in making the pieces
        raise files.unwritable(target, error) from None


def _follow(target: str) -> _Place:
    """Resolve a name as the system does; a missing folder on the way is an error."""
    real, through_link = Path(), False
    for _ in range(_MOST_LINKS):
        before, name = os.path.split(target)
        folder = _real_folder(before or os.curdir)
        if name in {"", os.curdir, os.pardir}:
            code = errno.EISDIR if target else errno.ENOENT
            raise OSError(code, os.strerror(code))
        real = folder / name
        if name.isdecimal() and _DESCRIPTORS.fullmatch(folder.as_posix()):
            return _Place(real, real.stat(), through_link=True, is_descriptor=True)
        try:
            about = real.lstat()
        except FileNotFoundError:
            return _Place(real, None, through_link, is_descriptor=False)
        if not stat.S_ISLNK(about.st_mode):
            return _Place(real, about, through_link, is_descriptor=False)
        target = os.path.join(folder, os.readlink(real))  # noqa: PTH115, PTH118 - a Path drops "/."
        through_link = True
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _real_folder(folder: str) -> Path:
    """Return the path of a folder without links, checking that the system finds the same one."""
    about = os.stat(folder)  # noqa: PTH116 - a Path drops a "/." at the end
    real = Path(os.path.realpath(folder, strict=True))
    if not stat.S_ISDIR(about.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if not os.path.samestat(about, real.stat()):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    return real


def _permit(
    place: _Place, target: str, *, extension: str, force: bool, ours: Sequence[Path]
) -> None:
    """Refuse a place that is our data, or that only `force` may replace."""
    names = {Path(target).suffix.lower(), place.real.suffix.lower()}
    if names & set(files.ENDINGS) or _is_ours(place, ours):
        raise files.problem(wording.Code.OUTPUT_IS_DATA, target, Exit.CANT_CREATE)
    if place.about is not None and stat.S_ISDIR(place.about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if force or (place.about is None and not place.through_link):
        return
    regular = place.about is not None and stat.S_ISREG(place.about.st_mode)
    if place.through_link or not regular or place.real.suffix.lower() != extension:
        is_device = place.about is not None and not (regular or place.through_link)
        code = wording.Code.OUTPUT_EXISTS_DEVICE if is_device else wording.Code.OUTPUT_EXISTS
        raise files.problem(code, target, Exit.CANT_CREATE, extension=extension)


def _is_ours(place: _Place, ours: Sequence[Path]) -> bool:
    """Return whether the place is one of our data files, under this name or another."""
    if place.about is None:
        return False  # what is not there cannot be replaced
    return files.identity(place.real) in map(files.identity, ours)


def _replace(place: _Place, pieces: Iterable[bytes]) -> None:
    """Write a new file beside the place and rename it to the place, keeping an old file's mode."""
    real = place.real
    new_files.remove_remnants(real.parent)
    new = new_files.temporary_path_in(real.parent)
    with new_files.removed_on_exit(new):
        files.write_new(new, pieces)
        if place.about is not None and not system.WINDOWS:  # there, the mode only says read-only
            new.chmod(stat.S_IMODE(place.about.st_mode))
        system.replace(new, real)


def _write_to_descriptor(real: Path, pieces: Iterable[bytes]) -> None:
    """Write to an open file at its current position, so that a log keeps its lines.

    A path of our own process leads back to the descriptor; one of another process is opened for
    appending.
    """
    process = re.match(r"/proc/(\d+)/", real.as_posix())
    if process and int(process[1]) != os.getpid():
        _write_into(real, pieces, os.O_WRONLY | os.O_APPEND)
        return
    with os.fdopen(os.dup(int(real.name)), "wb") as file:
        file.writelines(pieces)


def _write_into(real: Path, pieces: Iterable[bytes], flags: int) -> None:
    """Write to a device or pipe, where there is nothing to replace."""
    with os.fdopen(os.open(real, flags | system.BINARY), "wb") as file:
        file.writelines(pieces)


def write_parts(target: str, column: str, parts: Iterable[tuple[str, bytes]]) -> None:
    """Write parts into a folder that is new, empty or contains only parts (exit 73 or 74).

    They are written beside it and replace it in one step where the system supports that. A
    concurrent reader sees the old parts or the new ones, and old parts without a successor
    disappear.
    """
    try:
        real = _place_of_parts(target, column)
    except (OSError, ValueError) as error:
        raise files.unwritable(target, error) from None
    new_files.remove_remnants(real.parent)
    new = new_files.temporary_path_in(real.parent)
    try:
        _write_new(new, column, parts)
        _put_in_place(new, real)
    except OSError as error:  # a ValueError would be a fault in making the parts
        raise files.unwritable(target, error) from None
    finally:
        new_files.remove_parts(new)


def _place_of_parts(target: str, column: str) -> Path:
    """Return the path of the folder, and create its parent."""
    if not target:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    real = Path(os.path.realpath(target))
    if os.path.lexists(real) and not _holds_parts_only(real, column):
        raise files.problem(wording.Code.OUTPUT_EXISTS_PARTS, target, Exit.CANT_CREATE)
    real.parent.mkdir(parents=True, exist_ok=True)
    return real


def _write_new(folder: Path, column: str, parts: Iterable[tuple[str, bytes]]) -> None:
    folder.mkdir()
    for value, data in parts:
        part = folder / folder_name(column, value)
        part.mkdir()
        files.write_new(part / new_files.FILE_OF_PART, [data])


def folder_name(column: str, value: str) -> str:
    """Return the folder name of a value, from which readers recover it, shortened if too long.

    Letters of all languages are kept; other characters are percent-encoded. A shortened name ends
    with a checksum of the value, which keeps values with the same beginning apart.
    """
    name = f"{column}={_encode(value)}"
    short, number = value, f"… {zlib.crc32(value.encode()):08x}"
    while len(name.encode()) > _LONGEST_NAME:
        short = short[:-1]
        name = f"{column}={_encode(short + number)}"
    return name


def _encode(value: str) -> str:
    return _ENCODED.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), value)


def _holds_parts_only(folder: Path, column: str) -> bool:
    """Return whether a folder is empty or contains only parts written by this module."""
    if not folder.is_dir():
        return False
    with os.scandir(folder) as entries:
        return all(
            entry.name.startswith(f"{column}=")
            and entry.is_dir(follow_symlinks=False)
            and set(os.listdir(entry)) <= {new_files.FILE_OF_PART}  # noqa: PTH208 - names will do
            for entry in entries
        )


def _put_in_place(new: Path, real: Path) -> None:
    """Exchange new parts and old ones, or remove the old ones first if that is impossible."""
    if not real.exists():
        system.replace(new, real)
        return
    try:
        new_files.exchange(new, real)
    except OSError as error:
        if error.errno not in new_files.NO_EXCHANGE:
            raise
        new_files.remove_parts(real)  # they can be made again
        system.replace(new, real)
