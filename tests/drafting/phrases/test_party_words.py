"""Who a sentence gives a duty to, and where the duty's own words begin."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.phrases import party_words


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
        ("Tổ bầu cử", "lập và niêm yết danh sách cử tri"),
        ("Công an phường", "lên phương án bảo vệ Đại hội"),
        ("Trung tâm Y tế", "dự trữ cơ số thuốc"),
        ("Hội Nông dân xã", "cài đặt ứng dụng cho 95% hộ dân"),
        ("Các ban xây dựng Đảng", "xây dựng kế hoạch"),
        ("Ban Thường trực MTTQ xã", "tổ chức hội nghị hiệp thương"),
        ("Các đoàn thể được giao chỉ tiêu", "rà soát lại các hộ"),
        ("Công chức tư pháp", "nghiên cứu hệ thống văn bản"),
        ("Các đơn vị trực thuộc", "rà soát lại số thu"),
        ("Cán bộ phụ trách lĩnh vực giám sát", "chuẩn bị tài liệu"),
        ("Ban Công tác Mặt trận", "chuyển biên bản về xã"),
        ("Lãnh đạo phòng", "tham mưu kế hoạch"),
        ("Giám đốc: Sở Y tế, Sở Nội vụ", "chỉ đạo các đơn vị"),
        ("Thủ trưởng các cơ quan: Công an xã, Quân sự xã", "bố trí lực lượng"),
        # verbs of which only the first word is known
        ("Chi ủy", "hoàn trả hồ sơ cho đảng viên"),
        ("Hiệu trưởng các trường", "lưu ý kiến của phụ huynh"),
        ("Đoàn các xã, phường", "giữ liên lạc với Tỉnh đoàn"),
        ("Sở Giáo dục và Đào tạo", "chấm phúc khảo bài thi"),
        ("100% cơ sở đoàn", "ra quân ngày Chủ nhật xanh"),
    ],
)
def test_a_verb_is_none_of_the_name_before_it(owner: str, duty: str) -> None:
    text = f"{owner} {duty}"
    found = party_words.subject(text)
    assert found is not None
    assert (found.names(text), text[found.rest :]) == (owner, duty)


@pytest.mark.parametrize(
    ("text", "owner", "duty"),
    [
        ("Đề nghị Điện lực An Phú che lều tạm cho dân", "Điện lực An Phú", "che lều tạm cho dân"),
        ("Giáo viên bộ môn: ra thêm đề dự phòng", "Giáo viên bộ môn", "ra thêm đề dự phòng"),
        (
            "Đồng chí Trưởng Ban xây dựng Đảng - Trưởng tiểu ban: Điều hành chung",
            "Đồng chí Trưởng Ban xây dựng Đảng - Trưởng tiểu ban",
            "Điều hành chung",
        ),
    ],
)
def test_what_is_asked_with_an_unknown_verb_is_a_duty(text: str, owner: str, duty: str) -> None:
    found = party_words.subject(text)
    assert found is not None
    assert found.has_predicate
    assert (found.names(text), text[found.rest :].strip()) == (owner, duty)


@pytest.mark.parametrize("text", ["Đề nghị Hội Nông dân xã:", "Công an xã: từ ngày 01/6/2025"])
def test_names_and_times_alone_are_no_duty(text: str) -> None:
    found = party_words.subject(text)
    assert found is not None
    assert not found.has_predicate


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Sở Giáo dục và Đào tạo đề nghị các đơn vị tham gia ý kiến", "các đơn vị"),
        ("Lãnh đạo thành phố yêu cầu Sở Xây dựng khẩn trương trình dự án", "Sở Xây dựng"),
        ("Cuối mỗi học kỳ, Ban Giám hiệu tổ chức sơ kết", "Ban Giám hiệu"),
    ],
)
def test_who_asks_others_and_when_are_no_owner(text: str, owner: str) -> None:
    found = party_words.subject(text)
    assert found is not None
    assert found.names(text) == owner


def test_leading_is_what_is_done_where_no_leader_is_named() -> None:
    assert party_words.subject("Lãnh đạo gieo cấy lúa xuân trong khung thời vụ") is None


@pytest.mark.parametrize("rest", ["trong việc giữ trật tự, tổ chức tuần tra", ": Lập sổ, tuần tra"])
def test_what_others_help_in_is_none_of_their_names(rest: str) -> None:
    text = f"Ban Thường trực chủ trì, phối hợp với Công an xã{' ' * (rest[0] != ':')}{rest}"
    found = party_words.subject(text)
    assert found is not None
    assert found.helpers(text) == "Công an xã"


def test_thousands_of_titles_in_a_row_name_those_of_the_first_ones() -> None:
    found = party_words.subject("Phòng Nội vụ A: " * 3000)
    assert found is not None
    assert found.owner == (0, len("Phòng Nội vụ A"))


def test_nothing_stands_behind_a_last_colon() -> None:
    text = "Trung tâm Kiểm soát thanh toán:"
    assert party_words.subject(f"{text} ") == party_words.subject(text)


@pytest.mark.parametrize(
    "text",
    ["NTM nâng cao tiêu chí số 17", "PCCC phối hợp với Công an xã", "COVID lây lan nhanh"],
)
def test_capitals_that_shorten_a_topic_are_no_owner(text: str) -> None:
    assert party_words.subject(text) is None


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Đối với các hộ thiếu nước thì UBND xã bố trí xe chở nước", "UBND xã"),
        ("Đối với hộ chưa nộp thì Văn phòng gửi giấy báo", "Văn phòng"),
        ("Các trường được chọn đặt điểm thi nhận hồ sơ trước ngày 5/6",
         "Các trường được chọn đặt điểm thi"),
        ("Học sinh cuối cấp, nhận phiếu ở văn phòng trường", "Học sinh cuối cấp"),
        ("Các ủy viên được phân công dự, chỉ đạo đại hội điểm", "Các ủy viên"),
        ("Đảng ủy tổ chức đại hội điểm", "Đảng ủy"),
        ("BTL Vùng 3 duy trì lực lượng trực", "BTL Vùng 3"),
        ("Các CĐCS gửi danh sách đoàn viên", "Các CĐCS"),
        ("Chậm nhất 10 ngày sau đại hội, ban chấp hành mới gửi hồ sơ", "ban chấp hành mới"),
        ("Trong tháng 5, ban hành kế hoạch mới", None),
        ("Ngày 7/6/2027: Hạn cuối các trường, các trung tâm gửi giấy báo",
         "các trường, các trung tâm"),
        ("Theo lịch, ngày 5/6/2027 là hạn cuối các thôn nộp danh sách", "các thôn"),
        ("Trong đó, ngày 26/6 thí sinh làm thủ tục dự thi", "thí sinh"),
        ("Về hồ sơ, chậm nhất ngày 26/8, Sở Nội vụ trả lời", "Sở Nội vụ"),
        ("Theo kế hoạch, các học sinh giỏi được khen", None),
        ("Đảng ủy phân công: ông Trần Việt phụ trách ấp Đông", "ông Trần Việt"),
        ("Cán bộ, hội viên mặc áo dài đi họp", "Cán bộ, hội viên"),
        ("Các ấp mặc dù khó khăn vẫn nộp đủ", None),
        ("Công an xã không cấp phép đốt rơm trước ngày 5/5", "Công an xã"),
        ("Cán bộ không hoàn thành nhiệm vụ phải giải trình", None),
        ("Hạn cuối nộp hồ sơ là ngày 5/6/2027", None),
        ("Trên cơ sở đăng ký của các thôn, công chức Địa chính - Xây dựng tổng hợp, trình UBND xã",
         "công chức Địa chính - Xây dựng"),
        ("Trên cơ sở đăng ký của các thôn, trạm Y tế xã lập danh sách", "trạm Y tế xã"),
        ("Theo đề nghị của các thôn, công chức Địa chính và trạm Y tế, UBND xã lập danh sách",
         "UBND xã"),
        ("Theo đề nghị của các thôn, hội nghị Đảng ủy thống nhất chủ trương", None),
        ("Các đồng chí có báo cáo gửi về Văn phòng", "Các đồng chí"),
        ("Các chi bộ có văn bản đề nghị khen thưởng", "Các chi bộ"),
        ("Các tổ có kế hoạch tổ chức thực hiện", "Các tổ"),
        ("Các đồng chí có ý kiến trước ngày 5/6", "Các đồng chí"),
        ("Các đồng chí có tên trong danh sách nộp hồ sơ", "Các đồng chí có tên trong danh sách"),
        ("Các đơn vị có văn bản hết hiệu lực rà soát lại", "Các đơn vị có văn bản hết hiệu lực"),
        ("Các tổ có kế hoạch đi xa báo cáo Ban", "Các tổ có kế hoạch đi xa"),
        ("Ban Thường vụ phân công: 01 xe ô tô đón đại biểu", None),
        ("Đảng ủy phân công: 02 đồng chí trực cổng", None),
        ("Đảng ủy phân công: đồng chí Nam trực cổng", "đồng chí Nam"),
        ("Trường hợp có cháy, yêu cầu các thôn, Công an xã báo cáo", "các thôn, Công an xã"),
        ("Khi có mưa lớn, yêu cầu Trưởng các thôn báo cáo", "Trưởng các thôn"),
        ("Nếu nước lên thì đề nghị các thôn báo cáo", "các thôn"),
        ("Nếu cấp trên yêu cầu, yêu cầu các thôn nộp thì Văn phòng gửi giấy", None),
        ("Khi nhận được đề nghị của các thôn, UBND xã xem xét", "UBND xã"),
        ("Trường hợp đề nghị các thôn báo cáo mà chưa có, Văn phòng gọi điện", "Văn phòng"),
        ("Trường hợp Chủ tịch giao Văn phòng, yêu cầu các thôn phối hợp", "các thôn"),
        ("Nếu thôn nào đề nghị xã hỗ trợ, giao Phòng Kinh tế xem xét", "Phòng Kinh tế"),
        ("Khi cần thiết đề nghị các thôn, Công an xã báo cáo", "các thôn, Công an xã"),
    ],
)  # fmt: skip
def test_who_acts_is_named_alone(text: str, owner: str | None) -> None:
    subject = party_words.subject(text)
    assert (subject and subject.names(text)) == owner


@pytest.mark.parametrize(
    "text",
    [
        "Đối với Thôn Đông thì Công an xã kiểm tra, Thôn Tây thì Đoàn xã kiểm tra",
        "Thôn Tây thì Đoàn xã kiểm tra",
    ],
)
def test_those_in_whose_case_others_act_are_no_owner(text: str) -> None:
    assert party_words.subject(text) is None
