"""The documentation is true: its commands run again, generated pages are current, links work.

`pages` runs the commands of a page, and `reference` generates pages from the program.
`make docs` (or NTMTRACK_UPDATE_GOLDEN=1) updates all pages.
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
GENERATED = {
    DOCS / "commands.md": lambda: commands_page("en"),
    DOCS / "lenh.md": lambda: commands_page("vi"),
    DOCS / "errors.md": errors_page,
}
WRITTEN = [ROOT / "README.md", *sorted({*DOCS.glob("*.md")} - GENERATED.keys())]
PAGES = [*WRITTEN, *GENERATED]
FORMAT_PAGES = ("file-format.md", "dinh-dang-tep.md")
CODE = re.compile(r"^```(?P<block>.*?)^```$|`(?P<inline>[^`\n]+)`", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"\bntmtrack ([a-z]+)((?: [^\n|`]*)?)")
OPTION = re.compile(r"(?<!\S)--?[a-zA-Z][a-z-]*")
OWN = {"--help", "--version"}  # options of the program itself


def each(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=[page.stem for page in pages])


def check_page(page: Path, text: str) -> None:
    """Check that a page equals its current text, or update the page."""
    if UPDATE:
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text, "`make docs` puts today's answers in"


@each(WRITTEN)
def test_a_page_shows_what_its_commands_print(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_page(page, Story(tmp_path, monkeypatch).with_answers(page.read_text(encoding="utf-8")))


@each([*GENERATED])
def test_a_generated_page_is_up_to_date(page: Path) -> None:
    check_page(page, GENERATED[page]())


def test_the_architecture_lists_exactly_the_modules() -> None:
    page = DOCS / "architecture.md"
    check_page(page, with_rooms(page.read_text(encoding="utf-8")))
    rows = re.findall(r"^\| `([a-z_.]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == modules()


def test_every_name_in_the_architecture_exists() -> None:
    text = PART.sub("", (DOCS / "architecture.md").read_text(encoding="utf-8"))
    rooms = {name.partition(".")[0] for name in modules()}
    dotted = re.findall(r"`([a-z_]+(?:\.[a-zA-Z_]+)+)`", text)
    references = [name for name in dotted if name.partition(".")[0] in rooms]
    assert len(references) > 10
    for name in references:
        assert resolve_name(f"ntmtrack.{name}"), name


@each(PAGES)
def test_a_page_has_no_dead_links(page: Path) -> None:
    for target in re.findall(r"\]\(([^):]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@cache
def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    text = CODE.sub(lambda code: code["inline"] or "", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each(WRITTEN)
def test_a_page_names_existing_commands_and_options(page: Path) -> None:
    for command, options in calls(page.read_text(encoding="utf-8")):
        assert command in COMMANDS
        assert {*options} <= options_of(command), command


def calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the commands, with options, in the code of a page, in blocks and within sentences."""
    for code in CODE.finditer(text):
        for command, rest in CALL.findall(code["block"] or code["inline"]):
            unquoted = re.sub(r"\"[^\"]*\"|'[^']*'", "…", rest)
            yield command, OPTION.findall(unquoted)


@cache
def options_of(command: str) -> set[str]:
    """Return the options that the help of a command lists."""
    return OWN | set(OPTION.findall(run(command, "--help").out.replace(",", " ")))


def test_the_files_that_the_contributing_guide_names_exist() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(
        r"`([a-z_]+/[\w/]+\.(?:py|po))`", page[page.index("| where is") : page.index("## Tests")]
    )
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / "src" / "ntmtrack" / path).is_file()] == []


def test_the_licences_of_all_dependencies_are_listed() -> None:
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
    documented = re.findall(r"[a-z_]+", " ".join(code[0] for code in CODE.finditer(page)))
    parts: tuple[type[FilePart], ...] = (*file_schema.PARTS, file_format.WholeFile)
    fields = [field for part in parts for field in part.fields.items()]
    assert len(fields) > 50
    assert {info.alias or name for name, info in fields} - set(documented) == set()


# A table row with the letter's words, the lines of the task, and the printed deadline.
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


def test_deadlines_are_printed_as_the_table_says(tmp_path: Path) -> None:
    page = DOCS / "dinh-dang-tep.md"
    text = page.read_text(encoding="utf-8")

    def with_printed(row: re.Match[str]) -> str:
        return f"| {row['says']} | {row['lines']} | {printed(row['lines'], tmp_path)} |"

    assert len(WORDING.findall(text)) >= 30
    check_page(page, WORDING.sub(with_printed, text))


def printed(lines: str, folder: Path) -> str:
    """Return the deadline that `show` prints for a task with these lines."""
    task = "".join(f"    {line}\n" for line in re.findall(r"`([^`]+)`", lines))
    (folder / "viec.yaml").write_text(LETTER + task, encoding="utf-8")
    options = ("-f", "viec.yaml", "--as-of", "10/6/2025", "--lang", "vi", "--width", "400")
    shown = run("show", "viec", *options, folder=folder)
    assert shown.err == ""
    (deadline,) = re.findall(r"^  Thời hạn +(.+)$", shown.out, re.MULTILINE)
    return str(deadline)
