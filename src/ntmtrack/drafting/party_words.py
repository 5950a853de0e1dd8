"""Who a sentence gives a duty to: its subject, who helps, and where the duty's own words begin.

The tables are phrases as documents write them; any that an office misses can be added.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ntmtrack.drafting import spelling

# The words that names of bodies and people's offices begin with.
HEADS = (
    "bộ trưởng", "bộ", "thứ trưởng", "sở", "ban", "ngành", "ủy ban", "ubnd", "hđnd", "hội đồng",
    "ubmttq", "mttq", "mặt trận", "đảng ủy", "đảng đoàn", "đảng bộ", "đảng ở", "chi bộ", "chi ủy",
    "cấp ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thường trực", "thường vụ", "btv", "bch",
    "bcđ", "bcd", "bql", "tt", "ban thường vụ", "ban chỉ đạo", "văn phòng", "vp", "phòng", "công an",
    "quân sự", "quân đội", "bộ đội", "biên phòng", "hội", "đoàn", "đội", "tổ", "nhóm", "câu lạc bộ",
    "chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "thủ trưởng", "thủ tướng", "phó thủ tướng",
    "hiệu trưởng", "giám đốc", "phó giám đốc", "trưởng", "phó", "chánh", "cục", "tổng cục", "vụ",
    "chi cục", "trường", "trung tâm", "trạm", "hạt", "kho bạc", "ngân hàng", "bảo hiểm", "bưu điện",
    "điện lực", "liên đoàn", "công đoàn", "liên minh", "liên hiệp", "hiệp hội", "viện", "tòa án",
    "thanh tra", "kiểm toán", "tập đoàn", "tổng công ty", "công ty", "doanh nghiệp", "hợp tác xã",
    "htx", "đài", "báo", "cổng", "cơ quan", "đơn vị", "địa phương", "đoàn thể",
    "thành viên", "cán bộ", "công chức", "viên chức", "đảng viên", "hội viên", "kế toán", "bộ phận",
    "tiểu ban", "ủy viên", "uv", "lãnh đạo", "thôn", "xóm", "bản", "ấp", "buôn", "khối", "khu phố",
    "xã", "phường", "thị trấn", "huyện", "quận", "tỉnh", "thành phố", "hộ", "hộ gia đình", "chi hội",
    "giáo viên", "nhà trường", "lực lượng", "gia đình", "thầy", "các tổ chức", "các cấp", "tổ dân phố", "trợ lý", "nhân viên", "chuyên viên", "cộng tác viên", "chỉ huy",
    "ccb", "cựu chiến binh", "phụ nữ", "nông dân", "bí thư chi bộ", "bí thư chi đoàn", "chi đoàn",
    "ban giám hiệu", "khoa", "phân hội", "xí nghiệp", "nông trường", "đồng chí", "đ/c", "ông",
    "bà", "tổ trưởng", "nhà máy", "khách sạn", "chủ", "chợ", "quầy", "văn thư", "y tế", "trạm y tế",
)  # fmt: skip
# Words that begin as those do, and name nobody.
_NO_HEADS = (
    "xã hội", "tổ chức", "tổ hợp", "báo cáo", "bộ máy", "bộ tiêu chí", "bộ chỉ số", "bản đồ", "bản sao", "bản đồng",
    "ngành nghề", "trường hợp", "đoàn kết", "đoàn viên", "đội ngũ", "phòng chống", "phòng, chống",
    "phòng ngừa", "phòng cháy", "phòng học", "phòng trừ", "sở hữu", "sở thích", "vụ việc", "vụ án", "vụ mùa", "vụ đông", "vụ hè",
    "vụ xuân", "cấp độ", "bà con", "trưởng thành", "hạt giống", "viện trợ", "ban hành", "ban đầu",
    "bản thân", "bản án", "hội nghị", "hội thảo", "hội nhập", "hội thi", "hội họp", "khoa học", "đài thọ",
    "công an ninh", "bảo hiểm y tế toàn dân", "khối lượng", "khối kiến thức", "đội hình", "thôn tính",
    "tỉnh táo", "chủ động", "chủ trì", "chủ trương", "chủ đề", "chủ yếu", "chủ quan", "y tế cơ sở", "ban ngày",
    "hộ chiếu", "hộ khẩu", "hộ nghèo", "đoàn thanh tra toàn diện", "báo chí", "bộ phận người", "bà mẹ",
)  # fmt: skip
_PEOPLE = ("đồng chí", "đ/c", "ông", "bà", "thầy", "cô")
# Names in which a word stands that is a verb elsewhere.
_COMPOUNDS = (
    "ban chỉ đạo", "tổ chỉ đạo", "ban tổ chức", "ban quản lý", "tổ kiểm tra", "đoàn kiểm tra",
    "đoàn giám sát", "tổ giám sát", "tổ tuyên truyền", "ban tuyên giáo", "ban kiểm tra",
    "ủy ban kiểm tra", "cơ quan quản lý", "đơn vị quản lý", "cơ quan tham mưu", "ban phát triển",
    "cơ quan chỉ đạo", "các tổ chức", "tổ phản ứng", "đội phản ứng", "đơn vị thực hiện",
    "cơ quan thực hiện", "công chức địa chính xây dựng", "tổ triển khai", "ban tham mưu",
    "quản lý nhà nước", "ban chấp hành", "ban điều hành", "trung tâm điều hành", "tổ hướng dẫn",
    "đơn vị cung cấp", "đơn vị cung ứng", "cơ quan chuyên môn", "bộ phận tham mưu", "tổ công tác",
    "phòng thủ dân sự", "ủy ban bầu cử", "ban vận động", "tổ vận động", "hội đồng thi đua",
    "tổ chức đảng", "tổ chức chính trị", "tổ chức hội", "tổ chức đoàn", "tổ chức, cá nhân",
    "cơ quan, tổ chức", "đơn vị, tổ chức", "các cơ quan, đơn vị, tổ chức", "cấp ủy, tổ chức",
    "đoàn thể, tổ chức", "người đứng đầu", "lực lượng kiểm tra", "ban đại diện", "kiểm tra đảng",
    "ngân sách nhà nước", "bộ phận tiếp nhận", "tiếp nhận và trả kết quả", "hội đồng thẩm định",
    "tổ thẩm định", "tổ tổng hợp", "phòng tổng hợp", "văn phòng điều phối", "tổ xây dựng",
    "theo dõi lĩnh vực", "phụ trách lĩnh vực", "được giao", "giao chỉ tiêu", "được phân công",
    "thường trực", "khoa học", "có trách nhiệm liên quan", "bầu cử", "ứng cử", "chương trình", "quy trình", "công trình", "tờ trình", "lộ trình",
    "trung học", "tiểu học", "đại học", "khuyến học", "học sinh", "học viên", "trường học",
    "cấp xã", "cấp tỉnh", "cấp huyện", "cấp trên", "cùng cấp", "trung cấp", "phát thanh", "phụ trách",
    "ban chỉ huy", "trung tâm phục vụ", "trung tâm cung ứng", "kiểm tra, giám sát", "phó ban chỉ đạo",
)  # fmt: skip
# What stands between who must and what must be done.
_MANNERS = (
    "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "phải", "cần", "căn cứ", "theo chức năng",
    "trên cơ sở", "trong phạm vi", "tập trung", "tiếp tục", "khẩn trương", "chủ động", "kịp thời",
    "thường xuyên", "tích cực", "nghiêm túc", "nhanh chóng", "định kỳ", "sớm", "theo nhiệm vụ",
    "làm tốt", "hằng tháng", "hàng tháng", "hằng quý", "hàng quý", "hằng tuần", "hàng tuần",
    "hằng ngày", "hàng ngày", "chậm nhất", "trước ngày", "là cơ quan", "là đơn vị", "là đầu mối",
    "đồng chủ trì", "chủ trì", "phối hợp", "trực tiếp", "đẩy mạnh", "tăng cường", "nâng cao",
    "triệt để", "quyết liệt", "đồng loạt", "theo phạm vi", "nghiêm chỉnh", "quan tâm", "ngay sau khi",
    "sau khi", "phấn đấu",
)  # fmt: skip
# What duties begin with.
VERBS = (
    "tổ chức thực hiện", "tổ chức triển khai", "triển khai", "thực hiện", "xây dựng", "ban hành", "rà soát",
    "tham mưu", "báo cáo", "tổng hợp", "theo dõi", "đôn đốc", "kiểm tra", "giám sát", "hướng dẫn", "chỉ đạo",
    "lãnh đạo", "phân công", "bố trí", "cân đối", "thẩm định", "phê duyệt", "trình", "gửi", "lập", "đăng ký",
    "khảo sát", "thống kê", "đánh giá", "hoàn thành", "hoàn thiện", "hoàn tất", "tuyên truyền", "vận động",
    "quán triệt", "phổ biến", "phát động", "biểu dương", "khen thưởng", "tập huấn", "đào tạo", "bồi dưỡng",
    "hỗ trợ", "cung cấp", "cung ứng", "cập nhật", "số hóa", "chuẩn hóa", "khai thác", "vận hành", "duy trì",
    "bảo đảm", "đảm bảo", "chuẩn bị", "huy động", "sẵn sàng", "xử lý", "giải quyết", "tháo gỡ", "khắc phục",
    "phòng ngừa", "ngăn chặn", "tiếp nhận", "chuyển", "bàn giao", "công bố", "công khai", "niêm yết",
    "cấp", "chi trả", "thanh toán", "quyết toán", "thu", "nộp", "mua sắm", "đầu tư", "sửa chữa",
    "nâng cấp", "cải tạo", "lắp đặt", "trồng", "chăm sóc", "bảo vệ", "vệ sinh", "thu gom", "phân loại",
    "dọn", "quét", "làm", "mở", "họp", "tổ chức", "đề xuất", "kiến nghị", "nghiên cứu", "đề nghị",
    "thành lập", "kiện toàn", "sắp xếp", "bổ sung", "sửa đổi", "điều chỉnh", "thay thế", "thông báo",
    "thông tin", "đưa tin", "phản ánh", "lấy ý kiến", "tham gia", "góp ý", "xác minh", "xác định", "ký",
    "cam kết", "hợp đồng", "hiệp đồng", "nhận", "phân bổ", "giao", "quản lý", "sử dụng", "lưu trữ", "chia sẻ",
    "kết nối", "tích hợp", "phát huy", "phát triển", "thúc đẩy", "khuyến khích", "thu hút", "lựa chọn",
    "định hướng", "giới thiệu", "cụ thể hóa", "thể chế hóa", "thẩm tra", "tiếp thu", "tiếp công dân", "nắm",
    "bám sát", "trực", "tuần tra", "canh gác", "sơ tán", "di dời", "gia cố", "rào", "khơi thông", "nạo vét",
    "viết", "soạn", "biên soạn", "in", "phát", "treo", "dán", "vẽ", "khôi phục", "ổn định", "thăm hỏi",
    "động viên", "ngừng", "phân phối", "điều động", "điều phối", "tạo", "đưa", "giúp", "dự", "học", "ôn tập",
    "dạy", "kê khai", "rút kinh nghiệm", "sơ kết", "tổng kết", "tự đánh giá", "xếp loại", "chấm", "chấn chỉnh",
    "siết chặt", "nghiệm thu", "đo đạc", "cắm mốc", "giải phóng", "bồi thường", "tiêm", "phun", "xét nghiệm",
    "nêu gương", "gương mẫu", "giải tỏa", "mở rộng", "đắp", "đào", "phá bỏ", "liên hệ", "cử", "mời", "tiến hành",
    "cảnh báo", "dự báo", "ứng phó", "ưu tiên", "lồng ghép", "xem xét", "quyết định", "khởi công", "trao",
    "tặng", "vận dụng", "áp dụng", "ứng dụng", "nhân rộng", "xác nhận", "kiểm kê", "giải trình", "củng cố",
    "nghiêm cấm", "phục vụ", "quay", "chụp", "chốt", "rà", "xóa", "hạn chế", "đồng hành", "hòa giải",
)  # fmt: skip
# Short words are verbs after a name only before these.
_SHORT_VERBS = {
    "lập": "kế hoạch|danh sách|hồ sơ|dự toán|biên bản|phương án|tổ|đoàn|báo cáo|dự án|bảng|sổ|đề án|quy hoạch",
    "trình": "ubnd|hđnd|đảng ủy|ban|hội đồng|cấp|thủ tướng|chính phủ|bộ|quốc hội|chủ tịch|ủy ban",
    "cử": "cán bộ|người|đồng chí|giáo viên|thành viên|đại diện|công chức|\\d",
    "cấp": "phát|giấy|kinh phí|thẻ|đổi|mã|tiền",
    "ký": "cam kết|kết|hợp đồng|giao ước|văn bản",
    "thu": "gom|nộp|quỹ|phí|tiền|hồi|thập",
    "làm": "việc|tốt|rõ|vệ sinh|sạch|đường|cỏ|thủ tục|báo cáo|hồ sơ|đầu mối|mới",
    "mở": "lớp|đợt|hội nghị|sổ|rộng",
    "tổ chức": "lớp|hội|họp|lễ|các|cho|việc|kiểm|tuyên|quán|học|khảo|phổ|phát|đánh|theo|thẩm|rà|ra|tốt|bình"
               "|gặp|thăm|trồng|thu|tiếp|hướng|tập|xây|đối|lấy|giám|thi|sơ|tổng|hiệp|di|sinh|vận|dọn|trực|ký|bán|đăng|chấm|đợt|ngày|chi|đón|chúc|tặng|nghiệm|bàn|điều|lồng|\\d",
    "đưa": "vào|tin|lên|nội dung|\\d", "tạo": "điều kiện|lập|nguồn", "nhận": "và|hồ sơ|xi măng|bàn giao|đủ",
    "phát": "tờ rơi|quang|tin|loa|quà", "in": "ấn|và|tài liệu|phiếu", "dự": "họp|hội nghị|thảo", "giao": "ban|chỉ tiêu|cho|nhiệm vụ",
    "trực": "ban|chỉ huy|24|tết|tại", "dạy": "bù|học|và", "học": "bù|tập", "rào": "chắn|vườn|khu",
    "cấp ": "", "nắm": "bắt|tình hình|chắc|danh sách", "chuyển": "đổi|hồ sơ|về|giao|\\d", "rà": "lại",
}  # fmt: skip
_ANYWHERE = (
    "gửi", "nộp", "họp", "trồng", "treo", "dọn", "vẽ", "tiêm", "phun", "soạn", "viết", "dán", "chấm", "đắp",
    "tặng", "trao", "mời", "giúp", "quét", "xóa", "chụp", "quay", "chốt", "đào", "rào",
)  # fmt: skip
ASSIGNERS = (
    "giao nhiệm vụ cho", "giao trách nhiệm cho", "giao cho", "giao", "yêu cầu", "đề nghị:", "đề nghị",
    "phân công", "điều động", "giao nhiệm vụ", "chỉ đạo", "trân trọng đề nghị", "kính đề nghị",
)  # fmt: skip
JOINT = "·"  # stands between words of a name that are none of the sentence's own
_NOT_ASSIGNING = (
    r"(?<!được )(?<!bàn )(?<!chuyển )(?<!theo )(?<!nội dung )(?<!đã )(?<!tiếp tục )(?<!mục đích, )"
)
_HEAD = (
    rf"(?:(?:các|những|toàn thể|tất cả(?: các)?|mỗi|từng|toàn bộ|quý|một số|cả) )?"
    rf"(?!{spelling.any_of(_NO_HEADS)}(?!\w)){spelling.any_of(HEADS)}(?![\w/])"
    r"(?! (?:với|hợp|cạnh|đó|lĩnh vực|chuyển đổi)\b)"
)
_ACRONYM = r"[A-ZĐ]{2,8}\b"
_STARTS_PARTY = re.compile(_HEAD)
_LONG_VERBS = tuple(verb for verb in VERBS if " " in verb and verb not in _SHORT_VERBS)
_SHORT = "|".join(rf"{verb} (?={after})" for verb, after in _SHORT_VERBS.items() if after)
_PREDICATE = re.compile(
    rf"(?<![\w/·])(?:{spelling.any_of((*_MANNERS, *_LONG_VERBS, *_ANYWHERE))}(?![\w/·])|{_SHORT})"
)
_BEGINS_DUTY = re.compile(
    r"(?!(?:quyết định|hướng dẫn|thông báo|báo cáo) (?:số )?\d)(?:(?:đồng thời|trước mắt|sau đó|trong đó|và|cũng|sẽ|phải|cần|đã|đang|có|được|trước hết|ngoài ra|đặc biệt),? )*"
    rf"(?:phấn đấu )?{spelling.any_of((*_MANNERS, *VERBS))}(?![\w/])"
)
_MASK = re.compile(rf"(?<![\w/]){spelling.any_of(_COMPOUNDS)}(?![\w/])")
_ASSIGN = re.compile(
    rf"(?<![\w/]){_NOT_ASSIGNING}(?P<verb>{spelling.any_of(ASSIGNERS)}) ?(?=({_HEAD}))"
)
_HELPERS = re.compile(
    r"(?:chủ trì ?,? ?(?:và )?)?(?:chủ động )?phối hợp(?: chặt chẽ)?,? ?(?:với|cùng|giữa)?(?: với)? "
)
_LEADS_TO = re.compile(r"(?:^|[,;:] ?|và )(?:đồng )?chủ trì\b")
_ADVERBIAL = re.compile(
    "(?:trên cơ sở|căn cứ|theo|sau khi|để|trong|khi|nếu|trường hợp|định kỳ|đối với|về|hằng|hàng|ngoài|từ|bên cạnh|nhằm|trước|riêng|đồng thời|ngoài ra|cùng với|qua|dựa|tại)\\b"
)
_LONGEST_NAME = 420
_OWN_PLACE = re.compile(r",? (?:và|của|thuộc|cho|với|do|từ|tại|về|bởi|các|là|đến|trong)$")


# An aside on why it is they, after their name.
_TOLD_ELSEWHERE = re.compile(r", (?:đã )?được[ ·](?:phân[ ·]công|giao)|, theo ")
# After a name these say that it asks others, or that something is done to it.
_NAMES_NOBODY = re.compile(
    r"(?:yêu cầu|đề nghị|thống nhất|kết luận|quyết định|\bbị\b[^,]*|không) ?$|(?<!\w)được (?!giao|phân công|chọn|lựa chọn|cử|chỉ định|phép|bộ|ban|đảng)"
)
_LEADING = re.compile(
    "lãnh đạo(?:,| việc| chỉ đạo| thực hiện| tổ chức| triển khai| công tác| nhân dân| toàn diện)"
)


class Subject(NamedTuple):
    """Hold who a sentence gives a duty to, as places in its text.

    `owner` and `support` are from-to; `rest` is where the duty's own words begin. `is_given` tells
    that somebody gives it (giao, đề nghị …); `has_predicate` that something is to be done.
    """

    owner: tuple[int, int]
    support: tuple[int, int]
    rest: int
    is_given: bool
    has_predicate: bool

    def names(self, text: str) -> str:
        """Give the owner's words."""
        return spelling.compact(text[slice(*self.owner)]).strip(" ,;:.-–")

    def helpers(self, text: str) -> str:
        """Give the words of those who help."""
        return spelling.compact(text[slice(*self.support)]).strip(" ,;:.-–")


