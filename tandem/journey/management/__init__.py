"""Commands of the journey."""
