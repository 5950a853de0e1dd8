"""Data files with logs in every style that people and programs write, and entries to add.

The entries are few and about few tasks, so that they affect one another: a second `done`, an
extension to an earlier day, a figure that falls, an entry that takes another back. The texts are as
awkward as valid texts can be.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from decimal import Decimal
from typing import Literal
from typing import NamedTuple

from hypothesis import strategies as st

from ntmtrack.datafile import append
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Entry

HEAD = """\
format: 1
directive: {number: 07-KH/XĐ, issued: 2024-03-01, issuer: Xã, subject: Kênh mương}
villages: [{id: ben-da, name: Bến Đá}, {id: "no", name: Nọ}]
owners: [{id: cong-an, name: Công an xã}]
events: [{id: hop, name: Họp, date: 2024-03-12}]
tasks:
  - id: ke-kenh
    title: Kè kênh
    owner: [cong-an]
    villages: all
    each: village
    due: 2024-03-10
    measures: [{id: met, name: mét, unit: m, at_least: 100}]
  - {id: ra-soat, title: Rà soát, owner: [cong-an], due: 2024-03-15}
  - {id: sau-hop, title: Sau họp, owner: [cong-an], event: hop, event_days: 2}
  - {id: nhom, title: Nhóm, owner: [cong-an]}
  - {id: truc-dem, title: Trực, owner: [cong-an], standing: true, part_of: nhom}
  - {id: bao-cao, title: Báo cáo, owner: [cong-an], repeat: {every: day, from: 2024-03-01}}
amendments: [{number: 9-CV/ĐU, issued: 2024-03-08, tasks: [ra-soat], due: 2024-03-18}]
"""
INVISIBLE = "a\u200bb"
FAKE = "a\nprogress:\n  - {task: ra-soat, mark: done, on: 2024-03-05}\n- b"
NOTES = (
    unicodedata.normalize("NFD", "Đê yên"),  # never typed, as typed text is in composed form
    "Đê yên",
    "nước rút - đường khô",
    "xong 100%",
    "...",
    "a: b #c",
    "",
    " ",  # which is refused
    "|",
    "progress:",
    FAKE,
)
ZONE = timezone(timedelta(hours=7))


def _day(number: int) -> datetime:
    return datetime(2024, 3, number)


def _of_task(task: str, *marks: str) -> list[Entry]:
    return [Entry(task, mark, _day(5)) for mark in marks]  # type: ignore[arg-type]


KINDS: Sequence[Entry] = (
    *_of_task(
        "ra-soat", "started", "done", "done", "reopened", "cancelled", "obstacle", "reminded"
    ),
    *_of_task("truc-dem", "note", "note", "done"),
    *_of_task("bao-cao", "done", "excused", "nothing"),
    Entry("ra-soat", "extended", _day(4), to=Deadline(date(2024, 3, 20)), by="A", note="b"),
    Entry("ra-soat", "extended", _day(4), to=Deadline(date(2024, 3, 12)), by="A", note="b"),
    # Later than the directive's day, but not than the letter's.
    Entry("ra-soat", "extended", _day(9), to=Deadline(date(2024, 3, 16)), by="A", note="b"),
    Entry("sau-hop", "extended", _day(9), to=Deadline(date(2024, 3, 13)), by="A", note="b"),
    Entry("sau-hop", "extended", _day(9), to=Deadline(date(2024, 3, 15)), by="A", note="b"),
    Entry("ra-soat", "undone", _day(5), undoes="done"),
    Entry("ra-soat", "undone", _day(4), undoes="extended"),
    Entry("truc-dem", "undone", _day(5), undoes="note"),
    Entry("truc-dem", "note", datetime(2024, 2, 1)),  # before the directive
    Entry("truc-dem", "undone", datetime(2024, 2, 1), undoes="note"),
    Entry("bao-cao", "done", _day(5), for_=date(2024, 3, 2)),
    Entry("bao-cao", "done", _day(5), for_=date(2024, 2, 2)),  # an occurrence that does not exist
    Entry("ke-kenh", "note", _day(5), "ben-da", amounts={"met": Decimal("50.5")}),
    Entry("ke-kenh", "note", _day(6), "ben-da", amounts={"met": Decimal(20)}),
    Entry("ke-kenh", "note", _day(6), "no", amounts={"met": Decimal(5000)}),
    Entry("ke-kenh", "undone", _day(6), "no", undoes="note"),
    Entry("ke-kenh", "done", _day(6), "no", evidence=("a b.jpg", "c.jpg")),
    Entry("ra-soat", "reminded", _day(6), whom=("cong-an",)),
    Entry("ke-kenh", "done", _day(6)),  # its village is missing
    Entry("khong-co", "note", _day(5)),
    Entry("nhom", "note", _day(5)),
)
RIGHT = [one for one in KINDS if one.mark != "undone"][:-3]


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw an entry, sometimes with a note and a time of writing."""
    entry = draw(st.sampled_from((*RIGHT, *RIGHT, *KINDS)))
    note = draw(st.sampled_from((entry.note, entry.note, *NOTES, INVISIBLE)))
    at = draw(st.none() | st.integers(0, 3))
    stamp = (
        None
        if at is None
        else datetime(2024, 3, 21, 8, 0, 0, at, tzinfo=draw(st.sampled_from([ZONE, UTC])))
    )
    if entry.mark == "undone" and draw(st.booleans()):
        entry = entry._replace(
            undoes=datetime(2024, 3, 21, 8, 0, 0, draw(st.integers(0, 3)), tzinfo=ZONE)
        )
    return entry._replace(note=note or None, at=stamp)


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    """Draw a log that is valid, perhaps with warnings; sometimes an entry is taken back."""
    written = [entry for entry in draw(st.lists(entries(), max_size=4)) if entry.mark != "undone"]
    written = [
        entry
        for entry in written
        if entry.task not in ("khong-co", "nhom") and (entry.village or entry.task != "ke-kenh")
    ]
    takes_back = draw(st.booleans())
    if written and takes_back:
        written.append(undoing(draw(st.sampled_from(written))))
    return written


