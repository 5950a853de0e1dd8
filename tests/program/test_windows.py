"""A week in an office on a simulated Windows; `windows` describes what is simulated."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from cases import first_quick
from running import HERE
from running import Ran
from running import plain_environment
from running import run
from running import spawn

from ntmtrack import system
from ntmtrack.storage import report_file
from ntmtrack.wording.problem import NtmError

WINDOWS = [sys.executable, str(HERE / "helpers" / "windows.py")]
LETTER = "1. UBND xã rà soát đường thôn, hoàn thành trước ngày 15/3/2025.\r\n"
DATA = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2025-03-03, issuer: Đảng ủy xã Vân Trạch, subject: Đường thôn}
owners:
  - {id: ubnd, name: UBND xã}
tasks:
  - {id: ra-soat, title: Rà soát đường thôn, owner: ubnd, due: 2025-03-14}
  - {id: bien-bao, title: Lập biển báo, owner: ubnd, due: 2025-03-21}
progress: []
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data file with the line ends of Notepad."""
    path = tmp_path / "so.yaml"
    path.write_bytes(DATA.replace("progress: []", "progress:").replace("\n", "\r\n").encode())
    return path


def on_windows(folder: Path, *arguments: str, **settings: str) -> Ran:
    """Run the program on the simulated Windows, in a folder."""
    settings = {"LOCALAPPDATA": str(folder / "AppData"), "NTMTRACK_LANG": "en", **settings}
    return spawn(*arguments, folder=folder, settings=settings, program=WINDOWS)


@pytest.mark.long
def test_a_week_in_an_office(data: Path) -> None:
    def works(*arguments: str) -> Ran:
        ran = on_windows(data.parent, *arguments)
        assert ran.code == 0, ran
        return ran

    file = ("-f", str(data))
    works("init", "moi.yaml")
    works("check", *file)
    works("done", "ra-soat", "--on", "2025-03-12", "--note", "Đủ 8 thôn", *file)
    works("note", "bien-bao", "Đang đo đạc", "--on", "2025-03-13", *file)
    works("undo", *file)
    assert "done" in works("status", "--as-of", "2025-03-16", *file).out
    works("status", "--as-of", "2025-03-16", *file)  # from the kept copy
    lines = data.read_bytes().split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1])
    assert len(lines) == len(DATA.splitlines()) + 3 + 1
    for name in ("tuan.docx", "so.xlsx", "so.html", "so.ics", "so.csv"):
        report = "weekly" if name.endswith("docx") else "export"
        works(report, "--as-of", "2025-03-16", "-o", name, *file)
        assert (data.parent / name).stat().st_size > 400
    works("export", "--form", "-o", "bieu.xlsx", *file)
    assert zipfile.is_zipfile(data.parent / "bieu.xlsx")
    (data.parent / "bieu.csv").write_bytes(
        "Mã;Kết quả;Ngày\r\nbien-bao;hoàn thành;14/3/2025\r\n".encode("utf-8-sig")
    )
    works("import", "bieu.csv", *file)
    assert b"mark: done, on: 2025-03-14" in data.read_bytes()
    (data.parent / "thu.txt").write_bytes(LETTER.encode("utf-8-sig"))
    works("draft", "thu.txt", "-o", "nhap.yaml")
    works("draft", "nhap.yaml", "-o", "nhap.xlsx")
    assert [path.name for path in data.parent.glob(".*")] == [".so.yaml.lock"]


