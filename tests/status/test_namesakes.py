"""Hold who is the same in several files, and how those of one name are told apart."""

from __future__ import annotations

import pytest

from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.status.namesakes import named_apart
from ntmtrack.status.namesakes import same
from ntmtrack.status.namesakes import same_named_apart

PARTY, STATE = "Đảng ủy xã Sơn Kim", "Ủy ban nhân dân xã Sơn Kim"
ELSEWHERE = "Đảng ủy xã Sơn Tây"


def bodies(*names: str, per_village: bool = False) -> list[Owner]:
    return [Owner(f"o{at}", name, per_village=per_village) for at, name in enumerate(names)]


@pytest.mark.parametrize(
    ("name", "is_same"),
    [
        ("Ủy ban nhân dân xã", True),
        ("Công an xã", True),
        ("Văn phòng", False),
        ("Ban Văn hóa - Xã hội", False),
    ],
)
def test_a_body_of_the_commune_is_the_same_whoever_issued_the_directive(
    name: str, is_same: bool
) -> None:
    (party, state) = same([(PARTY, bodies(name)), (STATE, bodies(name))])
    assert (party["o0"] == state["o0"]) == is_same


def test_villages_and_their_own_bodies_are_the_same_for_all_issuers_of_a_commune() -> None:
    villages = same([(PARTY, [Village("a", "Bến Đá")]), (STATE, [Village("b", "bến đá")])])
    assert villages[0]["a"] == villages[1]["b"]
    own = bodies("Chi ủy", per_village=True)
    party, state = same([(PARTY, own), (STATE, own)])
    assert party == state


def test_nothing_is_the_same_in_two_communes() -> None:
    villages = [Village("a", "Bến Đá")]
    here, there = same_named_apart([(PARTY, villages), (ELSEWHERE, villages)])
    assert [here["a"].name, there["a"].name] == ["Bến Đá (xã Sơn Kim)", "Bến Đá (xã Sơn Tây)"]


@pytest.mark.parametrize(
    ("name", "others", "called"),
    [
        # What ends in the level of the commune has its whole name.
        ("Ủy ban nhân dân xã", ELSEWHERE, "Ủy ban nhân dân xã Sơn Kim"),
        ("Văn phòng", ELSEWHERE, "Văn phòng (xã Sơn Kim)"),
        ("Văn phòng", STATE, "Văn phòng (Đảng ủy xã Sơn Kim)"),
        ("Văn phòng", "Đảng ủy", "Văn phòng (xã Sơn Kim)"),
    ],
)
def test_the_commune_tells_bodies_apart_and_within_it_the_issuer(
    name: str, others: str, called: str
) -> None:
    first, second = same_named_apart([(PARTY, bodies(name)), (others, bodies(name))])
    assert first["o0"].name == called
    assert name in first["o0"].aliases
    assert second["o0"].name not in (name, called)


def test_the_bodies_of_villages_are_the_same_named_together_or_as_one() -> None:
    together, single = "Ban Phát triển các thôn", "Ban Phát triển thôn"
    party, state = same(
        [(PARTY, bodies(together, per_village=True)), (STATE, bodies(single, per_village=True))]
    )
    assert party["o0"].id == state["o0"].id


def test_an_issuer_and_a_body_written_short_and_in_full_are_one() -> None:
    short, full = "UBND xã Sơn Kim", STATE
    first, second = same([(short, bodies("Văn phòng")), (full, bodies("Văn phòng"))])
    assert first["o0"] == second["o0"]
    first, second = same([(short, bodies("UBND xã")), (full, bodies("Ủy ban nhân dân xã"))])
    assert first["o0"].id == second["o0"].id


def test_the_files_of_one_issuer_need_nothing_to_tell_its_bodies_apart() -> None:
    party, state = same([(PARTY, bodies("Văn phòng")), (STATE, bodies("Văn phòng"))])
    assert [owner.name for owner in named_apart([(PARTY, party.values())]).values()] == [
        "Văn phòng"
    ]
    assert state["o0"].id == "o0-2"
