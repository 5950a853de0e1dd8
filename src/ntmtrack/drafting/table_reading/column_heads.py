"""What the head of a table's column means: a kind of cells, a time, or nothing known."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases

KINDS = (
    *("number", "title", "owner", "support", "leader"),
    *("start", "deadline", "product", "place", "note"),
)
RECEIVER = "receiver"  # of a report
RHYTHM = "rhythm"  # beside the deadlines; without any, it is their column
HOUR = "hour"  # completes the day of the deadline; also Sáng, Chiều
MONTH_PART = "month part"  # completes the month of the deadline: Ngày 15; Tuần 2
MORE_KINDS = (RECEIVER, RHYTHM, HOUR, MONTH_PART)
SEVERAL = {"owner", "support", "note", MONTH_PART}  # kinds that several columns may have
POSITION = re.compile(r"chuc (?:danh|vu)\b")  # of the person in the column beside it
# Work or time, whatever follows: Nội dung phối hợp is not a column of helpers.
_OF_WORK = re.compile(
    r"(?:cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|viec|linh vuc|thoi gian"
    r"|thoi han|tien do|ket qua|san pham)\b(?!.*\b(?:don vi|co quan|to chuc|bo phan|nguoi)\b).*"
)
# The first match wins; heads are compared without accents and punctuation.
_HEADS: tuple[tuple[str, str], ...] = (
    ("number", r"(?:s?tt|so tt|so thu tu|so|muc|no)"),
    (
        "note",
        (
            r"(?:ghi chu|luu y|kinh phi.*|nguon .*|du toan.*|don vi tinh|dvt|so tien.*|dinh muc.*"
            r"|dia diem|can cu.*|van ban.*|so luong.*|muc diem.*|diem.*|tinh trang.*|trang thai.*"
            r"|phan tram.*|ti le.*|ty le.*|(?:don vi |co quan |cap )?(?:tham dinh|tham tra|trinh"
            r"|ban hanh|quyet dinh|phe duyet)"
            r"|(?:thoi ky|nien do|ky so lieu|doi tuong).*"
            r"|(?:moc|thoi diem)(?: thoi gian)? (?:kiem tra|thanh tra|giam sat|chot|so lieu).*"
            r"|cap tham quyen.*|hinh thuc.*|.*thuc te|duoc thong bao)"
        ),
    ),
    (
        "support",
        (
            r".*(?:phoi hop|cung thuc hien).*|(?:(?:nguoi|don vi|phu trach) )?ho tro"
            r"|(?:(?:nguoi|don vi|can bo|bo phan)(?: .*)? )?phu"
        ),
    ),
    (
        "place",
        (
            r"(?:cac )?(?:thon|xom|ban|ap|buon|lang|khom|khoi pho|to dan pho|dia ban)"
            r"(?: xom| ban| ap| thuc hien| phu trach| duoc phan cong)?"
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
    (
        "owner",  # and the time, which follows the names in each cell
        (
            r"(?:phan cong|giao|trach nhiem|(?:nguoi|don vi|co quan)(?: (?:chu tri|thuc hien"
            r"|lam))?) (?:va )?(?:thoi (?:gian|han)|han|tien do)\b.*"
        ),
    ),
    ("start", r"(?:.*bat dau|tu ngay|ngay trien khai|khoi cong)"),
    (
        "deadline",
        (
            r".*(?:ket thuc|den ngay|den han|bao gio|khi nao|may gio|thoi gian|thoi han|thoi diem"
            r"|tien do|lich|han chot|han cuoi|ngay hoan thanh|ngay thuc hien).*|moc.*"
            r"|(?:phai )?xong(?: truoc| ngay| luc| vao)?"
            r"|(?:han|hoan thanh|han hoan thanh|han nop|ngay|(?:thang|quy)(?: nam)?|deadline)"
            r"|han (?!che|muc|han|dien)[a-z]+(?: [a-z]+){0,2}"
        ),
    ),
    ("product", r".*(?:san pham|ket qua|dau ra|minh chung).*"),
    (
        "leader",
        (
            r"(?:bgd|bgh|tgd|ptgd|ban giam (?:doc|hieu)|ban thuong vu|thuong truc"
            r"|(?:pho )?(?:chu tich|giam doc|hieu truong))"
            r" (?:truc tiep )?(?:phu trach|chi dao|theo doi)"
            r"|(?:gv|giao vien|can bo|dong chi|thay co|ong ba|dc|uvbtv|tv) (?:chi dao|giam sat)"
            r"|.*(?:lanh dao|nguoi chi dao|phu trach chi dao|dong chi chi dao|theo doi chi dao).*"
            r"|(?:chi dao|chi dao thuc hien|theo doi)"
            r"|(?:dong chi )?chi huy(?: (?:phu trach|chi dao))?"
            r"|(?:nguoi|can bo|dong chi|don vi|co quan) (?:giam sat|don doc|theo doi|kiem tra)"
        ),
    ),
    (
        "owner",
        (
            r".*(?:chu tri|tham muu|chiu trach nhiem).*|(?:nguoi |don vi )?chinh"
            r"|(?:giao (?:cho )?)?ai(?: (?:lam|lo|phu trach|thuc hien))?|giao cho"
        ),
    ),
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


def names_column(name: str, head: str, number: int) -> bool:
    """Return whether a name means a column: by its head, or by its number (Cột 4)."""
    key = spelling.key(name)
    return key in (spelling.key(head), f"cot {number}", f"column {number}")


def unmatched(columns: Sequence[Sequence[str]], names: Iterable[str]) -> list[str]:
    """Return the names that match no column of any table; `columns` are the tables' heads."""
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
    """Return the kind of a column by the user's map or its head; "" if unknown."""
    key = spelling.key(head)
    for name, kind in column_map.items():
        if names_column(name, head, number) and kind in KINDS:
            return kind
    if not key or len(key) > 90:  # a head is short
        return "number" if head.strip() in {"#", "№"} else ""
    kinds = (kind for kind, head_of in _COMPILED if head_of.fullmatch(key))
    not_people = ("support", "leader", "owner") if _OF_WORK.fullmatch(key) else ()
    return next((kind for kind in kinds if kind not in not_people), "")


