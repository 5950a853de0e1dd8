"""Completion: what is offered, how it is quoted, and how real shells insert it."""

from __future__ import annotations

import re
import shlex
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import DATA
from running import SHIPPED
from running import run
from shells import Session

from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.completion import Split
from ntmtrack.directive import dates

BREAKS = " \t\n\"'@><=;|&(:"  # the defaults of bash
INSERTING, LISTING = "9", "63"


def offered(line: str, listing: str = INSERTING, **settings: str) -> list[str]:
    """Ask for completions as bash does, and return the lines of the answer."""
    file = settings.pop("NTMTRACK_FILE", str(SHIPPED))
    arguments = ("__complete", "bash", f"ntmtrack {line}", BREAKS, listing, "80")
    ran = run(*arguments, folder=DATA, NTMTRACK_FILE=file, **settings)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


# ---- What is offered


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("sta", ["status", "start"]),
        ("--v", ["--version"]),
        ("list --st", ["--status"]),
        ("show -F", ["-F"]),
        ("list --village che", [r"Chế\ Biển"]),
        ("list --village=che", [r"Chế\ Biển"]),
        ("list --village 'che", ["Chế Biển"]),
        ("list --village Chế\\ ", [r"Chế\ Biển"]),
        ("list --village CHE-B", [r"Chế\ Biển"]),
        ("list --village chè", [r"Làng\ Chè"]),
        ("list --owner cac-doan", [r"Các\ đoàn\ thể"]),
        ("done vuon-mau --owner cac-doan", []),
        ("list --village biến", [r"Chế\ Biển"]),
        ("list --village phong --village k", [r"Kim\ Bình"]),
        ("list --village chế zz", []),
        ("list --owner nguyen", [r"Nguyễn\ Thị\ Nguyệt"]),
        ("list --status qu", ["overdue"]),
        ("init --example ", ["letter", "plan"]),
        ("init --example=p", ["plan"]),
        ("list --status quá", ["overdue"]),
        ("list --status due", ["due-today", "due-soon"]),
        ("list --clause 3.16", ["3.16"]),
        ("list --lang ", ["vi", "en"]),
        ("list -F j", ["json"]),
        ("show -F ", ["text", "json", "csv", "md", "html", "xlsx"]),
        ("check -F ", ["text", "json"]),
        ("weekly -F d", ["docx"]),
        ("list --color a", ["auto", "always"]),
        ("history --mark ex", ["extended", "excused"]),
        ("history --mark gia", ["extended"]),
        ("list --status 'từng q", ["was-overdue"]),
        ("list --status dang", ["in-progress"]),
        ("list --columns du", ["due", "due_text", "due_place"]),
        ("list --columns id,tr", ["id,status"]),
        ("list --columns=id,trạng", ["id,status"]),
        ("list --columns due,mã,ti", ["due,mã,title"]),
        ("list --columns due,du", ["due,due_text", "due,due_place"]),
        ("overdue --columns làm", []),
        ("export --columns 'mã,ghi", ["mã,note"]),
        ("list --sort v", ["village"]),
        ("show bich", ["bich-hoa"]),
        ("show bich-hoa ", []),
        ("done bich-hoa bao-cao-t", ["bao-cao-tuan"]),
        ("done bich-hoa@che", ["@che-bien"]),
        ("done bich-hoa --amount ", ["diem="]),
        ("done bich-hoa@che-bien --amount=d", ["diem="]),
        ("done trien-khai", []),
        ("show trien-khai", ["trien-khai"]),
        ("completion z", ["zsh"]),
        ("list --as-of 2021", []),
        ("list --yes", []),
        ("list nonsense --village kim", [r"Kim\ Bình"]),
        ("list --nonsense --village kim", [r"Kim\ Bình"]),
    ],
)
def test_a_line_is_completed(line: str, words: list[str]) -> None:
    assert offered(line)[1:] == words


def test_a_status_is_found_with_or_without_accents() -> None:
    for typed in ("'chưa ấn", "chua\\ an"):
        assert offered(f"list --status {typed}")[1:] == ["no-date"]


