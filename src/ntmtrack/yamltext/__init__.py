"""The text of a YAML file: bytes to text, text to a tree in which every scalar has a place."""

MIB = 1024 * 1024
# Here, because whoever reads a file needs it, and `encoding` takes 2 ms to import.
LONGEST_FILE = 64 * MIB
