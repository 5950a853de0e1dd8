"""Check rules that import contracts cannot: which modules open files, and unique names.

Check the tests too: each is found by its module's name, and none imports another.
"""

from __future__ import annotations

import ast
import builtins
import collections.abc
import dataclasses
import datetime as dt
import decimal
import enum
import pathlib
import re
import typing
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import changed
from module_tests import find_tests
from module_tests import own_tests
from rooms import PACKAGE
from rooms import modules

TESTS = Path(__file__).parent
MOST_LINES = 350
OPENING = {"open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes"}
# A cheap search of the text first: walking the syntax tree of every module is slow.
CALLS_TO_OPEN = re.compile(rf"\b(?:{'|'.join(OPENING)})\s*\(")
SAYING_IN_F_STRINGS = re.compile(
    r"""\b(?:f|fr|rf)(?:\"{3}|'{3}|["'][^\n]*\.(?:say|plural)\s*\()""", re.IGNORECASE
)
OPENERS = {
    "storage.files",
    "system",  # only folders, to make their names durable
    "storage.lock",  # only the lock beside the data
    "storage.shared_files",  # only .gitattributes beside a new data file
    "storage.report_file",
    "storage.replace",  # only the data file and its temporary copy, to replace it
    "datafile.kept_copy",  # only its own copies
    "wording.words",  # only its own catalogue
    "render.archive",  # only parts of the archive that it makes in memory
    "render.xlsx",  # only the rows of its sheets, in a temporary folder
    "cli.output",  # only the null device, where a pipe's reader has left
}
# Names that exist on some systems only, or that tell systems apart.
OF_ONE_SYSTEM = re.compile(
    r"\b(os\.name|sys\.(platform|getwindowsversion)|platform\.system|O_(BINARY|NOFOLLOW|NONBLOCK)"
    r"|fcntl|msvcrt|termios|resource|pwd|grp|pthread_sigmask|SIG(HUP|TERM|BREAK)"
    r"|get(eu|u)id|f?chown|fchmod|windll|CDLL)\b"
)
TELLS_SYSTEMS_APART = {
    "system",
    "storage.file_locks",  # locks by fcntl or msvcrt, whichever `system` says there is
    "storage.new_files",  # one Linux-only call, and its fallback
    "cli.review_terminal",  # terminals and consoles
    "cli.help_text",  # prints which system this is
}
TYPE = re.compile(r"^(?:class )?([A-Z]+[a-z][A-Za-z]*)(?= =|[:(])", re.MULTILINE)
IMPORTS_A_TEST = re.compile(r"^\s*(?:from|import)\b.*\btest_", re.MULTILINE)
DATEUTIL_USERS = {"directive.recurrence"}
# Names that many files import: a class of ours with such a name would be mistaken for theirs.
MODULES = (builtins, collections.abc, dataclasses, dt, decimal, enum, pathlib, re, typing)
STANDARD = {name for module in MODULES for name in getattr(module, "__all__", dir(module))}


@cache
def sources() -> dict[str, str]:
    """Return the text of each module."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def tree(name: str) -> ast.Module:
    """Parse a module, once, and not while tests are only being collected."""
    return ast.parse(sources()[name])


def trees_with(pattern: re.Pattern[str]) -> dict[str, ast.Module]:
    """Return the modules whose text matches a pattern."""
    return {name: tree(name) for name, source in sources().items() if pattern.search(source)}


def opens_a_file(node: ast.AST) -> bool:
    """Return whether a node is a call that opens a file, except for a method of `self`."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"))):
            return False
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
            return called in OPENING
    return False


def code_in(module: ast.Module) -> str:
    """Return the code of a module without comments and docstrings."""
    code = ast.parse(ast.unparse(module))
    for node in ast.walk(code):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            node.body[0] = ast.Pass()
    return ast.unparse(code)


