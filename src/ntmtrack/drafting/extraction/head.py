"""Parse a document's head: number, day, place, issuer, subject, recipients and signer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from email.utils import parsedate
from itertools import takewhile
from typing import Any

from ntmtrack.drafting.document_model import FoundHead
from ntmtrack.drafting.extraction import document_parts
from ntmtrack.drafting.extraction import head_lines
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.prose_reading import hours_of_day
from ntmtrack.drafting.prose_reading import line_kinds
from ntmtrack.drafting.prose_reading import outline

_NUMBER = re.compile(
    r"\bSố ?:? ?(?P<number>\d{1,5}) ?[-–/] ?(?P<rest>[A-ZĐ0-9][\w]*(?: ?[-–/&] ?[A-ZĐ]\w*){0,4})"
)
# The day of a telegram or an e-mail: Hồi 21 giờ 30, ngày 17 tháng 9 năm 2025; Ngày: 14/4/2025.
_SENT = re.compile(
    rf"\W*(?:(?:\w+(?: \w+){{0,3}}, )?(?:(?:hồi|lúc|vào lúc|phát lúc) )?{time_readers.HOUR},? ngày"
    rf"|[^.;:\d]{{3,60}} đã gửi (?:vào )?lúc {time_readers.HOUR},? ngày"
    r"|(?:ngày gửi|ngày|thời gian gửi|đã gửi|date|sent) ?:(?: \w+(?: \w+)?,)?(?: ngày)?)"
    rf" (?P<day>{time_readers.BARE_DAY})(?:,? (?:lúc )?{time_readers.HOUR})?(?: [ap]m)?\W*"
)
_STATE, _PARTY = "cộng hòa xã hội", "đảng cộng sản"
_MOTTO = re.compile(
    r"(?:đảng cộng sản việt nam|cộng hòa xã hội chủ nghĩa(?: việt nam| việt$|$)"
    r"|độc lập ?- ?tự ?do ?- ?hạnh ?phúc|^[-*_ ]{1,}$)"
)
_KINDS = spelling.listed(
    """
    kế hoạch; kết luận; thông báo; công điện; chương trình; quyết định; chỉ thị; nghị quyết;
    hướng dẫn; công văn; tờ trình; chương trình hành động; thông báo kết luận; phân công;
    phương án; đề án; lịch công tác; bảng; danh mục; biểu; báo cáo; giấy mời; biên bản
    """
)
# KẾ HOẠCH Tổng vệ sinh: kind and title in one paragraph, with a line break (Shift+Enter).
_KIND_AND_TITLE = re.compile(r"(?P<kind>[^a-z\d]{6,}?) (?P<subject>[^\W\d_][^\W\d_A-Z]+ .+)")
_ABOUT = re.compile(r"[“\"]?(?:V/v|v/v|Về việc|VỀ VIỆC|V/V)\s*:?\s*(?P<subject>.+)")
# A paragraph of the body, not a subject: Về việc tách thửa: thống nhất … Giao …
_IN_TEXT = re.compile(r"[:;]$|[^\W\dA-ZĐ]{2}\. (?=[A-ZĐÀ-Ỹ])|[^\W\d]: (?=\w)(?![^.;]*$)|[./]{2}$")
_PERSON = re.compile(r"\b(?P<name>(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)$")
_OFFICES = re.compile(
    r"(?:PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG"
    r"|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ NHIỆM|TỔ TRƯỞNG)"
)
_ON_BEHALF = re.compile(
    r"(?:T/M|TM\.?|T/L|TL\.?) (?P<whom>.*?)"
    r"(?= (?:K/T|KT\.?)| (?:PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG|CHÁNH)|$)"
)
# The authority to sign, if not for the whole body: KT. CHỦ TỊCH PHÓ CHỦ TỊCH.
_RIGHT = re.compile(rf"\b(?P<by>KT|K/T|TL|T/L)\.? (?P<whom>{_OFFICES.pattern})?")
_NUMBER_IN_TEXT = re.compile(
    r"ban hành (?:Kết luận|Kế hoạch|Chỉ thị|Công văn|Thông báo|Nghị quyết|Quyết định)"
    r" số (\d+[-/][\w/-]+)"
)
# Under the title of an annex: (Kèm theo Quyết định số 208/QĐ-UBND ngày 20/01/2026 của UBND xã A)
_ANNEXED_TO = re.compile(
    r"kèm(?: theo)? (?:quyết định|kế hoạch|công văn|thông báo|kết luận|chỉ thị|nghị quyết|hướng dẫn"
    r"|chương trình|phương án|đề án|tờ trình|công điện) số:? ?"
    r"(?P<number>\d{1,5} ?[-/] ?[\w&]+(?:[-/&]\w+)*)"
    rf"(?:,? ngày (?P<day>{time_readers.BARE_DAY}))?(?:,? của (?P<issuer>[^();.]{{3,90}}))?"
)
# Titles of annexes and sheets, which are no issuer.
_TITLES = spelling.listed(
    """
    phụ lục; nhiệm vụ; phân công; nội dung; lịch; tiến độ; tổng hợp; thống kê; danh sách; bảng;
    biểu; danh mục
    """
)
_ISSUED_IN_TEXT = re.compile(
    rf"ngày (?P<day>{time_readers.BARE_DAY})[^.;]{{0,120}}\b(?:ký )?ban hành\b"
    rf"|(?:hôm nay, ngày|cập nhật (?:đến )?(?:ngày)?) ?(?P<today>{time_readers.BARE_DAY})"
    rf"|^thời gian(?: họp)?:[^.;]{{0,40}}ngày (?P<held>{time_readers.BARE_DAY})"
    rf"|(?:^|\()(?:được )?ban hành ngày (?P<signed>{time_readers.BARE_DAY})(?:\)|$)"
    rf"|kèm(?: theo)? [^.;()]{{0,120}}?ngày (?P<annex>{time_readers.BARE_DAY})"
    rf"|(?:^|\b\d{{1,4}} ?[-/] ?[a-zđ][^.;:]{{0,60}} [-–] )(?:ngày )?"
    rf"(?P<alone>{time_readers.BARE_DAY})\W*$"
)
# The number of a Party letter, not of the State's: Số 41-CV/ĐU.
_PARTY_LETTER = re.compile(r"\d+-CV/(?!UBND|HĐND)")
# Lines under it that are no subject: Xã A, ngày … tháng … năm 2027; Nơi nhận: các chi bộ.
_UNDER_NO_SUBJECT = re.compile(r"[^,]{2,40}, ?(?:ngày|tháng)\b|nơi nhận\b|thực hiện\b|căn cứ\b")
# A line that ends a title; also the first hour of a programme: 7h30: …, 8h00 - Khai mạc.
_NO_TITLE = re.compile(
    r"kính gửi|căn cứ|- |---|số|[ivx]+\.|\d+\.|\*|\(|ngày|theo"
    rf"|(?:lúc |từ |vào )?(?:{time_readers.HOUR} ?(?:-|–|đến) ?)?{time_readers.HOUR}"
    r" ?(?::|[-–] ?(?=[^\W\d]))"
)
_CONTINUES = spelling.listed(
    """
    tỉnh; thành phố; xã; phường; huyện; quận; thị; đặc khu; và; khối; việt nam; trung ương
    """
)


def find(lines: Sequence[str], ends: Sequence[str]) -> FoundHead:
    """Parse the head from a document's first lines and the signer from its last lines."""
    top = head_lines.printed(lines[:60])
    number = next((m for line in top if (m := _NUMBER.search(line))), None)
    where = next((m for line in top if (m := outline.PLACE_DAY.search(line))), None)
    sent = next((m for line in top[:14] if (m := _SENT.fullmatch(spelling.level(line)))), None)
    printed = where or sent
    day = time_readers.read_day(printed["day"], None)[0] if printed else None
    day = day or next(filter(None, map(_mailed, top[:14])), None)
    superior, issuer = _issuer(top)
    low = " ".join(map(spelling.level, top[:14]))
    signer = _signer(ends)
    return FoundHead(
        number=_number(number) if number else "",
        issued=day.isoformat() if day else "",
        issuer=issuer,
        superior=superior,
        place=where["place"].strip() if where else "",
        subject=_subject(top) or _under_number(top),
        recipients=tuple(_recipients(lines)),
        form=_form(number, low),
        propose=_guess(lines, number, day, issuer),
        **signer,
    )


