"""Pages of the desk: open, read, answer."""
