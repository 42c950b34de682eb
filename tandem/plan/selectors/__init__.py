"""Reads of what is made with the family."""
