"""Wrapped lines of text files are joined again."""

from __future__ import annotations

import textwrap

from ntmtrack.drafting.incoming import text_file


def test_wrapped_lines_are_joined_even_if_one_line_is_too_long() -> None:
    unbroken = (
        "Kính gửi: các ông bà Trưởng ấp, Ban Quản lý thủy nông, Trạm Y tế, Trường Tiểu học Bình"
    )
    sentence = "Trạm Y tế cấp thuốc khử nước cho các hộ neo đơn ở ven sông, rồi báo về xã. "
    lines = [unbroken, *[textwrap.fill(sentence * 3, 78)] * 8]
    found = text_file.read("\n\n".join(lines).encode(), "thu.txt")
    assert len(found.blocks) == len(lines)
