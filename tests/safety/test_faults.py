"""Every system call of a write fails, with every error that a disk can give."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from safety.faulty import BY_HANDLE
from safety.faulty import BY_PATH
from safety.faulty import Fault
from safety.faulty import FaultySystem
from safety.trial import EXITS
from safety.trial import STRANGER
from safety.trial import access_list
from safety.trial import file_in
from safety.trial import lacking
from safety.trial import left_over
from safety.trial import naive
from safety.trial import note
from safety.trial import outcome
from safety.trial import sample
from safety.trial import takes_attribute
from safety.ways import Way
from safety.ways import known
from safety.ways import run_in

from ntmtrack.datafile import append
from ntmtrack.storage import new_files
from ntmtrack.storage import replace

if TYPE_CHECKING:
    from running import Ran

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EINTR", "EDQUOT")
LASTING = (
    "once",
    "same",
    "all",
)  # that call alone, from then on the same kind of call, or every call
WAYS: tuple[Way, Way] = ("whole", "seam")  # alternately, so that each call meets each error in both
CALLS = {*BY_PATH, *BY_HANDLE, "open", "fdopen", "read", "close", "kernel_lock"}
RENAMING = {True: "exchange", False: "replace"}  # if the kernel can exchange names, or not


def prepare(folder: Path) -> bytes:
    """Write a data file that needs every step a write can have, and return its bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    path = file_in(folder)
    (folder / "link.yaml").symlink_to(path)
    takes_attribute(folder, "system.posix_acl_default", access_list(STRANGER))
    takes_attribute(path, "user.ntmtrack", b"kept")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, STRANGER, STRANGER)
    (folder / f".{path.name}.{'0' * 16}.ntmtrack.tmp").touch()
    known(path.read_bytes())
    return path.read_bytes()


def write(system: FaultySystem, text: str = "Đê yên.", way: Way = "seam") -> Ran:
    with system.installed():
        return run_in(way, *note(system.folder / "link.yaml", text), folder=system.folder)


def all_calls(folder: Path, exchanges: bool = True) -> list[str]:  # noqa: FBT002 - as in the class
    """Return the calls of a write that succeeds."""
    prepare(folder)
    system = FaultySystem(folder, exchanges=exchanges)
    assert write(system).code == 0
    return system.calls


def check_fault(
    folder: Path,
    fault: Fault,
    exchanges: bool = True,  # noqa: FBT002 - as in the class
    way: Way = "seam",
) -> None:
    """Let a call fail, then check the file, and check it again after the next write."""
    old = prepare(folder)
    path = folder / "so.yaml"
    system = FaultySystem(folder, fault, exchanges=exchanges)
    ran = write(system, way=way)
    context = f"{fault} ({system.calls[fault.at]}): {ran}"
    now = path.read_bytes()
    assert outcome(old, now) == ("old" if ran.code else "new"), context
    assert ran.code in EXITS, context
    assert "Traceback" not in ran.err, context
    assert write(FaultySystem(folder), "Lần sau.", way).code == 0, context
    assert outcome(now, path.read_bytes(), "Lần sau.") == "new", context
    assert left_over(folder) == [], context


@pytest.fixture(params=[True, False], ids=["exchange", "replace"])
def exchanges(request: pytest.FixtureRequest, tmp_path: Path) -> bool:
    """Return whether names are exchanged; skip the test where the kernel cannot."""
    wanted: bool = request.param
    if wanted:
        for name in "ab":
            (tmp_path / name).touch()
        try:
            new_files.exchange(tmp_path / "a", tmp_path / "b")
        except OSError:
            lacking("a file system where names can be exchanged")
    return wanted


def test_every_kind_of_system_call_is_intercepted(tmp_path: Path, exchanges: bool) -> None:
    calls = set(all_calls(tmp_path / "ground", exchanges))
    missing = (CALLS | {RENAMING[exchanges]}) - calls
    if os.geteuid():
        missing -= {"fchown"}
    if not takes_attribute(tmp_path, "user.ntmtrack", b"x"):
        missing -= {"getxattr", "setxattr"}
    if not takes_attribute(tmp_path, "system.posix_acl_default", access_list(STRANGER)):
        missing -= {"removexattr"}
    assert missing == set()


