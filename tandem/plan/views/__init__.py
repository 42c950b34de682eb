"""Pages on which is made together with the family."""
