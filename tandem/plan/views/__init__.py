"""Pages of what is made together with the family: open, read, call, answer."""
