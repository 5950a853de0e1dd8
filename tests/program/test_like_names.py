"""Names that differ only in accents: Nguyễn Văn Hùng and Nguyễn Văn Hưng may both be owners."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Ran
from running import run

FILE = """\
format: 1
directive: {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã Thử, subject: Thử}
villages:
  - {id: bai-duong-a, name: Bãi Đường}
  - {id: bai-duong-b, name: Bãi Dương}
owners:
  - {id: hung-dc, name: Nguyễn Văn Hùng, title: Địa chính, kind: person}
  - {id: hung-vh, name: Nguyễn Văn Hưng, title: Văn hóa, kind: person}
tasks:
  - {id: theo-thon, title: Theo thôn, owner: hung-dc, villages: all, each: village, due: 2024-02-01}
  - {id: moi-nguoi, title: Mỗi người, owner: [hung-dc, hung-vh], each: owner, due: 2024-02-01}
progress: []
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file with owners and villages whose names differ only in accents."""
    path = tmp_path / "viec.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def done(file: Path, *arguments: str) -> Ran:
    """Record a task as done."""
    return run("done", *arguments, "--on", "2024-02-01", "-f", str(file), NTMTRACK_LANG="en")


def test_names_that_differ_only_in_accents_are_valid(file: Path) -> None:
    assert run("check", "-f", str(file)).code == 0


def test_reports_name_both(file: Path) -> None:
    out = run("list", "-f", str(file), "--as-of", "2024-02-05", "--width", "200").out
    for name in ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Bãi Đường", "Bãi Dương"):
        assert name in out


@pytest.mark.parametrize(
    ("arguments", "both"),
    [
        (("moi-nguoi", "--owner", "nguyen van hung"), ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng")),
        (("moi-nguoi", "--owner", "hung"), ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng")),
        (("theo-thon", "--village", "bai duong"), ("Bãi Đường", "Bãi Dương")),
    ],
)
def test_a_name_typed_without_accents_lists_both_and_records_nothing(
    file: Path, arguments: tuple[str, ...], both: tuple[str, str]
) -> None:
    ran = done(file, *arguments)
    assert ran.code == 2
    assert all(name in ran.err for name in both)
    assert file.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize(
    ("arguments", "recorded"),
    [
        (("moi-nguoi", "--owner", "Nguyễn Văn Hùng"), "owner: hung-dc"),
        (("moi-nguoi", "--owner", "Hưng"), "owner: hung-vh"),
        (("moi-nguoi@hung-vh",), "owner: hung-vh"),
        (("theo-thon", "--village", "Bãi Dương"), "village: bai-duong-b"),
        (("theo-thon", "--village", "bai-duong-a"), "village: bai-duong-a"),
    ],
)
def test_accents_or_ids_select_one_of_them(
    file: Path, arguments: tuple[str, ...], recorded: str
) -> None:
    assert done(file, *arguments).code == 0
    assert recorded in file.read_text(encoding="utf-8").partition("progress:")[2]


@pytest.mark.parametrize("alias", ["Bãi Đường", "BÃI-ĐƯỜNG", "bai-duong-a"])
def test_two_villages_with_the_same_name_are_an_error(file: Path, alias: str) -> None:
    text = FILE.replace("name: Bãi Dương}", f"name: Bãi Dương, aliases: [{alias}]}}")
    file.write_text(text, encoding="utf-8")
    ran = run("check", "-f", str(file))
    assert ran.code == 65
    assert "same-name" in ran.out + ran.err


@pytest.mark.parametrize(
    ("titles", "labels"),
    [
        (("title: Địa chính, ", "title: Văn hóa, "), ("Địa chính", "Văn hóa")),
        (("title: Địa chính, ", "title: Địa chính, "), ("hung-dc", "hung-vh")),
        (("title: Địa chính, ", ""), ("hung-dc", "hung-vh")),
    ],
)
def test_identical_full_names_are_distinguished_by_title_or_else_by_id(
    file: Path, titles: tuple[str, str], labels: tuple[str, str]
) -> None:
    text = FILE.replace("Nguyễn Văn Hưng", "Nguyễn Văn Hùng")
    text = text.replace("title: Địa chính, ", titles[0]).replace("title: Văn hóa, ", titles[1])
    file.write_text(text, encoding="utf-8")
    check = run("check", "-f", str(file))
    assert check.code == 0
    assert "same-full-name" in check.out + check.err
    out = run("list", "-f", str(file), "--as-of", "2024-02-05", "--width", "200").out
    assert all(f"Nguyễn Văn Hùng ({label})" in out for label in labels)
    shown = run("show", "moi-nguoi", "-f", str(file), "--width", "200").out
    assert "(Địa chính) (Địa chính)" not in shown
    ambiguous = done(file, "moi-nguoi", "--owner", "Nguyễn Văn Hùng")
    assert ambiguous.code == 2
    assert all(f"({label})" in ambiguous.err for label in labels)
    assert done(file, "moi-nguoi", "--owner", "hung-vh").code == 0
