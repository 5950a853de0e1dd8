"""Labelled blocks: “Đơn vị chủ trì: …”, “Thời gian thực hiện: …” under the labels in use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ntmtrack.drafting.extraction import spelling

LABELS: Mapping[str, tuple[str, ...]] = {
    "owner": spelling.listed(
        """
        đơn vị chủ trì; cơ quan chủ trì; cơ quan, đơn vị chủ trì; chủ trì thực hiện; chủ trì;
        cơ quan thực hiện; đơn vị thực hiện; bộ phận chủ trì; bộ phận thực hiện; người thực hiện;
        phân công thực hiện; trách nhiệm thực hiện; đơn vị tham mưu; cơ quan tham mưu;
        giao thực hiện; đầu mối; đơn vị đầu mối; cơ quan chịu trách nhiệm; người chịu trách nhiệm;
        phụ trách; người phụ trách; thực hiện; đơn vị chịu trách nhiệm; chịu trách nhiệm;
        cơ quan chủ trì thực hiện; phân công; bộ phận tham mưu; đơn vị, cá nhân thực hiện;
        trách nhiệm
        """
    ),
    "support": spelling.listed(
        """
        đơn vị phối hợp; cơ quan phối hợp; cơ quan, đơn vị phối hợp; phối hợp thực hiện; phối hợp;
        bộ phận phối hợp; người phối hợp; cùng thực hiện; phối hợp với
        """
    ),
    "leader": spelling.listed(
        """
        lãnh đạo phụ trách; lãnh đạo chỉ đạo; người chỉ đạo; chỉ đạo thực hiện; chỉ đạo;
        lãnh đạo theo dõi; phụ trách chỉ đạo; đồng chí chỉ đạo; theo dõi, chỉ đạo
        """
    ),
    "deadline": spelling.listed(
        """
        thời gian thực hiện; thời gian hoàn thành; thời hạn hoàn thành; thời hạn thực hiện;
        thời hạn; thời gian; tiến độ; tiến độ thực hiện; hạn hoàn thành; hoàn thành;
        tiến độ hoàn thành; thời điểm hoàn thành; hạn; thời gian báo cáo; thời hạn báo cáo
        """
    ),
    "product": spelling.listed(
        """
        sản phẩm; kết quả; kết quả, sản phẩm; sản phẩm, kết quả; sản phẩm đầu ra;
        kết quả đạt được; sản phẩm dự kiến; kết quả dự kiến; kết quả/sản phẩm; sản phẩm/kết quả;
        kết quả đầu ra
        """
    ),
    "note": spelling.listed(
        """
        kinh phí; nguồn kinh phí; kinh phí thực hiện; địa điểm; thành phần; ghi chú; hình thức;
        đối tượng
        """
    ),
    "title": spelling.listed(
        """
        nhiệm vụ; nội dung; nội dung nhiệm vụ; nội dung thực hiện; công việc; tên nhiệm vụ;
        nội dung công việc; nhiệm vụ cụ thể; việc; nội dung cụ thể
        """
    ),
}
_KIND_OF = {spelling.level(label): kind for kind, labels in LABELS.items() for label in labels}
_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[.;(–] )|(?<=[.;(])|(?<=^[-+*] )|(?<= - )|(?<=\*\*)"
    rf"|(?<=__))(?P<label>{spelling.any_of(_KIND_OF)})(?:\*\*|__)? ?:(?:\*\*|__)? ?"
)
# Where a time follows names without a label of its own: …; hoàn thành trước ngày 30/6.
_WHEN = re.compile(
    r"[;,.] (?=(?:hoàn thành|xong|trước|chậm nhất|thời gian|thời hạn|trong tháng|trong quý"
    r"|trong năm)\b)"
)


class Labelled(NamedTuple):
    """Hold a value with its kind: owner, support, leader, deadline, product, note or title."""

    kind: str
    value: str


def split(text: str) -> tuple[str, list[Labelled]]:
    """Part a text into what stands before its first label, and the labelled values."""
    matches = list(_LABEL.finditer(spelling.level(text)))
    if not matches:
        return text, []
    ends = [*(match.start() for match in matches[1:]), len(text)]
    values: list[Labelled] = []
    for match, end in zip(matches, ends, strict=True):
        kind, value = _KIND_OF[match["label"]], text[match.end() : end].strip(" ;.,()-–*_")
        when = (
            _WHEN.search(spelling.level(value)) if kind in {"owner", "support", "leader"} else None
        )
        if when:
            values.append(Labelled("deadline", value[when.end() :].strip(" ;.,()")))
            value = value[: when.start()].strip(" ;.,()")
        values.append(Labelled(kind, value))
    return text[: matches[0].start()].strip(" (;,-–*_"), values


def begin_with(text: str) -> str:
    """Give the kind of the label that a text begins with, or nothing."""
    before, values = split(text)
    return values[0].kind if values and not before else ""