@pytest.mark.long
@pytest.mark.parametrize("lasting", LASTING)
@pytest.mark.parametrize("error", ERRORS)
def test_the_exit_code_says_whether_the_file_is_new(
    error: str,
    lasting: str,
    tmp_path: Path,
    exchanges: bool,
) -> None:
    folder = tmp_path / "ground"
    places = range(len(all_calls(folder, exchanges)))
    first = ERRORS.index(error) * len(LASTING) + LASTING.index(lasting)
    for at in sample(places, every=24, first=first + 12 * exchanges):
        check_fault(folder, Fault(at, error, lasting), exchanges, WAYS[(at + first) % 2])


@pytest.mark.parametrize("way", WAYS)
def test_both_ways_of_writing_are_used_and_make_the_same_calls(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    appended: list[bytes] = []
    original = append.append

    def record_data(data: bytes, *others: Any) -> append.Appended:  # noqa: ANN401 - whatever `append` takes
        appended.append(data)
        return original(data, *others)

    calls = all_calls(tmp_path / "ground")
    monkeypatch.setattr(append, "append", record_data)
    prepare(tmp_path / "ground")
    system = FaultySystem(tmp_path / "ground")
    assert write(system, way=way).code == 0
    assert bool(appended) == (way == "whole")
    assert system.calls == calls


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("most", [1, 7])
def test_short_writes_are_continued(most: int, way: Way, tmp_path: Path) -> None:
    old = prepare(tmp_path / "ground")
    system = FaultySystem(tmp_path / "ground", most=most)
    assert write(system, way=way).code == 0
    assert system.calls.count("write") > len(old) // most
    assert outcome(old, (system.folder / "so.yaml").read_bytes()) == "new"


def test_a_replace_whose_answer_is_lost_succeeds(tmp_path: Path, exchanges: bool) -> None:
    old = prepare(tmp_path / "ground")
    system = FaultySystem(tmp_path / "ground", answers=False, exchanges=exchanges)
    assert write(system).code == 0
    assert outcome(old, (system.folder / "so.yaml").read_bytes()) == "new"


@pytest.mark.parametrize("kind", ["open", "fsync", "close"])
def test_a_folder_that_cannot_be_made_durable_is_a_warning(kind: str, tmp_path: Path) -> None:
    calls = all_calls(tmp_path / "ground", exchanges=False)
    after = calls.index(kind, calls.index("replace"))
    prepare(tmp_path / "ground")
    ran = write(FaultySystem(tmp_path / "ground", Fault(after, "EIO", "once"), exchanges=False))
    assert ran.code == 0
    assert "not-durable" in ran.err
    assert "did not confirm" in ran.err


def test_a_folder_that_does_not_support_fsync_is_no_warning(tmp_path: Path) -> None:
    calls = all_calls(tmp_path / "ground", exchanges=False)
    after = calls.index("fsync", calls.index("replace"))
    prepare(tmp_path / "ground")
    ran = write(FaultySystem(tmp_path / "ground", Fault(after, "EINVAL", "once"), exchanges=False))
    assert (ran.code, ran.err) == (0, "")


def test_a_full_disk_and_a_read_only_folder_are_different_errors(tmp_path: Path) -> None:
    calls = all_calls(tmp_path / "ground")
    at = calls.index("fsync")
    for error, code, words in (
        ("ENOSPC", 74, "Make room"),
        ("EDQUOT", 74, "Make room"),
        ("EIO", 74, "the disk"),
        ("EROFS", 73, "who owns"),
    ):
        prepare(tmp_path / "ground")
        ran = write(FaultySystem(tmp_path / "ground", Fault(at, error, "once")))
        assert (ran.code, words in ran.err) == (code, True), ran


def test_a_naive_write_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replace, "update", naive)
    folder = tmp_path / "ground"
    prepare(folder)
    system = FaultySystem(folder)
    write(system)
    at = system.calls.index("write")
    with pytest.raises(AssertionError):
        check_fault(folder, Fault(at, "ENOSPC", "once"))
