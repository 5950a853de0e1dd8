"""Make docs/licences.md: what the program needs, each with its licence, as its package says it.

Run it where the program is installed with its extras: `make licences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

PAGE = Path(__file__).parent / "licences.md"
PROGRAM = "ntmtrack"
EXTRAS = ("parquet", "pdf")  # what users install; dev is for us
LONGEST = 60  # some packages have the whole text of their licence where its name belongs
HEAD = """\
# Licences of what the program needs

ntmtrack itself is under the MIT licence ([LICENSE](../LICENSE)). `make licences` writes this
page from what the installed packages say of themselves.

| package | needed for | licence |
|---|---|---|
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(HEAD + "".join(rows()), encoding="utf-8")


def rows() -> Iterator[str]:
    """Yield a row of the table for each package that an installation brings along."""
    packages = dict.fromkeys(needed(PROGRAM, frozenset()), "the program")
    for extra in EXTRAS:
        for name in needed(PROGRAM, frozenset({extra})):
            packages.setdefault(name, f"the extra `{extra}`")
    for name, purpose in sorted(packages.items()):
        yield f"| {name} | {purpose} | {licence(name)} |\n"


def needed(name: str, extras: frozenset[str]) -> set[str]:
    """Return the packages that one needs, and those that they need in turn."""
    names: set[str] = set()
    for line in metadata.requires(name) or ():
        wanted, _, condition = line.partition(";")
        if "extra ==" in condition and not any(
            f'"{extra}"' in condition.replace("'", '"') for extra in extras
        ):
            continue
        package = re.split(r"[^\w.-]", wanted, maxsplit=1)[0].lower().replace("_", "-")
        if package in names or not is_installed(package):
            continue
        names |= {package, *needed(package, frozenset())}
    return names


def is_installed(name: str) -> bool:
    """Tell whether a package is here: some are needed on other systems only."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licence(name: str) -> str:
    """Return the licence of a package, from the newest of the fields that have it."""
    about = metadata.metadata(name)
    classifiers = [
        text.rpartition(" :: ")[2]
        for text in about.get_all("Classifier") or ()
        if text.startswith("License :: OSI Approved :: ")
    ]
    fields = ("License-Expression", "License")
    stated = next((about[field] for field in fields if field in about), "")
    short = stated if 0 < len(stated) <= LONGEST and "\n" not in stated else ""
    return short or " or ".join(classifiers) or "see the package"


if __name__ == "__main__":
    main()
