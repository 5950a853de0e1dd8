"""Which file is read, and where reports are written: real folders in, files and exit codes out."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from programs import needs
from running import DATA
from running import PROGRAM
from running import SHIPPED
from running import SMALL
from running import Ran
from running import run
from running import spawn

from ntmtrack.storage import files

DAY = ("--as-of", "2024-03-20")
STATUS = ("status", "--lang", "en", *DAY)
REPORT = ("list", "-f", str(SMALL), *DAY, "--status", "overdue")


@cache
def report(format_: str = "text") -> str:
    """Return a report on the small file as it is printed."""
    ran = run(*REPORT, "-F", format_)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def numbered(number: int, path: Path) -> Path:
    """Write a small directive with its own number, so that the test can recognize it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = SMALL.read_text(encoding="utf-8").replace("07-KH/XĐ", f"{number}-KH")
    path.write_text(text, encoding="utf-8")
    return path


def read_by(folder: Path, *arguments: str, **settings: str) -> str:
    """Return the number of the directive that a run in a folder reports on."""
    ran = run("list", *DAY, "--search", "zzz", *arguments, folder=folder, **settings)
    assert ran.code == 0, ran.err
    head = ran.out.splitlines()[0]
    (number,) = re.findall(r"\S+-(?:KH|CV)\S*", head)[:1]
    return str(number).rstrip(",:")


# ---- Which file is read


def test_the_data_file_is_searched_for_in_this_order(tmp_path: Path) -> None:
    here = tmp_path / "a" / "b"
    here.mkdir(parents=True)
    places = [
        tmp_path / "assignments.yaml",
        tmp_path / "data" / "assignments.yaml",
        tmp_path / "a" / "assignments.yaml",
        here / "assignments.yaml",
        here / "data" / "assignments.yaml",
    ]
    for number, path in enumerate(places):
        numbered(number, path)
        assert read_by(here) == f"{number}-KH"
    from_environment = str(numbered(8, tmp_path / "set.yaml"))
    from_option = str(numbered(9, tmp_path / "asked.yaml"))
    assert read_by(here, NTMTRACK_FILE=from_environment) == "8-KH"
    assert read_by(here, "--file", from_option, NTMTRACK_FILE=from_environment) == "9-KH"
    assert read_by(here, "-f", from_option) == "9-KH"
    assert read_by(here, NTMTRACK_FILE="") == "4-KH"


