"""All that a document says, from its paragraphs and tables: its text in, `Findings` out."""
