"""The weekly report of tests/data/weeks.yaml, beyond the golden texts in tests/golden."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from typing import NamedTuple

import pytest
from cases import first_quick
from running import DATA
from running import HERE
from running import SHIPPED
from running import run
from screen import width
from week_oracle import DAY
from week_oracle import LAST_MINUTE
from week_oracle import SIX
from week_oracle import WEEK
from week_oracle import File
from week_oracle import Share
from week_oracle import State
from week_oracle import tally
from word_text import text_of
from word_text import written_down

from ntmtrack.directive.alphabet import dictionary_key

WEEKS = DATA / "weeks.yaml"
DOCUMENTS = HERE / "documents"
TEXT = WEEKS.read_text(encoding="utf-8")
FIRST = date(2025, 3, 10)
NUMBERS = (1, 2, 3, 4)
FORMATS = ("text", "md", "json", "docx")
LATER = "2025-04-09T18:00"
MAIL = 78
each_week = pytest.mark.parametrize("number", NUMBERS)
each_format = pytest.mark.parametrize("format_", FORMATS)
STAMP = re.compile(r' at: "(\d{4}-[^"]+)"')


class Week(NamedTuple):
    """A week of the file: its first and its last day."""

    start: date
    end: date

    @property
    def closing(self) -> datetime:
        return datetime.combine(self.end, LAST_MINUTE)


def week(number: int) -> Week:
    start = FIRST + (number - 1) * WEEK
    return Week(start, start + 6 * DAY)


def weekly(*arguments: str, file: Path = WEEKS) -> str:
    """Return the weekly report as text."""
    ran = run("weekly", "-f", str(file), *arguments)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def data(*arguments: str, file: Path = WEEKS) -> dict[str, Any]:
    """Return the weekly report as data."""
    report: dict[str, Any] = json.loads(weekly(*arguments, "-F", "json", file=file))
    return report


def written(folder: Path, file: Path, format_: str, *arguments: str) -> bytes:
    """Return the bytes of the report in any format."""
    target = folder / f"report.{format_}".replace(".text", ".txt")
    ran = run("weekly", "-f", str(file), "-F", format_, "-o", str(target), *arguments)
    assert (ran.code, ran.err) == (0, "")
    return target.read_bytes()


def copy(folder: Path, text: str) -> Path:
    file = folder / "copy.yaml"
    file.write_text(text, encoding="utf-8")
    return file


# ---- Which week


@pytest.mark.parametrize("number", [1, 3])
def test_a_week_is_chosen_by_one_of_its_days_by_last_or_by_the_moment(number: int) -> None:
    chosen = week(number)
    report = weekly("--as-of", str(chosen.end))
    assert report == weekly("--as-of", LATER, "--week-of", f"{chosen.start:%d/%m/%Y}")
    assert report == weekly("--as-of", LATER, "--week-of", str(chosen.start + 3 * DAY))
    assert report == weekly("--as-of", f"{chosen.end + DAY}T07:00", "--last")
    assert report == weekly("--as-of", str(chosen.end + WEEK), "--last")
    assert report == weekly("--as-of", f"{chosen.end}T23:59")


def test_an_unfinished_week_is_judged_at_the_moment() -> None:
    at_ten = data("--as-of", "2025-04-09T10:00")
    assert at_ten["as_of"] == "2025-04-09T10:00"
    assert at_ten["week"] == {"start": "2025-04-07", "end": "2025-04-13"}
    assert "dien-tap" not in at_ten["done"]
    assert "dien-tap" in data("--as-of", "2025-04-09T16:30")["done"]
    duty = next(each for each in at_ten["duties"] if each["key"] == "truc-ban")
    assert (duty["expected"], duty["missing"]) == (2, 0)
    duty = next(each for each in data("--as-of", "2025-04-09")["duties"] if each["expected"])
    assert (duty["expected"], duty["missing_days"]) == (3, ["2025-04-09"])


def test_the_week_may_start_on_a_sunday(tmp_path: Path) -> None:
    sunday = copy(tmp_path, TEXT.replace("week_starts: mon", "week_starts: sun"))
    report = data("--as-of", "2025-03-20", file=sunday)
    assert report["week"] == {"start": "2025-03-16", "end": "2025-03-22"}
    assert report["as_of"] == "2025-03-20"
    assert data("--as-of", "2025-03-23", "--last", file=sunday)["as_of"] == "2025-03-22"
    # The meeting of Friday the 21st was held on the 22nd, the last day of that week.
    report = data("--as-of", "2025-03-22", file=sunday)
    assert next(each for each in report["duties"] if each["key"] == "giao-ban")["late"] == 1


# ---- What the report contains


@pytest.mark.parametrize(
    ("shares", "names"),
    [
        ("villages: ven-suoi\n    each: village", ["Đồng Sậy", "Bãi Trầu", "Suối Lội"]),
        ("each: owner", ["Văn phòng Đảng ủy"]),
    ],
)
def test_a_recurring_duty_names_its_share(shares: str, names: list[str], tmp_path: Path) -> None:
    head, log = TEXT.split("progress:")
    kept = "".join(line for line in log.splitlines(keepends=True) if "truc-ban" not in line)
    duty = head.replace("    evidence: ảnh hiện trường", f"    {shares}")
    report = weekly("--as-of", "2025-03-16", file=copy(tmp_path, f"{duty}progress:{kept}"))
    shown = re.findall(r"- Báo cáo tình hình hằng ngày \([^)]*\);\s+([^:;]*?): ", report)
    assert [" ".join(name.split()) for name in shown] == names


@pytest.mark.parametrize("number", first_quick(2, NUMBERS))
def test_all_numbers_agree_with_the_raw_entries(number: int) -> None:
    counted = oracle(File(TEXT), week(number))
    report = data("--as-of", LATER, "--week-of", str(week(number).start))
    assert {name: report[name] for name in counted} == counted


@pytest.mark.parametrize("number", first_quick(2, NUMBERS))
def test_all_numbers_are_right_under_the_strict_reading(number: int, tmp_path: Path) -> None:
    strict = TEXT.replace("deadline_reading: inclusive", "deadline_reading: strict")
    counted = oracle(File(strict), week(number))
    report = data("--as-of", str(week(number).end), file=copy(tmp_path, strict))
    assert {name: report[name] for name in counted} == counted


def oracle(file: File, chosen: Week) -> dict[str, Any]:
    """Compute what the report of a week must count."""
    before = chosen.closing - WEEK
    shares = list(file.shares())
    states = [(share, file.state(share, chosen.closing)) for share in shares]
    earlier = {share.key: file.state(share, before) for share in shares}
    late = [(share.key, state) for share, state in states if state.count == "overdue"]
    new = [key for key, state in late if earlier[key].count != "overdue" or during(state, chosen)]
    known = before.date() >= FIRST
    counts = tally([state for _, state in states])
    previous = tally([*earlier.values()])
    assert counts["total"] == sum(counts[name] for name in SIX)
    return {
        "counts": {name: counts[name] for name in counts},
        "previous_counts": previous if known else None,
        "done": [share.key for share, state in states if done_in(share, state, chosen)],
        "newly_overdue": by_lateness(file, shares, new, chosen.closing),
        "overdue": by_lateness(file, shares, [key for key, _ in late], chosen.closing),
        "by_village": by_village(file, states),
        "by_owner": by_owner(file, states),
        "duties": [duty(file, share, chosen) for share in shares if "repeat" in share.task],
        "completion_rate": completion(states),
        "update_rate": updates(states, chosen.closing),
    }


def during(state: State, chosen: Week) -> bool:
    return state.due is not None and chosen.start <= state.due <= chosen.end


def done_in(share: Share, state: State, chosen: Week) -> bool:
    if state.done is None or "repeat" in share.task:
        return False
    return chosen.start <= state.done.date() <= chosen.end


def by_lateness(file: File, shares: list[Share], keys: list[str], at: datetime) -> list[str]:
    """Sort keys as in the report: most days late first, then in the order of the file."""

    def days(key: str) -> int:
        share = next(each for each in shares if each.key == key)
        due = file.state(share, at).due
        assert due
        last_good = due if "repeat" in share.task else file.last_good(share.task, due).date()
        return -max(1, (at.date() - last_good).days)

    return sorted(keys, key=days)


def by_village(file: File, states: list[tuple[Share, State]]) -> list[dict[str, Any]]:
    rows = []
    names: dict[str, str] = {raw["id"]: raw["name"] for raw in file.raw["villages"]}
    for id_ in (*file.villages, None):
        own = [state for share, state in states if share.village == id_]
        village = {"id": id_, "name": names[id_]} if id_ else None
        rows.append({"village": village, "counts": tally(own)})
    return rows


def by_owner(file: File, states: list[tuple[Share, State]]) -> list[dict[str, Any]]:
    names = {raw["id"]: raw["name"] for raw in file.raw["owners"]}
    places = {raw["id"]: raw["name"] for raw in file.raw["villages"]}
    rows = []
    for id_ in dict.fromkeys(id_ for share, _ in states for id_ in share.answers):
        first, _, village = id_.partition("@")
        name = f"{names[first]} {places[village]}" if village else names[first]
        counts = tally([state for share, state in states if id_ in share.answers])
        rows.append({"owner": {"id": id_, "name": name}, "counts": counts})
    return sorted(
        rows, key=lambda row: (-row["counts"]["overdue"], dictionary_key(row["owner"]["name"]))
    )


def duty(file: File, share: Share, chosen: Week) -> dict[str, Any]:
    """Count the outcomes of the occurrences of a duty in a past week."""
    fates = file.fates(share.task, file.entries(share, chosen.closing))
    days = list(file.occurrences_of_week(share.task, chosen.start))
    outcomes = [fates.get(day, "missing") for day in days]
    kinds = ("on_time", "late", "missing", "nothing", "excused")
    opening = datetime.combine(chosen.start - timedelta(days=1), time(23, 59))
    before = file.fates(share.task, file.entries(share, opening))
    arrived = [day for day in sorted(fates) if day < chosen.start and day not in before]
    return {
        "key": share.key,
        "expected": len(days),
        **{kind: outcomes.count(kind) for kind in kinds},
        "missing_days": [str(day) for day in days if day not in fates],
        "late_arrivals": [{"day": str(day), "outcome": fates[day]} for day in arrived],
    }


def completion(states: list[tuple[Share, State]]) -> float:
    """Return the share of done items among those that can be completed."""
    once = [state for share, state in states if "repeat" not in share.task]
    owed = [state for state in once if state.count != "cancelled" and state.within != "standing"]
    return sum(state.count.startswith("done") for state in owed) / len(owed)


def updates(states: list[tuple[Share, State]], at: datetime) -> float:
    """Return the share of items with news in seven days among unfinished ones that could begin."""
    open_ = [
        state
        for share, state in states
        if state.count in SIX[3:]
        and (state.begun or (state.due and since(share.task.get("start")) <= at.date()))
    ]
    week_ago = at.date() - timedelta(days=7)
    return sum(bool(state.heard and state.heard.date() > week_ago) for state in open_) / len(open_)


@each_week
def test_entries_about_earlier_weeks_are_listed_in_the_week_in_which_they_were_written(
    number: int,
) -> None:
    chosen = week(number)
    lines = [line for line in TEXT.splitlines() if STAMP.search(line)]
    expected = [
        (entry["task"], entry["on"][:10])
        for line in lines
        for entry in [dict(re.findall(r"(\w+): ([\w:.-]+)", line))]
        if chosen.start <= written_on(line) <= chosen.end
        and date.fromisoformat(entry["on"][:10]) < chosen.start
    ]
    report = data("--as-of", str(chosen.end))
    assert [key.partition("@")[0] for key in report["added_later"]] == [
        task for task, _ in expected
    ]
    text = weekly("--as-of", str(chosen.end))
    assert ("GHI BỔ SUNG TRONG TUẦN VỀ NHỮNG NGÀY TRƯỚC" in text) == bool(expected)
    for _, day in expected:
        assert f"- {date.fromisoformat(day):%d/%m/%Y}" in text.partition("GHI BỔ SUNG")[2]


def written_on(line: str) -> date:
    stamp = STAMP.search(line)
    assert stamp
    return datetime.fromisoformat(stamp[1]).date()


def test_an_entry_written_later_on_the_day_is_not_yet_listed_as_added() -> None:
    assert data("--as-of", "2025-03-25T08:19")["added_later"] == ["ky-cam-ket@doan-thanh-nien"]
    assert "truc-ban" in data("--as-of", "2025-03-25T08:20")["added_later"]


def test_an_unfinished_item_due_on_the_last_day_is_work_of_the_next_week() -> None:
    ahead = data("--as-of", "2025-03-30")["next_week"]
    assert ahead == [
        *("khoi-cong@bai-trau", "khoi-cong@suoi-loi"),  # due today, the last of the week
        *("phuong-an", "trong-tre"),  # due, and to begin
    ]
    ahead = data("--as-of", "2025-04-06")
    assert ahead["next_events"] == ["ngay-dien-tap"]
    assert "dien-tap" in ahead["next_week"]


def test_an_item_that_may_begin_today_is_not_listed_as_starting_next(tmp_path: Path) -> None:
    file = copy(tmp_path, QUIET.replace("due: 2025-05-05", "start: 2025-03-14, due: 2025-05-05"))
    assert data("--as-of", "2025-03-13", file=file)["next_week"] == ["sau"]
    assert data("--as-of", "2025-03-14", file=file)["next_week"] == []


def test_a_reopened_item_is_not_listed_as_begun_or_done(tmp_path: Path) -> None:
    log = """\
  - {task: sau, mark: done, on: 2025-03-11}
  - {task: sau, mark: reopened, on: 2025-03-12}
