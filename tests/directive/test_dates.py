"""Time zones: known names and a damaged zone database; days and hours as letters write them."""

from __future__ import annotations

import unicodedata
import zoneinfo
from datetime import date
from datetime import time
from pathlib import Path

import pytest
from cases import first_quick
from running import SMALL
from running import run
from running import spawn

from ntmtrack.directive import dates
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError

DAY = ("--as-of", "2024-03-20")
ZONE = Path("Asia", "Bangkok")


def file_with(folder: Path, zone: str) -> str:
    path = folder / "so.yaml"
    text = SMALL.read_text(encoding="utf-8")
    path.write_text(text.replace("Asia/Ho_Chi_Minh", zone), "utf-8")
    return str(path)


def test_every_name_of_the_zone_database_is_known() -> None:
    for name in sorted(zoneinfo.available_timezones() - {"localtime"}):
        assert dates.known_timezone(name), name


@pytest.mark.parametrize(
    "name",
    [
        *("localtime", "posixrules", "posix/Asia/Bangkok", "right/Asia/Bangkok", "Asia", "America"),
        *("Asia/Bangkok/x", "tzdata.zi", "zone.tab", "../zoneinfo/UTC", "/etc/localtime", "UTC/"),
        *("asia/bangkok", "Asia//Bangkok", "Asia/Hà_Nội", "A" * 300, "Asia/" * 3000, "x\0y", ""),
    ],
)
def test_a_name_that_is_not_in_the_zone_database_is_refused(name: str, tmp_path: Path) -> None:
    assert not dates.known_timezone(name)
    if name.isascii() and "\0" not in name and 0 < len(name) < 40:
        ran = run("status", "--lang", "en", "-f", file_with(tmp_path, name))
        assert (ran.code, "bad-timezone" in ran.err) == (65, True)


def spoil_with_bytes(path: Path) -> None:
    path.write_bytes(b"")


def spoil_with_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def spoil_with_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/proc/self/mem")  # a file whose beginning cannot be read


@pytest.mark.parametrize(
    "spoil", first_quick(1, [spoil_with_bytes, spoil_with_half, spoil_with_a_device])
)
def test_a_zone_that_cannot_be_read_is_reported_as_a_fault_of_the_machine(
    spoil: object, tmp_path: Path
) -> None:
    assert callable(spoil)
    copy = tmp_path / "zones" / ZONE
    copy.parent.mkdir(parents=True)
    source = next(path for folder in zoneinfo.TZPATH if (path := Path(folder) / ZONE).exists())
    copy.write_bytes(source.read_bytes())
    data = file_with(tmp_path, ZONE.as_posix())
    settings = {"PYTHONTZPATH": str(tmp_path / "zones"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    commands = (
        ("status", "--lang", "en"),
        ("list", "--lang", "en", *DAY),
        ("note", "nao-vet-muong", "Xong.", "--lang", "en"),
        ("export", "-F", "ics", "--lang", "en", *DAY),
        ("check", "--lang", "en"),
    )
    assert spawn(*commands[0], "-f", data, settings=settings).code == 0
    before = Path(data).read_bytes()
    spoil(copy)
    for kept in ({}, {"NTMTRACK_NO_CACHE": "1"}):
        for command in commands:
            ran = spawn(*command, "-f", data, settings={**settings, **kept})
            if not kept and command[0] == "list":
                assert ran.code == 0  # needs no zone
                continue
            assert (ran.code, "[timezone-unreadable]" in ran.err) == (74, True), (command, ran)
            assert "Asia/Bangkok" in ran.err
    assert Path(data).read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        *("17 giờ 05 ngày 14/11/2025", "17 giờ 05 phút, ngày 14/11/2025", "17:05 14/11/2025"),
        *("14/11/2025 17h05", "14/11/2025, 17 giờ 05", "17g05 ngày 14/11/2025", "14-11-2025 17:05"),
        *("ngày 14/11/2025 lúc 17 giờ 05", "17H05 2025-11-14", "2025-11-14T17:05"),
    ],
)
def test_a_day_with_an_hour_is_read_in_every_spelling_of_letters(text: str) -> None:
    for spelled in (text, unicodedata.normalize("NFD", text)):
        assert dates.parse_moment(spelled) == (date(2025, 11, 14), time(17, 5))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5 giờ chiều ngày 14/11/2025", Code.BAD_DATE_MOMENT),
        ("17g05", Code.BAD_DATE_MOMENT),
        ("14/11/2025 25h", Code.BAD_TIME),
        ("17:05 31/11/2025", Code.NO_SUCH_DAY),
        ("17:05 14/11", Code.NO_YEAR),
        ("giữa tháng 7", Code.BAD_DATE),
    ],
)
def test_a_moment_that_cannot_be_read_is_refused(text: str, code: Code) -> None:
    with pytest.raises(NtmError) as refused:
        dates.parse_moment(text)
    assert refused.value.problems[0].code is code


@pytest.mark.parametrize(
    "text",
    [
        "30 tháng 6 năm 2021",
        "ngày 30 tháng 06 năm 2021",
        "Ngày 30  Tháng 6  Năm 2021",
        "ngay 30 thang 6 nam 2021",
        unicodedata.normalize("NFD", "ngày 30 tháng 6 năm 2021"),
        "30\N{NO-BREAK SPACE}tháng 6 năm\N{NO-BREAK SPACE}2021",
        "ngày 30/6/2021",
        "Ngày 30-6-2021",
        "ngày 2021-06-30",
        "2021-06-30",
        "30/6/2021",
        "30.6.2021",
        "ngày 30.06.2021",
    ],
)
def test_a_day_in_words_is_read(text: str) -> None:
    day = date(2021, 6, 30)
    assert dates.parse_day(text) == day
    assert dates.parse_moment(text) == (day, None)
    assert dates.parse_moment(f"15 giờ 42 {text}") == (day, time(15, 42))
    assert dates.parse_moment(f"{text}, 15:42") == (day, time(15, 42))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30 tháng 6", Code.NO_YEAR),
        *((text, Code.NO_YEAR) for text in ("30/6", "30-6", "30.6", "ngày 30/6")),
        *((text, Code.NO_YEAR_SHORT) for text in ("30/6/21", "30.6.21", "12-6-21")),
        *((text, Code.BAD_DATE) for text in ("30/6.2021", "30.6-2021", "2021.06.30", "6.2021")),
        ("31.6.2021", Code.NO_SUCH_DAY),
        ("tháng 6 năm 2021", Code.BAD_DATE),
        ("129 tháng 6 năm 2021", Code.BAD_DATE),
        ("29 tháng 6 năm 20211", Code.BAD_DATE),
        ("ngày ngày 30/6/2021", Code.BAD_DATE),
        ("ngày", Code.BAD_DATE),
        ("trước ngày 30 tháng 6 năm 2021", Code.BAD_DATE),
        ("ngày 30/6/2021 và ngày 1/7/2021", Code.BAD_DATE),
        ("31 tháng 6 năm 2021", Code.NO_SUCH_DAY),
        ("ngày 30 tháng 6 năm 1021", Code.FAR_YEAR),
    ],
)
def test_words_that_are_not_a_day_are_refused(text: str, code: Code) -> None:
    for read in (dates.parse_day, dates.parse_moment):
        with pytest.raises(NtmError) as error:
            read(text)
        assert error.value.problems[0].code is code
