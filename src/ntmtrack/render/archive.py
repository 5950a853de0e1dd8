"""ZIP archives rewritten to be the same bytes each time, with long parts streamed into them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo


def rewrite(archive: BytesIO, pieces: Callable[[str, bytes], Iterable[bytes]]) -> bytes:
    """Rewrite an archive with new contents and without times.

    `pieces` gets the name and the old content of a part, and returns its new content.
    """
    rewritten = BytesIO()
    with ZipFile(archive) as old, ZipFile(rewritten, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name)
            entry.create_system = 0  # the same on every system
            entry.compress_type = ZIP_DEFLATED
            with new.open(entry, "w") as part:
                for piece in pieces(name, old.read(name)):
                    part.write(piece)
    return rewritten.getvalue()
