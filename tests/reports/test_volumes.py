"""The volumes of tests/data/weeks.yaml, beyond the golden texts in tests/golden."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from running import DATA
from running import run
from week_oracle import File
from week_oracle import Raw
from week_oracle import moment

WEEKS = DATA / "weeks.yaml"
FILE = File(WEEKS.read_text(encoding="utf-8"))
DAYS = ("2025-03-10", "2025-03-23", "2025-03-30", "2025-04-09")
each_day = pytest.mark.parametrize("day", DAYS)


def rows(*arguments: str) -> list[dict[str, Any]]:
    """Return the rows of the volumes report."""
    ran = run("volumes", "-f", str(WEEKS), "-F", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    rows_: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return rows_


def row(measure: str, *arguments: str) -> dict[str, Any]:
    task, _, name = measure.partition(".")
    return next(
        each for each in rows(*arguments) if (each["task"], each["measure"]) == (task, name)
    )


def reached(day: str) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Compute the newest amounts from the raw entries, by task and measure."""
    newest: dict[tuple[str, str], dict[str, Decimal]] = {}
    at = moment(f"{day}T23:59")
    for share in FILE.shares():
        for entry in FILE.entries(share, at):
            for name, amount in entry.get("amounts", {}).items():
                figures = newest.setdefault((share.task["id"], name), {})
                figures[share.key] = Decimal(amount.replace(",", "."))
    return newest


@each_day
def test_sums_and_percentages_agree_with_the_raw_entries(day: str) -> None:
    amounts = reached(day)
    tasks: Mapping[str, Raw] = {task["id"]: task for task in FILE.raw["tasks"]}
    for row_ in rows("--as-of", day):
        given = amounts.get((row_["task"], row_["measure"]), {})
        measures = tasks[row_["task"]]["measures"]
        measure = next(own for own in measures if own["id"] == row_["measure"])
        figures = {
            own["key"]: own["amount"] for own in row_["figures"] if own["amount"] is not None
        }
        assert {key: Decimal(str(amount)) for key, amount in figures.items()} == given
        assert row_["missing"] == [
            share.key
            for share in FILE.shares()
            if share.task["id"] == row_["task"] and share.key not in given
        ]
        if "percent" in measure:
            assert (row_["goal_sum"], row_["reached_sum"], row_["percent"]) == (None, None, None)
        else:
            check_sums(row_, measure, given)


def check_sums(row_: dict[str, Any], measure: Raw, given: Mapping[str, Decimal]) -> None:
    total = sum(given.values(), Decimal()) if given else None
    assert row_["reached_sum"] == (None if total is None else float(total))
    goal = measure.get("at_least") or measure.get("more_than")
    is_whole = len(row_["figures"]) == 1
    owed = Decimal(goal.replace(",", ".")) if goal and is_whole else None
    assert row_["goal_sum"] == (None if owed is None else float(owed))
    share = round(float(100 * total / owed), 1) if total is not None and owed else None
    assert row_["percent"] == (None if share is None else pytest.approx(share, abs=0.051))


def test_every_measure_of_every_live_task_has_a_row() -> None:
    tasks = {share.task["id"]: share.task for share in FILE.shares()}.values()
    measures = [(task["id"], own["id"]) for task in tasks for own in task.get("measures", ())]
    assert [(row_["task"], row_["measure"]) for row_ in rows("--as-of", "2025-03-30")] == measures


def test_more_than_is_met_only_beyond_its_goal() -> None:
    # One village cleared 15 culverts, one exactly 12, and the third has no figure.
    culverts = row("khoi-cong.cong", "--as-of", "2025-04-06")
    assert (culverts["goals_met"], culverts["missing"]) == (1, ["khoi-cong@suoi-loi"])
    assert (culverts["goal_sum"], culverts["reached_sum"], culverts["percent"]) == (None, 27, None)
    roads = row("phat-quang.met", "--as-of", "2025-04-06")
    assert (roads["goals_met"], roads["goal_sum"], roads["percent"]) == (3, None, None)


def test_percentages_are_judged_one_by_one_and_never_added_up() -> None:
    houses = row("nha-yeu.ty-le", "--as-of", "2025-03-30")
    assert [figure["amount"] for figure in houses["figures"]] == [100, 100, 96.5, 100]
    assert (houses["goals_met"], houses["reached_sum"], houses["percent"]) == (3, None, None)
    text = run("volumes", "-f", str(WEEKS), "--as-of", "2025-03-30", "--width", "200").out
    figures = r"mỗi thôn 100% +100 +100 +96,5 +100 +3/4 thôn"
    assert re.search(rf"Rà soát nhà ở [\w ]+ +hộ đã rà soát \(% số hộ\) +{figures}\n", text)