def test_a_writer_waits_for_another_writer(data: Path) -> None:
    on_windows(data.parent, "note", "ra-soat", "Một", "-f", str(data))
    with (data.parent / ".so.yaml.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [*WINDOWS, "note", "ra-soat", "Hai", "-f", str(data)]
        settings = {"LOCALAPPDATA": str(data.parent / "AppData")}
        with subprocess.Popen(command, env=plain_environment(settings)) as writer:
            end = time.monotonic() + 20
            while not has_open(writer.pid, lock.name) and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(0.3)
            assert writer.poll() is None
            assert "Hai" not in data.read_text()
            fcntl.flock(lock, fcntl.LOCK_UN)
            assert writer.wait(20) == 0
    assert "Hai" in data.read_text()


def has_open(process: int, name: str) -> bool:
    """Return whether a process has a file open."""
    with contextlib.suppress(FileNotFoundError):  # the process has closed a file, or has ended
        handles = list(Path(f"/proc/{process}/fd").iterdir())
        return name in [str(handle.readlink()) for handle in handles]
    return False


@pytest.mark.long
def test_a_lock_that_is_never_released_is_an_error(data: Path) -> None:
    on_windows(data.parent, "note", "ra-soat", "Một", "-f", str(data))
    before = data.read_bytes()
    with (data.parent / ".so.yaml.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        arguments = ("note", "ra-soat", "Hai", "-f", str(data))
        ran = on_windows(data.parent, *arguments, LOCK_SECONDS="0.5")
    assert (ran.code, "[busy]" in ran.err) == (75, True)
    assert data.read_bytes() == before


HELD = {
    "en": "open in another program, such as Excel",
    "vi": "tệp đang mở trong chương trình khác, như Excel",
}


@pytest.mark.parametrize("lang", first_quick(1, HELD))
def test_a_workbook_that_is_open_in_excel_is_an_error(data: Path, lang: str) -> None:
    arguments = ("export", "--as-of", "2025-03-16", "-o", "so.xlsx", "-f", str(data))
    assert on_windows(data.parent, *arguments).code == 0
    old = (data.parent / "so.xlsx").read_bytes()
    with (data.parent / "so.xlsx").open("rb"):
        ran = on_windows(data.parent, *arguments, NTMTRACK_LANG=lang)
    assert (ran.code, "[file-open]" in ran.err) == (73, True)
    assert HELD[lang] in ran.err
    assert (data.parent / "so.xlsx").read_bytes() == old
    assert list(data.parent.glob(".*.tmp")) == []


def test_a_writer_waits_while_the_data_file_is_open(data: Path) -> None:
    with data.open("rb") as held:
        command = [*WINDOWS, "note", "ra-soat", "Một", "-f", str(data)]
        with subprocess.Popen(command, env=plain_environment()) as writer:
            end = time.monotonic() + 20
            while not list(data.parent.glob(".*.tmp")) and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(0.3)
            assert writer.poll() is None
            held.close()
            assert writer.wait(20) == 0
    assert "Một" in data.read_text(encoding="utf-8")


def test_a_data_file_that_stays_open_is_an_error(data: Path) -> None:
    before = data.read_bytes()
    with data.open("rb"):
        ran = on_windows(data.parent, "note", "ra-soat", "Một", "-f", str(data))
    assert (ran.code, "[file-open]" in ran.err) == (75, True)
    assert data.read_bytes() == before
    assert list(data.parent.glob(".*.tmp")) == []


@pytest.mark.parametrize("name", first_quick(1, ["Aux .yaml", "con.yaml"]))
def test_a_new_file_cannot_have_a_device_name(name: str, tmp_path: Path) -> None:
    ran = on_windows(tmp_path, "init", name)
    assert (ran.code, "[device-name]" in ran.err) == (73, True)
    assert not (tmp_path / name).exists()


@pytest.mark.long
@pytest.mark.parametrize("name", ["aux.xlsx", "lpt9.docx"])
def test_a_report_cannot_have_a_device_name(name: str, data: Path) -> None:
    ran = on_windows(data.parent, "weekly", "-o", name, "--as-of", "2025-03-16", "-f", str(data))
    assert (ran.code, "[device-name]" in ran.err) == (73, True)


@pytest.mark.long
@pytest.mark.parametrize("name", ["tuan:12.docx", "tuan?.docx", "tuan|12.docx"])
def test_a_character_that_windows_forbids_in_names_is_an_error(name: str, data: Path) -> None:
    """A colon after more than one letter would write the report to a hidden stream of a file."""
    ran = on_windows(data.parent, "weekly", "-o", name, "--as-of", "2025-03-16", "-f", str(data))
    assert (ran.code, "[device-name]" in ran.err, name[4] in ran.err) == (73, True, True), ran
    assert on_windows(data.parent, "init", f"{name}.yaml").code == 73


def test_the_error_for_a_read_only_data_file_does_not_mention_groups(data: Path) -> None:
    data.chmod(0o444)
    before = data.read_bytes()
    ran = on_windows(data.parent, "note", "ra-soat", "Một", "-f", str(data))
    assert (ran.code, "[data-unwritable]" in ran.err) == (73, True), ran
    assert "marked read-only" in ran.err
    assert "group" not in ran.err
    assert data.read_bytes() == before


def test_the_example_editor_exists_on_windows(data: Path) -> None:
    ran = on_windows(data.parent, "edit", "-f", str(data), EDITOR="khong-co")
    assert "EDITOR=notepad" in ran.err, ran


@pytest.mark.long
def test_a_read_only_report_is_not_reported_as_open(data: Path) -> None:
    arguments = ("export", "--as-of", "2025-03-16", "-o", "so.csv", "-f", str(data))
    assert on_windows(data.parent, *arguments).code == 0
    (data.parent / "so.csv").chmod(0o444)
    ran = on_windows(data.parent, *arguments)
    assert (ran.code, "[output-unwritable]" in ran.err) == (73, True), ran
    assert "marked read-only" in ran.err
    assert list(data.parent.glob(".*.tmp")) == []


@pytest.mark.long
def test_a_folder_is_not_a_document(data: Path) -> None:
    ran = on_windows(data.parent, "draft", ".")
    assert (ran.code, "[not-a-file]" in ran.err) == (66, True), ran


def test_reading_is_retried_while_a_virus_scanner_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, answers = tmp_path / "so.yaml", [True, True, False]
    path.write_bytes(b"x")

    def refuse_then_open(name: Path, flags: int) -> int:
        if answers.pop(0):
            raise PermissionError(errno.EACCES, "Permission denied", name)
        return real_open(name, flags)

    real_open = os.open
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(os, "open", refuse_then_open)
    handle = system.open_to_read(path)
    assert os.read(handle, 9) == b"x"
    os.close(handle)


@pytest.mark.long
@pytest.mark.parametrize(("locale", "begins"), [("vi_VN.UTF-8", "Cách dùng"), ("C.UTF-8", "Usage")])
def test_without_a_setting_the_language_is_that_of_windows(
    locale: str, begins: str, tmp_path: Path
) -> None:
    """The simulated Windows has the language of SIMULATED_LOCALE."""
    settings = {"NTMTRACK_LANG": "", "SIMULATED_LOCALE": locale}
    assert begins in on_windows(tmp_path, "status", "--help", **settings).out


@pytest.mark.long
def test_a_folder_of_time_zones_is_not_a_time_zone(data: Path) -> None:
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("{number", "{timezone: Asia, number"), encoding="utf-8")
    ran = on_windows(data.parent, "check", "-f", str(data))
    assert (ran.code, "[bad-timezone]" in ran.out) == (65, True), ran


def test_device_names_are_recognized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "WINDOWS", True)
    for name in ("con.txt", "NUL", "Prn.html", "com1.tar.gz", "lpt9", "aux .yaml"):
        assert system.device_name(name), name
    for name in ("console.txt", "com10.txt", "nulla", "aux-1.txt", "com.txt", "comb.txt", ".con"):
        assert not system.device_name(name), name
    monkeypatch.setattr(system, "WINDOWS", False)
    assert not system.device_name("con.txt")


