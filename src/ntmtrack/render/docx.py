"""A draft for signature as a document of a word processor, in the form of Party documents.

What only the person who issues it can know stays blank: number, day, signature and name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import HD36
from ntmtrack.render.paragraphs import JUSTIFIED
from ntmtrack.render.paragraphs import LEFT
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import Profile
from ntmtrack.render.paragraphs import Type
from ntmtrack.render.paragraphs import element
from ntmtrack.render.paragraphs import lay
from ntmtrack.render.paragraphs import rule_under
from ntmtrack.render.paragraphs import shrink
from ntmtrack.render.word import STRONG
from ntmtrack.render.word import Draft
from ntmtrack.render.word import begin
from ntmtrack.render.word import describe
from ntmtrack.render.word import draw
from ntmtrack.render.word import fill
from ntmtrack.render.word import frame
from ntmtrack.render.word import number_pages
from ntmtrack.render.word import set_page
from ntmtrack.render.word import to_bytes
from ntmtrack.reports.paper import Letter
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import numbered
from ntmtrack.reports.tables import shown
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from docx.section import Section as WordSection
    from docx.table import _Cell

# How wide bold capitals are, in thousandths of their size; the rest are 722.
_CAPITALS = {" ": 250, "I": 389, "S": 556, "F": 611, "P": 611, "M": 944}
_CAPITALS |= dict.fromkeys("BELT", 667) | dict.fromkeys("GHOQ", 778)
_POINT = 25.4 / 72


def render(letter: Letter, words: Words, profile: Profile = HD36) -> bytes:
    """Write a letter as a .docx file: the same bytes for the same letter."""
    return render_all([letter], words, profile)


def render_all(letters: Sequence[Letter], words: Words, profile: Profile = HD36) -> bytes:
    """Write letters, of which there is at least one, as one .docx file.

    Each stands on pages of its own, which are numbered anew.
    """
    draft = begin(profile, words)
    for number, letter in enumerate(letters):
        section = _next_section(draft) if number else draft.document.sections[0]
        width = set_page(section, profile)
        if not number:
            number_pages(section, draft)
        _head(draft, letter)
        _opening(draft, letter)
        _body(draft, letter.body, width)
        _close(draft, letter)
        _annexes(draft, letter.annexes)
    first = letters[0]
    describe(draft.document, first.title or first.subject, first.subject, first.issuer, first.day)
    return to_bytes(draft.document)


def render_notice(text: str, day: date, words: Words, profile: Profile = HD36) -> bytes:
    """Write a .docx file that says one thing, such as that there is no letter to write."""
    draft = begin(profile, words)
    set_page(draft.document.sections[0], profile)
    draft.add(text, profile.body, Layout())
    describe(draft.document, text, text, "", day)
    return to_bytes(draft.document)


def _next_section(draft: Draft) -> WordSection:
    """Begin a page after all that is there; its header is that of the pages before."""
    document = draft.document
    section: WordSection = document.add_section()
    shrink(document.paragraphs[-1], 1)
    section.different_first_page_header_footer = True
    properties = document.element.body.find(qn("w:sectPr"))
    if properties.find(qn("w:pgNumType")) is None:
        properties.insert_element_before(element("w:pgNumType", start="1"), "w:cols", "w:docGrid")
    return section


def _head(draft: Draft, letter: Letter) -> None:
    """Say who issues it and where, with room for its number and day."""
    profile, say = draft.profile, draft.words.say
    table = frame(draft, 2, profile.head_columns)
    (issuer, motto), (number, place) = (row.cells for row in table.rows)
    superior = [(letter.superior, profile.superior)] if letter.superior else []
    issuing = [*superior, (letter.issuer, profile.issuer), ("*", profile.number)]
    fill(issuer, draft, issuing, Layout(CENTER))
    _motto(motto, draft)
    blank = [(say("No.      {symbol}", symbol=letter.symbol), profile.number)]
    if letter.title is None:
        blank.append((letter.subject, profile.letter_subject))
    fill(number, draft, blank, Layout(CENTER))
    day = say("day      month      year {year}", year=letter.day.year)
    where = f"{letter.place}, {day}" if letter.place else day
    fill(place, draft, [(where, profile.place_and_day)], Layout(CENTER))


def _motto(cell: _Cell, draft: Draft) -> None:
    """Write the motto, and under it a rule as long as it.

    The rule is a paragraph of its own: indents of the motto's would wrap it in any wider font.
    """
    type_ = draft.profile.motto
    text = draft.words.say("COMMUNIST PARTY OF VIETNAM")
    fill(cell, draft, [(text, type_)], Layout(CENTER))
    beside = max(0, (draft.profile.head_columns[1] - _width(text, type_)) / 2)
    rule_under(shrink(cell.add_paragraph(), 2, Layout(left=beside, right=beside)))


def _width(text: str, type_: Type) -> float:
    """Measure bold capitals in millimetres."""
    letters = unicodedata.normalize("NFD", text.upper())
    sizes = [_CAPITALS.get(one, 722) for one in letters if not unicodedata.combining(one)]
    return sum(sizes) / 1000 * type_.size * _POINT


def _opening(draft: Draft, letter: Letter) -> None:
    """Say that it is a draft, and what it is about or whom it addresses."""
    profile = draft.profile
    under_number = Layout(CENTER, right=profile.head_columns[1], before=profile.before)
    draft.add(draft.words.say("DRAFT"), profile.draft, under_number)
    if letter.title is None:
        _addressed(draft, letter.addressed)
        return
    draft.add(letter.title, profile.kind, Layout(CENTER, before=2 * profile.before, keep=True))
    beside = profile.first_line
    draft.add(letter.subject, profile.subject, Layout(CENTER, left=beside, right=beside, keep=True))
    draft.add(profile.rule, profile.subject, Layout(CENTER))


def _addressed(draft: Draft, names: Sequence[str]) -> None:
    """Say whom a letter is for: one on the same line, several in a list."""
    profile = draft.profile
    label = draft.words.say("To:")
    before = 2 * profile.before
    if len(names) == 1:
        paragraph = draft.add(f"{label} ", profile.addressed_label, Layout(CENTER, before=before))
        draft.write(paragraph, names[0], profile.addressed)
    elif names:
        indent = 3 * profile.first_line
        layout = Layout(left=indent, before=before, keep=True)
        draft.add(label, profile.addressed_label, layout)
        for text in _listed(names):
            draft.add(text, profile.addressed, Layout(left=indent + 2 * profile.first_line))


def _listed(names: Sequence[str]) -> list[str]:
    """Set names below each other, a full stop after the last."""
    texts = [f"- {name.rstrip(' ;,.')}" for name in names]
    return [*(f"{text};" for text in texts[:-1]), *(f"{text}." for text in texts[-1:])]


def _body(draft: Draft, blocks: Sequence[Block], width: float) -> None:
    profile = draft.profile
    plain = Layout(JUSTIFIED, profile.first_line, before=profile.before, line=profile.line)
    heading = plain._replace(align=LEFT, keep=True)
    for number, block in numbered(blocks):
        if isinstance(block, Section) and block.level == 1:
            draft.add(f"{number}- {block.title}", profile.heading, heading)
        elif isinstance(block, Section):
            draft.add(f"{number}. {block.title}", profile.subheading, heading)
        elif isinstance(block, Line):
            type_ = profile.strong if block.role in STRONG else profile.body
            draft.add(block.text, type_, plain._replace(keep=block.role == "title"))
        else:
            if isinstance(block, Table | Facts) and block.title:
                draft.add(block.title, profile.strong, heading._replace(after=profile.before / 2))
            if isinstance(block, Table):
                draw(draft, block, width)
            for text in _items(block, draft.words):
                draft.add(f"- {text}", profile.body, plain)


def _items(block: Block, words: Words) -> list[str]:
    """Give the texts of a block that is a list."""
    if isinstance(block, Facts):
        return [f"{name}: {shown(cell, words)}" for name, cell in block.pairs]
    return list(block.items) if isinstance(block, Bullets) else []


def _close(draft: Draft, letter: Letter) -> None:
    """Say who receives it, and leave room for the signature: never on a page without text."""
    profile, say = draft.profile, draft.words.say
    draft.gap(2 * profile.before)
    for paragraph in draft.document.paragraphs[-2:]:
        paragraph.paragraph_format.keep_with_next = True
    left, right = frame(draft, 1, profile.signature_columns).rows[0].cells
    if letter.recipients:
        fill(left, draft, [(say("Recipients:"), profile.recipients_label)], Layout())
        for text in _listed(letter.recipients):
            draft.write(lay(left.add_paragraph(), Layout()), text, profile.recipients)
    signs_for = say("FOR {body}", body=letter.signs_for)
    signing = [(signs_for, profile.signs_for), (letter.office, profile.office)]
    signing += [("", profile.office)] * profile.signature_lines
    fill(right, draft, signing, Layout(CENTER))


def _annexes(draft: Draft, annexes: Sequence[Table]) -> None:
    """Put each annex on turned pages of its own."""
    if not annexes:
        return
    profile, document = draft.profile, draft.document
    section = document.add_section()
    shrink(document.paragraphs[-1], 1)
    section.different_first_page_header_footer = False
    width = set_page(section, profile, turned=True)
    for number, table in enumerate(annexes, start=1):
        title = draft.words.say("ANNEX {number}", number=number)
        heading = draft.add(title, profile.annex, Layout(CENTER, keep=True))
        heading.paragraph_format.page_break_before = number > 1 or None
        below = Layout(CENTER, after=profile.before, keep=True)
        draft.add(table.title, profile.annex_title, below)
        draw(draft, table, width)
