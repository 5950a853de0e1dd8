"""Take the pictures of README (in English) and of the guide (in Vietnamese).

The board, a village's part of it on a phone, the first screen of `status`, a draft's workbook and
the weekly paper. It takes Chromium, LibreOffice and pdftoppm.
"""

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
sys.path.insert(0, str(TESTS / "helpers"))

from browsing import Browser  # noqa: E402 - the tests' own browser, from their folder
from browsing import browser  # noqa: E402 - the same

ASKED = ["-f", str(TESTS / "data" / "weeks.yaml"), "--as-of", "2025-04-02"]
LANGUAGES = ("en", "vi")
LETTERS, LINES = 80, 24  # of a terminal as it comes
WIDE, HIGH = 1100, 1540  # of the upper part of the board
PHONE, TALL = 390, 1160  # more than a phone shows at once
PLAN = """\
KẾ HOẠCH VỆ SINH MÔI TRƯỜNG,,,,
(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND xã Bến Đá),,,,
TT,Nội dung,Đơn vị chủ trì,Đơn vị phối hợp,Thời hạn
1,Lập danh sách hộ có nhà vệ sinh chưa đạt chuẩn,Trạm Y tế,Các thôn,12/3/2024
2,"Phát quang, khơi rãnh tại các thôn Bến Đá, Đồng Cau, Gò Me",Ban Phát triển thôn,,Trước ngày 15/3
3,Báo cáo tiến độ về Văn phòng UBND xã,Trạm Y tế,,Hằng tháng ngày 25
4,Tổng kết phong trào và đề nghị khen thưởng,Phòng Văn hóa - Xã hội,Ủy ban MTTQ xã,Quý II/2024
"""
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; width: max-content; padding: 20px 24px; background: #16191d; }
pre { margin: 0; font: 15px/1.4 "DejaVu Sans Mono", monospace; color: #e7eaeb; }
</style><pre><span>$ ntmtrack status</span>

%s</pre>"""


def ntmtrack(*arguments: str) -> str:
    """Run the program."""
    program = [sys.executable, "-m", "ntmtrack", *arguments]
    return subprocess.run(program, check=True, capture_output=True, text=True).stdout


def terminal(language: str) -> str:
    """Return a page that looks as a terminal's first screen does, with its colours."""
    console = Console(record=True, width=LETTERS, file=StringIO(), color_system="standard")
    looks = ("--lang", language, "--width", str(LETTERS), "--color", "always")
    printed = ntmtrack("status", *ASKED, *looks)
    console.print(Text.from_ansi(first_screen(printed)), end="")
    marked = console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}")
    return TERMINAL % marked


def first_screen(printed: str) -> str:
    """Return the parts of a report that a terminal shows whole, below the command."""
    lines = printed.splitlines()[: LINES - 2]
    while lines[-1]:
        lines.pop()
    return "\n".join(lines).rstrip()


def workbook(folder: Path) -> None:
    """Take the picture of the first sheet of a draft's workbook, as LibreOffice prints it."""
    document, book = folder / "ke-hoach.csv", folder / "nhap.xlsx"
    document.write_text(PLAN, encoding="utf-8")
    ntmtrack("draft", str(document), "--lang", "vi", "-o", str(book))
    clip = ("-r", "180", "-x", "38", "-y", "126", "-W", "2030", "-H", "280")
    first_page(book, HERE / "workbook.png", *clip)


def paper(folder: Path) -> None:
    """Take the picture of the first page of the weekly paper."""
    report = folder / "bao-cao.docx"
    ntmtrack("weekly", *ASKED, "--lang", "vi", "-o", str(report))
    first_page(report, HERE / "weekly.png", "-r", "72")


def first_page(document: Path, picture: Path, *clip: str) -> None:
    """Take the picture of the first page of a document, as LibreOffice prints it."""
    folder = document.parent
    own = f"-env:UserInstallation=file://{folder}/office"
    printer = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*printer, str(document)], check=True, capture_output=True)
    page = ["-f", "1", "-singlefile", "-png", str(document.with_suffix(".pdf"))]
    printed = ["pdftoppm", *clip, *page, str(picture.with_suffix(""))]
    subprocess.run(printed, check=True)


def take(one: Browser, address: str, picture: str, width: int, height: int | None = None) -> None:
    """Take the picture of the upper part of a page or, without a height, of all that it has."""
    one.resize(width, height or 1)
    one.driver.get(address)
    size = one.run("return [document.body.offsetWidth, document.documentElement.scrollHeight]")
    across, down = (width, height) if height else size
    one.resize(across, down)
    clip = {"x": 0, "y": 0, "width": across, "height": down, "scale": 1}
    shot = one.driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip})
    HERE.joinpath(picture).write_bytes(b64decode(shot["data"]))


def main() -> None:
    """Write the pictures beside this script."""
    with TemporaryDirectory() as name, browser() as one:
        folder = Path(name)
        for language in LANGUAGES:
            board, screen = folder / f"board-{language}.html", folder / f"screen-{language}.html"
            ntmtrack("export", *ASKED, "--lang", language, "-o", str(board))
            take(one, board.as_uri(), f"board-{language}.png", WIDE, HIGH)
            take(one, f"{board.as_uri()}#village=suoi-loi", f"phone-{language}.png", PHONE, TALL)
            screen.write_text(terminal(language), encoding="utf-8")
            take(one, screen.as_uri(), f"terminal-{language}.png", WIDE)
        workbook(folder)
        paper(folder)


if __name__ == "__main__":
    main()
