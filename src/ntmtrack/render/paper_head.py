"""The head of a paper: the issuer and the place, the motto, and blanks for number and day."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from ntmtrack.directive.issuers import begins_with_place
from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import PaperLine
from ntmtrack.render.word import DocxWriter
from ntmtrack.render.word_tables import frame
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import TextStyle
from ntmtrack.wording.words import Words

# The widths of bold capitals, in thousandths of their size; the rest are 722.
_CAPITALS = {" ": 250, "I": 389, "S": 556, "F": 611, "P": 611, "M": 944}
_CAPITALS |= dict.fromkeys("BELT", 667) | dict.fromkeys("GHOQ", 778)
_OTHER_CAPITALS, _SMALL_LETTERS = 722, 510
_POINT = 25.4 / 72
_BESIDE = 4  # the padding of a column of the head, in millimetres


def head(writer: DocxWriter, paper: Paper) -> str:
    """Return the head of a paper, with blanks for its number and day."""
    profile, say = writer.profile, writer.words.say
    left, right = profile.head_columns
    superior = [(paper.superior, profile.superior)] if paper.superior else []
    issuers = _break_name(paper.issuer, profile.issuer, left)
    issuing = [*superior, *((line, profile.issuer) for line in issuers)]
    if profile.under_issuer:
        issuing.append((profile.under_issuer, profile.number))
    issuer = center(issuing)
    if not profile.under_issuer:
        length = min(left, _width(issuers[-1], profile.issuer)) / 2
        issuer.append(rule(left, length))
    blank = [(say(profile.number_words, symbol=paper.symbol), profile.number)]
    if paper.title is None:
        blank.append((_letter_subject(paper, writer.words), profile.letter_subject))
    day = say("day      month      year {year}", year=str(paper.day.year))
    place_and_day = f"{paper.place}, {day}" if paper.place else day
    rows = [
        (issuer, _mottos(writer, right)),
        (center(blank), center([(place_and_day, profile.place_and_day)])),
    ]
    return frame(writer, rows, profile.head_columns)


def center(texts: Iterable[tuple[str, TextStyle]]) -> list[PaperLine]:
    """Return texts as centred paragraphs below one another."""
    return [PaperLine([text], Layout(CENTER)) for text in texts]


def _break_name(name: str, style: TextStyle, width: float) -> list[str]:
    """Break a name that is too long for its column before its place: xã Bản Mít."""
    words = name.split(" ")
    starts = (index for index in range(1, len(words)) if begins_with_place(words[index:]))
    at = next(starts, None) if _width(name, style) > width - _BESIDE else None
    return [name] if at is None else [" ".join(words[:at]), " ".join(words[at:])]


def _letter_subject(paper: Paper, words: Words) -> str:
    template = paper.profile.letter_subject_words
    if not template:
        return paper.subject
    return words.say(template, subject=paper.subject[:1].lower() + paper.subject[1:])


def _mottos(writer: DocxWriter, width: float) -> list[PaperLine]:
    """Return the motto, with a rule as long as its last line below it."""
    profile = writer.profile
    lines = [
        (writer.words.say(text), style)
        for text, style in zip(profile.mottos, profile.motto, strict=True)
    ]
    return [*center(lines), rule(width, _width(*lines[-1]))]


def rule(width: float, length: float) -> PaperLine:
    """Return a rule centred in a width.

    It is a separate paragraph, because indents of the text above would wrap that text in any wider
    font.
    """
    margin = max(0, (width - length) / 2)
    return PaperLine((), Layout(left=margin, right=margin, height=2, rule=True))


def _width(text: str, style: TextStyle) -> float:
    """Return the width of bold text in millimetres; small letters are estimated."""
    letters = unicodedata.normalize("NFD", text.upper() if style.capitals else text)
    widths = [
        _SMALL_LETTERS if letter.islower() else _CAPITALS.get(letter, _OTHER_CAPITALS)
        for letter in letters
        if not unicodedata.combining(letter)
    ]
    return sum(widths) / 1000 * style.size * _POINT