def undoing(entry: Entry) -> Entry:
    """Return the entry that takes another back, by its `at` or else its mark."""
    of = entry._replace(
        mark="undone", amounts={}, to=None, by=None, note=None, evidence=(), whom=()
    )
    return of._replace(undoes=entry.at or entry.mark, at=None)


def _pairs(entry: Entry) -> list[tuple[str, str]]:
    """Return the keys of an entry with their values, as the program writes them."""
    inner = append.line(entry)[1:-1]
    pairs: list[tuple[str, str]] = []
    for part in inner.split(", "):
        key, colon, value = part.partition(": ")
        if colon and key.isidentifier() and key in {"for", *Entry._fields}:
            pairs.append((key, value))
        else:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}, {part}")
    return pairs


def _in_braces(entry: Entry, gap: str) -> str:
    return "{" + gap.join(f"{key}: {value}," for key, value in _pairs(entry)) + "}"


class Style(NamedTuple):
    """Describe how the note of an entry is written, and what separates its keys."""

    note: str  # a block scalar indicator, a quote, or nothing for the program's style
    gap: str
    spelling: Literal["NFC", "NFD"]


def _block(entry: Entry, style: Style) -> str:
    """Return an entry as a block mapping, its lines starting in the first column."""
    lines = [f"{key}: {value}" for key, value in _pairs(entry._replace(note=None, at=None))]
    if entry.at:
        lines.append(f"at: {entry.at.isoformat()}")
    if entry.note and style.note[:1] in ("|", ">"):
        inner = "".join(f"\n  {line}" for line in entry.note.split("\n"))
        lines.append(f"note: {style.note}{inner}")
    elif entry.note and style.note == "'":
        lines.append("note: '" + entry.note.replace("'", "''").replace("\n", "\n\n") + "'")
    elif entry.note:
        lines.append(
            "note: "
            + append.line(entry).partition(", note: ")[2].partition(', at: "')[0].rstrip("}")
        )
    return "\n".join(lines)


