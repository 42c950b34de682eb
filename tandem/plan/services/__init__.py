"""Changes in what is made with the family."""
