"""Files that somebody hands in: their kind by their first bytes, and the contents of archives.

File names prove nothing. Members of an archive are read in pieces up to a limit, whatever sizes the
archive announces.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import Literal

from ntmtrack.recording.grid import TooMuchError
from ntmtrack.yamltext import MIB
from ntmtrack.yamltext.encoding import OLD_OFFICE

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

BytesKind = Literal[
    "archive", "locked", "old word", "old excel", "pdf", "picture", "rtf", "page", "text"
]
_BEGINNINGS: dict[bytes, BytesKind] = {
    **dict.fromkeys((b"PK\x03\x04", b"PK\x05\x06"), "archive"),
    b"%PDF-": "pdf",
    b"{\\rtf": "rtf",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), "picture"),
    **dict.fromkeys((b"<!doctype html", b"<html", b"<?xml", b"mime-version:"), "page"),
}
_WEBP, _HEIC = b"WEBP", b"ftyp"  # not at the very start
_ENCRYPTED, _WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_FIRST = 64
LONGEST_UNPACKED = 24 * MIB  # in total, over all members read
MOST_MEMBERS = 2_000
_DEEPEST = 100
_PIECE = 64 * 1024
_ZIPPED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # other methods may unpack without a limit
_ENTRY = b"PK\x01\x02"  # the start of each entry of the directory


def kind_of(data: bytes) -> BytesKind:
    """Return the kind of a file; whatever matches no known kind may be text."""
    if data.startswith(OLD_OFFICE):
        if _ENCRYPTED in data:
            return "locked"
        return "old word" if _WORD in data else "old excel"
    if data[8:12] == _WEBP or data[4:8] == _HEIC:
        return "picture"
    first = data[:_FIRST].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, kind in _BEGINNINGS.items():
        if first.startswith(beginning) or first.lower().startswith(beginning):
            return kind
    return "text"


class Archive(zipfile.ZipFile):
    """Read the members of a zip archive; a damaged archive raises various errors."""

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MOST_MEMBERS:
            raise TooMuchError
        super().__init__(io.BytesIO(data))
        self._left = LONGEST_UNPACKED

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the unpacked bytes of a member, piece by piece."""
        info = self.getinfo(name)
        if info.compress_type not in _ZIPPED:
            raise zipfile.BadZipFile
        with self.open(info) as member:
            while piece := member.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise TooMuchError
                yield piece

    def parse(self, name: str, parser: XMLParserType) -> None:
        """Parse a member as XML; raise ValueError if malformed or with a document type."""
        from xml.parsers import expat

        parser.StartDoctypeDeclHandler = _refuse
        try:
            for piece in self.pieces(name):
                parser.Parse(piece, False)  # noqa: FBT003 - it takes no names
            parser.Parse(b"", True)  # noqa: FBT003 - it takes no names
        except expat.ExpatError as error:
            raise ValueError from error


def parser(
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> XMLParserType:
    """Return a parser that reports elements by their names, without namespaces."""
    from xml.parsers import expat

    reader = expat.ParserCreate("utf-8", " ")
    reader.buffer_text = True
    depth = 0

    def begin_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError
        begin(_local(name), {_local(key): value for key, value in attributes.items()})

    def end_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name))

    reader.StartElementHandler = begin_element
    reader.EndElementHandler = end_element
    reader.CharacterDataHandler = text
    return reader


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> None:
    raise ValueError
