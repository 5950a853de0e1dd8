"""The Vietnamese catalogue is complete and its compiled form up to date; numbers and plurals."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from struct import iter_unpack
from struct import unpack_from
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ntmtrack.wording import words
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import MATRIX
from ntmtrack.wording.words import SHORT_STATUSES
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import WEEKDAYS
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message

PROJECT = Path(__file__).parent.parent.parent
SOURCES = PROJECT / "src" / "ntmtrack"
PO = SOURCES / "locale" / "vi" / "LC_MESSAGES" / "ntmtrack.po"
# The keywords that the Makefile passes to pybabel with -k.
KEYWORDS = {"N_": None, "NP_": ((1, "c"), 2), "say": None, "plural": (1, 2)}

Key = tuple[str | None, str | tuple[str, ...]]


@cache
def written() -> Catalog:
    """Parse the catalogue of the project."""
    return read_po(BytesIO(PO.read_bytes()), locale="vi", abort_invalid=True)


def in_code() -> set[Key]:
    """Extract every marked text from the code."""
    extracted = extract_from_dir(SOURCES, keywords=KEYWORDS)
    texts = ((context, text) for _, _, text, _, context in extracted)
    return {(context, text if isinstance(text, str) else tuple(text)) for context, text in texts}


def key(message: Message) -> Key:
    """Return the key of a message of the catalogue, in the form of `in_code`."""
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def forms(text: str | Sequence[str] | None) -> list[str]:
    """Return the forms of a text: a single one, or singular and plural."""
    return [text] if isinstance(text, str) else list(text or [""])


def messages() -> list[Message]:
    """Return the messages of the catalogue without its head."""
    return [message for message in written() if message.id]


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text, except those for the word for a place."""
    fields = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    return {field for field in fields if field.casefold() not in ("village", "villages")}


def test_the_keywords_are_those_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert "extract --no-default-keywords -k 'N_ NP_:1c,2 say plural:1,2' " in makefile


def test_the_catalogue_has_every_text_of_the_code_and_no_other() -> None:
    in_catalogue = {key(message) for message in messages()}
    assert in_code() - in_catalogue == set(), "make catalogues"
    assert in_catalogue - in_code() == set(), "make catalogues"


def test_every_text_of_the_catalogue_can_be_looked_up() -> None:
    catalogue = words._catalogue("vi")  # noqa: SLF001 - with keys as gettext makes them
    for message in messages():
        key = "\0".join(forms(message.id))
        key = f"{message.context}\4{key}" if message.context else key
        assert catalogue.find(key) == forms(message.string)[0]


def test_nothing_is_untranslated_fuzzy_or_obsolete() -> None:
    assert [message.id for message in messages() if not all(forms(message.string))] == []
    assert [message.id for message in messages() if message.fuzzy] == []
    assert list(written().obsolete) == []


def test_translations_have_the_same_placeholders() -> None:
    """Vietnamese has one form for all numbers; its placeholders are those of the plural."""
    for message in messages():
        translated = [placeholders(text) for text in forms(message.string)]
        assert translated == [placeholders(forms(message.id)[-1])], message.id


def test_translations_begin_and_end_like_the_originals() -> None:
    """Spaces, colons and full stops at the ends matter when texts are joined."""
    ends = re.compile(r"(?s)\A(\s*).*?([.:]?)(\s*)\Z")
    for message in messages():
        original, translated = forms(message.id)[-1], forms(message.string)[-1]
        if original != "No.":  # an abbreviation
            assert ends.sub(r"\1|\2|\3", translated) == ends.sub(r"\1|\2|\3", original)


def test_translations_use_composed_letters_and_place_tone_marks_consistently() -> None:
    text = PO.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert re.findall(r"\w*(?:oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uỷ|uỹ|uỵ)\b", text) == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    compiled = BytesIO()
    write_mo(compiled, written())
    compiled.seek(0)
    with PO.with_suffix(".mo").open("rb") as file:
        actual, expected = read_mo(file), read_mo(compiled)
    assert texts(actual) == texts(expected), "make catalogues"


def test_the_texts_of_the_compiled_catalogue_are_sorted_by_their_bytes() -> None:
    table = _table(PO.with_suffix(".mo").read_bytes())
    assert table == sorted(table), "make catalogues"


def _table(data: bytes) -> list[bytes]:
    count, english = unpack_from("2I", data, 8)
    places = iter_unpack("2I", data[english : english + 8 * count])
    return [data[at : at + size] for size, at in places]


