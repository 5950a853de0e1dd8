"""Names that may mean the same party are proposed, and few names are compared for it."""

from __future__ import annotations

import random

import pytest

from ntmtrack.drafting.extraction import near_names
from ntmtrack.drafting.phrases import spelling


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Văn phòng Điều phối nông thôn mới huyện", "Văn phòng Điều phối NTM huyện"),
        ("Văn phòng Điều phối nông thôn mới huyện", "Văn phòng Điều phối NTM"),
        ("Hội Phụ nữ", "Hội Phụ nữ huyện"),
        ("Phòng Tài nguyên và Môi trường", "Phòng TN&MT"),
    ],
)
def test_names_differ_by_an_abbreviation_or_by_a_level_left_out(first: str, second: str) -> None:
    assert list(near_names.near([first, second])) == [(second,), (first,)]


@pytest.mark.parametrize(
    "names",
    [
        ["CCB", "BCB", "Sở A", "Sở B"],
        ["Hội Phụ nữ xã", "Hội Phụ nữ huyện"],
        ["Hội", "Hội xã"],
        ["Công an", "Công an xã", "Công an huyện"],  # the first may be either
        ["Văn phòng Điều phối NTM xã", "Văn phòng Điều phối nông thôn mới huyện"],
    ],
)
def test_other_names_are_not_near(names: list[str]) -> None:
    assert list(near_names.near(names)) == [()] * len(names)


SYLLABLES = ("ban", "van", "vàn", "a", "hội", "và", "phòng", "nông", "xã", "KH&CN", "1", "huyện")


def test_nearly_equal_names_are_those_that_comparing_each_with_each_would_find() -> None:
    draw = random.Random(14)  # noqa: S311 - no secret
    drawn = {" ".join(draw.choices(SYLLABLES, k=draw.randint(1, 5))) for _ in range(200)}
    drawn |= {name.replace(" ", "", 1) for name in drawn} | {"Sở KHCN", "Sở Khoa học và Công nghệ"}
    keys = sorted({spelling.key(name) for name in drawn})
    alike = near_names._nearly_same  # noqa: SLF001 - what is to be called for few pairs only
    for number, others in enumerate(near_names._alike(keys)):  # noqa: SLF001
        assert others == [
            other
            for other in range(len(keys))
            if other != number and alike(keys[number], keys[other])
        ]


def test_few_names_are_compared_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    alike = near_names._nearly_same  # noqa: SLF001 - what is to be called for few pairs only

    def counted(first: str, second: str) -> bool:
        compared.append((first, second))
        return alike(first, second)

    monkeypatch.setattr(near_names, "_nearly_same", counted)
    draw = random.Random(14)  # noqa: S311 - no secret
    names = [f"Ban {''.join(draw.choices('bcdghklmnprstvx', k=12))}" for _ in range(500)]
    assert len(list(near_names.near(names))) == len(names)
    assert len(compared) < len(names)
