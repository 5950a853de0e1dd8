"""A paper for signature as a Word document, laid out by its profile.

What only the signer can know stays blank: the number, the day and the signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from ntmtrack.render.paper_head import center
from ntmtrack.render.paper_head import head
from ntmtrack.render.paper_head import rule
from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import JUSTIFIED
from ntmtrack.render.paragraphs import LEFT
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import PaperLine
from ntmtrack.render.word import DocxWriter
from ntmtrack.render.word import Pages
from ntmtrack.render.word import new_document
from ntmtrack.render.word import number_pages
from ntmtrack.render.word import section
from ntmtrack.render.word import set_properties
from ntmtrack.render.word import text_width
from ntmtrack.render.word import to_bytes
from ntmtrack.render.word_tables import STRONG
from ntmtrack.render.word_tables import draw_table
from ntmtrack.render.word_tables import frame
from ntmtrack.reports.paper import PARTY
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import PaperProfile
from ntmtrack.reports.paper import TextStyle
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import number_sections
from ntmtrack.wording.words import Words

_KEPT = 3  # paragraphs kept on the page of the signature, the last of which is a formula
# From this length, the first entry of a list may begin on the next page, apart from the line above:
# LibreOffice Writer would otherwise move both to the next page as a whole.
_PARTED = 240
_SUBJECT_RULE = 55  # the length of the rule under a subject, in millimetres


def render_all(papers: Iterable[Paper], words: Words) -> bytes:
    """Return one or more papers as one .docx file: the same bytes for the same papers.

    Each paper starts a new page and new page numbers, and follows its own profile. A paper is made
    only when it is written.
    """
    papers = iter(papers)
    first = next(papers)
    writer = new_document(first.profile, words)
    header = number_pages(writer)
    title = f"{first.title} {first.subject}" if first.title else first.subject
    set_properties(writer, title, first.subject, first.issuer, first.day)
    return to_bytes(writer.document, _text(writer, chain([first], papers), header))


def render_notice(text: str, day: date, words: Words) -> bytes:
    """Return a .docx file with a single message, such as that there is no paper to write."""
    writer = new_document(PARTY, words)
    set_properties(writer, text, text, "", day)
    line = writer.paragraph(PaperLine([(text, PARTY.body)]))
    return to_bytes(writer.document, [line, section(PARTY, Pages("upright"))])


def render_table(table: Table, about: str, author: str, day: date, words: Words) -> bytes:
    """Return a table with its title and its subject as a .docx file in landscape."""
    writer = new_document(PARTY, words)
    set_properties(writer, table.title, about, author, day)
    pages = Pages("turned", number_pages(writer), first_alone=True)
    pieces = [
        PaperLine([(table.title, PARTY.annex)], Layout(CENTER, keep=True, heading=1)),
        PaperLine([(about, PARTY.body)], Layout(CENTER, after=PARTY.before, keep=True)),
        *_below(table),
    ]
    text = _write(writer, pieces, pages)
    return to_bytes(writer.document, chain(text, [section(PARTY, pages)]))


def _text(writer: DocxWriter, papers: Iterable[Paper], header: str) -> Iterator[str]:
    """Yield papers one after another; each paper and its annexes are separate sections."""
    pages = Pages("upright", header, first_alone=True)
    for number, paper in enumerate(papers):
        if number:
            yield _end(writer, pages)
            pages = Pages("upright", first_alone=True, numbered_anew=True)
            writer = replace(writer, profile=paper.profile)
        yield head(writer, paper)
        yield from _write(writer, _upright(paper, writer), pages)
        yield _signature(writer, paper)
        if paper.annexes:
            yield _end(writer, pages)
            pages = pages._replace(way="turned", header=None, first_alone=False)
            yield from _write(writer, _annexes(paper, writer), pages)
    yield section(writer.profile, pages)


def _end(writer: DocxWriter, pages: Pages) -> str:
    """Return the end of a section: the next one begins on a new page and inherits the header."""
    return writer.paragraph(_gap(1), section(writer.profile, pages))


def _gap(height: float) -> PaperLine:
    """Return an empty paragraph of a given height."""
    return PaperLine((), Layout(height=height))


def _below(table: Table) -> list[PaperLine | Table]:
    """Return a table followed by an empty paragraph, as Word joins adjacent tables."""
    return [table, _gap(1)]


def _write(writer: DocxWriter, pieces: Iterable[PaperLine | Table], pages: Pages) -> Iterator[str]:
    """Yield paragraphs and tables as XML."""
    width = text_width(writer.profile, pages.way)
    for piece in pieces:
        if isinstance(piece, PaperLine):
            yield writer.paragraph(piece)
        else:
            yield from draw_table(writer, piece, width)


def _upright(paper: Paper, writer: DocxWriter) -> list[PaperLine | Table]:
    """Return what is between head and signature, the last lines kept on the signature's page."""
    gap = _gap(2 * writer.profile.before)
    pieces = [*_opening(paper, writer), *_body(paper.body, writer), gap]
    for at in range(len(pieces) - 1, max(len(pieces) - 2 - _KEPT, -1), -1):
        piece = pieces[at]
        if not isinstance(piece, PaperLine):
            break
        pieces[at] = piece._replace(layout=piece.layout._replace(keep=True))
    return pieces


