"""The documentation is true: its stories are told anew, what is made is made again, links lead on.

`pages` says how a page tells its story, `reference` how pages are made from the program.
`make docs` (or NTMTRACK_UPDATE_GOLDEN=1) puts today's answers into all pages.
"""

from __future__ import annotations

import re
import tomllib
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
from ntmtrack.datafile.part_reading import FilePart

ROOT = HERE.parent
DOCS = ROOT / "docs"
MADE = {
    DOCS / "commands.md": lambda: commands_page("en"),
    DOCS / "lenh.md": lambda: commands_page("vi"),
    DOCS / "errors.md": errors_page,
}
TOLD = [ROOT / "README.md", *sorted({*DOCS.glob("*.md")} - MADE.keys())]
PAGES = [*TOLD, *MADE]
FORMAT_PAGES = ("file-format.md", "dinh-dang-tep.md")
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
    hold(page, Story(tmp_path, monkeypatch).with_answers(page.read_text(encoding="utf-8")))


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


def test_the_files_that_newcomers_are_sent_to_are_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(
        r"`([a-z_]+/[\w/]+\.(?:py|po))`", page[page.index("| where is") : page.index("## Tests")]
    )
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / "src" / "ntmtrack" / path).is_file()] == []


def test_the_licences_of_all_that_is_needed_are_listed() -> None:
    page = (DOCS / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([\w-]+) \| .* \| (.*) \|$", page, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    required = [*project["dependencies"], *extras["parquet"], *extras["pdf"]]
    names = {re.split(r"[^\w-]", line, maxsplit=1)[0].lower() for line in required}
    assert listed.keys() >= names
    assert "see the package" not in listed.values()


def test_the_readme_has_every_command_in_its_tables() -> None:
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`([a-z]+)", " ".join(rows))) >= COMMANDS.keys()


@pytest.mark.parametrize("name", FORMAT_PAGES)
def test_every_key_of_the_data_file_is_on_its_page(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    told = re.findall(r"[a-z_]+", " ".join(code[0] for code in CODE.finditer(page)))
    parts: tuple[type[FilePart], ...] = (*file_schema.PARTS, file_format.WholeFile)
    fields = [field for part in parts for field in part.fields.items()]
    assert len(fields) > 50
    assert {info.alias or name for name, info in fields} - set(told) == set()


# A row of the table of what letters say: their words, the lines of the task, what is printed.
WORDING = re.compile(
    r"^\| (?P<says>[^|]+) \| (?P<lines>`[^|]+`) \| (?P<printed>[^|]+) \|$", re.MULTILINE
)
LETTER = """\
format: 1
directive: {number: 1-KH/ĐU, issued: 2/6/2025, issuer: Đảng ủy xã, subject: Việc của xã}
owners: [{id: van-phong, name: Văn phòng}]
events:
  - {id: bau-cu, name: Ngày bầu cử, date: 15/3/2026}
  - {id: tong-ket, name: Hội nghị tổng kết}
tasks:
  - id: viec
    title: Việc
    owner: van-phong
"""


def test_what_letters_say_is_printed_as_the_table_has_it(tmp_path: Path) -> None:
    page = DOCS / "dinh-dang-tep.md"
    text = page.read_text(encoding="utf-8")

    def with_printed(row: re.Match[str]) -> str:
        return f"| {row['says']} | {row['lines']} | {printed(row['lines'], tmp_path)} |"

    assert len(WORDING.findall(text)) >= 30
    hold(page, WORDING.sub(with_printed, text))


def printed(lines: str, folder: Path) -> str:
    """Return the deadline that `show` prints of a task with these lines."""
    task = "".join(f"    {line}\n" for line in re.findall(r"`([^`]+)`", lines))
    (folder / "viec.yaml").write_text(LETTER + task, encoding="utf-8")
    options = ("-f", "viec.yaml", "--as-of", "10/6/2025", "--lang", "vi", "--width", "400")
    shown = run("show", "viec", *options, folder=folder)
    assert shown.err == ""
    (deadline,) = re.findall(r"^  Thời hạn +(.+)$", shown.out, re.MULTILINE)
    return str(deadline)