def mask(low: str) -> str:
    """Join the words of names that hold a verb, so that no verb is found in them."""
    return _MASK.sub(lambda match: match.group().replace(" ", JOINT).replace(",", JOINT), low)


def starts_party(low: str, at: int = 0) -> bool:
    """Tell whether the name of a body or of people begins here."""
    return bool(_STARTS_PARTY.match(low, at))


def begins_duty(text: str) -> bool:
    """Tell whether a text begins with a verb of duties, after words such as “đồng thời”."""
    low = spelling.level(text)
    return bool(_BEGINS_DUTY.match(low, _begin(low)))


def has_duty_verb(text: str) -> bool:
    """Tell whether a text has a verb that only duties have."""
    return bool(_PREDICATE.search(mask(spelling.level(text))))


def subject(text: str) -> Subject | None:
    """Find who a text gives a duty to; None where it does not say."""
    low = mask(spelling.level(text))
    begin = _begin(low)
    if (match := _find_assigner(low, begin)) and (
        found := _party_at(text, low, match.end(), given=True)
    ):
        return found
    if starts_party(low, begin):
        return _party_at(text, low, begin, given=False)
    if _ADVERBIAL.match(low, begin):
        for comma in re.finditer(r"[,:] ", low[: begin + 400]):
            if starts_party(low, comma.end()):
                found = _party_at(text, low, comma.end(), given=False)
                if found and found.has_predicate and _is_named(text, found):
                    return found
    return None


