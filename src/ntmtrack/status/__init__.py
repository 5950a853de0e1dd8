"""The state of a directive at a moment: items, duties, selection, counts."""
