"""Every hint works: following it leaves nothing wrong.

A row has a folder of tests/errors and, for a wrong file, the text in it and the text that the hint
says to write instead; for a wrong command, the command that follows the hint.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from error_cases import COMMANDS
from error_cases import ERRORS
from error_cases import FILES
from error_cases import GOOD
from error_cases import Stage
from error_cases import bytes_of_recipe
from error_cases import wrong_file
from running import run

from ntmtrack.datafile.load import load

DUE, ENTRY = "due: 2021-07-15", "done, on: 2021-07-12"
FOLLOWED = [
    ("alias", "*Báo cáo hằng ngày", '"*Báo cáo hằng ngày"'),
    (
        "amended-twice",
        "issued: 2021-07-05, tasks: [bich-hoa], villages",
        "issued: 2021-07-06, tasks: [bich-hoa], villages",
    ),
    ("amends-no-share", "villages: [kim-binh], due", "due"),
    ("amends-no-task", ", due: 2021-07-30", ""),
    ("amends-nothing", "note: Chờ vật liệu", "note: Chờ vật liệu, due: 2021-07-30"),
    ("amends-two", "due: 2021-07-30, ", ""),
    ("amends-undated--repeat", "due: 2021-07-30", "cancelled: true"),
    ("anchor", "&chu-tri van-hoa", "van-hoa"),
    ("bad-amount", "diem: 1.308", "diem: 1308"),
    ("bad-amount--goal", "ít nhất 2", "2"),
    ("bad-choice", "mark: dnoe", "mark: done"),
    ("bad-choice--flag", "per_village: yes", "per_village: true"),
    ("bad-choice--nothing-near", "each: làng", "each: village"),
    ("bad-choice--spoken", "mark: xong", "mark: done"),
    ("bad-choice--weekday", "on: t6", "on: fri"),
    ("bad-count", "ba ngày", "3"),
    ("bad-date--deadline", "due: quý V/2021", "due: quý II/2021"),
    ("bad-date--due", "due: sau hội nghị", "no_date: sau hội nghị"),
    ("bad-date--entry", "2021/07/12", "2021-07-12"),
    ("bad-date--more", "trước ngày 15/7/2021", "15/7/2021"),
    ("bad-date--no-date", "due: khẩn trương", "no_date: khẩn trương"),
    ("bad-date--period", "trong quý III/2021", "2021-Q3"),
    ("bad-date--period--half-year", "hết 6 tháng cuối năm 2021", "2021-H2"),
    ("bad-date--repeat", "due: hằng tháng", "repeat: {every: month, from: 22/6/2021}"),
    ("bad-date--standing", "due: Thường xuyên", "standing: true"),
    ("bad-format", "format: một", "format: 1"),
    ("bad-days", "80 ngày trước", "-80"),
    ("bad-id", "id: Chế Biển", "id: che-bien"),
    ("bad-stamp", ", at: 2021-07-12 16:02", ""),
    ("bad-time", "15h30", '"15:30"'),
    ("bad-time--entry", "T25:10", "T15:10"),
    ("bad-timezone", "Asia/Ha_Noi", "Asia/Ho_Chi_Minh"),
    ("bad-undoes", "mục trên", "done"),
    ("before-directive", "due: 2012-07-15", DUE),
    ("before-directive--never--event", "2012-08-02", "2021-08-02"),
    ("circle", "    part_of: bich-hoa\n", ""),
    ("curly-quotes", "due: “2021-07-15”", 'due: "2021-07-15"'),
    ("curly-quotes--colon", "“Bích họa: vẽ tranh”", '"Bích họa: vẽ tranh"'),
    ("curly-quotes--colon--in-brackets", "“Mưa: chậm hai ngày”", '"Mưa: chậm hai ngày"'),
    ("curly-quotes--comma", "“Mưa, chậm hai ngày”", '"Mưa, chậm hai ngày"'),
    ("cut-comment", "Báo cáo #2 hằng ngày", '"Báo cáo #2 hằng ngày"'),
    ("dash-without-space", "-kim-binh\n      -che-bien", "- kim-binh\n      - che-bien"),
    ("duplicate-id--measure", "id: diem, name: mét vuông", "id: met, name: mét vuông"),
    ("duplicate-key", "    owner: van-phong\n    ", "    "),
    ("empty-list", "owner: []", "owner: [van-hoa]"),
    ("empty-text", '    note: ""\n', ""),
    ("empty-text--needed", 'title: ""', "title: Báo cáo hằng ngày"),
    ("entry-needs-share", "bich-hoa, mark", "bich-hoa, village: che-bien, mark"),
    ("entry-share-unused", "bao-cao-ngay, village: kim-binh,", "bao-cao-ngay,"),
    ("entry-share-unused--owner", "bao-cao-ngay, owner: van-phong,", "bao-cao-ngay,"),
    (
        "extend-undated",
        "mark: extended, on: 2021-07-12, to: 2021-07-30",
        "mark: note, on: 2021-07-12",
    ),
    ("far-year", "15/7/0021", "15/7/2021"),
    ("goal-empty", ", che-bien}", ", che-bien: 3}"),
    ("goal-not-covered", ", lang-che: 3", ""),
    ("goal-over-100", "percent: 120", "percent: 100"),
    ("goals-by-village", "{kim-binh: 2, che-bien: 3}", "2"),
    ("goals-by-village--owner", "{van-hoa: 90, van-phong: 100}", "90"),
    ("line-separator", "\u2028", " "),
    ("mark-needs", "note: Chờ sơn", "note: Chờ sơn, to: 2021-07-30"),
    ("mark-needs--undoes", "undone, on: 2021-07-12", "undone, on: 2021-07-12, undoes: done"),
    ("mark-without", ", to: 2021-07-30", ""),
    ("merge-key", "<<: {due_is: by}", "due_is: by"),
    ("missing-key--entry", "kim-binh, on", "kim-binh, mark: done, on"),
    ("needs-due", "    due_is: by\n", "    due_is: by\n    due: 2021-07-30\n"),
    ("needs-due--other", "    due_is: by\n", ""),
    ("needs-villages", "each: village", "each: village\n    villages: all"),
    ("no-occurrence", "on: 2021-06-21", "on: 2021-06-21, for: 2021-06-22"),
    ("no-such-day", "31/6/2021", "30/6/2021"),
    ("needs-event", "    event_days: -80\n", ""),
    ("no-year", "start: 15/7\n", "start: 30/6/2021\n"),
    ("no-year--period", "due: quý III\n", "due: quý III/2021\n"),
    ("not-a-list", "tren-tuyen: kim-binh", "tren-tuyen: [kim-binh]"),
    ("not-a-list--items--measures", "{id: diem", "- {id: diem"),
    ("not-a-list--owner", "owner: {id: van-hoa}", "owner: [van-hoa]"),
    ("not-a-mapping--amounts", "amounts: 3", "amounts: {diem: 3}"),
    ("not-a-mapping--repeat", "repeat: day", "repeat: {every: day, from: 22/6/2021}"),
    ("not-recurring", "mark: nothing", "mark: note"),
    ("not-recurring--for", ", for: 2021-07-11", ""),
    ("not-text", "[Công chức văn hóa]", "Công chức văn hóa"),
    ("odd-indent", "\n\tdue", "\n    due"),
    ("of-all", ", of: all", ""),
    ("of-all--goal", "of: all", "at_most: 4, of: all"),
    ("of-all--map", "{kim-binh: 2, che-bien: 3}", "5"),
    ("of-all--percent", ", of: all", ""),
    ("quote-needed", "Đủ chưa?", '"Đủ chưa?"'),
    ("repeat-on", "every: week,", "every: week, on: fri,"),
    ("repeat-on--day", "every: day", "every: week"),
    ("same-name", ", Kim Binh", ""),
    ("start-is-by", "    due_is: before\n", ""),
    ("tag", "!gấp Báo cáo hằng ngày", '"!gấp Báo cáo hằng ngày"'),
    ("twice-in-list", ", che-bien, kim-binh]", ", che-bien]"),
    ("two-deadlines", "    standing: true\n", ""),
    ("two-goals", ", percent: 100", ""),
    ("undoes-nothing", "undone, on: 2021-07-13", "undone, on: 2021-07-12"),
    ("undoes-nothing--stamped", "undoes: done", 'undoes: "2021-07-12T16:02:11.482913+07:00"'),
    ("unknown-event", "kiemtra", "kiem-tra"),
    ("unknown-group", "tren-tuyn", "tren-tuyen"),
    ("unknown-group--village-by-name", "villages: Chế Biến", "villages: [che-bien, kim-binh]"),
    ("unknown-group--villages-without-brackets", "kim-binh, che-bien\n", "[kim-binh, che-bien]\n"),
    ("unknown-key", "knid", "kind"),
    ("unknown-key--empty", "Mưa, chậm hai ngày", '"Mưa, chậm hai ngày"'),
    ("unknown-key--misspelled", "titel", "title"),
    ("unknown-key--number", "diem: 1,5", 'diem: "1,5"'),
    ("unknown-key--number--goal", "at_least: 2,5", "at_least: 2.5"),
    ("unknown-key--own-word", "tieu_de", "title"),
    ("unknown-key--section", "onwers", "owners"),
    ("unknown-key--space", "on:2021", "on: 2021"),
    ("unknown-measure", "dien:", "diem:"),
    ("unknown-measure--empty", "diem: 3, tranh", "diem: 3"),
    ("unknown-owner", "van-hao", "van-hoa"),
    ("unknown-owner--comma-without-brackets", "van-hoa, van-phong\n", "[van-hoa, van-phong]\n"),
    ("unknown-task", "bich-hao", "bich-hoa"),
    ("unknown-village--by-name", "village: Kim Bình", "village: kim-binh"),
    ("unknown-village--comma-missing", "kim-binh che-bien", "kim-binh, che-bien"),
    ("unknown-village--goal", "che-binh: 3", "che-bien: 3"),
    ("yaml-syntax--bad-escape", "\\hằng", "\\\\hằng"),
    ("yaml-syntax--bad-start", "@Báo cáo hằng ngày", '"@Báo cáo hằng ngày"'),
    ("yaml-syntax--bad-start--bracket", "[Gấp] Báo cáo hằng ngày", '"[Gấp] Báo cáo hằng ngày"'),
    ("yaml-syntax--colon-in-text", "Báo cáo: hằng ngày", '"Báo cáo: hằng ngày"'),
    ("yaml-syntax--extra-comma", ",, ", ", "),
    ("yaml-syntax--indent", "\n   each", "\n    each"),
    ("yaml-syntax--indent-or-colon", "\n      each", "\n    each"),
    ("yaml-syntax--missing-colon", "each village", "each: village"),
    ("yaml-syntax--missing-comma", "2021-07-12 by", "2021-07-12, by"),
    ("yaml-syntax--missing-comma--colon-in-text", "Lưu ý: mưa", '"Lưu ý: mưa"'),
    ("yaml-syntax--space-after-colon", "due:2021", "due: 2021"),
    ("yaml-syntax--text-after-quote", '"Báo cáo" hằng ngày', '"\\"Báo cáo\\" hằng ngày"'),
    ("yaml-syntax--unclosed-bracket", "[kim-binh, che-bien\n", "[kim-binh, che-bien]\n"),
    ("yaml-syntax--unclosed-quote", '"Báo cáo hằng ngày', '"Báo cáo hằng ngày"'),
]


@pytest.mark.parametrize(("folder", "wrong", "right"), FOLLOWED, ids=lambda text: text[:40])
def test_following_a_hint_repairs_the_file(folder: str, wrong: str, right: str) -> None:
    text = wrong_file(ERRORS / folder).decode()
    assert wrong in text
    problems = load(text.replace(wrong, right, 1).encode(), "bad.yaml").problems
    assert [problem.code for problem in problems if not problem.warning] == []


WHY = '--note "Mưa" --by "Bí thư"'
INSTEAD = [
    ("ambiguous-owner", "done van-nghe@hoi-phu-nu"),
    ("ambiguous-task", "done bien-bao"),
    ("ambiguous-village", 'done bich-hoa --village "Kim Bình"'),
    ("bad-amount--asked", "done bich-hoa@kim-binh --amount diem=1308"),
    ("bad-choice--option", "list --color always"),
    ("bad-count--option", "list --width 40"),
    ("bad-span", "register --from 1/7/2021 --to 20/7/2021"),
    ("bad-time--asked", "done bien-bao --on 2021-07-14T15:20"),
    ("cancel-why", f"cancel bien-bao {WHY}"),
    ("cancels-done", "undo"),
    ("exists-already--folder", "init moi.yaml"),
    ("extend-earlier--command", f"extend bien-bao --to 26/7/2021 {WHY}"),
    ("extend-undated--command", 'note don-doan "Hoãn đến 30/8/2021"'),
    ("extend-why", f"extend bien-bao --to 30/7/2021 {WHY}"),
    ("extra-argument", 'list --village "Kim Bình"'),
    ("finished", "reopen bien-bao"),
    ("finished--begun", 'note cap-gach "Hẹn đến 30/7/2021"'),
    ("finished--cancelled", "reopen bien-bao"),
    ("finished--ended", "reopen giao-ban --for 2/7/2021"),
    ("future-day", "done bien-bao --on 20/7/2021"),
    ("heading", "done bien-bao"),
    ("key-and-option", "done bich-hoa@kim-binh"),
    ("missing-argument", "show --help"),
    ("moment-too-early", "status --as-of 21/6/2021"),
    ("needs-value", 'list --village "Kim Bình"'),
    ("no-occurrence--early", "done bao-cao-ngay --for 22/6/2021"),
    ("no-occurrence--ended", "done giao-ban --for 2/7/2021"),
    ("no-such-clause--nothing-near", "show bich-hoa"),
    ("no-such-command", "status"),
    ("no-such-command--nothing-near", "--help"),
    ("no-such-ending", "export -o bang.xlsx"),
    ("no-such-format", "status --format xlsx --output tinh-hinh.xlsx"),
    ("no-such-format--form", "export --form --format csv"),
    ("no-such-option", 'list --village "Kim Bình"'),
    ("no-such-option--first", "list --lang en"),
    ("no-such-option--text", 'note bien-bao --by "Bí thư" -- "- đã họp"'),
    ("no-such-option--text--number", 'obstacle bien-bao -- "-5 độ, \\"rét\\""'),
    ("no-such-owner", 'list --owner "Hội Phụ nữ"'),
    ("no-such-owner--nothing-near", "status"),
    ("no-such-status", "list --status overdue"),
    ("no-such-task", "show bich-hoa"),
    ("no-such-village", 'overdue --village "Chế Biển"'),
    ("no-such-village--nothing-near", "matrix"),
    ("no-words", 'note bien-bao "Đã họp"'),
    ("no-year--asked", "status --as-of 30/6/2021"),
    ("not-by-owner", "done bien-bao"),
    ("not-by-village", "done bien-bao"),
    ("not-covered--asked", 'done bich-hoa --village "Chế Biển"'),
    ("not-divided", "done bien-bao"),
    ("not-finished", "show bien-bao"),
    ("not-recurring--command", "done bien-bao"),
    ("not-recurring--command--for", "done bien-bao"),
    ("nothing-to-undo--narrow", "history"),
    ("occurrence-done", "reopen bao-cao-ngay --for 19/07/2021"),
    ("occurrence-done--excused", "reopen bao-cao-ngay --for 19/07/2021"),
    ("occurrence-done--nothing", "reopen bao-cao-ngay --for 19/07/2021"),
    ("one-mark", "done bao-cao-ngay --nothing"),
    ("output-exists", "status --format text --output bao-cao.md --force"),
    ("output-exists--folder", "status --output ./bao-cao.txt"),
    ("output-is-data", "status --format text --output bao-cao.txt"),
    ("overruled", "reopen bien-bao --on 15/07/2021"),
    ("overruled--letter", f"extend bien-bao --on 05/07/2021 --to 28/8/2021 {WHY}"),
    ("packaged-copy", "init"),
    ("superseded", 'note don-doan "Đã họp"'),
    ("two-amounts", "done bich-hoa@kim-binh --amount diem=4"),
    ("wrong-unit", 'note bich-hoa@kim-binh --amount "3 điểm"'),
    ("unknown-measure--asked", "done bich-hoa@kim-binh --amount dien-tich=3"),
    ("villages-twice", "done bich-hoa --all-villages"),
    ("week-not-begun", "weekly"),
    ("which-measure", "done bich-hoa@kim-binh --amount diem=3"),
    ("which-owner", 'done van-nghe --owner "Hội Phụ nữ"'),
    ("which-village", "done bich-hoa --all-villages"),
]


@pytest.mark.parametrize(("folder", "command"), INSTEAD)
def test_following_the_hint_of_a_command_succeeds(
    folder: str, command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case, stage = ERRORS / folder, Stage(monkeypatch, tmp_path)
    own = case / "bad.yaml"
    stage.data.write_bytes((own if own.exists() else GOOD).read_bytes())
    stage.set_for(case)
    for line in (case / "command.txt").read_text(encoding="utf-8").splitlines():
        run(*shlex.split(bytes_of_recipe(line).decode())[2:], folder=tmp_path)
    ran = run(*shlex.split(command), folder=tmp_path)
    assert ran.code == 0, ran.err


def test_every_row_is_about_a_wrong_file_or_command() -> None:
    for rows, cases in ((FOLLOWED, FILES), (INSTEAD, COMMANDS)):
        names = [row[0] for row in rows]
        assert len(set(names)) == len(names)
        assert set(names) <= {case.name for case in cases}
