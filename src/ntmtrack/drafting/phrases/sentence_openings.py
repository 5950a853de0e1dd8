"""Patterns of what precedes the party in a sentence: times, conditions, titles, topics."""

from __future__ import annotations

import re

from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import spelling

# Names that are valid in lower case: of groups, and of bodies that every office has.
NAMED_SMALL = re.compile(
    r"(?:các|những|toàn thể|mỗi|từng|cả|ban chấp hành|ban thường vụ|ban giám hiệu|ban tổ chức"
    r"|ban chỉ đạo|hội đồng|ủy ban|ubnd|đảng ủy|chi bộ|chi ủy|công an|thủ trưởng|hiệu trưởng"
    r"|nhà trường|thí sinh|học sinh|phụ huynh|hội viên|đoàn viên|đảng viên|người dân)(?: |$)"
)
# A single unit or office that begins in small letters: công chức Địa chính; trạm Y tế.
OFFICE_IN_SMALL = re.compile(
    r"(?:công chức|cán bộ|trưởng (?:ban|phòng|công an)|văn phòng|phòng|hội|đoàn|trạm|trường|ban)"
    r" [A-ZĐÀ-Ỹ][^,]*"
)
# Words that may precede the first capital or number of a name: đồng chí Bí thư Đảng ủy; ấp 2.
BEFORE_NAME = re.compile(
    rf"(?:{spelling.any_of(duty_phrases.PERSON_TITLES)}|thôn|xóm|bản|ấp|khóm|buôn|tổ|khối|khu phố"
    r"|chi bộ|chi hội|chi đoàn) "
)
# A party singled out from the others: Riêng Công ty Điện lực bố trí …
ALONE = re.compile(r"riêng (?:đối với )?(?=\w)")
# A second time before the party: Về hồ sơ, chậm nhất ngày 26/8, Sở Nội vụ …
WHEN_AGAIN = re.compile(r"(?:chậm nhất|muộn nhất|trước|từ|đến|vào|trong) (?:là )?(?:ngày )?\d")
# A day that is the deadline of the party after it: Ngày 5/3/2027: Hạn cuối các thôn nộp danh sách.
LAST_DAY = re.compile(
    r"(?:[^.;:()]{0,60}[:,] )?(?:ngày [\d/ .-]{3,12} là )?(?:ngày |thời )?hạn (?:cuối|chót)"
    r"(?: cùng)?(?: để| cho| mà)? (?=\w)"
    rf"(?=[^.;:]{{0,90}}?\b{duty_phrases.HANDED_IN}\b)(?![^.,;:]{{0,90}}\b(?:nhận|thu|công bố)\b)"
)
# A condition; the party follows “thì”: hộ nào chưa nộp thì Văn phòng gửi giấy báo.
THEN = re.compile(
    r"(?:nếu|đối với|khi|trường hợp|hễ|sau|quá|ai|\w+ nào)\b[^.;]{5,160}? thì"
    r" (?!là\b|tòa án\b|bảo hiểm\b|nhà nước\b)"
)
# The party after “đối với” or “riêng”, before a colon or a verb:
# Đối với các sở: hoàn thành trước ngày 20/6.
CONCERNED = re.compile(
    r"(?:đối với|riêng(?: đối với)?) (?=[^.;:]{2,90}(?:: | (?:hoàn thành|gửi|nộp|báo cáo) ))"
)
# A title before the sentence: 1. Tuyên truyền: Mỗi cơ sở Hội tổ chức …
TITLE = re.compile(r"[^.;:()]{3,90}: ")
# A time before the party, without a comma: Chiều thứ Bảy hằng tuần cả bản quét dọn …
WHEN_FIRST = re.compile(
    r"(?:(?:sáng|trưa|chiều|tối|đêm|ngày|thứ|hai|ba|tư|năm|sáu|bảy|chủ nhật|hằng|hàng|mỗi|tuần"
    r"|tháng|quý|mùng|mồng|cuối|đầu|lúc|vào|giờ|phút|\d+h\d*|\d[\d/.:]*) )+"
)
