"""A report in parts: names that every system takes, and a folder that is old or new, not mixed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.storage import exchange
from ntmtrack.storage import files
from ntmtrack.storage import report_parts
from ntmtrack.storage.report_parts import FILE
from ntmtrack.storage.report_parts import folder_name
from ntmtrack.wording.problem import NtmError

FORBIDDEN = set("/\\:*?\"<>|%#=+&'[]{}~^;@$!`\0\n\t\x7f")  # by some system or reader
HOSTILE = {
    "../../etc/passwd": "issuer=..%2F..%2Fetc%2Fpasswd",
    "Đảng ủy xã Sơn Kim 2": "issuer=Đảng ủy xã Sơn Kim 2",
    "__HIVE_DEFAULT_PARTITION__": "issuer=%5F_HIVE_DEFAULT_PARTITION__",
    "UBND xã X.": "issuer=UBND xã X%2E",
    "a=b/issuer=c": "issuer=a%3Db%2Fissuer%3Dc",
    "50%": "issuer=50%25",
    "..": "issuer=.%2E",
    "*": "issuer=%2A",
}


def written(folder: Path) -> dict[str, bytes]:
    """Give the parts in a folder, and nothing may stand beside them or beside it."""
    assert [path for path in folder.parent.iterdir() if path != folder] == []
    return {path.name: (path / FILE).read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(("value", "name"), HOSTILE.items())
def test_a_value_names_a_folder_that_stays_where_it_is(value: str, name: str) -> None:
    assert folder_name("issuer", value) == name


@given(st.text(min_size=1, max_size=60))
def test_readers_get_the_value_back_from_the_name(value: str) -> None:
    value = value.encode(errors="replace").decode()
    name = folder_name("issuer", value)
    shown = name.removeprefix("issuer=")
    assert not FORBIDDEN & set(shown.replace("%", ""))
    assert len(name.encode()) <= 255
    if "…" not in unquote(shown):
        assert unquote(shown) == value
        assert shown[-1] not in ". "


def test_long_values_are_shortened_and_stay_apart(tmp_path: Path) -> None:
    long = "Ban Chỉ đạo các chương trình mục tiêu quốc gia " * 9
    values = [long + end for end in ("xã A", "xã B", "?" * 300)]
    report_parts.write(str(tmp_path / "a"), "issuer", [(value, b"") for value in values])
    names = written(tmp_path / "a")
    assert len(names) == 3
    assert all(unquote(name).startswith("issuer=Ban Chỉ đạo các chương trình") for name in names)


def test_new_parts_take_the_place_of_all_old_ones(tmp_path: Path) -> None:
    target = tmp_path / "theo nơi ban hành"
    for made in ({"a": b"1", "b": b"2"}, {"b": b"3", "c": b"4"}, {}):
        report_parts.write(f"{target}/", "issuer", made.items())
        assert written(target) == {f"issuer={value}": data for value, data in made.items()}


def test_folders_on_the_way_are_made_and_links_are_followed(tmp_path: Path) -> None:
    real = tmp_path / "a" / "b" / "parts"
    report_parts.write(str(real), "issuer", [("x", b"1")])
    link = tmp_path / "link"
    link.symlink_to(real)
    report_parts.write(str(link), "issuer", [("y", b"2")])
    assert link.is_symlink()
    assert written(real) == {"issuer=y": b"2"}


def a_file(target: Path) -> None:
    target.write_bytes(b"x")


def with_a_file(target: Path) -> None:
    target.mkdir()
    (target / "thu.yaml").write_bytes(b"x")


def with_more_in_a_part(target: Path) -> None:
    report_parts.write(str(target), "issuer", [("x", b"1")])
    (target / "issuer=x" / "so.xlsx").write_bytes(b"x")


def with_a_linked_part(target: Path) -> None:
    report_parts.write(str(target), "issuer", [("x", b"1")])
    (target / "issuer=y").symlink_to(target / "issuer=x")


def of_another_column(target: Path) -> None:
    report_parts.write(str(target), "year", [("2025", b"1")])


@pytest.mark.parametrize(
    "fill", [a_file, with_a_file, with_more_in_a_part, with_a_linked_part, of_another_column]
)
def test_nothing_else_is_replaced(fill: Callable[[Path], None], tmp_path: Path) -> None:
    target = tmp_path / "a"
    fill(target)
    before = sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*"))
    with pytest.raises(NtmError) as caught:
        report_parts.write(str(target), "issuer", [("x", b"2")])
    assert [problem.code for problem in caught.value.problems] == ["output-exists:parts"]
    after = sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*"))
    assert after == before


@pytest.mark.parametrize("target", ["", "a\0b"])
def test_a_name_that_none_can_have_is_an_error(target: str) -> None:
    with pytest.raises(NtmError, match="output-unwritable"):
        report_parts.write(target, "issuer", [("x", b"1")])


def test_what_fails_on_the_way_leaves_the_old_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    report_parts.write(str(target), "issuer", [("a", b"1")])

    def stopped() -> Iterator[tuple[str, bytes]]:
        yield "b", b"2"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report_parts.write(str(target), "issuer", stopped())
    assert written(target) == {"issuer=a": b"1"}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "write_new", full)
    with pytest.raises(NtmError, match="output-unwritable"):
        report_parts.write(str(target), "issuer", [("b", b"2")])
    assert written(target) == {"issuer=a": b"1"}


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EIO])
def test_a_system_that_cannot_exchange_names_takes_two_steps(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "a"
    report_parts.write(str(target), "issuer", [("a", b"1")])
    monkeypatch.setattr(exchange, "exchange", fail)
    if code == errno.EIO:
        with pytest.raises(NtmError, match="output-unwritable"):
            report_parts.write(str(target), "issuer", [("b", b"2")])
        assert written(target) == {"issuer=a": b"1"}
    else:
        report_parts.write(str(target), "issuer", [("b", b"2")])
        assert written(target) == {"issuer=b": b"2"}
