"""Find the owner and the support that a sentence names, and where the duty's own words begin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ntmtrack.drafting.phrases import acting_names
from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import sentence_openings
from ntmtrack.drafting.phrases import spelling

_NOT_ASSIGNING = (
    r"(?<!được )(?<!bàn )(?<!chuyển )(?<!theo )(?<!nội dung )(?<!đã )(?<!tiếp tục )(?<!mục đích, )"
    r"(?<!họp )"
)
_JOINED_NO_HEADS = spelling.any_of(duty_phrases.NO_HEADS).replace(" ", f"[ {duty_verbs.JOINT}]")
_JOINED_HEADS = spelling.any_of(duty_phrases.HEADS).replace(" ", f"[ {duty_verbs.JOINT}]")
_HEAD = (
    r"(?:\d{1,3}(?:%|/\d{1,3}) )?"
    r"(?:(?:các|những|(?:toàn thể|tất cả)(?: các)?|mỗi|từng|toàn bộ|quý|một số|cả) )?"
    rf"(?!{_JOINED_NO_HEADS}(?!\w)){_JOINED_HEADS}(?![\w/])"
    r"(?! (?:với|hợp|cạnh|đó|lĩnh vực|chuyển đổi)\b)"
)
_STARTS_PARTY = re.compile(_HEAD)
_NAMES_PARTY = re.compile(rf"(?<![\w/]){_HEAD}")
_ASSIGN = re.compile(
    rf"(?<![\w/]){_NOT_ASSIGNING}(?P<verb>{spelling.any_of(duty_phrases.ASSIGNERS)}) ?(?=({_HEAD}))"
)
_ASSIGNER = re.compile(spelling.any_of(duty_phrases.ASSIGNERS))
_HELPERS = re.compile(
    r"(?:chủ trì ?,? cùng(?: với)? |(?:chủ trì ?,? ?(?:và )?)?(?:chủ động )?"
    r"phối hợp(?: chặt chẽ)?,? ?(?:với|cùng|giữa)?"
    r"(?: với)? )"
)
_HELP_IN = re.compile(r": | (?:trong|để|nhằm|khi) ")  # the task or occasion of the help
_LONGEST_NAME, _SHORT_NAME, _LONGEST_ROLE = 420, 100, 40
# An aside after a name that explains why this party is meant.
_ASIDE = re.compile(r", (?:đã )?được[ ·](?:phân[ ·]công|giao)|, theo ")
# After a name, these show that the party asks others, or that something happens to it.
_NAMES_NOBODY = re.compile(
    r"(?:yêu cầu|đề nghị|thống nhất|kết luận|quyết định|quy định|cho biết|khuyến cáo|\bbị\b[^,]*"
    r"|không)$"
    r"|\bnào\b|\b(?:cho rằng|phát biểu|trình bày)\b"
    r"|\b(?:để|nhằm|khi|mà|nếu|việc|thì|là|như|nên|cũng|vẫn|đều|đã|đang|chưa|được)$"
    r"|\b(?:đã|chưa) (?:cố gắng|nỗ lực|tích cực|chủ động|quan tâm|cơ bản|kịp thời)\b"
    r"|(?<!\w)được (?!giao|phân công|chọn|lựa chọn|cử|chỉ định|phép|bộ|ban|đảng)"
)
# What a party must not do; not what it lacks or has not done.
_BAN = re.compile(
    r"(?<=\w) (?:tuyệt đối |kiên quyết )?(?:không(?: được)?|nghiêm cấm) (?:tổ chức|cấp|thu|nhận"
    r"|đốt|xả|bán|mua|sử dụng|cho|giao|ký|mở|thi|dạy|để|tự ý|nuôi|thả|chở|chặt|phá|lấn|đổ|cắt)\b"
)
_LEADING = re.compile(
    "lãnh đạo(?:,| việc| chỉ đạo| thực hiện| tổ chức| triển khai| công tác| nhân dân| toàn diện)"
)


class Subject(NamedTuple):
    """Locate in a sentence the parties that it gives a duty to.

    `owner` and `support` are (start, end); `rest` is where the duty's own words begin. `is_given`:
    an assigning verb (giao, đề nghị …) precedes the owner. `has_predicate`: a duty follows it.
    """

    owner: tuple[int, int]
    support: tuple[int, int]
    rest: int
    is_given: bool
    has_predicate: bool

    def names(self, text: str) -> str:
        """Return the owner's name in the text."""
        return _without_time(text[slice(*self.owner)])

    def helpers(self, text: str) -> str:
        """Return the names of the support in the text."""
        return _without_time(text[slice(*self.support)])

    def moved(self, by: int) -> Subject:
        """Return a copy with all places shifted by that many letters."""
        (first, last), (start, end) = self.owner, self.support
        support = (start + by, end + by) if end else (0, 0)
        return self._replace(owner=(first + by, last + by), support=support, rest=self.rest + by)


