"""Test cases of which only the first few run in `make quick`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from typing import Any

import pytest

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


def first_quick(count: int, cases: Iterable[Any]) -> list[ParameterSet]:
    """Return cases for `parametrize`, with those after the first few marked as `long`.

    Use it for slow cases that check the same rule again; `make check` runs them all.
    """
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else [case]),
            marks=[pytest.mark.long] if number >= count else [],
        )
        for number, case in enumerate(cases)
    ]
