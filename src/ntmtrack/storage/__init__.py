"""The files of the user: reading, locking, replacing. Nothing else opens them."""