@pytest.mark.parametrize(
    ("rule", "line", "reports"),
    [
        ("{every: month, from: 1/4/2021}", "", ["2021-06", "2021-05", "2021-04"]),
        ("{every: month, from: 1/4/2021}", "2021-05", ["2021-05"]),
        ("{every: quarter, on: +10, from: 1/1/2021}", "", ["2021-Q2", "2021-Q1"]),
        ("{every: week, on: fri, from: 2021-06-14}", "", ["2021-06-25", "2021-06-18"]),
        ("{every: year, from: 1/1/2021, until: 31/12/2021}", "", ["2021"]),
    ],
)
def test_reports_are_offered_by_name_with_the_next_one_first(
    rule: str, line: str, reports: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "viec.yaml"
    path.write_text(
        "format: 1\n"
        "directive: {number: 1-CV/ĐU, issued: 1/1/2021, issuer: Đảng ủy xã, subject: Báo cáo}\n"
        "owners: [{id: ubnd, name: UBND xã}]\n"
        f"tasks: [{{id: bao-cao, title: Báo cáo, owner: ubnd, repeat: {rule}}}]\n",
        encoding="utf-8",
    )
    now = datetime.fromisoformat("2021-06-22T08:00:00+07:00")
    monkeypatch.setattr(dates, "clock", lambda: now)
    arguments = (
        "__complete",
        "bash",
        f"ntmtrack done bao-cao --for {line}",
        BREAKS,
        INSERTING,
        "80",
    )
    ran = run(*arguments, folder=tmp_path, NTMTRACK_FILE=str(path))
    assert ran.out.splitlines()[1:] == reports
    assert offered("extend bich-hoa --to ")[1:] == []


WORDS = st.text("aăbBcđếeghiknotuyvư1235.- @", max_size=5)
LINES = ("done", "show", "list --clause", "list --village", "done bich-hoa --owner")


@given(st.sampled_from(LINES), WORDS)
def test_completion_is_the_same_with_and_without_a_kept_copy(line: str, typed: str) -> None:
    arguments = ("__complete", "zsh", *shlex.split(line), typed)
    with_copy = run(*arguments, NTMTRACK_FILE=str(SHIPPED))
    assert with_copy == run(*arguments, NTMTRACK_FILE=str(SHIPPED), NTMTRACK_NO_CACHE="1")


def test_every_command_is_offered() -> None:
    assert offered("")[1:] == list(COMMANDS)


@pytest.mark.parametrize(
    "line", ["list -f ", "check --file=da", "list -o x", "note x y --evidence "]
)
def test_paths_are_left_to_the_shell(line: str) -> None:
    assert offered(line) == ["files"]


def test_villages_are_in_the_order_of_the_file_and_owners_in_alphabetical_order() -> None:
    assert offered("list --village ")[1:4] == [r"Kim\ Bình", r"Chế\ Biển", r"Thượng\ Kim"]
    owners = offered("list --owner ")[1:]
    assert owners.index(r"Công\ an\ xã") < owners.index(r"Đảng\ ủy\ xã") < owners.index(r"UBND\ xã")


def test_a_list_describes_each_word_in_the_language_of_the_run() -> None:
    assert offered("show bich", LISTING) == ["words", "bich-hoa"]
    assert offered("list --status due", LISTING, NTMTRACK_LANG="vi") == [
        "words",
        "due-today  đến hạn hôm nay",
        "due-soon  sắp đến hạn",
    ]
    vietnamese = offered("show bi", LISTING)[1]
    assert offered("show --lang en bi", LISTING)[1].startswith("bien-bao  ")
    assert offered("show --lang en bi", LISTING)[1] != vietnamese
    assert max(map(len, offered("show ", LISTING))) < 80


def test_a_comma_may_follow_a_column_without_a_space() -> None:
    assert offered("list --columns sup") == ["joined", "support"]
    assert offered("list --columns thoi", LISTING, NTMTRACK_LANG="vi") == [
        "listed",
        "due  Thời hạn",
        "due_text  Thời hạn (bằng chữ)",
        "due_place  Thời hạn theo",
        "original_due  Thời hạn ban đầu",
    ]
    assert offered("list --columns id,day", LISTING, NTMTRACK_LANG="vi") == [
        "joined",
        "id,days_late  Số ngày quá hạn",
        "id,days_left  Số ngày còn lại",
    ]


def test_a_common_prefix_is_not_inserted_where_that_would_lose_letters() -> None:
    assert offered("list --owner da") == ["listed"]
    assert offered("list --owner da", LISTING)[0] == "listed"
    assert len(offered("list --owner da", LISTING)) > 2


# ---- Commands and options are offered despite any error


@pytest.fixture(params=["broken", "binary", "missing", "folder"])
def bad_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / "x.yaml"
    if request.param == "broken":
        file.write_text("format: 1\ntasks: [\n", encoding="utf-8")
    elif request.param == "binary":
        file.write_bytes(b"\x00\xff\x1b[31m")
    elif request.param == "folder":
        file.mkdir()
    return file


def test_a_broken_file_does_not_break_completion(bad_file: Path) -> None:
    for settings in ({"NTMTRACK_FILE": str(bad_file)}, {"NTMTRACK_FILE": ""}):
        line = shlex.join(["list", "-f", str(bad_file), "--village", ""])[:-2]
        assert offered(line, **settings)[1:] == []
        assert offered("stat", **settings) == ["words", "status"]
        assert offered("list --vil", **settings) == ["words", "--village"]
        assert offered("list --status ov", **settings) == ["words", "overdue"]


def test_names_of_the_other_files_are_offered_despite_a_broken_one(tmp_path: Path) -> None:
    broken = tmp_path / "x.yaml"
    broken.write_text("format: 1\ntasks: [\n", encoding="utf-8")
    for option in ("--clause 2.1", "--village g", "--owner hội"):
        line = f"list -f {shlex.quote(str(broken))} -f small.yaml {option}"
        assert offered(line) == offered(f"list -f small.yaml {option}")
        assert len(offered(line)) > 1


def test_names_of_the_file_on_the_line_are_offered() -> None:
    assert offered("list -f small.yaml --village g") == ["words", r"Gò\ Me"]
    assert offered("list --file=small.yaml --village g") == ["words", r"Gò\ Me"]


def test_names_that_could_control_a_terminal_are_not_offered(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    file = tmp_path / "x.yaml"
    file.write_text(text.replace("name: Kim Bình", 'name: "Kim\\e[31m Bình"'), encoding="utf-8")
    shown = offered("list --village ", NTMTRACK_FILE=str(file))
    assert "\x1b" not in "".join(shown)


@given(
    st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), max_size=5)
)
def test_completion_of_any_words_gives_no_error(asked: list[str]) -> None:
    ran = run("__complete", *asked)
    assert (ran.code, ran.err) == (0, "")


