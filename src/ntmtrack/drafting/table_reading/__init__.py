"""Reads duties from the tables of a document."""
