"""Measure reports on one file for each of the country's 3,321 communes, new and unchanged.

Several processes share the work: their processor time is added up; the clock is shown beside it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from timing import PROGRAM
from timing import SHIPPED
from timing import Case
from timing import costs
from timing import verdict

FILES = 3_321
ROUNDS = 3
ONE, STATUS = "one file: status, unchanged", "status, unchanged"
MOST = 45  # times the cost of one file, for files that were read before


def cases(folder: Path) -> tuple[dict[str, Case], dict[str, Case]]:
    """Return the first report on new files, then reports on unchanged ones."""
    text = SHIPPED.read_text(encoding="utf-8")
    communes = folder / "communes"
    communes.mkdir()
    for number in range(FILES):
        renamed = text.replace("Đảng ủy xã Sơn Kim 2", f"Đảng ủy xã {number}")
        (communes / f"{number:04}.yaml").write_text(renamed, encoding="utf-8")
    new, kept = folder / "new", {"XDG_CACHE_HOME": str(folder / "kept")}
    day = ["--as-of", "2021-07-16"]
    status = [PROGRAM, "status", "-f", str(communes), *day]
    overdue = [PROGRAM, "overdue", "--village", "che bien", "-f", str(communes), *day]

    def forget() -> None:
        shutil.rmtree(new, ignore_errors=True)

    first = {"status, at first": Case(status, forget, settings={"XDG_CACHE_HOME": str(new)})}
    then = {
        ONE: Case([PROGRAM, "status", "-f", str(SHIPPED), *day], settings=kept),
        STATUS: Case(status, settings=kept),
        "overdue --village": Case(overdue, settings=kept),
    }
    return first, then


def main() -> None:
    """Print the cost of each report."""
    with TemporaryDirectory() as name:
        first, then = cases(Path(name))
        measured = {**costs(first, rounds=1, warm_ups=0), **costs(then, ROUNDS)}
    print(f"| {FILES:,} files | s | s by the clock | MiB of the largest process |")
    print("|---|---:|---:|---:|")
    for name, cost in measured.items():
        print(f"| {name} | {cost.seconds:.2f} | {cost.clock:.2f} | {cost.memory:.0f} |")
    ratio = measured[STATUS].seconds / measured[ONE].seconds
    clock = measured[STATUS].clock / measured[ONE].clock
    print(
        f"\n{STATUS}, at most {MOST} x {ONE}: {ratio:.0f}, {verdict(ratio, MOST)};"
        f" by the clock {clock:.0f}, {verdict(clock, MOST)}"
    )


if __name__ == "__main__":
    main()
