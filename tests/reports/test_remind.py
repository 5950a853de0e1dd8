"""Reminders from tests/data/weeks.yaml, beyond the golden texts in tests/golden."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.oxml.ns import qn
from running import DATA
from running import HERE
from running import SHIPPED
from running import Ran
from running import run
from running import spawn
from word_text import text_of
from word_text import written_down

from ntmtrack.datafile.load import load
from ntmtrack.directive import dates
from ntmtrack.directive import model
from ntmtrack.reports import remind as report
from ntmtrack.status import joining
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import view

WEEKS = DATA / "weeks.yaml"
FORMATS = {"text": ".txt", "md": ".md", "docx": ".docx"}
Groups = tuple[list[str], list[str], list[str]]
MORNING = "2025-04-09T06:30:12+07:00"


def remind(*arguments: str, file: Path = WEEKS) -> dict[str, Any]:
    """Return the reminders as data."""
    ran = run("remind", "-f", str(file), "-F", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    report_: dict[str, Any] = json.loads(ran.out)
    return report_


def owners(*arguments: str) -> dict[str, Groups]:
    """Return what each owner is reminded of: overdue, due today, due soon."""
    return {
        reminder["owner"]["id"]: (reminder["overdue"], reminder["due_today"], reminder["due_soon"])
        for reminder in remind(*arguments)["reminders"]
    }


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the file, and stop the clock on the morning of 9/4/2025."""
    monkeypatch.setattr(dates, "clock", lambda: datetime.fromisoformat(MORNING))
    return Path(shutil.copy(WEEKS, tmp_path / "weeks.yaml"))


# ---- Who is reminded of what


def test_each_owner_gets_one_message_and_each_village_body_its_own() -> None:
    assert owners("--as-of", "2025-03-30") == {
        "ha-thi-lua": (["nha-yeu@hon-chieng"], [], []),
        "ban-thon@suoi-loi": (["phat-quang@suoi-loi"], [], []),
        "doan-thanh-nien": (["ky-cam-ket@doan-thanh-nien"], [], []),
        "to-xung-kich@bai-trau": ([], ["khoi-cong@bai-trau"], []),
        "to-xung-kich@suoi-loi": ([], ["khoi-cong@suoi-loi"], []),
    }
    assert owners("--as-of", "2025-03-24T06:30") == {
        "van-phong": (["truc-ban"], [], []),
        "ban-thon@bai-trau": ([], [], ["phat-quang@bai-trau"]),
        "ban-thon@hon-chieng": ([], [], ["phat-quang@hon-chieng"]),
        "ban-thon@suoi-loi": ([], [], ["phat-quang@suoi-loi"]),
        "ha-thi-lua": ([], [], ["nha-yeu@suoi-loi"]),
        "quach-dinh-on": ([], ["cap-vat-tu"], []),
    }


def test_days_extends_how_far_ahead_reminders_look() -> None:
    at = ("--as-of", "2025-03-12T08:00")
    near: dict[str, Groups] = {"van-phong": ([], ["truc-ban"], [])}
    assert owners(*at) == near
    ahead = owners(*at, "--days", "12")
    assert ahead["ha-thi-lua"][2] == [
        *(f"nha-yeu@{village}" for village in ("dong-say", "bai-trau", "hon-chieng", "suoi-loi"))
    ]
    assert ahead["quach-dinh-on"] == ([], [], ["cap-vat-tu"])
    assert "uy-ban" not in ahead, "so is a weekly one, which is no more so in its own week"
    assert ahead["van-phong"] == ([], ["truc-ban"], ["sua-loa"]), "a daily duty always is due soon"
    assert owners(*at, "--days", "0") == near


@cache
def document_of(file: Path) -> model.Document:
    """Load a file once for all days."""
    document = load(file.read_bytes(), "").document
    assert document
    return document


