"""Text of a raw document is never code: drafted, confirmed, and in every report and format.

A letter with an attack in each text is drafted and confirmed. Each report on it has the same
elements, cells and properties as the report on the same file with plain words instead of the texts
of the letter.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
import report_commands
import yaml
from incoming import zipped
from openpyxl import Workbook
from openpyxl import load_workbook
from payloads import PAYLOADS
from report_readers import FORMULA
from report_readers import READERS
from report_readers import read_xlsx
from running import run

from ntmtrack.cli import review_terminal
from ntmtrack.cli.options import Format
from ntmtrack.cli.output import Streams

HEADINGS = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú")
# Proof that the attacks are in the output at all; formats differ in the punctuation.
TRACE = re.compile(r"alert\W+1")
# The escape sequences with which a review itself lays out the screen.
SCREEN = re.compile(r"\x1b\[(\?1049[hl]|\?2004[hl]|\?25[hl]|2J|H|[0-9;]*m)|\r\n|\n")


def letter(words: Sequence[str]) -> list[str]:
    """Return the lines of a letter's head and prose, with a word in each."""
    return [
        f"ỦY BAN NHÂN DÂN XÃ ĐỒI CHÈ {words[12]}",
        "Số: 31/KH-UBND",
        "Đồi Chè, ngày 02 tháng 10 năm 2025",
        f"V/v xóa nhà tạm {words[17]}",
        f"Kính gửi: Công an xã {words[9]}",
        *(
            f"{at}. Giao Công an xã rà soát {word}, hoàn thành trước ngày 30/10/2025."
            for at, word in enumerate(words, 1)
        ),
    ]


def table(words: Sequence[str]) -> list[list[str]]:
    """Return the rows of a plan, with a word in every cell."""
    return [
        [str(at), f"Lập danh sách {word}", f"Phòng {word}", f"Trạm {word}",
         f"Trước ngày 30/11/2025 {word}" if at % 2 else "30/11/2025", word, word]
        for at, word in enumerate(words, 1)
    ]  # fmt: skip


