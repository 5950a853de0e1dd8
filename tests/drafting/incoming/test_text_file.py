"""Lines of text files that were broken to a width are joined again."""

from __future__ import annotations

import textwrap

from ntmtrack.drafting.incoming import text_file


def test_one_line_left_as_it_was_does_not_keep_the_others_broken() -> None:
    unbroken = (
        "Kính gửi: các ông bà Trưởng ấp, Ban Quản lý thủy nông, Trạm Y tế, Trường Tiểu học Bình"
    )
    sentence = "Trạm Y tế cấp thuốc khử nước cho các hộ neo đơn ở ven sông, rồi báo về xã. "
    lines = [unbroken, *[textwrap.fill(sentence * 3, 78)] * 8]
    found = text_file.read("\n\n".join(lines).encode(), "thu.txt")
    assert len(found.blocks) == len(lines)
