"""Which owners and villages of several files are the same, and how namesakes are distinguished."""

from __future__ import annotations

import pytest

from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.status.namesakes import shared_ids
from ntmtrack.status.namesakes import shared_ids_and_names
from ntmtrack.status.namesakes import with_distinct_names

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
    (party, state) = shared_ids([(PARTY, bodies(name)), (STATE, bodies(name))])
    assert (party["o0"] == state["o0"]) == is_same


def test_villages_and_their_bodies_are_the_same_for_all_issuers_of_a_commune() -> None:
    villages = shared_ids([(PARTY, [Village("a", "Bến Đá")]), (STATE, [Village("b", "bến đá")])])
    assert villages[0]["a"] == villages[1]["b"]
    own = bodies("Chi ủy", per_village=True)
    party, state = shared_ids([(PARTY, own), (STATE, own)])
    assert party == state


def test_nothing_is_the_same_in_two_communes() -> None:
    villages = [Village("a", "Bến Đá")]
    here, elsewhere = shared_ids_and_names([(PARTY, villages), (ELSEWHERE, villages)])
    assert [here["a"].name, elsewhere["a"].name] == ["Bến Đá (xã Sơn Kim)", "Bến Đá (xã Sơn Tây)"]


@pytest.mark.parametrize(
    ("name", "others", "called"),
    [
        # A name that ends in the level of the commune gets the commune's name.
        ("Ủy ban nhân dân xã", ELSEWHERE, "Ủy ban nhân dân xã Sơn Kim"),
        ("Ủy ban nhân dân thị trấn", ELSEWHERE, "Ủy ban nhân dân thị trấn (xã Sơn Kim)"),
        ("Văn phòng", ELSEWHERE, "Văn phòng (xã Sơn Kim)"),
        ("Văn phòng", STATE, "Văn phòng (Đảng ủy xã Sơn Kim)"),
        ("Văn phòng", "Đảng ủy", "Văn phòng (xã Sơn Kim)"),
    ],
)
def test_namesakes_are_distinguished_by_commune_and_within_it_by_issuer(
    name: str, others: str, called: str
) -> None:
    first, second = shared_ids_and_names([(PARTY, bodies(name)), (others, bodies(name))])
    assert first["o0"].name == called
    assert name in first["o0"].aliases
    assert second["o0"].name not in (name, called)


def test_bodies_of_villages_are_the_same_in_singular_and_plural() -> None:
    together, single = "Ban Phát triển các thôn", "Ban Phát triển thôn"
    party, state = shared_ids(
        [(PARTY, bodies(together, per_village=True)), (STATE, bodies(single, per_village=True))]
    )
    assert party["o0"].id == state["o0"].id


def test_an_abbreviated_issuer_or_body_is_the_same_as_one_in_full() -> None:
    short, full = "UBND xã Sơn Kim", STATE
    first, second = shared_ids([(short, bodies("Văn phòng")), (full, bodies("Văn phòng"))])
    assert first["o0"] == second["o0"]
    first, second = shared_ids([(short, bodies("UBND xã")), (full, bodies("Ủy ban nhân dân xã"))])
    assert first["o0"].id == second["o0"].id


def test_a_body_of_a_single_issuer_keeps_its_plain_name() -> None:
    party, state = shared_ids([(PARTY, bodies("Văn phòng")), (STATE, bodies("Văn phòng"))])
    assert [owner.name for owner in with_distinct_names([(PARTY, party.values())]).values()] == [
        "Văn phòng"
    ]
    assert state["o0"].id == "o0-2"


def person(id_: str, title: str | None = None, name: str = "An") -> Owner:
    return Owner(id_, name, title, kind="person")


def test_a_match_by_name_wins_over_a_match_by_alias() -> None:
    both = [Owner("x", "Hội X"), Owner("y", "Hội Y")]
    _, second = shared_ids([(PARTY, both), (PARTY, [Owner("z", "Hội X", aliases=("Hội Y",))])])
    assert second["z"].id == "x"


def test_two_owners_of_one_file_are_never_the_same() -> None:
    (both,) = shared_ids([(PARTY, bodies("Hội", "Hội"))])
    assert [owner.id for owner in both.values()] == ["o0", "o1"]
    _, second = shared_ids([(PARTY, bodies("Hội")), (PARTY, bodies("Hội", "Hội"))])
    assert [owner.id for owner in second.values()] == ["o0", "o1"]


