"""Lists of what is forbidden: nobody is to do what stands in them, so that they are only listed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.prose_reading.outline import Line

# Các thôn nghiêm cấm: a) tổ chức cờ bạc; Không được: – thu tiền của dân; Các hành vi bị cấm:
_OPENS = re.compile(
    r"(?:[^.;:]*\b(?:nghiêm|bị|tuyệt đối) |\W*)cấm\b[^.;:]{0,60}:"
    r"|[^.;:]*\bkhông (?:được|để)(?: phép| làm| thực hiện| xảy ra)?"
    r"(?:(?: các| những)? (?:việc|hành vi|điều))?(?: sau(?: đây)?)?:"
)


def part(lines: Iterable[Line]) -> tuple[list[Line], list[UnusedText]]:
    """Part the lines of a document from those that forbid a list, and what is in the list."""
    others: list[Line] = []
    forbidden: list[UnusedText] = []
    rank: int | None = None  # of the line over the list that goes on
    for line in lines:
        if rank is None or line.rank <= rank:
            match = _OPENS.match(spelling.level(line.text))
            rank = line.rank if match else None
        if rank is None:
            others.append(line)
        else:
            forbidden.append(UnusedText(line.place, line.text))
    return others, forbidden
