"""Whole stories of recording: each file of tests/stories has a directive and commands on it.

A file begins with comments (`# …`), the time of the clock (`clock: …`), existing papers (`paper:
…`, relative to the working folder) and filled forms (`form: …`, in tests/stories/forms). Between
two lines `====` is the directive, which becomes data/assignments.yaml. Then follow commands, each
with its complete output: `$ ntmtrack …`, standard output, standard error, the lines that were added
to the data file, and the exit code if it is not 0. `$ clock …` moves the clock. For a new case,
write a file without output; NTMTRACK_UPDATE_GOLDEN=1 writes the output into all files.
"""

from __future__ import annotations

import os
import shlex
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from cases import first_quick
from running import HERE
from running import SHIPPED
from running import Ran
from running import run
from running import spawn

from ntmtrack.datafile.load import load
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.directive.model import Entry
from ntmtrack.reports import recorded

CASES = sorted((HERE / "stories").glob("*.txt"))
UPDATE = os.environ.get("NTMTRACK_UPDATE_GOLDEN") == "1"
DATA_FILE = Path("data", "assignments.yaml")
BETWEEN = "====\n"
ON_ERROR = "---- on standard error\n"
GAINED = "---- added to the file\n"
CODE = "---- exit code "
each_case = pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])


class Story(NamedTuple):
    """Represent a case: its leading lines, the directive, and the commands."""

    head: str
    directive: str
    commands: list[str]

    def values(self, name: str) -> list[str]:
        """Return the values of the leading lines of one kind."""
        lines = self.head.splitlines()
        return [line.partition(": ")[2] for line in lines if line.startswith(f"{name}: ")]


def story(case: Path) -> Story:
    """Parse a case."""
    head, directive, answers = case.read_text(encoding="utf-8").split(BETWEEN)
    return Story(head, directive, [line for line in answers.splitlines() if line[:2] == "$ "])


def transcript(parsed: Story, folder: Path, clock: pytest.MonkeyPatch) -> str:
    """Run the commands of a story in a folder, and return the story with their output."""
    data = folder / DATA_FILE
    data.parent.mkdir()
    data.write_bytes(parsed.directive.encode())
    for paper in parsed.values("paper"):
        (folder / paper).parent.mkdir(exist_ok=True)
        (folder / paper).touch()
    for form in parsed.values("form"):
        (folder / form).write_bytes((HERE / "stories" / "forms" / form).read_bytes())
    set_clock(parsed.values("clock")[0], clock)
    outputs = [answer(command, folder, clock) for command in parsed.commands]
    return BETWEEN.join([parsed.head, parsed.directive, "".join(outputs)])


def answer(command: str, folder: Path, clock: pytest.MonkeyPatch) -> str:
    """Run one command, check that it wrote safely, and return it with its output."""
    words = shlex.split(command.removeprefix("$ "))
    if words[0] == "clock":
        set_clock(words[1], clock)
        return f"{command}\n"
    at = words.index("ntmtrack")
    settings = dict(word.split("=", 1) for word in words[:at])
    data = folder / DATA_FILE
    before = data.read_bytes()
    ran = run(*words[at + 1 :], folder=folder, **settings)
    after = data.read_bytes()
    assert after.startswith(before), "no byte that was there may change"
    assert load(after, "").document or after == before, "an invalid file is never written"
    assert ran.code == 0 or after == before, "an error leaves the file as it was"
    return formatted(command, ran, after[len(before) :].decode())


def formatted(command: str, ran: Ran, gained: str) -> str:
    parts = [
        f"{command}\n{ran.out}",
        ran.err and ON_ERROR + ran.err,
        gained and GAINED + gained,
        f"{CODE}{ran.code}\n" if ran.code else "",
    ]
    return "".join(parts)


def set_clock(time: str, clock: pytest.MonkeyPatch) -> None:
    """Set the clock to a time."""
    now = datetime.fromisoformat(time)
    clock.setattr(dates, "clock", lambda: now)


