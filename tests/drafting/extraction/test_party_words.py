"""Who a sentence gives a duty to, and where the duty's own words begin."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.extraction import party_words


@pytest.mark.parametrize(
    ("owner", "duty"),
    [
        ("Công an xã", "tổ chức cấm người qua đập tràn"),
        ("Công an xã", "tổ chức tuần tra ban đêm"),
        ("Đoàn Thanh niên", "tổ chức cắm trại"),
        ("Thầy Lê Văn Tám", "phụ trách trang trí lễ đài"),
        ("Cô Trần Thị Tư (kế toán)", "lập dự toán"),
        ("Đồng chí Lê Văn Tám", "phụ trách địa bàn thôn Đông"),
        ("Phó Hiệu trưởng", "duyệt kế hoạch của các tổ"),
        ("Hội đồng xét duyệt", "họp trước ngày 30/6"),
        ("Công chức phụ trách lĩnh vực đất đai", "lập báo cáo"),
        ("Ban tổ chức Đảng ủy", "tổ chức họp các chi bộ"),
        ("Văn phòng HĐND và UBND xã", "theo dõi, đôn đốc"),
    ],
)
def test_a_verb_is_none_of_the_name_before_it(owner: str, duty: str) -> None:
    text = f"{owner} {duty}"
    found = party_words.subject(text)
    assert found is not None
    assert (found.names(text), text[found.rest :]) == (owner, duty)