def imports(module: ast.AST) -> Iterator[str]:
    """Yield every module that a file imports from, also inside functions."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def test_only_listed_modules_open_files() -> None:
    candidates = trees_with(CALLS_TO_OPEN)
    opening = {
        name for name, module in candidates.items() if any(map(opens_a_file, ast.walk(module)))
    }
    assert opening == OPENERS


def test_only_listed_modules_tell_operating_systems_apart() -> None:
    # Search the whole text first: it is slow to separate the code from comments and docstrings.
    candidates = [name for name, source in sources().items() if OF_ONE_SYSTEM.search(source)]
    telling = {name for name in candidates if OF_ONE_SYSTEM.search(code_in(tree(name)))}
    assert telling == TELLS_SYSTEMS_APART


def test_only_listed_modules_use_dateutil() -> None:
    users = {
        name
        for name, module in trees_with(re.compile("dateutil")).items()
        if any(imported.split(".")[0] == "dateutil" for imported in imports(module))
    }
    assert users == DATEUTIL_USERS


def test_no_two_modules_share_a_file_name() -> None:
    names = Counter(name.rpartition(".")[2] for name in sources())
    assert {name for name, count in names.items() if count > 1} == {"__init__"}


def types_in(source: str) -> list[str]:
    """Return the public types of a module: classes, and type aliases such as `Path = tuple`."""
    return TYPE.findall(source)


def test_no_module_is_longer_than_350_lines() -> None:
    lengths = {name: len(source.splitlines()) for name, source in sources().items()}
    too_long = {name for name, length in lengths.items() if length > MOST_LINES}
    assert too_long == {"wording.codes"}  # the one enum of every problem


def test_no_two_types_share_a_name() -> None:
    names = Counter(name for source in sources().values() for name in types_in(source))
    assert {name for name, count in names.items() if count > 1} == set()


def test_no_type_is_named_like_a_standard_one() -> None:
    names = {name for source in sources().values() for name in types_in(source)}
    assert len(names) > 150
    assert names & STANDARD == set()


def test_a_test_file_is_named_after_its_module() -> None:
    """In a room's folder, `test_one_off.py` and `test_one_off_properties.py` test `one_off`."""
    every = modules()
    rooms = {module.partition(".")[0] for module in every} - {"__main__"}
    for path in TESTS.rglob("test_*.py"):
        room = path.parent.relative_to(TESTS).parts
        if room and room[0] in rooms:
            tested = path.stem.removeprefix("test_")
            in_room = [module for module in every if module.startswith(".".join([*room, ""]))]
            assert any(
                f"{tested}_".startswith(f"{name.rpartition('.')[2]}_") for name in in_room
            ), path


def test_every_module_has_tests() -> None:
    assert [module for module in modules() if not find_tests(module)] == []
    folder = TESTS / "status"
    named = [folder / "test_evaluate.py", folder / "test_evaluate_properties.py"]
    assert find_tests("status.evaluate") == named
    assert find_tests("reports.agenda") == [TESTS / "render" / "test_ics.py"]
    assert TESTS / "program" / "test_clocks.py" in find_tests("cli.commands.reopen_command")


def test_no_test_file_imports_another() -> None:
    for path in TESTS.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if IMPORTS_A_TEST.search(source):  # may match only in a string
            imported = imports(ast.parse(source))
            assert [module for module in imported if "test_" in module] == [], path


def test_a_change_runs_the_tests_of_its_room_and_of_the_whole_program() -> None:
    whole = ["tests/program", "tests/test_structure.py"]
    rooms = ["src/ntmtrack/reports/show.py", "tests/cli/test_help.py"]
    assert chosen("docs/why.md") == whole
    assert chosen(*rooms) == sorted(["tests/cli", "tests/reports", *whole])
    assert chosen("src/ntmtrack/locale/vi/LC_MESSAGES/ntmtrack.po") == [*whole, "tests/wording"]
    assert chosen("src/ntmtrack/recording/undo.py") == sorted(
        ["tests/cli/test_recorder.py", "tests/recording", *whole]
    )
    assert changed.tests_for([*rooms, "tests/helpers/running.py"]) == ["tests"]


def test_a_change_in_a_subfolder_runs_the_tests_of_that_subfolder_if_it_has_any() -> None:
    whole = ["tests/program", "tests/test_structure.py"]
    week, schema = (
        "src/ntmtrack/reports/weekly/week.py",
        "src/ntmtrack/reports/schema/json_parts.py",
    )
    document = "tests/drafting/extraction/documents/ke-hoach-he.txt"
    assert chosen(week) == sorted(["tests/reports/weekly", *whole])
    assert chosen(schema) == sorted(["tests/reports", *whole])
    assert chosen(document) == sorted(["tests/drafting/extraction", *whole])


