"""Divide a document into head, body and closing, and list its texts with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import more_days
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.outline import Line

TextWithPlace = tuple[str, SourcePlace]


def mended(blocks: Sequence[TextParagraph | SourceTable]) -> list[TextParagraph | SourceTable]:
    """Return the blocks without emphasis marks and with paragraphs split by a page break joined."""
    joined: list[TextParagraph | SourceTable] = []
    for block in blocks:
        if isinstance(block, SourceTable):
            joined.append(block)
            continue
        plain = _without_emphasis(block)
        last = joined[-1] if joined else None
        if (
            isinstance(last, TextParagraph)
            and not plain.number
            and _LONE_NUMBER.fullmatch(last.text)
        ):
            joined[-1] = plain._replace(number=last.text)
            continue
        if isinstance(last, TextParagraph) and _continues(last, plain):
            joined[-1] = last._replace(text=f"{last.text} {plain.text}")
        else:
            joined.append(plain)
    return joined


def _without_emphasis(block: TextParagraph) -> TextParagraph:
    text = block.text
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub("", text)
    text = spelling.compact(text)
    return block if text == block.text else block._replace(text=text)


_ANNEX = re.compile(
    r"(?i:(phụ lục|biểu|bảng|danh mục)(?: (số))?)(?: ([IVXL]+|\d{1,2}[a-zđ]?|[A-HĐ])(?!\w))?"
)
_LONGEST_HEADING = 160


def annex_over(block: TextParagraph | SourceTable) -> str:
    """Return the annex that a heading, a sheet's name or a table's title names: Phụ lục I."""
    titles = _titles(block) if isinstance(block, SourceTable) else [block.text]
    return next(filter(None, map(_annex, titles)), "")


def _annex(text: str) -> str:
    match = _ANNEX.match(text)
    if not match or len(text) > _LONGEST_HEADING:
        return ""
    # Lower case or a digit after it means a sentence: Phụ lục I kèm theo
    rest = text[match.end() :].lstrip(" ,/")
    kind, number_sign, number = match.groups()
    if rest[:1].islower() or rest[:1].isdigit() or not (number or kind.lower() == "phụ lục"):
        return ""
    return " ".join(filter(None, (kind.capitalize(), (number_sign or "").lower(), number)))


def _titles(table: SourceTable) -> list[str]:
    """Return the name of a sheet, and the texts that are alone in one of the first six rows."""
    rows = [{spelling.compact(cell.text) for cell in row.cells} - {""} for row in table.rows[:6]]
    return [table.place.sheet, *(text for row in rows if len(row) == 1 for text in row)]


# The second line of a bracketed remark: (Kèm theo Kế hoạch số 5/KH-UBND ⏎ của UBND xã)
_CLOSES = re.compile(r"[^()]{4,}\)[.;]?")
_LONE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\.|[a-zđ]\)")


def _continues(last: TextParagraph, block: TextParagraph) -> bool:
    if last.text.startswith("(") and ")" not in last.text and _CLOSES.fullmatch(block.text):
        return not block.number
    return bool(
        not block.number
        and block.text[:1].islower()
        and not re.match(r"[a-zđ]\d?[.)]", block.text)
        and len(last.text) > 60  # probably a full line
        and re.search(r"[\w,]$", last.text)
    )


_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")


def all_texts(document: SourceDocument) -> list[TextWithPlace]:
    """Return every paragraph and every line of a cell, with its place."""
    texts: list[TextWithPlace] = []
    for block in document.blocks:
        if isinstance(block, TextParagraph):
            texts.append((f"{block.number} {block.text}".strip(), block.place))
            continue
        for row in block.rows:
            for cell in row.cells:
                if not cell.continues:
                    texts += [(line, row.place) for line in cell.text.splitlines() if line.strip()]
    return texts


def first_lines(document: SourceDocument) -> list[str]:
    """Return the lines before the first numbered paragraph or wide table, with its title."""
    lines: list[str] = []
    for block in document.blocks[:80]:
        if isinstance(block, SourceTable):
            if max((len(row.cells) for row in block.rows), default=0) > 3:  # a letterhead has 2
                lines += _title_rows(block)
                break
            lines += [
                line
                for row in block.rows
                for cell in row.cells
                if not cell.continues
                for line in cell.text.splitlines()
            ]
            continue
        if outline.lines([block])[0].rank in range(outline.PART, outline.NUMBER + 1):
            break
        lines.append(f"{block.number} {block.text}".strip())
    return lines


_YEAR = re.compile(
    r"(?:năm|tháng \d{1,2} ?[/-]|qu[ýí] [ivx\d]{1,3} ?[/-]) ?(?P<year>20\d\d)(?!\d| ?[-–] ?20\d\d)"
)
_DAY = re.compile(
    r"(?:tuần (?:thứ )?\d{1,2},? ?)?\(?(?:(?:trước|đến|hết|xong|ngày|từ) ){0,3}"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?P<year>20\d\d)|\d{1,2}/\d{1,2})"
    r"(?: ?(?:đến|-) ?(?:hết )?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-](?P=year))?\)?"
)
_AS_OF = re.compile(r"\(?(?:cập nhật|tính đến|tháng|qu[ýí]|năm)\b")
# The year of a title's topic, not of a law or a day: kỳ thi tốt nghiệp năm 2026.
_OWN = re.compile(r"(?<!\d )\bnăm (?P<year>20\d\d)(?!\d| ?[-–] ?20\d\d)")
_OF_LAW = re.compile(
    r"\b(?:luật|pháp lệnh|nghị định|thông tư|nghị quyết|quyết định|chỉ thị)\b[^,.;]{0,60}$"
)
# Words before the year of something else, such as a birth, a contract or last year's figures.
_PAST = re.compile(
    r"\b(?:(?<!học )(?<!thí )(?<!tuyển )(?<!vệ )(?<!an )(?<!dân )sinh|thành lập"
    r"|ký|so với|kỷ niệm|giai đoạn)\b[^.;,:]{0,30}$"
)
_NEAR = 90  # letters to search before a year
_FULL_DAY = re.compile(
    r"(?<![\d/.-])\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )(?P<year>20\d\d)(?!\d)"
)


def first_day(document: SourceDocument) -> str:
    """Return 1 January of the only year that titles or days name, or empty."""
    lines = first_lines(document)[:12]
    if more_days.goes_into_next_year(spelling.level("\n".join(lines))):
        return ""
    titles = [line for line in lines if line.isupper() or _AS_OF.match(spelling.level(line))]
    lows = map(spelling.level, titles)
    named = ((low, match) for low in lows for match in _YEAR.finditer(low))
    years = {year["year"] for low, year in named if not _PAST.search(low[: year.start()][-_NEAR:])}
    years |= {year for year in _years_of_days(lines) if year}
    years = years or _years_of_cells(document) or _years_of_text(document, lines)
    return f"{years.pop()}-01-01" if len(years) == 1 else ""


def _years_of_text(document: SourceDocument, lines: Iterable[str]) -> set[str]:
    """Return the years in the first lines and in full days, except those of cited documents.

    The caller accepts only a single year: the text may also describe last year's work.
    """
    texts = [block.text for block in document.blocks if isinstance(block, TextParagraph)]
    years = {
        match["year"]
        for low in map(spelling.level, lines)
        for match in _OWN.finditer(low)
        if not _names_another(low, match.start())
    }
    for low in map(spelling.level, texts):
        for match in _FULL_DAY.finditer(low):
            at = match.start()
            if not (time_phrases.is_of_paper(low, at) or _names_another(low, at)):
                years.add(match["year"])
    return years


def _names_another(low: str, at: int) -> bool:
    """Return whether the year at a place is that of something else."""
    before = low[max(0, at - _NEAR) : at]
    return bool(_PAST.search(before) or _OF_LAW.search(before))


def _years_of_cells(document: SourceDocument) -> set[str]:
    """Return the years of cells that hold only a day, if the first such day has a year.

    If it has none, the days with a year may be the ones outside the document's year.
    """
    texts = (
        cell.text
        for block in document.blocks
        if isinstance(block, SourceTable)
        for row in block.rows
        for cell in row.cells
    )
    years = list(_years_of_days(texts))
    return {year for year in years if year} if years and years[0] else set()


def _years_of_days(texts: Iterable[str]) -> Iterator[str]:
    """Yield the year of each text that is only a day; empty if the day has no year."""
    for text in texts:
        if match := _DAY.fullmatch(spelling.level(text.strip())):
            yield match["year"] or ""


def _title_rows(table: SourceTable) -> list[str]:
    """Return the title lines above a table's header: rows with at most two different texts."""
    lines: list[str] = []
    for row in table.rows[:12]:
        texts = list(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip()))
        if len(texts) > 2:
            break
        lines += [line for text in texts for line in text.splitlines()]
    return lines