def test_a_united_village_has_the_names_and_ids_of_both_as_aliases() -> None:
    first = Village("che", "Chế Biển", ("Chế", "Chế cũ"))
    second = Village("bien", "Chế", ("Chế Biến",))
    united, again = shared_ids([(PARTY, [first]), (STATE, [second])])
    assert united["che"] == again["bien"]
    assert united["che"].aliases == ("Chế", "Chế cũ", "Chế Biến", "bien")
    assert shared_ids([(PARTY, [first])]) == [{"che": first}]


def test_an_issuer_in_two_spellings_is_the_same() -> None:
    first, second = shared_ids([(PARTY, bodies("Ban")), (PARTY.replace("ủy", "uỷ"), bodies("Ban"))])
    assert first == second


@pytest.mark.parametrize(
    ("title", "is_same"), [("Bí thư", True), ("BÍ THƯ", True), ("Chủ tịch", False), (None, False)]
)
def test_a_person_is_the_same_for_all_issuers_of_a_commune_by_title(
    title: str | None, *, is_same: bool
) -> None:
    party, state = shared_ids([(PARTY, [person("a", "Bí thư")]), (STATE, [person("b", title)])])
    assert (party["a"].id == state["b"].id) == is_same


def test_bodies_of_villages_are_not_the_same_as_a_body_of_the_commune() -> None:
    own, whole = bodies("Ban", per_village=True), bodies("Ban")
    first, second = shared_ids([("Đảng ủy", own), ("Đảng ủy", whole)])
    assert first["o0"].id != second["o0"].id


def test_a_numbered_id_is_one_that_no_other_owner_has() -> None:
    here, elsewhere = [Owner("ban", "Ban"), Owner("ban-2", "Hội")], [Owner("ban", "Ban")]
    _, second = shared_ids([(PARTY, here), (ELSEWHERE, elsewhere)])
    assert second["ban"].id == "ban-3"


def names_told_apart(*owners: tuple[str, Owner]) -> list[str]:
    """Return the distinguishing names of namesakes, each given with its issuer."""
    named = with_distinct_names([(issuer, [owner]) for issuer, owner in owners])
    return [owner.name for owner in named.values()]


def test_bodies_of_villages_keep_their_names_because_villages_distinguish_them() -> None:
    (first,), (second,) = [[Owner(id_, "Chi ủy", per_village=True)] for id_ in "ab"]
    assert names_told_apart((PARTY, first), (ELSEWHERE, second)) == ["Chi ủy", "Chi ủy"]


def test_names_that_differ_only_in_case_are_namesakes() -> None:
    distinguished = names_told_apart((PARTY, Owner("a", "Hội A")), (ELSEWHERE, Owner("b", "hội a")))
    assert distinguished == ["Hội A (xã Sơn Kim)", "hội a (xã Sơn Tây)"]


@pytest.mark.parametrize(
    ("owners", "labels"),
    [
        # The issuer distinguishes two persons before their titles do.
        (
            [(PARTY, person("a", "Bí thư")), (STATE, person("b", "Chủ tịch"))],
            [PARTY, STATE],
        ),
        # The issuer of the first file that names a person counts.
        (
            [
                (PARTY, person("a", "Bí thư")),
                (STATE, person("a", "Bí thư")),
                (PARTY, person("b", "Công an")),
            ],
            ["Bí thư", "Công an"],
        ),
        # A title that some of them lack does not distinguish them, nor do spellings of one issuer.
        ([(PARTY, person("a", "Bí thư")), (PARTY, person("b"))], ["a", "b"]),
        (
            [
                (PARTY, person("a", "Bí thư")),
                (STATE, person("b", "Bí thư")),
                (PARTY, person("c")),
            ],
            ["a", "b", "c"],
        ),
        ([(PARTY, person("a")), (PARTY.replace("ủy", "uỷ"), person("b"))], ["a", "b"]),
    ],
)
def test_persons_of_one_name_are_distinguished_by_issuer_or_title(
    owners: list[tuple[str, Owner]], labels: list[str]
) -> None:
    assert names_told_apart(*owners) == [f"An ({label})" for label in labels]


def test_a_level_of_two_words_is_not_repeated() -> None:
    name, issuers = "Ủy ban nhân dân thị trấn", ("UBND thị trấn Phố Châu", "UBND thị trấn Tây Sơn")
    named = shared_ids_and_names([(issuer, bodies(name)) for issuer in issuers])
    assert [own["o0"].name for own in named] == [f"{name} Phố Châu", f"{name} Tây Sơn"]
