"""Report targets: the data file is recognized by every name, and parts are all old or all new."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from cases import first_quick
from hypothesis import given
from hypothesis import strategies as st
from programs import needs
from running import PROGRAM
from running import SMALL
from running import Ran
from running import plain_environment
from running import run
from running import spawn
from safety.trial import lacking

from ntmtrack.reports import json_data
from ntmtrack.storage import files
from ntmtrack.storage import new_files
from ntmtrack.storage import report_file
from ntmtrack.storage.new_files import FILE_OF_PART as FILE
from ntmtrack.storage.report_file import folder_name
from ntmtrack.wording.problem import NtmError

LIST = ("list", "--lang", "en", "--as-of", "2024-03-20", "-F", "text")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make a folder with data in so.txt, and links of every kind to it."""
    (tmp_path / "so.txt").write_bytes(SMALL.read_bytes())
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "deep").symlink_to(tmp_path / "sub" / "deep")
    (tmp_path / "here").symlink_to(".")
    (tmp_path / "round").symlink_to(tmp_path / "other" / ".." / "here")
    (tmp_path / "link.txt").symlink_to("sub/../so.txt")
    (tmp_path / "again.txt").symlink_to("here/link.txt")
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "so.txt")
    (tmp_path / "foreign.txt").write_text("foreign", encoding="utf-8")
    return tmp_path


def bytes_of(place: Path) -> dict[str, bytes]:
    return {name: (place / name).read_bytes() for name in ("so.txt", "foreign.txt")}