@pytest.mark.parametrize("file", [WEEKS, DATA / "small.yaml", SHIPPED], ids=lambda file: file.name)
@pytest.mark.parametrize("day", range(40))
def test_reminders_call_the_same_items_due_soon_as_the_counts(file: Path, day: int) -> None:
    document = document_of(file)
    moment = dates.whole_day(document.directive.issued + timedelta(days=day))
    seen = view(document, moment, Filters())
    reminders = report.make(seen, document.settings.due_soon_days).reminders
    soon = {item.key for reminder in reminders for item in reminder.soon}
    assert soon == {item.key for item in seen.items if item.state.status == "due-soon"}
    assert len(soon) == seen.counts.due_soon


def test_finished_cancelled_and_undated_items_need_no_reminder() -> None:
    everything = owners("--as-of", "2025-04-09", "--days", "999").values()
    keys = {key for groups in everything for group in groups for key in group}
    assert keys == {"truc-ban", "khoi-cong@suoi-loi"}


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (["--owner", "Hà Thị Lụa"], {"ha-thi-lua"}),
        (["--owner", "ban phat trien"], {"ban-thon@suoi-loi"}),
        (["--owner", "tổ xung kích thôn bãi trầu"], {"to-xung-kich@bai-trau"}),
        (["--village", "suoi loi"], {"ban-thon@suoi-loi", "to-xung-kich@suoi-loi"}),
        (["--village", "Hòn Chiêng"], {"ha-thi-lua"}),
        (["--owner", "hoi phu nu"], set[str]()),
    ],
)
def test_owners_and_villages_narrow_the_reminders(narrowed: list[str], expected: set[str]) -> None:
    assert set(owners("--as-of", "2025-03-30", *narrowed)) == expected


@pytest.mark.parametrize(
    ("day", "tone", "asks"),
    [
        ("2025-03-22", "soon", "đề nghị {who} chủ động thực hiện đúng hạn, báo cáo kết quả"),
        ("2025-03-25", "today", "đề nghị {who} thực hiện trong ngày, báo cáo kết quả"),
        ("2025-03-26", "late", "yêu cầu {who} khẩn trương hoàn thành, báo cáo kết quả"),
        ("2025-03-28", "late", "yêu cầu {who} khẩn trương hoàn thành, báo cáo kết quả"),
        (
            "2025-03-29",
            "firm",
            "yêu cầu {who} khẩn trương hoàn thành, báo cáo rõ nguyên nhân, trách nhiệm chậm trễ",
        ),
    ],
)
def test_the_tone_follows_the_days_late(day: str, tone: str, asks: str) -> None:
    options = ("--as-of", day, "--owner", "ban phát triển thôn suối lội")
    (reminder,) = remind(*options)["reminders"]
    assert reminder["tone"] == tone
    text = " ".join(run("remind", "-f", str(WEEKS), *options).out.split())
    who = "Ban phát triển thôn Suối Lội"
    assert f", {who} còn" in text
    assert f". Ban Thường vụ Đảng ủy {asks.format(who=who)}" in text
    assert text.endswith(" về Văn phòng Đảng ủy.")


def test_persons_are_addressed_with_rank_and_name() -> None:
    text = run("remind", "-f", str(WEEKS), "--as-of", "2025-03-30").out
    assert re.findall(r"^Kính gửi: .*", text, re.MULTILINE) == [
        "Kính gửi: Đồng chí Hà Thị Lụa, Công chức văn hóa – xã hội",
        "Kính gửi: Ban phát triển thôn Suối Lội",
        "Kính gửi: Đoàn Thanh niên",
        "Kính gửi: Tổ xung kích thôn Bãi Trầu",
        "Kính gửi: Tổ xung kích thôn Suối Lội",
    ]


# ---- A file for each owner


