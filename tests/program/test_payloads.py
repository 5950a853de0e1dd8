"""Text of the data file is only ever text: every report in every format, with and without attacks.

The same directive is written twice, once with plain words and once with payloads in every place
of a text. What a report makes of the two must differ in those texts alone: the same elements,
cells and properties, and each text as its reader shows it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from functools import partial
from pathlib import Path
from typing import Any
from typing import NamedTuple
from typing import get_type_hints
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import every
import openpyxl
import pytest
import vobject
import yaml
from cells import in_cell
from markup import READER
from markup import Reader
from markup import text_of
from payloads import PAYLOADS
from payloads import WORDS
from payloads import directive
from pyarrow import parquet
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
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # noqa: RUF001 - full-width signs work, too
# Ways of asking for a format beside the plain one.
WAYS: dict[str, list[list[str]]] = {"csv": [["--raw"]], "ics": [["--events"]]}


# What a reader sees of a text where that is not what `clean` makes of it.
SHOWN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("json", "parquet", "raw"), partial(unicodedata.normalize, "NFC")),
    "ics": ics.plain_text,
    "xlsx": lambda text: in_cell(clean(text)),
}


class Read(NamedTuple):
    """Hold what a reader finds in a file: its parts that are not text, and its texts."""

    parts: Counter[Any]
    texts: Iterable[str]


class Page(Reader):
    """Read a page with where its links lead."""

    def __init__(self, page: str) -> None:
        self.links: Counter[object] = Counter()
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.links.update(one for one in attrs if one[0] in {"href", "src", "action", "style"})


def read_text(found: bytes) -> Read:
    """Give each word, for lines and columns are laid out by their room."""
    text = found.decode()
    assert all(char.isprintable() for line in text.split("\n") for char in line)
    return Read(Counter(), text.split())


def read_json(found: bytes) -> Read:
    def walk(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            for name, one in value.items():
                yield name
                yield from walk(one)
        elif isinstance(value, list):
            for one in value:
                yield from walk(one)
        else:
            yield value

    values = list(walk(json.loads(found)))
    texts = [one for one in values if isinstance(one, str)]
    return Read(Counter(one for one in values if not isinstance(one, str)), texts)


def read_md(found: bytes) -> Read:
    text = found.decode()
    tokens = READER.parse(text)
    cells = (len(re.findall(r"(?<!\\)\|", line)) for line in text.split("\n"))
    parts = Counter((token.type, token.tag) for token in tokens) + Counter(cells)
    return Read(parts, [text_of(token) for token in tokens if token.type == "inline"])


def read_csv(found: bytes) -> Read:
    marked = found.decode("utf-8")
    rows = list(csv.reader(io.StringIO(marked.removeprefix("\ufeff"), newline="")))
    cells = [cell for row in rows for cell in row]
    if marked == marked.removeprefix("\ufeff"):  # raw
        return Read(Counter(map(len, rows)), cells)
    assert [cell for cell in cells if FORMULA.match(cell)] == []
    return Read(Counter(map(len, rows)), cells)


def read_html(found: bytes) -> Read:
    # A title is cut to what a browser shows of it; no mark of ours can stand in one.
    text, count = re.subn(r"<title>[^<>]*</title>", "<title></title>", found.decode())
    assert count == 1
    page = Page(text)
    return Read(Counter(page.tags) + page.links, page.texts)


def read_docx(found: bytes) -> Read:
    with ZipFile(io.BytesIO(found)) as packed:
        names = packed.namelist()
        body = ET.fromstring(packed.read("word/document.xml"))  # noqa: S314 - we wrote it
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = ["".join(one.itertext()) for one in body.iter(f"{space}p")]
    return Read(Counter(one.tag for one in body.iter()) + Counter(names), paragraphs)


def read_xlsx(found: bytes) -> Read:
    book = openpyxl.load_workbook(io.BytesIO(found))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    full = [cell for cell in cells if cell.value is not None]  # texts share columns by their length
    parts = Counter((cell.parent.title, cell.data_type, cell.number_format) for cell in full)
    return Read(parts, [in_cell(cell.value) for cell in cells if isinstance(cell.value, str)])


def read_parquet(found: bytes) -> Read:
    table = parquet.read_table(io.BytesIO(found))
    values = read_json(json.dumps(table.to_pylist(), default=str).encode())
    return Read(values.parts + Counter(map(str, table.schema)), values.texts)


def read_ics(found: bytes) -> Read:
    text = found.decode()
    names = re.findall(r"^([\w-]+(?:;[^:]*)?:?)", text.replace("\r\n ", ""), re.MULTILINE)
    calendar = vobject.readOne(text)
    lines = [one for part in (calendar, *calendar.components()) for one in part.lines()]
    texts = [one.value for one in lines if isinstance(one.value, str) and one.name != "UID"]
    lists = [text for one in lines if isinstance(one.value, list) for text in one.value]
    return Read(Counter(names) + Counter(one.name for one in lines), [*texts, *lists])


READERS: dict[str, Callable[[bytes], Read]] = {
    "text": read_text,
    "json": read_json,
    "csv": read_csv,
    "md": read_md,
    "html": read_html,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "parquet": read_parquet,
    "ics": read_ics,
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
    """Give the files that a command writes in a format; none where it does not come in it."""
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
    """Give texts with payloads for words, whatever their case and the room between them.

    Of text on lines each word is taken alone, and rules are as long as there is room.
    """
    words = payloads(form)
    shown = (WORD.sub(lambda word: words[word[0].lower()], text) for text in texts)
    if form == "csv":
        guarded = (f"'{one}" if FORMULA.match(one) else one for one in shown)
        shown = (re.sub(r"^'\s+", "'", one) for one in guarded)  # forms begin with no blank
    elif form == "text":
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
    """Give a draft that has each of the words wherever a draft quotes its document."""
    document = yaml.safe_load(directive(words))
    for task, word in zip(document["tasks"], words * 4, strict=True):
        task["draft"] = {"at": word, "quote": word, "deadline": word, "why": word}
    document["unused"] = [{"at": word, "text": word} for word in words]
    document["progress"] = []
    text: str = yaml.safe_dump(document, default_style='"', width=10**6, sort_keys=False)
    return text.replace('"draft":', "draft:").encode()


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
    hints = get_type_hints(kind).items()
    kinds = (str, str | None, tuple[str, ...])
    return [name for name, hint in hints if hint in kinds and name not in NAMES]


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Find each text of a document, with the field that it stands in."""
    if ours(type(value)):
        for name in fields(type(value)):
            one = getattr(value, name)
            for text in one if isinstance(one, tuple) else [one]:
                yield f"{type(value).__name__}.{name}", text or ""
        for name in get_type_hints(type(value)):
            yield from texts(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
