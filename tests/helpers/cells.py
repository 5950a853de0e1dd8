"""Cells of tables: the signs that begin a formula, and the text that a spreadsheet shows."""

from __future__ import annotations

import re

SIGNS = "=+-@\t\r＝＋－＠"  # noqa: RUF001 - full-width signs work, too
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def text_in_cell(text: str) -> str:
    """Return the text that Excel shows: A for `_x0041_`, but `_x0041_` for `_x005F_x0041_`.

    openpyxl does not decode such sequences.
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
