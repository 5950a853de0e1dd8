"""What a command imports: the cost of its start, held as the set of modules and not as seconds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from running import SHIPPED
from running import spawn
from terminals import on_a_terminal

pytestmark = pytest.mark.long  # every line is run twice, as a process
LISTING = """
import os, sys
from ntmtrack.__main__ import main
try:
    main()
finally:
    open(os.environ["LIST"], "w").write(" ".join(sys.modules))
"""
LISTS = [sys.executable, "-c", LISTING]
# What is slow to import, or stands for much that is.
HEAVY = {
    *("yaml", "pydantic", "rich", "docx", "xlsxwriter", "jinja2", "icalendar", "filelock"),
    *("hashlib", "secrets", "importlib.metadata", "multiprocessing", "difflib"),
    *(
        "concurrent.futures",
        "email",
        "http",
        "html",
        "ntmtrack.datafile.load",
        "ntmtrack.cli.writing",
    ),
}
# What a plain command line does not need, as Typer does.
READERS = {"typer", "inspect", "dataclasses", "shutil"}
READS = ["--as-of", "2021-07-20", "-f", str(SHIPPED)]
PLAIN = [
    ["status", *READS],
    ["status", *READS, "-F", "json"],
    ["overdue", "--village", "Chế Biển", *READS],
    ["list", *READS],
    ["matrix", *READS],
    ["volumes", *READS],
    ["weekly", *READS],
]
QUICK = [
    ["--help"],
    ["status", "--help"],
    ["stauts"],
    ["status", "--no-such-option"],
    ["show", "trien-khai", *READS],
    *PLAIN,
]
ASKED = ["status", *READS]


def imported(path: Path) -> set[str]:
    """Give all that a run has imported."""
    return set(path.read_text(encoding="utf-8").split())


def heavy(path: Path) -> set[str]:
    """Give what a run has imported of what is slow to import, but for what Typer needs itself."""
    return HEAVY & imported(path)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Give what Typer itself imports of all this."""
    path = tmp_path_factory.mktemp("base") / "modules"
    code = "import os, sys, typer; open(os.environ['LIST'], 'w').write(' '.join(sys.modules))"
    spawn(program=[sys.executable, "-c", code], settings={"LIST": str(path)})
    return heavy(path)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"LIST": str(tmp_path / "modules"), "XDG_CACHE_HOME": str(tmp_path)}


@pytest.mark.parametrize("asked", QUICK, ids=" ".join)
def test_an_unchanged_file_needs_nothing_heavy(
    asked: Sequence[str], base: set[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        spawn(*asked, program=LISTS, settings=settings)
    assert heavy(Path(settings["LIST"])) - base == set()


@pytest.mark.parametrize("asked", PLAIN, ids=" ".join)
def test_a_plain_command_line_needs_no_typer(
    asked: Sequence[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        assert spawn(*asked, program=LISTS, settings=settings).code == 0
    assert READERS & imported(Path(settings["LIST"])) == set()


@pytest.mark.parametrize("asked", PLAIN, ids=" ".join)
def test_a_run_without_a_problem_makes_no_enum_of_codes(
    asked: Sequence[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        assert spawn(*asked, program=LISTS, settings=settings).code == 0
    assert "ntmtrack.wording.codes" not in imported(Path(settings["LIST"]))


def test_a_changed_file_is_read_with_all_that_takes(settings: dict[str, str]) -> None:
    spawn(*ASKED, program=LISTS, settings=settings)
    assert {"yaml", "pydantic", "ntmtrack.datafile.load"} <= heavy(Path(settings["LIST"]))


def test_only_a_terminal_with_colour_imports_rich(base: set[str], settings: dict[str, str]) -> None:
    for _ in range(2):
        on_a_terminal(*ASKED, program=LISTS, **settings)
    assert heavy(Path(settings["LIST"])) - base == {"rich"}
    on_a_terminal(*ASKED, program=LISTS, **settings, NO_COLOR="1")
    assert heavy(Path(settings["LIST"])) - base == set()
