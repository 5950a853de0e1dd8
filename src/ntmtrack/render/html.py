"""Pages for a browser: each is one file that loads nothing and runs only our own script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from functools import partial
from typing import NamedTuple

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from ntmtrack.render.html_tables import cell
from ntmtrack.render.html_tables import classes
from ntmtrack.render.html_tables import facets
from ntmtrack.render.html_tables import shape
from ntmtrack.render.html_tables import state
from ntmtrack.render.html_tables import table_rows
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import number_sections
from ntmtrack.reports.tables import stack_columns
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

# With so many columns of text a sheet is full; one with more lies across.
_MOST_COLUMNS = 12
# What a browser shows of the title of a page.
_TITLE_LENGTH = 70


def page(template: str, words: Words, title: str, **values: object) -> str:
    """Fill in a template; whatever it shows of `values` is escaped."""
    return (
        _environment(words.language)
        .get_template(template)
        .render(values, title=_shortened(clean(title)))
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1].rstrip()}…"


@lru_cache(maxsize=len(LANGUAGES))
def _environment(language: Language) -> Environment:
    words = Words(language)
    loader = PackageLoader("ntmtrack.render")
    environment = Environment(
        loader=loader,
        autoescape=True,
        finalize=_inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = (loader.get_source(environment, name)[0] for name in ("page.css", "page.js"))
    environment.globals |= {
        "language": language,
        "labels": _labels(words),
        "most_columns": _MOST_COLUMNS,
        "style": style,
        "script": script,
        "policy": _policy(style, script),
        "show": partial(cell_text, words=words),
        "stack_columns": stack_columns,
        "table_rows": partial(table_rows, words),
        "cell": partial(cell, words),
        "classes": classes,
        "facets": facets,
        "shape": shape,
        "state": state,
    }
    return environment


def _inert(value: object) -> object:
    """Make invisible characters of a text visible; Jinja then escapes it."""
    if value is None:
        return ""
    markup = hasattr(value, "__html__")  # what a macro made, or one of our own files
    return clean(value) if isinstance(value, str) and not markup else value


def _policy(style: str, script: str) -> str:
    """Forbid the page everything but its own style and script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _labels(words: Words) -> dict[str, str]:
    """Say what the page's own controls are for."""
    return {
        "skip": words.say("Skip to the content"),
        "search": words.say("Search"),
        "hint": words.say("Words, with or without accents"),
        "contents": words.say("Contents"),
        "any": words.say("All"),
        "all": words.say("Show all"),
        "found": words.say("Rows shown: {shown} of {total}"),
        "only": words.say("Only: {filters}."),
        "unknown": words.say("The link asks for what is not on this page: {names}."),
    }


class _PagePart(NamedTuple):
    """Hold a block, which part of the template draws it, and the heading over it with its level."""

    kind: str
    block: Block
    heading: str
    level: int


def render(blocks: Sequence[Block], words: Words) -> str:
    """Write blocks as a page: a first title as the page's, others below their section."""
    parts = list(_parts(blocks))
    title = next((part.heading for part in parts if part.heading), "ntmtrack")
    searchable = any(isinstance(block, Table) and block.rows for block in blocks)
    return page("blocks.html.j2", words, title=title, parts=parts, searchable=searchable)


def _parts(blocks: Sequence[Block]) -> Iterator[_PagePart]:
    above = 0
    for number, block in number_sections(blocks):
        if isinstance(block, Section):
            above = block.level + 1
            yield _PagePart("section", block, f"{number}. {block.title}", above)
        elif isinstance(block, Paragraph):
            if block.role == "title":
                yield _PagePart("title", block, block.text, above + 1)
                above = above or 1
            elif block.text:
                yield _PagePart("paragraph", block, "", 0)
        elif isinstance(block, Bullets):
            yield _PagePart("bullets", block, "", 0)
        else:
            kind = "facts" if isinstance(block, Facts) else "table"
            yield _PagePart(kind, block, block.title, above + 1)
            above = above or 1
