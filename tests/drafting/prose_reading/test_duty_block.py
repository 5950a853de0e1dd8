"""Blocks of duties: what labels say of them."""

from __future__ import annotations

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.prose_reading.duty_block import DutyBlock
from ntmtrack.drafting.prose_reading.duty_block import RawDuty

PLACE = SourcePlace(paragraph=1)


def test_a_label_that_says_the_same_again_adds_nothing() -> None:
    block = DutyBlock(issued=None)
    block.add(RawDuty("Rà soát đường thôn", PLACE))
    for value in ("UBND xã", "ubnd xã", "Công an xã"):
        block.label("owner", value, UnusedText(PLACE, f"Chủ trì: {value}"))
    (duty,), unused = block.close()
    assert (duty.owner, unused) == ("UBND xã; Công an xã", [])
