"""What a directive is called: the symbol in its number tells, so that 49-CV/ĐU is a công văn."""

from __future__ import annotations

import re

from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

# English calls them all the same; Vietnamese has a name for each.
OTHER = "document"
KINDS = {
    OTHER: NP_("document", "Directive"),
    "CT": NP_("CT", "Directive"),
    "CV": NP_("CV", "Directive"),
    "HD": NP_("HD", "Directive"),
    "KH": NP_("KH", "Directive"),
    "KL": NP_("KL", "Directive"),
    "NQ": NP_("NQ", "Directive"),
    "QĐ": NP_("QĐ", "Directive"),
    "TB": NP_("TB", "Directive"),
}


def kind(number: str, words: Words) -> str:
    """Name the kind of a document by its number, of the Party (49-CV/ĐU) or state (62/NQ-HĐND)."""
    symbols = re.split(r"[^\w]+", number.upper())
    symbol = next((one for one in symbols if one in KINDS), OTHER)
    return words.say_in(symbol, KINDS[symbol])
