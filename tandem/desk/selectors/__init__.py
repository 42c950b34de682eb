"""Reads for pages that look into several rooms at once, each in as few statements as it can."""
