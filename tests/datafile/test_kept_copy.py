"""Copies of loaded files: reports are the same with and without them, and no wrong copy counts."""

from __future__ import annotations

import os
import shutil
import sys
import zlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

import pytest
from cases import first_quick
from drawn import any_kind
from drawn import documents
from hypothesis import given
from hypothesis import settings
from running import COPIES_IN
from running import DATA
from running import SHIPPED
from running import SMALL
from running import run
from running import spawn
from safety.forks import needs_root

from ntmtrack import system
from ntmtrack.datafile import append
from ntmtrack.datafile import kept_copy
from ntmtrack.datafile import load
from ntmtrack.directive import name_index
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Loaded

FILES = [SHIPPED, *sorted(DATA.glob("*.yaml"))]
REPORTS = (
    *("status", "overdue", "list", "matrix", "volumes", "register", "remind", "history"),
    *("weekly", "export"),
)
FORGED = "giả mạo"


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield this program's folder within an empty cache folder, as a new run finds it."""
    monkeypatch.setenv(COPIES_IN, str(tmp_path / "cache"))
    monkeypatch.delenv("NTMTRACK_NO_CACHE", raising=False)
    as_a_new_run()
    yield tmp_path / "cache" / "ntmtrack"
    as_a_new_run()


def as_a_new_run() -> None:
    """Forget the program's modules, which a run looks at only once."""
    kept_copy._program.cache_clear()  # noqa: SLF001 - a process forgets this when it ends


def only(copies: Path) -> Path:
    (copy,) = copies.iterdir()
    return copy


def forge(copies: Path, data: bytes) -> Path:
    """Write an intact copy of our own whose content differs from the file's."""
    document = load.load(data, "x.yaml").document
    assert document
    villages = {id_: village._replace(name=FORGED) for id_, village in document.villages.items()}
    directive = document.directive._replace(subject=FORGED)
    forged = document._replace(directive=directive, villages=villages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "load_with_seam", lambda *_: (Loaded(forged, (), "vi"), None))
        kept_copy.load(data, "x.yaml")
    return only(copies)


def subject(data: bytes) -> str:
    """Return the subject that is loaded for a file; a forged copy has a wrong one."""
    document = kept_copy.load(data, "x.yaml").document
    assert document
    return document.directive.subject


def names_forged(data: bytes) -> bool:
    """Return whether the names that are read for a file come from a forged copy."""
    names = {village.name for village in kept_copy.names_in(data, "x.yaml").villages.values()}
    return names == {FORGED}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_copy_gives_the_same_document_as_the_file(path: Path, copies: Path) -> None:
    data = path.read_bytes()
    pure = load.load(data, "first.yaml")
    assert kept_copy.load(data, "first.yaml") == pure
    assert copies.is_dir() == bool(pure.document)
    again = kept_copy.load(data, "second.yaml")
    assert repr(again) == repr(load.load(data, "second.yaml"))
    assert kept_copy.names_in(data, "second.yaml") == name_index.index_names(again)


@pytest.mark.long
@settings(max_examples=5)
@given(documents(any_kind, most=8))
def test_every_report_is_the_same_with_a_copy(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "x.yaml").write_text("what the document is read from", encoding="utf-8")
    kept = {COPIES_IN: str(folder / "cache")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "load_with_seam", lambda *_: (Loaded(document, (), "vi"), None))
        for report in REPORTS:
            for form in ("text", "json"):
                arguments = [report, "-f", "x.yaml", "--as-of", "2021-07-20", "-F", form]
                plain = run(*arguments, folder=folder, NTMTRACK_NO_CACHE="1")
                assert plain.code == 0, plain.err
                assert [run(*arguments, folder=folder, **kept) for _ in range(2)] == [plain, plain]
        patch.setattr(append, "load_with_seam", None)
        run("status", "-f", "x.yaml", "--as-of", "2021-07-20", folder=folder, **kept)
    assert only(folder / "cache" / "ntmtrack").is_file()


def test_an_intact_copy_of_our_own_is_used(copies: Path) -> None:
    data = SHIPPED.read_bytes()
    forge(copies, data)
    assert subject(data) == FORGED


def test_a_copy_is_used_for_its_own_text_only(copies: Path) -> None:
    data = SHIPPED.read_bytes()
    forged = forge(copies, data).read_bytes()
    for changed in (data + b"\n", data.replace(b"2021", b"2022", 1), data[:-1]):
        copy = copies / f"{zlib.crc32(changed):08x}-{len(changed):x}"
        copy.write_bytes(forged)
        copy.chmod(0o600)
        assert subject(changed) != FORGED


