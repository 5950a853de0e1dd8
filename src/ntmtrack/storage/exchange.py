"""Exchanging two names in one step, where the kernel can: what was displaced can be put back."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path

_FOLDER = -100  # AT_FDCWD: paths are from the folder we are in
_EXCHANGE = 2  # RENAME_EXCHANGE
# What a kernel, its filter of calls or a file system without it answers.
UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def _load() -> Callable[..., int] | None:
    """Find the call, which Linux alone has and Python does not offer."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return None
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    give: Callable[..., int] = call
    return give


_call = _load()


def exchange(first: Path, second: Path) -> None:
    """Give each of two files the name of the other, in one step."""
    if _call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if _call(_FOLDER, os.fsencode(first), _FOLDER, os.fsencode(second), _EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
