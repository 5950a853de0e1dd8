"""The cases of tests/errors: wrong files and wrong commands, and how each mistake is provoked.

A folder is named after the code of its message, plus a detail if that has a sentence of its own:
`unknown-owner`, `yaml-syntax--missing-comma`; anything after a further `--` only distinguishes
cases. It contains either

- a wrong file with exactly that mistake: `bad.yaml`; `bad.hex` if its bytes are not text; or
  `bad.recipe`, in which ⟦U+200B⟧ is a character, ⟦0xF0 0xFD⟧ are bytes, ⟦ab × 3⟧ is ababab; or
- `command.txt`, whose last command is wrong when run on `good.yaml` (or on a `bad.yaml` here,
  which no entry can be added to), and perhaps the `form.csv` that it imports.

`vi.txt` and `en.txt` contain the complete output. A folder `once--…` has a mistake that could seem
to cause others, `both--…` two mistakes that must not hide each other.
"""

from __future__ import annotations

import errno
import io
import itertools
import os
import re
import sys
import zoneinfo
from collections.abc import Callable
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import yaml
from draft_books import DRAFT
from draft_books import WEEKLY
from draft_books import book
from incoming import pdf
from incoming import word
from openpyxl import Workbook
from running import HERE

from ntmtrack import system
from ntmtrack.cli.commands import edit_command
from ntmtrack.cli.output import Streams
from ntmtrack.directive import dates
from ntmtrack.reports import workbook
from ntmtrack.status import view
from ntmtrack.storage import files
from ntmtrack.storage import lock
from ntmtrack.storage import new_files
from ntmtrack.storage import replace
from ntmtrack.wording.codes import Code
from ntmtrack.yamltext import scalars
from ntmtrack.yamltext import syntax
from ntmtrack.yamltext import yaml_tree

if TYPE_CHECKING:
    import pytest

ERRORS = HERE / "errors"
GOOD = ERRORS / "good.yaml"
CASES = sorted(path for path in ERRORS.iterdir() if path.is_dir())
CODES = frozenset(Code)
COMMANDS = [case for case in CASES if (case / "command.txt").exists()]
FILES = [case for case in CASES if case not in COMMANDS]
DRAFTING = [
    case for case in COMMANDS if "ntmtrack draft" in (case / "command.txt").read_text("utf-8")
]
NOW = datetime.fromisoformat("2021-07-20T08:00:00+07:00")
_PART = re.compile(r"⟦(?:U\+([0-9A-F]{4,6})|(0x[0-9A-F]{2}(?: 0x[0-9A-F]{2})*)|(.+?) × (\d+))⟧")


def expected_code(case: Path) -> str:
    """Return the code of the message that a folder is about."""
    code, *details = case.name.split("--")
    whole = ":".join([code, *details[:1]])
    return whole if whole in CODES else code


def bytes_of_recipe(recipe: str) -> bytes:
    """Return the bytes of a text in which marks stand for characters, bytes or repetitions."""
    result, at = b"", 0
    for mark in _PART.finditer(recipe):
        char, codes, repeated, times = mark.groups()
        result += recipe[at : mark.start()].encode()
        if codes:
            result += bytes(int(number, 16) for number in codes.split())
        else:
            result += (chr(int(char, 16)) if char else repeated * int(times)).encode()
        at = mark.end()
    return result + recipe[at:].encode()


def wrong_file(case: Path) -> bytes:
    """Return the bytes of a wrong file."""
    readers: dict[str, Callable[[Path], bytes]] = {
        "bad.yaml": Path.read_bytes,
        "bad.recipe": lambda path: bytes_of_recipe(path.read_text(encoding="utf-8")),
        "bad.hex": lambda path: bytes.fromhex(path.read_text(encoding="ascii")),
    }
    (path,) = (path for path in case.iterdir() if path.name in readers)
    return readers[path.name](path)