# ---- Quoting

VALUES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)


def read_back(line: str) -> list[str]:
    """Split a line as bash does, where a backslash in double quotes also escapes ` and $."""
    return shlex.split(re.sub(r"\\([`$])", r"\1", line) if line[2:3] == '"' else line)


@given(VALUES, st.sampled_from(["", "'", '"']))
def test_inserted_text_is_parsed_back_to_the_same_value(value: str, quote: str) -> None:
    inserted = Split.of(f"x {quote}", BREAKS).inserted(value)
    line = f"x {quote}{inserted}{quote}"
    assert read_back(line) == ["x", value]
    assert (Split.of(line, BREAKS).words, Split.of(line, BREAKS).last) == (["x"], value)


# ---- Real shells


@pytest.fixture(scope="module", params=["bash", "zsh"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    settings = {"NTMTRACK_FILE": str(SHIPPED)}
    return Session(request.param, tmp_path_factory.mktemp(request.param), settings)


@pytest.mark.long
@pytest.mark.parametrize(
    ("keys", "arguments"),
    [
        ("ntmtrack stat\t", ["status"]),
        ("ntmtrack list --vil\tche\t", ["list", "--village", "Chế Biển"]),
        ("ntmtrack list --village=che\t", ["list", "--village=Chế Biển"]),
        ('ntmtrack list --village "Chế\t', ["list", "--village", "Chế Biển"]),
        ("ntmtrack list --village 'che b\t", ["list", "--village", "Chế Biển"]),
        ("ntmtrack list --village Chế\\ \t", ["list", "--village", "Chế Biển"]),
        ("ntmtrack list --owner da\tng\\ t\t", ["list", "--owner", "Đặng Thị Như Mai"]),
        ("ntmtrack done bich-hoa@\tche\t--on 14/7/2021", "done bich-hoa@che-bien --on 14/7/2021"),
        ("ntmtrack done bich-hoa --amount \t3", ["done", "bich-hoa", "--amount", "diem=3"]),
        ("ntmtrack list -f small.y\t--village go\t", "list -f small.yaml --village 'Gò Me'"),
        ("ntmtrack list --village zz\t", ["list", "--village", "zz"]),
        ("ntmtrack list --columns titl\t,reac\t", ["list", "--columns", "title,measures"]),
        ("ntmtrack list --columns=id,sup\t", ["list", "--columns=id,support"]),
    ],
)
def test_a_shell_inserts_the_completed_arguments(
    session: Session, keys: str, arguments: list[str] | str
) -> None:
    expected = shlex.split(arguments) if isinstance(arguments, str) else arguments
    assert session.arguments(keys) == expected


@pytest.mark.long
def test_a_shell_lists_ids_with_their_titles(session: Session) -> None:
    shown = session.screen_after("ntmtrack show bi\t\t", "Biểu diễn dân ca")
    assert "bich-hoa  Khảo sát" in shown


def test_titles_that_equal_texts_of_the_program_are_not_translated(
    tmp_path: Path,
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(
        "format: 1\n"
        "directive: {number: 1-CV/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã, subject: Thử}\n"
        "owners: [{id: a, name: Ban A, kind: body}]\n"
        "tasks:\n"
        "  - {id: viec-1, title: overdue, owner: a, due: 2024-02-01}\n"
        "  - {id: viec-2, title: 'Mỗi {village} một tổ', owner: a, due: 2024-02-01}\n",
        encoding="utf-8",
    )
    ran = run(
        "__complete", "fish", "show", "-f", str(file), "viec-", folder=DATA, NTMTRACK_LANG="vi"
    )
    assert ran.out.splitlines()[1:] == ["viec-1\toverdue", "viec-2\tMỗi {village} một tổ"]
