"""Git with default settings, without those of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from programs import needs

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_NAME": "Lan" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "lan@example.org" for role in ("AUTHOR", "COMMITTER")},
}


def git(*words: str, folder: Path, check: bool = True) -> str:
    """Run git in a folder and return its output; without `check`, it may fail."""
    ran = subprocess.run(
        [needs("git"), *words],
        cwd=folder,
        env={**os.environ, **SETTINGS},
        check=check,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return ran.stdout