class Stage(NamedTuple):
    """Hold where a case runs: the patches for fakes, and the folder."""

    patch: pytest.MonkeyPatch
    folder: Path

    @property
    def data(self) -> Path:
        """Return the data file that commands are run on."""
        return self.folder / "assignments.yaml"

    def set_for(self, case: Path) -> None:
        """Stop the clock, and install the fake that a case needs."""
        self.patch.setattr(dates, "clock", lambda: NOW)
        if case.name in FAKES:
            FAKES[case.name](self)


class Terminal(io.StringIO):
    """Simulate a terminal."""

    def isatty(self) -> bool:
        return True


class Full(io.StringIO):
    """Simulate a full disk."""

    def write(self, _text: str, /) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fileno(self) -> int:
        return os.open(os.devnull, os.O_WRONLY)


def _sets(module: object, name: str, value: object) -> Callable[[Stage], None]:
    return lambda stage: stage.patch.setattr(module, name, value)


def _fails(module: object, name: str, error: Exception) -> Callable[[Stage], None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return _sets(module, name, fail)


def _disk_fails(number: int) -> Callable[[Stage], None]:
    return _fails(os, "fsync", OSError(number, os.strerror(number)))


def _prints_on(make: Callable[[], io.StringIO]) -> Callable[[Stage], None]:
    def install(stage: Stage) -> None:
        stage.patch.setattr(Streams, "of_process", lambda: Streams(make(), sys.stderr, os.environ))

    return install


def _saved_meanwhile(stage: Stage) -> None:
    def save() -> None:
        stage.data.write_bytes(stage.data.read_bytes() + b"# Da sua\n")

    stage.patch.setattr(system, "hold_signals", save)


def _form(name: str, data: bytes) -> Callable[[Stage], None]:
    def write(stage: Stage) -> None:
        (stage.folder / name).write_bytes(data)

    return write


def _hidden_form(stage: Stage) -> None:
    book = Workbook()
    sheet = book.create_sheet("Cũ")
    sheet.sheet_state = "hidden"
    for row in (("Mã", "Kết quả", "Ngày"), ("bien-bao", "hoàn thành", "14/7/2021")):
        sheet.append(row)
    book.save(stage.folder / "form.xlsx")


def _given_away(stage: Stage) -> None:
    stage.patch.setattr(new_files, "copy_metadata", lambda *_: False)
    stage.patch.setattr(system, "user_name", lambda _: "lan")


def _copied(stage: Stage) -> None:
    (stage.folder / "viec (1).yaml").write_bytes(stage.data.read_bytes())


def _conflict(stage: Stage) -> None:
    (stage.folder / "assignments-PC2.yaml").write_bytes(stage.data.read_bytes())


def _in_excel(stage: Stage, name: str, call: str) -> None:
    """Simulate a file that is open in Excel: it cannot be replaced or, on some drives, read."""
    (stage.folder / name).write_bytes(b"PK")
    (stage.folder / f"~${name}").touch()
    real = getattr(os, call)

    def refuses(path: str, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - the system's
        names = (path, *rest[:1]) if call == "replace" else (path,)
        if name in [Path(each).name for each in names]:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *rest, **options)

    stage.patch.setattr(os, call, refuses)


def _data_is_open(stage: Stage) -> None:
    stage.patch.setattr(new_files, "_kernel_call", lambda: None)
    stage.patch.setattr(system, "replace", _raises(system.FileOpenError(errno.EACCES, "Denied")))


def _is_marked_read_only(stage: Stage) -> None:
    stage.patch.setattr(new_files, "_kernel_call", lambda: None)
    stage.patch.setattr(files, "is_marked_read_only", lambda *_: True)
    stage.patch.setattr(system, "replace", _raises(PermissionError(errno.EACCES, "Denied")))


def _changes_all_the_time(stage: Stage) -> None:
    real, sizes = os.fstat, itertools.count()

    def grows(handle: int) -> os.stat_result:
        about = list(real(handle))
        about[6] = next(sizes)
        return os.stat_result(about)

    stage.patch.setattr(os, "fstat", grows)
    stage.patch.setattr(files, "_RESTS", (0, 0))


def _path_is_too_long(stage: Stage) -> None:
    stage.patch.setattr(system, "is_too_long", lambda _: True)
    stage.patch.setattr(os, "open", _raises(FileNotFoundError(errno.ENOENT, "No such file")))


def _raises(error: OSError) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def _hidden_sheet() -> bytes:
    """Return a workbook with a hidden sheet."""
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0].append(["Việc", "Quét vôi nhà văn hóa"])
    hidden = book.create_sheet("Nháp")
    hidden.append(["bỏ"])
    hidden.sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


