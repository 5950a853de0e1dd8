"""Measure papers, sheets and JSON of many items: processor time and peak memory.

Each item is a village's share of a task, with a leader, a supporting owner, a product, a measure
and a log entry. Ratios are to Taskwarrior's `overdue` on 10,000 tasks, if it is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import peers
from scale import TITLES
from scale import tasks
from timing import PROGRAM
from timing import SHIPPED
from timing import Case
from timing import Cost
from timing import costs
from timing import verdict

ROUNDS = 3
SHARES = 8  # of each task, one for each of so many villages
OFFICE, PROVINCE = (10_000, 8), (24_000, 3_000)  # items, villages
TASKWARRIOR = "Taskwarrior: overdue"
STATUS = "shipped file: status"


class Target(NamedTuple):
    """Limit the cost of a command: as a multiple of another one, in seconds, in MiB."""

    times: float | None = None
    base: str = TASKWARRIOR
    seconds: float | None = None
    memory: float | None = None


TARGETS = {
    "shipped file: weekly -F docx": Target(3, STATUS),
    "10,000: weekly -F docx --annex full": Target(15, memory=120),
    "10,000: export -F html": Target(10),
    "10,000: export -F xlsx": Target(11),
    "10,000: status -F json": Target(2.6, memory=70),
    "10,000: weekly": Target(3),
    "24,000: list -F json": Target(memory=200),
    "24,000: remind -F docx": Target(seconds=10, memory=300),
}


def document(items: int, villages: int) -> Iterator[str]:
    """Yield the lines of a data file."""
    yield "format: 1"
    yield "directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Đo tốc độ}"
    yield "villages:"
    yield from (f"  - {{id: thon-{number}, name: Thôn {number}}}" for number in range(villages))
    yield "owners:"
    yield "  - {id: truong-thon, name: Trưởng thôn, per_village: true}"
    yield "  - {id: pho-bi-thu, name: Trần Văn An, title: Phó Bí thư, kind: person}"
    yield "  - {id: hoi-phu-nu, name: Hội Phụ nữ}"
    yield "tasks:"
    for number in range(items // SHARES):
        yield f"  - id: viec-{number}"
        yield f"    title: {TITLES[number % len(TITLES)]}, việc số {number}"
        yield "    owner: [truong-thon]"
        yield "    leader: [pho-bi-thu]"
        yield "    support: [hoi-phu-nu]"
        yield f"    villages: [{', '.join(_villages_of(number, villages))}]"
        yield "    each: village"
        yield f"    due: {_due(number)}"
        yield f"    product: Báo cáo kết quả {number}"
        yield "    measures: [{id: ho, name: hộ tham gia, unit: hộ, at_least: 10}]"
    yield "progress:"
    for number in range(items // SHARES):
        for at, village in enumerate(_villages_of(number, villages)):
            yield _entry(number, village, number * SHARES + at)


def _villages_of(number: int, villages: int) -> list[str]:
    return [f"thon-{(number * SHARES + at) % villages}" for at in range(SHARES)]


def _due(number: int) -> date:
    return peers.FIRST + timedelta(days=number % 60)


def _entry(number: int, village: str, item: int) -> str:
    """Return a log entry: every second item is done, the others have a note or an obstacle."""
    day = max(_due(number) - timedelta(days=item % 9 - 3), date(2021, 6, 22))
    head = f"  - {{task: viec-{number}, village: {village}, on: {day}"
    at = f'at: "{day}T16:02:{item % 60:02}.{item:06}+07:00"}}'
    if (item + item // SHARES) % 2 == 0:
        return f"{head}, mark: done, amounts: {{ho: {item % 25}}}, by: Trưởng thôn, {at}"
    if item % 3 == 0:
        return f"{head}, mark: obstacle, note: Thiếu vật liệu và nhân công, {at}"
    return f"{head}, mark: note, note: Đang làm đến nhà thứ {item % 40}, amounts: {{ho: 5}}, {at}"


def cases(folder: Path) -> dict[str, Case]:
    """Return the commands; each file has been read once before it is timed."""
    kept = {"XDG_CACHE_HOME": str(folder / "kept")}
    commands = {STATUS: Case([PROGRAM, "status", *_about(SHIPPED, "2021-07-16")], settings=kept)}
    files = {"shipped file": (SHIPPED, "2021-07-16")}
    for items, villages in (OFFICE, PROVINCE):
        path = folder / f"{items}.yaml"
        path.write_text("\n".join(document(items, villages)) + "\n", encoding="utf-8")
        files[f"{items:,}"] = path, "2021-07-20"
    for name in TARGETS:
        size, _, command = name.partition(": ")
        words = [PROGRAM, *command.split(), *_about(*files[size])]
        commands[name] = Case(words, settings=kept)
    if task := peers.taskwarrior(folder, tasks(OFFICE[0])):
        commands[TASKWARRIOR] = Case(task[0], settings=task[1])
    return commands


def _about(path: Path, day: str) -> list[str]:
    return ["--file", str(path), "--as-of", day]


def verdicts(name: str, measured: dict[str, Cost]) -> Iterator[str]:
    """Yield each limit of a command with the measured cost, and whether it is met."""
    target, cost = TARGETS[name], measured[name]
    if target.times and target.base in measured:
        ratio = cost.seconds / measured[target.base].seconds
        yield _verdict(f"{target.times} x {target.base}", ratio, target.times)
    if target.seconds:
        yield _verdict(f"{target.seconds} s", cost.seconds, target.seconds)
    if target.memory:
        yield _verdict(f"{target.memory} MiB", cost.memory, target.memory)


def _verdict(bound: str, measured: float, most: float) -> str:
    return f"at most {bound}: {measured:.1f}, {verdict(measured, most)}"


def main() -> None:
    """Print the cost of each command, and whether its targets are met."""
    with TemporaryDirectory() as folder:
        measured = costs(cases(Path(folder)), ROUNDS)
    print("| command | s | MiB | |\n|---|---:|---:|---|")
    for name, cost in measured.items():
        targets = "; ".join(verdicts(name, measured)) if name in TARGETS else ""
        print(f"| {name} | {cost.seconds:.2f} | {cost.memory:.0f} | {targets} |")


if __name__ == "__main__":
    main()
