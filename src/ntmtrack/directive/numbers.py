"""What the number of a letter says: what kind of paper it is, and who issued it."""

from __future__ import annotations

import re

# What stands in a number for the kind of a paper: 49-CV/ĐU of the Party, 15/KH-UBND of the state.
KINDS = frozenset(
    (
        *("NQ", "QĐ", "CT", "QC", "QYĐ", "TC", "TB", "HD", "CTR", "CTHĐ", "KH", "PA", "ĐA", "DA"),
        *("BC", "BB", "TTR", "HĐ", "CV", "CĐ", "KL", "BGN", "GM", "NĐ", "TT"),
    )
)
_LETTER = "CV"
_PARTY_NUMBER = re.compile(r"\s*\d+\s*-\s*(\w+)\s*/")
_STATE_NUMBER = re.compile(r"\s*\d+\s*/(?:\s*\d+\s*/)?\s*(\w+)\s*-\s*\w")


def kind_in(number: str) -> str | None:
    """Give what a number has for the kind of the letter: CV of 49-CV/ĐU; None if that is not told.

    The number of an official letter of the state names the unit that drafted it, and no kind.
    """
    number = number.upper()
    if party := _PARTY_NUMBER.match(number):
        return party[1] if party[1] in KINDS else None
    if state := _STATE_NUMBER.match(number):
        return state[1] if state[1] in KINDS else _LETTER
    symbols = re.split(r"[^\w]+", number)
    return next((symbol for symbol in symbols if symbol in KINDS), None)


def is_of_party(number: str) -> bool:
    """Tell whether a number has the Party's order: 12-KH/XĐ is the Party's, 12/KH-XĐ is not."""
    return _PARTY_NUMBER.match(number) is not None


def abbreviation_in(number: str) -> str:
    """Give the letters of the issuing body in a number: ĐU of 49-CV/ĐU, UBND of 15/KH-UBND."""
    if "/" not in number:
        return ""
    first, hyphen, rest = number.rpartition("/")[2].strip().partition("-")
    if not hyphen:
        return first
    return rest if first.strip().upper() in KINDS else first
