"""Gather the people and bodies that a document names, each once."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Iterable

from ntmtrack.drafting.document_model import FoundParty
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.extraction import near_names
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_lists
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import person_names
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import unit_fields
from ntmtrack.drafting.phrases.spelling import Slugs
from ntmtrack.drafting.prose_reading.duty_block import RawDuty

# An abbreviation in brackets after a name: Ban Chỉ đạo (BCĐ).
_SHORT = re.compile(
    r"\((?:sau đây (?:gọi|viết) tắt là|gọi tắt là|viết tắt là)?:? ?([A-ZĐ][A-ZĐ0-9&.,-]{1,11})\)"
)
_GROUP = re.compile(
    r"(?:các|những|mỗi|từng|toàn thể|tất cả|bộ, ngành|sở, ban|ban, ngành|xã, phường|đoàn thể)\b"
)
# A group, or a body that each of several places or units has: UBND các xã, thị trấn.
_ONE_OF_EACH = re.compile(
    rf"{_GROUP.pattern}|(?:(?:chủ tịch|bí thư|trưởng|thủ trưởng|giám đốc|hiệu trưởng|lãnh đạo"
    r"|cấp ủy) )?(?:(?:ubnd|hđnd|mttq|ủy ban nhân dân|hội đồng nhân dân|ủy ban mttq|đảng ủy"
    r"|đảng bộ|chi bộ|cấp ủy|công an) )?(?<=\w )(?:các|\d{1,3}) (?:xã|phường|thị trấn|huyện|quận"
    r"|thành phố|tỉnh|phòng|sở|ban|ngành|cơ quan|đơn vị|trường|địa phương|chi bộ|đoàn thể|bộ)\b"
)
# Parts of a group's name; commas before them separate no names: Các sở, ban, ngành.
_PARTS_OF_GROUP = re.compile(
    r",? ?(?:sở|ban|ngành|bộ|phường|xã|đặc khu|thị trấn|thành phố|tỉnh|địa phương|đoàn thể"
    r"|đơn vị|tổ chức|cá nhân"
    r"|cơ quan|thôn|xóm|bản|ấp|khu phố|tổ dân phố|phòng|hội|ngành liên quan)\b"
)
_TITLES = person_names.TITLES
# A person, possibly with offices after the name: ông A - Phó Chủ tịch UBND xã, Phó Trưởng ban.
_PERSON = re.compile(rf"{_TITLES} (?:[\w'·]+ ?){{1,5}}(?:(?: ?[-–,(] ?)(?!{_TITLES}\b).*)?$")
_PERSON_BEGINS = re.compile(rf"(?i:{_TITLES}) [A-ZĐÀ-Ỹ]")
# Where another name may begin; the last pattern is for a lost comma: Bộ A Bộ B.
_BETWEEN = re.compile(
    r", và (?=\S)|, (?=\S)| và (?=\S)| cùng với (?=\S)| cùng (?=\S)|(?<=[a-zà-ỹ]) (?=(?:Bộ"
    r"|Sở) [A-ZĐ])"
)
# Beginnings of names that are valid in lower case after a comma.
_SMALL_NAMES = (
    *("các ", "hội ", "đoàn ", "ban ", "tổ ", "phòng ", "công an", "ubnd", "văn phòng "),
    *("chi bộ ", "cấp ủy"),
)
_VILLAGES = re.compile(
    r"(?:các|những) (?:thôn|xóm|bản|ấp|buôn|làng|khóm|khu phố|khối phố|tổ dân phố):? \S"
)
_VILLAGE = re.compile(rf"{spelling.any_of(places_and_events.KINDS)} [A-ZĐÀ-Ỹ\d]")  # thôn Đông
_OTHER_BODY = re.compile(
    r"(?:các|hội|đoàn|ban (?:quản|công|chỉ|chấp|thường)|tổ |phòng|công an|ubnd|văn phòng|chi |trạm"
    r"|trường|mttq|ủy|trung tâm|đảng|bí thư|trưởng)"
)
_MOST_COMPARED = 600  # pairwise comparison of more takes too long


class Parties:
    """Gather the parties of a draft in the order of first mention."""

    def __init__(self, slugs: Slugs, shortenings: dict[str, str]) -> None:
        self._slugs = slugs
        self._long_of = shortenings
        self._short_of: dict[str, tuple[str, ...]] = {}  # by the keys of the long names
        for short, long in shortenings.items():
            key = spelling.key(long)
            self._short_of[key] = (*self._short_of.get(key, ()), short)
        self._found: dict[str, FoundParty] = {}
        # By the words that name them, and whether these stand in a table.
        self._ids: dict[tuple[str, bool], tuple[str, ...]] = {}
        self._alone: set[str] = set()  # keys of the names that fill a line of a table's cell

    def gather_alone(self, duties: Iterable[RawDuty]) -> None:
        """Record names alone in a line of a cell; commas between them elsewhere separate them."""
        for duty in duties:
            if duty.place.table:
                cells = f"{duty.owner}\n{duty.support}\n{duty.leader}"
                self._alone |= {spelling.key(line) for line in cells.split("\n") if "," not in line}

    def ids(self, words: str, place: SourcePlace) -> tuple[str, ...]:
        """Return the ids of all parties that these words name, adding new ones."""
        key = words, bool(place.table)
        if key not in self._ids:
            names = split_names(words, self._long_of)
            if place.table and "," in words:
                names = [each for name in names for each in party_lists.parted(name, self._alone)]
            ids = (self._id(name, place) for name in names)
            self._ids[key] = tuple(dict.fromkeys(id_ for id_ in ids if id_))
        return self._ids[key]

    def all(self) -> list[FoundParty]:
        """Return all parties, each with the names similar to its own, unless there are too many."""
        parties = list(self._found.values())
        if len(parties) > _MOST_COMPARED:
            return parties
        names = [party.name for party in parties]
        return [
            party._replace(near=near)
            for party, near in zip(parties, near_names.near(names), strict=True)
        ]

    def _id(self, words: str, place: SourcePlace) -> str:
        name, title, kind = person_names.person_or_body(words)
        key = spelling.key(name)
        if not key or len(name) < 2:  # a single letter is not a name
            return ""
        if long := self._long_of.get(name):
            name, key = long, spelling.key(long)
        if key not in self._found:
            aliases = self._short_of.get(key, ())
            name = name[:1].upper() + name[1:]
            self._found[key] = FoundParty(
                self._slugs.of(name), name, title, kind, aliases,
                of_each_village=places_and_events.of_each_village(name),
                is_group=bool(_ONE_OF_EACH.match(spelling.level(name))),
                may_be_two=unit_fields.may_be_two(name), place=place,
            )  # fmt: skip
        elif title and not self._found[key].title:
            self._found[key] = self._found[key]._replace(title=title, kind=kind)
        return self._found[key].id


def split_names(words: str, shorts: Collection[str] = ()) -> list[str]:
    """Split a list of names at semicolons and line breaks, and at a comma or “và” before a name.

    `shorts` are the names that the document itself abbreviates.
    """
    words = re.sub(r"\s*\n\s*\(", " (", _SHORT.sub("", words))  # a title on a line of its own
    words = re.sub(r"(?<= )(Văn|Thị)\n(?=[A-ZĐÀ-Ỹ][a-zà-ỹđ])", r"\1 ", words)  # a name cut in two
    names = []
    for line in re.split(r"[;\n]|(?<=\S) [/+] (?=\S)|/(?=[A-ZĐ]\w+ )", words):
        names += _split_line(_COUNT.sub("", spelling.compact(line).strip(" ,.:-–+*")), shorts)
    return [name for name in names if name and not _EMPTY.fullmatch(spelling.level(name))]


_COUNT = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-hđ]\)) ?(?=[^\W\d])")  # of a line: 1. Văn phòng
_EMPTY = re.compile(r"(?:nt|như trên|-nt-|//|\W*|và|cùng)")


def _split_line(line: str, shorts: Collection[str]) -> list[str]:
    low = duty_verbs.mask(spelling.level(line))
    apart = duty_verbs.with_joints(line).replace(duty_verbs.JOINT, "_")
    cuts = [0]
    for match in _BETWEEN.finditer(apart):
        head = line[cuts[-1] : match.start()]
        is_aside = head.count("(") > head.count(")")
        after_and = " và " in match.group()
        if unit_fields.continues_unit(
            head, line[match.end() :], after_and=after_and, shorts=shorts
        ):
            continue
        if not is_aside and _separates_names(line, low, cuts[-1], match.start(), match.end()):
            cuts += match.span()
    cuts.append(len(line))
    return [
        line[start:end].strip(" ,.:-–") for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]


def _separates_names(line: str, low: str, start: int, end: int, after: int) -> bool:
    """Return whether another name begins after this comma or “và”."""
    head = low[start:end]
    if (
        _PERSON.match(head) or person_names.is_whole(line[start:end])
    ) and person_names.OFFICE.match(low, after):
        return False
    if (
        _VILLAGES.match(head)
        and not _OTHER_BODY.match(low, after)
        and not re.match(r"[A-ZĐ]{2,}\b", line[after:])
    ):
        return False  # Các thôn Đông, Đoài
    if re.search(r"(?:các|của các|một số) (?:bộ|sở|ngành|xã|phường|tỉnh|thành phố|thôn)\s*:", head):
        return line[after : after + 1].isupper() and low.startswith(
            ("bí thư", "chủ tịch", "các bộ", "bộ trưởng"), after
        )
    if end == after - 1:  # Bộ A Bộ B: a comma was lost
        return head.startswith(("bộ ", "sở ")) and not re.search(
            r"(?:của|thuộc|ủy|phòng|trưởng|tra|cục|được)$", head
        )
    if (
        _GROUP.match(head)
        and _PARTS_OF_GROUP.match(low, after)
        and line[after : after + 1].islower()
    ):
        return False
    return (
        _begins_name(line, low, after)
        or _are_people(line[start:end], line[after:])
        or bool(_VILLAGE.match(line, start) and _VILLAGE.match(line, after))
    )


# A person's full name and nothing else: Trần Văn Khánh.
_WHOLE_NAME = re.compile(
    r"(?P<name>[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,4})\s*(?P<end>[,;]|$| và )"
)


def _are_people(name: str, rest: str) -> bool:
    """Return whether there are people's bare names on both sides of a comma."""
    before, after = _WHOLE_NAME.match(name), _WHOLE_NAME.match(rest)
    if not before or before["end"] or not after:
        return False
    return not any(
        party_words.starts_party(spelling.level(match["name"])) for match in (before, after)
    )


