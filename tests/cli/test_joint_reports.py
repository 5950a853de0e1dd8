"""Several files in one report: papers, tables to print, and recorded reminders.

The texts of these reports are in `tests/golden` (office-…).
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from running import DATA
from running import HERE
from running import run
from word_text import text_of
from word_text import written_down

from ntmtrack.storage import replace
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem

if TYPE_CHECKING:
    from ntmtrack.wording.problem import Values

OFFICE = DATA / "office"
DAY = "2025-03-21"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the files of the office, so that tests can change them."""
    shutil.copytree(OFFICE, tmp_path / "so")
    return tmp_path / "so"


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("folder_name", ["office", "commune"])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("weekly", ("weekly",)),
        ("remind", ("remind", "--answer-by", "2025-03-26")),
        ("one", ("remind", "--one")),
        ("export", ("export",)),
    ],
)
def test_a_paper_on_all_directives_matches_its_golden_file(
    name: str, command: tuple[str, ...], folder_name: str, language: str, tmp_path: Path
) -> None:
    out = tmp_path / "giay.docx"
    ran = run(*command, "-f", folder_name, "--as-of", DAY, "--lang", language, "-o", str(out))
    assert (ran.code, ran.err) == (0, "")
    paper = text_of(out.read_bytes())
    case = HERE / "papers" / f"{folder_name}-{name}-{language}.txt"
    assert paper == written_down(case, paper)


def test_each_addressee_gets_one_letter(tmp_path: Path) -> None:
    out = f"{tmp_path}/nhac/"
    assert run("remind", "-f", "office", "--as-of", DAY, "-F", "docx", "-o", out).code == 0
    assert sorted(path.name for path in Path(out).iterdir()) == [
        "nhac-viec-binh-2.docx",
        "nhac-viec-ubnd.docx",
    ]


def test_an_earlier_letter_is_kept_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    """Nobody knows what the unreadable file asks of its owner."""
    folder = tmp_path / "xa"
    shutil.copytree(DATA / "commune", folder)
    replace_in(folder / "uy-ban.yaml", "uy-ban", "ubnd")
    replace_in(folder / "uy-ban.yaml", "[]", "[{task: cay, mark: done, on: 2025-03-10}]")
    arguments = ("remind", "-f", str(folder), "--as-of", DAY, "-o", f"{tmp_path}/nhac/")
    assert run(*arguments).code == 0
    letter = tmp_path / "nhac" / "nhac-viec-ubnd.txt"
    reminded = letter.read_bytes()
    text = (folder / "dang.yaml").read_text("utf-8")
    (folder / "dang.yaml").write_text(f"{text}?\n", "utf-8")
    assert run(*arguments).code == 65
    assert letter.read_bytes() == reminded
    (folder / "dang.yaml").unlink()
    assert run(*arguments).code == 0
    assert "không có nhiệm vụ nào cần đôn đốc" in " ".join(letter.read_text("utf-8").split())


