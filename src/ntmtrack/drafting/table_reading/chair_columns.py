"""Columns that only say who chairs: the owners to propose if no other could say who does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

_CHAIRS = re.compile(r"\b(?:chu tri|chiu trach nhiem)$")  # not “chủ trì họp”
_MEMBERS = re.compile(r"thanh phan(?: tham du)?")
_WHO = re.compile(r"\b(?:can bo|chuyen vien|nhan vien|phong|to|nhom|doi|thu ky|giup viec)\b")


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