def _begins_name(line: str, low: str, at: int) -> bool:
    """Return whether a new name begins here, not a part of the name before."""
    if not party_words.starts_party(low, at):
        return bool(re.match(r"[A-ZĐ]{2,}\b", line[at:]))
    is_large = line[at : at + 1].isupper()
    return is_large or bool(_PERSON_BEGINS.match(line, at)) or low.startswith(_SMALL_NAMES, at)


def shortenings(texts: Iterable[str]) -> dict[str, str]:
    """Map the abbreviations that the texts explain to full names: BCĐ to Ban Chỉ đạo."""
    names: dict[str, str] = {}
    for text in texts:
        for match in _SHORT.finditer(text):
            short = match[1]
            if long := _long_name(text[: match.start()].rstrip(), short):
                names.setdefault(short, long)
    return names


def _long_name(before: str, short: str) -> str:
    """Return the words before an abbreviation if it has their initials and they name a party."""
    words = before.split()
    initials = [letter for letter in spelling.key(short) if letter.isalpha()]
    count = len(initials)
    if count < 2 or len(words) < count:  # a single letter is no abbreviation
        return ""
    tail = words[-count:]
    begins = [spelling.key(word)[:1] for word in tail]
    if begins != initials or not party_words.starts_party(spelling.level(" ".join(tail))):
        return ""
    return " ".join(tail).strip(" ,;")
