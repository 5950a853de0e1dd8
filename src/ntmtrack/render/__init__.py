"""Blocks to bytes: one module for each format, imported when it is asked for."""
