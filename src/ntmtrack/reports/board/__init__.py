"""The board: a page to be looked at."""
