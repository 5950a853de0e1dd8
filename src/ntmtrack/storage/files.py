"""The only module that opens the user's files: it finds and reads data, and creates new files."""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.records import Record
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Reason
from ntmtrack.yamltext import LONGEST_FILE

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.problem import Values

FileKind = Literal["data", "form", "document"]  # what the user means a file to be
_USUAL = (Path("data", "assignments.yaml"), Path("assignments.yaml"))
ENDINGS = (".yaml", ".yml")
_RESTS = (0.05, 0.1, 0.2, 0.4)  # seconds between attempts to read a file that is changing
LONGEST_ADDITION = 31  # the most letters added to a file's name while it is written


class DataFile(Record):
    """Name a data file; `packaged` marks the read-only example that came with the program."""

    path: Path
    packaged: bool = False


def find(typed: Sequence[str], environment: Mapping[str, str], folder: Path) -> list[DataFile]:
    """Find the data files: those that were named, NTMTRACK_FILE, the nearest one, or the example.

    A folder stands for all data files in it; a folder without any is an error (exit 66).
    """
    if names := _typed_or_default(typed, environment):
        return [DataFile(path) for path in _each_once(names)]
    for above in (folder, *folder.parents):
        for usual in _USUAL:
            if os.path.isfile(above / usual):  # noqa: PTH113 - is_file() may raise, for a closed folder
                return [DataFile(Path(os.path.relpath(above / usual, folder)))]
    return [DataFile(packaged_file(), packaged=True)]


def _typed_or_default(typed: Sequence[str], environment: Mapping[str, str]) -> Sequence[str]:
    """Return the names that were typed or, without any, the one in NTMTRACK_FILE."""
    default = environment.get("NTMTRACK_FILE")
    return typed or ([default] if default else [])


def _each_once(names: Sequence[str]) -> list[Path]:
    """Return each data file once, preferring its own name to that of a link."""
    paths: dict[object, Path] = {}
    for path in (path for name in names for path in _data_files(name)):
        key = identity(path)
        if key not in paths or (paths[key].is_symlink() and not path.is_symlink()):
            paths[key] = path
    return list(paths.values())


def identity(path: Path) -> object:
    """Return a value that is equal for all names of a file; for a missing file, its path."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return path
    return (
        (about.st_dev, about.st_ino) if about.st_ino else os.path.normcase(os.path.realpath(path))
    )


def _data_files(typed: str) -> list[Path]:
    """Return the data files in a folder and its subfolders, or the path of a single file.

    A folder that cannot be opened is returned as a path, so that reading it reports the error.
    """
    if not typed or "\0" in typed or not os.path.isdir(typed):  # noqa: PTH112 - "" is no folder
        return [Path(typed)]
    paths: list[Path] = []
    for folder, _, names in _walk(typed, closed=paths):
        data = (
            name for name in names if name.lower().endswith(ENDINGS) and not name.startswith(".")
        )
        paths += [Path(folder, name) for name in sorted(data)]
    if not paths:
        raise problem(wording.Code.NO_DATA_FILE, Path(typed), Exit.NO_INPUT)
    return paths


def linked_folders(typed: Sequence[str], environment: Mapping[str, str]) -> list[Path]:
    """Return the links to folders in the named folders; they are not followed, as they may loop."""
    return [
        path
        for name in _typed_or_default(typed, environment)
        if name and "\0" not in name
        for folder, folders, _ in _walk(name, closed=[])
        for path in (Path(folder, below) for below in folders)
        if path.is_symlink()
    ]


def _walk(top: str, closed: list[Path]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Walk through a folder in order, without hidden folders; add unreadable ones to `closed`."""

    def add(error: OSError) -> None:
        closed.append(Path(error.filename))

    for folder, folders, names in os.walk(top, onerror=add):
        folders[:] = sorted(top for top in folders if not top.startswith("."))
        yield folder, folders, names


