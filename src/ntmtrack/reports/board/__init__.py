"""The board: one page that shows people how a directive stands."""