"""
    report = data("--as-of", "2025-03-16", file=copy(tmp_path, QUIET + log))
    (item,) = [each for each in report["items"] if each["key"] == "sau"]
    assert item["status_text"].startswith("đang thực hiện")
    assert (item["started"], report["started"], report["done"]) == ("2025-03-11", [], [])


@pytest.mark.parametrize(
    ("log", "changed"),
    [
        ("{task: sau, mark: extended, on: 2025-03-12, to: 2026-04-20, by: A, note: Mưa}", ["sau"]),
        ("{task: sau, mark: cancelled, on: 2025-03-12, by: A, note: Thôi}", ["sau"]),
        ("{task: sau, mark: cancelled, on: 2025-03-08, by: A, note: Thôi}", []),
        ("{task: sau, mark: done, on: 2025-03-12}", []),
        (
            (
                "{task: sau, mark: extended, on: 2025-03-11, to: 2026-04-20, by: A, note: Mưa}\n"
                "  - {task: sau, mark: done, on: 2025-03-12}"
            ),
            [],
        ),
    ],
)
def test_items_extended_or_cancelled_this_week_are_listed(
    log: str, changed: list[str], tmp_path: Path
) -> None:
    file = copy(tmp_path, f"{QUIET}  - {log}\n")
    assert data("--as-of", "2025-03-16", file=file)["changed"] == changed
    arguments = ("weekly", "-f", str(file), "--as-of", "2025-03-16", "--lang", "vi")
    out = run(*arguments).out
    assert ("gia hạn, điều chỉnh, hủy trong tuần" in out) == bool(changed)
    assert ("Lý do: Thôi." in " ".join(out.split())) == bool(changed and "note: Thôi" in log)
    assert run(*arguments, "-o", str(tmp_path / "x.docx")).code == 0
    paper = text_of((tmp_path / "x.docx").read_bytes())
    assert ("Gia hạn, điều chỉnh, hủy trong tuần: 01 đầu việc." in paper) == bool(changed)


def test_an_item_that_is_neither_dated_nor_begun_is_not_silent() -> None:
    silent = data("--as-of", "2025-03-30")["no_update"]
    assert silent == ["khoi-cong@suoi-loi", "phuong-an", "ky-cam-ket@doan-thanh-nien"]
    assert "quy-thien-tai" not in silent, "neither dated nor begun"


OBSTACLES = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2025-03-10, issuer: Đảng ủy xã, subject: Thử, language: en}
owners: [{id: lan, name: Lan}]
tasks:
  - {id: cau, title: Cầu, owner: lan, due: 2025-03-28}
  - {id: tuan, title: Tuần, owner: lan, repeat: {every: week, on: fri, from: 2025-03-14}}
progress:
  - {task: cau, mark: obstacle, on: 2025-03-12, note: Thiếu cát}
  - {task: tuan, mark: obstacle, on: 2025-03-13, note: Mất điện}
  - {task: tuan, mark: done, on: 2025-03-14}
  - {task: cau, mark: obstacle, on: 2025-03-18, note: Thiếu đá}
"""


