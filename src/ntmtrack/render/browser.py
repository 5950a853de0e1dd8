"""What every page for a browser has: one file that loads nothing and runs only our own script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import lru_cache
from functools import partial

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from ntmtrack.clean import clean
from ntmtrack.tables import Cell
from ntmtrack.tables import shown
from ntmtrack.tables import stacked
from ntmtrack.words import LANGUAGES
from ntmtrack.words import Language
from ntmtrack.words import Words

# What a role looks like where no state says it more exactly.
_SHAPES = {"good": "good", "bad": "bad", "warn": "warn"}


def page(template: str, words: Words, **values: object) -> str:
    """Fill in a template; what it shows of `values` is text wherever it stands."""
    return _environment(words.language).get_template(template).render(values)


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
        "style": style,
        "script": script,
        "policy": _policy(style, script),
        "shape_of": _shape_of,
        "show": partial(shown, words=words),
        "stacked": stacked,
    }
    return environment


def _shape_of(cell: Cell) -> str:
    return cell.shape or _SHAPES.get(cell.role, "")


def _inert(value: object) -> object:
    """Spell out what nobody sees of a text; Jinja then escapes it."""
    if value is None:
        return ""
    markup = hasattr(value, "__html__")  # from a macro, or one of our own files
    return clean(value) if isinstance(value, str) and not markup else value


def _policy(style: str, script: str) -> str:
    """Forbid the page everything but the style and the script that it brings."""
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
    }
