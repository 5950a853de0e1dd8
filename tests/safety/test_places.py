"""Where the data file is and who owns it: full disks, closed folders, links, owners, editors."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import needs
from running import PROGRAM
from running import Ran
from running import plain_environment
from running import run
from running import shell
from safety.forks import become
from safety.forks import code_of
from safety.forks import forked
from safety.forks import needs_root
from safety.forks import reachable
from safety.forks import warm
from safety.trial import ACCESS_LIST
from safety.trial import STRANGER
from safety.trial import access_list
from safety.trial import file_in
from safety.trial import lacking
from safety.trial import left_over
from safety.trial import note
from safety.trial import outcome
from safety.trial import takes_attribute

from ntmtrack.storage import file_locks

PAGE = 4096
# Mount a small disk, fill it, and try a write again with one more free page each time.
SMALL_DISK = """
set -e
out=$1
options=$2
shift 2
mkdir "$out/disk"
mount -t tmpfs -o "$options" tmpfs "$out/disk"
cd "$out/disk"
cp "$out/so.yaml" so.yaml
pages=0
while [ "$pages" -lt 50 ] && head -c 4096 /dev/zero 2>/dev/null >"fill$pages"; do
    pages=$((pages + 1))
done
[ "$pages" -lt 50 ]
rm -f "fill$pages"
code=1
while [ "$code" -ne 0 ]; do
    code=0
    mkdir "$out/$pages"
    "$@" >/dev/null 2>"$out/$pages/err" || code=$?
    echo "$code" >"$out/$pages/code"
    cp so.yaml "$out/$pages"
    ls -A >"$out/$pages/names"
    pages=$((pages - 1))
    rm "fill$pages"
