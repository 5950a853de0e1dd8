"""The commands from outside: arguments, environment and streams in, bytes and exit codes out."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from programs import needs
from running import DATA
from running import PROGRAM
from running import SHIPPED
from running import SMALL
from running import run
from running import shell
from running import spawn
from terminals import on_a_terminal

from ntmtrack.directive import dates

LETTER = ("-f", str(SHIPPED))
REPORT = ("status", "-f", str(SMALL), "--as-of", "2024-03-20")
ESCAPE = "\x1b"
# Never in any output: control, bidi and invisible characters, and lone surrogates.
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
NULL = "/dev/null"


def unsafe(text: str) -> set[str]:
    """Return the characters that could control a terminal or that are invisible."""
    return {char for char in text if unicodedata.category(char) in UNSAFE} - {"\n"}


def items(report: str, *arguments: str) -> dict[str, dict[str, object]]:
    """Run a report on the shipped letter, and return its items by key."""
    ran = run(report, *LETTER, *arguments, "-F", "json")
    assert (ran.code, ran.err) == (0, "")
    return {item["key"]: item for item in json.loads(ran.out)["items"]}


# ---- The main job

MISSED = {  # Chế Biển's duties due on 30/6: its shares, and tasks that name it
    "dang-ky-xi-mang@che-bien",
    "khao-sat-10-noi-dung@che-bien",
    "khao-sat-duong",
    "dem-cay-bong-mat",
}
RECURRING = {"bao-cao-hang-ngay", "bao-cao-tuan"}


def test_che_bien_on_2_july_has_missed_the_30_june_duties_and_the_bricks() -> None:
    late = items("overdue", "--village", "Chế Biển", "--as-of", "2021-07-02")
    assert set(late) == {*MISSED, "cung-ung-gach", *RECURRING}
    assert {late[key]["days_late"] for key in MISSED} == {2}
    assert {late[key]["due"] for key in MISSED} == {"2021-06-30"}
    assert late["cung-ung-gach"]["days_late"] == 1
    assert late["cung-ung-gach"]["due_to"] == "start"


def test_che_bien_on_30_june_has_those_duties_due_today() -> None:
    options = ("--village", "Chế Biển", "--as-of", "2021-06-30")
    assert set(items("overdue", *options)) <= RECURRING
    today = {
        key for key, item in items("status", *options).items() if item["status"] == "due-today"
    }
    assert today == MISSED


def test_the_text_shows_the_days_late() -> None:
    text = run(
        "overdue", *LETTER, "--village", "Chế Biển", "--as-of", "2021-07-02", "--width", "200"
    ).out
    for key in MISSED:
        task = key.partition("@")[0]
        assert re.search(rf" {task} .*30/06/2021 +quá hạn \(2 ngày\)$", text, re.MULTILINE)
    assert re.search(r" cung-ung-gach .*01/07/2021 +chậm bắt đầu 1 ngày$", text, re.MULTILINE)


# ---- Arguments


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["status", "--as-of", "2024-02-29"], 2, "moment-too-early"),
        (["status", "--as-of", "2024-02-29T23:59"], 2, "moment-too-early"),
        (["status", "--as-of", "30/6"], 2, "no-year"),
        (["status", "--as-of", ""], 2, "bad-date"),
        (["status", "--as-of", "2021-07-01T24:00"], 2, "bad-time"),
        (["status", "--as-of", "9999-01-01"], 2, "far-year"),
        (["status", "--village", "nowhere"], 2, "no-such-village"),
        (["status", "--village", ""], 2, "no-such-village"),
        (["status", "--village", "ben da", "--village", "nowhere"], 2, "no-such-village"),
        (["list", "--owner", "nobody"], 2, "no-such-owner"),
        (["list", "--status", "perhaps"], 2, "no-such-status"),
        (["list", "--clause", "9"], 2, "no-such-clause"),
        (["list", "--clause", ""], 2, "no-such-clause"),
        (["show", "nothing-such"], 2, "no-such-task"),
        (["show", "nao-vet@nowhere"], 2, "no-such-village"),
        (["show", "@ben-da"], 2, "no-such-task"),
        (["show", ""], 2, "no-such-task"),
        (["show"], 2, "missing-argument"),
        ([], 2, ""),
        (["status", "extra"], 2, "extra"),
        (["status", "--lang", "fr"], 2, "--lang"),
        (["status", "-F", "pdf"], 2, "--format"),
        (["status", "--width", "0"], 2, "--width"),
        (["status", "--width", "1001"], 2, "--width"),
        (["status", "-f", ""], 66, "not-a-file"),
        (["status", "-f", "nowhere.yaml"], 66, "file-missing"),
        (["status", "-f", "small.yaml/x"], 66, "file-missing"),
        (["status", "-f", "x\0y"], 66, "file-unreadable"),
        (["status", "-f", "x" * 5000], 66, "file-unreadable"),
        (["status", "-f", "/dev/null"], 66, "not-a-file"),
        (["check", "-f", "/dev/zero"], 66, "not-a-file"),
        (["check", "-f", "/dev/null"], 66, "not-a-file"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_an_error_is_printed_on_stderr_only(arguments: list[str], code: int, words: str) -> None:
    if arguments and "-f" not in arguments:
        arguments = [*arguments, "-f", "small.yaml"]
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "typed", ["done", "quá hạn", "qua han", "OVERDUE", "Đến hạn hôm nay", "due today"]
)
def test_a_status_may_be_typed_as_an_id_or_in_words(typed: str) -> None:
    assert run("list", *LETTER, "--status", typed).code == 0


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("L1", ["L1"]),
        ("l10", ["L10a", "L10b", "L10c"]),
        ("3.1", ["3.1"]),
        ("3.1.", ["3.1"]),
        ("L3", ["L3a", "L3b", "L3c"]),
    ],
)
def test_a_clause_selects_its_own_parts_only(clause: str, expected: list[str]) -> None:
    selected = items("list", "--as-of", "2021-07-02", "--clause", clause).values()
    assert list(dict.fromkeys(item["clause"] for item in selected)) == expected


def test_a_name_that_matches_several_villages_selects_them_all() -> None:
    selected = items("list", "--village", "che", "--as-of", "2021-07-02")
    villages = [item["village"] for item in selected.values() if item["village"]]
    assert {village["id"] for village in villages if isinstance(village, dict)} == {
        "che-bien",
        "lang-che",
    }


def test_overdue_items_change_the_exit_code_only_on_demand() -> None:
    late = ("overdue", *LETTER, "--as-of", "2021-07-02")
    in_time = ("overdue", *LETTER, "--as-of", "2021-06-21")
    assert [run(*late).code, run(*late, "--exit-code").code] == [0, 1]
    assert run(*in_time, "--exit-code").code == 0
    assert run("list", *late[1:], "--exit-code", "--status", "done").code == 0


def test_a_report_far_from_the_letter_s_day_says_so() -> None:
    text = run("list", *LETTER, "--as-of", "2022-06-21", "--search", "zzz").out
    assert "21/06/2022 là 365 ngày sau ngày ban hành" in text
    text = run("list", *LETTER, "--as-of", "2021-12-18", "--search", "zzz").out
    assert "ngày sau ngày ban hành" not in text


# ---- The clock, the language, the width


def at(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock at a moment, given with its UTC offset."""
    monkeypatch.setattr(dates, "clock", lambda: datetime.fromisoformat(moment))


