"""The room that a text takes on a screen."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Count the columns that a line takes: combining marks take none, wide characters two."""
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in {"W", "F"}
        else 1
        for char in text
    )