def obstacles(text: str, moment: str, folder: Path) -> tuple[list[str], str]:
    """Return the items with obstacles in the report of a week, and the section on obstacles."""
    file = copy(folder, text)
    section = weekly("--as-of", moment, file=file).partition("III. OBSTACLES\n")[2]
    items = data("--as-of", moment, file=file)["obstacles"]
    return items, section.partition("\n\nIV. ")[0]


def test_an_obstacle_stays_in_the_report_until_it_is_solved_or_its_item_is_done(
    tmp_path: Path,
) -> None:
    sand, light = "12/03/2025: Cầu; Lan. Thiếu cát.", "13/03/2025: Tuần; Lan. Mất điện."
    stone = "18/03/2025: Cầu; Lan. Thiếu đá."
    all_three = "\n".join(f"- {line}" for line in (sand, stone, light))
    open_ = (["cau", "tuan"], all_three)
    assert obstacles(OBSTACLES, "2025-03-23", tmp_path) == open_, "a report solves nothing"
    assert obstacles(OBSTACLES, "2025-12-07", tmp_path) == open_
    log = "  - {task: cau, mark: solved, on: 2025-03-17}\n"
    assert obstacles(OBSTACLES + log, "2025-03-23", tmp_path)[1] == f"- {stone}\n- {light}"
    log += "  - {task: tuan, mark: solved, on: 2025-03-20}\n"
    log += "  - {task: cau, mark: done, on: 2025-03-21}\n"
    assert obstacles(OBSTACLES + log, "2025-03-16", tmp_path) == (
        ["cau", "tuan"],
        f"- {sand}\n- {light}",
    ), "the past stays as it was"
    assert obstacles(OBSTACLES + log, "2025-03-23", tmp_path) == (["cau"], f"- {stone}")
    log += "  - {task: cau, mark: reopened, on: 2025-03-24}\n"
    assert obstacles(OBSTACLES + log, "2025-03-30", tmp_path) == ([], "Nothing.")


