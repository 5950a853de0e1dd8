"""The types of our JSON, and the JSON Schema made from them."""
