"""Each module imports only from the layers above its own; the list below is the documentation.

A layer is a module or a whole package. The modules of a package do not import each other, but its
`__init__` may import them; one that they share is listed as a layer of its own (`reports.common`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = (
    "__init__",
    "errors",  # places, problems, exit codes
    "clean",  # text from outside, made safe to print
    "words",  # every visible word, vi and en
    "message",  # what a problem's sentences are
    "messages_text",  # those about the text itself
    "messages_file",  # those about what the file says
    "messages_log",  # those about its log
    "messages_asked",  # those about what was asked for
    "messages_form",  # those about a form that was filled in
    "messages_output",  # those about files and streams
    "messages",  # the sentences of problems
    "problems",  # problems as people and editors read them
    "names",  # folding, matching, order of Vietnamese names
    "clauses",  # which clause is a part of which
    "dates",  # the date grammar, weeks, steps, days late
    "weeks",  # weeks of work, and the moment each is judged at
    "model",  # plain frozen values that the rest works on
    "recurrence",  # the occurrences of a recurring duty
    "log",  # entries: what counts, by item
    "amending",  # later letters: what they change, and when in the log
    "limits",  # how much of a file is read
    "text",  # bytes to text without hidden traps
    "scalars",  # single YAML texts as they stand in the file
    "syntax",  # what the parser's own complaints mean
    "nodes",  # the parts of a YAML tree, and where each stands
    "tree",  # YAML events to a tree that knows its places
    "source",  # YAML text to plain strings, each with its place
    "forms",  # what single values look like to an editor
    "fields",  # the types of single values in the file
    "document",  # the file format
    "meanings",  # what each of its keys means, in a line
    "fileschema",  # the same as a JSON Schema, for editors
    "findings",  # what is wrong at a path of the file
    "references",  # what the raw file names and refers to
    "strays",  # items of a section whose name is missing
    "draft",  # the parts of a file that could be read
    "checks",  # one function for each rule across fields
    "amendment_checks",  # the same for later letters
    "entries",  # the log as it was read, and what is needed to judge it
    "log_checks",  # the same for progress entries
    "log_history",  # the same for the log as a whole
    "causes",  # what only follows from another mistake
    "hints",  # findings to problems: where, about what, what was meant
    "load",  # bytes to a checked document, or every problem
    "compiled",  # a checked document as bytes that are read back fast
    "cache",  # the same as `load`, from a copy where there is one
    "duties",  # recurring items at a moment
    "items",  # what an item is, and its state
    "oneoff",  # items that are done once, at a moment
    "states",  # document and moment to items with a status
    "register",  # what became of each occurrence in a span of days
    "select",  # filters
    "targets",  # names as typed to the items that a command records on
    "amounts",  # totals as typed, by the measures of a task
    "allowed",  # what an item's state allows to be recorded
    "changes",  # what a command would record: names as typed to log entries
    "sheets",  # a workbook or CSV as texts
    "filled",  # a form that was filled in: its columns, its rows
    "typed",  # texts and moments as typed
    "intake",  # what a filled form would record
    "undo",  # which entries the newest command wrote, and what takes them back
    "counts",  # the official grid
    "deadlines",  # the days on which something is due
    "tables",  # typed cells: all that tabular renderers know
    "pages",  # a page to be looked at, as its parts
    "letters",  # a document for signature, as its parts
    "grids",  # the official grid and its rows by village or owner, laid out
    "kinds",  # what a directive is called, by the symbol in its number
    "scope",  # what the filters have left of it
    "views",  # document and moment, filtered: what every report starts from
    "trend",  # how the counts came to be, day by day
    "sentences",  # items as sentences for reports and reminders
    "agenda",  # items as a calendar knows them
    "reminders",  # what each owner is to be reminded of
    "volumes",  # what each village has counted, against its goal
    "rates",  # how much is done, and of how much something was heard
    "weekly",  # what a week brought, what is late, what the next one asks
    "jsondata",  # the stable JSON of items
    "letterview",  # later letters as people and programs read them
    "logview",  # log entries as people and programs read them
    "reports.volumes",  # its table is an annex of the weekly report
    "reports.remind",  # its message is the body of the letter
    "reports.weekly_results",  # its first section
    "reports.weekly",  # its sections are the body of the letter
    "reports.overdue",  # its order is that of several files, too
    "reports.export",  # its table as well, and it is a sheet of the workbook,
    "reports.history",  # as are these
    "reports.matrix",
    "reports.status",
    "reports.workbook",  # whose names the form has, too
    "reports.register",  # its duties are on the board,
    "reports.board_states",  # with the states of items
    "reports.board_days",  # and what is drawn along days
    "reports",  # items to data, one module for each report
    "record",  # text and a change to text with more entries
    "render.lines",  # texts in lines of so many columns, set side by side
    "render.columns",  # how the columns of a table share a line of text
    "render.profiles",  # the measures of documents for signature
    "render.paragraphs",  # paragraphs of a word processor's documents
    "render.word",  # such a document as a whole
    "render.word_tables",  # the tables in it
    "render.browser",  # what every page for a browser has
    "render.widths",  # how wide the columns of a sheet are
    "temporary",  # new files beside the data, and folders for a while
    "render",  # a report to bytes, one module for each format
    "files",  # opens the user's files
    "lock",  # the lock of those who write
    "store",  # changes the data file: the old one or the new one, whatever happens
    "options",  # what commands share on the command line, as values
    "output",  # where text leaves the program
    "session",  # what one run has: its options, words, clock, document
    "several",  # reports on several files, read side by side
    "reading",  # the commands that read
    "recording",  # entries planned, written and told
    "writing",  # the commands that write
    "editor",  # the user's own editor
    "starting",  # the commands around a data file: begin, edit, let editors check it
    "periodic",  # the commands of the office's week
    "exporting",  # the commands that hand items to other programs and take forms back
    "mistyped",  # command lines that cannot be read, as problems of our own
    "helptext",  # the help of a command
    "versions",  # what runs here
    "commands",  # the list of them, each imported when it is run
    "quick",  # plain command lines, read without Typer
    "parser",  # all others, as Typer reads them
    "complete",  # what may come next on a command line
    "completion",  # how shells ask for that, and are answered
    "program",  # the one place that prints errors
    "cli",  # where it starts
    "__main__",
)
# What comes after `load` works on `model`, so that a checked document may come from elsewhere.
# Only `record`, which adds to the text, asks where things stand in it and how YAML quotes a value;
# `starting` prints the format for editors.
FILE_FORMAT = set(LAYERS[LAYERS.index("scalars") : LAYERS.index("load")])
FILE_LIBRARIES = {"pydantic", "pydantic_core", "yaml"}
KNOWING = {
    "record": {"source", "yaml"},
    "starting": {"fileschema"},  # which it prints
}
USERS = {
    "dateutil": {"dates"},
    "typer": {"parser", "mistyped", "helptext", "complete"},
    "click": set[str](),  # Typer carries its own
}
OPENERS = {
    "files",
    "cache",  # only its own copies
    "lock",  # only the lock beside the data
    "store",  # only the data file and its temporary copy, to replace it
    "output",  # only the null device, where a pipe's reader has left
}
OPENING = {"open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes"}

PACKAGE = Path(__file__).parent.parent / "src" / "ntmtrack"


def module_name(path: Path) -> str:
    """Name a module from within the package: `cli`, `reports`, `reports.status`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[1:] and parts[-1] == "__init__" else parts)


