"""Find names that differ in accents, one letter, an abbreviation or the level of their place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice

from ntmtrack.drafting.phrases import spelling

_MOST_NEAR = 5
# Full forms of abbreviations that everybody uses, as keys.
_WHOLE_WORDS: Mapping[str, str] = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
}
# Last words of a name that tell which body of that name it is, as keys: Hội Phụ nữ huyện.
_LEVELS = (" tinh", " thanh pho", " thi xa", " huyen", " quan", " xa", " phuong", " thi tran")


def near(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield for each name up to five others that may mean the same party."""
    keys = [_spelled_out(spelling.key(name)) for name in names]
    alike = list(_alike(keys))
    of_several = {number for number in range(len(keys)) if len(_levels(number, keys, alike)) > 1}
    for number, others in enumerate(alike):
        kept = (
            names[other]
            for other in others
            if not (of_several & {number, other}) or _level(keys[number]) == _level(keys[other])
        )
        yield tuple(islice(kept, _MOST_NEAR))


def _levels(number: int, keys: Sequence[str], alike: Sequence[Sequence[int]]) -> set[str]:
    """Return the levels that names near one without a level have: both xã and huyện, perhaps."""
    if _level(keys[number]):
        return set()
    return {_level(keys[other]) for other in alike[number]} - {""}


def _alike(keys: Sequence[str]) -> Iterator[list[int]]:
    """Yield for each key the numbers of the others that are nearly the same."""
    marked: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        for mark in _marks(key, short="<", long=">"):
            marked.setdefault(mark, []).append(number)
    for number, key in enumerate(keys):
        groups = (marked.get(mark, ()) for mark in _marks(key, short=">", long="<"))
        others = sorted({other for group in groups for other in group} - {number})
        yield [other for other in others if _nearly_same(key, keys[other])]


def _spelled_out(key: str) -> str:
    return " ".join(_WHOLE_WORDS.get(word, word) for word in key.split())


def _level(key: str) -> str:
    """Return the level of a place at the end of a name of three words or more; “” if none."""
    level = next((level for level in _LEVELS if key.endswith(level)), "")
    return level if " " in key.removesuffix(level) else ""


def _marks(key: str, *, short: str, long: str) -> set[str]:
    """Return marks such that similar names share at least one, so that few names are compared.

    An abbreviated name has a `short` mark equal to a `long` mark of the full name.
    """
    core = key.removesuffix(_level(key))
    less = {key[:at] + key[at + 1 :] for at in range(len(key))}
    words, begun = core.replace("&", "").split(), [word for word in core.split() if word != "va"]
    letters = "".join(word[0] for word in begun)
    own = {f"{short}{' '.join(words[:at])}/{''.join(words[at:])}" for at in range(len(words))}
    whole = {f"{long}{' '.join(begun[:at])}/{letters[at:]}" for at in range(len(begun))}
    return {key, core, key.replace(" ", ""), *less, *own, *whole}


def _nearly_same(one: str, other: str) -> bool:
    if one.replace(" ", "") == other.replace(" ", "") or _differ_in_form(one, other):
        return True
    if min(len(one), len(other)) < 7:  # among short names, one letter makes another name
        return False
    if abs(len(one) - len(other)) > 4:  # too different in length
        return False
    same = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        same += 1
    tail = 0
    for first, second in zip(reversed(one[same:]), reversed(other[same:]), strict=False):
        if first != second:
            break
        tail += 1
    rest = max(len(one), len(other)) - same - tail
    return rest <= 1


def _differ_in_form(one: str, other: str) -> bool:
    """Return whether names differ only by an abbreviation, or by a level that one leaves out."""
    levels = _level(one), _level(other)
    if all(levels) and levels[0] != levels[1]:
        return False
    core, other_core = one.removesuffix(levels[0]), other.removesuffix(levels[1])
    return core == other_core or _shortens(core, other_core) or _shortens(other_core, core)


def _shortens(short: str, long: str) -> bool:
    """Return whether a name abbreviates another's last words by their initials: Sở KH&CN."""
    begun = [word for word in long.split() if word != "va"]
    letters = "".join(word[0] for word in begun)
    words = short.replace("&", "").split()
    if len(words) >= len(begun) or len(begun) < 3:
        return False
    same = 0
    while same < len(words) and words[same] == begun[same]:
        same += 1
    rest = "".join(words[same:])
    return len(rest) > 1 and rest == letters[same:]