def last_lines(document: SourceDocument) -> list[str]:
    """Return the last lines of the document proper, before any annex: at most 60."""
    lines: list[str] = []
    closing = False
    for block in document.blocks:
        texts = (
            [block.text]
            if isinstance(block, TextParagraph)
            else [cell.text for row in block.rows for cell in row.cells if not cell.continues]
        )
        for text in texts:
            low = spelling.level(text)
            is_signed = re.match(r"(?:T/M|TM\.|KT\.|K/T|TL\.|T/L)", text.strip())
            closing = closing or low.startswith("nơi nhận") or bool(is_signed)
            if closing and low.startswith("phụ lục"):
                return lines
            lines = (lines + text.splitlines())[0 if closing else -40 :]
    return lines[-60:]


_SENT_TO = re.compile(r"(?:kính gửi|nơi nhận)")


def sent_to(texts: Sequence[TextWithPlace]) -> list[UnusedText]:
    """Return the recipients of a document (Kính gửi, Nơi nhận), each list as one text.

    The file has no key for them: `settings.report.recipients` are for the office's own reports.
    """
    unused: list[UnusedText] = []
    for number, (text, place) in enumerate(texts):
        title, _, first = text.strip(" -*").partition(":")
        if _SENT_TO.fullmatch(spelling.level(title.strip())):
            lines = [first, *listing([line for line, _ in texts[number + 1 : number + 60]])]
            names = [line.strip(" -–+•*.;,") for line in lines]
            if listed := "; ".join(filter(None, names)):
                unused.append(UnusedText(place, f"{title.strip()}: {listed}"))
    return unused


