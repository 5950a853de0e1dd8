"""Print what a task costs in files of 1,000, 10,000 and 30,000 tasks.

The cost is the time from start to exit beyond that of a file with one task, so that start-up drops
out; the shipped file is no measure of that, its tasks being many times longer.
"""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

SIZES = (1_000, 10_000, 30_000)
ROUNDS = 3
FLAT = 1.5  # the dearest task may cost this many times the cheapest
PROGRAM = str(Path(sysconfig.get_path("scripts"), "ntmtrack"))
SHIPPED = Path(__file__).parent.parent / "data" / "assignments.yaml"
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


def document(size: int) -> Iterator[str]:
    """Give the lines of a file with so many tasks of one item each, half of them done."""
    yield "format: 1"
    yield "directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Đo tốc độ}"
    yield "villages:"
    yield from (f"  - {{id: {id_}, name: {name}}}" for id_, name in VILLAGES.items())
    yield "owners:"
    yield "  - {id: truong-thon, name: Trưởng thôn, kind: person}"
    yield "tasks:"
    villages = list(VILLAGES)
    for number in range(size):
        yield f"  - id: viec-{number}"
        yield f"    title: {TITLES[number % len(TITLES)]}, việc số {number}"
        yield "    owner: [truong-thon]"
        yield f"    villages: [{villages[number % len(villages)]}]"
        yield f"    due: 2021-07-{number % 28 + 1:02}"
    yield "progress:"
    for number in range(0, size, 2):
        yield f"  - {{task: viec-{number}, mark: done, on: 2021-07-{number % 20 + 1:02}}}"


def measure(path: Path) -> float:
    """Give the least time that `status -F json` takes for a file."""
    command = [PROGRAM, "status", "-F", "json", "--as-of", "2021-07-15", "--file", str(path)]
    times: list[float] = []
    for _ in range(ROUNDS):
        began = perf_counter()
        subprocess.run(command, stdout=subprocess.PIPE, check=True)
        times.append(perf_counter() - began)
    return min(times)


def measure_size(folder: str, size: int) -> float:
    """Write a file of so many tasks and time it."""
    path = Path(folder, f"{size}.yaml")
    path.write_text("\n".join(document(size)) + "\n", encoding="utf-8")
    return measure(path)


def main() -> None:
    """Print the time of each size, the cost of a task in it, and whether that stays flat."""
    print(f"shipped file: {measure(SHIPPED):.2f} s")
    costs: list[float] = []
    with TemporaryDirectory() as folder:
        least = measure_size(folder, 1)
        print(f"{1:>6} task:  {least:.2f} s")
        for size in SIZES:
            taken = measure_size(folder, size)
            costs.append((taken - least) / (size - 1))
            print(f"{size:>6} tasks: {taken:.2f} s, {costs[-1] * 1e6:.0f} µs a task")
    spread = max(costs) / min(costs)
    print(f"{'flat' if spread <= FLAT else 'not flat'}: dearest / cheapest = {spread:.2f}")


if __name__ == "__main__":
    main()
