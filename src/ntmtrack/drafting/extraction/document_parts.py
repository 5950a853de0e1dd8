"""The parts of a document: its head, its own text, its end, and all its texts with their places."""

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
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.outline import Line

TextWithPlace = tuple[str, SourcePlace]


def mended(blocks: Sequence[TextParagraph | SourceTable]) -> list[TextParagraph | SourceTable]:
    """Take out marks of emphasis, and join a paragraph that a page's end has cut in two."""
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
        if isinstance(last, TextParagraph) and _goes_on(last, plain):
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
    """Return the annex that a heading begins, or that a sheet or its title is called: Phụ lục I."""
    titles = _titles(block) if isinstance(block, SourceTable) else [block.text]
    return next(filter(None, map(_annex, titles)), "")


def _annex(text: str) -> str:
    match = _ANNEX.match(text)
    if not match or len(text) > _LONGEST_HEADING:
        return ""
    rest = text[match.end() :].lstrip(" ,/")  # of a sentence: Phụ lục I kèm theo
    kind, number_sign, number = match.groups()
    if rest[:1].islower() or rest[:1].isdigit() or not (number or kind.lower() == "phụ lục"):
        return ""
    return " ".join(filter(None, (kind.capitalize(), (number_sign or "").lower(), number)))


def _titles(table: SourceTable) -> list[str]:
    """Return the name of a sheet, and what stands alone in the first rows of a table."""
    rows = [{spelling.compact(cell.text) for cell in row.cells} - {""} for row in table.rows[:6]]
    return [table.place.sheet, *(text for row in rows if len(row) == 1 for text in row)]


# The second line of a remark in brackets: (Kèm theo Kế hoạch số 5/KH-UBND ⏎ của UBND xã)
_CLOSES = re.compile(r"[^()]{4,}\)[.;]?")
_LONE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\.|[a-zđ]\)")


def _goes_on(last: TextParagraph, block: TextParagraph) -> bool:
    if last.text.startswith("(") and ")" not in last.text and _CLOSES.fullmatch(block.text):
        return not block.number
    return bool(
        not block.number
        and block.text[:1].islower()
        and not re.match(r"[a-zđ]\d?[.)]", block.text)
        and len(last.text) > 60  # a full line
        and re.search(r"[\w,]$", last.text)
    )


_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")


def all_texts(document: SourceDocument) -> list[TextWithPlace]:
    """Return every paragraph and line of a cell, with its place."""
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
    """Return the lines before the first numbered paragraph or table of duties."""
    lines: list[str] = []
    for block in document.blocks[:80]:
        if isinstance(block, SourceTable):
            if max((len(row.cells) for row in block.rows), default=0) > 3:  # a head has two
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
    r"(?:(?:trước|đến|hết|xong|ngày|từ) ){0,3}"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?P<year>20\d\d)|\d{1,2}/\d{1,2})"
)
_AS_OF = re.compile(r"\(?(?:cập nhật|tính đến|tháng|qu[ýí]|năm)\b")
# The year of what a title is about: kỳ thi tốt nghiệp năm 2026; not that of a law, or of a day.
_OWN = re.compile(r"(?<!\d )\bnăm (?P<year>20\d\d)(?!\d| ?[-–] ?20\d\d)")
_OF_LAW = re.compile(
    r"\b(?:luật|pháp lệnh|nghị định|thông tư|nghị quyết|quyết định|chỉ thị)\b[^,.;]{0,60}$"
)
_FULL_DAY = re.compile(
    r"(?<![\d/.-])\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )(?P<year>20\d\d)(?!\d)"
)


def first_day(document: SourceDocument) -> str:
    """Return the first day of the one year that a document's titles name, or else its own days."""
    lines = first_lines(document)[:12]
    titles = [line for line in lines if line.isupper() or _AS_OF.match(spelling.level(line))]
    years = {match["year"] for line in titles for match in _YEAR.finditer(spelling.level(line))}
    years |= {year for year in _years_of_days(lines) if year}
    years = years or _years_of_cells(document) or _years_of_text(document, lines)
    return f"{years.pop()}-01-01" if len(years) == 1 else ""


