"""Reading what was made together with the family."""
