"""What is so at a moment: items and their states, duties, selection, counts."""