def _without_pdf(stage: Stage) -> None:
    (stage.folder / "vb.pdf").write_bytes(b"%PDF-1.7")
    stage.patch.setitem(sys.modules, "pypdfium2", None)


_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_OLD_FONT = "C\xabng v\xa8n vÒ viÖc triÓn khai c\xb8c nhiÖm vô"
_PAGE = "page\ntext 90 280 12 Một việc phải làm trước ngày mai\n"


def _book(
    cells: Mapping[str, str], without: str = "", draft: str = DRAFT
) -> Callable[[Stage], None]:
    made = cache(lambda: book(cells, without, draft))  # once for both languages

    def write(stage: Stage) -> None:
        (stage.folder / "form.xlsx").write_bytes(made())

    return write


_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
# The fakes of the cases that neither a file nor a command can provoke.
FAKES: dict[str, Callable[[Stage], None]] = {
    "bad-workbook": _form("form.xlsx", b"PK\x03\x04 no more than that"),
    "old-workbook": _form("form.xls", _OLE),
    "locked-form": _form("form.xlsx", _OLE + "EncryptedPackage".encode("utf-16-le")),
    "word-form": _form("form.doc", _OLE + "WordDocument".encode("utf-16-le")),
    "pdf-form": _form("form.pdf", b"%PDF-1.7"),
    "picture-form": _form("form.jpg", b"\xff\xd8\xff\xe0"),
    "hidden-sheet": _hidden_form,
    "bad-document": _form("vb.docx", b"PK\x03\x04 no more than that"),
    "empty-document": _form("vb.docx", word({"body": "<w:p/>"})),
    "locked-document": _form("vb.docx", _OLE + "EncryptedPackage".encode("utf-16-le")),
    "macro-document": _form("vb.docm", word({"body": "<w:p/>"}, _MACROS)),
    "old-document--word": _form("vb.doc", _OLE + "WordDocument".encode("utf-16-le")),
    "old-document--excel": _form("vb.xls", _OLE),
    "other-document": _form("vb.rtf", b"{\\rtf1}"),
    "picture-document": _form("vb.jpg", b"\xff\xd8\xff\xe0"),
    "scanned-document": _form("vb.pdf", pdf("page\npicture\n")),
    "scanned-pages": _form("vb.pdf", pdf(f"{_PAGE}page\npicture\n")),
    "document-too-big": _form("vb.pdf", pdf("page\n" * 501)),
    "old-font": _form("vb.docx", word({"body": f"<w:p><w:r><w:t>{_OLD_FONT}</w:t></w:r></w:p>"})),
    "hidden-sheet--document": _form("vb.xlsx", _hidden_sheet()),
    "needs-extra--read": _without_pdf,
    "form-too-big": _form("form.csv", "Mã;Kết quả\n".encode() * 10_001),
    "form-too-big--written": _sets(workbook, "MOST_FORM_ITEMS", 2),
    "too-many--events": _sets(yaml_tree, "MOST_EVENTS", 100),
    "too-many--problems": _sets(scalars, "MOST_PROBLEMS", 2),
    "yaml-syntax": _sets(syntax, "_RULES", ()),  # no known text of a parser is without its rule
    "clock-too-early": _sets(dates, "clock", lambda: NOW.replace(year=2020)),
    "needs-output": _prints_on(Terminal),
    "stdout-failed": _prints_on(Full),
    "needs-extra": lambda stage: stage.patch.setitem(sys.modules, "pyarrow", None),
    "no-data-file": lambda stage: (stage.folder / "trong").mkdir(),
    "packaged-copy": lambda stage: stage.data.unlink(),
    "same-directive": _copied,
    "hard-link": lambda stage: os.link(stage.data, stage.folder / "ban-sao.yaml"),
    "busy": _fails(lock, "take", lock.BusyError()),
    "lock-closed": _fails(lock, "_take", PermissionError(errno.EACCES, "Permission denied")),
    "no-locks": _fails(lock, "_take", lock.NoLocksError(errno.ENOLCK, "No locks available")),
    "timezone-unreadable": _fails(
        zoneinfo, "ZoneInfo", PermissionError(errno.EACCES, "Permission denied")
    ),
    "file-unreadable": _fails(os, "open", PermissionError(errno.EACCES, "Permission denied")),
    "changed": _saved_meanwhile,
    "changed--read": _changes_all_the_time,
    "conflict-copy": _conflict,
    "file-open": lambda stage: _in_excel(stage, "so.xlsx", "replace"),
    "file-open--data": _data_is_open,
    "file-open--read": lambda stage: _in_excel(stage, "form.xlsx", "open"),
    "path-too-long": _path_is_too_long,
    "device-name": _sets(system, "WINDOWS", True),  # noqa: FBT003 - what it is set to
    "device-name--sign": _sets(system, "WINDOWS", True),  # noqa: FBT003 - the same
    "disk-full": _disk_fails(errno.ENOSPC),
    "data-unwritable": _disk_fails(errno.EIO),
    "data-unwritable--read-only": _is_marked_read_only,
    "output-unwritable--read-only": _is_marked_read_only,
    "changed-hands": _given_away,
    "not-durable": _sets(replace, "_durable", lambda _: False),
    "no-editor": _sets(edit_command, "USUAL_EDITORS", ()),
    "no-editor--named": _sets(
        edit_command, "choose_editor", lambda _: ["trinh-soan-thao-khong-co"]
    ),
    "bad-editor": _sets(
        edit_command,
        "choose_editor",
        lambda _: edit_command.split_command("EDITOR", 'code --wait "'),
    ),
    "editor-failed": _sets(edit_command, "choose_editor", lambda _: ["false"]),
    "no-libyaml": lambda stage: stage.patch.delattr(yaml, "CSafeLoader"),
    "bad-draft-book": _book({}, without="ntmtrack-draft"),
    "bad-draft-book--headings": _book({f"Nhiệm vụ!{column}3": "" for column in "ABCDEFGHIJKLMNO"}),
    "draft-row--twice": _book({"Nhiệm vụ!B5": "ra-soat"}),
    "draft-row--unknown": _book({"Nhiệm vụ!B5": "van-don"}),
    "draft-row--in-use": _book({"Đơn vị, cá nhân!A4": "Bỏ"}),
    "draft-cell--needed": _book({"Nhiệm vụ!A6": "Nhận"}),
    "draft-cell--one-day": _book({"Nhiệm vụ!A5": "Nhận"}),
    "draft-cell--untimed": _book({"Nhiệm vụ!A4": "Nhận", "Nhiệm vụ!J4": ""}),
    "draft-cell--weekday": _book({"Nhiệm vụ!A5": "Nhận"}, draft=WEEKLY),
    "draft-cell--time": _book({"Nhiệm vụ!J4": "hôm nào"}),
    "draft-cell--shares": _book({"Nhiệm vụ!A4": "Nhận", "Nhiệm vụ!H4": "Tất cả các thôn"}),
    "draft-cell--name": _book({"Nhiệm vụ!F4": "Phòng Nông nghiệp"}),
    "bad-choice--draft-book": _book({"Nhiệm vụ!A4": "Đồng ý"}),
    "no-such-day--draft-book": _book({"Nhiệm vụ!J4": "31/11/2025"}),
    "broken-install": _fails(
        view, "view", ModuleNotFoundError("No module named 'yaml'", name="yaml")
    ),
    "bug": _fails(view, "view", ZeroDivisionError("division by zero")),
}