def _years_of_text(document: SourceDocument, lines: Iterable[str]) -> set[str]:
    """Return the years that its first lines and its full days name, but for those of other papers.

    Of several years none is the document's: it may tell of last year's work.
    """
    texts = [block.text for block in document.blocks if isinstance(block, TextParagraph)]
    years = {
        match["year"]
        for low in map(spelling.level, lines)
        for match in _OWN.finditer(low)
        if not _OF_LAW.search(low[max(0, match.start() - 90) : match.start()])
    }
    for low in map(spelling.level, texts):
        for match in _FULL_DAY.finditer(low):
            if not time_phrases.is_of_paper(low, match.start()):
                years.add(match["year"])
    return years


def _years_of_cells(document: SourceDocument) -> set[str]:
    """Return the years of the cells that are days and no more, if the first of them has one.

    Where it has none, those that have one may lie in another year than the document.
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
    """Yield the year of each text that is a day and no more; empty where that has none."""
    for text in texts:
        if match := _DAY.fullmatch(spelling.level(text.strip())):
            yield match["year"] or ""


def _title_rows(table: SourceTable) -> list[str]:
    """Return the lines above the heads of a sheet, each one text over its columns."""
    lines: list[str] = []
    for row in table.rows[:12]:
        texts = list(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip()))
        if len(texts) > 2:
            break
        lines += [line for text in texts for line in text.splitlines()]
    return lines


def last_lines(document: SourceDocument) -> list[str]:
    """Return the last lines of the document's own text: up to an annex, if there is one."""
    lines: list[str] = []
    closing = False
    for block in document.blocks:
        texts = (
            [block.text]
            if isinstance(block, TextParagraph)
            else [cell.text for row in block.rows for cell in row.cells if not cell.continues]
        )
        for text in texts:
            closing = (
                closing
                or spelling.level(text).startswith("nơi nhận")
                or bool(re.match(r"(?:T/M|TM\.|KT\.|K/T|TL\.|T/L)", text.strip()))
            )
            if closing and spelling.level(text).startswith("phụ lục"):
                return lines
            lines += text.splitlines()
            lines = lines[-40:] if not closing else lines
    return lines[-60:]


_SENT_TO = re.compile(r"(?:kính gửi|nơi nhận)")


def sent_to(texts: Sequence[TextWithPlace]) -> list[UnusedText]:
    """Return whom a document goes to (Kính gửi, Nơi nhận), each list as one text.

    The file has no key for them: `settings.report.recipients` are those of the office's own papers.
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
    """Return the lines that go on with a list of names, up to its full stop."""
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


# The titles of annexes, which stand behind the signature.
_ANNEXES = spelling.listed(
    "kế hoạch; danh mục; bảng; phân công; quy chế; chương trình; phương án; biểu"
)


def skipped(blocks: Sequence[TextParagraph | SourceTable]) -> set[int]:
    """Return the paragraphs that are none of the text: addressees, who gets it, who signs."""
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
    """Tell whether the names of addressees, or the end of a document, are over."""
    if mode == "recipients":
        is_name = line.text.endswith((";", ".")) and len(line.text) < 120
        is_after_last = before.endswith(".") or time_phrases.names_a_day(line.text)
        return line.rank != outline.DASH and (is_after_last or not is_name)
    low = spelling.level(line.text)
    return low.startswith("phụ lục") or (line.is_caps and low.startswith(_ANNEXES))


_FIRST = 40  # blocks among which a title stands


def title_lines(blocks: Sequence[TextParagraph | SourceTable], subject: str) -> set[int]:
    """Give the paragraphs above all numbers that say what a document is about, or only its day."""
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
