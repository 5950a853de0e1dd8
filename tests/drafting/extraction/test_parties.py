"""Names gathered once: listings cut apart, shortenings, people, names that are nearly the same."""

from __future__ import annotations

import random
from time import process_time

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.extraction import parties
from ntmtrack.drafting.phrases import person_names
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases.spelling import Slugs


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sở Nội vụ; Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("1. Sở Nội vụ\n2) Sở Tư pháp\nb) Công an xã", ["Sở Nội vụ", "Sở Tư pháp", "Công an xã"]),
        ("Sở Nội vụ\nSở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Sở Nội vụ, Sở Tư pháp và Văn phòng", ["Sở Nội vụ", "Sở Tư pháp", "Văn phòng"]),
        ("Sở Nội vụ / Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Bộ Nội vụ Bộ Tài chính", ["Bộ Nội vụ", "Bộ Tài chính"]),
        ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và UBND"]),
        ("Văn phòng HĐND và UBND xã, Công an xã", ["Văn phòng HĐND và UBND xã", "Công an xã"]),
        ("Thường trực HĐND và UBND xã", ["Thường trực HĐND", "UBND xã"]),
        ("VTV, VOV, các địa phương", ["VTV", "VOV", "các địa phương"]),
        ("Sở Giáo dục và Đào tạo", ["Sở Giáo dục và Đào tạo"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Các sở, ban, ngành, địa phương", ["Các sở, ban, ngành, địa phương"]),
        ("Các bộ, ngành; UBND các xã, phường", ["Các bộ, ngành", "UBND các xã, phường"]),
        ("Bộ trưởng các Bộ: Quốc phòng, Công an", ["Bộ trưởng các Bộ: Quốc phòng, Công an"]),
        ("Ủy ban Mặt trận Tổ quốc (UBMTTQ)", ["Ủy ban Mặt trận Tổ quốc"]),
        (
            "Đồng chí Lê A, Phó Bí thư, Trưởng ban Công tác",
            ["Đồng chí Lê A, Phó Bí thư, Trưởng ban Công tác"],
        ),
        (
            "Bà Lê B - Phó Chủ tịch xã, Phó Trưởng ban",
            ["Bà Lê B - Phó Chủ tịch xã, Phó Trưởng ban"],
        ),
        (
            "Đồng chí Lê A, Phó Bí thư, đồng chí Lê B",
            ["Đồng chí Lê A, Phó Bí thư", "đồng chí Lê B"],
        ),
        (
            "Tiểu ban An ninh (đ/c Lê A, Trưởng Công an)",
            ["Tiểu ban An ninh (đ/c Lê A, Trưởng Công an)"],
        ),
        ("Ông Lê A, Trưởng các thôn", ["Ông Lê A", "Trưởng các thôn"]),
        ("", []),
        ("nt; //", []),
    ],
)
def test_a_listing_of_names_is_cut_apart(words: str, names: list[str]) -> None:
    assert parties.split_names(words) == names


def gathered(*words: str, shortened: dict[str, str] | None = None) -> parties.Parties:
    found = parties.Parties(Slugs(), shortened or {})
    for each in words:
        found.ids(each, SourcePlace())
    return found


def test_a_name_is_gathered_once_however_it_is_written() -> None:
    found = gathered("Đảng ủy xã", "Đảng uỷ xã", "ĐẢNG ỦY XÃ")
    assert [party.name for party in found.all()] == ["Đảng ủy xã"]


@pytest.mark.parametrize(
    ("words", "name", "title"),
    [
        ("đồng chí Lê Văn Tám – Công chức địa chính", "Lê Văn Tám", "Công chức địa chính"),
        ("đồng chí Lê Văn Tám, Phó Chủ tịch UBND xã", "Lê Văn Tám", "Phó Chủ tịch UBND xã"),
        ("ông Lê Văn Tám (Trưởng thôn)", "Lê Văn Tám", "Trưởng thôn"),
        ("Ô. Tuấn (XN Kinh doanh)", "Tuấn", "XN Kinh doanh"),
        ("Đ/c Lê Thị Nga (Bí thư) - Chỉ huy trưởng", "Lê Thị Nga", "Bí thư - Chỉ huy trưởng"),
        ("Chánh Văn phòng - đồng chí Lê Nga", "Lê Nga", "Chánh Văn phòng"),
        ("YS. Lê Nga", "Lê Nga", ""),
        ("Chủ tịch UBND xã Nguyễn Văn Bình", "Nguyễn Văn Bình", "Chủ tịch UBND xã"),
        (
            "Phó Chủ tịch Ủy ban nhân dân xã Trần Thị Lan",
            "Trần Thị Lan",
            "Phó Chủ tịch Ủy ban nhân dân xã",
        ),
        ("Trưởng Công an xã Lê Văn Hòa", "Lê Văn Hòa", "Trưởng Công an xã"),
    ],
)
def test_a_person_has_a_name_and_a_title(words: str, name: str, title: str) -> None:
    (party,) = gathered(words).all()
    assert (party.name, party.title, party.kind) == (name, title, "person")