@pytest.mark.long
def test_a_changed_or_missing_byte_anywhere_in_a_copy_is_noticed(copies: Path) -> None:
    data = (DATA / "small.yaml").read_bytes()
    copy = forge(copies, data)
    whole = copy.read_bytes()
    for at in [*range(120), *range(120, len(whole), 997), len(whole) - 1]:
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert subject(data) != FORGED, at
    for length in [*range(120), *range(120, len(whole), 997), len(whole) - 1]:
        copy.write_bytes(whole[:length])
        assert subject(data) != FORGED, length
    copy.write_bytes(whole + b"\0")
    assert subject(data) != FORGED


def test_the_index_of_names_is_read_without_the_rest_of_a_copy(copies: Path) -> None:
    data = (DATA / "small.yaml").read_bytes()
    copy = forge(copies, data)
    whole = copy.read_bytes()
    for wrong in (whole[:-1], whole[:-1] + b"x", whole + b"\0"):
        copy.write_bytes(wrong)
        assert names_forged(data)
    assert subject(data) != FORGED
    assert not names_forged(data)


@pytest.mark.parametrize("step", first_quick(1, [11, 1]))
def test_a_damaged_index_of_names_is_not_used(step: int, copies: Path) -> None:
    data = (DATA / "small.yaml").read_bytes()
    copy = forge(copies, data)
    whole = copy.read_bytes()
    size_at = whole.index(data) + len(data)
    end = size_at + 20 + int.from_bytes(whole[size_at : size_at + 8])
    rest_of_size = range(size_at + 8, size_at + 16)  # this only says where the entries begin
    places = (*range(0, size_at, 97), *range(size_at, size_at + 60), *range(size_at, end, 31))
    for at in places[::step]:
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 0x81]) + whole[at + 1 :])
        is_in_checksum = whole.index(b"\n") < at <= whole.index(b"\n") + 4
        assert names_forged(data) == (at in rest_of_size or is_in_checksum), at
    for length in (0, 1, size_at - 1, size_at, size_at + 7, size_at + 19, end - 1):
        copy.write_bytes(whole[:length])
        assert not names_forged(data), length


def test_completions_are_the_same_after_an_entry_at_the_seam(tmp_path: Path) -> None:
    path = tmp_path / "viec.yaml"
    path.write_bytes(SHIPPED.read_bytes())
    command = ("__complete", "fish", "done", "--file", str(path))
    cache = str(tmp_path)
    typed = ("", "bich", "bich-hoa@")
    before = [run(*command, word, XDG_CACHE_HOME=cache, LOCALAPPDATA=cache) for word in typed]
    note = ("note", "vuon-dep-nha-sach", "ok", "-f", str(path))
    assert run(*note, XDG_CACHE_HOME=cache, LOCALAPPDATA=cache).code == 0
    assert [
        run(*command, word, XDG_CACHE_HOME=cache, LOCALAPPDATA=cache) for word in typed
    ] == before
    assert all(len(answer.out.splitlines()) > 1 for answer in before)


def by_another_program(copy: Path) -> None:
    first, rest = copy.read_bytes().split(b"\n", 1)
    copy.write_bytes(first[:-1] + bytes([first[-1] ^ 1]) + b"\n" + rest)


def rewritten(module: Path) -> None:
    """Change the text of a module, but not its size."""
    module.write_text(module.read_text(encoding="utf-8").swapcase(), encoding="utf-8")


def longer_and_as_old(module: Path) -> None:
    before = module.stat()
    module.write_text(module.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "rewritten": rewritten,
    "longer and as old": longer_and_as_old,
    "removed": Path.unlink,
    "another beside it": lambda module: module.with_name("another.py").touch(),
    "renamed": lambda module: module.rename(module.with_name("another.py")),
}


