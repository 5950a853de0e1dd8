"""Reads duties from the paragraphs of a document."""
