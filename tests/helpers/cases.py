"""Cases of which the first stand for the others in `make quick`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from typing import Any

import pytest

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


def first_quick(count: int, cases: Iterable[Any]) -> list[ParameterSet]:
    """Return cases for `parametrize`; mark those after the first few as `long`.

    For cases that are a second look at one rule, each of them slow: `make check` runs them all.
    """
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else [case]),
            marks=[pytest.mark.long] if number >= count else [],
        )
        for number, case in enumerate(cases)
    ]