@pytest.mark.parametrize(("length", "code"), first_quick(2, [(228, 0), (229, 73), (261, 66)]))
def test_a_path_that_is_too_long_is_an_error(length: int, code: int, tmp_path: Path) -> None:
    folder = tmp_path / ("x" * (length - len(str(tmp_path)) - len("//so.yaml")))
    folder.mkdir()
    path = folder / "so.yaml"
    path.write_text(DATA.replace(" []", ""), encoding="utf-8")
    assert len(str(path)) == length
    ran = on_windows(tmp_path, "note", "ra-soat", "Một", "-f", str(path))
    assert ran.code == code, ran
    assert ("path-too-long" in ran.err and "228" in ran.err) == bool(code)
    assert ("Một" in path.read_text(encoding="utf-8")) == (not code)


@pytest.mark.parametrize("note", first_quick(1, ["Đạt 50% * 2.5", "~5 km", "*", "$HOME %PATH%"]))
def test_a_note_is_recorded_as_it_was_typed(note: str, data: Path) -> None:
    assert on_windows(data.parent, "note", "ra-soat", note, "-f", str(data)).code == 0
    text = data.read_text(encoding="utf-8")
    assert f'note: "{note}"' in text or f"note: {note}," in text


def test_file_patterns_and_the_home_folder_are_expanded(data: Path) -> None:
    shutil.copy(data, data.with_name("so-hai.yaml"))
    assert on_windows(data.parent, "check", "-f", "so-h*.yaml").code == 0
    many = on_windows(data.parent, "check", "-f", "so*.yaml")
    assert (many.code, "[same-directive]" in many.err + many.out) == (65, True), many
    assert on_windows(data.parent, "check", "-f", "~/so.yaml", HOME=str(data.parent)).code == 0


