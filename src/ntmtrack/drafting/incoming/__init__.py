"""Documents as they arrive, by their kinds: bytes in, a `SourceDocument` out."""
