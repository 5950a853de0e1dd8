"""Text of the data file is never code: every report in every format, with and without attacks.

The same directive is written twice, once with plain words and once with a payload in each text.
The two versions of a report may differ in those texts only: they have the same elements, cells and
properties, and each text is shown as its reader shows it.
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

import pytest
import report_commands
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
# Further options that change a format.
WAYS: dict[str, list[list[str]]] = {"csv": [["--raw"]], "ics": [["--events"]]}


# How a format shows a text, if not as `clean` does.
SHOWN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("json", "parquet", "raw"), partial(unicodedata.normalize, "NFC")),
    "ics": ics.plain_text,
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Write the directive twice, in plain words and with payloads, and load each only once."""
    paths = {kind: tmp_path_factory.mktemp(kind) / "x.yaml" for kind in ("plain", "hostile")}
    paths["plain"].write_bytes(directive(WORDS))
    paths["hostile"].write_bytes(directive(PAYLOADS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "load_with_seam", cache(append.load_with_seam))
        yield paths


def files_written(file: Path, command: list[str], form: str) -> list[bytes]:
    """Return the files that a command writes in a format, or none if it does not offer it."""
    out = file.parent / "-".join([command[0], str(len(command)), form])
    out.mkdir(exist_ok=True)
    one_per_owner = command[0] == "remind" and form != "json"
    target = out if one_per_owner else out / f"x{Format(form).extension}"
    options = ["-F", form, *MOMENT, "--width", "1000", "-o", str(target), "--force"]
    ran = run(*command, "-f", file.name, *options, folder=file.parent)
    if "no-such-format" in ran.err:
        return []
    assert (ran.code, ran.out, ran.err) == (0, "", ""), command
    return [path.read_bytes() for path in sorted(out.iterdir())]


@cache
def payloads(form: str) -> dict[str, str]:
    """Return what replaces each plain word: the payload, or its safe form where it is shown."""
    shown = SHOWN.get(form, clean)
    return {word: shown(payload) for word, payload in zip(WORDS, PAYLOADS, strict=True)}


def with_payloads(texts: Iterable[str], form: str) -> set[str]:
    """Return texts with payloads instead of words, ignoring case, spaces and punctuation.

    The text format is compared word by word, without rules, whose length depends on the width. A
    text with brackets or commas of its own gets a dash or a semicolon instead of those around it.
    """
    words = payloads(form)
    shown = (WORD.sub(lambda word: words[word[0].lower()], text) for text in texts)
    if form == "csv":
        guarded = (f"'{text}" if FORMULA.match(text) else text for text in shown)
        shown = (re.sub(r"^'\s+", "'", text) for text in guarded)  # forms strip leading blanks
    shown = (re.sub("[()–;,]", "", text) for text in shown)
    if form == "text":
        shown = (word for text in shown for word in text.split() if word.strip("-"))
    return {" ".join(text.upper().split()) for text in shown}


COMMANDS = [
    *(
        [one, *report_commands.NEEDED_ARGUMENTS.get(one, ())]
        for one in report_commands.names()
        if one != "check"
    ),
    *([one, "-f", str(SMALL)] for one in ("status", "export")),  # with another file
    ["export", "--form"],
]


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
@pytest.mark.parametrize("form", list(Format))
def test_text_of_the_file_is_never_code(
    files: dict[str, Path], command: list[str], form: str
) -> None:
    for way in ([], *WAYS.get(form, ())):
        if way and command != ["export"]:
            continue
        plain, hostile = (files_written(file, [*command, *way], form) for file in files.values())
        assert len(plain) == len(hostile)
        for plain_file, hostile_file in zip(plain, hostile, strict=True):
            expected, result = READERS[form](plain_file), READERS[form](hostile_file)
            assert result.parts == expected.parts
            shown = "raw" if "--raw" in way else form
            # In the text format, a heading of the program may be cut for lack of room.
            own = {text.upper() for text in expected.texts} if form == "text" else set()
            assert (
                with_payloads(result.texts, shown) - own
                == with_payloads(expected.texts, shown) - own
            )


def drafted(words: tuple[str, ...]) -> bytes:
    """Return a draft with each of the words in every place where a draft quotes its document."""
    document = yaml.safe_load(directive(words))
    for task, word in zip(document["tasks"], words * 4, strict=True):
        task["draft"] = {"at": word, "quote": word, "deadline": word, "why": word}
    document["unused"] = [{"at": word, "text": word} for word in words]
    document["progress"] = []
    text: str = yaml.safe_dump(document, default_style='"', width=10**6, sort_keys=False)
    return text.replace('"draft":', "draft:").encode()


@pytest.mark.long
def test_text_of_a_draft_is_never_code(tmp_path: Path) -> None:
    contents = []
    for kind, words in (("plain", WORDS), ("hostile", PAYLOADS)):
        (tmp_path / f"{kind}.yaml").write_bytes(drafted(words))
        ran = run("draft", f"{kind}.yaml", "-o", f"{kind}.xlsx", folder=tmp_path)
        assert ran.code == 0, ran.err
        sheets = read_xlsx((tmp_path / f"{kind}.xlsx").read_bytes())
        # A hidden sheet has the draft's own text, in pieces.
        parts = Counter({part: sheets.parts[part] for part in sheets.parts if part[0] != HIDDEN})
        texts = [text for text in sheets.texts if not text.startswith("|")]
        contents.append(Read(parts, texts))
    expected, result = contents
    assert result.parts == expected.parts
    assert with_payloads(result.texts, "raw") == with_payloads(expected.texts, "raw")


def test_every_format_has_a_reader() -> None:
    assert {*READERS} == {*Format}


@pytest.mark.parametrize("form", ["text", "json"])
def test_text_in_the_messages_of_check_is_never_code(files: dict[str, Path], form: str) -> None:
    ran = run("check", "--strict", "-f", str(files["hostile"]), "-F", form)
    assert (ran.code, ran.err) == (0, "")
    assert "invisible-in-text" in ran.out
    READERS[form](ran.out.encode())


def with_unknown_owners(words: tuple[str, ...]) -> bytes:
    """Return a data file with one mistake for each of the words, which a message quotes."""
    document = {
        "format": "1",
        "directive": {"number": "1-CV", "issued": "2024-03-01", "issuer": "X", "subject": "X"},
        "owners": [{"id": "van-phong", "name": "Văn phòng"}],
        "tasks": [
            {"id": f"t-{i}", "title": "X", "due": "2024-03-11", "owner": word}
            for i, word in enumerate(words)
        ],
    }
    text: str = yaml.safe_dump(document, default_style='"', width=10**6, sort_keys=False)
    return text.encode()


@pytest.mark.parametrize("form", ["text", "json"])
def test_messages_of_check_quote_text_as_text(tmp_path: Path, form: str) -> None:
    contents = []
    for words in (WORDS, PAYLOADS):
        (tmp_path / "x.yaml").write_bytes(with_unknown_owners(words))
        ran = run("check", "-f", "x.yaml", "-F", form, folder=tmp_path)
        assert (ran.code, ran.err) == (65, "")
        messages = READERS[form](ran.out.encode())
        if form == "text":  # without the lines of the file, which has the words as escapes
            lines = ran.out.splitlines()
            messages = Read(Counter(), [line for line in lines if line.startswith("x.yaml:")])
        contents.append(messages)
    expected, result = contents
    assert result.parts == expected.parts
    shown = "json" if form == "json" else "message"
    assert len(list(result.texts)) >= len(PAYLOADS)
    assert with_payloads(result.texts, shown) == with_payloads(expected.texts, shown)


# Fields of the model that hold ids, or one of a few fixed words.
NAMES = {
    "abbreviation",  # letters only
    "file",  # the path, in reports on several files
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
    texts_of: dict[str, str] = {}
    for field, text in texts(loaded):
        texts_of[field] = texts_of.get(field, "") + text
    for field, text in texts_of.items():
        missing = [
            candidate
            for candidate in PAYLOADS
            if unicodedata.normalize("NFC", candidate) not in text
        ]
        assert missing == [], field
    kinds = [candidate for candidate in vars(model).values() if is_of_the_model(candidate)]
    assert texts_of.keys() == {f"{kind.__name__}.{name}" for kind in kinds for name in fields(kind)}


def is_of_the_model(kind: object) -> bool:
    return isinstance(kind, type) and kind.__module__ == model.__name__


def fields(kind: type) -> list[str]:
    """Return the fields of a class of the model that hold free text."""
    hints = types_of(kind).items()
    kinds = (str, str | None, tuple[str, ...])
    return [name for name, hint in hints if hint in kinds and name not in NAMES]


def types_of(kind: type) -> dict[str, object]:
    """Return the types of a class's fields; the model imports Decimal for type checkers only."""
    return get_type_hints(kind, {**vars(model), "Decimal": Decimal}, {})


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Yield each text of a document, with its field."""
    if is_of_the_model(type(value)):
        for name in fields(type(value)):
            member = getattr(value, name)
            for text in member if isinstance(member, tuple) else [member]:
                yield f"{type(value).__name__}.{name}", text or ""
        for name in types_of(type(value)):
            yield from texts(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for member in value:
            yield from texts(member)
