"""What a command imports: its start-up cost, measured in modules instead of seconds."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from running import SHIPPED
from running import spawn
from terminals import on_a_terminal

from ntmtrack.cli.commands import COMMANDS

pytestmark = pytest.mark.long  # every command runs twice, as a process

LISTING = """
import os, sys
from ntmtrack.__main__ import main
os._exit = sys.exit  # with which the program ends
try:
    main()
finally:
    open(os.environ["LIST"], "w").write(" ".join(sys.modules))
"""
LISTS = [sys.executable, "-c", LISTING]
# Modules that are slow to import, or whose import implies many slow ones.
HEAVY = {
    *("yaml", "pydantic", "pydantic_core", "rich", "docx", "xlsxwriter", "jinja2", "icalendar"),
    *("dataclasses", "json", "gettext", "hashlib", "secrets", "importlib.metadata"),
    *("multiprocessing", "difflib", "concurrent.futures", "email", "http", "html"),
    *("ntmtrack.datafile.load", "ntmtrack.yamltext.encoding", "ntmtrack.cli.recorder"),
}
# What a report on an unchanged file needs beyond what Typer imports.
OTHERS = {"__future__", "gc", "unicodedata"}
# What a report on quantities needs in addition.
NUMBERS = {"decimal", "_decimal", "numbers"}
COUNTING = ("volumes", "weekly")
OURS = {
    *("__main__", "cli", "cli.commands", "cli.formats", "cli.main", "cli.options", "cli.output"),
    *("cli.run", "cli.typer_adapter"),
    *("datafile", "datafile.codec", "datafile.kept_copy", "datafile.rows"),
    *("directive", "directive.alphabet", "directive.amendments", "directive.dates"),
    *("directive.log", "directive.model"),
    *(
        "directive.deadline_history",
        "directive.deadlines",
        "directive.effects",
        "directive.names",
        "directive.periods",
    ),
    *("directive.issuers", "directive.recurrence", "directive.weeks"),
    *("render", "render.columns", "render.text"),
    *("reports", "reports.item_words"),
    *("reports.report_head", "reports.tables"),
    *("status", "status.duties", "status.evaluate", "status.items"),
    *("status.one_off", "status.selection", "status.view"),
    *("records", "storage", "storage.files", "system", "yamltext"),
    *("wording", "wording.clean", "wording.problem", "wording.words"),
}
# The modules that turn items into data.
DATA = (
    *("directive.named_days", "reports.deadline_words"),
    *("reports.json_data", "reports.json_values"),
)
LISTS_OF_ITEMS = {
    *("reports.common_tables", "reports.deadline_words"),
    *("reports.item_lists", "reports.measure_words"),
}
# What each command needs besides its own module.
MORE = {
    "status": {"reports.common_tables", "reports.deadline_words", "reports.status"},
    "overdue": LISTS_OF_ITEMS,
    "list": LISTS_OF_ITEMS,
    "matrix": {"reports.json_values", "reports.matrix"},
    "volumes": {
        *DATA,
        "cli.joint_reports",
        "directive.amounts",
        "reports.quantities",
        "reports.volumes",
    },
    "weekly": {
        *(*DATA, "reports.entry_words"),
        *("directive.amounts", "status.occurrences", "reports.sentences"),
        *("reports.weekly", "reports.weekly.results", "reports.weekly.sections"),
        *("reports.common_tables", "reports.volumes", "reports.register", "reports.weekly.week"),
        *("reports.measure_words", "reports.quantities", "wording.official_words"),
    },
}
READS = ["--as-of", "2021-07-20", "-f", str(SHIPPED)]
LIGHT = [
    ["--help"],
    ["status", "--help"],
    ["show", "trien-khai", *READS],
    ["overdue", "--village", "Chế Biển", *READS],
]
WRONG = [["stauts"], ["status", "--no-such-option"]]
ASKED = ["status", *READS]


def imported(path: Path) -> set[str]:
    """Return the modules that a run has imported."""
    return set(path.read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what Typer itself imports."""
    path = tmp_path_factory.mktemp("base") / "modules"
    code = "import os, sys, typer; open(os.environ['LIST'], 'w').write(' '.join(sys.modules))"
    assert spawn(program=[sys.executable, "-c", code], settings={"LIST": str(path)}).code == 0
    return imported(path)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"LIST": str(tmp_path / "modules"), "XDG_CACHE_HOME": str(tmp_path)}


