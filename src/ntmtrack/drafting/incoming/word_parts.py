"""The XML parts of a Word document as small trees, and its styles and lists.

A tree keeps only the elements that our reader looks at, under their local names.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.drafting.incoming.list_numbers import ListCounter
from ntmtrack.drafting.incoming.list_numbers import ListLevel
from ntmtrack.recording import file_bytes
from ntmtrack.recording.grid import TooMuchError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_VALUE = ("val",)
STYLE_ELEMENTS = {
    "styles": (),
    "style": ("styleId", "type", "default"),
    **dict.fromkeys(("name", "basedOn", "ilvl", "numId", "outlineLvl", "b", "vanish"), _VALUE),
    **dict.fromkeys(("pPr", "numPr", "rPr"), ()),
}
LIST_ELEMENTS = {
    "numbering": (),
    "abstractNum": ("abstractNumId",),
    "num": ("numId",),
    "lvl": ("ilvl",),
    "lvlOverride": ("ilvl",),
    **dict.fromkeys(("abstractNumId", "start", "numFmt", "lvlText", "lvlRestart"), _VALUE),
    **dict.fromkeys(("isLgl", "pStyle", "startOverride", "styleLink", "numStyleLink"), _VALUE),
}
_MOST_BASES = 20  # of a style, each based on the next
_DEEPEST = 9  # level of a list or heading
MOST_ELEMENTS = 600_000  # kept from all parts together
_PACKAGE = "_rels/.rels"


class ArchiveParts:
    """Parse parts of an archive into trees, within a limit for all of them together."""

    def __init__(self, archive: file_bytes.Archive) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._left = MOST_ELEMENTS

    def main(self) -> str:
        """Return the name of the part that contains the document itself."""
        return self.related("")["officeDocument"]

    def related(self, part: str) -> Mapping[str, str]:
        """Return the names of the parts that a part refers to, by type of relationship."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels") if part else _PACKAGE
        root = self.tree(
            relations, {"Relationships": (), "Relationship": ("Type", "Target", "TargetMode")}
        )
        targets: dict[str, str] = {}
        for relation in root if root is not None else ():
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
            if relation.get("TargetMode") != "External" and target in self._names:
                targets.setdefault(relation.get("Type", "").rpartition("/")[2], target)
        return targets

    def tree(
        self, name: str, kept: Mapping[str, Iterable[str]], left_out: Iterable[str] = ()
    ) -> Element | None:
        """Parse a part: keep the elements in `kept`, their listed attributes, and the text of `t`.

        Elements in `left_out` are dropped with their content; of others, the content is kept.
        Return None if the part is missing or nothing in it is kept.
        """
        if name not in self._names:
            return None
        part = _Part(kept, left_out, self._left)
        self._archive.parse(name, file_bytes.parser(part.begin, part.end, part.text))
        self._left = part.left
        return part.root


class _Part:
    """Build the tree of a part from the events of a parser."""

    def __init__(
        self, kept: Mapping[str, Iterable[str]], left_out: Iterable[str], most: int
    ) -> None:
        from xml.etree.ElementTree import Element

        self.root: Element | None = None
        self.left = most
        self._make = Element
        self._kept, self._left_out = kept, frozenset(left_out)
        self._open: list[Element] = []  # only those that are kept
        self._is_kept: list[bool] = []  # for every open element
        self._hidden = 0  # count of open elements that are left out

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
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
        """Handle the end of an element."""
        if self._hidden:
            self._hidden -= 1
        elif self._is_kept.pop():
            self._open.pop()

    def text(self, text: str) -> None:
        """Handle text."""
        if not self._hidden and self._open and self._open[-1].tag == "t":
            self._open[-1].text = (self._open[-1].text or "") + text

    def _marks(self) -> tuple[str, ...]:
        """Return the elements that here only mark a paragraph's end or a row as deleted."""
        return ("del",) if self._open and self._open[-1].tag in ("rPr", "trPr") else ()


class ParagraphStyle(NamedTuple):
    """Store the settings of a paragraph style, including those inherited from its bases."""

    name: str = ""
    list_name: str = ""
    list_level: int = 0
    heading: int = 0  # level, from 1
    is_bold: bool = False
    is_hidden: bool = False


