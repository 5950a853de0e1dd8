"""Time files of 1,000, 10,000 and 100,000 tasks, new and unchanged, beside other programs.

A file is new if no copy of it is kept. The cost of a task is the time of a new file beyond that of
a file with two tasks, so that start-up cancels out. Half the tasks are done according to the log.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import peers
from peers import Task
from timing import COMPLETE
from timing import PROGRAM
from timing import PYTHON
from timing import Case
from timing import Cost
from timing import costs
from timing import verdict

SIZES = (1_000, 10_000, 100_000)
LEAST = 2
# Rounds by size: with fewer for a small file, two runs of the bench would differ by a fifth.
ROUNDS = {LEAST: 9, 1_000: 21, 10_000: 9, 100_000: 3}
FLAT = 1.25  # how many times the cost of the cheapest task the dearest may have
NEW, UNCHANGED = "new: overdue --village", "unchanged: overdue --village"
TYPER, TAB = "import typer", "unchanged: Tab"
# A case, the case that it is compared with, and the largest ratio for each size.
TARGETS = (
    ("unchanged: done", UNCHANGED, {1_000: 1.5, 10_000: 1.5, 100_000: 2.5}),
    ("unchanged: note", UNCHANGED, {1_000: 1.5, 10_000: 1.5, 100_000: 2.5}),
    (UNCHANGED, "Taskwarrior: overdue", {1_000: 4.0, 10_000: 0.75, 100_000: 0.45}),
    (TAB, TYPER, {1_000: 1.3, 10_000: 1.3}),
    (NEW, "bean-check", {10_000: 1.0, 100_000: 1.0}),
    ("new: done", NEW, {10_000: 2.0, 100_000: 2.0}),
)
VILLAGES = {
    "kim-binh": "Kim Bình",
    "che-bien": "Chế Biển",
    "thuong-kim": "Thượng Kim",
    "lang-che": "Làng Chè",
    "tien-phong": "Tiên Phong",
    "quyet-thang": "Quyết Thắng",
    "ha-vang": "Hạ Vàng",
    "thanh-dung": "Thanh Dũng",
}
TITLES = (
    "Rà soát đường giao thông chưa được cứng hóa",
    "Vận động các hộ chỉnh trang vườn và hàng rào xanh",
    "Trồng cây bóng mát dọc tuyến đường trục thôn",
    "Hoàn thiện hố rác và nhà vệ sinh của từng hộ",
    "Bổ sung đầu sách cho tủ sách pháp luật",
)


def tasks(size: int) -> list[Task]:
    """Return `size` tasks, half of them done."""
    return [
        Task(
            number,
            f"{TITLES[number % len(TITLES)]}, việc số {number}",
            peers.due(number),
            peers.due(number) if number % 2 == 0 else None,
        )
        for number in range(size)
    ]


def document(todo: list[Task]) -> Iterator[str]:
    """Yield the lines of a data file with these tasks."""
    yield "format: 1"
    yield "directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Đo tốc độ}"
    yield "villages:"
    yield from (f"  - {{id: {id_}, name: {name}}}" for id_, name in VILLAGES.items())
    yield "owners:"
    yield "  - {id: truong-thon, name: Trưởng thôn, kind: person}"
    yield "tasks:"
    villages = list(VILLAGES)
    for task in todo:
        yield f"  - id: viec-{task.number}"
        yield f"    title: {task.title}"
        yield "    owner: [truong-thon]"
        yield f"    villages: [{villages[task.number % len(villages)]}]"
        yield f"    due: {task.due}"
    yield "progress:"
    for task in todo:
        if task.done:
            yield f"  - {{task: viec-{task.number}, mark: done, on: {task.done}}}"


def measure(folder: Path, home: Path, size: int) -> dict[str, Cost]:
    """Measure commands on a file of `size` tasks, and the peers on the same tasks."""
    folder.mkdir()
    todo = tasks(size)
    path = folder / "viec.yaml"
    path.write_text("\n".join(document(todo)) + "\n", encoding="utf-8")
    text = path.read_bytes()
    options = ["-f", str(path), "--as-of", "2021-07-20"]
    village = [PROGRAM, "overdue", *options, "--village", "che bien"]
    new = folder / "new"
    kept = {"XDG_CACHE_HOME": str(folder / "kept")}
    own = folder / "ghi.yaml"
    done = [PROGRAM, "done", "viec-1", "-f", str(own)]
    note = [PROGRAM, "note", "viec-1", "xong một phần", "-f", str(own)]

    def reset() -> None:
        shutil.rmtree(new, ignore_errors=True)
        own.write_bytes(text)

    cases = {
        TYPER: Case([PYTHON, "-c", TYPER]),
        NEW: Case(
            village,
            before=reset,
            settings={"XDG_CACHE_HOME": str(new)},
        ),
        UNCHANGED: Case(village, settings=kept),
        "unchanged: status -F json": Case(
            [PROGRAM, "status", *options, "-F", "json"], settings=kept
        ),
        "weekly": Case([PROGRAM, "weekly", *options], settings=kept),
        "new: done": Case(done, before=reset, settings={"XDG_CACHE_HOME": str(new)}),
        "unchanged: done": Case(done, before=lambda: own.write_bytes(text), settings=kept),
        TAB: Case([PROGRAM, COMPLETE, "fish", "done", *options[:2], "viec-99"], settings=kept),
        "unchanged: note": Case(note, before=lambda: own.write_bytes(text), settings=kept),
    }
    if task := peers.taskwarrior(folder, todo):
        cases["Taskwarrior: overdue"] = Case(task[0], settings=task[1])
    if check := peers.bean_check(folder, todo, home):
        cases["bean-check"] = Case(check)
    return costs(cases, ROUNDS[size])


def main() -> None:
    """Print the times of each size, the targets, and whether a task costs the same in all."""
    with TemporaryDirectory() as name:
        home = Path(name, "beancount")
        measured = {size: measure(Path(name, str(size)), home, size) for size in (LEAST, *SIZES)}
    print(f"| ms; MiB | {' | '.join(f'{size:,}' for size in SIZES)} |")
    print(f"|---|{'---:|' * len(SIZES)}")
    for case in measured[SIZES[0]]:
        each = [measured[size][case] for size in SIZES]
        shown = [f"{cost.seconds * 1000:.0f}; {cost.memory:.0f}" for cost in each]
        print(f"| {case} | {' | '.join(shown)} |")
    print("\n| target | tasks | ratio | |\n|---|---:|---:|---|")
    for case, other, most_by_size in TARGETS:
        for size, most in most_by_size.items():
            if other in measured.get(size, ()):
                ratio = measured[size][case].seconds / measured[size][other].seconds
                name = f"{case}, at most {most:g} x {other}"
                print(f"| {name} | {size:,} | {ratio:.2f} | {verdict(ratio, most)} |")
    new = {size: each[NEW].seconds for size, each in measured.items()}
    added = [(new[size] - new[LEAST]) / (size - LEAST) for size in SIZES]
    spread = max(added) / min(added)
    in_words = ", ".join(f"{cost * 1e6:.1f}" for cost in added)
    print(f"\nA task costs {in_words} µs: dearest / cheapest = {spread:.2f}, flat is up to {FLAT}.")


if __name__ == "__main__":
    main()
