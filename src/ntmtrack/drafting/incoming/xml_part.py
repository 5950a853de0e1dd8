"""Parts of a document's archive as small trees: only what a reader looks at, by local names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ntmtrack.recording import file_bytes
from ntmtrack.recording.grid import TooMuchError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_ELEMENTS = 600_000  # that are kept, of all parts
_PACKAGE = "_rels/.rels"


class ArchiveParts:
    """Read parts of an archive, each into a tree; all together are bounded."""

    def __init__(self, archive: file_bytes.Archive) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._left = MOST_ELEMENTS

    def main(self) -> str:
        """Give the name of the part that holds the document itself."""
        return self.related("")["officeDocument"]

    def related(self, part: str) -> Mapping[str, str]:
        """Give the names of the parts that a part needs, by what they are to it."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels") if part else _PACKAGE
        root = self.tree(
            relations, {"Relationships": (), "Relationship": ("Type", "Target", "TargetMode")}
        )
        found: dict[str, str] = {}
        for one in root if root is not None else ():
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:]
            if one.get("TargetMode") != "External" and target in self._names:
                found.setdefault(one.get("Type", "").rpartition("/")[2], target)
        return found

    def tree(
        self, name: str, kept: Mapping[str, Iterable[str]], left_out: Iterable[str] = ()
    ) -> Element | None:
        """Read the elements `kept`, each with the attributes named, and texts of those named `t`.

        What is `left_out` goes with all that is in it; of any other, what is in it is kept. None
        where there is no such part, or nothing in it.
        """
        if name not in self._names:
            return None
        part = _Part(kept, left_out, self._left)
        self._archive.parse(name, file_bytes.parser(part.begin, part.end, part.text))
        self._left = part.left
        return part.root


class _Part:
    """Follow the elements of a part."""

    def __init__(
        self, kept: Mapping[str, Iterable[str]], left_out: Iterable[str], most: int
    ) -> None:
        from xml.etree.ElementTree import Element

        self.root: Element | None = None
        self.left = most
        self._make = Element
        self._kept, self._left_out = kept, frozenset(left_out)
        self._open: list[Element] = []  # those that are kept
        self._is_kept: list[bool] = []  # of all that are open
        self._hidden = 0  # elements that are open and left out

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if self._hidden or (name in self._left_out and name not in self._marks()):
            self._hidden += 1
            return
        wanted = self._kept.get(name)
        self._is_kept.append(wanted is not None)
        if wanted is None:
            return
        self.left -= 1
        if self.left < 0:
            raise TooMuchError
        element = self._make(name, {key: attributes[key] for key in wanted if key in attributes})
        if self._open:
            self._open[-1].append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        """End an element."""
        if self._hidden:
            self._hidden -= 1
        elif self._is_kept.pop():
            self._open.pop()

    def text(self, text: str) -> None:
        """Take a text."""
        if not self._hidden and self._open and self._open[-1].tag == "t":
            self._open[-1].text = (self._open[-1].text or "") + text

    def _marks(self) -> tuple[str, ...]:
        """Give what is no part of the text here, but says of its mark or row that it is deleted."""
        return ("del",) if self._open and self._open[-1].tag in ("rPr", "trPr") else ()
