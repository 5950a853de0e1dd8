"""Archives that a library made, written anew: the same bytes each time, long parts as they come."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo


def rewrite(archive: BytesIO, pieces: Callable[[str, bytes], Iterable[bytes]]) -> bytes:
    """Write an archive whose parts have these contents in place of the old; no part has a time.

    `pieces` is given the name of a part and what stands in it.
    """
    steady = BytesIO()
    with ZipFile(archive) as old, ZipFile(steady, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name)
            entry.create_system = 0  # the same wherever it is written
            entry.compress_type = ZIP_DEFLATED
            with new.open(entry, "w") as part:
                for piece in pieces(name, old.read(name)):
                    part.write(piece)
    return steady.getvalue()
