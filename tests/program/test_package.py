"""What a package index shows of the program: README without a dead link, and what it is."""

from __future__ import annotations

import re
import tarfile
from email import message_from_bytes
from email.message import Message
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hatchling import build
from markup import READER
from running import HERE

ROOT = HERE.parent
ADDRESS = "https://code.example/office/ntmtrack"


@pytest.fixture(scope="module")
def building() -> ModuleType:
    spec = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def metadata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Message:
    monkeypatch.chdir(ROOT)
    name = build.prepare_metadata_for_build_wheel(str(tmp_path))
    return message_from_bytes((tmp_path / name / "METADATA").read_bytes())


def links(page: str) -> list[str]:
    """List where the links and pictures of a page lead."""
    tokens = [one for token in READER.parse(page) for one in (token, *(token.children or []))]
    found = [token.attrGet("href") or token.attrGet("src") for token in tokens]
    return [str(one) for one in found if one]


def test_an_index_shows_no_dead_link(metadata: Message) -> None:
    assert metadata["Description-Content-Type"] == "text/markdown"
    page = metadata.get_payload(decode=True)
    assert isinstance(page, bytes)
    shown = page.decode()
    assert shown.startswith("# ntmtrack\n")
    assert [one for one in links(shown) if not re.match("https?:|mailto:", one)] == []
    assert metadata.get_all("Project-URL") is None  # until there is an address


def test_with_an_address_each_link_leads_to_a_file_that_is_there(building: ModuleType) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = building.readme_for_index(readme, ADDRESS)
    here, there = links(readme), links(shown)
    assert len(here) == len(there)
    ours = [one for one in there if one.startswith(ADDRESS)]
    assert len(ours) > 20
    for one in ours:
        name = one.removeprefix(f"{ADDRESS}/blob/HEAD/").partition("?")[0].partition("#")[0]
        assert (ROOT / name).exists(), one


def test_what_stands_in_code_is_no_link(building: ModuleType) -> None:
    page = "`[a](b.md)` [c](d.md)\n\n```sh\n[e](f.md)\n```\n\n![G](h.png) [i](https://j.example)\n"
    assert building.readme_for_index(page, "") == (
        "`[a](b.md)` c\n\n```sh\n[e](f.md)\n```\n\n*G.* [i](https://j.example)\n"
    )


@pytest.mark.long
def test_of_the_source_archive_the_wheel_can_be_made_and_tested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    archive = build.build_sdist(str(tmp_path))
    with tarfile.open(tmp_path / archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"README.md", "CHANGELOG.md", "LICENSE", "hatch_build.py", "pyproject.toml"} <= names
    assert {".importlinter", "CONTRIBUTING.md", "Makefile", "tests/conftest.py"} <= names


def test_the_version_is_that_of_the_changelog(metadata: Message) -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *_ = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", changes, re.MULTILINE)
    assert metadata["Version"] == first
