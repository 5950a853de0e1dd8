"""A real headless browser: Debian's Chromium, driven by Selenium, without network access."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from time import sleep
from typing import Any

from programs import needs
from pypdf import PdfReader
from selenium.webdriver import Chrome
from selenium.webdriver import ChromeOptions
from selenium.webdriver.chrome.service import Service

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--hide-scrollbars",
)
SECONDS = 10.0
AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
REQUESTS = """return [
    ...performance.getEntriesByType("resource").map((one) => one.name),
    ...performance.getEntriesByType("navigation").map((one) => one.name),
]"""


class Browser:
    """Load pages and report what a reader sees."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, *, width: int = 1280, dark: bool = False) -> None:
        """Open a page in a window of some width, in a light or dark colour scheme."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.resize(width)
        self.driver.get(page.as_uri())

    def resize(self, width: int, height: int = 900) -> None:
        """Set the size of the window, even to one that a real window cannot have."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def run(self, script: str, *values: object) -> Any:  # noqa: ANN401 - whatever it returns
        """Run the body of a JavaScript function."""
        return self.driver.execute_script(script, *values)

    def texts(self, selector: str) -> list[str]:
        """Return the text of every visible element that matches a selector."""
        return [
            " ".join(text.split())
            for text in self.run(
                "return [...document.querySelectorAll(arguments[0])]"
                ".filter((one) => one.checkVisibility()).map((one) => one.innerText)",
                selector,
            )
        ]

    def until(self, selector: str, count: int) -> list[str]:
        """Return the texts once `count` elements are visible; the page takes time to respond."""
        ends = monotonic() + SECONDS
        while len(texts := self.texts(selector)) != count and monotonic() < ends:
            sleep(0.02)
        return texts

    def print(self) -> PdfReader:
        """Print the page with its own print style."""
        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        return PdfReader(BytesIO(b64decode(printed["data"])))

    def requests(self) -> list[str]:
        """Return every address requested to show the page; only its own, if all is well."""
        return list(self.run(REQUESTS))

    def complaints(self) -> list[str]:
        """Return the messages of the browser: errors, and what the page's policy forbade."""
        return [
            entry["message"]
            for entry in self.driver.execute("getLog", {"type": "browser"})["value"]
        ]

    def violations(self) -> list[str]:
        """Return the accessibility problems of a page, such as poor contrast."""
        self.run(AXE)
        results = self.driver.execute_async_script(
            "axe.run({resultTypes: ['violations']}).then(arguments[0])"
        )
        return [
            f"{violation['id']}: {node['html']}"
            for violation in results["violations"]
            for node in violation["nodes"]
        ]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser with an empty profile, and quit it at the end."""
    options = ChromeOptions()
    options.binary_location = needs("chromium")
    driver_path = needs("chromedriver")
    with TemporaryDirectory() as folder:
        for flag in (*FLAGS, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        driver = Chrome(options, Service(driver_path))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
