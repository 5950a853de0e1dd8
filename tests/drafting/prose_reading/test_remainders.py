"""Nothing that names a body and what it is to do gets lost, however paragraphs are put together."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming import reading
from ntmtrack.drafting.prose_reading import remainders

BODIES = (
    *("UBND xã", "Các thôn", "Ban Chỉ đạo", "Công an xã", "Phòng Kinh tế", "các chi bộ"),
    *("đồng chí Lê Văn Tám", "Hội Nông dân xã", "Trưởng thôn Đông Thịnh"),
    "Văn phòng HĐND và UBND xã",
)
SENTENCES = (
    "giao {a} rà soát hồ sơ {n}",
    "đề nghị {a} phối hợp thực hiện {n}",
    "{a} chủ trì, phối hợp với {b} lập danh sách {n}",
    "{a} báo cáo kết quả {n}",
    "yêu cầu {a} hoàn thành việc {n}",
    "{a} có trách nhiệm đôn đốc {n}",
    "{a} hoàn thành {n} trước ngày 20/6/2026",
    "{a} đã hoàn thành {n} trong quý I",
    "Theo Kế hoạch số 5/KH-UBND, giao {a} lập hồ sơ {n}",
    "Căn cứ tình hình, {a} báo cáo {n}",
    "Trong quá trình thực hiện, {a} báo cáo {n}",
)
LABELS = (
    "Thời gian",
    "Địa điểm",
    "Kinh phí",
    "Chủ trì",
    "Đơn vị phối hợp",
    "Sản phẩm",
    "Thực hiện",
)
HEADINGS = (
    *("I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. TỔ CHỨC THỰC HIỆN", "1. Phân công"),
    *("2. Đối tượng", "KẾT QUẢ ĐẠT ĐƯỢC", "1- Đánh giá chung", "Điều 1. Nhiệm vụ"),
    *("Đối với các thôn", "2. Các thôn", "Kính gửi: Các thôn", "Nơi nhận:", "Đề nghị các đơn vị:"),
)
BULLETS = (
    *("- ", "+ ", "* ", "• ", "o ", "1. ", "2) ", "a) ", "1.1. ", "2.1- ", "(1) ", "– ", "", "→ "),
    *("▪ ", "> ", "1/ ", "I. ", "Điều 3. "),
)
ENDS = (".", ";", "", ":", "./.", ",", " (nếu có.", " (xem phụ lục", '"')


def document(random: random.Random) -> tuple[list[str], list[str]]:
    """Put paragraphs together, and give them with the marks of their sentences."""
    lines: list[str] = []
    marks: list[str] = []
    for _ in range(random.randint(3, 9)):
        if random.random() < 0.25:
            lines.append(random.choice(HEADINGS))
            continue
        said = []
        for _ in range(random.randint(1, 3)):
            marks.append(f"x{len(marks)}y")
            names = {"a": random.choice(BODIES), "b": random.choice(BODIES)}
            words = random.choice(SENTENCES).format(**names, n=f"phần {marks[-1]} trên địa bàn")
            said.append(words if random.random() < 0.3 else words[:1].upper() + words[1:])
        text = random.choice((". ", "; ", ", ", ": ", " (")).join(said) + random.choice(ENDS)
        label = f"{random.choice(LABELS)}: " if random.random() < 0.25 else ""
        lines += broken(f"{random.choice(BULLETS)}{label}{text}", random)
    return lines, marks


def broken(text: str, random: random.Random) -> list[str]:
    """Break some lines where a full one ends, as typists do who know no paragraphs."""
    blanks = [match.start() for match in re.finditer(r"(?<=[\w,]) (?=\w)", text[70:])]
    places = [at for at in blanks if text[70 + at + 1].islower()]
    if not places or random.random() < 0.85:
        return [text]
    at = 70 + random.choice(places)
    return [text[:at], text[at + 1 :]]


def told(found: Findings) -> str:
    """Return all that a draft says: quotes, what is left, values of labels, and the head."""
    duties = [f"{each.quote} {each.product} {each.deadline}" for each in found.duties]
    names = [f"{party.name} {party.title}" for party in found.parties]
    return " ".join([*duties, *names, *(left.text for left in found.unused), str(found.head)])


@settings(max_examples=80)
@given(st.randoms(use_true_random=False), st.sampled_from(["", "NFD", "soft"]))
def test_no_sentence_with_a_body_and_a_duty_is_lost(random: random.Random, spelled: str) -> None:
    lines, marks = document(random)
    text = "\n".join(lines)
    if spelled == "NFD":
        text = unicodedata.normalize("NFD", text)
    elif spelled == "soft":
        text = text.replace("hồ sơ", "hồ\u00ad sơ").replace("thực", "th\u00adực")
    found = told(finding.find(reading.read_document(text.encode(), "van-ban.txt"), {}))
    assert [mark for mark in marks if mark not in found] == [], text


def test_what_only_opens_a_list_is_not_listed() -> None:
    text = """Để chủ động ứng phó, Chủ tịch UBND huyện yêu cầu:
    1. Công an xã tuần tra.
    2. UBND xã thực hiện tốt các nhiệm vụ sau:
    a) Rà soát hồ sơ. Cơ quan chủ trì: Văn phòng UBND xã.
    Nơi nhận:
    - Các phòng thực hiện;
    - Lưu: VT."""
    found = finding.find(reading.read_document(text.encode(), "van-ban.txt"), {})
    listed = [left.text for left in found.unused]
    assert listed == ["Nơi nhận: Các phòng thực hiện; Lưu: VT"]


def test_a_line_of_numbers_alone_has_a_rest_no_longer_than_itself() -> None:
    text = f"KẾ HOẠCH\n1. Giao Công an xã rà soát nhà ở.\n{'a) ' * 24}\n"
    found = finding.find(reading.read_document(text.encode(), "van-ban.txt"), {})
    assert sum(len(left.text) for left in found.unused) < len(text)


@pytest.mark.parametrize(
    ("text", "is_entry"),
    [
        ("7h30: Đoàn đại biểu dâng hương", True),
        ("8h30 → 9h00: Văn nghệ", True),
        ("Đúng 11h30: Ra về", True),
        ("10h: (nghỉ giải lao)", True),
        ("15 hộ đã thoát nghèo trong năm.", False),
        ("8 hội viên được vay vốn", False),
        ("10 ha rừng phòng hộ", False),
    ],
)
def test_an_entry_of_a_programme_is_listed(text: str, *, is_entry: bool) -> None:
    paragraphs = [TextParagraph(text, SourcePlace(paragraph=1))]
    assert [each.text for each in remainders.find(paragraphs, [], [], "")] == [text] * is_entry
