"""A paper for signature as a document of a word processor, in the form that it has.

What only the person who issues it can know stays blank: number, day and signature.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from ntmtrack.directive.levels import begins_place
from ntmtrack.render.bars import draw_bars
from ntmtrack.render.bars import has_bars
from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import JUSTIFIED
from ntmtrack.render.paragraphs import LEFT
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import apply_layout
from ntmtrack.render.paragraphs import draw_rule_under
from ntmtrack.render.paragraphs import new_element
from ntmtrack.render.paragraphs import set_height
from ntmtrack.render.word import STRONG
from ntmtrack.render.word import DocxWriter
from ntmtrack.render.word import add_frame
from ntmtrack.render.word import draw_table
from ntmtrack.render.word import fill_cell
from ntmtrack.render.word import make_heading
from ntmtrack.render.word import new_document
from ntmtrack.render.word import number_pages
from ntmtrack.render.word import set_page
from ntmtrack.render.word import set_properties
from ntmtrack.render.word import to_bytes
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper_forms import PARTY
from ntmtrack.reports.paper_forms import PaperForm
from ntmtrack.reports.paper_forms import TextStyle
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import number_sections
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from docx.section import Section as WordSection
    from docx.table import _Cell

# How wide bold capitals are, in thousandths of their size; the rest are 722.
_CAPITALS = {" ": 250, "I": 389, "S": 556, "F": 611, "P": 611, "M": 944}
_CAPITALS |= dict.fromkeys("BELT", 667) | dict.fromkeys("GHOQ", 778)
_OTHER_CAPITALS, _SMALL_LETTERS = 722, 510
_POINT = 25.4 / 72
_BESIDE = 4  # what a column of the head has beside its text, in millimetres
_SUBJECT_RULE = 55  # how long the rule under a subject is, in millimetres


def render(paper: Paper, words: Words) -> bytes:
    """Write a paper as a .docx file: the same bytes for the same paper."""
    return render_all([paper], words)


def render_all(papers: Sequence[Paper], words: Words) -> bytes:
    """Write papers, of which there is at least one, as one .docx file.

    Each stands on pages of its own, which are numbered anew, in the form that it has.
    """
    writer = new_document(papers[0].form, words)
    for number, paper in enumerate(papers):
        writer = replace(writer, profile=paper.form)
        section = _next_section(writer) if number else writer.document.sections[0]
        width = set_page(section, paper.form, "upright")
        if not number:
            number_pages(section, writer)
        _head(writer, paper)
        _opening(writer, paper)
        _body(writer, paper.body, width)
        _close(writer, paper)
        _annexes(writer, paper)
    first = papers[0]
    title = f"{first.title} {first.subject}" if first.title else first.subject
    set_properties(writer, title, first.subject, first.issuer, first.day)
    return to_bytes(writer.document)


def render_notice(text: str, day: date, words: Words, profile: PaperForm = PARTY) -> bytes:
    """Write a .docx file that says one thing, such as that there is no paper to write."""
    writer = new_document(profile, words)
    set_page(writer.document.sections[0], profile, "upright")
    writer.add(text, profile.body, Layout())
    set_properties(writer, text, text, "", day)
    return to_bytes(writer.document)


def render_table(table: Table, about: str, author: str, day: date, words: Words) -> bytes:
    """Write a table with its title, and what it is about, as a .docx file of turned pages."""
    profile = PARTY
    writer = new_document(profile, words)
    section = writer.document.sections[0]
    width = set_page(section, profile, "turned")
    number_pages(section, writer)
    heading = writer.add(table.title, profile.annex, Layout(CENTER, keep=True))
    make_heading(heading, 1)
    writer.add(about, profile.body, Layout(CENTER, after=profile.before, keep=True))
    draw_table(writer, table, width)
    set_properties(writer, table.title, about, author, day)
    return to_bytes(writer.document)


def _next_section(writer: DocxWriter) -> WordSection:
    """Begin a page after all that is there; its header is that of the pages before."""
    document = writer.document
    section: WordSection = document.add_section()
    set_height(document.paragraphs[-1], 1)
    section.different_first_page_header_footer = True
    properties = document.element.body.find(qn("w:sectPr"))
    if properties.find(qn("w:pgNumType")) is None:
        numbers = new_element("w:pgNumType", start="1")
        properties.insert_element_before(numbers, "w:cols", "w:docGrid")
    return section


def _head(writer: DocxWriter, paper: Paper) -> None:
    """Say who issues it and where, with room for its number and day."""
    profile, say = writer.profile, writer.words.say
    table = add_frame(writer, 2, profile.head_columns)
    (issuer, motto), (number, place) = (row.cells for row in table.rows)
    superior = [(paper.superior, profile.superior)] if paper.superior else []
    issuers = _broken(paper.issuer, profile.issuer, profile.head_columns[0])
    issuing = [*superior, *((line, profile.issuer) for line in issuers)]
    if profile.under_issuer:
        issuing.append((profile.under_issuer, profile.number))
    fill_cell(issuer, writer, issuing, Layout(CENTER))
    if not profile.under_issuer:
        length = min(profile.head_columns[0], _width(issuers[-1], profile.issuer)) / 2
        _rule(issuer, profile.head_columns[0], length)
    _mottos(motto, writer)
    blank = [(say(profile.number_words, symbol=paper.symbol), profile.number)]
    if paper.title is None:
        blank.append((_letter_subject(paper, writer.words), profile.letter_subject))
    fill_cell(number, writer, blank, Layout(CENTER))
    day = say("day      month      year {year}", year=paper.day.year)
    place_and_day = f"{paper.place}, {day}" if paper.place else day
    fill_cell(place, writer, [(place_and_day, profile.place_and_day)], Layout(CENTER))


def _broken(name: str, style: TextStyle, width: float) -> list[str]:
    """Break a name that is too long for its column before its place: xã Bản Mít."""
    words = name.split(" ")
    starts = (index for index in range(1, len(words)) if begins_place(words[index:]))
    at = next(starts, None) if _width(name, style) > width - _BESIDE else None
    return [name] if at is None else [" ".join(words[:at]), " ".join(words[at:])]


def _letter_subject(paper: Paper, words: Words) -> str:
    template = paper.form.letter_subject_words
    if not template:
        return paper.subject
    return words.say(template, subject=paper.subject[:1].lower() + paper.subject[1:])


def _mottos(cell: _Cell, writer: DocxWriter) -> None:
    """Write the motto, and under its last line a rule as long as it."""
    profile = writer.profile
    lines = [
        (writer.words.say(text), style)
        for text, style in zip(profile.mottos, profile.motto, strict=True)
    ]
    fill_cell(cell, writer, lines, Layout(CENTER))
    _rule(cell, profile.head_columns[1], _width(*lines[-1]))


def _rule(cell: _Cell, width: float, length: float) -> None:
    """Draw a rule in the middle of a cell.

    It is a paragraph of its own: indents of the text above would wrap that in any wider font.
    """
    beside = max(0, (width - length) / 2)
    draw_rule_under(set_height(cell.add_paragraph(), 2, Layout(left=beside, right=beside)))


def _width(text: str, style: TextStyle) -> float:
    """Measure bold text in millimetres, small letters roughly."""
    letters = unicodedata.normalize("NFD", text.upper() if style.capitals else text)
    widths = [
        _SMALL_LETTERS if letter.islower() else _CAPITALS.get(letter, _OTHER_CAPITALS)
        for letter in letters
        if not unicodedata.combining(letter)
    ]
    return sum(widths) / 1000 * style.size * _POINT


def _opening(writer: DocxWriter, paper: Paper) -> None:
    """Say that nobody has signed it, and what it is about or whom it addresses."""
    profile = writer.profile
    under_number = Layout(CENTER, right=profile.head_columns[1], before=profile.before)
    writer.add(writer.words.say("DRAFT"), profile.unsigned, under_number)
    if paper.title is None:
        _addressed(writer, paper.addressed)
        return
    writer.add(paper.title, profile.kind, Layout(CENTER, before=2 * profile.before, keep=True))
    beside = profile.first_line
    below = Layout(CENTER, left=beside, right=beside, keep=True)
    writer.add(paper.subject, profile.subject, below)
    if profile.rule:
        writer.add(profile.rule, profile.subject, Layout(CENTER))
        return
    side = (sum(profile.head_columns) - _SUBJECT_RULE) / 2
    rule = writer.document.add_paragraph()
    draw_rule_under(set_height(rule, 2, Layout(left=side, right=side)))


def _addressed(writer: DocxWriter, names: Sequence[str]) -> None:
    """Say whom a letter is for: one on the same line, several in a list."""
    profile = writer.profile
    label = writer.words.say("To:")
    before = 2 * profile.before
    if len(names) == 1:
        line = writer.add(f"{label} ", profile.addressed_label, Layout(CENTER, before=before))
        writer.write(line, names[0], profile.addressed)
    elif names:
        indent = 3 * profile.first_line
        layout = Layout(left=indent, before=before, keep=True)
        writer.add(label, profile.addressed_label, layout)
        for text in _listed(names):
            writer.add(text, profile.addressed, Layout(left=indent + 2 * profile.first_line))


def _listed(names: Sequence[str]) -> list[str]:
    """Set names below each other, a full stop after the last."""
    texts = [f"- {name.rstrip(' ;,.')}" for name in names]
    return [
        *(f"{text};" for text in texts[:-1]),
        *(text if text.endswith("…") else f"{text}." for text in texts[-1:]),
    ]


def _body(writer: DocxWriter, blocks: Sequence[Block], width: float) -> None:
    """Write the body; its last sentence ends as the form has it."""
    profile = writer.profile
    if blocks and isinstance(last := blocks[-1], Paragraph) and last.text.endswith("."):
        ended = last._replace(text=last.text.removesuffix(".") + profile.end)
        blocks = [*blocks[:-1], ended]
    plain = Layout(JUSTIFIED, profile.first_line, before=profile.before, line=profile.line)
    heading = plain._replace(align=LEFT, keep=True)
    for number, block in number_sections(blocks):
        if isinstance(block, Section):
            mark = profile.section_mark if block.level == 1 else "."
            style = profile.heading if block.level == 1 else profile.subheading
            make_heading(writer.add(f"{number}{mark} {block.title}", style, heading), block.level)
        elif isinstance(block, Paragraph):
            style = profile.strong if block.role in STRONG else profile.body
            writer.add(block.text, style, plain._replace(keep=block.role == "title"))
        elif isinstance(block, Bullets):
            _list(writer, block.items, plain)
        else:
            if block.title:
                over = heading._replace(after=profile.before / 2)
                writer.add(block.title, profile.strong, over)
            if isinstance(block, Table):
                draw = draw_bars if has_bars(block) else draw_table
                draw(writer, block, width)
            else:
                _list(writer, _lines(block, writer.words), plain)


def _list(writer: DocxWriter, texts: Sequence[str], layout: Layout) -> None:
    for text in texts:
        writer.add(f"- {text}", writer.profile.body, layout)


def _lines(facts: Facts, words: Words) -> list[str]:
    return [f"{name}: {cell_text(cell, words)}" for name, cell in facts.pairs]


def _close(writer: DocxWriter, paper: Paper) -> None:
    """Say who receives it, and leave room for the signature: never on a page without text."""
    profile, say = writer.profile, writer.words.say
    writer.add_gap(2 * profile.before)
    for paragraph in writer.document.paragraphs[-2:]:
        paragraph.paragraph_format.keep_with_next = True
    left, right = add_frame(writer, 1, profile.signature_columns).rows[0].cells
    if paper.recipients:
        fill_cell(left, writer, [(say("Recipients:"), profile.recipients_label)], Layout())
        for text in _listed(paper.recipients):
            below = apply_layout(left.add_paragraph(), Layout())
            writer.write(below, text, profile.recipients)
    signing = [(line, profile.signs_for) for line in paper.signing]
    signing += [(paper.office, profile.office)] if paper.office else []
    signing += [("", profile.office)] * profile.signature_lines
    signing += [(paper.name, profile.signer)] if paper.name else []
    fill_cell(right, writer, signing, Layout(CENTER))


def _annexes(writer: DocxWriter, paper: Paper) -> None:
    """Put each annex on turned pages of its own, under what it belongs to."""
    annexes = paper.annexes
    if not annexes:
        return
    profile, document = writer.profile, writer.document
    section = document.add_section()
    set_height(document.paragraphs[-1], 1)
    section.different_first_page_header_footer = False
    width = set_page(section, profile, "turned")
    for number, table in enumerate(annexes, start=1):
        title = writer.words.say("ANNEX {number}", number=number)
        if len(annexes) == 1:
            title = writer.words.say("ANNEX")
        heading = make_heading(writer.add(title, profile.annex, Layout(CENTER, keep=True)), 1)
        heading.paragraph_format.page_break_before = number > 1 or None
        writer.add(table.title, profile.annex_title, Layout(CENTER, keep=True))
        below = Layout(CENTER, after=profile.before, keep=True)
        writer.add(_belongs_to(paper, writer.words), profile.place_and_day, below)
        draw_table(writer, table, width)


def _belongs_to(paper: Paper, words: Words) -> str:
    """Say with which paper an annex goes out; its number and day are still to be written."""
    values = {"symbol": paper.symbol, "year": paper.day.year, "issuer": paper.issuer}
    if paper.title is None:
        return words.say(
            "(with letter {symbol} of day      month      year {year} of {issuer})", **values
        )
    return words.say(
        "(with report {symbol} of day      month      year {year} of {issuer})", **values
    )
