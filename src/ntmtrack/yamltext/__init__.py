"""The text of a YAML file: bytes to text, text to a tree in which every scalar has a place."""