@pytest.mark.parametrize(
    "words",
    [
        "Chủ tịch UBND xã Nguyễn Phích",
        "Chủ tịch UBND xã Trần Quốc Toản",
        "Chủ tịch UBND phường Nguyễn Văn Cừ",
        "Chủ tịch UBND phường Nguyễn Thị Minh Khai",
        "Chủ tịch UBND xã Hòa Thắng",
    ],
)
def test_a_place_called_after_a_person_is_not_its_chairman(words: str) -> None:
    (party,) = gathered(words).all()
    assert (party.name, party.title, party.kind) == (words, "", "body")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Trần Thị Thu Hà", "person"),
        ("Cao Văn Bằng", "person"),
        ("Hoàng Long Phú Quý", "body"),
        ("Hà Nam Xanh", "body"),
        ("Phan Đình Giót", "body"),  # streets and schools are called after persons
    ],
)
def test_a_bare_name_is_a_persons_where_its_middle_word_says_so(words: str, kind: str) -> None:
    (party,) = gathered(words).all()
    assert (party.name, party.kind) == (words, kind)


def test_a_group_is_one_owner_of_that_name() -> None:
    (party,) = gathered("các ban ngành, đoàn thể").all()
    assert (party.name, party.kind, party.is_group) == ("Các ban ngành, đoàn thể", "body", True)


def test_a_shortening_that_the_text_explains_is_an_alias() -> None:
    text = "Thành lập Ban Chỉ đạo (BCĐ) và Hội Cựu chiến binh (viết tắt là CCB)."
    shortened = parties.shortenings([text])
    assert shortened == {"BCĐ": "Ban Chỉ đạo", "CCB": "Cựu chiến binh"}
    (party,) = gathered("BCĐ", "Ban Chỉ đạo", shortened=shortened).all()
    assert (party.name, party.aliases) == ("Ban Chỉ đạo", ("BCĐ",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
        ("Ban Phát triển thôn", "Ban Phát triển thôm"),
        ("Văn phòng Đảng uỷ", "Văn phòng Đảng ùy"),
    ],
)
def test_nearly_equal_names_are_proposed_and_never_merged(one: str, other: str) -> None:
    found = gathered(one, other).all()
    if len(found) > 1:
        assert [party.near for party in found] == [(other,), (one,)]


def test_short_names_are_not_near() -> None:
    assert [party.near for party in gathered("CCB", "BCB", "Sở A", "Sở B").all()] == [()] * 4


def test_why_it_is_they_is_no_part_of_a_name() -> None:
    found = gathered("Phòng Nội vụ (cơ quan thường trực)", "Phòng Nội vụ").all()
    assert [party.name for party in found] == ["Phòng Nội vụ"]
    (subcommittee,) = gathered("Tiểu ban Lễ nghi (ông Lê Văn Tám làm Trưởng tiểu ban)").all()
    assert subcommittee.name == "Tiểu ban Lễ nghi"


SYLLABLES = ("ban", "van", "vàn", "a", "hội", "và", "phòng", "nông", "dân", "KH&CN", "1", "12")


def test_nearly_equal_names_are_those_that_comparing_each_with_each_would_find() -> None:
    draw = random.Random(14)  # noqa: S311 - no secret
    names = {" ".join(draw.choices(SYLLABLES, k=draw.randint(1, 5))) for _ in range(200)}
    names |= {name.replace(" ", "", 1) for name in names} | {"Sở KHCN", "Sở Khoa học và Công nghệ"}
    every = [party.name for party in gathered("\n".join(sorted(names))).all()]
    keys = {name: spelling.key(name) for name in every}
    alike = parties._nearly_same  # noqa: SLF001 - what is to be called for few pairs only
    for name, near in zip(every, parties._near(every), strict=True):  # noqa: SLF001
        others = [one for one in every if one != name and alike(keys[name], keys[one])]
        assert list(near) == others[: len(near)]
        assert len(near) == min(5, len(others))


def test_few_names_are_compared_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    alike = parties._nearly_same  # noqa: SLF001 - what is to be called for few pairs only

    def counted(one: str, other: str) -> bool:
        compared.append((one, other))
        return alike(one, other)

    monkeypatch.setattr(parties, "_nearly_same", counted)
    draw = random.Random(14)  # noqa: S311 - no secret
    names = [f"Ban {''.join(draw.choices('bcdghklmnprstvx', k=12))}" for _ in range(500)]
    assert len(gathered(*names).all()) == len(names)
    assert len(compared) < len(names)


@pytest.mark.parametrize(
    ("words", "name", "title"),
    [
        ("Lê Văn An (ĐT: 0912.345.678)", "Lê Văn An", ""),
        ("Đ/c Lê Văn An, SĐT 0912 345 678", "Lê Văn An", ""),
        ("Lê Văn An\n(MSV: B24DC01)", "Lê Văn An", ""),
        ("DS. Lê Thị Lan, Trưởng khoa Dược", "Lê Thị Lan", "Trưởng khoa Dược"),
        ("Phòng Nội vụ - 0212.3852.111", "Phòng Nội vụ", ""),
        ("Tổ 2", "Tổ 2", ""),
    ],
)
def test_how_to_reach_somebody_is_no_part_of_the_name(words: str, name: str, title: str) -> None:
    (party,) = gathered(words).all()
    assert (party.name, party.title) == (name, title)


@pytest.mark.parametrize("part", [" ", "msv ", "1 ", "(là ", "phó ", "– ", "Chủ tịch UBND "])
def test_a_name_of_many_parts_takes_a_time_that_grows_as_it_does(part: str) -> None:
    started = process_time()
    person_names.person_or_body(f"Chủ tịch {part * 10000}x")
    assert process_time() - started < 5
