"""The versions of all that runs here, for a report of a fault."""

from __future__ import annotations

import platform
import re
from importlib import metadata


def text() -> str:
    """List the program, Python and the libraries, a line each."""
    required = [line for line in metadata.requires("ntmtrack") or () if "extra ==" not in line]
    libraries = sorted(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in required)
    versions = {
        "ntmtrack": metadata.version("ntmtrack"),
        "Python": f"{platform.python_version()} ({platform.system()}, {platform.machine()})",
        **{name: _version(name) for name in libraries},
    }
    return "".join(f"{name:<16}{version}\n" for name, version in versions.items())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "–"
