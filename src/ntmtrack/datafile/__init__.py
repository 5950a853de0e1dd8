"""The file format: checks, loading, the kept copy, and the lines that are appended."""
