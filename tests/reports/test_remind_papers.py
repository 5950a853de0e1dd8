"""Official reminder letters: one for all with an annex, the day to answer by, and copies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from running import DATA
from running import HERE
from running import SHIPPED
from running import run
from word_text import text_of
from word_text import written_down

WEEKS, STATE = DATA / "weeks.yaml", DATA / "state.yaml"
LONG = "nghiêm túc kiểm điểm, tập trung hoàn thành dứt điểm, báo cáo rõ nguyên nhân, trách nhiệm"


def letter(tmp_path: Path, file: Path, day: str, *more: str) -> str:
    target = tmp_path / "x.docx"
    options = ("-f", str(file), "--as-of", day, "-o", str(target), *more)
    assert run("remind", *options).code == 0
    return text_of(target.read_bytes())


def reminders(file: Path, day: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(
        run("remind", "-f", str(file), "--as-of", day, "-F", "json").out
    )
    return report


def test_a_letter_to_all_has_the_tasks_of_each_in_its_annex(tmp_path: Path) -> None:
    text = letter(tmp_path, WEEKS, "2025-03-30", "--one", "--answer-by", "4/4/2025")
    assert text == written_down(HERE / "documents" / "remind-one.txt", text)
    assert text.count("Kính gửi:") == 1
    assert text.count("NHIỆM VỤ CỦA TỪNG ĐƠN VỊ, CÁ NHÂN") == 1
    annex = text.partition("PHỤ LỤC\n")[2]
    for reminder in reminders(WEEKS, "2025-03-30")["reminders"]:
        assert reminder["owner"]["name"] in annex


def test_an_item_of_two_leads_is_counted_once_in_the_letter_to_all(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    text = STATE.read_text(encoding="utf-8")
    file.write_text(
        text.replace("owner: quang-van-thai", "owner: [quang-van-thai, phong-kinh-te]"),
        encoding="utf-8",
    )
    text_to_all = letter(tmp_path, file, "2025-08-30", "--one")
    assert "các đơn vị, cá nhân nêu trên còn 03 đầu việc quá hạn (thuộc 02 nhiệm vụ)" in text_to_all
    assert len(re.findall(r"^\| \d+ \|", text_to_all, re.MULTILINE)) == 4


@pytest.mark.parametrize(("day", "is_long"), [("2025-08-23", False), ("2025-08-24", True)])
def test_a_reminder_is_sterner_when_an_item_is_long_overdue(
    day: str, *, is_long: bool, tmp_path: Path
) -> None:
    file = tmp_path / "x.yaml"
    text = STATE.read_text(encoding="utf-8")
    file.write_text(text.replace("overdue_long_days: 10", "overdue_long_days: 9"), encoding="utf-8")
    (first, *_) = reminders(file, day)["reminders"]
    assert (first["tone"], first["long_overdue"]) == ("firm", is_long)
    message = run("remind", "-f", str(file), "--as-of", day).out
    assert (LONG in " ".join(message.split())) == is_long
    assert ("Quá hạn kéo dài" in message) == is_long


def test_the_day_to_answer_by_follows_the_office(tmp_path: Path) -> None:
    party = letter(tmp_path, WEEKS, "2025-03-30", "--answer-by", "4/4/2025")
    assert party.count("về Văn phòng Đảng ủy trước ngày 04/4/2025.") == 5
    state = letter(tmp_path, STATE, "2025-08-26", "--answer-by", "30/8/2025", "--force")
    assert "về Ủy ban nhân dân xã Bản Mít trước ngày 30/8/2025./." in state


def test_the_leader_of_a_task_gets_a_copy_unless_he_signs(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    text = STATE.read_text(encoding="utf-8")
    signer = "signer: {name: Mùa A Páo"
    file.write_text(text.replace(signer, "signer: {name: Vàng A Sử"), encoding="utf-8")
    copy = "- Đồng chí Mùa A Páo, Phó Chủ tịch (để chỉ đạo);"
    assert copy in letter(tmp_path, file, "2025-08-26")
    assert copy not in letter(tmp_path, STATE, "2025-08-26", "--force")


@pytest.mark.parametrize("more", [["-F", "text"], ["-F", "docx", "-o", "folder/"]])
def test_one_is_refused_for_other_formats_and_for_folders(more: list[str], tmp_path: Path) -> None:
    ran = run("remind", "-f", str(WEEKS), "--as-of", "2025-03-30", "--one", *more, folder=tmp_path)
    assert ran.code == 2
    assert "no-effect" in ran.err


def test_bodies_of_several_villages_share_a_line_of_the_address(tmp_path: Path) -> None:
    text = letter(tmp_path, SHIPPED, "2021-07-05", "--one")
    addressed = text.partition("Kính gửi:")[2].partition("Thực hiện")[0]
    assert "- Ban Phát triển các thôn;\n" in addressed
    assert "- Chi ủy các thôn: Kim Bình, Chế Biển, Thượng Kim, Làng Chè, Tiên Phong;\n" in addressed
    heads = re.findall(r"^\|  \| (Chi ủy[^|]*?) \|", text, re.MULTILINE)
    route = ["Kim Bình", "Chế Biển", "Thượng Kim", "Làng Chè", "Tiên Phong"]
    assert heads == [f"Chi ủy thôn {village}" for village in route]


def test_a_paper_without_a_day_to_answer_by_has_a_blank_for_it(tmp_path: Path) -> None:
    assert "về Văn phòng Đảng ủy trước ngày …….\n" in letter(tmp_path, WEEKS, "2025-03-30", "--one")
    assert "……" not in run("remind", "-f", str(WEEKS), "--as-of", "2025-03-30").out


def test_a_long_name_of_an_office_is_broken_before_its_place(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    text = STATE.read_text(encoding="utf-8").replace("xã Bản Mít", "xã Sơn Kim 2")
    file.write_text(text, encoding="utf-8")
    head = letter(tmp_path, file, "2025-08-26").partition("CỘNG HÒA")[0]
    assert "ỦY BAN NHÂN DÂN / XÃ SƠN KIM 2" in head


LETTER = """\
format: 1
directive:
  number: 1{number}-CV/ĐU
  issued: 2025-03-0{number}
  issuer: Đảng ủy xã Vân Trạch
  subject: làm đường đợt {number}
