"""From an incoming document to a draft data file that shows how certain each value is."""
