"""Time the most common commands on the shipped file, against the bare import of Typer."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from timing import COMPLETE
from timing import PROGRAM
from timing import PYTHON
from timing import SHIPPED
from timing import Case
from timing import costs
from timing import verdict

ROUNDS = 45  # with 15 the medians of two runs differ by 5 %
BASE = "import typer"
TASK = "vuon-dep-nha-sach"
TYPER = """\
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)

@app.command()
def one(name: str = "") -> None:
    print(name)

@app.command()
def two(name: str = "") -> None:
    print(name)

app()
"""
# The case that each is compared with, and the largest ratio.
TARGETS = {
    "status, unchanged": (BASE, 1.25),
    "status without --as-of, unchanged": (BASE, 1.32),
    "status -F json, unchanged": (BASE, 1.35),
    "overdue --village, unchanged": (BASE, 1.35),
    "list, unchanged": (BASE, 1.35),
    "status on a terminal": (BASE, 1.9),
    "status after an edit": (BASE, 3.0),
    "done, unchanged": ("status, unchanged", 1.5),
    "note, unchanged": ("status, unchanged", 1.5),
    "Tab, unchanged": (BASE, 1.3),
    "--help": ("Typer's own --help", 1.35),
    "--version": ("Typer's own --help", 1.35),
    "a usage error": ("Typer's own usage error", 1.35),
}


def cases(folder: Path) -> dict[str, Case]:
    """Return the commands; each kind of run has its own cache folder."""
    typer = folder / "own.py"
    typer.write_text(TYPER, encoding="utf-8")
    kept = {"XDG_CACHE_HOME": str(folder / "kept")}
    new, own = folder / "new", folder / "ghi.yaml"
    file = ["--file", str(SHIPPED), "--as-of", "2021-07-16"]

    def forget() -> None:
        shutil.rmtree(new, ignore_errors=True)

    def restore() -> None:
        shutil.copyfile(SHIPPED, own)

    return {
        BASE: Case([PYTHON, "-c", BASE]),
        "Typer's own --help": Case([PYTHON, str(typer), "--help"]),
        "Typer's own usage error": Case([PYTHON, str(typer), "one", "--no"], codes=[2]),
        "status, unchanged": Case([PROGRAM, "status", *file], settings=kept),
        "status without --as-of, unchanged": Case([PROGRAM, "status", *file[:2]], settings=kept),
        "status -F json, unchanged": Case([PROGRAM, "status", *file, "-F", "json"], settings=kept),
        "overdue --village, unchanged": Case(
            [PROGRAM, "overdue", "--village", "Chế Biển", *file], settings=kept
        ),
        "list, unchanged": Case([PROGRAM, "list", *file], settings=kept),
        "status on a terminal": Case([PROGRAM, "status", *file], terminal=True, settings=kept),
        "status after an edit": Case(
            [PROGRAM, "status", *file], before=forget, settings={"XDG_CACHE_HOME": str(new)}
        ),
        "done, unchanged": Case(
            [PROGRAM, "done", TASK, "--file", str(own)], before=restore, settings=kept
        ),
        "note, unchanged": Case(
            [PROGRAM, "note", TASK, "xong một phần", "--file", str(own)],
            before=restore,
            settings=kept,
        ),
        "Tab, unchanged": Case(
            [PROGRAM, COMPLETE, "fish", "done", "--file", str(SHIPPED), "bich"], settings=kept
        ),
        "--help": Case([PROGRAM, "--help"]),
        "--version": Case([PROGRAM, "--version"]),
        "a usage error": Case([PROGRAM, "status", "--no"], codes=[2]),
    }


def main() -> None:
    """Print the median of each command, its ratio, and whether the target is met."""
    with TemporaryDirectory() as folder:
        measured = costs(cases(Path(folder)), ROUNDS)
    print(f"Python {sys.version.split()[0]}, medians of {ROUNDS} alternating runs\n")
    print("| command | ms | MiB | ratio | target | |")
    print("|---|---:|---:|---:|---:|---|")
    for name, cost in measured.items():
        row = f"| {name} | {cost.seconds * 1000:.0f} | {cost.memory:.0f} |"
        if name not in TARGETS:
            print(f"{row} | | |")
            continue
        base, target = TARGETS[name]
        ratio = cost.seconds / measured[base].seconds
        print(f"{row} {ratio:.2f} | {target:.2f} | {verdict(ratio, target)} |")


if __name__ == "__main__":
    main()
