"""The phrases of documents: times, bodies and people, verbs of duties, goals, places."""