_MARK = re.compile(r"[\s\-+*(]*(?:\(?\d{1,2}[.)] ?\)?|[a-zđ]\) )?\s*")


def _begin(low: str) -> int:
    """Give where a text's words begin, after the mark that counts it."""
    match = _MARK.match(low)
    return match.end() if match else 0


def _find_assigner(low: str, begin: int) -> re.Match[str] | None:
    """Find the word that gives a duty to those named after it, near the sentence's beginning."""
    for match in _ASSIGN.finditer(low, begin, begin + 420):
        before = low[begin : match.start()]
        if match["verb"] in {"chỉ đạo", "phân công"} and before.strip(" ,"):
            continue
        if re.search(r"[.;] ", before) or len(before) > 260:  # noqa: PLR2004 -- a long sentence's end
            return None
        if before.strip() and (
            begins_duty(before) or re.search(r"(?:cơ chế|việc|chính sách|nội dung|,) $", before)
        ):
            continue
        if (
            starts_party(low, begin)
            and (verb := _predicate(low, begin))
            and verb.start() < match.start()
        ):
            return None  # one who must do something asks others, as a part of it
        return match
    return None


def _predicate(low: str, at: int) -> re.Match[str] | None:
    """Find the first verb after a name; capital letters of names are no matter here."""
    return _PREDICATE.search(low, at, at + _LONGEST_NAME)


