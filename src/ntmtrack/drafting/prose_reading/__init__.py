"""Duties in the paragraphs of a document."""
