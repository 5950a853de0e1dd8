"""Names that are nearly right or look alike: what is accepted, suggested, or never suggested."""

from __future__ import annotations

import pytest
from running import SHIPPED
from running import run

from ntmtrack.directive import names
from ntmtrack.directive.inexact_names import appearance
from ntmtrack.directive.inexact_names import are_opposite
from ntmtrack.directive.inexact_names import find_shortened
from ntmtrack.directive.inexact_names import foreign_letter
from ntmtrack.directive.inexact_names import similar_ids
from ntmtrack.directive.names import Named

VILLAGES = [
    Named("kim-binh", ["Kim Bình"]),
    Named("che-bien", ["Chế Biển", "Chế Biến"]),
    Named("thuong-kim", ["Thượng Kim"]),
    Named("tien-phong", ["Tiên Phong"]),
    Named("tan-lap-1", ["Tân Lập 1"]),
    Named("thon-bai-dai", ["Thôn Bãi Dài"]),
    Named("don-dien", ["Đồn Điền"]),
]
BODIES = [
    Named("hdnd", ["HĐND xã", "HĐND"]),
    Named("nong-dan", ["Hội Nông dân"]),
    Named("phu-nu", ["Hội Phụ nữ"]),
]
TWO = [Named("ben-da", ["Bến Đá"]), Named("binh-dan", ["Bình Dân"])]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chebien", "che-bien"),
        ("CHEBIEN", "che-bien"),
        ("ChếBiển", "che-bien"),
        ("chếbiến", "che-bien"),
        ("thôn chebien", "che-bien"),
        ("tanlap1", "tan-lap-1"),
        ("baidai", "thon-bai-dai"),
        ("CB", "che-bien"),
        ("tk", "thuong-kim"),
        ("thôn CB", "che-bien"),
        ("TL1", "tan-lap-1"),
        ("BD", "thon-bai-dai"),
        ("ĐĐ", "don-dien"),
        ("dd", "don-dien"),
    ],
)
def test_a_short_name_with_a_single_meaning_is_accepted(typed: str, meant: str) -> None:
    assert find_shortened(typed, VILLAGES) == [meant]


@pytest.mark.parametrize("typed", ["chềbien", "C", "TL", "TL2", "xóm", "", "ĐK", "chebie"])
def test_a_text_that_is_not_a_short_name_has_no_meaning(typed: str) -> None:
    assert find_shortened(typed, VILLAGES) == []


def test_initials_of_two_names_mean_neither_and_suggest_both() -> None:
    assert find_shortened("BD", TWO) == []
    assert similar_ids("BD", TWO) == ["ben-da", "binh-dan"]


@pytest.mark.parametrize(
    "typed", ["Chees Bieenr", "chees bieens", "Cheees Bieenr", "CHEES BIEENR", "Che61 Bie63n"]
)
def test_unconverted_keystrokes_are_recognized(typed: str) -> None:
    assert similar_ids(typed.replace("eee", "ee"), VILLAGES) == ["che-bien"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Thuowngj Kim", "thuong-kim"),
        ("Thu7o7ng5 Kim", "thuong-kim"),
        ("DDoonf DDieenf", "don-dien"),
        ("D9o62n D9ie62n", "don-dien"),
        ("Tieen Phong", "tien-phong"),
        ("Taan Laapj 1", "tan-lap-1"),
    ],
)
def test_every_key_of_telex_and_vni_is_recognized(typed: str, meant: str) -> None:
    assert names.match(typed, VILLAGES) == find_shortened(typed, VILLAGES) == []
    assert similar_ids(typed, VILLAGES) == [meant]


@pytest.mark.parametrize(("typed", "first"), [("HND", "nong-dan"), ("HPN", "phu-nu")])
def test_the_initials_of_a_body_mean_it_rather_than_a_similar_name(typed: str, first: str) -> None:
    assert similar_ids(typed, BODIES) == find_shortened(typed, BODIES) == [first]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Chè Biền", "che-bien"),
        ("Chê Biễn", "che-bien"),
        ("che bine", "che-bien"),
        ("thôm chế biển", "che-bien"),
        ("Đim Bình", "kim-binh"),
        ("xxxxxxxx", None),
        ("", None),
    ],
)
def test_a_name_without_a_match_suggests_the_nearest_one(typed: str, meant: str | None) -> None:
    assert names.match(typed, VILLAGES) == []
    assert next(iter(similar_ids(typed, VILLAGES)), None) == meant


def test_at_most_three_near_names_are_suggested() -> None:
    known = [names.Named(f"to-{number}", (f"Tổ {number}",)) for number in range(1, 8)]
    assert len(similar_ids("to-9", known)) == 3


def test_a_long_argument_is_compared_quickly() -> None:
    assert similar_ids("chế biển x " * 10_000, VILLAGES) == []


@pytest.mark.parametrize(
    ("option", "typed", "name"),
    [
        ("--village", "chebien", "Chế Biển"),
        ("--village", "CB", "Chế Biển"),
        ("--owner", "HND", "Hội Nông dân"),
        ("--owner", "LHPN", "Hội Phụ nữ"),
        ("--owner", "Đoàn TN", "Đoàn Thanh niên"),
        ("--owner", "tư pháp", "Nguyễn Thị Nguyệt"),
        ("--owner", "địa chính", "Trần Ngọc Anh, Đặng Thị Như Mai"),
    ],
)
def test_reports_accept_names_as_officials_type_them(option: str, typed: str, name: str) -> None:
    result = run("overdue", option, typed, "--as-of", "2/7/2021", "-f", str(SHIPPED))
    assert result.code == 0
    assert f" {name}." in result.out


@pytest.mark.parametrize("typed", ["chebien", "CB"])
def test_a_write_refuses_a_short_name_and_suggests_its_meaning(typed: str) -> None:
    line = ("done", "hang-rao", "--village", typed, "--on", "2/7/2021", "--dry-run")
    result = run(*line, "-f", str(SHIPPED))
    assert result.code == 2
    assert "Chế Biển" in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("at_most", "at_least"),
        ("less_than", "more_than"),
        ("undone", "done"),
        ("chưa hoàn thành", "hoàn thành"),
        ("deadline", "no-deadline"),
        ("start", "end"),
    ],
)
def test_the_opposite_of_a_word_is_never_suggested(typed: str, known: str) -> None:
    assert similar_ids(typed, [Named(known, ())]) == []


@pytest.mark.parametrize(("typed", "known"), [("at_leats", "at_least"), ("mor_than", "more_than")])
def test_the_correction_of_a_typing_mistake_is_suggested(typed: str, known: str) -> None:
    assert similar_ids(typed, [Named(known, ())]) == [known]


@pytest.mark.parametrize(
    ("text", "other"), [("done", "done"), ("due today", "due soon"), ("kim binh", "khong")]
)
def test_words_that_are_not_opposites_are_not_taken_for_them(text: str, other: str) -> None:
    assert not are_opposite(text, other)


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
def test_names_that_look_the_same_have_the_same_appearance(name: str) -> None:
    assert appearance(name) == appearance("Thôn 1")


@pytest.mark.parametrize("name", ["Thôn 2", "Thon 1", "Thơn 1", "Bản 1"])
def test_names_that_look_different_have_different_appearances(name: str) -> None:
    assert appearance(name) != appearance("Thôn 1")


def test_a_foreign_letter_is_called_by_its_unicode_name() -> None:
    assert foreign_letter("Thôn \u0410n") == "\u0410 (CYRILLIC CAPITAL LETTER A)"
    assert foreign_letter("Nguyễn Đức Ðặng") is None