@pytest.mark.parametrize("page", first_quick(1, ["cp1258", "cp437", "cp1252"]))
def test_the_output_is_utf_8_whatever_the_console_s_code_page(page: str, data: Path) -> None:
    arguments = ("status", "--as-of", "2025-03-16", "-f", str(data))
    expected = on_windows(data.parent, *arguments, NTMTRACK_LANG="vi")
    assert expected.code == 0
    assert (
        on_windows(data.parent, *arguments, NTMTRACK_LANG="vi", PYTHONIOENCODING=page) == expected
    )


@pytest.mark.long
def test_data_files_are_found_whatever_the_case_of_their_suffix(data: Path) -> None:
    data.rename(data.with_name("SO.YAML"))
    assert on_windows(data.parent, "check", "-f", str(data.parent)).code == 0


def test_a_report_never_replaces_the_data_under_its_name_in_another_case(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without file numbers, names are compared as Windows compares them."""
    plain = data.with_name("so.txt")
    data.rename(plain)

    def stat(path: Path, **_: object) -> os.stat_result:
        """Find a file by its name in any case, and return no file number."""
        if path.suffix.lower() != ".txt":
            return os.stat(path)  # noqa: PTH116 - this replaces Path.stat
        fields = list(os.stat(str(path).lower()))  # noqa: PTH116 - the same
        fields[1] = 0
        return os.stat_result(fields)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(Path, "lstat", stat)
    monkeypatch.setattr(os.path, "normcase", str.lower)
    target, before = str(data.with_name("SO.TXT")), plain.read_bytes()
    with pytest.raises(NtmError) as error:
        report_file.write(target, [], extension=".txt", force=True, ours=[plain])
    assert error.value.problems[0].code == "output-is-data"
    assert plain.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["so (1).yaml", "so-PC2.yaml", "so.sync-conflict-20250312-08.yaml"]
)
def test_check_and_done_warn_of_a_conflict_copy(name: str, data: Path) -> None:
    shutil.copy(data, data.with_name(name))
    shutil.copy(data, data.with_name("so-khac.yaml"))
    for command in (["check"], ["done", "ra-soat", "--on", "2025-03-12"]):
        ran = run(*command, "-f", str(data), folder=data.parent)
        warnings = [line for line in (ran.out + ran.err).splitlines() if "conflict-copy" in line]
        assert (ran.code, len(warnings)) == (0, 1), ran
        assert name in warnings[0]
    assert run("check", "-f", str(data.parent)).code == 65  # in a folder, both files are left out
