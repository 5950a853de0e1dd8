"""Take the pictures of README and the guide: the board, `status`, a draft's workbook.

It takes Chromium, LibreOffice and pdftoppm.
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

ASKED = ["-f", str(TESTS / "data" / "weeks.yaml"), "--as-of", "2025-04-02", "--lang", "en"]
LETTERS = "100"
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


def workbook(folder: Path) -> None:
    """Take the picture of the first sheet of a draft's workbook, as LibreOffice prints it."""
    document, book = folder / "ke-hoach.csv", folder / "nhap.xlsx"
    document.write_text(PLAN, encoding="utf-8")
    ntmtrack("draft", str(document), "--lang", "vi", "-o", str(book))
    own = f"-env:UserInstallation=file://{folder}/office"
    printer = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*printer, str(book)], check=True, capture_output=True)
    clip = ["pdftoppm", "-r", "180", "-x", "118", "-y", "126", "-W", "1860", "-H", "304"]
    pages = ["-f", "1", "-singlefile", "-png", str(book.with_suffix(".pdf"))]
    subprocess.run([*clip, *pages, str(HERE / "workbook")], check=True)


def take(one: Browser, page: Path, picture: Path, width: int, height: int) -> None:
    """Take the picture of the upper part of a page."""
    one.open(page, width=width)
    one.resize(width, height)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = one.driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip})
    picture.write_bytes(b64decode(shot["data"]))


def main() -> None:
    """Write the pictures beside this script."""
    with TemporaryDirectory() as folder, browser() as one:
        page = Path(folder, "page.html")
        ntmtrack("export", *ASKED, "-o", str(page))
        take(one, page, HERE / "board.png", 1100, 1540)
        page.write_text(terminal(), encoding="utf-8")
        take(one, page, HERE / "terminal.png", 960, 456)
        workbook(Path(folder))


if __name__ == "__main__":
    main()
