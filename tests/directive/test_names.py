"""Vietnamese names as people type them: what they match."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st
from running import SHIPPED
from running import run

from ntmtrack.directive import names
from ntmtrack.directive.names import Named

VILLAGES = [
    Named("kim-binh", ["Kim Bình"]),
    Named("che-bien", ["Chế Biển", "Chế Biền", "Chế Biến"]),
    Named("thuong-kim", ["Thượng Kim"]),
    Named("lang-che", ["Làng Chè"]),
    Named("tien-phong", ["Tiên Phong"]),
    Named("quyet-thang", ["Quyết Thắng"]),
]
OWNERS = [
    Named("dang-thi-nhu-mai", ["Đặng Thị Như Mai"]),
    Named("nguyen-thi-mai", ["Nguyễn Thị Mai"]),
    Named("bcd-ntm", ["Ban Chỉ đạo NTM xã", "BCĐ NTM"]),
    Named("bcd-chong-dich", ["Ban Chỉ đạo chống dịch", "BCĐ chống dịch"]),
    Named("btv", ["Ban Thường vụ", "BTV"]),
    Named("thanh-hoa", ["Thanh Hòa"]),
    Named("duong-van-an", ["Dương Văn An"]),
]
CHE_BIEN = [
    "Chế Biển",
    "che bien",
    "CHẾ BIỂN",
    "CHE BIEN",
    "che-bien",
    "CHE-BIEN",
    "Che_Bien",
    "Chế-Biển",
    "Chế\u2011Biển",
    "Chế\u00a0Biển",
    "  chế   biển ",
    "\tchế\nbiển",
    unicodedata.normalize("NFD", "Chế Biển"),
    unicodedata.normalize("NFD", "CHẾ BIỂN"),
    "Chế Biền",
    "Chế Biến",
    "chế biên",
    "Chê Biên",
    "Chế Bien",
    "Che Biển",
    "bien",
    "Biển",
    "chế b",
    "biển chế",
]


@pytest.mark.parametrize("typed", CHE_BIEN)
def test_every_way_of_typing_che_bien_matches_it(typed: str) -> None:
    assert names.match(typed, VILLAGES) == ["che-bien"]


@cache
def overdue_in(typed: str) -> str:
    options = ["--village", typed, "--as-of", "2021-07-02", "-f", str(SHIPPED), "-F", "json"]
    ran = run("overdue", *options)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize("typed", CHE_BIEN)
def test_every_way_of_typing_che_bien_gives_the_same_report(typed: str) -> None:
    assert overdue_in(typed) == overdue_in("che-bien")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("Như Mai", ["dang-thi-nhu-mai"], id="words of a name"),
        pytest.param("như mai", ["dang-thi-nhu-mai"], id="in small letters"),
        pytest.param("nhu mai", ["dang-thi-nhu-mai"], id="without accents"),
        pytest.param("mai nhu", ["dang-thi-nhu-mai"], id="in any order"),
        pytest.param("dang", ["dang-thi-nhu-mai"], id="đ typed as d"),
        pytest.param("đặng", ["dang-thi-nhu-mai"], id="đ typed as đ"),
        pytest.param("mai", ["dang-thi-nhu-mai", "nguyen-thi-mai"], id="several"),
        pytest.param("ai", [], id="not the end of a word"),
        pytest.param("BCD", ["bcd-ntm", "bcd-chong-dich"], id="BCD for BCĐ"),
        pytest.param("BCĐ", ["bcd-ntm", "bcd-chong-dich"], id="BCĐ"),
        pytest.param("bcđ", ["bcd-ntm", "bcd-chong-dich"], id="bcđ"),
        pytest.param("BCD NTM", ["bcd-ntm"], id="a whole alias"),
        pytest.param("btv", ["btv"], id="an alias that is the id as well"),
        pytest.param("Thanh Hoà", ["thanh-hoa"], id="the new place of a tone"),
        pytest.param("thanh hòa", ["thanh-hoa"], id="the old place of a tone"),
        pytest.param("hoà", ["thanh-hoa"], id="a word with the tone elsewhere"),
        pytest.param("nguyen-t", ["nguyen-thi-mai"], id="the beginning of an id"),
        pytest.param("BCD-", ["bcd-ntm", "bcd-chong-dich"], id="the beginning of ids"),
        pytest.param("Duong", ["duong-van-an"], id="d typed for d"),
        pytest.param("Dương", ["duong-van-an"], id="all accents"),
        pytest.param("Đường", [], id="đ and a tone that are not there"),
        pytest.param("Đương", [], id="đ that is not there"),
        pytest.param("Duống", [], id="a tone that is not there"),
        pytest.param("", [], id="nothing"),
        pytest.param(" - ", [], id="only hyphens"),
    ],
)
def test_typed_names_match_owners(typed: str, expected: list[str]) -> None:
    assert names.match(typed, OWNERS) == expected


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("Thanh Hòa", "thanh hoà", True),
        ("khỏe", "khoẻ", True),
        ("Thủy-Lợi", "thuỷ lợi", True),
        ("hòan", "hoàn", True),
        ("Bến Thuýên", "Bến Thuyến", True),
        ("Vịêt Hoà", "Việt Hòa", True),
        ("Tụynh", "Tuỵnh", True),
        ("Thọai", "Thoại", True),
        ("mùa", "muà", True),
        ("thúy", "thuỳ", False),
        ("Ðặng", "Đặng", True),  # the letter eth
        ("H’Hen Niê", "h'hen niê", True),
        ("Ban ngành đoàn thể", "Ban ngành, đoàn thể", True),
    ],
)
def test_equivalent_spellings_match_the_same_name(text: str, other: str, *, same: bool) -> None:
    assert bool(names.match(text, [Named("id", [other])])) is same


ROADS = [
    Named("r1", ["Đường Cao"]),
    Named("r2", ["Dương Cao"]),
    Named("r3", ["Dường"]),
    Named("r4", ["An"]),
    Named("r5", ["An Bình"]),
    Named("an-binh", ["Thôn Năm"]),
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("duong", ["r3"], id="a whole name wins over the beginning of one"),
        pytest.param("duong cao", ["r1", "r2"], id="without accents"),
        pytest.param("dương cao", ["r2"], id="with horns, that the other has too, but not đ"),
        pytest.param("đuong cao", ["r1"], id="with đ only"),
        pytest.param("an", ["r4"], id="exact wins"),
        pytest.param("an-binh", ["an-binh"], id="an exact id wins over a name"),
        pytest.param("an binh", ["r5", "an-binh"], id="id and name without accents"),
        pytest.param("An Bình", ["r5"], id="an exact name wins over an id"),
    ],
)
def test_accents_narrow_the_matches_and_an_exact_name_wins(typed: str, expected: list[str]) -> None:
    assert names.match(typed, ROADS) == expected


NUMBERED = [
    Named("thon-1", ["Thôn 1"]),
    Named("thon-10", ["Thôn 10"]),
    Named("thon-12", ["Thôn 12"]),
    Named("tan-lap-1", ["Tân Lập 1"]),
    Named("xom-noi", ["Xóm Nội"]),
    Named("noi-hai", ["Nội Hai"]),
    Named("tdp-5", ["Tổ dân phố 5"]),
    Named("ban-na", ["Bản Na"]),
    Named("lang-noi", ["Làng Nồi"]),
]


def test_a_write_accepts_words_only_in_the_order_of_the_name() -> None:
    """“Hà Tây” is another place than “Tây Hà”, but entries for it were recorded there."""
    things = [Named("tay-ha", ("Tây Hà",)), Named("chi-uy", ("Chi ủy thôn Nam Giang",))]
    assert names.match_whole("tay ha", things) == ["tay-ha"]
    assert names.match_whole("hà", things) == ["tay-ha"]
    assert names.match_whole("chi ủy nam giang", things) == ["chi-uy"]
    assert names.match_whole("hà tây", things) == names.match_whole("giang nam", things) == []
    assert names.match("hà tây", things) == ["tay-ha"]  # a report shows which name it assumed


@pytest.mark.parametrize(
    ("typed", "in_a_read", "in_a_write"),
    [
        pytest.param("Thôn 1", ["thon-1"], ["thon-1"], id="a number is whole"),
        pytest.param("thon-1", ["thon-1"], ["thon-1"], id="an id"),
        pytest.param("1", ["thon-1", "tan-lap-1"], ["thon-1", "tan-lap-1"], id="a word"),
        pytest.param("Thôn 2", [], [], id="no beginning of another"),
        pytest.param("xóm 1", [], [], id="another kind of place"),
        pytest.param("Thôn Nội", [], [], id="another kind of place for a word"),
        pytest.param("Nội", ["xom-noi"], ["xom-noi"], id="the kind of place left out"),
        pytest.param("thôn Tân Lập 1", ["tan-lap-1"], ["tan-lap-1"], id="the kind added"),
        pytest.param("ấp Nội Hai", ["noi-hai"], ["noi-hai"], id="any kind added"),
        pytest.param("tổ dân phố 5", ["tdp-5"], ["tdp-5"], id="a kind of three words"),
        pytest.param("na", ["ban-na"], ["ban-na"], id="a hamlet"),
        pytest.param("ban na", ["ban-na"], ["ban-na"], id="a hamlet without accents"),
        pytest.param("ban Nội", [], [], id="a board is no hamlet"),
        pytest.param("lập", ["tan-lap-1"], ["tan-lap-1"], id="a whole word"),
        pytest.param("tân l", ["tan-lap-1"], [], id="the beginning of a word"),
        pytest.param("tan-l", ["tan-lap-1"], [], id="the beginning of an id"),
        pytest.param("tan-lap", ["tan-lap-1"], ["tan-lap-1"], id="words of an id and a name"),
        pytest.param("hai", ["noi-hai"], ["noi-hai"], id="whole words win over beginnings"),
    ],
)
def test_a_write_accepts_whole_words_only(
    typed: str, in_a_read: list[str], in_a_write: list[str]
) -> None:
    assert names.match(typed, NUMBERED) == in_a_read
    assert names.match_whole(typed, NUMBERED) == in_a_write


def test_thon_1_does_not_match_thon_12() -> None:
    twelfth = [Named("thon-12", ["Thôn 12"]), Named("tan-lap-1", ["Tân Lập 1"])]
    assert names.match("Thôn 1", twelfth) == names.match_whole("Thôn 1", twelfth) == []


def test_a_long_argument_is_refused_quickly() -> None:
    typed = "chế biển x " * 10_000
    assert names.match(typed, VILLAGES) == []


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("xi măng", "Thống kê đường để đăng ký xi măng", True),
        ("xi mang DUONG", "Thống kê đường để đăng ký xi măng", True),
        ("măng xi", "Thống kê đường để đăng ký xi măng", True),
        ("dương", "Thống kê đường để đăng ký xi măng", True),
        ("dường", "Thống kê đường để đăng ký xi măng", True),
        ("dướng", "Thống kê đường để đăng ký xi măng", False),
        ("ăng", "Thống kê đường để đăng ký xi măng", False),
        ("", "", True),
        ("1", "trước ngày 15/7", False),
        ("15", "trước ngày 15/7", True),
        ("1", "dài 1.308 m", False),
        ("308", "dài 1.308 m", False),
    ],
)
def test_a_search_finds_texts_with_all_its_words(query: str, text: str, *, expected: bool) -> None:
    assert names.has_words(query, text) is expected


# Real Vietnamese words: those of the shipped letter.
WORDS = sorted(set(re.findall(r"[^\W\d_]+", SHIPPED.read_text(encoding="utf-8").lower())))
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)


@given(NAMES)
def test_folding_leaves_no_accent(name: str) -> None:
    assert names.fold(name).isascii()


@given(NAMES, st.sampled_from(["NFC", "NFD"]), st.sampled_from([str, str.upper, str.title]))
def test_a_name_matches_itself_in_every_unicode_form_and_case(
    name: str, form: str, case: type[str]
) -> None:
    typed = unicodedata.normalize("NFD" if form == "NFD" else "NFC", case(name))
    assert names.match(typed, [Named("x", [name])]) == ["x"]
    assert names.fold(typed) == names.fold(name)


@given(NAMES)
def test_a_name_matches_itself_without_accents(name: str) -> None:
    assert names.match(names.fold(name), [Named("x", [name])]) == ["x"]


@given(NAMES, st.data())
def test_a_name_matches_itself_without_some_of_its_accents(name: str, data: st.DataObject) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    kept = [
        char
        for char in decomposed
        if not unicodedata.combining(char) or data.draw(st.booleans(), label="keep")
    ]
    typed = "".join(
        "d" if char == "đ" and data.draw(st.booleans(), label="plain d") else char for char in kept
    )
    assert names.match(typed, [Named("x", [name])]) == ["x"]


@given(NAMES, st.sampled_from("\u0300\u0301\u0303\u0309\u0323"))
def test_an_accent_that_the_name_does_not_have_prevents_a_match(name: str, tone: str) -> None:
    plain = names.fold(name)
    at = next((place for place, char in enumerate(plain) if char in "aeiouy"), None)
    if at is None:
        return
    typed = plain[: at + 1] + tone + plain[at + 1 :]
    assert names.match(typed, [Named("x", [plain])]) == []


@pytest.mark.parametrize(
    ("body", "place", "name"),
    [
        ("Ban Phát triển thôn", "Bến Đá", "Ban Phát triển thôn Bến Đá"),
        ("Ban Phát triển thôn", "Thôn 1", "Ban Phát triển Thôn 1"),
        ("Ban Phát triển thôn", "Xóm Mới", "Ban Phát triển Xóm Mới"),
        ("Tổ Covid cộng đồng", "Tổ dân phố 3", "Tổ Covid cộng đồng Tổ dân phố 3"),
        ("Chi ủy thôn", "Thôn", "Chi ủy thôn Thôn"),
        ("UBND xã", "xã Vân Trạch", "UBND xã Vân Trạch"),
        ("UBND xã", "Thị trấn Hoàn Lão", "UBND Thị trấn Hoàn Lão"),
        ("Ban Điều hành khu phố", "Khu phố 3", "Ban Điều hành Khu phố 3"),
        ("Công an xã", "Thôn 1", "Công an xã Thôn 1"),
        ("Hội Nông dân", "xã Vân Trạch", "Hội Nông dân xã Vân Trạch"),
        ("Ban cán sự các thôn", "Bến Đá", "Ban cán sự thôn Bến Đá"),
        ("Ban cán sự mỗi thôn", "Thôn 1", "Ban cán sự Thôn 1"),
        ("Công an các xã", "Vân Trạch", "Công an xã Vân Trạch"),
        ("Các tổ xung kích thôn", "Bến Đá", "Các tổ xung kích thôn Bến Đá"),
    ],
)
def test_the_kind_of_a_place_is_not_repeated_in_the_name_of_its_body(
    body: str, place: str, name: str
) -> None:
    assert names.name_at_place(body, place) == name


@pytest.mark.parametrize("body", ["Ban cán sự thôn", "Ban cán sự các thôn"])
def test_a_body_of_every_place_is_named_without_its_places_in_singular_and_plural(
    body: str,
) -> None:
    assert names.without_place(names.singular_name(body)) == "Ban cán sự"


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("thôn Chế Biển", "Chế Biển"),
        ("Tổ dân phố Nam", "Nam"),
        ("Chế Biển", "Chế Biển"),
        ("xóm", "xóm"),
        ("", ""),
    ],
)
def test_the_kind_of_place_before_a_name_is_removed(typed: str, bare: str) -> None:
    assert names.without_place_before(typed) == bare


TYPED = st.text("abAB19 -_'`.,“é", max_size=6)


@given(query=TYPED, texts=st.lists(TYPED | st.none(), max_size=4))
@example(query="muc", texts=[None, "mục 3", "3.1"])
def test_likely_texts_include_all_that_begin_as_typed_or_have_the_words(
    query: str, texts: list[str | None]
) -> None:
    matching = [
        place
        for place, text in enumerate(texts)
        if text and (names.begins_as_typed(query, text) or names.has_words(query, text))
    ]
    assert set(matching) <= set(names.likely_indexes(query, texts))


@given(query=TYPED, text=TYPED)
def test_the_quick_test_of_a_text_never_changes_the_result(query: str, text: str) -> None:
    with_quick_test = names.begins_as_typed(query, text), names.has_words(query, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "_may_have", lambda *_: True)
        assert with_quick_test == (names.begins_as_typed(query, text), names.has_words(query, text))
