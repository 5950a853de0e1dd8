"""Files that several people write: conflict copies are found, and git merges both sides."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from repository import git
from running import run

from ntmtrack.storage import files
from ntmtrack.storage import shared_files

LINE = "assignments.yaml merge=union\n"
PLAIN = 2  # lines that `init` always prints


def merge_of(name: str, folder: Path) -> str:
    """Return the merge attribute that git reads for a file."""
    return git("check-attr", "-z", "merge", "--", name, folder=folder).split("\0")[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    git("init", "-q", folder=tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_init_in_a_work_tree_adds_a_merge_rule_and_says_so(tree: Path, language: str) -> None:
    ran = run("init", "--lang", language, folder=tree)
    assert (ran.code, ran.err) == (0, "")
    assert (tree / "data" / ".gitattributes").read_text(encoding="utf-8") == LINE
    assert merge_of("data/assignments.yaml", tree) == "union"
    assert merge_of("assignments.yaml", tree) == "unspecified"
    last_line = ran.out.splitlines()[-1]
    assert LINE.strip() in last_line
    assert str(Path("data", ".gitattributes")) in last_line


def test_init_outside_git_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()  # an empty folder is no work tree
    ran = run("init", folder=tmp_path)
    assert len(ran.out.splitlines()) == PLAIN
    assert not (tmp_path / "data" / ".gitattributes").exists()


def test_init_in_a_linked_work_tree_adds_the_merge_rule_too(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    run("init", "assignments.yaml", folder=tmp_path)
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == LINE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", LINE.encode()),
        (b"# \xc3\xbd\r\n*.docx binary\r\n", b"# \xc3\xbd\r\n*.docx binary\r\n" + LINE.encode()),
        (b"*.docx binary", b"*.docx binary\n" + LINE.encode()),
        (b"assignments.yaml text\n", b"assignments.yaml text\n" + LINE.encode()),
        (b"assignments.yaml.bak merge=union\n", None),
        (b"\xff\n", b"\xff\n" + LINE.encode()),
        *((line, line) for line in (LINE.encode(), b"assignments.yaml text merge=ours\n")),
        *((line, line) for line in (b"assignments.yaml -merge\n", b"  assignments.yaml\tmerge")),
    ],
)
def test_existing_rules_are_kept_and_never_added_twice(
    tree: Path, before: bytes, after: bytes | None
) -> None:
    path = tree / ".gitattributes"
    path.write_bytes(before)
    ran = run("init", "assignments.yaml", folder=tree)
    expected = before + LINE.encode() if after is None else after
    assert path.read_bytes() == expected
    assert len(ran.out.splitlines()) == PLAIN + (expected != before)


@pytest.mark.parametrize(
    "name", ["sổ việc.yaml", "a[1]*?.yaml", "#so.yaml", "!so.yaml", '"a".yaml']
)
def test_the_merge_rule_applies_to_that_file_alone(tree: Path, name: str) -> None:
    assert run("init", name, folder=tree).code == 0
    assert merge_of(name, tree) == "union"
    assert merge_of("a1b.yaml", tree) == "unspecified"


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_attributes_that_are_no_regular_file_are_left_alone(tree: Path, kind: str) -> None:
    path = tree / ".gitattributes"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        (tree / "other").write_text("x\n", encoding="utf-8")
        path.symlink_to("other")
    else:
        os.mkfifo(path)
    ran = run("init", "assignments.yaml", folder=tree)
    assert (ran.code, len(ran.out.splitlines()), ran.err) == (0, PLAIN, "")
    assert kind != "link" or (tree / "other").read_text(encoding="utf-8") == "x\n"


COPIES = [
    "viec (1).yaml",
    "viec(2).yaml",
    "viec - Copy.yaml",
    "viec - Sao chép.yaml",
    "viec-PC2.yaml",
    "viec-DESKTOP-4F2K1.yaml",
    "viec (Lan's conflicted copy 2025-03-12).yaml",
    "viec (Conflicted copy from PC2).yaml",
    "viec (conflicted copy 2025-03-12 081500).yaml",
    "viec.sync-conflict-20250312-081500-ABCDEFG.yaml",
    "viec_conflict-20250312.yaml",
]
OTHERS = [
    "viec.yaml",
    "viec-2025.yaml",
    "viec-khac.yaml",
    "viec xa.yaml",
    "viec1.yaml",
    "viec (1).yml",
    "khac (1).yaml",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name in (*COPIES, *OTHERS):
        (tmp_path / name).write_bytes(b"format: 1\n")
    return tmp_path / "viec.yaml"


def test_conflict_copies_are_recognized_by_their_names(path: Path) -> None:
    assert shared_files.conflict_copies(files.names_like(path), path) == sorted(COPIES)


def test_a_file_that_begins_differently_is_no_copy(path: Path) -> None:
    path.write_bytes(b"# another directive\n")
    assert shared_files.conflict_copies(files.names_like(path), path) == []