_NO_NAME_AT_END = re.compile(
    r" (?:sẽ|dự|từng|có(?: (?:ý|báo cáo|văn bản|kế hoạch))?)$"
    r"| được (?:phân công|giao)(?: [^\W\dA-ZĐ]+)?[ ,]*$"
)
_TIME_AFTER = re.compile(
    r",? (?:trong|trước|chậm nhất|hoàn thành|đến hết|từ|vào)"
    r" (?:ngày|tháng|quý|năm|tuần|\d+(?: ?[/.-]\d| ?(?:giờ|h|g|ngày|tháng)\b|:))"
)


def _without_time(words: str) -> str:
    """Return names without a time or a verb phrase that follows them."""
    plain = spelling.compact(words)
    match = _TIME_AFTER.search(spelling.level(plain)) or _NO_NAME_AT_END.search(plain)
    return (plain[: match.start()] if match else plain).strip(" ,;:.-–")


def starts_party(low: str, at: int = 0) -> bool:
    """Return whether the name of a party begins at this place of a normalized text."""
    return bool(_STARTS_PARTY.match(low, at))


def names_party(low: str) -> bool:
    """Return whether a normalized text names a party anywhere."""
    return bool(_NAMES_PARTY.search(low))


# A body that divides work: Đảng ủy phân công: ông A …; not: Năm 2025, Đảng ủy …; Việc phân công.
_GIVER = re.compile(rf"{_HEAD}(?:(?!\b(?:đã|chưa|không|từng)\b)[^,.;:])*")


@lru_cache(maxsize=4096)
def subject(text: str) -> Subject | None:
    """Find the party that a text gives a duty to; None if it names none."""
    low = spelling.level(text)
    giver, divides, _ = low[duty_verbs.begin_of_words(low) :].partition("phân công:")
    if divides and giver and not _GIVER.fullmatch(giver):
        return None
    party = _read_subject(text)
    if not party or " thì " not in low:
        is_giver = divides and party and party.owner[0] < low.index(divides)
        return None if is_giver else party  # Đảng ủy phân công: 01 xe ô tô
    # Before “thì” is the case, after it the owner, never one name: Thôn Tây thì Đoàn xã trực.
    is_unclear = low.startswith("đối với ") and (low.count(" thì ") > 1 or "trước đây" in low)
    in_case = party.is_given and low.startswith(("trường hợp ", "nếu ", "khi "))
    is_unclear = is_unclear or (in_case and party.owner[0] < low.index(" thì "))
    return None if is_unclear or " thì " in spelling.level(party.names(text)) else party


def _read_subject(text: str) -> Subject | None:
    low = duty_verbs.mask(spelling.level(text))
    begin = duty_verbs.begin_of_words(low)
    if party := _read_receiver(text, low, begin):
        return party
    if starts_party(low, begin):
        return _party_at(text, low, begin, given=False)
    return _after_opening(text, low, begin)


def _after_opening(text: str, low: str, begin: int) -> Subject | None:
    """Find the party named after an opening: a time, a basis, a purpose or a title."""
    if (intro := sentence_openings.CONCERNED.match(low, begin)) and starts_party(low, intro.end()):
        party = _party_at(text, low, intro.end(), given=False)
        if party and party.has_predicate and "," not in text[party.owner[1] : party.rest]:
            return party
    if (last := sentence_openings.LAST_DAY.match(low, begin)) and (
        party := _named_at(text, low, last.end())
    ):
        return party
    if duty_verbs.ADVERBIAL.match(low, begin):
        for comma in re.finditer(r"[,:] |(?<=\d) [–-] ", low[: begin + 400]):
            at = comma.end()
            if sentence_openings.WHEN_AGAIN.match(low, at):
                continue
            if duty_verbs.begins_duty(text[at:]):
                return None
            if actor := _named_at(text, low, at) or _named_after_when(text, low, at):
                return actor
            if comma.group() != ", " and starts_party(low, at):  # 5 ngày sau lễ: chi hội gửi ảnh
                return _party_at(text, low, at, given=False)
    return _after_words(text, low, begin)