@each_case
def test_a_story_matches_its_golden_file(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = transcript(story(case), tmp_path, monkeypatch)
    if UPDATE:
        case.write_text(output, encoding="utf-8")
    assert case.read_text(encoding="utf-8") == output


DIRECTIVE = """\
format: 1
directive: {number: 12-KH/XĐ, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Kênh mương}
villages: [{id: ben-da, name: Bến Đá}]
owners: [{id: le-thi-ba, name: Lê Thị Ba, kind: person}]
tasks:
  - {id: bia, title: Dựng bia, owner: le-thi-ba, measures: [{id: chu, name: chữ, unit: chữ}]}
  - {id: kenh, title: Nạo vét kênh, owner: le-thi-ba, villages: all, each: village}
  - {id: ky, title: Ký, owner: le-thi-ba, each: owner}
  - {id: truc, title: Trực đập, owner: le-thi-ba, repeat: {every: day, from: 2024-03-02}}
progress:
"""
# Control characters, bytes that are not UTF-8, invisible breaks, and half a character.
BAD_CHARACTERS = (
    *("\x07", "\x1b[31m", "\x7f", "\x85", "\r", "\u2028", "\ufeff", "\ufffe"),
    "\udcff",  # how Python represents a byte that is not UTF-8
)
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Every place where a text can be typed, with a command for it.
TEXTS = {
    "text": ["note", "bia", "{}"],
    "obstacle": ["obstacle", "bia", "{}"],
    "note": ["done", "bia", "--note", "{}"],
    "by": ["done", "bia", "--by", "{}"],
    "evidence": ["done", "bia", "--evidence", "{}"],
    "undo-by": ["undo", "--by", "{}"],
}
NAMES = {
    "task": ["done", "{}"],
    "key": ["done", "kenh@{}"],
    "village": ["done", "kenh", "--village", "{}"],
    "owner": ["done", "ky", "--owner", "{}"],
    "on": ["done", "bia", "--on", "{}"],
    "for": ["done", "truc", "--for", "{}"],
    "amount": ["done", "bia", "--amount", "{}"],
    "measure": ["done", "bia", "--amount", "{}=3"],
    "to": ["extend", "bia", "--to", "{}", "--by", "A", "--note", "B"],
    "undo-task": ["undo", "--task", "{}"],
    "undo-village": ["undo", "--village", "{}"],
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data file, with the clock at a day after its directive."""
    set_clock("2024-03-12T08:15:00+07:00", monkeypatch)
    path = tmp_path / DATA_FILE
    path.parent.mkdir()
    path.write_text(DIRECTIVE, encoding="utf-8")
    return path


def entries(data: Path) -> tuple[Entry, ...]:
    """Return the log of a data file."""
    document, problems, _ = load(data.read_bytes(), "")
    assert document, problems
    return document.progress


def typed(command: Sequence[str], text: str) -> list[str]:
    """Return a command with a text in place of `{}`."""
    return [word.replace("{}", text) for word in command]


def is_inert(text: str) -> bool:
    """Return whether a text has no control characters and nothing hidden."""
    return not any(unicodedata.category(char) in HIDDEN for char in text if char != "\n")


@pytest.mark.parametrize("command", [*TEXTS.values(), *NAMES.values()], ids=[*TEXTS, *NAMES])
def test_a_bad_character_is_refused_wherever_it_is_typed(command: list[str], data: Path) -> None:
    for char in BAD_CHARACTERS:
        ran = run(*typed(command, f"một{char}hai"), folder=data.parent)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err
        assert is_inert(ran.err)
        assert len(ran.err) < 500
    assert entries(data) == ()


def test_a_bad_character_is_shown_as_a_code_in_its_context(data: Path) -> None:
    text = f"{'trước ' * 90}đây\x1b[31mđó{' sau' * 90}"
    ran = run("note", "bia", text, folder=data.parent)
    around = "rước trước trước đây\\x1b[31mđó sau sau sau s"
    message = f"“{around}” có ký tự không hiển thị được. [bad-character]"
    assert ran == (2, "", f"{message}\n  Hãy gõ lại, bỏ ký tự đó.\n")


def test_bytes_that_are_not_text_are_refused(data: Path) -> None:
    ran = spawn("note", "bia", b"m\xe1\xbb\xff", folder=data.parent)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("“m\\udce1\\udcbb\\udcff”")
    assert entries(data) == ()


@pytest.mark.parametrize("command", TEXTS.values(), ids=TEXTS)
def test_a_very_long_text_is_refused_and_not_repeated(command: list[str], data: Path) -> None:
    ran = run(*typed(command, "một chữ " * 9_000), folder=data.parent)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "Nội dung dài hơn 10.000 ký tự. [text-too-long]\n  Hãy để trong tệp: --evidence TỆP.\n"
    )
    assert entries(data) == ()


def test_a_text_of_the_maximum_length_is_recorded_completely(data: Path) -> None:
    text = ("một chữ " * 1_250)[:-1] + "!"
    assert run("note", "bia", text, folder=data.parent).code == 0
    assert [entry.note for entry in entries(data)] == [text]


@pytest.mark.parametrize(
    "text", ["phải\u202etrái", "giữa\u200bchừng", "\u2066kín\u2069", "chồng" + "\u0301" * 6]
)
def test_invisible_and_bidi_characters_are_recorded_but_never_printed(
    text: str, data: Path
) -> None:
    arguments = ["note", "bia", text, "--by", text, "--evidence", text]
    for ran in (
        run(*arguments, "--dry-run", folder=data.parent),
        run(*arguments, folder=data.parent),
        run("history", folder=data.parent),
        run("undo", "--by", text, folder=data.parent),
    ):
        assert ran.code == 0
        assert is_inert(ran.out + ran.err)
    noted, undone = entries(data)
    assert (noted.note, noted.by) == (names.nfc(text), names.nfc(text))
    assert undone.undoes == noted.at


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("không\xa0ngắt", "không ngắt"),
        ("rộng\u3000hẹp\u2009mỏng", "rộng hẹp mỏng"),
        ("hai\tcột", "hai cột"),
        ("hai\ndòng: # một\n- hai", "hai\ndòng: # một\n- hai"),
        (unicodedata.normalize("NFD", "hoà bình đường Đồng Mơ"), "hoà bình đường Đồng Mơ"),
        ("\u3000 viền \xa0", "viền"),
        ("'\"\\/{}[]:,&*?|<>=!%@`#- ~", "'\"\\/{}[]:,&*?|<>=!%@`#- ~"),
        ("😀 漢字 ﬁ", "😀 漢字 ﬁ"),
    ],
)
def test_text_is_normalized_when_it_is_recorded(text: str, kept: str, data: Path) -> None:
    assert run("note", "bia", text, "--by", text, folder=data.parent).code == 0
    assert [(entry.note, entry.by) for entry in entries(data)] == [(kept, kept)]
    assert len(data.read_text(encoding="utf-8").removeprefix(DIRECTIVE).splitlines()) == 1
    again = run("note", "bia", text, "--by", text, folder=data.parent)
    assert again.out.startswith("bia: đã ghi rồi, không thêm gì: ghi chú, 12/03/2024 08:15,")
    assert len(entries(data)) == 1


def test_evidence_is_recorded_relative_to_the_file_behind_a_link(
    data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "1.jpg").touch()
    (folder / "so.yaml").symlink_to(data)
    ran = run("note", "bia", "Ảnh", "--evidence", "1.jpg", "-f", "so.yaml", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    assert [entry.evidence for entry in entries(data)] == [("../elsewhere/1.jpg",)]


def test_evidence_is_found_by_its_name_in_either_form_of_unicode(data: Path) -> None:
    name = unicodedata.normalize("NFD", "ảnh cũ.jpg")
    (data.parent / name).touch()
    ran = run("note", "bia", "Ảnh", "--evidence", name, folder=data.parent)
    assert (ran.code, ran.err) == (0, "")
    assert [entry.evidence for entry in entries(data)] == [("ảnh cũ.jpg",)]


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_evidence_with_an_impossible_name_gives_a_warning(dry: list[str], data: Path) -> None:
    ran = run("note", "bia", "Ảnh", "--evidence", "a" * 5_000, *dry, folder=data.parent)
    assert ran.code == 0
    assert ran.err.startswith("cảnh báo: ")
    assert ran.err.splitlines()[0].endswith(" [evidence-missing]")


def test_an_entry_is_recorded_even_if_all_output_fails(data: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        note = spawn("note", "bia", "Một", folder=data.parent, stdout=full, stderr=full)
        init = spawn("init", "so.yaml", "--example", folder=data.parent, stdout=full, stderr=full)
    assert (note.code, init.code) == (0, 0)
    assert [entry.note for entry in entries(data)] == ["Một"]
    assert (data.parent / "so.yaml").read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("language", "text"),
    first_quick(
        1,
        [
            ("vi", "Đã ghi; không hiển thị được.\n"),
            ("en", "Recorded, but the result could not be shown.\n"),
        ],
    ),
)
def test_a_recorded_entry_that_cannot_be_shown_is_reported_on_stderr(
    language: str, text: str, data: Path
) -> None:
    settings = {"NTMTRACK_LANG": language}
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = spawn("note", "bia", "Một", folder=data.parent, settings=settings, stdout=full)
        init = spawn("init", "so.yaml", folder=data.parent, settings=settings, stdout=full)
        settings["NTMTRACK_DEBUG"] = "1"
        debugged = spawn("note", "bia", "Hai", folder=data.parent, settings=settings, stdout=full)
    assert (ran.code, ran.err) == (0, text)
    assert (init.code, init.err) == (0, text)
    assert (debugged.code, debugged.err.partition("Traceback")[0]) == (0, text)
    assert "stdout-failed" in debugged.err
    assert [entry.note for entry in entries(data)] == ["Một", "Hai"]


def test_a_bug_in_the_output_does_not_hide_that_an_entry_was_recorded(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(recorded, "blocks", fail)
    ran = run("note", "bia", "Một", folder=data.parent, NTMTRACK_LANG="en")
    assert ran == (0, "", "Recorded, but the result could not be shown.\n")
    assert [entry.note for entry in entries(data)] == ["Một"]


WRITES = {
    "done": ["done", "bich-hoa", "--all-villages"],
    "start": ["start", "bich-hoa", "--all-villages"],
    "reopen": ["reopen", "bich-hoa@kim-binh"],
    "extend": ["extend", "bich-hoa@kim-binh", "--to", "25/7/2021", "--by", "A", "--note", "B"],
    "cancel": ["cancel", "bich-hoa@kim-binh", "--by", "A", "--note", "B"],
    "note": ["note", "bich-hoa@kim-binh", "Một"],
    "obstacle": ["obstacle", "bich-hoa@kim-binh", "Một"],
    "undo": ["undo"],
    "dry": ["note", "bich-hoa@kim-binh", "Một", "--dry-run"],
}


@pytest.mark.parametrize("command", WRITES.values(), ids=WRITES)
def test_the_packaged_example_is_never_written(command: list[str], tmp_path: Path) -> None:
    before = SHIPPED.read_bytes()
    messages = {
        "vi": "Tệp ví dụ đi kèm ntmtrack chỉ để đọc. [packaged-copy]\n"
        "  ntmtrack init tạo tệp riêng tại đây.\n",
        "en": "The example that came with ntmtrack is read-only. [packaged-copy]\n"
        "  ntmtrack init creates a file of your own here.\n",
    }
    for language, text in messages.items():
        ran = run(*command, "--lang", language, folder=tmp_path)
        assert ran == (73, "", text)
    assert SHIPPED.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_init_example_makes_a_copy_that_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock("2021-07-14T16:02:11.482913+07:00", monkeypatch)
    own = tmp_path / DATA_FILE
    assert run("init", "--example", folder=tmp_path).code == 0
    assert own.read_bytes() == SHIPPED.read_bytes()
    assert run("check", folder=tmp_path) == (0, "", "")
    assert run("start", "bich-hoa@kim-binh", folder=tmp_path).code == 0
    (entry,) = entries(own)
    assert (entry.task, entry.village, entry.mark) == ("bich-hoa", "kim-binh", "started")
    assert entry.on == datetime(2021, 7, 14, 16, 2)


@pytest.mark.parametrize(
    "line",
    [
        ("--example", "plan", "so.yaml"),
        ("so.yaml", "--example", "plan"),
        ("so.yaml", "--example=plan"),
        ("--example=plan", "--lang", "en", "so.yaml"),
    ],
)
def test_the_plan_is_an_example_too(line: tuple[str, ...], tmp_path: Path) -> None:
    assert run("init", *line, folder=tmp_path).code == 0
    checked = run("check", "--strict", "--coverage", "-f", "so.yaml", folder=tmp_path)
    assert checked.code == 0
    assert {line.split()[-1] for line in checked.out.splitlines() if line[0] == "s"} == {
        "[year-without-day]"  # the plan itself says only “every year”
    }
    document = load((tmp_path / "so.yaml").read_bytes(), "so.yaml").document
    assert document
    assert document.directive.number == "617/KH-UBND"


@pytest.mark.parametrize(
    "line", [("--example", "so.yaml"), ("so.yaml", "--example"), ("so.yaml", "--example=letter")]
)
def test_the_default_example_is_the_letter(line: tuple[str, ...], tmp_path: Path) -> None:
    assert run("init", *line, folder=tmp_path).code == 0
    assert (tmp_path / "so.yaml").read_bytes() == SHIPPED.read_bytes()


def test_an_unknown_example_is_an_error(tmp_path: Path) -> None:
    ran = run("init", "--example=pla", "so.yaml", "--lang", "en", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean plan?" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_init_never_changes_an_existing_file_or_folder(data: Path) -> None:
    for path, language, message in (
        ("data/assignments.yaml", "en", "already exists and was left unchanged."),
        ("data", "vi", "là thư mục."),
    ):
        ran = run("init", path, "--lang", language, folder=data.parent.parent)
        assert (ran.code, ran.out) == (73, "")
        assert ran.err.startswith(f"{path} {message} [exists-already]\n")
    assert data.read_text(encoding="utf-8") == DIRECTIVE


def test_init_makes_the_folders_of_a_new_file(tmp_path: Path) -> None:
    ran = run("init", "sổ/năm/2021.yaml", "--example", "--lang", "vi", folder=tmp_path)
    first_line = (
        "sổ/năm/2021.yaml đã sẵn sàng; kiểm tra bằng ntmtrack check --file sổ/năm/2021.yaml."
    )
    assert (ran.code, ran.out.splitlines()[0], ran.err) == (0, first_line, "")
    assert (tmp_path / "sổ/năm/2021.yaml").read_bytes() == SHIPPED.read_bytes()
