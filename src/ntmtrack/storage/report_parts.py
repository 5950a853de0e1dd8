"""Writing a report as a folder of parts: all of it or nothing, and in place of no other folder.

Each part stands in a folder `name=value`, as Apache Hive began it: DuckDB, Spark and Polars read
such a folder as one table, in which the name is a column.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import zlib
from collections.abc import Iterable
from pathlib import Path

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.storage import exchange
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit

FILE = "items.parquet"  # in the folder of each part
_LONGEST_NAME = 255  # bytes of a file's name, on all usual file systems
# What some system or reader takes for more than itself, wherever it stands or at an end.
_ENCODED = re.compile(r"[^\w ().,-]|^[_ ]|[. ]$")


def write(target: str, column: str, parts: Iterable[tuple[str, bytes]]) -> None:
    """Write the parts of values into a folder that is new, empty or holds parts (exit 73 or 74).

    They are written beside it and take its place in one step where the system can do that, so that
    whoever reads meanwhile sees the old ones or the new ones, and parts that are gone are gone.
    """
    try:
        if not target:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        real = Path(os.path.realpath(target))
        if os.path.lexists(real) and not _holds_parts_only(real, column):
            raise files.problem(wording.Code.OUTPUT_EXISTS_PARTS, target, Exit.CANT_CREATE)
        real.parent.mkdir(parents=True, exist_ok=True)
        new = real.with_name(f".{real.name}.{secrets.token_hex(3)}.tmp")
        try:
            _write_new(new, column, parts)
            _put_in_place(new, real)
        finally:
            _remove_parts(new)
    except (OSError, ValueError) as error:
        raise files.unwritable(target, error) from None


def _write_new(folder: Path, column: str, parts: Iterable[tuple[str, bytes]]) -> None:
    folder.mkdir()
    for value, data in parts:
        part = folder / folder_name(column, value)
        part.mkdir()
        files.write_new(part / FILE, [data])


def folder_name(column: str, value: str) -> str:
    """Name the folder of a value, which readers get back from it; one too long is shortened.

    Letters of all languages stay as they are, and other signs are percent-encoded. What is
    shortened ends in a number of its own, so that two values never share a folder.
    """
    name = f"{column}={_encoded(value)}"
    short, number = value, f"… {zlib.crc32(value.encode()):08x}"
    while len(name.encode()) > _LONGEST_NAME:
        short = short[:-1]
        name = f"{column}={_encoded(short + number)}"
    return name


def _encoded(value: str) -> str:
    return _ENCODED.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), value)


def _holds_parts_only(folder: Path, column: str) -> bool:
    """Tell whether a folder is empty, or was written here."""
    if not folder.is_dir():
        return False
    with os.scandir(folder) as entries:
        return all(
            entry.name.startswith(f"{column}=")
            and entry.is_dir(follow_symlinks=False)
            and set(os.listdir(entry)) <= {FILE}  # noqa: PTH208 - names will do
            for entry in entries
        )


def _put_in_place(new: Path, real: Path) -> None:
    """Give new parts the name of the old ones, which have that of the new ones after it."""
    if not real.exists():
        system.replace(new, real)
        return
    try:
        exchange.exchange(new, real)
    except OSError as error:
        if error.errno not in exchange.UNSUPPORTED:
            raise
        _remove_parts(real)  # which can be made again
        system.replace(new, real)


def _remove_parts(folder: Path) -> None:
    """Remove a folder of parts; what else has come into it stays there."""
    with contextlib.suppress(OSError):
        for part in folder.iterdir():
            with contextlib.suppress(OSError):
                (part / FILE).unlink(missing_ok=True)
                part.rmdir()
        folder.rmdir()