def test_each_issuer_gets_a_paper_in_its_own_name(folder: Path, tmp_path: Path) -> None:
    replace_in(folder / "15-kh.yaml", "number: 15-KH/ĐU", "number: 15/KH-UBND")
    replace_in(folder / "15-kh.yaml", "issuer: Đảng uỷ xã Vân Trạch", "issuer: UBND xã Vân Trạch")
    out = tmp_path / "giay.docx"
    for command in (("weekly",), ("remind", "--one"), ("remind",)):
        assert run(*command, "-f", str(folder), "--as-of", DAY, "-o", str(out)).code == 0
        text = text_of(out.read_bytes())
        party, _, state = text.partition("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
        assert ("12-CV/ĐU" in party, "15/KH-UBND" in party) == (True, False)
        assert ("12-CV/ĐU" in state, "15/KH-UBND" in state) == (False, True)
        assert "UBND xã Vân Trạch" in state


def test_reminders_are_recorded_in_the_file_of_their_task(folder: Path) -> None:
    arguments = ("remind", "-f", str(folder), "--log")
    ran = run(*arguments)
    assert ran.code == 0
    recorded = r".*12-cv\.yaml: Đã ghi \d+ lần đôn đốc\.\n.*15-kh\.yaml: Đã ghi \d+ lần đôn đốc\.\n"
    assert re.fullmatch(recorded, ran.err)
    logs = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert "mark: reminded" not in logs["09-cv.yaml"]
    assert "task: ra-soat, village: suoi-loi, mark: reminded" in logs["12-cv.yaml"]
    assert "task: don, village: ben-da, mark: reminded" in logs["15-kh.yaml"]
    again = run(*arguments)
    assert "đôn đốc" in again.err
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == logs


def test_a_busy_file_does_not_stop_the_others_from_being_recorded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = replace.update

    def busy(path: Path, change: Callable[[bytes], bytes | None]) -> replace.Written:
        if path.name == "12-cv.yaml":
            values: Values = {"path": str(path), "seconds": "10", "lock": ""}
            raise NtmError([Problem(Code.BUSY, values=values)], Exit.BUSY)
        return update(path, change)

    monkeypatch.setattr(replace, "update", busy)
    ran = run("remind", "-f", str(folder), "--log")
    assert ran.code == 75
    assert "12-cv.yaml" in ran.err
    logs = {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}
    assert "mark: reminded" not in logs["12-cv.yaml"]
    assert "mark: reminded" in logs["15-kh.yaml"]
    monkeypatch.undo()
    assert run("remind", "-f", str(folder), "--log").code == 0
    now = {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}
    assert "mark: reminded" in now.pop("12-cv.yaml")
    assert now.items() <= logs.items()


def test_a_workbook_of_several_files_has_its_usual_sheets(tmp_path: Path) -> None:
    out = tmp_path / "so.xlsx"
    assert run("export", "-f", "office", "--as-of", DAY, "-o", str(out), "--lang", "en").code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:2] == ["Summary", "Tasks"]
    assert book.sheetnames[-1] == "Tracking"
    rows = [[cell.value for cell in row] for row in book["Tracking"].iter_rows()]
    assert {str(row[1]).partition(",")[0] for row in rows[2:] if row[1]} == {
        "09-CV/ĐU",
        "12-CV/ĐU",
        "15-KH/ĐU",
    }


@pytest.mark.parametrize("command", ["weekly", "remind", "register", "volumes"])
def test_the_mistakes_of_a_file_follow_the_report(command: str, folder: Path) -> None:
    whole = run(command, "-f", str(folder), "--as-of", DAY)
    assert (whole.code, whole.err) == (0, "")
    (folder / "sai.yaml").write_text("format: 1\n", "utf-8")
    (folder / "12-cv (1).yaml").write_bytes((folder / "12-cv.yaml").read_bytes())
    ran = run(command, "-f", str(folder), "--as-of", DAY)
    assert ran.code == 65
    assert "missing-key" in ran.err
    assert "same-directive" in ran.err
    assert "12-CV/ĐU" not in ran.out


