"""Writing what is made together with the family."""
