"""Titles of duties: cut where a clause ends, so that papers print no half of a sentence."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.phrases.duty_verbs import LONGEST_TITLE
from ntmtrack.drafting.phrases.duty_verbs import short_title

VILLAGES = ", ".join(f"thôn Bến Đá {number}" for number in range(1, 12))

WITH_WHOM = "Chủ trì, phối hợp với Bộ Tài chính và các cơ quan liên quan"  # not yet what to do


@pytest.mark.parametrize(
    ("kept", "cut"),
    [
        (
            "Rà soát tủ sách lớp học, bổ sung tối thiểu 30 cuốn sách mỗi lớp",
            ", kèm hình ảnh gửi về thư viện trước 16 giờ 30 ngày 20/4/2025",
        ),
        (
            "Đăng ký tiết mục (theo mẫu gửi kèm) về Phòng Văn hóa - Thông tin của huyện",
            " (qua đồng chí Nguyễn Thị Hoa, số điện thoại 0912 345 678)",
        ),
        (
            "Duy trì chế độ trực ban 24/24 giờ và bố trí lực lượng tại các điểm xung yếu",
            "; không để người dân đi vào các vùng nguy hiểm khi chưa được phép",
        ),
        (
            "Tu sửa tuyến kênh chính và các cống lấy nước của công chức Địa chính - Xây dựng",
            " - hoàn thành việc nghiệm thu trước khi xuống giống vụ mới",
        ),
    ],
)
def test_a_long_title_ends_with_a_clause(kept: str, cut: str) -> None:
    assert short_title(f"{kept}{cut}.") == kept


@pytest.mark.parametrize(
    ("kept", "cut"),
    [
        (
            "Rà soát, phân loại 13 kiến nghị chưa giải quyết, xác định rõ lộ trình",
            ", trả lời cử tri bằng văn bản trước ngày 30 tháng 6 năm 2025",
        ),
        (
            "Thống kê diện tích lúa, ngô, khoai, sắn của từng hộ và từng xứ đồng trong vụ này",
            ", gửi bảng kê về công chức Địa chính - Xây dựng chậm nhất ngày 12/4/2025",
        ),
    ],
)
def test_a_title_says_that_another_action_is_cut_off(kept: str, cut: str) -> None:
    assert short_title(f"{kept}{cut}.") == f"{kept}…"


@pytest.mark.parametrize(
    "text",
    [
        f"Vận động các hộ dân {VILLAGES} hiến đất làm đường",  # no part of a list is left out
        f"{WITH_WHOM}, trong tháng 01 năm 2026, trình Chính phủ dự thảo Nghị định về kinh phí",
        "a" * 200,
    ],
)
def test_where_no_clause_ends_a_title_says_that_it_is_cut(text: str) -> None:
    title = short_title(text)
    assert title.endswith("…")
    assert text.startswith(title[:-1])
    assert LONGEST_TITLE - 20 < len(title) <= LONGEST_TITLE


def test_a_title_that_is_short_enough_is_whole() -> None:
    text = "Rà soát hộ nghèo, nhằm hỗ trợ nhà ở"
    assert short_title(f"{text};") == text
