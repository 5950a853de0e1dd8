"""What a document says of itself, in the forms of Party and State and in poorer ones."""

from __future__ import annotations

import pytest
from incoming import CASES
from incoming import document

from ntmtrack.drafting.document_model import FoundHead
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.extraction import head
from ntmtrack.drafting.incoming.reading import read_document

PARTY = """ĐẢNG BỘ HUYỆN PHÚ LỘC
ĐẢNG ỦY XÃ TÂN HÒA
*
Số 35 - CV/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Tân Hòa, ngày 02 tháng 8 năm 2024
“V/v đôn đốc chỉnh trang thôn xóm”
Kính gửi: - Lãnh đạo UBND xã;
- Các chi bộ;
- Hội Nông dân xã.
Thực hiện kết luận của Đảng ủy ngày 29/7/2024;"""
STATE = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LÃNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 118/KH-UBND
Bình Lãng, ngày 22 tháng 12 năm 2025
KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH TỈNH BÌNH LÃNG NĂM 2026"""


def find(text: str, ends: str = "") -> FoundHead:
    return head.find(text.splitlines(), ends.splitlines())


def test_the_head_of_a_party_letter() -> None:
    found = find(PARTY, "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Thị Hoa")
    assert found == FoundHead(
        number="35-CV/ĐU",
        issued="2024-08-02",
        issuer="Đảng ủy xã Tân Hòa",
        superior="Đảng bộ huyện Phú Lộc",
        place="Tân Hòa",
        subject="Đôn đốc chỉnh trang thôn xóm",
        recipients=("Lãnh đạo UBND xã", "Các chi bộ", "Hội Nông dân xã"),
        signer_name="Lê Thị Hoa",
        signer_title="Phó Bí thư",
        signer_for="Ban Thường vụ",
        form="party",
    )


def test_the_head_of_a_state_plan() -> None:
    found = find(STATE, "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Minh")
    assert (found.number, found.issued, found.form) == ("118/KH-UBND", "2025-12-22", "state")
    assert found.issuer == "Ủy ban nhân dân tỉnh Bình Lãng"
    assert found.subject == "Cải cách hành chính tỉnh Bình Lãng năm 2026"
    assert (found.signer_name, found.signer_title) == ("Trần Văn Minh", "Phó Chủ tịch")
    assert (found.signer_for, found.signer_by) == ("Ủy ban nhân dân", "K/T")


@pytest.mark.parametrize(
    ("lines", "title", "whom", "by"),
    [
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "Chánh Văn phòng", "Chủ tịch", "T/L"),
        ("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG", "Chánh Văn phòng", "Ban Thường vụ", "T/L"),
        ("KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", "Phó Hiệu trưởng", "Hiệu trưởng", "K/T"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Chủ tịch", "Ủy ban nhân dân", ""),
    ],
)
def test_in_what_right_somebody_signs(lines: str, title: str, whom: str, by: str) -> None:
    found = head.find([], [*lines.splitlines(), "Lê Văn An"])
    assert (found.signer_title, found.signer_for, found.signer_by) == (title, whom, by)


def test_what_only_the_text_says_is_proposed() -> None:
    text = (
        "Ngày 25/5/2025, thay mặt Đảng ủy, đồng chí A ký ban hành Kết luận số 57-KL/ĐU về sáp nhập."
    )
    found = find(text)
    assert (found.number, found.issued) == ("", "")
    assert found.propose == {"issued": "2025-05-25", "number": "57-KL/ĐU"}


def test_an_annex_proposes_the_day_that_it_goes_with() -> None:
    found = find("PHỤ LỤC\n(Kèm theo Kế hoạch số 5/KH-UBND ngày 01/12/2025 của UBND tỉnh)")
    assert found.propose == {
        "number": "5/KH-UBND",
        "issued": "2025-12-01",
        "issuer": "UBND tỉnh",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Theo Điều 2, ngày bầu cử là ngày 15 tháng 3 năm 2026 (Chủ nhật).",
        "Căn cứ Báo cáo số 392-BC/BTC, ngày 23/5/2025 về tình hình;",
        "",
    ],
)
def test_another_days_date_is_not_the_documents(text: str) -> None:
    found = find(text)
    assert (found.issued, dict(found.propose)) == ("", {})


def test_a_telegram_names_its_addressees_before_its_text() -> None:
    found = find(
        "CÔNG ĐIỆN\nCHỦ TỊCH UBND HUYỆN LỘC HÀ điện:\n- Chủ tịch UBND các xã;\n- Công an huyện."
    )
    assert found.recipients == ("Chủ tịch UBND các xã", "Công an huyện")
    assert found.issuer == "Chủ tịch UBND huyện Lộc Hà"


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("PHÒNG GD&ĐT HUYỆN AN HÀ", "Phòng GD&ĐT huyện An Hà"),
        ("LĐLĐ HUYỆN AN HÀ", "LĐLĐ huyện An Hà"),
        ("BCH ĐOÀN XÃ SƠN THỦY", "BCH Đoàn xã Sơn Thủy"),
    ],
)
def test_abbreviations_keep_their_capitals(above: str, issuer: str) -> None:
    assert head.find([above, "Số: 12/KH-X"], []).issuer == issuer


@pytest.mark.parametrize(
    "line",
    [
        "Hồi 21 giờ 30, ngày 17 tháng 9 năm 2025",
        "Hồi 21 giờ 30 phút ngày 17/9/2025",
        "Sơn Thủy, hồi 21h30 ngày 17 tháng 9 năm 2025",
        "Sơn Thủy, 21 giờ 30 ngày 17 tháng 9 năm 2025",
        "Ngày: 17/09/2025 21:30",
        "Đã gửi: Thứ Tư, 17/9/2025 21:30",
    ],
)
def test_the_hour_and_day_of_a_telegram_or_an_email_are_its_day(line: str) -> None:
    found = head.find(["UBND XÃ SƠN THỦY", "CÔNG ĐIỆN", "Số: 09/CĐ-UBND", line], [])
    assert (found.issued, found.issuer) == ("2025-09-17", "UBND xã Sơn Thủy")
    assert head.is_part_of(line)


def test_the_line_of_a_mail_says_its_day() -> None:
    assert find("From: A <a@b.vn>\nDate: Tue, 13 Oct 2026 09:12:44 +0700").issued == "2026-10-13"
    assert find("Date: Tue, 33 Oct 2026 09:12:44 +0700").issued == ""


def test_minutes_propose_the_day_of_the_meeting() -> None:
    text = "Họp thôn Đông\nThời gian: 19 giờ 30 phút, ngày 11 tháng 9 năm 2026."
    assert find(f"BIÊN BẢN\n{text}").propose["issued"] == "2026-09-11"
    assert "issued" not in find(f"THÔNG BÁO\n{text}").propose


def test_who_it_is_from_is_no_part_of_a_title_above_it() -> None:
    above = ["NGHỊ QUYẾT", "Về nhiệm vụ 6 tháng cuối năm", "HỘI ĐỒNG NHÂN DÂN XÃ SƠN THỦY"]
    assert head.find(above, []).subject == "Về nhiệm vụ 6 tháng cuối năm"


@pytest.mark.parametrize("line", ["(Cập nhật đến ngày 28/03/2026)", "(Ban hành ngày 28/03/2026)"])
def test_the_day_in_brackets_under_a_title_is_proposed(line: str) -> None:
    found = head.find(["BẢNG THEO DÕI", line], [])
    assert found.propose == {"issued": "2026-03-28"}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("09/9/2026", "2026-09-09"),
        ("Ngày 09 tháng 9 năm 2026", "2026-09-09"),
        ("Kế hoạch số 21/KH-THCS - ngày 09/9/2026", "2026-09-09"),
        ("Hội thi cấp trường - 20/12/2026", ""),
    ],
)
def test_a_day_alone_or_behind_the_number_is_proposed_and_that_of_an_event_is_not(
    line: str, day: str
) -> None:
    found = find(f"TRƯỜNG THCS BÌNH AN\nSố: 21/KH-THCS\nKẾ HOẠCH\n{line}")
    assert found.propose.get("issued", "") == day


def test_an_annex_names_what_it_belongs_to_and_its_title_is_no_issuer() -> None:
    found = head.find(
        [
            "PHỤ LỤC II",
            "CÁC VIỆC CẦN LÀM NĂM 2026",
            "(Kèm theo Quyết định số 31/QĐ-UBND ngày 12/01/2026 của UBND xã Sơn Thủy)",
        ],
        [],
    )
    assert (found.issuer, found.number, found.issued) == ("", "", "")
    assert found.propose == {
        "number": "31/QĐ-UBND",
        "issued": "2026-01-12",
        "issuer": "UBND xã Sơn Thủy",
    }


def test_the_title_of_a_sheet_is_no_issuer() -> None:
    assert head.find(["NHIỆM VỤ TRỌNG TÂM NĂM 2026"], []).issuer == ""
    assert head.find(["UBND XÃ SƠN THỦY", "PHÂN CÔNG CÔNG VIỆC"], []).issuer == "UBND xã Sơn Thủy"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "dau-lech-dong",
            FoundHead(
                number="12-CV/ĐU",
                issued="2026-04-03",
                issuer="Đảng ủy xã Sơn Thủy",
                superior="Đảng bộ huyện Sông Hiền",
                place="Sơn Thủy",
                subject="Tổng vệ sinh môi trường nông thôn năm 2026",
                recipients=("Các chi bộ trực thuộc",),
                signer_name="Trần Thị Mai",
                signer_title="Bí thư",
                signer_for="Ban Thường vụ",
                form="party",
            ),
        ),
        (
            "dau-de-trong-so",
            FoundHead(
                issuer="Phòng Giáo dục và Đào tạo",
                superior="Ủy ban nhân dân huyện Sông Hiền",
                subject="Tổ chức hội khỏe cho học sinh năm 2026",
                form="state",
            ),
        ),
        (
            "dau-mot-dong",
            FoundHead(
                number="31/KH-UBND",
                issued="2026-01-12",
                issuer="UBND xã Sơn Thủy",
                place="Sơn Thủy",
                subject="Trồng cây đầu xuân năm 2026",
                form="state",
            ),
        ),
    ],
)
def test_each_side_of_a_printed_head_is_read_as_its_own(name: str, expected: FoundHead) -> None:
    data, file_name = document(CASES / f"{name}.pdf.txt")
    assert finding.find(read_document(data, file_name), {}).head == expected


@pytest.mark.parametrize("between", ["", "- ", "| "])
def test_both_sides_of_a_head_on_one_line_are_two(between: str) -> None:
    found = find(
        "UBND XÃ SƠN THỦY CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "BAN CHỈ ĐẠO Độc lập - Tự do - Hạnh phúc\n"
        f"Số: 31/KH-BCĐ {between}Sơn Thủy, ngày 12 tháng 01 năm 2026\n"
        "KẾ HOẠCH\nTrồng cây đầu xuân"
    )
    assert (found.number, found.issued, found.place) == ("31/KH-BCĐ", "2026-01-12", "Sơn Thủy")
    assert (found.superior, found.issuer) == ("UBND xã Sơn Thủy", "Ban Chỉ đạo")
    assert found.subject == "Trồng cây đầu xuân"


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Thực hiện mô hình “Vườn đẹp” năm 2025", "Thực hiện mô hình “Vườn đẹp” năm 2025"),
        ("PHÂN CÔNG NHIỆM VỤ QUÝ II NĂM 2025", "Phân công nhiệm vụ quý II năm 2025"),
        ("TỔ CHỨC ĐẠI HỘI LẦN THỨ XV, XỬ LÝ VI PHẠM", "Tổ chức đại hội lần thứ XV, xử lý vi phạm"),
    ],
)
def test_titles_that_begin_as_grounds_do_or_have_figures_in_capitals(
    title: str, subject: str
) -> None:
    found = head.find(
        ["HỘI PHỤ NỮ XÃ SƠN THỦY", "KẾ HOẠCH", title, "Thực hiện Nghị quyết số 5-NQ/ĐU;"], []
    )
    assert found.subject == subject


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("KẾ HOẠCH Tổng vệ sinh đón Tết Đinh Mùi", "Tổng vệ sinh đón Tết Đinh Mùi"),
        ("THÔNG BÁO KẾT LUẬN Hội nghị giao ban tháng 3", "Hội nghị giao ban tháng 3"),
        ("Kế hoạch này gồm ba phần", ""),
        ("BẢNG phân công", ""),
    ],
)
def test_a_title_may_stand_in_one_paragraph_with_the_kind_of_document(
    title: str, subject: str
) -> None:
    found = head.find(["HỘI PHỤ NỮ XÃ SƠN THỦY", title, "Thực hiện Nghị quyết số 5-NQ/ĐU;"], [])
    assert found.subject == subject


def test_a_signer_may_stand_in_one_paragraph_with_the_office_of_secretary() -> None:
    found = find(PARTY, "T/M BAN THƯỜNG VỤ BÍ THƯ Nguyễn Văn Hòa")
    assert (found.signer_name, found.signer_title) == ("Nguyễn Văn Hòa", "Bí thư")
    assert found.signer_for == "Ban Thường vụ"


def test_a_head_that_a_narrow_column_has_broken() -> None:
    lines = """
    ỦY BAN NHÂN DÂN
    XÃ SƠN THỦY
    -------
    |
    CỘNG HÒA XÃ HỘI
    CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    |
    Số: 17/CĐ-UBND
    |
    Sơn Thủy, ngày 01
    tháng 8 năm 2025
    V/V
    PHÒNG CHỐNG LỤT BÃO
    """
    found = head.find([line.strip() for line in lines.strip().splitlines()], [])
    assert (found.superior, found.issuer) == ("", "Ủy ban nhân dân xã Sơn Thủy")
    assert (found.number, found.issued, found.place) == ("17/CĐ-UBND", "2025-08-01", "Sơn Thủy")
    assert found.subject == "Phòng chống lụt bão"


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (
            [
                "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "TỈNH AN PHÚ Độc Lập - Tự Do - Hạnh Phúc",
                "Số: 4/UBND-TH",
            ],
            "Ủy ban nhân dân tỉnh An Phú",
        ),
        (["SỞ GDĐT AN PHÚ", "TRƯỜNG THCS VÀ THPT", "NGUYỄN VĂN A", "Số: 4/KH"], "Nguyễn Văn A"),
        (["ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "Số: 5/QĐ"], "Ủy ban nhân dân"),
        (["BỘ XÂY DỰNG", "Số: 5/BXD-QLN"], "Bộ Xây dựng"),
    ],
)
def test_the_issuer_beside_and_below_other_lines(lines: list[str], issuer: str) -> None:
    assert head.find(lines, []).issuer.endswith(issuer)


@pytest.mark.parametrize("place", ["TP. Hồ Chí Minh", "Tp.Hồ Chí Minh"])
def test_a_place_with_a_shortened_city(place: str) -> None:
    found = head.find([f"{place}, ngày 07 tháng 12 năm 2025"], [])
    assert (found.issued, found.place) == ("2025-12-07", place)


def test_a_deputy_minister_signs_as_such() -> None:
    found = head.find([], ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Văn An"])
    assert found.signer_title == "Thứ trưởng"


def test_an_introduction_is_no_subject() -> None:
    line = "Về việc phát triển du lịch, Phó Thủ tướng có ý kiến chỉ đạo như sau:"
    assert head.find(["Số: 5/VPCP", line], []).subject == ""


def test_a_paragraph_on_some_matter_is_no_subject() -> None:
    lines = [
        "THÔNG BÁO",
        "Kết luận của Chủ tịch UBND xã tại phiên họp tháng 11",
        "Về việc lấn chiếm đất công: thống nhất xử lý. Công an xã lập biên bản; Kế toán thu tiền.",
    ]
    assert head.find(lines, []).subject == "Kết luận của Chủ tịch UBND xã tại phiên họp tháng 11"


def test_a_letter_to_people_has_no_colon_after_its_address() -> None:
    lines = [
        "Kính gửi các cô chú Trưởng khóm, Bí thư chi bộ!",
        "Chú Tư đã gửi lúc 16:42 ngày 03/12/2026",
    ]
    found = head.find(lines, [])
    assert (found.recipients, found.issued) == (
        ("các cô chú Trưởng khóm, Bí thư chi bộ",),
        "2026-12-03",
    )
    assert head.find(["Kính gửi các đồng chí,"], []).recipients == ()


def test_a_day_in_one_paragraph_with_the_subject_of_a_letter() -> None:
    about = "V/v phòng, chống dịch sốt xuất huyết An Lạc, ngày 06 tháng 7 năm 2026"
    found = head.find(["PHƯỜNG AN LẠC", "Số: 12/UBND", about], [])
    assert (found.issued, found.place) == ("2026-07-06", "An Lạc")
    assert found.subject == "Phòng, chống dịch sốt xuất huyết"


def test_a_party_letter_without_v_v_is_about_what_stands_under_its_number() -> None:
    found = find(
        """ĐẢNG BỘ TỈNH HÒA LÂM
        ĐẢNG ỦY XÃ TÂN HÒA
        *
        Số 41-CV/ĐU
        chuẩn bị sinh hoạt chuyên đề
        quý II năm 2027
        ĐẢNG CỘNG SẢN VIỆT NAM
        Tân Hòa, ngày 02 tháng 4 năm 2027""".replace("        ", "")
    )
    assert found.subject == "Chuẩn bị sinh hoạt chuyên đề quý II năm 2027"


@pytest.mark.parametrize(
    "line",
    [
        "Xã Tân Hòa, ngày ... tháng ... năm 2027",
        "Bình Lãng, tháng 3 năm 2027",
        "Nơi nhận: các chi bộ thôn",
        "Thực hiện Kế hoạch số 9-KH/HU, Đảng ủy xã yêu cầu các chi bộ rà soát hộ nghèo",
        "Đảng ủy xã yêu cầu các chi bộ thôn gửi báo cáo trước ngày 20/4/2027",
        "Mùa khô đã đến. Các thôn dễ cháy rừng",
    ],
)
def test_what_stands_under_a_number_and_is_no_subject(line: str) -> None:
    assert head.find(["ĐẢNG ỦY XÃ TÂN HÒA", "Số 41-CV/ĐU", line], []).subject == ""


def test_lines_under_the_number_of_the_state_are_no_subject() -> None:
    assert head.find(["UBND XÃ TÂN HÒA", "Số 41/CV-UBND", "phòng cháy mùa khô"], []).subject == ""


def test_the_day_of_the_letter_of_another_office_is_not_proposed_as_our_day_of_issue() -> None:
    line = "Ngày 10/5/2024, Tỉnh ủy có Chỉ thị số 05-CT/TU về phòng cháy."
    assert "issued" not in head.find(["ĐẢNG ỦY XÃ TÂN HÒA", "Số 41-CV/ĐU", line], []).propose


@pytest.mark.parametrize(
    ("second", "is_entry"),
    [
        ("7h30: Đoàn đại biểu dâng hương", True),
        ("8h00 - 8h30: Đón tiếp đại biểu", True),
        ("Lúc 9 giờ 00 – Khai mạc", True),
        ("15 hộ nghèo thôn Đông", False),
        ("10 ha rừng phòng hộ", False),
        ("20h30 đến 21h30 ngày 28/3/2026", False),
        ("từ 19 giờ ngày 20/3/2026 đến 5 giờ ngày 21/3/2026", False),
    ],
)
def test_an_entry_of_a_programme_ends_the_title_above_it(second: str, *, is_entry: bool) -> None:
    lines = ["UBND XÃ BÌNH SƠN", "Số: 12/UBND-VP", "V/v hỗ trợ làm nhà và tắt đèn", second]
    expected = "Hỗ trợ làm nhà và tắt đèn"
    assert head.find(lines, []).subject == (expected if is_entry else f"{expected} {second}")