TREES = {
    module_name(path): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
each_module = pytest.mark.parametrize("module", TREES)


def layer(module: str) -> str | None:
    """Find a module's layer: the longest name in the list that it is, or is part of."""
    fitting = (name for name in LAYERS if f"{module}.".startswith(f"{name}."))
    return max(fitting, key=len, default=None)


def imports(tree: ast.AST) -> Iterator[str]:
    """List all that is imported anywhere in a file, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            names = [f"{source}.{alias.name}" for alias in node.names]
            yield from (name if own(name) in TREES else source for name in names)


def own(imported: str) -> str | None:
    """Give the name within the package of something imported, if it is ours."""
    if imported == "ntmtrack":
        return "__init__"
    return imported.removeprefix("ntmtrack.") if imported.startswith("ntmtrack.") else None


def own_imports(module: str) -> list[str]:
    return [name for imported in imports(TREES[module]) if (name := own(imported))]


def libraries(module: str) -> set[str]:
    return {imported.split(".")[0] for imported in imports(TREES[module])}


def is_below(module: str, other: str) -> bool:
    """Tell whether a module may import the other one."""
    mine, theirs = layer(module), layer(other)
    if mine is None or theirs is None:
        return False
    part_of_this_package = module == mine and other.startswith(f"{module}.")
    return LAYERS.index(theirs) < LAYERS.index(mine) or part_of_this_package


def opens_a_file(node: ast.AST) -> bool:
    """Tell a call that opens a file from any other, and from a method of the caller's own."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"))):
            return False
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
            return called in OPENING
    return False


def test_imports_are_found_wherever_they_stand() -> None:
    text = """
import yaml.events
def f():
    if TYPE_CHECKING:
        from ntmtrack import dates, words
    from ntmtrack.errors import Exit
    from . import names
"""
    assert sorted(imports(ast.parse(text))) == [
        ".",
        "ntmtrack.dates",
        "ntmtrack.errors",
        "ntmtrack.words",
        "yaml.events",
    ]


@each_module
def test_every_module_has_a_layer(module: str) -> None:
    assert layer(module), f"say in LAYERS where {module} stands"


@each_module
def test_a_module_imports_only_from_the_layers_above(module: str) -> None:
    assert [name for name in own_imports(module) if not is_below(module, name)] == []


@each_module
def test_imports_say_the_whole_name(module: str) -> None:
    assert [name for name in imports(TREES[module]) if name.startswith(".")] == []


@each_module
def test_nothing_after_load_knows_the_file_format(module: str) -> None:
    if is_below(module, "load"):
        known = FILE_FORMAT.intersection(own_imports(module)) | FILE_LIBRARIES & libraries(module)
        assert known <= KNOWING.get(module, set())


@each_module
def test_some_libraries_have_few_users(module: str) -> None:
    barred = {name for name, users in USERS.items() if module not in users}
    assert barred & libraries(module) == set()


@each_module
def test_few_modules_open_files(module: str) -> None:
    opening = [ast.unparse(node) for node in ast.walk(TREES[module]) if opens_a_file(node)]
    assert module in OPENERS or opening == []
