"""Time reports on a file for each of the country's 3,321 communes, new and unchanged."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from timing import PROGRAM
from timing import SHIPPED
from timing import Case
from timing import medians

FILES = 3_321
MOST = 45  # times as long as one file, of those that were read before


def seconds(command: Case) -> float:
    """Give the time by the clock: several processes share the work."""
    began = perf_counter()
    medians({"": command}, rounds=1, warm_ups=0)
    return perf_counter() - began


def main() -> None:
    """Print the times."""
    text = SHIPPED.read_text(encoding="utf-8")
    with TemporaryDirectory() as name:
        folder = Path(name, "communes")
        folder.mkdir()
        for number in range(FILES):
            made = text.replace("Đảng ủy xã Sơn Kim 2", f"Đảng ủy xã {number}")
            (folder / f"{number:04}.yaml").write_text(made, encoding="utf-8")
        asked = ["-f", str(folder), "--as-of", "2021-07-16"]
        kept = {"XDG_CACHE_HOME": str(Path(name, "kept"))}
        for case in (["status"], ["overdue", "--village", "che bien"]):
            command = Case([PROGRAM, *case, *asked], settings=kept)
            first = seconds(command)
            again = median(seconds(command) for _ in range(3))
            print(f"{FILES:,} files, {' '.join(case)}: {first:.1f} s at first, {again:.1f} s then")
        whole = Case([PROGRAM, "status", *asked], settings=kept)
        one = Case([PROGRAM, "status", "-f", str(SHIPPED), *asked[2:]], settings=kept)
        found = medians({"whole": whole, "one": one}, rounds=5)
        ratio = found["whole"] / found["one"]
        print(
            f"{FILES:,} files, unchanged: status, at most {MOST} x one file's status:"
            f" {ratio:.0f}, {'met' if ratio <= MOST else 'not met'}"
        )


if __name__ == "__main__":
    main()
