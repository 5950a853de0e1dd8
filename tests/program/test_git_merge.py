"""Two people's branches, merged by git: no entry is lost, and no conflict is silent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import git
from running import DATA
from running import Ran
from running import run

from ntmtrack.datafile.load import load

FILE = "assignments.yaml"
TASKS = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}
owners: [{id: ubnd, name: UBND xã}]
tasks:
  - {id: kenh, title: Kênh, owner: ubnd, due: 2021-07-05}
  - id: cau
    title: Cầu
    owner: ubnd
    due: 2021-07-06
progress: []
"""
TWICE = {"duplicate-id", "duplicate-key", "amended-twice"}
MARKER = re.compile(r"^(<{7} .*|={7}|>{7} .*)\n", re.MULTILINE)


def ran_in(folder: Path, *words: str) -> Ran:
    return run(*words, folder=folder, NTMTRACK_LANG="en")


def record(folder: Path, *words: str) -> None:
    """Record an entry and commit it."""
    ran = ran_in(folder, *words)
    assert ran.code == 0, ran.err
    git("commit", "-qam", " ".join(words), folder=folder)


def make_repository(folder: Path, text: str = TASKS) -> None:
    """Make a repository with a data file for which `init` set up git."""
    git("init", "-q", "-b", "main", folder=folder)
    assert run("init", FILE, folder=folder).code == 0
    (folder / FILE).write_text(text, encoding="utf-8")
    git("add", "-A", folder=folder)
    git("commit", "-qm", "The letter", folder=folder)


def items(folder: Path) -> dict[str, dict[str, object]]:
    report = json.loads(ran_in(folder, "list", "-F", "json").out)
    return {item["key"]: item for item in report["items"]}


def test_the_entries_of_both_branches_count(tmp_path: Path) -> None:
    make_repository(tmp_path)
    git("switch", "-qc", "hoa", folder=tmp_path)
    record(tmp_path, "done", "kenh", "--on", "4/7/2021", "--by", "Hoa")
    git("switch", "-q", "main", folder=tmp_path)
    record(tmp_path, "note", "cau", "Chờ gỗ", "--by", "Lan")
    record(tmp_path, "done", "cau", "--on", "6/7/2021", "--by", "Lan")
    git("merge", "-q", "hoa", folder=tmp_path)
    assert ran_in(tmp_path, "check").code == 0
    by_key = items(tmp_path)
    assert [by_key[key]["status"] for key in ("kenh", "cau")] == ["done", "done"]
    assert by_key["cau"]["note"] == "Chờ gỗ"
    git("switch", "-q", "hoa", folder=tmp_path)
    record(tmp_path, "note", "kenh", "Đã nghiệm thu")
    git("merge", "-q", "main", folder=tmp_path)
    git("switch", "-q", "main", folder=tmp_path)
    git("merge", "-q", "hoa", folder=tmp_path)
    log = json.loads(ran_in(tmp_path, "history", "-F", "json").out)["entries"]
    assert len(log) == 4


def test_an_entry_that_both_branches_undid_is_a_warning(tmp_path: Path) -> None:
    make_repository(tmp_path)
    record(tmp_path, "done", "kenh", "--on", "4/7/2021")
    git("switch", "-qc", "hoa", folder=tmp_path)
    record(tmp_path, "undo")
    record(tmp_path, "extend", "kenh", "--to", "1/1/2031", "--by", "Bí thư", "--note", "Mưa")
    git("switch", "-q", "main", folder=tmp_path)
    record(tmp_path, "undo")
    record(tmp_path, "extend", "kenh", "--to", "1/1/2030", "--by", "Bí thư", "--note", "Mưa")
    git("merge", "-q", "hoa", folder=tmp_path)
    ran = ran_in(tmp_path, "check")
    assert (ran.code, ran.out.count("undone-twice")) == (0, 1)
    assert items(tmp_path)["kenh"]["due"] == "2031-01-01"
    written = ran_in(tmp_path, "note", "kenh", "Mưa").err
    assert "warning: entry of kenh" in written
    assert "[undone-twice]" in written


