"""What a file that somebody hands over is, told from its first bytes and never from its name."""

from __future__ import annotations

from typing import Literal

from ntmtrack.yamltext.encoding import OLD_OFFICE

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
_WEBP, _HEIC = b"WEBP", b"ftyp"  # a few bytes on
_ENCRYPTED, _WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_FIRST = 64


def kind_of(data: bytes) -> BytesKind:
    """Tell what a file is; what is nothing else may be text."""
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