def test_a_link_to_the_file_is_followed_and_a_dangling_link_skipped(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (tmp_path / "assignments.yaml").symlink_to(numbered(1, tmp_path / "real.yaml"))
    (here / "assignments.yaml").symlink_to(tmp_path / "nowhere")
    assert read_by(here) == "1-KH"


def test_without_a_file_the_packaged_example_is_read_with_a_notice_on_stderr(
    tmp_path: Path,
) -> None:
    arguments = ("overdue", "--as-of", "2021-07-02")
    ran = run(*arguments, folder=tmp_path)
    expected = run(*arguments, "-f", str(SHIPPED)).out
    assert (ran.code, ran.out, ran.err.count("\n")) == (0, expected, 1)
    assert "the example that came" in run(*arguments, "--lang", "en", folder=tmp_path).err
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_that_was_named_is_an_error(tmp_path: Path) -> None:
    for environment in ({"NTMTRACK_FILE": "missing.yaml"}, {}):
        options = [] if environment else ["-f", "missing.yaml"]
        ran = run("status", *options, folder=tmp_path, **environment)
        assert (ran.code, ran.out) == (66, "")
        assert "missing.yaml" in ran.err


def test_a_working_folder_that_was_removed_is_no_error(tmp_path: Path) -> None:
    line = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    program = ["bash", "-c", line, "bash", *PROGRAM]
    ran = spawn(*REPORT, program=program, folder=tmp_path)
    assert ran == Ran(0, report(), "")
    ran = spawn("list", "--as-of", "2021-07-02", program=program, folder=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (0, 1)


def with_rights(*arguments: str, folder: Path) -> Ran:
    """Run the program as a user to whom rights apply: as root, without root's exemption."""
    if os.geteuid() != 0:
        return run(*arguments, folder=folder)
    without = "--bounding-set=-dac_override,-dac_read_search"
    return spawn(*arguments, folder=folder, program=[needs("setpriv"), without, "--", *PROGRAM])


def test_a_file_without_read_permission_is_an_error(tmp_path: Path) -> None:
    numbered(1, tmp_path / "assignments.yaml").chmod(0)
    ran = with_rights("status", folder=tmp_path)
    assert (ran.code, ran.out) == (66, "")
    assert "assignments.yaml cannot be read" in ran.err


def test_a_folder_without_permission_is_skipped_in_the_search(tmp_path: Path) -> None:
    here = tmp_path / "here"
    numbered(1, here / "data" / "assignments.yaml")
    numbered(2, tmp_path / "assignments.yaml")
    (here / "data").chmod(0)
    ran = with_rights("list", *DAY, folder=here)
    (here / "data").chmod(0o755)
    assert (ran.code, ran.err) == (0, "")
    assert "2-KH" in ran.out


def test_a_report_cannot_be_written_into_a_folder_without_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "x.txt").touch()
    for mode, name in ((0o555, "closed/x.txt"), (0, "closed/x.txt"), (0, "closed/deeper/x.txt")):
        closed.chmod(mode)
        ran = with_rights(*REPORT, "-o", name, folder=tmp_path)
        assert (ran.code, ran.out) == (73, "")
        assert "output-unwritable" in ran.err
    closed.chmod(0o755)
    assert_only(closed, "x.txt")


@pytest.mark.parametrize("name", ["fifo", "folder", "/dev/zero", "/dev/null", "socket"])
def test_anything_but_a_regular_file_is_refused_at_once(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    (tmp_path / "socket").symlink_to("/dev/tty")
    run_it = spawn if name == "fifo" else run  # a pipe may hang: run it in another process
    ran = run_it("status", "-f", name, folder=tmp_path)
    assert (ran.code, ran.out) == (66, "")
    assert name in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty-file"),
        ("format: 1\n", "missing-key"),
        ("a: [\n", "yaml-syntax"),
        (
            SMALL.read_text(encoding="utf-8").replace("owner: [ban-thon]", "owner: [ban-thom]"),
            "unknown-owner",
        ),
    ],
    ids=["empty", "almost empty", "no YAML", "an unknown owner"],
)
@pytest.mark.parametrize("command", ["status", "check"])
def test_an_invalid_file_exits_with_65(text: str, words: str, command: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    ran = run(command, "-f", "bad.yaml", folder=tmp_path)
    assert ran.code == 65
    output, unused = (ran.out, ran.err) if command == "check" else (ran.err, ran.out)
    assert unused == ""
    assert words in output
    assert "bad.yaml:" in output


# ---- A file with several names counts once, and folders that are not searched are named


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """Make a folder `so` with two files, a link to the folder, and links to one of the files."""
    text = SMALL.read_text(encoding="utf-8")
    (tmp_path / "so" / "b").mkdir(parents=True)
    (tmp_path / "so" / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "so" / "b" / "c.yaml").write_text(text.replace("07-", "08-"), encoding="utf-8")
    (tmp_path / "linked").symlink_to("so")
    (tmp_path / "alone.yaml").symlink_to("so/a.yaml")
    (tmp_path / "hard.yaml").hardlink_to(tmp_path / "so" / "a.yaml")
    return tmp_path


def files_of(twice: Path, *names: str) -> list[str]:
    """Return the files that a report is about, checking that nothing is on stderr."""
    ran = run("status", "-F", "json", *STATUS[1:], *options(names), folder=twice)
    assert (ran.code, ran.err) == (0, "")
    report = json.loads(ran.out)
    return [file["file"] for file in report["files"]] if "files" in report else ["one"]


def options(names: tuple[str, ...]) -> list[str]:
    return [word for name in names for word in ("-f", name)]


@pytest.mark.parametrize(
    "others",
    [
        *(["so/a.yaml"], ["./so/a.yaml"], ["so/./a.yaml"], ["so/b/../a.yaml"], ["so/../so/a.yaml"]),
        *(["{}/so/a.yaml"], ["linked/a.yaml"], ["alone.yaml"], ["hard.yaml"]),
        ["linked/../so/a.yaml", "{}/alone.yaml"],
    ],
)
def test_a_file_named_twice_counts_once(others: list[str], twice: Path) -> None:
    names = [name.format(twice) for name in others]
    assert files_of(twice, "so/a.yaml", *names) == ["one"]
    ran = run("note", "cap-gach", "Xong.", *options(("so/a.yaml", *names)), folder=twice)
    assert ran.code == 0, ran.err
    assert (twice / "so" / "a.yaml").read_text(encoding="utf-8").count('note: "Xong."') == 1


@pytest.mark.parametrize("other", ["so", "./so/.", "so/../so", "{}/so", "linked", "linked/b/.."])
def test_a_folder_named_twice_counts_once(other: str, twice: Path) -> None:
    assert files_of(twice, "so", other.format(twice)) == ["so/a.yaml", "so/b/c.yaml"]


def test_a_file_is_listed_by_its_own_name_and_not_by_a_link_beside_it(twice: Path) -> None:
    (twice / "so" / "0.yaml").symlink_to("a.yaml")
    (twice / "so" / "z.yaml").symlink_to("b/c.yaml")
    assert files_of(twice, "so") == ["so/a.yaml", "so/b/c.yaml"]


def test_each_missing_file_is_reported_once(twice: Path) -> None:
    ran = run(*STATUS, "-f", "x.yaml", "-f", "y.yaml", "-f", "x.yaml", folder=twice)
    assert (ran.code, ran.err.count("x.yaml"), ran.err.count("y.yaml")) == (66, 1, 1)


@pytest.mark.parametrize("command", ["status", "list", "check"])
@pytest.mark.parametrize("by_environment", [False, True])
def test_a_linked_folder_inside_a_folder_is_left_out_with_a_notice(
    command: str, by_environment: bool, twice: Path
) -> None:
    (twice / "far").mkdir()
    (twice / "so" / "far").symlink_to("../far")
    (twice / "so" / "round").symlink_to("..")
    (twice / "so" / ".hidden").symlink_to("../far")
    named, settings = (("-f", "so"), {}) if not by_environment else ((), {"NTMTRACK_FILE": "so"})
    moment = () if command == "check" else STATUS[3:]
    ran = run(command, "--lang", "en", *moment, *named, folder=twice, **settings)
    assert ran.code == 0
    assert ran.err.splitlines() == [
        f"so/{name} is a link to a folder, so it is left out; to include it, name it with --file."
        for name in ("far", "round")
    ]
    (twice / "so" / "b" / "c.yaml").unlink()
    ran = run(command, "--lang", "en", *moment, *named, folder=twice, **settings)
    assert (ran.code, ran.err.count("left out")) == (0, 2)


def test_a_subfolder_without_permission_is_an_error(twice: Path) -> None:
    (twice / "so" / "b").chmod(0)
    ran = with_rights(*STATUS, "-f", "so", folder=twice)
    (twice / "so" / "b").chmod(0o755)
    assert ran.code == 66
    assert "so/b cannot be read" in ran.err


# ---- Where a report is written


def write(target: str | Path, *arguments: str, folder: Path = DATA) -> Ran:
    """Write a report on the small file to a target."""
    return run(*REPORT, "-o", str(target), *arguments, folder=folder)


def assert_only(folder: Path, *names: str) -> None:
    """Check that a folder holds these files and no temporary one."""
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


@pytest.mark.parametrize(
    "name", ["x", "x.txt", "x.dat", "-x", "Báo cáo.txt", "a b.json", ".hidden"]
)
def test_a_new_file_may_have_any_name_with_a_format(name: str, tmp_path: Path) -> None:
    assert write(name, "-F", "text", folder=tmp_path) == Ran(0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8") == report()
    assert_only(tmp_path, name)


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        *(("x", "text"), ("x.txt", "text"), (".hidden", "text"), (".md", "text"), ("x.", "text")),
        *(("x.json", "json"), ("a b.MD", "md"), ("x.csv", "csv"), ("Báo cáo.1.html", "html")),
    ],
)
def test_the_suffix_decides_the_format_if_none_is_given(
    name: str, format_: str, tmp_path: Path
) -> None:
    assert write(name, folder=tmp_path) == Ran(0, "", "")
    assert (tmp_path / name).read_bytes().decode() == report(format_)
    assert_only(tmp_path, name)


