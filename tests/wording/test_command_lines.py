"""Commands written out are read back by a shell as the arguments they were made of."""

from __future__ import annotations

import shlex

from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.wording.command_lines import command_line

_TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


def test_plain_words_stand_bare_and_others_in_double_quotes() -> None:
    line = command_line("ntmtrack", "note", "bich-hoa@che-bien", "Bãi", "đã nộp 5$")
    assert line == r'ntmtrack note bich-hoa@che-bien Bãi "đã nộp 5\$"'


@given(st.lists(_TEXTS, min_size=1))
def test_a_shell_reads_the_same_arguments(arguments: list[str]) -> None:
    line = command_line(*arguments)
    # The parser knows of the two signs that only a shell itself takes from among the escaped ones.
    assert shlex.split(line.replace(r"\$", "$").replace(r"\`", "`")) == arguments
