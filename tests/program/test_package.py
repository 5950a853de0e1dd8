"""What a package index shows: a README without dead links, and the metadata."""

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
    """Return the targets of the links and pictures of a page."""
    tokens = [part for token in READER.parse(page) for part in (token, *(token.children or []))]
    targets = [token.attrGet("href") or token.attrGet("src") for token in tokens]
    return [str(part) for part in targets if part]


def test_an_index_shows_no_dead_link(metadata: Message) -> None:
    assert metadata["Description-Content-Type"] == "text/markdown"
    page = metadata.get_payload(decode=True)
    assert isinstance(page, bytes)
    shown = page.decode()
    assert shown.startswith("# ntmtrack\n")
    assert [target for target in links(shown) if not re.match("https?:|mailto:", target)] == []
    assert metadata.get_all("Project-URL") is None  # until the project has an address


def test_with_an_address_every_link_leads_to_an_existing_file(building: ModuleType) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = building.readme_for_index(readme, ADDRESS)
    in_readme, in_index = links(readme), links(shown)
    assert len(in_readme) == len(in_index)
    ours = [target for target in in_index if target.startswith(ADDRESS)]
    assert len(ours) > 20
    for target in ours:
        name = target.removeprefix(f"{ADDRESS}/blob/HEAD/").partition("?")[0].partition("#")[0]
        assert (ROOT / name).exists(), target


def test_links_in_code_are_left_alone(building: ModuleType) -> None:
    page = "`[a](b.md)` [c](d.md)\n\n```sh\n[e](f.md)\n```\n\n![G](h.png) [i](https://j.example)\n"
    assert building.readme_for_index(page, "") == (
        "`[a](b.md)` c\n\n```sh\n[e](f.md)\n```\n\n*G.* [i](https://j.example)\n"
    )


@pytest.mark.long
def test_the_source_archive_has_the_files_to_build_and_test_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    archive = build.build_sdist(str(tmp_path))
    with tarfile.open(tmp_path / archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"README.md", "CHANGELOG.md", "LICENSE", "hatch_build.py", "pyproject.toml"} <= names
    assert {".importlinter", "CONTRIBUTING.md", "Makefile", "tests/conftest.py"} <= names


def test_the_version_matches_the_changelog(metadata: Message) -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *_ = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", changes, re.MULTILINE)
    assert metadata["Version"] == first
