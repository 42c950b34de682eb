"""Pages about consent, involvement and decisions: open, read, call, answer."""
