"""HTML: how blocks are rendered, and that no text ever becomes markup.

Each file of tests/pages has a command and the page that it gives, without the style and the
script that every page has; NTMTRACK_UPDATE_GOLDEN=1 updates all files.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from base64 import b64encode
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import lxml.html  # type: ignore[import-untyped]  # its stubs are for one test too much
import pytest
from expected import UPDATE
from hypothesis import given
from markup import HOSTILE
from markup import Reader
from markup import texts
from running import HERE
from running import run

from ntmtrack.render import html
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

VI = Words("vi")
CASES = sorted((HERE / "pages").glob("*.html"))
OWN = re.compile(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", re.DOTALL)
MARK = "qzq"  # a text that occurs on none of our pages
LONGEST_TITLE = 70
HASH = re.compile(r"(?<=sha256-)[^&]+")


def blocks(text: str) -> Sequence[Block]:
    """Return every kind of block, with a text in every place for text."""
    column, cell = Column(text), Cell(text)
    roles = (Cell(text, "id"), Cell(text, "bad"), Cell(text, "quiet"), Cell(text, "total"))
    return (
        Paragraph(text, "title"),
        Paragraph(f"x{text}"),
        Section(text),
        Bullets([text]),
        Facts(text, [(text, cell)]),
        Section(text, 2),
        Table(text, [column] * 4, [roles, (cell,) * 4]),
        Table(text, [Column("x"), Column(text, under=True)], [(Cell(1), cell)]),
    )


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_page_is_the_expected_one(case: Path) -> None:
    line = case.read_text(encoding="utf-8").partition("\n")[0]
    ran = run(*shlex.split(line.removeprefix("<!-- $ ntmtrack ").removesuffix(" -->")))
    assert (ran.code, ran.err) == (0, "")
    page = HASH.sub("…", OWN.sub("…", ran.out))
    actual = f"{line}\n{page}".encode()
    if UPDATE:
        case.write_bytes(actual)
    assert case.read_bytes() == actual


def test_the_security_policy_allows_only_our_own_style_and_script() -> None:
    page = html.render([Paragraph("x", "title")], VI)
    style, script = (
        b64encode(hashlib.sha256(own.encode()).digest()).decode() for own in OWN.findall(page)
    )
    policy = (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}';"
        " base-uri 'none'; form-action 'none'"
    )
    assert f'"Content-Security-Policy" content="{policy}"' in unescape(page)


def test_a_page_refers_to_nothing_outside_itself() -> None:
    page = html.render(blocks("x"), VI)
    assert re.findall(r"""(?:src|href|url|action|style)\s*[=(]\s*["']?[^#"']""", page) == []
    assert "//" not in OWN.sub("", page)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_elements_are_where_the_html_standard_allows_them(case: Path) -> None:
    page = lxml.html.document_fromstring(case.read_text(encoding="utf-8").partition("\n")[2])
    for caption in page.iter("figcaption"):
        figure = caption.getparent()
        assert figure.tag == "figure"
        assert caption in (figure[0], figure[-1])
    for details in page.iter("details"):
        assert [child.tag for child in details].index("summary") == 0
        assert details.getparent().tag != "figure"
    for form in page.iter("form"):
        assert form.xpath(".//button[@type='submit']")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.findtext(".//title")) <= LONGEST_TITLE


@given(texts.filter(lambda text: bool(clean(text).strip())))
def test_any_text_stays_text_in_every_place(text: str) -> None:
    plain = Reader(html.render(blocks(MARK), VI))
    read = Reader(html.render(blocks(text), VI))
    assert read.tags == plain.tags
    expected = [plain_text.replace(MARK, clean(text)).strip() for plain_text in plain.texts]
    title = plain.texts.index(MARK)
    if len(expected[title]) > LONGEST_TITLE:
        expected[title] = f"{expected[title][: LONGEST_TITLE - 1].rstrip()}…"
    assert read.texts == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    page = html.render([Paragraph(f"x {text}"), Bullets([text])], VI)
    assert clean(f"x {text}").strip() in Reader(page).texts
