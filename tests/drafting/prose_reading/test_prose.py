"""Duties in sentences: whose they are, where they are cut, what labels and headings say."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.prose_reading import duty_block
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading import prose
from ntmtrack.drafting.prose_reading.duty_block import RawDuty

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
        ("Trạm Y tế xã tổ chức phun khử khuẩn tại các thôn.", "Trạm Y tế xã", ""),
        ("Hội Nông dân xã tổ chức nạo vét kênh mương.", "Hội Nông dân xã", ""),
        ("Đồng thời, giao Văn phòng tổng hợp kết quả.", "Văn phòng", ""),
        ("Bí thư đảng ủy; Chủ tịch UBND xã chỉ đạo.", "Bí thư đảng ủy; Chủ tịch UBND xã", ""),
        ("Đối với hồ sơ tồn đọng, giao Trung tâm thống kê từng hồ sơ.", "Trung tâm", ""),
        ("Sau 05 ngày kể từ ngày nhận, Phòng Kinh tế phải đề xuất.", "Phòng Kinh tế", ""),
        ("Các xóm tổng dọn vệ sinh đường làng.", "Các xóm", ""),
        ("Tổ Tư vấn học đường gặp gỡ học sinh.", "Tổ Tư vấn học đường", ""),
        ("Đ/c Tổng phụ trách Đội chuẩn bị lễ tổng kết.", "Đ/c Tổng phụ trách Đội", ""),
        ("Hai bên họp giao ban mỗi quý một lần.", "Hai bên", ""),
        ("Chị Lê Hoa - kế toán viết bài phát thanh.", "Chị Lê Hoa - kế toán", ""),
        ("YS. Đinh Lực dự trù vắc xin gửi huyện.", "YS. Đinh Lực", ""),
        ("Tổ bảo vệ an ninh trật tự tuần tra đêm.", "Tổ bảo vệ an ninh trật tự", ""),
        ("10 ngày trước ngày bầu cử, Tổ bầu cử công bố danh sách.", "Tổ bầu cử", ""),
        ("10h30: Kết thúc, các đội trưởng chụp ảnh gửi về xã.", "các đội trưởng", ""),
        ("Ngày 20/3/2025: toàn thể các chi đoàn tham gia.", "toàn thể các chi đoàn", ""),
        ("Chi đoàn Trường Tân Hòa phụ trách sân khấu.", "Chi đoàn Trường Tân Hòa", ""),
        ("Các xã chưa gửi báo cáo năm gửi ngay.", "Các xã chưa gửi báo cáo năm", ""),
        ("Các hộ chưa có nước sạch đăng ký với thôn.", "Các hộ chưa có nước sạch", ""),
        ("Những ấp chưa tổ chức họp dân phải họp ngay.", "Những ấp chưa tổ chức họp dân", ""),
        ("Chi nhánh Yên Hòa nạo vét kênh Nam.", "Chi nhánh Yên Hòa", ""),
        ("Các đơn vị có từ 50 lao động trở lên phải diễn tập.",
         "Các đơn vị có từ 50 lao động trở lên", ""),
        ("Hạn cuối 15/7/2025: Ban Thường vụ chuẩn y kết quả.", "Ban Thường vụ", ""),
        ("Đài Truyền thanh phát thông điệp phòng bệnh.", "Đài Truyền thanh", ""),
        ("Ban sẽ họp kiểm điểm vào ngày 05/4/2025.", "Ban", ""),
        ("Thứ Tư, 05/3: Hội Nông dân tập huấn kỹ thuật.", "Hội Nông dân", ""),
        ("Giao Sở A chủ trì, cùng Ban Quản lý chợ rà soát ki ốt.", "Sở A", "Ban Quản lý chợ"),
        ("Rà soát quy trình trước 20/4/2025 (các khoa lâm sàng).", "các khoa lâm sàng", ""),
        ("Sửa chữa lối đi trước 20/4/2025 (Phòng Quản trị phối hợp Phòng Kế toán).",
         "Phòng Quản trị", "Phòng Kế toán"),
        ("Vận động 04 hộ chỉnh trang cổng ngõ - đ/c Mùi, đ/c Thắng", "đ/c Mùi, đ/c Thắng", ""),
        ("Thu đảng phí quý II xong trước ngày 25/5/2025, giao đ/c Hạnh", "đ/c Hạnh", ""),
        ("Kiểm tra 02 đảng viên, chi ủy thực hiện trước ngày 30/5/2025.", "chi ủy", ""),
        ("Thu nợ tiền điện còn thiếu, giao chị Út Tư thu dứt điểm.", "chị Út Tư", ""),
        ("Riêng Công ty Cấp nước bố trí người trực.", "Công ty Cấp nước", ""),
        ("BSCKII. Trần Nghĩa, Giám đốc: chỉ đạo chung toàn viện.",
         "BSCKII. Trần Nghĩa, Giám đốc", ""),
        ("Chậm nhất 05 ngày sau đại hội: chi hội gửi hồ sơ.", "chi hội", ""),
        ("Kinh phí: Kế toán lập dự toán trước ngày 20/5/2025.", "Kế toán", ""),
        ("Khóm 2 chốt danh sách hộ đăng ký.", "Khóm 2", ""),
        ("Họp dân: ấp 5 họp vào tối 12/4/2025.", "ấp 5", ""),
        ("Chị Mai bên Hội Phụ nữ lo phần quà cho 40 hộ.", "Chị Mai bên Hội Phụ nữ", ""),
        ("Giao bộ phận tiếp công dân trả lời đơn.", "bộ phận tiếp công dân", ""),
        ("Trung tâm Dịch vụ tổng hợp viết tin bài.", "Trung tâm Dịch vụ tổng hợp", ""),
        ("Sau hạn này, hộ nào chưa dọn thì Phòng Kinh tế lập biên bản.", "Phòng Kinh tế", ""),
        ("Bí thư chi bộ nhớ gửi biên bản họp.", "Bí thư chi bộ", ""),
        ("Kính đề nghị quý phụ huynh hoàn thành việc đăng ký.", "quý phụ huynh", ""),
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
        "Các phòng, bộ phận đã cố gắng hoàn thành nhiệm vụ được giao.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Thông báo này thay thế Thông báo số 2/TB-UBND và có hiệu lực kể từ ngày ký.",
        "Sáng ngày 01/3/2025, Đảng ủy tổ chức hội nghị giao ban dưới sự chủ trì của đồng chí A.",
        "Đã thu đủ các loại quỹ theo quy định.",
        "1. Ông Thuần báo cáo tình hình: đến nay thôn đã làm xong 1,2 km đường.",
        "2. Ý kiến thảo luận: Ông Tập đề nghị làm xong trước vụ gặt.",
        "3. Bà Hòa cho rằng mức đóng góp là cao, cần hoàn trả.",
        "Về việc tách thửa tại ấp 2: thống nhất chủ trương xử lý dứt điểm 14 trường hợp.",
        "Ghi nhận ý kiến của Phòng Kinh tế về bố trí vốn.",
        "Yêu cầu các thành viên thực hiện đúng thời gian trên.",
        "4. Tổ công tác làm việc theo chế độ kiêm nhiệm.",
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
    assert [time.fields["due"] for time in duty.times] == ["2025-06"]


def test_a_deadline_below_holds_for_the_bullets_above_it() -> None:
    found = duties(
        f"""{BEGIN}
        1. Giao các thôn
        - Dọn vệ sinh đường làng.
        - Trồng cây xanh.
        Thời gian hoàn thành trước ngày 30 tháng 4 năm 2025."""
    )
    assert [[time.fields["due"] for time in duty.times] for duty in found] == [["2025-04-30"]] * 2
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
        (
            "Sở A rà soát các điểm thi trước ngày 20/6/2025; bố trí phương án dự phòng.",
            ["Sở A rà soát các điểm thi trước ngày 20/6/2025", "bố trí phương án dự phòng."],
        ),
        (
            "Giáo viên nộp đề thi; hoàn thành chấm bài trước ngày 30/6/2025.",
            ["Giáo viên nộp đề thi", "hoàn thành chấm bài trước ngày 30/6/2025."],
        ),
        (
            "Ban A họp từ 02/4/2025 đến 03/4/2025; hội nghị cử tri xong trước 15/4/2025.",
            ["Ban A họp từ 02/4/2025 đến 03/4/2025", "hội nghị cử tri xong trước 15/4/2025."],
        ),
        (
            "Sở A điều tra xong trước 15/5/2025. Trong thời gian đó, cập nhật số liệu hằng tuần.",
            [
                "Sở A điều tra xong trước 15/5/2025.",
                "Trong thời gian đó, cập nhật số liệu hằng tuần.",
            ],
        ),
        # a number that ends a sentence; one that counts a clause or a paragraph ends none
        (
            "Sở A rà soát trong ngày 10/4. Giao Sở B cập nhật kết quả khu phố 3. Sở C hướng dẫn.",
            [
                "Sở A rà soát trong ngày 10/4.",
                "Giao Sở B cập nhật kết quả khu phố 3.",
                "Sở C hướng dẫn.",
            ],
        ),
        ("Sở A rà soát các việc nêu tại mục 3. Phần II của Kế hoạch.", None),
        # one duty, however long
        ("Ban A khởi công trong tháng 4/2025 và hoàn thành trước ngày 02/9/2025.", None),
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


def test_a_section_without_duties_ends_at_the_next_of_its_rank() -> None:
    found = read(
        """1. Căn cứ
        Căn cứ Quyết định số 5/QĐ-BYT, Sở Y tế hoàn thành trước 30/4/2025.
        2. Lịch tiêm
        - Ngày 25/3/2025: tiêm tại nhà văn hóa.
        3. Phân công
        Y tế thôn: phát giấy mời."""
    ).duties
    assert [(duty.owner, [time.fields["due"] for time in duty.times]) for duty in found] == [
        ("", ["2025-03-25"]),
        ("Y tế thôn", []),
    ]
    text = "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n2. Các xã tổ chức chu đáo.\nII. NỘI DUNG"
    assert duties(f"{text}\n1. Các xã nộp hồ sơ.")[0].text == "1. Các xã nộp hồ sơ."
    assert duties("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n1. Các xã nộp quỹ trước ngày 30/6/2025.") == []


def test_a_line_of_a_calendar_is_on_its_day() -> None:
    found = duties(
        """LỊCH
        - Ngày 24/4/2025: Tổ bầu cử trang trí khu vực bỏ phiếu.
        - 7 giờ 30 ngày 25/4/2025: tổ chức bầu cử.
        - Ngày 24/01/2025: đã họp.
        - Ngày 26 và 27/4/2025: Công an xã cấp căn cước lưu động.
        - Từ 28/4 đến 29/4/2025: hội chợ.
        Ngày 30/4/2025: treo cờ."""
    )
    days = [[time.fields["due"] for time in duty.times] for duty in found]
    assert days == [
        ["2025-04-24"],
        ["2025-04-25T07:30"],
        ["2025-04-27"],
        ["2025-04-29"],
        ["2025-04-30"],
    ]
    assert [duty.owner for duty in found] == ["Tổ bầu cử", "", "Công an xã", "", ""]
    assert all(time.doubts for duty in found for time in duty.times if "start" not in time.fields)


def test_what_is_done_by_a_day_may_stand_behind_what_it_is_about() -> None:
    found = duties(
        """Điều 2. Nhiệm vụ, giải pháp trọng tâm
        1. Về đầu tư công: hoàn thành quyết toán trường mầm non trước ngày 30/6/2025.
        2. Về văn hóa: tổ chức đại hội thể thao vào dịp 26/3/2025."""
    )
    assert [duty.times[0].fields["due"] for duty in found] == ["2025-06-30", "2025-03-26"]


def test_an_article_may_name_whose_its_clauses_are() -> None:
    for words in ("có nhiệm vụ:", "có các nhiệm vụ sau đây:", "thực hiện các nội dung sau:"):
        found = duties(f"Điều 2. Tổ công tác {words}\n1. Rà soát nhà, đất; xong trước 31/7/2025.")
        assert [duty.owner for duty in found] == ["Tổ công tác"]


def test_what_is_sent_by_a_day_is_apart_from_what_lasts_till_another() -> None:
    found = duties(
        f"{BEGIN}\n- Các hội trực từ ngày 04/4/2025 đến 11/4/2025, gửi lịch trước 29/3/2025."
    )
    assert [duty.times[0].fields["due"] for duty in found] == ["2025-04-11", "2025-03-29"]


def test_numbers_may_end_in_a_dash() -> None:
    found = duties("2- Nhiệm vụ trọng tâm\n2.1- Đồng chí Lê A, Phó Bí thư: rà soát hộ nghèo.")
    assert [(duty.clause, duty.owner) for duty in found] == [("2.1", "Đồng chí Lê A, Phó Bí thư")]


def test_a_sentence_behind_what_a_label_says_is_read() -> None:
    reader = read(
        f"""{BEGIN}
        3. Giải bóng chuyền
        Thời gian: ngày 07/3/2025, tại sân xã. Các chi hội nộp hồ sơ chậm nhất ngày 05/3/2025."""
    )
    assert [(duty.text, duty.owner) for duty in reader.duties] == [
        ("Giải bóng chuyền", ""),
        ("Các chi hội nộp hồ sơ chậm nhất ngày 05/3/2025", "Các chi hội"),
    ]


def test_a_deadline_behind_what_is_no_duty_is_not_given_to_one_above() -> None:
    first, *rest = duties(f"{BEGIN}\n- Văn phòng rà soát hồ sơ.\n- Sân khấu; xong trước 16/4/2025.")
    assert (first.times, rest) == ((), [])


def test_a_word_that_assigns_is_no_list_of_names() -> None:
    texts = [
        duty.text
        for duty in duties(
            f"{BEGIN}\n- Ban A: lập dự toán; phân công ủy viên phụ trách; gửi xã trước 15/4/2025."
        )
    ]
    assert texts[-1] == "gửi xã trước 15/4/2025."


def test_an_article_stands_over_its_clauses() -> None:
    found = duties(
        """Điều 2. Nhiệm vụ
        Hội đồng nhân dân xã giao Ủy ban nhân dân xã thực hiện các nhiệm vụ sau:
        1. Rà soát các kiến nghị.
        a) Lập danh sách kiến nghị.
        Điều 3. Tổ chức thực hiện
        1. Ban Pháp chế giám sát việc thực hiện."""
    )
    assert [(duty.clause, duty.owner) for duty in found] == [
        ("khoản 1 Điều 2", "Ủy ban nhân dân xã"),
        ("điểm a khoản 1 Điều 2", "Ủy ban nhân dân xã"),
        ("khoản 1 Điều 3", "Ban Pháp chế"),
    ]


def test_a_label_in_a_paragraph_is_of_that_paragraph_only() -> None:
    found = duties(
        f"""{BEGIN}
        1. Văn phòng lập kế hoạch, xong trước 30/6/2025.
        Thanh tra kết luận vụ việc; thời gian báo cáo: 15/7/2025."""
    )
    assert [[time.fields["due"] for time in duty.times] for duty in found] == [
        ["2025-06-30"],
        ["2025-07-15"],
    ]


def test_an_owner_above_parts_the_work_among_its_people() -> None:
    (found,) = duties(
        f"{BEGIN}\n1. Ban Thường vụ Hội\nPhân công Ủy viên Ban Thường vụ phụ trách từng ấp."
    )
    assert found.owner == "Ban Thường vụ Hội"


def test_what_is_held_on_a_day_is_no_duty_by_that_alone() -> None:
    reader = read(f"{BEGIN}\n1. Ngày hội: Chủ nhật, ngày 30/3/2025.", "Các chi bộ")
    assert (reader.duties, len(reader.unused)) == ([], 1)


def test_who_leads_may_stand_in_a_sentence_or_in_brackets_behind_a_title() -> None:
    found = duties(
        f"""{BEGIN}
        1. Gặp mặt đảng viên cao tuổi. Ban Tổ chức chủ trì, phối hợp Văn phòng tham mưu.
        2. Thi tìm hiểu lịch sử địa phương (Ban Tuyên giáo chủ trì; xong trước 27/4/2025).
        3. Cổ tức năm nay trả cho thành viên từ ngày 01/4/2025; giao Kế toán thực hiện."""
    )
    assert [(duty.owner, duty.support) for duty in found] == [
        ("Ban Tổ chức", "Văn phòng"),
        ("Ban Tuyên giáo", ""),
        ("Kế toán", ""),
    ]
    assert [time.fields["due"] for time in found[1].times] == ["2025-04-27"]


def test_what_is_listed_under_an_owner_is_owed_whatever_its_verb() -> None:
    found = duties(
        f"""{BEGIN}
        1. Tiểu ban Lễ nghi (cụ Đinh Văn Tứ làm Trưởng tiểu ban)
        - Thỉnh nước từ giếng đình.
        2. Tiểu ban Hậu cần
        Gánh củi về sân đình xong trước ngày 25/4/2025."""
    )
    assert [duty.text for duty in found] == [
        "Thỉnh nước từ giếng đình.",
        "Gánh củi về sân đình xong trước ngày 25/4/2025.",
    ]
    assert all(duty.owner.startswith("Tiểu ban") for duty in found)


@pytest.mark.parametrize(
    "closing",
    [
        "Đề nghị các đơn vị nghiêm túc thực hiện./.",
        "Sở A đề nghị UBND các xã phối hợp triển khai đúng tiến độ./.",
    ],
)
def test_a_closing_formula_is_no_duty(closing: str) -> None:
    assert [duty.text for duty in duties(f"{BEGIN}\n1. Sở A rà soát.\n{closing}")] == [
        "1. Sở A rà soát."
    ]


def test_an_introduction_names_whom_it_tells() -> None:
    found = duties(
        """Ban Thường vụ hướng dẫn các cơ sở đoàn một số nội dung như sau:
        1. Tuyên truyền
        Đăng tải tin, bài trên trang của đơn vị."""
    )
    assert [duty.owner for duty in found] == ["các cơ sở đoàn"]


@pytest.mark.parametrize("label", ["Thời gian trình", "Hạn xử lý", "Thời hạn trả lời"])
def test_other_labels_of_times(label: str) -> None:
    (duty,) = duties(f"{BEGIN}\n1. Xây dựng đề án.\n- Chủ trì: Sở A\n- {label}: 30/6/2025")
    assert (duty.owner, duty.deadline) == ("Sở A", "30/6/2025")


def test_a_closing_that_still_gives_something_is_read() -> None:
    text = (
        "Trên đây là các nội dung quan trọng; giao Văn phòng tổng hợp, báo cáo kết quả hằng tuần."
    )
    assert [duty.owner for duty in duties(f"{BEGIN}\n{text}")] == ["Văn phòng"]


def test_a_closing_formula_with_a_deadline_is_a_duty() -> None:
    text = "Nhận được công văn này, yêu cầu Hiệu trưởng các trường thực hiện, báo cáo trước ngày"
    (duty,) = duties(f"{text} 20/5/2025./.", "Các trường")
    assert (duty.owner, duty.deadline) == ("Hiệu trưởng các trường", "trước ngày 20/5/2025")


def test_an_order_to_carry_out_a_decision_is_none_of_its_duties() -> None:
    text = "Điều 3. Chánh Văn phòng; Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này./."
    reader = read(text)
    assert reader.duties == []
    assert reader.unused


@pytest.mark.parametrize(
    "heading",
    [
        "Điều 5. Trách nhiệm của Phòng Kinh tế",
        "2. Nhiệm vụ của Phòng Kinh tế:",
        "3. Đối với Phòng Kinh tế",
        "2. Đề nghị Phòng Kinh tế phối hợp",
        "2. Đề nghị Phòng Kinh tế phối hợp thực hiện",
    ],
)
def test_a_heading_that_says_only_whose_the_list_is(heading: str) -> None:
    text = f"{heading}\n- Rà soát các hồ đập.\n- Lập danh sách hộ ven sông."
    assert [(duty.owner, duty.text) for duty in duties(text)] == [
        ("Phòng Kinh tế", "Rà soát các hồ đập."),
        ("Phòng Kinh tế", "Lập danh sách hộ ven sông."),
    ]


def test_what_stands_before_an_introduction_is_none_of_the_names_in_it() -> None:
    text = """
    Đối với các thôn chưa có nhà văn hóa: Năm 2024 đã khảo sát. Ban cán sự các thôn này thực hiện:
    - Lập danh sách hộ ven sông.
    """
    reader = read(f"{BEGIN}\n{text}")
    assert [duty.owner for duty in reader.duties] == ["Ban cán sự các thôn này"]


def test_an_owner_is_left_behind_where_a_numbered_part_begins() -> None:
    text = f"{BEGIN}\n1. Phòng Kinh tế\n- Rà soát các hồ đập.\nPhần 2.\n- Lập danh sách hộ."
    assert [duty.text for duty in duties(text)] == ["Rà soát các hồ đập."]


@pytest.mark.parametrize(("recipients", "owner"), [("", ""), ("Các thôn", "Các thôn")])
def test_what_must_be_done_by_a_day_is_a_duty_of_nobody_named(recipients: str, owner: str) -> None:
    text = f"{BEGIN}\nBiên bản họp phải gửi về xã chậm nhất là 17 giờ ngày 20/5/2025."
    (duty,) = duties(text, recipients)
    assert (duty.owner, bool(duty.times)) == (owner, True)


def test_a_label_alone_in_its_line_is_no_duty() -> None:
    assert duties(f"{BEGIN}\n2. Cơ quan chủ trì, phối hợp\n- Ban Chỉ đạo quốc gia.") == []


def test_two_parties_in_a_sentence_with_a_deadline_each() -> None:
    text = (
        "1. Các sở gửi báo cáo trước ngày 15/5/2025, UBND các xã gửi báo cáo trước ngày 12/5/2025."
    )
    found = duties(f"{BEGIN}\n{text}")
    assert [(duty.owner, duty.deadline) for duty in found] == [
        ("Các sở", "trước ngày 15/5/2025"),
        ("UBND các xã", "trước ngày 12/5/2025"),
    ]


def test_those_for_whom_a_deadline_is_meant_owe_it() -> None:
    text = "1. Đối với UBND các xã: hoàn thành trước ngày 20/5/2025; đối với các sở: hoàn thành"
    found = duties(f"{BEGIN}\n{text} trước ngày 31/5/2025.")
    assert [duty.owner for duty in found] == ["UBND các xã", "các sở"]


def test_when_a_paper_is_handed_in_is_its_own_deadline() -> None:
    text = (
        "1. Phòng Kinh tế xây dựng kế hoạch chống hạn; trình Chủ tịch UBND xã trước ngày 20/5/2025."
    )
    (duty,) = duties(f"{BEGIN}\n{text}")
    assert duty.deadline == "trước ngày 20/5/2025"


def test_a_listing_in_brackets_is_within_the_number_above_it() -> None:
    text = """
    2.1. Tổ chức các hội nghị.
    (1) Tổ chức hội nghị lần một trước ngày 10/5/2025.
    (2) Tổ chức hội nghị lần hai trước ngày 20/5/2025.
    - Đơn vị chủ trì: Văn phòng.
    """
    found = duties(f"{BEGIN}\n{text}")
    assert [duty.owner for duty in found] == ["Văn phòng"] * len(found)
    assert [duty.deadline for duty in found][-2:] == [
        "trước ngày 10/5/2025",
        "trước ngày 20/5/2025",
    ]


def test_a_dated_duty_in_a_list_is_drafted_though_nobody_is_named() -> None:
    (duty,) = duties(f"{BEGIN}\n2. Hoàn thành kiểm điểm đảng viên chậm nhất ngày 10/5/2025.")
    assert (duty.owner, [doubt.text for doubt in duty.doubts]) == ("", [duty_block.NOBODY])


def test_a_label_may_say_who_helps_in_brackets() -> None:
    text = "1. Lập danh sách hộ ven sông.\n- Chủ trì: Trưởng ban (phối hợp với Trưởng thôn)."
    assert whose(text) == [("Trưởng ban", "Trưởng thôn")]


def test_an_exhortation_to_nobody_is_a_formula() -> None:
    assert duties("Đề nghị quan tâm thực hiện./.", "Phòng Kinh tế") == []


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện Công văn số 12/UBND-NN ngày 02/3/2025 của UBND tỉnh,",
        "Theo Hướng dẫn số 01-HD/TU, Sở Nội vụ",
        "Căn cứ Kế hoạch này,",
    ],
)
def test_a_duty_behind_what_it_rests_on(opening: str) -> None:
    text = f"{opening} đề nghị các xã, phường báo cáo số liệu trước ngày 20/5/2025."
    (duty,) = duties(text, "UBND tỉnh")
    assert (duty.owner, duty.deadline) == ("các xã, phường", "trước ngày 20/5/2025")


def test_an_order_to_do_something_is_no_aim() -> None:
    text = f"{BEGIN}\n2. Yêu cầu báo cáo tiến độ về Văn phòng trước ngày 25/5/2025."
    (duty,) = duties(text, "Các phòng")
    assert (duty.owner, duty.deadline) == ("Các phòng", "trước ngày 25/5/2025")


def test_the_regular_meeting_of_a_month_is_no_rhythm() -> None:
    (duty,) = duties(f"{BEGIN}\n1. Các chi bộ quán triệt trong sinh hoạt định kỳ tháng 6/2025.")
    assert not any("repeat" in time.fields for time in duty.times)


def test_a_receiver_in_brackets_owes_nothing() -> None:
    text = "1. Gửi báo cáo về UBND xã (Phòng Kinh tế)."
    assert [duty.owner for duty in duties(f"{BEGIN}\n{text}", "Các thôn")] == ["Các thôn"]


def test_each_of_several_in_one_sentence_has_a_duty_of_its_own() -> None:
    text = """a. Tổ chức ngày hội vào ngày 14/4/2025, giao Ban Mặt trận trang trí, Hội Lan nấu ăn
    b. Điện nước. => Tổ điện nước kéo đường dây tạm."""
    found = [(duty.owner, duty.text) for duty in duties(f"{BEGIN}\n{text}", "Chi bộ")]
    assert found[1:3] == [
        ("Ban Mặt trận", "giao Ban Mặt trận trang trí"),
        ("Hội Lan", "Hội Lan nấu ăn"),
    ]
    assert found[-1] == ("Tổ điện nước", "Tổ điện nước kéo đường dây tạm.")


def test_who_concludes_a_meeting_owes_nothing_of_it() -> None:
    found = duties(
        """Ông Lý Khởi thống nhất các ý kiến và kết luận:
        1. Tổ điện nước kéo đường dây tạm.
        2. Đơn giá giữ như cũ."""
    )
    assert [duty.owner for duty in found] == ["Tổ điện nước"]


def test_a_list_may_follow_a_full_stop() -> None:
    text = "Nước ngọt thiếu ở nhiều hộ ven sông. Ủy ban xã yêu cầu mấy việc sau đây."
    (duty,) = duties(f"{text}\nTrạm Y tế cấp phát thuốc khử nước.")
    assert duty.owner == "Trạm Y tế"


def test_the_hours_of_a_timetable_are_of_the_day_above_them() -> None:
    found = duties(
        f"""{BEGIN}
        Thứ Ba, ngày 18/3/2025:
        - 7h00: Đoàn xã dựng trại.
        - 14 giờ 30 - 16 giờ 00: Ban Văn hóa điều hành giải vật.
        Ngày 19/3/2025
        - 8h00: Công an xã phân luồng giao thông.
        III. PHÂN CÔNG
        - 9h00: Công an xã giao ban."""
    )
    dues = [time.fields["due"] for duty in found for time in duty.times]
    assert dues == ["2025-03-18T07:00", "2025-03-18T14:30", "2025-03-19T08:00"]
    assert [duty.owner for duty in found][:3] == ["Đoàn xã", "Ban Văn hóa", "Công an xã"]


def test_a_programme_by_quarters_under_a_part_with_a_letter_holds_duties() -> None:
    found = duties(
        """B. NHIỆM VỤ TRỌNG TÂM
        I. QUÝ I
        - Thăm hội viên khó khăn, hoàn thành trước 12/02/2026.
        - Tham gia lễ giao nhận quân ngày 04/3/2026: mỗi chi hội cử 05 hội viên.
        C. KINH PHÍ"""
    )
    assert [duty.times[0].fields["due"] for duty in found] == ["2026-02-12", "2026-03-04"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "Các hộ đăng ký trước ngày 25/4, hoàn thành di chuyển trước ngày 20/6/2025.",
            "hoàn thành di chuyển trước ngày 20/6/2025.",
        ),
        (
            "Văn phòng mở 01 lớp cán bộ trong quý II/2025 và 01 lớp đoàn viên trong quý III/2025.",
            "01 lớp đoàn viên trong quý III/2025.",
        ),
    ],
)
def test_another_thing_with_its_own_deadline_is_apart(text: str, second: str) -> None:
    first, other = duties(f"{BEGIN}\n1. {text}")
    assert (other.text, other.owner) == (second, first.owner)
    assert len(first.times) == len(other.times) == 1


def test_a_room_may_be_called_after_what_it_does() -> None:
    text = "2. Phòng Kế hoạch tổng hợp\n- Rà soát số liệu.\n- An toàn: kiểm tra kho."
    assert whose(text) == [("Phòng Kế hoạch tổng hợp", "")] * 2


def test_what_is_held_on_several_days_in_a_line_of_a_calendar() -> None:
    (found,) = duties(f"{BEGIN}\n- Ngày 24, 25, 26/6/2025: Đại hội các chi bộ.")
    assert found.times[0].fields["due"] == "2025-06-26"


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Trưởng xóm đi từng nhà, hỏi số người vắng mặt.", "Trưởng xóm"),
        ("Thôn trưởng gọi điện cho từng hộ ven suối.", "Thôn trưởng"),
        ("Cụm phó chở loa đến sân đình.", "Cụm phó"),
        ("Thủ quỹ kiểm quỹ trước khi bàn giao.", "Thủ quỹ"),
        ("Chi hội trưởng đến thăm người ốm.", "Chi hội trưởng"),
        ("Các bên gửi tình hình về Đồn.", "Các bên"),
        ("Chi hội lớp 3A, 3B trông xe trong sân.", "Chi hội lớp 3A, 3B"),
        ("Chi hội Suối Cát góp 02 tiết mục.", "Chi hội Suối Cát"),
        ("Đại úy Lò Văn Pó tuần tra tuyến biên giới.", "Đại úy Lò Văn Pó"),
        ("Tổ chấm điểm họp, công bố kết quả.", "Tổ chấm điểm"),
        ("Người dân không đốt rơm rạ ven đường.", "Người dân"),
        ("Đối với quỹ tín dụng: khi khách hỏi phải báo ngay công an.", "quỹ tín dụng"),
    ],
)
def test_everyday_words_for_people_and_what_they_do(sentence: str, owner: str) -> None:
    assert whose(sentence) == [(owner, "")]


def test_a_condition_stands_before_what_is_then_done() -> None:
    text = "Tổ thủy nông đo mực nước hằng ngày lúc 7 giờ; hễ nước quá vạch đỏ thì mở cửa xả."
    first, second = duties(f"{BEGIN}\n- {text}")
    assert (second.text, second.owner) == ("hễ nước quá vạch đỏ thì mở cửa xả.", first.owner)


def test_what_then_is_done_may_begin_with_any_word() -> None:
    text = "- Nhà trường nhắc học sinh mặc ấm; hễ rét dưới 10 độ thì cho học sinh ở nhà."
    assert [duty.owner for duty in duties(f"{BEGIN}\n{text}")] == ["Nhà trường"] * 2


def test_a_roman_number_may_have_a_stroke_but_not_that_of_a_subject() -> None:
    assert (
        read("II/ Phân công\nVăn phòng gửi báo cáo trước ngày 10/4/2025.").duties[0].clause == "II"
    )
    paragraph = TextParagraph("V/v tổ chức hội thi", SourcePlace(paragraph=1))
    assert outline.lines([paragraph])[0].rank == outline.BODY


def test_that_an_annex_lists_the_duties_is_none() -> None:
    text = "Các cơ quan, đơn vị căn cứ Phụ lục II kèm theo tổ chức thực hiện."
    assert duties(f"{BEGIN}\n{text}") == []
    text = (
        "Các phòng, ban, UBND các xã theo chức năng, nhiệm vụ được phân công triển khai thực hiện"
        " các nhiệm vụ tại Phụ lục của Kế hoạch này."
    )
    found = read(f"{BEGIN}\n{text}")
    assert (found.duties, [left.text for left in found.unused]) == ([], [text])


@pytest.mark.parametrize(
    "duty",
    [
        "thực hiện các nhiệm vụ tại Phụ lục trước ngày 20/5/2025",
        "xây dựng kế hoạch thực hiện các nhiệm vụ tại Phụ lục",
        "thực hiện các nhiệm vụ tại Phụ lục, gửi Văn phòng tổng hợp",
    ],
)
def test_a_duty_of_ones_own_beside_an_annex_is_kept(duty: str) -> None:
    text = f"Các phòng, ban căn cứ chức năng, nhiệm vụ được giao {duty}."
    (found,) = duties(f"{BEGIN}\n{text}")
    assert found.owner == "Các phòng, ban"


def test_a_heading_about_traffic_is_no_order() -> None:
    found = read("2. Về giao thông, thủy lợi\nGiao các thôn nạo vét kênh trước ngày 12/4/2025.")
    assert [duty.section for duty in found.duties] == ["2. Về giao thông, thủy lợi"]
    assert found.unused == []


def test_who_does_it_stands_behind_what_is_to_be_done() -> None:
    text = "3. Dựng rạp, kê ghế: anh Tám và anh Hậu, xong trong chiều 08/3/2025."
    (found,) = duties(f"{BEGIN}\n{text}")
    assert (found.owner, found.times[0].fields["due"]) == ("anh Tám và anh Hậu", "2025-03-08")


def test_what_a_label_says_is_the_duty_whatever_its_verb_where_no_heading_is() -> None:
    (duty,) = duties(
        """1.1. Nội dung: Hiệp thương cơ cấu người ứng cử.
        - Thời gian: Trước ngày 20/9/2026.
        - Đơn vị chủ trì: Ban Công tác Mặt trận thôn."""
    )
    assert duty.text == "Hiệp thương cơ cấu người ứng cử"
    assert (duty.owner, duty.deadline) == ("Ban Công tác Mặt trận thôn", "Trước ngày 20/9/2026")


@pytest.mark.parametrize(
    "does", ["lo các việc sau", "có nhiệm vụ", "triển khai, thực hiện các nội dung sau đây"]
)
def test_an_introduction_is_no_duty_beside_the_parts_of_its_listing(does: str) -> None:
    opening = f"Văn phòng Đảng ủy {does}:"
    reader = read(f"{BEGIN}\n1. {opening} (1) in tài liệu; (2) gửi giấy mời đại biểu.")
    assert [duty.owner for duty in reader.duties] == ["Văn phòng Đảng ủy"] * 2
    assert [left.text for left in reader.unused] == [opening]


@pytest.mark.parametrize(
    "opening",
    [
        "Các xóm nghiêm cấm:",
        "Nghiêm cấm:",
        "Nghiêm cấm các xóm:",
        "Không để xảy ra các việc sau:",
        "Các hành vi bị cấm:",
        "Hội Nông dân không thực hiện các việc sau:",
        "Cấm các xóm thực hiện các việc sau:",
        "Văn phòng nhắc các xóm:",
        "Văn phòng kiểm tra Trạm bơm:",
        "Hội Nông dân vận động hội viên:",
        "Ban Công tác Mặt trận thống kê số hộ:",
    ],
)
def test_an_opening_that_says_what_to_do_or_not_to_do_is_not_lost(opening: str) -> None:
    reader = read(f"{BEGIN}\n1. {opening} (1) tổ chức đá gà; (2) gửi đơn thư; (3) đốt rơm rạ.")
    kept = [duty.text for duty in reader.duties] + [left.text for left in reader.unused]
    assert any(opening in text for text in kept)


def test_a_time_for_what_is_named_again_is_the_time_of_the_duty_above_it() -> None:
    first, *_ = duties(
        """Đảng ủy đề nghị các chi bộ tổ chức quán triệt Kết luận số 93-KL/TW.
        Thời gian hoàn thành việc quán triệt, chậm nhất ngày 14/9/2026 và báo cáo Đảng ủy."""
    )
    assert first.deadline == "chậm nhất ngày 14/9/2026"


def test_labels_above_what_is_to_be_done_are_of_it() -> None:
    found = duties(
        f"""{BEGIN}
        1. Hội nghị lần thứ nhất
        1.1. Thời gian: Ngày 20/3/2025.
        1.2. Đơn vị tổ chức: Ủy ban Mặt trận xã.
        1.3. Nội dung: Lập danh sách sơ bộ.
        2. Hội nghị lần thứ hai
        2.1. Thời gian: Ngày 25/3/2025.
        2.2. Nội dung: Chốt danh sách.
        2.3. Đơn vị chủ trì: Văn phòng."""
    )
    assert [(duty.text, duty.owner, duty.deadline) for duty in found] == [
        ("Lập danh sách sơ bộ", "Ủy ban Mặt trận xã", "Ngày 20/3/2025"),
        ("Chốt danh sách", "Văn phòng", "Ngày 25/3/2025"),
    ]
    assert all(duty_block.DEADLINE_ABOVE in {why.text for why in duty.doubts} for duty in found)


def test_labels_above_a_list_date_those_of_it_that_have_no_time_of_their_own() -> None:
    found = duties(
        f"""{BEGIN}
        Đề nghị các chi đoàn thực hiện:
        1. Thời gian: Ngày 22/3/2025.
        2. Nội dung:
        - Tổ chức dọn vệ sinh nhà văn hóa.
        - Lập danh sách đội viên trước ngày 15/3/2025.
        3. Các chi đoàn gửi tin, bài."""
    )
    assert [(duty.text, duty.deadline) for duty in found] == [
        ("Tổ chức dọn vệ sinh nhà văn hóa.", "Ngày 22/3/2025"),
        ("Lập danh sách đội viên trước ngày 15/3/2025.", "trước ngày 15/3/2025"),
        ("3. Các chi đoàn gửi tin, bài.", ""),
    ]


def test_a_label_again_above_what_is_to_be_done_begins_anew() -> None:
    found = duties(
        f"""{BEGIN}
        Đề nghị các chi đoàn thực hiện:
        - Thời gian: Ngày 22/3/2025.
        - Nội dung: Dọn vệ sinh nhà văn hóa.
        - Thời gian: Ngày 29/3/2025.
        - Nội dung: Trồng hoa ven đường."""
    )
    assert [duty.deadline for duty in found] == ["Ngày 22/3/2025", "Ngày 29/3/2025"]


def test_those_who_meet_agree_on_what_the_label_says() -> None:
    (duty,) = duties(
        f"""{BEGIN}
        1. Hội nghị lần thứ nhất
        1.1. Nội dung: Hiệp thương cơ cấu người ứng cử.
        - Thời gian: Ngày 20/3/2025.
        - Đơn vị chủ trì: Ban Công tác Mặt trận thôn."""
    )
    assert duty.text == "Hiệp thương cơ cấu người ứng cử"


def test_the_title_over_labels_is_the_duty_where_nobody_is_named() -> None:
    (duty,) = duties(
        """1. Hội nghị lần thứ hai
        1.1. Thời gian: Ngày 20/3/2025.
        1.2. Nội dung:
        - Thảo luận danh sách sơ bộ."""
    )
    assert (duty.text, duty.deadline) == ("Hội nghị lần thứ hai", "Ngày 20/3/2025")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Giao Văn phòng nộp báo cáo trước ngày 15/3/2025, Công an xã trước ngày 18/3/2025.",
            [("Văn phòng", 1), ("Công an xã", 1)],
        ),
        (
            "Các thôn báo cáo trước ngày 15/3/2025, các tổ dân phố trước ngày 18/3/2025.",
            [("Các thôn", 1), ("các tổ dân phố", 1)],
        ),
        (
            "Các chi bộ gửi phiếu về Đảng ủy trước ngày 15/3/2025, Ban Tổ chức trước 18/3/2025.",
            [("Các chi bộ", 2)],
        ),
        (
            "Đảng ủy hoàn thành đại hội chi bộ trước ngày 15/3/2025, Đảng bộ trước 18/3/2025.",
            [("Đảng ủy", 2)],
        ),
    ],
)
def test_who_is_named_with_another_day_owes_the_same(
    sentence: str, expected: list[tuple[str, int]]
) -> None:
    found = duties(f"{BEGIN}\n1. {sentence}")
    assert [(duty.owner, len(duty.times)) for duty in found] == expected
