"""What a document says of duties, parties, places and times: its text in, `Findings` out."""
