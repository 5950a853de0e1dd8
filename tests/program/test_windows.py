"""A week in an office on a simulated Windows: `windows` says what is simulated, and what is not."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from running import HERE
from running import Ran
from running import plain_environment
from running import spawn

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
    """Give a data file as Notepad saves it."""
    path = tmp_path / "so.yaml"
    path.write_bytes(DATA.replace("progress: []", "progress:").replace("\n", "\r\n").encode())
    return path


def on_windows(folder: Path, *arguments: str, **settings: str) -> Ran:
    """Run the program there, in a folder."""
    settings = {"LOCALAPPDATA": str(folder / "AppData"), "NTMTRACK_LANG": "en", **settings}
    return spawn(*arguments, folder=folder, settings=settings, program=WINDOWS)


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


def test_one_who_writes_waits_for_another(data: Path) -> None:
    on_windows(data.parent, "note", "ra-soat", "Một", "-f", str(data))
    with (data.parent / ".so.yaml.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        begun = [*WINDOWS, "note", "ra-soat", "Hai", "-f", str(data)]
        settings = {"LOCALAPPDATA": str(data.parent / "AppData")}
        with subprocess.Popen(begun, env=plain_environment(settings)) as waiting:
            time.sleep(2)
            assert waiting.poll() is None
            assert "Hai" not in data.read_text()
            fcntl.flock(lock, fcntl.LOCK_UN)
            assert waiting.wait(20) == 0
    assert "Hai" in data.read_text()


def test_a_lock_that_nobody_gives_back_is_told(data: Path) -> None:
    on_windows(data.parent, "note", "ra-soat", "Một", "-f", str(data))
    before = data.read_bytes()
    with (data.parent / ".so.yaml.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = on_windows(data.parent, "note", "ra-soat", "Hai", "-f", str(data))
    assert (ran.code, ran.err.split()[0]) == (75, "busy")
    assert data.read_bytes() == before
