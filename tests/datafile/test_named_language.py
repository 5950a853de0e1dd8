"""The language of a file is found in its text alone, however little of that can be read."""

from __future__ import annotations

import pytest

from ntmtrack.datafile.named_language import language_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("directive:\n  language: en\n", "en"),
        ("directive: {number: 1, language: 'vi'}\n", "vi"),
        ("directive: {number: 1}\n", "vi"),  # as a file is read that names none
        ("directive: {language: en\nowners: [", "en"),
        ("directive: {language: fr}\n", None),
        ("a letter to nobody\n", None),
    ],
)
def test_the_language_is_the_one_that_is_named(text: str, language: str | None) -> None:
    assert language_in(text.encode()) == language
