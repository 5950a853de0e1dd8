"""Build steps: the catalogues, what the wheel carries, and README as a package index shows it."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import chain
from pathlib import Path
from struct import iter_unpack
from struct import pack_into
from struct import unpack_from
from typing import TYPE_CHECKING
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

if TYPE_CHECKING:
    from babel.messages import Catalog

# What the program reads from the source tree, and from the package once it is installed.
CARRIED = (
    "data/assignments.yaml",
    *("docs/file-format.md", "docs/dinh-dang-tep.md", "docs/names.md", "docs/ten-goi.md"),
    *("docs/week.md", "docs/tuan-lam-viec.md"),
)

# Code, in which nothing is a link, or a link to another file of the repository.
_CODE_OR_LINK = re.compile(
    r"(?s)(?P<code>^```.*?^```|`[^`\n]*`)|(?P<image>!?)\[(?P<text>[^]]*)\]\((?!https?:|#)(?P<to>[^)\s]+)\)",
    re.MULTILINE,
)


def readme_for_index(readme: str, repository: str) -> str:
    """Give README as it reads elsewhere than in the repository, where no file lies beside it.

    Links lead to the repository's public address; without one their words stay and the links go.
    """

    def elsewhere(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        if repository:
            raw = "?raw=true" if found["image"] else ""
            return f"{found['image']}[{found['text']}]({repository}/blob/HEAD/{found['to']}{raw})"
        return f"*{found['text']}.*" if found["image"] else found["text"]

    return _CODE_OR_LINK.sub(elsewhere, readme)


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue, its texts in the order of their bytes, in which they are searched.

    Babel sorts them before it puts the contexts of some in front.
    """
    made = BytesIO()
    write_mo(made, catalogue)
    data = bytearray(made.getvalue())
    count, *tables = unpack_from("3I", data, 8)
    columns = [[*iter_unpack("2I", data[table : table + 8 * count])] for table in tables]
    rows = sorted(zip(*columns, strict=True), key=lambda row: data[row[0][1] : sum(row[0])])
    for table, column in zip(tables, zip(*rows, strict=True), strict=True):
        pack_into(f"{2 * count}I", data, table, *chain.from_iterable(column))
    return bytes(data)


class MetadataHook(MetadataHookInterface):
    """Give the README that a package index shows."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add README; its links lead to the address that project.urls names as Source."""
        repository = metadata.get("urls", {}).get("Source", "").rstrip("/")
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        text = readme_for_index(readme, repository)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


class BuildHook(BuildHookInterface[Any]):
    """Prepare what git does not hold; hatchling finds this class by its base."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each `.mo` beside its `.po`, also for editable installs."""
        for source in Path(self.root, "src/ntmtrack/locale").glob("*/LC_MESSAGES/*.po"):
            language = source.parent.parent.name
            with source.open("rb") as po:
                catalogue = read_po(po, locale=language, abort_invalid=True)
            source.with_suffix(".mo").write_bytes(compiled(catalogue))
        if version != "editable":  # there the program finds the file itself; a copy would go stale
            build_data["force_include"] |= {name: f"ntmtrack/{name}" for name in CARRIED}
