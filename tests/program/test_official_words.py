"""The Vietnamese catalogue is worded as offices write, and earlier wordings do not return."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from running import SHIPPED
from running import run

from ntmtrack.directive.issuers import PAPER_KINDS

PROJECT = Path(__file__).parent.parent.parent
PO = PROJECT / "src" / "ntmtrack" / "locale" / "vi" / "LC_MESSAGES" / "ntmtrack.po"
GUIDE = PROJECT / "docs" / "huong-dan.md"

# Patterns that no Vietnamese text may match, each with what offices write instead.
FORBIDDEN = {
    r"\bHT (đúng|quá|không)": "hoàn thành đúng hạn: HT is only for the matrix, which explains it",
    r"(?i)(?<!trong )không (thời )?hạn\b": "không có thời hạn",
    r"(?i)(?<!đầu )(?<!làm )(?<!về )\bviệc\b": "nhiệm vụ of the letter, đầu việc of one share",
    r"\bcông văn\b": "văn bản, which may be a decision as well",
    r"\{count\} mục\b": "dòng nhật ký: mục is a clause",
    r"đúng giờ|chưa đến giờ": "đúng hạn, chưa đến hạn: few duties have an hour",
    r"không có nội dung": "không phát sinh",
    r"Thiếu các ngày|chưa có từ ngày": "Chưa có báo cáo các ngày, chưa báo cáo từ ngày",
    r"\{expected\} kỳ;": "Phải nộp … kỳ, trong đó: …",
    r"kỳ tới": "kỳ ngày …: the day that follows is that of the report itself",
    r"gia hạn ngày \{on\}": "được gia hạn đến ngày …",
    r"ngày \{on\} điều chỉnh": "điều chỉnh thời hạn đến ngày … theo …",
    r"\bhạn (trước ngày|chậm nhất|ngày \{)(?<!thời .{12})": "thời hạn: trước ngày …",
    r"phải bắt đầu chậm nhất": "bắt đầu từ ngày …",
    r"\{kind\} \{number\}": "Công văn số …",
    r"\{number\} ngày \{": "số …, ngày …",
    r"Mới quá hạn|Vẫn quá hạn": "Nhiệm vụ phát sinh quá hạn, Nhiệm vụ quá hạn từ các tuần trước",
    r"(?i)bắt đầu thực hiện trong tuần": "bắt đầu triển khai",
    r"có chỉ tiêu số lượng": "Kết quả thực hiện chỉ tiêu",
    r"\d nơi\b|\} nơi\b": "thôn, đơn vị",
    r"^Người báo$|^Người báo\.": "Người báo cáo",
    r"Có phải ý là": "Có phải là",
    r"Không có chủ trì nào": "Không có đơn vị, cá nhân chủ trì nào tên …",
    r"nào là “": "nào có mã hoặc tên “…”",
    r"cho xem mọi|cho biết (cách|mục|tình)": "Xem …: ntmtrack …",
    r"\} chưa đến\b|\} trước ngày ban hành": "Chưa đến ngày …, sớm hơn ngày ban hành",
    r"còn thiếu \{": "thiếu …",
    r"đang có người dùng": "Đã chờ … giây, tệp vẫn đang được dùng",
    r"lỗi của chính nó": "gặp lỗi nội bộ",
    r"lớn hơn mọi": "Tệp quá lớn",
    r"dẫn vòng|về chính nó": "tham chiếu vòng",
    r"bấy nhiêu": "Số ngày xét trước khi đến hạn",
    r"mọi điều|quá lâu nhất": "chi tiết, quá hạn lâu nhất",
    r"giấy tờ": "tài liệu minh chứng",
    r"(?<!^)\bThứ (Hai|Ba|Tư|Năm|Sáu|Bảy)": "thứ Hai",
    r"^(hằng|6 tháng)[^{]*, \{days\}$": "hằng tuần, vào …",
    r"^Còn lại": "Còn phải làm",
    r"nguyên nhân chậm và": "nguyên nhân, trách nhiệm chậm trễ",
    r"^Lưu Văn phòng$": "Lưu Văn phòng Đảng ủy",
    r"ghi vào sổ|trong sổ|\bnhập vào sổ": "nhật ký, tệp",
    r"\bhủy \{cancelled\}\.$": "Đã hủy … (không tính vào tổng số)",
    r"\(\{\w+:\+d\}\)|\([+-]\{": "tăng …, giảm …",
    r"về “\{subject\}”": "về {subject}: papers print it without quotation marks",
    r"qua theo dõi, tính đến|tính đến \{until\}": "qua theo dõi đến hết ngày …, … còn …",
    r"^(Đề nghị|Yêu cầu) (khẩn trương|thực hiện|báo cáo rõ|kiểm điểm)": "… yêu cầu … khẩn trương …",
    r"đã nhắc|Đã nhắc|\blần nhắc\b|cần nhắc\b": "đã đôn đốc",
    r"\bhạn \{deadline\}(?<!thời hạn.{11})": "thời hạn: …",
    r"đến ngày \{day\} (theo|\(cho phép)": "đến {day}: what follows may be a period",
    r"chậm bắt đầu \(": "chậm bắt đầu … ngày",
    r"Từ 7 ngày trở lên|Không cập nhật": "Quá 7 ngày chưa cập nhật tiến độ",
    r"theo sự kiện: \{counted\}": "… ngày trước … (chưa ấn định ngày)",
    r"\bmà đồng hồ\b|\bdòng này đề\b": "trong khi đồng hồ máy chỉ …",
}
# Exact texts that no pattern can check.
REQUIRED = {
    ("matrix", "done"): "HT",
    ("matrix", "done*"): "HT chậm",
    ("matrix", "late"): "chậm",
    ("matrix", "soon"): "sắp hạn",
    ("matrix", "open"): "trong hạn",
    (None, "none"): "không quy định",
    (None, "missing"): "chưa nộp",
    (None, "Recorded"): "Đã ghi",
    (None, "Directive"): None,
    ("document", "Directive"): "Văn bản",
}


@cache
def translations() -> dict[tuple[str | None, str], str]:
    """Return the Vietnamese text of each context and English text in the catalogue."""
    catalogue = read_po(BytesIO(PO.read_bytes()), locale="vi")
    texts = {}
    for message in catalogue:
        if message.id and message.string:
            first = message.id if isinstance(message.id, str) else message.id[0]
            text = message.string if isinstance(message.string, str) else message.string[-1]
            texts[message.context, first] = text
    return texts


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_text_uses_a_wording_that_offices_do_not_write(pattern: str) -> None:
    of_party = [text for (context, _), text in translations().items() if not is_of_state(context)]
    assert [text for text in of_party if re.search(pattern, text)] == [], FORBIDDEN[pattern]


def is_of_state(context: str | None) -> bool:
    """Return whether a text is for papers of the state, which cite letters without a comma."""
    return context is not None and context.startswith("state")


@pytest.mark.parametrize(("context", "text"), REQUIRED)
def test_a_text_has_the_wording_of_offices(context: str | None, text: str) -> None:
    assert translations().get((context, text)) == REQUIRED[context, text]


def test_only_an_obstacle_s_note_is_called_a_cause() -> None:
    assert [
        text for _, text in translations() if translations()[_, text].startswith("Nguyên nhân: ")
    ] == ["Cause: {note}"]


@pytest.mark.parametrize("kind", sorted(PAPER_KINDS))
def test_a_letter_is_called_by_its_kind(kind: str) -> None:
    assert translations()[kind, "Directive"][0].isupper()
    assert translations()[kind, "Directive"] != translations()["document", "Directive"]


def test_no_word_of_the_program_is_left_in_english() -> None:
    """A text that is the same in both languages is punctuation, a code or a pattern of values."""
    same = [en for (_, en), vi in translations().items() if en == vi and re.search("[a-z]{2}", en)]
    assert [
        text for text in same if re.sub(r"\{[A-Za-z_]+\}", "", text).strip(" ,.:;()/") != ""
    ] == []


def test_the_guide_does_not_use_earlier_wordings() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert re.findall("Một cái nhìn cho|Chương trình hứa|Ban phát triển|Ban biên tập", guide) == []


def test_a_message_ends_with_its_code_in_brackets() -> None:
    ran = run("done", "trien-khai", "-f", str(SHIPPED))
    first = ran.err.splitlines()[0]
    assert first.startswith("trien-khai là nhóm nhiệm vụ")
    assert first.endswith(". [heading]")


def test_the_shipped_letter_has_the_titles_that_were_agreed() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    tasks = yaml.safe_load(text)["tasks"]
    english = " ".join(task.get("title_en", "") for task in tasks)
    for title in (
        *("Inspect and supervise Covid-19 prevention", "Allocate budget funds", "compost pits"),
        "Report on the criteria and submit for appraisal",
    ):
        assert title in english
    assert "Ban phát triển" not in text
    assert "Ban biên tập" not in text


VIETNAMESE = (
    "quá hạn|hoàn thành|đầu việc|Chủ trì|thời hạn|Tổng số|Kính gửi|Gửi về"
    "|chưa nộp|Kết quả thực hiện chỉ tiêu"
)
ENGLISH = "overdue|done|items?|villages?|owner|due|total|missing|volumes"


@pytest.mark.parametrize(
    ("language", "own", "other"), [("vi", VIETNAMESE, ENGLISH), ("en", ENGLISH, VIETNAMESE)]
)
@pytest.mark.parametrize(
    "command", ["status", "overdue", "weekly", "remind", "register", "volumes"]
)
def test_reports_have_no_words_of_the_other_language(
    language: str, own: str, other: str, command: str
) -> None:
    """Titles and names stay as in the file; all other words are in the language of the report."""
    ran = run(command, "-f", str(SHIPPED), "--as-of", "2021-07-05", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    text = re.sub(r"“[^”]*”", "", ran.out)
    assert re.search(rf"(?i)\b({own})\b", text)
    assert re.findall(rf"(?i)\b({other})\b", text) == []