def test_an_obstacle_solved_in_its_own_week_is_listed_with_the_day(tmp_path: Path) -> None:
    log = "  - {task: cau, mark: solved, on: 2025-03-20, note: Xã đã cấp}\n"
    items, section = obstacles(OBSTACLES + log, "2025-03-23", tmp_path)
    assert items == ["cau", "tuan"]
    assert "Cầu; Lan. Thiếu đá. Solved on 20/03/2025." in section


def test_an_obstacle_ends_if_a_letter_cancels_its_item(tmp_path: Path) -> None:
    letter = "amendments: [{number: 2-CV/ĐU, issued: 2025-03-20, tasks: [cau, tuan], cancelled: "
    ended = OBSTACLES.replace("progress:", f"{letter}true}}]\nprogress:")
    assert obstacles(ended, "2025-03-30", tmp_path) == ([], "Nothing.")
    anew = ended.replace(
        "cancelled: true}",
        "cancelled: true}, {number: 3-CV/ĐU, issued: 2025-03-25, tasks: [cau], due: 2025-04-30}",
    )
    assert obstacles(anew, "2025-03-30", tmp_path) == ([], "Nothing.")


@pytest.mark.parametrize("day", range(12, 31))
def test_every_item_is_updated_or_silent_or_too_new_to_be_silent(day: int) -> None:
    report = data("--as-of", f"2025-03-{day}")
    silent, items = report["no_update"], {item["key"]: item for item in report["items"]}
    finished = ("done", "done-late", "cancelled")
    awaited = [
        key
        for key, item in items.items()
        if item["status"] not in finished
        and (item["started"] or ((item["due"] or item["occurrence"]) and may_begin(item, day)))
    ]
    updated = round(report["update_rate"] * len(awaited))
    new = [
        key
        for key in awaited
        if not items[key]["last_update"]
        and date(2025, 3, day) - max(FIRST, since(items[key]["start"])) < WEEK
    ]
    assert updated + len(silent) + len(new) == len(awaited)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_rates_agree_with_the_json_and_say_what_they_leave_out(language: str) -> None:
    report = data("--as-of", "2025-03-16")
    text = " ".join(weekly("--as-of", "2025-03-16", "--lang", language).split())
    completion, update = {
        "vi": (
            r"Tỷ lệ hoàn thành: (\d+)/(\d+) \([\d,]+%\), không tính nhiệm vụ thường xuyên và định",
            r"có cập nhật trong 7 ngày: (\d+)/(\d+) \([\d,]+%\), .* Trong đó (\d+) đầu việc chưa",
        ),
        "en": (
            r"Completion rate: (\d+)/(\d+) \([\d.]+%\), not counting standing and recurring ones\.",
            r"updated in the last 7 days: (\d+)/(\d+) \([\d.]+%\), .* by now\. (\d+) of these have",
        ),
    }[language]
    done, owed = map(int, numbers(completion, text))
    assert done / owed == report["completion_rate"]
    updated, watched, new = map(int, numbers(update, text))
    assert updated / watched == report["update_rate"]
    assert updated + new + len(report["no_update"]) == watched


