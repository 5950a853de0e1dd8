"""Take README's pictures of the fixture directive: the board, and `status` in a terminal."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64decode
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
sys.path.insert(0, str(TESTS))

from browsing import Browser  # noqa: E402 - the tests' own browser, from their folder
from browsing import browser  # noqa: E402 - the same

ASKED = ["-f", str(TESTS / "data" / "weeks.yaml"), "--as-of", "2025-04-02", "--lang", "en"]
LETTERS = "100"
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 20px 24px; background: #16191d; }
pre { margin: 0; font: 15px/1.4 "DejaVu Sans Mono", monospace; color: #e7eaeb; }
</style><pre><span>$ ntmtrack status</span>

%s</pre>"""


def ntmtrack(*arguments: str) -> str:
    """Run the program."""
    program = [sys.executable, "-m", "ntmtrack", *arguments]
    return subprocess.run(program, check=True, capture_output=True, text=True).stdout


def terminal() -> str:
    """Give a page that looks as a terminal does, with its colours."""
    console = Console(record=True, width=int(LETTERS), file=StringIO(), color_system="standard")
    printed = ntmtrack("status", *ASKED, "--width", LETTERS, "--color", "always")
    console.print(Text.from_ansi(printed), end="")
    marked = console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}")
    return TERMINAL % marked


def take(one: Browser, page: Path, picture: Path, width: int, height: int) -> None:
    """Take the picture of the upper part of a page."""
    one.open(page, width=width)
    one.resize(width, height)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = one.driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip})
    picture.write_bytes(b64decode(shot["data"]))


def main() -> None:
    """Write both pictures beside this script."""
    with TemporaryDirectory() as folder, browser() as one:
        page = Path(folder, "page.html")
        ntmtrack("export", *ASKED, "-o", str(page))
        take(one, page, HERE / "board.png", 1100, 1540)
        page.write_text(terminal(), encoding="utf-8")
        take(one, page, HERE / "terminal.png", 960, 456)


if __name__ == "__main__":
    main()
