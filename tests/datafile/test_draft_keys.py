"""Drafts in a file: what may be missing, how proposals are checked, and that no copy is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import run

from ntmtrack.datafile import kept_copy
from ntmtrack.datafile.load import load

HEAD = """\
format: 1
directive: {number: 7/KH-UBND, issued: 2025-11-03, issuer: UBND xã Đồi Chè, subject: Sửa kênh}
owners:
  - {id: kinh-te, name: Phòng Kinh tế}
"""
GOOD = "tasks:\n  - {id: kenh, title: Sửa kênh, owner: kinh-te, due: 2025-12-01}\n"


def codes(text: str) -> list[str]:
    return [problem.code.value for problem in load(text.encode(), "nhap.yaml").problems]


def drafted(draft: str, keys: str = "") -> str:
    return f"{HEAD}tasks:\n  - {{id: kenh, title: Sửa kênh, {keys}draft: {draft}}}\n"


def test_a_file_with_a_draft_gives_no_document_and_is_never_kept() -> None:
    data = drafted("{at: đoạn 2, quote: Sửa kênh}", "owner: kinh-te, ").encode()
    for loaded in (load(data, "nhap.yaml"), kept_copy.load(data, "nhap.yaml")):
        assert loaded.document is None
    copy = kept_copy.find(data)
    assert copy is None or not copy.path.exists()


def test_a_proposal_may_have_the_required_keys() -> None:
    assert codes(drafted("{propose: {owner: kinh-te}}")) == ["draft", "draft-left"]
    assert codes(drafted("{at: đoạn 2}")) == ["draft:lacking", "draft-left"]
    head = "format: 1\ndirective: {draft: {propose: {issued: 2025-11-03}}}\nowners: []\ntasks: []\n"
    assert codes(head) == ["draft:lacking", "draft-left"]
    assert "unknown-owner" in codes(drafted("{propose: {owner: nong-nghiep}}"))


@pytest.mark.parametrize(
    ("proposed", "code"),
    [
        ("{due: 31/11/2025}", "no-such-day"),
        ("{dua: 2025-11-30}", "unknown-key"),
        ("{due: [2025-11-20, 31/11/2025]}", "no-such-day"),
        ("{each: ward}", "bad-choice"),
        ("{repeat: {every: month}}", "missing-key"),
    ],
)
def test_a_proposal_must_be_valid_for_its_key(proposed: str, code: str) -> None:
    loaded = load(drafted(f"{{propose: {proposed}}}", "owner: kinh-te, ").encode(), "nhap.yaml")
    wrong = [problem for problem in loaded.problems if problem.code.value == code]
    assert len(wrong) == 1
    assert wrong[0].place
    assert wrong[0].place.caret >= wrong[0].place.excerpt.index("propose")


def test_alternatives_are_a_list_and_due_is_may_precede_the_confirmed_day() -> None:
    text = drafted("{propose: {due: [2025-11-20, 2025-11-15]}}", "owner: kinh-te, due_is: before, ")
    assert codes(text) == ["draft", "draft-left"]
    assert "needs-due" in codes(drafted("{at: đoạn 2}", "owner: kinh-te, due_is: before, "))


def test_unused_sentences_are_not_drafts() -> None:
    assert codes(HEAD + GOOD + "unused:\n  - {at: đoạn 9, text: Nghiêm túc thực hiện}\n") == []
    assert codes(HEAD + GOOD + "unused:\n  - {at: đoạn 9}\n") == ["missing-key"]


def test_reports_and_writes_refuse_a_draft_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "nhap.yaml"
    path.write_text(drafted("{at: đoạn 2}", "owner: kinh-te, "), "utf-8")
    before = path.read_bytes()
    for command in (["status"], ["list"], ["done", "kenh"], ["export", "-F", "csv"]):
        ran = run(*command, "--file", str(path), folder=tmp_path, NTMTRACK_LANG="en")
        assert (ran.out, ran.code) == ("", 65)
        assert "This file is still a draft; parts that nobody has" in ran.err
        assert "ntmtrack draft --review" in ran.err
    assert path.read_bytes() == before
    ran = run("check", "--file", str(path), folder=tmp_path, NTMTRACK_LANG="en")
    assert (ran.err, ran.code) == ("", 65)
    assert "task kenh: Not confirmed yet." in ran.out
    assert run("schema", "--file", str(path), folder=tmp_path).code == 0


def test_a_draft_among_several_files_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "nhap.yaml").write_text(drafted("{at: x}", "owner: kinh-te, "), "utf-8")
    (tmp_path / "xong.yaml").write_text(HEAD + GOOD, "utf-8")
    arguments = ("list", "-f", "nhap.yaml", "-f", "xong.yaml", "--as-of", "2025-11-10")
    ran = run(*arguments, folder=tmp_path, NTMTRACK_LANG="en")
    assert ran.code == 65
    assert "kenh" in ran.out
    assert ran.err.startswith("nhap.yaml:")
    assert "xong.yaml" not in ran.err