def is_part_of(line: str) -> bool:
    """Return whether a line belongs to the head: number, place and day, subject, day of sending."""
    sent = _SENT.fullmatch(spelling.level(line))
    return bool(
        sent
        or _mailed(line)
        or outline.PLACE_DAY.search(line)
        or re.match(r"Số ?:? ?\d|[“\"]?V/v", line)
    )


def _mailed(line: str) -> date | None:
    """Return the day of an e-mail's date line: Date: Tue, 13 Oct 2026 09:12:44 +0700."""
    name, _, words = line.partition(":")
    parsed = parsedate(words) if name.strip().lower() == "date" else None
    try:
        return date(*parsed[:3]) if parsed else None
    except ValueError:
        return None


def _number(match: re.Match[str]) -> str:
    separator = "/" if "/" in match.group().split(match["number"], 1)[1][:2] else "-"
    rest = re.sub(r" ?([-–/&]) ?", lambda mark: mark[1].replace("–", "-"), match["rest"])
    return f"{match['number']}{separator}{rest}"


def _form(number: re.Match[str] | None, low: str) -> str:
    if _PARTY in low:
        return "party"
    if _STATE in low:
        return "state"
    if number is None:
        return ""
    return "party" if re.search(r"/(?:ĐU|HU|TU|TW|BTV|ĐĐ\w*)$", number["rest"]) else "state"


