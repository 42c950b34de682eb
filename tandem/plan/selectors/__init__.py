"""Reads of what is made together with the family, one module per noun."""