def _party_at(text: str, low: str, at: int, *, given: bool) -> Subject | None:
    """Read the name that begins at a place, and what it is to do."""
    end = min(len(low), at + _LONGEST_NAME)
    verb = _first_verb(text, low, at, end)
    stop = _name_end(low, at, verb.start() if verb else end)
    if told := _TOLD_ELSEWHERE.search(low, at, stop):
        return Subject(
            (at, told.start()), (0, 0), verb.start() if verb else stop, given, verb is not None
        )
    if _NAMES_NOBODY.search(low, at, stop) or _LEADING.match(low, at):
        return None
    if stop - at < 2 or (
        not verb and stop < len(low.rstrip(" .:;,")) and low[stop : stop + 1] not in ":;."
    ):
        return None
    reached = verb is not None and stop >= verb.start() - 3
    rest = verb.start() if verb and reached else stop
    support, rest = _helpers_at(text, low, rest) if reached else ((0, 0), rest)
    return Subject((at, stop), support, rest, given, reached)


def _first_verb(text: str, low: str, at: int, end: int) -> re.Match[str] | None:
    """Find the first verb that is none of the name's own words, which have capital letters."""
    for match in _PREDICATE.finditer(low, at + 1, end):
        word = match.group().rstrip()
        if text[match.start()].isupper() and word not in _NEVER_NAMES:
            continue
        before = low[at : match.start()]
        if word in {"phân công", "giao", "điều động"} and re.search(r"\bđược [^,;]{0,40}$", before):
            continue
        if _OWN_PLACE.search(before.rstrip()) and word not in {"căn cứ", "phải", "cần"}:
            continue
        return match
    return None


