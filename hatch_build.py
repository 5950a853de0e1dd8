"""Build step: compile the message catalogues, and carry the example and pages in the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What the program reads from the source tree, and from the package once it is installed.
CARRIED = (
    "data/assignments.yaml",
    *("docs/file-format.md", "docs/dinh-dang-tep.md", "docs/names.md", "docs/ten-goi.md"),
    *("docs/week.md", "docs/tuan-lam-viec.md"),
)


class BuildHook(BuildHookInterface[Any]):
    """Prepare what git does not hold; hatchling finds this class by its base."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each `.mo` beside its `.po`, also for editable installs."""
        for source in Path(self.root, "src/ntmtrack/locale").glob("*/LC_MESSAGES/*.po"):
            language = source.parent.parent.name
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po, locale=language, abort_invalid=True))
        if version != "editable":  # there the program finds the file itself; a copy would go stale
            build_data["force_include"] |= {name: f"ntmtrack/{name}" for name in CARRIED}
