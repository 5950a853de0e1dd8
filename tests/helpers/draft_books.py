"""Returned workbooks of drafts, with some of their cells changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

from openpyxl import load_workbook

from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import draft_workbook
from ntmtrack.wording.words import Words

DRAFT = """\
format: 1
directive: {number: 31/KH-UBND, issued: 2025-10-02, issuer: UBND xã Đồi Chè, subject: Nhà tạm}
villages:
  - {id: na-lay, name: Nà Lay}
owners:
  - {id: kinh-te, name: Phòng Kinh tế, aliases: [Phòng KT]}
  - {id: mat-tran, name: Ủy ban MTTQ xã}
tasks:
  - id: ra-soat
    title: Rà soát nhà tạm
    owner: [kinh-te]
    due: 2025-10-30
    due_is: by
    draft: {at: "bảng 1, hàng 3", quote: Rà soát nhà tạm, deadline: 30/10/2025}
  - id: van-dong
    title: Vận động kinh phí
    owner: [mat-tran]
    due_is: before
    draft:
      at: đoạn 12
      quote: Ủy ban MTTQ xã vận động kinh phí, hoàn thành trước 20/11, phấn đấu 15/11.
      deadline: trước 20/11, phấn đấu 15/11
      propose: {due: [2025-11-20, 2025-11-15]}
  - id: ban-giao
    title: Bàn giao nhà
    part_of: ra-soat
    draft: {at: đoạn 14, quote: Bàn giao nhà cho các hộ}
unused:
  - {at: đoạn 20, text: Các đơn vị nghiêm túc thực hiện.}
progress: []
"""
# The same draft, with a weekly duty that names no day of the week.
WEEKLY = DRAFT.replace("    due_is: before\n", "").replace(
    "propose: {due: [2025-11-20, 2025-11-15]}",
    "propose: {repeat: {every: week, from: 2025-10-02}}",
)


@cache
def untouched(draft: str) -> bytes:
    """Return the workbook of the draft as we send it."""
    file = draft_text.read(draft.encode(), "nhap.yaml")
    return draft_workbook.make(file, draft, Words("vi"))


def book(cells: Mapping[str, str], without: str = "", draft: str = DRAFT) -> bytes:
    """Return the workbook of the draft with other texts in some cells: {"Nhiệm vụ!A4": "Nhận"}."""
    workbook = load_workbook(io.BytesIO(untouched(draft)))
    for name, text in cells.items():
        sheet, _, cell = name.partition("!")
        workbook[sheet][cell] = text
    if without:
        del workbook[without]
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