def chosen(*paths: str) -> list[str]:
    """Return the test folders that a change of these files needs."""
    return [test for test in changed.tests_for(paths) if not test.startswith("-")]


def left_out(*paths: str) -> set[str]:
    """Return the slow tests that a change of these files does not need."""
    tests = changed.tests_for(paths)
    return {test.partition("=")[2] for test in tests if test.startswith("-")}


def test_a_slow_test_runs_when_it_or_a_module_it_tests_has_changed() -> None:
    every = changed.SLOW.keys()
    windows, stories = "tests/program/test_windows.py", "tests/cli/test_recorder.py"
    lock, note = "src/ntmtrack/storage/lock.py", "src/ntmtrack/cli/commands/note_command.py"
    assert left_out() == left_out("docs/why.md") == every
    assert {windows, stories} & left_out(lock) == {stories}
    assert {windows, stories} & left_out(note) == {windows}
    assert {windows, stories} & left_out(lock, note) == set()
    assert {windows, stories} & left_out("src/ntmtrack/cli/output.py") == {stories}
    assert {windows, stories} <= left_out("src/ntmtrack/cli/commands/show_command.py")
    waiting = f"{windows}::test_a_writer_waits_for_another_writer"
    assert waiting in left_out("src/ntmtrack/storage/replace.py", "src/ntmtrack/cli/main.py")
    assert waiting not in left_out(lock)
    assert left_out(windows) == {test for test in every if not test.startswith(windows)}
    assert left_out("src/ntmtrack/system.py") == set()


def test_a_single_slow_test_is_left_out_of_a_file_that_runs() -> None:
    test = "tests/program/test_errors.py::test_a_wrong_file_gives_its_message"
    output = "src/ntmtrack/cli/output.py"
    assert f"--deselect={test}" in changed.tests_for([output])
    assert test not in left_out(output, "tests/program/test_errors.py")
    assert test not in left_out("src/ntmtrack/datafile/load.py")


def test_a_file_of_long_tests_only_is_not_imported() -> None:
    browser, cli = "tests/program/test_browser.py", "tests/program/test_cli.py"
    assert f"--ignore={browser}" in changed.never_quick()
    assert f"--ignore={cli}" not in changed.never_quick()


def test_every_listed_slow_test_and_module_exists() -> None:
    for test, about in changed.SLOW.items():
        path, _, function = test.partition("::")
        assert f"def {function}" in (TESTS.parent / path).read_text(encoding="utf-8"), test
        for place in about:
            folders = (PACKAGE / place, TESTS / place)
            assert (PACKAGE / f"{place}.py").is_file() or any(map(Path.is_dir, folders)), (
                test,
                place,
            )


def test_a_changed_module_always_runs_its_own_tests() -> None:
    for module in modules():
        path = f"src/ntmtrack/{module.replace('.', '/')}.py"
        own = {test.relative_to(TESTS.parent).as_posix() for test in own_tests(module)}
        assert own.isdisjoint(left_out(path)), path


def test_every_room_has_tests() -> None:
    for module in modules():
        path = f"src/ntmtrack/{module.replace('.', '/')}.py"
        is_entry_point = "." not in module  # the tests of the whole program use these
        assert len(chosen(path)) > 2 or is_entry_point, path


def has_text_for_the_catalogue(node: ast.AST) -> bool:
    """Return whether a node is a call with a literal text, which an f-string would hide."""
    match node:
        case ast.Call(func=ast.Attribute(attr="say" | "plural"), args=[ast.Constant(), *_]):
            return True
    return False


def test_no_text_for_the_catalogue_is_inside_an_f_string() -> None:
    hidden = [
        f"{name}:{string.lineno}"
        for name, module in trees_with(SAYING_IN_F_STRINGS).items()
        for string in ast.walk(module)
        if isinstance(string, ast.JoinedStr)
        and any(map(has_text_for_the_catalogue, ast.walk(string)))
    ]
    assert hidden == []
