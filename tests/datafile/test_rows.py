"""Rows as columns of plain values, and back: what is written once, and what is read lazily."""

from __future__ import annotations

import marshal
import operator
import pickle
from collections.abc import Sequence

import pytest

from ntmtrack.datafile.rows import LazyRows
from ntmtrack.datafile.rows import RowTable
from ntmtrack.directive.model import Recipient
from ntmtrack.directive.model import Village

TABLE = RowTable(Recipient)


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("",),
        ("", ""),
        ("Kim Bình", "Chế Biển"),
        ("Kim Bình", ""),
        ("", "", "Chế Biển"),
        ("with\0in", "Chế Biển"),
        ("Chế\nBiển", "\ud800"),
    ],
    ids=repr,
)
def test_rows_are_read_back_unchanged(names: Sequence[str]) -> None:
    rows = [Recipient(name, why) for name in names for why in ("để báo cáo", None)]
    for some_rows in (rows, rows[:1], [Recipient(name) for name in names]):
        plain = marshal.loads(marshal.dumps(TABLE.write(some_rows)))  # noqa: S302 - our own
        assert list(TABLE.read(plain)) == some_rows
        assert [*zip(*TABLE.columns(plain), strict=True)] == some_rows


def test_an_object_that_many_rows_share_is_converted_once() -> None:
    seen: list[tuple[str, ...]] = []

    def write(value: tuple[str, ...]) -> tuple[str, ...]:
        seen.append(value)
        return value

    table = RowTable(Village, aliases=(write, tuple))
    shared = ("KB",)
    rows = [Village("a", "A", shared), Village("b", "B", shared), Village("c", "C", ("C", "c"))]
    assert list(table.read(table.write(rows))) == rows
    assert seen == [shared, ("C", "c")]


class TestLaterRows:
    ROWS = (Recipient("Đảng ủy xã", "để báo cáo"), Recipient("Lưu"))

    def test_are_counted_without_being_made(self) -> None:
        def refuse(plain: object) -> object:
            raise AssertionError(plain)

        table = RowTable(Recipient, why=(str, refuse))
        later = LazyRows(table, table.write(self.ROWS))
        assert len(later) == len(self.ROWS)
        assert later
        with pytest.raises(AssertionError):
            list(later)

    def test_are_like_a_tuple(self) -> None:
        later = LazyRows(TABLE, TABLE.write(self.ROWS))
        assert later == self.ROWS
        assert operator.eq(self.ROWS, later)
        assert later != self.ROWS[:1]
        assert later != "rows"
        assert hash(later) == hash(self.ROWS)
        assert (later[0], later[-1:], [*later]) == (self.ROWS[0], self.ROWS[1:], [*self.ROWS])
        assert repr(later) == repr(self.ROWS)

    def test_go_to_another_process_as_a_tuple(self) -> None:
        later = LazyRows(TABLE, TABLE.write(self.ROWS))
        again = pickle.loads(pickle.dumps(later))  # noqa: S301 - our own
        assert type(again) is tuple
        assert again == self.ROWS
