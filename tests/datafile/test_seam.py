"""Entries are proved at the seam exactly as the whole text would prove them, or not at all."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from cases import first_quick
from hypothesis import assume
from hypothesis import event
from hypothesis import given
from hypothesis import strategies as st
from logs_written import HEAD
from logs_written import KINDS
from logs_written import WRITINGS
from logs_written import entries
from logs_written import files
from logs_written import undoing
from running import COPIES_IN
from running import DATA
from running import SHIPPED

from ntmtrack.datafile import append
from ntmtrack.datafile import kept_copy
from ntmtrack.datafile import seam
from ntmtrack.datafile.append import Appended
from ntmtrack.datafile.kept_copy import KeptCopy
from ntmtrack.datafile.seam import Continued
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Loaded
from ntmtrack.wording.problem import NtmError
from ntmtrack.yamltext import yaml_tree

NAME = "so.yaml"
CASES = sorted((Path(__file__).parent / "append").glob("*.yaml"))
NOTE = Entry("truc-dem", "note", datetime(2024, 3, 20, 7, 30), note="Đê: yên #1")
NOTE = NOTE._replace(at=datetime(2024, 3, 21, 8, tzinfo=UTC))
LOGGED = HEAD + "progress:\n  - {task: truc-dem, mark: note, on: 2024-03-05}\n"


@pytest.fixture(scope="module", autouse=True)
def _copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Allow kept copies for these tests, in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(COPIES_IN, str(tmp_path_factory.mktemp("cache")))
        patch.delenv("NTMTRACK_NO_CACHE", raising=False)
        yield


def kept(data: bytes) -> tuple[KeptCopy, Loaded]:
    """Keep a copy of a text, and load it from there."""
    copy = kept_copy.find(data)
    assert copy
    copy.keep(*append.load_with_seam(data, NAME))
    loaded = copy.read(NAME)
    assert loaded
    return copy, loaded


def whole(copy: KeptCopy, old: Loaded, added: Sequence[Entry]) -> Appended | NtmError:
    assert old.document
    try:
        return append.append(copy.data, NAME, old.document, added)
    except NtmError as error:
        return error


def continued(data: bytes, *added: Entry) -> Continued | None:
    """Append entries at the seam of a text; None if only the whole text can prove them."""
    return seam.append(*kept(data), added)


def append_both_ways(
    copy: KeptCopy, loaded: Loaded, added: Sequence[Entry]
) -> tuple[KeptCopy, Loaded] | None:
    """Append entries in both ways and check that they agree; return the new copy, if any."""
    short, full = seam.append(copy, loaded, added), whole(copy, loaded, added)
    if isinstance(full, NtmError):
        assert short is None, full
        return None
    if short is None:
        return kept(full.data)
    assert short.data == full.data
    new = kept_copy.find(short.data)
    assert new
    new.keep_with_entries(copy, short.added, short.seam)
    read = new.read(NAME)
    assert repr(read) == repr(full.loaded)
    assert new.seam == full.seam
    assert read
    return new, read


# Entries to append together: a number takes back an existing entry, counted from the last.
batches = st.lists(st.lists(entries() | st.integers(1, 3), min_size=1, max_size=2), max_size=4)


@given(files(), batches)
def test_both_ways_accept_refuse_and_give_the_same_text(
    data: bytes, batches: list[list[Entry | int]]
) -> None:
    assume(append.load_with_seam(data, NAME)[0].document)
    copy, loaded = kept(data)
    for batch in batches:
        existing = loaded.document.progress if loaded.document else ()
        added = [
            undoing(existing[-item]) if isinstance(item, int) else item
            for item in batch
            if not isinstance(item, int) or item <= len(existing)
        ]
        if added:
            continued_copy = append_both_ways(copy, loaded, added)
            event(
                "refused"
                if not continued_copy
                else "both"
                if continued_copy[0].added
                else "whole only"
            )
            copy, loaded = continued_copy or (copy, loaded)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
@pytest.mark.parametrize("written", first_quick(1, WRITINGS.values()), ids=WRITINGS)
@pytest.mark.parametrize("cut", [False, True])
def test_both_ways_agree_on_texts_written_by_hand(
    case: Path, written: Callable[[str], bytes], cut: bool
) -> None:
    data = written(case.read_text(encoding="utf-8"))
    if cut:
        data = data.rstrip(b"\r\n")
    if append.load_with_seam(data, NAME)[0].document:
        copy, loaded = kept(data)
        for entry in (NOTE, NOTE._replace(note="hai"), NOTE._replace(at=None)):
            copy, loaded = append_both_ways(copy, loaded, [entry]) or (copy, loaded)


PLAIN = {
    "as we write": LOGGED.encode(),
    "as Windows writes": LOGGED.replace("\n", "\r\n").encode(),
    "as old Macs wrote": LOGGED.replace("\n", "\r").encode(),
    "with a mark": codecs.BOM_UTF8 + LOGGED.encode(),
    "without a last line break": LOGGED.encode()[:-1],
    "comments and an end mark": f"{LOGGED}\n# hết\n...\n".encode(),
    "an empty log": f"{HEAD}progress: []  # chưa có gì\n".encode(),
    "a log without a value": f"{HEAD}progress:\n".encode(),
    "a block": f"{LOGGED}  - task: truc-dem\n    mark: note\n    on: 6/3/2024\n".encode(),
    "a warning of another task": LOGGED.replace("truc-dem, mark", "ra-soat, mark")
    .replace("2024-03-05", "2024-02-05")
    .encode(),
}


@pytest.mark.parametrize("data", PLAIN.values(), ids=PLAIN)
def test_an_entry_is_proved_at_the_seam_of_a_plain_text(data: bytes) -> None:
    assert continued(data, NOTE)
    append_both_ways(*kept(data), [NOTE])


def test_an_entry_is_proved_at_the_seams_of_our_own_files() -> None:
    for path in (SHIPPED, DATA / "small.yaml"):
        copy, loaded = kept(path.read_bytes())
        assert loaded.document
        tasks = loaded.document.tasks
        headings = {task.part_of for task in tasks.values()}
        task = next(task for task in tasks.values() if not task.each and task.id not in headings)
        added = [Entry(task.id, "note", datetime(2024, 7, 16), note="x")]
        assert seam.append(copy, loaded, added)
        append_both_ways(copy, loaded, added)


ODD = {
    "a list in brackets": f"{HEAD}progress: [{{task: truc-dem, mark: note, on: 2024-03-05}}]\n",
    "a key in quotes": LOGGED.replace("progress:", "'progress':"),
    "a blank before the colon": LOGGED.replace("progress:", "progress :"),
    "an indented document": "  " + LOGGED.replace("\n", "\n  "),
    "a dash on a line of its own": LOGGED.replace("  - {", "  -\n    {"),
    "a text that goes on": f"{LOGGED}  - task: truc-dem\n    mark: note\n    on: 2024-03-06\n"
    "    note: |\n      a",
    "no key": HEAD,
    "a warning of this task": LOGGED.replace("2024-03-05", "2024-02-05"),
    "a warning in the last entry": LOGGED.replace("05}", '05, note: "a\\u200bb"}'),
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_unusual_text_is_read_as_a_whole(text: str) -> None:
    assert continued(text.encode(), NOTE) is None


@pytest.mark.parametrize("number", first_quick(1, range(len(KINDS))))  # each kind before each
def test_both_ways_agree_on_each_kind_of_entry_after_each_other_kind(number: int) -> None:
    copy, loaded = kept(LOGGED.encode())
    entry = KINDS[number]
    if written := append_both_ways(copy, loaded, [entry]):
        for later in KINDS:
            append_both_ways(*written, [later])


def test_an_entry_that_the_format_refuses_is_not_proved_at_the_seam() -> None:
    unknown_mark = NOTE._replace(mark="vui")  # type: ignore[arg-type]
    for entry in (unknown_mark, NOTE._replace(note="\u3000"), NOTE._replace(evidence=("a", " "))):
        copy, loaded = kept(LOGGED.encode())
        assert append_both_ways(copy, loaded, [entry]) is None


def test_another_version_of_the_parser_reads_the_whole_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy, loaded = kept(LOGGED.encode())
    monkeypatch.setattr(yaml_tree, "parser_version", lambda: "PyYAML 9")
    assert seam.append(copy, loaded, [NOTE]) is None


def test_the_limits_of_a_file_also_hold_at_the_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    copy, loaded = kept(LOGGED.encode())
    new = seam.append(copy, loaded, [NOTE])
    assert new
    for bound, most, owner in (
        ("LONGEST_FILE", len(new.data), seam),
        ("MOST_EVENTS", new.seam.events, yaml_tree),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(owner, bound, most)
            assert seam.append(copy, loaded, [NOTE])
            patch.setattr(owner, bound, most - 1)
            assert seam.append(copy, loaded, [NOTE]) is None
            if bound == "MOST_EVENTS":
                assert isinstance(whole(copy, loaded, [NOTE]), NtmError)


def test_the_whole_text_is_read_again_after_several_entries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seam, "MOST_ADDED", 3)
    copy, loaded = kept(LOGGED.encode())
    lengths = []
    for number in range(9):
        continued_copy = append_both_ways(copy, loaded, [NOTE._replace(note=str(number))])
        assert continued_copy
        copy, loaded = continued_copy
        lengths.append(len(copy.added))
    assert lengths == [1, 2, 3, 0, 1, 2, 3, 0, 1]
