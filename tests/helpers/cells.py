"""Cells of tables: what makes a program see a formula, and what a spreadsheet shows of a text."""

from __future__ import annotations

import re

SIGNS = "=+-@\t\r＝＋－＠"  # noqa: RUF001 - full-width signs work, too
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def text_in_cell(text: str) -> str:
    """Return what Excel shows of a text that openpyxl read: `_x0041_` is A, `_x005F_x0041_` is not.

    openpyxl leaves such signs in.
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
