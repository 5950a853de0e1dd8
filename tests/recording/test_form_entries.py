"""Forms as offices return them: the complete outcome of each kind of form, or every wrong cell."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from ntmtrack.datafile import append
from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.recording import filled_form
from ntmtrack.recording import form_entries
from ntmtrack.recording import sheets
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WORDS = Words("vi")
NOW = Moment(datetime(2025, 7, 10, 8, 15))
AT = datetime.fromisoformat("2025-07-10T08:15:00+07:00")
DIRECTIVE = """\
format: 1
directive: {number: 12-KH/XĐ, issued: 2025-06-02, issuer: Đảng ủy xã Đồng Mơ, subject: Kênh mương}
villages: [{id: ben-da, name: Bến Đá}, {id: go-me, name: Gò Me}]
owners: [{id: le-thi-ba, name: Lê Thị Ba}]
tasks:
  - id: kenh
    title: Nạo vét kênh
    owner: le-thi-ba
    villages: all
    each: village
    due: 2025-07-05
    measures: [{id: met, name: mét kênh, unit: m}, {id: ho, name: hộ tham gia, unit: hộ}]
  - id: cay
    title: Trồng cây
    owner: le-thi-ba
    due: 2025-07-15
    measures: [{id: so-cay, name: cây đã trồng, unit: cây}]
  - id: vuon
    title: Chỉnh trang vườn
    owner: le-thi-ba
    measures: [{id: vuon, name: vườn đạt, unit: vườn, percent: 100}]
  - {id: bia, title: Dựng bia, owner: le-thi-ba}
  - id: giao-ban
    title: Báo cáo tuần
    owner: le-thi-ba
    repeat: {every: week, on: fri, from: 2025-06-06}
progress:
"""
HEAD = (
    ("Biểu báo cáo kết quả thực hiện nhiệm vụ",),
    ("Số văn bản", "12-KH/XĐ"),
    ("Ngày ban hành", date(2025, 6, 2)),
    ("Cơ quan ban hành", "Đảng ủy xã Đồng Mơ"),
    ("Ngày lập biểu", date(2025, 6, 30)),
    (),
)
HEADINGS = (
    *("Mã", "Nội dung nhiệm vụ", "Thời hạn", "Kỳ", "Kết quả", "Ngày", "Số liệu"),
    *("Khó khăn, vướng mắc", "Nguyên nhân", "Tài liệu minh chứng", "Người báo cáo", "Ghi chú"),
)
DAY = date(2025, 6, 18)


def outcome(
    data: bytes,
    progress: str = "",
    directive: str = DIRECTIVE,
    *,
    on: datetime | None = None,
    by: str | None = None,
) -> list[str]:
    """Return what a form would record as lines of the log, or its wrong cells with their codes."""
    document = load((directive + progress).encode(), "viec.yaml").document
    assert document
    defaults = form_entries.Defaults(on, by, WORDS)
    try:
        forms = filled_form.forms(sheets.read(data, "form"), WORDS)
        change = form_entries.plan(document, forms, defaults, NOW, AT)
    except NtmError as error:
        return [
            f"{problem.place and problem.place.cell}: {problem.code}" for problem in error.problems
        ]
    stamp = ', at: "2025-07-10T08:15:00.000000+07:00"}'
    lines = [append.line(entry).replace(stamp, "}") for entry in change.entries]
    return [
        *lines,
        *(f"again: {entry.task} {entry.mark}" for entry in change.repeated),
        *(str(warning.code) for warning in change.warnings),
    ]


def row(key: str, **cells: object) -> Sequence[object]:
    """Return a row of a form with some cells filled in, given by short names of their columns."""
    names = ("key", "task", "due", "ky", "mark", "day", "figures", "obstacle", "reason", "papers")
    return [{"key": key, **cells}.get(name) for name in (*names, "by", "note")]


def excel(
    *rows: Sequence[object],
    change: Callable[[Worksheet], None] = lambda _: None,
    head: Sequence[Sequence[object]] = HEAD,
    headings: Sequence[str] = HEADINGS,
) -> bytes:
    """Return a form as a workbook."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for cells in (*head, headings, *rows):
        sheet.append(list(cells))
    change(sheet)
    book.save(out)
    return out.getvalue()


