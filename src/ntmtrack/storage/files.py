"""The only module that opens the user's files: it finds and reads the data, and writes reports."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Reason
from ntmtrack.yamltext import LONGEST_FILE

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.codes import Code
    from ntmtrack.wording.problem import Values

FileKind = Literal["data", "form"]  # what a file is to the person who named it
_USUAL = (Path("data", "assignments.yaml"), Path("assignments.yaml"))
_ENDINGS = (".yaml", ".yml")


class DataFile(NamedTuple):
    """Name a data file to use; `packaged` is the read-only copy that came with the program."""

    path: Path
    packaged: bool = False


def find(named: Sequence[str], environment: Mapping[str, str], folder: Path) -> list[DataFile]:
    """Choose the data files: those named, NTMTRACK_FILE, the nearest one, or our own copy.

    A folder that is named stands for all data files in it; one without any is exit 66.
    """
    default = environment.get("NTMTRACK_FILE")
    names = named or ([default] if default else [])
    if names:
        paths = (path for name in names for path in _data_files(name))
        return [DataFile(path) for path in dict.fromkeys(paths)]
    for above in (folder, *folder.parents):
        for usual in _USUAL:
            if os.path.isfile(above / usual):  # noqa: PTH113 - is_file() may raise, for a closed folder
                return [DataFile(Path(os.path.relpath(above / usual, folder)))]
    return [DataFile(packaged(), packaged=True)]


def _data_files(named: str) -> list[Path]:
    """List the data files in a folder and in the folders below it; a file is itself."""
    if not named or "\0" in named or not os.path.isdir(named):  # noqa: PTH112 - "" is no folder
        return [Path(named)]
    paths: list[Path] = []
    for folder, folders, names in os.walk(named):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        data = (name for name in names if name.endswith(_ENDINGS) and not name.startswith("."))
        paths += [Path(folder, name) for name in sorted(data)]
    if not paths:
        raise _wrong(wording.Code.NO_DATA_FILE, Path(named), Exit.NO_INPUT)
    return paths


def packaged() -> Path:
    """Give the copy of the first directive that is carried in the package, or the source tree."""
    here = Path(__file__).parent.parent
    carried = here / _USUAL[0]
    return carried if carried.is_file() else here.parent.parent / _USUAL[0]


def starter(language: str) -> Path:
    """Give the file to begin a directive with, in a language."""
    return Path(__file__).parent.parent / "starters" / f"{language}.yaml"


def read(path: Path, kind: FileKind = "data") -> bytes:
    """Read a regular file (else exit 66), one byte beyond the limit that `encoding.decode` judges.

    O_NONBLOCK keeps a pipe that nobody writes to from hanging us.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                data = kind == "data"
                code = wording.Code.NOT_A_FILE if data else wording.Code.NOT_A_FILE_FORM
                raise _wrong(code, path, Exit.NO_INPUT)
            with os.fdopen(handle, "rb", closefd=False) as file:
                return file.read(LONGEST_FILE + 1)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise unreadable(path, error, kind) from None


def create(path: Path, data: bytes) -> None:
    """Write a new file, and the folder for it; one that is there already is never touched."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, data)
    except FileExistsError:
        raise _wrong(wording.Code.EXISTS_ALREADY, path, Exit.CANT_CREATE) from None
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def make_folder(path: Path) -> None:
    """Make a folder for reports, unless it is there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def write(target: Path, data: bytes, *, extension: str, force: bool, ours: Sequence[Path]) -> None:
    """Write a report to a file, whole or not at all (exit 73 or 74).

    A regular file with the format's extension is replaced, anything else only with `force`, and
    our data (`ours`, by whatever path) never.
    """
    _permit(target, extension=extension, force=force, ours=ours)
    real = Path(os.path.realpath(target))
    if real.exists() and not real.is_file():
        _write_into(real, data)
        return
    temporary = real.with_name(f".{real.name}.{os.getpid()}.tmp")
    try:
        _write_new(temporary, data)
        if real.exists():
            temporary.chmod(stat.S_IMODE(real.stat().st_mode))
        temporary.replace(real)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:  # also when interrupted
        temporary.unlink(missing_ok=True)


def _permit(target: Path, *, extension: str, force: bool, ours: Sequence[Path]) -> None:
    """Refuse a target that is our data, or that only `force` may replace."""
    try:
        existing = target.lstat()
    except FileNotFoundError:
        existing = None
    except (OSError, ValueError) as error:
        raise _unwritable(target, error) from None
    is_ours = any(target.exists() and data.exists() and target.samefile(data) for data in ours)
    if is_ours or Path(os.path.realpath(target)).suffix.lower() in _ENDINGS:
        raise _wrong(wording.Code.OUTPUT_IS_DATA, target, Exit.CANT_CREATE)
    if existing is None or force:
        return
    if not stat.S_ISREG(existing.st_mode) or target.suffix.lower() != extension:
        raise _wrong(wording.Code.OUTPUT_EXISTS, target, Exit.CANT_CREATE, extension=extension)


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)


def _write_into(path: Path, data: bytes) -> None:
    """Write into a device or pipe, where there is nothing to replace."""
    try:
        with path.open("wb") as file:
            file.write(data)
    except OSError as error:
        raise _unwritable(path, error) from None


def _wrong(code: Code, path: Path, exit_code: Exit, /, **values: Unpack[Values]) -> NtmError:
    return NtmError([Problem(code, values={"path": str(path), **values})], exit_code)


def unreadable(path: Path, error: OSError | ValueError, kind: FileKind = "data") -> NtmError:
    """Give the error for a file that cannot be read (exit 66)."""
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    if not missing:
        return _wrong(wording.Code.FILE_UNREADABLE, path, Exit.NO_INPUT, reason=_reason(error))
    code = wording.Code.FILE_MISSING if kind == "data" else wording.Code.FILE_MISSING_FORM
    return _wrong(code, path, Exit.NO_INPUT)


def _unwritable(path: Path, error: OSError | ValueError) -> NtmError:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO)
    exit_code = Exit.IO if full else Exit.CANT_CREATE
    return _wrong(wording.Code.OUTPUT_UNWRITABLE, path, exit_code, reason=_reason(error))


def _reason(error: OSError | ValueError) -> Reason:
    return Reason((isinstance(error, OSError) and error.strerror) or str(error))
