"""Pages in a real browser: what readers see, find and sort, and that no page asks for anything."""

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
MOST_PRINTED = 10  # pages of the board of our letter
MOST_PRINTED_FULL = 12  # where no two items of it can share a row
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
    """Return our letter with an obstacle of its own in the way of every item."""
    letter = SHIPPED.read_text(encoding="utf-8")
    items = json.loads(run("list", "-f", LETTER, "--as-of", "2021-06-21", "-F", "json").out)
    lines = []
    for number, item in enumerate(items["items"]):
        share = item["key"].partition("@")[2]
        kind = "village" if item["village"] else "owner"
        where = f"{kind}: {share}, " if share else ""
        note = f"Hộ thứ {number} chưa đồng ý lùi hàng rào, đề nghị UBND xã đối thoại trong tuần tới"
        entry = f'{where}mark: obstacle, on: 2021-07-05, note: "{note}"'
        lines.append(f"  - {{task: {item['task']}, {entry}}}\n")
    return letter.replace("progress: []\n", f"progress:\n{''.join(lines)}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in PAGES}
    many = folder / "many.yaml"
    many.write_text(many_villages(), encoding="utf-8")
    full = folder / "full.yaml"
    full.write_text(with_an_obstacle_each(), encoding="utf-8")
    for name, command in PAGES.items():
        words = [{"MANY": str(many), "FULL": str(full)}.get(word, word) for word in command]
        ran = run(*words, "-F", "html", "-o", str(made[name]))
        assert (ran.code, ran.err) == (0, "")
    return made


def open_quietly(browser: Browser, page: Path, width: int, *, dark: bool = False) -> None:
    """Open a page that asks for nothing, breaks no rule of its own, and does not overflow."""
    browser.open(page, width=width, dark=dark)
    assert browser.requests() == [page.as_uri()]
    assert browser.complaints() == []
    assert browser.run("return document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_fits_and_is_open_to_all(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    for width, dark in ((360, True), (1280, False)):
        open_quietly(browser, pages[name], width, dark=dark)
        assert browser.violations() == []


def test_words_are_found_as_the_program_finds_them(browser: Browser, tmp_path: Path) -> None:
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
        assert browser.texts("tbody td") == [one for one in SAID if names.has_words(typed, one)], (
            typed
        )


def test_a_village_is_found_without_its_accents(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["list"])
    rows = len(browser.texts("tbody tr"))
    browser.driver.find_element(By.ID, "search").send_keys("che bien")
    found = browser.texts("tbody tr")
    assert 0 < len(found) < rows
    assert all(names.has_words("che bien", row) for row in found)
    assert browser.texts("output") == [f"Đang hiện {len(found)}/{rows} dòng"]
    browser.driver.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    assert len(browser.until("tbody tr", rows)) == rows


def test_a_table_is_sorted_by_its_heading(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["list"])
    due, where = 3, 1
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
    headings[where].click()
    assert column(where) == sorted(column(where), key=alphabet.order)


def test_each_printed_sheet_of_a_table_has_its_headings(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["list"])
    _, *sheets = browser.print().pages
    assert len(sheets) > 1
    for sheet in sheets:
        first = " ".join(sheet.extract_text().split("\n")[:3])
        assert all(name in first for name in ("Nội dung nhiệm vụ", "Chủ trì", "Trạng thái"))


@pytest.mark.parametrize("name", ["board-letter", "board-late", "board-full"])
def test_the_board_of_the_letter_is_printed_on_ten_pages_at_most(
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
def test_no_village_is_cut_off_however_many_there_are(
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
    """Count the pixels by which a table of villages is wider than the place for it."""
    wider = browser.run(
        "const place = document.querySelector('.scroll:has(.turned)');"
        "return Math.max(0, place.querySelector('table').scrollWidth - place.clientWidth);"
    )
    return int(wider)


@pytest.mark.parametrize("name", ["list", "status-en", "board-letter"])
def test_a_phone_shows_each_status_at_once(
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
def test_on_a_phone_no_table_of_words_is_wider_than_the_screen_and_each_cell_says_what_it_is(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name], width=390)
    wider = browser.run(
        "return [...document.querySelectorAll('.scroll:has(.stacked)')]"
        ".map((one) => one.scrollWidth - one.clientWidth)"
    )
    assert set(wider) <= {0}
    if name == "list":
        said = browser.run(
            "return [...document.querySelectorAll('tbody tr:first-child td')]"
            ".map((one) => getComputedStyle(one, '::before').content)"
        )
        assert [text.split(":")[0].strip('"') for text in said] == [
            *("Địa bàn", "Chủ trì", "Thời hạn", "none")
        ]


def test_a_phone_puts_its_keys_away_when_it_is_asked_to_search(
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


def test_hostile_text_is_shown_as_it_is(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    assert browser.texts("h1") == [
        "Văn bản số [/red] :smile:, ngày 01/03/2024: tính đến hết ngày 12/03/2024"
    ]
    assert browser.texts("tbody tr:last-child td")[:1] == ["B [/red] <b>:smile:</b>"]
    assert browser.run("return document.querySelectorAll('b, a:not(.skip)').length") == 0


def test_a_page_needs_no_script(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    page = tmp_path / "still.html"
    text = pages["list"].read_text(encoding="utf-8")
    page.write_text(text.replace("<script>", "<script>;"), encoding="utf-8")
    browser.open(page)
    assert "violates" in "".join(browser.complaints())
    assert browser.texts("form, button") == []
    assert len(browser.texts("tbody tr")) == text.count("<tr>") - 1


def choose(browser: Browser, facet: str, name: str) -> None:
    Select(browser.driver.find_element(By.ID, facet)).select_by_visible_text(name)


def test_the_board_is_narrowed_to_a_village(browser: Browser, pages: dict[str, Path]) -> None:
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


def test_the_board_is_narrowed_by_owner_and_status(
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
    """Open a page by a link that says what to show."""
    browser.driver.get("about:blank")  # else only the end of the address changes
    browser.driver.get(page.as_uri() + link)


def test_a_link_shows_what_it_asks_for_and_says_so(
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


def test_what_is_said_of_all_is_not_shown_of_a_part(
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


def test_what_is_printed_says_what_it_is_narrowed_to(
    browser: Browser, pages: dict[str, Path]
) -> None:
    follow(browser, pages["board"], "#village=suoi-loi")
    text = " ".join(browser.print().pages[0].extract_text().split())
    assert "Chỉ gồm: thôn Suối Lội." in text
    assert "Tìm kiếm" not in text


def test_a_link_within_the_page_keeps_what_is_chosen(
    browser: Browser, pages: dict[str, Path]
) -> None:
    follow(browser, pages["board"], "#village=suoi-loi")
    shown = browser.texts(ROWS)
    browser.run("document.querySelector('nav li:not([hidden]) a').click()")
    assert browser.until(ROWS, len(shown)) == shown
    assert browser.run("return location.hash") == "#village=suoi-loi"
    browser.run("location.hash = '#village=dong-say'")
    assert browser.until(DEBTORS, 0) == []
    assert "Đồng Sậy" in browser.texts(".only")[0]


@pytest.mark.parametrize("asked", ["nowhere", "</script><b>$&", "suoi-loi dong-say"])
def test_a_link_to_what_is_not_there_is_said_to_be_one(
    browser: Browser, pages: dict[str, Path], asked: str
) -> None:
    follow(browser, pages["board"], f"#village={quote(asked)}")
    assert browser.texts(".only") == [
        f"Đường dẫn yêu cầu nội dung không có trên trang này: {asked}."
    ]
    assert browser.run("return document.querySelectorAll('b').length") == 0


def test_a_search_can_be_linked_to_on_every_page(browser: Browser, pages: dict[str, Path]) -> None:
    follow(browser, pages["list"], "#search=che+bien")
    assert all(names.has_words("che bien", row) for row in browser.texts("tbody tr"))
    assert browser.texts(".only")[0].startswith("Chỉ gồm: “che bien”. Đang hiện ")


def test_a_board_of_several_directives_is_narrowed_to_one(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["board-several"])
    numbers = set(browser.texts(f"{CARDS} .directive"))
    assert numbers == {"12-CV/ĐU", "49-CV/ĐU"}
    choose(browser, "directives", "12-CV/ĐU")
    assert set(browser.texts(f"{CARDS} .directive")) == {"12-CV/ĐU"}
    assert all("(12-CV/ĐU)" in row for row in browser.texts(ROWS))
    assert browser.run("return location.hash") == "#directive=12-cv-du"


def test_a_board_without_a_script_shows_all(
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
