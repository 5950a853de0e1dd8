"""A draft as a file or a workbook, and how a person confirms it."""
