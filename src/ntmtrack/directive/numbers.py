"""What the number of a letter says: what kind of paper it is, and who issued it."""

from __future__ import annotations

# What stands in a number for the kind of a paper: 49-CV/ĐU of the Party, 15/KH-UBND of the state.
KINDS = frozenset(
    (
        *("NQ", "QĐ", "CT", "QC", "QYĐ", "TC", "TB", "HD", "CTR", "CTHĐ", "KH", "PA", "ĐA", "DA"),
        *("BC", "BB", "TTR", "HĐ", "CV", "CĐ", "KL", "BGN", "GM", "NĐ", "TT"),
    )
)
_LETTER = "CV"


def kind_in(number: str) -> str | None:
    """Give what a number has for the kind of the letter: CV of 49-CV/ĐU; None if that is not told.

    The number of an official letter of the state names the unit that drafted it, and no kind.
    """
    number = number.upper()
    first, slash, rest = number.partition("/")
    if is_of_party(number):
        kind = first.partition("-")[2].strip()
        return kind if kind in KINDS else None
    *years, symbol = rest.split("/")
    kind, _, unit = (part.strip() for part in symbol.partition("-"))
    if slash and unit and all(part.strip().isdigit() for part in (first, *years)):
        return kind if kind in KINDS else _LETTER
    import re  # few numbers have neither order

    return next((part for part in re.split(r"[^\w]+", number) if part in KINDS), None)


def is_of_party(number: str) -> bool:
    """Tell whether a number has the Party's order: 12-KH/XĐ is the Party's, 12/KH-XĐ is not."""
    first, slash, _ = number.partition("/")
    count, hyphen, kind = (part.strip() for part in first.partition("-"))
    return bool(slash and hyphen and count.isdigit() and kind)


def abbreviation_in(number: str) -> str:
    """Give the letters of the issuing body in a number: ĐU of 49-CV/ĐU, UBND of 15/KH-UBND."""
    if "/" not in number:
        return ""
    first, hyphen, rest = number.rpartition("/")[2].strip().partition("-")
    if not hyphen:
        return first
    return rest if first.strip().upper() in KINDS else first
