"""What the adapter takes from Typer is what Typer promises."""

from __future__ import annotations

import re
from pathlib import Path

from ntmtrack.cli import typer_adapter


def test_nothing_private_of_typer_is_imported() -> None:
    """Ruff holds that no other module imports Typer, and cannot tell what is private in it."""
    source = Path(typer_adapter.__file__).read_text(encoding="utf-8")
    assert re.findall(r"^(?:from|import) +typer[\w.]*\._|import _", source, re.MULTILINE) == []
