"""Documents for the readers of drafts, made from the cases in tests/incoming, and as text.

A case is plain text (`.txt`, `.md`, `.csv`); `.docx.xml`, the parts of a Word document; or
`.pdf.txt`, what to draw on the pages of a PDF: `page [landscape]`, `text LEFT TOP SIZE WORDS`,
`bold` with the same, `wrap LEFT TOP SIZE WIDTH WORDS`, `line LEFT TOP RIGHT BOTTOM`, `picture`.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.wording import problem_text
from ntmtrack.wording.words import Words

CASES = Path(__file__).parent.parent / "incoming"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LINE = 1.25  # line spacing, as a multiple of the font size
_LETTER = 0.5  # character width, likewise


def document(case: Path) -> tuple[bytes, str]:
    """Return the bytes of a case, and the name of its file."""
    text = case.read_text(encoding="utf-8")
    if case.name.endswith(".docx.xml"):
        return word(dict(re.findall(r"(?s)<(body|numbering|styles|footnotes)>(.*?)</\1>", text))), (
            case.stem
        )
    return (pdf(text), case.stem) if case.name.endswith(".pdf.txt") else (text.encode(), case.name)


def word(parts: Mapping[str, str], main_type: str = _MAIN) -> bytes:
    """Return a Word document made of these parts."""
    rest = [name for name in parts if name != "body"]
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(rest)
    )
    relations += (
        f'<Relationship Id="x" Type="{_OFFICE}/attachedTemplate"'
        ' Target="http://example.invalid/x" TargetMode="External"/>'
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml"'
        f' ContentType="application/xml"/><Override PartName="/word/document.xml"'
        f' ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1"'
        f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}'
        "</Relationships>",
        "word/document.xml": f"<w:document {_NAMES}><w:body>{parts['body']}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {_NAMES}>{parts[name]}</w:{name}>" for name in rest},
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive with these members, always the same bytes, as they name test cases."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, method)
    return out.getvalue()


def written(document: SourceDocument) -> str:
    """Return a document as text: a paragraph a line, a table row a line."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, TextParagraph):
            marks = f"{' heading' * block.is_heading}{' bold' * block.is_bold}"
            number = f" [{block.number}] level {block.level}" if block.number else ""
            level = f" level {block.level}" if block.is_heading and not number else ""
            lines.append(f"{_place(block.place)}{number}{level}{marks}: {block.text}")
            continue
        lines.append(f"{_place(block.place)}:")
        lines += (
            f"  {_place(row.place._replace(table=0, sheet=''))}: "
            + " | ".join(map(_cell, row.cells))
            for row in block.rows
        )
    return "".join(f"{line}\n" for line in lines) + problem_text.as_text(
        document.warnings, Words("en")
    )


def _place(place: SourcePlace) -> str:
    return ", ".join(f"{name} {value}" for name, value in place._asdict().items() if value)


def _cell(cell: TableCell) -> str:
    day = f" = {cell.day}" if cell.day else ""
    return f"{'^' * cell.continues}{cell.text}{day}".replace("\n", " / ")


# ---- PDFs


def pdf(drawing: str) -> bytes:
    """Return a PDF with these drawings on its pages; all its characters are equally wide."""
    pages: list[tuple[int, int, list[str]]] = []
    for line in filter(None, drawing.splitlines()):
        command, *rest = line.split(" ", 1)
        if command == "page":
            pages.append((*((842, 595) if rest == ["landscape"] else (595, 842)), []))
        else:
            _, height, content = pages[-1]
            content += _drawn(command, rest[0] if rest else "", height)
    return _file(pages)


def _drawn(command: str, rest: str, height: int) -> Iterator[str]:
    if command == "picture":
        yield "q 595 0 0 842 0 0 cm /P Do Q"
        return
    if command == "line":
        x, y, other_x, other_y = map(float, rest.split())
        yield f"{x} {height - y} m {other_x} {height - other_y} l S"
        return
    left, top, size, words = rest.split(" ", 3)
    lines = [words]
    if command == "wrap":
        width, words = words.split(" ", 1)
        lines = textwrap.wrap(
            words, int(float(width) / float(size) / _LETTER), break_on_hyphens=False
        )
    for at, line in enumerate(lines):
        foot = height - float(top) - at * _LINE * float(size)
        text = line.encode("utf-16-be").hex()
        yield f"BT /{'B' if command == 'bold' else 'F'} {size} Tf {left} {foot} Td <{text}> Tj ET"


def _file(pages: list[tuple[int, int, list[str]]]) -> bytes:
    codes = "".join(f"<{one:02x}00> <{one:02x}ff> <{one:02x}00>\n" for one in range(0x21))
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange"
        f" <0000> <ffff> endcodespacerange 33 beginbfrange\n{codes}endbfrange endcmap"
    )
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 3: _stream(cmap.encode())}
    for at, name in ((4, "Phang"), (6, "Phang-Bold")):
        objects[at] = (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{at + 1} 0 R] /ToUnicode 3 0 R >>"
        )
        objects[at + 1] = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry"
            f" (Adobe) /Ordering (Identity) /Supplement 0 >> /DW {1000 * _LETTER:.0f}"
            " /FontDescriptor 9 0 R >>"
        )
    objects[8] = _stream(
        b"\x7f",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        " /BitsPerComponent 8",
    )
    objects[9] = (
        "<< /Type /FontDescriptor /FontName /Phang /Flags 4 /FontBBox [0 -200 1000 900]"
        " /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    kids: list[str] = []
    for width, height, content in pages:
        at = len(objects) + 2
        kids.append(f"{at} 0 R")
        objects[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {at + 1} 0 R"
            " /Resources << /Font << /F 4 0 R /B 6 0 R >> /XObject << /P 8 0 R >> >> >>"
        )
        objects[at + 1] = _stream("\n".join(content).encode())
    objects[2] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for at in range(1, len(objects) + 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{objects[at]}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def _stream(data: bytes, more: str = "") -> str:
    return f"<< /Length {len(data)} {more} >>\nstream\n{data.decode('latin-1')}\nendstream"
