"""Turn items into reports that are plain data: one module per report."""
