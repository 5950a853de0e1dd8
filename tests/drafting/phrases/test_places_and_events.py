"""Villages: the names after their kind, in lists, with numbers, and how many there are."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases.spelling import Slugs


def villages(*texts: str) -> places_and_events.GatheredVillages:
    found = places_and_events.GatheredVillages(Slugs())
    found.gather((text, SourcePlace(paragraph=1)) for text in texts)
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("đi thôn An Phú vào nhà văn hóa", ["An Phú"]),
        ("các thôn: An Phú, Bình Minh và Cây Da", ["An Phú", "Bình Minh", "Cây Da"]),
        ("xóm 1, 2, 3", ["Xóm 1", "Xóm 2", "Xóm 3"]),
        ("tổ dân phố 7 và tổ dân phố 8", ["Tổ dân phố 7", "Tổ dân phố 8"]),
        ("bản Nậm Cắn, bản Huồi Mới", ["Nậm Cắn", "Huồi Mới"]),
        ("ấp Mỹ Long; ấp Mỹ Thạnh", ["Mỹ Long", "Mỹ Thạnh"]),
        ("buôn Ako Dhong", ["Ako Dhong"]),
        ("di dời 42 hộ tại làng Kon Tuông", ["Kon Tuông"]),
        ("thôn Chế Biển, Làng Chè", ["Chế Biển", "Làng Chè"]),
        ("khối 5 và khối 6", ["Khối 5", "Khối 6"]),
        ("học sinh khối 6, 7 kiểm tra", []),
        ("hệ thống văn bản Nghị quyết của Đảng", []),
        ("các thôn trên địa bàn xã Sơn Hà", []),
        ("ban phát triển thôn và Hội Phụ nữ", []),
        ("8 thôn, mỗi thôn 3 việc; mỗi xóm 01 mô hình", []),
        ("giao ban với khối Đảng, Mặt trận và các đoàn thể", []),
        ("làm việc với khối Nội chính và khối Dân vận", []),
        ("thôn Đoàn Kết, khối Tân Tiến", ["Đoàn Kết", "Tân Tiến"]),
        ("khối Kinh Đô", ["Kinh Đô"]),
    ],
)
def test_villages_are_named_after_their_kind(text: str, names: list[str]) -> None:
    assert [village.name for village in villages(text).all()] == names


def test_other_spellings_of_a_village_are_its_aliases() -> None:
    (village,) = villages("thôn An Phú", "thôn An Phu").all()
    assert (village.name, village.aliases) == ("An Phú", ("An Phu",))


def test_a_village_keeps_the_words_of_its_name_in_its_id() -> None:
    found = villages("Thôn Nam, thôn Nam Các.").all()
    assert [village.id for village in found] == ["nam", "nam-cac"]


def test_teams_name_villages_too_where_there_are_any() -> None:
    found = villages("thôn An Phú", "điều động tổ chỉ đạo Cây Da hỗ trợ Bình Minh")
    assert [village.name for village in found.all()] == ["An Phú", "Cây Da", "Bình Minh"]
    assert villages("tổ chỉ đạo Cây Da").all() == []


@pytest.mark.parametrize("text", ["cả 2/2 thôn", "toàn xã", "tất cả các thôn"])
def test_all_villages_are_meant(text: str) -> None:
    assert villages("thôn An Phú, Cây Da").named_in(text) == ("all",)


def test_names_that_are_listed_are_those_names_even_where_there_are_no_others() -> None:
    found = villages("thôn An Phú, Cây Da")
    assert found.named_in("thôn An Phú, Cây Da") == ("an-phu", "cay-da")
    assert found.named_in("Rà soát hộ nghèo tại An Phú, Cây Da") == ("an-phu", "cay-da")


def test_a_village_is_known_by_whole_words() -> None:
    found = villages("thôn Đông, thôn Đoài")
    assert found.named_in("làm đường thôn Đoài") == ("doai",)
    assert found.named_in("làm đường liên thôn") == ()


def test_how_many_villages_there_are_is_read() -> None:
    assert [total for total, _ in places_and_events.totals("cả 8/8 thôn, 3/4 chỉ tiêu")] == [8]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("giao đồng chí Chủ tịch huy động lực lượng", ()),
        ("tổ hòa giải ở cơ sở", ()),
        ("Đông đảo người dân tham gia", ()),
        ("vùng Đông Nam của huyện", ()),
        ("hạ tầng, thượng tầng", ()),
        ("Hội Phụ nữ Bình Đông", ()),
        ("thôn đông", ("dong",)),
        ("THÔN ĐÔNG", ("dong",)),
        ("chi bộ Đông", ("dong",)),
        ("Chi bộ thôn Hòa, Đông", ("dong", "hoa")),
        ("nhà văn hóa An Hạ", ("an-ha",)),
        ("nhà văn hoá Hoà", ("hoa",)),
        ("khu An Hạ Mới", ()),
        ("các xóm 1, 2", ("xom-1", "xom-2")),
        ("Mục 1, 2", ()),
    ],
)
def test_lower_case_words_and_parts_of_other_names_are_no_villages(
    text: str, named: tuple[str, ...]
) -> None:
    found = villages("thôn Đông, Hòa, An Hạ, Hạ", "xóm 1, 2")
    assert found.named_in(text) == named


def test_names_in_brackets_after_their_kind_are_villages_and_nothing_else_there_is() -> None:
    villages = places_and_events.GatheredVillages(Slugs())
    texts = (
        "Hoàn thành 04 nhà văn hóa thôn (Đông, Đoài, Thượng và Hạ)",
        "Họp các thôn (Bí thư chi bộ, Trưởng thôn)",
        "Họp các thôn (Đoàn Thanh niên, Hội Phụ nữ)",
    )
    villages.gather((text, SourcePlace(paragraph=1)) for text in texts)
    assert [village.name for village in villages.all()] == ["Đông", "Đoài", "Thượng", "Hạ"]


@pytest.mark.parametrize(
    "column",
    ["Tại các thôn", "Mỗi thôn", "Các thôn", "2 thôn", "02 thôn", "Từng thôn"],
)
def test_a_place_says_all_villages(column: str) -> None:
    found = villages("thôn An Phú, Cây Da")
    assert found.named_in(f"Rà soát {column}", listed=column) == ("all",)


def test_villages_that_a_place_names_or_counts_otherwise_are_not_all() -> None:
    found = villages("thôn An Phú, Cây Da, Đông")
    assert found.named_in("Rà soát", listed="8 thôn") == ()
    assert found.named_in("Các thôn An Phú, Đông", listed="Các thôn An Phú, Đông") == (
        *("an-phu", "dong"),
    )


@pytest.mark.parametrize(
    ("text", "owner", "seem"),
    [
        ("Phun thuốc khử khuẩn tại các thôn", "Trạm Y tế xã", True),
        ("Hướng dẫn đến từng thôn", "Hội Nông dân xã", True),
        ("Họp dân", "Ban Công tác Mặt trận các thôn", True),
        ("Họp dân", "Trưởng thôn", True),
        ("Họp dân", "Các thôn", True),
        ("Phun thuốc tại các thôn An Phú, Đông", "Trạm Y tế xã", False),
        ("Rà soát các văn bản đã ban hành", "Văn phòng", False),
        ("Họp dân", "Trưởng thôn An Phú", False),
        ("Làm đường liên thôn", "Ban Quản lý dự án", False),
    ],
)
def test_words_seem_to_mean_every_village(text: str, owner: str, seem: bool) -> None:
    assert villages("thôn An Phú, Cây Da, Đông").seem_all(text, owner) is seem
    assert villages("Kế hoạch").seem_all(text, owner) is False
