"""A run of the program with its own clock, environment and streams, not those of the process."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from running import SHIPPED
from running import SMALL

from ntmtrack import system
from ntmtrack.cli import main
from ntmtrack.cli.output import Streams
from ntmtrack.cli.run import Run
from ntmtrack.cli.run import language_in
from ntmtrack.yamltext import LONGEST_FILE
from ntmtrack.yamltext import MIB

NOW = datetime.fromisoformat("2024-03-20T08:15:00+07:00")
ENGLISH, VIETNAMESE = "overdue", "quá hạn"


def outcome(arguments: Sequence[str], **environment: str) -> tuple[int, str, str]:
    """Return the exit code, standard output and standard error of a command line."""
    out, err = io.StringIO(), io.StringIO()
    run = Run(Streams(out, err, environment), environment, lambda: NOW)
    return main.outcome(run, arguments), out.getvalue(), err.getvalue()


def test_a_run_has_its_own_clock_environment_and_streams() -> None:
    code, out, err = outcome(["status", "--lang", "en"], NTMTRACK_FILE=str(SMALL))
    assert (code, err) == (0, "")
    assert "as at 08:15 on 20/03/2024" in out


def test_two_runs_in_one_process_are_independent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = ["status", "-f", str(SMALL)]
    vietnamese = outcome(line)
    assert outcome([*line, "--lang", "en"]) != vietnamese
    assert outcome(["stauts"], LANG="C")[2].startswith("There is no command")
    assert outcome(line) == vietnamese


@pytest.mark.parametrize(
    ("typed", "environment", "expected"),
    [
        (["--lang", "en"], {"NTMTRACK_LANG": "vi", "LANG": "vi_VN"}, ENGLISH),
        ([], {"NTMTRACK_LANG": "en", "LANG": "vi_VN"}, ENGLISH),
        ([], {"NTMTRACK_LANG": "fr", "LANG": "C"}, VIETNAMESE),
        ([], {"LANG": "C"}, VIETNAMESE),
    ],
)
def test_the_language_comes_from_the_option_the_variable_or_the_file(
    typed: list[str], environment: dict[str, str], expected: str
) -> None:
    _, out, _ = outcome(["overdue", "-f", str(SHIPPED), *typed], **environment)
    assert expected in out


@pytest.mark.parametrize(
    "line",
    [
        "stauts --lang vi",
        "--lang vi status",
        "status --no-such-option --lang=vi",
        "status --lang vi --no-such-option",
        "show --lang vi",
        "list --width wide --lang vi",
        "list --lang=vi extra",
        "list -o x.pdf --lang vi",
        "list -f no-such-file.yaml --lang vi",
        "completion --lang vi",
    ],
)
def test_a_usage_error_is_in_the_language_of_the_option(line: str) -> None:
    code, out, vietnamese = outcome(line.split(), LC_ALL="C")
    assert (code != 0, out) == (True, "")
    english = outcome(line.replace("vi", "en").split(), LC_ALL="C")[2]
    assert vietnamese != english
    assert outcome(line.replace("vi", "en").split(), LC_ALL="vi_VN.UTF-8")[2] == english


def test_an_unknown_language_falls_back_to_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in (["status", "--lang", "fr"], ["status", "--lang"]):
        english, vietnamese = (outcome(line, LANG=locale)[2] for locale in ("C", "vi_VN.UTF-8"))
        assert english != vietnamese


@pytest.mark.parametrize("line", ["note", "lst", "list --sort x", "extend cai-tao", "list a b"])
def test_a_usage_error_is_in_the_language_of_the_file(line: str) -> None:
    """Once, a clerk with an English locale got one error in English and the next in Vietnamese."""
    english = outcome([*line.split(), "-f", str(SMALL), "--lang", "en"], LANG="C")[2]
    vietnamese = outcome([*line.split(), "-f", str(SMALL), "--lang", "vi"], LANG="C")[2]
    assert english != vietnamese
    assert outcome([*line.split(), "-f", str(SMALL)], LANG="C")[2] == vietnamese
    assert outcome(line.split(), LANG="C", NTMTRACK_FILE=str(SMALL))[2] == vietnamese


def test_the_option_h_suggests_help() -> None:
    for line in (["-h"], ["status", "-h"]):
        assert "--help" in outcome([*line, "--lang", "en"])[2].partition("Did you mean ")[2]


def test_help_is_in_the_language_given_after_it() -> None:
    vietnamese = outcome(["status", "--help", "--lang", "vi"], LANG="C")
    assert vietnamese == outcome(["status", "--help"], LANG="vi_VN.UTF-8")


def test_file_patterns_are_expanded_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes(SMALL.read_bytes())
    monkeypatch.setattr(system, "WINDOWS", True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    pattern = "~/*.yaml"
    code, out, _ = outcome(["check", "-f", pattern], LANG="C")
    assert (code, "same-directive" in out) == (65, True), "there are two"
    assert outcome(["check", "-f", f"{tmp_path}/a.yaml", pattern], LANG="C")[0] == 2
    (tmp_path / "b.yaml").unlink()
    assert outcome(["check", "-f", pattern])[:2] == (0, "")
    assert outcome(["check", "-f", "no-such-*.yaml"], LANG="C")[0] == 66


BROKEN = "format: 1\ndirective: {number: 1-CV/ĐU, issued: 2024-03-01, issuer: X, subject: Y%s}\n%s"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("tasks: [\n", 65),
        ("tasks:\n\t- x\n", 65),
        ("owners: [{id: A}]\ntasks: []\n", 65),
        ("owners: []\ntasks: []\nprogress: \x07\n", 65),
    ],
)
@pytest.mark.parametrize(
    ("language", "is_vietnamese"),
    [("", "Không"), (", language: vi", "Không"), (", language: en", "")],
)
def test_the_mistakes_of_a_file_are_reported_in_its_language(
    wrong: str, code: int, language: str, is_vietnamese: str, tmp_path: Path
) -> None:
    file = tmp_path / "viec.yaml"
    file.write_text(BROKEN % (language, wrong), encoding="utf-8")
    exit_code, out, err = outcome(["weekly", "--last"], NTMTRACK_FILE=str(file), LANG="C")
    vietnamese = outcome(["weekly", "--last", "--lang", "vi"], NTMTRACK_FILE=str(file))
    english = outcome(["weekly", "--last", "--lang", "en"], NTMTRACK_FILE=str(file))
    assert (exit_code, out) == (code, "")
    assert err == (vietnamese if is_vietnamese else english)[2]
    assert vietnamese[2] != english[2]


@pytest.mark.parametrize("is_folder", [False, True])
def test_options_that_exclude_each_other_are_reported_in_the_language_of_the_file(
    tmp_path: Path, *, is_folder: bool
) -> None:
    file = tmp_path / "viec.yaml"
    file.write_text(BROKEN % ("", "tasks: []"), encoding="utf-8")
    named = str(tmp_path if is_folder else file)
    code, _, err = outcome(["remind", "--one", "-f", named], LANG="C")
    assert (code, err) == outcome(["remind", "--one", "-f", named, "--lang", "vi"])[::2]


def test_an_error_before_the_file_is_loaded_is_in_its_language(tmp_path: Path) -> None:
    file = tmp_path / "viec.yaml"
    file.write_bytes(SMALL.read_bytes())
    line = ["undo", "-f", str(file), "-f", str(SHIPPED)]
    vietnamese = outcome([*line, "--lang", "vi"])
    assert vietnamese[0] == 2
    assert outcome(line, LANG="C") == vietnamese


def test_the_packaged_example_is_not_read_for_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = ["done", "bich-hoa"]
    assert outcome(line, LANG="C") == outcome([*line, "--lang", "en"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("directive:\n  language: en\n", "en"),
        ("directive: {number: 1, language: 'vi'}\n", "vi"),
        ("directive: {number: 1}\n", "vi"),  # the default of a file that names none
        ("directive: {language: en\nowners: [", "en"),
        ("directive: {language: fr}\n", None),
        ("a letter to nobody\n", None),
    ],
)
def test_the_language_is_found_in_the_text_of_a_file(text: str, language: str | None) -> None:
    assert language_in(text.encode()) == language


@pytest.mark.parametrize(("before", "language"), [(0, "en"), (2 * MIB, None)])
def test_only_the_start_of_a_file_that_is_too_long_is_searched_for_its_language(
    before: int, language: str | None
) -> None:
    text = b"\n" * before + b"directive: {language: en}\n"
    assert language_in(text) == "en"
    assert language_in(text.ljust(LONGEST_FILE + 1, b"#")) == language


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "-f"),
        ("done", "x", "-f"),
        ("draft",),
        ("import",),
        ("list", "-F"),
        ("list", "--"),
    ],
)
def test_long_names_in_messages_are_not_wrapped(
    arguments: Sequence[str], language: str, tmp_path: Path
) -> None:
    name = str(tmp_path / f"{'thư mục có tên dài ' * 5}{'không-dấu-cách-' * 8}.x")
    code, out, err = outcome([*arguments, name], NTMTRACK_LANG=language, COLUMNS="40")
    assert (code != 0, out) == (True, "")
    assert name in err
