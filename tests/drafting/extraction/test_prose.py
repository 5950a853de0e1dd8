"""Duties in sentences: whose they are, where they are cut, what labels and headings say."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import duty_block
from ntmtrack.drafting.extraction import outline
from ntmtrack.drafting.extraction import prose
from ntmtrack.drafting.extraction.duty_block import RawDuty

ISSUED = date(2025, 3, 3)
BEGIN = "II. NHIỆM VỤ"


def read(text: str, recipients: str = "") -> prose.Prose:
    reader = prose.Prose(ISSUED, recipients)
    paragraphs = [
        TextParagraph(line.strip(), SourcePlace(paragraph=number))
        for number, line in enumerate(text.strip().splitlines(), 1)
    ]
    reader.read(outline.lines(paragraphs))
    return reader


def duties(text: str, recipients: str = "") -> list[RawDuty]:
    return read(text, recipients).duties


def whose(text: str) -> list[tuple[str, str]]:
    return [(duty.owner, duty.support) for duty in duties(f"{BEGIN}\n{text}")]


@pytest.mark.parametrize(
    ("sentence", "owner", "support"),
    [
        ("Giao Phòng Kinh tế rà soát các hồ đập.", "Phòng Kinh tế", ""),
        ("Giao cho Hội Nông dân xã vận động hội viên.", "Hội Nông dân xã", ""),
        ("Đề nghị Ủy ban MTTQ xã giám sát việc thực hiện.", "Ủy ban MTTQ xã", ""),
        ("Yêu cầu các chi bộ quán triệt đến đảng viên.", "các chi bộ", ""),
        ("Phân công đồng chí Lê A lập danh sách.", "đồng chí Lê A", ""),
        ("Sở A chủ trì, phối hợp với Sở Tài chính lập kế hoạch.", "Sở A", "Sở Tài chính"),
        ("Công an xã có trách nhiệm bảo đảm trật tự.", "Công an xã", ""),
        ("Ban Chỉ đạo xã theo dõi tiến độ hằng ngày.", "Ban Chỉ đạo xã", ""),
        ("Ban Tổ chức Đảng ủy tham mưu kế hoạch.", "Ban Tổ chức Đảng ủy", ""),
        ("Thường trực HĐND xã ban hành nghị quyết.", "Thường trực HĐND xã", ""),
        ("Các sở, ban, ngành căn cứ Kế hoạch này xây dựng kế hoạch.", "Các sở, ban, ngành", ""),
        ("Trên cơ sở đó, Sở Y tế phối hợp với Sở Nội vụ trình UBND.", "Sở Y tế", "Sở Nội vụ"),
        ("Trường Tiểu học Số 1 tổ chức ngày hội đọc sách.", "Trường Tiểu học Số 1", ""),
        ("Đồng thời, giao Văn phòng tổng hợp kết quả.", "Văn phòng", ""),
        ("Bí thư đảng ủy; Chủ tịch UBND xã chỉ đạo.", "Bí thư đảng ủy; Chủ tịch UBND xã", ""),
    ],
)  # fmt: skip
def test_a_sentence_says_whose_a_duty_is(sentence: str, owner: str, support: str) -> None:
    assert whose(f"1. {sentence}") == [(owner, support)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;",
        "Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW.",
        "Tình hình dịch bệnh diễn biến phức tạp trên địa bàn.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về xã.",
    ],
)
def test_a_sentence_that_gives_nobody_anything_is_no_duty(sentence: str) -> None:
    assert duties(sentence) == []


def test_a_heading_names_the_owner_of_what_follows() -> None:
    assert whose(
        """1. Sở Khoa học và Công nghệ
        a) Chủ trì xây dựng kế hoạch.
        b) Tổng hợp báo cáo UBND tỉnh.
        2. Đề nghị: Hội Nông dân, Hội Phụ nữ
        a) Vận động hội viên tham gia.
        3. Giao Công an xã:
        - Tuần tra ban đêm.
        - Chốt chặn các ngã ba."""
    ) == [
        ("Sở Khoa học và Công nghệ", ""),
        ("Sở Khoa học và Công nghệ", ""),
        ("Hội Nông dân, Hội Phụ nữ", ""),
        ("Công an xã", ""),
        ("Công an xã", ""),
    ]


def test_the_addressees_owe_what_nobody_else_is_named_for() -> None:
    found = duties(
        """Ủy ban nhân dân xã đề nghị các đơn vị thực hiện các nội dung sau:
        1. Rà soát số liệu hộ nghèo.
        2. Lập danh sách gửi về xã.""",
        "Các thôn; Hội Nông dân",
    )
    assert [duty.owner for duty in found] == ["Các thôn; Hội Nông dân"] * 2
    assert {reason.text for duty in found for reason in duty.doubts} == {duty_block.OWNER_ADDRESSED}


@pytest.mark.parametrize(
    ("who", "helps", "when", "what"),
    [
        ("Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện", "Sản phẩm"),
        ("Cơ quan thực hiện", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Kết quả"),
        ("Chủ trì", "Phối hợp", "Tiến độ", "Kết quả, sản phẩm"),
    ],
)
def test_labels_say_it_of_the_duties_above(who: str, helps: str, when: str, what: str) -> None:
    found = duties(
        f"""{BEGIN}
        1. Chuyển đổi số
        a) Nhiệm vụ:
        - Số hóa hồ sơ đất đai.
        - Tập huấn cho cán bộ thôn.
        b) {who}: Văn phòng UBND xã
        c) {helps}: Công an xã
        d) {when}: Hoàn thành trong quý III/2025.
        đ) {what}: Báo cáo"""
    )
    assert len(found) == 2
    for duty in found:
        assert (duty.owner, duty.support) == ("Văn phòng UBND xã", "Công an xã")
        assert (duty.product, duty.deadline) == ("Báo cáo", "Hoàn thành trong quý III/2025")


def test_labels_stand_within_a_sentence_too() -> None:
    (duty,) = duties(
        f"{BEGIN}\n1. Số hóa tài liệu (Chủ trì: Văn phòng; phối hợp: các ban; xong tháng 6/2025)."
    )
    assert (duty.owner, duty.support) == ("Văn phòng", "các ban")
    assert [time.says["due"] for time in duty.times] == ["2025-06"]


def test_a_deadline_below_holds_for_the_bullets_above_it() -> None:
    found = duties(
        f"""{BEGIN}
        1. Giao các thôn
        - Dọn vệ sinh đường làng.
        - Trồng cây xanh.
        Thời gian hoàn thành trước ngày 30 tháng 4 năm 2025."""
    )
    assert [[time.says["due"] for time in duty.times] for duty in found] == [["2025-04-30"]] * 2
    assert all(reason.text != "" for duty in found for reason in duty.doubts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # another subject, another deadline, a report that falls due again and again
        ("Giao Sở A rà soát; giao Sở B tổng hợp.", ["Giao Sở A rà soát", "giao Sở B tổng hợp."]),
        (
            "Sở A khảo sát trước ngày 30/6/2025 và triển khai thực hiện trong tháng 7/2025.",
            ["Sở A khảo sát trước ngày 30/6/2025", "triển khai thực hiện trong tháng 7/2025."],
        ),
        (
            "Công an xã theo dõi, đôn đốc các thôn và báo cáo kết quả trước ngày 20 hằng tháng.",
            ["Công an xã theo dõi, đôn đốc các thôn", "báo cáo kết quả trước ngày 20 hằng tháng."],
        ),
        (
            "Điều động tổ A hỗ trợ thôn Đông, Tổ B hỗ trợ thôn Đoài.",
            ["Điều động tổ A hỗ trợ thôn Đông", "Tổ B hỗ trợ thôn Đoài."],
        ),
        (
            "Các thôn phải chuẩn bị: (1) hàng rào cần trồng lại; (2) biển báo cần thay mới.",
            [
                "Các thôn phải chuẩn bị:",
                "(1) hàng rào cần trồng lại;",
                "(2) biển báo cần thay mới.",
            ],
        ),
        # one duty, however long
        ("Sở A rà soát, bổ sung, hoàn thiện; bảo đảm đúng quy định.", None),
        ("Sở A gửi hồ sơ đến huyện; gửi biên bản đến xã trước ngày 30/6/2025.", None),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_where_another_duty_begins(text: str, parts: list[str] | None) -> None:
    found = [duty.text for duty in duties(f"{BEGIN}\n- {text}")]
    assert found == (parts or [text])


@pytest.mark.parametrize("heading", ["I. MỤC ĐÍCH, YÊU CẦU", "II. MỤC TIÊU", "I. TÌNH HÌNH CHUNG"])
def test_aims_are_no_duties_but_are_listed(heading: str) -> None:
    reader = read(f"{heading}\n1. Các đơn vị triển khai đồng bộ, hiệu quả.")
    assert reader.duties == []
    assert [left.text for left in reader.unused] == ["Các đơn vị triển khai đồng bộ, hiệu quả."]


def test_nothing_with_a_verb_of_duties_or_a_date_is_lost() -> None:
    text = """Phần mở đầu triển khai từ năm ngoái.
    Hoàn thành trước ngày 30/6/2025.
    1. Rà soát lại toàn bộ hồ sơ.
    2. Sở A tổng hợp."""
    reader = read(text)
    told = " ".join(
        [*(duty.text for duty in reader.duties), *(left.text for left in reader.unused)]
    )
    assert all(line.strip().lstrip("12. ") in told for line in text.splitlines())