owners: [{{id: a, name: UBND xã}}, {{id: b, name: Hội Phụ nữ}}]
tasks:
  - {{id: duong, title: Rà soát đường, place: mục {number}, owner: a, due: 2025-03-1{number}}}
  - {{id: rac, title: Thu gom rác, place: mục 9, owner: b, due: 2025-03-1{number}}}
"""


def in_full(number: int, day: str) -> str:
    return f"Công văn số 1{number}-CV/ĐU, ngày {day} của Đảng ủy xã Vân Trạch về làm đường đợt"


@pytest.mark.parametrize("one", [True, False])
@pytest.mark.parametrize("count", [4, 5])
def test_every_directive_is_cited_in_full_however_many_they_are(
    count: int, tmp_path: Path, *, one: bool
) -> None:
    folder = tmp_path / "viec"
    folder.mkdir()
    for number in range(1, count + 1):
        text = LETTER.format(number=number)
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    text = letter(tmp_path, folder, "2025-03-20", *(["--one"] if one else []))
    for number in range(1, count + 1):
        assert text.count(in_full(number, f"0{number}/3/2025")) == (1 if one else 2)
    assert ("(có danh mục kèm theo)" in text) == (count > 4)
    assert text.count("DANH MỤC VĂN BẢN") == (0 if count == 4 else 1 if one else 2)
    assert ("nêu tại Phụ lục 2 kèm theo" in text) == (one and count > 4)
    assert ("nêu tại Phụ lục kèm theo" in text) == (one and count == 4)
    message = " ".join(run("remind", "-f", str(folder), "--as-of", "2025-03-20").out.split())
    for number in range(1, count + 1):
        assert message.count(in_full(number, f"0{number}/03/2025")) == 2
    weekly = tmp_path / "tuan.docx"
    options = ("--as-of", "2025-03-20", "--annex", "none", "-o", str(weekly))
    assert run("weekly", "-f", str(folder), *options).code == 0
    report = text_of(weekly.read_bytes())
    for number in range(1, count + 1):
        assert report.count(in_full(number, f"0{number}/3/2025")) == 1
