"""The types of our JSON, and the JSON Schema generated from them."""
