"""What stands before a listing: whose it is, that it follows, or what is to be done."""

from __future__ import annotations

import time

import pytest

from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.prose_reading import assigning
from ntmtrack.drafting.prose_reading.sentence_parts import Part


def part(text: str) -> Part:
    return Part(0, len(text), text, party_words.subject(text), ())


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Các thôn lo các việc sau:", True),
        ("Công an xã có trách nhiệm thực hiện những nhiệm vụ cụ thể như sau đây:", True),
        ("Văn phòng hướng dẫn các thôn:", False),
        ("Các thôn nghiêm cấm:", False),
    ],
)
def test_only_a_neutral_opening_says_no_more_than_that_a_listing_follows(
    text: str, opens: bool
) -> None:
    assert assigning.only_opens(part(text)) == opens


def test_commas_in_a_row_take_no_time() -> None:
    begun = time.process_time()
    assert not assigning.only_opens(part(f"lo{',' * 60}x:"))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("names", "recipients", "means"),
    [
        ("Các đơn vị", "Phòng Nội vụ; Công an xã", True),
        ("các thôn", "Trưởng thôn Đông; Trưởng thôn Đoài", True),
        ("các thôn", "Các công chức; Trưởng các thôn: Đông, Đoài", False),
        ("các chi hội", "Chi hội Đông; Đoàn xã", False),
        ("các thôn", "", False),
    ],
)
def test_a_group_of_one_kind_means_all_addressees_only_if_they_are_of_it(
    names: str, recipients: str, means: bool
) -> None:
    assert assigning.means_recipients(names, recipients) == means
