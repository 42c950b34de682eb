"""Pages on which a step on the road is taken: open, read, call, answer."""
