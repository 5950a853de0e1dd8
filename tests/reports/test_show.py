"""What `show` says of who answers where a task names no village."""

from __future__ import annotations

from pathlib import Path

from running import run

FILE = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
owners: [{id: ba, name: Le Thi Ba}, {id: bo, name: Tran Van Bo}]
tasks:
  - {id: two, title: Each owner, owner: [ba, bo], each: owner, due: 2024-05-05}
  - {id: joint, title: Both together, owner: [ba, bo], due: 2024-05-05}
"""


def test_each_owner_answers_for_itself_also_without_villages(tmp_path: Path) -> None:
    file = tmp_path / "owners.yaml"
    file.write_text(FILE, encoding="utf-8")
    words = "; each owner answers for itself"
    assert words in run("show", "two", "-f", str(file), "--lang", "en").out
    assert words not in run("show", "joint", "-f", str(file), "--lang", "en").out
