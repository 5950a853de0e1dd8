"""The documentation is true: its stories are told anew, what is made is made again, links lead on.

`pages` says how a page tells its story, `reference` how pages are made from the program.
`make docs` (or NTMTRACK_UPDATE_GOLDEN=1) puts today's answers into all pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest
from expected import UPDATE
from pages import Story
from reference import commands_page
from reference import errors_page
from rooms import PART
from rooms import modules
from rooms import with_rooms
from running import HERE
from running import run

from ntmtrack.cli.commands import COMMANDS
from ntmtrack.datafile import file_format
from ntmtrack.datafile import file_schema
from ntmtrack.datafile.parts import FilePart

ROOT = HERE.parent
DOCS = ROOT / "docs"
MADE = {
    DOCS / "commands.md": lambda: commands_page("en"),
    DOCS / "lenh.md": lambda: commands_page("vi"),
    DOCS / "errors.md": errors_page,
}
TOLD = [ROOT / "README.md", *sorted({*DOCS.glob("*.md")} - MADE.keys())]
PAGES = [*TOLD, *MADE]
CODE = re.compile(r"^```(?P<block>.*?)^```$|`(?P<inline>[^`\n]+)`", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"\bntmtrack ([a-z]+)((?: [^\n|`]*)?)")
OPTION = re.compile(r"(?<!\S)--?[a-zA-Z][a-z-]*")
OWN = {"--help", "--version"}  # of the program as a whole


def each(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=[page.stem for page in pages])


def hold(page: Path, told: str) -> None:
    """Hold that a page is as it was told now, or write it down."""
    if UPDATE:
        page.write_text(told, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == told, "`make docs` puts today's answers in"


@each(TOLD)
def test_a_page_shows_what_its_commands_print(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(page, Story(tmp_path, monkeypatch).told(page.read_text(encoding="utf-8")))


@each([*MADE])
def test_a_page_made_from_the_program_is_up_to_date(page: Path) -> None:
    hold(page, MADE[page]())


def test_the_architecture_shows_every_module_and_no_other() -> None:
    page = DOCS / "architecture.md"
    hold(page, with_rooms(page.read_text(encoding="utf-8")))
    rows = re.findall(r"^\| `([a-z_.]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == modules()


def test_what_the_architecture_names_is_there() -> None:
    told = PART.sub("", (DOCS / "architecture.md").read_text(encoding="utf-8"))
    rooms = {name.partition(".")[0] for name in modules()}
    dotted = re.findall(r"`([a-z_]+(?:\.[a-zA-Z_]+)+)`", told)
    named = [name for name in dotted if name.partition(".")[0] in rooms]
    assert len(named) > 10
    for name in named:
        assert resolve_name(f"ntmtrack.{name}"), name


@each(PAGES)
def test_a_page_links_to_what_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^):]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@cache
def anchors(page: Path) -> set[str]:
    """Name the headings of a page as links do on GitHub."""
    text = CODE.sub(lambda code: code["inline"] or "", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@each(TOLD)
def test_a_page_names_commands_and_options_that_there_are(page: Path) -> None:
    for command, options in calls(page.read_text(encoding="utf-8")):
        assert command in COMMANDS
        assert {*options} <= known(command), command


def calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """List the commands in the code of a page, in blocks and within sentences."""
    for code in CODE.finditer(text):
        for command, rest in CALL.findall(code["block"] or code["inline"]):
            unquoted = re.sub(r"\"[^\"]*\"|'[^']*'", "…", rest)
            yield command, OPTION.findall(unquoted)


@cache
def known(command: str) -> set[str]:
    """List the options of a command, as its help does."""
    return OWN | set(OPTION.findall(run(command, "--help").out.replace(",", " ")))


def test_the_readme_has_every_command_in_its_tables() -> None:
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`([a-z]+)", " ".join(rows))) >= COMMANDS.keys()


def test_every_key_of_the_data_file_is_on_its_page() -> None:
    page = (DOCS / "file-format.md").read_text(encoding="utf-8")
    told = re.findall(r"[a-z_]+", " ".join(code[0] for code in CODE.finditer(page)))
    parts: tuple[type[FilePart], ...] = (*file_schema.PARTS, file_format.WholeFile)
    fields = [field for part in parts for field in part.model_fields.items()]
    assert len(fields) > 50
    assert {info.alias or name for name, info in fields} - set(told) == set()
