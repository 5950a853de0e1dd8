"""Copies that shared folders make of a data file where two people wrote at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ntmtrack.storage import files
from ntmtrack.wording.problem import NtmError

_HEAD = 400  # bytes in which a copy begins like the file
# What is added to a name: OneDrive and Google Drive count, or name the machine; Dropbox, Nextcloud
# and Syncthing speak of a conflict, Windows of a copy.
_ADDED = re.compile(
    r" ?\(\d{1,3}\)|-[A-Z][A-Z0-9-]{1,14}| - (?:Copy|Sao chép)(?: \(\d+\))?"
    r"|[ (_.-]{1,2}[^()]*(?i:conflict).*"
)


def among(names: Iterable[str], path: Path) -> list[str]:
    """Choose from the names of files beside a data file those of its copies."""
    likely = [name for name in names if _is_of(name, path)]
    return [name for name in likely if _begins_alike(path, path.with_name(name))]


def _is_of(name: str, path: Path) -> bool:
    """Tell whether a name is that of a file with something added that copies get."""
    added = name.removeprefix(path.stem).removesuffix(path.suffix)
    return bool(_ADDED.fullmatch(added))


def _begins_alike(path: Path, other: Path) -> bool:
    try:
        return _head(path) == _head(other)
    except NtmError:
        return False


def _head(path: Path) -> bytes:
    """Give how a file begins, without its log, in which copies differ."""
    return files.read(path).partition(b"\nprogress:")[0][:_HEAD]