@pytest.mark.parametrize("name", ["x.docx", "x.pdf", "v1.2", "d.yaml", "x.txt.bak"])
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
def test_a_suffix_of_no_report_format_is_an_error(
    name: str, force: list[str], tmp_path: Path
) -> None:
    ran = write(name, *force, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "[no-such-ending]" in ran.err
    assert ".txt, .json, .csv, .md, .html, .xlsx" in ran.err
    assert_only(tmp_path)


@pytest.mark.parametrize(
    ("name", "format_", "code"),
    [
        ("x.txt", "text", 0),
        ("X.TXT", "text", 0),
        ("x.json", "json", 0),
        ("x.json", "text", 73),
        ("x.txt", "json", 73),
        ("x", "text", 73),
        ("x.md", "text", 73),
        ("txt", "text", 73),
        (".txt", "text", 73),
        ("x.txt.bak", "text", 73),
    ],
)
def test_without_force_only_a_file_with_the_format_s_suffix_is_replaced(
    name: str, format_: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("old", encoding="utf-8")
    ran = write(name, "-F", format_, folder=tmp_path)
    new = report(format_)
    assert (ran.code, ran.out) == (code, "")
    assert (tmp_path / name).read_text(encoding="utf-8") == ("old" if code else new)
    assert ("output-exists" in ran.err) is bool(code)
    assert write(name, "-F", format_, "--force", folder=tmp_path) == Ran(0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8") == new
    assert_only(tmp_path, name)


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    assert write("-", folder=tmp_path) == Ran(0, report(), "")
    assert_only(tmp_path)


@pytest.mark.parametrize(
    "target", ["", ".", "folder", "folder/", "missing/x.txt", "old.txt/x.txt", "x\0y", "y" * 300]
)
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
def test_a_target_that_cannot_be_written_exits_with_73(
    target: str, force: list[str], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "old.txt").touch()
    ran = write(target, *force, folder=tmp_path)
    assert (ran.code, ran.out) == (73, "")
    assert "output-" in ran.err
    assert_only(tmp_path, "folder", "old.txt")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o444])
def test_the_mode_of_a_replaced_file_is_kept(mode: int, tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.touch()
    target.chmod(mode)
    assert write(target).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write(tmp_path / "x.txt").code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.txt").stat().st_mode) == 0o640


def test_a_link_as_target_needs_force_and_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    assert write(link).code == 73
    assert write(link, "--force").code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == report()
    assert_only(tmp_path, "real.txt", "link.txt")


def test_a_dangling_or_circular_link_as_target_needs_force(tmp_path: Path) -> None:
    (tmp_path / "new.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert write(tmp_path / "new.txt").code == 73
    assert write(tmp_path / "loop.txt").code == 73
    assert write(tmp_path / "new.txt", "--force").code == 0
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == report()


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
@pytest.mark.parametrize("name", ["d.yaml", "soft.txt", "hard.txt", "sub/../d.yaml", "SOFT2.TXT"])
def test_the_data_file_is_never_a_target(name: str, force: list[str], tmp_path: Path) -> None:
    data = numbered(1, tmp_path / "d.yaml")
    before = data.read_bytes()
    (tmp_path / "sub").mkdir()
    (tmp_path / "soft.txt").symlink_to("d.yaml")
    (tmp_path / "SOFT2.TXT").symlink_to("soft.txt")
    (tmp_path / "hard.txt").hardlink_to(data)
    arguments = ("-f", "d.yaml", *DAY, "-F", "text")
    ran = run("status", *arguments, "-o", name, *force, folder=tmp_path)
    assert (ran.code, ran.out) == (73, "")
    assert "output-is-data" in ran.err
    assert data.read_bytes() == before
    assert (tmp_path / name).read_bytes() == before


def test_the_data_file_is_recognized_by_any_name(tmp_path: Path) -> None:
    data = numbered(1, tmp_path / "d.txt")
    before = data.read_bytes()
    for file_option in (["-f", "d.txt"], ["-f", "./d.txt"], ["-f", str(data)]):
        ran = run("status", *file_option, *DAY, "-o", "d.txt", "--force", folder=tmp_path)
        assert (ran.code, data.read_bytes()) == (73, before)
    ran = run("check", "-f", "d.txt", "-o", "d.txt", folder=tmp_path)
    assert (ran.code, data.read_bytes()) == (73, before)


def test_a_link_to_a_yaml_file_is_no_target(tmp_path: Path) -> None:
    other = numbered(1, tmp_path / "other.yaml")
    before = other.read_bytes()
    (tmp_path / "report.txt").symlink_to(other)
    ran = write(tmp_path / "report.txt", "--force")
    assert (ran.code, other.read_bytes()) == (73, before)
    assert "output-is-data" in ran.err


def test_a_report_is_never_written_to_a_yaml_name(tmp_path: Path) -> None:
    for name in ("x.yaml", "x.yml", "X.YAML"):
        assert write(tmp_path / name, "-F", "text", "--force").code == 73
    assert_only(tmp_path)


def test_devices_and_pipes_need_force(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert write("/dev/null").code == 73
    assert write("/dev/null", "--force").code == 0
    assert write("/dev/full", "--force").code == 74
    assert write(tmp_path / "pipe").code == 73
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE)  # noqa: S607 - any cat
    assert write(tmp_path / "pipe", "--force").code == 0
    assert reader.communicate(timeout=30)[0].decode() == report()


def test_the_exit_code_option_works_with_an_output_file(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    assert write(target, "--exit-code").code == 1
    assert target.read_text(encoding="utf-8") == report()


def test_a_check_can_be_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    ran = run("check", "-f", str(SMALL), "-F", "json", "-o", str(target))
    assert ran == Ran(0, "", "")
    assert target.read_text(encoding="utf-8").endswith('"problems": []\n}\n')


def test_a_full_disk_leaves_the_old_report(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk."""
    target = tmp_path / "x.txt"
    target.write_text("old", encoding="utf-8")
    limited = ["bash", "-c", 'ulimit -f 1; trap "" XFSZ; exec "$@"', "bash", *PROGRAM]
    settings = {"PYTHONDONTWRITEBYTECODE": "1"}
    arguments = (*REPORT, "-F", "json", "-o", str(target), "--force")
    ran = spawn(*arguments, program=limited, settings=settings)
    assert (ran.code, ran.out) in {(73, ""), (74, "")}
    assert target.read_text(encoding="utf-8") == "old"
    assert_only(tmp_path, "x.txt")


def test_an_interrupted_write_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt(handle)

    monkeypatch.setattr(os, "fsync", interrupt)
    assert write(tmp_path / "x.txt").code == 130
    assert_only(tmp_path)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor empties the file and writes it again: the state in between is never used."""
    path = tmp_path / "so.yaml"
    path.write_bytes(b"")
    fdopen, texts = os.fdopen, iter([b"format", b"format: 1\n"])

    def write_then_open(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - the signature of os.fdopen
        with suppress(StopIteration):
            path.write_bytes(next(texts))
        return fdopen(*arguments, **options)

    monkeypatch.setattr(os, "fdopen", write_then_open)
    assert files.read(path) == b"format: 1\n"
