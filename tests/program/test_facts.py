"""Compare the shipped data file with a table of the letter's facts, written independently.

The file is read with a plain YAML loader, not the program's own, so that a fault in one cannot
hide a fault in the other. In the table, `-` means nothing, and defaults of the file format
(`due_is`, `due_to`) are written out.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent.parent
DATA_FILE = HERE.parent / "data" / "assignments.yaml"
TABLE_FILE = HERE / "facts" / "49-cv-du.tsv"

ON_ROUTE = ["kim-binh", "che-bien", "thuong-kim", "lang-che", "tien-phong"]
OFF_ROUTE = ["quyet-thang", "ha-vang", "thanh-dung"]
VILLAGES = [
    ("kim-binh", "Kim Bình"),
    ("che-bien", "Chế Biển"),
    ("thuong-kim", "Thượng Kim"),
    ("lang-che", "Làng Chè"),
    ("tien-phong", "Tiên Phong"),
    ("quyet-thang", "Quyết Thắng"),
    ("ha-vang", "Hạ Vàng"),
    ("thanh-dung", "Thanh Dũng"),
]
OFFICIALS = {
    "tran-ngoc-anh": "Trần Ngọc Anh",
    "dang-thi-nhu-mai": "Đặng Thị Như Mai",
    "nguyen-thi-nguyet": "Nguyễn Thị Nguyệt",
}
PARTS = ("owners", "support", "report_to")
PER_VILLAGE = {"ban-phat-trien-thon", "chi-uy-thon"}
SUBJECT = (
    "Đôn đốc thực hiện các chỉ tiêu, nhiệm vụ phát động phong trào nhân dân tích cực tham gia "
    "chống dịch và xây dựng NTM"
)
LIVE_TASKS = 65
REPLACED = {
    "ho-nhech-nhac": "khao-sat-10-noi-dung",
    "thiet-ke-bich-hoa": "bich-hoa",
    "du-toan-10-noi-dung": "khao-sat-10-noi-dung",
}
GOALS = {"at_least": ">=", "more_than": ">", "percent": "%"}
# Householders are private persons: no name may follow such a form of address, whoever it is.
ADDRESSED_BY_NAME = re.compile(r"\b(?:anh|chị|ông|bà)\s+(\w+)")


def read_table() -> list[dict[str, str]]:
    """Return the rows of the table in order."""
    with TABLE_FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = read_table()


@cache
def raw_text() -> str:
    """Return the data file's text in composed form."""
    return unicodedata.normalize("NFC", DATA_FILE.read_text(encoding="utf-8"))


@cache
def document() -> Mapping[str, Any]:
    """Return the data file with every scalar as its text in the file."""
    loaded = yaml.load(raw_text(), Loader=yaml.BaseLoader)  # noqa: S506 - it makes text only
    assert isinstance(loaded, dict)
    return loaded


def tasks() -> dict[str, Mapping[str, Any]]:
    """Return the tasks of the data file by id, since two clauses have two duties each."""
    return {task["id"]: task for task in document()["tasks"]}


def resolved_villages(named: str | list[str] | None) -> str:
    """Return the villages of a task: `all`, `-`, or ids in the order of the file."""
    if named is None:
        return "-"
    order = [village["id"] for village in document()["villages"]]
    if isinstance(named, str):
        named = order if named == "all" else document()["village_groups"][named]
    assert set(named) <= set(order), f"unknown villages in {named}"
    in_order = sorted(named, key=order.index)
    return "all" if in_order == order else " ".join(in_order)


def resolved_owners(named: list[str]) -> str:
    """Return the ids of owners in a list of owners and groups."""
    groups = {group["id"]: group["members"] for group in document()["owner_groups"]}
    return " ".join(member for id_ in named for member in groups.get(id_, [id_])) or "-"


def written_measures(measures: list[dict[str, str]]) -> Iterator[str]:
    """Yield each measure as its id, followed by its goal if it has one."""
    for measure in measures:
        goal = "".join(f"{sign}{measure[key]}" for key, sign in GOALS.items() if key in measure)
        yield measure["id"] + goal


def written_repeat(repeat: Mapping[str, str]) -> str:
    """Return a recurrence as the values of the keys that it has, in a fixed order."""
    return " ".join(repeat[key] for key in ("every", "on", "at", "from", "until") if key in repeat)


def deadline_words(task: Mapping[str, Any]) -> dict[str, str]:
    """Return a task's `due_is` and `due_to`, with defaults written out."""
    if "due" not in task:
        return {"due_is": task.get("due_is", "-"), "due_to": task.get("due_to", "-")}
    due_to = task.get("due_to", "finish")
    implied = "by" if due_to == "start" else "before"
    return {"due_is": task.get("due_is", implied), "due_to": due_to}


