"""Duties in the tables of a document."""
