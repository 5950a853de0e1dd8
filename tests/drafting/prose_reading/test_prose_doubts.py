"""Sentences that look like dated duties but are doubtful: their day or owner is never asserted."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading import prose
from ntmtrack.drafting.prose_reading.duty_block import RawDuty


def duties(text: str) -> list[RawDuty]:
    reader = prose.Prose(date(2026, 3, 10), "")
    paragraphs = [
        TextParagraph(line.strip(), SourcePlace(paragraph=number))
        for number, line in enumerate(f"II. NHIỆM VỤ\n{text}".splitlines(), 1)
    ]
    reader.read(outline.lines(paragraphs))
    return reader.duties


def sure_days(text: str) -> list[str]:
    """Return the days that the duties of a text have without any doubt."""
    return [
        str(time.fields[key])
        for duty in duties(text)
        for time in duty.times
        if not time.doubts and not duty.doubts
        for key in ("start", "due")
        if key in time.fields
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        # what others are expected to begin
        "Văn phòng lập danh mục các công trình dự kiến từ ngày 05/6/2026 thi công.",
        "Kế toán lập dự trù cho lớp học dự kiến từ ngày 07/6/2026.",
        # the hours that a report covers
        "Trạm Y tế báo cáo số người khám từ 7 giờ ngày 02/4/2026 đến 7 giờ ngày 03/4/2026.",
        "Đội Thủy nông đo mực nước từ 5 giờ ngày 11/4 đến 17 giờ ngày 12/4/2026.",
        # the last day on which another body receives
        "Ngày 14/5/2026 là hạn cuối Kho bạc nhận hồ sơ, Kế toán chuyển trước 03 ngày.",
        "Ngày 16/5/2026 là hạn cuối huyện thu bài dự thi.",
        "Ngày 18/5/2026 là hạn chót Sở Y tế công bố kết quả.",
        # figures that look like short days
        "Đội thợ rải đá mỗi ngày 2.10 km.",
        "Trạm Y tế khám mỗi ngày 1.11 nghìn lượt.",
        "Bộ phận Một cửa trả kết quả chậm nhất ngày 2-4 ngày làm việc.",
        "Kế toán trả giấy trước ngày 2-4 sau khi nhận đơn.",
        "Tổ điều tra đi thực địa trong ngày 4, 5/6 số hộ.",
    ],
)
def test_a_day_that_may_not_be_the_duties_own_is_not_asserted(sentence: str) -> None:
    assert sure_days(f"1. {sentence}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo biên bản, ngày 4/3/2026 Tổ bảo vệ lập danh sách xe.",
        "Qua kiểm tra, đêm 5/3/2026 các xóm tổ chức canh đê.",
        "Sau khi nghe báo, ngày 6/3/2026 Hội Nông dân gửi giống lúa.",
        "Trước đây, Đảng ủy phân công: bà Tô Thị Lam phụ trách xóm Thượng.",
        "Năm 2025, Đảng ủy phân công: ông Vũ Văn Tạo theo dõi thu quỹ.",
        "Tại Quyết định số 8-QĐ/ĐU, Đảng ủy phân công: ông Đỗ Kim phụ trách chợ.",
        "Chưa phân công: ông Mạc Văn Tín phụ trách đội bóng.",
        "Đối với hồ sơ cũ thì Phòng Tư pháp trước đây cấp giấy, nay xã cấp.",
        "Đối với người không đồng ý thì Tòa án nhân dân tỉnh xét xử.",
        "Việc phân công: ông Hà Văn Dư phụ trách xóm Hạ là chưa hợp lý.",
    ],
)
def test_an_account_of_the_past_names_no_owner(sentence: str) -> None:
    assert [duty.owner for duty in duties(f"1. {sentence}")] == []


def test_words_that_follow_from_a_report_announce_no_duties() -> None:
    reader = prose.Prose(date(2026, 3, 10), "")
    lines = ["Theo đó, Công an xã xử lý 14 vụ; Trạm Y tế khám 310 lượt.", "Đoàn xã trồng 90 cây."]
    reader.read(outline.lines([TextParagraph(line, SourcePlace()) for line in lines]))
    assert reader.duties == []


def test_who_acts_after_a_ban_on_others_owes_the_rest() -> None:
    text = "1. Văn phòng không thu đơn bản giấy, các tổ nộp qua thư điện tử trước ngày 21/5/2026."
    dated = [duty for duty in duties(text) if any(time.is_dated for time in duty.times)]
    assert [duty.owner for duty in dated] == ["các tổ"]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Sở Nội vụ có ý kiến trước ngày 20/5/2026.", "Sở Nội vụ"),
        ("UBND xã dự kiến tổ chức hội chợ trước ngày 21/5/2026.", "UBND xã"),
        ("Trung đoàn 12 từng đóng quân, tổ chức giao lưu ngày 22/5/2026.", "Trung đoàn 12"),
        ("CSGD mầm non ngoài công lập nộp hồ sơ.", "CSGD mầm non ngoài công lập"),
    ],
)
def test_a_name_ends_before_what_its_owner_does(sentence: str, owner: str) -> None:
    assert [duty.owner for duty in duties(f"1. {sentence}")] == [owner]


def test_who_acts_at_an_hour_owes_it_and_another_day_clears_the_names() -> None:
    text = """THỨ HAI, NGÀY 16/3/2026
        Chủ tịch UBND xã: 8 giờ, họp. 10 giờ, các thôn nộp sổ thu trước ngày 20/3/2026. 14 giờ, đọc.
        THỨ BA, NGÀY 17/3/2026
        - Dọn kho.
        """
    owners = [duty.owner for duty in duties(text)]
    assert owners == ["Chủ tịch UBND xã", "các thôn", "Chủ tịch UBND xã", ""]


def test_a_request_to_follow_a_paper_puts_nobody_in_charge_of_later_lines() -> None:
    text = "Đề nghị Công ty Điện lực thực hiện nghiêm công điện này.\n- Kiểm tra các cống."
    assert duties(text) == [] or not any(duty.owner for duty in duties(text))


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Danh sách gửi về Ban Tổ chức trước ngày 20/4/2026.", "2026-04-20"),
        ("Lịch trực của các cơ quan nộp cho Văn phòng chậm nhất ngày 20/4/2026.", "2026-04-20"),
        ("Hồ sơ gửi sau ngày 20/4/2026 không được giải quyết.", ""),
        ("Kết quả gửi chậm trước ngày 20/4/2026 bị trừ điểm.", ""),
        ("Danh sách gửi kèm Công văn số 12 ngày 20/4/2026.", ""),
        ("Hồ sơ đã gửi về huyện trước ngày 20/4/2026.", ""),
        ("Hồ sơ nộp trong ngày 20/4/2026 sẽ được trả lại.", ""),
        ("Kết quả chuyển biến rõ trước ngày 20/4/2026.", ""),
        ("Tài liệu do Văn phòng gửi trước ngày 20/4/2026 có sai sót.", ""),
    ],
)
def test_a_paper_to_be_sent_by_a_day_is_a_duty_of_somebody(sentence: str, day: str) -> None:
    found = duties(f"1. Chi bộ thôn Đông họp ngày 05/4/2026. {sentence}")
    assert [
        (time.fields.get("due", ""), duty.doubts[0].text[:6])
        for duty in found
        for time in duty.times
        if duty.text == sentence
    ] == ([(day, "Who is")] if day else [])


def test_a_list_of_names_behind_a_rhythm_is_not_cut_in_two() -> None:
    text = "- Báo cáo nhanh hằng ngày: UBND các xã, thành phố, Công an tỉnh báo cáo trước 14 giờ \
hằng ngày."
    assert [duty.owner for duty in duties(text)] == ["UBND các xã, thành phố, Công an tỉnh"]
