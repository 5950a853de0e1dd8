"""The file format: checks, loading, the kept copy, and appending log entries."""