@pytest.mark.parametrize("command", MORE)
def test_a_report_on_an_unchanged_file_imports_only_what_it_needs(
    command: str, base: set[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        assert spawn(command, *READS, program=LISTS, settings=settings).code == 0
    ours = {*OURS, f"cli.commands.{command}_command", *MORE[command]}
    others = OTHERS | NUMBERS if command in COUNTING else OTHERS
    expected = {"ntmtrack", *(f"ntmtrack.{name}" for name in ours), *others}
    assert imported(Path(settings["LIST"])) - base == expected


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_an_unchanged_file_needs_no_heavy_module(
    arguments: Sequence[str], base: set[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        assert spawn(*arguments, program=LISTS, settings=settings).code == 0
    assert HEAVY & imported(Path(settings["LIST"])) - base == set()


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_usage_error_needs_no_report(arguments: Sequence[str], settings: dict[str, str]) -> None:
    assert spawn(*arguments, program=LISTS, settings=settings).code == 2
    assert not any(name.startswith("ntmtrack.reports") for name in imported(Path(settings["LIST"])))


@pytest.mark.parametrize("arguments", [["--help"], ["__complete", "fish", ""]], ids=" ".join)
def test_listing_the_commands_imports_none_of_them(
    arguments: Sequence[str], settings: dict[str, str]
) -> None:
    assert spawn(*arguments, program=LISTS, settings=settings).code == 0
    names = imported(Path(settings["LIST"]))
    assert [name for name in names if re.fullmatch(r"ntmtrack\.cli\.commands\.\w+", name)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_imports_no_other_command(
    command: str, settings: dict[str, str]
) -> None:
    assert spawn(command, "--help", program=LISTS, settings=settings).code == 0
    names = imported(Path(settings["LIST"]))
    commands = {name for name in names if re.fullmatch(r"ntmtrack\.cli\.commands\.\w+", name)}
    continues_with = {"edit": {"check"}, "init": {"schema"}}.get(command, set())
    assert commands == {
        f"ntmtrack.cli.commands.{module}_command" for module in {command, *continues_with}
    }
    assert {"ntmtrack.render", "ntmtrack.datafile.load", "yaml", "pydantic_core"} & names == set()


@pytest.mark.parametrize(
    "arguments",
    [["done"], ["show"], ["list", "--clause"], ["done", "x", "--village"]],
    ids=" ".join,
)
def test_completion_of_names_needs_neither_status_nor_reports(
    arguments: Sequence[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        line = ["__complete", "fish", arguments[0], "-f", str(SHIPPED), *arguments[1:], ""]
        assert spawn(*line, program=LISTS, settings=settings).code == 0
    names = imported(Path(settings["LIST"]))
    rooms = ("status", "reports", "render", "datafile.codec", "directive.log")
    unneeded = ("decimal", "struct", *(f"ntmtrack.{room}" for room in rooms))
    assert [name for name in names if name.startswith(unneeded)] == []


def test_a_changed_file_is_parsed(settings: dict[str, str]) -> None:
    assert spawn(*ASKED, program=LISTS, settings=settings).code == 0
    names = imported(Path(settings["LIST"]))
    assert {"yaml", "pydantic_core", "ntmtrack.datafile.load"} <= names
    assert "pydantic" not in names


def test_an_entry_in_an_unchanged_file_needs_no_models(
    base: set[str], settings: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "so.yaml"
    path.write_bytes(SHIPPED.read_bytes())
    file_options = ["-f", str(path)]
    assert spawn("status", *file_options, program=LISTS, settings=settings).code == 0
    for command in (["done", "vuon-dep-nha-sach"], ["note", "vuon-dep-nha-sach", "xong một phần"]):
        assert spawn(*command, *file_options, program=LISTS, settings=settings).code == 0
        modules = imported(Path(settings["LIST"])) - base
        expected = {"yaml", "ntmtrack.yamltext.encoding", "ntmtrack.cli.recorder"}
        assert HEAVY & modules == expected


def test_only_a_terminal_with_colours_imports_rich(
    base: set[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        on_a_terminal(*ASKED, program=LISTS, **settings)
    assert HEAVY & imported(Path(settings["LIST"])) - base == {"rich"}
    on_a_terminal(*ASKED, program=LISTS, **settings, NO_COLOR="1")
    assert HEAVY & imported(Path(settings["LIST"])) - base == set()