def test_a_catalogue_in_another_order_is_read_correctly() -> None:
    """`pybabel compile` sorts the texts before it prepends their contexts."""
    compiled = BytesIO()
    write_mo(compiled, written())
    table = _table(compiled.getvalue())
    assert table != sorted(table)
    ours = words._catalogue("vi")  # noqa: SLF001 - there is only one catalogue, in order
    theirs = words._Catalogue(compiled.getvalue())  # noqa: SLF001
    english = [text.decode() for text in table if text]
    assert [theirs.find(text) for text in english] == [ours.find(text) for text in english]
    assert (theirs.find("no such text"), ours.find("no such text")) == ("", "")


def test_a_catalogue_from_a_machine_with_another_byte_order_is_read() -> None:
    numbers_in = words._numbers  # noqa: SLF001 - no such machine is at hand
    numbers = array("I", PO.with_suffix(".mo").read_bytes()[:20])
    ours = bytes(numbers)
    numbers.byteswap()
    assert [*numbers_in(bytes(numbers), 8, 3)] == [*numbers_in(ours, 8, 3)]


def texts(catalogue: Catalog) -> dict[Key, list[str]]:
    """Map the texts of a catalogue to their translations."""
    return {key(message): forms(message.string) for message in catalogue if message.id}


@pytest.mark.parametrize("texts_", [STATUSES, MARKS, dict(enumerate(WEEKDAYS))], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_same_kind_differ_in_each_language(
    texts_: dict[str, str], language: words.Language
) -> None:
    translations = [Words(language).say(text) for text in texts_.values()]
    assert len(set(translations)) == len(texts_)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_has_a_distinct_short_word_for_each_status(language: words.Language) -> None:
    short_words = [Words(language).say_in(MATRIX, text) for text in SHORT_STATUSES.values()]
    assert len(set(short_words)) == len(SHORT_STATUSES)
    assert SHORT_STATUSES.keys() >= STATUSES.keys()
    assert max(map(len, short_words)) <= 9


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (380, "380", "380"),
        (Decimal(2450), "2.450", "2450"),
        (Decimal("1308.5"), "1.308,5", "1308.5"),
        (Decimal("1.50"), "1,50", "1.50"),
        (1234567, "1.234.567", "1234567"),
        (999, "999", "999"),
        (1000, "1.000", "1000"),
        (-1000, "-1.000", "-1000"),
        (0, "0", "0"),
    ],
)
def test_numbers_have_the_separators_of_their_language(
    number: Decimal | int, vi: str, en: str
) -> None:
    assert Words("vi").number(number) == vi
    assert Words("en").number(number) == en


@pytest.mark.parametrize(
    ("rate", "vi", "en"),
    [(0.125, "12,5%", "12.5%"), (1, "100,0%", "100.0%"), (0, "0,0%", "0.0%"), (None, "–", "–")],
)
def test_rates_have_the_separators_of_their_language(rate: float | None, vi: str, en: str) -> None:
    assert Words("vi").percent(rate) == vi
    assert Words("en").percent(rate) == en


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (Words("vi"), "Thôn “Xóm Thôn”; cả 5 thôn"),
        (Words("vi", "tổ dân phố"), "Tổ dân phố “Xóm Thôn”; cả 5 tổ dân phố"),
        (Words("en"), "Village “Xóm Thôn”; all 5 villages"),
        (Words("en", "phường"), "Ward “Xóm Thôn”; all 5 wards"),
    ],
)
def test_only_a_placeholder_is_filled_with_the_word_for_a_place(
    words: Words, expected: str
) -> None:
    place_names = words.plural("all {count} {village}", "all {count} {villages}", 5)
    assert f"{words.say('{Village}')} “Xóm Thôn”; {place_names}" == expected
    assert words.say("village, thôn") == "village, thôn"


def test_integers_in_sentences_get_thousands_marks_and_texts_do_not() -> None:
    words = Words("vi")
    assert words.say("{count} in {year}; {id}", count=12345, year="2025", id="12345") == (
        "12.345 in 2025; 12345"
    )
    assert words.plural("{count} of {total}", "{count} of {total}", 1000, total=2000) == (
        "1.000 of 2.000"
    )
    assert Words("en").say("{count}", count=12345) == "12345"


def test_english_has_singulars_times_only_if_given_and_a_general_word_for_places() -> None:
    english = Words("en")
    assert english.plural("{count} item", "{count} items", 1) == "1 item"
    assert english.plural("{count} item", "{count} items", 2) == "2 items"
    assert english.when(datetime(2021, 6, 30)) == "30/06/2021"
    assert english.when(datetime(2021, 6, 30, 7, 5)) == "30/06/2021 07:05"
    assert english.with_place_word("đơn vị").plural(
        "{count} {village}", "{count} {villages}", 2
    ) == ("2 places")
