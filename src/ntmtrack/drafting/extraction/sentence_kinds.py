"""What sentences of documents are for: grounds, introductions, formulas, and those that exhort.

The patterns are for texts in the spelling of `spelling.level`.
"""

from __future__ import annotations

import re

# Openings that tell what was, or on what the document rests.
GROUNDS = re.compile(
    r"(?:căn cứ|thực hiện (?:nghị quyết|chỉ thị|kết luận|kế hoạch|quyết định|công văn|ý kiến"
    r"|thông báo|chương trình|chỉ đạo|hướng dẫn|công điện)"
    r"|theo (?:đề nghị|báo cáo|nội dung|quy định|khoản|điều|điểm|dự báo|tổng hợp)|xét |tiếp theo"
    r"|thay mặt|tuy nhiên|do tình hình|nhằm|ngày \d|trong thời gian qua|thời gian qua|qua "
    r"|hiện nay|hiện tại)"
)
# Closing formulas that every document has.
FORMULAS = re.compile(
    r"(?:[^,.;]{3,60} (?:xin )?thông báo (?:để|đến) [^.;]{3,90} biết|trong quá trình (?:tổ chức "
    r"|triển khai )*thực hiện|quá trình (?:triển khai "
    r"|tổ chức )*thực hiện|nếu (?:có|phát sinh)|trường hợp (?:có|phát sinh|vượt|không)"
    r"|(?:nếu )?có (?:khó khăn|vướng mắc)"
    r"|trên đây là (?:kế hoạch|báo cáo|ý kiến|kết luận|nội dung)|quyết định này"
    r"|kế hoạch này (?:có|được|thay)|công văn này|rất mong|trân trọng|nhận được (?:công|thông|kế"
    r"|văn|chỉ))"
)
GENERAL_CLOSING = re.compile(
    r"\b(?:đề nghị|yêu cầu)\b(?![^.;]*(?:đôn đốc|báo cáo|trước ngày|kế hoạch cụ thể))[^.;]{0,120}?"
    r"(?:triển khai|thực hiện)[^.;]{0,40}?(?:các nội dung[^.;]{0,30} (?:trên|này)"
    r"|(?:kế hoạch|công văn|kết luận|thông báo|chỉ thị|chương trình|công điện|nghị quyết) này)"
)
INTRO = re.compile(
    r"(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công|nhiệm vụ|thực hiện|kết luận|thống nhất"
    r"|triển khai|lưu ý|nội dung)\b"
)
ISSUES = re.compile(r"\bban hành\b|\bxây dựng kế hoạch\b")
ALL_ADDRESSED = re.compile(
    r"(?:các|quý|toàn thể|những) (?:đồng chí|đơn vị|cơ quan|ban|ngành|địa phương|trường|phòng"
    r"|cơ quan, đơn vị|đơn vị, địa phương|nhà trường|ông, bà|ông \(bà\)|ông bà|đoàn thể|tổ chức"
    r"|thầy|bộ phận|thôn|đơn vị liên quan|đơn vị có tên trên|cơ sở|chi đoàn|chi hội"
    r"|công đoàn cơ sở)?"
    r"(?:,? (?:có tên|nêu|ở) trên| liên quan|, đơn vị|, địa phương)*$|quý (?:cơ quan|đơn vị"
    r"|trường|ông|bà|thầy|đồng chí)"
)
EXHORTS = re.compile(
    r"\b(?:phải|cần|yêu cầu|đề nghị|giao|có trách nhiệm|chịu trách nhiệm|chủ trì|khẩn trương)\b"
)
CITES = re.compile(
    r"(?:nghị quyết|quyết định|hướng dẫn|chỉ thị|kế hoạch|thông tư|nghị định|luật|công văn"
    r"|kết luận) (?:số )?\d"
)
ADVERB = re.compile(r"(?:trên cơ sở|căn cứ|sau khi|định kỳ|đối với|hằng|hàng|về |riêng|để)")
