"""What the columns of a table hold: told by their heads and, where those say nothing, by cells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.extraction import party_words
from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction import time_phrases
from ntmtrack.drafting.extraction.time_readers import BARE_DAY

KINDS = (
    *("number", "title", "owner", "support", "leader"),
    *("start", "deadline", "product", "place", "note"),
)
RECEIVER = "receiver"  # whom a report goes to
RHYTHM = "rhythm"  # how often, beside the deadlines; without any, it is their column
# What is done or when, whatever follows: Nội dung phối hợp is no column of those who help.
_OF_WORK = re.compile(
    r"(?:cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|viec|thoi gian|thoi han|tien do"
    r"|ket qua|san pham)\b(?!.*\b(?:don vi|co quan|to chuc|bo phan|nguoi)\b).*"
)
# The first that fits a head holds; heads are compared without accents and punctuation.
_HEADS: tuple[tuple[str, str], ...] = (
    ("number", r"(?:s?tt|so tt|so thu tu|so|muc|no)"),
    (
        "note",
        (
            r"(?:ghi chu|luu y|kinh phi.*|nguon .*|du toan.*|don vi tinh|dvt|so tien.*|dinh muc.*"
            r"|dia diem|can cu.*|van ban.*|so luong.*|muc diem.*|diem.*|tinh trang.*|trang thai.*"
            r"|phan tram.*|ti le.*|ty le.*|(?:don vi |co quan |cap )?(?:tham dinh|tham tra|trinh"
            r"|ban hanh|quyet dinh|phe duyet)"
            r"|(?:thoi ky|nien do|ky so lieu).*"
            r"|(?:moc|thoi diem)(?: thoi gian)? (?:kiem tra|thanh tra|giam sat|chot|so lieu).*"
            r"|cap tham quyen.*|hinh thuc.*|.*thuc te)"
        ),
    ),
    ("support", r".*(?:phoi hop|cung thuc hien).*|(?:(?:nguoi|don vi|phu trach) )?ho tro"),
    (
        "place",
        (
            r"(?:cac )?(?:thon|xom|ban|ap|buon|lang|khom|khoi pho|to dan pho|dia ban)"
            r"(?: xom| ban| ap| thuc hien)?"
        ),
    ),
    (
        RECEIVER,
        (
            r"(?:(?:co quan|don vi|noi|bo phan|cap|nguoi)(?: (?:co quan|don vi))?(?: tiep)? nhan"
            r"|noi gui|gui (?:ve|den|toi|cho))\b.*"
        ),
    ),
    (RHYTHM, r"(?:tan suat|chu ky|ky bao cao|dinh ky|ky han|che do bao cao).*"),
    ("start", r"(?:.*bat dau|tu ngay|ngay trien khai|khoi cong)"),
    (
        "deadline",
        (
            r".*(?:ket thuc|den ngay|thoi gian|thoi han|thoi diem|tien do|lich|han chot|han cuoi"
            r"|ngay hoan thanh"
            r"|ngay thuc hien).*|moc.*|(?:han|hoan thanh|han hoan thanh|han nop|ngay|thang|quy"
            r"|deadline)|han (?!che|muc|han|dien)[a-z]+(?: [a-z]+){0,2}"
        ),
    ),
    ("product", r".*(?:san pham|ket qua|dau ra|minh chung).*"),
    (
        "leader",
        (
            r".*(?:lanh dao|nguoi chi dao|phu trach chi dao|dong chi chi dao|theo doi chi dao).*"
            r"|(?:chi dao|chi dao thuc hien|theo doi)"
        ),
    ),
    ("owner", r".*(?:chu tri|tham muu|chiu trach nhiem).*|(?:nguoi |don vi )?chinh"),
    (
        "title",
        (
            r".*(?:nhiem vu|noi dung|cong viec|hoat dong|dau viec|giai phap|de an|chuong trinh"
            r"|cong tac|viec can lam|ten viec|chi tieu|hang muc|bao cao|viec"
            r"|kien nghi|yeu cau|ket luan|ton tai|de xuat).*"
        ),
    ),
    (
        "owner",
        (
            r".*(?:don vi|co quan|thuc hien|phan cong|trach nhiem|phu trach|bo phan|nguoi|ca nhan"
            r"|dau moi).*"
        ),
    ),
)
_COMPILED = tuple((kind, re.compile(head)) for kind, head in _HEADS)
DAY = re.compile(rf"(?:ngày )?{BARE_DAY}(?: \d{{1,2}}:\d{{2}})?")
_ENOUGH = 0.6
_MOST_READ = 60  # cells of a column that are read to tell what it holds
_GROUPED = 0.8


def names_column(name: str, head: str, number: int) -> bool:
    """Tell whether a name means a column: by its head, or as the fourth: Cột 4."""
    key = spelling.key(name)
    return key in (spelling.key(head), f"cot {number}", f"column {number}")


def unmatched(columns: Sequence[Sequence[str]], names: Iterable[str]) -> list[str]:
    """List the names that mean no column of any table, of which `columns` are the heads."""
    return [
        name
        for name in names
        if not any(
            names_column(name, head, number)
            for heads in columns
            for number, head in enumerate(heads, 1)
        )
    ]


def kind_of(head: str, column_map: Mapping[str, str], number: int = 0) -> str:
    """Tell what a column holds by its head, or by what a person said of it; empty if unknown."""
    key = spelling.key(head)
    for name, kind in column_map.items():
        if names_column(name, head, number) and kind in KINDS:
            return kind
    if not key or len(key) > 90:  # a head is short
        return ""
    found = (kind for kind, head_of in _COMPILED if head_of.fullmatch(key))
    not_people = ("support", "leader", "owner") if _OF_WORK.fullmatch(key) else ()
    return next((kind for kind in found if kind not in not_people), "")


def kinds(
    table: SourceTable, start: int, heads: Sequence[str], column_map: Mapping[str, str],
    issued: date | None,
) -> list[str]:  # fmt: skip
    """Tell what each column holds; a kind that a column has already is not given twice."""
    found = [kind_of(head, column_map, number) for number, head in enumerate(heads, 1)]
    rows = table.rows[start:]
    if RHYTHM in found and "deadline" not in found:
        found = ["deadline" if kind == RHYTHM else kind for kind in found]
    _name_group(found, heads, rows)
    _name_begin(found, heads, rows)
    _choose_deadlines(found, rows, issued)
    for number, kind in enumerate(found):
        marked = kind == "deadline" and _is_marked(rows, number)
        if kind and kind in found[:number] and kind not in {"owner", "support", "note"}:
            found[number] = kind if marked else "note"
    width = max((len(row.cells) for row in table.rows), default=0)
    found += [""] * (width - len(found))
    for number in range(width):
        if number < len(heads) and _is_marked(rows, number) and names_time(heads[number], issued):
            found[number] = "deadline"
        if not found[number]:
            cells = [
                row.cells[number].text for row in table.rows[start:] if number < len(row.cells)
            ]
            found[number] = _by_cells([cell for cell in cells if cell.strip()], found, issued)
    if "title" not in found and (longest := _longest(table, start, found)) is not None:
        found[longest] = "title"
    return found


def _column(rows: Sequence[TableRow], number: int) -> list[str]:
    """Give what the cells of a column say, but for those that a text beside or above covers."""
    cells = [row.cells[number] for row in rows if number < len(row.cells)]
    return [
        spelling.compact(cell.text) for cell in cells if cell.text.strip() and not cell.continues
    ]


# What a title is about, where another column says what is to be done.
_ABOUT = re.compile(
    r".*(?:ton tai|han che|khuyet diem|sai pham|vi pham|vuong mac|van de|muc tieu|chi tieu"
    r"|ket luan|linh vuc|chuong trinh).*"
)


def _name_group(found: list[str], heads: Sequence[str], rows: Sequence[TableRow]) -> None:
    """Let the titles be the column that says the most different things; another one groups them."""
    titles = [number for number, kind in enumerate(found) if kind == "title"]
    about = [number for number in titles if _is_about(heads[number])]
    for number in about if len(about) < len(titles) else []:
        found[number] = "note"
        titles.remove(number)
    different = {number: len(set(_column(rows, number))) for number in titles}
    best = max(titles, key=lambda number: different[number], default=0)
    for number in titles:
        if number < best and different[number] <= _GROUPED * different[best]:
            found[number] = "note"


def _is_about(head: str) -> bool:
    return bool(_ABOUT.fullmatch(key := spelling.key(head))) and not re.search(
        r"khac phuc|giai phap|thuc hien|nhiem vu|cong viec|noi dung|hoat dong", key
    )


def _choose_deadlines(found: list[str], rows: Sequence[TableRow], issued: date | None) -> None:
    """Let the deadlines be the column with the most times to come: others say what is looked at."""
    columns = [
        number
        for number, kind in enumerate(found)
        if kind == "deadline" and not _is_marked(rows, number)
    ]
    if len(columns) < 2:
        return
    best = max(columns, key=lambda number: _to_come(_column(rows, number)[:_MOST_READ], issued))
    for number in columns:
        found[number] = "deadline" if number == best else "note"


def _to_come(cells: Sequence[str], issued: date | None) -> int:
    """Count the cells that say when something is due, and that is not past."""
    return sum(
        any(
            "repeat" in time.says
            or "standing" in time.says
            or (
                "due" in time.says
                and (not issued or time_phrases.last_day(time.says["due"]) >= issued)
            )
            for time in time_phrases.in_cell(cell, issued)
        )
        for cell in cells
    )


def _name_begin(found: list[str], heads: Sequence[str], rows: Sequence[TableRow]) -> None:
    """Let the first of two columns of days under one head be when to begin."""
    for number, kind in enumerate(found[:-1]):
        if (
            kind == found[number + 1] == "deadline"
            and kind_of(_common(heads[number], heads[number + 1]), {}) == kind
            and holds_days(rows, number)
            and holds_days(rows, number + 1)
        ):
            found[number] = "start"


def _common(head: str, other: str) -> str:
    """Give the words that both heads begin with: those of the head that spans them."""
    pairs = zip(head.split(), other.split(), strict=False)
    return " ".join(word for word, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


MARK = re.compile(r"[x✓✔√v+•●■☑☒]", re.IGNORECASE)


def marked_times(heads: Sequence[str], kinds: Sequence[str]) -> dict[int, str]:
    """Give the time that a mark under each column means: Quý I năm 2026, of a head of two lines."""
    columns = [number for number, kind in enumerate(kinds[: len(heads)]) if kind == "deadline"]
    common = heads[columns[0]] if columns else ""
    for number in columns[1:]:
        common = _common(common, heads[number])
    common = re.sub(r"(?i)(?:^| )(?:quý|năm|tháng)$", "", common) if len(columns) > 1 else ""
    year = re.search(r"\b20\d\d\b", common)
    unit = next((unit for unit in ("tháng", "quý") if unit in spelling.level(common)), "")
    found = {}
    for number in columns:
        own = heads[number][len(common) :].strip()
        if re.fullmatch(r"\d{1,2}|[IV]{1,3}", own):
            own = f"{unit} {own}".strip()
        names_year = re.search(r"\b20\d\d\b", own)
        found[number] = f"{own} năm {year.group()}" if year and not names_year else own
    return found


def _is_marked(rows: Sequence[TableRow], number: int) -> bool:
    """Tell whether the cells of a column only mark that its head holds: x under Quý II."""
    texts = _column(rows, number)
    return bool(texts) and sum(bool(MARK.fullmatch(text)) for text in texts) >= _ENOUGH * len(texts)


def names_time(head: str, issued: date | None) -> bool:
    """Tell whether a head is itself a time: Quý II/2026."""
    return any("due" in time.says for time in time_phrases.in_cell(head, issued))


def _by_cells(cells: Sequence[str], found: Sequence[str], issued: date | None) -> str:
    """Tell by what stands in a column: times, or names of bodies."""
    cells = cells[:_MOST_READ]
    if len(cells) < 2:  # one cell shows nothing
        return ""
    dated = sum(
        len(cell) < 60 and any(time.says for time in time_phrases.in_cell(cell, issued))
        for cell in cells
    )
    if dated >= _ENOUGH * len(cells) and "deadline" not in found:
        return "deadline"
    named = sum(
        len(cell) < 150 and party_words.starts_party(spelling.level(cell)) for cell in cells
    )
    if named >= _ENOUGH * len(cells):
        return "owner" if "owner" not in found else "support" if "support" not in found else ""
    if (
        all(re.fullmatch(r"[\d.IVXa-z()]{1,6}", cell.strip()) for cell in cells)
        and "number" not in found
    ):
        return "number"
    return ""


def _longest(table: SourceTable, start: int, found: Sequence[str]) -> int | None:
    lengths = {
        number: sum(
            len(row.cells[number].text) for row in table.rows[start:] if number < len(row.cells)
        )
        for number, kind in enumerate(found)
        if not kind
    }
    best = max(lengths, key=lambda number: lengths[number], default=None)
    return (
        best if best is not None and lengths[best] > 20 * max(1, len(table.rows) - start) else None
    )


def told_by(heads: Sequence[str], column_map: Mapping[str, str]) -> set[str]:
    """Tell what columns hold by their heads alone."""
    return {kind_of(head, column_map, number) for number, head in enumerate(heads, 1)}


def hold_duties(
    kinds: Sequence[str], heads: Sequence[str], rows: int, column_map: Mapping[str, str]
) -> bool:
    """Tell whether columns hold duties; where no head names what is to be done, all must be there.

    So a table of people, or of money, is none.
    """
    if "title" in told_by(heads, column_map):
        return "title" in kinds and bool({"owner", "deadline"} & set(kinds))
    return rows > 2 and len(kinds) > 2 and {"title", "owner", "deadline"} <= set(kinds)


def only_numbers(texts: Iterable[str]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3)."""
    filled = [text for text in texts if text]
    return len(filled) > 2 and all(re.fullmatch(r"\(?[\dA-H]{1,2}\)?", text) for text in filled)


def holds_days(rows: Iterable[TableRow], column: int) -> bool:
    """Tell whether most cells of a column are days, those apart that are only numbers."""
    cells = [cell for row in rows for cell in row.cells[column : column + 1]]
    others = [cell for cell in cells if cell.text.strip() and not cell.numbered]
    days = sum(
        bool(cell.day or DAY.fullmatch(spelling.level(cell.text.strip()))) for cell in others
    )
    return 0 < len(others) <= 2 * days
