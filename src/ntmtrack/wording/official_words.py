"""The words of papers for signature: days and counts as the rules for papers demand."""

from __future__ import annotations

from datetime import date

from ntmtrack.wording.words import Words


class OfficialWords(Words):
    """Format texts as papers for signature require."""

    blank = "……"

    @classmethod
    def like(cls, words: Words) -> OfficialWords:
        """Return the words of papers in the same language, with the same word for a place."""
        return cls(words.language, words.place)

    def count(self, count: int) -> str:
        """Format a count as offices write it: 04 nhiệm vụ."""
        if self.language == "vi" and 0 < count < 10:  # noqa: PLR2004 - a single digit
            return f"0{count}"
        return super().count(count)

    def day(self, day: date) -> str:
        """Format a day as the rules for papers demand: zeros before days 1 to 9, months 1 and 2."""
        if self.language == "en":
            return super().day(day)
        return f"{day.day:02}/{_month(day)}/{day.year:04}"

    def day_in_full(self, day: date) -> str:
        """Format a day in words: 05 tháng 3 năm 2025."""
        if self.language == "en":
            return super().day(day)
        return f"{day.day:02} tháng {_month(day)} năm {day.year:04}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the rule's limit
