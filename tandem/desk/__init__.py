"""The professionals' door: pages that look into several rooms at once. No tables."""
