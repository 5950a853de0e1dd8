"""Drafts as files or workbooks, and how users confirm them."""
