"""Track who owes what, where and by when under a directive.

`load`, `evaluate` and `rows` are for Python programs; see docs/python.md.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntmtrack.api import Counts
    from ntmtrack.api import Document
    from ntmtrack.api import Item
    from ntmtrack.api import ItemRow
    from ntmtrack.api import NtmtrackError
    from ntmtrack.api import View
    from ntmtrack.api import evaluate
    from ntmtrack.api import load
    from ntmtrack.api import rows

__all__ = [
    "Counts",
    "Document",
    "Item",
    "ItemRow",
    "NtmtrackError",
    "View",
    "evaluate",
    "load",
    "rows",
]


if not TYPE_CHECKING:  # type checkers see only the names above

    def __getattr__(name: str) -> object:
        """Import a public name on first use, so that the command line starts without it."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from ntmtrack import api

        return getattr(api, name)
