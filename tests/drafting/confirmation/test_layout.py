"""The layout of a draft: any text is read back unchanged."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from findings_made import plan
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.drafting.confirmation import draft_file
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import layout
from ntmtrack.wording.words import Words
from ntmtrack.yamltext import yaml_tree

WORDS = Words("vi")
PIECES = st.sampled_from(
    [
        "Rà soát",
        ": ",
        " #",
        "- ",
        "? ",
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        "\\",
        "1",
        "no",
        ">",
        "|",
    ]
)
TEXTS = (
    st.lists(PIECES | st.text(max_size=8), min_size=1, max_size=40).map("".join).map(layout.tidy)
)


def read(text: str) -> Any:  # noqa: ANN401 - any values of a file
    tree = yaml_tree.parse(text, "")
    assert not tree.problems
    assert tree.root is not None
    return tree.root


@given(TEXTS.filter(bool), st.lists(TEXTS.filter(bool), min_size=1, max_size=3))
def test_every_text_is_read_back_unchanged(text: str, several: list[str]) -> None:
    item = {"id": "a", "title": text, "draft": {"quote": text, "why": several}}
    written = layout.lay_out({"tasks": [item, {"id": "b", "name": text}]}, WORDS)
    first, second = read(written)["tasks"]
    assert first == item
    assert second == {"id": "b", "name": text}


def test_texts_are_quoted_only_if_yaml_needs_it() -> None:
    assert layout.scalar("Rà soát, lập danh sách") == "Rà soát, lập danh sách"
    assert layout.scalar("a: b") == '"a: b"'
    assert layout.scalar("3.10", "clause") == '"3.10"'
    assert layout.scalar("2025-12-01", "due") == "2025-12-01"
    assert layout.scalar("2025", "due") == "2025"
    assert layout.scalar("- gạch") == '"- gạch"'
    assert layout.scalar("a, b", in_brackets=True) == '"a, b"'
    assert layout.scalar("15:30", "at") == '"15:30"'


def test_equal_findings_give_equal_text_with_headings_and_comments() -> None:
    texts = {draft_text.text_of(draft_file.make(plan(), WORDS), WORDS) for _ in range(2)}
    assert len(texts) == 1
    (text,) = texts
    assert "  # II. Kinh phí\n  - id: van-dong\n" in text
    assert text.count("# II. Kinh phí") == 1
    assert "# Nhật ký, luôn ở cuối tệp" in text
    assert text.rstrip().endswith("progress: []")
    assert "# Bản nháp lập từ văn bản" in text
    assert "# Bản nháp" not in layout.lay_out({"directive": {"number": "1"}}, WORDS)
    assert max(map(len, text.splitlines())) <= layout.WIDTH


def test_a_draft_is_valid_except_for_being_a_draft() -> None:
    text = draft_text.text_of(draft_file.make(plan(), WORDS), WORDS)
    assert draft_text.wrong_in(text) == []


def test_values_that_check_would_refuse_become_proposals_or_words() -> None:
    found = plan()
    one = found.duties[0]._replace(due="31/2/2026", propose={"start": "mai", "each": "owner"})
    file = draft_file.make(found._replace(duties=[one]), WORDS)
    text = draft_text.text_of(file, WORDS)
    assert draft_text.wrong_in(text) == []
    task = read(text)["tasks"][0]
    assert "due" not in task
    assert task["draft"]["why"][-2:] == ["start: mai", "due: 31/2/2026"]


@given(st.lists(st.text("ab-́ị", min_size=1, max_size=60), min_size=1).map(" ".join))
def test_a_long_text_is_wrapped_like_the_standard_library_does(text: str) -> None:
    wrapped = wrap(text, layout.WIDTH, break_on_hyphens=False, break_long_words=False)
    assert layout._cut_at_blanks(text, layout.WIDTH) == wrapped  # noqa: SLF001 - faster by ten