def _issuer(top: Sequence[str]) -> tuple[str, str]:
    """Return the superior and the issuer, from the lines in capitals above the number."""
    names = [spelling.proper(name) for name in _names_above_number(top[:14])[:3]]
    by_wire = next((line for line in top[:14] if line.endswith(" điện:")), "")
    if not names and by_wire:
        return "", spelling.proper(by_wire.removesuffix(" điện:").split(":")[-1])
    if not names:
        return "", ""
    return (names[-2] if len(names) > 1 else ""), names[-1]


def _names_above_number(top: Sequence[str]) -> list[str]:
    names: list[str] = []
    goes_on = False  # whether the previous line is a name
    for line in top:
        text = line.strip(" *-–_")
        low = spelling.level(text)
        if re.match(r"Số ?:? ?[\d/…-]", text) or outline.PLACE_DAY.search(text) or low in _KINDS:
            if names:
                break
        elif re.match(r"phụ lục\b", low):
            break  # what follows is the annex's title
        elif _MOTTO.search(low):
            continue  # belongs to the other column
        elif goes_on and text.isupper() and _goes_on(names[-1], text, low):
            names[-1] += f" {text}"  # a long name goes on in the next line of its column
        else:
            goes_on = _may_be_issuer(text, low)
            names += [text] if goes_on else []
    return names


def _goes_on(name: str, text: str, low: str) -> bool:
    """Return whether a line continues the name above it: with a place, or a school's own name."""
    own = name.startswith(("TRƯỜNG", "TRUNG TÂM", "BỆNH VIỆN", "CÔNG TY"))
    return low.startswith(_CONTINUES) or text.isalpha() or (own and _may_be_issuer(text, low))


def _may_be_issuer(text: str, low: str) -> bool:
    return (
        text.isupper()
        and " " in text
        and len(text) <= 90
        and not re.match(r"[IVX]+\.", text)
        and not hours_of_day.bare_day(text)
        and not _ABOUT.match(text)
        and not _MOTTO.search(low)
        and not low.startswith((*_KINDS, *_TITLES))
    )


def _subject(top: Sequence[str]) -> str:
    """Return the subject: after “V/v”, below the kind of document, or from a title in one line."""
    for number, line in enumerate(top):
        if (match := _ABOUT.search(line)) and not _IN_TEXT.search(line):
            return _sentence(" ".join([match["subject"], *_more(top, number + 1)]))
    for number, line in enumerate(top):
        low = spelling.level(line).strip(" *_:")
        if low in _KINDS:
            if words := _sentence(" ".join(_more(top, number + 1))):
                return words
        elif line.isupper() and low.startswith(_KINDS) and len(low) < 500:
            return _sentence(line)
        elif match := _KIND_AND_TITLE.fullmatch(line):
            kind, title = match["kind"], match["subject"]
            if kind.isupper() and title[1].islower() and spelling.level(kind) in _KINDS:
                return _sentence(title)
    return ""


def _under_number(top: Sequence[str]) -> str:
    """Return the subject of a Party letter, which has no “V/v”: the lines under its number."""
    for number, line in enumerate(top[:14]):
        if (match := _NUMBER.search(line)) and _PARTY_LETTER.match(_number(match)):
            lines = takewhile(_may_be_under_number, _more(top, number + 1))
            return _sentence(" ".join(lines))
    return ""


def _may_be_under_number(line: str) -> bool:
    """Return whether a line may be a letter's subject: not a place, not a sentence."""
    subject = party_words.subject(line)
    is_sentence = bool(_IN_TEXT.search(line) or (subject and subject.has_predicate))
    return not (is_sentence or _UNDER_NO_SUBJECT.match(spelling.level(line)))


