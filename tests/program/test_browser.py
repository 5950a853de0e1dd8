"""Pages in a real browser: what readers see, find and sort, and that pages request nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import Browser
from browsing import browser as started
from running import SHIPPED
from running import run
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from ntmtrack.directive import alphabet
from ntmtrack.directive import names

pytestmark = pytest.mark.long  # a browser starts

LETTER = "../../data/assignments.yaml"
LIST = ("list", "-f", LETTER, "--as-of", "2021-07-02")
PAGES = {
    "list": LIST,
    "status-en": ("status", "-f", "small.yaml", "--as-of", "2024-03-20", "--lang", "en"),
    "matrix": ("matrix", "-f", LETTER, "--as-of", "2021-07-16"),
    "weekly": ("weekly", "-f", "weeks.yaml", "--as-of", "2025-04-06"),
    "hostile": ("list", "-f", "hostile.yaml", "--as-of", "2024-03-12"),
    "long": ("status", "-f", "long.yaml"),
    "board": ("export", "-f", "weeks.yaml", "--as-of", "2025-04-02"),
    "board-letter": ("export", "-f", LETTER, "--as-of", "2021-07-16", "--lang", "en"),
    "board-full": ("export", "-f", "FULL", "--as-of", "2021-07-25", "--lang", "en"),
    "board-late": ("export", "-f", LETTER, "--as-of", "2021-08-05", "--lang", "en"),
    "board-several": ("export", "-f", "weeks.yaml", "-f", LETTER, "--as-of", "2025-04-02"),
    "board-hostile": ("export", "-f", "hostile.yaml", "--as-of", "2024-03-12"),
    "board-long": ("export", "-f", "long.yaml"),
    "many": ("matrix", "-f", "MANY", "--as-of", "2021-07-12"),
    "board-many": ("export", "-f", "MANY", "--as-of", "2021-07-12"),
    "far": ("status", "-f", LETTER, "--as-of", "2026-01-01"),
}
ROWS = "[data-counted] tbody tr"
VILLAGES = 25
DEBTORS = ".debtors > li > p strong"
CARDS = ".pressing .card"
MOST_PRINTED = 10  # pages of the board of the shipped letter
MOST_PRINTED_FULL = 12  # where no two of its items can share a row
TYPED = (
    *("che bien", "chế biển", "CHE-BIEN", "che biền", "bien", "b", "duong", "đường", "dương"),
    *("hòa", "hoà", "hoa", "như mai", "mai nhu", "o-b", "nuoc", "che\u0302\u0301", "", "15:30"),
)
A4_ACROSS = (297 - 2 * 12) * 96 // 25  # without the margins, in pixels
SAID = ("Chế Biển", "chè, biên", "che-bien", "Đường làng", "hoà bình", "Như Mai", "15:30", "ô b")


def many_villages() -> str:
    """Return a directive with as many villages as a large commune has."""
    villages = "".join(
        f"  - {{id: thon-{n}, name: Làng Chè {n}}}\n" for n in range(1, VILLAGES + 1)
    )
    tasks = "".join(
        f"  - {{id: viec-{n}, title: Vệ sinh đường làng ngõ xóm lần {n}, owner: ban, villages: all,"
        f" each: village, due: 2021-07-{n:02}}}\n"
        for n in range(1, 16)
    )
    return f"""
