"""Recognize phrases of documents: times, parties, verbs of duties, goals and places."""
