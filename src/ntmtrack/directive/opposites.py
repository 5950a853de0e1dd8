"""Words that look alike and mean the opposite: one is never offered for the other."""

from __future__ import annotations

# Folded, as `names.fold` gives them.
_NOT = frozenset(("no", "non", "not", "khong", "chua"))
_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        *(
            ("least", "most"),
            ("more", "less"),
            ("more", "fewer"),
            ("min", "max"),
            ("over", "under"),
        ),
        *(("before", "after"), ("start", "finish"), ("start", "end"), ("from", "until")),
        *(("true", "false"), ("truoc", "sau"), ("dau", "cuoi"), ("tren", "duoi")),
    )
)


def are_opposite(one: str, other: str) -> bool:
    """Tell whether two folded texts differ only in a word that turns the meaning round."""
    mine, others = set(one.split()), set(other.split())
    mine, others = mine - others, others - mine
    if not mine or not others:
        return len(mine | others) == 1 and not _NOT.isdisjoint(mine | others)
    if len(mine) > 1 or len(others) > 1:
        return False
    (a,), (b,) = mine, others
    return a == f"un{b}" or b == f"un{a}" or frozenset((a, b)) in _PAIRS
