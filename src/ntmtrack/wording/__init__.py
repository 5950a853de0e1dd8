"""Messages: what the program says in each language, and what can go wrong.

Modules that most runs import name a problem as `wording.Code.BAD_DATE`. Creating an enum with so
many members takes 2 ms and few runs meet a problem, so it is created on first use.
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
