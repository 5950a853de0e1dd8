"""What a command imports: the cost of its start, held as the set of modules and not as seconds."""

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

pytestmark = pytest.mark.long  # every line is run twice, as a process

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
# What is slow to import, or stands for much that is.
HEAVY = {
    *("yaml", "pydantic", "pydantic_core", "rich", "docx", "xlsxwriter", "jinja2", "icalendar"),
    *("dataclasses", "json", "gettext", "hashlib", "secrets", "importlib.metadata"),
    *("multiprocessing", "difflib", "concurrent.futures", "email", "http", "html"),
    *("ntmtrack.datafile.load", "ntmtrack.yamltext.encoding", "ntmtrack.cli.recorder"),
}
# What a report on an unchanged file needs beyond what Typer imports itself.
OTHERS = {"__future__", "gc", "unicodedata"}
# What else a report needs that says what was counted, of a file that counts something.
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
# What makes data of items.
DATA = (
    *("directive.named_days", "reports.deadline_words"),
    *("reports.json_data", "reports.json_values"),
)
LISTS_OF_ITEMS = {
    *("reports.common_tables", "reports.deadline_words"),
    *("reports.item_lists", "reports.measure_words"),
}
# What each needs besides its own module.
MORE = {
    "status": {"reports.common_tables", "reports.deadline_words", "reports.status"},
    "overdue": LISTS_OF_ITEMS,
    "list": LISTS_OF_ITEMS,
    "matrix": {"reports.json_values", "reports.matrix"},
    "volumes": {*DATA, "cli.as_one", "directive.amounts", "reports.quantities", "reports.volumes"},
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
    """Return all that a run has imported."""
    return set(path.read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what Typer itself imports."""
    path = tmp_path_factory.mktemp("base") / "modules"
    code = "import os, sys, typer; open(os.environ['LIST'], 'w').write(' '.join(sys.modules))"
    spawn(program=[sys.executable, "-c", code], settings={"LIST": str(path)})
    return imported(path)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"LIST": str(tmp_path / "modules"), "XDG_CACHE_HOME": str(tmp_path)}


@pytest.mark.parametrize("command", MORE)
def test_a_report_on_an_unchanged_file_imports_what_it_needs_and_no_more(
    command: str, base: set[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        assert spawn(command, *READS, program=LISTS, settings=settings).code == 0
    ours = {*OURS, f"cli.commands.{command}_command", *MORE[command]}
    others = OTHERS | NUMBERS if command in COUNTING else OTHERS
    expected = {"ntmtrack", *(f"ntmtrack.{name}" for name in ours), *others}
    assert imported(Path(settings["LIST"])) - base == expected


@pytest.mark.parametrize("asked", LIGHT, ids=" ".join)
def test_an_unchanged_file_needs_nothing_heavy(
    asked: Sequence[str], base: set[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        spawn(*asked, program=LISTS, settings=settings)
    assert HEAVY & imported(Path(settings["LIST"])) - base == set()


@pytest.mark.parametrize("asked", WRONG, ids=" ".join)
def test_to_say_what_is_wrong_with_a_line_needs_no_report(
    asked: Sequence[str], settings: dict[str, str]
) -> None:
    spawn(*asked, program=LISTS, settings=settings)
    assert not any(name.startswith("ntmtrack.reports") for name in imported(Path(settings["LIST"])))


@pytest.mark.parametrize("asked", [["--help"], ["__complete", "fish", ""]], ids=" ".join)
def test_what_lists_the_commands_imports_none(
    asked: Sequence[str], settings: dict[str, str]
) -> None:
    assert spawn(*asked, program=LISTS, settings=settings).code == 0
    found = imported(Path(settings["LIST"]))
    assert [name for name in found if re.fullmatch(r"ntmtrack\.cli\.commands\.\w+", name)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_imports_no_other(command: str, settings: dict[str, str]) -> None:
    assert spawn(command, "--help", program=LISTS, settings=settings).code == 0
    names = imported(Path(settings["LIST"]))
    found = {name for name in names if re.fullmatch(r"ntmtrack\.cli\.commands\.\w+", name)}
    goes_on = {"edit": {"check"}, "init": {"schema"}}.get(command, set())
    assert found == {f"ntmtrack.cli.commands.{one}_command" for one in {command, *goes_on}}
    assert {"ntmtrack.render", "ntmtrack.datafile.load", "yaml", "pydantic_core"} & names == set()


@pytest.mark.parametrize(
    "asked", [["done"], ["show"], ["list", "--clause"], ["done", "x", "--village"]], ids=" ".join
)
def test_names_of_an_unchanged_file_are_offered_without_judging_or_laying_out(
    asked: Sequence[str], settings: dict[str, str]
) -> None:
    for _ in range(2):
        line = ["__complete", "fish", asked[0], "-f", str(SHIPPED), *asked[1:], ""]
        assert spawn(*line, program=LISTS, settings=settings).code == 0
    found = imported(Path(settings["LIST"]))
    rooms = ("status", "reports", "render", "datafile.codec", "directive.log")
    unneeded = ("decimal", "struct", *(f"ntmtrack.{one}" for one in rooms))
    assert [name for name in found if name.startswith(unneeded)] == []


def test_a_changed_file_is_read_with_all_that_takes(settings: dict[str, str]) -> None:
    spawn(*ASKED, program=LISTS, settings=settings)
    names = imported(Path(settings["LIST"]))
    assert {"yaml", "pydantic_core", "ntmtrack.datafile.load"} <= names
    assert "pydantic" not in names


def test_an_entry_in_an_unchanged_file_needs_no_models(
    base: set[str], settings: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "so.yaml"
    path.write_bytes(SHIPPED.read_bytes())
    asked = ["-f", str(path)]
    assert spawn("status", *asked, program=LISTS, settings=settings).code == 0
    for command in (["done", "vuon-dep-nha-sach"], ["note", "vuon-dep-nha-sach", "xong một phần"]):
        assert spawn(*command, *asked, program=LISTS, settings=settings).code == 0
        found = imported(Path(settings["LIST"])) - base
        own = {"yaml", "ntmtrack.yamltext.encoding", "ntmtrack.cli.recorder"}
        assert HEAVY & found == own


def test_only_a_terminal_with_colour_imports_rich(base: set[str], settings: dict[str, str]) -> None:
    for _ in range(2):
        on_a_terminal(*ASKED, program=LISTS, **settings)
    assert HEAVY & imported(Path(settings["LIST"])) - base == {"rich"}
    on_a_terminal(*ASKED, program=LISTS, **settings, NO_COLOR="1")
    assert HEAVY & imported(Path(settings["LIST"])) - base == set()
