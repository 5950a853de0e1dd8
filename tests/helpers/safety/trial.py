"""A data file to write to, and what became of it: the old bytes, the new ones, or neither."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from typing import Literal
from typing import NoReturn
from typing import TypeVar

import pytest

from ntmtrack.storage import replace

T = TypeVar("T")
Outcome = Literal["old", "new", "neither"]

DOCUMENT = """\
format: 1
directive: {number: 07-KH/XĐ, issued: 2024-03-01, issuer: Xã Đồng Mơ, subject: Kênh mương}
owners:
  - {id: cong-an, name: Công an xã}
tasks:
  - {id: truc-dem, title: Trực đêm tại đập, owner: [cong-an], standing: true}
progress:  # chỉ ghi thêm
  - {task: truc-dem, mark: started, on: 2024-03-02}
"""
PATH = Path("so.yaml")
DAY = "2024-03-20"
TASK = "truc-dem"
TEXT = "Đê yên."
EXITS = {0, 66, 73, 74, 75}  # the exit codes that a write may end with on a faulty machine
STRANGER = 12345  # a user and a group that do not exist
ACCESS_LIST = "system.posix_acl_access"
_STAMP = rb'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+07:00"'
_OURS = re.compile(r"\..*\.ntmtrack\.tmp")
_NOBODY_NAMED = 0xFFFFFFFF


def everything() -> bool:
    """Return whether long loops run completely."""
    return os.environ.get("NTMTRACK_TEST_ALL") == "1"


def sample(cases: Sequence[T], every: int = 10, first: int = 0) -> Sequence[T]:
    """Return every case if everything runs, else each `every`-th case, starting at `first`."""
    return cases if everything() else cases[first % every :: every]


def lacking(what: str) -> NoReturn:
    """Skip a test that needs something missing; fail if everything must run."""
    if everything():
        pytest.fail(f"needs {what}, and NTMTRACK_TEST_ALL=1 asks for every test")
    pytest.skip(f"needs {what}")


def file_in(folder: Path) -> Path:
    """Write a data file into a folder, which is created."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PATH
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def note(path: Path, text: str = TEXT) -> list[str]:
    """Return the arguments of a command that adds one entry."""
    return ["note", TASK, text, "--on", DAY, "--file", str(path), "--lang", "en"]


def line_of(text: str) -> bytes:
    """Return a pattern for the line that such a command adds."""
    entry = f'  - {{task: {TASK}, mark: note, on: {DAY}, note: "{text}", at: '
    return re.escape(entry.encode()) + _STAMP + rb"}\n"


def outcome(old: bytes, now: bytes, text: str = TEXT) -> Outcome:
    """Return whether a file has the old bytes, the old ones plus only the entry, or neither."""
    if now == old:
        return "old"
    added = now.startswith(old) and re.fullmatch(line_of(text), now.removeprefix(old))
    return "new" if added else "neither"


def left_over(folder: Path) -> list[str]:
    """Return the names of our temporary files in a folder."""
    return sorted(path.name for path in folder.iterdir() if _OURS.fullmatch(path.name))


def naive(path: Path, change: Callable[[bytes], bytes | None]) -> replace.Written:
    """Write carelessly, as many programs do; the tests of this folder must notice it."""
    new = change(path.read_bytes())
    if new is not None:
        path.write_bytes(new)
    return replace.Written(changed=new is not None)


def access_list(user: int) -> bytes:
    """Return a POSIX access list in Linux's format that lets one more user read and write."""
    entries = (
        (0x01, 6, _NOBODY_NAMED),  # the owner
        (0x02, 6, user),
        (0x04, 4, _NOBODY_NAMED),  # the group
        (0x10, 6, _NOBODY_NAMED),  # the mask
        (0x20, 0, _NOBODY_NAMED),  # others
    )
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def takes_attribute(path: Path, name: str, value: bytes) -> bool:
    """Set an extended attribute of a file; return whether its file system supports that."""
    try:
        os.setxattr(path, name, value)
    except OSError:
        return False
    return True
