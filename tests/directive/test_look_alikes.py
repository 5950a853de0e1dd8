"""Letters of another script that nobody can tell from Latin ones."""

from __future__ import annotations

import pytest

from ntmtrack.directive.look_alikes import appearance
from ntmtrack.directive.look_alikes import foreign_letter


@pytest.mark.parametrize(
    "name",
    [
        "\u0422hôn 1",  # Cyrillic Te
        "Th\u043e\u0302n 1",  # Cyrillic o, with its circumflex
        "\u03a4hôn 1",  # Greek Tau
        "\uff34hôn 1",  # a wide T
        "THÔN 1",
    ],
)
def test_what_looks_the_same_has_one_appearance(name: str) -> None:
    assert appearance(name) == appearance("Thôn 1")


@pytest.mark.parametrize("name", ["Thôn 2", "Thon 1", "Thơn 1", "Bản 1"])
def test_what_looks_different_has_another(name: str) -> None:
    assert appearance(name) != appearance("Thôn 1")


def test_the_letter_is_called_by_its_name() -> None:
    assert foreign_letter("Thôn \u0410n") == "\u0410 (CYRILLIC CAPITAL LETTER A)"
    assert foreign_letter("Nguyễn Đức Ðặng") is None