def run_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the program with the times of its modules, and let it pass for the running one."""
    program = Path(kept_copy.__file__).parent.parent
    shutil.copytree(program, folder, ignore=shutil.ignore_patterns("__pycache__", "locale"))
    monkeypatch.setattr(kept_copy, "__file__", str(folder / "datafile" / "kept_copy.py"))
    return folder


@pytest.mark.parametrize(
    "module",
    first_quick(
        1,
        [
            "wording/words.py",
            "directive/model.py",
            "yamltext/scalars.py",
            "datafile/codec.py",
            "api.py",
        ],
    ),
)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_copy_of_a_changed_program_is_not_used(
    change: Callable[[Path], object],
    module: str,
    copies: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = run_from(tmp_path / "ntmtrack", monkeypatch)
    data = SMALL.read_bytes()
    forge(copies, data)
    assert subject(data) == FORGED
    change(other / module)
    as_a_new_run()
    assert subject(data) != FORGED


def test_a_copy_of_a_program_elsewhere_with_equal_sizes_and_times_is_not_used(
    copies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = SMALL.read_bytes()
    forge(copies, data)
    run_from(tmp_path / "ntmtrack", monkeypatch)
    as_a_new_run()
    assert subject(data) != FORGED


def test_a_copy_made_under_another_python_is_not_used(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = SMALL.read_bytes()
    forge(copies, data)
    monkeypatch.setattr(sys, "version", "3.99.1 (main) [another compiler]")
    as_a_new_run()
    assert subject(data) != FORGED
    assert not names_forged(data)


def test_copies_depend_on_all_modules_that_load_a_file() -> None:
    code = (
        "import sys; from ntmtrack.datafile import kept_copy, load, seam; "
        "listed = {path for path, *_ in kept_copy._modules(kept_copy._package())}; "
        "own = [m for name, m in sys.modules.items() if name.partition('.')[0] == 'ntmtrack']; "
        "assert len(own) > 30; "
        "assert {module.__file__ for module in own} <= listed"
    )
    assert spawn(program=[sys.executable, "-c", code]).code == 0


UPGRADED_MEANWHILE = """
import pathlib, sys
from ntmtrack import api
module = pathlib.Path(api.__file__)
module.write_text(module.read_text(encoding="utf-8") + "# new\\n", encoding="utf-8")
api.load(sys.argv[1])
"""


@pytest.mark.long  # it copies and compiles the program
def test_a_program_upgraded_during_a_run_writes_no_copy_for_the_new_version(
    tmp_path: Path,
) -> None:
    shutil.copytree(Path(kept_copy.__file__).parent.parent, tmp_path / "site" / "ntmtrack")
    settings = {"PYTHONPATH": str(tmp_path / "site"), COPIES_IN: str(tmp_path)}
    plain = "import sys; from ntmtrack import api; api.load(sys.argv[1])"
    heads = []
    for code in (UPGRADED_MEANWHILE, plain, plain):
        program = [sys.executable, "-c", code]
        assert spawn(str(SHIPPED), program=program, settings=settings).code == 0
        heads.append(only(tmp_path / "ntmtrack").read_bytes().partition(b"\n")[0])
    by_old, by_new, by_new_again = heads
    assert by_old != by_new == by_new_again


def test_a_run_looks_at_the_modules_once_for_all_files(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned: list[object] = []
    scandir = os.scandir

    def counting(folder: str) -> object:
        scanned.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counting)
    data = SHIPPED.read_bytes()
    for number in range(3):
        kept_copy.load(data + b"\n" * number, "x.yaml")
    assert len(scanned) == len(set(scanned)) == len(kept_copy.ROOMS)
    assert len(list(copies.iterdir())) == 3


def through_a_link(copy: Path) -> None:
    copy.symlink_to(copy.rename(copy.parent.parent / "elsewhere"))


def as_a_folder(copy: Path) -> None:
    copy.unlink()
    copy.mkdir()


def as_a_pipe(copy: Path) -> None:
    copy.unlink()
    os.mkfifo(copy)


TAMPERED: dict[str, Callable[[Path], object]] = {
    "by another program": by_another_program,
    "through a link": through_a_link,
    "as a folder": as_a_folder,
    "as a pipe": as_a_pipe,
    "others may write it": lambda copy: copy.chmod(0o606),
    "its group may write it": lambda copy: copy.chmod(0o660),
    "others may write beside it": lambda copy: copy.parent.chmod(0o777),
    "it cannot be read": lambda copy: copy.chmod(0o200) if os.geteuid() else copy.unlink(),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_a_copy_that_may_be_somebody_else_s_is_not_used(
    tamper: Callable[[Path], object], copies: Path
) -> None:
    data = SHIPPED.read_bytes()
    tamper(forge(copies, data))
    assert subject(data) != FORGED


def test_a_copy_from_a_pipe_is_not_used(copies: Path) -> None:
    data = SMALL.read_bytes()
    copy = forge(copies, data)
    forged = copy.read_bytes()
    as_a_pipe(copy)
    pipe = os.open(copy, os.O_RDWR | os.O_NONBLOCK)
    try:
        assert os.write(pipe, forged) == len(forged)
        assert not names_forged(data)
        assert subject(data) != FORGED
    finally:
        os.close(pipe)


@pytest.mark.parametrize("foreign", ["copy", "folder"])
def test_a_copy_that_belongs_to_another_user_is_not_used(foreign: str, copies: Path) -> None:
    needs_root()
    data = SHIPPED.read_bytes()
    copy = forge(copies, data)
    os.chown({"copy": copy, "folder": copies}[foreign], 65534, -1)
    assert subject(data) != FORGED


def test_a_copy_is_readable_only_by_its_owner(copies: Path) -> None:
    kept_copy.load(SHIPPED.read_bytes(), "x.yaml")
    assert (only(copies).stat().st_mode & 0o777, copies.stat().st_mode & 0o777) == (0o600, 0o700)


def test_no_copy_is_written_where_others_may_write(copies: Path) -> None:
    copies.mkdir(parents=True)
    copies.chmod(0o777)
    kept_copy.load(SHIPPED.read_bytes(), "x.yaml")
    assert not list(copies.iterdir())


def test_a_copy_that_cannot_be_put_in_place_leaves_nothing_behind(copies: Path) -> None:
    data = SHIPPED.read_bytes()
    kept_copy.load(data, "x.yaml")
    copy = only(copies)
    as_a_folder(copy)
    assert kept_copy.load(data, "x.yaml") == load.load(data, "x.yaml")
    assert only(copies) == copy
    assert copy.is_dir()


def in_the_way(folder: Path) -> None:
    folder.parent.mkdir()
    folder.touch()


def full(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)


@pytest.mark.parametrize("spoil", [in_the_way, full, lambda folder: folder.parent.touch()])
def test_a_file_is_read_if_no_copy_can_be_kept(
    spoil: Callable[[Path], object], copies: Path
) -> None:
    spoil(copies)
    data = SHIPPED.read_bytes()
    assert [kept_copy.load(data, "x.yaml") for _ in range(2)] == [load.load(data, "x.yaml")] * 2


USUAL = Path("Library/Caches" if system.MAC else ".cache", "ntmtrack")
HOMELESS = {COPIES_IN: "", "HOME": "here", "USERPROFILE": "here"}


@pytest.mark.parametrize(
    ("settings", "kept_in"),
    [
        ({"NTMTRACK_NO_CACHE": "1"}, []),
        ({COPIES_IN: "here"}, ["home" / USUAL]),
        (HOMELESS, []),
    ],
)
def test_a_copy_is_kept_only_if_wanted_and_in_an_absolute_folder(
    settings: dict[str, str], kept_in: list[Path], tmp_path: Path
) -> None:
    places = {
        COPIES_IN: str(tmp_path / "cache"),
        "HOME": str(tmp_path / "home"),
        "USERPROFILE": str(tmp_path / "home"),
        **settings,
    }
    ran = run("status", "-f", str(SHIPPED), "--as-of", "2021-07-20", folder=tmp_path, **places)
    assert ran.code == 0
    folders = {path.parent.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert folders == set(kept_in)


@pytest.mark.parametrize(("copies_kept", "bytes_kept"), [(3, 10**9), (99, 90_000)])
def test_the_oldest_copies_are_removed_to_make_room(
    copies: Path, monkeypatch: pytest.MonkeyPatch, copies_kept: int, bytes_kept: int
) -> None:
    monkeypatch.setattr(kept_copy, "WRITES_PER_PRUNING", 1)
    monkeypatch.setattr(kept_copy, "MOST_COPIES", copies_kept)
    monkeypatch.setattr(kept_copy, "MOST_BYTES", bytes_kept)
    data = (DATA / "small.yaml").read_bytes()
    texts = [data + b"\n" * number for number in range(12)]
    for number, text in enumerate(texts):
        kept_copy.load(text, "x.yaml")
        newest = max(copies.iterdir(), key=lambda copy: copy.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    left = sorted(copies.iterdir(), key=lambda copy: copy.stat().st_mtime)
    assert len(left) < len(texts)
    assert len(left) <= copies_kept
    assert sum(copy.stat().st_size for copy in left) <= bytes_kept
    assert [int(copy.stat().st_mtime) for copy in left] == list(range(12 - len(left), 12))


def test_a_copy_may_fill_the_whole_cache_and_a_larger_one_is_not_kept(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = SMALL.read_bytes()
    kept_copy.load(data, "x.yaml")
    copy = only(copies)
    monkeypatch.setattr(kept_copy, "MOST_BYTES", copy.stat().st_size)
    copy.unlink()
    for text in (data, data + b"\n"):
        kept_copy.load(text, "x.yaml")
        assert only(copies) == copy


def test_a_large_copy_removes_older_ones_at_once(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = SMALL.read_bytes()
    kept_copy.load(data, "x.yaml")
    old = only(copies)
    os.utime(old, (0, 0))
    monkeypatch.setattr(kept_copy, "WRITES_PER_PRUNING", 1_000)
    monkeypatch.setattr(kept_copy, "MOST_BYTES", old.stat().st_size * 3 // 2)
    kept_copy.load(data + b"\n", "x.yaml")
    assert only(copies) != old


def test_a_file_with_mistakes_is_read_each_time(copies: Path) -> None:
    wrong: Sequence[Loaded] = [
        kept_copy.load(b"format: 1\n", name) for name in ("a.yaml", "b.yaml")
    ]
    assert wrong == [load.load(b"format: 1\n", name) for name in ("a.yaml", "b.yaml")]
    assert not copies.exists()


def test_a_program_in_an_unreadable_folder_keeps_no_copy(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", closed)
    data = SHIPPED.read_bytes()
    assert kept_copy.load(data, "so.yaml") == load.load(data, "so.yaml")
    assert not copies.exists()