def test_today_is_the_day_in_the_directive_s_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    at("2021-06-30T17:30:00+00:00", monkeypatch)  # 0:30 on 1 July in Vietnam
    data = json.loads(run("status", *LETTER, "-F", "json").out)
    assert data["as_of"] == "2021-07-01T00:30"
    late = {item["task"] for item in data["items"] if item["status"] == "overdue"}
    assert "khao-sat-duong" in late
    at("2021-06-30T16:59:59+00:00", monkeypatch)
    data = json.loads(run("status", *LETTER, "-F", "json").out)
    assert data["as_of"] == "2021-06-30T23:59"
    late = {item["task"] for item in data["items"] if item["status"] == "overdue"}
    assert "khao-sat-duong" not in late


def test_as_of_a_day_means_the_end_of_that_day_even_today(monkeypatch: pytest.MonkeyPatch) -> None:
    at("2021-07-02T02:00:00+00:00", monkeypatch)
    assert items("overdue", "--as-of", "2021-07-02")["bao-cao-hang-ngay"]["days_late"] == 10
    assert run("status", *LETTER).out.splitlines()[0].endswith("tính đến 09:00 ngày 02/07/2021")


def test_the_real_clock_is_read_in_the_directive_s_time_zone() -> None:
    settings = {"TZ": "America/Los_Angeles"}
    text = spawn("status", *LETTER, "-F", "json", settings=settings).out
    shown = datetime.fromisoformat(json.loads(text)["as_of"])
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).replace(tzinfo=None)
    assert abs((now - shown).total_seconds()) < 120


