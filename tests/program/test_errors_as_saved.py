"""A message points at the same letter however the file was saved: tests/errors, saved anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from cases import first_quick
from wrong import FILES
from wrong import Stage
from wrong import wrong_file

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


# Of each code the plain case first; `bad-date--by` is a second look at `bad-date`.
CASES = sorted(
    (case for case in FILES if case.name not in NO_TEXT), key=lambda case: "--" in case.name
)
PLAIN = sum("--" not in case.name for case in CASES)


@pytest.mark.parametrize("case", first_quick(PLAIN, CASES), ids=[case.name for case in CASES])
def test_a_message_points_at_the_same_letter_however_the_file_was_saved(
    case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Stage(monkeypatch, tmp_path).set_for(case)
    data = wrong_file(case)
    found = pointed(data)
    for name, form in FORMS.items():
        assert pointed(form(data)) == found, name


def pointed(data: bytes) -> list[tuple[str, int, str, str]]:
    """Return each message with its line, what stands before the caret, and all that is printed.

    How much of a long line is shown depends on how its letters are written.
    """
    return [
        (
            one.code,
            one.place.line,
            normalize("NFC", one.place.excerpt[: one.place.caret])[-40:],
            printed(one) if "…" not in one.place.excerpt else "",
        )
        for one in load(data, "bad.yaml").problems
        if one.place
    ]


def printed(one: Problem) -> str:
    """Return the text of a problem without its column."""
    text = normalize("NFC", problem_text.as_text([one], Words("vi")))
    return re.sub(r"\A(\S+:\d+):\d+", r"\1", text)
