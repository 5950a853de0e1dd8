"""Ways of writing times: a text that has none of a way's signs cannot be read by it."""

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ntmtrack.drafting.phrases import time_ways

_OF_CELLS = [
    way
    for ways in (time_ways.FIRST_IN_CELLS, time_ways.IN_CELLS)
    for _, signed in ways
    for way in signed
]


@pytest.mark.parametrize(
    ("sign", "way"),
    [
        (sign, way)
        for ways in (
            time_ways.IN_SENTENCES,
            time_ways.RHYTHMS,
            time_ways.FIRST_IN_CELLS,
            time_ways.IN_CELLS,
        )
        for sign, signed in ways
        for way in signed
    ],
)
@settings(max_examples=min(20, settings().max_examples // 3))  # there are many ways
@given(st.data())
def test_whatever_a_way_can_read_has_the_sign_it_is_searched_for_with(
    sign: time_ways.Sign, way: time_ways.TimeWay, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(way.pattern))
    assert any(word in text for word in sign.words)
    assert sign.shape is None or sign.shape.search(text)
    assert time_ways.may_name_time(text) or way in _OF_CELLS