def names_bodies(head: str) -> bool:
    """Return whether a head is a kind of body whose cells are names: Lớp; Khoa."""
    return bool(_BODIES.fullmatch(spelling.key(head)))


_BODIES = re.compile(
    r"(?:cac |ten )?(?:lop|khoi|to|nhom|doi|khoa|phong|ban|nganh|truong|chi bo|chi doan|chi hoi"
    r"|hoi|doan the|xa|phuong|so|co so|tram|thanh vien|dong chi|giao vien|gv|nhan vien|bac si"
    r"|ho ten|ho va ten)(?: (?:phong|ban|nganh|phuong|chuyen mon|cong doan|ban nganh)){0,2}"
)


def common(head: str, other: str) -> str:
    """Return the leading words that two heads share, which come from a head that spans both."""
    pairs = zip(head.split(), other.split(), strict=False)
    return " ".join(word for word, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def marked_times(heads: Sequence[str], kinds: Sequence[str]) -> dict[int, str]:
    """Return the time that a mark means in each deadline column, by column number.

    A head of two lines gives one time: Quý I năm 2026.
    """
    columns = [number for number, kind in enumerate(kinds[: len(heads)]) if kind == "deadline"]
    over = heads[columns[0]] if columns else ""
    for number in columns[1:]:
        over = common(over, heads[number])
    over = re.sub(r"(?i)(?:^| )(?:quý|năm|tháng)$", "", over) if len(columns) > 1 else ""
    year = re.search(r"\b20\d\d\b", over)
    unit = next((unit for unit in ("tháng", "quý") if unit in spelling.level(over)), "")
    unit = "tháng" if bare_months(heads) else unit
    times = {}
    for number in columns:
        own = _whole_words(heads[number][len(over) :].strip())
        if re.fullmatch(r"\d{1,2}|[IV]{1,3}", own):
            own = f"{unit} {own}".strip()
        names_year = re.search(r"\b20\d\d\b", own)
        times[number] = f"{own} năm {year.group()}" if year and not names_year else own
    return times


def bare_months(heads: Sequence[str]) -> Sequence[int]:
    """Return the columns headed by numbers of months: 1 to 12, or Tháng 9, 10, 11.

    Under a head that says Tháng, consecutive months are enough; otherwise all twelve must be
    there.
    """
    numbered = [
        (at, match[1].strip(), int(match[2]))
        for at, head in enumerate(heads)
        if (match := re.fullmatch(r"(\D*|.*\D )(\d{1,2})", head))
    ]
    for over in dict.fromkeys(words for _, words, _ in numbered):
        months = [month for _, words, month in numbered if words == over]
        follow = all(later == before % 12 + 1 for before, later in itertools.pairwise(months))
        is_named = "tháng" in spelling.level(over) and len(months) > 2 and max(months) < 13
        if (is_named and follow) or months == [*range(1, 13)]:
            return [at for at, words, _ in numbered if words == over]
    return ()


def with_year(over: str, head: str) -> str:
    """Return a head that is a time, completed with the year of the head above it."""
    year = re.search(r"\b20\d\d\b", over)
    if not year or re.search(r"\b20\d\d\b", head):
        return head
    if not (names_time(over, None) and names_time(head, None)):
        return head
    return f"{head}{'/' if '/' in head else ' năm '}{year.group()}"


def names_time(head: str, issued: date | None) -> bool:
    """Return whether a head is itself a time: Quý II/2026, T4."""
    times = time_phrases.in_cell(_whole_words(head), issued)
    return any("due" in time.fields or time.doubts for time in times)


def _whole_words(head: str) -> str:
    """Return a head with an abbreviated month or quarter written out: T4, Q.II."""
    match = re.fullmatch(r"([TQ])[. ]?(\d{1,2}|I{1,3}|IV)", head, re.IGNORECASE)
    return f"{'tháng' if match[1] in 'Tt' else 'quý'} {match[2]}" if match else head


def kinds_of(heads: Sequence[str], column_map: Mapping[str, str]) -> set[str]:
    """Return the kinds of columns, judged by their heads and the user's map alone."""
    return {kind_of(head, column_map, number) for number, head in enumerate(heads, 1)}
