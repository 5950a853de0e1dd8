"""Blocks to bytes: one module for each format, imported when the format is needed."""