def may_begin(item: dict[str, Any], day: int) -> bool:
    return since(item["start"]) <= date(2025, 3, day)


def numbers(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text)
    assert match, pattern
    return match.groups()


def since(start: str | None) -> date:
    return date.fromisoformat(start) if start else FIRST


def test_a_note_is_not_called_a_cause_and_is_shown_only_while_it_is_current() -> None:
    third = re.sub(r"\s+", " ", weekly("--as-of", "2025-03-30"))
    assert "quá hạn (10 ngày). Ghi chú: Bỏ sót bốn hộ ở xóm Cồn." in third
    assert "Nguyên nhân: Bỏ sót" not in third
    assert "hoàn thành đúng hạn. Ghi chú: Đã xong đoạn" not in third, "said before it was done"
    assert "Ghi chú: Mượn được máy của thôn Bãi Trầu." in third
    second = re.sub(r"\s+", " ", weekly("--as-of", "2025-03-23"))
    assert "chưa báo cáo từ ngày 23/03/2025; quá hạn (1 ngày). 2." in second, (
        "no note of another day"
    )


def shortcomings(log: str, folder: Path) -> str:
    text = weekly("--as-of", "2025-03-16", file=copy(folder, QUIET + log))
    section = text.partition("II. ")[2].partition("III. ")[0]
    return re.sub(r"\s+", " ", section)