VIETNAMESE, ENGLISH = "Kế hoạch số 07-KH/XĐ", "Directive 07-KH/XĐ"


@pytest.mark.parametrize(
    ("arguments", "settings", "first"),
    [
        ([], {}, VIETNAMESE),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, VIETNAMESE),
        ([], {"NTMTRACK_LANG": "en"}, ENGLISH),
        ([], {"NTMTRACK_LANG": "xx"}, VIETNAMESE),
        ([], {"NTMTRACK_LANG": ""}, VIETNAMESE),
        (["--lang", "vi"], {"NTMTRACK_LANG": "en"}, VIETNAMESE),
        (["--lang", "en"], {"NTMTRACK_LANG": "vi"}, ENGLISH),
        (["--lang=en"], {}, ENGLISH),
    ],
)
def test_the_language_of_a_report(
    arguments: list[str], settings: dict[str, str], first: str
) -> None:
    assert run(*REPORT, *arguments, folder=DATA, **settings).out.startswith(first)


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        ([], {}, "there is no such file"),
        ([], {"LANG": "vi_VN.UTF-8"}, "không có tệp này"),
        ([], {"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "there is no such file"),
        ([], {"LANG": "vi_VN.UTF-8", "NTMTRACK_LANG": "en"}, "there is no such file"),
        (["--lang", "en"], {"NTMTRACK_LANG": "vi"}, "there is no such file"),
        (["--lang=vi"], {"NTMTRACK_LANG": "en"}, "không có tệp này"),
    ],
)
def test_the_language_of_errors_if_no_file_is_read(
    arguments: list[str], settings: dict[str, str], words: str
) -> None:
    assert words in run("status", "-f", "nowhere.yaml", *arguments, folder=DATA, **settings).err


def test_errors_are_in_the_language_of_the_file_that_was_read() -> None:
    assert "sớm hơn ngày ban hành" in run("status", "-f", "small.yaml", "--as-of", "1/1/2024").err
    assert "There is" not in run("status", "-f", "small.yaml", "--village", "zz").err


@pytest.mark.parametrize(
    ("language", "expected"), [("vi", "thiếu năm"), ("en", "has no year"), ("", "thiếu năm")]
)
def test_the_directive_s_language_is_known_despite_its_mistakes(
    tmp_path: Path, language: str, expected: str
) -> None:
    text = SMALL.read_text(encoding="utf-8").replace("issued: 2024-03-01", "issued: 1/3")
    wrong = text.replace("language: vi", f"language: {language}" if language else "")
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    assert expected in run("status", "-f", "wrong.yaml", folder=tmp_path, LANG="C").err