def packaged_file() -> Path:
    """Return the example directive that came with the program."""
    return _carried_file(_USUAL[0])


def page(name: str) -> Path:
    """Return a page of the documentation that came with the program."""
    return _carried_file(Path("docs", name))


def _carried_file(file: Path) -> Path:
    """Return a file from the package, or from the source tree."""
    package = Path(__file__).parent.parent
    carried = package / file
    return carried if carried.is_file() else package.parent.parent / file


def starter(name: str) -> Path:
    """Return a file to start with: a letter in a language, by its code, or `plan`."""
    return Path(__file__).parent.parent / "starters" / f"{name}.yaml"


def read(path: Path, kind: FileKind = "data") -> bytes:
    """Read a regular file (else exit 66) up to a byte beyond our limit; never hang on a pipe."""
    try:
        handle = system.open_to_read(path)
        try:
            before = os.fstat(handle)
            if not stat.S_ISREG(before.st_mode):
                raise _not_a_file(path, kind)
            return _read_at_rest(handle, before, path)
        finally:
            os.close(handle)
    except IsADirectoryError:
        raise _not_a_file(path, kind) from None
    except (OSError, ValueError) as error:
        raise unreadable(path, error, kind) from None


def _read_at_rest(handle: int, before: os.stat_result, path: Path) -> bytes:
    """Read a file that nobody, such as an editor, is writing meanwhile (exit 75)."""
    for wait in _RESTS:
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LONGEST_FILE + 1)
        after = os.fstat(handle)
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data
        time.sleep(wait)
        os.lseek(handle, 0, os.SEEK_SET)
        before = os.fstat(handle)
    raise problem(wording.Code.CHANGED_READ, path, Exit.BUSY)


def names_like(path: Path) -> list[str]:
    """Return the names of files beside a file that begin and end like its own."""
    stem, ending = path.stem, path.suffix
    try:
        names = os.listdir(path.parent)  # noqa: PTH208 - names will do
    except OSError:
        return []
    alike = (name for name in names if name.startswith(stem) and name.endswith(ending))
    return sorted(name for name in alike if name != path.name)


def _not_a_file(path: Path, kind: FileKind) -> NtmError:
    codes = {
        "data": wording.Code.NOT_A_FILE,
        "form": wording.Code.NOT_A_FILE_FORM,
        "document": wording.Code.NOT_A_FILE_DOCUMENT,
    }
    return problem(codes[kind], path, Exit.NO_INPUT)


def is_there(path: Path) -> bool:
    """Return whether a path exists, even as a broken link; exit 66 if the disk does not tell."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    return True


def create(path: Path, data: bytes) -> None:
    """Create a complete new file and its folder; an existing file is never touched."""
    refuse_name(path)
    try:
        _make_parent(path)
        _create_whole(path, data)
    except FileExistsError:
        folder = path.is_dir()
        code = wording.Code.EXISTS_ALREADY_FOLDER if folder else wording.Code.EXISTS_ALREADY
        raise problem(code, path, Exit.CANT_CREATE) from None
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def _make_parent(path: Path) -> None:
    """Create the folder of a file; an error if a file has the folder's name."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


def _create_whole(path: Path, data: bytes) -> None:
    """Write a file under a temporary name, and then rename it, unless its name is taken.

    Without hard links, an empty file claims the name first.
    """
    from ntmtrack.storage import new_files

    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    with contextlib.suppress(FileNotFoundError):
        new_files.longest_name(path).lstat()  # fails if the file could not be replaced later
    new_files.remove_remnants(path.parent)
    new = new_files.temporary_path_in(path.parent)
    with new_files.removed_on_exit(new):
        write_new(new, [data])
        try:
            os.link(new, path)
        except OSError as error:
            if error.errno not in new_files.NO_EXCHANGE:
                raise
            write_new(path, [])
            _rename(new, path)


