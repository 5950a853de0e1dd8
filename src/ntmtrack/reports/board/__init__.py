"""The board: one page that shows people the state of a directive."""