def test_the_body_to_report_to_is_named_for_a_task_only_if_the_task_names_it(
    tmp_path: Path,
) -> None:
    """A line with the issuer contradicted the last sentence, which names the issuer's office."""
    file = tmp_path / "plan.yaml"
    file.write_text(
        "format: 1\n"
        "directive: {number: 15-KH/ĐU, issued: 2025-03-03, issuer: Đảng ủy xã Suối Lội,"
        " subject: Chợ}\n"
        "owners: [{id: hoi, name: Hội Phụ nữ}, {id: ubnd, name: UBND xã}]\n"
        "tasks:\n"
        "  - {id: rac, title: Thu gom rác, owner: hoi, due: 2025-03-10}\n"
        "  - {id: cho, title: Sửa chợ, owner: hoi, due: 2025-03-10, report_to: ubnd}\n",
        encoding="utf-8",
    )
    out = " ".join(run("remind", "-f", str(file), "--as-of", "2025-03-12").out.split())
    assert "Thu gom rác; thời hạn: trước ngày 10/03/2025; quá hạn (2 ngày). - Sửa chợ" in out
    assert "quá hạn (2 ngày). Gửi về: UBND xã." in out
    assert "báo cáo kết quả về Văn phòng Đảng ủy." in out
    letter = tmp_path / "one.docx"
    run("remind", "-f", str(file), "--as-of", "2025-03-12", "--one", "-o", str(letter))
    assert "Đảng ủy xã Suối Lội" not in [
        row.cells[4].text for table in Document(str(letter)).tables[-1:] for row in table.rows
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_folder_gets_a_file_with_a_safe_name_for_each_owner(format_: str, tmp_path: Path) -> None:
    folder = tmp_path / "tuần này" / "nhắc"
    arguments = ("remind", "-f", str(WEEKS), "--as-of", "2025-03-30", "-F", format_)
    assert run(*arguments, "-o", str(folder)) == Ran(0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == [
        f"nhac-viec-{owner}{FORMATS[format_]}"
        for owner in (
            *("ban-thon--suoi-loi", "doan-thanh-nien", "ha-thi-lua"),
            *("to-xung-kich--bai-trau", "to-xung-kich--suoi-loi"),
        )
    ]
    assert all(re.fullmatch(r"[a-z0-9.-]+", path.name) for path in folder.iterdir())


def test_each_file_has_only_the_message_of_its_owner(tmp_path: Path) -> None:
    whole = run("remind", "-f", str(WEEKS), "--as-of", "2025-03-30").out
    for owner in (["--owner", "doan thanh nien"], []):  # the second run replaces its file
        options = ("--as-of", "2025-03-30", *owner, "-o", str(tmp_path))
        assert run("remind", "-f", str(WEEKS), *options) == Ran(0, "", "")
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
    assert sorted(text.rstrip() for text in texts) == sorted(whole.rstrip().split("\n\n")[1:])
    assert all(text.count("Kính gửi") == 1 for text in texts)


def test_two_owners_never_share_a_file(tmp_path: Path) -> None:
    clash = tmp_path / "clash.yaml"
    text = WEEKS.read_text(encoding="utf-8")
    clash.write_text(text.replace("doan-thanh-nien", "ban-thon-suoi-loi"), encoding="utf-8")
    arguments = ("remind", "-f", str(clash), "--as-of", "2025-03-30", "-o", str(tmp_path / "out"))
    assert run(*arguments) == Ran(0, "", "")
    assert len(list((tmp_path / "out").iterdir())) == 5


def test_the_letters_have_the_expected_text(tmp_path: Path) -> None:
    options = ("--as-of", "2025-03-30", "-F", "docx", "-o", str(tmp_path))
    assert run("remind", "-f", str(WEEKS), *options) == Ran(0, "", "")
    for owner in ("ha-thi-lua", "ban-thon--suoi-loi", "doan-thanh-nien"):
        text = text_of((tmp_path / f"nhac-viec-{owner}.docx").read_bytes())
        assert text == written_down(HERE / "documents" / f"remind-{owner}.txt", text)
        assert re.search(r"Số +-CV/ĐU", text)


@pytest.mark.parametrize("ending", ["docx", "md", "txt"])
def test_an_old_letter_in_the_folder_is_replaced_if_its_owner_needs_no_reminder(
    ending: str, tmp_path: Path
) -> None:
    arguments = (
        "remind",
        "-f",
        str(WEEKS),
        "-F",
        ending.replace("txt", "text"),
        "-o",
        f"{tmp_path}/",
    )
    assert run(*arguments, "--as-of", "2025-03-30") == Ran(0, "", "")
    letters = {path: path.read_bytes() for path in tmp_path.iterdir()}
    unrelated = tmp_path / f"nhac-viec-toi.{ending}"  # of no owner in the file
    unrelated.write_text("Ghi chú", "utf-8")
    assert run(*arguments, "--owner", "Hội Nông dân", "--as-of", "2025-03-10") == Ran(0, "", "")
    assert {path: path.read_bytes() for path in letters} == letters, "nobody else was asked about"
    assert run(*arguments, "--as-of", "2025-03-10") == Ran(0, "", "")
    assert len(letters) == 5
    for path in letters:
        data = path.read_bytes()
        text = text_of(data) if ending == "docx" else data.decode()
        plain = " ".join(text.replace("\\", "").split())
        day = "10/3/2025" if ending == "docx" else "10/03/2025"
        assert f"Qua theo dõi đến hết ngày {day}, không có nhiệm vụ nào cần đôn đốc " in plain
        assert ("Hội Nông dân" in plain) == (path.stem == "nhac-viec-hoi-nong-dan")
    assert unrelated.read_text("utf-8") == "Ghi chú"


@pytest.mark.parametrize("target", ["weeks.yaml/", "no-folder"])
def test_a_folder_that_cannot_be_made_is_an_error(target: str, file: Path) -> None:
    (file.parent / "no-folder").touch()
    before = file.read_bytes()
    ran = run("remind", "-f", str(file), "--log", "-o", f"{file.parent}/{target}")
    assert (ran.code, ran.out) == (73, "")
    assert file.read_bytes() == before, "what could not be drafted was not sent"


@pytest.mark.parametrize("target", ["nhắc/", "nhắc", "v1.2/", "có.sẵn"])
def test_a_target_is_a_folder_if_it_ends_in_a_slash_has_no_ending_or_exists_as_one(
    target: str, tmp_path: Path
) -> None:
    (tmp_path / "có.sẵn").mkdir()
    arguments = ("remind", "-f", str(WEEKS), "--as-of", "2025-03-30", "-o", f"{tmp_path}/{target}")
    assert run(*arguments) == Ran(0, "", "")
    assert len(list((tmp_path / target).iterdir())) == 5


# ---- One file for all


def test_a_single_document_has_every_letter_on_new_pages(tmp_path: Path) -> None:
    arguments = ("remind", "-f", str(WEEKS), "--as-of", "2025-03-30")
    target = tmp_path / "nhắc việc.docx"
    assert run(*arguments, "-o", str(target)) == Ran(0, "", "")
    assert run(*arguments, "-F", "docx", "-o", str(tmp_path)) == Ran(0, "", "")
    names = [reminder["owner"]["id"] for reminder in remind("--as-of", "2025-03-30")["reminders"]]
    letters = (tmp_path / f"nhac-viec-{name.replace('@', '--')}.docx" for name in names)
    texts = [text_of(path.read_bytes()) for path in letters]
    assert text_of(target.read_bytes()).split() == " ".join(texts).split()
    sections = Document(str(target)).sections
    assert len(sections) == len(names)
    assert {section.start_type for section in sections} == {WD_SECTION_START.NEW_PAGE}
    assert all(section.different_first_page_header_footer for section in sections)
    numbers = [section._sectPr.find(qn("w:pgNumType")) for section in sections]  # noqa: SLF001
    assert [number is not None and number.get(qn("w:start")) for number in numbers] == [
        False,
        *["1"] * 4,
    ]


@pytest.mark.parametrize("name", ["nhắc.txt", "nhắc.md", "nhắc.json", "nhắc.csv"])
def test_a_single_file_has_the_same_content_as_printed_output(name: str, tmp_path: Path) -> None:
    arguments = ("remind", "-f", str(WEEKS), "--as-of", "2025-03-30")
    assert run(*arguments, "-o", str(tmp_path / name)) == Ran(0, "", "")
    format_ = name.partition(".")[2].replace("txt", "text")
    assert (tmp_path / name).read_bytes().decode() == run(*arguments, "-F", format_).out


def test_a_replaced_document_says_if_nobody_needs_a_reminder(
    tmp_path: Path,
) -> None:
    target = tmp_path / "x.docx"
    arguments = ("remind", "-f", str(WEEKS), "-o", str(target), "--as-of")
    assert run(*arguments, "2025-03-30") == Ran(0, "", "")
    assert run(*arguments, "2025-03-30", "--owner", "hoi phu nu", "--lang", "en") == Ran(0, "", "")
    assert text_of(target.read_bytes()).strip() == "Nobody needs a reminder."


def test_a_document_can_be_printed_to_a_file(tmp_path: Path) -> None:
    arguments = ("remind", "-f", str(WEEKS), "--as-of", "2025-03-30", "-F", "docx")
    target = tmp_path / "x.docx"
    assert run(*arguments, "-o", str(target)).code == 0
    with (tmp_path / "printed").open("wb") as printed:
        assert spawn(*arguments, stdout=printed).code == 0
    assert (tmp_path / "printed").read_bytes() == target.read_bytes()


# ---- What is recorded


def test_nothing_is_recorded_without_log(file: Path) -> None:
    before = file.read_bytes()
    assert run("remind", "-f", str(file), folder=file.parent).code == 0
    assert file.read_bytes() == before


def test_log_adds_an_entry_for_each_item(file: Path) -> None:
    before = file.read_bytes()
    first = run("remind", "-f", str(file), "--log", folder=file.parent)
    assert first.code == 0
    assert first.err.endswith(
        "Đã ghi 4 lần đôn đốc.\n"
    )  # the file also has an entry of the evening
    assert "Đã đôn đốc" not in first.out.partition("Tổ xung kích thôn Suối Lội")[2].split("\n\n")[0]
    after = file.read_bytes()
    assert after.startswith(before)
    lines = after[len(before) :].decode().splitlines()
    assert [re.findall(r"(?:task|village|owner|mark): ([\w-]+)", line) for line in lines] == [
        ["khoi-cong", "suoi-loi", "reminded"],
        ["ky-cam-ket", "doan-thanh-nien", "reminded"],
        ["dien-tap", "reminded"],
        ["truc-ban", "reminded"],
    ]
    assert all(' on: "2025-04-09T06:30",' in line for line in lines)
    assert len({re.findall(r'at: "(.*)"', line)[0] for line in lines}) == 1
    assert load(after, "").document


def test_the_next_reminder_has_the_number_and_day_of_earlier_ones(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("09", "10"):
        now = datetime.fromisoformat(f"2025-04-{day}T06:30:00+07:00")
        monkeypatch.setattr(dates, "clock", lambda now=now: now)
        run("remind", "-f", str(file), "--log", "--village", "suoi loi", folder=file.parent)
    again = run("remind", "-f", str(file), "--lang", "en", folder=file.parent).out
    assert "Reminded 2 times already, most recently on 10/04/2025." in again
    report_ = remind("--as-of", "2025-04-10", "--village", "suoi loi", file=file)
    assert report_["reminders"][0]["reminded"] == ["2025-04-09", "2025-04-10"]
    assert report_["items"][0]["reminded"] == ["2025-04-09", "2025-04-10"]
    assert report_["items"][0]["last_update"] == "2025-04-04", "a reminder is no news"


def test_log_adds_nothing_if_nobody_needs_a_reminder(file: Path) -> None:
    before = file.read_bytes()
    arguments = ("remind", "-f", str(file), "--log", "--owner", "hoi phu nu", "--lang", "en")
    ran = run(*arguments, folder=file.parent)
    assert ran.code == 0
    assert ran.err.endswith("0 reminders recorded.\n")
    assert file.read_bytes() == before


def test_log_works_with_every_format_and_with_files(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("remind", "-f", str(file), "--log", "--owner", "to xung kich")
    targets = (["-F", "json"], ["-F", "md"], ["-F", "docx", "-o", "d"])
    for number, target in enumerate(targets, start=1):
        now = datetime.fromisoformat(f"2025-04-{8 + number:02}T06:30:00+07:00")
        monkeypatch.setattr(dates, "clock", lambda now=now: now)
        assert run(*arguments, *target, folder=file.parent).code == 0
        assert entries(file) == number


def test_a_second_log_on_a_day_adds_only_new_reminders(file: Path) -> None:
    arguments = ("remind", "-f", str(file), "--log", "--lang", "en")
    first = run(*arguments, "--village", "suoi loi", folder=file.parent).err
    assert "1 reminder recorded.\n" in first
    assert "3 reminders recorded.\n" in run(*arguments, folder=file.parent).err
    before = file.read_bytes()
    again = run(*arguments, folder=file.parent)
    assert again.code == 0
    assert again.err.endswith("These reminders were already recorded today; nothing was added.\n")
    assert file.read_bytes() == before


def test_undo_takes_back_the_reminders_of_the_newest_command(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime.fromisoformat("2025-04-12T06:30:00+07:00")
    monkeypatch.setattr(dates, "clock", lambda: later)
    assert run("note", "khoi-cong@suoi-loi", "Đã họp", "-f", str(file)).code == 0
    before = file.read_bytes()
    assert run("remind", "-f", str(file), "--log").code == 0
    assert run("undo", "-f", str(file)).code == 0
    added = file.read_bytes()[len(before) :].decode().splitlines()
    marks = [re.findall(r"mark: (\w+)", line)[0] for line in added]
    count = len(added) // 2
    assert marks == ["reminded"] * count + ["undone"] * count
    again = run("remind", "-f", str(file), "--log", "--lang", "en").err
    assert again.endswith(f"{count} reminders recorded.\n")


def entries(file: Path) -> int:
    """Count the recorded reminders of one item."""
    text = file.read_text(encoding="utf-8")
    return text.count("{task: khoi-cong, village: suoi-loi, mark: reminded")


def test_a_task_in_several_villages_counts_as_several_items() -> None:
    # Hà Thị Lụa still has to survey houses in three villages.
    text = run("remind", "-f", str(WEEKS), "--as-of", "2025-03-18", "--owner", "ha thi lua").out
    assert "còn 3 đầu việc sắp đến hạn (thuộc 1 nhiệm vụ)" in re.sub(r"\s+", " ", text)
    assert "Bãi Trầu, Hòn Chiêng, Suối Lội; thời hạn: trước ngày 20/03/2025" in re.sub(
        r"\s+", " ", text
    )


def test_no_folder_is_made_for_a_format_that_reminders_do_not_have(tmp_path: Path) -> None:
    target = tmp_path / "nhac"
    ran = run("remind", "-f", "small.yaml", "--as-of", "2024-03-20", "-F", "ics", "-o", str(target))
    assert (ran.code, "no-such-format" in ran.err) == (2, True)
    assert not target.exists()


def test_a_group_is_written_in_lower_case_within_a_sentence(tmp_path: Path) -> None:
    text = WEEKS.read_text(encoding="utf-8")
    own = tmp_path / "weeks.yaml"
    own.write_text(text.replace("Tổ xung kích", "Các tổ xung kích"), encoding="utf-8")
    _, head, letter = run(
        "remind", "-f", str(own), "--as-of", "2025-04-09", "--lang", "vi"
    ).out.partition("Kính gửi: Các tổ xung kích thôn Suối Lội\n")
    assert head
    assert "các tổ xung kích" in " ".join(letter.split())
    assert "Các tổ xung kích" not in letter


LETTER = """format: 1
directive: {{number: {number}, issued: 2025-03-03, issuer: {issuer}, subject: Đường{more}}}
owners: [{{id: ca, name: Công an xã}}, {{id: doan, name: Đoàn xã}}]
tasks:
  - {{id: viec, title: Việc, owner: [ca, doan], due: 2025-03-10}}
  - {{id: sau, title: Sau, owner: ca, due: 2025-03-25}}
progress: []
"""


def report_on(
    *directives: tuple[str, str, str], owners: tuple[str, ...] = ()
) -> report.RemindReport:
    """Return the reminders on 21/3/2025 of directives, given as number, issuer and further keys."""
    files = []
    for number, issuer, more in directives:
        read = load(LETTER.format(number=number, issuer=issuer, more=more).encode(), number)
        assert read.document, read.problems
        files.append((number, read.document))
    united = joining.unite(files) if files[1:] else [files[0][1]]
    moment = dates.whole_day(date(2025, 3, 21))
    views = [view(each, moment, Filters(owners=owners)) for each in united]
    return report.make(joining.join(views) if files[1:] else views[0], 7)


def reminders_of(
    *directives: tuple[str, str, str], owners: tuple[str, ...] = ()
) -> list[tuple[str, list[str]]]:
    """Return the name of each reminded owner with the keys of the items."""
    reminders = report_on(*directives, owners=owners).reminders
    return [(each.owner.name, [item.key for item in each.items]) for each in reminders]


PARTY, STATE = "Đảng ủy xã Vân Trạch", "UBND xã Vân Trạch"


def test_each_issuer_reminds_an_owner_separately_of_all_its_directives() -> None:
    """The commune police are one owner, with a letter from the Party and one from the State."""
    reminders = reminders_of(("1-CV/ĐU", PARTY, ""), ("2-CV/ĐU", PARTY, ""), ("3/UBND", STATE, ""))
    assert [keys for name, keys in reminders if name == "Công an xã"] == [
        ["1-CV/ĐU:viec", "2-CV/ĐU:viec", "1-CV/ĐU:sau", "2-CV/ĐU:sau"],
        ["3/UBND:viec", "3/UBND:sau"],
    ]


def test_only_selected_owners_are_reminded() -> None:
    directive = ("1-CV/ĐU", PARTY, "")
    assert [name for name, _ in reminders_of(directive)] == ["Công an xã", "Đoàn xã"]
    assert [name for name, _ in reminders_of(directive, owners=("Đoàn xã",))] == ["Đoàn xã"]


@pytest.mark.parametrize(("closed", "is_reminded"), [("2025-03-16", False), ("2025-03-17", True)])
def test_a_directive_closed_before_this_week_gives_no_reminders(
    closed: str, *, is_reminded: bool
) -> None:
    assert bool(reminders_of(("1-CV/ĐU", PARTY, f", closed: {closed}"))) == is_reminded


def test_an_owner_reminded_by_two_issuers_gets_both_letters() -> None:
    report_ = report_on(("1-CV/ĐU", PARTY, ""), ("3/UBND", STATE, ""))
    letters = {id_: len(own.reminders) for id_, own in report_.by_owner().items()}
    assert letters == {"ca": 2, "doan": 2}


def test_all_reminded_leads_of_an_item_are_recorded() -> None:
    report_ = report_on(("1-CV/ĐU", PARTY, ""))
    leads = [
        (item.key, [owner.id for owner in owners])
        for item, owners in report.leads_by_item(report_.reminders)
    ]
    assert leads == [("viec", ["ca", "doan"]), ("sau", ["ca"])]


@pytest.mark.parametrize(("days", "is_long"), [(10, False), (11, True), (12, True)])
def test_an_item_is_long_overdue_from_the_days_in_the_settings(days: int, *, is_long: bool) -> None:
    """The work was due on 10/3."""
    moment = dates.whole_day(date(2025, 3, 10 + days))
    text = LETTER.format(number="1", issuer=PARTY, more="}\nsettings: {overdue_long_days: 11")
    read = load(text.encode(), "viec.yaml").document
    assert read
    (first, *_) = report.make(view(read, moment, Filters()), 0).reminders
    (item,) = first.overdue
    assert (item.state.days_late, first.is_long) == (days, is_long)