# Several reports, one after another in one process, to save time.
SEVERAL = """
import sys
from ntmtrack.cli.main import main
for report in sys.argv[1].split(","):
    sys.argv = ["ntmtrack", *report.split(), *sys.argv[-4:]]
    try:
        main()
    except SystemExit as end:
        assert end.code == 0
"""
MAKE_SEVERAL = [sys.executable, "-c", SEVERAL]


def test_the_output_is_the_same_in_every_environment(tmp_path: Path) -> None:
    """No setting changes the output of a pipe."""
    arguments = ["status,matrix -F json,show thang-ba", "-f", str(SMALL), "--as-of", "2024-03-20"]
    expected = run(*REPORT).out + run("matrix", *REPORT[1:], "-F", "json").out
    expected += run("show", "thang-ba", *REPORT[1:]).out
    for settings in (
        {"TZ": "America/New_York", "LANG": "C", "COLUMNS": "200", "HOME": "/nonexistent"},
        {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "LC_ALL": "C", "COLUMNS": "1"},
        {"PYTHONIOENCODING": "ascii", "TERM": "xterm-256color", "FORCE_COLOR": "1", "TZ": "+07"},
        {"LANG": "vi_VN.UTF-8", "TTY_COMPATIBLE": "1", "CLICOLOR_FORCE": "1", "COLUMNS": "0"},
    ):
        ran = spawn(*arguments, program=MAKE_SEVERAL, settings=settings, folder=tmp_path)
        assert ran == (0, expected, "")


def test_columns_is_ignored_on_a_pipe() -> None:
    assert run(*REPORT, COLUMNS="200").out == run(*REPORT).out
    assert run(*REPORT, "--width", "80").out == run(*REPORT).out


# ---- Streams


def test_a_terminal_gets_its_width_and_colours() -> None:
    code, shown = on_a_terminal(*REPORT)
    assert (code, ESCAPE in shown) == (0, True)
    assert ESCAPE not in bare(shown)
    assert bare(shown) == run(*REPORT, "--width", "100").out


