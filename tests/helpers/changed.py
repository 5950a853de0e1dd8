"""The tests that `make quick` runs: those of the changed rooms, and of the whole program.

A change in a subfolder of a room needs the tests of that subfolder (`reports/weekly`), any other
change those of the whole room. The rooms between a change and the command line are left to `make
check`, as the tests of the whole program notice most changes there. Some of these tests are slow
and concern only some rooms or modules; `SLOW` lists them. Tests that are not listed always run. A
file in which every test is `long` is not even imported.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ALL_LONG = "\npytestmark = pytest.mark.long"
ALWAYS = {"tests/program", "tests/test_structure.py"}
# Changes that need all tests.
FOR_ALL = ("pyproject.toml", "tests/conftest.py", "tests/helpers/", "tests/data/")
# The tests that a folder needs besides its own.
ALSO = {
    "cli": "tests/cli",  # every command goes through what is beside the folder of commands
    "storage": "tests/safety",
    "locale": "tests/wording",
    "documents": "tests/reports",
    # These tests read whole documents.
    **dict.fromkeys(
        ("drafting/phrases", "drafting/prose_reading", "drafting/table_reading"),
        "tests/drafting/extraction",
    ),
    "incoming": "tests/drafting/incoming",
    "pages": "tests/render",
    "papers": "tests/cli/test_joint_reports.py",
    "recording": "tests/cli/test_recorder.py",
    "statuses": "tests/status",
    "stories": "tests/cli/test_recorder.py",
}
# The commands that add to the log or create a file, and those that read several files at once.
WRITING = {
    f"cli/commands/{name}_command"
    for name in (
        *("cancel", "done", "extend", "import", "init", "note", "obstacle", "reopen", "start"),
        "undo",
    )
}
READING = {
    f"cli/commands/{name}_command" for name in ("check", "export", "list", "overdue", "status")
}
# What decides the statuses of items, and the reports and formats that show them.
SHOWING = {
    *("cli/commands", "cli/formats", "directive", "facts", "papers", "render", "reports"),
    *("status", "statuses"),
}
# Slow test files or single tests, and the rooms, folders or modules that they are about.
SLOW = {
    "tests/cli/test_joint_reports.py": {
        *("cli/joint_reports", "cli/formats", "cli/several", "papers"),
        *(f"cli/commands/{name}_command" for name in ("export", "remind", "weekly")),
    },
    "tests/cli/test_completion.py": {
        *("cli/complete", "cli/completion", "cli/completions", "cli/options", "cli/typer_adapter"),
        *("cli/commands/__init__", "cli/commands/completion_command"),
    },
    "tests/cli/commands/test_help_command.py": {"cli/commands/help_command", "cli/help_text"},
    "tests/cli/test_recorder.py": {
        *("cli/recorder", "cli/write_options", "recording", "stories", *WRITING),
    },
    "tests/cli/test_several.py": {"cli/joint_reports", "cli/formats", "cli/several", *READING},
    "tests/datafile/test_append.py": {
        *("datafile/append", "datafile/load", "datafile/log_checks", "datafile/seam"),
        "datafile/values",
    },
    "tests/datafile/test_file_schema.py": {
        *("datafile/file_format", "datafile/file_schema", "datafile/part_reading"),
        *("datafile/parts", "datafile/task_parts", "datafile/value_schemas", "datafile/values"),
    },
    "tests/datafile/test_kept_copy.py": {
        *("datafile/codec", "datafile/kept_copy", "datafile/kept_names", "datafile/load"),
        "datafile/rows",
    },
    "tests/datafile/test_seam.py": {
        *("datafile/append", "datafile/log_checks", "datafile/partial", "datafile/seam"),
    },
    "tests/drafting/confirmation/test_workbook_return.py": {"drafting/confirmation"},
    "tests/drafting/phrases/test_time_ways.py": {"drafting/phrases"},
    "tests/program/test_api.py": {
        *("directive", "facts", "render/parquet", "reports/item_rows", "reports/json_data"),
        *("reports/json_values", "status", "statuses"),
    },
    "tests/program/test_broken_install.py": {"cli/commands", "cli/main", "wording/problem"},
    "tests/cli/commands/test_draft_command.py": {
        *("cli/commands/draft_command", "cli/drafts", "drafting", "incoming"),
    },
    "tests/program/test_cli.py": {
        *("cli/formats", "cli/main", "cli/options", "cli/output", "cli/run", "cli/typer_adapter"),
        *("cli/usage_errors", "cli/commands/__init__", "render/text"),
        *("wording/clean", "wording/problem", "wording/words"),
    },
    "tests/program/test_errors.py::test_a_wrong_file_gives_its_message": {
        *("cli/commands/check_command", "datafile", "directive", "errors", "wording", "yamltext"),
    },
    "tests/program/test_errors.py::test_a_wrong_command_gives_its_message": {
        *("cli", "directive", "errors", "recording", "storage", "wording", "yamltext"),
    },
    "tests/program/test_errors.py::test_a_wrong_draft_gives_its_message": {
        *("cli/commands/draft_command", "cli/drafts", "cli/review_terminal", "drafting", "errors"),
        *("incoming", "wording/codes", "wording/draft_messages", "wording/problem_text"),
    },
    "tests/program/test_errors_as_saved.py": {"errors", "wording/problem_text", "yamltext"},
    "tests/program/test_git_merge.py": {
        *("datafile/append", "recording/undo", "storage/shared_files", "yamltext"),
    },
    "tests/program/test_hints.py": {
        *("cli/commands", "datafile", "errors", "recording", "wording", "yamltext"),
    },
    "tests/program/test_joint_leads.py": {
        *("directive", "render", "reports/board", "reports/item_lists", "reports/item_words"),
        *("reports/json_data", "reports/paper", "reports/remind_papers", "status"),
    },
    "tests/program/test_merged_logs.py": {"datafile", "directive", "recording", "status"},
    "tests/program/test_output_schema.py": {
        *("cli/formats", "cli/joint_reports", "cli/several", "render/json", "schemas"),
        *(
            "reports/file_summaries",
            "reports/json_data",
            "reports/json_values",
            "reports/many_files",
        ),
        *("reports/schema", "wording/codes", "wording/problem"),
    },
    "tests/program/test_payloads.py": {
        *("cli/commands/check_command", "directive/model", "drafting/confirmation", "wording"),
    },
    "tests/program/test_province.py": {
        *("cli/commands/export_command", "cli/several", "render/parquet"),
        *("reports/file_summaries", "reports/item_rows", "reports/many_files"),
    },
    "tests/program/test_raw_documents.py": {
        *("cli/review_terminal", "drafting", "render"),
    },
    "tests/program/test_review_on_a_terminal.py": {
        *("cli/commands/draft_command", "cli/drafts", "cli/review_terminal"),
        "drafting/confirmation",
    },
    "tests/program/test_same_answers.py": {
        *("cli/formats", "cli/recorder", "cli/several", *READING),
        *("directive", "recording", "render", "reports", "status"),
    },
    "tests/program/test_screen.py": {
        *("cli/output", "render", "reports", "status"),
    },
    "tests/program/test_windows.py": {
        *("cli/commands/edit_command", "cli/main", "cli/output", "cli/run", "storage"),
    },
    **{
        f"tests/program/test_{name}.py": SHOWING
        for name in ("counts_of_items", "directives", "due_in_every_format", "owner_groups")
    },
    **{
        f"tests/{test}": {"cli/recorder", "storage/file_locks", "storage/files", "storage/lock"}
        for test in (
            "program/test_windows.py::test_a_writer_waits_for_another_writer",
            "safety/test_sharing.py",
            "storage/test_lock.py",
        )
    },
    **{
        f"tests/program/test_windows.py::test_a_{test}": {
            *("cli/recorder", "storage/files", "storage/replace"),
        }
        for test in (
            "writer_waits_while_the_data_file_is_open",
            "data_file_that_stays_open_is_an_error",
        )
    },
    "tests/program/test_windows.py::test_a_workbook_that_is_open_in_excel_is_an_error": {
        *("cli/output", "storage/new_files", "storage/report_file"),
    },
    "tests/recording/test_form_entries.py": {
        *("recording/form_entries", "recording/grid", "recording/rules", "recording/sheets"),
        *("recording/planning", "recording/typed_input"),
    },
    "tests/render/test_docx.py": {
        *("render/archive", "render/docx", "render/paper_head", "render/paragraphs"),
        *("render/word", "render/word_tables"),
    },
    "tests/render/test_xlsx.py": {
        *("render/archive", "render/columns", "render/sheet_columns", "render/xlsx"),
    },
    "tests/reports/test_remind.py": {
        *("reports/deadline_words", "reports/item_words", "reports/paper", "reports/remind"),
        *("reports/remind_messages", "reports/remind_papers"),
    },
    "tests/reports/weekly/test_week.py": {
        *("reports/common_tables", "reports/deadline_words", "reports/entry_words"),
        *("reports/item_words", "reports/json_data", "reports/json_values"),
        *("reports/register", "reports/report_head", "reports/sentences", "reports/tables"),
        "reports/weekly",
    },
    "tests/reports/weekly/test_weekly_paper.py": {
        *("reports/item_words", "reports/measure_words", "reports/paper", "reports/quantities"),
        *("reports/report_head", "reports/sentences", "reports/weekly"),
    },
    "tests/storage/test_files.py": {"storage/files", "storage/new_files"},
    "tests/storage/test_report_file.py": {"storage/new_files", "storage/report_file"},
}


def tests_for(paths: Iterable[str]) -> list[str]:
    """Return pytest's arguments for changed files: test folders, and the tests to leave out."""
    changed = set(paths)
    folders = set(ALWAYS)
    needed = {test for test in SLOW if test.partition("::")[0] in changed}
    for path in changed:
        if path.startswith(FOR_ALL):
            return ["tests"]
        match path.split("/"):
            case ["src", "ntmtrack", room, *inside] | ["tests", room, *inside] if inside:
                place = "/".join([room, *inside])
                also = {test for about, test in ALSO.items() if stands_in(place, [about])}
                folders |= {folder_for(place), *also}
                needed |= {test for test, about in SLOW.items() if stands_in(place, about)}
            case ["src", "ntmtrack", _]:  # an entry point, or a module that all rooms use
                needed |= SLOW.keys()
    left_out = sorted(map(leave_out, SLOW.keys() - needed))
    return sorted(folder for folder in folders if (ROOT / folder).exists()) + left_out


