"""What a new file takes over from the one that it replaces: owner, group, mode and attributes."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ntmtrack import system

_UNSUPPORTED = (errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
_ACCESS_LIST = "system.posix_acl_access"


def give(handle: int, real: Path, before: os.stat_result) -> bool:
    """Give a new file all that the old one has; False where its owner is another."""
    same_owner = _give_back(handle, real, before)
    system.set_mode(handle, stat.S_IMODE(before.st_mode))
    if system.HAS_ATTRIBUTES:
        _copy_attributes(real, handle)
    return same_owner


def _give_back(handle: int, real: Path, before: os.stat_result) -> bool:
    """Give the new file to the old one's owner and group; False where it only has the group.

    The owner needs no more where folder and file are open to the group. Elsewhere it is refused.
    """
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) == (before.st_uid, before.st_gid):
        return True
    try:
        system.give_to(handle, before.st_uid, before.st_gid)
    except PermissionError:
        if not _is_shared(real, before):
            raise
        if new.st_gid != before.st_gid:
            system.give_to(handle, -1, before.st_gid)
        return False
    return True


def _is_shared(real: Path, before: os.stat_result) -> bool:
    """Tell whether we write to both folder and file as members of one group.

    Under an access list the mode does not tell what the group may do.
    """
    folder = real.parent.stat()
    if before.st_gid not in (os.getegid(), *os.getgroups()):
        return False
    if system.HAS_ATTRIBUTES:
        with unless_unsupported():
            if any(_ACCESS_LIST in os.listxattr(path) for path in (real.parent, real)):
                return False
    both_open = folder.st_mode & before.st_mode & stat.S_IWGRP
    return bool(both_open) and folder.st_gid == before.st_gid


def _copy_attributes(real: Path, handle: int) -> None:
    """Give the new file the extended attributes of the old, access lists among them, and no others.

    The folder's own default list would let in people to whom the old file was closed.
    """
    with unless_unsupported():
        old, new = _not_of_system(os.listxattr(real)), _not_of_system(os.listxattr(handle))
        for name in old:
            with unless_unsupported():
                os.setxattr(handle, name, os.getxattr(real, name))
        for name in new - old:
            os.removexattr(handle, name)


def _not_of_system(names: list[str]) -> set[str]:
    """Leave out the attributes that the system sets itself, such as labels and checksums."""
    return {name for name in names if not name.startswith("security.")}


@contextlib.contextmanager
def unless_unsupported() -> Iterator[None]:
    """Pass over what a file system does not support."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