def bare(text: str) -> str:
    """Remove colours, and the trailing spaces that they filled."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return "".join(f"{line.rstrip()}\n" for line in plain.splitlines())


def test_colours_can_be_switched_on_and_off_anywhere() -> None:
    plain = run(*REPORT).out
    coloured = run(*REPORT, "--color", "always", NO_COLOR="1", TERM="dumb").out
    assert ESCAPE in coloured
    assert bare(coloured) == plain
    assert run(*REPORT, "--color", "auto").out == plain
    shown = on_a_terminal(*REPORT, "--color", "never", COLUMNS="80")
    assert shown == (0, plain)


def test_columns_and_width_set_the_width_on_a_terminal() -> None:
    shown = on_a_terminal(*REPORT, NO_COLOR="1", COLUMNS="1")
    assert shown == (0, run(*REPORT, "--width", "40").out)
    shown = on_a_terminal(*REPORT, "--width", "70", TERM="dumb", COLUMNS="120")
    assert shown == (0, run(*REPORT, "--width", "70").out)


def test_a_pipe_or_file_gets_no_escape_sequences(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    _, shown = on_a_terminal(*REPORT, "-o", str(target))
    assert shown == ""
    assert target.read_text(encoding="utf-8") == run(*REPORT).out
    assert ESCAPE not in run(*REPORT, FORCE_COLOR="1", TERM="xterm").out


HELP = ("list", "--help")
LIST = ("list", *LETTER)
# A shell line in which "$@" is the program, its arguments, the exit code, and a word on stderr.
STREAMS = [
    pytest.param('"$@" | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}', LIST, 0, "", id="head"),
    pytest.param('"$@" | true; exit ${PIPESTATUS[0]}', HELP, 0, "", id="nobody reads help"),
    pytest.param('"$@" >&-', REPORT, 74, "stdout-failed", id="closed"),
    pytest.param('"$@" >&-', HELP, 74, "stdout-failed", id="closed for help"),
    pytest.param('"$@" >/dev/full', REPORT, 74, "stdout-failed", id="full"),
    pytest.param('"$@" >/dev/full', HELP, 74, "stdout-failed", id="full for help"),
    pytest.param('"$@" >&- 2>&-', REPORT, 74, "", id="both closed"),
    pytest.param('"$@" >/dev/null 2>&-', REPORT, 0, "", id="stderr closed"),
    pytest.param('"$@" 2>&-', ("status", "--bogus"), 2, "", id="usage, stderr closed"),
    pytest.param('"$@" 2>/dev/full', ("status", "--bogus"), 2, "", id="usage, stderr full"),
    pytest.param('"$@" 2>&-', ("check", "-f", NULL), 66, "", id="error, stderr closed"),
    pytest.param('"$@" 2>&1 | true; exit ${PIPESTATUS[0]}', ("list", "-x"), 2, "", id="unheard"),
    pytest.param('"$@" >&-', ("check", "-f", NULL), 66, "not-a-file", id="error, stdout closed"),
]


@pytest.mark.parametrize(("line", "arguments", "code", "words"), STREAMS)
def test_a_failing_stream_gives_its_exit_code_and_no_traceback(
    line: str, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = shell(line, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err if words else ran.err == ""
    assert "Traceback" not in ran.err


def test_the_installed_script_is_the_program() -> None:
    script = Path(sys.executable).with_name("ntmtrack")
    if not script.exists():
        pytest.skip("ntmtrack is not installed as a script")
    assert spawn(*REPORT, program=[str(script)]) == run(*REPORT)


def test_a_traceback_is_shown_only_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> datetime:
        raise RuntimeError("[red]stopped[/red] \x1b[31m\u202e")  # noqa: TRY003 - the text is hostile, too

    monkeypatch.setattr(dates, "clock", fail)
    ran = run("status", "-f", "small.yaml")
    assert (ran.code, ran.out) == (70, "")
    assert "RuntimeError: [red]stopped[/red] \\x1b[31m\\u202e" in ran.err
    assert "Traceback" not in ran.err
    with pytest.raises(RuntimeError):
        run("status", "-f", "small.yaml", NTMTRACK_DEBUG="1")


def test_reading_writes_nothing_and_takes_no_lock(tmp_path: Path) -> None:
    strace = needs("strace")
    trace = tmp_path / "trace"
    calls = (
        "trace=openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,flock,fcntl,link"
    )
    writing = r"O_WRONLY|O_RDWR|O_CREAT|^\d+ (?:creat|rename|unlink|mkdir|flock|link)|F_OFD_SETLK"
    traced = [strace, "-f", "-qq", "-e", calls, "-o", str(trace), *PROGRAM]
    settings = {"PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(tmp_path)}
    spawn(*REPORT, settings=settings)  # so that the copy of the file exists
    ran = spawn(*REPORT, program=traced, settings=settings)
    assert (ran.code, ran.err) == (0, "")
    written = [
        line
        for line in trace.read_text(encoding="utf-8", errors="replace").splitlines()
        if re.search(writing, line) and "/dev/" not in line
    ]
    assert written == []


# ---- Hostile text

PAYLOADS = {
    "csi": "\x1b[31mred",
    "osc 52": "\x1b]52;c;aGk=\x07",
    "osc 8": "\x1b]8;;http://x.example\x1b\\x\x1b]8;;\x1b\\",
    "c1": "\x9b31m",
    "bidi": "\u202egnid\u202c",
    "isolate": "\u2066x\u2069",
    "zero width": "a\u200bb\u200d\ufeffc",
    "soft hyphen": "a\u00adb",
    "tag": "a\U000e0041b",
    "separator": "a\u2028b",
    "newline": "a\nERROR b\r\tc",
    "surrogate": "\udcff",
    "private": "\ue000",
}
MARKUP = "[link=x.example]x[/link] [red]y[/red] :smile: [/]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["{}"],
        ["status", "{}"],
        ["status", "--{}"],
        ["status", "--lang", "{}"],
        ["status", "--width", "{}"],
        ["status", "-f", "small.yaml", "--village", "{}"],
        ["status", "-f", "small.yaml", "--owner", "{}"],
        ["list", "-f", "small.yaml", "--status", "{}"],
        ["list", "-f", "small.yaml", "--clause", "{}"],
        ["list", "-f", "small.yaml", "--search", "{}"],
        ["status", "-f", "small.yaml", "--as-of", "{}"],
        ["show", "-f", "small.yaml", "{}"],
        ["show", "-f", "small.yaml", "thang-ba@{}"],
        ["status", "-f", "{}"],
        ["check", "-f", "/nowhere/{}"],
        ["status", "-f", "small.yaml", "-o", "/nowhere/{}.txt"],
    ],
    ids=" ".join,
)
def test_hostile_arguments_are_never_printed_raw(arguments: list[str]) -> None:
    hostile = " ".join(PAYLOADS.values())
    ran = run(*(argument.format(hostile) for argument in arguments))
    assert unsafe(ran.out + ran.err) == set()
    assert ran.code in {0, 2, 66, 73}
    assert ran.code == 0 or "red" in ran.err


def test_markup_in_arguments_is_printed_as_text() -> None:
    assert MARKUP in run("status", *LETTER, "--village", MARKUP).err
    assert MARKUP in run("status", "-f", MARKUP).err


HOSTILE = DATA / "hostile.yaml"
REPORTS = (["status"], ["overdue"], ["list"], ["matrix"], ["show", "t"], ["show", "h"])


def test_markup_in_the_file_is_printed_as_text_in_every_report() -> None:
    options = ("-f", str(HOSTILE), "--as-of", "2024-03-20")
    shown = "".join(run(*report, *options, "--width", "1000").out for report in REPORTS)
    assert unsafe(shown) == set()
    assert {"[/red] :smile:", "[bold]A[/red] :smile:", "[8] :smile:"} <= set(
        re.findall(r"\[(?:/red|bold|8)\](?:A\[/red\])? :smile:", shown)
    )
    reports = ",".join(" ".join(report) for report in REPORTS)
    code, screen = on_a_terminal(reports, *options, program=MAKE_SEVERAL, COLUMNS="1000")
    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    assert unsafe(plain) == set()
    assert "".join(f"{line.rstrip()}\n" for line in plain.splitlines()) == shown


def test_escapes_in_quoted_texts_are_refused_or_escaped(tmp_path: Path) -> None:
    text = HOSTILE.read_text(encoding="utf-8")
    file = tmp_path / "x.yaml"
    for payload in PAYLOADS.values():
        escaped = "".join(f"\\U{ord(char):08x}" for char in payload)
        file.write_text(text.replace(":smile:", f":smile:{escaped}"), encoding="utf-8")
        for report in (["list"], ["show", "t"], ["check"]):
            day = [] if report == ["check"] else ["--as-of", "2024-03-20"]
            ran = run(*report, "-f", str(file), *day)
            assert unsafe(ran.out + ran.err) == set()
            assert ran.code in {0, 65}
        ran = run("check", "-f", str(file), "-F", "json")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ran.out)


def test_bytes_that_are_no_text_are_escaped(tmp_path: Path) -> None:
    file = tmp_path / "raw.yaml"
    text = HOSTILE.read_bytes()
    for payload in (b"\x1b[31m", "\u202e".encode(), "\u200b".encode(), b"\xff", b"\0", b"\x9b"):
        file.write_bytes(text.replace(b":smile:", b":smile:" + payload))
        for report in (["check"], ["status"]):
            ran = run(*report, "-f", str(file))
            assert unsafe(ran.out + ran.err) == set()
            assert ran.code in {0, 65}


def test_json_keeps_texts_verbatim() -> None:
    data = json.loads(run("list", "-f", str(HOSTILE), "--as-of", "2024-03-20", "-F", "json").out)
    assert "[/red] :smile:" in data["items"][0]["title"]
