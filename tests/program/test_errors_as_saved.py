"""A message points at the same character however the file is encoded: tests/errors, re-encoded."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from cases import first_quick
from error_cases import FILES
from error_cases import Stage
from error_cases import wrong_file

from ntmtrack.datafile.load import load
from ntmtrack.wording import problem_text
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import Words

NO_TEXT = {"too-big", *(case.name for case in FILES if case.name.startswith(("utf16", "not-utf8")))}
BOM = b"\xef\xbb\xbf"
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "with a byte order mark": lambda data: BOM + data,
    "with breaks of Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "with breaks of old Macs": lambda data: data.replace(b"\n", b"\r"),
    "in decomposed letters": lambda data: normalize("NFD", data.decode()).encode(),
}


# The plain case of each code first; `bad-date--by` is a variant of `bad-date`.
CASES = sorted(
    (case for case in FILES if case.name not in NO_TEXT), key=lambda case: "--" in case.name
)
PLAIN = sum("--" not in case.name for case in CASES)


@pytest.mark.parametrize("case", first_quick(PLAIN, CASES), ids=[case.name for case in CASES])
def test_a_message_points_at_the_same_character_in_every_encoding(
    case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Stage(monkeypatch, tmp_path).set_for(case)
    data = wrong_file(case)
    expected = messages(data)
    for name, form in FORMS.items():
        assert messages(form(data)) == expected, name


def messages(data: bytes) -> list[tuple[str, int, str, str]]:
    """Return the code, line, text before the caret, and printed text of each message.

    The printed text is left out for a shortened line: where it is cut depends on the encoding.
    """
    return [
        (
            problem.code,
            problem.place.line,
            normalize("NFC", problem.place.excerpt[: problem.place.caret])[-40:],
            printed(problem) if "…" not in problem.place.excerpt else "",
        )
        for problem in load(data, "bad.yaml").problems
        if problem.place
    ]


def printed(problem: Problem) -> str:
    """Return the text of a problem without its column."""
    text = normalize("NFC", problem_text.as_text([problem], Words("vi")))
    return re.sub(r"\A(\S+:\d+):\d+", r"\1", text)