def test_only_an_obstacle_is_a_cause_and_a_reminder_is_neither_cause_nor_note(
    tmp_path: Path,
) -> None:
    log = """\
  - {task: viec, mark: reopened, on: 2025-03-10, note: Mưa nhiều ngày.}
  - {task: viec, mark: reminded, on: 2025-03-12, note: Đã gọi điện.}
"""
    section = shortcomings(log, tmp_path)
    assert "quá hạn (10 ngày). Ghi chú: Mưa nhiều ngày. " in section
    assert "Đã gọi điện" not in section
    log += "  - {task: viec, mark: obstacle, on: 2025-03-13, note: Thiếu xi măng}\n"
    section = shortcomings(log, tmp_path)
    assert "quá hạn (10 ngày). Nguyên nhân: Thiếu xi măng. " in section
    assert "Mưa nhiều ngày" not in section, "a note stands until the next entry"
    log += "  - {task: viec, mark: note, on: 2025-03-14, note: Đã đặt mua}\n"
    section = shortcomings(log, tmp_path)
    assert "quá hạn (10 ngày). Nguyên nhân: Thiếu xi măng. Ghi chú: Đã đặt mua. " in section
    log += "  - {task: viec, mark: solved, on: 2025-03-15}\n"
    assert not re.search("Nguyên nhân: |Ghi chú", shortcomings(log, tmp_path))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("file", "moment"),
    [(WEEKS, str(week(number).end)) for number in NUMBERS]
    + [(WEEKS, "2025-04-09T10:00"), (DATA / "small.yaml", "2024-03-20")]
    + [(SHIPPED, "2021-06-27"), (SHIPPED, "2021-08-01"), (SHIPPED, "2026-11-23")],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_text_fits_into_mail(file: Path, moment: str, language: str) -> None:
    text = weekly("--as-of", moment, "--lang", language, file=file)
    assert max(map(width, text.splitlines())) <= MAIL
    assert "\x1b" not in text


@pytest.mark.parametrize("letters", [60, 78, 110])
def test_the_text_has_the_requested_width(letters: int) -> None:
    text = weekly("--as-of", "2025-03-30", "--width", str(letters))
    assert letters - 4 <= max(map(width, text.splitlines())) <= letters


# ---- The same report for ever


def as_it_was(text: str, at: datetime) -> str:
    """Cut the log at the first entry that was written after a moment."""
    kept = []
    for line in text.splitlines(keepends=True):
        stamp = STAMP.search(line)
        if stamp and datetime.fromisoformat(stamp[1]).replace(tzinfo=None) > at:
            break
        kept.append(line)
    return "".join(kept)