done
"""


def namespace() -> list[str]:
    """Return the prefix of a command that may mount a disk for itself alone."""
    for options in (["-Ur", "-m"], ["-m"]):
        command = [needs("unshare"), *options]
        tried = subprocess.run(
            [*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False, capture_output=True
        )
        if tried.returncode == 0:
            return command
    return lacking("the right to mount a disk, or unshare -Ur -m")


@pytest.mark.long
@pytest.mark.parametrize("options", ["size=64k,mode=755", "nr_inodes=9,mode=755"])
def test_a_full_disk_keeps_the_old_file_and_a_disk_with_room_takes_the_entry(
    options: str, tmp_path: Path
) -> None:
    path = file_in(tmp_path)
    with path.open("a", encoding="utf-8") as file:
        file.write("# ghi chép cũ\n" * 400)  # several pages, so that one free page is not enough
    old = path.read_bytes()
    script = ["bash", "-c", SMALL_DISK, "bash", str(tmp_path), options]
    subprocess.run(
        [*namespace(), *script, *PROGRAM, *note(Path("so.yaml"))],
        env=plain_environment({"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}),
        timeout=120,
        check=True,
    )
    codes = []
    for code_file in tmp_path.glob("*/code"):
        code = int(code_file.read_text(encoding="utf-8"))
        stderr = code_file.with_name("err").read_text(encoding="utf-8")
        assert outcome(old, code_file.with_name("so.yaml").read_bytes()) == (
            "old" if code else "new"
        )
        assert ".ntmtrack.tmp" not in code_file.with_name("names").read_text(encoding="utf-8")
        assert code == 0 or "disk-full" in stderr, stderr
        codes.append(code)
    assert sorted(set(codes)) == [0, 74]


def as_stranger(folder: Path, *arguments: str) -> Ran:
    """Run the program as another user, in a copy of this process."""
    output = folder / "found"
    output.mkdir(mode=0o777, exist_ok=True)
    output.chmod(0o777)

    def act() -> None:
        become(STRANGER)
        ran = run(*arguments, folder=folder)
        (output / "err").write_text(ran.err, encoding="utf-8")
        sys.exit(ran.code)

    warm()
    code = code_of(forked(act))
    err = output / "err"
    stderr = err.read_text(encoding="utf-8") if err.exists() else ""
    err.unlink(missing_ok=True)
    return Ran(code, "", stderr)


@pytest.mark.parametrize("lock", [False, True])
def test_in_a_read_only_folder_nothing_is_written_but_reports_work(lock: bool) -> None:
    needs_root()
    with reachable() as folder:
        inner = folder / "closed"
        path = file_in(inner)
        os.chown(path, STRANGER, STRANGER)
        if lock:
            assert run(*note(path)).code == 0
        old, names = path.read_bytes(), names_in(inner)
        inner.chmod(0o555)
        ran = as_stranger(folder, *note(path, "Lần sau."))
        assert (ran.code, "data-unwritable" in ran.err) == (73, True), ran
        assert as_stranger(folder, "status", "--file", str(path)).code == 0
        assert as_stranger(folder, *note(path, "Lần sau."), "--dry-run").code == 0
        assert (path.read_bytes(), names_in(inner)) == (old, names)


def test_a_read_only_file_is_not_replaced() -> None:
    needs_root()
    with reachable() as folder:
        path = file_in(folder / "own")
        for owned in (path, path.parent):
            os.chown(owned, STRANGER, STRANGER)
        path.chmod(0o444)
        old = path.read_bytes()
        ran = as_stranger(folder, *note(path))
        assert (ran.code, "data-unwritable" in ran.err) == (73, True), ran
        assert path.read_bytes() == old


def test_a_lock_without_permission_is_named_in_the_error() -> None:
    needs_root()
    with reachable() as folder:
        path = file_in(folder / "open")
        path.parent.chmod(0o777)
        path.chmod(0o600)
        assert run(*note(path)).code == 0
        path.chmod(0o666)  # only now: the lock keeps its mode
        old = path.read_bytes()
        ran = as_stranger(folder, *note(path, "Nước lên."))
        assert (ran.code, "[lock-closed]" in ran.err) == (73, True), ran
        assert ".so.yaml.lock" in ran.err
        assert path.read_bytes() == old
        path.chmod(0o600)
        ran = as_stranger(folder, *note(path, "Nước lên."))
        assert (ran.code, "data-unwritable" in ran.err) == (73, True), ran


def test_another_user_s_file_does_not_change_owner() -> None:
    needs_root()
    with reachable() as folder:
        path = file_in(folder / "open")
        path.chmod(0o666)
        path.parent.chmod(0o777)
        old = path.read_bytes()
        ran = as_stranger(folder, *note(path))
        assert (ran.code, "data-unwritable" in ran.err) == (73, True), ran
        assert (path.read_bytes(), path.stat().st_uid) == (old, 0)
        assert left_over(path.parent) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_root_and_the_owner_write_in_turn(mode: int) -> None:
    needs_root()
    with reachable() as folder:
        path = file_in(folder / "own")
        path.chmod(mode)
        for owned in (path, path.parent):
            os.chown(owned, STRANGER, STRANGER)
        for number in range(4):
            old, text = path.read_bytes(), f"Lần {number}."
            ran = as_stranger(folder, *note(path, text)) if number % 2 else run(*note(path, text))
            assert ran.code == 0, ran
            assert outcome(old, path.read_bytes(), text) == "new"
            for owned in (path, path.with_name(".so.yaml.lock")):
                status = owned.stat()
                assert (status.st_uid, status.st_gid) == (STRANGER, STRANGER)
                assert stat.S_IMODE(status.st_mode) == mode


@pytest.mark.long
def test_a_killed_first_write_of_root_never_locks_the_owner_out() -> None:
    """Kill root's first write at each step: what remains must not lock the owner out."""
    needs_root()
    steps = ("fchown", "fchmod", "close", "link", "unlink", "open")
    for step in steps:
        with reachable() as folder:
            path = file_in(folder / "own")
            for owned in (path, path.parent):
                os.chown(owned, STRANGER, STRANGER)

            def die(*_: object, **__: object) -> None:
                os.kill(os.getpid(), signal.SIGKILL)

            def act(step: str = step, path: Path = path) -> None:
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(os, step, die)
                    run(*note(path))

            assert code_of(forked(act)) == -signal.SIGKILL
            ran = as_stranger(folder, *note(path))
            assert ran.code == 0, (step, ran)
            assert left_over(path.parent) == []


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    path = file_in(tmp_path / "real")
    old = path.read_bytes()
    links = tmp_path / "links"
    links.mkdir()
    (links / "second.yaml").symlink_to(Path("..", "real", "so.yaml"))
    (links / "first.yaml").symlink_to("second.yaml")
    assert run(*note(links / "first.yaml")).code == 0
    assert outcome(old, path.read_bytes()) == "new"
    assert not path.is_symlink()
    assert (links / "first.yaml").readlink() == Path("second.yaml")
    assert (links / "second.yaml").readlink() == Path("..", "real", "so.yaml")
    assert names_in(links) == ["first.yaml", "second.yaml"]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_circular_and_dangling_links_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    (tmp_path / "c.yaml").symlink_to("nowhere.yaml")
    assert run(*note(tmp_path / "a.yaml")).code == 66
    assert run(*note(tmp_path / "c.yaml")).code == 66
    assert names_in(tmp_path) == ["a.yaml", "b.yaml", "c.yaml"]


