"""Clauses of a letter as people number them: 3, 3.12, L10a."""

from __future__ import annotations


def under(clause: str | None, asked: str) -> bool:
    """Tell whether a clause is the one asked for or a part of it: 3 has 3.12, L10 has L10a."""
    if clause is None or not asked:
        return False
    own, wanted = clause.casefold(), asked.casefold()
    rest = own.removeprefix(wanted)
    return own.startswith(wanted) and (not rest or rest[0] == "." or rest[0].isalpha())
