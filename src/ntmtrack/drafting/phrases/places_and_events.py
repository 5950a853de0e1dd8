"""Gather the villages and events that a document names, and its counts of villages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta

from ntmtrack.drafting.document_model import FoundEvent
from ntmtrack.drafting.document_model import FoundVillage
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.spelling import Slugs

# The day printed after an offset: 80 ngày trước ngày bầu cử (tức ngày 25/12/2025).
_PRINTED = re.compile(rf" ?[(,] ?tức (?:là )?(?P<day>ngày {time_readers.BARE_DAY})")
_HELD = re.compile(
    rf"\b(?:tổ chức|diễn ra|khai mạc|là"
    rf"|bắt đầu)\b[^.;]{{0,40}}?(?P<day>ngày {time_readers.BARE_DAY})"
)
KINDS = (
    *("thôn", "xóm", "bản", "ấp", "buôn", "khối phố", "khu phố", "tổ dân phố", "khóm", "khối"),
    *("tiểu khu", "làng"),
)
_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME = (
    rf"(?:[{_UPPER}][\w'’]*(?: [{_UPPER}][\w'’]*){{0,3}}(?: \d{{1,2}})?|\d{{1,2}}|[IVX]{{1,4}}\b)"
)
# Capitalized, “Làng” is part of a name: thôn Làng Chè.
_KIND = (
    "(?:" + "|".join(f"[{kind[0]}{kind[0].upper()}]{kind[1:]}" for kind in KINDS[:-1]) + "|làng)"
)
# Offices of one branch are a block, too: khối Đảng, Mặt trận; khối Nội chính.
_NO_BLOCK = (
    r"(?!(?:Đảng|Đoàn thể|Mặt trận|Dân vận|Nội chính|Kinh tế|Chính quyền|Văn xã|Văn hóa|Văn phòng"
    r"|Tài chính|Tư pháp|Hành chính|Doanh nghiệp|Cơ quan|Trường học|Quân sự|Giáo dục|Y tế)\b)"
)
_LISTED = re.compile(  # “mỗi thôn 3 việc” counts tasks, not a village 3
    rf"(?<![Vv]ăn )(?<![Mm]ỗi )\b(?P<kind>{_KIND})(?:: | ){_NO_BLOCK}"
    rf"(?P<names>{_NAME}(?:(?:, | và |; ){_NAME})*)"
)
# 04 nhà văn hóa thôn (Đông, Đoài); the brackets may hold only names.
_IN_BRACKETS = re.compile(rf"\b(?P<kind>{_KIND}) ?\((?P<names>{_NAME}(?:(?:, | và |; ){_NAME})+)\)")
_TEAM = re.compile(
    rf"(?:[Tt]ổ chỉ đạo|[Bb]an [Pp]hát triển|[Cc]hi bộ|[Nn]hà văn hóa|nhà VH"
    rf"|[Kk]hu dân cư)(?: thôn)? (?P<name>{_NAME})"
)
_HELPS = re.compile(rf"hỗ trợ (?:thôn )?(?P<name>{_NAME})")
_KIND_WORD = re.compile(rf"{spelling.any_of(KINDS)}[ :(]")
_KIND_BEFORE = re.compile(rf"(?<!\w){spelling.any_of(KINDS)} $")
_TOTAL = re.compile(
    r"\b(?:cả |toàn bộ |tất cả |đủ )?(?P<share>\d{1,3})\s*/\s*(?P<total>\d{1,3}) (?P<kind>thôn"
    r"|xóm|bản|ấp|buôn|làng|khóm|khối phố|khu phố|tổ dân phố)\b"
)
_ALL = re.compile(
    r"\b(?:toàn xã|(?:cả |tất cả |toàn bộ )(?:\d{1,3} ?/ ?\d{1,3} |các |\d{1,3} )?(?:thôn|xóm"
    r"|bản|ấp|buôn|làng|khóm)"
    r"|các (?:thôn|xóm|bản|ấp|buôn|làng|khóm)(?= (?:trong|trên) (?:toàn )?(?:xã|địa bàn)))"
)
_CELL = re.compile(rf"(?:(?P<kind>{_KIND}) )?(?P<name>{_NAME})")
_ALL_OF_COLUMN = re.compile(
    "(?:(?:tại|ở|đến) )?(?:các|tất cả|toàn|cả|mỗi|từng) (?:các )?"
    r"(?:thôn|xóm|bản|ấp|xã|buôn|làng|khóm|khu phố|tổ dân phố)\b|toàn xã"
)
_SO_MANY = re.compile(rf"(?:tại |ở )?(?P<count>\d{{1,3}}) {spelling.any_of(KINDS)}")
# Phrases that seem to mean every village: “at the villages”, and bodies that each village has.
_AT_ALL = re.compile(
    rf"\b(?:tại|ở|đến|xuống|cho|với) (?:các|từng|mỗi|tất cả các|100%(?: các)?)"
    rf" {spelling.any_of(KINDS)}\b(?!:)"
)
_EACH_HAS = re.compile(
    r"(?:(?:các |mỗi |từng |100% )*(?:trưởng|phó|ban|tổ|chi bộ|bí thư|chi hội|cấp ủy|đội)\b.*?)"
    rf"(?<!văn )\b(?:(?:các|mỗi|từng) )?{spelling.any_of(KINDS)}"
)
_ARE_VILLAGES = re.compile(rf"(?:(?:các|mỗi|từng) )?{spelling.any_of(KINDS)}\b")
# Capitalized words after a kind of place that are not part of its name.
_NOT_NAMES = frozenset(
    [
        "riêng",
        "trưởng",
        "phối",
        "tổ",
        "ban",
        "các",
        "nhà",
        "khu",
        "đề",
        "yêu",
        "trên",
        "trong",
        "theo",
        "và",
        "đã",
        "nơi",
        "hội",
        "đoàn",
        "ubnd",
        "trạm",
        "trường",
        "cơ",
    ]
)
# Names of villages that begin with one of them.
_NAMES_ALIKE = spelling.listed(
    """
    đoàn kết; hội an; hội xuân; trường an; trường giang; trường sơn; trường thành; trường thịnh;
    trường xuân
    """
)

# In a school's document, “khối 6” is a grade.
_OF_SCHOOL = re.compile("[Hh]ọc sinh|[Nn]ăm học|[Gg]iáo viên")


class GatheredVillages:
    """Gather the villages of a document in the order of first mention."""

    def __init__(self, slugs: Slugs) -> None:
        self._slugs = slugs
        self._found: dict[str, FoundVillage] = {}
        self._numbers: dict[str, int] = {}  # each key's place in the order of first mention
        self._by_word: dict[str, set[str]] = {}  # the keys, by the first word of each name
        self.are_counted = False  # whether a text states just as many villages

    def gather(self, texts: Iterable[tuple[str, SourcePlace]]) -> None:
        """Gather names after a kind of place; if there are any, also names after their teams."""
        texts = list(texts)
        of_school = any(_OF_SCHOOL.search(text) for text, _ in texts)
        for text, place in texts:
            for name, kind in _listed(text):
                if not (of_school and kind == "khối" and name.isdigit()):
                    self._add(name, kind, place)
        if not self._found:
            return
        for pattern in (_TEAM, _HELPS):
            for text, place in texts:
                for match in pattern.finditer(text):
                    self._add(match["name"], "", place)

    def gather_cells(self, cells: Iterable[tuple[str, SourcePlace]]) -> None:
        """Gather names from a column of villages, with or without a kind of place before them."""
        for text, place in cells:
            for name in re.split(r"[,;\n]| và ", text):
                match = _CELL.fullmatch(name.strip())
                if match:
                    self._add(match["name"], (match["kind"] or "thôn").lower(), place)

    def _add(self, name: str, kind: str, place: SourcePlace) -> None:
        name = name.strip()
        low = spelling.level(name)
        if (low.split()[0] in _NOT_NAMES and low not in _NAMES_ALIKE) or any(
            word.isupper() and len(word) > 2 and not word.isdigit()  # UBND is no village
            for word in name.split()
        ):
            return
        name = _full_name(name, kind)
        key = spelling.key(name)
        if not key:
            return
        for word in _words(spelling.level(name))[:1]:
            self._by_word.setdefault(word, set()).add(key)
        if key in self._found:
            village = self._found[key]
            if name != village.name and name not in village.aliases:
                self._found[key] = village._replace(aliases=(*village.aliases, name))
            return
        self._numbers[key] = len(self._found)
        self._found[key] = FoundVillage(self._slugs.of(name), name, place)

    def all(self) -> list[FoundVillage]:
        """Return all villages that were gathered."""
        return list(self._found.values())

    def count_in(self, texts: Iterable[str]) -> None:
        """Set `are_counted`: whether a text states the same number of villages as were gathered."""
        counts = rf"\b0?{len(self._found)} {spelling.any_of(KINDS)}\b"
        self.are_counted = any(re.search(counts, spelling.level(text)) for text in texts)

    def named_in(self, text: str, listed: str = "") -> tuple[str, ...]:
        """Return the ids of the villages that a text names, or `all` if it says so.

        A list of names never becomes `all`, even if it has every village of the document: a
        village added later was not given the duty. `listed` is its cell in a column of villages.
        """
        if not self._found:
            return ()
        low, column = spelling.level(text), spelling.level(listed.strip())
        so_many = _SO_MANY.fullmatch(column)
        if (
            (_ALL_OF_COLUMN.match(column) and not _listed(listed))
            or (so_many and int(so_many["count"]) == len(self._found))
            or _ALL.search(low)
            or any(m["share"] == m["total"] for m in _TOTAL.finditer(low))
        ):
            return ("all",)
        keys = {spelling.key(_full_name(name, kind)) for name, kind in _listed(text)}
        named = keys & self._found.keys()
        for word in self._by_word.keys() & _words(low):
            for key in self._by_word[word] - named:
                village = self._found[key]
                if any(_is_named(name, text, low) for name in (village.name, *village.aliases)):
                    named.add(key)
        return tuple(self._found[key].id for key in sorted(named, key=self._numbers.__getitem__))

    def seem_all(self, text: str, owner: str) -> bool:
        """Return whether the text or the owner seems to mean every village without saying so."""
        low = spelling.level(text)
        return bool(self._found) and (
            of_each_village(owner)
            or bool(_ARE_VILLAGES.fullmatch(spelling.level(owner.strip())))
            or (bool(_AT_ALL.search(low)) and not _listed(text))
        )


def of_each_village(name: str) -> bool:
    """Return whether a name is that of a body in every village: Ban Công tác thôn."""
    return bool(_EACH_HAS.fullmatch(spelling.level(name.strip(" ."))))


def are_villages(name: str) -> bool:
    """Return whether an owner's name means the villages themselves: Các thôn Đông, Đoài."""
    return bool(_ARE_VILLAGES.match(spelling.level(name.strip())))


