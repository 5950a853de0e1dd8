"""The text of a YAML file: bytes to text, text to a tree in which every scalar has a place."""

MIB = 1024 * 1024
# Defined here, because every run that reads a file needs it, and importing `encoding` takes 2 ms.
LONGEST_FILE = 64 * MIB
