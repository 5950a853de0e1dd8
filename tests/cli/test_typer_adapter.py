"""The adapter uses only the public API of Typer."""

from __future__ import annotations

import re
from pathlib import Path

from ntmtrack.cli import typer_adapter


def test_no_private_name_of_typer_is_imported() -> None:
    """Ruff checks that no other module imports Typer, but not what is private in it."""
    source = Path(typer_adapter.__file__).read_text(encoding="utf-8")
    assert re.findall(r"^(?:from|import) +typer[\w.]*\._|import _", source, re.MULTILINE) == []