def test_figures_that_were_taken_back_are_not_counted() -> None:
    # The 61 pledges of the youth union were recorded on 21/3 by mistake.
    pledges = row("ky-cam-ket.ban", "--as-of", "2025-03-30")
    assert (pledges["reached_sum"], pledges["missing"]) == (122, ["ky-cam-ket@doan-thanh-nien"])


@pytest.mark.parametrize(
    ("filters", "tasks"),
    [
        (["--village", "suối lội", "--clause", "1"], {"phat-quang", "khoi-cong"}),
        (["--village", "hòn chiêng"], {"phat-quang", "nha-yeu", "phuong-an", "cap-vat-tu"}),
        (["--village", "Bãi Giầu", "--owner", "hoi nong dan"], {"trong-tre"}),
        (["--owner", "ban phat trien"], {"phat-quang"}),
        (["--clause", "2.4"], {"ky-cam-ket"}),
        (["--status", "done-late"], {"phat-quang"}),
        (["--search", "tre chan song"], {"trong-tre"}),
    ],
)  # fmt: skip
def test_filters_select_the_rows(filters: list[str], tasks: set[str]) -> None:
    assert {row_["task"] for row_ in rows("--as-of", "2025-03-30", *filters)} == tasks


def test_a_cancelled_item_owes_no_figure() -> None:
    small = run("volumes", "-f", str(DATA / "small.yaml"), "--as-of", "2024-03-20", "-F", "json")
    canal = json.loads(small.out)["rows"][0]
    assert [figure["key"] for figure in canal["figures"]] == [
        "nao-vet-kenh@ben-da", "nao-vet-kenh@dong-cau", "nao-vet-kenh@go-me",
    ]  # fmt: skip
    assert (canal["goal_sum"], canal["goals_met"]) == (None, 1)


def test_sums_keep_no_trailing_zeros(tmp_path: Path) -> None:
    file = tmp_path / "viec.yaml"
    file.write_text(
        """\
format: 1
directive: {number: 9-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Chỉnh trang}
villages: [{id: a, name: Thôn A}, {id: b, name: Thôn B}, {id: c, name: Thôn C}]
owners: [{id: hoi, name: Hội Phụ nữ}]
tasks:
  - {id: vuon, title: Làm vườn, owner: hoi, villages: all, each: village, due: 2021-07-15,
     measures: [{id: ho, name: vườn, unit: hộ}, {id: m, name: rào, unit: m}]}
progress:
  - {task: vuon, village: a, mark: note, on: 2021-07-01, amounts: {ho: 1.5, m: 1.25}}
  - {task: vuon, village: b, mark: note, on: 2021-07-01, amounts: {ho: 1.5, m: 1.25}}
  - {task: vuon, village: c, mark: note, on: 2021-07-01, amounts: {ho: 27, m: 1}}
""",
        "utf-8",
    )
    for options in (["--width", "200"], ["-F", "csv"], ["-F", "md"], ["-F", "html"]):
        ran = run("volumes", "-f", str(file), "--as-of", "2021-07-20", *options)
        assert (ran.code, ran.err) == (0, "")
        numbers = ran.out.replace("\n", ",").split(",") if "csv" in options else numbers_in(ran.out)
        assert {"30"} <= set(numbers)
        assert {"3,5", "3.5"} & set(numbers)
        assert not {"30,0", "30.0", "3,50", "3.50"} & set(numbers)


def numbers_in(text: str) -> list[str]:
    """Return the numbers in a text."""
    return re.findall(r"\d+(?:[.,]\d+)?", text.replace("\\", ""))


EACH = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2025-03-10, issuer: Đảng ủy xã, subject: Thử}
villages: [{id: mot, name: Thôn Một}, {id: hai, name: Thôn Hai}]
owners: [{id: lan, name: Lan}, {id: tho, name: Thơ}]
tasks:
  - id: sach
    title: Sách
    owner: lan
    villages: all
    each: village
    measures:
      - {id: sach, name: đầu sách, unit: đầu sách, more_than: 200}
      - {id: ho, name: hộ tham gia, unit: hộ, percent: 80}
      - {id: cong, name: ngày công, unit: công}
  - id: no
    title: Sổ
    owner: [lan, tho]
    each: owner
    measures: [{id: xong, name: sổ đã lập, unit: sổ, percent: 100}]
  - {id: cum, title: Cụm, owner: lan, measures: [{id: cum, name: cụm, unit: cụm, at_least: 4}]}