@pytest.mark.parametrize("command", ["weekly", "remind", "register"])
def test_finished_directives_are_left_out_and_named(command: str, folder: Path) -> None:
    for name in ("12-cv.yaml", "15-kh.yaml"):
        replace_in(folder / name, "place: Vân Trạch", "place: Vân Trạch\n  closed: 2025-03-16")
    ran = run(command, "-f", str(folder), "--as-of", DAY, "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    left_out = "3 directives are left out, finished before this week: 09-CV/ĐU, 12-CV/ĐU, 15-KH/ĐU."
    assert left_out in ran.out.replace("\n", " ")
    if command != "register":
        out = str(folder / "giay.docx")
        assert run(command, "-f", str(folder), "--as-of", DAY, "-o", out).code == 0


def test_a_closed_directive_alone_is_still_shown(folder: Path) -> None:
    alone = ("-f", str(folder / "09-cv.yaml"), "--as-of", DAY, "--lang", "en")
    notice = "The directive is closed from 14/03/2025 on."
    assert notice in run("status", *alone).out
    assert "Nobody needs a reminder." in run("remind", *alone).out
    assert run("weekly", "--quiet", *alone).out == ""
    assert "Look after the trees" in run("weekly", *alone).out
    data = json.loads(run("status", *alone, "-F", "json").out)
    assert data["directive"]["closed"] == "2025-03-14"
    assert data["counts"]["overdue"] == 1


def test_a_duty_of_several_files_is_named_by_its_own_id(folder: Path) -> None:
    replace_in(folder / "12-cv.yaml", "id: bao-cao-tuan,", "id: giao,")
    replace_in(folder / "12-cv.yaml", "task: bao-cao-tuan", "task: giao")
    ran = run("register", "giao", "-f", str(folder), "--as-of", DAY, "-F", "json")
    assert [duty["key"] for duty in json.loads(ran.out)["registers"]] == ["12-CV/ĐU:giao"]
    ran = run("register", "khong-co", "-f", str(folder), "--as-of", DAY)
    assert (ran.code, "no-such-task" in ran.err) == (2, True)


@pytest.mark.parametrize(("annex", "in_annex"), [("short", True), ("none", False)])
def test_many_directives_are_listed_in_an_annex(annex: str, in_annex: bool, folder: Path) -> None:
    for number in range(4):
        path = folder / f"{number}.yaml"
        shutil.copy(folder / "15-kh.yaml", path)
        replace_in(path, "number: 15-KH/ĐU", f"number: 2{number}-KH/ĐU")
    out = folder / "giay.docx"
    arguments = ("weekly", "-f", str(folder), "--as-of", DAY, "--lang", "en", "--annex", annex)
    assert run(*arguments, "-o", str(out)).code == 0
    body, _, annexes = text_of(out.read_bytes()).partition("Recipients")
    letter = "Directive 23-KH/ĐU of 10/03/2025 of Đảng uỷ xã Vân Trạch, “Vệ sinh môi trường”"
    row = f"| {letter} |"
    assert (row in body, row in annexes) == (not in_annex, in_annex)
    assert ("Under 6 directives, with the figures of each" in body) == in_annex
    reminders = run("remind", "-f", str(folder), "--as-of", DAY, "--lang", "en", "-F", "md").out
    assert "Under 6 directives of Đảng uỷ xã Vân Trạch" in reminders.replace("\\", "")


DISTRICT = """format: 1
directive:
  number: {number}
  issued: 2025-03-03
  issuer: Ủy ban nhân dân huyện Bố Trạch
  subject: {subject}
villages: [{{id: van-trach, name: xã Vân Trạch}}, {{id: {id}, name: {name}}}]
owners: [{{id: ubnd-xa, name: UBND xã, per_village: true}}]
tasks:
  - id: ra-soat
    title: Rà soát đường
    title_en: Survey the roads
    owner: ubnd-xa
    villages: all
    each: village
    due: {due}
    measures: [{{id: dai, name: đường, unit: km, at_least: 5}}]
"""


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """Write two directives of a district with communes and a town in place of villages."""
    folder = tmp_path / "huyen"
    folder.mkdir()
    letters = [
        ("31/KH-UBND", "Làm đường", "hoan-lao", "thị trấn Hoàn Lão", "2025-03-10"),
        ("44/KH-UBND", "Tiêm phòng", "dai-trach", "xã Đại Trạch", "2025-03-24"),
    ]
    for number, values in enumerate(letters):
        keys = ("number", "subject", "id", "name", "due")
        text = DISTRICT.format(**dict(zip(keys, values, strict=True)))
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("weekly", "Theo xã, thị trấn"),
        ("weekly -F html", "Theo xã, thị trấn"),
        ("remind", "Kính gửi: UBND thị trấn Hoàn Lão"),
        ("volumes", "Kết quả thực hiện chỉ tiêu theo xã, thị trấn"),
        ("status", "Theo xã, thị trấn"),
        ("overdue", "UBND các xã, thị trấn"),
        ("list", "UBND thị trấn Hoàn Lão"),
        ("export -F html", "Trạng thái nhiệm vụ theo xã, thị trấn"),
        ("export -F md", "UBND thị trấn Hoàn Lão"),
    ],
)
def test_reports_on_several_files_use_the_files_own_words_for_places(
    command: str, words: str, district: Path
) -> None:
    options = ("-f", str(district), "--as-of", "2025-03-21", "--lang", "vi", "--width", "200")
    ran = run(*command.split(), *options)
    assert (ran.code, ran.err) == (0, "")
    report = re.sub(r"<(script|style).*?</\1>", "", ran.out, flags=re.DOTALL)
    assert words in report
    assert not re.search(r"\bthôn\b", report, re.IGNORECASE)
    assert "xã xã" not in report
    assert "xã thị trấn" not in report


