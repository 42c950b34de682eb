"""The second lock: row-level security in PostgreSQL, on the same keys as the door in Python."""
