"""Amounts: the one grammar for figures that people write."""

from __future__ import annotations

import re
from decimal import Decimal

# Never 1.308, which is 1308 to one reader and 1.3 to another.
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)


def parse_amount(text: str) -> Decimal | None:
    """Read an amount such as 12 or 1,5; None for anything else."""
    return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else None
