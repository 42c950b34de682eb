"""What people fill in about what is made with the family."""