def _after_words(text: str, low: str, begin: int) -> Subject | None:
    """Find the party named after a time, a condition or a title without a comma."""
    if (match := sentence_openings.THEN.match(low, begin)) and starts_party(low, match.end()):
        return _party_at(text, low, match.end(), given=False)
    for before in (sentence_openings.WHEN_FIRST, sentence_openings.ALONE, sentence_openings.TITLE):
        if (match := before.match(low, begin)) and (party := _named_at(text, low, match.end())):
            return party
    title = sentence_openings.TITLE.match(low, begin)
    inner = _acting_after(text[title.end() :]) if title else None
    return inner.moved(title.end()) if title and inner and inner.rest < _LONGEST_ROLE else None


def _named_after_when(text: str, low: str, at: int) -> Subject | None:
    """Parse a name after a time without a comma: ngày 26/6 Ban Coi thi họp."""
    when = sentence_openings.WHEN_FIRST.match(low, at)
    return _named_at(text, low, when.end()) if when else None


def _named_at(text: str, low: str, at: int) -> Subject | None:
    """Parse a name within a sentence; it must have a capital or a number, or be in NAMED_SMALL."""
    party = _party_at(text, low, at, given=False) if starts_party(low, at) else None
    name = party.names(text) if party and party.has_predicate else ""
    first = name[match.end() if (match := sentence_openings.BEFORE_NAME.match(name)) else 0 :][:1]
    is_named = (
        first.isupper()
        or first.isdigit()
        or sentence_openings.NAMED_SMALL.match(spelling.level(name))
    )
    is_office = bool(sentence_openings.OFFICE_IN_SMALL.fullmatch(name))
    return party if is_named or is_office else None


# What precedes a word such as “giao” that assigns nothing.
_GROUND = re.compile(
    r"^(?:nhận được|thực hiện|căn cứ|theo|để|nhằm|đối với|về|riêng|trường hợp|nếu|khi)\b.*, ?"
    r"(?=[^,]*$)"
)
_NO_GIVER = re.compile(
    r"(?:cơ chế|việc|chính sách|nội dung|(?<!đồng thời)(?<!ngoài ra)(?<!trước mắt)(?<!theo đó),) $"
)


def _find_assigner(text: str, low: str, begin: int) -> re.Match[str] | None:
    """Find the verb near the start of a sentence that assigns a duty to the party after it."""
    if not _ASSIGNER.search(low, begin):
        return None
    for match in _ASSIGN.finditer(low, begin, begin + 2 * _LONGEST_NAME):
        before = _GROUND.sub("", low[begin : match.start()])
        if low.startswith("ban ", match.end()) and text[match.end()].islower():
            continue  # giao ban; in a body's name “Ban” has a capital, or is joined
        if acting_names.is_in_condition(text, low, begin, match):
            continue
        if match["verb"] in {"chỉ đạo", "phân công"} and before.strip(" ,"):
            continue
        if re.search(r"[.;] ", before) or len(before) > 260:  # too far into the text
            return None
        is_title = before.endswith(": ")
        is_party = starts_party(low, begin)
        acts = bool(before.strip()) and not is_party and duty_verbs.begins_duty(before)
        if not is_title and (acts or _NO_GIVER.search(before)):
            continue
        verb = acting_names.first_verb(text, low, begin, match.end()) if is_party else None
        if verb and verb.start() < match.start():
            return None  # the owner's duty includes asking others
        return match
    return None


# A duty in lower case after a name and a colon, not a time or an aside.
_SMALL_DUTY = re.compile(
    r"(?!(?:từ|trong|trước|ngày|lúc|vào|theo|gồm|bao gồm|là|có|được|do|và|các|những|của|tại|ở|không"
    r"|\w+ \d|chưa|đã|đang|thường xuyên|hằng|hàng)\b)[a-zà-ỹđ]+(?: [^\s;.]+){2,}"
)


def _party_at(
    text: str, low: str, at: int, *, given: bool, may_be_title: bool = True
) -> Subject | None:
    """Parse the name that begins at a place or, if that is a title, the name after it."""
    acting = acting_names.end_of_name(text, low, at)
    end = min(len(low), at + _LONGEST_NAME)
    verb = None if acting else acting_names.first_verb(text, low, at, end)
    if sure := (acting, acting) if acting else acting_names.sure_end(text, low, at, verb):
        support, rest = _helpers_at(text, low, sure[1])
        return Subject((at, sure[0]), support, rest, given, has_predicate=True)
    stop = _name_end(low, at, verb.start() if verb else end)
    if elsewhere := _ASIDE.search(low, at, stop):
        rest = verb.start() if verb else stop
        return Subject((at, elsewhere.start()), (0, 0), rest, given, verb is not None)
    more = text[stop + 2 :] if low[stop : stop + 2] == ": " and stop - at < _SHORT_NAME else ""
    if inner := _acting_after(more) if more and may_be_title and not given else None:
        return inner.moved(stop + 2)
    # After a colon comes the duty, even if its verb is unknown.
    if duty_verbs.begins_duty(more) or _SMALL_DUTY.match(more):
        return Subject((at, stop), (0, 0), stop + 2, given, has_predicate=True)
    return _party_to_stop(text, low, (at, stop), verb, given=given)