def _opening(paper: Paper, writer: DocxWriter) -> list[PaperLine]:
    """Return the mark that it is a draft, and then its title and subject, or its addressees."""
    profile = writer.profile
    under_number = Layout(CENTER, right=profile.head_columns[1], before=profile.before)
    unsigned = PaperLine([(writer.words.say("DRAFT"), profile.unsigned)], under_number)
    if paper.title is None:
        return [unsigned, *_addressed(paper.addressed, writer)]
    kind = Layout(CENTER, before=2 * profile.before, keep=True)
    beside = profile.first_line
    below = Layout(CENTER, left=beside, right=beside, keep=True)
    return [
        unsigned,
        PaperLine([(paper.title, profile.kind)], kind),
        PaperLine([(paper.subject, profile.subject)], below),
        PaperLine([(profile.rule, profile.subject)], Layout(CENTER))
        if profile.rule
        else rule(sum(profile.head_columns), _SUBJECT_RULE),
    ]


def _addressed(names: Sequence[str], writer: DocxWriter) -> list[PaperLine]:
    """Return the addressees of a letter: one on the same line, several in a list."""
    profile = writer.profile
    label = writer.words.say("To:")
    before = 2 * profile.before
    if len(names) == 1:
        texts = [(f"{label} ", profile.addressed_label), (names[0], profile.addressed)]
        return [PaperLine(texts, Layout(CENTER, before=before))]
    if not names:
        return []
    indent = 3 * profile.first_line
    over = Layout(left=indent, before=before, keep=True)
    below = Layout(left=indent + 2 * profile.first_line)
    return [
        PaperLine([(label, profile.addressed_label)], over),
        *(PaperLine([(text, profile.addressed)], below) for text in _listed(names)),
    ]


def _listed(names: Sequence[str]) -> list[str]:
    """Return names as list entries: semicolons between them, a full stop after the last."""
    texts = [f"- {name.rstrip(' ;,.')}" for name in names]
    return [
        *(f"{text};" for text in texts[:-1]),
        *(text if text.endswith("…") else f"{text}." for text in texts[-1:]),
    ]