progress:
  - {task: sach, village: mot, mark: note, on: 2025-03-11, amounts: {sach: 250, ho: 90, cong: 3}}
  - {task: sach, village: hai, mark: note, on: 2025-03-11, amounts: {sach: 180, ho: 70, cong: 4}}
  - {task: no, owner: lan, mark: note, on: 2025-03-11, amounts: {xong: 100}}
  - {task: no, owner: tho, mark: note, on: 2025-03-11, amounts: {xong: 60}}
  - {task: cum, mark: note, on: 2025-03-11, amounts: {cum: 3}}
"""


@pytest.fixture
def each(tmp_path: Path) -> str:
    file = tmp_path / "each.yaml"
    file.write_text(EACH, encoding="utf-8")
    return str(file)


def test_a_goal_of_each_share_is_not_added_up(each: str) -> None:
    ran = run("volumes", "-f", each, "--as-of", "2025-03-16", "-F", "csv", "--raw")
    heading = "Nội dung nhiệm vụ,Số liệu,Chỉ tiêu giao"
    assert ran.out.splitlines() == [
        f"{heading},Thôn Một,Thôn Hai,Chung,Tổng,%,Số nơi đạt chỉ tiêu",
        "Sách,đầu sách (đầu sách),mỗi thôn > 200,250,180,,430,,1/2 thôn",
        "Sách,hộ tham gia (% hộ),mỗi thôn 80%,90,70,,,,1/2 thôn",
        "Sách,ngày công (công),,3,4,,7,,",
        "Sổ,sổ đã lập (% sổ),mỗi đơn vị 100%,,,100; 60,,,1/2 đơn vị",
        "Cụm,cụm (cụm),≥ 4,,,3,3,75.0,",
    ]
    rows = json.loads(run("volumes", "-f", each, "--as-of", "2025-03-16", "-F", "json").out)["rows"]
    assert [(row_["goal_sum"], row_["reached_sum"], row_["percent"]) for row_ in rows] == [
        *((None, 430, None), (None, None, None), (None, 7, None), (None, None, None), (4, 3, 75)),
    ]
    assert [row_["goals_met"] for row_ in rows] == [1, 1, 2, 1, 0]


def test_the_weekly_report_counts_the_shares_that_met_their_goal(each: str) -> None:
    text = run("weekly", "-f", each, "--as-of", "2025-03-16", "--width", "200").out
    books = "đầu sách: đạt 1/2 thôn (mỗi thôn trên 200 đầu sách), tổng cộng 430 đầu sách"
    assert text.partition("- Sách: ")[2].partition("\n\n")[0].splitlines() == [
        f"{books}; hộ tham gia: đạt 1/2 thôn (mỗi thôn 80% hộ); ngày công: 7 công.",
        "- Sổ: sổ đã lập: đạt 1/2 đơn vị (mỗi đơn vị 100% sổ).",
        "- Cụm: cụm: chỉ tiêu 4 cụm, thực hiện 3 (75,0%).",
    ]


def test_a_single_selected_village_is_measured_by_its_own_goal(each: str) -> None:
    options = ("-f", each, "--as-of", "2025-03-16", "--village", "Thôn Hai", "-F", "json")
    books = json.loads(run("volumes", *options).out)["rows"][0]
    assert (books["goal_sum"], books["reached_sum"], books["percent"]) == (200, 180, 90)


def test_each_figure_names_its_task(tmp_path: Path) -> None:
    path = tmp_path / "viec.yaml"
    path.write_text(
        """
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy, subject: Thử}
owners: [{id: an, name: An}]
tasks:
  - {id: ve, title: Vẽ bích họa, owner: an, measures: [{id: ho, name: hộ, unit: hộ}]}
  - {id: rao, title: Làm hàng rào, owner: an, measures: [{id: ho, name: hộ, unit: hộ}]}