def csv_form(
    *rows: Sequence[object],
    by: str = ",",
    day: str = "%Y-%m-%d",
    headings: Sequence[str] = HEADINGS,
) -> bytes:
    """Return a form as CSV, with days formatted like a spreadsheet does."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=by)
    for cells in (*HEAD, headings, *rows):
        writer.writerow([cell.strftime(day) if isinstance(cell, date) else cell for cell in cells])
    return out.getvalue().encode()


# ---- States


@pytest.mark.parametrize(
    ("mark", "lines"),
    [
        *(
            (mark, ["{task: cay, mark: done, on: 2025-06-18}"])
            for mark in (
                *("hoàn thành", "đã xong", "Đã hoàn thành", "HT", "Xong.", "hoàn thành 100%"),
                *("đã thực hiện", "Hoàn tất", "đã hoàn thành trước hạn", "đã làm xong"),
            )
        ),
        *(
            (mark, ["{task: cay, mark: started, on: 2025-06-18}"])
            for mark in ("đang thực hiện", "bắt đầu thực hiện", "Đang triển khai")
        ),
        ("hoàn thành 80%", ['{task: cay, mark: started, on: 2025-06-18, note: "hoàn thành 80%"}']),
        ("1%", ['{task: cay, mark: started, on: 2025-06-18, note: "1%"}']),
        ("100%", ["A!E8: unknown-mark"]),  # of the work or of the time?
        ("hoàn thành 120%", ["A!E8: unknown-mark"]),
        ("đạt 80 %", ['{task: cay, mark: started, on: 2025-06-18, note: "đạt 80 %"}']),
        *(
            (mark, ["form-no-news"])
            for mark in (
                *("chưa", "chưa thực hiện", "Chưa hoàn thành", "0%"),
                *("chưa nộp", "Chưa báo cáo"),
            )
        ),
        *(
            (mark, ["A!E8: unknown-mark"])
            for mark in ("x", "100%", "120%", "không", "tốt", "chưa tốt")
        ),
    ],
)
def test_a_state_is_accepted_as_people_write_it(mark: str, lines: Sequence[str]) -> None:
    data = excel(row("cay", mark=mark, day=DAY), change=lambda sheet: setattr(sheet, "title", "A"))
    assert outcome(data) == lines


@pytest.mark.parametrize("mark", ["đã báo cáo", "Đã nộp", "đã gửi báo cáo", "Đã báo cáo đúng hạn"])
def test_handed_in_means_done_only_for_reports(mark: str) -> None:
    report = "{task: giao-ban, mark: done, on: 2025-06-20, for: 2025-06-20}"
    assert outcome(excel(row("giao-ban", mark=mark, day=date(2025, 6, 20)))) == [report]
    data = excel(row("cay", mark=mark, day=DAY), change=lambda sheet: setattr(sheet, "title", "A"))
    assert outcome(data) == ["A!E8: unknown-mark"]
    # A recurring duty counts as a report whatever its title.
    renamed = DIRECTIVE.replace("title: Báo cáo tuần", "title: Giao ban")
    weekly = excel(row("giao-ban", mark=mark, day=date(2025, 6, 20)))
    assert outcome(weekly, directive=renamed) == [report]
    by_product = DIRECTIVE.replace("title: Dựng bia,", "title: Dựng bia, product: Báo cáo,")
    data = excel(row("bia", mark=mark, day=DAY))
    assert outcome(data, directive=by_product) == ["{task: bia, mark: done, on: 2025-06-18}"]


def test_ongoing_work_is_news_on_its_day() -> None:
    begun = "  - {task: cay, mark: started, on: 2025-06-10}\n"
    data = excel(row("cay", mark="đang thực hiện", day=DAY))
    again = "{task: cay, mark: started, on: 2025-06-18}"
    assert outcome(data, begun) == [again]
    assert outcome(data, f"{begun}  - {again}\n") == ["again: cay started"]
    data = excel(row("cay", mark="hoàn thành 80%", day=DAY, note="còn một đoạn"))
    note = '{task: cay, mark: note, on: 2025-06-18, note: "hoàn thành 80%; còn một đoạn"}'
    assert outcome(data, begun) == [note]


def test_unfinished_work_may_have_a_note_and_figures() -> None:
    data = excel(row("cay", mark="chưa", day=DAY, figures=3, note="thiếu giống"))
    assert outcome(data) == [
        '{task: cay, mark: note, on: 2025-06-18, amounts: {so-cay: 3}, note: "thiếu giống"}'
    ]


def test_unfinished_work_needs_a_day_only_with_figures_or_a_note() -> None:
    assert outcome(excel(row("cay", mark="chưa"))) == ["form-no-news"]
    assert outcome(excel(row("cay", mark="chưa", figures=3))) == ["Sheet!F8: no-day"]
    assert outcome(excel(row("cay", mark="chưa", note="thiếu giống"))) == ["Sheet!F8: no-day"]


def test_not_done_is_reported_as_a_conflict_if_the_item_was_recorded_as_done() -> None:
    log = "  - {task: cay, mark: done, on: 2025-06-10}\n"
    assert outcome(excel(row("cay", mark="chưa")), log) == ["form-disagrees"]
    log += "  - {task: cay, mark: reopened, on: 2025-06-11}\n"
    assert outcome(excel(row("cay", mark="chưa")), log) == ["form-no-news"]


# ---- Days


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        *(
            (day, "2025-06-18")
            for day in ("18.6.2025", "18/06/25", "18/6", "18/6/2025", "2025-06-18")
        ),
        (DAY, "2025-06-18"),
        (datetime(2025, 6, 18, 15, 30), '"2025-06-18T15:30"'),
        ("7/5/2025", "2025-05-07"),
    ],
)
def test_a_day_is_accepted_as_people_write_it(day: object, meant: str) -> None:
    data = excel(row("bia", due=date(2025, 7, 15), mark="xong", day=day))
    assert outcome(data)[0] == f"{{task: bia, mark: done, on: {meant}}}"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("18-06-25", "bad-date"),
        ("31/6/2025", "no-such-day"),
        ("18/12", "no-year:form"),
        ("hôm qua", "bad-date"),
        ("6/18/2025", "no-such-day"),
        ("18/6/1825", "no-such-day"),
        ("18/6/3025", "no-such-day"),
    ],
)
def test_an_unclear_day_is_refused(day: str, code: str) -> None:
    data = excel(row("bia", due=date(2025, 7, 15), mark="xong", day=day))
    assert outcome(data) == [f"Sheet!F8: {code}"]


def test_a_day_without_a_year_is_refused_if_two_years_are_possible() -> None:
    old = DIRECTIVE.replace("2025-06-02", "2024-06-02").replace("from: 2025", "from: 2024")
    document = load(old.encode(), "viec.yaml").document
    assert document
    head = (HEAD[1], ("Ngày ban hành", date(2024, 6, 2)), HEAD[3], HEAD[4])
    data = excel(row("bia", mark="xong", day="18/6"), head=head)
    forms = filled_form.forms(sheets.read(data, "form"), WORDS)
    with pytest.raises(NtmError) as error:
        form_entries.plan(document, forms, form_entries.Defaults(None, None, WORDS), NOW, AT)
    assert [problem.code for problem in error.value.problems] == ["no-year:form"]


@pytest.mark.parametrize("by", [",", ";"])
@pytest.mark.parametrize(
    ("day", "meant"),
    [("%Y-%m-%d", "2025-07-05"), ("%d/%m/%Y", "2025-07-05"), ("%m/%d/%Y", "2025-07-05")],
)
def test_the_days_in_a_csv_form_show_whether_day_or_month_comes_first(
    by: str, day: str, meant: str
) -> None:
    rows = [
        row("kenh@ben-da", due=date(2025, 7, 5), mark="xong", day=date(2025, 7, 5)),
        row("cay", due=date(2025, 7, 15)),
    ]
    line = f"{{task: kenh, village: ben-da, mark: done, on: {meant}}}"
    assert outcome(csv_form(*rows, by=by, day=day)) == [line]


def test_known_deadlines_also_show_whether_day_or_month_comes_first() -> None:
    rows = [row("kenh@ben-da", due=date(2025, 7, 5), mark="xong", day="6/7/2025")]
    data = csv_form(*rows, day="%m/%d/%Y").replace(b"06/30/2025", b"")
    assert outcome(data) == ["{task: kenh, village: ben-da, mark: done, on: 2025-06-07}"]


def test_days_in_our_own_format_show_that_no_spreadsheet_swapped_day_and_month() -> None:
    data = csv_form(row("bia", mark="xong", day="7/6/2025"))
    assert outcome(data) == ["{task: bia, mark: done, on: 2025-06-07}"]


def test_a_deadline_that_fits_in_both_orders_does_not_show_the_order() -> None:
    directive = DIRECTIVE.replace("due: 2025-07-15", "due: 2025-06-07")
    log = "  - {task: cay, mark: extended, on: 2025-06-05, to: 2025-07-06, by: A, note: N}\n"
    data = "Mã,Thời hạn,Kết quả,Ngày\ncay,7/6/2025,xong,5/6/2025\n".encode()
    assert outcome(data, log, directive) == ["D2: which-day"]
    meant = ["{task: cay, mark: done, on: 2025-06-05}", "form-unnamed"]
    assert outcome(data, "  []\n", directive) == meant


def test_the_day_always_comes_first_in_a_workbook() -> None:
    data = excel(row("cay", due="7/15/2025", mark="xong", day="7/5/2025"), head=())
    assert outcome(data)[0] == "{task: cay, mark: done, on: 2025-05-07}"


def test_csv_that_does_not_show_the_order_of_day_and_month_is_refused() -> None:
    data = b"M\xc3\xa3,K\xe1\xba\xbft qu\xe1\xba\xa3,Ng\xc3\xa0y\nbia,xong,7/5/2025\n"
    assert outcome(data) == ["C2: which-day"]
    # Neither do deadlines in both orders.
    rows = [row("bia", due="15/7/2025", mark="xong", day="7/5/2025"), row("cay", due="7/15/2025")]
    assert outcome(csv_form(*rows)) == ["F8: which-day"]


def test_a_day_in_csv_that_would_be_in_the_future_has_day_and_month_swapped() -> None:
    columns = "Mã,Kết quả,Ngày\n"
    for day, meant in (
        ("7/8/2025", "2025-07-08"),
        ("10/7/2025", "2025-07-10"),
        ("7.6.2025", "2025-06-07"),  # the day comes before a dot
    ):
        data = f"{columns}bia,xong,{day}\n".encode()
        assert outcome(data) == [f"{{task: bia, mark: done, on: {meant}}}", "form-unnamed"]
    neither = f"{columns}bia,xong,11/8/2025\n".encode()
    assert outcome(neither) == ["C2: which-day"]


def test_a_day_without_its_year_may_be_today() -> None:
    data = excel(row("bia", mark="xong", day="10/7"))
    assert outcome(data) == ["{task: bia, mark: done, on: 2025-07-10}"]
    assert outcome(excel(row("bia", mark="xong", day="11/7"))) == ["Sheet!F8: no-year:form"]


# ---- Figures


@pytest.mark.parametrize(
    ("key", "figures", "amounts"),
    [
        ("cay", "390 cây", "so-cay: 390"),
        ("cay", "390cây", "so-cay: 390"),
        ("cay", "2.450 cây", "so-cay: 2450"),
        ("cay", "2.450,5 cây", "so-cay: 2450.5"),
        ("cay", 390, "so-cay: 390"),
        ("kenh@ben-da", "390m", "met: 390"),
        ("kenh@ben-da", "met=2.450 m; ho=12 hộ", "met: 2450, ho: 12"),
        ("kenh@ben-da", "2.450 m\n12 hộ", "met: 2450, ho: 12"),
        ("vuon", "85%", "vuon: 85"),
        ("vuon", "85 %", "vuon: 85"),
    ],
)
def test_a_figure_may_have_its_unit_in_a_form(key: str, figures: object, amounts: str) -> None:
    task, _, village = key.partition("@")
    of = f"{task}, village: {village}" if village else task
    line = f"{{task: {of}, mark: note, on: 2025-06-18, amounts: {{{amounts}}}}}"
    assert outcome(excel(row(key, mark="ghi chú", day=DAY, figures=figures))) == [line]


@pytest.mark.parametrize(
    ("key", "figures", "code"),
    [
        ("cay", "2.450", "bad-amount"),
        ("cay", "390 m", "wrong-unit"),
        ("cay", "85%", "wrong-unit"),
        ("cay", "1,308 cây", "bad-amount"),
        ("kenh@ben-da", "390", "which-measure:form"),
        ("kenh@ben-da", "ho=390 m", "wrong-unit"),
    ],
)
def test_an_unclear_figure_is_refused(key: str, figures: str, code: str) -> None:
    data = excel(row(key, mark="ghi chú", day=DAY, figures=figures))
    assert outcome(data) == [f"Sheet!G8: {code}"]


def test_a_percentage_in_excel_is_what_the_cell_shows() -> None:
    def format_it(sheet: Worksheet) -> None:
        sheet["G8"] = 0.85
        sheet["G8"].number_format = "0%"

    data = excel(row("vuon", mark="ghi chú", day=DAY), change=format_it)
    assert outcome(data) == ["{task: vuon, mark: note, on: 2025-06-18, amounts: {vuon: 85}}"]


@pytest.mark.parametrize("day", ["7:05 18/6/2025", "7 giờ 05 ngày 18/6/2025", "18/6 7h05"])
def test_a_day_keeps_its_hour(day: str) -> None:
    assert outcome(excel(row("bia", mark="xong", day=day))) == [
        '{task: bia, mark: done, on: "2025-06-18T07:05"}'
    ]


# ---- The table


def test_a_merged_cell_counts_for_each_of_its_rows() -> None:
    rows = [
        row("kenh@ben-da", mark="xong", day=DAY, by="Ông Tư"),
        row("kenh@go-me", mark="xong"),
        row("bia", mark="đang làm"),
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("F8:F10")
        sheet.merge_cells("K8:K9")

    assert outcome(excel(*rows, change=merge)) == [
        '{task: kenh, village: ben-da, mark: done, on: 2025-06-18, by: "Ông Tư"}',
        '{task: kenh, village: go-me, mark: done, on: 2025-06-18, by: "Ông Tư"}',
        "{task: bia, mark: started, on: 2025-06-18}",
    ]


def test_totals_and_signatures_are_not_rows() -> None:
    rows = [
        row("kenh@ben-da", mark="xong", day=DAY, figures="met=3"),
        [],
        HEADINGS,
        row("cay", mark="xong", day=DAY),
        row("", task="Tổng cộng", figures=3),
        [],
        row("", task="Đồng Mơ, ngày 20 tháng 6 năm 2025", mark="TRƯỞNG THÔN"),
        row("", mark="(Ký, ghi rõ họ tên)"),
        row("Người lập biểu", mark="Trần Văn Tư"),
    ]
    assert outcome(excel(*rows)) == [
        "{task: kenh, village: ben-da, mark: done, on: 2025-06-18, amounts: {met: 3}}",
        "{task: cay, mark: done, on: 2025-06-18}",
        "form-rest",
    ]


def test_a_remark_between_rows_is_skipped_with_a_warning() -> None:
    rows = [
        row("Ghi chú: thôn nào xong thì ghi"),
        row("kenh@ben-da", mark="xong", day=DAY),
        row("", task="các dòng dưới chưa làm"),
        row("kenh@go-me"),
        row("bo-roi@go-me", task="Việc của biểu trước"),
    ]
    assert outcome(excel(*rows)) == [
        "{task: kenh, village: ben-da, mark: done, on: 2025-06-18}",
        "form-rest",
    ]


@pytest.mark.parametrize(
    ("key", "task", "where", "answers", "is_wrong"),
    [
        ("kenh@go-me", "Nạo vét kênh", "Gò Me", "Lê Thị Ba", False),
        ("kenh@go-me", "Nạo vét kênh", "thôn gò me", "", False),
        ("kenh@go-me", "Nạo vét kênh mương", "Gò Mè (cũ)", "Ông Tư", False),
        ("kenh@go-me", "Nạo vét kênh", "Bến Đá", "Lê Thị Ba", True),
        ("kenh@go-me", "Nạo vét kênh", "thôn Bến Đá", "Lê Thị Ba", True),
        ("kenh@go-me", "Trồng cây", "Gò Me", "Lê Thị Ba", True),
        ("kenh", "Trồng cây", "", "", True),
        ("cay", "Trồng cây", "Gò Me", "Lê Thị Ba", False),
    ],
)
def test_a_row_with_the_id_of_one_item_and_the_words_of_another_is_refused(
    key: str, task: str, where: str, answers: str, is_wrong: bool
) -> None:
    headings = ("Mã", "Nội dung nhiệm vụ", "Địa bàn", "Chủ trì", "Kết quả", "Ngày")
    lines = outcome(excel((key, task, where, answers, "xong", DAY), headings=headings))
    assert (lines == ["Sheet!A8: form-other-item"]) is is_wrong


def test_the_words_of_a_row_that_is_not_filled_in_do_not_matter() -> None:
    headings = ("Mã", "Địa bàn", "Kết quả", "Ngày")
    rows = [("kenh@go-me", "Bến Đá", None, None), ("cay", "toàn xã", "xong", DAY)]
    assert outcome(excel(*rows, headings=headings)) == ["{task: cay, mark: done, on: 2025-06-18}"]


def test_column_numbers_below_the_headings_are_not_a_row() -> None:
    numbers = [f"({at})" for at in range(1, len(HEADINGS) + 1)]
    data = excel(numbers, row("cay", mark="xong", day=DAY))
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}"]


def test_a_row_without_its_id_is_an_error_and_not_a_signature() -> None:
    rows = [row("", mark="xong", day=DAY), row("cay", mark="xong", day=DAY), row("", mark="xong")]
    assert outcome(excel(*rows)) == ["Sheet!A8: no-key", "Sheet!A10: no-key", "Sheet!F10: no-day"]
    rows = [row("", note="kênh sạt lở"), row("cay", mark="xong", day=DAY)]
    assert "Sheet!A8: no-key" in outcome(excel(*rows))
    rows = [row("cay", mark="xong", day=DAY), row("", mark="đã nộp")]
    assert "Sheet!A9: no-key" in outcome(excel(*rows))


def test_a_column_may_be_deleted_but_not_renamed() -> None:
    few = ("Mã", "Kết quả", "Ngày")
    assert outcome(excel(("cay", "xong", DAY), headings=few)) == [
        "{task: cay, mark: done, on: 2025-06-18}"
    ]
    renamed = (*few, "Số lượng")
    assert outcome(excel(("cay", "xong", DAY, 3), headings=renamed)) == [
        "Sheet!D7: unknown-heading"
    ]
    lost = ("Mã", "Ngày", "Số liệu")
    assert outcome(excel(("cay", DAY, 3), headings=lost)) == ["Sheet!A7: missing-heading"]


def test_obstacle_reason_and_evidence_have_their_columns() -> None:
    rows = [
        row(
            "cay", mark="xong", day=DAY, obstacle="Thiếu giống", reason="Mưa", papers="a.jpg; b.pdf"
        ),
        row("bia", day=DAY, reason="Chờ đá", by="Ông Tư"),
        row("vuon", mark="khó khăn", day=DAY, obstacle="Thiếu nước", note="đã báo xã"),
        row("kenh@ben-da", mark="chưa", obstacle="Chưa có máy", day=DAY),
    ]
    assert outcome(excel(*rows)) == [
        '{task: cay, mark: obstacle, on: 2025-06-18, note: "Thiếu giống; nguyên nhân: Mưa"}',
        "{task: cay, mark: done, on: 2025-06-18, evidence: [a.jpg, b.pdf]}",
        '{task: bia, mark: obstacle, on: 2025-06-18, by: "Ông Tư", note: "Chờ đá"}',
        '{task: vuon, mark: obstacle, on: 2025-06-18, note: "đã báo xã; Thiếu nước"}',
        '{task: kenh, village: ben-da, mark: obstacle, on: 2025-06-18, note: "Chưa có máy"}',
    ]


def test_a_form_can_solve_an_obstacle() -> None:
    log = "  - {task: vuon, mark: obstacle, on: 2025-06-10, note: Thiếu nước}\n"
    data = excel(row("vuon", mark="đã tháo gỡ", day=DAY, note="có trạm bơm"))
    assert outcome(data, log) == ['{task: vuon, mark: solved, on: 2025-06-18, note: "có trạm bơm"}']
    assert outcome(data) == ["Sheet!E8: no-obstacle"]


def test_a_libreoffice_form_is_read() -> None:
    name = "urn:oasis:names:tc:opendocument:xmlns"
    cells = [
        *(f"<t:table-cell><x:p>{text}</x:p></t:table-cell>" for text in ("cay", "đã xong")),
        "<t:table-cell o:value-type='date' o:date-value='2025-06-18'/>",
        "<t:table-cell o:value-type='float' o:value='30'><x:p>30</x:p></t:table-cell>",
    ]
    heads = ("Mã", "Kết quả", "Ngày", "Số liệu")
    head = "".join(f"<t:table-cell><x:p>{text}</x:p></t:table-cell>" for text in heads)
    content = (
        f"<o:document-content xmlns:o='{name}:office:1.0' xmlns:t='{name}:table:1.0'"
        f" xmlns:x='{name}:text:1.0'><o:body><o:spreadsheet><t:table t:name='Biểu'>"
        f"<t:table-row>{head}</t:table-row><t:table-row>{''.join(cells)}</t:table-row>"
        "</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", content)
    assert outcome(out.getvalue()) == [
        "{task: cay, mark: done, on: 2025-06-18, amounts: {so-cay: 30}}",
        "form-unnamed",
    ]


def with_hidden_sheet(
    *rows: Sequence[object],
    change: Callable[[Worksheet], None],
    shown: Sequence[Sequence[object]] = (row("cay", mark="đã xong", day=DAY),),
) -> bytes:
    """Return a form with a second, hidden form that has these rows."""

    def hide(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book
        hidden = book.create_sheet("Tháng trước")
        hidden.sheet_state = "hidden"
        for cells in (*HEAD, HEADINGS, *rows):
            hidden.append(list(cells))
        change(hidden)

    return excel(*shown, change=hide)


def test_a_hidden_sheet_is_ignored_with_a_warning() -> None:
    data = with_hidden_sheet(row("bia", mark="đã xong", day=DAY), change=lambda _: None)
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}", "hidden-sheet"]


def test_an_empty_hidden_sheet_is_ignored_silently() -> None:
    data = with_hidden_sheet(row("bia"), change=lambda _: None)
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}"]


def test_a_form_with_only_a_filled_hidden_sheet_is_not_called_empty() -> None:
    data = with_hidden_sheet(row("bia", mark="đã xong", day=DAY), change=lambda _: None, shown=())
    assert outcome(data) == ["hidden-sheet"]


def test_mistakes_in_a_hidden_sheet_do_not_matter() -> None:
    def foreign(sheet: Worksheet) -> None:
        sheet["B2"] = "99-KH/XĐ"

    data = with_hidden_sheet(row("bia", mark="?"), change=foreign)
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}", "hidden-sheet"]


# ---- What was recorded already


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ({"figures": 30}, ["again: cay done"]),
        ({}, ["again: cay done"]),
        ({"figures": 30, "by": "Bà Năm", "note": "đã báo"}, ["again: cay done"]),
        (
            {"figures": 30, "note": "còn tưới"},
            ['{task: cay, mark: note, on: 2025-06-18, note: "còn tưới"}', "again: cay done"],
        ),
        ({"figures": 31}, ["Sheet!E8: finished"]),
        ({"day": date(2025, 6, 19), "figures": 30}, ["Sheet!E8: finished"]),
    ],
)
def test_an_entry_that_was_recorded_already_is_not_repeated(
    cells: Mapping[str, object], lines: Sequence[str]
) -> None:
    done = (
        "  - {task: cay, mark: done, on: 2025-06-18T09:30, amounts: {so-cay: 30}, by: Ông Tư,"
        " note: đã báo}\n"
    )
    data = excel(row("cay", mark="xong", **{"day": DAY, **cells}))
    assert outcome(data, done) == lines


def test_importing_a_form_twice_adds_nothing() -> None:
    rows = [
        row("cay", mark="hoàn thành 80%", day=DAY, figures="30 cây", note="còn tưới", by="Ông Tư"),
        row(
            "cay", mark="xong", day=date(2025, 6, 20), obstacle="Mưa", reason="Bão", papers="a.jpg"
        ),
        row("bia", mark="đang làm", day=DAY),
        row("vuon", mark="chưa", day=DAY, figures="85%"),
        row("vuon", mark="khó khăn", day=DAY, note="Thiếu nước"),
        row("giao-ban", ky=date(2025, 6, 20), mark="xong", day=date(2025, 6, 23), note="đủ"),
        row("kenh@ben-da", day=DAY, reason="Chờ máy"),
    ]
    lines = outcome(excel(*rows))
    assert len(lines) == len(rows) + 1
    again = outcome(excel(*rows), "".join(f"  - {line}\n" for line in lines))
    assert [line.split()[0] for line in again] == ["again:"] * len(lines)


def test_a_different_note_or_figure_on_the_same_day_is_a_new_entry() -> None:
    log = '  - {task: cay, mark: note, on: 2025-06-18, note: "đã tưới"}\n'
    note = "{task: cay, mark: note, on: 2025-06-18, "
    for cells, more in (
        ({"note": "còn tưới"}, 'note: "còn tưới"}'),
        ({"figures": 30}, "amounts: {so-cay: 30}}"),
        ({"papers": "a.jpg"}, "evidence: [a.jpg]}"),
    ):
        data = excel(row("cay", mark="ghi chú", day=DAY, **cells))
        assert outcome(data, log) == [f"{note}{more}"]
    done = "  - {task: cay, mark: done, on: 2025-06-18}\n"
    data = excel(row("cay", mark="xong", day=DAY, note="đã tưới"))
    assert outcome(data, log + done) == ["again: cay done"]


def test_the_same_start_is_not_repeated_and_a_different_note_is_added() -> None:
    begun = '  - {task: cay, mark: started, on: 2025-06-18, note: "hoàn thành 80%"}\n'
    assert outcome(excel(row("cay", mark="hoàn thành 80%", day=DAY)), begun) == [
        "again: cay started"
    ]
    assert outcome(excel(row("cay", mark="đang làm", day=DAY, note="thiếu giống")), begun) == [
        '{task: cay, mark: note, on: 2025-06-18, note: "thiếu giống"}'
    ]


def test_evidence_from_a_form_is_added_only_once() -> None:
    done = "  - {task: cay, mark: done, on: 2025-06-18, by: Ông Tư}\n"
    rows = [
        row("cay", mark="xong", day=DAY, papers="a.jpg"),
        row("cay", mark="ghi chú", day=DAY, note="còn tưới"),
    ]
    *added, repeated = outcome(excel(*rows), done)
    assert (len(added), repeated) == (2, "again: cay done")
    again = outcome(excel(*rows), done + "".join(f"  - {line}\n" for line in added))
    assert {line.split()[0] for line in again} == {"again:"}


def test_rows_without_a_day_or_a_name_get_those_of_the_command() -> None:
    rows = [row("bia", mark="xong"), row("vuon", mark="xong", day=DAY, by="Bà Năm")]
    assert outcome(excel(*rows), on=datetime(2025, 6, 20), by="Ông Tư") == [
        '{task: bia, mark: done, on: 2025-06-20, by: "Ông Tư"}',
        '{task: vuon, mark: done, on: 2025-06-18, by: "Bà Năm"}',
    ]


def test_a_later_row_of_an_item_builds_on_the_earlier_one() -> None:
    done = row("bia", mark="xong", day=DAY)
    recorded = "{task: bia, mark: done, on: 2025-06-18}"
    assert outcome(excel(done)) == [recorded]
    for key in ("bia", "BIA"):
        assert outcome(excel(done, row(key, mark="xong", day=DAY))) == [recorded, "again: bia done"]
        later = row(key, mark="xong", day=date(2025, 6, 20))
        assert outcome(excel(done, later)) == ["Sheet!E9: finished"]
    # Rows of different shares are independent.
    both = [row(f"kenh@{place}", mark="xong", day=DAY) for place in ("ben-da", "go-me")]
    assert len(outcome(excel(*both))) == 2


def test_a_row_that_may_only_be_wrong_because_of_an_earlier_one_is_not_reported() -> None:
    wrong = row("bia", mark="khó khăn", day="31/2/2025", obstacle="Thiếu đá")
    for key in ("bia", "BIA"):
        solved = row(key, mark="đã tháo gỡ", day=DAY)
        assert outcome(excel(solved)) == ["Sheet!E8: no-obstacle"]
        assert outcome(excel(wrong, solved)) == outcome(excel(wrong))
    assert len(outcome(excel(wrong, row("cay", mark="gì đó", day=DAY)))) == 2


def test_figures_that_were_recorded_already_are_not_repeated() -> None:
    log = "  - {task: cay, mark: note, on: 2025-06-18T09:30, amounts: {so-cay: 30}, by: Ông Tư}\n"
    data = excel(row("cay", mark="ghi chú", day=DAY, figures=30, by="Bà Năm"))
    assert outcome(data, log) == ["again: cay note"]
    data = excel(row("cay", mark="ghi chú", day=DAY, figures=31, by="Bà Năm"))
    assert outcome(data, log) == [
        '{task: cay, mark: note, on: 2025-06-18, amounts: {so-cay: 31}, by: "Bà Năm"}',
        "amount-falls",  # the figure of half past nine comes after the one without an hour
    ]


def test_a_name_alone_does_not_fill_in_a_row() -> None:
    assert outcome(excel(row("cay", by="Ông Tư"))) == ["form-empty"]
    assert outcome(excel(row("cay", by="Ông Tư", day=DAY))) == ["Sheet!E8: no-mark"]


def test_another_sheet_with_some_of_the_headings_is_ignored() -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent
        sheet.parent.create_sheet("Riêng").append(["Mã", "Ngày", "Ghi chú"])

    data = excel(row("cay", mark="xong", day=DAY), change=add)
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}"]


# ---- Which directive, which report


@pytest.mark.parametrize(
    "line",
    [
        ("Số văn bản", "12-KH/ĐU"),
        ("Ngày ban hành", date(2024, 6, 2)),
        ("Cơ quan ban hành", "Đảng ủy xã Đồng Mới"),
    ],
)
def test_a_form_of_another_directive_is_refused(line: Sequence[object]) -> None:
    head = [line if line[0] == own[:1][0] else own for own in HEAD if own]
    at = [own[0] for own in head].index(line[0]) + 1
    assert outcome(excel(row("cay", mark="xong", day=DAY), head=head)) == [
        f"Sheet!B{at}: foreign-form"
    ]


def test_an_old_form_is_recognized_by_its_title() -> None:
    title = "Kế hoạch 12-KH/XĐ ngày {}: tính đến hết ngày 30/06/2025"
    filled = row("cay", mark="xong", day=DAY)
    data = excel(filled, head=[[title.format("02/06/2025")]])
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}"]
    assert outcome(excel(filled, head=[[title.format("02/06/2024")]])) == ["Sheet!A1: foreign-form"]


def test_a_row_names_the_report_that_it_is_about() -> None:
    rows = [
        row("giao-ban", ky=date(2025, 6, 20), mark="xong", day=date(2025, 6, 23)),
        row("giao-ban", ky=date(2025, 6, 27), mark="không phát sinh", day=date(2025, 6, 30)),
        row("giao-ban", ky=date(2025, 7, 4)),
    ]
    assert outcome(excel(*rows)) == [
        "{task: giao-ban, mark: done, on: 2025-06-23, for: 2025-06-20}",
        "{task: giao-ban, mark: nothing, on: 2025-06-30, for: 2025-06-27}",
    ]
    data = excel(row("giao-ban", ky=date(2025, 5, 9), mark="xong", day=DAY))
    assert outcome(data) == ["Sheet!D8: no-occurrence:early"]
    data = excel(row("cay", ky=date(2025, 6, 27), mark="xong", day=DAY))
    assert outcome(data) == ["Sheet!D8: occurrence-unused"]
    # A report may be handed in before its day.
    data = excel(row("giao-ban", ky=date(2025, 7, 11), mark="xong", day=date(2025, 7, 9)))
    assert outcome(data) == ["{task: giao-ban, mark: done, on: 2025-07-09, for: 2025-07-11}"]
    data = excel(row("giao-ban", ky="11/7", mark="xong", day="9/7"))
    assert outcome(data) == ["{task: giao-ban, mark: done, on: 2025-07-09, for: 2025-07-11}"]
    # Without a named report the day decides, unless it leaves a doubt.
    assert outcome(excel(row("giao-ban", mark="xong", day=DAY))) == ["Sheet!F8: which-report:form"]


def test_reopened_work_can_be_started_again() -> None:
    log = """\
  - {task: bia, mark: started, on: 2025-06-10}
  - {task: bia, mark: done, on: 2025-06-12}
  - {task: bia, mark: reopened, on: 2025-06-14}