def listing(lines: Sequence[str]) -> list[str]:
    """Return the lines that continue a list of names, up to its full stop."""
    names: list[str] = []
    for line in lines:
        text = line.strip()
        if not text:
            continue
        is_item = re.match(r"[-–+•*]|Lưu\b", text) or (
            text.endswith((";", ",")) and len(text) < 200
        )
        if not is_item:
            break
        names.append(text)
        if text.endswith("."):
            break
    return names


# Titles of annexes, which come after the signature.
_ANNEXES = spelling.listed(
    "kế hoạch; danh mục; bảng; phân công; quy chế; chương trình; phương án; biểu"
)


def skipped(blocks: Sequence[TextParagraph | SourceTable]) -> set[int]:
    """Return the indexes of paragraphs outside the body: addressees, recipients, signature."""
    skipped: set[int] = set()
    mode = before = ""
    for number, block in enumerate(blocks):
        if isinstance(block, SourceTable):
            mode = "" if mode == "closing" else mode
            continue
        line = outline.lines([block])[0]
        if outline.is_closing(line):
            mode = "closing"
        elif outline.is_recipients(line):
            mode = "recipients"
        elif _is_text_again(line, mode, before):
            mode = ""
        before = line.text
        if mode:
            skipped.add(number)
    return skipped


def _is_text_again(line: Line, mode: str, before: str) -> bool:
    """Return whether the body continues after a list of recipients or a closing."""
    if mode == "recipients":
        is_name = line.text.endswith((";", ".")) and len(line.text) < 120
        is_after_last = before.endswith(".") or time_phrases.names_a_day(line.text)
        return line.rank != outline.DASH and (is_after_last or not is_name)
    low = spelling.level(line.text)
    return low.startswith("phụ lục") or (line.is_caps and low.startswith(_ANNEXES))


_FIRST = 40  # blocks to search for a title


def title_lines(blocks: Sequence[TextParagraph | SourceTable], subject: str) -> set[int]:
    """Return the indexes of paragraphs above the body that only repeat the subject or the day."""
    numbers: set[int] = set()
    for number, block in enumerate(blocks[:_FIRST]):
        if isinstance(block, SourceTable):
            continue
        line = outline.lines([block])[0]
        if line.rank not in {outline.BODY, outline.STAR, outline.DASH}:
            break
        words = spelling.key(line.text).removeprefix("v v ").removeprefix("ve viec ")
        is_subject = len(words.split()) > 2 and words in spelling.key(subject)
        if is_subject or outline.PLACE_DAY.search(line.text):
            numbers.add(number)
    return numbers
