"""Where in a document's outline a paragraph stands, and which owner named above it is in force."""

from __future__ import annotations

from typing import NamedTuple

from ntmtrack.drafting.extraction import outline
from ntmtrack.drafting.extraction.outline import Line


class OwnerInForce(NamedTuple):
    """Hold an owner who owes what stands deeper than its rank, and who helps."""

    rank: float
    names: str
    support: str = ""


class Outline:
    """Follow the numbers of a document, and the owners that its headings and sentences name."""

    def __init__(self) -> None:
        self._numbers: list[tuple[int, str]] = []
        self._owners: list[OwnerInForce] = []
        self._titles: list[tuple[float, str]] = []

    @property
    def owner(self) -> OwnerInForce | None:
        """Give the owner in force, if there is one."""
        return self._owners[-1] if self._owners else None

    def enter(self, line: Line) -> float:
        """Go on to a paragraph, and give its rank; one without a number is under the last."""
        if line.rank:
            self._titles = [title for title in self._titles if title[0] < line.rank]
            while self._numbers and self._numbers[-1][0] >= line.rank:
                self._numbers.pop()
            self._numbers.append((line.rank, line.number))
            return float(line.rank)
        ranks = [rank for rank, _ in self._numbers if rank <= outline.LETTER]
        return max(ranks, default=0) + 0.5

    def leave_deeper(self, rank: float) -> None:
        """Forget the owners of what stood deeper."""
        while self._owners and self._owners[-1].rank > rank:
            self._owners.pop()

    def leave(self, rank: float) -> None:
        """Forget the owners of what stood here, and deeper."""
        while self._owners and self._owners[-1].rank >= rank:
            self._owners.pop()

    def name_owner(self, owner: OwnerInForce) -> None:
        """Put an owner in force, in place of those of its rank and deeper."""
        self.leave(owner.rank)
        self._owners.append(owner)

    def name_title(self, rank: float, text: str) -> None:
        """Put a title over what follows, in place of those of its rank and deeper."""
        self._titles = [*(title for title in self._titles if title[0] < rank), (rank, text)]

    @property
    def title(self) -> str:
        """Give the title over what is being read, or nothing."""
        return self._titles[-1][1] if self._titles else ""

    def clause(self) -> str:
        """Give the numbers of the clause that is being read, outermost first."""
        numbers = [
            number.strip(" .:)(-/") for rank, number in self._numbers if rank <= outline.LETTER
        ]
        if len(numbers) > 1 and numbers[-1].startswith(f"{numbers[-2]}."):
            numbers.pop(-2)
        return ".".join(number for number in numbers if number)
