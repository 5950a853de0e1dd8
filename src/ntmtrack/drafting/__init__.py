"""From a document as it arrives to a draft data file that says of everything how sure it is."""
