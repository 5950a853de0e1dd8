"""Text of the data file is only ever text: every report in every format, with and without attacks.

The same directive is written twice, once with plain words and once with payloads in every place
of a text. What a report makes of the two must differ in those texts alone: the same elements,
cells and properties, and each text as its reader shows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from functools import partial
from pathlib import Path
from typing import get_type_hints

import every
import pytest
import yaml
from payloads import PAYLOADS
from payloads import WORDS
from payloads import directive
from report_readers import FORMULA
from report_readers import READERS
from report_readers import Read
from report_readers import read_xlsx
from running import SMALL
from running import run

from ntmtrack.cli.options import Format
from ntmtrack.datafile import append
from ntmtrack.datafile import load
from ntmtrack.directive import model
from ntmtrack.drafting.confirmation.draft_sheets import HIDDEN
from ntmtrack.render import ics
from ntmtrack.wording.clean import clean

MOMENT = ("--as-of", "2024-03-13T15:00")
WORD = re.compile("|".join(WORDS), re.IGNORECASE)
# Ways of asking for a format beside the plain one.
WAYS: dict[str, list[list[str]]] = {"csv": [["--raw"]], "ics": [["--events"]]}


# What a reader sees of a text where that is not what `clean` makes of it.
SHOWN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("json", "parquet", "raw"), partial(unicodedata.normalize, "NFC")),
    "ics": ics.plain_text,
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Write the directive twice, in plain words and with payloads; each is loaded but once."""
    found = {kind: tmp_path_factory.mktemp(kind) / "x.yaml" for kind in ("plain", "hostile")}
    found["plain"].write_bytes(directive(WORDS))
    found["hostile"].write_bytes(directive(PAYLOADS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "load_with_seam", cache(append.load_with_seam))
        yield found


def written(file: Path, command: list[str], form: str) -> list[bytes]:
    """Return the files that a command writes in a format; none where it does not come in it."""
    out = file.parent / "-".join([command[0], str(len(command)), form])
    out.mkdir(exist_ok=True)
    of_each = command[0] == "remind" and form != "json"
    target = out if of_each else out / f"x{Format(form).extension}"
    asked = ["-F", form, *MOMENT, "--width", "1000", "-o", str(target), "--force"]
    ran = run(*command, "-f", file.name, *asked, folder=file.parent)
    if "no-such-format" in ran.err:
        return []
    assert (ran.code, ran.out, ran.err) == (0, "", ""), command
    return [one.read_bytes() for one in sorted(out.iterdir())]


@cache
def payloads(form: str) -> dict[str, str]:
    """Say what is to stand for each plain word: what the file has, or that made safe to show."""
    shown = SHOWN.get(form, clean)
    return {word: shown(payload) for word, payload in zip(WORDS, PAYLOADS, strict=True)}


def told(texts: Iterable[str], form: str) -> set[str]:
    """Return texts with payloads for words, whatever their case and the room between them.

    Of text on lines each word is taken alone, and rules are as long as there is room. Where a text
    has brackets or commas of its own, a dash or a semicolon stands for those around it.
    """
    words = payloads(form)
    shown = (WORD.sub(lambda word: words[word[0].lower()], text) for text in texts)
    if form == "csv":
        guarded = (f"'{one}" if FORMULA.match(one) else one for one in shown)
        shown = (re.sub(r"^'\s+", "'", one) for one in guarded)  # forms begin with no blank
    shown = (re.sub("[()–;,]", "", one) for one in shown)
    if form == "text":
        shown = (word for one in shown for word in one.split() if word.strip("-"))
    return {" ".join(one.upper().split()) for one in shown}


COMMANDS = [
    *([one, *every.ASKED.get(one, ())] for one in every.reports() if one != "check"),
    *([one, "-f", str(SMALL)] for one in ("status", "export")),  # read side by side
    ["export", "--form"],
]


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
@pytest.mark.parametrize("form", list(Format))
def test_text_is_only_ever_text(files: dict[str, Path], command: list[str], form: str) -> None:
    for way in ([], *WAYS.get(form, ())):
        if way and command != ["export"]:
            continue
        plain, hostile = (written(file, [*command, *way], form) for file in files.values())
        assert len(plain) == len(hostile)
        for one, other in zip(plain, hostile, strict=True):
            expected, found = READERS[form](one), READERS[form](other)
            assert found.parts == expected.parts
            shown = "raw" if "--raw" in way else form
            # As text, a heading of our own may have no room.
            own = {one.upper() for one in expected.texts} if form == "text" else set()
            assert told(found.texts, shown) - own == told(expected.texts, shown) - own


def drafted(words: tuple[str, ...]) -> bytes:
    """Return a draft that has each of the words wherever a draft quotes its document."""
    document = yaml.safe_load(directive(words))
    for task, word in zip(document["tasks"], words * 4, strict=True):
        task["draft"] = {"at": word, "quote": word, "deadline": word, "why": word}
    document["unused"] = [{"at": word, "text": word} for word in words]
    document["progress"] = []
    text: str = yaml.safe_dump(document, default_style='"', width=10**6, sort_keys=False)
    return text.replace('"draft":', "draft:").encode()


@pytest.mark.long
def test_text_of_a_draft_is_only_ever_text(tmp_path: Path) -> None:
    read = []
    for kind, words in (("plain", WORDS), ("hostile", PAYLOADS)):
        (tmp_path / f"{kind}.yaml").write_bytes(drafted(words))
        ran = run("draft", f"{kind}.yaml", "-o", f"{kind}.xlsx", folder=tmp_path)
        assert ran.code == 0, ran.err
        sheets = read_xlsx((tmp_path / f"{kind}.xlsx").read_bytes())
        # The draft's own text, in pieces, stands on a sheet of which nobody sees anything.
        parts = Counter({part: sheets.parts[part] for part in sheets.parts if part[0] != HIDDEN})
        texts = [text for text in sheets.texts if not text.startswith("|")]
        read.append(Read(parts, texts))
    expected, found = read
    assert found.parts == expected.parts
    assert told(found.texts, "raw") == told(expected.texts, "raw")


def test_every_format_has_a_reader() -> None:
    assert {*READERS} == {*Format}


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_said_of_the_file_is_only_text(files: dict[str, Path], form: str) -> None:
    ran = run("check", "--strict", "-f", str(files["hostile"]), "-F", form)
    assert ran.err == ""
    assert "invisible-in-text" in ran.out
    READERS[form](ran.out.encode())


# The texts of the model that name things of the file, or are one of a few words.
NAMES = {
    "abbreviation",  # letters only
    "file",  # where it lies, in reports on several
    *("id", "of", "task", "village", "owner", "event", "part_of", "superseded_by", "undoes"),
    *(
        "villages",
        "owners",
        "leaders",
        "members",
        "support",
        "report_to",
        "related",
        "tasks",
        "timezone",
        "whom",
    ),
}


def test_every_text_of_the_file_has_every_payload() -> None:
    loaded = load.load(directive(PAYLOADS), "x.yaml").document
    assert loaded
    held: dict[str, str] = {}
    for where, text in texts(loaded):
        held[where] = held.get(where, "") + text
    for where, text in held.items():
        missing = [one for one in PAYLOADS if unicodedata.normalize("NFC", one) not in text]
        assert missing == [], where
    kinds = [one for one in vars(model).values() if ours(one)]
    assert held.keys() == {f"{kind.__name__}.{name}" for kind in kinds for name in fields(kind)}


def ours(kind: object) -> bool:
    return isinstance(kind, type) and kind.__module__ == model.__name__


def fields(kind: type) -> list[str]:
    """List the fields of a part of the model that hold any text."""
    hints = types_of(kind).items()
    kinds = (str, str | None, tuple[str, ...])
    return [name for name, hint in hints if hint in kinds and name not in NAMES]


def types_of(kind: type) -> dict[str, object]:
    """Return the types of a part's fields; the model imports decimals only for who checks types."""
    return get_type_hints(kind, {**vars(model), "Decimal": Decimal}, {})


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Find each text of a document, with the field that it stands in."""
    if ours(type(value)):
        for name in fields(type(value)):
            one = getattr(value, name)
            for text in one if isinstance(one, tuple) else [one]:
                yield f"{type(value).__name__}.{name}", text or ""
        for name in types_of(type(value)):
            yield from texts(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