""".replace("measures:", "standing: true, measures:"),
        encoding="utf-8",
    )
    arguments = ("volumes", "-f", str(path), "--as-of", "2021-07-01")
    ran = run(*arguments, "-F", "csv", "--raw")
    table = [line.split(",") for line in ran.out.splitlines()]
    assert [line[:2] for line in table] == [
        ["Nội dung nhiệm vụ", "Số liệu"],
        ["Vẽ bích họa", "hộ (hộ)"],
        ["Làm hàng rào", "hộ (hộ)"],
    ]
    for format_ in ("text", "html"):
        page = run(*arguments, "-F", format_).out
        assert page.index("Vẽ bích họa") < page.index("hộ (hộ)") < page.index("Làm hàng rào")


def test_the_goal_of_a_village_is_next_to_its_figure_and_in_csv_in_a_column_of_its_own(
    tmp_path: Path,
) -> None:
    path = tmp_path / "viec.yaml"
    path.write_text(
        """
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy, subject: Thử}
villages: [{id: an, name: An}, {id: binh, name: Bình}, {id: chau, name: Châu}]
owners: [{id: hoi, name: Hội Phụ nữ}]
tasks:
  - id: duong
    title: Làm đường
    owner: hoi
    villages: all
    each: village
    measures:
      - {id: km, name: đường, unit: m, at_least: {an: 380, binh: 290}}
      - {id: mo-hinh, name: mô hình, unit: mô hình, at_least: 4, of: all}
      - {id: rac, name: bãi rác, unit: bãi, at_most: 2}
progress:
  - {task: duong, village: an, mark: note, on: 2021-06-25, amounts: {km: 400, mo-hinh: 1, rac: 2}}
  - {task: duong, village: chau, mark: note, on: 2021-06-25, amounts: {km: 12, mo-hinh: 2, rac: 3}}
""",
        encoding="utf-8",
    )
    arguments = ("volumes", "-f", str(path), "--as-of", "2021-07-01")
    lines = [" ".join(line.split()) for line in run(*arguments, "--width", "120").out.splitlines()]
    at = next(index for index, line in enumerate(lines) if "đường (m)" in line)
    assert lines[at : at + 3] == [
        "Làm đường đường (m) mỗi thôn một chỉ tiêu 400 (≥380) ? (≥290) 12 412 1/2 thôn",
        "Làm đường mô hình (mô hình) tính chung ≥ 4 1 ? 2 3 75,0",
        "Làm đường bãi rác (bãi) mỗi thôn ≤ 2 2 ? 3 5 1/3 thôn",
    ]
    table = [row.split(",") for row in run(*arguments, "-F", "csv", "--raw").out.splitlines()]
    assert table[0][3:8] == ["An", "Chỉ tiêu An", "Bình", "Chỉ tiêu Bình", "Châu"]
    assert [row[3:8] for row in table[1:]] == [
        ["400", "≥ 380", "?", "≥ 290", "12"],
        ["1", "", "?", "", "2"],
        ["2", "", "?", "", "3"],
    ]
    some = json.loads(run(*arguments, "--village", "An", "--village", "Châu", "-F", "json").out)[
        "rows"
    ][1]
    assert (some["goal_sum"], some["reached_sum"], some["percent"]) == (4, 3, None)


@pytest.mark.parametrize(
    ("unit", "amounts", "expected"),
    [
        ("%", "", "chỉ tiêu 95%, chưa có số liệu"),
        ("%", "94", "chỉ tiêu 95%, thực hiện 94%"),
        ("hộ", "94", "chỉ tiêu 95% hộ, thực hiện 94%"),
    ],
)
def test_the_percent_sign_is_not_repeated(
    unit: str, amounts: str, expected: str, tmp_path: Path
) -> None:
    log = f"progress: [{{task: the, mark: note, on: 2024-03-05, amounts: {{tyle: {amounts}}}}}]\n"
    file = tmp_path / "so.yaml"
    file.write_text(
        "format: 1\n"
        "directive: {number: 1-KH, issued: 2024-03-01, issuer: Đảng ủy xã, subject: Việc}\n"
        "owners: [{id: tram, name: Trạm Y tế xã}]\n"
        "tasks: [{id: the, title: Cấp thẻ, owner: tram, measures: [{id: tyle, name: người có thẻ, "
        f'unit: "{unit}", percent: 95}}]}}]\n' + (log if amounts else ""),
        "utf-8",
    )
    ran = run("weekly", "--as-of", "2024-03-10", "--lang", "vi", "-f", str(file))
    assert expected in " ".join(ran.out.split())
