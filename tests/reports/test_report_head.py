"""The head of reports: the kind and citation of directives, and the filters in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from report_commands import names
from running import SMALL
from running import run

from ntmtrack.directive.model import Directive
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import letter_words
from ntmtrack.wording.official_words import OfficialWords
from ntmtrack.wording.words import Words


@pytest.mark.parametrize(
    ("number", "called"),
    [
        ("49-CV/ĐU", "Công văn"),
        ("49 - CV/ĐU", "Công văn"),
        ("62/NQ-HĐND", "Nghị quyết"),
        ("05/2017/QĐ-UBND", "Quyết định"),
        ("16-CT/TW", "Chỉ thị"),
        ("07-KH/XĐ", "Kế hoạch"),
        ("36-HD/VPTW", "Hướng dẫn"),
        ("1270-tb/bcđ", "Thông báo"),
        ("123/UBND-VX", "Công văn"),
        ("4085/UBND-KH", "Công văn"),
        ("229/CĐ-TTg", "Công điện"),
        ("12-CTr/TU", "Chương trình"),
        ("30/2020/NĐ-CP", "Nghị định"),
        ("45/TTr-UBND", "Tờ trình"),
        ("CVX-1", "Văn bản"),
        ("", "Văn bản"),
    ],
)
def test_the_kind_of_a_directive_follows_from_its_number(number: str, called: str) -> None:
    assert document_kind(number, Words("vi")) == called
    assert document_kind(number, Words("en")) == "Directive"


@pytest.mark.parametrize(
    ("number", "subject", "cited"),
    [
        ("12/UBND-VP", "Đôn đốc thu quỹ", "Công văn số 12/UBND-VP {day} về việc đôn đốc thu quỹ"),
        ("7/QĐ-UBND", "Thành lập tổ", "Quyết định số 7/QĐ-UBND {day} về việc thành lập tổ"),
        ("15/KH-UBND", "Thu gom rác", "Kế hoạch số 15/KH-UBND {day} về thu gom rác"),
        ("15/KH-UBND", "V/v thu gom rác", "Kế hoạch số 15/KH-UBND {day} về việc thu gom rác"),
        ("12/UBND-VP", "Về thu quỹ", "Công văn số 12/UBND-VP {day} về thu quỹ"),
    ],
)
def test_a_letter_of_the_state_is_cited_by_the_rules_of_the_state(
    number: str, subject: str, cited: str
) -> None:
    directive = Directive(number, date(2025, 3, 5), "Ủy ban nhân dân xã Bản Mít", subject)
    full, short = (
        f"{day} của Ủy ban nhân dân xã Bản Mít"
        for day in ("ngày 05 tháng 3 năm 2025", "ngày 05/03/2025")
    )
    assert letter_words(directive, OfficialWords("vi")) == cited.format(day=full)
    assert letter_words(directive, Words("vi")) == cited.format(day=short)


def test_a_letter_of_the_party_is_cited_with_a_comma_before_its_day() -> None:
    directive = Directive("49-CV/ĐU", date(2021, 6, 21), "Đảng ủy xã Sơn Kim 2", "Đôn đốc chỉ tiêu")
    cited = "Công văn số 49-CV/ĐU, ngày 21/6/2021 của Đảng ủy xã Sơn Kim 2 về đôn đốc chỉ tiêu"
    assert letter_words(directive, OfficialWords("vi")) == cited
    of_state = cited.replace(", ngày 21/6/2021", " ngày 21 tháng 6 năm 2021")
    citation = letter_words(directive._replace(profile="state"), OfficialWords("vi"))
    assert citation == of_state.replace(" về ", " về việc ")


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("trong hạn",), "trạng thái trong hạn, không kể đến hạn hôm nay, sắp đến hạn."),
        (("trong hạn", "sắp đến hạn"), "trạng thái sắp đến hạn, trong hạn."),
        (("không thời hạn",), "trạng thái không có thời hạn, không kể chờ sự kiện."),
        (("không thời hạn", "chờ sự kiện"), "trạng thái không có thời hạn, chờ sự kiện."),
    ],
)
def test_a_filter_by_status_says_what_it_leaves_out(
    statuses: tuple[str, ...], expected: str
) -> None:
    options = [word for status in statuses for word in ("--status", status)]
    ran = run("list", "-f", str(SMALL), "--as-of", "2024-03-20", "--lang", "vi", *options)
    assert expected in " ".join(ran.out.split())


NUMBERED = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã Tân Lập, subject: Đường}
owners: [{id: a, name: An}]
villages: [{id: thon-1, name: Thôn 1}, {id: tan-lap-1, name: Tân Lập 1}]
tasks: [{id: t, title: Dọn đường, owner: a, villages: all, each: village, due: 2024-02-01}]
progress: []
"""