def without_late_entries(text: str) -> str:
    """Leave out entries that were written in a later week than they are about."""
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if not (STAMP.search(line) and was_late(line))
    )


def was_late(line: str) -> bool:
    on = re.search(r" on: (\d{4}-\d\d-\d\d)", line)
    assert on
    return (written_on(line) - FIRST) // WEEK > (date.fromisoformat(on[1]) - FIRST) // WEEK


def test_the_entries_of_the_file_are_in_the_order_of_writing() -> None:
    stamps = [datetime.fromisoformat(stamp) for stamp in STAMP.findall(TEXT)]
    assert stamps == sorted(set(stamps))
    assert sum(was_late(line) for line in TEXT.splitlines() if STAMP.search(line)) == 3


@pytest.mark.parametrize(
    ("format_", "number"),
    first_quick(5, [("docx", 1), *itertools.product(("text", "md", "json"), NUMBERS), ("docx", 3)]),
)
def test_the_report_of_a_past_week_has_the_same_bytes_as_at_its_end(
    number: int, format_: str, tmp_path: Path
) -> None:
    # The late entries are about the second and the third week, and change only those.
    text = TEXT if number in (1, 4) else without_late_entries(TEXT)
    assert at_its_end(text, number, format_, tmp_path) == from_now(text, number, format_, tmp_path)


@pytest.mark.parametrize("number", [2, 3])
def test_late_entries_change_the_weeks_that_they_are_about(number: int, tmp_path: Path) -> None:
    assert at_its_end(TEXT, number, "text", tmp_path) != from_now(TEXT, number, "text", tmp_path)


def at_its_end(text: str, number: int, format_: str, folder: Path) -> bytes:
    """Return the report of a week, made at its end from the file as it was then."""
    chosen = week(number)
    then = copy(folder, as_it_was(text, chosen.closing))
    return written(folder, then, format_, "--as-of", str(chosen.end))


def from_now(text: str, number: int, format_: str, folder: Path) -> bytes:
    """Return the report of a week, made weeks later from the file as it is then."""
    options = ("--as-of", LATER, "--week-of", str(week(number).start))
    return written(folder, copy(folder, text), format_, *options)


# ---- Nothing to report


QUIET = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2025-03-03, issuer: Đảng ủy xã, subject: Việc}
villages: [{id: mot, name: Một}]
owners: [{id: ban-thon, name: Ban thôn, kind: body}]
tasks:
  - {id: viec, title: Việc, owner: [ban-thon], due: 2025-03-06}
  - {id: sau, title: Việc sau, owner: [ban-thon], due: 2025-05-05}
  - {id: tin, title: Tin, owner: [ban-thon], repeat: {every: week, on: fri, from: 2025-03-03}}
progress:
  - {task: viec, mark: done, on: 2025-03-05}
  - {task: tin, mark: done, on: 2025-03-07}
  - {task: tin, mark: done, on: 2025-03-14}
