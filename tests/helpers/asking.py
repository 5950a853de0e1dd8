"""Reports on a small file of a test's own, some days after its deadlines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from running import Ran
from running import run


def report(file: Path, *arguments: str) -> Ran:
    """Run a report on the file."""
    return run(*arguments, "-f", str(file), "--as-of", "2024-02-20", "--lang", "vi")


def data(file: Path, *arguments: str) -> Any:  # noqa: ANN401 - a report as JSON
    """Return a report on the file as JSON data."""
    return json.loads(report(file, *arguments, "-F", "json").out)
