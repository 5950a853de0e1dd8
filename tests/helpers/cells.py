"""Cells of tables: what makes a program see a formula, and what a workbook's reader leaves in."""

from __future__ import annotations

SIGNS = "=+-@\t\r＝＋－＠"  # noqa: RUF001 - full-width signs work, too


def in_cell(text: str) -> str:
    """Give a text without `x005F_`, which hides `_x0041_`: openpyxl leaves it in."""
    return text.replace("x005F_", "")