def row_of(task: Mapping[str, Any]) -> dict[str, str]:
    """Return a task of the data file in the notation of the table."""
    own = ("clause", "id", "each", "start", "due", "due_place", "event")
    same = (*own, "part_of", "superseded_by")
    return {
        **{key: task.get(key, "-") for key in same},
        **deadline_words(task),
        "owners": resolved_owners(task["owner"]),
        "support": resolved_owners(task.get("support", [])),
        "report_to": resolved_owners(task.get("report_to", [])),
        "villages": resolved_villages(task.get("villages")),
        "repeat": written_repeat(task["repeat"]) if "repeat" in task else "-",
        "standing": "yes" if task.get("standing") == "true" else "-",
        "measures": " ".join(written_measures(task.get("measures", []))) or "-",
    }


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_duty_of_the_letter_is_in_the_file(row: dict[str, str]) -> None:
    """Leads (in order), partners, villages, dates and measures of a task match the table."""
    assert row["id"] in tasks(), f"no task {row['id']} for clause {row['clause']}"
    assert row_of(tasks()[row["id"]]) == row


def test_the_file_has_exactly_the_duties_of_the_table() -> None:
    """The same clauses and ids are in the same order, each once."""
    in_file = [(task["clause"], task["id"]) for task in document()["tasks"]]
    assert in_file == [(row["clause"], row["id"]) for row in ROWS]


def test_the_directive_lists_the_clauses_of_the_table() -> None:
    """So `check --coverage` finds a clause whose task is missing."""
    assert document()["directive"]["clauses"] == list(dict.fromkeys(row["clause"] for row in ROWS))


def test_a_duty_that_the_letter_repeats_counts_once() -> None:
    """The missed estimate and two duties that are repeated elsewhere are for the record only."""
    replaced = {
        id_: task["superseded_by"] for id_, task in tasks().items() if "superseded_by" in task
    }
    assert replaced == REPLACED
    assert len(document()["tasks"]) - len(replaced) == LIVE_TASKS


def test_a_replaced_duty_has_no_deadline_of_its_own() -> None:
    """The deadline of the duty that replaced it counts."""
    assert not any("due" in tasks()[id_] for id_ in REPLACED)


def test_a_duty_that_is_only_inferred_is_marked() -> None:
    """Only the approval of the villages' proposals is inferred as a whole."""
    derived = [id_ for id_, task in tasks().items() if task.get("derived") == "true"]
    assert derived == ["phe-duyet-de-xuat"]


def test_the_directive_s_data_match_the_letter() -> None:
    """Number, day, time zone, signer and subject are those of the letter."""
    directive = document()["directive"]
    assert directive["number"] == "49-CV/ĐU"
    assert directive["issued"] == "2021-06-21"
    assert directive["timezone"] == "Asia/Ho_Chi_Minh"
    assert directive["signer"]["name"] == "Cao Kỳ Vị"
    assert directive["subject"] == SUBJECT


def test_villages_are_in_the_order_of_the_route() -> None:
    """All eight villages are listed, those on the route first."""
    assert [(village["id"], village["name"]) for village in document()["villages"]] == VILLAGES


def test_che_bien_has_the_other_spellings_as_aliases() -> None:
    """The village is also found by the letter's other spelling and by its real name."""
    che_bien = next(village for village in document()["villages"] if village["id"] == "che-bien")
    assert {"Chế Biền", "Chế Biến"} <= set(che_bien["aliases"])


def test_village_groups_divide_the_villages_by_the_route() -> None:
    """Five villages are on the route and three off it."""
    assert document()["village_groups"] == {"tren-tuyen": ON_ROUTE, "ngoai-tuyen": OFF_ROUTE}


def test_owners_match_the_table() -> None:
    """Everyone with a part in a duty is a declared owner, and no owner is idle."""
    declared = {owner["id"] for owner in document()["owners"]}
    named = {id_ for row in ROWS for key in PARTS for id_ in row[key].split()} - {"-"}
    assert named == declared


def test_officials_are_named_persons_with_a_title() -> None:
    """The three officials whom the letter names are persons with a title."""
    officials = [owner for owner in document()["owners"] if owner["id"] in OFFICIALS]
    assert {official["id"]: official["name"] for official in officials} == OFFICIALS
    assert all(official["kind"] == "person" and official["title"] for official in officials)


def test_bodies_of_every_village_are_marked() -> None:
    """Each village has its own development board and Party cell."""
    marked = {owner["id"] for owner in document()["owners"] if owner.get("per_village") == "true"}
    assert marked >= PER_VILLAGE


def test_events_have_no_date_yet() -> None:
    """The letter gives no day for the delegation's visit or for the central inspection."""
    used = {row["event"] for row in ROWS} - {"-"}
    assert {event["id"] for event in document()["events"]} == used
    assert not any("date" in event for event in document()["events"])


def test_progress_is_empty_and_last() -> None:
    """No progress is invented, and the log is at the end of the file."""
    assert list(document())[-1] == "progress"
    assert not document()["progress"]


def test_no_householder_is_named() -> None:
    """No private person is addressed by name anywhere in the file, comments included."""
    addressed = ADDRESSED_BY_NAME.findall(raw_text())
    assert not [word for word in addressed if word.istitle()]
