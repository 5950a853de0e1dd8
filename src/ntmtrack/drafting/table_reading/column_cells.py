"""What the cells of a column hold, whatever its head: times, names, marks, numbers, phrases."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers

MARK = re.compile(r"[x✓✔√v+•●■☑☒]", re.IGNORECASE)
# RACI letters: responsible, accountable, consulted, informed: A*/R; C (khi cần).
ROLES = re.compile(
    r"(?P<roles>[RACI]\*?(?: ?[/,+&-]? ?[RACI]\b\*?)*)"
    r"(?P<note>(?: ?[(:–—-]| (?=[a-zà-ỹđ])).{1,80})?"
)
NOTHING = re.compile(r"[-–—./\\… ]*")
ENOUGH = 0.6
_FEWEST_PHRASES = 0.3  # share of different phrases: a duty may repeat in a row for each day
_MOST_READ = 60  # cells per column: enough to determine its kind
_LONGEST_TIME, _LONGEST_NAME = 60, 150
_FEWEST_WORDS, _SHORTEST_WHAT = 3, 12  # words, and letters before a time, of a duty
_ORDER = re.compile(r"[\d.IVXa-z()]{1,6}|[A-ZĐ]{1,5}[-.]?\d{1,4}")
_UNIT = re.compile(
    r"%|[kcmd]?m[23²³]?|hộ|người|lượt(?: \w+)?|công trình|mô hình|(?:triệu |tỷ |nghìn )?đồng"
    r"|văn bản|tiêu chí|\w{1,5}"
)
_PERCENT = re.compile(r"\d[\d.,]* ?%")
_NUMBER = re.compile(r"\d[\d.,% ]*")
DAY_NAME = re.compile(r"\d{4}-\d\d-\d\d")  # an ISO date
HOURS = re.compile(r"\W*(?:\d{1,2} ?(?:giờ|h|g|:) ?(?:\d{2})?(?: ?(?:phút|p))?\W*(?:đến|tới)?\W*)+")
PART_OF_DAY = re.compile(
    rf"(?:lúc )?(?:(?:sáng|trưa|chiều|tối|đêm|cả ngày)\W*)?(?:{HOURS.pattern})?"
)
# A person, with or without a form of address: Cô Hòa, PCT Nguyễn Văn An, Đ/c Tám.
_PERSON = re.compile(
    r"(?:[A-ZĐ]{2,5}\.? )?"
    r"(?:(?i:đồng chí|đ/c|ông|bà|thầy|cô|anh|chị|(?:bs|ths|ds|ks)\.?) ?|[A-ZĐÀ-Ỹ][a-zà-ỹđ]* )"
    r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]*){0,3}"
)
_PRODUCT = re.compile(
    r"(?:các |\d+ )?(?:báo cáo|kế hoạch|quyết định|tờ trình|công văn|thông báo|biên bản"
    r"|danh sách|hồ sơ|văn bản|nghị quyết|chương trình|đề án|hướng dẫn|quy chế|phiếu|bảng|bản"
    r"|giấy|sổ)\b"
)


class ColumnCells:
    """Describe the first cells of a column; cells covered by a merged one are skipped."""

    def __init__(self, rows: Sequence[TableRow], number: int, issued: date | None) -> None:
        cells = [row.cells[number] for row in rows if number < len(row.cells)]
        self.texts = [
            spelling.compact(cell.text)
            for cell in cells
            if cell.text.strip() and not cell.continues
        ]
        self._read = self.texts[:_MOST_READ]
        self._issued = issued

    def _most_pass(self, test: Callable[[str], object]) -> bool:
        """Return whether most cells pass a test."""
        return bool(self._read) and sum(map(bool, map(test, self._read))) >= ENOUGH * len(
            self._read
        )

    @cached_property
    def kind(self) -> str:
        """Return the kind of most cells: mark, role, time, number, unit, name; "" if mixed."""
        tests = (
            ("mark", MARK.fullmatch),
            ("role", ROLES.fullmatch),
            ("time", self._is_time),
            ("number", _NUMBER.fullmatch),
            ("unit", _is_unit),
            ("name", is_name),
        )
        return next((kind for kind, test in tests if self._most_pass(test)), "")

    @property
    def are_orders(self) -> bool:
        """Return whether all cells number their rows: 1, 2.1, III, NV-04; not 35, 28, 40."""
        numbers = [int(text) for text in self._read if text.isdecimal()]
        counts = not numbers or numbers[0] == 1 or numbers == sorted(set(numbers))
        return counts and all(_ORDER.fullmatch(text) for text in self._read)

    @property
    def are_hours(self) -> bool:
        """Return whether most cells are hours of the day, as in a meeting's programme."""
        return self._most_pass(lambda text: HOURS.fullmatch(spelling.level(text)))

    @property
    def are_parts_of_days(self) -> bool:
        """Return whether most cells are hours, or words such as Sáng and Chiều."""
        return self._most_pass(lambda text: PART_OF_DAY.fullmatch(spelling.level(text)))

    @property
    def name_days(self) -> bool:
        """Return whether any cell names a day, which may stand over hours below it."""
        return any(
            DAY_NAME.fullmatch(str(time.fields.get("due")))
            for text in self._read
            if len(text) < _LONGEST_TIME
            for time in self._times(text)
        )

    @property
    def are_products(self) -> bool:
        """Return whether most cells name papers or other results of a duty."""
        return self._most_pass(
            lambda text: len(text) < _LONGEST_TIME and _PRODUCT.match(spelling.level(text))
        )

    @property
    def phrases(self) -> float:
        """Score how likely the cells are the duties' texts: many different, long phrases.

        The score is 0 for a column of one kind, or of few different phrases.
        """
        phrases = {text for text in self._read if len(text.split()) > 1 and not self._is_time(text)}
        if self.kind or len(phrases) < _FEWEST_PHRASES * len(self._read):
            return 0
        begun = sum(map(duty_verbs.may_begin_duty, phrases))
        return sum(min(len(text), 100) for text in phrases) + 40 * begun

    @property
    def are_duties(self) -> bool:
        """Return whether at least 40% of the cells begin as duties do."""
        return sum(map(duty_verbs.may_begin_duty, self._read)) * 2.5 >= len(self._read) > 1

    @property
    def are_percents(self) -> bool:
        """Return whether most cells are shares of work done: 30%."""
        return self._most_pass(_PERCENT.fullmatch)

    @property
    def say_what(self) -> bool:
        """Return whether the cells are duties, with times only after the work."""
        whole = [
            text
            for text in self._read
            if len(text.split()) > _FEWEST_WORDS + 1
            and not any(time.start < _SHORTEST_WHAT for time in self._times(text))
        ]
        return self.are_duties and len(whole) * 2 >= len(self._read)  # half: others are sections

    @property
    def to_come(self) -> int:
        """Count the cells with a deadline that is not past, a rhythm or a standing duty."""
        return sum(any(map(self._is_to_come, self._times(text))) for text in self._read)

    @property
    def lack_years(self) -> bool:
        """Return whether any cell is a day whose year is neither written nor known."""
        return any(
            why.text == time_readers.NO_YEAR
            for text in self._read
            for time in self._times(text)
            for why in time.doubts
        )

    def _times(self, text: str) -> Sequence[time_phrases.TimeWords]:
        return time_phrases.in_cell(text, self._issued)

    def _is_time(self, text: str) -> bool:
        if len(text) >= _LONGEST_TIME:
            return False
        times = [time for time in self._times(text) if time.fields or time.doubts]
        return bool(times) and not _says_more(text, times)

    def _is_to_come(self, time: time_phrases.TimeWords) -> bool:
        if "due" not in time.fields:
            return "repeat" in time.fields or "standing" in time.fields
        return not self._issued or time_phrases.last_day(time.fields["due"]) >= self._issued

    def __len__(self) -> int:
        return len(self._read)


def _says_more(text: str, times: Sequence[time_phrases.TimeWords]) -> bool:
    """Return whether a text also says what to do or who does it, not only when.

    Examples: Nộp quỹ (trước 15/11); Công an xã, xong trước 20/10.
    """
    words = sum(len(text[time.start : time.end].split()) for time in times)
    return len(text.split()) - words >= _FEWEST_WORDS and (
        duty_verbs.begins_duty(text) or party_words.starts_party(spelling.level(text))
    )


def _is_unit(text: str) -> bool:
    low = spelling.level(text)
    is_name = text.isupper() or (low != "hộ" and party_words.starts_party(low))
    return bool(_UNIT.fullmatch(low)) and not is_name and not PART_OF_DAY.fullmatch(low)


def is_name(text: str) -> bool:
    """Return whether a text is a person's name, or begins with the name of a body."""
    if len(text) >= _LONGEST_NAME:
        return False
    return party_words.starts_party(spelling.level(text)) or bool(_PERSON.fullmatch(text))