def _more(top: Sequence[str], start: int) -> list[str]:
    """Return up to six further lines of a title, before the body, a number or an addressee."""
    lines: list[str] = []
    above = spelling.key(" ".join(top[:start]))
    for line in top[start : start + 6]:
        low = spelling.level(line)
        if len(line) > 300 or _NO_TITLE.match(low):
            break
        if low.startswith("thực hiện") and (lines or low.endswith(",")):
            break  # the document's legal basis, unless its title begins so
        if line.isupper() and not (lines or top[start - 1 : start] or [line])[-1].isupper():
            break  # the issuer, after a title in lower case
        if (
            low.endswith((";", ".", ":"))
            or _MOTTO.search(low)
            or (line.isupper() and spelling.key(line) in above)
            or outline.PLACE_DAY.search(line)
        ):
            break
        lines.append(line)
    return lines


def _sentence(text: str) -> str:
    text = spelling.compact(text).strip(' *_“”"-–.:')
    text = re.sub(r"^của [^,;]{3,80}? (?=về )", "", text, flags=re.IGNORECASE)
    if text.isupper():
        text = spelling.proper_sentence(text)
    return text[:1].upper() + text[1:]


def _recipients(lines: Sequence[str]) -> list[str]:
    """Return the recipients: the names after “Kính gửi”, or before “điện:” of a telegram."""
    for number, line in enumerate(lines[:80]):
        low = spelling.level(line).lstrip(" -*")
        if low.startswith("kính gửi") or (len(low) < 400 and low.endswith("điện:")):
            first = _addressed(line) if low.startswith("kính gửi") else ""
            first = re.split(r"\s(?=Căn cứ |Thực hiện )", first)[0]
            listed = [first, *document_parts.listing(lines[number + 1 : number + 40])]
            names = [name.strip(" -–+*.;,") for text in listed for name in re.split(r";", text)]
            return [name for name in names if name]
    return []


def _addressed(line: str) -> str:
    """Return the names in a line “Kính gửi”, which in a letter to residents has no colon."""
    if ":" in line:
        return line.split(":", 1)[1]
    names = re.sub(r"^\W*kính gửi ?", "", line.rstrip(" !,."), flags=re.IGNORECASE)
    return "" if line_kinds.ALL_ADDRESSED.fullmatch(spelling.level(names)) else names


def _signer(ends: Sequence[str]) -> dict[str, str]:
    """Parse the signer from the last lines: name, title, on whose behalf and by what authority."""
    words = [line.strip() for line in ends if line.strip()]
    for number in range(len(words) - 1, -1, -1):
        if not (match := _PERSON.search(words[number])) or len(words[number]) > 160:
            continue
        before = words[number][: match.start()].strip()
        above = [*words[max(0, number - 4) : number], *([before] if before else [])]
        head = " ".join(line for line in above if line.isupper())
        titles = _OFFICES.findall(head)
        if not titles:
            continue
        behalf, right = _ON_BEHALF.search(head), _RIGHT.search(head)
        whom = (behalf and behalf["whom"]) or (right and right["whom"]) or ""
        return {
            "signer_name": match["name"],
            "signer_title": spelling.proper(titles[-1]),
            "signer_for": spelling.proper(whom),
            "signer_by": f"{right['by'][0]}/{right['by'][-1]}" if right else "",
        }
    return {}


def _guess(
    lines: Sequence[str], number: re.Match[str] | None, day: date | None, issuer: str
) -> dict[str, Any]:
    """Propose a number, a day and an issuer from the first lines if the head prints none."""
    guesses: dict[str, Any] = {}
    is_minutes = any(spelling.level(line).startswith("biên bản") for line in lines[:12])
    for line in [line for line in lines[:12] if line.strip()]:
        if (annexed := _ANNEXED_TO.search(spelling.level(line))) and not number:
            guesses.setdefault("number", spelling.compact(line[slice(*annexed.span("number"))]))
            if annexed["issuer"] and not issuer:
                guesses.setdefault("issuer", line[slice(*annexed.span("issuer"))].strip())
        match = _ISSUED_IN_TEXT.search(spelling.level(line))
        is_own = match and (is_minutes or not match["held"]) and (number or not match["alone"])
        if not day and match and is_own:
            guessed, _ = time_readers.read_day(next(filter(None, match.groups())), None)
            if guessed:
                guesses.setdefault("issued", guessed.isoformat())
        if not number and (match := _NUMBER_IN_TEXT.search(line)):
            guesses.setdefault("number", match[1])
    return guesses