def names_in(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
@pytest.mark.parametrize(
    "name",
    [
        *("so.txt", "./so.txt", "sub/../so.txt", "sub/./../so.txt", "here/so.txt", "round/so.txt"),
        *("here/here/../{}/so.txt", "other/deep/../../so.txt", "link.txt", "again.txt"),
        *("hard.txt", "here/hard.txt", "/proc/self/cwd/so.txt", "/proc/self/root{}/so.txt"),
        *("/dev/fd/../cwd/so.txt", "/proc/thread-self/cwd/so.txt"),
    ],
)
def test_the_data_file_is_recognized_by_every_name(
    name: str, force: list[str], place: Path
) -> None:
    before = bytes_of(place)
    name = name.format(place.name if name.startswith("here") else place)
    ran = run(*LIST, "-f", "so.txt", "-o", name, *force, folder=place)
    assert (ran.code, ran.out, ran.err.split()[0]) == (73, "", name)
    assert "[output-is-data]" in ran.err
    assert bytes_of(place) == before


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
@pytest.mark.parametrize(
    "name",
    [
        *("missing/../so.txt", "sub/missing/../../so.txt", "missing/../foreign.txt"),
        *("foreign.txt/../so.txt", "missing/x.txt", "so.txt/.", "foreign.txt/"),
        *("missing/../new.txt", "link.txt/../so.txt", "/dev/fd/999", ""),
    ],
)
def test_a_missing_folder_in_the_path_is_an_error(name: str, force: list[str], place: Path) -> None:
    before, names = bytes_of(place), names_in(place)
    ran = run(*LIST, "-f", "so.txt", "-o", name, *force, folder=place)
    assert (ran.code, ran.out) == (73, "")
    assert ran.err.split()[0] == (name or "''")
    assert "[output-unwritable]" in ran.err
    assert (bytes_of(place), names_in(place)) == (before, names)


def test_an_empty_folder_name_for_reminders_is_an_error(place: Path) -> None:
    names = names_in(place)
    ran = run("remind", "--as-of", "2024-03-20", "-f", "so.txt", "-o", "", folder=place)
    assert (ran.code, names_in(place)) == (73, names), ran


def test_dots_after_a_link_are_resolved_as_the_system_does(place: Path) -> None:
    """`other/deep/..` is `sub`, not `other`."""
    assert run(*LIST, "-f", "so.txt", "-o", "other/deep/../x.txt", folder=place).code == 0
    assert (place / "sub" / "x.txt").exists()
    assert not (place / "other" / "x.txt").exists()


def in_namespace(place: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line that may mount folders for itself alone; `"$@"` runs the list."""
    for options in (["-Ur", "-m"], ["-m"]):
        command = [needs("unshare"), *options]
        tried = subprocess.run(
            [*command, "mount", "--bind", str(place), str(place)], check=False, capture_output=True
        )
        if tried.returncode == 0:
            return subprocess.run(
                [*command, "bash", "-c", line, "bash", *PROGRAM, *LIST, "-f", "so.txt"],
                env=plain_environment({"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}),
                cwd=place,
                check=False,
                capture_output=True,
                text=True,
            )
    return lacking("the right to mount, or unshare -Ur -m")


@pytest.mark.parametrize(
    ("mount", "name"), [("so.txt foreign.txt", "foreign.txt"), (". sub", "sub/so.txt")]
)
def test_the_data_file_is_recognized_through_a_bind_mount(
    mount: str, name: str, place: Path
) -> None:
    before = bytes_of(place)
    ran = in_namespace(place, f'mount --bind {mount} && "$@" --force -o {name}')
    assert (ran.returncode, "[output-is-data]" in ran.stderr) == (73, True)
    assert bytes_of(place) == before


def test_a_read_only_folder_is_an_error(place: Path) -> None:
    line = 'mount --bind sub sub && mount -o remount,ro,bind sub && "$@" -o sub/x.csv -F csv'
    ran = in_namespace(place, line)
    assert ran.returncode == 73
    assert ran.stderr.startswith("sub/x.csv ")


@pytest.mark.parametrize("length", [1, 245, 251])
def test_a_name_of_the_maximum_length_is_written(length: int, place: Path) -> None:
    ran = run(*LIST, "-f", "so.txt", "-o", "a" * length + ".txt", folder=place)
    assert ran.code == 0, ran.err


def test_init_refuses_a_name_too_long_for_its_temporary_file(tmp_path: Path) -> None:
    ran = run("init", "a" * 245 + ".yaml", folder=tmp_path)
    assert ran.code == 73, ran
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("length", [252, 300, 5000])
def test_a_name_that_is_too_long_is_an_error(length: int, place: Path) -> None:
    name = "a" * length + ".txt"
    ran = run(*LIST, "-f", "so.txt", "-o", name, folder=place)
    assert (ran.code, ran.err.split()[0]) == (73, name)
    assert "[output-unwritable]" in ran.err


def test_a_target_in_a_working_folder_that_was_removed_is_an_error(place: Path) -> None:
    line = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    program = ["bash", "-c", line, "bash", *PROGRAM]
    arguments = (*LIST, "-f", str(place / "so.txt"), "-o")
    for name in ("x.txt", "./x.txt", "../x.txt"):
        ran = spawn(*arguments, name, program=program, folder=place)
        assert (ran.code, ran.err.split()[0]) == (73, name), ran
        assert "[output-unwritable]" in ran.err


# ---- Open descriptors


def with_shell(place: Path, line: str, *arguments: str) -> Ran:
    program = ["bash", "-c", line, "bash", *PROGRAM]
    return spawn(*LIST, "-f", "so.txt", *arguments, program=program, folder=place)


@pytest.mark.parametrize(
    ("target", "redirection"),
    first_quick(
        3,
        [
            *(("/dev/stdout", ">>log"), ("/dev/fd/7", "7>>log"), ("out.txt", ">>log")),
            *(("/dev/fd/1", ">>log"), ("/proc/self/fd/1", ">>log"), ("/dev/stderr", "2>>log")),
            *(("/proc/thread-self/fd/1", ">>log"), ("/dev/fd/../fd/1", ">>log")),
        ],
    ),
)
def test_a_descriptor_is_appended_to_with_force(target: str, redirection: str, place: Path) -> None:
    (place / "out.txt").symlink_to("/dev/stdout")
    log = place / "log"
    log.write_text("before\n", encoding="utf-8")
    inode = log.stat().st_ino
    assert with_shell(place, f'"$@" {redirection}', "-o", target).code == 73
    log.write_text("before\n", encoding="utf-8")
    assert with_shell(place, f'"$@" {redirection}', "-o", target, "--force").code == 0
    report = run(*LIST, "-f", "so.txt", folder=place).out
    assert (log.read_text(encoding="utf-8"), log.stat().st_ino) == ("before\n" + report, inode)


def test_a_descriptor_is_written_at_its_position(place: Path) -> None:
    line = '{ echo before; "$@"; echo after; } >log'
    assert with_shell(place, line, "-o", "/dev/stdout", "--force") == Ran(0, "", "")
    report = run(*LIST, "-f", "so.txt", folder=place).out
    assert (place / "log").read_text(encoding="utf-8") == f"before\n{report}after\n"


def test_a_descriptor_of_another_process_is_appended_to(place: Path) -> None:
    line = 'exec 7>>log; echo before >&7; "$@" -o /proc/$$/fd/7 --force; exit $?'
    assert with_shell(place, line) == Ran(0, "", "")
    report = run(*LIST, "-f", "so.txt", folder=place).out
    assert (place / "log").read_text(encoding="utf-8") == f"before\n{report}"


@pytest.mark.parametrize("redirection", ["7>>so.txt", "7<>so.txt", "7<so.txt", "7<hard.txt"])
def test_a_descriptor_of_the_data_file_is_refused(redirection: str, place: Path) -> None:
    before = bytes_of(place)
    ran = with_shell(place, f'"$@" {redirection}', "-o", "/dev/fd/7", "--force")
    assert (ran.code, "[output-is-data]" in ran.err) == (73, True), ran
    assert bytes_of(place) == before


def test_a_bug_of_the_program_is_not_blamed_on_the_disk(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise ValueError

    monkeypatch.setattr(json_data, "item", fail)
    before = sorted(place.iterdir())
    ran = run("status", "-F", "json", "-o", str(place / "a.json"), "-f", str(SMALL), "--lang", "en")
    assert (ran.code, "[bug]" in ran.err) == (70, True)
    assert sorted(place.iterdir()) == before


FORBIDDEN = set("/\\:*?\"<>|%#=+&'[]{}~^;@$!`\0\n\t\x7f")  # forbidden by some system or reader
HOSTILE = {
    "../../etc/passwd": "issuer=..%2F..%2Fetc%2Fpasswd",
    "Đảng ủy xã Sơn Kim 2": "issuer=Đảng ủy xã Sơn Kim 2",
    "__HIVE_DEFAULT_PARTITION__": "issuer=%5F_HIVE_DEFAULT_PARTITION__",
    "UBND xã X.": "issuer=UBND xã X%2E",
    "a=b/issuer=c": "issuer=a%3Db%2Fissuer%3Dc",
    "50%": "issuer=50%25",
    "..": "issuer=.%2E",
    "*": "issuer=%2A",
}


def written(folder: Path) -> dict[str, bytes]:
    """Return the parts in a folder, checking that nothing else is in its parent folder."""
    assert [path for path in folder.parent.iterdir() if path != folder] == []
    return {path.name: (path / FILE).read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(("value", "name"), HOSTILE.items())
def test_a_hostile_value_names_a_folder_inside_the_target(value: str, name: str) -> None:
    assert folder_name("issuer", value) == name


@given(st.text(min_size=1, max_size=60))
def test_a_value_can_be_read_back_from_its_folder_name(value: str) -> None:
    value = value.encode(errors="replace").decode()
    name = folder_name("issuer", value)
    shown = name.removeprefix("issuer=")
    assert not FORBIDDEN & set(shown.replace("%", ""))
    assert len(name.encode()) <= 255
    if "…" not in unquote(shown):
        assert unquote(shown) == value
        assert shown[-1] not in ". "


def test_long_values_are_shortened_to_distinct_names(tmp_path: Path) -> None:
    long = "Ban Chỉ đạo các chương trình mục tiêu quốc gia " * 9
    values = [long + end for end in ("xã A", "xã B", "?" * 300)]
    report_file.write_parts(str(tmp_path / "a"), "issuer", [(value, b"") for value in values])
    names = written(tmp_path / "a")
    assert len(names) == 3
    assert all(unquote(name).startswith("issuer=Ban Chỉ đạo các chương trình") for name in names)


def test_new_parts_replace_all_old_parts(tmp_path: Path) -> None:
    target = tmp_path / "theo nơi ban hành"
    for parts in ({"a": b"1", "b": b"2"}, {"b": b"3", "c": b"4"}, {}):
        report_file.write_parts(f"{target}/", "issuer", parts.items())
        assert written(target) == {f"issuer={value}": data for value, data in parts.items()}


def test_missing_folders_are_made_and_links_followed(tmp_path: Path) -> None:
    real = tmp_path / "a" / "b" / "parts"
    report_file.write_parts(str(real), "issuer", [("x", b"1")])
    link = tmp_path / "link"
    link.symlink_to(real)
    report_file.write_parts(str(link), "issuer", [("y", b"2")])
    assert link.is_symlink()
    assert written(real) == {"issuer=y": b"2"}


def a_file(target: Path) -> None:
    target.write_bytes(b"x")


def with_a_file(target: Path) -> None:
    target.mkdir()
    (target / "thu.yaml").write_bytes(b"x")


def with_more_in_a_part(target: Path) -> None:
    report_file.write_parts(str(target), "issuer", [("x", b"1")])
    (target / "issuer=x" / "so.xlsx").write_bytes(b"x")


def with_a_linked_part(target: Path) -> None:
    report_file.write_parts(str(target), "issuer", [("x", b"1")])
    (target / "issuer=y").symlink_to(target / "issuer=x")


def of_another_column(target: Path) -> None:
    report_file.write_parts(str(target), "year", [("2025", b"1")])


@pytest.mark.parametrize(
    "fill", [a_file, with_a_file, with_more_in_a_part, with_a_linked_part, of_another_column]
)
def test_a_target_that_holds_anything_but_parts_is_not_replaced(
    fill: Callable[[Path], None], tmp_path: Path
) -> None:
    target = tmp_path / "a"
    fill(target)
    before = sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*"))
    with pytest.raises(NtmError) as caught:
        report_file.write_parts(str(target), "issuer", [("x", b"2")])
    assert [problem.code for problem in caught.value.problems] == ["output-exists:parts"]
    after = sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*"))
    assert after == before


@pytest.mark.parametrize("target", ["", "a\0b"])
def test_an_impossible_name_is_an_error(target: str) -> None:
    with pytest.raises(NtmError, match="output-unwritable"):
        report_file.write_parts(target, "issuer", [("x", b"1")])


def test_a_failed_write_leaves_the_old_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    report_file.write_parts(str(target), "issuer", [("a", b"1")])

    def interrupted_parts() -> Iterator[tuple[str, bytes]]:
        yield "b", b"2"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report_file.write_parts(str(target), "issuer", interrupted_parts())
    assert written(target) == {"issuer=a": b"1"}

    def fail_for_a_full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "write_new", fail_for_a_full_disk)
    with pytest.raises(NtmError, match="output-unwritable"):
        report_file.write_parts(str(target), "issuer", [("b", b"2")])
    assert written(target) == {"issuer=a": b"1"}


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EIO])
def test_parts_are_replaced_in_two_steps_where_names_cannot_be_exchanged(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "a"
    report_file.write_parts(str(target), "issuer", [("a", b"1")])
    monkeypatch.setattr(new_files, "exchange", fail)
    if code == errno.EIO:
        with pytest.raises(NtmError, match="output-unwritable"):
            report_file.write_parts(str(target), "issuer", [("b", b"2")])
        assert written(target) == {"issuer=a": b"1"}
    else:
        report_file.write_parts(str(target), "issuer", [("b", b"2")])
        assert written(target) == {"issuer=b": b"2"}


# ---- Remnants of a killed program

MARK = "0123456789abcdef"
HOURS = 3600.0


def leave_remnant(path: Path, hours: float) -> Path:
    """Leave a half-written file or folder that is this many hours old."""
    if path.suffix:
        path.write_bytes(b"half")
    else:
        (path / "issuer=x").mkdir(parents=True)
        (path / "issuer=x" / FILE).write_bytes(b"half")
    then = time.time() - hours * HOURS
    os.utime(path, (then, then))
    return path


WRITES = {
    "a report": (*LIST, "-f", "so.txt", "-o", "x.csv"),
    "parts": ("export", "-F", "parquet", "--partition-by", "issuer", "-f", "so.txt", "-o", "parts"),
    "a file of data": ("init", "moi.yaml"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_remnants_of_a_killed_program_are_removed_by_the_next_write(
    write: tuple[str, ...], place: Path
) -> None:
    new_files.remove_remnants.cache_clear()
    ours = [
        leave_remnant(place / f".{MARK}.ntmtrack.tmp", 2),
        leave_remnant(place / f".{MARK[::-1]}.ntmtrack.tmp", 9),
    ]
    ours[1].unlink()
    leave_remnant(place / "folder", 9).rename(ours[1])
    then = time.time() - 9 * HOURS
    os.utime(ours[1], (then, then))
    others = [
        leave_remnant(
            place / f".{'0' * 16}.ntmtrack.tmp", 0.1
        ),  # another process may be writing it
        leave_remnant(place / f".nhap.decisions.{MARK}.ntmtrack.tmp", 9),  # a draft still needs it
        leave_remnant(place / ".x.csv.a1b2c3.tmp", 9),  # may be another program's
        leave_remnant(place / f"{MARK}.ntmtrack.tmp", 9),
    ]
    ran = run(*write, folder=place)
    assert ran.code == 0, ran.err
    assert [path for path in ours if path.exists()] == []
    assert [path for path in others if not path.exists()] == []
