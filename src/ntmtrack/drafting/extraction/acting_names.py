"""Names that any verb may follow: people's, and bodies' before what they look after."""

from __future__ import annotations

import re

from ntmtrack.drafting.extraction import duty_phrases
from ntmtrack.drafting.extraction import duty_verbs
from ntmtrack.drafting.extraction import spelling

# A person's name, after which any verb is what that person must do: thầy A phụ trách …
_PERSON = re.compile(
    rf"(?i:{spelling.any_of(duty_phrases.PERSON_TITLES)}) (?:[A-ZĐÀ-Ỹ][\w']* ){{1,5}}"
    r"(?:\([^()]{2,60}\) )?(?=[a-zà-ỹđ])"
)


# A body's own name before what it looks after: Công đoàn Công ty Hưng Phát phụ trách sân khấu.
_IN_CHARGE = re.compile(
    r"(?P<name>[^,;:.()]{3,80}? [A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?<!Tổng) "
    "(?=(?:phụ trách|lo) (?!lĩnh vực|các lĩnh vực))"
)


# A person of a body, before what that person looks after: chị Hoa bên Hội Phụ nữ lo phần quà.
_OF_BODY = re.compile(
    rf"(?i:{spelling.any_of(duty_phrases.PERSON_TITLES)}) (?:[A-ZĐÀ-Ỹ][\w']* ){{1,4}}"
    r"(?:bên|ở|của|thuộc|đại diện) [^,;:.()]{3,60}? (?=(?:phụ trách|lo|nhận|giữ) \w)"
)


def _asks(low: str, at: int) -> bool:
    """Tell whether a person asks others, and is to do nothing."""
    return low[at : at + 9].strip().startswith(("đề nghị", "yêu cầu"))


def end_of_name(text: str, low: str, at: int) -> int:
    """Give where a name ends that any verb may follow: a person's, or before “phụ trách”."""
    person = _PERSON.match(text, at)
    end = person.end() if person else 0
    may_act = person and low[end - 1] != duty_verbs.JOINT and not _asks(low, end)
    if may_act and duty_verbs.begins_duty(text[end:]):
        return end
    charged = _IN_CHARGE.match(text, at) or _OF_BODY.match(text, at)
    return charged.end() if charged else 0


def is_asking(text: str, low: str, at: int, end: int) -> bool:
    """Tell whether the person whose name stands between two places asks others for something."""
    return bool(_PERSON.match(text, at)) and _asks(low, end)