def _party_to_stop(
    text: str, low: str, span: tuple[int, int], verb: re.Match[str] | None, *, given: bool
) -> Subject | None:
    """Parse the name that ends before a verb or at punctuation."""
    at, stop = span
    if (ban := _BAN.search(low, at, stop)) and verb:
        return Subject((at, ban.start()), (0, 0), ban.start() + 1, given, has_predicate=True)
    name = low[at:stop].strip(" ,")
    has_no_duty = not given and (name == "lãnh đạo" or acting_names.is_asking(text, low, at, stop))
    if has_no_duty or _NAMES_NOBODY.search(name) or _LEADING.match(name):
        return None
    if stop - at < 2 or (
        not verb and stop < len(low.rstrip(" .:;,")) and low[stop : stop + 1] not in ":;."
    ):
        return None
    ends_at_verb = verb is not None and stop >= verb.start() - 3
    rest = verb.start() if verb and ends_at_verb else stop
    support, rest = _helpers_at(text, low, rest) if ends_at_verb else ((0, 0), rest)
    return Subject((at, stop), support, rest, given, ends_at_verb)


def _acting_after(text: str) -> Subject | None:
    """Return the party that acts at the start of the text after a title, if it names one.

    Never treats that name as a title in turn: a text may have thousands of titles in a row.
    """
    low = duty_verbs.mask(spelling.level(text))
    begin = match.end() if (match := sentence_openings.WHEN_FIRST.match(low)) else 0
    if not starts_party(low, begin) or low.startswith("thường trực "):
        return None
    party = _party_at(text, low, begin, given=False, may_be_title=False)
    return party if party and party.has_predicate and "," not in party.names(text) else None


def _read_receiver(text: str, low: str, begin: int) -> Subject | None:
    """Parse the party after a verb such as “giao”, even if no known verb follows it."""
    assigner = _find_assigner(text, low, begin)
    return _party_at(text, low, assigner.end(), given=True) if assigner else None


def _name_end(low: str, at: int, limit: int) -> int:
    """Return where a name ends: at a full stop, a colon, or a semicolon with no name after it."""
    for match in re.finditer(
        r"(?<!\bbs)(?<!\bys)(?<!\bđd)(?<!\bths)(?<!\bbscki)(?<!\bbsckii)\.(?= |$)|;(?= |$)|:(?= )",
        low[at:limit],
    ):
        place = at + match.start()
        if match.group() == ":" and not re.search(
            r"các (?:bộ|sở|ban|ngành|xã|phường|tỉnh|thành phố|thôn|đồng chí|cơ quan|đơn vị)$|gồm$"
            r"|đề nghị$|(?:^|; )(?:giám đốc|thủ trưởng|chủ tịch|bí thư)(?: sở)?$",
            low[at:place],
        ):
            return place
        if match.group() != ":" and not (match.group() == ";" and starts_party(low, place + 2)):
            return place
    return limit


def _helpers_at(text: str, low: str, at: int) -> tuple[tuple[int, int], int]:
    """Parse the support that a duty begins with; return its place and where the duty continues."""
    match = _HELPERS.match(low, at)
    if not match or not (
        starts_party(low, match.end()) or text[match.end() : match.end() + 1].isupper()
    ):
        return (0, 0), at
    verb = acting_names.first_verb(
        text, low, match.end(), min(len(low), match.end() + _LONGEST_NAME)
    )
    if not verb:
        return (0, 0), at
    names = _HELP_IN.split(low[match.end() : verb.start()], maxsplit=1)[0]
    return (match.end(), match.end() + len(names)), verb.start()


def helpers(text: str) -> str:
    """Return the support that a text begins with: Phối hợp với Văn phòng tham mưu."""
    low = duty_verbs.mask(spelling.level(text))
    begin = len(low) - len(low.lstrip(" -+*"))
    (start, end), _ = _helpers_at(text, low, begin)
    return _without_time(text[start:end])
