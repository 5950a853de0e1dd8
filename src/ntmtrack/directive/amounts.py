"""Amounts: the one grammar for figures that people write."""

from __future__ import annotations

import re
from decimal import Decimal

# Never 1.308, which is 1308 to one reader and 1.3 to another.
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)


def parse_amount(text: str) -> Decimal | None:
    """Read an amount such as 12 or 1,5; None for anything else."""
    return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else None


def without_trailing_zeros(amount: Decimal) -> Decimal:
    """Give a computed amount as people write it: 1,5 and 1,5 are 3, not 3,0."""
    whole = amount.to_integral_value()
    return whole if whole == amount else amount.normalize()