"""


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("", False),
        ("{task: sau, mark: reminded, on: 2025-03-12}", False),
        ("{task: sau, mark: note, on: 2025-03-12, note: Chưa làm.}", True),
        ("{task: sau, mark: started, on: 2025-03-12}", True),
        ("{task: sau, mark: cancelled, on: 2025-03-12}", True),
        ("{task: sau, mark: extended, on: 2025-03-12, to: 2025-06-05}", True),
        ("{task: sau, mark: extended, on: 2025-03-12, to: 2025-05-05}", False),  # void
        ("{task: viec, mark: reopened, on: 2025-03-12}", True),
        ("{task: tin, mark: reopened, on: 2025-03-14}", True),
        ("{task: tin, mark: obstacle, on: 2025-03-12, note: Mưa.}", True),
    ],
)
def test_quiet_prints_nothing_when_nothing_is_late_due_or_new(
    entry: str, says: bool, tmp_path: Path
) -> None:
    file = copy(tmp_path, QUIET + (f"  - {entry}\n" if entry else ""))
    second = ("--as-of", "2025-03-16")
    assert bool(weekly(*second, "--quiet", file=file)) == says
    assert weekly(*second, file=file)
    assert weekly("--as-of", "2025-03-09", "--quiet", file=file), "one was done in the first week"
    assert weekly("--as-of", "2025-04-27", "--quiet", file=file), "one is due in the next week"


def test_quiet_writes_no_file(tmp_path: Path) -> None:
    file, target = copy(tmp_path, QUIET), tmp_path / "week.docx"
    options = ("--as-of", "2025-03-16", "--quiet", "-F", "docx", "-o", str(target))
    assert weekly(*options, file=file) == ""
    assert not target.exists()


@each_format
def test_the_exit_code_shows_overdue_items_in_every_format(format_: str, tmp_path: Path) -> None:
    target = tmp_path / f"week.{format_}".replace(".text", ".txt")
    arguments = ("weekly", "-f", str(WEEKS), "--exit-code", "-F", format_, "-o", str(target))
    assert run(*arguments, "--as-of", "2025-03-30").code == 1
    assert run(*arguments, "--as-of", "2025-03-16").code == 0


# ---- Missing again

LATE_REPORT = "  - {task: tin, mark: done, on: 2025-03-18, for: 2025-03-14}\n"


@pytest.mark.parametrize(
    ("log", "overdue", "newly"),
    [
        ("", ["tin"], []),  # no report since the week before
        (LATE_REPORT, ["tin"], ["tin"]),  # the missing report came, and then another was missing
    ],
)
def test_a_duty_that_misses_another_report_is_newly_overdue(
    log: str, overdue: list[str], newly: list[str], tmp_path: Path
) -> None:
    head = QUIET.replace("  - {task: tin, mark: done, on: 2025-03-14}\n", "")
    file = copy(tmp_path, head + log)
    assert data("--as-of", "2025-03-16", file=file)["newly_overdue"] == ["tin"]
    report = data("--as-of", "2025-03-23", file=file)
    assert (report["overdue"], report["newly_overdue"]) == (overdue, newly)


# ---- As a document


@each_week
def test_the_document_has_the_expected_text(number: int, tmp_path: Path) -> None:
    text = text_of(written(tmp_path, WEEKS, "docx", "--as-of", str(week(number).end)))
    assert text == written_down(DOCUMENTS / f"week-{number}.txt", text)


def test_the_document_leaves_the_number_and_the_day_blank() -> None:
    text = (DOCUMENTS / "week-3.txt").read_text(encoding="utf-8")
    head, _, _ = text.partition("BÁO CÁO\n")
    assert re.search(r"Số +-BC/ĐU", head)
    assert re.search(r"Vân Trạch, ngày +tháng +năm 2025", head)
    assert "DỰ THẢO" in head
    assert text.count("Đinh Văn Khảm") == 1, "who signs it is known, and nothing else is"
    assert "1.1" not in text, "the letter is cited by place, never by our clause numbers"


@pytest.mark.parametrize(
    ("rule", "is_listed"),
    [
        ("{every: month, on: 21, from: 2025-03-01}", True),
        ("{every: quarter, on: 3-21, from: 2025-03-01}", True),
        ("{every: half-year, on: 3-21, from: 2025-03-01}", True),
        ("{every: year, on: 03-21, from: 2025-03-01}", True),
        ("{every: month, on: 28, from: 2025-03-01}", False),  # the week after the next
        ("{every: week, on: fri, from: 2025-03-01}", False),
        ("{every: day, from: 2025-03-01}", False),
    ],
)
def test_reports_on_long_periods_are_work_of_the_week_in_which_they_are_due(
    rule: str, is_listed: bool, tmp_path: Path
) -> None:
    file = tmp_path / "so.yaml"
    file.write_text(
        "format: 1\n"
        "directive: {number: 1-KH, issued: 2025-03-01, issuer: Đảng ủy xã, subject: Việc}\n"
        "owners: [{id: ubnd, name: UBND xã}]\n"
        f"tasks: [{{id: bao-cao, title: Báo cáo kết quả, owner: ubnd, repeat: {rule}}}]\n",
        "utf-8",
    )
    arguments = ("weekly", "--as-of", "2025-03-16", "--lang", "vi", "-f", str(file))
    text = run(*arguments).out
    due = text[text.rindex("Nhiệm vụ đến hạn") : text.rindex("Nhiệm vụ bắt đầu triển khai")]
    assert ("Báo cáo kết quả" in due) == is_listed
    assert json.loads(run(*arguments, "-F", "json").out)["next_week"] == (
        ["bao-cao"] if is_listed else []
    )
