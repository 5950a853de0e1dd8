"""Copies that shared folders make are known by their names, and by how they begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmtrack.storage import conflict_copies
from ntmtrack.storage import files

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
    assert conflict_copies.among(files.names_like(path), path) == sorted(COPIES)


def test_a_file_that_begins_otherwise_is_no_copy(path: Path) -> None:
    path.write_bytes(b"# another directive\n")
    assert conflict_copies.among(files.names_like(path), path) == []
