"""Files that several people write: copies of conflicts are found, and git keeps both sides."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from repository import git
from running import run

from ntmtrack.storage import files
from ntmtrack.storage import shared_files

LINE = "assignments.yaml merge=union\n"
PLAIN = 2  # lines that `init` says anyway


def merge_of(name: str, folder: Path) -> str:
    """Return what git itself would do with a file."""
    return git("check-attr", "-z", "merge", "--", name, folder=folder).split("\0")[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    git("init", "-q", folder=tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_init_in_a_work_tree_says_what_it_added(tree: Path, language: str) -> None:
    ran = run("init", "--lang", language, folder=tree)
    assert (ran.code, ran.err) == (0, "")
    assert (tree / "data" / ".gitattributes").read_text(encoding="utf-8") == LINE
    assert merge_of("data/assignments.yaml", tree) == "union"
    assert merge_of("assignments.yaml", tree) == "unspecified"
    told = ran.out.splitlines()[-1]
    assert LINE.strip() in told
    assert str(Path("data", ".gitattributes")) in told


def test_init_outside_git_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()  # an empty folder makes no work tree
    ran = run("init", folder=tmp_path)
    assert len(ran.out.splitlines()) == PLAIN
    assert not (tmp_path / "data" / ".gitattributes").exists()


def test_init_in_a_linked_work_tree_adds_it_as_well(tmp_path: Path) -> None:
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
def test_what_stands_in_the_file_stays_and_nothing_is_added_twice(
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
def test_a_name_means_that_file_alone(tree: Path, name: str) -> None:
    assert run("init", name, folder=tree).code == 0
    assert merge_of(name, tree) == "union"
    assert merge_of("a1b.yaml", tree) == "unspecified"


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_is_no_plain_file_is_left_alone(tree: Path, kind: str) -> None:
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


def test_copies_are_known_by_their_names(path: Path) -> None:
    assert shared_files.conflict_copies(files.names_like(path), path) == sorted(COPIES)


def test_a_file_that_begins_otherwise_is_no_copy(path: Path) -> None:
    path.write_bytes(b"# another directive\n")
    assert shared_files.conflict_copies(files.names_like(path), path) == []