def _rename(new: Path, claimed: Path) -> None:
    """Give a new file the name that an empty file claims; remove the empty file on failure."""
    try:
        new.replace(claimed)
    except OSError:
        claimed.unlink()
        raise


def make_folder(path: str) -> None:
    """Create a folder for reports, unless it exists."""
    try:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 - to a Path, "" is the folder we are in
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def write_new(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that does not exist yet, in pieces, and make it durable."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | system.BINARY, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(handle)


def problem(
    code: "wording.Code", path: str | Path, exit_code: Exit, /, **values: "Unpack[Values]"
) -> NtmError:
    """Return the error for a path."""
    name = str(path) or "''"
    return NtmError([Problem(code, values={"path": name, **values})], exit_code)


def unreadable(path: Path, error: OSError | ValueError, kind: FileKind = "data") -> NtmError:
    """Return the error for a file that cannot be read (exit 66)."""
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    if missing and system.is_too_long(path):
        return too_long(path, Exit.NO_INPUT)
    if isinstance(error, PermissionError) and system.is_in_office(path):
        return problem(wording.Code.FILE_OPEN_READ, path, Exit.NO_INPUT)
    if not missing:
        return problem(wording.Code.FILE_UNREADABLE, path, Exit.NO_INPUT, reason=_reason(error))
    codes = {
        "data": wording.Code.FILE_MISSING,
        "form": wording.Code.FILE_MISSING_FORM,
        "document": wording.Code.FILE_MISSING_DOCUMENT,
    }
    return problem(codes[kind], path, Exit.NO_INPUT)


def unwritable(path: str | Path, error: OSError | ValueError) -> NtmError:
    """Return the error for a file that cannot be written (exit 73, or 74 for disk errors)."""
    if isinstance(error, IsADirectoryError):
        return problem(wording.Code.OUTPUT_EXISTS_FOLDER, path, Exit.CANT_CREATE)
    if isinstance(error, FileNotFoundError) and system.is_too_long(path):
        return too_long(path, Exit.CANT_CREATE)
    if is_open_elsewhere(path, error):
        return problem(wording.Code.FILE_OPEN, path, Exit.CANT_CREATE)
    if is_marked_read_only(path, error):
        return problem(wording.Code.OUTPUT_UNWRITABLE_READ_ONLY, path, Exit.CANT_CREATE)
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO)
    exit_code = Exit.IO if full else Exit.CANT_CREATE
    return problem(wording.Code.OUTPUT_UNWRITABLE, path, exit_code, reason=_reason(error))


def too_long(path: str | Path, exit_code: Exit) -> NtmError:
    """Return the error for a path that is too long, itself or with what is added while writing."""
    limit = system.LONGEST_PATH - LONGEST_ADDITION
    return problem(wording.Code.PATH_TOO_LONG, path, exit_code, limit=limit)


def is_open_elsewhere(path: str | Path, error: OSError | ValueError) -> bool:
    """Return whether a file could not be replaced because another program has it open."""
    in_office = isinstance(error, PermissionError) and system.is_in_office(path)
    return in_office or isinstance(error, system.FileOpenError)


def is_marked_read_only(path: str | Path, error: OSError | ValueError) -> bool:
    """Return whether a read-only mark, which matters only on Windows, blocked a replacement."""
    return system.WINDOWS and isinstance(error, PermissionError) and system.is_read_only(path)


def refuse_name(path: Path) -> None:
    """Raise an error for a file name that Windows reserves for a device or forbids (exit 73)."""
    if name := system.device_name(path.name):
        raise problem(wording.Code.DEVICE_NAME, path, Exit.CANT_CREATE, name=name)
    if sign := system.forbidden_character(path.name):
        raise problem(wording.Code.DEVICE_NAME_SIGN, path, Exit.CANT_CREATE, value=sign)


def _reason(error: OSError | ValueError) -> Reason:
    return Reason((isinstance(error, OSError) and error.strerror) or str(error))
