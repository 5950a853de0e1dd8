"""Somebody who names no command is told what to do next, in three lines where no file is there."""

from __future__ import annotations

import re
from pathlib import Path

from running import DATA
from running import run

ENGLISH = """\
ntmtrack draft FILE -o nhap.yaml    makes a data file of a Word, Excel or PDF file
ntmtrack init                       begins one with a small example to replace
ntmtrack status --as-of 05/07/2021  shows an example; ntmtrack --help lists the rest
"""
VIETNAMESE = """\
ntmtrack draft TỆP -o nhap.yaml     lập tệp dữ liệu từ văn bản Word, Excel, PDF
ntmtrack init                       tạo tệp dữ liệu có sẵn ví dụ để thay
ntmtrack status --as-of 05/07/2021  xem ví dụ; ntmtrack --help: các lệnh khác
"""


def test_without_a_data_file_three_lines_say_how_to_come_to_one(tmp_path: Path) -> None:
    assert run(folder=tmp_path) == (2, "", ENGLISH)
    assert run(folder=tmp_path, LANG="vi_VN.UTF-8") == (2, "", VIETNAMESE)
    assert run(folder=tmp_path, NTMTRACK_LANG="vi", LANG="en_GB.UTF-8") == (2, "", VIETNAMESE)


def test_the_day_that_is_offered_shows_some_of_it_late(tmp_path: Path) -> None:
    (day,) = re.findall(r"--as-of (\S+)", ENGLISH)
    assert run("overdue", "--as-of", day, "--exit-code", folder=tmp_path).code == 1


def test_beside_a_data_file_the_help_is_shown() -> None:
    helped = run("--help", folder=DATA, NTMTRACK_FILE="small.yaml").out
    assert run(folder=DATA, NTMTRACK_FILE="small.yaml") == (2, "", helped)


def test_a_report_on_the_example_says_how_old_it_is_and_which_day_to_look_at(
    tmp_path: Path,
) -> None:
    first = run("status", "--lang", "en", folder=tmp_path).err
    assert re.fullmatch(
        r"Using the example that came with ntmtrack, \d+ years old;"
        r" --as-of 05/07/2021 shows it as it stood then\.\n",
        first,
    )
    asked = run("status", "--lang", "en", "--as-of", "05/07/2021", folder=tmp_path).err
    assert asked == "Using the read-only copy that came with ntmtrack.\n"