def leave_out(test: str) -> str:
    """Return the pytest option that leaves out a test file or a single test."""
    return f"--{'deselect' if '::' in test else 'ignore'}={test}"


def never_quick() -> list[str]:
    """Return options that leave out files of `long` tests only, which import slow libraries."""
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    return [
        leave_out(path.relative_to(ROOT).as_posix())
        for path in tests
        if ALL_LONG in path.read_text(encoding="utf-8")
    ]


def folder_for(place: str) -> str:
    """Return the innermost test folder for a file: its folder's, or else its room's."""
    room, *inside = place.split("/")[:-1]
    own = "/".join(["tests", room, *inside[:1]])
    has_tests = any((ROOT / own).glob("test_*.py"))
    return own if has_tests else f"tests/{room}"


def stands_in(place: str, about: Iterable[str]) -> bool:
    """Return whether a file is in one of these rooms or folders, or is one of these modules."""
    return any(place.startswith((f"{prefix}/", f"{prefix}.")) for prefix in about)


def changed_files() -> list[str]:
    """Return the files that differ from the branch point on main, and untracked files."""
    start = git("merge-base", "HEAD", "main") or ["HEAD"]
    return git("diff", "--name-only", *start) + git("ls-files", "--others", "--exclude-standard")


def git(*arguments: str) -> list[str]:
    """Return the output lines of a git command, or none if it fails."""
    command = ["git", "-c", "core.quotePath=false", *arguments]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    return ran.stdout.decode().splitlines()


if __name__ == "__main__":
    sys.stdout.write(" ".join([*tests_for(changed_files()), *never_quick()]))
