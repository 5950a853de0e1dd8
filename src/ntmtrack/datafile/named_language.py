"""The language of a data file, found without reading it as YAML: errors are said in it.

It stands alone, as a line that cannot be read is answered without loading what reads a file.
"""

from __future__ import annotations

import re

from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language

_DIRECTIVE = re.compile(r"^directive:", re.MULTILINE)
_LANGUAGE = re.compile(r"[\s{,]language: *[\"']?([a-z]+)")


def language_in(data: bytes) -> Language | None:
    """Give the language that a text seems to name, even one that cannot be read as YAML."""
    text = data.decode(errors="replace")
    found = _LANGUAGE.search(text)
    named = found[1] if found else LANGUAGES[0] if _DIRECTIVE.search(text) else None
    return next((language for language in LANGUAGES if language == named), None)
