"""The words of the program: what it says in each language, and what can go wrong.

A module that most runs import names a problem as `wording.Code.BAD_DATE`. Making an enum of so
many members takes 2 ms, and few runs meet a problem: it is made when the first one is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntmtrack.wording.codes import Code as Code


def __getattr__(name: str) -> object:
    if name != "Code":
        raise AttributeError(name)
    from ntmtrack.wording.codes import Code

    globals()[name] = Code
    return Code