def totals(text: str) -> list[tuple[int, int]]:
    """Return each total of villages that a text states, with its place: the 9 of “5/9 thôn”."""
    low = spelling.level(text)
    if "/" not in low:
        return []
    return [(int(match["total"]), match.start()) for match in _TOTAL.finditer(low)]


def _listed(text: str) -> list[tuple[str, str]]:
    """Return each name after a kind of place, alone or listed (thôn A, B), with the kind."""
    if not _KIND_WORD.search(spelling.level(text)):
        return []
    return [
        (name.strip(), match["kind"].lower())
        for pattern in (_LISTED, _IN_BRACKETS)
        for match in pattern.finditer(text)
        for name in re.split(r", | và |; ", match["names"])
    ]


def _words(low: str) -> list[str]:
    return re.findall(r"\w+", low)


def _full_name(name: str, kind: str) -> str:
    """Return a village's full name; a number or a letter needs its kind: Xóm 1."""
    if not any(char.isalpha() for char in name) or re.fullmatch(r"[IVX]+|[A-ZĐ]", name):
        return f"{kind.capitalize()} {name}" if kind else ""
    return name


def _is_named(name: str, text: str, low: str) -> bool:
    """Return whether a text names a village, after its kind or with its capitals and accents.

    Parts of longer names do not count, nor do one-syllable names at the start of a sentence.
    """
    plain = spelling.level(name)
    if plain not in low:
        return False
    for match in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", low):
        start, end = match.span()
        before, after = text[:start], text[end:]
        if _KIND_BEFORE.search(low[:start]):
            return True
        if not all(word[:1].isupper() or word.isdigit() for word in text[start:end].split()):
            continue
        if re.match(rf" (?:[{_UPPER}]|\d)", after):
            continue
        begins = re.search(r"(?:^|[.;:!?] )[\W\d]*$", before) and not re.match(r"[,.;)]|$", after)
        if " " in name or not (begins or re.search(rf"(?<!\w)[{_UPPER}]\w* $", before)):
            return True
    return False