format: 1
directive: {{number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy, subject: Vệ sinh}}
owners: [{{id: ban, name: Ban Phát triển thôn, per_village: true}}]
villages:
{villages}tasks:
{tasks}"""


def with_an_obstacle_each() -> str:
    """Return the shipped letter with a different obstacle for every item."""
    letter = SHIPPED.read_text(encoding="utf-8")
    items = json.loads(run("list", "-f", LETTER, "--as-of", "2021-06-21", "-F", "json").out)
    lines = []
    for number, item in enumerate(items["items"]):
        share = item["key"].partition("@")[2]
        kind = "village" if item["village"] else "owner"
        share_field = f"{kind}: {share}, " if share else ""
        note = f"Hộ thứ {number} chưa đồng ý lùi hàng rào, đề nghị UBND xã đối thoại trong tuần tới"
        entry = f'{share_field}mark: obstacle, on: 2021-07-05, note: "{note}"'
        lines.append(f"  - {{task: {item['task']}, {entry}}}\n")
    return letter.replace("progress: []\n", f"progress:\n{''.join(lines)}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as session:
        yield session


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    targets = {name: folder / f"{name}.html" for name in PAGES}
    many = folder / "many.yaml"
    many.write_text(many_villages(), encoding="utf-8")
    full = folder / "full.yaml"
    full.write_text(with_an_obstacle_each(), encoding="utf-8")
    for name, command in PAGES.items():
        words = [{"MANY": str(many), "FULL": str(full)}.get(word, word) for word in command]
        ran = run(*words, "-F", "html", "-o", str(targets[name]))
        assert (ran.code, ran.err) == (0, "")
    return targets


def open_quietly(browser: Browser, page: Path, width: int, *, dark: bool = False) -> None:
    """Open a page, checking that it requests nothing, logs no error, and does not overflow."""
    browser.open(page, width=width, dark=dark)
    assert browser.requests() == [page.as_uri()]
    assert browser.complaints() == []
    assert browser.run("return document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_requests_nothing_fits_and_is_accessible(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    for width, dark in ((360, True), (1280, False)):
        open_quietly(browser, pages[name], width, dark=dark)
        assert browser.violations() == []


def test_the_page_search_matches_words_as_the_program_does(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "names.html"
    rows = "".join(f"<tr><td>{text}</td></tr>" for text in SAID)
    text = run(*LIST, "-F", "html").out
    before, after = text.split("<tbody>")[0], text.split("</tbody>")[1]
    page.write_text(f"{before}<tbody>{rows}</tbody>{after}", encoding="utf-8")
    browser.open(page)
    box = browser.driver.find_element(By.ID, "search")
    for typed in TYPED:
        browser.run("arguments[0].value = arguments[1]", box, typed)
        browser.run("arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", box)
        assert browser.texts("tbody td") == [
            text_of_row for text_of_row in SAID if names.has_words(typed, text_of_row)
        ], typed


def test_a_village_is_found_without_its_accents(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["list"])
    rows = len(browser.texts("tbody tr"))
    browser.driver.find_element(By.ID, "search").send_keys("che bien")
    matching = browser.texts("tbody tr")
    assert 0 < len(matching) < rows
    assert all(names.has_words("che bien", row) for row in matching)
    assert browser.texts("output") == [f"Đang hiện {len(matching)}/{rows} dòng"]
    browser.driver.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    assert len(browser.until("tbody tr", rows)) == rows


def test_a_table_is_sorted_by_its_heading(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["list"])
    due, place = 3, 1
    headings = browser.driver.find_elements(By.CSS_SELECTOR, "thead button")

    def column(index: int) -> list[str]:
        return browser.texts(f"tbody tr > :nth-child({index + 1})")

    def day(text: str) -> str:
        return "-".join(reversed(text[:10].split("/")))

    headings[due].send_keys(" ")
    days = [text for text in column(due) if text[:1].isdigit()]
    assert days == sorted(days, key=day)
    assert browser.run("return document.querySelector('[aria-sort]').ariaSort") == "ascending"
    headings[due].click()
    assert column(due)[-len(days) :] == sorted(days, key=day, reverse=True)
    headings[place].click()
    assert column(place) == sorted(column(place), key=alphabet.dictionary_key)


def test_each_printed_page_of_a_table_repeats_its_headings(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["list"])
    _, *sheets = browser.print().pages
    assert len(sheets) > 1
    for sheet in sheets:
        first = " ".join(sheet.extract_text().split("\n")[:3])
        assert all(name in first for name in ("Nội dung nhiệm vụ", "Chủ trì", "Trạng thái"))


@pytest.mark.parametrize("name", ["board-letter", "board-late", "board-full"])
def test_the_board_of_the_letter_prints_on_few_a4_pages(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name])
    printed = browser.print().pages
    assert len(printed) <= (MOST_PRINTED_FULL if name == "board-full" else MOST_PRINTED)
    width, height = printed[0].mediabox[2:]
    assert (round(width), round(height)) == (595, 842), "A4"
    text = "".join("".join(sheet.extract_text() for sheet in printed).split()).replace("ﬁ", "fi")
    parts = ("To be done first", "Overdue", "Recurring reports", "All items", "Counts")
    assert all("".join(part.split()) in text for part in parts)


@pytest.mark.parametrize("name", ["many", "board-many"])
def test_a_wide_table_of_villages_is_never_cut_off(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name])
    assert cut_off(browser) == 0
    last = f"Làng Chè {VILLAGES}"
    across = [
        sheet for sheet in browser.print().pages if sheet.mediabox.width > sheet.mediabox.height
    ]
    assert any(last in " ".join(sheet.extract_text().split()) for sheet in across)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.resize(A4_ACROSS)
    assert cut_off(browser) == 0
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def cut_off(browser: Browser) -> int:
    """Return the number of pixels by which a table of villages is wider than its container."""
    wider = browser.run(
        "const place = document.querySelector('.scroll:has(.turned)');"
        "return Math.max(0, place.querySelector('table').scrollWidth - place.clientWidth);"
    )
    return int(wider)


@pytest.mark.parametrize("name", ["list", "status-en", "board-letter"])
def test_a_phone_shows_each_status_without_scrolling(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name], width=390)
    edges = browser.run(
        "return [...document.querySelectorAll('td.pinned')]"
        ".map((one) => one.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert edges
    assert all(0 < left < right <= 390 for left, right in edges)


@pytest.mark.parametrize("name", ["list", "status-en", "board", "board-several", "weekly"])
def test_on_a_phone_tables_fit_the_screen_and_cells_have_labels(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name], width=390)
    wider = browser.run(
        "return [...document.querySelectorAll('.scroll:has(.stacked)')]"
        ".map((one) => one.scrollWidth - one.clientWidth)"
    )
    assert set(wider) <= {0}
    if name == "list":
        labels = browser.run(
            "return [...document.querySelectorAll('tbody tr:first-child td')]"
            ".map((one) => getComputedStyle(one, '::before').content)"
        )
        assert [text.split(":")[0].strip('"') for text in labels] == [
            *("Địa bàn", "Chủ trì", "Thời hạn", "none")
        ]


def test_a_phone_hides_its_keyboard_when_the_search_is_entered(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["list"], width=390)
    box = browser.driver.find_element(By.ID, "search")
    box.send_keys("che bien", Keys.ENTER)
    assert browser.run("return document.activeElement.id") == ""
    assert (
        0
        < len(browser.texts("tbody tr"))
        < browser.run("return document.querySelectorAll('tbody tr').length")
    )


def test_hostile_text_is_shown_verbatim(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    assert browser.texts("h1") == [
        "Văn bản số [/red] :smile:, ngày 01/03/2024: tính đến hết ngày 12/03/2024"
    ]
    assert browser.texts("tbody tr:last-child td")[:1] == ["B [/red] <b>:smile:</b>"]
    assert browser.run("return document.querySelectorAll('b, a:not(.skip)').length") == 0


def test_a_page_works_without_its_script(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    page = tmp_path / "still.html"
    text = pages["list"].read_text(encoding="utf-8")
    page.write_text(text.replace("<script>", "<script>;"), encoding="utf-8")
    browser.open(page)
    assert "violates" in "".join(browser.complaints())
    assert browser.texts("form, button") == []
    assert len(browser.texts("tbody tr")) == text.count("<tr>") - 1


def choose(browser: Browser, facet: str, name: str) -> None:
    Select(browser.driver.find_element(By.ID, facet)).select_by_visible_text(name)


def test_the_board_can_be_filtered_by_village(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["board"])
    whole = browser.texts(ROWS)
    browser.driver.find_element(By.ID, "search").send_keys("suoi loi")
    assert browser.until(DEBTORS, 3) == [
        *("Ban phát triển thôn Suối Lội", "Tổ xung kích thôn Suối Lội", "Suối Lội")
    ]
    assert 0 < len(browser.texts(ROWS)) < len(whole)
    browser.driver.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    assert browser.until(ROWS, len(whole)) == whole
    choose(browser, "villages", "Đồng Sậy")
    assert browser.until(DEBTORS, 0) == []
    shown = browser.texts(ROWS)
    assert 0 < len(shown) < len(whole)
    assert "Suối Lội" not in browser.texts(f"{ROWS} > :nth-child(2)")
    assert "Suối Lội" not in " ".join(browser.texts("thead th"))
    assert browser.texts("output") == [f"Đang hiện {len(shown)}/{len(whole)} dòng"]


def test_the_board_can_be_filtered_by_owner_and_status(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["board"])
    choose(browser, "statuses", "quá hạn")
    late = browser.until(ROWS, 2)
    assert all("quá hạn" in row for row in late)
    choose(browser, "owners", "Tổ xung kích thôn")
    assert browser.until(ROWS, 1) == [row for row in late if "Tổ xung kích" in row]
    assert browser.texts(".stop time") == ["17/03/2025 – 30/03/2025"]


def follow(browser: Browser, page: Path, link: str) -> None:
    """Open a page by a link that selects what to show."""
    browser.driver.get("about:blank")  # otherwise only the fragment of the address changes
    browser.driver.get(page.as_uri() + link)


def test_a_link_applies_its_filters_and_names_them(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["board"])
    choose(browser, "villages", "Suối Lội")
    choose(browser, "statuses", "quá hạn")
    shown = browser.texts(ROWS)
    assert shown
    assert browser.run("return location.hash") == "#village=suoi-loi&status=overdue"
    for link in ("#village=suoi-loi&status=overdue", "?status=overdue&village=suoi-loi"):
        follow(browser, pages["board"], link)
        assert browser.until(ROWS, len(shown)) == shown
        (only,) = browser.texts(".only")
        assert only.startswith("Chỉ gồm: thôn Suối Lội; trạng thái quá hạn. Đang hiện ")
        assert only.endswith(f"quá hạn {len(shown)}.")


def test_a_filtered_board_hides_the_parts_about_all_items(
    browser: Browser, pages: dict[str, Path]
) -> None:
    follow(browser, pages["board"], "#village=dong-say")
    parts = browser.until("main > section > h2", 4)
    assert parts == [
        *("Nhiệm vụ cần tập trung thực hiện", "Các mốc thời hạn", "Trạng thái nhiệm vụ theo thôn"),
        "Toàn bộ đầu việc",
    ]
    assert browser.texts(".figures strong, [data-whole]") == []
    assert browser.texts("nav a") == parts
    browser.driver.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    assert len(browser.until(".figures strong", 4)) == 4
    assert browser.texts(".only") == []
    assert browser.run("return location.hash") == ""


def test_a_printed_page_names_its_filters(browser: Browser, pages: dict[str, Path]) -> None:
    follow(browser, pages["board"], "#village=suoi-loi")
    text = " ".join(browser.print().pages[0].extract_text().split())
    assert "Chỉ gồm: thôn Suối Lội." in text
    assert "Tìm kiếm" not in text


def test_a_link_within_the_page_keeps_the_filters(browser: Browser, pages: dict[str, Path]) -> None:
    follow(browser, pages["board"], "#village=suoi-loi")
    shown = browser.texts(ROWS)
    browser.run("document.querySelector('nav li:not([hidden]) a').click()")
    assert browser.until(ROWS, len(shown)) == shown
    assert browser.run("return location.hash") == "#village=suoi-loi"
    browser.run("location.hash = '#village=dong-say'")
    assert browser.until(DEBTORS, 0) == []
    assert "Đồng Sậy" in browser.texts(".only")[0]


@pytest.mark.parametrize("village", ["nowhere", "</script><b>$&", "suoi-loi dong-say"])
def test_a_link_with_an_unknown_value_shows_a_message(
    browser: Browser, pages: dict[str, Path], village: str
) -> None:
    follow(browser, pages["board"], f"#village={quote(village)}")
    assert browser.texts(".only") == [
        f"Đường dẫn yêu cầu nội dung không có trên trang này: {village}."
    ]
    assert browser.run("return document.querySelectorAll('b').length") == 0


def test_a_link_can_carry_a_search(browser: Browser, pages: dict[str, Path]) -> None:
    follow(browser, pages["list"], "#search=che+bien")
    assert all(names.has_words("che bien", row) for row in browser.texts("tbody tr"))
    assert browser.texts(".only")[0].startswith("Chỉ gồm: “che bien”. Đang hiện ")


def test_a_board_of_several_directives_can_be_filtered_to_one(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["board-several"])
    numbers = set(browser.texts(f"{CARDS} .directive"))
    assert numbers == {"12-CV/ĐU", "49-CV/ĐU"}
    choose(browser, "directives", "12-CV/ĐU")
    assert set(browser.texts(f"{CARDS} .directive")) == {"12-CV/ĐU"}
    assert all("(12-CV/ĐU)" in row for row in browser.texts(ROWS))
    assert browser.run("return location.hash") == "#directive=12-cv-du"


def test_a_board_without_its_script_shows_everything(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    page = tmp_path / "still.html"
    text = pages["board"].read_text(encoding="utf-8")
    page.write_text(text.replace("<script>", "<script>;"), encoding="utf-8")
    browser.open(page)
    browser.complaints()
    assert browser.texts("form, button, .only") == []
    assert len(browser.texts("main > section > h2")) == text.count("<h2")
    assert len(browser.texts(CARDS)) == text.count('<li class="card" data-villages')
