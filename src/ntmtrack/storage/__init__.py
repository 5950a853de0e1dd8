"""The user's files: reading, locking, replacing. No other package opens them."""
