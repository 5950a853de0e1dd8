"""The only module that opens the user's files: it finds and reads data, and makes new ones."""

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

FileKind = Literal["data", "form", "document"]  # what a file is to the person who named it
_USUAL = (Path("data", "assignments.yaml"), Path("assignments.yaml"))
ENDINGS = (".yaml", ".yml")
_RESTS = (0.05, 0.1, 0.2, 0.4)  # seconds between readings of a file that changes
LONGEST_ADDITION = 31  # letters of what is added to a name while a file is made


class DataFile(Record):
    """Name a data file to use; `packaged` is the read-only copy that came with the program."""

    path: Path
    packaged: bool = False


def find(typed: Sequence[str], environment: Mapping[str, str], folder: Path) -> list[DataFile]:
    """Choose the data files: those named, NTMTRACK_FILE, the nearest one, or our own copy.

    A folder that is named stands for all data files in it; one without any is exit 66.
    """
    if names := _typed_or_default(typed, environment):
        return [DataFile(path) for path in _each_once(names)]
    for above in (folder, *folder.parents):
        for usual in _USUAL:
            if os.path.isfile(above / usual):  # noqa: PTH113 - is_file() may raise, for a closed folder
                return [DataFile(Path(os.path.relpath(above / usual, folder)))]
    return [DataFile(packaged_file(), packaged=True)]


def _typed_or_default(typed: Sequence[str], environment: Mapping[str, str]) -> Sequence[str]:
    """Return the names that were typed or, where there are none, that of NTMTRACK_FILE."""
    default = environment.get("NTMTRACK_FILE")
    return typed or ([default] if default else [])


def _each_once(names: Sequence[str]) -> list[Path]:
    """List the data files that are named, each real one once, by its own name before a link's."""
    paths: dict[object, Path] = {}
    for path in (path for name in names for path in _data_files(name)):
        key = identity(path)
        if key not in paths or (paths[key].is_symlink() and not path.is_symlink()):
            paths[key] = path
    return list(paths.values())


def identity(path: Path) -> object:
    """Return what is the same for all names of a file; where there is none, its name."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return path
    return (
        (about.st_dev, about.st_ino) if about.st_ino else os.path.normcase(os.path.realpath(path))
    )


def _data_files(typed: str) -> list[Path]:
    """List the data files in a folder and in the folders below it; a file is itself.

    A folder that cannot be looked into stands for itself, so that reading it says so.
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
    """List the links to folders in the folders named; one may lead round, so none is followed."""
    return [
        path
        for name in _typed_or_default(typed, environment)
        if name and "\0" not in name
        for folder, folders, _ in _walk(name, closed=[])
        for path in (Path(folder, below) for below in folders)
        if path.is_symlink()
    ]


def _walk(top: str, closed: list[Path]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Walk through a folder, without hidden ones, in order; add those that are `closed` to us."""

    def add(error: OSError) -> None:
        closed.append(Path(error.filename))

    for folder, folders, names in os.walk(top, onerror=add):
        folders[:] = sorted(top for top in folders if not top.startswith("."))
        yield folder, folders, names


def packaged_file() -> Path:
    """Return the copy of the first directive that came with the program."""
    return _carried_file(_USUAL[0])


def page(name: str) -> Path:
    """Return a page of the documentation that came with the program."""
    return _carried_file(Path("docs", name))


def _carried_file(file: Path) -> Path:
    """Return a file that the package carries, or that stands in the source tree."""
    package = Path(__file__).parent.parent
    carried = package / file
    return carried if carried.is_file() else package.parent.parent / file


def starter(name: str) -> Path:
    """Return a file to begin with: a letter in a language, by its code, or `plan`."""
    return Path(__file__).parent.parent / "starters" / f"{name}.yaml"


def read(path: Path, kind: FileKind = "data") -> bytes:
    """Read a regular file (else exit 66), to a byte beyond our limit; a pipe does not hang us."""
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
    """Read a file that nobody writes to meanwhile, as an editor may (exit 75)."""
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
    """List the files beside a file whose names begin and end as its own does."""
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
    """Tell whether anything has a name; raises exit 66 where the disk does not say."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    return True


def create(path: Path, data: bytes) -> None:
    """Write a new file whole, and the folder for it; one that is there already is never touched."""
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
    """Make the folder of a file; where a file has its name, that is no folder."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


def _create_whole(path: Path, data: bytes) -> None:
    """Write a file under another name, and then give it its own, unless something has that.

    Where there are no hard links, an empty file claims the name first.
    """
    from ntmtrack.storage import new_files

    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    with contextlib.suppress(FileNotFoundError):
        new_files.longest_name(path).lstat()  # fails where the file could be made but not replaced
    new_files.remove_remnants(path.parent)
    new = new_files.marked(path.parent)
    with new_files.removed_in_the_end(new):
        write_new(new, [data])
        try:
            os.link(new, path)
        except OSError as error:
            if error.errno not in new_files.NO_EXCHANGE:
                raise
            write_new(path, [])
            _rename(new, path)


def _rename(new: Path, claimed: Path) -> None:
    """Return a new file the name that an empty one has claimed, which is else given up again."""
    try:
        new.replace(claimed)
    except OSError:
        claimed.unlink()
        raise


def make_folder(path: str) -> None:
    """Make a folder for reports, unless it is there."""
    try:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 - to a Path, "" is the folder we are in
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def write_new(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that is not there yet, piece by piece, and make it durable."""
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
    """Return the error for a file that cannot be written (exit 73, or 74 for the disk)."""
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
    """Return the error for a path that is too long, or what is written beside it."""
    limit = system.LONGEST_PATH - LONGEST_ADDITION
    return problem(wording.Code.PATH_TOO_LONG, path, exit_code, limit=limit)


def is_open_elsewhere(path: str | Path, error: OSError | ValueError) -> bool:
    """Tell whether a file could not be replaced because somebody has it open."""
    in_office = isinstance(error, PermissionError) and system.is_in_office(path)
    return in_office or isinstance(error, system.FileOpenError)


def is_marked_read_only(path: str | Path, error: OSError | ValueError) -> bool:
    """Tell whether a mark, which only Windows heeds so, kept a file from being replaced."""
    return system.WINDOWS and isinstance(error, PermissionError) and system.is_read_only(path)


def refuse_name(path: Path) -> None:
    """Refuse to write a file whose name Windows keeps for a device, or does not take (exit 73)."""
    if name := system.device_name(path.name):
        raise problem(wording.Code.DEVICE_NAME, path, Exit.CANT_CREATE, name=name)
    if sign := system.refused_sign(path.name):
        raise problem(wording.Code.DEVICE_NAME_SIGN, path, Exit.CANT_CREATE, value=sign)


def _reason(error: OSError | ValueError) -> Reason:
    return Reason((isinstance(error, OSError) and error.strerror) or str(error))