"""
    data = excel(row("bia", mark="đang làm", day=DAY, note="Làm lại."))
    assert outcome(data, log) == [
        '{task: bia, mark: started, on: 2025-06-18, note: "Làm lại."}',
    ]


def test_a_row_of_a_task_is_not_a_total_whatever_it_says() -> None:
    data = excel(row("cay", mark="xong", day=DAY, figures="3", by="Tổng cộng"))
    assert outcome(data) == [
        '{task: cay, mark: done, on: 2025-06-18, amounts: {so-cay: 3}, by: "Tổng cộng"}'
    ]


def test_a_day_without_its_year_may_be_the_day_of_the_directive() -> None:
    data = excel(row("bia", mark="xong", day="2/6"))
    assert outcome(data) == ["{task: bia, mark: done, on: 2025-06-02}"]


# ---- Many rows


def test_the_work_for_each_row_does_not_grow_with_the_number_of_villages() -> None:
    def calls(villages: int) -> int:
        """Count the calls of functions for a form with a row for each village."""
        listed = ", ".join(f"{{id: thon-{at}, name: Thôn {at}}}" for at in range(villages))
        text = DIRECTIVE.replace("{id: ben-da", f"{listed}, {{id: ben-da")
        document = load(text.encode(), "viec.yaml").document
        assert document
        rows = [
            row(f"kenh@thon-{at}", mark="đã xong", day=DAY, figures="met=3", obstacle="mưa")
            for at in range(villages)
        ]
        forms = filled_form.forms(sheets.read(csv_form(*rows), "form"), WORDS)
        defaults, called = form_entries.Defaults(None, None, WORDS), 0

        def count(_frame: FrameType, event: str, _: object) -> None:
            nonlocal called
            called += event in {"call", "c_call"}

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            change = form_entries.plan(document, forms, defaults, NOW, AT)
        finally:
            sys.setprofile(before)
        assert len(change.entries) == 2 * villages
        return called

    calls(5)  # fill the caches
    assert calls(60) < 2.2 * calls(30)


@pytest.mark.parametrize(
    "line",
    [("Số văn bản", "12-kh/xđ"), ("Cơ quan ban hành", "Đảng uỷ  xã Đồng Mơ")],
)
def test_the_head_of_a_form_is_recognized_in_other_spellings(line: Sequence[object]) -> None:
    head = [line if own[:1] == line[:1] else own for own in HEAD]
    data = excel(row("cay", mark="xong", day=DAY), head=head)
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}"]


def test_reports_for_two_weeks_on_the_same_day_are_different_entries() -> None:
    first = "{task: giao-ban, mark: done, on: 2025-06-18, for: 2025-06-13}"
    data = excel(row("giao-ban", ky=date(2025, 6, 20), mark="xong", day=DAY))
    assert outcome(data, f"  - {first}\n") == [first.replace("for: 2025-06-13", "for: 2025-06-20")]


def test_a_row_with_an_id_in_capitals_is_not_a_total() -> None:
    data = excel(row("CAY", task="Tổng", mark="xong", day=DAY))
    assert outcome(data) == ["{task: cay, mark: done, on: 2025-06-18}"]


@pytest.mark.parametrize(("answers", "is_wrong"), [("Lê Thị Ba", False), ("Hội Cựu", True)])
def test_a_row_with_the_share_of_one_owner_and_the_name_of_another_is_refused(
    answers: str, *, is_wrong: bool
) -> None:
    other = "name: Lê Thị Ba}, {id: hoi, name: Hội Cựu}]"
    task = "  - {id: chung, title: Chung, owner: [le-thi-ba, hoi], each: owner}\nprogress:"
    shared = DIRECTIVE.replace("name: Lê Thị Ba}]", other).replace("progress:", task)
    headings = ("Mã", "Địa bàn", "Chủ trì", "Kết quả", "Ngày")
    data = excel(("chung@le-thi-ba", "Bến Đá", answers, "xong", DAY), headings=headings)
    line = "{task: chung, owner: le-thi-ba, mark: done, on: 2025-06-18}"
    assert outcome(data, "", shared) == (["Sheet!A8: form-other-item"] if is_wrong else [line])