def as_word(words: Sequence[str], path: Path) -> None:
    document = docx.Document()
    for line in letter(words):
        document.add_paragraph(line)
    grid = document.add_table(0, len(HEADINGS))
    for row in [list(HEADINGS), *table(words)]:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def as_workbook(words: Sequence[str], path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in letter(words)[:5]:
        sheet.append([line])
    for row in [list(HEADINGS), *table(words)]:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value:
                cell.data_type = "s"
    book.save(path)


def as_text(words: Sequence[str], path: Path) -> None:
    rows = ["| " + " | ".join(row).replace("\n", " ") + " |" for row in table(words)]
    head = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    path.write_text("\n\n".join(letter(words)) + "\n\n" + "\n".join(head + rows), encoding="utf-8")


KINDS: dict[str, Callable[[Sequence[str], Path], None]] = {
    "docx": as_word,
    "xlsx": as_workbook,
    "md": as_text,
}


TEXTS = {"title", "name", "subject", "place", "note", "product", "aliases", "no_date"}
WORD_OF: dict[object, str] = defaultdict(map("{:04}".format, count()).__next__)
TASK = "lap-danh-sach-script-alert-1-script"
NOT_CHOSEN = "Câu chưa dùng"


def accept(path: Path) -> None:
    """Accept everything in the workbook of a draft, as a trusting official would."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            for row in range(4, sheet.max_row + 1):
                if sheet.cell(row, 2).value:
                    sheet.cell(row, 1).value = None if sheet.title == NOT_CHOSEN else "Nhận"
    head, tasks = book["Đầu văn bản"], book["Nhiệm vụ"]
    for cells in head.iter_rows(min_row=4):
        cells[2].value = cells[2].value or {"Cơ quan ban hành": "UBND xã"}.get(str(cells[1].value))
    for cells in tasks.iter_rows(min_row=4):
        cells[5].value = cells[5].value or "Công an xã"
        if not cells[9].value:  # the letter's words for the deadline are no day
            cells[0].value = "Sửa"
    book.save(path)


def is_inert(shown: str) -> bool:
    """Return whether a text has no characters that a terminal would interpret."""
    return all(char.isprintable() for char in shown if char != "\n")


@pytest.fixture(scope="module", params=KINDS)
def confirmed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Draft and confirm the letter; return the data file in plain words, and the real one."""
    folder = tmp_path_factory.mktemp("thu")
    KINDS[request.param](PAYLOADS, folder / f"thu.{request.param}")
    for command in (
        ["draft", f"thu.{request.param}", "-o", "nhap.yaml"],
        ["draft", "nhap.yaml", "-o", "nhap.xlsx"],
    ):
        ran = run(*command, folder=folder)
        assert (ran.code, is_inert(ran.err)) == (0, True), ran.err
    read_xlsx((folder / "nhap.xlsx").read_bytes())  # no formulas, no links
    accept(folder / "nhap.xlsx")
    ran = run("draft", "nhap.xlsx", "-o", "viec.yaml", folder=folder)
    assert (ran.code, is_inert(ran.err)) == (0, True), ran.err
    hostile, plain = folder / "viec.yaml", tmp_path_factory.mktemp("plain") / "viec.yaml"
    document = yaml.load(hostile.read_bytes(), yaml.BaseLoader)  # noqa: S506 - texts only
    plain.write_text(yaml.safe_dump(in_plain_words(document), default_style='"'), encoding="utf-8")
    return plain, hostile


def in_plain_words(part: object, key: str = "") -> object:
    """Return a part of a data file with a distinct plain word for each text of the letter."""
    if isinstance(part, dict):
        return {name: in_plain_words(value, name) for name, value in part.items()}
    if isinstance(part, list):
        return [in_plain_words(member, key) for member in part]
    return f"chữ {WORD_OF[part]}" if key in TEXTS else part


def files_written(file: Path, command: str, form: str) -> list[bytes]:
    """Return the files that a report writes in a format, or none if it does not offer it."""
    one_per_owner = command == "remind" and form != "json"
    out = file.parent / f"{command}-{form}"
    out.mkdir()
    target = out if one_per_owner else out / f"x{Format(form).extension}"
    task = [TASK] if command == "show" else []
    ran = run(
        *(command, *task, "-f", file.name, "-F", form, "--as-of", "2025-11-05"),
        *("--width", "1000", "-o", str(target), "--force"),
        folder=file.parent,
    )
    if "no-such-format" in ran.err:
        return []
    assert ran.code == 0, ran
    assert is_inert(ran.err), ran.err
    return [path.read_bytes() for path in sorted(out.iterdir())]


@pytest.mark.long
@pytest.mark.parametrize("form", list(Format))
def test_text_of_a_raw_document_is_never_code(confirmed: tuple[Path, Path], form: str) -> None:
    for command in report_commands.names():
        if command == "check":
            continue
        plain, hostile = (files_written(file, command, form) for file in confirmed)
        assert len(plain) == len(hostile)
        for plain_file, hostile_file in zip(plain, hostile, strict=True):
            result, expected = ({*READERS[form](file).parts} for file in (hostile_file, plain_file))
            assert result == expected, command
        if command in {"list", "export"} and hostile:
            texts = " ".join(text for file in hostile for text in READERS[form](file).texts)
            assert TRACE.search(texts), command


def test_a_review_shows_the_document_s_text_without_control_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_word(PAYLOADS, tmp_path / "thu.docx")
    assert run("draft", "thu.docx", "-o", "nhap.yaml", folder=tmp_path).code == 0
    keys = iter(["n"] * 80 + ["q"])
    monkeypatch.setattr(review_terminal, "pressed_keys", lambda: contextlib.nullcontext(keys))
    monkeypatch.setattr(Streams, "is_terminal", True)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    ran = run("draft", "--review", "nhap.yaml", folder=tmp_path)
    assert ran.code == 0, ran.err
    shown = SCREEN.sub("", ran.out)
    assert TRACE.search(shown)
    assert {char for char in shown if not char.isprintable()} == set()


# ---- Workbooks that carry more than cells

CELL = '<c r="{at}" t="str"><f>{formula}</f>{value}</c>'
FORMULAS = {
    "C8": ("cmd|' /C calc'!A0", "<v>Phòng Kinh tế</v>"),
    "D8": ('HYPERLINK("http://x.example","Công an xã")', "<v>Công an xã</v>"),
    "F8": ("[1]Sheet1!$A$1", "<v>Danh sách</v>"),
    "G8": ("DDE(&quot;cmd&quot;;&quot;/C calc&quot;;&quot;x&quot;)", ""),
}
TYPES = "[Content_Types].xml"
LINK = (
    '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
)


def with_formulas(path: Path, parts: dict[str, str | bytes]) -> None:
    """Write a plan whose cells are formulas, with additional parts in the archive."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for line in letter(["xã"] * len(PAYLOADS))[:5]:
        sheet.append([line])
    sheet.append(list(HEADINGS))
    sheet.append(["1", "Lập danh sách", "Trạm Y tế", "", "30/11/2025", "", ""])
    sheet.append(["2", "Rà soát nhà tạm", "", "", "30/11/2025", "", ""])
    for at in FORMULAS:
        sheet[at] = at
    sheet["B8"].hyperlink = "http://x.example"
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        contents: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    cells = archive_text(contents["xl/worksheets/sheet1.xml"])
    for at, (formula, value) in FORMULAS.items():
        cell = CELL.format(at=at, formula=formula.replace('"', "&quot;"), value=value)
        before, after = re.split(rf'<c r="{at}".*?</c>', cells)
        cells = before + cell + after
    path.write_bytes(zipped({**contents, "xl/worksheets/sheet1.xml": cells, **parts}))


def archive_text(part: str | bytes) -> str:
    return part if isinstance(part, str) else part.decode()


def test_formulas_and_links_of_a_workbook_become_the_text_of_their_cells(tmp_path: Path) -> None:
    with_formulas(tmp_path / "ke-hoach.xlsx", {"xl/externalLinks/externalLink1.xml": LINK})
    assert run("draft", "ke-hoach.xlsx", "-o", "nhap.yaml", folder=tmp_path).code == 0
    draft = (tmp_path / "nhap.yaml").read_text(encoding="utf-8")
    assert "{id: phong-kinh-te, name: Phòng Kinh tế}" in draft
    assert "{id: cong-an-xa, name: Công an xã}" in draft
    assert "product: Danh sách" in draft
    for attack in ("x.example", "HYPERLINK", "cmd|", "[1]Sheet1"):
        assert attack not in draft
    # A formula without a stored result is a text, in the draft and in its workbook.
    assert run("draft", "nhap.yaml", "-o", "nhap.xlsx", folder=tmp_path).code == 0
    texts = read_xlsx((tmp_path / "nhap.xlsx").read_bytes()).texts
    assert [text for text in texts if FORMULA.match(text)] == []


MACROS = {
    "a part": {"xl/vbaProject.bin": b"x"},
    "its kind": {TYPES: '<Types><x ContentType="application/x.macroEnabled"/></Types>'},
}


@pytest.mark.parametrize("parts", MACROS.values(), ids=MACROS)
def test_a_workbook_with_macros_is_refused(parts: dict[str, str | bytes], tmp_path: Path) -> None:
    with_formulas(tmp_path / "ke-hoach.xlsm", parts)
    ran = run("draft", "ke-hoach.xlsm", "-o", "nhap.yaml", folder=tmp_path)
    assert (ran.code, "macro-document" in ran.err) == (65, True), ran.err
    assert not (tmp_path / "nhap.yaml").exists()


NAME = "thư\x1b]0;x\x07 \u202egnp.docx"


def test_the_name_of_a_document_is_shown_escaped(tmp_path: Path) -> None:
    as_word(PAYLOADS, tmp_path / NAME)
    ran = run("draft", NAME, "-o", "nhap.yaml", folder=tmp_path)
    assert (ran.code, is_inert(ran.err)) == (0, True), ran
    ran = run("draft", NAME, folder=tmp_path)
    assert is_inert(ran.out)
    (tmp_path / NAME).write_bytes(b"PK\x03\x04 no more")
    ran = run("draft", NAME, "-o", "khac.yaml", folder=tmp_path)
    assert (ran.code, is_inert(ran.err)) == (65, True), ran