def test_a_hard_link_gets_a_warning_and_keeps_the_old_content(tmp_path: Path) -> None:
    path = file_in(tmp_path)
    old = path.read_bytes()
    os.link(path, tmp_path / "second.yaml")
    ran = run(*note(path))
    assert (ran.code, "hard-link" in ran.err) == (0, True)
    assert outcome(old, path.read_bytes()) == "new"
    assert (tmp_path / "second.yaml").read_bytes() == old


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o644, 0o755])
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000])
def test_the_mode_is_kept_whatever_the_umask(mode: int, mask: int, tmp_path: Path) -> None:
    path = file_in(tmp_path)
    path.chmod(mode)
    before = os.umask(mask)
    try:
        assert run(*note(path)).code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert stat.S_IMODE((tmp_path / ".so.yaml.lock").stat().st_mode) == mode & 0o777 | 0o600


def test_the_owner_and_another_group_are_kept(tmp_path: Path) -> None:
    needs_root()
    path = file_in(tmp_path)
    os.chown(path, STRANGER, STRANGER + 1)
    path.chmod(0o640)
    assert run(*note(path)).code == 0
    status = path.stat()
    assert (status.st_uid, status.st_gid) == (STRANGER, STRANGER + 1)
    assert stat.S_IMODE(status.st_mode) == 0o640


def test_attributes_are_kept(tmp_path: Path) -> None:
    path = file_in(tmp_path)
    if not takes_attribute(path, "user.ntmtrack", b"kept"):
        lacking("a file system with extended attributes")
    assert run(*note(path)).code == 0
    assert os.getxattr(path, "user.ntmtrack") == b"kept"


def test_an_access_list_is_kept(tmp_path: Path) -> None:
    path = file_in(tmp_path)
    if not takes_attribute(path, ACCESS_LIST, access_list(STRANGER)):
        lacking("a file system with access lists")
    mode = path.stat().st_mode
    assert run(*note(path)).code == 0
    assert os.getxattr(path, ACCESS_LIST) == access_list(STRANGER)
    assert path.stat().st_mode == mode


def test_the_folder_s_default_access_list_grants_no_new_access(tmp_path: Path) -> None:
    path = file_in(tmp_path)
    path.chmod(0o660)
    if not takes_attribute(tmp_path, "system.posix_acl_default", access_list(STRANGER)):
        lacking("a file system with access lists")
    assert run(*note(path)).code == 0
    assert ACCESS_LIST not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def by_rename(path: Path, data: bytes) -> None:
    other = path.with_name("editor.tmp")
    other.write_bytes(data)
    other.replace(path)


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def by_change_of_mode(path: Path, _: bytes) -> None:
    path.chmod(0o600)


def by_removal(path: Path, _: bytes) -> None:
    path.unlink()