class WordStyles:
    """Look up the styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall("style") if root is not None else []
        self._elements = {style.get("styleId", ""): style for style in styles}
        paragraphs = [style for style in styles if style.get("type") == "paragraph"]
        self._default = next(
            (style.get("styleId", "") for style in paragraphs if style.get("default")), ""
        )
        self._styles: dict[str, ParagraphStyle] = {}

    def style(self, name: str) -> ParagraphStyle:
        """Return the style with an id; without one, the default style of paragraphs."""
        name = name or self._default
        if name not in self._styles:
            self._styles[name] = self._resolved(name)
        return self._styles[name]

    def _resolved(self, name: str) -> ParagraphStyle:
        chain: list[Element] = []
        while name in self._elements and len(chain) < _MOST_BASES:
            chain.append(self._elements[name])
            name = value(chain[-1].find("basedOn"))
        style = ParagraphStyle(value(chain[0].find("name")) if chain else "")
        for element in reversed(chain):
            style = _with_own(style, element)
        return style


def _with_own(style: ParagraphStyle, element: Element) -> ParagraphStyle:
    """Return a style updated with the settings of an element."""
    bold, hidden = element.find("rPr/b"), element.find("rPr/vanish")
    level, name = element.find("pPr/numPr/ilvl"), element.find("pPr/numPr/numId")
    outline = element.find("pPr/outlineLvl")
    return style._replace(
        is_bold=is_on(bold) if bold is not None else style.is_bold,
        is_hidden=is_on(hidden) if hidden is not None else style.is_hidden,
        list_level=number(level) if level is not None else style.list_level,
        list_name=value(name) if name is not None else style.list_name,
        heading=heading_level(outline) if outline is not None else style.heading,
    )


class WordLists(NamedTuple):
    """Number the paragraphs of a document's lists, and map styles to levels of lists."""

    counter: ListCounter
    levels_of_styles: Mapping[tuple[str, str], int]  # by list and id of the style


def read_lists(parts: ArchiveParts, name: str) -> WordLists:
    """Read the definitions of lists."""
    root = parts.tree(name, LIST_ELEMENTS)
    abstract: dict[str, Element] = {}
    by_style: dict[str, Element] = {}
    lists: dict[str, list[ListLevel]] = {}
    shared: dict[str, str] = {}
    starts: dict[str, dict[int, int]] = {}
    of_styles: dict[tuple[str, str], int] = {}
    for listed in root.findall("abstractNum") if root is not None else ():
        abstract[listed.get("abstractNumId", "")] = listed
        if (link := listed.find("styleLink")) is not None:
            by_style[value(link)] = listed
    for instance in root.findall("num") if root is not None else ():
        own, key = instance.get("numId", ""), value(instance.find("abstractNumId"))
        definition = abstract.get(key)
        if definition is not None and (link := definition.find("numStyleLink")) is not None:
            definition = by_style.get(value(link), definition)
        if definition is None:
            continue
        shared[own] = definition.get("abstractNumId", key)
        levels, starts[own] = _levels(definition, instance)
        lists[own] = levels
        of_styles |= {(own, style): level for style, level in _styles_of(definition)}
    return WordLists(ListCounter(lists, shared, starts), of_styles)


def _levels(definition: Element, instance: Element) -> tuple[list[ListLevel], dict[int, int]]:
    """Return the levels of a list, and the number that a level of it restarts at."""
    levels = [ListLevel()] * _DEEPEST
    starts: dict[int, int] = {}
    for level in definition.findall("lvl"):
        if (at := integer(level.get("ilvl", ""))) in range(_DEEPEST):
            levels[at] = _level(level)
    for override in instance.findall("lvlOverride"):
        if (at := integer(override.get("ilvl", ""))) not in range(_DEEPEST):
            continue
        if (level_ := override.find("lvl")) is not None:
            levels[at] = _level(level_)
        if (start := override.find("startOverride")) is not None:
            starts[at] = number(start)
    return levels, starts


def _level(element: Element) -> ListLevel:
    start, restart = element.find("start"), element.find("lvlRestart")
    return ListLevel(
        number(start) if start is not None else 0,
        value(element.find("numFmt")) or "decimal",
        value(element.find("lvlText")),
        number(restart) if restart is not None else -1,
        is_on(element.find("isLgl")),
    )


def _styles_of(definition: Element) -> Iterator[tuple[str, int]]:
    for level in definition.findall("lvl"):
        if style := value(level.find("pStyle")):
            yield style, integer(level.get("ilvl", ""))


def value(element: Element | None) -> str:
    """Return the `val` of an element; "" without one."""
    return element.get("val", "") if element is not None else ""


def is_on(element: Element | None) -> bool:
    """Return whether a setting is on; an element without a value switches it on."""
    return element is not None and element.get("val", "1") not in ("0", "false", "off")


def number(element: Element | None) -> int:
    """Return the whole number in the `val` of an element, or 0."""
    return integer(value(element))


def integer(text: str) -> int:
    """Return a whole number of at most seven digits; 0 for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def heading_level(outline: Element) -> int:
    """Return the heading level of an outline level, from 1; 0 for text."""
    level = number(outline)
    return level + 1 if level < _DEEPEST else 0