class Events:
    """Gather the events of a document in the order of first mention."""

    def __init__(self, slugs: Slugs, issued: date | None) -> None:
        self._slugs = slugs
        self._issued = issued
        self._found: dict[str, FoundEvent] = {}
        self._bases: dict[str, Counter[date]] = {}

    def id(self, name: str, place: SourcePlace) -> str:
        """Return the id of an event, adding the event if it is new."""
        key = spelling.key(name)
        if key not in self._found:
            title = name[:1].upper() + name[1:]
            self._found[key] = FoundEvent(self._slugs.of(title), title, place=place)
        return self._found[key].id

    def note_printed_day(self, name: str, days: int, printed: date) -> None:
        """Record the event's own day, computed from an offset and the day printed for it."""
        self._bases.setdefault(spelling.key(name), Counter())[printed - timedelta(days=days)] += 1

    def base(self, name: str) -> date | None:
        """Return the event's day that most printed offsets imply, or None."""
        counted = self._bases.get(spelling.key(name))
        return counted.most_common(1)[0][0] if counted else None

    def all(self, texts: Iterable[str]) -> list[FoundEvent]:
        """Return all events, each with a proposed day if a text of the document names that day."""
        if not self._found:
            return []
        named = set()
        own_days: dict[str, str] = {}
        by_word: dict[str, list[tuple[str, str]]] = {}
        for key, event in self._found.items():
            name = f"{spelling.level(event.name)} "
            by_word.setdefault(name.partition(" ")[0], []).append((key, name))
        for text in texts:
            self._read_own_days(text, by_word, own_days)
            days = re.finditer(time_readers.BARE_DAY, spelling.level(text))
            for match in days if self._bases else ():
                named.add(time_readers.read_day(match.group(), self._issued)[0])
        events = []
        for key, event in self._found.items():
            base = self.base(key)
            day = base.isoformat() if base and base in named else own_days.get(key, "")
            events.append(event._replace(proposed_date=day))
        return events

    def _read_own_days(
        self, text: str, by_word: Mapping[str, list[tuple[str, str]]], days: dict[str, str]
    ) -> None:
        """Add to `days` the day of each event whose name begins a text and whose day it states.

        `by_word` has the keys and names of events by the first word of the name.
        """
        low = spelling.level(text)
        for key, name in by_word.get(low.partition(" ")[0], ()):
            if low.startswith(name) and (match := _HELD.search(low)):
                day, _ = time_readers.read_day(match["day"], self._issued)
                if day:
                    days.setdefault(key, day.isoformat())


def printed_day(text: str, end: int, issued: date | None) -> date | None:
    """Return the day that a text prints right after an offset, or None."""
    match = _PRINTED.match(spelling.level(text), end)
    return time_readers.read_day(match["day"], issued)[0] if match else None
