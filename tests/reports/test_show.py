"""`show` for tasks divided by owners, for selected villages, and for names with commas."""

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


def test_show_says_that_each_owner_answers_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "owners.yaml"
    file.write_text(FILE, encoding="utf-8")
    words = "; each owner has its own share"
    assert words in run("show", "two", "-f", str(file), "--lang", "en").out
    assert words not in run("show", "joint", "-f", str(file), "--lang", "en").out


VILLAGES = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
villages: [{id: ben-da, name: Ben Da}, {id: go-me, name: Go Me}]
owners: [{id: ba, name: Le Thi Ba}]
tasks: [{id: drains, title: Drains, owner: ba, villages: all, each: village, due: 2024-05-05}]
amendments:
  - {number: 09/2024, issued: 2024-03-05, tasks: [drains], villages: [go-me], due: 2024-06-05}
progress:
  - {task: drains, village: go-me, mark: note, on: 2024-03-06, note: of the other}
  - {task: drains, village: ben-da, mark: note, on: 2024-03-07, note: of this one}
"""


def test_letters_and_log_are_those_of_the_selected_villages(tmp_path: Path) -> None:
    file = tmp_path / "villages.yaml"
    file.write_text(VILLAGES, encoding="utf-8")
    of_all = run("show", "drains", "-f", str(file), "--lang", "en").out
    assert "of the other" in of_all
    assert "09/2024" in of_all
    of_one = run("show", "drains", "--village", "ben da", "-f", str(file), "--lang", "en").out
    assert "of this one" in of_one
    assert "of the other" not in of_one
    assert "09/2024" not in of_one


COMMAS = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
villages: [{id: ben-da, name: "Ben Da, Ben Tre"}, {id: go-me, name: Go Me}]
owners: [{id: ba, name: Le Thi Ba}]
tasks:
  - id: drains
    title: Drains
    owner: ba
    villages: all
    each: village
    due: 2024-05-05
    measures: [{id: m, name: drains, unit: m, at_least: {ben-da: 380, go-me: 290}}]
"""


def test_goals_are_separated_by_semicolons_if_a_village_has_a_comma(tmp_path: Path) -> None:
    file = tmp_path / "commas.yaml"
    file.write_text(COMMAS, encoding="utf-8")
    out = run("show", "drains", "-f", str(file), "--lang", "en", "--width", "200").out
    assert "drains: Ben Da, Ben Tre at least 380 m; Go Me at least 290 m" in out
