"""Names gathered once: listings cut apart, shortenings, people, names that are nearly the same."""

from __future__ import annotations

import time

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.extraction import parties
from ntmtrack.drafting.phrases import person_names
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
        ("Phòng Nông nghiệp và PTNT", ["Phòng Nông nghiệp và PTNT"]),
        ("Phòng TN và MT huyện, Công an huyện", ["Phòng TN và MT huyện", "Công an huyện"]),
        ("Phòng Văn hóa và TT và Phòng GD và ĐT", ["Phòng Văn hóa và TT", "Phòng GD và ĐT"]),
        ("Sở LĐ, TB và XH", ["Sở LĐ, TB và XH"]),
        ("Sở Y tế, Sở LĐ, TB và XH", ["Sở Y tế", "Sở LĐ, TB và XH"]),
        ("Phòng Văn hóa, KHCN và TT", ["Phòng Văn hóa, KHCN và TT"]),
        ("Phòng Nội vụ và MTTQ huyện", ["Phòng Nội vụ", "MTTQ huyện"]),
        ("Phòng Nội vụ và TT HĐND", ["Phòng Nội vụ", "TT HĐND"]),
        ("Phòng Y tế và BHXH huyện", ["Phòng Y tế", "BHXH huyện"]),
        ("Sở Tài chính, KHĐT và TNMT", ["Sở Tài chính", "KHĐT", "TNMT"]),
        ("Hội LHPN và ĐTN", ["Hội LHPN", "ĐTN"]),
        ("Công an xã và CHQS xã", ["Công an xã", "CHQS xã"]),
        ("Ông Lê A, Trạm trưởng Trạm Y tế", ["Ông Lê A, Trạm trưởng Trạm Y tế"]),
        ("Ông Lê A, Trạm Y tế", ["Ông Lê A", "Trạm Y tế"]),
        ("thôn Nam Sơn và thôn Bắc Sơn", ["thôn Nam Sơn", "thôn Bắc Sơn"]),
        ("thôn Đông, thôn Đoài và xóm 3", ["thôn Đông", "thôn Đoài", "xóm 3"]),
        ("Trưởng thôn Đông và thôn Đoài", ["Trưởng thôn Đông và thôn Đoài"]),
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


@pytest.mark.parametrize(
    ("words", "is_group"),
    [
        ("UBND các xã, thị trấn", True),
        ("UBND các xã: Đông Hà, Tây Hồ", True),
        ("Thủ trưởng các phòng, ban", True),
        ("Chủ tịch UBND 12 xã", True),
        ("UBND xã Đông Hà", False),
        ("Ban Quản lý các khu công nghiệp", False),
        ("Liên hiệp các tổ chức hữu nghị", False),
        ("Ban Chỉ đạo các Chương trình mục tiêu quốc gia", False),
    ],
)
def test_a_body_that_each_of_several_places_has_is_a_group(words: str, is_group: bool) -> None:
    (party,) = gathered(words).all()
    assert (party.name, party.is_group) == (words, is_group)


@pytest.mark.parametrize(
    ("words", "is_doubted"),
    [
        ("Phòng Nội vụ và GQKN", True),
        ("Sở Y tế, GD và ĐT", True),
        ("Thôn Đông và Đoài", True),
        ("Thôn Phúc Lộc", False),
        ("Phòng Nông nghiệp và PTNT", False),
        ("Sở LĐ, TB và XH", False),
        ("Phòng Văn hóa và Thông tin", False),
        ("Văn phòng HĐND và UBND", False),
    ],
)
def test_what_may_be_two_bodies_is_one_and_doubted(words: str, is_doubted: bool) -> None:
    (party,) = gathered(words).all()
    assert (party.name, party.may_be_two) == (words, is_doubted)


def test_thousands_of_fields_take_no_time() -> None:
    begun = time.process_time()
    assert len(parties.split_names(f"Phòng A{' và MT' * 4000}")) == 1
    assert time.process_time() - begun < 5


def test_an_abbreviation_that_the_document_explains_is_a_body_of_its_own() -> None:
    shortened = {"GQKN": "Tổ Giải quyết khiếu nại"}
    names = [party.name for party in gathered("Phòng Nội vụ và GQKN", shortened=shortened).all()]
    assert names == ["Phòng Nội vụ", "Tổ Giải quyết khiếu nại"]


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


def test_why_it_is_they_is_no_part_of_a_name() -> None:
    found = gathered("Phòng Nội vụ (cơ quan thường trực)", "Phòng Nội vụ").all()
    assert [party.name for party in found] == ["Phòng Nội vụ"]
    (subcommittee,) = gathered("Tiểu ban Lễ nghi (ông Lê Văn Tám làm Trưởng tiểu ban)").all()
    assert subcommittee.name == "Tiểu ban Lễ nghi"


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
    started = time.process_time()
    person_names.person_or_body(f"Chủ tịch {part * 10000}x")
    assert time.process_time() - started < 5
