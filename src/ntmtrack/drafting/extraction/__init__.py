"""Extract the `Findings` of a document from its paragraphs and tables."""
