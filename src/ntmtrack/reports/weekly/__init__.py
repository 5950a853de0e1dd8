"""The report on a week."""