@pytest.mark.parametrize("save", [by_rename, in_place, by_change_of_mode, by_removal])
@pytest.mark.parametrize("moment", ["write", "listxattr", "fsync"])
@pytest.mark.parametrize("same", [False, True])
def test_an_editor_that_saves_during_a_write_keeps_its_bytes(
    save: Callable[[Path, bytes], None],
    moment: str,
    same: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = file_in(tmp_path)
    old = path.read_bytes()
    edited = old if same else old + "# sửa tay\n".encode()
    saved: list[bytes | None] = []
    original = getattr(os, moment)

    def save_then_call(first: object, *others: object) -> object:
        if not saved:
            save(path, edited)
            saved.append(path.read_bytes() if path.exists() else None)
        return original(first, *others)

    monkeypatch.setattr(os, moment, save_then_call)
    ran = run(*note(path))
    assert saved
    if save is in_place and same:
        assert ran.code == 0
        return
    assert (ran.code, ran.out) == (75, ""), ran
    assert "[changed]" in ran.err, ran
    assert (path.read_bytes() if path.exists() else None) == saved[0]
    assert left_over(tmp_path) == []


def test_what_an_editor_saves_while_the_lock_is_awaited_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_in(tmp_path)
    edited = path.read_bytes() + "# sửa tay\n".encode()
    lock = file_locks.lock

    def save_then_lock(handle: int, until: float) -> bool:
        by_rename(path, edited)
        return lock(handle, until)

    monkeypatch.setattr(file_locks, "lock", save_then_lock)
    assert run(*note(path)).code == 0
    assert outcome(edited, path.read_bytes()) == "new"


def test_only_temporary_files_of_this_file_are_removed(tmp_path: Path) -> None:
    path = file_in(tmp_path)
    digits = "0123456789abcdef"
    others = [
        f".so.yaml.{digits}.ntmtrack.tmp.bak",
        f".so.yaml.x.yaml.{digits}.ntmtrack.tmp",  # of so.yaml.x.yaml, perhaps still in use
        f"so.yaml.{digits}.ntmtrack.tmp",
        ".so.yaml.old.ntmtrack.tmp",
    ]
    for name in (*others, f".so.yaml.{digits}.ntmtrack.tmp"):
        (tmp_path / name).touch()
    assert run(*note(path)).code == 0
    assert names_in(tmp_path) == sorted([*others, "so.yaml", ".so.yaml.lock"])


def test_a_link_in_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    path = file_in(tmp_path)
    victim = tmp_path / "victim"
    victim.write_text("untouched", encoding="utf-8")
    (tmp_path / ".so.yaml.lock").symlink_to(victim)
    old = path.read_bytes()
    ran = run(*note(path))
    assert (ran.code, "[lock-closed]" in ran.err) == (73, True), ran
    assert (path.read_bytes(), victim.read_text(encoding="utf-8")) == (old, "untouched")


def test_anything_but_a_file_is_refused_and_no_lock_is_made(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    before = names_in(tmp_path)
    for name in ("folder.yaml", "pipe.yaml", "missing.yaml"):
        assert run(*note(tmp_path / name)).code == 66
    assert names_in(tmp_path) == before


def test_a_hang_up_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    path = file_in(tmp_path)
    old = path.read_bytes()

    def write_with_hang_up(handler: signal.Handlers) -> Callable[[], None]:
        def write() -> None:
            signal.signal(signal.SIGHUP, handler)
            fsync = os.fsync

            def hang_up_then_sync(handle: int) -> None:
                os.kill(os.getpid(), signal.SIGHUP)
                fsync(handle)

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(os, "fsync", hang_up_then_sync)
                sys.exit(run(*note(path)).code)

        return write

    assert code_of(forked(write_with_hang_up(signal.SIG_DFL))) == 128 + signal.SIGHUP
    assert path.read_bytes() == old
    assert left_over(tmp_path) == []
    assert code_of(forked(write_with_hang_up(signal.SIG_IGN))) == 0
    assert outcome(old, path.read_bytes()) == "new"


@pytest.mark.long
@pytest.mark.parametrize("line", ['"$@" >&-', '"$@" >/dev/full', '"$@" >&- 2>&-', '"$@" | :'])
def test_output_that_cannot_be_printed_does_not_change_the_exit_code(
    line: str, tmp_path: Path
) -> None:
    path = file_in(tmp_path)
    old = path.read_bytes()
    assert shell(f"set -o pipefail; {line}", *note(path)).code == 0
    assert outcome(old, path.read_bytes()) == "new"


def test_a_disk_that_corrupts_the_written_bytes_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_in(tmp_path)
    old = path.read_bytes()
    fsync = os.fsync

    def corrupt_then_sync(handle: int) -> None:
        os.pwrite(handle, b"\0", 7)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", corrupt_then_sync)
    ran = run(*note(path))
    assert (ran.code, os.strerror(errno.EIO) in ran.err) == (74, True)
    assert path.read_bytes() == old
    assert left_over(tmp_path) == []
