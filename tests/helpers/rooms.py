"""The rooms of the program and their modules, in the order in which they may import."""

from __future__ import annotations

import re
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "ntmtrack"
PART = re.compile(r"(?<=<!-- rooms -->\n).*?(?=<!-- /rooms -->)", re.DOTALL)


def orders() -> dict[str, list[str]]:
    """Return the names within each package of `.importlinter`, those that import least first."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    return {
        contract["containers"]: re.findall(r"\w+", contract["layers"])[::-1]
        for contract in (contracts[name] for name in contracts.sections())
        if contract.get("type") == "layers"
    }


@cache
def modules() -> list[str]:
    """Return every module of the program, without packages, such as `status.one_off`."""
    files = (path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return sorted(".".join(file.parts) for file in files if file.name != "__init__")


def with_rooms(page: str) -> str:
    """Return a page with the table of rooms and modules between its marks."""
    return PART.sub(lambda _: "\n".join(["", *_tables()]), page)


def _tables() -> Iterator[str]:
    names = orders()["ntmtrack"]
    rooms = [name for name in names if (PACKAGE / name).is_dir()]
    for room in rooms:
        yield f"### {room}\n\n{_purpose(PACKAGE / room / '__init__.py')}\n"
        yield "| module | what it is for |\n|---|---|"
        yield from _rows(room)
        yield ""
    first = names.index(rooms[0])
    for title, alone in (("below the rooms", names[:first]), ("the doors", names[first:])):
        yield f"### {title}\n\n| module | what it is for |\n|---|---|"
        yield from (_row(name) for name in alone if name not in rooms)
        yield ""


def _rows(package: str) -> Iterator[str]:
    for name in orders()[f"ntmtrack.{package}"]:
        inner = f"{package}.{name}"
        if _path(inner).is_dir():
            yield from _rows(inner)
        else:
            yield _row(inner)


def _row(module: str) -> str:
    return f"| `{module}` | {_purpose(_path(module).with_suffix('.py'))} |"


def _path(name: str) -> Path:
    return PACKAGE.joinpath(*name.split("."))


def _purpose(module: Path) -> str:
    """Return the first line of a module's docstring, with which its file begins."""
    first, _, _ = module.read_text(encoding="utf-8").partition("\n")
    return first.replace('"""', "").replace("|", r"\|")