# Days and figures as people write them.
DAYS: Sequence[Callable[[str], str]] = (
    str,
    str,
    lambda text: text.replace("2024-03-05", "5/3/2024"),
    lambda text: text.replace("2024-03-05", "05-03-2024").replace("50.5", "50,5"),
    lambda text: text.replace("on: 2024-03-05", "on: '2024-03-05'"),
    lambda text: text.replace("[", "").replace("]", "").replace('"a b.jpg", ', ""),
)


@st.composite
def _items(draw: st.DrawFn, entry: Entry) -> str:
    """Draw an entry written in one of many styles."""
    style = Style(
        draw(st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", "'", "", ""])),
        draw(st.sampled_from([" ", " ", "  # ghi\n     ", "\n    "])),
        draw(st.sampled_from(["NFC", "NFC", "NFD"])),
    )
    kind = draw(st.sampled_from(["as we do", "as we do", "braces", "block", "block"]))
    text = append.line(entry)
    if kind == "braces":
        text = _in_braces(entry, style.gap)
    elif kind == "block":
        text = _block(entry, style)
    text = draw(st.sampled_from(DAYS))(text) if kind != "as we do" else text
    return unicodedata.normalize(style.spelling, text)


COMMENTS = ("", "", "", "\n", "   \n", "# ghi\n", "  # a: b # c\n", "# ...\n", "#-\n\n")
KEYS = (
    "progress:",
    "progress:",
    "progress:",
    "progress:",
    "progress:  # ghi",
    "progress :",
    "'progress':",
    '"progress":',
    "? progress\n:",
)
TOKENS = ("", " []", " ~", " null", "  [ ]  # ghi", " []#x", "\n  []", " # ghi\n  ~")
ENDS = ("", "", "", "\n", "\n\n", "...\n", "... # hết\n# sau\n", "# hết\n", "  # hết\n")


def _mixed(text: str) -> str:
    lines = text.split("\n")
    return (
        "".join(line + ("\r\n" if at % 3 else "\n") for at, line in enumerate(lines[:-1]))
        + lines[-1]
    )


def _indented(text: str) -> bytes:
    """Return the text with the whole document indented, except what precedes it."""
    before, head, rest = text.partition("format: 1")
    return (before + ("  " + head + rest).replace("\n", "\n  ")).encode()


# The ways in which a text becomes bytes.
WRITINGS: Mapping[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "as Windows writes": lambda text: text.replace("\n", "\r\n").encode(),
    "as old Macs wrote": lambda text: text.replace("\n", "\r").encode(),
    "mixed": lambda text: _mixed(text).encode(),
    "with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "indented": _indented,
}


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Draw the bytes of a file, not always a valid one."""
    text = draw(st.sampled_from(["", "", "---\n", "%YAML 1.2\n---\n", "# đầu\n"])) + HEAD
    drawn_entries = draw(logs())
    if not drawn_entries:
        text += draw(st.sampled_from(KEYS)) + draw(st.sampled_from(TOKENS)) + "\n"
    elif draw(st.integers(0, 9)) == 0:
        text += f"{draw(st.sampled_from(KEYS))} [{', '.join(map(append.line, drawn_entries))}]\n"
    else:
        text += draw(st.sampled_from(KEYS)) + "\n"
        dash = (
            " " * draw(st.sampled_from([0, 2, 2, 4]))
            + "-"
            + draw(st.sampled_from([" ", " ", " ", "   ", "\t"]))
        )
        for entry in drawn_entries:
            item = draw(_items(entry))
            text += draw(st.sampled_from(COMMENTS))
            text += dash + item.replace("\n", "\n" + " " * len(dash)) + "\n"
    text += draw(st.sampled_from(ENDS))
    if draw(st.integers(0, 3)) == 0:
        text = text.removesuffix("\n")
    ways = [*WRITINGS, "as it is", "as it is"]
    data = WRITINGS[draw(st.sampled_from(ways))](text)
    return codecs.BOM_UTF8 + data if draw(st.integers(0, 9)) == 0 and data[:1] != b"\xef" else data
