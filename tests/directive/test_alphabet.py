"""Sorting Vietnamese words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.directive import alphabet


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"], id="tones, then letters"),
        pytest.param(["da", "dương", "đa", "đường", "e"], id="đ after d"),
        pytest.param(["o", "ô", "ơ", "p"], id="o"),
        pytest.param(["u", "ư", "v"], id="u"),
        pytest.param(["e", "ê", "g"], id="e"),
        pytest.param(["a", "á", "ạ", "ă", "ắ", "â", "ấ", "b"], id="a"),
        pytest.param(["ma", "mà", "man", "màn", "mang"], id="letters before tones"),
        pytest.param(["Hạ Vàng", "Kim Bình", "Làng Chè", "Quyết Thắng"], id="capitals"),
        pytest.param(["1", "2", "10", "a"], id="digits first, numbers by size"),
        pytest.param(["Thôn 1", "Thôn 2", "Thôn 2a", "Thôn 10"], id="numbered names"),
        pytest.param(["Đặng An", "Ðặng Bình", "Đặng Chi", "Em"], id="eth is đ"),
        pytest.param(["thôn", "thôn 1", "thôn ba", "thông"], id="a space before letters"),
    ],
)
@given(data=st.data())
def test_words_are_sorted_as_in_a_vietnamese_dictionary(
    words: list[str], data: st.DataObject
) -> None:
    assert sorted(data.draw(st.permutations(words)), key=alphabet.dictionary_key) == words


@given(st.lists(st.text()))
def test_any_texts_have_one_order(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=alphabet.dictionary_key) == sorted(
        backwards, key=alphabet.dictionary_key
    )