def _body(blocks: Sequence[Block], writer: DocxWriter) -> Iterator[PaperLine | Table]:
    """Yield the body; its last sentence ends as the profile prescribes."""
    profile = writer.profile
    if blocks and isinstance(last := blocks[-1], Paragraph) and last.text.endswith("."):
        ended = last._replace(text=last.text.removesuffix(".") + profile.end)
        blocks = [*blocks[:-1], ended]
    plain = Layout(JUSTIFIED, profile.first_line, before=profile.before, line=profile.line)
    heading = plain._replace(align=LEFT, keep=True)
    numbered = list(number_sections(blocks))
    following = chain((block for _, block in numbered[1:]), [None])
    for (number, block), below in zip(numbered, following, strict=False):
        if isinstance(block, Section):
            after = profile.before / 2 if isinstance(below, Table) else 0
            layout = heading._replace(heading=block.level, after=after)
            yield PaperLine([_section_title(number, block, profile)], layout)
        elif isinstance(block, Paragraph):
            style = profile.strong if block.role in STRONG else profile.body
            keep = block.role == "title" or _goes_with_first(below)
            yield PaperLine([(block.text, style)], plain._replace(keep=keep))
        elif isinstance(block, Bullets):
            yield from _list(block.items, plain, profile)
        else:
            if block.title:
                over = heading._replace(after=profile.before / 2)
                yield PaperLine([(block.title, profile.strong)], over)
            if isinstance(block, Table):
                yield from _below(block)
            else:
                yield from _list(_facts(block, writer.words), plain, profile)


def _section_title(number: str, section: Section, profile: PaperProfile) -> tuple[str, TextStyle]:
    if section.level == 1:
        return f"{number}{profile.section_mark} {section.title}", profile.heading
    return f"{number}. {section.title}", profile.subheading


def _goes_with_first(below: Block | None) -> bool:
    """Return whether a paragraph stays on one page with the first entry of the list below."""
    return isinstance(below, Bullets) and len(below.items[0]) < _PARTED


def _list(texts: Iterable[str], layout: Layout, profile: PaperProfile) -> Iterator[PaperLine]:
    return (PaperLine([(f"- {text}", profile.body)], layout) for text in texts)


def _facts(facts: Facts, words: Words) -> list[str]:
    return [f"{name}: {cell_text(cell, words)}" for name, cell in facts.pairs]


def _signature(writer: DocxWriter, paper: Paper) -> str:
    """Return the list of recipients, and the space for the signature."""
    profile, say = writer.profile, writer.words.say
    left_lines: list[PaperLine] = []
    if paper.recipients:
        texts = [(text, profile.recipients) for text in _listed(paper.recipients)]
        label = say("Recipients:"), profile.recipients_label
        left_lines = [PaperLine([text]) for text in (label, *texts)]
    signing = [(line, profile.signs_for) for line in paper.signing]
    signing += [(paper.office, profile.office)] if paper.office else []
    signing += [("", profile.office)] * profile.signature_lines
    signing += [(paper.name, profile.signer)] if paper.name else []
    return frame(writer, [(left_lines, center(signing))], profile.signature_columns)


def _annexes(paper: Paper, writer: DocxWriter) -> Iterator[PaperLine | Table]:
    """Yield the annexes, each on a new page and with the paper that it belongs to."""
    profile, say, annexes = writer.profile, writer.words.say, paper.annexes
    below = Layout(CENTER, after=profile.before, keep=True)
    for number, table in enumerate(annexes, start=1):
        title = say("ANNEX {number}", number=number) if len(annexes) > 1 else say("ANNEX")
        heading = Layout(CENTER, keep=True, new_page=number > 1, heading=1)
        yield PaperLine([(title, profile.annex)], heading)
        yield PaperLine([(table.title, profile.annex_title)], Layout(CENTER, keep=True))
        yield PaperLine([(_belongs_to(paper, writer.words), profile.place_and_day)], below)
        yield from _below(table)


def _belongs_to(paper: Paper, words: Words) -> str:
    """Return the line that names an annex's paper, with blanks for its number and day."""
    values = {"symbol": paper.symbol, "year": str(paper.day.year), "issuer": paper.issuer}
    if paper.title is None:
        return words.say(
            "(attached to letter {symbol} of day      month      year {year} of {issuer})", **values
        )
    return words.say(
        "(attached to report {symbol} of day      month      year {year} of {issuer})", **values
    )