@pytest.mark.parametrize(
    ("typed", "only"),
    [
        ("thon 1", "Chỉ gồm: Thôn 1."),
        ("tan lap 1", "Chỉ gồm: thôn Tân Lập 1."),
        ("1", "Chỉ gồm: thôn Tân Lập 1; Thôn 1."),
    ],
)
def test_the_word_thon_is_not_repeated_before_a_village_called_thon(
    tmp_path: Path, typed: str, only: str
) -> None:
    (tmp_path / "so.yaml").write_text(NUMBERED, encoding="utf-8")
    arguments = ("list", "-f", "so.yaml", "--as-of", "2024-02-05", "--village", typed)
    assert run(*arguments, folder=tmp_path).out.splitlines()[1] == only


BODIES = """\
format: 1
directive: {number: 9-CV/ĐU, issued: 2021-06-01, issuer: Đảng ủy xã Đồng Mơ, subject: Vườn}
villages: [{id: binh, name: Thôn Bình}, {id: doai, name: Đoài}]
owners:
  - {id: ban, name: Ban Phát triển thôn, per_village: true}
  - {id: vh, name: "Phòng Văn hóa, Xã hội"}
  - {id: vp, name: Văn phòng}
  - {id: hnd, name: Hội Nông dân}
tasks:
  - {id: vuon, title: Xây vườn, owner: [ban], villages: all, each: village, due: 2021-06-15}
  - {id: hop, title: Họp dân, owner: [vh, vp], due: 2021-06-15}
progress:
  - {task: vuon, village: doai, mark: reminded, on: 2021-06-11, whom: [ban]}
  - {task: hop, mark: reminded, on: 2021-06-12, whom: [vh, vp]}
"""


@pytest.mark.parametrize(
    ("owners", "only"),
    [
        (("vp", "hnd"), "chủ trì Văn phòng, Hội Nông dân."),
        (("vh", "vp"), "chủ trì Phòng Văn hóa, Xã hội; Văn phòng."),
        (("ban@binh",), "chủ trì Ban Phát triển Thôn Bình."),
        (("Ban Phát triển thôn Thôn Bình",), "chủ trì Ban Phát triển Thôn Bình."),
        (("ban@doai",), "chủ trì Ban Phát triển thôn Đoài."),
    ],
)
def test_filtered_owners_are_named_as_in_the_report_and_clearly_separated(
    tmp_path: Path, owners: tuple[str, ...], only: str
) -> None:
    (tmp_path / "so.yaml").write_text(BODIES, encoding="utf-8")
    options = [word for owner in owners for word in ("--owner", owner)]
    ran = run("list", "-f", "so.yaml", "--as-of", "2021-07-05", *options, folder=tmp_path)
    assert ran.out.splitlines()[1] == f"Chỉ gồm: {only}"


def test_names_with_commas_are_clearly_separated_in_the_history_and_on_the_board(
    tmp_path: Path,
) -> None:
    (tmp_path / "so.yaml").write_text(BODIES, encoding="utf-8")
    options = ("-f", "so.yaml", "--as-of", "2021-07-05", "-F")
    log = run("history", *options, "md", folder=tmp_path).out.replace("\\", "")
    assert "đã đôn đốc (Ban Phát triển thôn Đoài)" in log
    assert "đã đôn đốc (Phòng Văn hóa, Xã hội; Văn phòng)" in log
    board = run("export", *options, "html", folder=tmp_path).out
    assert "Họp dân; Phòng Văn hóa, Xã hội; Văn phòng" in board


COMMAS = """\
format: 1
directive: {number: 9-CV/ĐU, issued: 2021-06-01, issuer: Đảng ủy xã Đồng Mơ, subject: Vườn}
villages: [{id: an, name: "Thôn An, Bắc"}, {id: binh, name: Thôn Bình}, {id: chua, name: Chùa}]
owners: [{id: ban, name: Ban Phát triển thôn, per_village: true}, {id: vp, name: Văn phòng}]
tasks:
  - id: vuon
    title: Xây vườn
    owner: ban
    villages: [an, binh]
    each: village
    due: 2021-06-15
    measures: [{id: m, name: Tường, unit: m, at_least: 5}]
  - {id: hop, title: Họp dân, owner: vp, villages: [an, binh], due: 2021-06-15}
amendments:
  - {number: 10-CV/ĐU, issued: 2021-06-10, tasks: [vuon], villages: [an, binh], due: 2021-06-20}
progress:
  - {task: hop, mark: note, on: 2021-06-11, note: Đã mời.}
"""


@pytest.mark.parametrize("report", sorted({*names()} - {"check"}))
def test_villages_with_commas_are_clearly_separated_in_every_report(
    tmp_path: Path, report: str
) -> None:
    (tmp_path / "so.yaml").write_text(COMMAS, encoding="utf-8")
    words = ["vuon"] if report == "show" else []
    options = ("-f", "so.yaml", "--as-of", "2021-07-05", "-F", "html")
    ran = run(report, *words, *options, folder=tmp_path)
    assert ran.code == 0, ran.err
    assert "Bắc, Thôn Bình" not in ran.out
