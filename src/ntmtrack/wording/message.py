"""What a message is: one sentence that says what is wrong, one that says what to do."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """Hold the two sentences; both may name values in braces."""

    wrong: str
    remedy: str
