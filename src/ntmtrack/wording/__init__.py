"""Words in both languages, and problems: what can be wrong, said in sentences."""
