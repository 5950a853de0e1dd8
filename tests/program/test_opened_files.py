"""Which files a command reads and writes: its cost, measured in files instead of seconds."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from running import SHIPPED
from running import spawn

import ntmtrack

pytestmark = [
    pytest.mark.long,  # every command is a process, and the first has nothing compiled
    pytest.mark.skipif(sys.platform != "linux", reason="files are exchanged in one step on Linux"),
]

PACKAGE = Path(ntmtrack.__file__).parent
WATCHING = """
import os, sys
watched = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate"}
seen = []

def watch(event, arguments):
    if event in watched and isinstance(arguments[0], (str, bytes, os.PathLike)):
        if event == "open":
            event = "write" if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else "read"
        seen.append(f"{event.removeprefix('os.')} {os.path.abspath(os.fsdecode(arguments[0]))}")

sys.addaudithook(watch)
from ntmtrack.__main__ import main
os._exit = sys.exit  # with which the program ends
try:
    main()
finally:
    found = [*seen]
    with open(os.environ["LIST"], "w") as file:
        print(*found, sep="\\n", file=file)
"""
CATALOGUE = "PACKAGE/locale/vi/LC_MESSAGES/ntmtrack.mo"
SOME = 40  # modules: fewer would mean that the hook misses them
WATCH = [sys.executable, "-c", WATCHING]


class Watched:
    """Run commands on a copy of the shipped file, and count what they open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.file = folder / "so" / "viec.yaml"
        self.file.parent.mkdir()
        self.file.write_bytes(SHIPPED.read_bytes())

    def run(self, *words: str) -> tuple[Counter[str], Counter[str]]:
        """Return how often a command does what with each data file, and with each module."""
        settings = {
            "LIST": str(self._folder / "seen"),
            "XDG_CACHE_HOME": str(self._folder / "cache"),
            "PYTHONPYCACHEPREFIX": str(self._folder / "compiled"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        file = () if words[0] == "__complete" else ("-f", str(self.file))
        settings["NTMTRACK_FILE"] = str(self.file)
        ran = spawn(*words, *file, program=WATCH, settings=settings)
        assert (ran.code, ran.err) == (0, "")
        seen = map(self._named, (self._folder / "seen").read_text("utf-8").splitlines())
        files: Counter[str] = Counter()
        modules: Counter[str] = Counter()
        for action, _, name in (line.partition(" ") for line in seen):
            if name.startswith("PACKAGE") and name.endswith(".pyc"):
                modules[f"{action} {name}"] += 1
            elif not name.startswith("/"):
                files[f"{action} {name}"] += 1
        return files, modules

    def _named(self, line: str) -> str:
        """Return a line with a stable name for each file, including those with random names."""
        line = line.replace(f"{self._folder}/compiled/", "/").replace(f" {PACKAGE}/", " PACKAGE/")
        line = line.replace(f"{self._folder}/", "")
        line = re.sub(r"cache/ntmtrack/[0-9a-f]+-[0-9a-f]+$", "THE COPY", line)
        line = re.sub(r"cache/ntmtrack/[0-9a-f]+\.tmp$", "A NEW COPY", line)
        return re.sub(r"so/\.viec\.yaml\.[0-9a-f]+\.ntmtrack\.tmp$", "A NEW FILE", line)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Return a file that has been read before, by a program whose modules are compiled."""
    watched = Watched(tmp_path_factory.mktemp("opened"))
    watched.run("done", "vuon-dep-nha-sach")
    watched.run("status", "--as-of", "2021-07-20")
    watched.run("__complete", "fish", "show", "bich")
    return watched


def test_status_reads_the_file_and_its_copy_once_and_writes_nothing(watched: Watched) -> None:
    files, modules = watched.run("status", "--as-of", "2021-07-20")
    assert files == {"read THE COPY": 1, f"read {CATALOGUE}": 1, "read so/viec.yaml": 1}
    assert set(modules.values()) == {1}
    assert all(module.startswith("read ") for module in modules)
    assert len(modules) > SOME


def test_a_completion_reads_the_file_and_its_copy_once_and_writes_nothing(watched: Watched) -> None:
    files, modules = watched.run("__complete", "fish", "show", "bich")
    assert files == {"read THE COPY": 1, f"read {CATALOGUE}": 1, "read so/viec.yaml": 1}
    assert set(modules.values()) == {1}
    assert all(module.startswith("read ") for module in modules)


# The file is read to be changed, and again to be compared before it is replaced. The new file is
# read back, and after the exchange the old one under its name. Then the folder is made durable.
ENTRY = {
    "write so/.viec.yaml.lock": 1,
    "read so/viec.yaml": 2,
    "write A NEW FILE": 1,
    "read A NEW FILE": 2,
    "remove A NEW FILE": 1,
    "read so": 1,
    "read THE COPY": 1,
    "mkdir cache": 1,
    "mkdir cache/ntmtrack": 1,
    "write A NEW COPY": 1,
    "rename A NEW COPY": 1,
    "remove A NEW COPY": 1,
    f"read {CATALOGUE}": 1,
}


def test_an_entry_writes_the_file_and_its_copy_once(watched: Watched) -> None:
    files, modules = watched.run("done", "cong-nhan-mo-hinh")
    assert files == ENTRY
    assert set(modules.values()) == {1}
    assert all(module.startswith("read ") for module in modules)
    assert len(modules) > SOME
