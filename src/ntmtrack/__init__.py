"""Track who owes what, where and by when under a directive."""