def test_without_the_merge_rule_the_advice_on_conflicts_keeps_all_entries(tmp_path: Path) -> None:
    make_repository(tmp_path)
    git("rm", "-q", ".gitattributes", folder=tmp_path)
    record(tmp_path, "start", "kenh", "--on", "1/7/2021")
    git("switch", "-qc", "hoa", folder=tmp_path)
    record(tmp_path, "done", "kenh", "--on", "4/7/2021")
    git("switch", "-q", "main", folder=tmp_path)
    record(tmp_path, "done", "cau", "--on", "6/7/2021")
    git("merge", "-q", "hoa", folder=tmp_path, check=False)
    ran = ran_in(tmp_path, "check")
    assert ran.code == 65
    assert ran.out.count("Keep the entries of both; delete only the three lines") == 3
    path = tmp_path / FILE
    path.write_text(MARKER.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert ran_in(tmp_path, "check").code == 0
    assert {item["status"] for item in items(tmp_path).values()} == {"done"}


@pytest.mark.parametrize(
    ("line", "hers", "his", "code"),
    [
        (
            "    due: 2021-07-06\n",
            "    due: 2021-07-16\n",
            "    due: 2021-07-26\n",
            "duplicate-key",
        ),
        ("title: Kênh,", "title: Kênh chính,", "title: Kênh phụ,", "duplicate-id"),
    ],
)
def test_check_reports_a_line_that_both_branches_edited(
    line: str, hers: str, his: str, code: str, tmp_path: Path
) -> None:
    make_repository(tmp_path)
    path = tmp_path / FILE
    git("switch", "-qc", "hoa", folder=tmp_path)
    path.write_text(TASKS.replace(line, hers), encoding="utf-8")
    git("commit", "-qam", "Hers", folder=tmp_path)
    git("switch", "-q", "main", folder=tmp_path)
    path.write_text(TASKS.replace(line, his), encoding="utf-8")
    git("commit", "-qam", "His", folder=tmp_path)
    git("merge", "-q", "hoa", folder=tmp_path)  # succeeds silently
    ran = ran_in(tmp_path, "check")
    assert ran.code == 65
    assert f"[{code}]" in ran.out


def edited(line: str, who: str) -> Iterator[str]:
    """Yield versions of a line, each with one word or number changed; ids stay."""
    for word in re.finditer(r"(?<!id: )(?<![\w-])\w+", line.partition(" #")[0]):
        other = word[0] + who
        if word[0].isdigit():
            other = str(int(word[0]) + (1 if who == "a" else 2)).zfill(len(word[0]))
        yield line[: word.start()] + other + line[word.end() :]


def versions(lines: list[str], number: int) -> list[str]:
    """Return two valid texts in which one line is changed, each in a different way."""
    valid_texts = []
    for who in "ab":
        texts = (
            "".join([*lines[:number], line, *lines[number + 1 :]])
            for line in edited(lines[number], who)
        )
        valid_texts += [
            next((text for text in texts if load(text.encode(), "so.yaml").document), "")
        ]
    return valid_texts


@pytest.mark.parametrize("name", [pytest.param("small.yaml", marks=pytest.mark.long), "later.yaml"])
def test_an_edited_line_is_never_merged_silently(name: str, tmp_path: Path) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines(keepends=True)
    tried = 0
    for number in range(lines.index("progress:\n")):
        if lines[number].lstrip().startswith("#"):
            continue
        hers, his = versions(lines, number)
        if not (hers and his):
            continue
        for side, text in (("a", hers), ("base", "".join(lines)), ("b", his)):
            (tmp_path / side).write_text(text, encoding="utf-8")
        merged = git("merge-file", "-p", "--union", "a", "base", "b", folder=tmp_path)
        document, problems, _ = load(merged.encode(), "so.yaml")
        assert document is None, lines[number]
        assert {problem.code.printed for problem in problems} & TWICE
        tried += 1
    assert tried > len(lines) // 5
