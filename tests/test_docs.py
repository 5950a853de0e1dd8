"""Every command that the documentation shows is run, and answers as it is shown.

A block marked `console` holds commands after `$ ` and what they print. The commands of a page run
in order, in one new folder; NTMTRACK_UPDATE_GOLDEN=1 puts the answers into the page.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from running import HERE
from running import run
from test_golden import UPDATE

ROOT = HERE.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


def answers(block: str, folder: Path) -> str:
    """Run the commands of a block and write down what they print, as a reader would see it."""
    said = []
    for line in COMMAND.findall(block):
        ran = run(*shlex.split(line)[1:], folder=folder)
        said.append(f"$ {line}\n{ran.out}{ran.err}")
    return "\n".join(said)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = BLOCK.sub(lambda block: f"```console\n{answers(block[1], tmp_path)}```", text)
    if UPDATE:
        page.write_text(shown, encoding="utf-8")
    else:
        assert text == shown


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_links_to_files_that_are_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
