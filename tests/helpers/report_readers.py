"""Reports as their readers see them: the texts in them, and the parts that are not text.

Each reader fails if any text of the report is more than text to the program that opens it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from typing import IO
from typing import Any
from typing import NamedTuple
from unittest.mock import patch
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import vobject
from cells import text_in_cell
from markup import READER
from markup import Reader
from markup import text_of
from openpyxl.cell.text import Text
from openpyxl.reader import excel
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse
from pyarrow import parquet

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # noqa: RUF001 - full-width signs work, too


class Read(NamedTuple):
    """Hold what a reader finds in a file: its parts that are not text, and its texts."""

    parts: Counter[Any]
    texts: Iterable[str]


class Page(Reader):
    """Parse a page, including where its links lead."""

    def __init__(self, page: str) -> None:
        self.links: Counter[object] = Counter()
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.links.update(one for one in attrs if one[0] in {"href", "src", "action", "style"})


def read_text(found: bytes) -> Read:
    """Return each word, because the layout of lines and columns depends on their room."""
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
    # A title is cut to the length that a browser shows; no markup of ours may be in one.
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
    # Whether a paragraph is kept with the next one depends on its length.
    tags = Counter(one.tag for one in body.iter() if one.tag != f"{space}keepNext")
    return Read(tags + Counter(names), paragraphs)


def read_xlsx(found: bytes) -> Read:
    with patch.object(excel, "read_string_table", shared_texts):
        book = openpyxl.load_workbook(io.BytesIO(found))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    full = [cell for cell in cells if cell.value is not None]  # texts determine merged cells
    parts = Counter((cell.parent.title, cell.data_type, cell.number_format) for cell in full)
    return Read(parts, [text_in_cell(cell.value) for cell in cells if isinstance(cell.value, str)])


def shared_texts(source: IO[bytes]) -> list[str]:
    """Return the shared texts as stored in the file; openpyxl removes `x005F_` from them."""
    whole = (element for _, element in iterparse(source))
    texts = [Text.from_tree(one) for one in whole if one.tag == f"{{{SHEET_MAIN_NS}}}si"]
    return [text.content if text else "" for text in texts]


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
