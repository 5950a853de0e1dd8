"""Columns that only say who chairs: the owners to propose if no other could say who does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading.column_cells import ENOUGH
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

_CHAIRS = re.compile(r"\b(?:chu tri|chiu trach nhiem)$")  # not “chủ trì họp”
_MEMBERS = re.compile(r"thanh phan(?: tham du)?")
_WHO = re.compile(r"\b(?:can bo|chuyen vien|nhan vien|phong|to|nhom|doi|thu ky|giup viec)\b")
# Who is in charge, beside those who do the work.
_IN_CHARGE = re.compile(r"(?:(?:nguoi|dong chi|can bo) )?(?:phu trach|chu tri)")
_DO_IT = re.compile(r"(?:(?:don vi|co quan|bo phan|to chuc|luc luong) )?(?:thuc hien|chuan bi)")
_OFFICER = re.compile(
    r"(?:các )?(?:đ/c|đồng chí|ông|bà|thầy|cô|anh|chị|pct|pgđ|(?:phó )?(?:bí thư|chủ tịch|giám đốc"
    r"|hiệu trưởng))\b"
)


def name_in_charge(kinds: list[str], heads: Sequence[str], cells: Sequence[ColumnCells]) -> None:
    """Assign leader in `kinds` to officers in charge, beside a column of bodies that do the work.

    Phụ trách, or Chủ trì: Đ/c Bí thư; Thực hiện: Chi đoàn các thôn. If both hold officers, both
    stay owners.
    """
    owners = [(at, spelling.key(heads[at])) for at, kind in enumerate(kinds) if kind == "owner"]
    in_charge = [at for at, key in owners if _IN_CHARGE.fullmatch(key)]
    others = [at for at, key in owners if _DO_IT.fullmatch(key)]
    if len(in_charge) == len(others) == 1 and (
        _share_of_officers(cells[in_charge[0]]) >= ENOUGH
        and _share_of_officers(cells[others[0]]) <= 1 - ENOUGH
    ):
        kinds[in_charge[0]] = "leader"


def _share_of_officers(cells: ColumnCells) -> float:
    officers = [text for text in cells.texts if _OFFICER.match(spelling.level(text))]
    return len(officers) / max(1, len(cells.texts))


def name(kinds: list[str], heads: Sequence[str], cells: Sequence[ColumnCells]) -> list[int]:
    """Assign owner in `kinds` to the chair's column (Lãnh đạo chủ trì), and return its number.

    Return none if another column names, or may name, who does the work. A column of the bodies
    that attend (Thành phần) becomes support beside the chair.
    """
    keys = [spelling.key(head) for head in heads]
    chairs = [at for at, kind in enumerate(kinds) if kind == "leader" and _CHAIRS.search(keys[at])]
    if "owner" in kinds or not chairs:
        return []
    members = [at for at, key in enumerate(keys) if not kinds[at] and key.startswith("thanh phan")]
    for at in members:
        kinds[at] = "note"
    free = [at for at, kind in enumerate(kinds) if kind in {"", "title"}]
    names_who = any(cells[at].kind == "name" for at in free) or any(
        _WHO.search(keys[at]) for at in free if not kinds[at]
    )
    if names_who or "support" in kinds:
        return []
    kinds[chairs[0]] = "owner"
    for at in members:
        if _MEMBERS.fullmatch(keys[at]) and cells[at].kind == "name":
            kinds[at] = "support"
    return chairs[:1]