_NEVER_NAMES = {
    "khẩn trương", "theo dõi", "chủ trì", "phối hợp", "chủ động", "tiếp tục", "tập trung", "rà soát",
    "chỉ đạo", "tham mưu", "hướng dẫn", "báo cáo", "căn cứ", "triển khai", "thực hiện", "tăng cường",
    "kịp thời", "thường xuyên", "định kỳ", "hoàn thành", "trên cơ sở", "theo chức năng", "có trách nhiệm",
}  # fmt: skip


def _name_end(low: str, at: int, limit: int) -> int:
    """Give where a name ends: at a full stop, or a semicolon after which no other name stands."""
    for match in re.finditer(r"[.;](?= |$)|:(?= )", low[at:limit]):
        place = at + match.start()
        if match.group() == ":" and not re.search(
            r"các (?:bộ|sở|ban|ngành|xã|phường|tỉnh|thành phố|thôn|đồng chí)$|gồm$|đề nghị$",
            low[at:place],
        ):
            return place
        if match.group() == ";" and starts_party(low, place + 2):
            continue
        if match.group() == ":":
            continue
        return place
    return limit


def _helpers_at(text: str, low: str, at: int) -> tuple[tuple[int, int], int]:
    """Read who helps, where the duty begins with it, and where the duty's own words go on."""
    match = _HELPERS.match(low, at)
    if not match or not (
        starts_party(low, match.end()) or text[match.end() : match.end() + 1].isupper()
    ):
        return (0, 0), at
    verb = _first_verb(text, low, match.end(), min(len(low), match.end() + _LONGEST_NAME))
    if not verb:
        return (0, 0), at
    return (match.end(), verb.start()), verb.start()


def helpers(text: str) -> str:
    """Give who helps, where a text begins with it: Phối hợp với Văn phòng tham mưu …"""
    low = mask(spelling.level(text))
    begin = len(low) - len(low.lstrip(" -+*"))
    (start, end), _ = _helpers_at(text, low, begin)
    return spelling.compact(text[start:end]).strip(" ,;:.-–")


def _is_named(text: str, found: Subject) -> bool:
    """Tell whether an owner in the midst of a sentence is named with a capital, or as a group."""
    name = found.names(text)
    return name[:1].isupper() or name.lower().startswith(("các ", "những ", "toàn thể "))


def leads(low: str) -> bool:
    """Tell whether a text says that someone leads: chủ trì."""
    return bool(_LEADS_TO.search(low))
