"""Readers for each kind of incoming document: bytes in, a `SourceDocument` out."""