@pytest.mark.parametrize("command", [("weekly", "--annex", "full"), ("remind", "--one")])
def test_papers_on_several_files_use_the_files_own_words_for_places(
    command: tuple[str, ...], district: Path, tmp_path: Path
) -> None:
    (district / "xa.yaml").write_text((OFFICE / "12-cv.yaml").read_text("utf-8"), "utf-8")
    target = tmp_path / "bao-cao.docx"
    options = ("-f", str(district), "--as-of", "2025-03-21", "--lang", "vi", "-o", str(target))
    assert run(*command, *options).code == 0
    of_district, _ = sorted(
        text_of(target.read_bytes()).split("CỘNG SẢN"), key=lambda text: "BỐ TRẠCH" not in text
    )
    assert "UBND các xã, thị trấn" in of_district or "theo xã, thị trấn" in of_district
    assert not re.search(r"\bthôn\b", of_district.split("Vân Trạch, ngày")[0], re.IGNORECASE)


def test_a_paper_names_the_finished_directives_that_it_leaves_out(tmp_path: Path) -> None:
    target = tmp_path / "bao-cao.docx"
    run("weekly", "-f", str(OFFICE), "--as-of", DAY, "--lang", "vi", "-o", str(target))
    assert "01 văn bản đã hoàn thành hoặc kết thúc theo dõi" in text_of(target.read_bytes())
    assert "09-CV/ĐU." in text_of(target.read_bytes())


@pytest.mark.parametrize("more", [(), ("--events",)])
def test_a_calendar_of_several_files_has_the_entries_of_each(more: tuple[str, ...]) -> None:
    options = ("-F", "ics", "--as-of", "2025-03-21", *more)
    whole = entries(run("export", "-f", str(OFFICE), *options).out)
    of_each_file = [
        entries(run("export", "-f", str(file), *options).out) for file in files_of(OFFICE)
    ]
    numbers = ("09-CV/ĐU", "12-CV/ĐU", "15-KH/ĐU")
    titles = [
        (uid, f"{number}: {title}")
        for number, file in zip(numbers, of_each_file, strict=True)
        for uid, title in file
    ]
    assert whole == titles
    assert len({uid for uid, _ in whole}) == len(whole)


def test_a_calendar_of_several_files_leaves_a_broken_one_out(tmp_path: Path) -> None:
    for file in files_of(OFFICE):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "wrong.yaml").write_text("format: 1\ndirective: {}\n", encoding="utf-8")
    ran = run("export", "-f", str(tmp_path), "-F", "ics", "--as-of", "2025-03-21")
    assert ran.code == 65
    assert ran.out.count("BEGIN:VCALENDAR") == 1
    assert "wrong.yaml" in ran.err


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def entries(calendar: str) -> list[tuple[str, str]]:
    """Return the UID and the title of each entry of a calendar."""
    lines = calendar.replace("\r\n", "\n").replace("\n ", "").splitlines()
    values = [line.partition(":")[2] for line in lines if line.startswith(("UID:", "SUMMARY:"))]
    return list(zip(values[::2], values[1::2], strict=True))


def test_numbers_that_differ_only_in_accents_get_separate_filters(folder: Path) -> None:
    replace_in(folder / "12-cv.yaml", "number: 12-CV/ĐU", "number: 09-CV/DU")
    page = run("export", "-F", "html", "-f", str(folder), "--as-of", DAY).out
    chosen = page.partition('<select id="directives"')[2].partition("</select>")[0]
    keys = re.findall(r'<option value="([^"]+)"', chosen)
    assert len(keys) == len(set(keys)) == 3
