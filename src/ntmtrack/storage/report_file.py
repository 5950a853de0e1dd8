"""Writing a report to a file: whole or not at all, and never in place of our data.

A name is followed once, down to a folder that is there and a name in it. What is checked and what
is written is that place; the name as typed is only for messages.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.storage import files
from ntmtrack.storage import temporary
from ntmtrack.wording.problem import Exit

_MOST_LINKS = 40  # as many as Linux follows
_DESCRIPTORS = re.compile(r"/dev/fd|/proc/(\d+|self)(/task/\d+)?/fd")


class _Place(NamedTuple):
    """Say where a name leads: a file or what stands there, or an open descriptor."""

    real: Path
    about: os.stat_result | None  # of what is there already
    through_link: bool
    is_descriptor: bool


def write(
    target: str, pieces: Iterable[bytes], *, extension: str, force: bool, ours: Sequence[Path]
) -> None:
    """Write a report to a file piece by piece, whole or not at all (exit 73 or 74).

    A regular file with the format's extension is replaced, anything else only with `force`, and
    our data (`ours`, by whatever path) never. What is no file, or is open already, is written to.
    """
    if Path(target).suffix:  # the device itself may be meant, as with -o NUL
        files.refuse_device(Path(target))
    try:
        place = _follow(target)
        _permit(place, target, extension=extension, force=force, ours=ours)
        if place.is_descriptor:
            _write_to_descriptor(place.real, pieces)
        elif place.about is not None and not stat.S_ISREG(place.about.st_mode):
            _write_into(place.real, pieces, os.O_WRONLY)
        else:
            _replace(place, pieces)
    except (OSError, ValueError) as error:
        raise files.unwritable(target, error) from None


def _follow(target: str) -> _Place:
    """Follow a name as the system does; a folder on the way that is not there is an error."""
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
    """Give the path without links of a folder; the system must find the same one by both."""
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
        code = wording.Code.OUTPUT_EXISTS
        raise files.problem(code, target, Exit.CANT_CREATE, extension=extension)


def _is_ours(place: _Place, ours: Sequence[Path]) -> bool:
    """Tell whether the place is one of our data files, by this name or another."""
    if place.about is None:
        return False  # what is not there cannot be replaced
    return files.identity(place.real) in map(files.identity, ours)


def _replace(place: _Place, pieces: Iterable[bytes]) -> None:
    """Write a new file beside the place and give it the name; the mode of an old one is kept."""
    real = place.real
    new = real.with_name(f".{real.name}.{secrets.token_hex(3)}.tmp")
    with temporary.removed_in_the_end(new):
        files.write_new(new, pieces)
        if place.about is not None:
            new.chmod(stat.S_IMODE(place.about.st_mode))
        system.replace(new, real)


def _write_to_descriptor(real: Path, pieces: Iterable[bytes]) -> None:
    """Write to what is open already, at the place where it stands: a log keeps its lines.

    The path of one's own process leads back to the descriptor; that of another process is opened
    to add at the end.
    """
    whose = re.match(r"/proc/(\d+)/", real.as_posix())
    if whose and int(whose[1]) != os.getpid():
        _write_into(real, pieces, os.O_WRONLY | os.O_APPEND)
        return
    with os.fdopen(os.dup(int(real.name)), "wb") as file:
        file.writelines(pieces)


def _write_into(real: Path, pieces: Iterable[bytes], flags: int) -> None:
    """Write into a device or pipe, where there is nothing to replace."""
    with os.fdopen(os.open(real, flags | system.BINARY), "wb") as file:
        file.writelines(pieces)
